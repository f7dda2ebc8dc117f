"""Names of files and folders: how to show them, which ones systems make, and what a misspelled one stands for."""

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

#: Longest name or path in a message.
MAX_SHOWN = 300
#: What systems and programs put beside people's files.
_SYSTEM = re.compile(
    r"__MACOSX|__pycache__|Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r|\$RECYCLE\.BIN"
    r"|System Volume Information|lost\+found|@eaDir|timestamp\.txt|~\$.*|\..*",
    re.I | re.S,
)
#: How alike a misspelled name must be.
_ALIKE = 0.75


def shown(name: Path | str) -> str:
    """A name or path for a message: valid Unicode without control characters, bounded.

    Names that are not UTF-8 are read as CP949, which old Korean archives use.
    """
    text = "/".join(_decoded(part) for part in str(name).split("/"))
    text = "".join(char if char.isprintable() else "?" for char in text)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def _decoded(part: str) -> str:
    try:
        part.encode("utf-8")
    except UnicodeEncodeError:
        return readable(part) or part
    return part


def readable(name: str) -> str:
    """A name that is not UTF-8, read as CP949; "" if it is UTF-8 or not CP949 either."""
    try:
        raw = os.fsencode(name)
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            return raw.decode("cp949")
    except UnicodeError:
        pass
    return ""


def one_form(name: str) -> str:
    """A name in Unicode's form NFC, so that names from Windows, Linux and macOS compare equal."""
    return unicodedata.normalize("NFC", name)


def is_system(name: str) -> bool:
    """Whether a system made it, such as ``__MACOSX`` or ``Thumbs.db``, or it is hidden."""
    return _SYSTEM.fullmatch(name) is not None


def guess(name: str, known: Iterable[str]) -> str:
    """The known name that a misspelled one stands for; "" if none is likely, or several are equally likely."""
    plain = {_plain(item): item for item in known}
    own = _plain(name)
    inside = [item for key, item in plain.items() if key in own]
    if len(inside) == 1:
        return inside[0]
    scores = sorted(((_ratio(own, key), item) for key, item in plain.items()), reverse=True)[:2]
    close = [item for score, item in scores if score >= max(_ALIKE, scores[0][0] - 0.05)]
    number = re.match(r"\D{0,6}(\d{1,2})(?!\d)", name)
    if number:  # "12", "12단원", "12_clipping": a unit is called by its number
        numbered = [item for item in plain.values() if re.match(rf"{int(number[1]):02d}_", item)]
        if len(numbered) == 1 and (not re.search("[a-z]", own) or _ratio(own, _plain(numbered[0])) > 0.5):
            return numbered[0] if close in ([], numbered) else ""
    return close[0] if len(close) == 1 else ""


def _plain(name: str) -> str:
    """A name without what people and systems change: case, separators and the ending."""
    stem = re.sub(r"\.ipynb(?:\.\w{1,5})?$", "", one_form(name)[:200].lower())
    return re.sub(r"[^a-z0-9가-힣]+", "_", stem).strip("_")


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


__all__ = ["guess", "is_system", "one_form", "readable", "shown"]
