"""Messages nobody would write, and some that somebody would: pieces of the real grammar, broken and mixed with all of Unicode."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from reading.kind import PLACES, ROLES
from reading.reader import LONGEST
from reading.said import Quote, Said, Sender

SENT = datetime(2022, 8, 7, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

_WRITTEN = """
用药 求药 #用药 【用药需求】 用药： 物资 代购 打卡 体温 #打卡 特殊情形 报修 紧急 核酸 入住 解除隔离 转运 消杀 交班 签到 通知 收到 接单
已送达 取消 更正 改 待办 未报 资料 存资料 日记 点赞 感谢 绑定 #接龙 接龙 例 #吃药药 房号： 姓名： 体温： 药品： 数量： 原因： 日期： 305
A302 3-502 三栋502 3楼 八一二房 3楼除305 301-305 304 301、302、303 0305 99999 张三 欧阳明月 王大爷 我爸 老公 宝宝 @小助手 36.5 36度5
三十六度五 36，5 36。8 ３６.５ 365 3.66 63.5 42.6 33.9 34.0 37.3℃ 99.5F 正常 无 无症状 发热 咳嗽 头晕 没有不舒服 喘不上气 救命 不想活了
误报 硝苯地平缓释片 二甲双胍 阿司匹林 999感冒灵 布洛芬 降压药 牙膏 卫生纸 尿不湿L码 奶粉3段 100mg 30mg*7片 0.5g 5毫克 1盒 两盒 2 半 一打
0盒 -1盒 1e9盒 99999999999999999999盒 各1 *3 x2 1/0盒 ∞盒 ½盒 ²盒 零盒 一两盒 吃完了 还剩两天 够吃0天 断药 高血压 糖尿病 能买吗 谢谢
不是305是306 Y12 ｙ12 用药12 J1 慈宾Y12 13800000000 43岁 200岁 男 密接 8月7日 2月30日 2022-13-45 08:00 http://example.com/x 收到请回复
各隔离点 防控消毒组 1. 2、 3) ① ② ⑳ ㉑ 10. 999. 1️⃣ 🔟 以上 备注 —————— 「张三：我的药」 _ ___ 格式 没收到 已送达305 0 人 份 毫克 隔壁
"""
WORDS = [*_WRITTEN.split(), "@张三\u2005", "3 0 5", "36. 5"]
BETWEEN = [" "] * 10 + list("\n\n，。、；,:：\t\u3000!？/-~(）*") + ["", "", "\r\n", "  ", "\n\n"]
STRANGE = ["\0", "\ud800", "\udfff", "\u202e", "\u200f", "\u202a", "\u200b", "\u200d", "\ufeff", "\u2028", "\x85", "\x0b", "\u0301" * 1000]
STRANGE += ["👨‍👩‍👧‍👦", "🏴‍☠️", "3️⃣", "#️⃣", "\u20e3", "🇨🇳", "İ", "ß", "ﬃ", "㎎", "℡", "㈠", "⒈", "Ⅻ", "½", "²"]
STRANGE += ["٣٦٫٥", "३०५", "𝟛𝟘𝟝", "\U0010ffff", "\ufdfa", "%s", "{0}", "\\", "'"]
OPENED = ["", "<?xml version='1.0'?><msg><appmsg><title>", "<msg>", "<title>", "<![CDATA[", "「张三：", "“"]
MARKUP = [*OPENED[1:], "</title>", "]]>", "<solitaire_info><u>", "</u>", "&amp;", "&#0;", "&#xD800;", "&#99999999999;"]
MARKUP += ["」", "『", "\n- - - - - - - - - - - - - - -\n", "\n——————————\n", '"', "[图片]", *"[【】@#<&"]
HEADS = ["#接龙\n", "接龙 ", "#Group Note\n", "#接力", "今日体温接龙\n例 1. 301 张三 36.5\n", ""]
MARKS = [". ", "、", ")", "", "．", ": ", "#", "\u20e3"]


def nonsense(count: int, seed: int) -> Iterator[Said]:
    """Invented messages, the same for the same seed."""
    rng = random.Random(seed)
    ways = [_sentence, _list, _strange, _markup, _run]
    for number in range(count):
        text = rng.choices(ways, (400, 200, 200, 180, 20))[0](rng)
        if rng.random() < 0.2:
            cut = rng.randrange(len(text) + 1)
            text = rng.choice([text[cut:], text[:cut]])
        bound = rng.random() < 0.5
        sender = Sender(rng.choice(ROLES), rng.choice([None, "305张三", "\0"]), "305" if bound else None, "张三" if bound else None)
        quote = Quote("小助手", rng.choice(ways[:4])(rng)) if rng.random() < 0.1 else None
        yield Said(text, rng.choice(PLACES), sender, SENT + timedelta(minutes=number % 10_000), quote)


def _sentence(rng: random.Random, pieces: Sequence[str] = WORDS, most: int = 20) -> str:
    return "".join(rng.choice(pieces) + rng.choice(BETWEEN) for _ in range(rng.randint(1, most)))


def _list(rng: random.Random) -> str:
    head, mark, between = rng.choice(HEADS) + _sentence(rng, most=3), rng.choice(MARKS), rng.choice(["\n", "\n", " ", ""])
    first, step = rng.choice([(1, 1), (1, 1), (0, 1), (998, 1), (5, -1), (1, 2)])
    long = int(rng.paretovariate(0.7)) % 200
    return head + between.join(f"{first + n * step}{mark}{_sentence(rng, most=5)}" for n in range(long))


def _strange(rng: random.Random) -> str:
    any_characters = [chr(rng.randrange(0x110000)) for _ in STRANGE]
    return _sentence(rng, STRANGE + any_characters + WORDS[:: rng.randint(1, 9)])


def _markup(rng: random.Random) -> str:
    return rng.choice(OPENED) + _sentence(rng, MARKUP + WORDS)


def _run(rng: random.Random) -> str:
    """One thing over and over, up to the most that is still parsed and a little beyond."""
    word = rng.choice(WORDS)
    thing = rng.choice([word, word[0], word + rng.choice(BETWEEN), rng.choice(STRANGE), rng.choice(MARKUP)])
    start = rng.choice(["", _sentence(rng, most=3)])
    size = rng.choice([300, 3000, LONGEST - len(start.encode("utf-8", "replace")), LONGEST + 1])
    return start + thing * (size // len(thing.encode("utf-8", "replace")))
