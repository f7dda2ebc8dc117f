"""The gradebook's database: nbgrader's own tables, two of ours beside them, in SQLite or PostgreSQL."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from alembic.script import ScriptDirectory
from nbgrader.api import Gradebook
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import Column, MetaData, String, Table, create_engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError

from ..errors import UsageError
from . import messages

_TABLES = MetaData()
#: Which version of a unit the gradebook's cells come from.
UNITS = Table(
    "autograder_unit", _TABLES,
    Column("unit", String(128), primary_key=True), Column("fingerprint", String(64), nullable=False),
)  # fmt: skip
#: What was graded: written in the same transaction as the grade.
DIGESTS = Table(
    "autograder_digest", _TABLES,
    Column("student", String(128), primary_key=True), Column("unit", String(128), primary_key=True),
    Column("digest", String(128), nullable=False),
    # "graded", "rejected" or "needs_review", and what the verdict was as JSON, for `autograder report`.
    Column("status", String(16), nullable=False), Column("verdict", String(100_000), nullable=False),
)  # fmt: skip
#: nbgrader looks grades up by what it has no index for: without these each further submission costs the
#: recorder, the report and formgrader more than the one before.
_INDEXES = {"grade": "notebook_id", "comment": "notebook_id", "submitted_notebook": "assignment_id"}
#: The driver that the package brings, for URLs that name none.
_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def database_url(url: str) -> str:
    """A URL as SQLAlchemy wants it: PostgreSQL through psycopg unless it names a driver.

    Raises:
        UsageError: no such URL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UsageError(messages.BAD_URL.format(url=url.rsplit("@", 1)[-1])) from error
    parsed = parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))
    return parsed.render_as_string(hide_password=False)


def shown_url(url: str) -> str:
    """A URL for a person, without its password."""
    return make_url(url).render_as_string(hide_password=True)


def open_book(url: str) -> Gradebook:
    """nbgrader's gradebook at an SQLAlchemy URL, with our tables and indexes beside its own; made when missing.

    Raises:
        UsageError: no such database, or its driver is not installed.
    """
    # nbgrader starts alembic by name, in what it runs later (upgrades).
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
    """Our tables first: an empty database costs nbgrader a process of alembic, some seconds, for one line."""
    engine = create_engine(url)
    try:
        _TABLES.create_all(engine)
    finally:
        engine.dispose()


def newest_version() -> str:
    """The version of nbgrader's tables, as alembic itself reads it."""
    return str(ScriptDirectory(ALEMBIC_DIR).get_current_head())


def _finish(book: Gradebook) -> None:
    """What nbgrader leaves undone: indexes; in a database with tables, or when it is killed, the version of its own."""
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
