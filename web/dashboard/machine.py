"""The bot's own health: last event, oldest unhandled message, outbox, disk."""

import shutil

from reports.machine import machine
from web.dashboard.base import Look, Shown, View

LOW = 1_000_000_000
"""Bytes of free disk below which the page warns."""


def show(look: Look) -> Shown:
    """Each figure with what it means."""
    found = machine(look.session, look.desk.account, look.now)
    disk = shutil.disk_usage(look.desk.data_dir)
    size = sum(f.stat().st_size for f in look.desk.data_dir.glob("*.sqlite3*") if f.is_file())
    limits = look.desk.service.outbox.pace
    return {
        "m": found, "free": disk.free, "low": disk.free < LOW, "size": size, "pace": limits,
        "states": {"queued": "等着发", "claimed": "正在发", "failed": "没发出", "uncertain": "不知道发出没有"},
    }  # fmt: skip


VIEWS = (View("/machine", "machine.html", "machine", show),)
