"""Expressions for things that are spoken of and not asked for: had, refused, thanked for, thrown away, taken or cooked with."""

import re

from reading.expressions.patterns import UNITS

_UNIT = "[" + "".join(sorted(UNITS)) + "]"
REGRETS = re.compile(r"早知道|早晓得|早知(?=[带买多])|后悔[没冇]|失策")
"""早知道多带两件短袖: what was not brought, and nobody asks for it."""
HAS_IT = re.compile(
    r"(?:物资|东西|快递|包裹|水果|牛奶|饭菜?|药)(?:都|已经?|全)?(?:收到|拿到|领到|取到)(?:了|啦|咯|哒)?"
    r"|(?:都|已经?|全)?(?:收到|拿到|领到|取到)(?:了|啦|咯|哒)"
)
"""物资收到了 牛奶3盒: what came, with its counts."""
GOT_IT = re.compile(
    r"(?:拿|收|送|领|寄|发|补|取|借)(?:到|上来|过来|来|给我|好)(?:手)?(?:了|啦|咯|哒)|(?:贴|吃|用|喝|换|穿)上(?:了|啦)|到手了|借了我|够(?:吃|用)到(?:解除|出去|最后|结束|月底)"
)
"""Behind a thing: it came. 纸巾已经送上来了."""
NOT_GOT = re.compile(r"[没未冇无]|还差|什么时候|几时|吗|么\Z")
TOLD_OF = re.compile(
    r"收到(?!要|就|后)[^\s,，。没]{0,3}\s?\Z|(?:[含服挨点订押压堆存囤种养摘钓做煮炒烤织画写输赢租带剩寄留捐运拖搬抱背买卖送发给拿借放吃喝用煎炖拼晒洗丢砍抢抽中]|(?<![没木冇不])有)"
    r"(?:[了着过])(?:我|我们|他|她|你们|大家|人家|隔壁)?(?:大约|差不多|好|整整|满满)?\s?\Z|(?:网购|[买寄种养钓捡剩收发领送拼砍抢中囤])的\s?\Z"
)
"""Right before a count: something that happened. 点了一杯奶茶, 压着20箱啤酒, 送了我两盒草莓."""
TOLD_AND_COUNTED = re.compile(
    r"[买抢囤送寄带发领收拿搬点订捡提扛拎背拖][了到过](?:[俩仨]|(?:[一二两三四五六七八九十几半]{1,3}|\d{1,3})\s?" + _UNIT + ")"
)
"""抢了两桶: so much was had."""
HEAD_OF_HAD = re.compile(
    r"(?:(?:[寄捎带送留运搬][了来过下好低满]|[塞装][了过下好满])(?!(?:\d|[一二两三四])?[个枚根只颗块]?(?:心脏)?(?:支架|起搏器|瓣膜|钢[板钉针]|假牙|关节|环))|[寄带送塞留][给俾][我俺])[^\s,，。:：没忘]{0,8}(?=[\s,，。:：])|[寄送带]的[^\s,，。:：]{0,8}(?:是|到了|[:：])|到[了啦手][:：]"
    r"|(?:药箱|冰箱|箱子|行李箱?|[背书]?包|抽屉|床头|柜子?|衣柜|盒子?)里?(?:头|面)?(?:我?都?[排摆放装塞][^\s,，。:：]{0,4})?[:：]|[排摆]了[^\s,，。:：]{0,4}[:：]"
)
"""Before a list of things: 我婆娘寄的包裹到了：, 我家药箱：, 一个箱子塞下."""
LACKING = re.compile(r"没(?!想)|忘|缺|差|少|不够|不到|坏|丢|漏|[用吃喝]完|要|再|换|还|请|麻烦|劳|帮|能|让|叫|求|给你|拜托|可以|都行|就行")
LIST_OF_OTHERS = re.compile(
    r"给[他她]念|[他她]自己[^\s,，。不没]{0,4}(?:去(?!不)|买)|(?:开学|军训|露营|野餐|郊游|旅游|年货|婚礼|搬家)[^\s,，。]{0,3}(?:清单|要带)"
    r"|在家里锁着|(?:没用|用不)上(?:了|过)?\Z|(?:全部|全|都|通通)[是系]?[^\s,，。我]{0,2}我[^\s,，。]{1,4}[留寄送带买塞][低下来]?(?:[给俾畀][我俺])?[的嘅]"
)
"""Of a list that is another's, for later, or here already: 让俺给她念念; 开学要带的东西; 全部系我老公留低俾我嘅."""
LIST_TOLD = re.compile(
    r"还带了|开箱|带多了|[带寄买囤]来?的东西[^\s,，。]{0,6}[:：]|够买|开车|跑货?车|跑长途|每[组局]|深蹲|卷腹|高抬腿|开合跳"
)
"""Beside a list without a word of asking: it is told what was had, needed somewhere, or done so often."""
PROPPED = re.compile(r"用[^\s,，。]{2,8}(?:顶|支|垫|压|挡|撑|绑|夹|粘)[着的了]")
"""我用脸盆支的手机: what serves for something is not wanted."""
COOKED = re.compile(
    r"下锅|冷水下|焯水|爆炒|炒[香红熟]|出锅|捞[出起]|小火|大火|慢炖|炖[上个半]|腌(?![菜萝黄肉制])|一层[^,，。]{1,6}一层|石头压|垫底|煸|[裹盖]着熬|[煎炸炒煮炖焖]到|腌\Z|[一两二三四五六半\d][大小茶汤]?勺(?!子)[^\n]{0,12}[一两二三四五六半\d][大小茶汤]?勺(?!子)|发汗|蒙头|步骤|做法|配方"
    r"|[煮蒸焖炖熬泡](?:上|个)?(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})个?(?:分钟|小时|钟头)"
)
"""How something is made to eat."""
BREWED = re.compile(
    r"煮开|煮水|[煮熬]汤|[熬煎]水|[泡冲]水|冲茶|趁热喝|方子|土方|偏方|就这么[弄喝治整]|天天这么[喝吃煮泡]|蒸(?:上)?(?:半|一|两|十)"
)
"""姜三片 红糖一勺 煮开了趁热喝: what somebody makes of it, when no word asks for it."""
PEOPLE_SEEN = re.compile(r"[个位名俩](?:人)?[穿戴背扛抬推拎拿举骑提][^\s,，。的]{1,8}的(?=[\s,，。人来去上下进走在把]|\Z)")
"""来了四五个穿防护服的: people, known by what they wear."""
THERE_IS = re.compile(r"把\s?\Z|(?<![没木冇都还要只])有\s?\Z|[多少]了\s?\Z|(?:奖励|第|连输|连赢|坚持了?|打卡)\s?\Z")
"""Right before a count: 前台有一袋橘子."""
IS_KEPT = re.compile(
    r"(?:[台站厅]|楼下|一楼|门口|柜子|抽屉|超市|药房|药店|网上|群里|走廊|大堂)(?:里|头|上|那里|那边|那)?(?:就|也|都)?有\s?\Z"
)
"""Right before a thing: 护士台有体温计, where it is to be had."""
HAVING = re.compile(r"(?<![没忘未])[带有吃喝用买擦涂贴]了(?:个|点|些)?\Z|(?:自己|家里|本来|已经|自带)(?:就)?有\Z")
"""Right before a thing that is not counted: 我带了充电宝."""
HAS_OF_IT = re.compile(
    r"还(?:有|剩)\s?\Z|[我俺咱](?:们|家|屋|这|里|边|自己|手上|手里|头|还|也|都){0,4}(?:有|多|带)(?:了|出|着)?(?:大约|差不多|好)?\s?\Z"
)
"""Between a thing and its count: 我屋里多."""
USED_UP = re.compile(r"[完光没断坏]|不够|用尽|丢|掉")
TOLERATES_NOT = re.compile(
    r"\s?(?:不行|不能[用吃打]|[吃用打]不[得了])?[\s,，]?(?:我|他|她|孩子|宝宝|娃|本人|老人)?(?:会|有|都|也|是|很|严重|类药?)?过敏(?!药|的药|片|软膏|胶囊)"
)
THANKED_FOR = re.compile(r"(?:谢谢|感谢|多谢|辛苦)[^,，。]{1,12}(?:[帮给替为])(?:我|我们|俺|咱)")
TAKING = re.compile(r"(?:吃|服用?|含服?|喝)[了个过]?\Z")
TELLS = re.compile(r"[了过着掉完]|[买送寄带发给拿领收捡剩]的\Z|[昨今前刚早晚]")
"""Before 的: it tells where a thing came from, 昨天买的, and does not say what it is like."""
LOST_OR_BROKEN = re.compile(
    r"(?:[的个]?[\u4e00-\u9fff]{1,2}?)?(?:都|也|又|已经|全|被[^\s,，。]{1,4}?|给[^\s,，。]{1,4}?|不小心|昨晚|今早|刚才){0,3}"
    r"(?:[忘落丢放][^\s,，。]{0,4}|[摔打砸踩压碰磕撞掉漏裂断弄搞]{0,2}(?:[坏破碎裂断烂爆脏湿丢]|不见|找不[到着]|没带|[刮磨]花)(?:[了掉去脱]|咖|哒|\Z)|没得?[换穿用戴盖])"
)
"""Behind a thing: it is lost, broken or was left somewhere. 脚断脱了, 落家里了, 被尿湿了."""
AS_A_HABIT = re.compile(r"(?:净|光|只|就|天天|每天|日日|一直|老|平时)[系是]?[吃喝饮用][^\s,，。]{0,2}\Z")
"""Before a thing: 孙仔净系饮奶粉 tells what is taken, and something for it is asked for."""
BROKEN_NOW = re.compile(r"(?:都|也|又|已经|被[^\s,，。]{1,4}|给[^\s,，。]{1,4})?[摔打砸踩压碰磕撞掉漏裂断]?[坏破碎裂断烂爆]了")
HURT_BY_IT = re.compile(
    r"(?:[手脚腿头脸指背臂嘴胳膊][^\s,，。]{0,3}[划割烫夹砸扎切削磕刺戳烧剪刮](?:了|到|破|伤|着|出|开)|[划割烫夹砸扎切削磕刺戳烧剪刮](?:了|到|破|伤|着|出|开)[^\s,，。]{0,3}[手脚腿头脸指背臂嘴])"
)
"""Behind a thing: 开罐头把手划了道口子."""
THROWN = re.compile(r"[摔砸扔掀踢泼撕]")
IN_BRACKETS = re.compile(r"\([^()]{1,20}\)")
TAKEN_AND = re.compile(r"(?:我|他|她|以前|上次|之前|一|老|老是){0,2}[吃用打喝服擦抹贴喷含](?:了|过|着|起来)(?!完|没|也没|都没|还|仍|也还)")
TAKEN_NOW = re.compile(
    r"(?:(?:医生|大夫|主任)(?:说|讲|让|叫|喊|建议|给|要求)?(?:给|让)?我?)?(?:现在|目前|这次)?(?:要|得)?(?:改|换)(?:成|为)?[吃用服打喝]?(?:的是?)?"
    r"|(?:现在|目前)[吃用服打喝](?:的是?)?"
)
"""医生说换, 改吃, 现在吃: before the medicine that is wanted instead of another."""
TAKEN_BEFORE = re.compile(r"(?:我|他|她|老人)?(?:之前|以前|原来|本来|原先|从前|上次|过去|早先)(?:是|都|一直|我)?(?:[吃用打喝服]|开)")
"""以前吃阿司匹林: told of a medicine when another is asked for."""
CHANGED_FOR = re.compile(r"(?:改|换)(?:成|为|作|吃|用)?\s?")
"""Between what was taken until now and what is wanted: 氨氯地平换成贝那普利."""
ENOUGH = re.compile(r"(?:还|都|倒|是|目前|暂时|管)?够(?:了|用|的|用的|用了)?(?=[\s,，。]|\Z)")
"""Right behind a thing: there is enough of it."""
BEFORE_A_NO = re.compile(r"[^不甭别莫]{2,8}(?=[不甭别莫])")
_SO_LONG = (
    r"还(?:有|够|剩|能)(?:吃|用|打|撑|滴)?(?:的)?(?:\d{1,3}|[一二两三四五六七八九十半几]{1,3})多?个?(?:天|星期|礼拜|周|月)的?(?:药|量|份)?"
)
STILL_HAS = re.compile(
    r"(?:我|他|她|自己|自个儿?|家里|屋里|手上|手里|这里|这边|我们){0,2}(?:都|也|倒)?"
    r"(?:(?:还有(?:很多|不少|一点|一些|一大把|好多|几[盒瓶包板片])?|还?够(?:吃|用)|还够|带了|有了)(?:呢|的|了|着)?"
    r"|"
    + _SO_LONG
    + r"(?:呢|了)?[,，]?(?:这个|那个)?(?:先|暂时|倒|也|还){0,2}(?:不急|不着急|不用|不要|不慌|够了)(?:买|开|要|拿|的|了){0,2})"
)
HAS_FOR_DAYS = re.compile(r"(?:我|家里|手上|这边|也|都|倒){0,2}" + _SO_LONG + r"(?:呢|了)?")
IN_NO_HURRY = re.compile(r"(?:这个|那个|先|暂时|倒|也|还){0,2}(?:不急|不着急|不慌|不用急)(?:的|了|哈)?")
"""Behind a thing: there is enough of it."""
NOT_OF_THAT_SORT = re.compile(
    r" ?(?:\((?:不要|别要|别买|不想要)(?![了的]?\))[^()]{1,8}\)"
    r"|(?:不要|别要|别买|不想要)(?!了)[\u4e00-\u9fff]{1,6}[的味款](?=[\s,，。)]|\Z))"
)
"""牛奶1箱（不要甜的）: it is wanted all the same."""
NOT_ANY_MORE = re.compile(r"(?:就|也|先|都)?(?:不要了|不用了|不买了|别买了|不需要了|算了)")
"""Behind a thing that was asked for before."""
STOPPED_FOR = re.compile(
    r"(?:现在|已经|刚|都|也|被|我|俺|过敏|不管用|没效果|副作用大|,| ){0,3}"
    r"(?:医生|大夫|护士|主任|专家|医院)?(?:那边)?(?:已经|都|就|又)?(?:给|叫|让|喊|说|要|建议)?(?:我|俺)?(?:给)?"
    r"(?:停(?:掉|用|服|药)?了?|不(?:让|给|能|准|许|可以|建议|适合)(?:我|再){0,2}(?:[吃用打喝服]|开)了?|不(?:再)?[吃用打]了)(?:\Z|[\s,，])"
)
"""Behind a medicine: it is not taken any more. 医生叫停了, 大夫不让吃了."""
IN_ITS_PLACE = re.compile(r"\A(?:要|得|就|说|让|让我|叫我|给我|给)?(?:换|改|另)|(?:现在|目前|如今)(?:改|换|在)?(?:成|为)?[吃用打服]")
"""Of the medicine that is taken instead: 换恩格列净, 现在吃厄贝沙坦."""
