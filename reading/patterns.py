"""Every regular expression of the reader, compiled once. None may nest quantifiers: reading stays linear in the text."""

import re
from collections.abc import Iterable
from re import Match as Match  # the others take them from here
from re import Pattern as Pattern

_CN = "零〇一二两三四五六七八九十百半壹贰叁肆伍陆柒捌玖拾俩仨"
_UNITS = "枝盒瓶片包罐个箱支条提卷双把件套袋粒颗板排桶块根只张本副节打斤台瓣串份桶听杯贴丸枚对床顶刀筒捆碗卡盆篮筐架部管团架坨扎樽棵朵"


Branch = dict[str, "Branch"]


def longest_of(words: Iterable[str]) -> Pattern[str]:
    """One of these words, of several that begin at one place the longest. Never made from what people write."""
    tree: Branch = {}
    for word in words:
        branch = tree
        for char in word:
            branch = branch.setdefault(char, {})
        branch[""] = {}
    return re.compile(_written(tree) if tree else "(?!)")


def beginning_of(words: Iterable[str]) -> Pattern[str]:
    """A character that one of these words may begin with: the next may be its second, or it needs none."""
    known = list(words)
    first, second, alone = ({w[0] for w in known if w[1:]}, {w[1] for w in known if w[1:]}, {w for w in known if not w[1:]})
    signs = ["[" + "".join(map(re.escape, sorted(s))) + "]" if s else "(?!)" for s in (first, second, alone)]
    return re.compile(f"{signs[0]}(?={signs[1]})|{signs[2]}")


def rare_or_one_of(characters: Iterable[str]) -> Pattern[str]:
    """One of these characters, or any that is not of the first plane nor a picture."""
    return re.compile("[" + "".join(map(re.escape, characters)) + "\\U00020000-\\U0010FFFF]")


def _written(tree: Branch) -> str:
    """A tree of characters as an expression that never tries a character twice."""
    last = [char for char, branch in tree.items() if char and set(branch) == {""}]
    longer = [re.escape(char) + _written(branch) for char, branch in tree.items() if char and set(branch) != {""}]
    if last:
        longer.append("[" + "".join(map(re.escape, last)) + "]" if len(last) > 1 else re.escape(last[0]))
    if not longer:
        return ""
    one = longer[0] if len(longer) == 1 and "" not in tree else f"(?:{'|'.join(longer)})"
    return one + ("?" if "" in tree else "")


# --- layout of a message ---
SEPARATOR = re.compile(r"——|--|[\s,，。;；!！?？、~…|｜⏎]|\[[^\[\]\n]{1,6}\]|[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF]")
HARD_STOP = re.compile(r"[\n。;；!！?？]")
QUOTE_BLOCK = re.compile(r"\A\s{0,20}[「『\"“]([^\n:：]{1,40})[:：]")
DASH_LINE = re.compile(r"^[ \t\-—–_=]{5,200}$", re.MULTILINE)
MENTION = re.compile(r"@[^\u2005\n@]{1,30}\u2005|@[^\s@:：,，。]{1,30}")
HASH_TITLE = re.compile(r"#\s{0,20}([^\s#:：,，。()（）【】]{1,12})\s{0,20}[:：]?[ \t]{0,20}")
BRACKET_TITLE = re.compile(r"[【\[「『]\s{0,20}([^\s【】\[\]「」『』]{1,12})\s{0,20}[】\]」』]\s{0,20}[:：]?[ \t]{0,20}")
TITLE_REMARK = re.compile(r"\(([^()\n]{1,10})\)\s{0,20}[:：]?\s{0,20}")

