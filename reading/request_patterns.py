"""Expressions for how residents ask, count and take back; the general ones stand in patterns.py."""

import re

TIMES_APART = re.compile(r".{0,2}[\da-z\u4e00-\u9fff] ?[x*×] ?\d")
SMALL_NUMBER_BEHIND = re.compile(r"(?:^|[^\w.\-/:：#])\d{1,2}\Z|[\u4e00-\u9fff]\d{1,2}\Z")
SIZE_OR_PRICE = re.compile(r"(?:[1-9]00|\d[5-9]\d|1[4-9][05])的(?:$|[\s,，。;；]|[秋保棉睡毛长短内外衬牛]?[裤衣服T])")
ASKED_BEFORE = re.compile(
    r"(?:我|俺)?(?:刚刚?|刚才|方才|早上|上午|上面|前面|先前|之前)(?:说|要|报|写|登记|发|讲|求)的(?!那个|药|事|话|时候)[^,，。？?吗再还又]{1,8}"
    r"(?:要|改|是|加到|减到|换成)(?=[^\d,，]{0,2}[\d一二两三四五六七八九十])"
)
"""刚说的洗碗布要两个."""
VISIT = re.compile(
    r"(?:医生|大夫|护士|医护|大白|医师)[^,，。]{0,8}(?:来|上门|上楼|上去|过来|看看|看下|看一下|瞧|瞅)"
    r"|(?:来|派|让|请|叫|喊|找|有)[^,，。]{0,4}(?:医生|大夫|护士|医护|医师)[^,，。]{0,6}(?:来|上门|看|瞧|瞅|检查)"
)
MAY_IT_BE = re.compile(r"能不能|可不可以|能否|可否|可以|方便|有空|得不得|能(?!够)")
NO_NAME = re.compile(r"[^\w·.\-]|_")
NAME_CUT = re.compile(r"""[、+＋&:：()（）"“”'\[\]【】/<>《》=*—\-_]""")
MAY_BE_DAYS = re.compile(r"[天日周月晚星礼]")
ME = re.compile(r"[我俺]")
