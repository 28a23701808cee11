"""The gateway goes away while there is something to say: it is said as soon as somebody listens again, and no try is spent."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.drills.crowd import move_in, residents, settle
from tests.drills.process import Bot, await_that
from tests.gateway.drive import own_gateway


def test_what_is_due_while_nobody_listens_waits_and_spends_no_try(tmp_path: Path) -> None:
    with own_gateway() as gateway:
        bot = Bot(tmp_path, gateway)
        bot.operate("migrate")
        store = bot.store()
        settle(store, [datetime.now(UTC) + timedelta(hours=9)], datetime.now(UTC))
        store.close()
        move_in(gateway, 1)
        bot.start()
        try:
            gateway.wait_for(lambda: gateway.count("stream", "opened") == 1, 30)
            gateway.ask("hear", messages=[{"id": "m1", "text": "#物资 305 牙膏1支", "talker": "1-r3", "group": residents(1)}])
            await_that(lambda: bot.rows("SELECT 1 FROM post"), 10)
            gateway.kill()  # answers wait three seconds for company, so nothing has been said yet
            await_that(lambda: bot.rows("SELECT 1 FROM post WHERE julianday('now') > julianday(created_at) + 5.0 / 86400"), 10)
            gateway.start()
            move_in(gateway, 1)
            await_that(lambda: bot.rows("SELECT DISTINCT state, tries FROM post") == [("sent", 1)], 20)
        finally:
            bot.kill()
        assert gateway.count("asked_to_say") == 2
