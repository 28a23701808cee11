"""Expressions about danger: what only sounds like it, and what tells whose it is."""

import re

CRY = re.compile(r"救救?[命我人]|求救|sos|[啊呀呐哪]|[\s,，。.!！?？~～…、]")
"""A cry for help, and what is no word beside it."""
OF_ONES_BODY = re.compile(
    r"[他她佢妈爸爷奶娃崽宝伢婆哥姐弟妹儿叔姨舅友伴梯厕浴楼门窗屋房床火烟水血刀药晕喘痛疼倒困卡掉砸咬吐烧死杀抓跳淹毒气汗昏抽伤病触漏炸心肚胸喉麻肿噎呛摔滑割]"
    r"|怀[孕着了]|公(?![式司园告主开里])|孩子|有人|[男女]的|老人|大[爷妈哥姐]|快[来点]|出不[去来了]|动不|过敏|难受|受不|不舒服|不行"
)
"""What stands beside a cry that is meant."""
A_FIGURE = re.compile(
    r"(?:无聊|尴尬|作业|论文|[乐美困热累闷忙闲烦贵丑吵写背学考看刷追等输赢亏穷辣酸甜咸香臭腻熬催馋]|[吃笑听])[^\s,，。]{0,3}?[得到][^\s,，。]{0,5}?"
    r"(?:吐血|[喷冒]火|想死|断气|跳楼|撞墙|上吊|着火|起火|意识模糊|神志不清|心梗|心脏病|脑溢血|冒烟|爆炸|去世|归西|猝死)"
    r"|跌[得到]吐血|[跳跑练爬唱骑][^\s,，。]{0,3}[得到][^\s,，。]{0,4}(?:断气|喘不[上过])|我(?:直接|当场|原地|人都?)(?:吐血|昏迷|心梗|去世|休克|断气|脑溢血)|再[^\s,，。]{1,8}[要得会](?:吐血|窒息|断气)|(?:尴尬|[美贵丑帅香写背学考刷追输赢亏穷甜咸臭腻挤])[^\s,，。]{0,3}?[得到][^\s,，。]{0,5}?(?:窒息|[晕昏]|休克|喘不)"
)
"""作业写到吐血, 无聊得要跳楼, 辣得我喷火, 贵得我要窒息: so much of what nobody dies of."""
ANIMAL = re.compile(r"(?<![被遭让])(?:猫|狗|兔子|仓鼠|鹦鹉|乌龟|金鱼|鱼缸|八哥|泰迪|金毛|柯基|布偶|橘)(?![咬抓扑粮屎链熊血叫吠砂条])")
NOT_THE_ANIMAL = re.compile(r"[他她佢我俺人老爸妈爷奶娃孩崽宝婆公叫吠咬抓扑门火烟电药]")
"""Between an animal and a danger: somebody it happens to, or what the animal did."""
OF_A_LIVING_THING = re.compile(r"[血抽吐卡噎死气醒掉摔跳晕倒动眼毒吞吸哽呛抖坐蹲]")
A_LESSON = re.compile(
    r"(?:了|的?时候?|以后|之后|的话)?(?:首先|先(?![生前是])|要先|得先|应该?先|千万[别不莫]|切[记勿忌]|黄金(?=[\d一二三四五六七八九])"
    r"|(?:不要|别|莫|不能|不可)(?:急|慌|惊|马上|立刻|随|乱|硬|强|[吞咽喝吃揉催搬移挪拔])|(?<=时)[不别莫勿应要可]|(?<=时候)[不别莫勿应要可]|很危险|不是闹着玩)"
)
"""Right behind a danger: 触电先断电源, 心脏骤停黄金四分钟."""
TURNS_OUT = re.compile(r"[^\s,，。]{0,4}(?<![得了])(?:就(?:麻烦|不好了|完了|完蛋|糟|惨了|坏了)|可?不得了(?!了))|[^\s,，。我他她]{0,2}的\Z")
"""Right behind a danger, to the end of its clause: 烫到孩子就麻烦了, 会爆炸的."""
WARNS = re.compile(
    r"[别莫勿甭]|不[要能许准可按得]|禁止|严禁|锁好|收好|放好|放高|关好|看好|盖好|拔掉|真(?![的是正])|这么[热冷闷关]|再[这关]|多了|太[多咸油]|长期|老是|吃太|的人"
)
"""What the consequence would come of."""
HERE_AND_NOW = re.compile(r"[我俺他她佢咱]|现在|刚|已经|正在|快[来点去叫]|救|赶紧|急急|咋办|怎么办|\d{3}")
OWN_PLIGHT = re.compile(
    r"\A(?:我|俺)?(?:现在|一个人)?被?(?:困|关|锁|卡|堵)(?:在|住|到)?"
    r"|我(?:快|要|好|现在|已经|喘|站不|动不|出不|不能|不行|起不)"
)
"""被困电梯了 我快喘不过来: it happens to the writer, wherever that is."""
A_GAME = re.compile(
    r"残血|没蓝|打野|中路|[上下]路|野区|开团|打团|团战|复活|吃鸡|队友|爆头|狼人杀|剧本杀|三国杀|女巫|副本|排位|十连|抽卡|欧气"
)
BY_HABIT = re.compile(
    r"(?:吃|喝|碰|沾|食|恰|呷)(?![了过完])[^\s,，。了过完]{1,6}?(?:就|都|也|老|总|一定|立马)?[会要](?:有点|有些|发|起|变)?(?:肿|麻|痒|疹|红|包)(?![^\s,，。]{0,4}[了])"
)
"""吃芒果嘴会肿: what always comes of it, not what has come."""
HAPPENS = re.compile(r"[喘憋晕昏]|气(?!味)|刚|现在|已经|救|不[应醒]|出不来")
OVER = re.compile(r"没事了(?!吗|吧|没)|[放救]出来了|已经安全|脱险|没大碍")
"""Behind a danger, in its clause."""
NEARLY = re.compile(r"差一?点儿?|险些")
"""Before a danger that did not come: 看到价格差点晕过去."""
THAT_ONE = re.compile(r"(?:昨[天晚夜]|前[天晚几两]|上[次回周个])[^\s,，。]{0,5}那[个位]")
"""前天那个晕倒的保安: spoken of again."""
JUST_NOW = re.compile(r"[刚现又还]|今[天早]|一直|\d{3}")
IN_EARNEST = re.compile(r"[一大几好两]口|[一半]盆|血块|鲜红|真的|倒|现在")
"""熬夜熬得吐血了 一大口: no figure of speech."""
FAIR_SUGAR = re.compile(r"血糖[^\d\n,，。]{0,6}(?:[5-9]|1[0-7])(?:\.\d)?(?![\d.])")
