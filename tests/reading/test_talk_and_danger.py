"""What calls for help at once, and what is only talk."""

import pytest

from tests.reading.groups import LEADER, RESIDENT, STAFF, STRANGER, only, read


@pytest.mark.parametrize(
    "text",
    [
        "救命 我爸倒在厕所里了 叫不醒",
        "我胸口痛得厉害 出冷汗",
        "不想活了 你们别管我",
        "羊水破了 见红了",
        "宝宝卡到东西了 脸都紫了",
        "我妈突然半边身子动不了 嘴也歪了",
        "紧急：我老婆吃了一瓶安眠药",
        "我女儿刚才拿刀割手了",
        "喘不过气来 快来",
        "吐血了 好多",
        "老人晕倒了",
        "孩子把纽扣电池吞下去了",
        "我先生暈倒了",
        "血氧85 呼吸困难",
        "电梯卡在7楼 里面有人",
    ],
)
def test_danger_now_is_an_emergency(text: str) -> None:
    assert [r["kind"] for r in read(text)] == ["emergency"]


@pytest.mark.parametrize(
    "text",
    [
        "笑死我了 这个综艺 救命哈哈哈哈",
        "昨晚电视剧里那个男的心脏病发作倒地上没人管",
        "要是晕倒了怎么办",
        "请问中风有什么症状",
        "我没有晕倒 就是累",
        "听说三楼有人晕倒了",
        "这把团灭 我直接当场去世",
    ],
)
def test_danger_that_is_not_meant_is_none(text: str) -> None:
    assert not any(r["kind"] == "emergency" for r in read(text))


@pytest.mark.parametrize("text", ["碰到胸痛、呼吸困难、晕倒这种情况不要等，直接打值班电话", "如有发热、干咳、乏力等症状请第一时间联系我"])
def test_staff_who_teach_raise_no_alarm(text: str) -> None:
    assert read(text, STAFF) == []


def test_danger_elsewhere_has_not_the_writers_room() -> None:
    assert "room" not in only("走廊有人晕倒了", "emergency")
    assert only("308窗户外面坐了个人 好像要跳", "emergency")["room"] == "308"


@pytest.mark.parametrize(
    "text",
    [
        "请问现在还是一天报两次体温吗",
        "胰岛素可以放酒店小冰箱吗",
        "我这里还有一盒连花清瘟没拆 哪个要我放门口",
        "【某某大药房】硝苯地平控释片 特价26.8/盒 微信同号",
        "药收到了 谢谢啊",
        "没收到啊 我也没有",
        "好的谢谢医生 我按您说的吃",
        "头孢吃了能喝酒不？问问",
        "出去以后第一件事就是恰碗粉 加两个荷包蛋",
        "我也是高血压 吃氨氯地平十几年了 蛮稳的",
        "通知里说的是8点还是8点半",
        "转：【通知】网上看到的 不知真假",
        "刚跟屋里打电话报了平安 我妈放心了",
    ],
)
@pytest.mark.parametrize("sender", [RESIDENT, STRANGER])
def test_ordinary_talk_is_not_answered(text: str, sender: object) -> None:
    assert read(text, sender) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "请大家9点前报体温，格式：房号+姓名+体温，例如：305 张三 36.5 无",
        "还没报体温的房间抓紧：302 306 411",
        "医废桶满了要记得叫车 别堆在过道",
        "今天早餐7点半送，每人一个鸡蛋一盒牛奶",
        "体温计还剩几个？库存不多了吧",
        "Y12是不是305那个？",
    ],
)
def test_what_staff_say_to_all_is_no_record(text: str) -> None:
    assert read(text, STAFF) == []


@pytest.mark.parametrize("text", ["收到", "收到！", "好的收到", "收到 马上落实[OK]", "桃源大酒店点收到"])
def test_received(text: str) -> None:
    assert [r["kind"] for r in read(text, LEADER)] == ["ack"]
