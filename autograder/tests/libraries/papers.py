"""Notebooks of the small units as students hand them in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.grading.engine import Engine
from autograder.grading.results import Graded
from autograder.grading.submission import Submission
from autograder.release.notebooks import source_notebook
from autograder.release.project import Project


def paper(project: Project, unit: str, **answers: str) -> bytes:
    """The solved notebook with some solution cells replaced; a name that is no exercise gives a cell at the end."""
    (found,) = project.units([unit])
    book: dict[str, Any] = json.loads(json.dumps(source_notebook(found)))
    cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in book["cells"]}
    for name, source in answers.items():
        if name in cells:
            cells[name]["source"] = source
        else:
            made: dict[str, Any] = {
                "cell_type": "code",
                "id": name,
                "metadata": {},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            book["cells"].append(made)
    return json.dumps(book).encode()


def grade(engine: Engine, raw: bytes, unit: str) -> Graded:
    """On the real engine."""
    return engine.grade(Submission(raw, str(Path(unit).with_suffix(".ipynb")), "kim", unit))


def scores(graded: Graded) -> dict[str, float]:
    """The points of each exercise."""
    assert graded.verdict is not None, graded.message
    return {item.name: item.score for item in graded.verdict.exercises}
