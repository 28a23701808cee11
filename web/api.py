"""The page's JSON endpoints: look at the world, speak in it, move its clock."""

import asyncio
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from quart import Blueprint, Response, jsonify, request
from quart.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.exceptions import RequestEntityTooLarge

from chat.sandbox import Bubble
from models import Message, Post
from web.bubbles import as_data, conversations, page_of
from web.explain import explained
from web.live import Live
from web.people import Face, Place, faces_and_places
from web.tour import how_far
from web.wishes import Refused, Speech, wished_minutes, wished_moment, wished_speech
from web.world import SandboxWorld

MOST_JSON = 200_000
"""Bytes of a posted object; only a file may be larger."""


class Api:
    """The endpoints over one world."""

    def __init__(self, world: SandboxWorld, live: Live) -> None:
        self._world = world
        self._live = live
        self._forwarding = asyncio.Lock()

    def routes(self) -> Blueprint:
        """All of them, to be registered with the app."""
        routes = Blueprint("api", __name__, url_prefix="/api")
        routes.add_url_rule("/world", view_func=self.world)
        routes.add_url_rule("/bubbles", view_func=self.bubbles)
        routes.add_url_rule("/live", view_func=self.live)
        routes.add_url_rule("/file/<message_id>", view_func=self.file)
        routes.add_url_rule("/reading", view_func=self.reading)
        routes.add_url_rule("/tour", view_func=self.tour)
        routes.add_url_rule("/speak", view_func=self.speak, methods=["POST"])
        routes.add_url_rule("/send", view_func=self.send, methods=["POST"])
        routes.add_url_rule("/reset", view_func=self.reset, methods=["POST"])
        routes.add_url_rule("/recall", view_func=self.recall, methods=["POST"])
        routes.add_url_rule("/forward", view_func=self.forward, methods=["POST"])
        routes.register_error_handler(Refused, _refused)
        return routes

    async def world(self) -> ResponseReturnValue:
        """Groups, people, conversations, the bot's clock and the next scheduled post."""
        faces, places = await asyncio.to_thread(self._faces_and_places)
        return jsonify(
            groups=[asdict(place) for place in places],
            people=[asdict(face) for face in faces],
            conversations=conversations(self._world.sandbox.bubbles),
            **await self._clock(),
        )

    async def bubbles(self) -> ResponseReturnValue:
        """The newest bubbles of one group or of one person's private talk; with `before`, older ones."""
        group, contact = request.args.get("group"), request.args.get("contact")
        if (group is None) == (contact is None):
            raise Refused("要么给 group，要么给 contact")
        key = f"g:{group}" if group is not None else f"p:{contact}"
        found, more = page_of(self._world.sandbox.bubbles, key, request.args.get("before"))
        return jsonify(bubbles=[as_data(bubble) for bubble in found], more=more)

    async def live(self) -> ResponseReturnValue:
        """The stream of events."""
        response = Response(self._live.stream(), content_type="text/event-stream; charset=utf-8")
        response.timeout = None
        return response

    async def speak(self) -> ResponseReturnValue:
        """Somebody says something."""
        return jsonify(as_data(await self._say(await self._wish(await _body()))))

    async def send(self) -> ResponseReturnValue:
        """Somebody sends a picture or a file: its bytes are the body, the rest stands in the address."""
        wish = await self._wish({"type": "file", **request.args})
        data: bytes = await request.get_data(cache=False, as_text=False)  # type: ignore[assignment]
        if not data:
            raise Refused("这个文件是空的")
        return jsonify(as_data(await self._say(wish, data)))

    async def file(self, message_id: str) -> ResponseReturnValue:
        """A picture to be shown, or a file to be saved: never anything a browser would run."""
        kept = await asyncio.to_thread(self._world.sandbox.files.of, message_id)
        bubble = next((one for one in self._world.sandbox.bubbles if one.id == message_id and not one.recalled), None)
        if kept is None or bubble is None:
            raise Refused("没有这个文件")
        response = Response(await asyncio.to_thread(kept.path.read_bytes), content_type=kept.picture or "application/octet-stream")
        response.headers["Content-Disposition"] = "inline" if kept.picture else "attachment"
        return response

    async def reading(self) -> ResponseReturnValue:
        """How the bot reads a message, and what became of it."""
        return jsonify(await asyncio.to_thread(self._explained, self._bubble(request.args.get("id")).id))

    async def tour(self) -> ResponseReturnValue:
        """The steps of the guided tour and which of them happened since it began."""
        since = wished_moment(request.args.get("since"), self._world.clock.now())
        return jsonify(now=self._world.clock.now().isoformat(), steps=await asyncio.to_thread(self._how_far, since))

    async def reset(self) -> ResponseReturnValue:
        """Begin again; every window hears of it."""
        async with self._forwarding:
            await self._world.begin_again()
        self._live.tell("reset", {})
        return jsonify(done=True)

    async def recall(self) -> ResponseReturnValue:
        """Somebody takes back what they said."""
        bubble = self._bubble((await _body()).get("id"))
        if bubble.from_bot:
            raise Refused("机器人的话不能替它撤回")
        if not bubble.recalled:
            await self._world.sandbox.recall(bubble)
        return jsonify(as_data(bubble))

    async def forward(self) -> ResponseReturnValue:
        """Move the clock on: by some minutes, or to the next scheduled post.

        With `at`, only if that is still the next one: two windows may press at once.
        """
        body = await _body()
        expected, minutes = body.get("at"), wished_minutes(body)
        async with self._forwarding:
            before = self._world.clock.now()
            upcoming = await asyncio.to_thread(self._world.timetable.next_after, before)
            if minutes is not None:
                upcoming = before + timedelta(minutes=minutes), ""
            elif upcoming is None or (expected is not None and expected != upcoming[0].isoformat()):
                return jsonify(moved=False, **await self._clock())
            goal, label = upcoming
            self._world.clock.move_to(goal)
            await self._world.service.tick()
            said_in = await asyncio.to_thread(self._due_since, min(goal, self._world.clock.now()))
            clock = await self._clock()
        self._live.tell("clock", clock)
        return jsonify(moved=True, label=label, said_in=said_in, **clock)

    async def _clock(self) -> dict[str, Any]:
        now = self._world.clock.now()
        upcoming = await asyncio.to_thread(self._world.timetable.next_after, now)
        shown = {"at": upcoming[0].isoformat(), "label": upcoming[1]} if upcoming else None
        return {"clock": now.isoformat(), "next": shown}

    async def _wish(self, body: dict[str, Any]) -> Speech:
        faces, places = await asyncio.to_thread(self._faces_and_places)
        return wished_speech(body, faces, places)

    async def _say(self, wish: Speech, data: bytes | None = None) -> Bubble:
        quoted = self._quotable(wish.quote) if wish.quote else None
        quote = (quoted.nick, quoted.text or "[图片]") if quoted else None
        return await self._world.sandbox.speak(
            wish.contact, wish.nick, wish.group, wish.text, quote=quote, type=wish.type, mentions=wish.mentions, data=data
        )

    def _explained(self, message_id: str) -> dict[str, Any]:
        labels = {kind.name: {"": kind.label, **{f.name: f.label for f in kind.fields}} for kind in self._world.kinds.values()}
        with self._world.store.read() as session:
            message = session.scalar(select(Message).where(Message.external_id == message_id).limit(1))
            if message is None:
                raise Refused("这是机器人说的话，或者还没有存下来")
            return explained(session, message, self._world.understand, labels)

    def _how_far(self, since: datetime) -> list[dict[str, Any]]:
        with self._world.store.read() as session:
            return how_far(session, since)

    def _faces_and_places(self) -> tuple[list[Face], list[Place]]:
        with self._world.store.read() as session:
            return faces_and_places(session)

    def _due_since(self, moment: datetime) -> list[str]:
        """The conversations in which something is to be said since then, so that the page can go there."""
        with self._world.store.read() as session:
            wanted = select(Post.group_id, Post.contact).where(Post.created_at >= moment, Post.due_at <= self._world.clock.now())
            places = session.execute(wanted.where(Post.act.is_(None)).order_by(Post.priority, Post.id)).all()
        return list(dict.fromkeys(f"g:{group}" if group else f"p:{contact}" for group, contact in places))

    def _bubble(self, wanted: object) -> Bubble:
        for bubble in reversed(self._world.sandbox.bubbles):
            if bubble.id == wanted:
                return bubble
        raise Refused("没有这条消息")

    def _quotable(self, wanted: str) -> Bubble:
        bubble = self._bubble(wanted)
        if bubble.recalled:
            raise Refused("这条消息已撤回，不能引用")
        return bubble


async def _body() -> dict[str, Any]:
    """The JSON object that was posted; anything else is refused."""
    if len(await request.get_data()) > MOST_JSON:
        raise RequestEntityTooLarge
    body = await request.get_json(silent=True)
    if not isinstance(body, dict):
        raise Refused("需要一个 JSON 对象")
    return body


async def _refused(error: Refused) -> ResponseReturnValue:
    return jsonify(problem=str(error)), 422
