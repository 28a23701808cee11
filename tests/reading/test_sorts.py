"""Of which sort a special situation is, in the words people find for it, and that words around it change nothing."""

import pytest

from tests.reading.groups import understand

MATTERS = {
    "physical": """脚后跟裂了口子 一走路就出血
手背上被什么虫子叮了 肿成馒头
最近老起夜 一晚上六七次
我住912 昨晚到现在吐了三四次 肚子绞着痛 能不能喊医生来下
开罐头把手划了道口子 血止住了 想让护士来包一下
前天夜里胸口闷过一阵 后来自己缓过来了 想约个心电图看看
拔了尿管以后小便不太顺 烦请派个大夫来一趟
血压早上量了165/95 后脑勺发紧 该怎么办
热水瓶倒了 烫到脚背 起了水泡
脚趾甲长到肉里去了 穿鞋钻心地疼
脖子左边摸到一个疙瘩 花生米大小""",
    "emotional": """感觉被全世界丢下了 没有一个人关心我
躺在床上盯着天花板到天亮 怎么办啊
连着四天睡不到两个钟头
脑子里老是转 停不下来 越想越怕
整个人都麻木了 话也不想说
产后三个月，总觉得对不起孩子，爱哭
我媳妇像变了个人 以前爱说爱笑的 现在闷着
老爸自从住进来就不笑了 整天叹气
女儿青春期 关在房里不跟我们说话 问什么都说烦""",
    "dietary": """化疗病人 太油的闻着就想吐
孩子喝不了牛奶 一喝就拉
高血压 医生叫我吃淡点 这菜咸得齁
我们房四个人 晚饭只来了三份 还有一个饿着
饭送来都下午一点半了 凉透了
饭又没有我们这间的 送餐的把我们漏了
月子里的 送来的是凉拌黄瓜""",
    "other": """房东讲再不交房租就把我东西清出去 我人又出不去 急得团团转
快递被人拿错了
儿子下周中考 准考证还在家里
工地上工资还没结 包工头电话打不通
走廊广播声音太大了 娃一睡就吵醒
护照快到期了 要去办延期
我爸老年痴呆一个人在家 电话也不接 能不能请村里去看看
房间正对着垃圾站 臭得很 想换
隔壁两口子天天吵架摔东西 吓得孩子直哭""",
}


@pytest.mark.parametrize(("sort", "text"), [(sort, text) for sort, texts in MATTERS.items() for text in texts.splitlines()])
def test_the_sort_of_a_matter(sort: str, text: str) -> None:
    (reading,) = understand(text).readings
    assert (reading.kind, reading.fields["category"]) == ("situation", sort)


@pytest.mark.parametrize("around", ["谢谢大家 {}", "{} 语音转的有错字", "大家好 {} 这么晚了打扰", "打字慢见谅 {} 辛苦你们了"])
@pytest.mark.parametrize(
    "text", ["脚后跟裂了口子 一走路就出血", "镜子裂了条缝", "早餐没送到我这", "快递被人拿错了", "整个人都麻木了 话也不想说"]
)
def test_what_is_said_around_it_changes_nothing(around: str, text: str) -> None:
    (alone,), (wrapped,) = understand(text).readings, understand(around.format(text)).readings
    assert (wrapped.kind, wrapped.fields.get("category")) == (alone.kind, alone.fields.get("category"))


def test_who_is_ill_is_named_by_the_plea_as_well() -> None:
    """我36.5 阮康38.0喉咙痛 想请邱护士来瞧瞧: the one with the sore throat, not the writer."""
    *reports, plea = understand("我36.5 阮康38.0喉咙痛 想请邱护士来瞧瞧").readings
    assert [r.kind for r in reports] == ["checkin", "checkin"]
    assert (plea.kind, plea.fields["name"]) == ("situation", "阮康")


def test_those_one_thinks_of_are_not_the_ones_it_happens_to() -> None:
    report, mood = understand("体温36.9 无。昨夜翻来覆去一宿没合眼 老是想着屋里两个小的 想找人说说话").readings
    assert (report.kind, mood.fields["name"], mood.fields["category"]) == ("checkin", "张三", "emotional")
