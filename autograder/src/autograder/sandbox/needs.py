"""Which zygote a notebook is forked from: decided from its code, not from its comments and docstrings.

A choice that is too small costs time only, since the notebook then imports what it uses.
"""

from __future__ import annotations

import io
import re
import sys
import tokenize
from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal

import npml

Stage = Literal["light", "drawing", "heavy", "torch", "keras"]
#: The zygotes of the units that allow a library, the largest first.
ALLOWED: tuple[tuple[str, Stage], ...] = (("keras", "keras"), ("torch", "torch"))
#: The libraries that only the largest zygote of the other units has.
HEAVY = re.compile(r"\b(?:sklearn|scipy)\b")
#: What needs Matplotlib or ipywidgets: their names, also in a text for `import_module`; the course's functions that draw.
DRAWING = re.compile(
    r"matplotlib|pylab|pyplot|ipywidgets|\b(?:plt|figure|subplots)\b|@\s*demo\b"
    r"|\b(?:demo|explore|hint|interact\w*|progress|quiz|review|trace)\s*\("
)
_IMPORT = re.compile(r"^[ \t]*(?:import[ \t]+([\w., \t]+)|from[ \t]+([\w.]+))", re.M)
_OF_UNIT = re.compile(r"\bpublic\b|\bunit\d\d\s*\.")
_FROM_UNIT = re.compile(r"\bunit\d\d\s+import\s+(\([^)]*\)|[^\n]*)")
#: Packages that bring nothing which the smallest zygote lacks.
_LIGHT = sys.stdlib_module_names | {"numpy", "npml", "autograder", "IPython"}
_BLANK = frozenset({tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING})


class Needs:
    """Decides for notebooks of any unit; what a unit's modules mention is read once."""

    def __init__(self) -> None:
        self._units: dict[Path, Stage] = {}

    def stage(self, folder: Path, sources: Iterable[str], libraries: Collection[str] = ()) -> Stage:
        """The smallest zygote that has what the cells use.

        Args:
            folder: the unit's package, whose modules the cells may use.
            sources: the cells.
            libraries: those that the unit allows; they are loaded whether the cells name them or not.
        """
        for library, stage in ALLOWED:
            if library in libraries:
                return stage
        codes = [_code(source) for source in sources]
        if any(map(HEAVY.search, codes)):
            return "heavy"
        if any(map(_uses_unit, codes)):
            return self._of_unit(folder)
        return "drawing" if any(DRAWING.search(code) or _imports_others(code) for code in codes) else "light"

    def _of_unit(self, folder: Path) -> Stage:
        if folder not in self._units:
            texts = (path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("**/*.py")))
            self._units[folder] = "heavy" if any(HEAVY.search(text) for text in texts) else "drawing"
        return self._units[folder]


def _uses_unit(code: str) -> bool:
    """Whether a cell uses more of its unit than the names of npml."""
    names = (re.findall(r"\w+", found) for found in _FROM_UNIT.findall(code))
    return bool(_OF_UNIT.search(code)) or any(not set(found) <= {*npml.__all__} for found in names)


def _imports_others(code: str) -> bool:
    names = (name for plain, start in _IMPORT.findall(code) for name in (plain or start).split(","))
    return any(package not in _LIGHT for name in names for package in re.findall(r"\A\s*(\w+)", name))


@lru_cache(512)  # released cells are the same in every notebook of a unit
def _code(source: str) -> str:
    """A cell without comments, and without texts that are statements of their own; as it is if Python cannot read it."""
    kept: list[tuple[int, str]] = []
    begins = True
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):  # a magic, or unfinished
        return source
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        alone = begins and token.type == tokenize.STRING and (after is None or after.type in (*_BLANK, tokenize.COMMENT))
        begins = token.type in _BLANK or (begins and token.type == tokenize.COMMENT)
        if token.type != tokenize.COMMENT and not alone:
            kept.append((token.type, token.string))
    return tokenize.untokenize(kept)
