"""Is all Korean that the program says in the packages' `messages`, where it can be read and mended together?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograder
import npml

SRC = (Path(autograder.__file__).parent, Path(npml.__file__).parent)
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
#: A unit's widgets are the author's own text.
UNIT = re.compile(r"unit\d\d")
#: Modules whose Hangul is not what the program says, and why.
APART = {
    "lab.py": "a file's name",
    "core/josa.py": "the particles and the sounds that decide them",
    "core/absent.py": "a sentence that the judge knows again; inside the sandbox, so it imports next to nothing",
    "intake/names.py": "a pattern: letters of files' names",
    "release/terms.py": "a pattern: what a Korean text is",
    "release/audit/quantities.py": "how a Korean text writes a number",
    "release/audit/facts.py": "the rows of the table of minutes, and units of numbers",
    "release/course_readme.py": "the words by which a lesson's first cells are searched",
    "sample_class/students.py": "names of the sample students, and what they write in their notebooks",
    "sample_class/hostile.py": "what an attacker writes in a notebook",
}


def korean_in(text: str) -> Iterator[str]:
    """The string literals with Hangul, without docstrings; comments are no literals."""
    tree = ast.parse(text)
    # A string that stands alone does nothing: a docstring, or text that is commented out.
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in alone:
            said = node.value.decode(errors="replace") if isinstance(node.value, bytes) else node.value
            if isinstance(said, str) and HANGUL.search(said):
                yield f"{node.lineno}: {said[:60]}"


def modules() -> dict[str, str]:
    """Every module but `messages`, and what it is made of."""
    paths = {path.relative_to(source): path for source in SRC for path in source.rglob("*.py")}
    return {
        name.as_posix(): path.read_text(encoding="utf-8")
        for name, path in paths.items()
        if not {"messages.py", "messages", "template"} & set(name.parts) and not UNIT.fullmatch(name.parts[0])
    }


MODULES = modules()


@pytest.mark.parametrize("name", sorted(MODULES.keys() - APART.keys()))
def test_korean_is_in_messages_only(name: str) -> None:
    assert not list(korean_in(MODULES[name]))


@pytest.mark.parametrize("name", sorted(APART))
def test_an_exception_is_still_needed(name: str) -> None:
    assert any(korean_in(MODULES[name]))


def test_what_counts_as_said() -> None:
    found = [line.partition(": ")[2] for line in korean_in('"""글."""\n# 글\nx = f"글 {x}"\nsay(b"\\xea\\xb8\\x80")\n')]
    assert found == ["글 ", "글"]
