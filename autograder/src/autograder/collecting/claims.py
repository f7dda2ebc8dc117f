"""What an LMS says about a file that was handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .archive import ArchiveProblem, Item

#: An index or a receipt of an LMS is not read above this size.
_MAX_TEXT = 8 << 20


@dataclass(frozen=True)
class Claim:
    """What an LMS says about an entry; "" and None where it says nothing.

    Attributes:
        lms: the key of the LMS in `messages.LMS`.
        file: the file's own name, as the student called it.
        owner: the LMS's own id of who handed it in, such as ``moodle:1500001``; what a person answers is kept by it.
        name, number, email: of the person.
        group: handed in by a group.
        submitted: the time of submission.
        late: whether the LMS calls it late.
        order: of several files from one person, the highest is the newest, where the LMS numbers them.
        aside: it is no submission but belongs to the LMS (a receipt, an index, a comment).
        secret, stamp: the files that nbgrader's exchange puts beside a submission.
        forged: whose it is on this machine, if that is somebody else than the exchange says.
    """

    lms: str
    file: str
    owner: str = ""
    name: str = ""
    number: str = ""
    email: str = ""
    group: bool = False
    submitted: datetime | None = None
    late: bool | None = None
    order: int = 0
    aside: bool = False
    secret: str = ""
    stamp: str = ""
    forged: str = ""


#: By an item's name; several where several handed it in together.
Claims = dict[str, list[Claim]]


def text_of(item: Item) -> str:
    """A small text of an LMS; "" if it cannot be read."""
    try:
        return decoded(item.read(_MAX_TEXT))
    except ArchiveProblem:
        return ""


def decoded(raw: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or CP949."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp949", "replace")
