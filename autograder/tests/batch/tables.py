"""A gradebook and its notebooks as plain values, comparable between runs and databases."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import create_engine, text

from autograder.gradebook.classroom import Classroom

TABLES = ("student", "assignment", "notebook", "base_cell", "submitted_assignment", "submitted_notebook", "grade", "comment",
          "autograder_digest", "autograder_unit")  # fmt: skip
#: All that a person sees of a grade; ids and times are each run's own.
GRADES = """
    SELECT sa.student_id, a.name, c.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade
    FROM grade g JOIN base_cell c ON c.id = g.cell_id JOIN submitted_notebook sn ON sn.id = g.notebook_id
    JOIN submitted_assignment sa ON sa.id = sn.assignment_id JOIN assignment a ON a.id = sa.assignment_id
"""
COMMENTS = """
    SELECT sa.student_id, a.name, c.name, m.auto_comment, m.manual_comment
    FROM comment m JOIN base_cell c ON c.id = m.cell_id JOIN submitted_notebook sn ON sn.id = m.notebook_id
    JOIN submitted_assignment sa ON sa.id = sn.assignment_id JOIN assignment a ON a.id = sa.assignment_id
"""
DIGESTS = "SELECT student, unit, digest, status, verdict FROM autograder_digest"


def dump(room: Classroom, url: str = "") -> dict[str, Any]:
    """The gradebook and the graded notebooks, comparable between runs and databases."""
    engine = create_engine(url or room.db_url)
    with engine.connect() as connection:
        found: dict[str, Any] = {
            name: sorted(repr(tuple(row)).replace(str(room.root), "CLASS") for row in connection.execute(text(query)))
            for name, query in (("grades", GRADES), ("comments", COMMENTS), ("digests", DIGESTS))
        }
        found["grades"] = [row.replace("True", "1").replace("False", "0") for row in found["grades"]]
        for table in TABLES:
            found[table] = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    engine.dispose()
    for path in sorted(room.autograded.rglob("*")):
        if path.is_file():
            found[str(path.relative_to(room.root))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def registered(room: Classroom) -> dict[str, Any]:
    """The units of a new class, and the version of the tables."""
    engine = create_engine(room.db_url)
    with engine.connect() as connection:
        cells = text("SELECT b.name, b.type, g.max_score FROM base_cell b LEFT JOIN grade_cells g ON g.id = b.id")
        versions = text("SELECT version_num FROM alembic_version")
        units = text("SELECT a.name, n.name, n.kernelspec FROM assignment a JOIN notebook n ON n.assignment_id = a.id")
        sources = text("SELECT name, checksum, locked FROM source_cell")
        found: dict[str, Any] = {
            name: sorted(map(repr, map(tuple, connection.execute(query))))
            for name, query in (("cells", cells), ("versions", versions), ("units", units), ("sources", sources))
        }
        for table in ("course", "autograder_unit"):
            found[table] = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    engine.dispose()
    found["files"] = sorted(path.name for path in room.root.iterdir())
    return found
