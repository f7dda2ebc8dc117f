"""Brings the texts in graded notebooks up to date when a unit's texts have changed, without grading anything again.

A verdict is stored as names, points and keys.  What it says is looked up by these keys in the unit: by the report and
``--json`` each time, in the graded notebooks (which formgrader and the feedback pages show) when it is written there.
So after a change the graded cells are written anew from the stored verdicts.
"""

from __future__ import annotations

import copy
from pathlib import Path

from sqlalchemy import Engine, select

from ..authoring.unit import Unit
from ..course.files import write_atomically
from ..grading.nodes import from_text, to_line
from ..grading.render import fill
from ..grading.verdict_json import from_stored
from .database import DIGESTS


def retell(engine: Engine, autograded: Path, unit: Unit) -> int:
    """Write the verdicts on a unit into its graded notebooks anew; return how many notebooks changed.

    A notebook that cannot be read is left alone: it is written when it is graded again.

    Args:
        engine: of the gradebook's database.
        autograded: the folder of the graded notebooks.
        unit: the unit with its new texts.
    """
    query = select(DIGESTS).where(DIGESTS.c.unit == unit.name, DIGESTS.c.status == "graded")
    count = 0
    with engine.connect() as connection:
        for row in connection.execute(query.execution_options(yield_per=100)):
            path = autograded / row.student / unit.name / f"{unit.name}.ipynb"
            verdict = from_stored("", row.student, unit.name, row.status, row.verdict).verdict
            try:
                nb = from_text(path.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            before = copy.deepcopy(nb)
            if verdict is not None and fill(nb, verdict, unit) != before:
                write_atomically(path, to_line(nb))
                count += 1
    return count
