"""Who gets into the dashboard: passwords, codes, cookies, tokens, hosts and origins."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from chat.clock import RealClock
from commands import account
from commands._parts import open_store
from commands.base import OperatorError
from config import read_settings
from models import Account, Audit, Person, WrongSignIn
from models.sample import plant
from tests.web.ward import PASSWORD, Ward
from web import accounts
from web.accounts import hashed
from web.board import make_dashboard


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    made = Ward(tmp_path_factory.mktemp("ward"))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "COST", 2**4)


def test_the_first_account_needs_the_secret_that_was_printed(ward: Ward) -> None:
    assert ward.setup is not None
    browser = ward.stranger()
    assert "设置码" in browser.get("/dashboard/login")
    form = {"name": "管理员", "password": PASSWORD * 20}
    browser.post("/dashboard/setup", {**form, "code": "AAAA-AAAA-AAAA-AAAA"})
    assert browser.status == 403
    browser.post("/dashboard/setup", {**form, "password": "short", "code": ward.setup})
    assert browser.status == 422
    page = browser.post("/dashboard/setup", {**form, "code": ward.setup})
    assert (browser.status, "管理员</span>" in page) == (200, True)
    again = ward.stranger()
    assert "设置码" not in again.get("/dashboard/login")
    again.post("/dashboard/setup", {**form, "code": ward.setup})
    assert again.status == 403, "the secret works once"
    assert "管理员</span>" in again.post("/dashboard/login", form), "what comes after the longest password never counts"


def test_a_password_lets_in_and_signing_out_ends_it(ward: Ward) -> None:
    ward.account("1-w5", "zhou")
    browser = ward.stranger()
    browser.get("/dashboard/login")
    assert "周正</span>" in browser.post("/dashboard/login", {"name": "zhou", "password": PASSWORD})
    browser.post("/dashboard/logout")
    browser.get("/dashboard/county")
    assert (browser.status, browser.headers["Location"]) == (303, "/dashboard/login")


def test_five_wrong_passwords_close_the_door_for_ten_minutes(ward: Ward) -> None:
    ward.account("1-w1", "wang")
    browser = ward.stranger()
    browser.get("/dashboard/login")
    for _ in range(5):
        assert "不对" in browser.post("/dashboard/login", {"name": "wang", "password": "wrong password"})
    assert "不对" in browser.post("/dashboard/login", {"name": "wang", "password": PASSWORD}), "even the right one"
    ward.world.clock.moment += timedelta(minutes=11)
    assert "王静</span>" in browser.post("/dashboard/login", {"name": "wang", "password": PASSWORD})


def test_an_idle_browser_is_signed_out_and_a_page_that_renews_itself_is_no_sign_of_life(ward: Ward) -> None:
    browser = ward.signed_in("1-w5")
    for _ in range(3):
        ward.world.clock.moment += timedelta(minutes=20)
        browser.get("/dashboard/county")
        assert browser.status == 200
    for _ in range(2):
        ward.world.clock.moment += timedelta(minutes=14)
        browser.get("/dashboard/county", **{"X-Fragment": "-"})
        assert browser.status == 200
    ward.world.clock.moment += timedelta(minutes=14)
    browser.get("/dashboard/county", **{"X-Fragment": "-"})
    assert browser.status == 401
    browser.get("/dashboard/county")
    assert browser.headers["Location"] == "/dashboard/login"


def test_somebody_who_left_or_became_a_resident_is_out_at_once(ward: Ward) -> None:
    for change in ({"left_at": ward.world.clock.now()}, {"role": "resident"}):
        browser = ward.signed_in("2-w2")
        browser.get("/dashboard/site/2")
        assert browser.status == 200
        with ward.world.store.begin() as session:
            person = session.scalars(select(Person).where(Person.contact == "2-w2")).one()
            before = {key: getattr(person, key) for key in change}
            for key, value in change.items():
                setattr(person, key, value)
        browser.get("/dashboard/site/2")
        assert browser.status == 303
        with ward.world.store.begin() as session:
            person = session.scalars(select(Person).where(Person.contact == "2-w2")).one()
            for key, value in before.items():
                setattr(person, key, value)


def test_a_resident_with_a_cookie_sees_nothing(ward: Ward) -> None:
    browser = ward.signed_in("1-r1")
    for path in ("/dashboard/", "/dashboard/county", "/dashboard/site/1", "/dashboard/machine"):
        browser.get(path)
        assert (browser.status, browser.headers["Location"]) == (303, "/dashboard/login")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:8081", ""])
def test_other_names_are_refused(ward: Ward, host: str) -> None:
    browser = ward.signed_in("1-w5")
    browser.get("/dashboard/county", Host=host)
    assert browser.status == 403


@pytest.mark.parametrize("origin", ["", "null", "http://evil.example", "https://127.0.0.1:8080"])
def test_forms_of_other_pages_are_refused(ward: Ward, origin: str) -> None:
    browser = ward.signed_in("1-w5")
    browser.get("/dashboard/county")
    browser.post("/dashboard/logout", Origin=origin)
    assert browser.status == 403
    browser.get("/dashboard/county")
    assert browser.status == 200


@pytest.mark.parametrize("path", ["/dashboard/logout", "/dashboard/site/1/step", "/dashboard/login", "/dashboard/setup"])
def test_a_form_without_its_token_is_refused(ward: Ward, path: str) -> None:
    browser = ward.signed_in("1-w5")
    other = ward.signed_in("1-w1")
    other.get("/dashboard/site/1")
    for token in ("", "0" * 64, other.token()):
        browser.post(path, {"ticket": "Y1", "status": "accepted"}, csrf=token)
        assert browser.status == 403


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_nothing_is_inline(ward: Ward) -> None:
    browser = ward.stranger()
    page = browser.get("/dashboard/login")
    cookies = browser.headers["Set-Cookie"]
    assert "HttpOnly" in cookies
    assert "SameSite=Lax" in cookies
    assert "unsafe" not in browser.headers["Content-Security-Policy"]
    assert browser.headers["Cache-Control"] == "no-store"
    assert not [word for word in ("style=", "<style", "onclick") if word in page]


def test_a_code_sets_the_password_once(ward: Ward) -> None:
    with ward.world.store.begin() as session:
        person = session.scalars(select(Person).where(Person.contact == "1-w3")).one()
        code = accounts.invite(session, person, "peng", ward.world.clock.now())
    browser = ward.stranger()
    browser.get("/dashboard/login?invited")
    assert "彭辉</span>" in browser.post("/dashboard/invited", {"name": "peng", "code": code, "password": PASSWORD})
    with ward.world.store.read() as session:
        account = session.scalars(select(Account).where(Account.name == "peng")).one()
        assert str(account.secret).startswith("scrypt$")
        assert PASSWORD not in str(account.secret)
        assert session.scalar(select(Audit.id).where(Audit.person_id == account.person_id, Audit.what == "password set"))
    other = ward.stranger()
    other.get("/dashboard/login?invited")
    other.post("/dashboard/invited", {"name": "peng", "code": code, "password": PASSWORD})
    assert other.status == 403


def test_another_page_is_never_where_one_is_sent(ward: Ward) -> None:
    browser = ward.signed_in("1-w5")
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example", "/dashboard/\\..\\evil", "/"):
        browser.get(f"/dashboard/language?to=en&back={back}")
        assert browser.headers["Location"] == "/dashboard/"


def test_in_the_sandbox_one_picks_who_one_is(tmp_path: Path) -> None:
    ward = Ward(tmp_path, open_door=True)
    assert ward.setup is None
    browser = ward.stranger()
    page = browser.get("/dashboard/login")
    assert f'value="{ward.person("1-w5").id}">慈宾 周正</button>' in page
    assert "张三" not in page, "residents have no dashboard"
    browser.post("/dashboard/as", {"person": ward.person("1-r1").id})
    assert browser.status == 403
    assert "慈利宾馆" in browser.post("/dashboard/as", {"person": ward.person("1-w5").id})
    ward.close()


def test_without_the_sandbox_nobody_picks_who_they_are(ward: Ward) -> None:
    browser = ward.stranger()
    browser.get("/dashboard/login")
    browser.post("/dashboard/as", {"person": ward.person("1-w5").id})
    assert browser.status == 404


def test_a_forgotten_password_is_set_anew_from_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = read_settings({"DATA_DIR": str(tmp_path)})
    store = open_store(settings.sandbox_database, used_by="sandbox")
    with store.begin() as session:
        plant(session, RealClock().now())
    given = Namespace(site="慈宾", name="周正", login="zhou")
    assert account.run(given, settings) == 0
    code = capsys.readouterr().out.splitlines()[0]
    with store.begin() as session:
        assert accounts.take_invitation(session, "zhou", "AAAA-AAAA-AAAA-AAAA", RealClock().now()) is None
        assert accounts.take_invitation(session, "zhou", code, RealClock().now()) is not None
    with pytest.raises(OperatorError, match="somebody else"):
        account.run(Namespace(site="慈宾", name="王静", login="zhou"), settings)
    with pytest.raises(OperatorError, match="there must be one"):
        account.run(Namespace(site="慈宾", name="张三", login="x"), settings)


def test_a_number_no_database_has_is_nowhere(ward: Ward) -> None:
    zhou = ward.signed_in("1-w5")
    for path in (f"/dashboard/site/{2**63}", f"/dashboard/site/{2**64}/duty", f"/dashboard/site/1/stay/{2**70}"):
        zhou.get(path)
        assert (path, zhou.status) == (path, 403)


def test_behind_a_proxy_wrong_passwords_count_by_what_the_proxy_says(ward: Ward) -> None:
    async def tried(origin: str | None, host: str, came_from: Sequence[str]) -> set[str]:
        app, _ = make_dashboard(replace(ward.desk, secure=False), "127.0.0.1", 8080, origin)
        with ward.world.store.begin() as session:
            session.execute(delete(WrongSignIn))
        for number, told in enumerate(came_from):
            client = app.test_client()
            headers = {"Host": host, "Origin": origin or f"http://{host}", "X-Forwarded-For": told}
            page = await (await client.get("/dashboard/login", headers=headers)).get_data(as_text=True)
            token = re.search(r'name="csrf" value="([0-9a-f]{64})"', page)
            assert token is not None
            form = {"csrf": token[1], "name": f"nobody{number}", "password": "a wrong password"}
            await client.post("/dashboard/login", headers=headers, form=form)
        with ward.world.store.read() as session:
            return set(session.scalars(select(WrongSignIn.address)))

    def run(origin: str | None, host: str, came_from: Sequence[str]) -> set[str]:
        return ward.loop.run_until_complete(tried(origin, host, came_from))

    seen = run("https://ward.example", "ward.example", ["10.0.0.1", "6.6.6.6, 10.0.0.1", "10.0.0.2"])
    assert seen == {hashed("10.0.0.1"), hashed("10.0.0.2")}
    assert len(run(None, "127.0.0.1:8080", ["10.0.0.1", "10.0.0.2"])) == 1, "without a proxy nobody is believed"


def test_behind_a_proxy_its_name_is_ours_and_the_cookie_wants_tls(ward: Ward) -> None:
    desk = replace(ward.desk, secure=True)
    app, _ = make_dashboard(desk, "127.0.0.1", 8080, "https://ward.example")

    async def look() -> None:
        client = app.test_client()
        page = await client.get("/dashboard/login", headers={"Host": "ward.example"})
        assert page.status_code == 200
        assert "Secure" in page.headers["Set-Cookie"]
        for origin, status in (("https://ward.example", 403), ("http://ward.example", 403), ("https://evil.example", 403)):
            answer = await client.post("/dashboard/login", headers={"Host": "ward.example", "Origin": origin})
            # Of its own page the form is refused for its token, of another's for its origin.
            assert (answer.status_code, await answer.get_data(as_text=True) == "unknown origin") == (status, origin != "https://ward.example")

    ward.loop.run_until_complete(look())