# --- lists ---
LIST_HEAD = re.compile(r"#\s{0,20}接龙|#\s{0,20}Group Note|接龙|#\s{0,20}接力", re.IGNORECASE)
LIST_MARK = re.compile(r"#\s{0,20}接龙|#\s{0,20}Group Note|#\s{0,20}接力", re.IGNORECASE)
EXAMPLE_LINE = re.compile(r"\s{0,20}(?:例如|例|格式如|格式|如|Example|示例|样例)[\s,.:，：、]", re.IGNORECASE)
ENTRY_START = re.compile(
    r"[ \t]{0,20}(?:\(\s{0,20}(\d{1,3})\s{0,20}\)|(\d{1,3})\s{0,20}[.、,，。:：;；)\]\-—_~#@!&*%]|(\d{1,3})\s(?=\s{0,20}\S)"
    r"|([①-⑳㉑-㉟])|([一二三四五六七八九十]{1,3})[、.．]|第\s?(\d{1,3})\s?[位个号名][\s:：、,，.])[ \t]{0,20}"
)
TAIL_LINE = re.compile(r"\s{0,20}(?:以上|备注|注意|注[:：]|说明[:：]|[（(]|[-—=*]{3,}|截止|请大家|大家)")

# --- numbers and values ---
UNITS = frozenset(_UNITS)
HAS_DIGIT = re.compile(r"\d")
HAS_COUNT = re.compile(r"[\d" + _CN + "几各若①-⑳]")
"""No quantity, dose, strength, day or age is without one of these."""
MAY_BE_ROOM = re.compile(r"\d{3}|[一二三四五六七八九幺][零〇一二三四五六七八九幺]{2}")
MAY_BE_DEGREES = re.compile(r"\d|[二三四五六七卅卌][十拾一二三四五六七八九度点,，.。、]")
NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,4})?")
ROOM = re.compile(
    r"(?<![\dA-Za-z\-/*×#])(?:"
    r"(?P<block>[A-Za-z]|\d{1,2})\s?[-—–]\s?(?P<behind>\d{3,4})(?!\d)"
    r"|(?P<house>[A-Za-z]|\d{1,2})\s?(?:号?楼|栋|幢|座|区)\s?(?P<inside>\d{3,4})(?!\d)"
    r"|(?P<letter>[A-Za-z])\s?(?P<digits>\d{3,4})(?!\d)"
    r"|(?P<plain>[1-9]\d{2,3})(?!\d)"
    r"|(?P<spoken>[一二三四五六七八九幺][零〇一二三四五六七八九幺]{2,3})"
    r")(?:号房间|号房|号间|号屋|房间|房|室|屋|号)?"
)
BESIDE_A_ROOM = re.compile(r"(?:房间|房|室|号)?的?(?:旁边|隔壁|对面|楼上|楼下|斜对)")
ROOM_NOT_AFTER = re.compile(
    r"\s?(?:mg|ml|μg|ug|mcg|g|kg|cm|mm|iu|w|v)(?![a-z])|(?:年|元|块|度|斤|个|盒|份|人|间|片|粒|分|级|米|次|天|岁|月|%|丸|单位|袋|例|张|包|毫|克|页|多|抽|步|瓶|支|箱|平|万|号线|路|楼|栋|℃|°|套|双|件|提|罐|桶|卷|枚|听|顶|副|块|条|只(?![有剩要能是收送差来吃缺想需够])|夜用|日用|加长)",
    re.IGNORECASE,
)
ROOM_RANGE = re.compile(r"(?<![\dA-Za-z.\-])([A-Za-z]?)(\d{3,4})\s?[-~到至—]\s?([A-Za-z]?)(\d{3,4})(?!\d)")
FLOOR = re.compile(r"(?<![\d\-])(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[楼层搂]")
FLOORS = re.compile(
    r"(?:[a-z]栋|\d{1,2}(?:号楼|栋))?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[楼层]?\s?[-~到至—]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[楼层]|(?:[a-z]栋|\d{1,2}(?:号楼|栋))?负?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[楼层]|[a-z][栋座区]|\d{1,2}(?:号楼|栋)"
)
TEMPERATURE = re.compile(
    r"(?<![\d.])(?P<whole>\d{2})(?:"
    r"\s?[.,，。·点:：'°]\s?(?P<tenth>[\d一二三四五六七八九])(?P<more>\d)?(?!\d)(?:\s?[°℃度]C?)?"
    r"|\s?(?:摄氏)?度\s?(?P<after>[\d一二三四五六七八九半])(?!\d)"
    r"|\s?(?:度|°C?|℃)(?![\d一二三四五六七八九半])"
    r")"
)
TEMPERATURE_APART = re.compile(r"\s{0,20}(?P<whole>3[4-9]|4[0-2]) (?P<tenth>\d)(?![\d.])")
TEMPERATURE_SPACED = re.compile(r"(?:体温|温度|体文|temp)[^\d\n]{0,4}(?P<whole>3 ?[4-9]|4 ?[0-2]) [.点]? ?(?P<tenth>\d)(?![\d.])")
TEMPERATURE_SPOKEN = re.compile(
    r"(?P<tens>[二三四五六七卅卌])(?P<ten>[十拾]?)(?P<ones>[一二三四五六七八九]?)[度点,，.。、](?P<tenth>[零一二三四五六七八九半整]?)(?![一二三四五六七八九十])"
)
TEMPERATURE_BARE = re.compile(r"(?<![\d./])(3[4-9]|4[0-2])(\d)?(?![\d./:\-*%]|\s?[a-zA-Z%岁个人天号楼栋元块盒份间片粒])")
DIGITS_BROKEN = re.compile(r"(?<![\d.])(\d\.\d{2}|\d{2}\.\d{1,2})(?!\d|\s?(?:mg|g|ml|kg|元|块))")
PEOPLE_ALIKE = re.compile(
    r"(?<![\d.])([二两三四五六2-6](?=个人|口人|口|人)|[俩仨])(?:个人|口人|口|人)?(?:都|全|均)?(?:一样|都是|同样|是|量|(?<=[都全均]))"
)
SHORT_REPORT = re.compile(
    r"\s{0,20}(?P<room>[a-z]?[1-9]\d{2,3}|\d{1,2}-\d{3,4})[ ,，]{0,2}"
    r"(?P<name>[\u4e00-\u9fff]{2,4})?[ ,，]{0,2}"
    r"(?P<degrees>\d{2}\.\d|(?:3[4-9]|4[0-2])\d(?= ))(?:℃|°c|度)?[ ,，]{0,2}(?P<none>无|正常|无症状|无不适|无异常)?\s{0,20}"
)
NOTHING_WRONG = re.compile(
    r"(?:没有|没啥|没什么|没得|没觉得|没感到|没感觉|没|冇得|冇|冒得|莫得|木有|唔觉|无|未感)"
    r"(?:啥子|什么|么子|咩|啥|任何|其他|其它|别的|哪里|哪儿|特别的?|明显的?|感觉到?|觉得|有){0,2}"
    r"(?:不舒服|不得劲|不适|不对劲|不妥|不松活|唔舒服|不自在|不好受|难受|毛病|问题|症状|异常|反应|大碍|事儿?(?=[\s,，。!！~]|$))"
)
VAGUE_DEGREES = re.compile(
    r"(?:3[5-9]|三十[五六七八九])\s?(?:度|点)\s?(?:多|几|来)|(?:体温计|温度计|体温枪|额温枪)\s?(?:上面|上)?(?:显示|写着|跳出)\s?(?:lo|hi|err|--|低|高)(?![a-z])"
)
HAS_NUMBER = re.compile(r"[\d一二两三四五六七八九十半几]")
CALENDAR = re.compile(r"(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]?|(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
DOTTED_DAY = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})(?![\d.])")
CLOCK = re.compile(
    r"(?<![\d.])\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)|(?<!\d)\d{1,2}点(?:半|整|\d{1,2}分?)?|第\s?[\d一二三四五六七八九十]{1,3}[天次针日]"
)
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)")
AGE = re.compile(r"(?<![\d.])(\d{1,3})\s?周?岁")
AGE_BARE = re.compile(r"(?<![\d.\-/A-Za-z])(\d{1,3})(?![\d.\-/A-Za-z年月日号楼房室])")
LOW_OXYGEN = re.compile(r"(?:血氧|氧饱和度|spo2)[^\d\n,，。]{0,6}[4-8]\d(?![\d.])", re.IGNORECASE)
HIGH_SUGAR = re.compile(r"血糖[^\d\n,，。]{0,6}(?:2[5-9]|3\d)(?!\d)")
DENIED_INSIDE = re.compile(r"[没未](?:有)?(?:流血|出血|见血|晕|昏|骨折|受伤|伤到|大碍|事)")
PARTED = re.compile(r"没有(?!力|劲|反应|意识|知觉|呼吸)|没[流出事]|无(?!力|法|意识|呼吸)|不是|好了|就好|还好|吗|\n")
ODD_PULSE = re.compile(r"(?:心率|心跳|脉搏)[^\d\n,，。]{0,6}(?:[23]\d(?![\d.])|1[5-9]\d(?![\d.])|2\d\d(?![\d.])|一百[五六七八九])")
LOW_VALUE = re.compile(r"血氧|氧饱和度|spo2|血糖|心率|心跳|脉搏", re.IGNORECASE)
LOW_SUGAR = re.compile(r"血糖[^\d\n,，。]{0,6}[12]\.\d(?!\d)")
BLOOD_PRESSURE = re.compile(
    r"(?:体重|身高)[^\d\n]{0,4}\d{1,3}\s?(?:kg|公斤|斤|cm|厘米)?|(?:血压|高压|低压)[^\d\n]{0,6}\d{2,3}(?:\s?/\s?\d{2,3})?"
)
QUANTITY_EACH = re.compile(
    r"(?P<each>各|每样|每种|一样(?=[一两半\d])|都)\s?(?:要|来|买|拿|带|开|送)?\s?"
    r"(?:(?P<number>\d{1,2})|(?P<spoken>[一二两三四五六]))(?=$|[\s,，。;；!！])"
)
QUANTITY_PAIR = re.compile(r"(?P<spoken>俩|仨)(?!人|孩子|口|大人|老)")
LINK = re.compile(r"https?://[^\s，。；]+", re.IGNORECASE)
PLACE_AND_COUNT = re.compile(
    r"(?P<place>(?:\d{1,2}|[一二三四五六七八九十a-z]{1,2})(?:号楼|楼|层|栋|座|区))[ :：]?"
    r"(?P<count>\d{1,4})\s?(?P<unit>份|袋|车|桶|箱)?(?![\d楼层])"
)
EITHER_OR = re.compile(r"\d(?:度|℃|°c)?\s?还是\s?[\da-z]")
REPORTED_SPEECH = re.compile(r"(?:说|讲|发|写)(?:的|了|过)?\s?[:：]\s?[“\"「『‘]")
HEARSAY = re.compile(
    r"听(?:人|别人|我|他|她|同|朋|隔|楼|邻|老|网|群)[^\s,，。]{0,8}(?:说|讲)"
    r"|(?:外头|外面|网上|群里|别人)都?(?:在)?[传说讲]"
)
A_RUMOUR = re.compile(r"真的假的|真假|是真是假|是不是真|真的吗|真有这|有这回事|有没有这|谣言|不晓得真|不知真|不知道真")
NONE_LEFT = re.compile(r"(?:一|半)[" + _UNITS + r"](?:都|也)[没不冇]")
STOCK = re.compile(r"现有|库存|结存|结余|盘点|清点|剩余物资|尚存|(?:仓库|库房)里?还?有")
WHAT_FOR = re.compile(r"治.{1,12}(?:的|药)(?:吗|么|没|啊|呀|不)?\Z|[治止退消助管降防祛化安].{1,6}的药")
REFILL = re.compile(r"[帮给替](?:我|忙|他|她|我们)?再?(?:去)?[买开配拿带送弄续领]|再[买开配续拿领](?:点|些|一|两)|续(?:上|一|点)")
WAS_DONE = re.compile(r"(?:每天|天天|一直|昨天|昨晚|刚才|还|特地|专门|辛苦|连夜|半夜|冒雨|主动)(?:都|来|在)?[帮给替为](?:我们|我)?")
OF_NOW = re.compile(r"[今现又再]|这[几两会回次阵]|最近|突然|刚|还(?:是|在|没)|一直|犯")
COUNTED_AGENT = re.compile(r"(?:液|水|片|剂|粉|湿巾)\s?\d{1,4}\s?[桶瓶箱袋包盒片]")  # 消毒液10桶 is a thing, no task
A_ZHANG = re.compile(r"张[\u4e00-\u9fff](?<![纸票卡贴床桌表膜湿餐退试床椅凳])")  # 305张姐 is a room, 300张纸 is none
ONE_TIME = re.compile(r"第[一二三四五12345][次遍回]")
RATE = re.compile(r"(?:一|每|1)\s?(?:分钟|小时|秒钟?|晚上)\s?\d{1,5}\s?[个次下]")
TOTAL = re.compile(r"(?:共|一共|合计|总共|总计|共计)\s?(\d{1,5})(?!\d)")
NOTICE_NUMBER = re.compile(r"\A(?:通知|公告)\s{0,20}第?[#＃]?\s{0,20}\d{1,6}")  # 收到通知1
TICKET = re.compile(r"(?<![A-Za-z\d])([A-Za-z])\s?[-—#]?\s?(\d{1,5})(?!\d|[盒瓶片粒颗包支袋板罐箱卷提])")
TICKET_WORD = re.compile(r"([\u4e00-\u9fff]{2,4})\s?(?:第|单号|单)?\s?(\d{1,5})(?!\d|\s?[盒瓶片包个份袋车人间天号楼月:.])")
COUNT = re.compile(
    r"(?<!\d)(\d{1,6}(?:\.\d{1,4})?|[" + _CN + r"]{1,4})\s?(份|袋|车|桶|箱|包|件|盒|套|瓶|个|人|公斤|斤|kg|次|间|处|层|趟|升|L)",
    re.IGNORECASE,
)
STRENGTH = re.compile(
    r"(?:(?<![\d.A-Za-z])\d{1,6}(?:\.\d{1,4})?|[一二三四五六七八九十]{1,3}(?=毫克|毫升|微克))\s?(?:mg|μg|µg|ug|mcg|g|ml|kg|iu|u|l|cm|mm|毫克|微克|毫升|克|升|万?单位|%)(?![A-Za-z])"
    r"(?:\s?[:：/*×xX+]\s?\d{1,6}(?:\.\d{1,4})?\s?(?:(?:mg|μg|ug|g|ml|l|毫克|毫升|克|万?单位|iu|u|片|粒|丸|袋|支|包|板|枚|贴|揿|喷|s|t)(?![A-Za-z])|(?![\d.A-Za-z]|\s?[盒瓶支包罐个箱板])|[盒瓶罐听杯](?=\s?[,，*×xX]?\s?(?:\d{1,3}|[一二两三四五六七八九十半])\s?[箱提件]))){0,3}"
    r"(?:\s?[/每]\s?(?:片|粒|丸|袋|支|瓶|盒|包))?",
    re.IGNORECASE,
)
RATIO = re.compile(r"(?<![\d./])\d{2,3}/\d{1,3}(?:\.\d)?(?![\d/])|(?<![\d.])\d{2,3}度(?=的|\s|$)|(?<!\d)\d{2,3}\s?抽"
    r"|(?<![\d.*×xX])\d{2,3}\s?[*×xX]\s?\d{2,3}(?:\s?cm)?(?![\d.]|\s?[片粒丸袋支包盒瓶罐个])")
