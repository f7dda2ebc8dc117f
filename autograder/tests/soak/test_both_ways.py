"""Does the fast way to a verdict (one asking first, bytes compared, sealed answers) give what the slow one gives?"""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from autograder.authoring.unit import Unit
from autograder.grading.engine import Engine
from autograder.grading.submission import Submission
from autograder.grading.verdict_json import to_public
from autograder.judge import sealing
from autograder.judge.pool import Pool
from autograder.release.project import find_project

UNITS = [unit.name for unit in find_project(Path(__file__)).units([]) if not unit.libraries]
SECRET = b"both ways, one secret, equal inputs"
#: Papers of a unit: right, variants, mistakes, unsolved, in part.
COUNT = 40


@pytest.mark.soak
@pytest.mark.parametrize("name", UNITS)
def test_two_ways_one_verdict(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root / "autograder" / "benchmarks"))
    papers = list(importlib.import_module("pupils").class_of([Unit(root / "solutions" / name)], COUNT))
    verdicts = []
    for fast in (False, True):
        if not fast:
            monkeypatch.setattr(sealing, "MOST_BYTES", 0)
        else:
            monkeypatch.undo()
        with Engine(root / "course", root / "solutions", SECRET) as engine:
            engine._pool = Pool(SECRET)
            found = {}
            for paper in papers:
                submission = Submission(paper.text.encode(), f"{name}.ipynb", paper.student, name)
                graded = engine.grade(submission, keep_records=not fast)
                found[paper.student] = to_public(graded, engine.unit(name)), graded.notebook
        verdicts.append(found)
    slow, quick = verdicts
    for paper in papers:
        assert quick[paper.student] == slow[paper.student], (paper.student, paper.kind)
