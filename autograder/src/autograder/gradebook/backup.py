"""One file that holds a class, and a class from that file: gradebook, secret, submissions with their receipts, settings.

What is made from these (feedback, report) is left out.  The gradebook is copied as one consistent state, of PostgreSQL
with its own programs.  Every file has its hash in a manifest at the end of the archive, so that a damaged archive
restores nothing rather than a part.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from sqlalchemy import create_engine, inspect, make_url

from npml.core.josa import korean
from npml.errors import UsageError

from ..course import lock
from ..course.settings import read_course
from . import messages
from .classroom import POOL, Classroom, remember_gradebook
from .database import database_url, shown_url

MANIFEST, BOOK, DUMP = "manifest.json", "gradebook.db", "gradebook.dump"
FORMAT = 1
#: Made anew by a command, or of a running process.
_LEFT_OUT = {"feedback", "report", POOL, lock.FILE}
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Kept:
    """What a backup holds.

    Attributes:
        made: when, in UTC.
        files: how many files, the gradebook among them.
        size: their bytes before compression.
    """

    made: datetime
    files: int
    size: int


def back_up(room: Classroom, db_url: str, target: Path) -> Kept:
    """Write a class into one compressed tar file that only its owner can read.

    Args:
        room: the class.
        db_url: its gradebook.
        target: the file, which must not exist yet.

    Raises:
        UsageError: another command works on the class, the file exists, or the gradebook cannot be copied.
    """
    if target.exists():
        raise UsageError(korean(messages.BACKUP_EXISTS, path=target))
    made = datetime.now(UTC)
    target.parent.mkdir(parents=True, exist_ok=True)
    entries: dict[str, str] = {}
    size = 0
    with lock.locked(room.root), tempfile.TemporaryDirectory() as folder:
        aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as archive:
                for name, path in _wanted(room, db_url, Path(folder)):
                    entries[name], count = _add(archive, name, path)
                    size += count
                manifest = {"format": FORMAT, "made": made.isoformat(), "files": entries}
                text = json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape")
                last = tarfile.TarInfo(MANIFEST)
                last.size, last.mode = len(text), 0o600
                archive.addfile(last, io.BytesIO(text))
            os.replace(aside, target)
        except (OSError, sqlite3.Error) as error:
            raise UsageError(korean(messages.BACKUP_FAILED, path=target, error=error)) from error
        finally:
            aside.unlink(missing_ok=True)
    return Kept(made, len(entries), size)


def bring_back(source: Path, class_dir: Path, db_url: str = "") -> Kept:
    """Make a class folder, and its gradebook, from a backup.

    Args:
        source: the backup.
        class_dir: the folder, which must not exist or be empty.
        db_url: where the gradebook goes; by default where the class had it.

    Raises:
        UsageError: the folder or the gradebook holds something already, or the backup is damaged; nothing is left then.
    """
    if class_dir.exists() and any(class_dir.iterdir()):
        raise UsageError(korean(messages.RESTORE_NOT_EMPTY, folder=class_dir))
    class_dir.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{class_dir.name}.", dir=class_dir.parent))  # for the owner only
    try:
        kept = _unpack(source, aside)
        _place_book(aside, class_dir, db_url)
        if class_dir.exists():
            class_dir.rmdir()
        os.replace(aside, class_dir)
    except (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise UsageError(korean(messages.RESTORE_DAMAGED, path=source, error=error)) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return kept


# --- writing -----------------------------------------------------------------------------


def _wanted(room: Classroom, db_url: str, aside: Path) -> Iterator[tuple[str, Path]]:
    """Each file's name in the archive and its path; the gradebook first."""
    yield _copy_of_book(db_url, aside)
    book = make_url(db_url).database or ""
    own = {Path(f"{book}{end}").absolute() for end in ("", "-journal", "-wal", "-shm")}
    for base, folders, files in os.walk(room.root):
        here = Path(base)
        top = here == room.root
        folders[:] = sorted(name for name in folders if not (top and name in _LEFT_OUT))
        for name in sorted(files):
            path = here / name
            left = (top and name in _LEFT_OUT) or path.absolute() in own or (name.startswith(".") and name.endswith(".tmp"))
            if not left and stat.S_ISREG(path.lstat().st_mode):  # a link or a pipe in a submission leads elsewhere
                yield path.relative_to(room.root).as_posix(), path


