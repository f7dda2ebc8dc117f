"""The leak scan: finds what is secret in the files that students get.

It reads notebooks, JSON, text and Python files, also inside zips and wheels.  `secret_lines` defines what
counts as secret and what an author may repeat.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from npml.core.marks import QUIZ_VARIABLE, package_of
from npml.student.unitfile import OTHERS

from . import messages
from .project import Project
from .secret_lines import Passage, normal, passages, telling, visible_lines_of

TEXT = frozenset({".ipynb", ".json", ".py", ".md", ".txt", ".csv", ".yml", ".yaml", ".toml", ".svg", ".cfg", ".typed", ""})
DATA = frozenset({".png", ".npy", ".npz", ".ttf", ".otf", ".woff2"})
ARCHIVES = frozenset({".zip", ".whl"})
COMPILED = frozenset({".pyc", ".pyo", ".so", ".pyd", ".o"})
INSTRUCTOR = frozenset({"lesson.py", "hidden.py", "mistakes.py", "variants.py"})
MARKER = re.compile(r"(BEGIN|END)\s+(SOLUTION|HIDDEN\s+TESTS|MARK\s+SCHEME)")
ANSWERED = re.compile(rf"{QUIZ_VARIABLE}\s*=\s*\{{\s*\d+\s*:\s*\d|{QUIZ_VARIABLE}\s*\[\s*\d+\s*\]\s*=\s*\d")
#: The student's package, in a clone or in a wheel, without the units' packages in it: code of ours, which mentions markers.
OURS = re.compile(r"(npml/src/|\.whl/)(npml/(?!unit\d\d/)|npml-[^/]*\.dist-info/)")
PERCENT = re.compile(r"#\s*%%.*tags=\[")


@dataclass(frozen=True)
class Leak:
    """One finding; ``kind`` is a key of ``messages.LEAK_KINDS``."""

    path: str
    line: int
    kind: str
    text: str
    source: str = ""


@dataclass(frozen=True)
class Scan:
    """The findings, and the numbers of files and of secret passages."""

    leaks: tuple[Leak, ...]
    files: int
    secrets: int


def scan(project: Project, paths: Sequence[Path], *, self_study: bool = False) -> Scan:
    """Scan files, folders and archives for the secrets of all units.

    Args:
        project: whose secrets.
        paths: what students get.
        self_study: whether they may get the file of right answers that the edition for self-study has.

    Raises:
        UsageError: the project has no units.
    """
    units = project.units()
    secret = [item for unit in units for item in passages(unit)]
    visible = {
        name: lines for unit in units for lines in [visible_lines_of(unit)] for name in (unit.name, package_of(unit.name))
    }
    leaks: list[Leak] = []
    files = 0
    for name, content in walk(paths):
        files += 1
        if self_study and PurePosixPath(name).name == OTHERS:
            continue
        leaks += _scan_file(name, content, secret, visible)
    return Scan(tuple(dict.fromkeys(leaks)), files, len(secret))


def walk(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The name and content of every file; archives are opened, also archives in archives."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and not _is_by_product(file):
                yield from _opened(str(file), file.read_bytes())


def _is_by_product(path: Path) -> bool:
    """Whether using a notebook left this file beside it; git and the bundle ignore it, and it reveals nothing new."""
    if ".ipynb_checkpoints" in path.parts:
        return True
    # Bytecode reveals nothing if its module is released itself, as public/widgets.py is.
    return path.parent.name == "__pycache__" and (path.parent.parent / f"{path.name.split('.')[0]}.py").is_file()


def _opened(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if PurePosixPath(name).suffix not in ARCHIVES:
        yield name, content
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for item in archive.infolist():
            if not item.is_dir():
                yield from _opened(f"{name}/{item.filename}", archive.read(item))


def _scan_file(name: str, content: bytes, secret: Sequence[Passage], visible: dict[str, frozenset[str]]) -> Iterator[Leak]:
    path = PurePosixPath(name)
    ours = OURS.search(name) is not None
    if path.suffix in COMPILED or "__pycache__" in path.parts:
        yield Leak(name, 0, "compiled", path.name)
        return
    if path.name in INSTRUCTOR | {OTHERS} or (path.suffix not in TEXT | DATA and not ours):
        yield Leak(name, 0, "file", path.name)
        return
    if path.suffix in DATA:
        return
    text = content.decode("utf-8", errors="replace")
    unit = next((part for part in path.parts if part in visible), "")
    if path.suffix == ".ipynb":
        yield from _scan_notebook_shape(name, text)
    if not ours:
        yield from _scan_marks(name, text)
    lines = _lines(path.suffix, text)
    yield from _scan_lines(name, lines, secret, visible.get(unit, frozenset()), blocks_only=ours)


def _scan_marks(name: str, text: str) -> Iterator[Leak]:
    for number, line in enumerate(text.splitlines(), 1):
        if MARKER.search(line):
            yield Leak(name, number, "marker", line.strip())
        if PERCENT.search(line) or '"jupytext"' in line or '"cell_marker"' in line:
            yield Leak(name, number, "jupytext", line.strip())


def _scan_notebook_shape(name: str, text: str) -> Iterator[Leak]:
    for number, cell in enumerate(json.loads(text).get("cells", []), 1):
        if cell.get("outputs") or cell.get("execution_count") is not None:
            yield Leak(name, number, "output", "".join(cell.get("source", []))[:60])
        if found := ANSWERED.search("".join(cell.get("source", []))):
            yield Leak(name, number, "quiz", found.group(), QUIZ_VARIABLE)


def _lines(suffix: str, text: str) -> list[tuple[int, str]]:
    """The numbered lines of a file's text; of JSON, the lines of its strings without JSON's escapes."""
    if suffix in (".ipynb", ".json"):
        strings = list(_strings(json.loads(text)))
        numbers = _positions(text, strings)
        return [(number, line) for number, item in zip(numbers, strings, strict=True) for line in item.splitlines()]
    return list(enumerate(text.splitlines(), 1))


def _strings(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from _strings(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _strings(value)


def _positions(text: str, strings: Sequence[str]) -> list[int]:
    """The line number of each string in the file; the strings are in the order of the file."""
    found, at, line = [], 0, 1
    for item in strings:
        for form in (json.dumps(item, ensure_ascii=False), json.dumps(item)):
            position = text.find(form, at)
            if position >= 0:
                line += text.count("\n", at, position)
                at = position
                break
        found.append(line)
    return found


def _scan_lines(
    name: str,
    lines: Sequence[tuple[int, str]],
    secret: Sequence[Passage],
    visible: frozenset[str],
    *,
    blocks_only: bool,
) -> Iterator[Leak]:
    plain = [(number, short, raw) for number, raw in lines if (short := normal(raw))]
    # Searching one long text is fast; only secrets found in it are then searched for line by line.
    whole = "\n".join(short for _, short, _ in plain)
    told = [item for item in plain if telling(item[1])]
    for item in secret:
        kind = "solution" if item.answer else "code"
        for first, second in item.pairs if item.answer or blocks_only else ():
            for number, raw in _find_pair(told, first, second) if first in whole and second in whole else ():
                yield Leak(name, number, kind, raw.strip(), item.source)
        alone = item.alone
        for line in ((alone,) if alone else item.lines) if not blocks_only else ():
            if line in whole and (alone or line not in visible):
                for number, short, raw in plain:
                    if (short.strip("`") == line) if item.by_line else (line in short):
                        yield Leak(name, number, kind, raw.strip(), item.source)


def _find_pair(told: Sequence[tuple[int, str, str]], first: str, second: str) -> Iterator[tuple[int, str]]:
    for (number, short, raw), (_, after, _) in pairwise(told):
        if first in short and second in after:
            yield number, raw


def report(project: Project, found: Scan) -> int:
    """Print the findings in Korean and return the exit code: 1 if there are any, else 0."""
    if not found.leaks:
        print(messages.LEAK_NONE.format(files=found.files, secrets=found.secrets))
        return 0
    print(messages.LEAK_HEAD.format(count=len(found.leaks)))
    root = f"{project.root}/"
    for leak in found.leaks:
        what = messages.LEAK_KINDS[leak.kind].format(source=leak.source)
        print(messages.LEAK_LINE.format(path=leak.path.removeprefix(root), line=leak.line, what=what, text=leak.text[:120]))
    print(messages.LEAK_NEXT)
    return 1
