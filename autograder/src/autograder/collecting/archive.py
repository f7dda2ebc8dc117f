"""Reads zips and folders that others made.  Nothing is ever written to a name that stands in an archive.

Names are only text here: they tell who handed in what.  What is read is bounded in number, depth, size and ratio.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from npml.errors import AutograderError
from npml.intake.names import is_system, shown
from npml.intake.parse import MAX_BYTES

from . import messages
from .zip_names import decoded_names

#: Entries of all archives of one call, and bytes that are unpacked of them.
MAX_ENTRIES, MAX_TOTAL = 200_000, 8 << 30
#: A larger zip inside a zip is not opened; a zip in a zip in a zip … neither.
MAX_INNER, MAX_DEPTH = 256 << 20, 3
#: Above a mebibyte, at most so many bytes may come of one; notebooks reach 40, a bomb has 1000.
MAX_RATIO = 250
#: Of a longer name the end is read; patterns would take too long on it, and no LMS writes one.
MAX_NAME = 600
#: Central directories above this size are not read: Python makes an object for each entry.
_MAX_DIRECTORY = 64 << 20
_FLAG_ENCRYPTED = 0x0001
_DRIVE = re.compile(r"[A-Za-z]:")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, struct.error, OSError, ValueError)
#: Archives that the standard library cannot read; Korean students send the last two.
OTHER_ARCHIVES = (".7z", ".rar", ".tar", ".tgz", ".gz", ".alz", ".egg")


class ArchiveProblem(AutograderError):
    """An archive or an entry of it that is not read; the text says why and what to do."""


class Budget(ExitStack):
    """What may still be read of all archives of one call; a context manager, which closes them.

    Args:
        entries: at most so many.
        total: at most so many bytes, unpacked.
    """

    def __init__(self, entries: int = MAX_ENTRIES, total: int = MAX_TOTAL) -> None:
        super().__init__()
        self.entries = entries
        self.total = total

    def take(self, *, entries: int = 0, total: int = 0) -> None:
        """Count something.

        Raises:
            ArchiveProblem: it is too much.
        """
        self.entries -= entries
        self.total -= total
        if self.entries < 0:
            raise ArchiveProblem(messages.TOO_MANY_ENTRIES.format(limit=MAX_ENTRIES))
        if self.total < 0:
            raise ArchiveProblem(messages.TOO_MUCH.format(limit=MAX_TOTAL >> 30))


@dataclass(frozen=True)
class Item:
    """A file in an archive or a folder.

    Attributes:
        name: its path, composed, with slashes, without what could lead elsewhere.
        odd: the name was absolute, led upwards or had invisible characters; no LMS writes such names.
        owner: who owns the file on this machine, for a file in a folder; "" in a zip.
    """

    name: str
    odd: bool = False
    owner: str = ""
    _read: Callable[[int], bytes] = field(repr=False, compare=False, default=lambda limit: b"")

    @property
    def file(self) -> str:
        """The last part of the name."""
        return self.name.rpartition("/")[2]

    @property
    def is_zip(self) -> bool:
        """Whether it is a zip by its name."""
        return self.file.lower().endswith(".zip")

    def read(self, limit: int = MAX_BYTES) -> bytes:
        """The content.

        Raises:
            ArchiveProblem: it cannot be read, is larger than ``limit``, or is packed like a bomb.
        """
        return self._read(limit)


@dataclass(frozen=True)
class Container:
    """A zip, a folder or a single file.

    Attributes:
        name: of the file or folder, for messages.
        sha256: of the file; "" for a folder.
        time: when the file was last written on this machine, in seconds: what is in it was handed in before.
        items: its files, without what systems put there.
        problems: (name, text) of entries that cannot be read at all, such as links.
        depth: how many zips it lies in.
    """

    name: str
    sha256: str
    time: float | None
    items: tuple[Item, ...]
    problems: tuple[tuple[str, str], ...] = ()
    depth: int = 0

    def inner(self, item: Item, budget: Budget) -> Container:
        """The zip that an item of this container is.

        Raises:
            ArchiveProblem: it is no readable zip, or it is nested too deep.
        """
        if self.depth + 1 > MAX_DEPTH:
            raise ArchiveProblem(messages.TOO_DEEP.format(name=shown(item.name), limit=MAX_DEPTH))
        raw = item.read(MAX_INNER)
        digest = hashlib.sha256(raw).hexdigest()
        return _of_zip(item.name, digest, self.time, io.BytesIO(raw), budget, self.depth + 1)


def open_source(path: Path, budget: Budget) -> Container:
    """What a file or folder on this machine holds; a file that is no zip is its own only item.

    Raises:
        ArchiveProblem: it is not there or cannot be read.
    """
    try:
        if path.is_dir():
            return _of_folder(path, budget)
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ArchiveProblem(messages.NOT_REGULAR.format(name=shown(path)))
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if path.suffix.lower() == ".zip" or (not path.suffix and zipfile.is_zipfile(path)):
            stream = budget.enter_context(path.open("rb"))  # its items read from it
            return _of_zip(path.name, digest, found.st_mtime, stream, budget, 0)
    except OSError as error:
        raise ArchiveProblem(messages.UNREADABLE.format(name=shown(path), error=error.strerror or error)) from error
    budget.take(entries=1)
    name, odd = clean(path.name)
    return Container(path.name, digest, found.st_mtime, (Item(name, odd, "", _reader_of(path, budget)),))


def clean(name: str) -> tuple[str, bool]:
    """A name from an archive as a composed relative path, and whether it was odd."""
    text = unicodedata.normalize("NFC", name[-2 * MAX_NAME :]).replace("\\", "/")[-MAX_NAME:]
    odd = (
        len(name) > MAX_NAME
        or text.startswith("/")
        or _DRIVE.match(text) is not None
        or not text.replace("/", "").isprintable()
    )
    parts = []
    for part in _DRIVE.sub("", text, count=1).split("/") if odd else text.split("/"):
        odd = odd or part == ".."
        part = "".join(char if char.isprintable() else "?" for char in part).rstrip(". ")
        if part:
            parts.append(part)
    return "/".join(parts), odd


def _is_passed_over(name: str) -> bool:
    parts = name.split("/")
    return any(is_system(part) for part in parts[:-1]) or (is_system(parts[-1]) and parts[-1] != "timestamp.txt")


# --- zips ---------------------------------------------------------------------------------------


def _of_zip(name: str, digest: str, time: float | None, stream: IO[bytes], budget: Budget, depth: int) -> Container:
    try:
        if _directory_size(stream) > _MAX_DIRECTORY:
            raise ArchiveProblem(messages.TOO_MANY_ENTRIES.format(limit=MAX_ENTRIES))
        archive = zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise ArchiveProblem(messages.BAD_ZIP.format(name=shown(name), error=error)) from error
    infos = archive.infolist()
    budget.take(entries=len(infos))
    items, problems = [], []
    for info, called in zip(infos, decoded_names(infos), strict=True):
        path, odd = clean(called)
        if not path or info.is_dir() or called.endswith(("/", "\\")) or _is_passed_over(path):
            continue
        mode = info.external_attr >> 16
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            problems.append((path, messages.LINK_IN_ZIP.format(name=shown(path))))
        elif info.flag_bits & _FLAG_ENCRYPTED:
            problems.append((path, messages.ENCRYPTED.format(name=shown(path))))
        else:
            items.append(Item(path, odd, "", _reader_in(archive, info, path, budget)))
    return Container(name, digest, time, tuple(items), tuple(problems), depth)


def _directory_size(stream: IO[bytes]) -> int:
    """The size of the list of a zip's entries, as the zip itself gives it; that much of it is read at most."""
    end = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, end - 65_557))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    stream.seek(0)
    return int(struct.unpack_from("<I", tail, at + 12)[0]) if 0 <= at <= len(tail) - 16 else 0


