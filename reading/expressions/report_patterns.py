"""Expressions for reports of temperature, lists and corrections; the general ones stand in patterns.py."""

import re

BY_EAR = re.compile(
    r"(?P<体温>(?:[体替提题梯屉休][瘟翁问文闻稳吻湿]|[替提题梯屉休]温)"
    r"(?=[的是有量计报为: ：]{0,4}(?:3[4-9]|4[0-2]|三十|四十|\d\.\d\d)|正常))"
    r"|(?P<度>[肚渡镀堵杜妒](?<=十[四五六七八九].|3[4-9].|4[0-2].)(?=[\d一二三四五六七八九半整]|[\s,，。;；!！~]|\Z))"
    r"|(?P<医废>[医一][费肥废](?<!医废)(?=[今已共全都装收天早 ]{0,4}(?:\d{1,3}|[一二两三四五六七八九十]{1,3})\s?[袋桶包箱公]))"
    r"|(?P<消毒>消[独读渎度](?<![取]..)(?=[完好过了毕水\d一二三四五六七八九 ]|走廊|大|电|楼|\Z))"
    r"|(?P<不>勿(?<![请切万非敬]勿)(?![扰念喷])|袂(?!使)|唔(?<!呼吸唔)(?![该好使系係稳]|想[生做]))"
    r"|(?P<没有>[呒嘸]没)|(?P<刚刚>啱啱)|(?P<我们>阿拉(?![伯善斯真丁]))|(?P<了>咗(?<![晕着]咗))|(?P<没>冇(?=人))|(?P<吃>呷(?=[不得哒完了咖过药饭酒茶东辣甜油咸斋素荤葱蒜姜肉鱼蛋]))|(?P<隔壁>隔篱)|(?P<家里>屋企)|(?P<整晚>成晚(?!上|餐|饭))|(?P<整天>成日(?=[都喊咁好食打]))"
    r"|(?P<这>呢(?=[度个間间两几张部只啲栋层]))|(?P<还>仲(?=[未有系没冇喺在要想好])(?<![杜伯张管]仲))|(?P<关>闩(?=[唔不上好了咗得]))"
)
"""体瘟36.5, 三十六肚五, 医费7袋, 消独完毕, 喘勿过气, 可唔可以: the words of every day, written by ear or in the words of a coast;
what each stands for is its name."""
BESIDE_A_NAME = re.compile(
    r"体温[计枪表]?|温度计?|[额耳腋]温枪?|水银|电子|显示|姓名|名字|报平安|打卡|早安|女士|今早|早上|晚上|实[际测]|是|[又还仍]?[高低发退]?烧[到了得]?|[还仍]是|[升降退]到|[量测](?:了[一两几]?[下次遍]?|的|得|出来)"
    r"|[^\w ·.\-]| (?![a-z])| (?<![a-z] )|无(?:任何)?(?:症状|不适|异常)|(?<=\d)无"
)
"""Between a name and its temperature; no blank within Ahmed Khan."""
NO_HOT_PLACE = re.compile(
    r"[\d一二三四五六七八九零〇幺]{3,4}号?房间|房间(?=[a-z]?[\d一二三四五六七八九零〇幺\-]{3,6})|屋里[头厢]?(?=[我老崽娃孩伢仔囡爹娘妹婆男女]|人(?!多))"
)
"""305房间36.5, 屋里崽36.9: whose it is, and no place that is hot."""
LIVES_AT = re.compile(r"(?:\([^()]{1,6}\))?[ ,，\-—]{0,2}(?:(?:住在?|在|房间|房号)[ :：是在]{0,2})?\(?\Z")
"""Between a name and the room that follows it."""
SPOKEN_WHOLE = re.compile(r"三十([五六七八九])(?<=\d...)(?=[\s,，。;；]|\Z)")
"""302三十七 among others: whole degrees right behind a room."""
ENDS_A_MEDICINE = re.compile(r"[\u4e00-\u9fff]{0,2}(?:片|丸|散|膏|颗粒|胶囊|糖浆|口服液|冲剂|滴剂|贴|喷剂|喷雾)(?![刻点])")
AS_ALWAYS = re.compile(r"(?:平时|平常|一向|向来|从小|天天|每天|每次|回回|一直)(?![^\d]{0,8}[今刚现])[^,，。\d]{0,8}\Z")
CALLS = re.compile(r"(?:护士|医生|大夫|老师|大白|领导|各位|你好|您好|早安|早上好|早上|今早|今天|刚量|[,，: ]|我|俺|的|是){0,6}")
"""Before a number: 老师我367 is a report, whoever is called."""
OF_A_THING = re.compile(
    r"的(?=[\u4e00-\u9fff])(?![高低体烧后今现没就都我])|[这那]个(?:数|梗|词|段子)|是(?:我的?|个|什么)?(?:幸运|吉利|秘密|暗号|梗)"
)
"""36.5的鞋, 37.2度的爱; 38.5的高烧 is a temperature."""
OF_A_CITY = re.compile(
    r"(?:北京|上海|广州|深圳|武汉|长沙|成都|重庆|杭州|南京|济南|郑州|西安|太原|合肥|南昌|福州|厦门|昆明|贵阳|南宁|海口|兰州|银川|西宁|拉萨|沈阳|长春|天津|石家庄|吐鲁番|哈尔滨|乌鲁木齐)"
    r"(?:今天|昨天|这两天|现在|都)?(?:有)?\s?\Z"
)
"""Before a number: 济南38度5 is its weather."""
OF_WHOEVER_COMES = re.compile(r"(?:见|测|照|打|量)谁[^\s,，。]{0,3}\Z")
"""Before a number: 门口那把枪见谁都36.1."""
A_RULE = re.compile(
    r"(?:度|℃|°c)?(?:以上)?(?:就|才)(?:要|能|会|得|算|可以)?(?:送|转|隔离|上报|吃药|用药|吃退|吃布|叫|通知|能|算)(?![^\s,，。]{0,4}了)|(?:度|℃)?是(?:界?线|标准|红线)"
)
"""Behind a number: 38.5就送医院, what is done with whoever has it."""
BY_MISTAKE = re.compile(r"[^\s,，。;；]{0,4}[\s,，]{0,2}(?:原来|敢情|结果发现)")
"""量出个41 原来泡脚了: it was the water."""
COUNTS_AS = re.compile(r"(?<![打计预胜盘])算(?![了术账好啦]|[\s,，。/:]|\Z|\d)")
"""37.2算高吗, 38度才算发烧: asked or explained."""
SAFE_AT_HOME = re.compile(r"[给跟向和][^\s]{1,6}报个?平安")
"""打电话给我妈报平安: to others than the group."""
SLEPT = re.compile(r"昨[晚天夜儿]{1,2}[^\s,，。:\d量测烧体温报]{0,3}(?:睡|醒|觉|休息|到的|来的|入住)")
"""昨晚睡得好: nothing was measured then."""
WHAT_IS_MEASURED = re.compile(
    r"(?:一?下|一遍)?(?P<thing>(?!体温|温度|[\s一下两几三四五没不都正还是大在挺很跟和同稍有偏蛮也就好烧了过完啊哈呢啦哦嘛咧哒的结])[\u4e00-\u9fff]?)"
)
"""已测核酸, 量了下房间: behind the word of measuring; 量了两遍 and 量了 正常 are of the body."""
OF_EVERYBODY = re.compile(
    r"大家|你们|你|各位|[他她]们|别人|正常体温|体温(?:正常)?(?:范围|的人|的不|的话|的可以|的才)|才[能可会让算]|就[能可会]|怎么样|会怎|如果|要是|[猫狗]"
)
"""体温正常才能解除, 大家体温都正常: said of all, or of what is to come."""
PRICE_OF = re.compile(r"[一每半1](?:斤|两|盒|瓶|份|箱|袋|包|张|杯|碗|条|只|件)[^\s\d,，。吃烧量测体温喝]{0,4}\Z")
"""一斤排骨36.5: before a number that is its price."""
TAKEN_BACK = re.compile(r"[^\s,，。;；、]{0,5}(?:作废|不算(?![很太什多严高])|错|不对)")
"""Behind a number in its clause: 38.5是看错了."""
SLIPPED = re.compile(r"3\.[4-9]\d|3[0-36]\.\d|[24-7]\d\.\d")
"""3.66, 63.4: a finger slipped; 8.12 is a day."""
THE_SAME = re.compile(r"[也都]?(?:一样|同样|同上)(?!的)")
ALSO_SO = re.compile(r"也是(?=[\s,，。;；!！]|\Z)")
"""Behind kin who stand right behind a number: 36.6 娃也是."""
ROOM_AND_NAME = re.compile(r"(?<![\d.])[a-z]?(?:\d{1,2}-)?\d{3,4}[房室号]? ?(?P<name>[\u4e00-\u9fff]{2,4}) ?\Z")
"""Right before a number of degrees."""
PUT_RIGHT = re.compile(r"应该?[是为]|其实|实际|改[成为]|换成|(?<![不还也都就又只])是(?!不是)")
"""Between what was reported and what it should be: 刚才报的鼻塞 应该是干咳."""
TOGETHER = re.compile(
    r"(?:(?:[俩仨]|[两三四](?:个|位|名|只)|双胞胎)[\u4e00-\u9fff]{0,3}|两口子?|三口|[爸父公]妈|大人|父母|公婆|二老|姐妹|兄弟|姐弟|兄妹)[\s:：,，]{0,2}\Z"
)
"""娘俩 36.4 36.9, 两个崽36.8和36.9: each of the numbers is of one of them."""
NOT_COUNTED = re.compile(
    r"(?:那[条个次回]|[上前]一?[条个次]|前面|刚才|刚刚?[发报写说]?|体温|[早午晚]上[报发])的?[\d.度体温那条个是的报发写]{0,8}"
    r"(?:不算(?![很太什多严高])|别算|莫算|不要算|忽略|无效|作废|别管|不要管|当没[说发看])"
)
"""36.9那条不算 我是36.2."""
OTHERS_SLIP = re.compile(
    r"发错(?:了)?(?:地方|群|人)|[打写发说报]错(?:了|字|的)?[\s,，]?(?:莫|别|勿|请|多|望)(?:见?[怪笑谅骂]|包涵|担待|介意|嫌|原谅|海涵)|(?:[多少有些]人|大家|容易|经常|老是?|总是?|常|别|莫)(?:都|会|把|给)?[^\s,，。]{0,3}[搞弄记写认分拿]错|上[次回][^\s,，。]{0,4}被|有人[^\s,，。]{0,4}(?:把|将|报|写|打)|(?:不要|不用|别|莫|甭)(?:再)?更正|改成(?:周|星期|礼拜|每|[上下]午|晚上|早上|\d{1,2}[:：点])"
)
"""好多人搞错, 上次被改成38.2, 改成周三来收: nobody takes back what was said here."""
SPOKEN_OF = re.compile(
    r"以后|之后|以前|之前|后(?![勤天台])|前(?!台)|那天|当天|期间|车|[信枪计]|丢失|过敏"
    r"|(?:领取|发放|分发|采购|送达|上报|采样|酒店|的)?(?:方式|时间|时候|日期|顺序|流程|费用|地点|路线|志愿(?:者?(?=报名|招募|排班)|(?!者))|意愿|心情|感受|体会|建议|前(?!台)|后(?![勤天台]))"
)
"""Behind the title of a kind in that of a list: 解除隔离后回家方式, 物资领取时间, 转运车 are none of these."""
WANTS_NOTHING = re.compile(
    r"[\d\s,，:：](?:[\u4e00-\u9fff]{2,3}[\s,，:：])?(?:这次|这回|这趟|本次|今天|目前|暂时|暂|先|就|都|也|我){0,2}(?:不|没|无|免|别|勿|算了|冇|莫|下次|够|跳过|略)|[\s:][-—/]{1,3}\s{0,3}\Z"
)
"""A512 不买, A514 王五 不要: an entry without a thing that wants none."""
ME_AND_MINE = re.compile(r"(?:我|俺|本人)\s?(?:和|跟|与|同|、|加|还有)")
MISSED_A_DOSE = re.compile(r"[漏少多]打了?[一二两三\d]?(?:支|次|个)?(?:针|疫苗|胰岛素|单位)|不对(?:劲|头|付|胃|口味|眼)")
"""靶向药漏打了一针, 没哪里不对劲: nothing that was written."""
MADE_UP_FOR = re.compile(
    r"补(?:[报登个下]|一下)?(?:昨|前[天晚])|(?:昨[天晚夜日]|前[天晚])[^,，。\d]{0,3}(?:忘了?|忘记|漏|没|未|冇)(?:报|登|打卡|上报|发|填|写)"
)
"""补昨晚的36.6 今早36.4: the number of yesterday is told as well."""
ROSE_AGAIN = re.compile(
    r"(?:度|了|多)?[\s,，。]{0,2}(?:后来|结果|但是?|可是?|现在|今[天早晚]|今儿|早上|半夜|刚才?|这会儿?|没多久|过会儿?){0,2}又(?!.{0,2}[降退])"
    r"[^\s,，。\d]{0,3}[上升烧高起回涨反热]"
)
"""Behind a number: 退到37.5又上来了 is not how it stands."""
WHAT_TO_DO = re.compile(r"(?:怎么|咋|怎|如何)(?:办|搞|弄|整|是好)")
"""娃38.6怎么办 doubts no number."""
SOMEBODYS = re.compile(
    r"(?:[我俺娃崽伢仔爸妈爷奶公婆]|孩子|宝宝|儿子|女儿|老伴)(?:这会儿?|现在|今[天早晚]|早上|晚上|刚刚?|刚才|又|已经|都|体温|[量测][了的出来]{0,2}|发?烧到?|有|是|到|的){0,4}\Z"
)
"""Right before a number: 我刚量37.6正常吗 reports it all the same."""
MEASURED_TWICE = re.compile(r"[量测][了过]?(?:两|二|三|四|五|六|几|[2-6]|好几)[次遍回]")
TEMPERATURE_SPOKEN = re.compile(
    r"(?P<tens>[二三四五六七卅卌](?<!百.))(?P<ten>[十拾]?)(?P<ones>[一二三四五六七八九]?)[度点,，.。、]"
    r"(?: (?=[零一二三四五六七八九\d](?:[\s,，。;；]|\Z)))?"
    r"(?P<tenth>(?:(?!一[切直样])[零一二三四五六七八九半整\d]|两(?=[\s,，。;；]|\Z))?)(?![\d一二三四五六七八九十](?![个口位切直]|[零〇一二三四五六七八九幺]{2}[房室号的])|空间)"
)
_WAY = (
    r"(?:[左右](?:边|侧|手|耳朵?)?的?(?:腋窝|腋下|腋|胳肢窝|额头|耳朵?)?|[耳额腋口肛]温枪?|耳朵|额头|腋下|腋窝|胳肢窝|嘴里|手腕"
    r"|(?:水银|电子)(?:温度计|体温计|表|的)?|体温[枪计表]|温度计)"
)
BY_ONE_WAY = re.compile(_WAY + r"(?:里|上)?(?:量的?|测的?|是|的|显示|[:： ]){0,3}\Z")
"""Before a number: how it was measured, 左耳36.1 右耳36.5."""
WHICH_COUNTS = re.compile(
    r"(?:报|按照?|[以取算信填记用选])(?:了|个|就|我|的|是|那个|那|最){0,2}(?P<which>" + _WAY + r"|[高低大小前后](?=的|那|面|一)|第[一二])"
)
"""我就报右耳, 以水银为准, 取高的: which of several numbers of one person counts."""
LATER_THAT_DAY = re.compile(r"[\s,，、;；/和]{0,4}(?:中午?|下午|傍晚|晚上?|今晚|夜里?)(?:体温|又?[量测]了?一?下?的?|是)?[\s:：]{0,2}")
PEOPLE_ALIKE = re.compile(
    r"(?<![\d.])([二两三四五六2-6](?=个人|口人|口|人|个?[娃崽]|个?孩子|个?宝宝|个?小孩|个大人|个老人)|[俩仨])(?:个人|口人|口|人|个?[娃崽孩](?:子|儿)?|个?宝宝|个?小孩|个大人|个老人)?(?:都|全|均)?(?:一样|都是|同样|是|量|(?<=[都全均]))"
)
BLANK_FOR_A_POINT = re.compile(r"(?<![\d.\-#/])(3[4-9]|4[0-2]) (?=\d(?:[\s,，。;；!！、无正都没]|一切|\Z))")
"""36 5 无: as a thumb writes 36.5."""
TEMPERATURE_SPACED = re.compile(r"(?:体温|温度|temp)[^\d\n]{0,4}(?P<whole>3 ?[4-9]|4 ?[0-2]) [.点]? ?(?P<tenth>\d)(?![\d.])")
_ROOM_AND_DEGREES = r"(?<![\d.])[a-z]?(?:\d{1,2}-)?\d{3,4}[房室号]?[ :：\-]?(?:[\u4e00-\u9fff]{2,3} ?)?3[5-9]\.\d(?!\d)"
ROOMS_WITH_DEGREES = re.compile(_ROOM_AND_DEGREES + r"[^\n]{0,14}?[\s,，、;；。/]" + _ROOM_AND_DEGREES)
ROOM_WITH_DEGREES_FIRST = re.compile(r"[\s,，。!！]{0,4}(?:补报?|[今早晚报]{1,2}|代|替)?[\s:：]{0,2}" + _ROOM_AND_DEGREES)
"""401 36.5，402 36.8: what was measured, whatever else is asked of the others."""
GREETED = re.compile(
    r"[长员们生士师姐哥家位主铁][早你您]?[好早]\Z|哈哈|呵呵|嘿嘿|嘻嘻|坚持|[早日]回家|快乐|愉快|静好|喜乐|分钟|端午|中秋|[加冲]油|得[好香着饱下]\Z"
)
"""楼长好, 亲们早, 哈哈哈, 睡得香: beside a number they are nobody's name."""
HELPS_TO_WRITE = re.compile(r"(?:[教帮替]|手把手教)我[^\s,，。]{0,2}?(?:打(?=[的字上]|出来)|发(?![烧热现])|报(?!警)|弄的|[填写输录])")
"""Behind kin: my grandson showed me how to send it."""
_NAME = r"(?P<name>[\u4e00-\u9fff]{2,5}·[\u4e00-\u9fff]{1,6}|[\u4e00-\u9fff]{2,4})"
DOTTED_NAME = re.compile(r"[\u4e00-\u9fff]{2,5}·[\u4e00-\u9fff]{1,6}")
"""买买提·艾力."""
NAME_BEHIND_A_ROOM = re.compile(r"(?:住户|住客|业主)?[^\w\u4e00-\u9fff]{0,3}" + _NAME + r"(?![\w·])")
NAME_BEFORE_A_ROOM = re.compile(r"(?<![\w·])" + _NAME + r"[^\w]{1,3}(?:我?住在?|我是|房间|房号)?[^\w]{0,2}\Z")
"""Whole between two signs, beside a room: 毛宁/3栋502, 502住户 冬梅."""
SOMEBODYS_KIN = re.compile(
    r"(?:[我俺]是|[我俺]?替)\s?(?:[a-z]?[\d\-]{3,7}(?:房|室|的)?\s?)?(?P<who>[\u4e00-\u9fff]{2,3}?)(?:的|家|他|她)?(?:媳妇|爱人|老婆|老公|丈夫|妻子|老伴|妈|爸|爹|娘|母亲|父亲|女儿|儿子|闺女|对象|姐|哥|妹|弟|家属|室友)"
)
"""我是B204妥明的媳妇: whom the writer belongs to."""
