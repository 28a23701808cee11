"""The expressions for the work of staff: tickets, daily tasks, notices. As linear as those in patterns.py."""

import re

WAS_MADE = re.compile(
    r"[消毒杀喷擦洒扫拖清倒收运拉送发分派巡查检换洗补装贴][\u4e00-\u9fff]{0,2}?(?:完|好|过|毕|齐|净|掉|光)"
    r"|[消毒杀喷擦洒扫拖清倒收运拉送发分派巡查检换洗补装贴了][一几两三\d]?[遍趟轮]|[消毒杀喷擦洒扫拖清倒收运拉送发分派巡查检换洗]了(?![没吗么])"
    r"|已经?[\u4e00-\u9fff]{0,4}?[消送收清查巡发拉运喷]|[√✓✔✅]|打卡|[送发][上下过出]{1,2}[去来]了"
)  # 都喷了, 消杀好嘞, 拉走了
MEASURED_BEFORE = re.compile(
    r"(?:血压|高压|低压|收缩压|舒张压|血糖|心率|心跳|脉搏|血氧)[^\d\n,，。;；、]{0,5}\Z|[早午晚中][餐饭]\Z"
    r"|(?:(?<![\u4e00-\u9fff])在[住隔院]|[应实][住报采到收]|累计|总数|合计|新增)\s?\Z"
)
OF_ALL = re.compile(r"(?:都|均|全|全部|皆|统一)(?:是|为|系|属于?|按)?")
WAS_SAMPLED = re.compile(
    r"(?:nat|pcr) ?(?:done|ok|完)"
    r"|(?:采样?|核酸|捅)(?:都|全|也|已经?){0,2}(?:做|采|捅|弄|搞)?(?:样|集)? ?(?:完|好|过(?![期敏来去程多会])|齐|毕|ok|掉|结束)"
)
REFUSED = re.compile(r"拒(?![\u4e00-\u9fff])|refused?")
NOTHING_FOUND = re.compile(
    r"没有?(?:发现|见|异常|问题|人员|外出|聚集|串门|隐患|缺|漏|损坏|故障|堵|积水|投诉|情况|事|落)"
    r"|今晚(?=[^,，。]{0,10}(?:已|完|毕|好了|了\Z|\d{1,3}[袋桶箱车]))"
)
"""What sounds as if it was not done, and tells that it was: 没有发现异常, 今晚医废9袋."""
POSITIVE_OR_NOT = re.compile(r"[阴阳]")
WAS_FULL = re.compile(r"满了")
BAGS = re.compile(r"(?<!\d)(\d{1,3}|[一二两三四五六七八九十百]{1,4})\s?个(?!盒|利|月|小时|人)")
COUNTED_AGENT = re.compile(
    r"(?:液|水|片|剂|粉|湿巾|药水|泡腾片|柜|记录本?|本|车|机|器|桶|箱)\s?(?:\d{1,4}\s?[桶瓶箱袋包盒片]|还|不|没|够|到|快|剩|放|在|是|要|用完|坏|漏|过敏|涨|满|丢|找)"
)  # 消毒液10桶 is a thing, 消毒片还有10瓶 tells of one: no task
ROOM_OR_FLOOR = re.compile(r"[A-Za-z]?\d{1,2}-?\d{2,4}|(?:\d{1,2}|[一二三四五六七八九十]{1,2})[楼层]")
ROOMS_AND_A_NAME = re.compile(r"[a-z]?\d[\da-z\-,，、 和及号房]{2,60}[\u4e00-\u9fff]{0,3} ?(?:已经?|今[天日]|今早|[全都])?(?:期满|到期)? ?")
TIME_OF_DAY = re.compile(
    r"(?:(?:今天|今日|今早|今晨|昨晚|刚才|刚刚|凌晨|早上|上午|中午|下午|傍晚|晚上|夜间"
    r"|\d{1,2}月\d{1,2}日|\d{1,2}[:：]\d{2}|\d{1,2}点(?:半|\d{1,2}分?)?) ?){1,4}"
)
PLACE_AND_COUNT = re.compile(
    r"(?P<place>(?:\d{1,2}|[一二三四五六七八九十a-z]{1,2})(?:号楼|楼|层|栋|座|区|f))[ :：]?(?:[收运拉送用清装倒出]了?)?"
    r"(?P<count>\d{1,4})\s?(?P<unit>份|袋|车|桶|箱)?(?![\d楼层]|\s?[到至~—-]\s?\d)"
)
AUDIENCE = re.compile(
    r"各(?:隔离)?点(?:位|长)?|各隔离点|(?:[一二三四五六七八九十]{1,3}|\d{1,2})号(?:隔离)?点|全体[\u4e00-\u9fff]{2,4}|防控消毒组|健康观察组|信息联络组|安全保卫组|后勤保障组|病例转运组|人文关怀组|各(?:工作)?组|各位党员"
)
NAMED_SITE = re.compile(r"[\u4e00-\u9fff]{2,6}点")
A_SITE = re.compile(r"(?:[一二三四五六七八九十]{1,2}|\d{1,2})号(?:隔离)?点(?!名|位置|长)")
ROOM_AND_PERHAPS_A_NAME = re.compile(r"[a-z]?(?:\d{1,2}-)?\d{3,4}(?:房|室|号)? ?(?:[\u4e00-\u9fff]{2,4} )?")
SITE_FIRST = re.compile(r"([\u4e00-\u9fff]{1,6}点|\d{1,2}号(?:隔离)?点|\d{1,2}[楼层]|[A-Za-z]?\d{1,4})(?:的)? ?")
SITES_IN_A_ROW = re.compile(
    r"(?<![\u4e00-\u9fff](?<![日晚午起请]))(?![请各起日月年时分号])(?:(?!点)[\u4e00-\u9fff]){2,4}点(?:[、和,，](?:(?!点)[\u4e00-\u9fff]){2,4}点)+"
)
SITES_COUNTED = re.compile(
    r"(?:\A|(?<=[\s:：,，。】]))请?(?P<sites>(?:(?![请和])[\u4e00-\u9fff]){2,6}(?:[、和及](?:(?![和及])[\u4e00-\u9fff]){2,6}?){1,5})(?P<count>[两二三四五六])个(?:隔离)?点(?!钟)"
)
"""金桥宾馆、慈宾两个点: their names do not end in 点."""
BETWEEN_SITES = re.compile(r"[、和及,，]")
WANTS_ANSWER = re.compile(r"收到[请后,， ]{0,3}(?:务必)?回[复执]|回复?收到|请回复|收到请?扣1|收到回1|收到后?请?回(?=[\s,，。!！~]|\Z)")
TICKET = re.compile(r"(?<![A-Za-z\d])([A-Za-z])\s?[-—#]?\s?(\d{1,5})(?!\d|\.\d|\s?[盒瓶片粒颗包支袋板罐箱卷提])")
TICKET_GLUED = re.compile(r"([A-Za-z])(\d{1,5})(?!\d|[盒瓶片粒颗包支袋板罐箱卷提])")
TICKET_GOES_ON = re.compile(r"[ ,，、/和及]{1,2}(\d{1,5})(?![\d.:：]|\s?[升毫支粒颗种盒瓶片包个份袋车人间天号楼月点箱桶提卷元块℃度])")
TICKETS_UP_TO = re.compile(r" ?[-~～到至—] ?([A-Za-z]?)(\d{1,5})(?![\d.:：])")
TICKET_WORD = re.compile(r"([\u4e00-\u9fff]{2,4})\s?(?:第|单号|单)?\s?(\d{1,5})(?!\d|\s?[升毫支粒颗种盒瓶片包个份袋车人间天号楼月:.])")
ACTUAL = re.compile(r"实(?:送|发|到|收|配|际)[^\d\n]{0,2}(\d{1,5})(?!\d)")
TOTAL = re.compile(r"(?:共|一共|合计|总共|总计|共计|[早午晚中][餐饭]|盒饭)\s?(\d{1,5})(?![\d楼层栋号房室:：点])")
REST_ASSURED = re.compile(r"请[\u4e00-\u9fff]{0,4}放心|[不别莫](?:能|再|会)?[吃喝](?:东西|饭|早[饭餐]|晚[饭餐]|水|别的)")
"""What says of an answer 收到 only that it will be kept to: 请放心, 明早不吃东西."""
DAY_IN_A_TITLE = re.compile(r"\s{0,20}\d{1,2}\.\d{1,2} ?[^\d\s.]")
WORKED = re.compile(r"[吃服喝用](?:完|了|过)[^\s,，。]{0,8}药[^\s,，。]{0,3}(?:降|退|好了|好些|好多|缓解|见效)")
WORN = re.compile(r"(?:[盖穿裹垫](?:了|着|上)|(?<![\u4e00-\u9fff])盖)\s?\Z")
SCHEDULED = re.compile(r"\d{1,2}[:：]\d{2}\s?(?:开始)?送(?![完到达了出好过的])|我说(?:可以|行)|问能不能")
"""晚餐5:30送; 有孩子问能不能…我说可以: what is planned or was asked is not done yet."""
AMONG_STAFF = re.compile(r"\A(?:谁|哪个|哪位)(?:[漏没送拿发管]|负责)|已(?:打印|办好|开好|发放|备好)|打印好|换洗[了好]")
OUT_OF_RANGE = re.compile(
    r"血糖[^\d\n]{0,8}(?:1[1-9]|2\d|3\d)(?:\.\d)?(?!\d)|(?:血压|高压|收缩压)[^\d\n]{0,6}(?:1[6-9]\d|2[0-4]\d)(?!\d)"
    r"|(?:血氧|氧饱和度?)[^\d\n]{0,6}(?:8\d|9[0-3])(?!\d)|(?:心率|脉搏)[^\d\n]{0,6}1[2-4]\d(?!\d)"
)
GIVEN = re.compile(
    r" ?(?:已|刚|都)?[交递]?给(?:[a-z]?\d{3,4}|他们?|她们?|本人|住户|家属|客人|"
    r"[\u4e00-\u9fff]{1,2}(?:姐|哥|叔|姨|奶奶|爷爷|大爷|先生|女士))了(?!没|吗|么)"
)
DEGREES_REACHED = re.compile(r"[降退升烧涨]到了?\s?(3[5-9]|4[0-2])(?![\d.,，。·:：%/]|\s?[度°℃]|个|天|号|人|元|块|楼)")
COUNT_ALONE = re.compile(r"[房室号]? ?(?:要|也要|需要|来|缺)? ?((?:\d{1,3}|[一两二三四五六七八九十])\s?[\u4e00-\u9fff])(?![\u4e00-\u9fff])")
DUE = re.compile(r"(?:已经?|今[天日]|今早|[全都均]|期满|到期| ){1,5}\Z")
A_NAME = re.compile(r"[\u4e00-\u9fff·]{2,6}")
ORDER = re.compile(r"\s{0,3}(?:请?各[\u4e00-\u9fff]{1,5}|全体[\u4e00-\u9fff]{1,4})\s?[:：,，]")
HOW_MANY = re.compile(r"[:：]?\d{1,2}(?![\d\-号院])")
PAPERS_DONE = re.compile(r"手续(?:都|全|已经?)?(?:办完|办好|办了|已办|办结|办理完)[\s\S]{0,20}\Z|手续已办[\s\S]{0,20}\Z")
SEEN_TO = re.compile(r"(?:已经?[换送给买发拿处解安]|没给|不给|给了|换好|换了|送去了|送了)")
EMPTY = re.compile(r"[a-z\d\-]{3,7}(?:房|室)?[ :：]{0,2}(?:空|空房|空着|无人|没人|未住|未入住)[ ,，。;；]{0,2}")
ENDS_A_HEADING = re.compile(
    r"(?:汇总|登记|统计|清单|上报|反馈|申请|记录|名单|情况|人员|摸排|排查|处理|[表单]){0,4}(?:\([^()\n]{1,8}\))?[》】」』\]]? {0,3}\Z"
)
"""Behind the title in the heading of a form: 《隔离人员特殊情形摸排处理表》; 物资发放 tells what was done."""
