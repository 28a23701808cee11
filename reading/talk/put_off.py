"""Words of a tone that are something else where they stand: 打哈哈 is no laughing, 等下再补 no instruction."""

from reading.expressions import patterns, talk_patterns
from reading.text.words import Hit


def is_put_off(low: str, hit: Hit) -> bool:
    """没采 等下再补, 都送到门口了: what the writer will do or did, no instruction to others."""
    if hit.word.startswith("哈哈") and low[hit.start - 1 : hit.start] == "打":
        return True  # 打哈哈
    if hit.word == "微信同号":
        return not any(w in low for w in ("价", "元", "块", "卖", "团", "订", "代购", "包邮", "批发", "优惠", "折"))
    if hit.word in ("进群", "拉群"):
        return any(w in low[max(0, hit.start - 4) : hit.start] for w in "刚才被新昨今")  # 才拉进群 36.5
    if hit.word == "代发":
        return low[hit.start - 1 : hit.start] in tuple("我帮替她他俺")  # 她手机没电了我代发
    if hit.word in ("多余", "还多") and "有" in low[max(0, hit.start - 3) : hit.start]:
        return True  # 有没有多余的枕头
    if hit.word == "我还有":
        if talk_patterns.NOTHING_TO_GIVE.match(low, hit.end):
            return True  # 我还有一件事; 我还有高血压
        return any(w in low[hit.end : hit.end + 14] for w in ("别买", "别给我", "不用买"))  # 降糖药我还有两盒，别买
    if hit.word.startswith("转给") and low.endswith(("帮我", "帮忙", "给我"), 0, hit.start):
        return True  # 公章帮我转给楼下同事
    if hit.word.startswith("转给") and "钱" in low[max(0, hit.start - 4) : hit.start]:
        return True  # 钱我转给你
    return _is_no_order(low, hit)


def _is_no_order(low: str, hit: Hit) -> bool:
    """想吃点清淡的, 帮504报一下: what is wanted or was done."""
    if hit.word == "吃点" and (
        low[hit.start - 1 : hit.start] in tuple("想要爱") or low.startswith(("清淡", "软", "东西", "什么"), hit.end)
    ):
        return True  # 想吃点清淡的
    if any(w in low[max(0, hit.start - 4) : hit.start] for w in ("想看", "看不", "没法看", "等着看", "想追", "想打", "打不")):
        return True  # 电视没信号 想看个新闻: what cannot be watched was not seen there
    if hit.word in ("放门口", "搁门口"):
        if low.endswith("垃圾", 0, hit.start):
            return True  # 垃圾放门口两天了 没人收
        asked = any(w in low[max(0, hit.start - 8) : hit.start] for w in ("麻烦", "请", "帮", "给我", "送来", "劳烦", "烦请"))
        return asked or low.startswith(("就好", "就行", "即可", "就可以", "吧", "谢", " 别敲", "别敲"), hit.end)
    if hit.word in ("登记一下", "记一下") and patterns.ROOM.search(low, max(0, hit.start - 40), hit.start):
        return True  # 701要两个衣架，登记一下
    if hit.word in ("报一下", "登记一下"):
        return any(w in low[max(0, hit.start - 14) : hit.start] for w in ("帮", "替", "代", "我", "俺", "咱"))  # 帮504的周奶奶报一下 36.5
    if hit.word in ("请注意", "注意", "请留意"):
        return low.endswith(("厨房", "食堂", "医生", "护士", "后勤", "送餐"), 0, hit.start)  # a plea to those who can help
    if hit.word in ("各房间", "每间", "每个房间", "每人"):
        return low.startswith(("体温", "的体温", "核酸", "情况"), hit.end)  # what stands in front of what was measured
    if hit.word == "不得" and not "\u4e00" <= low[hit.end : hit.end + 1] <= "\u9fff":
        return True  # 停不得: no order
    if hit.word == "门口":
        return low.endswith(("送到", "送至", "放到"), 0, hit.start) and low.startswith("了", hit.end)
    return hit.word in ("等下", "稍后", "等会") and low.startswith(("补", "再补", "采", "再采", "再做"), hit.end)
