"""Wechaty loads on this Python with the four repairs, in silence and without leaving anything in the working directory."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]

LOAD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from chat.wechat_patches import load_sdk
sdk = load_sdk(Path("cache"))
assert load_sdk(Path("cache")) == sdk
import wechaty
wechaty.WechatyOptions()
sdk.puppet_service(sdk.puppet_options(token="insecure_x", end_point="127.0.0.1:1"))
print(sdk.version)
"""


def test_wechaty_loads_where_warnings_are_errors(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", LOAD, str(HERE)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "0.10.7", "")
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]


def test_the_repairs_are_needed(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", "import wechaty"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0, "Wechaty loads as it comes: chat/wechat_patches.py can go"
