"""What a grade depends on, as a digest in parts: which of them changed is the reason why something is graded again.

Hashed is what can change a verdict.  Comments, docstrings, lessons, hints, and the texts of diagnoses cannot, so a change
in them grades nobody again.  Python's syntax trees are compared instead of text; they have no comments.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import hashlib
import json
import re
import sys
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

import npml
from npml.intake.python import undocumented

from ..authoring.facts import unmarked
from ..authoring.unit import Unit

#: The parts of a digest, in order.
SUBMISSION, HIDDEN, REFERENCE, BANK, RELEASE, COURSE, ENGINE, SECRET, HOST = PARTS = (
    "submission", "hidden", "reference", "bank", "release", "course", "engine", "secret", "host",
)  # fmt: skip
#: Not parts, but reasons as well: never graded; graded, but a person has to look or the notebook is gone; by ``--force``;
#: recorded by a version that hashed otherwise.
NEW, AGAIN, FORCED, OTHER = "new", "again", "forced", "other"

#: Sources that decide a grade: a change in their code is a change of the engine.
DECIDING = (
    "authoring", "grading", "inside", "judge", "sandbox", "__init__.py", "lean.py", "deadline.py",
)  # fmt: skip
DECIDING_STUDENT = ("core", "intake", "student", "widgets", "__init__.py", "errors.py")

#: The engine's version and the hash of the bytes that it was made from.
_KEPT = Path(__file__).parent / "__pycache__" / "engine.json"
_FORMULA = "2"
#: Of each part, 78 bits: nine of them fit into the gradebook's column.
_LENGTH = 13
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
#: In checks.json, what only people read; the quiz's key is hashed from the unit.
_READ = frozenset({"title", "minutes", "missions", "hints", "diagnoses", "say", "stub", "quiz"})
#: Of a unit's package: a copy of the released notebook, which is hashed itself.
_COPIES = frozenset({"notebook.json"})


def compose(parts: Mapping[str, str]) -> str:
    """The digest of these parts, each of which is any text that identifies it."""
    return ".".join([_FORMULA, *(_short(parts[name]) for name in PARTS)])


def differences(old: str | None, new: str) -> tuple[str, ...]:
    """Why something with a recorded digest is graded again, in the order of `PARTS`; empty if it need not be.

    Args:
        old: the recorded digest; None if nothing is recorded, "" if what is recorded does not stand.
        new: the digest as it is now.
    """
    if old == new:
        return ()
    if not old:
        return (NEW if old is None else AGAIN,)
    before, now = old.split("."), new.split(".")
    if len(before) != len(now) or before[0] != now[0]:
        return (OTHER,)
    return tuple(name for name, one, other in zip(PARTS, before[1:], now[1:], strict=True) if one != other)


def _short(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()).decode()[:_LENGTH]


# --- code without its texts ---------------------------------------------------------------------


def code_of(source: str, *, leave_out: Collection[str] = (), texts: bool = True, prose: bool = True) -> str:
    """What a piece of Python does, as text: its syntax tree without docstrings.

    Args:
        source: the code; what Python cannot read is taken as it is.
        leave_out: arguments whose values only people read.
        texts: False also leaves out what is written in Hangul, where such texts are only shown.
        prose: False also leaves out sentences in Hangul (with a blank), where a single word may be a key.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return source
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in leave_out:
            node.value = ast.Constant(None)
        elif isinstance(node, ast.Constant) and _is_text(node.value, texts=texts, prose=prose):
            node.value = ""
    return undocumented(tree)


def _is_text(value: object, *, texts: bool, prose: bool) -> bool:
    """Whether a constant is left out by `code_of`."""
    if not isinstance(value, str) or not _HANGUL.search(value):
        return False
    return not texts or (not prose and " " in value)


@cache
def engine_version() -> str:
    """Hash of the code that decides grades.

    Reading all of it takes a second, so the result is kept beside Python's compiled files, by the hash of the bytes.
    """
    files = _files()
    whole = hashlib.sha256(sys.version.encode())
    for name, path in files:
        whole.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
        found = json.loads(_KEPT.read_text(encoding="utf-8"))
        if found["bytes"] == whole.hexdigest():
            return str(found["code"])
    code = hashlib.sha256()
    for name, path in files:
        shown = "messages" in path.parts or path.name == "messages.py"
        code.update(f"{name}\0{code_of(path.read_text(encoding='utf-8'), texts=not shown)}\0".encode())
    with contextlib.suppress(OSError):
        _KEPT.parent.mkdir(exist_ok=True)
        _KEPT.write_text(json.dumps({"bytes": whole.hexdigest(), "code": code.hexdigest()}), encoding="utf-8")
    return code.hexdigest()


def _files() -> list[tuple[str, Path]]:
    roots = ((Path(__file__).parent.parent, DECIDING), (Path(npml.__file__).parent, DECIDING_STUDENT))
    return [(f"{root.name}/{path.relative_to(root)}", path) for root, names in roots for path in _sources(root, names)]


def _sources(root: Path, names: Iterable[str]) -> list[Path]:
    found = [root / name for name in names if name.endswith(".py")]
    return sorted([*found, *(path for name in names for path in (root / name).rglob("*.py"))])


# --- a unit ----------------------------------------------------------------------------------------


def unit_parts(unit: Unit, released: NotebookNode, package: Path) -> dict[str, str]:
    """The parts that a unit has in a digest.

    Args:
        unit: the instructor's side.
        released: the notebook that students were given.
        package: the folder of what that notebook imports.
    """
    quiz = [(question.answer, len(question.options)) for question in unit.quiz]
    hidden, bank = (unmarked((unit.folder / name).read_text(encoding="utf-8")) for name in ("hidden.py", "mistakes.py"))
    return {
        HIDDEN: code_of(hidden),
        REFERENCE: f"{code_of(unit.reference_source)}\0{quiz}",
        BANK: code_of(bank, leave_out=("says",)),
        RELEASE: f"{_notebook(released)}\0{_package(package)}",
    }


def _notebook(released: NotebookNode) -> str:
    """Of the released notebook its code, and nbgrader's marks without the checksum of the text."""
    cells = []
    for cell in released.cells:
        if cell.cell_type == "code":
            marks = {key: value for key, value in cell.metadata.get("nbgrader", {}).items() if key != "checksum"}
            cells.append((sorted(marks.items()), code_of(cell.source, prose=False)))
    return repr(cells)


def _package(folder: Path) -> str:
    """Of a unit's package the code, the values of checks.json and the data."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts or path.name in _COPIES:
            continue
        digest.update(f"{path.relative_to(folder)}\0".encode())
        if path.suffix == ".py":
            content = code_of(path.read_text(encoding="utf-8"), prose=False).encode()
        elif path.name == "checks.json":
            content = json.dumps(_values(json.loads(path.read_text(encoding="utf-8"))), sort_keys=True).encode()
        else:
            content = path.read_bytes()
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _values(item: Any) -> Any:
    """JSON without what only people read."""
    if isinstance(item, dict):
        return {key: _values(value) for key, value in item.items() if key not in _READ}
    if isinstance(item, list):
        return [_values(value) for value in item]
    return "" if isinstance(item, str) and _HANGUL.search(item) else item
