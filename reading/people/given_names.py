"""What nobody is called behind a family name: 计拿反了, 辛苦了, 门牌写; and 方糖, 麻酱 in a list of things."""

_IN_NO_NAME = frozenset(
    "的了着过不吗呢吧么啊呀哦嘛啦哒咯嘞哟哩没冇未们我你他她它咱俺这谁啥咋怎很还又已把被给帮请拿写量测吃喝疼痛咳个些每间层瓶盒箱袋桶反错示遍枪做完弄搞"
)
_ENDS_OF_THINGS = frozenset("糖巾面豆桔菜裤腩排蹄扎杯盆粉绳薯酱带尺器椒茶纸板布矾汤包鸡炭蛤药棋具锁奶鞋饼卡框册帘贴挡膜胶链棒油品衣服书")


def has_no_word(words: str) -> bool:
    """Whether no character in it makes it something that is said."""
    return _IN_NO_NAME.isdisjoint(words)


def is_given_name(words: str) -> bool:
    """Whether somebody may be called so behind the family name."""
    return has_no_word(words) and all("\u4e00" <= c <= "\u9fff" for c in words)


def sounds_like_a_thing(words: str) -> bool:
    """方糖, 麻酱, 牛腩: in a list of things these are no names, whatever they begin with."""
    return words[-1:] in _ENDS_OF_THINGS
