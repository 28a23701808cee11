"""The bill of materials names every locked package once, with its version and hashes, and nothing else."""

import re
from pathlib import Path

from commands.sbom import bill

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def test_the_bill_holds_what_the_lock_holds() -> None:
    found = bill(LOCK)
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    assert len(found["components"]) == len(re.findall(r"^[A-Za-z0-9].*==", LOCK, flags=re.M)) > 40
    assert sum(len(c["hashes"]) for c in found["components"]) == LOCK.count("--hash=sha256:")
    assert all(c["hashes"] for c in found["components"])
    cryptography = next(c for c in found["components"] if c["name"] == "cryptography")
    assert cryptography["purl"] == f"pkg:pypi/cryptography@{cryptography['version']}"
    assert len({c["bom-ref"] for c in found["components"]}) == len(found["components"])
    assert set(found["dependencies"][0]["dependsOn"]) == {c["bom-ref"] for c in found["components"]}


def test_no_package_is_unpinned_or_without_a_hash() -> None:
    for line in LOCK.splitlines():
        assert not line or line.startswith((" ", "#")) or re.match(r"^[A-Za-z0-9._\[\]-]+==[^ ]+", line), line
    assert "://" not in LOCK


def test_the_page_on_dependencies_says_of_each_locked_package_what_it_is_for() -> None:
    table = (ROOT / "docs" / "dependencies.md").read_text("utf-8").partition("## Each package")[2]
    lines = [line for line in table.splitlines() if line.startswith("| ") and not line.startswith(("| ---", "| package"))]
    rows = [line.strip("|").split("|") for line in lines]
    assert all(purpose.strip() for _, purpose in rows)
    named = [name.replace("**!**", "").strip() for names, _ in rows for name in names.split(",")]
    locked = {component["name"] for component in bill(LOCK)["components"]}
    assert len(named) == len(set(named))
    assert set(named) == locked, set(named) ^ locked
