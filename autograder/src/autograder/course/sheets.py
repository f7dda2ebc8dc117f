"""Reads a table as registrars and learning management systems export it: CSV, xlsx, xls, or HTML that is called xls.

What a file is, its first bytes say, not its name.  A text is UTF-8 or else CP949, in which Korean Excel saves CSV.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

from npml.errors import UsageError

from . import messages

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
#: A roster of the largest university is far smaller.
MOST_BYTES = 50_000_000

#: What a spreadsheet takes for the beginning of a formula, which could send a class list elsewhere; and the apostrophe
#: itself, so that what was disarmed is told from what began with one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def disarmed(text: str) -> str:
    """A text for a CSV file that no spreadsheet takes for a formula: an apostrophe stands before it where needed."""
    return "'" + text if text.lstrip(" ").startswith(_FORMULA) else text


def rearmed(text: str) -> str:
    """The text that `disarmed` was given."""
    return text[1:] if text[:1] == "'" and disarmed(text[1:]) == text else text


def read_table(path: Path) -> list[list[str]]:
    """The rows of a file's first sheet as text, without spaces around it; whole numbers without ".0".

    Raises:
        UsageError: the file is missing, too big, or no table.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(messages.SHEET_TOO_BIG.format(path=path, limit=MOST_BYTES // 1_000_000))
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(messages.NO_SHEET.format(path=path, error=error.strerror)) from error
    if raw.startswith((_ZIP, _OLE)):
        rows = _workbook(raw, path)
    elif raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        rows = _Tables.rows_of(decoded(raw, path))
    else:
        rows = _csv(decoded(raw, path))
    return [[" ".join(unicodedata.normalize("NFC", cell).split()) for cell in row] for row in rows]


def decoded(raw: bytes, path: Path) -> str:
    """The text of a file in UTF-8 (with or without BOM), UTF-16 with BOM, or CP949.

    Raises:
        UsageError: it is in none of them.
    """
    encodings = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp949"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(messages.NO_ENCODING.format(path=path))


def _csv(text: str) -> list[list[str]]:
    head = text[:4096]
    separator = max(",;\t", key=head.count)
    return list(csv.reader(text.splitlines(), delimiter=separator))


def _workbook(raw: bytes, path: Path) -> list[list[str]]:
    from python_calamine import CalamineError, load_workbook

    try:
        rows = load_workbook(io.BytesIO(raw)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise UsageError(messages.BAD_SHEET.format(path=path, error=error)) from error
    return [[_as_text(cell) for cell in row] for row in rows]


def _as_text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


class _Tables(HTMLParser):
    """The cells of all tables of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False

    @classmethod
    def rows_of(cls, text: str) -> list[list[str]]:
        """The rows of a page's tables."""
        reader = cls()
        reader.feed(text)
        return reader.rows

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """A row or a cell begins."""
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        """A cell ends."""
        if tag in ("td", "th", "tr"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        """Text, which counts inside a cell only."""
        if self._inside and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data
