"""The file that is handed in: found, read, copied with the clicked answers, named, written, and given a receipt.

The student's own notebook is never changed.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import os
import re
import sys
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from ..core.clicked import clicked as clicked_in
from ..core.marks import QUIZ, QUIZ_VARIABLE
from ..intake.parse import MAX_BYTES
from . import records
from .cells import Run, newest
from .messages import handing_in as text
from .unitfile import FILE, NoUnit, UnitFile, load

_UNIT = re.compile(rb"\bnpml\.(unit\d\d)\b")
#: What no file system, or not every one, takes in a name.
_FORBIDDEN = re.compile(r'[\s\x00-\x1f/\\:*?"<>|]+')
MOST_LETTERS = 60
#: The rehearsal remembers who hands in, beside the records of the units.
IDENTITY = "student.json"


# --- finding and reading ------------------------------------------------------------------


def unit_of(raw: bytes) -> UnitFile | None:
    """The unit that a notebook imports, if it is installed here."""
    from importlib.util import find_spec

    for name in dict.fromkeys(found.decode() for found in _UNIT.findall(raw)):
        spec = find_spec(f"npml.{name}")
        if spec is not None and spec.origin:
            with contextlib.suppress(NoUnit):
                return load(Path(spec.origin).with_name(FILE))
    return None


def from_colab() -> bytes | None:
    """The running notebook as Colab's page has it, None elsewhere.

    Colab keeps no file beside the kernel, but its page answers this request of its own package.  That is no public
    interface, so whatever goes wrong means that the notebook cannot be had.
    """
    if "google.colab" not in sys.modules:
        return None
    try:
        from google.colab import _message  # type: ignore[import-not-found]

        answer = _message.blocking_request("get_ipynb", request="", timeout_sec=30)
        return json.dumps(answer["ipynb"], ensure_ascii=False).encode("utf-8", "replace")
    except Exception:
        return None


def offer_download(path: Path) -> bool:
    """Start the browser's download in Colab; returns whether it did."""
    if "google.colab" not in sys.modules:
        return False
    try:
        from google.colab import files

        files.download(str(path))
    except Exception:
        return False
    return True


def found_as(path: Path, folder: Path | None) -> Path:
    """The file that a student means: beside the notebook, without its ending, and however its letters are composed.

    A Mac writes Hangul in file names as single letters; they look like what a keyboard gives, but differ from it.

    Args:
        path: as it was given.
        folder: the notebook's, since the kernel's working folder may be another one by now.
    """
    tries = [path] if path.suffix else [path, path.with_name(f"{path.name}.ipynb")] if path.name else [path]
    for one in tries:
        for place in [one, *([folder / one] if folder is not None else [])]:
            if place.is_file():
                return place
            wanted = unicodedata.normalize("NFC", place.name)
            with contextlib.suppress(OSError):
                for other in place.parent.iterdir():
                    if unicodedata.normalize("NFC", other.name) == wanted and other.is_file():
                        return other
    return path


def sources_of(raw: bytes) -> list[str]:
    """The sources of a notebook's code cells; empty if it cannot be read."""
    return [_source(cell) for cell in _cells(raw) if cell.get("cell_type") == "code"]


def _cells(raw: bytes) -> list[dict[str, Any]]:
    try:
        cells = json.loads(raw.decode("utf-8-sig"))["cells"]
        return [cell for cell in cells if isinstance(cell, dict)]
    except (ValueError, LookupError, TypeError, RecursionError):
        return []


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def unsaved(unit: UnitFile, sources: Sequence[str], runs: list[Run], saved: tuple[int, int] | None) -> list[str]:
    """The exercises whose newest code was run, but is not in the file.

    If the file was saved after that run, the code may have been changed on purpose and not run: that is no such case.

    Args:
        sources: of the file's code cells.
        runs: the cells that ran in this kernel.
        saved: when the file was saved last, as `cells.saved` tells it.
    """
    stored = {_plain(source) for source in sources}
    found = []
    for name in unit.exercises:
        run = newest([run for run in runs if run.cell == name]) or newest([run for run in runs if run.defines(name)])
        if run is not None and _plain(run.source) not in stored and run.saved in (saved, None):
            found.append(name)
    return found


