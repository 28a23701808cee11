"""Words a site adds to the lexicon: what its pharmacy calls a medicine, what its shop sells. They hold from the next message on."""

from collections.abc import Sequence

from sqlalchemy import select

from models import UNKNOWN_SITE, Word
from web.dashboard.base import Act, Deed, Look, Shown, View

LISTS = {"medicines": "药品", "goods": "物品", "symptoms": "症状", "dangers": "危险"}
SHORTEST, LONGEST = 2, 30


def show(look: Look) -> Shown:
    """The site's own and the county's, which only those above change."""
    wanted = select(Word).where(Word.site_id.in_((UNKNOWN_SITE, look.here.id))).order_by(Word.list, Word.word)
    return {"words": list(look.session.scalars(wanted)), "lists": LISTS, "county": UNKNOWN_SITE}


def add(act: Act) -> Sequence[str]:
    """One word of one list; a danger word that is too short would call the medic for everything."""
    name, word = act.form.get("list", ""), "".join(act.form.get("word", "").split())
    if name not in LISTS or not SHORTEST <= len(word) <= LONGEST:
        return (f"请选择类型，并写 {SHORTEST} 到 {LONGEST} 个字的词。",)
    site_id = _whose(act)
    if act.session.get(Word, (site_id, name, word)) is not None:
        return (f"「{word}」已经有了。",)
    act.session.add(Word(site_id=site_id, list=name, word=word))
    act.session.add(act.line("web word added"))
    return (f"已加{LISTS[name]}「{word}」，下一条消息起认得。",)


def take_away(act: Act) -> Sequence[str]:
    """Forget a word that was added; the bot's own lists stay."""
    row = act.session.get(Word, (_whose(act), act.form.get("list", ""), act.form.get("word", "")))
    if row is None:
        return ("没有这个词，或者是全县的词。",)
    act.session.delete(row)
    act.session.add(act.line("web word removed"))
    return (f"已去掉「{row.word}」。",)


def _whose(act: Act) -> int:
    return UNKNOWN_SITE if act.visitor.above and act.form.get("county") else act.here.id


VIEWS = (View("/site/<int:site>/lexicon", "lexicon.html", "lexicon", show, live=False),)
DEEDS = (
    Deed("/site/<int:site>/lexicon/add", "lexicon", add),
    Deed("/site/<int:site>/lexicon/remove", "lexicon", take_away),
)
