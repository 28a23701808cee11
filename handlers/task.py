"""日常任务: disinfection, waste, meals, garbage, patrol, fire check. A log by staff."""

from handlers._entries import Entries
from reading.fields import Area, Choice, Number
from reading.kind import STAFF, Kind

KIND = Kind(
    name="task",
    rank=85,
    label="日常任务",
    titles=(
        "消杀", "消毒", "医废", "送餐", "垃圾清运", "巡查", "消防检查",
        "终末消毒", "终末消杀", "环境消杀", "医疗废物", "医疗垃圾", "巡逻", "夜巡",
    ),
    fields=(
        Choice(
            "task",
            "任务",
            needed=True,
            ask="请问做的是哪一项？",
            sample="消杀",
            options={
                "disinfection": (
                    "消杀",
                    "消毒",
                    "环境消杀",
                    "喷洒",
                    "喷洒消毒",
                    "终末消毒",
                    "终末消杀",
                    "终末",
                    "擦消",
                    "喷消",
                    "消过了",
                    "消过毒",
                    "消过一",
                    "喷药",
                    "喷消毒",
                    "喷了",
                    "喷过",
                    "喷完",
                    "喷好",
                    "消完",
                    "消好",
                ),
                "medical_waste": ("医废", "医疗废物", "医疗垃圾", "医废垃圾", "黄袋", "黄色垃圾", "黄色袋", "黄桶"),
                "meals": (
                    "送餐",
                    "早餐",
                    "午餐",
                    "晚餐",
                    "中餐",
                    "早饭",
                    "午饭",
                    "晚饭",
                    "中饭",
                    "盒饭",
                    "餐食",
                    "夜宵",
                    "早点",
                    "早上/中午/晚上/早晨/傍晚/今早/今晚 的饭/的餐/的盒饭/送餐/发餐/发饭",
                    "饭/餐 发完/送完/发放完/分完/派完/已送/都送/送到/送上/送了/已发/都发/发了/已配",
                ),
                "garbage": ("垃圾清运", "垃圾", "生活垃圾"),
                "patrol": (
                    "巡查", "巡逻", "巡楼", "巡视", "查房", "巡了", "夜巡", "查完房", "查了房", "巡完", "巡过", "夜查", "巡夜",
                    "转/走/绕/看/巡/兜 一圈/两圈/三圈", "巡 楼/层",
                ),
                "fire_check": ("消防检查", "消防", "灭火器", "消防通道"),
            },
        ),
        Area(),
        Number(),
    ),
    who=STAFF,
    site_only=True,
    example="#消杀 3楼走廊",
    help="做完一项任务：消杀、医废、送餐、垃圾清运、巡查、消防检查",
    plain="task",
    digest="日常任务",
    group="防控消毒",
    columns=("task", "area", "quantity", "unit"),
)


entries = Entries(KIND)
handle, complete, amend, withdraw = entries.handle, entries.complete, entries.amend, entries.withdraw
