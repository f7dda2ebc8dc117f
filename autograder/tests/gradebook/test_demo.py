"""The sample class: every kind of submission, each graded as it should be."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from autograder.authoring.unit import Unit
from autograder.authoring.vocabulary import Mistake, Variant
from autograder.cli.cmd_demo import grade
from autograder.gradebook.database import open_book
from autograder.judge.verdict import ExerciseVerdict
from autograder.release.project import Project
from autograder.reporting.entries import Entry
from autograder.sample_class import messages
from autograder.sample_class.run import make_class, run_demo, show_table, unmet
from autograder.sample_class.sources import as_cell, slip_as_cell
from autograder.sample_class.students import PEOPLE, Paper, Want, papers_of
from npml.errors import UsageError

from .conftest import NAME, UNIT


def test_every_answer_of_the_bank_can_stand_in_a_cell(unit: Unit) -> None:
    cells: list[tuple[Variant | Mistake, str]] = [
        (item, as_cell(unit.folder / "variants.py", NAME, item.key)) for item in unit.variants
    ]
    cells += [(item, slip_as_cell(unit, NAME, item.key)) for item in unit.mistakes]
    for item, source in cells:
        names = unit.namespace()
        exec(compile(source, item.key, "exec"), names)
        assert callable(names[NAME])
    with pytest.raises(LookupError, match="no_such"):
        slip_as_cell(unit, NAME, "no_such")
    with pytest.raises(LookupError, match="no_such"):
        as_cell(unit.folder / "variants.py", NAME, "no_such")


def test_what_an_answer_uses_comes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "variants.py"
    path.write_text(
        "import numpy as np\nfrom autograder.authoring import variant\nimport os\n\nFACTOR = 2\n\n"
        "class Base:\n    def go(self):\n        return FACTOR\n\n"
        "@variant('Toy', 'k')\nclass Own(Base):\n    def twin(self):\n        return Own()\n",
        encoding="utf-8",
    )
    source = as_cell(path, "Toy", "k")
    assert "import os" not in source
    assert "variant" not in source
    names: dict[str, type] = {}
    exec(source, names)
    assert names["Toy"]().twin().go() == 2


def test_ids_are_folders_and_names_are_korean() -> None:
    assert all(person[0].isascii() and not person[1].isascii() for person in PEOPLE)
    assert len({person[0] for person in PEOPLE}) == len(PEOPLE)


def test_columns_are_aligned_although_hangul_is_wide(unit: Unit) -> None:
    written = StringIO()
    papers = list(papers_of(unit))
    assert show_table(papers, {}, Console(file=written, width=160)) == len(papers), "nothing is recorded"
    first, *lines = written.getvalue().splitlines()
    assert len(lines) == len(papers)
    assert any("남궁세진" in line for line in lines)
    assert {cell_len(line[: line.index("✗")]) for line in lines} == {cell_len(first[: first.index(messages.EXPECTED)])}


@pytest.mark.parametrize(
    ("want", "entry", "met"),
    [
        (Want(points=100.0), ("graded", 100.0, ()), True),
        (Want(points=100.0), ("graded", 99.0, ()), False),
        (Want(points=0.0), ("rejected", 0.0, ()), False),
        (Want(points=0.0, rejected=True), ("rejected", 0.0, ()), True),
        (Want(cause=(NAME, "rows")), ("graded", 10.0, ("rows",)), True),
        (Want(cause=(NAME, "rows")), ("graded", 10.0, ("sum",)), False),
        (Want(cause=(NAME, "rows")), ("graded", 100.0, ("rows",)), False),
    ],
)
def test_a_missed_expectation_is_seen(want: Want, entry: tuple[str, float, tuple[str, ...]], met: bool) -> None:
    status, score, keys = entry
    found = Entry("x", "", status, score, 100.0, False, {NAME: ExerciseVerdict(NAME, (), tuple(keys))})
    paper = Paper("x", "right", UNIT, want, lambda path: None)
    assert (unmet(paper, found) == "") is met
    assert unmet(paper, None)


def test_a_real_class_is_not_overwritten(tmp_path: Path, unit: Unit) -> None:
    (tmp_path / "class" / "submitted" / "somebody").mkdir(parents=True)
    with pytest.raises(UsageError, match="class"):
        make_class(tmp_path / "class", [unit])


def test_there_is_one_of_every_kind(unit: Unit) -> None:
    assert {paper.kind for paper in papers_of(unit)} == set(messages.KINDS)


def test_the_whole_demo_is_graded_as_it_should_be(project: Path, tmp_path: Path) -> None:
    written = StringIO()
    folder = tmp_path / "class"
    assert run_demo(Project(project), folder, grade, Console(file=written, width=160)), written.getvalue()
    table = written.getvalue()
    assert "✗" not in table
    assert "김민준" in table
    pages = list((folder / "feedback").glob("*/*/*.html"))
    assert len(pages) == sum(1 for _ in papers_of(Project(project).units()[0]))
    for page in pages:
        assert "뚫림</title>" not in page.read_text(encoding="utf-8")
    assert (folder / "report" / "index.html").is_file()
    with open_book(f"sqlite:///{folder / 'gradebook.db'}") as book:
        assert book.find_submission(UNIT, "minjun").score == 100.0