def _plain(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


# --- the copy ---------------------------------------------------------------------------------


def handed_copy(raw: bytes, answers: Mapping[int, int]) -> tuple[bytes, bool, bool]:
    """The notebook as it is handed in: the same bytes, unless answers are put into it or it is too large.

    Args:
        raw: the student's file.
        answers: clicked answers, which are written where the quiz's cell has None.

    Returns:
        (the copy, whether answers were put into it, whether outputs were left out).
    """
    cells = _cells(raw)
    large = len(raw) > MAX_BYTES
    if not cells or not (answers or large):
        return raw, False, False
    book = json.loads(raw.decode("utf-8-sig"))
    filled = False
    for cell in book["cells"]:
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        if answers and _is_quiz(cell):
            before = _source(cell)
            cell["source"] = with_answers(before, answers)
            filled = filled or cell["source"] != before
        if large and not clicked_in(cell.get("outputs")):
            cell["outputs"] = []
    if large:
        with contextlib.suppress(AttributeError, TypeError, KeyError):  # somebody's editor writes none
            del book["metadata"]["widgets"]
    if not (filled or large):
        return raw, False, False
    return (json.dumps(book, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass"), filled, large


def _is_quiz(cell: Mapping[str, Any]) -> bool:
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if isinstance(marks, dict):
        return bool(marks.get("grade_id") == QUIZ)
    return re.search(rf"^{QUIZ_VARIABLE}\s*=", _source(cell), re.M) is not None


def with_answers(source: str, answers: Mapping[int, int]) -> str:
    """The quiz's cell with answers in place of None; unchanged where it is not written as a plain dict."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return source
    places = []
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        named = [target for target in targets if isinstance(target, ast.Name) and target.id == QUIZ_VARIABLE]
        if named and isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            for key, value in zip(node.value.keys, node.value.values, strict=True):
                option = answers.get(key.value) if isinstance(key, ast.Constant) and type(key.value) is int else None
                if isinstance(value, ast.Constant) and value.value is None and option is not None:
                    places.append((value, option))
    lines = [line.encode() for line in source.split("\n")]
    for value, option in reversed(places):  # the later ones first, so that positions stay right
        line = lines[value.lineno - 1]
        lines[value.lineno - 1] = line[: value.col_offset] + str(option).encode() + line[value.end_col_offset :]
    return b"\n".join(lines).decode()


# --- who hands in ------------------------------------------------------------------------------


def safe_name(part: object) -> str:
    """A text as a part of a file's name on every system; "" if nothing of it is left."""
    plain = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", str(part)).strip())
    return plain.strip("._")[:MOST_LETTERS]


def remembered() -> tuple[str, str]:
    """The student's id and name as they were given last, or ("", "")."""
    path = _identity()
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
        if path is not None:
            stored = json.loads(path.read_text(encoding="utf-8"))
            return str(stored["student"]), str(stored["name"])
    return "", ""


def remember(student: str, name: str) -> None:
    """Remember who hands in; where no file can be written it is forgotten."""
    path = _identity()
    with contextlib.suppress(OSError):
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps({"student": student, "name": name}, ensure_ascii=False), encoding="utf-8")


def _identity() -> Path | None:
    base = records._base()
    return None if base is None else base.with_name(IDENTITY)


# --- writing ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Written:
    """A file that was written for handing in, or was there already with the same content (``same``)."""

    path: Path
    sha256: str
    size: int
    made: str
    same: bool = False


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """The files in one zip; names are UTF-8."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def write(folder: Path, name: str, content: bytes, receipt: Mapping[str, Any]) -> Written:
    """Write the file and its receipt; files that are there already are moved to a folder beside them, with their times.

    Args:
        folder: where the notebook lies; they go into a folder of their own in it.
        name: of the file.
        content: of the file.
        receipt: what else the receipt says.

    Raises:
        OSError: they cannot be written.
    """
    place = folder / text.FOLDER
    place.mkdir(parents=True, exist_ok=True)
    path = place / name
    digest, made = hashlib.sha256(content).hexdigest(), datetime.now().astimezone().isoformat(timespec="seconds")
    note = path.with_name(f"{path.stem}.{text.RECEIPT_ENDING}.json")
    same = path.is_file() and path.read_bytes() == content
    if not same:
        _write(path, content)
    facts = {"file": name, "sha256": digest, "bytes": len(content), "made": made, **receipt}
    _write(note, (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode())
    return Written(path, digest, len(content), made, same)


def _write(path: Path, content: bytes) -> None:
    """Write a file; what was there is moved away only when the new one is complete, since a disk may be full."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        _set_aside(path)
        os.replace(part, path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _set_aside(path: Path) -> None:
    if path.exists():
        older = path.parent / text.OLDER
        older.mkdir(exist_ok=True)
        when = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y%m%d-%H%M%S")
        receipt = f".{text.RECEIPT_ENDING}.json"
        ending = receipt if path.name.endswith(receipt) else path.suffix
        start = f"{path.name.removesuffix(ending)}_{when}"
        place, count = older / f"{start}{ending}", 1
        while place.exists():  # two of one second
            count += 1
            place = older / f"{start}_{count}{ending}"
        os.replace(path, place)
