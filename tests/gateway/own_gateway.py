"""A Wechaty gateway of ours: the real protocol, invented people, and every fault on order.

`python tests/gateway/own_gateway.py PORT` reads one JSON command a line and answers each with one line {"n": …}; whatever it sees it
writes as {"saw": …}: that is its ledger. It ends when its standard input does. Commands ("do") are the methods called do_… below.
"""

import asyncio
import inspect
import json
import socket
import struct
import sys
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any

import grpclib.server
from grpclib.const import Cardinality, Handler, Status
from grpclib.exceptions import GRPCError
from wechaty_grpc.wechaty import puppet as pb

HEARTBEAT, MESSAGE, DONG, FRIENDSHIP, INVITE, JOIN, LEAVE, SCAN, LOGIN, LOGOUT = 1, 2, 3, 17, 18, 19, 20, 22, 25, 26
END = (-1, "")


@dataclass
class World:
    """Who is there, what was said, and which faults were ordered."""

    people: dict[str, str] = field(default_factory=dict)
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: dict[str, dict[str, Any]] = field(default_factory=dict)
    bot: str | None = None
    failures: Counter[str] = field(default_factory=Counter)
    sends: deque[dict[str, Any]] = field(default_factory=deque)
    refusals: int = 0
    settings: dict[str, bool] = field(default_factory=lambda: {"heartbeat": True, "dong": True, "echo": False, "mute": False})


