"""The gradebook's database, in SQLite or PostgreSQL: nbgrader's own tables and three of ours."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from alembic.script import ScriptDirectory
from nbgrader.api import Gradebook
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import (
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, OperationalError

from npml.errors import UsageError

from . import messages

_TABLES = MetaData()
#: For each unit, the fingerprint of the version that is registered in the gradebook.
UNITS = Table(
    "autograder_unit", _TABLES,
    Column("unit", String(128), primary_key=True), Column("fingerprint", String(64), nullable=False),
)  # fmt: skip
#: The digest of each graded submission and its verdict, written in the same transaction as the grade.
DIGESTS = Table(
    "autograder_digest", _TABLES,
    Column("student", String(128), primary_key=True), Column("unit", String(128), primary_key=True),
    Column("digest", String(128), nullable=False),
    # status: "graded", "rejected" or "needs_review".  verdict: the verdict as JSON, for ``autograder report``.
    Column("status", String(16), nullable=False), Column("verdict", String(100_000), nullable=False),
)  # fmt: skip
#: Verdicts that another one has replaced, and what became of cells that a unit no longer has; the newest few of each
#: submission.  reasons: why it was graded again, with commas.  verdict: as in `DIGESTS`.
HISTORY = Table(
    "autograder_history", _TABLES,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("student", String(128), nullable=False), Column("unit", String(128), nullable=False),
    Column("replaced", String(32), nullable=False), Column("reasons", String(128), nullable=False),
    Column("status", String(16), nullable=False), Column("score", Float, nullable=False),
    Column("max_score", Float, nullable=False), Column("final", Float, nullable=False),
    Column("verdict", String(100_000), nullable=False),
    Index("autograder_history_of", "student", "unit"),
)  # fmt: skip
#: Columns by which nbgrader looks up rows, but for which it has no index.  Without an index, recording, the report and
#: formgrader become slower with every submission.
_INDEXES = {"grade": "notebook_id", "comment": "notebook_id", "submitted_notebook": "assignment_id"}
#: For URLs that name no driver, the one that this package installs.
_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def database_url(url: str) -> str:
    """A database URL with its driver: for PostgreSQL psycopg, unless the URL names another.

    Raises:
        UsageError: it is not a database URL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UsageError(messages.BAD_URL.format(url=url.rsplit("@", 1)[-1])) from error
    parsed = parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))
    return parsed.render_as_string(hide_password=False)


def shown_url(url: str) -> str:
    """A database URL with its password hidden, to be shown to a person."""
    return make_url(url).render_as_string(hide_password=True)


def open_book(url: str) -> Gradebook:
    """Open nbgrader's gradebook at an SQLAlchemy URL, and make missing tables and indexes, also our own.

    Raises:
        UsageError: it is not a database URL, the database cannot be reached, or its driver is not installed.
    """
    # For upgrades nbgrader starts the program alembic by its name, so it must be on the PATH.
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", os.defpath)])
    url = database_url(url)
    try:
        _make_ours(url)
        book = Gradebook(url)
    except ArgumentError as error:
        raise UsageError(messages.BAD_URL.format(url=shown_url(url))) from error
    except ImportError as error:
        raise UsageError(messages.NO_DRIVER.format(url=shown_url(url), error=error)) from error
    except OperationalError as error:
        raise UsageError(messages.NO_DATABASE.format(url=shown_url(url), error=error.orig)) from error
    _finish(book)
    return book


def _make_ours(url: str) -> None:
    """Make our tables before nbgrader's.

    In an empty database nbgrader would start a process of alembic, which takes seconds, only to write one row.
    """
    engine = create_engine(url)
    try:
        _TABLES.create_all(engine)
    finally:
        engine.dispose()


def recorded_digests(url: str) -> dict[tuple[str, str], str]:
    """The recorded digests by (student, unit), "" for what does not stand; reads only, and makes no database.

    Raises:
        UsageError: it is not a database URL, the database cannot be reached, or its driver is not installed.
    """
    url = database_url(url)
    file = make_url(url).database
    if url.startswith("sqlite:") and not Path(file or "").is_file():
        return {}
    try:
        engine = create_engine(url)
        with engine.connect() as connection:
            if not inspect(connection).has_table(DIGESTS.name):
                return {}
            rows = connection.execute(select(DIGESTS.c.student, DIGESTS.c.unit, DIGESTS.c.digest))
            found = {(row.student, row.unit): row.digest for row in rows}
    except ImportError as error:
        raise UsageError(messages.NO_DRIVER.format(url=shown_url(url), error=error)) from error
    except OperationalError as error:
        raise UsageError(messages.NO_DATABASE.format(url=shown_url(url), error=error.orig)) from error
    engine.dispose()
    return found


def newest_version() -> str:
    """The newest version of nbgrader's tables, as alembic determines it."""
    return str(ScriptDirectory(ALEMBIC_DIR).get_current_head())


def _finish(book: Gradebook) -> None:
    """Add the indexes, and the version of nbgrader's tables, which it writes only into an empty database, if not killed."""
    with book.engine.begin() as connection:
        there = inspect(connection)
        for table, column in _INDEXES.items():
            name = f"autograder_{table}_{column}"
            if name not in {index["name"] for index in there.get_indexes(table)}:
                connection.execute(text(f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({column})"))
        if not inspect(connection).has_table("alembic_version"):
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        if connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 0:
            insert = text("INSERT INTO alembic_version (version_num) VALUES (:version)")
            connection.execute(insert, {"version": newest_version()})
