"""Values that the build ships for the reference curves: numbers only, no code."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

from ..place import unit_path
from ..unitfile import find_beside, load


def shipped(key: str) -> Any:
    """A value that the unit's ``widget_values`` computed at build time; a fresh copy.

    It is looked for beside the calling file (``public/widgets.py``), then from the working folder.

    Raises:
        LookupError: no checks.json, or no such key in it.
    """
    caller = sys._getframe(1).f_globals.get("__file__")
    path = (find_beside(Path(caller).resolve().parent) if caller else None) or unit_path()
    if path is None:
        raise LookupError(f"shipped({key!r}): checks.json을 찾지 못했어요. 단원 폴더에서 노트북을 열었는지 확인해 주세요.")
    values = load(path).widget_values
    if key not in values:
        raise LookupError(f"shipped({key!r}): {path.name}에 그런 값이 없어요. 있는 이름: {sorted(values)}")
    return copy.deepcopy(values[key])
