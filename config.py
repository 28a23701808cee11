"""Every setting once, typed. A wrong value stops the start; all wrong values are named at once."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from chat.pace import Pace
from chat.webhook import FORMS, LOOPBACK, checked_url

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class BadSettings(Exception):
    """What is wrong with each wrong setting, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Secret(str):
    """A value that is never shown."""

    def __repr__(self) -> str:
        return "Secret(***)"


@dataclass(frozen=True, slots=True)
class Settings:
    """What config.example.env explains."""

    database_url: str | None
    """None: a SQLite file under data_dir."""
    timezone: ZoneInfo
    endpoint: str | None
    token: Secret | None
    web_host: str
    web_port: int
    web_origin: str | None
    """The address people open, when it is not this machine's own: https, of a proxy with TLS in front."""
    web_idle: timedelta
    data_dir: Path
    log_level: str
    pace: Pace
    retention: timedelta
    digest: str
    backup_dir: Path
    backup_key: Secret | None
    backup_days: int
    second_voice_url: Secret | None
    second_voice_form: str
    second_voice_reads: str
    spool_dir: Path

    @property
    def talks_to_wechat(self) -> bool:
        """With an endpoint the bot talks to WeChat, without one it serves the sandbox."""
        return self.endpoint is not None

    @property
    def database(self) -> str:
        """The URL of the database for real use."""
        return self.database_url or _sqlite(self.data_dir / "gelibot.sqlite3")

    @property
    def files_dir(self) -> Path:
        """Where the bytes of pictures and files are kept."""
        return self.data_dir / "files"

    @property
    def sandbox_database(self) -> str:
        """The sandbox always has its own."""
        return _sqlite(self.data_dir / "sandbox.sqlite3")


def _sqlite(path: Path) -> str:
    return f"sqlite:///{path.absolute()}"


def read_settings(environment: Mapping[str, str], env_file: Path | None = None) -> Settings:
    """Settings from the environment, else from the .env file, else the defaults. Raises BadSettings naming every wrong one."""
    given = {**{k: v for k, v in (dotenv_values(env_file) if env_file else {}).items() if v is not None}, **environment}
    reader = _Reader({k: v.strip() for k, v in given.items()})
    endpoint, token = _gateway(reader)
    web_host, web_origin = _address(reader)
    data_dir = reader.read("DATA_DIR", Path("data"), Path)
    settings = Settings(
        database_url=reader.read("DATABASE_URL", None, _database),
        timezone=reader.read("TIMEZONE", ZoneInfo("Asia/Shanghai"), _zone),
        endpoint=endpoint,
        token=token,
        web_host=web_host,
        web_port=reader.read("WEB_PORT", 8080, _whole(1, 65535)),
        web_origin=web_origin,
        web_idle=timedelta(minutes=reader.read("WEB_IDLE_MINUTES", 30, _whole(1, 720))),
        data_dir=data_dir,
        log_level=reader.read("LOG_LEVEL", "INFO", _one_of(LEVELS)),
        pace=_pace(reader),
        retention=timedelta(days=reader.read("RETENTION_DAYS", 7, _whole(1, 365))),
        digest=reader.read("DIGEST_TIME", "19:30", _clock_time),
        backup_dir=reader.read("BACKUP_DIR", data_dir / "backups", Path),
        backup_key=reader.read("BACKUP_KEY", None, _long_secret),
        backup_days=reader.read("BACKUP_DAYS", 3, _whole(1, 30)),
        second_voice_url=reader.read("SECOND_VOICE_URL", None, lambda value: Secret(checked_url(value))),
        second_voice_form=reader.read("SECOND_VOICE_FORM", "wecom", _one_of(FORMS)),
        second_voice_reads=reader.read("SECOND_VOICE_READS", "hq", _one_of(("hq", "staff"))),
        spool_dir=reader.read("SPOOL_DIR", data_dir / "spool", Path),
    )
    if reader.problems:
        raise BadSettings(reader.problems)
    return settings


