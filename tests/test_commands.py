"""The operator's door: mistakes are one line and exit code 2."""

import json
import os
import socket
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import select

from bot import main
from models import Message, Store

ROOT = Path(__file__).parent.parent


def surroundings(data: Path, environment: dict[str, str]) -> dict[str, str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("WECHATY", "DATABASE"))}
    return clean | {"DATA_DIR": str(data), "PYTHONUTF8": "1", **environment}


def bot(*arguments: str, data: Path, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, in this process: a process of its own costs a second."""
    out, err = StringIO(), StringIO()
    with (
        patch.dict(os.environ, surroundings(data, environment), clear=True),
        patch.object(sys, "stdin", StringIO(given)),
        patch("bot.set_up_logs"),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = main(list(arguments))
        except SystemExit as left:
            code = int(left.code or 0)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def bot_process(*arguments: str, data: Path, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, in a process of its own."""
    return subprocess.run(
        [sys.executable, "bot.py", *arguments],
        cwd=ROOT,
        env=surroundings(data, environment),
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def test_read_answers_every_line_and_stores_nothing(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "group": "resident", "sender": {"room": "305", "name": "张三"}, "text": "36.5", "at": "2022-08-07T08:12:00+08:00"},
        {"id": "b", "group": "resident", "sender": {"role": "unknown"}, "text": "求药 布洛芬 1盒"},
        {"id": "c", "group": "resident", "sender": {}, "text": "今天天气真好"},
    ]  # fmt: skip
    done = bot_process("read", data=tmp_path, given="".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == ["a", "b", "c"]
    assert answers[0]["readings"][0]["temperature"] == 36.5
    assert answers[1]["ask"] == ["room"]
    assert answers[2] == {"id": "c", "readings": [], "ask": []}
    assert list(tmp_path.iterdir()) == []


def test_read_explains_every_value_by_the_words_it_was_read_from(tmp_path: Path) -> None:
    line = {"group": "resident", "sender": {"room": "305"}, "text": "谢谢啊 我３７度５ 布洛芬要两盒", "at": "2022-08-07T08:12:00+08:00"}
    done = bot("read", "--explain", data=tmp_path, given=json.dumps(line, ensure_ascii=False))
    said = {(why["kind"], span["field"]): span["said"] for why in json.loads(done.stdout)["why"] for span in why["spans"]}
    assert said["checkin", "temperature"] == "３７度５"
    assert "布洛芬" in said["medication", "kind"]
    assert "两盒" in said["medication", "items"]


def test_read_says_by_which_fragments_a_message_sounds_like_talk(tmp_path: Path) -> None:
    line = {"group": "resident", "sender": {"room": "305"}, "text": "哈哈 那时候我们村办酒席要二十桌 一桌十个菜"}
    answer = json.loads(bot("read", "--explain", data=tmp_path, given=json.dumps(line, ensure_ascii=False)).stdout)
    assert (answer["readings"], answer["sounds_like_talk"][0]) == ([], "哈哈")


def test_read_says_when_danger_was_called_by_its_sound_and_by_no_rule(tmp_path: Path) -> None:
    line = {"group": "resident", "sender": {"role": "resident", "room": "305"}, "text": "有个男的硬要往我房里闯 我一个人 顶着门"}
    answer = json.loads(bot("read", "--explain", data=tmp_path, given=json.dumps(line, ensure_ascii=False)).stdout)
    assert [r["kind"] for r in answer["readings"]] == ["emergency"]
    assert answer["why"][0]["spans"][0]["cue"].startswith("听着像危险：有个")


def test_read_says_when_a_message_sounds_like_a_record_but_none_was_read(tmp_path: Path) -> None:
    line = {"group": "resident", "sender": {"room": "305"}, "text": "你们帮我问哈那个嘛 麻烦咯 我那个东西好久没得了"}
    answer = json.loads(bot("read", "--explain", data=tmp_path, given=json.dumps(line, ensure_ascii=False)).stdout)
    assert (answer["readings"], answer["sounds_like_a_record"]) == ([], True)


def test_read_says_which_line_is_no_message(tmp_path: Path) -> None:
    assert "line 2" in one_line(bot("read", data=tmp_path, given='{"text": "36.5"}\nnot json\n'))


def test_every_wrong_setting_is_named_and_nothing_starts(tmp_path: Path) -> None:
    done = bot(data=tmp_path, TIMEZONE="Nowhere", WEB_PORT="x")
    assert done.returncode == 2
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["TIMEZONE", "WEB_PORT"]


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert port in one_line(bot_process(data=tmp_path, WEB_PORT=port))


def test_a_database_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    one_line(bot("code", "--site", "慈宾", "--group", "resident", data=tmp_path / "file"))


def test_the_roster_goes_in_once_and_bad_rows_are_named(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = tmp_path / "county.xlsx"
    assert bot("import", "--template", str(book), data=tmp_path).returncode == 0
    first = bot("import", str(book), data=tmp_path)
    assert first.returncode == 0, first.stderr
    assert first.stdout.count("已导入") == 9
    assert bot("import", str(book), data=tmp_path).stdout == "全部行已导入\n"
    opened = load_workbook(book)
    opened["隔离人员"].append(["没有的点", "101", "某某", "", "", "", "", "", ""])
    opened["隔离人员"].append(["慈宾", "", "某某", "", "", "", "", "", ""])
    opened["隔离人员"].append(["慈宾", "102", "赵六", "", "老", "", "", "", ""])
    opened["隔离人员"].append(["慈宾", "103", "钱七", "女", 30, "", "次密接", "2022-08-08", ""])
    opened.save(book)
    third = bot("import", str(book), data=tmp_path)
    assert third.returncode == 1
    assert [line for line in third.stdout.splitlines() if "第" in line] == [
        "隔离人员 第3行：没有隔离点 没有的点",
        "隔离人员 第4行：缺少 房间",
        "隔离人员 第5行：年龄 老 不是数字",
        "隔离人员 第6行：已导入",
    ]
    code = bot("code", "--site", "慈利", "--role", "medic", data=tmp_path)
    assert code.stdout.startswith("#绑定 ")
    digest = bot("digest", "--site", "慈宾", "--date", "2022-08-07", data=tmp_path)
    assert digest.stdout.startswith("【慈利宾馆 日报】8月7日")
    assert "no site is called" in one_line(bot("digest", "--site", "月球", data=tmp_path))
    assert "no date" in one_line(bot("digest", "--site", "慈宾", "--date", "yesterday", data=tmp_path))
    check = bot("check", data=tmp_path)
    assert check.returncode == 0, check.stdout
    assert "1 sites" in check.stdout


def test_a_pasted_chat_goes_through_the_real_path_once(tmp_path: Path) -> None:
    book, chat = tmp_path / "county.xlsx", tmp_path / "chat.txt"
    bot("import", "--template", str(book), data=tmp_path)
    bot("import", str(book), data=tmp_path)
    chat.write_text("李四 2022-08-07 08:12:00\n#用药 305 布洛芬 1盒\n\n张三 2022-08-07 08:15:00\n305 张三 36.5 无\n", "utf-8")
    for expected in ("2 messages read, 2 new, 1 requests opened", "2 messages read, 0 new, 0 requests opened"):
        done = bot("replay", str(chat), "--site", "慈宾", "--group", "resident", data=tmp_path)
        assert done.stdout.startswith(expected), done.stdout + done.stderr
    digest = bot("digest", "--site", "慈宾", "--date", "2022-08-07", data=tmp_path).stdout
    assert "用药：新 1，完成 0，未完 1" in digest
    assert "体温上午：应报 1，已报 1，未报 0" in digest


def test_a_database_that_spoke_to_wechat_never_falls_back_to_the_sandbox(tmp_path: Path) -> None:
    from migrations.run import bring_up_to_date
    from models import Store

    store = Store(f"sqlite:///{tmp_path / 'gelibot.sqlite3'}")
    bring_up_to_date(store)
    store.claim_for("wechat")
    store.close()
    assert "has spoken to WeChat" in one_line(bot(data=tmp_path))


@pytest.mark.parametrize("command", ["run", "sandbox", "read", "replay", "import", "digest", "code", "check", "migrate"])
def test_every_command_has_help(command: str, tmp_path: Path) -> None:
    assert bot(command, "--help", data=tmp_path).returncode == 0


def test_a_message_that_was_set_aside_is_handled_once_more_by_its_trace(tmp_path: Path) -> None:
    assert "no message set aside" in one_line(bot("retry", "0badcafe", data=tmp_path))
    store = Store(f"sqlite:///{tmp_path / 'sandbox.sqlite3'}")
    words = {"text": "#物资 305 牙膏1支", "talker": "c", "noted_at": datetime.now(UTC), "human": "failed", "error": "ZeroDivisionError"}
    with store.begin() as session:
        session.add(Message(account="a", external_id="m1", state="aside", trace="0badcafe", tries=1, **words))
        session.add(Message(account="a", external_id="m2", state="aside", trace="0badcaff", **words | {"text": None}))
    assert bot("retry", "0BADCAFE", data=tmp_path).returncode == 0
    assert "words are purged" in one_line(bot("retry", "0badcaff", data=tmp_path))
    with store.read() as session:
        first = session.scalars(select(Message).order_by(Message.id)).first()
    assert first is not None
    assert (first.state, first.tries, first.human) == ("ready", 0, None)