class Gateway:
    """The service (names as on the wire) and the commands."""

    def __init__(self) -> None:
        self.world = World()
        self.events: asyncio.Queue[tuple[int, str]] | None = None
        self.transport: Any = None
        self.flowing = asyncio.Event()
        self.flowing.set()
        self.count = 0

    def __mapping__(self) -> dict[str, Handler]:
        """The routes: whatever is called rpc_… with its request's class."""
        routes = {}
        for name, method in inspect.getmembers(self, inspect.ismethod):
            if name.startswith("rpc_"):
                call = name.removeprefix("rpc_")
                streams = call == "Event" or call.endswith("Stream")
                kind = Cardinality.UNARY_STREAM if streams else Cardinality.UNARY_UNARY
                handler = method if streams else self.unary(call, method)
                routes[f"/wechaty.Puppet/{call}"] = Handler(handler, kind, getattr(pb, f"{call}Request"), getattr(pb, f"{call}Response"))
        return routes

    def unary(self, call: str, method: Any) -> Any:
        """A call with one answer; nothing is answered while the gateway stands still."""

        async def handler(stream: Any) -> None:
            request = await stream.recv_message()
            saw(rpc=call, id=getattr(request, "id", ""))
            await self.flowing.wait()
            answer = await method(request)
            await stream.send_message(answer or getattr(pb, f"{call}Response")())

        return handler

    async def rpc_Event(self, stream: Any) -> None:
        """The one event stream: a second is refused, and with nobody listening events are lost, as in the real one."""
        await stream.recv_message()
        if self.events is not None or self.world.refusals:
            self.world.refusals = max(0, self.world.refusals - 1)
            saw(stream="refused")
            raise GRPCError(Status.ALREADY_EXISTS, "event() can not call twice.")
        mine: asyncio.Queue[tuple[int, str]] = asyncio.Queue()
        self.events, self.transport = mine, stream._stream.connection._transport
        saw(stream="opened")
        if self.world.settings["heartbeat"]:
            self.emit(HEARTBEAT, {"data": "hello"})
        if self.world.bot:
            self.emit(LOGIN, {"contactId": self.world.bot})
        try:
            while (event := await mine.get()) != END:
                await self.flowing.wait()
                await stream.send_message(pb.EventResponse(type=event[0], payload=event[1]))
                saw(event=event[0], payload=event[1])
        finally:
            if self.events is mine:
                self.events = None
            saw(stream="closed")

    def emit(self, number: int, payload: dict[str, Any] | str) -> bool:
        """Write an event, if anybody listens."""
        words = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False)
        if self.events is None or (self.world.settings["mute"] and number != HEARTBEAT):
            saw(dropped=number, payload=words)
            return False
        self.events.put_nowait((number, words))
        return True

    async def rpc_Start(self, _: Any) -> None:
        pass

    async def rpc_Stop(self, _: Any) -> None:
        if self.events is not None:
            self.events.put_nowait(END)
            self.events = None

    async def rpc_Ding(self, request: Any) -> None:
        if self.world.settings["dong"]:
            self.emit(DONG, {"data": request.data})

    async def rpc_MessagePayload(self, request: Any) -> Any:
        message = self.world.messages.get(request.id)
        if message is None:
            raise GRPCError(Status.UNKNOWN, "no such message")
        await asyncio.sleep(message.get("slow", 0))
        if self.world.failures[request.id] > 0:
            self.world.failures[request.id] -= 1
            raise GRPCError(Status.UNKNOWN, "payload not ready")
        return pb.MessagePayloadResponse(
            id=request.id, text=message.get("text", ""), filename=message.get("filename", ""), timestamp=int(message["stamp"]),
            type=message.get("type", 7), from_id=message.get("talker", ""), room_id=message.get("group") or "",
            to_id=message.get("to", ""), mention_ids=message.get("mentions", []),
        )  # fmt: skip

    async def rpc_MessageImageStream(self, stream: Any) -> None:
        await self.pieces(stream, pb.MessageImageStreamResponse)

    async def rpc_MessageFileStream(self, stream: Any) -> None:
        await self.pieces(stream, pb.MessageFileStreamResponse)

    async def pieces(self, stream: Any, answer: Any) -> None:
        """A file as the real gateway streams it: its name, then its bytes in pieces."""
        request = await stream.recv_message()
        saw(rpc="pieces", id=request.id)
        if self.world.failures[f"bytes-{request.id}"] > 0:
            self.world.failures[f"bytes-{request.id}"] -= 1
            raise GRPCError(Status.UNKNOWN, "file not ready")
        message = self.world.messages[request.id]
        content = bytes.fromhex(message.get("bytes", "")) * message.get("repeat", 1)
        await stream.send_message(answer(file_box_chunk=pb.FileBoxChunk(name=message.get("filename") or "picture")))
        for at in range(0, len(content), 65536):
            await stream.send_message(answer(file_box_chunk=pb.FileBoxChunk(data=content[at : at + 65536])))

    async def rpc_ContactPayload(self, request: Any) -> Any:
        return pb.ContactPayloadResponse(id=request.id, name=self.known(self.world.people, request.id), friend=True)

    async def rpc_RoomPayload(self, request: Any) -> Any:
        group = self.known(self.world.groups, request.id)
        return pb.RoomPayloadResponse(id=request.id, topic=group["topic"], member_ids=list(group["members"]))

    async def rpc_RoomMemberList(self, request: Any) -> Any:
        return pb.RoomMemberListResponse(member_ids=list(self.known(self.world.groups, request.id)["members"]))

    async def rpc_RoomMemberPayload(self, request: Any) -> Any:
        alias = self.known(self.world.groups, request.id)["members"].get(request.member_id, "")
        name = self.world.people.get(request.member_id, "")
        return pb.RoomMemberPayloadResponse(id=request.member_id, room_alias=alias, name=name)

    async def rpc_RoomQuit(self, request: Any) -> None:
        self.known(self.world.groups, request.id)

    async def rpc_RoomInvitationPayload(self, request: Any) -> Any:
        asked = self.known(self.world.asked, request.id)
        return pb.RoomInvitationPayloadResponse(id=request.id, inviter_id=asked["by"], topic=asked["topic"], timestamp=int(time.time()))

    async def rpc_RoomInvitationAccept(self, request: Any) -> None:
        self.known(self.world.asked, request.id)

    async def rpc_FriendshipPayload(self, request: Any) -> Any:
        asked = self.known(self.world.asked, request.id)
        return pb.FriendshipPayloadResponse(id=request.id, contact_id=asked["by"], hello=asked["hello"], type=asked.get("type", 2))

    async def rpc_FriendshipAccept(self, request: Any) -> None:
        self.known(self.world.asked, request.id)

    async def rpc_MessageSendText(self, request: Any) -> Any:
        saw(asked_to_say=request.text, to=request.conversation_id)
        sent = await self.send(request.conversation_id, text=request.text, mentions=list(request.mentonal_ids))
        return pb.MessageSendTextResponse(id=sent)

    async def rpc_MessageSendFile(self, request: Any) -> Any:
        sent = await self.send(request.conversation_id, filename=json.loads(request.filebox)["name"], type=1)
        return pb.MessageSendFileResponse(id=sent)

    async def send(self, to: str, **message: Any) -> str:
        """Accept something said by the bot, or play the fault that was ordered for it."""
        plan = self.world.sends.popleft() if self.world.sends else {"mode": "ok"}
        if plan["mode"] == "refuse" or to not in {**self.world.people, **self.world.groups}:
            raise GRPCError(Status[plan.get("status", "NOT_FOUND")], plan.get("words", "contact not found"))
        self.count += 1
        sent = f"sent-{time.time_ns()}-{self.count}"
        place = {"group": to} if to in self.world.groups else {"to": to}
        self.world.messages[sent] = {**message, **place, "talker": self.world.bot or "", "stamp": time.time()}
        saw(sent=sent, to=to, **message)
        if self.world.settings["echo"]:
            self.emit(MESSAGE, {"messageId": sent})
        if plan["mode"] == "accept_then_error":
            raise GRPCError(Status[plan.get("status", "UNKNOWN")], plan.get("words", "message not found"))
        if plan["mode"] == "accept_then_reset":
            self.do_reset()
        if plan["mode"] in ("accept_then_hang", "accept_then_reset"):
            await asyncio.sleep(3600)
        return sent

    @staticmethod
    def known(where: dict[str, Any], one: str) -> Any:
        if one not in where:
            raise GRPCError(Status.UNKNOWN, "not known")
        return where[one]

    def do_people(self, people: dict[str, str]) -> None:
        """{"id": "name", …}."""
        self.world.people |= people

    def do_group(self, id: str, topic: str, members: dict[str, str]) -> None:
        """members: {"id": "alias in this group, may be empty", …}."""
        self.world.groups[id] = {"topic": topic, "members": members}

    def do_login(self, id: str) -> bool:
        """The account logs in: at once for who listens, and at each connection from now on."""
        self.world.bot = id
        return self.emit(LOGIN, {"contactId": id})

    def do_logout(self) -> None:
        self.emit(LOGOUT, {"contactId": self.world.bot, "data": ""})
        self.world.bot = None

    def do_scan(self, qrcode: str) -> None:
        self.emit(SCAN, {"qrcode": qrcode, "status": 2})

    def do_hear(self, messages: list[dict[str, Any]]) -> list[bool]:
        """Each: id, text, talker, group, type, stamp, mentions, filename; faults: fail (times), slow (s), times (events), quiet."""
        return [self.hear(message) for message in messages]

    def hear(self, message: dict[str, Any]) -> bool:
        self.world.messages[message["id"]] = {"stamp": time.time(), **message}
        self.world.failures[message["id"]] = message.get("fail", 0)
        self.world.failures[f"bytes-{message['id']}"] = message.get("fail_bytes", 0)
        times = 0 if message.get("quiet") else message.get("times", 1)
        return all([self.emit(MESSAGE, {"messageId": message["id"]}) for _ in range(times)])

    def do_replay(self) -> int:
        """Tell of every message again."""
        return sum(self.emit(MESSAGE, {"messageId": one}) for one in list(self.world.messages))

    def do_joined(self, group: str, people: list[str], by: str, stamp: float) -> None:
        self.emit(JOIN, {"inviteeIdList": people, "inviterId": by, "roomId": group, "timestamp": stamp})

    def do_left(self, group: str, people: list[str], by: str, stamp: float) -> None:
        self.emit(LEAVE, {"removeeIdList": people, "removerId": by, "roomId": group, "timestamp": stamp})

    def do_invite(self, id: str, by: str, topic: str) -> None:
        self.world.asked[id] = {"by": by, "topic": topic}
        self.emit(INVITE, {"roomInvitationId": id})

    def do_befriend(self, id: str, by: str, hello: str) -> None:
        self.world.asked[id] = {"by": by, "hello": hello}
        self.emit(FRIENDSHIP, {"friendshipId": id})

    def do_event(self, type: int, payload: str) -> bool:
        """Any event with any payload: unknown numbers, bad JSON, heartbeats without data."""
        return self.emit(type, payload)

    def do_sends(self, mode: str, times: int = 1, **more: Any) -> None:
        """How the next sends end: ok, refuse, accept_then_error (status, words), accept_then_hang, accept_then_reset."""
        self.world.sends.extend({"mode": mode, **more} for _ in range(times))

    def do_set(self, **settings: bool) -> None:
        """heartbeat (at connection), dong, echo (own messages come back as events), mute (no events, calls are answered)."""
        self.world.settings |= settings

    def do_refuse(self, times: int) -> None:
        """The next event streams are refused."""
        self.world.refusals = times

    def do_stall(self, on: bool) -> None:
        """Answer nothing and write nothing, with the connection open."""
        (self.flowing.clear if on else self.flowing.set)()

    def do_end(self) -> None:
        """End the event stream in good order."""
        if self.events is not None:
            self.events.put_nowait(END)

    def do_reset(self) -> None:
        """Cut the connection that carries the event stream, with a TCP reset."""
        if self.transport is not None:
            self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.transport.abort()


def saw(**what: Any) -> None:
    """One line of the ledger."""
    print(json.dumps({"saw": what}, ensure_ascii=False), flush=True)  # noqa: T201 - standard output is the way out


def answer(gateway: Gateway, line: str) -> None:
    """Carry out a command."""
    command = json.loads(line)
    n, name = command.pop("n"), command.pop("do")
    print(json.dumps({"n": n, "result": getattr(gateway, f"do_{name}")(**command)}), flush=True)  # noqa: T201


async def main(port: int) -> None:
    """Serve until standard input ends."""
    gateway, loop = Gateway(), asyncio.get_running_loop()
    server = grpclib.server.Server([gateway])
    await server.start("127.0.0.1", port)
    saw(listening=port)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        answer(gateway, line)
    server.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
