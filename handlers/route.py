"""One way for a message: what does it say, does it answer a question, may this person say it, whose file is it."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from chat.clock import Clock
from chat.context import Context
from chat.people import person_behind
from chat.rights import may, refuse
from chat.settings import Agenda, NoAgenda
from chat.speaking import Speaker
from chat.wording import Plain, Sentence, Told, Who
from dialogue.hearing import said_in
from dialogue.identity import introduces, recognise
from dialogue.lookalikes import watch
from dialogue.moves_said import moves_said, show_how_to_move
from dialogue.not_received import handed_over_lately, says_not_received
from dialogue.not_wanted import no_longer_wanted, says_not_wanted
from dialogue.pasted import take_apart
from dialogue.progress import asks_how_it_stands, tell_how_it_stands
from dialogue.questions import answered, ask_what_is_missing, open_question
from dialogue.recalls import recalled_already
from handlers._by_rooms import not_received, not_wanted
from handlers._guard import by_nobody, of_the_suspended, only_urgent, rests, too_much
from handlers._lists import Lists
from handlers._notices import acknowledge_in_short
from handlers._strangers import already_queued, from_a_stranger, in_an_unbound_group
from handlers.base import Handler, kinds_of
from models import UNKNOWN_SITE, Group, Message, Person, Site, Word
from reading.reader import Reader
from reading.said import Reading, Said, Understanding

Happen = Callable[[Context], None]
NO_SITE = "这里不知道是哪个隔离点，没有登记。请发到该点的群里，例如：{line}"
"""For what is about a room of a site, said where no site is known."""
STALE = frozenset({"query"})
"""Kinds that only ask: who asked long ago (we were deaf) has gone on."""
APOLOGY = "有一条消息我没能处理，已请工作人员查看，不用重发。"


class Router:
    """Gives each message its effect. Keeps nothing between messages; handling one again is safe."""

    def __init__(
        self,
        handlers: Mapping[str, Handler],
        events: Mapping[str, Happen],
        reader: Reader,
        clock: Clock,
        account: str,
        agenda: Agenda | None = None,
    ) -> None:
        self._handlers = handlers
        self._kinds = kinds_of(handlers)
        self._events = events
        self._reader = reader
        self._lists = Lists(handlers, self._handle_all)
        self._readers: dict[frozenset[tuple[str, str]], Reader] = {frozenset(): reader}
        self._clock = clock
        self._account = account
        self._agenda = agenda or NoAgenda()

    def __call__(self, session: Session, message: Message) -> None:
        """Handle one message in the transaction it is given."""
        group = session.get(Group, message.group_id) if message.group_id else None
        context = self._context(session, message, group)
        if group is not None and group.kind is None and not message.type.startswith("~"):
            in_an_unbound_group(context, group, said_in(context), self._handlers["bind"].handle)
        elif message.type.startswith("~"):
            self._event(context)
        elif context.group is None and context.person.site_id == UNKNOWN_SITE:
            from_a_stranger(context, said_in(context), self._handlers["bind"].handle)
        elif message.type in ("text", "jielong"):
            self._text(context)
        elif not rests(context):
            self._event(context)
        if group is not None and group.kind is not None:
            watch(context, context.person)
        recalled_already(context)
        context.say_answers()

    def understand(self, session: Session, message: Message) -> tuple[Said, Understanding]:
        """What the reader says of a message, for whoever wants to know why; nothing comes of it."""
        group = session.get(Group, message.group_id) if message.group_id else None
        context = self._context(session, message, group)
        said = said_in(context)
        return said, context.reader.read(said)

    def sorry(self, session: Session, message: Message) -> None:
        """A handler failed on this message: say so in a line, once an hour in a place at most."""
        group = session.get(Group, message.group_id) if message.group_id else None
        if group is None or group.kind is None:
            return
        context = self._context(session, message, group)
        hour = context.now.strftime("%Y%m%d%H")
        key = f"sorry/{group.id}/{hour}"
        if not already_queued(context, key):
            context.speaker.to_group(group, Sentence("{words}", words=Plain(APOLOGY)), key=key)

    def act(self, session: Session, message: Message, person: Person, reading: Reading) -> str:
        """Somebody pressed a button in the site of `message`: the same right, handler and posts; the answer is theirs to read at once."""
        context = self._context(session, message, None, person)
        self._handle_all(context, (reading,))
        answer = Told(tuple(context.lines)).told("private")
        context.lines = []
        context.say_answers()
        return answer

    def _context(self, session: Session, message: Message, group: Group | None, known: Person | None = None) -> Context:
        now = self._clock.now()
        found = person_behind(session, message.talker, message.site_id, message.nick) if message.talker and known is None else None
        person = known or found
        site_id = group.site_id if group else message.site_id if known or person is None else person.site_id
        site = session.get_one(Site, site_id)
        message.site_id = site.id
        if person is None:
            person = person_behind(session, f"nobody@{self._account}", UNKNOWN_SITE, "")
        speaker = Speaker(session, site, self._account, now)
        context = Context(session, site, group, person, message, now, self._reader_for(session, site), self._kinds, speaker)
        context.agenda = self._agenda
        context.withdraw = lambda message_id: self._withdraw(message_id, context)
        return context

    def _reader_for(self, session: Session, site: Site) -> Reader:
        """The reader that also knows the site's own words; made once for each set of them."""
        rows = session.execute(select(Word.list, Word.word).where(Word.site_id.in_((UNKNOWN_SITE, site.id)))).all()
        words = frozenset((str(name), str(word)) for name, word in rows)
        if words not in self._readers:
            lists = {name for name, _ in words}
            self._readers[words] = self._reader.adding(**{n: sorted(w for m, w in words if m == n) for n in lists})
        return self._readers[words]

    def _withdraw(self, message_id: int, context: Context) -> bool:
        done = [h.withdraw(message_id, context) for h in self._handlers.values() if h.withdraw is not None]
        return any(done)

    def _text(self, context: Context) -> None:
        if not take_apart(context):
            return
        said = said_in(context)
        understanding = context.reader.read(said)
        if understanding.too_long:
            context.message.human = "too_long"
            context.answer("这条消息太长，我没有解析，已请工作人员查看。")
            return
        if why := too_much(context) or by_nobody(context):
            context.message.human = why
            self._handle_all(context, only_urgent(understanding).readings)
            return
        if rests(context):
            self._handle_all(context, of_the_suspended(understanding, context))
            return
        understanding = self._rest_after_answer(context, said, understanding)
        if understanding.jielong is not None:
            self._lists.handle(context, understanding.jielong, understanding.readings)
        elif understanding.readings and asks_how_it_stands(said.text, understanding.readings, context):
            tell_how_it_stands(context)
        elif (moves := moves_said(said.text, understanding.readings, context)) is not None:
            show_how_to_move(moves, context)
        elif understanding.readings:
            recognise(context, understanding.readings)
            self._handle_all(context, [r for r in understanding.readings if not (context.is_late and r.kind in STALE)])
        else:
            self._without_readings(context, said.text, understanding)
        ask_what_is_missing(context)

    def _without_readings(self, context: Context, text: str, understanding: Understanding) -> None:
        """Few words may mean something where they are said; of what is left, most is talk, and some has to be looked at."""
        if not context.is_staff and says_not_wanted(text) and (dropped := no_longer_wanted(context)):
            not_wanted(dropped, context)
        elif acknowledge_in_short(context):
            return
        elif says_not_received(text) and (missed := handed_over_lately(context)):
            not_received(missed, context)
        elif introduces(context):
            context.answer("{who} 已登记，等工作人员确认。有需要直接在群里说就行。", who=Who(context.person.room, context.person.name))
        elif understanding.near_kinds and not context.is_late:
            self._suggest(context, understanding.near_kinds)
        elif not context.is_late and asks_how_it_stands(text, (), context):
            tell_how_it_stands(context)
        elif understanding.unread:
            context.message.human = "unread"

    def _rest_after_answer(self, context: Context, said: Said, understanding: Understanding) -> Understanding:
        """Complete what the message answers; what it says besides is left to be handled as usual."""
        question = open_question(context) if understanding.jielong is None else None
        if question is not None and self._stands_alone(understanding.readings, said.text, {str(r[0]) for r in question.records}):
            return understanding
        found = answered(question, said, context) if question else None
        if found is None:
            return understanding
        records, value = found
        kinds = {record.kind for record in records}
        again = [r for r in understanding.readings if r.kind in kinds]
        for record in records:
            complete = self._handlers[record.kind].complete
            if complete is None:
                continue
            # What else the line says goes in first: once what was asked for is known, the record is acted upon.
            more = [(n, v) for r in again for n, v in r.fields.items() if n != record.field]
            for name, said_of_it in (*more, (record.field, value)):
                complete(record.record_id, name, said_of_it, context)
                context.asked = [a for a in context.asked if (a.record_id, a.field) != (record.record_id, name)]
        return Understanding(tuple(r for r in understanding.readings if r.kind not in kinds))

    def _stands_alone(self, readings: Sequence[Reading], text: str, asked: set[str]) -> bool:
        """接单 Y1, 收到, 设置, or another kind's title: said for itself, never the answer to what something is or where."""
        said = text.lstrip(" #＃【[")
        alone = [
            r.kind not in asked
            and (r.kind in ("update", "ack", "query") or self._kinds[r.kind].command or said.startswith(self._kinds[r.kind].titles))
            for r in readings
        ]
        return bool(alone) and all(alone)

    def _handle_all(self, context: Context, readings: Sequence[Reading]) -> None:
        allowed = [r for r in readings if may(self._kinds[r.kind], context)]
        nowhere = [r for r in allowed if self._kinds[r.kind].site_only and context.site.kind != "site"]
        for reading in allowed:
            if reading not in nowhere:
                self._handlers[reading.kind].handle(reading, context)
        if len(allowed) < len(readings):
            refuse(context)
        if nowhere and not any(line.template == NO_SITE for line in context.lines):
            context.note("no site known")
            context.answer(NO_SITE, line=Plain(self._kinds[nowhere[0].kind].example))

    def _suggest(self, context: Context, near: Sequence[str]) -> None:
        lines = [self._kinds[name].example for name in near[:3] if name in self._kinds and may(self._kinds[name], context)]
        if lines:
            context.answer("没看懂标题。您是不是想发：{lines}", lines=Plain("；".join(lines)))

    def _event(self, context: Context) -> None:
        event = self._events.get(context.message.type.removeprefix("~"))
        if event is not None:
            event(context)
