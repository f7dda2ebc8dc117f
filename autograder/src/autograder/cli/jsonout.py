"""``--json``: writes results to a file, in the form that ``results.schema.json`` beside this module describes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from npml.errors import UsageError

from . import messages

if TYPE_CHECKING:
    from ..gradebook.history import Change
    from ..gradebook.points import Points


def schema() -> dict[str, Any]:
    """The JSON Schema of the results that ``--json`` writes."""
    text = files(__package__).joinpath("results.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def points_public(own: Points) -> dict[str, Any]:
    """The points that the gradebook has, for the results: what counts, and what it is made of."""
    return {
        "score": own.final, "max_score": own.max_score, "automatic": own.automatic, "by_hand": own.by_hand,
        "late": own.late, "waits": own.waits, "overtaken": list(own.overtaken),
    }  # fmt: skip


def change_public(change: Change) -> dict[str, Any]:
    """What a submission had before, for the results."""
    return {"before": {"automatic": change.before, "score": change.final, "reasons": list(change.reasons)}}


def write_json(target: str, objects: Iterable[dict[str, Any]]) -> None:
    """Write the results as a JSON list to a file, or to stdout if the target is "-".

    Raises:
        UsageError: the file cannot be written.
    """
    if target == "-":
        # A path may contain bytes that are not UTF-8.
        for text in _texts(objects):
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
        return
    path = Path(target)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(_texts(objects))
        temporary.replace(path)
    except OSError as error:
        raise UsageError(messages.NO_JSON_FILE.format(path=target, error=error.strerror)) from error


def _texts(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The text of a JSON list, one object after the other."""
    before = "[\n"
    for item in objects:
        yield before + json.dumps(item, ensure_ascii=False, indent=1, allow_nan=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def check_target(target: str | None) -> None:
    """Refuse a target whose folder does not exist, before any work is done.

    Raises:
        UsageError: the folder does not exist.
    """
    if target and target != "-" and not Path(target).absolute().parent.is_dir():
        raise UsageError(messages.NO_JSON_FILE.format(path=target, error=os.strerror(2)))


__all__ = ["check_target", "schema", "write_json"]
