"""Whose a record is when kin are spoken of beside the writer: the binding's name is lent to the writer's own matters only."""

import pytest

from tests.reading.groups import RESIDENT, read

OWN = """
我崽今天满十岁 我关在这里 眼泪止不住
老公在家天天喝酒 我气得睡不着
我妈生日我回不去 坐在床上一直哭
老公打呼噜太响 我头疼得厉害 想请医生看看
婆婆做的菜我带不来 我血糖高 饭菜能不能少放糖
我老婆后天生孩子 能不能把我换到二号点陪她
我女儿后天去大学报到 能不能让我提前走
护士我姨妈痛得想撞墙 能不能来看看
活着真没意思 药我都攒好了 孩子以后跟他爸过吧
孩子他爸把钱都输光了 我不想活了
孕妇孕吐得厉害 能不能给点清淡的
安睡裤M码两包 麻烦女的同事送
要两包卫生巾 别让我室友知道
剃须刀一个 怕老婆看见 悄悄送
我一个老婆子住着心里慌得很晚上睡不着老想起我老头子你们得空来陪我讲下话要得啵
老公在别的点 电话一整天打不通 我心里慌得要命
"""
ANOTHERS = """
我妈头晕 我很担心 想请医生看看
我爸跟我说头晕 想请医生来看下
孩子从昨天到现在我喂什么吐什么 请医生来看
婆婆不吃不睡 老说有人要害她 我害怕
我妈化疗后没胃口 我想给她换点清淡的
老伴牙不好 我嚼碎了喂她 能不能煮软一点
孩子闹着要出去 从早上哭到现在 我也要崩溃了
我弟把自己锁在房里 说不想活了
我家那口子后天要交房贷的材料 单位非要本人去 你们给想想法子
我个女发烧 请医生来
我妈念叨我爸走的那天 天天抹眼泪
孩子想爸爸 天天晚上哭着要视频
给孩子送两包尿不湿
孩子看到别人吃雪糕馋哭了 帮买两根雪糕
"""


@pytest.mark.parametrize("text", OWN.strip().splitlines())
def test_the_writers_own_matter_has_their_name(text: str) -> None:
    assert [r.get("name") for r in read(text)] == [RESIDENT.name]


@pytest.mark.parametrize("text", ANOTHERS.strip().splitlines())
def test_the_matter_of_kin_has_no_name(text: str) -> None:
    assert [r.get("name") for r in read(text)] == [None]