def _copy_of_book(db_url: str, aside: Path) -> tuple[str, Path]:
    """A consistent copy of the gradebook, and its name in the archive."""
    url = make_url(db_url)
    if url.get_backend_name() == "postgresql":
        copy = aside / DUMP
        _postgres("pg_dump", db_url, "--format=custom", "--no-owner", "--no-privileges", f"--file={copy}")
        return DUMP, copy
    path = Path(url.database or "")
    if url.get_backend_name() != "sqlite" or not path.is_file():
        raise UsageError(korean(messages.BACKUP_NO_BOOK, url=shown_url(db_url)))
    copy = aside / BOOK
    source = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(source, uri=True)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
    return BOOK, copy


def _add(archive: tarfile.TarFile, name: str, path: Path) -> tuple[str, int]:
    """Add a file; its hash and size."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        entry = archive.gettarinfo(arcname=name, fileobj=file)
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        reader = _Hashing(file)
        archive.addfile(entry, reader)
    return reader.digest(), entry.size


class _Hashing(io.RawIOBase):
    """A file that hashes what is read of it, so that it is read once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._hash = file, hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        found = self._file.read(size)
        self._hash.update(found)
        return found

    def digest(self) -> str:
        """The hash of what was read, in hexadecimal."""
        return self._hash.hexdigest()


# --- reading -----------------------------------------------------------------------------


def _unpack(source: Path, folder: Path) -> Kept:
    """Write the files of a backup below a folder, each by a checked name, and compare their hashes."""
    found: dict[str, str] = {}
    manifest: Mapping[str, object] | None = None
    size = 0
    with tarfile.open(source, "r:gz") as archive:
        for entry in archive:
            content = archive.extractfile(entry) if entry.isreg() else None
            if content is None or manifest is not None:
                raise ValueError(entry.name)
            if entry.name == MANIFEST:
                manifest = json.loads(content.read())
                continue
            parts = PurePosixPath(entry.name).parts
            if not parts or entry.name.startswith("/") or ".." in parts:
                raise ValueError(entry.name)
            found[entry.name] = _write(content, folder.joinpath(*parts), entry)
            size += entry.size
    if manifest is None or manifest["format"] != FORMAT or manifest["files"] != found:
        raise ValueError(MANIFEST)
    return Kept(datetime.fromisoformat(str(manifest["made"])), len(found), size)


def _write(content: IO[bytes], path: Path, entry: tarfile.TarInfo) -> str:
    """Write one file with its time, for its owner only; its hash."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    os.utime(path, (entry.mtime, entry.mtime))  # the time of a submission that has no receipt
    return digest.hexdigest()


def _place_book(folder: Path, class_dir: Path, given: str) -> None:
    """Put the gradebook of an unpacked backup where the class will look for it."""
    own = f"sqlite:///{(class_dir / BOOK).absolute()}"
    named = read_course(folder).gradebook or Classroom(folder).used_before()
    url = database_url(given or named or own)
    dump, copy = folder / DUMP, folder / BOOK
    if make_url(url).get_backend_name() == "postgresql":
        if not dump.is_file():
            raise UsageError(korean(messages.RESTORE_OTHER_KIND, url=shown_url(url)))
        _refuse_filled(url)
        _postgres("pg_restore", url, "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(dump))
        dump.unlink()
    else:
        if not copy.is_file():
            raise UsageError(korean(messages.RESTORE_OTHER_KIND, url=shown_url(url)))
        place = Path(make_url(url).database or "").absolute()
        if url != own:
            if place.exists():
                raise UsageError(korean(messages.RESTORE_BOOK_THERE, url=shown_url(url)))
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(copy, place)
    remember_gradebook(folder, url)


def _refuse_filled(url: str) -> None:
    """Raise if a database has tables already."""
    engine = create_engine(url)
    try:
        if inspect(engine).get_table_names():
            raise UsageError(korean(messages.RESTORE_BOOK_THERE, url=shown_url(url)))
    finally:
        engine.dispose()


def _postgres(program: str, db_url: str, *options: str) -> None:
    """Run one of PostgreSQL's own programs on a database; the password is not in its arguments, which others can read.

    Raises:
        UsageError: the program is not there or fails.
    """
    url = make_url(db_url)
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    try:
        done = subprocess.run(
            [program, f"--dbname={plain}", "--no-password", *options], env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, errors="replace",
        )  # fmt: skip
    except OSError as error:
        raise UsageError(korean(messages.NO_PROGRAM, program=program, error=error)) from error
    if done.returncode:
        raise UsageError(korean(messages.PROGRAM_FAILED, program=program, error=done.stderr.strip()[-500:]))
