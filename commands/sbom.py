"""sbom: what the bot is made of, as CycloneDX JSON, from requirements.lock: names, versions and hashes, no network."""

import json
import re
from argparse import ArgumentParser, Namespace
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from commands.base import Command, OperatorError
from config import Settings

COMMAND = Command("sbom", "print a software bill of materials (CycloneDX JSON) of what is locked")
ROOT = Path(__file__).parent.parent
_PACKAGE = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def arguments(parser: ArgumentParser) -> None:
    """Which lock."""
    parser.add_argument("--lock", type=Path, default=ROOT / "requirements.lock", help="the lock; requirements.lock if left out")


def run(args: Namespace, settings: Settings) -> int:
    """Print it."""
    try:
        text = args.lock.read_text("utf-8")
    except OSError as error:
        raise OperatorError(f"{args.lock} cannot be read: {error.strerror}") from None
    print(json.dumps(bill(text), ensure_ascii=False, indent=2))
    return 0


def bill(lock: str) -> dict[str, Any]:
    """The bill of one lock; the same lock gives the same bill."""
    components: list[dict[str, Any]] = []
    for line in lock.splitlines():
        if found := _PACKAGE.match(line):
            components.append(_component(found[1], found[2]))
        elif (found := _HASH.search(line)) and components:
            components[-1]["hashes"].append({"alg": "SHA-256", "content": found[1]})
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "gelibot", "name": "gelibot", "licenses": [_license("Apache-2.0")]}},
        "components": components,
        "dependencies": [{"ref": "gelibot", "dependsOn": [c["bom-ref"] for c in components]}],
    }


def _component(name: str, version: str) -> dict[str, Any]:
    address = f"pkg:pypi/{re.sub('[-_.]+', '-', name).lower()}@{version}"
    component: dict[str, Any] = {"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address, "hashes": []}
    try:
        said = metadata(name)
    except PackageNotFoundError:  # locked for another system
        return component
    named = next((str(said[key]).partition("\n")[0] for key in ("License-Expression", "License") if key in said), "")
    return component | ({"licenses": [_license(named)]} if 0 < len(named) < 60 else {})


def _license(name: str) -> dict[str, Any]:
    return {"license": {"name": name}}
