"""设置: a leader sets times, switches, quiet hours and who is responsible; effective at once."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from chat.context import Context
from chat.people import group_for, work_groups
from chat.settings import OFF, ON, Setting, put
from chat.wording import Plain, Raw
from reading.fields import Rest
from reading.kind import LEADERS, Kind
from reading.said import Reading
from reports.digest import CATEGORY_NAMES

KIND = Kind(
    name="settings",
    label="设置",
    titles=("设置",),
    fields=(Rest(),),
    who=LEADERS,
    where=frozenset({"staff", "hq", "private"}),
    example="设置 日报 19:30",
    help="设置时间和开关：设置 日报 19:30；设置 打卡提醒 关；设置 安静 22:00-06:30；设置 负责 报修 后勤保障",
    command=True,
    rank=85,
)

UNSET = "未设"


def handle(reading: Reading, context: Context) -> None:
    """Set it, or say what can be set with the lines to send."""
    name, _, value = str(reading.fields.get("argument") or "").strip().partition(" ")
    if name == "负责":
        _responsible(value.split(), context)
        return
    found = [s for s in context.agenda.settings if name in (s.label, *s.aliases)]
    if not found:
        _list(name, context)
        return
    switch = next((s for s in found if s.check == "switch"), None)
    if value.strip() in (*ON, *OFF) and switch is not None:
        _change(switch, "开" if value.strip() in ON else "关", context)
        return
    setting = next((s for s in found if s.check != "switch"), None)
    kept = setting.value(value) if setting is not None else None
    if setting is None or kept is None:
        _how(name, found, context)
    else:
        _change(setting, kept, context)


def _change(setting: Setting, value: str, context: Context) -> None:
    old = _now(setting, context)
    put(context.site, setting.key, value)
    context.note(f"set {setting.key}"[:40])
    context.answer("{label}：{old} → {new}，已生效。", label=Plain(setting.label), old=Plain(old), new=Plain(value))


def _now(setting: Setting, context: Context) -> str:
    kept = (context.site.settings or {}).get(setting.key)
    return str(kept or context.agenda.defaults.get(setting.key) or setting.default or UNSET)


def _how(name: str, found: Sequence[Setting], context: Context) -> None:
    for setting in found:
        context.answer(
            "{label} 现在是 {now}。要改请发「{line}」",
            label=Plain(setting.label),
            now=Plain(_now(setting, context)),
            line=Plain(_line(setting)),
        )


def _line(setting: Setting) -> str:
    return f"设置 {setting.label} {setting.sample or setting.default}"


def _list(name: str, context: Context) -> None:
    if name:
        _nearest(name, context)
        return
    context.answer("可以设置（现值）：")
    switches = [s for s in context.agenda.settings if s.check == "switch"]
    off = [s.label for s in switches if _now(s, context) == "关"]
    labels = "、".join(s.label for s in switches)
    context.answer("开关，如「设置 日报 关」：{labels}", labels=Plain(labels + (f"。已关：{'、'.join(off)}" if off else "")))
    for setting in (s for s in context.agenda.settings if s.check != "switch"):
        context.answer("{line}（{now}）", line=Plain(_line(setting)), now=Plain(_now(setting, context)))
    context.answer("设置 负责 报修 后勤保障")


def _nearest(name: str, context: Context) -> None:
    """What may have been meant; the whole list only for who asks for it."""
    matters = [k for k in context.kinds.values() if name.removesuffix("负责") in (k.label, *k.titles) and k.group]
    labels = [s.label for s in context.agenda.settings]
    near = [str(found[0]) for found in process.extract(name, labels, scorer=fuzz.partial_ratio, limit=3, score_cutoff=60)]
    lines = [f"设置 负责 {k.label} {group_for(context.site, k)}" for k in matters]
    lines += dict.fromkeys(_line(s) for s in context.agenda.settings if s.label in near and s.check != "switch")
    meant = f"您是不是想发：{'；'.join(f'「{line}」' for line in lines[:4])}。" if lines else ""
    context.answer("没有「{name}」这一项。{meant}发「设置」看全部。", name=Raw(name[:12]), meant=Plain(meant))


def _responsible(words: Sequence[str], context: Context) -> None:
    kinds = [k for k in context.kinds.values() if k.letter or k.group]
    matter = words[0] if words else ""
    kind = next((k for k in kinds if matter in (k.label, *k.titles)), None)
    category = next((c for c, label in CATEGORY_NAMES.items() if label == matter), None)
    if kind is None and category is not None:  # 饮食, 情绪: one sort of 特殊情形
        kind = next((k for k in kinds if category in k.groups), None)
    group = words[1].removesuffix("组") if len(words) > 1 else ""
    if kind is None or group not in work_groups(context.site):
        sorts = [CATEGORY_NAMES[c] for k in kinds for c in k.groups if c in CATEGORY_NAMES]
        labels = " ".join(dict.fromkeys((*(k.label for k in kinds if k.letter), *sorts)))
        context.answer("请写事项和工作组，例如「设置 负责 报修 后勤保障」。")
        context.answer("事项：{labels}；工作组：{groups}", labels=Plain(labels), groups=Plain(" ".join(work_groups(context.site))))
        return
    category = category if category in kind.groups and matter not in (kind.label, *kind.titles) else None
    old = group_for(context.site, kind, category)
    key = f"{kind.name}/{category}" if category else kind.name
    own = dict((context.site.settings or {}).get("responsible") or {})
    put(context.site, "responsible", {**own, key: group})
    context.note("set responsible")
    label = Plain(CATEGORY_NAMES.get(category or "", kind.label))
    context.answer("{label} 负责：{old} → {new}，已生效。", label=label, old=Plain(old or UNSET), new=Plain(group))