def _reader_in(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        if info.file_size > limit:
            raise ArchiveProblem(messages.TOO_LARGE.format(name=shown(name), limit=limit >> 20))
        if info.file_size > 1 << 20 and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise ArchiveProblem(messages.BOMB.format(name=shown(name), ratio=MAX_RATIO))
        budget.take(total=info.file_size)
        try:
            with archive.open(info) as file:
                return file.read(limit + 1)  # never more than the size that the entry gives
        except _BROKEN as error:
            raise ArchiveProblem(messages.BAD_ENTRY.format(name=shown(name), error=error)) from error

    return read


# --- folders ------------------------------------------------------------------------------------


def _of_folder(folder: Path, budget: Budget) -> Container:
    items: list[Item] = []
    problems: list[tuple[str, str]] = []
    for path, found in _walk(folder, problems):
        budget.take(entries=1)
        name, odd = clean(os.fsencode(path.relative_to(folder)).decode("utf-8", "replace"))
        if not name or _is_passed_over(name):
            continue
        if not stat.S_ISREG(found.st_mode):
            problems.append((name, messages.NOT_REGULAR.format(name=shown(path))))
        else:
            items.append(Item(name, odd, _owner(found.st_uid), _reader_of(path, budget)))
    return Container(folder.absolute().name, "", None, tuple(items), tuple(problems))


def _walk(folder: Path, problems: list[tuple[str, str]], depth: int = 0) -> Iterator[tuple[Path, os.stat_result]]:
    """All that is no folder, below a folder; links are named, not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        problems.append((folder.name, messages.UNREADABLE.format(name=shown(folder), error=error.strerror)))
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) and depth < 30:
            yield from _walk(Path(entry.path), problems, depth + 1)
        else:
            yield Path(entry.path), entry.stat(follow_symlinks=False)


def _owner(uid: int) -> str:
    """The name of the owner, "" for ourselves and root: then somebody copied the file here."""
    if uid in (0, os.getuid()):
        return ""
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _reader_of(path: Path, budget: Budget) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY
        try:
            with os.fdopen(os.open(path, flags), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise ArchiveProblem(messages.NOT_REGULAR.format(name=shown(path)))
                raw = file.read(limit + 1)
        except OSError as error:
            raise ArchiveProblem(messages.UNREADABLE.format(name=shown(path), error=error.strerror)) from error
        if len(raw) > limit:
            raise ArchiveProblem(messages.TOO_LARGE.format(name=shown(path), limit=limit >> 20))
        budget.take(total=len(raw))
        return raw

    return read