PACKING = re.compile(
    r"(?<!\d)\d{1,4}\s?(?:片|粒|丸|袋|支|贴|枚|包|抽|张|只|条|个|颗)\s?(?:/\s?(?:盒|瓶|板|包|袋)|装|每[盒瓶包])|[*×xX]\s?\d{1,4}\s?(?:片|粒|丸|袋|支|贴|枚)(?![*×xX])"
    r"|(?:(?<!\d)\d{1,4}|[一二两三四五六七八九十百]{1,4})\s?(?:片|粒|丸|颗|支|袋|包)\s?[一1]\s?(?:盒|瓶|板|包|袋|罐)(?:装|的)"
    r"|(?<!\d)\d{1,4}\s?(?:片|粒|丸|抽|张|只|条|颗|枚|贴)(?=\s?[*×xX]\s?\d{1,3}\s?[盒瓶包袋箱提罐板卷])"
)
SIZE = re.compile(
    r"(?:\d{3}\s?(?:mm)?(?:夜用|日用)|(?<![A-Za-z])(?:[2-5]?X{0,3}[SML]|NB)\s?(?:码|号)|(?<![A-Za-z])(?:[2-5]X{0,1}L|X{1,3}[SL])(?![A-Za-z\d])"
    r"|(?<![\d.])\d{2,3}\s?码|(?<![\d.])\d\s?段|[一二三四]段|[加特]?[大中小]号|[加特]?[大中小细]码|均码)",
    re.IGNORECASE,
)
DOSE = re.compile(
    r"(?:每餐前|每餐后|每餐|每周[一二三四五六日天]?|每隔|每天|每日|一天|一日|每次|一次|每晚|每早|早晚|早上|晚上|中午|早中晚|睡前|饭前|饭后|日服|天天|间隔)"
    r"[^\d\s,，。;；、一二两三四半各]{0,4}(?:各|\d{1,6}(?:\.\d{1,4})?|[一二两三四半]){1,3}(?:次|片|粒|颗|包|袋|支|丸|滴|喷|勺|小时|ml|mg|g)?",
    re.IGNORECASE,
)
LEFT_OVER = re.compile(
    r"(?:最后|只剩|还剩|就剩|剩下|剩余|仅剩|剩|只有|家里还有|家里有|手上还有|我还有|这里还有)[^\d帮带买要拿给送开]{0,3}?(?:\d{1,6}(?:\.\d{1,4})?|["
    + _CN
    + r"]{1,3}|几)\s?(?:片|粒|颗|支|包|盒|瓶|丸|袋|板)(?:了|药|没拆)?"
    r"|还有(?:\d{1,3}|[" + _CN + r"]{1,3})\s?[片粒颗丸板](?=$|[\s,，。;；])"
)
QUANTITY = re.compile(
    r"(?P<each>各|每样|每种|一样(?=[一两半\d])|都)?\s?(?:要|来|买|拿|带|开|送|领|配|备|给|订|加|补|搞|整|弄|捎)?\s?[*×xX]?\s?"
    r"(?:(?P<number>\d{1,6}(?:\.\d{1,4})?)|(?P<vague>一两|两三|三四|三五|四五|几|好几|若干)|(?P<spoken>[" + _CN + r"]{1,3}))\s?[小大]?"
    r"(?P<unit>公斤|千克|大包|小包|[" + _UNITS + r"]|梳(?!子)|合(?=$|[\s,，。;；、]))(?!里)(?P<half>半)?(?:儿|子(?=$|[\s,，。;；、!！]))?"
)
QUANTITY_ONE = re.compile(
    r"(?:整(?=[盒瓶支包箱条袋罐])|来|要|买|搞|弄|加|捎|带|拿|送|给|开|求|取|换|配|领|给我|讨|借)(?P<unit>[盒瓶片包罐箱支条提卷双把件套袋颗板排桶块根张本副打瓣串份贴枚床顶个])(?!人|身|地|月|星|小时|电话)(?![一二两三四五六七八九十几半])(?=[\u4e00-\u9fffa-z])",
    re.IGNORECASE,
)
ASKING = re.compile(
    r"(?:来|要|买|搞|整|弄|捎|带|拿|送|给|开|求|加|换|配|领|借|补|续)\s?(?:\d|[一二两三四五六七八九十几半点些]|[盒瓶包罐箱支条提卷双把套袋排桶个](?=[\u4e00-\u9fff]))"
)
QUANTITY_TIMES = re.compile(r"\s?[*×xX]\s?(?P<number>\d{1,3})(?![\d.]|\s?(?:mg|g|ml|片|粒))")
QUANTITY_BARE = re.compile(r"(?<![\d.a-zA-Z])(?P<number>\d{1,2})(?=$|[\s,，。;；、!！\n])")
VAGUE_AMOUNT = re.compile(r"一点点?|一些|点儿?(?=[\u4e00-\u9fff])|若干|多[拿送带给]点")
ITEM_NUMBER = re.compile(
    r"(?:(?<=[\s:：,，;；。、])|^)\(?\d{1,2}\s?[.、)）]\s?(?!\d)|[①-⑳]|(?:(?<=[\s:：,，;；])|^)第?[一二三四五六七八九][、.:：]",
    re.MULTILINE,
)
COUNT_OF_DAYS = re.compile(rf"(\d{{1,3}}|[{_CN}]{{1,3}})\s{{0,2}}(天|日(?!期))?")
DAYS = re.compile(
    r"(?:(?<![\u4e00-\u9fff])余|(?<![\u4e00-\u9fff成])就(?=[一二两三四五六七\d]天的?[了量药])|药余|尚余|尚有|得返|净返|仅余|只余|还能(?:对付|坚持|维持|支撑|[打喷滴贴喝抹擦抗顶撑])|(?:对付|坚持|维持|支撑)|药量?(?:还)?剩|能[打喷顶]|够[打喷用吃]|只剩|还剩|就剩|剩余|剩下|剩|只够|还够|够吃|只能吃|还能吃|能吃|还可以吃|可以吃|能用|够用|只有|就够|够|还有|仅够|能撑|撑得?到?|顶多|最多|只能管|还能管|管)"
    r"[^\d\s,，。;；!！]{0,4}?(\d{1,3}|[" + _CN + r"]{1,3})\s?(天|日|个?星期|周|个?礼拜|个?月)"
)
DAYS_AHEAD = re.compile(
    r"(?P<count>\d{1,2}|[" + _CN + r"]{1,3})天(?:之?后|以后|就)(?:就|要|会)?(?:没|断|见底|吃完|用完|空)"
    r"|(?P<day>明天|后天)(?:就|要|就要|早上就)?(?:断|没药|没了|没得|吃完|用完|见底|空)"
)
DAYS_LABELLED = re.compile(r"(?<!\d)(\d{1,3}|[" + _CN + r"]{1,3})(天|日(?!用)|个?星期|周(?!岁)|个?礼拜|个月)")
HANZI_RUN = re.compile(r"[\u4e00-\u9fff·]+")
LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.]{1,15}")
NICK_NOISE = re.compile(r"[\W_]+")
NICK_ROOM = re.compile(r"^[a-z]?\d{3,4}(?:房|室|号)?")
AUDIENCE = re.compile(
    r"各(?:隔离)?点(?:位|长)?|各隔离点|(?:[一二三四五六七八九十]|\d{1,2})号(?:隔离)?点|全体[\u4e00-\u9fff]{2,4}|防控消毒组|健康观察组|信息联络组|安全保卫组|后勤保障组|病例转运组|人文关怀组|各工作?组|各位党员"
)
WANTS_ANSWER = re.compile(r"收到[请后,， ]{0,3}(?:务必)?回[复执]|回复?收到|请回复|收到请?扣1|收到回1")
NOT_A_WAS_B = re.compile(r"(?:写成|打成|报成|填成|输成|错成|不是|而不是|不要|并非)\s?$")
EDGES = " \t\n,，。.;；:：、!！?？~～-—_|*#/\\"
