"""Expressions for how residents ask, count and take back; the general ones stand in patterns.py."""

import re

TIMES_APART = re.compile(r".{0,2}[\da-z\u4e00-\u9fff] ?[x*×] ?\d{1,3}(?!\d| ?[也都已修换好弄搞接给])")
SMALL_NUMBER_BEHIND = re.compile(r"(?:^|[^\w.\-/:：#])\d{1,2}\Z|[\u4e00-\u9fff]\d{1,2}\Z")
SIZE_OR_PRICE = re.compile(r"(?:[1-9]00|\d[5-9]\d|1[4-9][05])的(?:$|[\s,，。;；]|[秋保棉睡毛长短内外衬牛]?[裤衣服T])")
ASKED_BEFORE = re.compile(
    r"(?:我|俺)?(?:刚刚?|刚才|方才|早上|上午|上面|前面|先前|之前)(?:说|要|报|写|登记|发|讲|求)的(?!那个|药|事|话|时候)[^,，。？?吗再还又]{1,8}"
    r"(?:要|改|是|加到|减到|换成)(?=[^\d,，]{0,2}[\d一二两三四五六七八九十])"
)
"""刚说的洗碗布要两个."""
THOUGHT_OF = re.compile(r"(?:想|念|跟|梦见|怕|陪|像|比|女)(?:我|我家|俺|俺家|家里的?|屋里的?|屋头的?|老家的)?\Z|我(?:一个|是个|这个)\Z")
"""Right before kin: 想我妈, 跟老公吵架, 想屋头的娃儿, 我一个老婆子 tell of the writer."""
LOOKS_AFTER = re.compile(
    r"告诉我|[叫喊求]我|[^\s]?[我俺](?:已经|刚|刚才|就|又|还|也|一|都)?(?:喂|给|量|摸|喊|叫|扶|帮|哄|抱|发现|怀疑|带[他她])|[跟给对向]我(?:说|讲|打电话|发)"
)
"""我喂什么吐什么: the writer is not the one who is ill."""
GETS_TO_KNOW = re.compile(r"的?(?:看到|看见|瞧见|知道|晓得|发现|笑话|笑我)")
BRINGS_UP = re.compile(r"的?(?:送[上进过来]?|拿[上进过]|带上来)(?!的)")
"""Behind somebody: it is not for them. 不要让同屋的看到, 麻烦女的同事送."""
VISIT = re.compile(
    r"(?:医生|大夫|护士|医护|大白|医师)[^,，。]{0,8}(?:来|上门|上楼|上去|过来|看看|看下|看一下|瞧|瞅)"
    r"|(?:来|派|让|请|叫|喊|找|有)[^,，。]{0,4}(?:医生|大夫|护士|医护|医师)[^,，。]{0,6}(?:来|上门|看|瞧|瞅|检查|打个?电话|回个?电话|听一?下|摸一?下|包一?下|包扎|量一?下|处理)"
)
FOR_A_DOCTOR = re.compile(
    r"(?<!的)(?:请(?!问)|麻烦|麻反|麻凡|想|让|叫|喊|找|搵|揾|求|能|可以|可否|派|帮)[^\s,，。]{0,6}(?:医生|大夫|护士|医师|医護|医护)[^\s,，。过了]{0,8}(?:来|看|听|瞧|瞅|查|检|摸|处理|打|睇|知道)(?!过|了)"
    r"|(?:医生|大夫|护士|医师)[^\s,，。过了]{0,4}(?:能|可|有空|方便)[^\s,，。过了]{0,5}(?:来|看|上|瞧)"
)
"""That a doctor shall come or look, not that one did."""
BEGS = re.compile(r"(?:请(?!问)|麻烦|劳烦|拜托|喊|叫|派|想请|帮忙?[请叫喊])[^?？]{2,14}[嘛吧咯啵噻撒哈啊呀呗]\Z")
"""请医生来看哈嘛: a plea, whatever it ends in."""
MAY_IT_BE = re.compile(r"能不能|可不可以|能否|可否|可以|方便|有空|得不得|能(?!够)")
NO_NAME = re.compile(r"[^\w·.\-]|_")
NAME_CUT = re.compile(r"""[、+＋&:：()（）"“”'\[\]【】/<>《》=*—\-_]""")
MAY_BE_DAYS = re.compile(r"[天日周月晚星礼]")
ME = re.compile(r"[我俺]")
COUNTS_NO_THING = re.compile(
    r"(?:[^\s\d,，。]{0,4}(?:证明|房间(?!用))|房(?!间)|医生|大夫|护士|师傅|电工|人(?!参)|办法|主意|电话|视频|公道|说法|口子|一下|时间|地方|借口|理由|机会|工作|伴|对象)"
)
"""Behind 个, 条, 包: 开个证明, 来个人, 包一下 ask for no thing."""
TOLERATES_NOT = re.compile(r"\s?(?:我|他|她|孩子|宝宝|娃|本人|老人)?(?:会|有|都|也|是|很|严重|类药?)?过敏(?!药|的药|片|软膏|胶囊)")
STOPPED = re.compile(
    r"(?:停|断)(?:药|服)?了(?:快|有|都)?[\d一二两三四五六七八九十半几]{1,2}个?(?:多)?(?:天|星期|礼拜|月|周)"
    r"|最后(?:的)?[一两半几123][颗粒片盒支包次袋板瓶][^,，。]{0,4}(?:(?:吃|用|打|喷|贴|喝|服|吞|咽)(?:了|掉|完|光|下)|[下进]肚|没了)"
    r"|[没冇莫木冒][得有]?药?[吃用打喷服]的?[了哒咯喽啦]"
)
"""药停了四天了, 最后一颗都吃了, 没得吃的了: nothing is left."""
THANKED_FOR = re.compile(r"(?:谢谢|感谢|多谢|辛苦)[^,，。]{1,12}(?:[帮给替为])(?:我|我们|俺|咱)")
COUNTED_BEFORE = re.compile(r"[一两二三四五六\d][盒瓶板支袋]\Z")
TAKING = re.compile(r"(?:吃|服用?|含服?|喝)[了个过]?\Z")
PLEA_TO_US = re.compile(
    r"[派叫喊请](?:个)?(?:人|师傅|医生|护士|大夫|\w医生|\w护士)[^,，。?？]{0,4}[来上弄看修听瞧]|帮(?:我|我们|忙|到|下)?[^,，。?？]{0,3}(?:联系|安排|协调|反映|转告)"
    r"|[跟和][^,，。?？]{1,5}[讲说][一下哈声]|[跟和][^,，。?？]{1,5}联系[下哈一]"
)
"""Asking for somebody to come, or to speak to others."""
BARE_DEGREES = re.compile(r"(?:体温|温度)?\s?[34]\d(?:\.\d{1,2}|度\d?|℃){1,2}")
"""A clause that is a temperature and nothing else."""
TELLS = re.compile(r"[了过着掉完]|[买送寄带发给拿领收捡剩]的\Z|[昨今前刚早晚]")
"""Before 的: it tells where a thing came from, 昨天买的, and does not say what it is like."""
GONE = re.compile(r"[吃喝用打抽喷贴擦抹造][得的]?(?:完|光|没|差不多|干净|尽)|没[了有得]|见底|断[了货]|坏|不够|空了")
"""Behind a thing that was had: nothing of it is left, or it is no good."""
ANOTHER = re.compile(r"(?![^\s]{0,8}(?:的|那种|那个)(?:[就吧呗嘛呀啊哈也]|\Z))(?![吧呗呀啊哈嘛不吗来给上行可就\s])[^\s\d,，。]{2}")
"""Behind 个: a thing of its own, and not 新的 or 就行, which only tell of the one before."""
LEFT_BEHIND = re.compile(r"药[^,，。]{0,3}(?:忘|落|丢|掉|拉)(?:在|到|了|屋|家|车)|[忘落丢]了?[^,，。]{0,2}药")
"""我的血压药忘在车上了."""
_SLIP = (
    r"(?:(?<![别莫勿不])[打写说讲报输发搞弄记看整]得?错|口误|(?<![对是])不对(?!劲|头|称|付|味)|(?<![别莫勿不]\S)错了|更正|手滑|呸"
    r"|[呃哦啊额噢诶]不是?(?=[\s,，是要一两二三四五六七八九十\d])|(?<=[\s,，])不(?=[\s,，])"
    r"|(?:算了|太?多了)(?=[\s,，]{0,2}(?:就|来|要)?[\d一两二三四五六七八九]))"
)
SLIP = re.compile(_SLIP)
"""What was said last was not meant."""
SLIP_BETWEEN = re.compile(
    r"[\s,，。.…!！;；、~()（）刚才我俺哦啊呃额噢诶唉哎呀又是不好意思抱歉对起等下上前面]{0,14}?"
    r"(?:" + _SLIP + r"|[呃哦啊额噢诶]不是?|不是(?=[\s,，。]{1,3}(?:我?要的?)?是)|(?:要不|算了)?还是)"
    r"[\s,，。…!！;；:：了字啦哈咯不好意思抱歉]{0,12}"
    r"(?:我?(?:说|要|想要|想买|买)的?)?(?:应该|其实)?(?:是|要|买|换成?|改成?)?[\s:：]{0,2}"
)
"""Between what was said by a slip and what was meant."""
SLIP_BEFORE = re.compile(_SLIP + r"[\s,，。…!！;；:：了字啦哈咯]{0,6}(?:我?(?:是|住|在|应该是|房号是?|房间是?))?[\s:：]{0,2}\Z")
"""Between a room and the one that was meant."""
BEFORE_A_STROKE = re.compile(r"(?<![\d.])\d{1,2}(?=、)")
DONE_BY_OTHERS = re.compile(
    r"(?:非要|缠着要?|闹着要?|吵着要?|嚷着要?)(?:给(?:我|我们|家里))?[买寄送带拿]?个?|要给(?:我|我们|家里)[买寄送带]个?"
    r"|给(?:我|我们|家里)[织寄做缝绣画写留买带送]的|借(?:室友|隔壁|楼上|楼下|同事|朋友|邻居|别人|人家)"
    r"|(?:回去|回家|出去|到家|解封)[^,，。]{0,3}(?:得|再|要|就)[^,，。]{0,3}"
    r"|(?<![送拿带捎买递端提搬])[出进上下过回起]来(?=[一两三几\d])|(?:块钱?|元|毛)[^,，。]{0,2}买|能买(?=[^吗么不嘛?]{1,12}\Z)"
    r"|要(?:\d{1,4}|[一二两三四五六七八九十几半百]{1,4})多?(?:分钟|个?(?:小时|钟头)|秒|天(?!的)|[块元毛年岁遍次])"
)
"""我妈非要给我寄两箱苹果, 回去得换个新的, 飞进来一只, 能买两百斤, 要二十分钟: nobody asks for it here and now."""
THROWN = re.compile(r"[摔砸扔掀踢泼撕]")
IN_BRACKETS = re.compile(r"\([^()]{1,20}\)")
NEARLY_OUT = re.compile(
    r"(?:只剩|就剩|仅剩|剩下?最后|只有|最后)[^\d,，。]{0,2}(?:[一两二三四五]|[1-5])[片粒颗支包板袋盒瓶贴枚](?:了|药|的)?(?!\w)"
)
"""只剩两颗了: said of a medicine that is named beside it, more of it is needed."""
AMOUNT_FOR = re.compile(r"[要开买配拿带][一两二三半1-3]个?(?:月|疗程|星期|礼拜|周)的?(?:量|药|份)?")
"""要一个月的量."""
CLAIMS = re.compile(
    r"[ :]?(?:自己|自个儿?|本人|这边|那边|这里|那里|一个人)?(?:就|也|还|只|又|再|想|先|说|另外)*"
    r"(?:要买?|需要|缺|想要|想买|想吃|求|买|来|吃|用|带|拿|配|开|的药?|的?是|[ :])?(?:的|那个|这个|点|些|个|一直吃的|平时吃的)?[ :]?"
)
"""Between somebody and a thing: it is theirs, or they want it."""
HEADS = re.compile(r"(?:的药?|要的?)?[:：]\s?")
"""Behind somebody: what follows is theirs."""
LEADS_TO_A_CLAIM = re.compile(
    r"的?(?:[①-⑳]|\d{1,2}[.、)])?\s?(?:另外|还有|然后|顺便|顺带|再|也|麻烦|请|帮忙|[ 、,和跟加与])*"
    r"(?P<given>[帮给替为])?(?:买给|带给)?(?:[我俺](?:们家|家里?|屋里头?|屋头)(?:那个|的)?)?"
)
"""Before somebody, at the beginning of what they want."""
TOOK = re.compile(r"(?:吃|用|喝|擦|抹|打|服|涂)(?:了|过|完)(?:会|就|老|总|老是|总是|全身|浑身|身上|脸上|我|人|起|长|出|脚|手|嘴){0,3}\Z")
"""Before a complaint: it came of what was taken."""
NO_MORE_OF_IT = re.compile(r"不要|不吃|不用|不能|[别莫][给开买再]|换")
DECLINES = re.compile(
    r"[^,，。]{0,8}?(?:就|先|也|那|都|你们)?(?:不用|不要|不必|不需要|甭|[别莫](?=[给帮买开拿配带送再]))(?:给我|帮我|再)?[买开拿配带送]?(?:了|哈|啦|它|那个|这个|的|哦){0,2}"
)
"""别给我买, 家里还有不用: of what was just named none is wanted."""
STILL_HAS = re.compile(
    r"(?:我|自己|自个儿|家里|屋里|手上|手里|这里|这边|我们){0,2}(?:都|也|倒)?(?:还有(?:很多|不少|一点|一些|一大把|好多|几[盒瓶包板片])?|还够(?:吃|用)?|带了|有了)(?:呢|的|了|着)?"
)
"""Behind a thing: there is enough of it."""
BEHIND_A_NAME = re.compile(r"[的住要]|在\d|想要|需要|房号|[\s,，。)]|\Z|\d")
GIVEN_NAME_AND_ON = re.compile(r"([\u4e00-\u9fff]{2})(?=[我俺她他跟和住今])|([\u4e00-\u9fff])(?=[我俺])")
ACTS_FOR_ME = re.compile(
    r"(?:都|也|老|总|刚才?|打电话|发微信)?(?:说|讲)?(?:要|得)?(?:让|叫|教|帮|喊|催|劝|给)(?:我|俺)(?!吃|用|喝)|(?:都|也)?(?:不在|没在|没来|回去了|上班)"
)
"""Behind kin: they only make the writer write, or are away."""
LIST_NUMBER = re.compile(
    r"(?<![\w.\-])(?P<marked>[1-9])\s?[、.)）](?!\d|\s?\Z)|(?<=[\u4e00-\u9fff])(?P<glued>[2-9])[.)）](?=[\u4e00-\u9fff])"
    r"|(?<![\w.\-])(?P<bare>[1-9])(?=[\u4e00-\u9fff]{2})"
)
"""1、… 2、…; 1比索洛尔 2呋塞米."""
PHOTOGRAPHED = re.compile(
    r"(?:药盒子?|药瓶子?|包装盒?|药名|单子|清单|处方|说明书|标签)(?:上面?|里面?)?(?:都|也|我|已经)?"
    r"(?:在?(?:照片|图片?|相片)(?:上|里)?|拍[了好照下成过]|照片|见|写[着的了]|印[着的了]|发[了给在到]|私发)(?:照|的是?|是)?"
    r"|(?:照片|图片?|相片)(?:上|里)(?:面)?(?:的|这个|那个|这种|那种)?(?!还|有|少)"
)
"""What is on a photograph, or says what is wanted: 药盒拍了照, 药盒上写着."""
FROM_A_PICTURE = re.compile(
    r"[麻烦请帮我你们就]{0,4}[照按](?:着|照)?[这那]?[个张]?(?:图片?|照片|处方|单子|药方)?[上里]?(?:的药)?(?:给我|帮我|给|帮)?.{0,3}[买配抓拿开]"
)
"""处方拍给你们了 照着买."""
ALSO_WANTS = re.compile(r"(?:自己|自个儿?)?也(?:想|需)?(?:要|来|带|拿)\s?(?=[\d一两二三四五六七八九十半])")
"""我老公也要一盒: of the thing named before."""
WRONG_ROOM = re.compile(r"(?:打|写|说|报|发|填|看)成了?[a-z]?\d{0,2}-?\d{3,4}(?![\d.])")
"""刚才打成1204了."""
TAKEN_BACK = re.compile(r"(?:就|也|先|都)?(?:不要了|不用了|不买了|别买了|不需要了|算了)")
"""Behind a thing that was asked for before."""
