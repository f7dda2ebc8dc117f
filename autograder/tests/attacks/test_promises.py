"""Does every promise name tests, and do the tests exist?"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
FILES = (PACKAGE / "SECURITY.md", Path(__file__).with_name("README.md"))


@cache
def names_in(path: Path) -> frozenset[str]:
    """Names of the test functions of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_every_named_test_exists(file: Path) -> None:
    named = NAMED.findall(file.read_text(encoding="utf-8"))
    assert len(named) > 30
    missing = [f"{path}::{name}" for path, name in named
               if not (PACKAGE / path).is_file() or name not in names_in(PACKAGE / path)]  # fmt: skip
    assert missing == []


def test_every_promise_names_a_test() -> None:
    text = FILES[0].read_text(encoding="utf-8")
    promises = text.split("## 약속하는 것")[1].split("## 약속하지 않는 것")[0]
    items = re.split(r"^- ", promises, flags=re.M)[1:]
    assert len(items) > 15
    assert [item[:40] for item in items if not NAMED.search(item)] == []


def test_every_attack_has_a_test() -> None:
    rows = [
        line for line in FILES[1].read_text(encoding="utf-8").splitlines() if line.startswith("| ") and "---" not in line
    ][1:]
    assert len([row for row in rows if row.startswith("| Integrity")]) == 12
    for group in ("Secrecy", "Survival", "The instructor", "Honest", "Protocol", "Zygote", "Resources"):
        assert any(row.startswith(f"| {group}") for row in rows), group
    assert [row[:60] for row in rows if not NAMED.search(row)] == []