class _Reader:
    """Reads one setting after the other and collects what is wrong."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given
        self.problems: list[str] = []

    def read(self, name: str, default: Any, convert: Callable[[str], Any]) -> Any:
        value = self._given.get(name, "")
        if not value:
            return default
        try:
            return convert(value)
        except ValueError as error:
            self.problems.append(f"{name}: {error}")
            return default


def _gateway(reader: _Reader) -> tuple[str | None, Secret | None]:
    """Endpoint and token of the gateway: both or neither."""
    endpoint = reader.read("WECHATY_PUPPET_SERVICE_ENDPOINT", None, _endpoint)
    token = reader.read("WECHATY_PUPPET_SERVICE_TOKEN", None, Secret)
    if (endpoint is None) != (token is None):
        missing = "WECHATY_PUPPET_SERVICE_TOKEN" if token is None else "WECHATY_PUPPET_SERVICE_ENDPOINT"
        reader.problems.append(f"{missing}: endpoint and token are both needed, or neither (then the sandbox is served)")
    return endpoint, token


def _pace(reader: _Reader) -> Pace:
    """How often the account may speak, and when it keeps quiet."""
    quiet = reader.read("QUIET_HOURS", (22 * 60, 6 * 60 + 30), _quiet)
    per_day = reader.read("SEND_BUDGET_PER_DAY", 400, _whole(1, 5000))
    reserve = reader.read("SEND_RESERVE", 60, _whole(0, 4999))
    if reserve >= per_day:
        reader.problems.append("SEND_RESERVE: must be smaller than SEND_BUDGET_PER_DAY")
    per_minute = reader.read("SEND_BUDGET_PER_MINUTE", 20, _whole(1, 60))
    return Pace(per_minute=per_minute, per_day=per_day, reserve=reserve, quiet_from=quiet[0], quiet_until=quiet[1])


def _address(reader: _Reader) -> tuple[str, str | None]:
    """Where the page is served, and the address people open; without TLS only when the operator said so in so many words."""
    host = reader.read("WEB_HOST", "127.0.0.1", _host)
    origin = reader.read("WEB_ORIGIN", None, _origin)
    may_be_read = reader.read("WEB_WITHOUT_TLS", "no", _one_of(("yes", "no"))) == "yes"
    if host not in LOOPBACK and origin is None:
        reader.problems.append("WEB_HOST: other machines can reach it; set WEB_ORIGIN to the https address people open, or use 127.0.0.1")
    if (origin or "").startswith("http:") and not may_be_read:
        reader.problems.append("WEB_ORIGIN: without TLS health data can be read on the way; if you want that, set WEB_WITHOUT_TLS=yes")
    return host, origin


def _whole(least: int, most: int) -> Callable[[str], int]:
    def convert(value: str) -> int:
        if not value.isdecimal() or not least <= int(value) <= most:
            raise ValueError(f"a whole number from {least} to {most} is needed")
        return int(value)

    return convert


def _long_secret(value: str) -> Secret:
    if len(value) < 16:
        raise ValueError("at least 16 characters are needed")
    return Secret(value)


def _one_of(words: Sequence[str]) -> Callable[[str], str]:
    def convert(value: str) -> str:
        known = [word for word in words if word.lower() == value.lower()]
        if not known:
            raise ValueError(f"one of {', '.join(words)} is needed")
        return known[0]

    return convert


def _endpoint(value: str) -> str:
    host, colon, port = value.rpartition(":")
    if not colon or not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError("host:port is needed, for example 127.0.0.1:8788")
    return value


def _zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("no such time zone; for example Asia/Shanghai") from None


def _database(value: str) -> str:
    try:
        backend = make_url(value).get_backend_name()
    except ArgumentError:
        raise ValueError("not a database URL; for example postgresql+psycopg://user@127.0.0.1/gelibot") from None
    if backend not in ("sqlite", "postgresql"):
        raise ValueError("only sqlite and postgresql are supported")
    return value


def _host(value: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z.:-]{1,253}", value):
        raise ValueError("an address such as 127.0.0.1 is needed")
    return value


def _origin(value: str) -> str:
    if not re.fullmatch(r"https?://[0-9A-Za-z.-]+(:\d{1,5})?", value.rstrip("/")):
        raise ValueError("an address such as https://gelibot.example.org is needed, without a path")
    return value.rstrip("/").lower()


def _clock_time(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise ValueError("a time such as 19:30 is needed")
    return value


def _quiet(value: str) -> tuple[int, int]:
    start, dash, end = value.partition("-")
    if not dash:
        raise ValueError("two times such as 22:00-06:30 are needed")
    return _minute(_clock_time(start.strip())), _minute(_clock_time(end.strip()))


def _minute(clock_time: str) -> int:
    hour, _, minute = clock_time.partition(":")
    return int(hour) * 60 + int(minute)
