"""purge: close a site for good: everything of it is deleted, backups too, and a certificate says what there was."""

import hashlib
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from chat.clock import RealClock
from commands._backups import backups_of
from commands._files import save_text
from commands._parts import find_site, open_store, stored_database
from commands._purging import Deleted, NotEmptied, delete_site, drop_copies, drop_files, empty_the_file, left_of
from commands.base import Command, OperatorError
from config import Settings
from models import Person, Site, Store
from models.backup import BackupError

COMMAND = Command("purge", "close a site for good: delete everything of it and write a certificate")


def arguments(parser: ArgumentParser) -> None:
    """Which site, on whose word, and where the certificate goes."""
    parser.add_argument("--site", required=True, help="the site's name, short name or alias")
    parser.add_argument("--approved-by", action="append", required=True, metavar="NAME", help="a leader of the site or HQ; twice")
    parser.add_argument("-o", "--output", required=True, type=Path, help="where the certificate is written")


def run(args: Namespace, settings: Settings) -> int:
    """Ask for the site's name once more, delete, make sure, certify."""
    if any(path.stat().st_size and path.read_bytes().strip(b"\0") for path in settings.spool_dir.glob("*.spool")):
        raise OperatorError("the spool holds messages the database does not have yet: start the bot, then stop it and try again")
    store = open_store(stored_database(settings), used_by=None)
    site = find_site(store, args.site)
    by = _approved(store, site, args.approved_by)
    print(f"Everything of {site.name} will be deleted, also from the backups. Type its full name to go on:")
    if input().strip() != site.name:
        raise OperatorError("that is not its name; nothing was deleted")
    try:
        empty_the_file(store)  # once before anything is deleted: a site that is gone cannot be named a second time
    except NotEmptied as error:
        raise OperatorError(f"{error}: stop the bot and try again; nothing was deleted") from None
    now = RealClock().now()
    with store.begin() as session:
        deleted = delete_site(session, session.get_one(Site, site.id), by, now)
    words = _after(store, settings, site, now)
    with store.read() as session:
        words.append(f"复查：剩余 {left_of(session, site.id)} 行")
    store.close()
    _certify(args.output, site, now, args.approved_by, deleted, words)
    return 0


def _approved(store: Store, site: Site, names: Sequence[str]) -> list[int]:
    """The two people who answer for it: bound leaders of the site or of HQ, and not the same one twice."""
    with store.read() as session:
        hq = select(Site.id).where(Site.kind == "hq")
        may = select(Person).where(Person.binding == "confirmed", Person.role.in_(("leader", "hq")))
        people = list(session.scalars(may.where((Person.site_id == site.id) | Person.site_id.in_(hq))))
    found = {p.id for name in names for p in people if p.name == name}
    unknown = [name for name in names if name not in {p.name for p in people}]
    if unknown:
        raise OperatorError(f"{'、'.join(unknown)}: no bound leader of {site.name} or HQ is called so")
    if len(set(names)) < 2 or len(found) < 2:  # two of one name are still one name on the certificate
        raise OperatorError("two leaders have to approve it: give --approved-by twice")
    return sorted(found)


def _after(store: Store, settings: Settings, site: Site, now: datetime) -> list[str]:
    """What is beside the rows: pictures and files, caches, free pages, log, backups. Raises OperatorError that says what to do."""
    shutil.rmtree(settings.data_dir / "wechaty", ignore_errors=True)
    files = f"图片和文件：删除 {drop_files(store, settings.files_dir, now)} 个"
    if not store.is_sqlite:
        return [files, "数据库：PostgreSQL，备份和归档日志请按其自身工具清除"]
    try:
        empty_the_file(store)
        backups = backups_of(settings, store)
        fresh = backups.make(now)
        dropped = backups.drop_before(fresh.made_at)
        copies = drop_copies(store, backups.files)
    except (NotEmptied, BackupError, OSError) as error:
        rest = f"stop the bot, delete the backups in {settings.backup_dir}, then run: python bot.py backup"
        raise OperatorError(f"{site.name}: the rows are deleted, but not all that is beside them: {error}; {rest}") from None
    return [
        files,
        "数据库文件已重写，空闲页和日志已清空",
        f"旧备份：删除 {dropped} 份，另做 1 份不含该点数据的新备份",
        f"备份中的图片和文件：删除 {copies} 个",
    ]


def _certify(path: Path, site: Site, now: datetime, names: Sequence[str], deleted: Deleted, words: Sequence[str]) -> None:
    lines = ["隔离点数据销毁证明", f"隔离点：{site.name}", f"时间：{now:%Y-%m-%d %H:%M:%S} UTC", f"批准人：{'、'.join(names)}", ""]
    lines += [f"{table}：{count} 行" for table, count in sorted(deleted.rows.items())]
    lines += [f"合计：{sum(deleted.rows.values())} 行", f"销毁内容的 SHA-256：{deleted.hash}", *words]
    lines += ["不在本机控制之内：微信聊天记录、已导出的表格、已打印的材料。"]
    body = "\n".join(lines) + "\n"
    body += f"本证明的 SHA-256：{hashlib.sha256(body.encode()).hexdigest()}\n"
    print(body, end="")  # first: should the file not be writable, it is seen at least
    save_text(path, body)
