"""Settings: a wrong one stops the start, and all wrong ones are named at once."""

from pathlib import Path

import pytest

from bot import warn_of_readers
from config import BadSettings, Secret, read_settings

ROOT = Path(__file__).parent.parent


def test_nothing_set_is_the_sandbox_on_safe_defaults() -> None:
    settings = read_settings({})
    assert not settings.talks_to_wechat
    assert (settings.web_host, settings.web_port, str(settings.timezone)) == ("127.0.0.1", 8080, "Asia/Shanghai")
    assert settings.sandbox_database.endswith("data/sandbox.sqlite3")


def test_every_wrong_value_is_named_at_once() -> None:
    wrong = {
        "TIMEZONE": "Mars/Olympus", "WEB_PORT": "80800", "WEB_HOST": "0.0.0.0", "LOG_LEVEL": "LOUD", "DIGEST_TIME": "25:00",
        "QUIET_HOURS": "night", "SEND_BUDGET_PER_DAY": "many", "RETENTION_DAYS": "0", "DATABASE_URL": "mysql://x",
        "WECHATY_PUPPET_SERVICE_ENDPOINT": "nowhere",
    }  # fmt: skip
    with pytest.raises(BadSettings) as caught:
        read_settings(wrong)
    assert {p.partition(":")[0] for p in caught.value.problems} == set(wrong)


@pytest.mark.parametrize("lonely", [{"WECHATY_PUPPET_SERVICE_ENDPOINT": "127.0.0.1:1"}, {"WECHATY_PUPPET_SERVICE_TOKEN": "t"}])
def test_endpoint_and_token_are_both_needed_or_neither(lonely: dict[str, str]) -> None:
    with pytest.raises(BadSettings, match="both needed"):
        read_settings(lonely)


def test_a_settings_file_that_others_can_read_is_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / ".env"
    warn_of_readers(path)
    path.write_text("BACKUP_KEY=0123456789abcdef\n")
    path.chmod(0o600)
    warn_of_readers(path)
    assert capsys.readouterr().err == ""
    path.chmod(0o640)
    warn_of_readers(path)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"chmod 600 {path}" in said
    assert "0123456789abcdef" not in said


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("WEB_PORT=1234\nLOG_LEVEL=debug\n")
    settings = read_settings({"WEB_PORT": "4321"}, tmp_path / ".env")
    assert (settings.web_port, settings.log_level) == (4321, "DEBUG")


def test_the_example_names_every_setting_and_is_itself_valid(tmp_path: Path) -> None:
    example = (ROOT / "config.example.env").read_text("utf-8")
    (tmp_path / ".env").write_text(example)
    read_settings({}, tmp_path / ".env")
    import re

    known = set(re.findall(r'"([A-Z_]{5,})"', (ROOT / "config.py").read_text("utf-8"))) - {"DEBUG", "WARNING", "ERROR"}
    assert known <= set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE))


def test_a_token_is_never_shown() -> None:
    assert "hush" not in repr(read_settings({"WECHATY_PUPPET_SERVICE_ENDPOINT": "127.0.0.1:1", "WECHATY_PUPPET_SERVICE_TOKEN": "hush"}))
    assert "hush" not in repr(Secret("hush"))


def test_the_page_is_for_this_machine_unless_somebody_says_otherwise() -> None:
    for wrong in ({"WEB_HOST": "0.0.0.0"}, {"WEB_HOST": "0.0.0.0", "WEB_WITHOUT_TLS": "yes"}, {"WEB_ORIGIN": "http://ward.example"}):
        with pytest.raises(BadSettings):
            read_settings(wrong)
    assert read_settings({"WEB_HOST": "0.0.0.0", "WEB_ORIGIN": "https://Ward.example/"}).web_origin == "https://ward.example"
    assert read_settings({"WEB_ORIGIN": "http://ward.example", "WEB_WITHOUT_TLS": "yes"}).web_origin == "http://ward.example"
    for bad in ("ward.example", "https://ward.example/path", "ftp://ward.example", "https://a b"):
        with pytest.raises(BadSettings, match="WEB_ORIGIN"):
            read_settings({"WEB_ORIGIN": bad})
