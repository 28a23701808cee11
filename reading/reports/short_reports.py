"""The commonest report of all, '305 张三 36.5 无', read in one look: long lists of such lines must be fast."""

from reading.expressions import patterns
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.message.draft import ON_SITE, Draft
from reading.people.names import name_at
from reading.said import Said
from reading.text.clean import Clean

_LOWEST, _HIGHEST = 34.0, 42.5


def short_report(clean: Clean, said: Said, start: int, end: int, kind: Kind, lexicon: Lexicon) -> Draft | None:
    """The report when the stretch is a room, perhaps a name, a temperature and perhaps 'none'; None for all others."""
    match = patterns.SHORT_REPORT.fullmatch(clean.low, start, end)
    if match is None:
        return None
    degrees = match.group("degrees")
    value = float(degrees) if "." in degrees else int(degrees) / 10
    if "." not in degrees and not (match.group("none") and (match.group("name") or said.sender.role in ON_SITE)):
        return None  # 303 365 from staff may be two rooms
    if not _LOWEST <= value <= _HIGHEST:
        return None
    draft = Draft(kind, match.start())
    draft.put("room", match.group("room").upper(), match.start("room"), match.end("room"), "房间")
    if match.group("name"):
        if name_at(clean.low, match.start("name"), match.end("name"), lexicon) != match.end("name"):
            return None
        draft.put("name", clean.original(match.start("name"), match.end("name")), match.start("name"), match.end("name"), "姓名")
    draft.mark(match.start("degrees"), match.end("degrees"), "体温")
    draft.put("temperature", value, match.start("degrees"), match.end("degrees"), "体温")
    if "." not in degrees:
        draft.warnings.append(f"{degrees} 读作 {value}")
    if match.group("none"):
        draft.put("symptoms", [], match.start("none"), match.end("none"), "症状")
    return draft
