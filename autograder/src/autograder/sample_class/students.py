"""The students of the sample class, what each of them hands in, and what grading must find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from ..authoring.unit import QUIZ_POINTS, Unit
from ..grading.nodes import new_code_cell, new_notebook, to_text
from .hostile import ATTACKS
from .sources import Papers

#: Id, family name and given name.  The ids are names of folders, so they are ASCII.
PEOPLE = (
    ("minjun", "김", "민준"), ("seoyeon", "이", "서연"), ("doyun", "박", "도윤"), ("haeun", "최", "하은"),
    ("jiho", "정", "지호"), ("subin", "강", "수빈"), ("yejun", "조", "예준"), ("jiwoo", "윤", "지우"),
    ("eunwoo", "장", "은우"), ("sohee", "임", "소희"), ("taeyang", "한", "태양"), ("nari", "오", "나리"),
    ("hyunwoo", "서", "현우"), ("yuna", "신", "유나"), ("gunwoo", "권", "건우"), ("chaewon", "황", "채원"),
    ("siwoo", "안", "시우"), ("areum", "송", "아름"), ("junseo", "류", "준서"), ("dahye", "전", "다혜"),
    ("seungmin", "홍", "승민"), ("bomi", "고", "보미"), ("inho", "문", "인호"), ("sejin", "남궁", "세진"),
    ("woojin", "배", "우진"), ("hanbyul", "백", "한별"),
)  # fmt: skip
MISTAKES = 6  # how many students hand in a mistake
#: Which of these mistakes is handed in as a mixed notebook: see ``Papers.mixed``.
MIXED = 1


@dataclass(frozen=True)
class Want:
    """What grading must find.

    Attributes:
        points: the exact points, or None.
        cause: (exercise, key) of a mistake: it must be diagnosed, and the points must be less than full.
        rejected: whether the file must be rejected.
    """

    points: float | None = None
    cause: tuple[str, str] | None = None
    rejected: bool = False


@dataclass(frozen=True)
class Paper:
    """One submission; ``kind`` is a key of ``messages.KINDS``, and ``write`` puts it at a path."""

    student: str
    kind: str
    unit: str
    want: Want
    write: Callable[[Path], None]


def papers_of(unit: Unit) -> Iterator[Paper]:
    """All submissions of the sample class for a unit."""
    papers = Papers(unit)
    ids = iter(person[0] for person in PEOPLE)

    def paper(kind: str, text: str | bytes, want: Want) -> Paper:
        raw = text if isinstance(text, bytes) else text.encode()
        return Paper(next(ids), kind, unit.name, want, lambda path: _put(path, raw))

    full, exercises = Want(points=100.0), papers.exercises
    solved = to_text(papers.solved())
    yield paper("right", solved, full)
    yield paper("variant", to_text(papers.variant(0)), full)
    yield paper("variant", to_text(papers.variant(1)), full)
    yield paper("noisy", to_text(_noisy(papers)), full)
    yield paper("no_quiz", to_text(papers.solved(quiz=False)), Want(points=100.0 - QUIZ_POINTS))
    half = exercises[: len(exercises) // 2]
    points = sum(unit.exercise(name).points for name in half)
    yield paper("part", to_text(papers.solved(quiz=False, only=half)), Want(points=points))
    for place, (exercise, key) in enumerate(typical_mistakes(unit, MISTAKES)):
        kind, write = ("mixed", papers.mixed) if place == MIXED else ("mistake", papers.mistaken)
        yield paper(kind, to_text(write(exercise, key)), Want(cause=(exercise, key)))
    while next(ids) != "hyunwoo":  # so that a unit with fewer mistakes gives the other papers to the same people
        pass
    nothing = Want(points=0.0)
    yield paper("unsolved", to_text(papers.stub()), nothing)
    for kind, attack in ATTACKS:
        yield paper(kind, to_text(attack(papers.stub(), exercises)), nothing)
    rejected = Want(points=0.0, rejected=True)
    yield paper("truncated", solved[: len(solved) // 2], rejected)
    yield paper("empty", b"", rejected)
    yield Paper(next(ids), "link", unit.name, rejected, lambda path: _link(path, unit.name))
    other = new_notebook(cells=[new_code_cell("print('다른 과목의 노트북입니다.')", id="other")])
    yield paper("wrong", to_text(other), nothing)


def typical_mistakes(unit: Unit, count: int) -> list[tuple[str, str]]:
    """The first ``count`` mistakes, taken from the exercises' banks in turn, since each bank begins with the likeliest.

    Returns:
        (exercise, key) of each mistake.
    """
    banks = [[item.key for item in unit.mistakes if item.exercise == name] for name in unit.solution_names]
    found: list[tuple[str, str]] = []
    for rank in range(max(map(len, banks), default=0)):
        found += [(name, bank[rank]) for name, bank in zip(unit.solution_names, banks, strict=True) if rank < len(bank)]
    return found[:count]


def _noisy(papers: Papers) -> NotebookNode:
    nb = papers.solved()
    nb.cells.insert(
        1,
        new_code_cell(
            "import sys, warnings\nwarnings.warn('경고도 채점하지 않아요')\nprint('표준 오류', file=sys.stderr)\n"
            "메모 = '한글 이름도 됩니다'\nprint(메모)",
            id="noise",
        ),
    )
    nb.cells.append(new_code_cell("raise RuntimeError('실험하던 셀')", id="experiment"))
    return nb


def _put(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def _link(path: Path, unit: str) -> None:
    """Hand in a symbolic link to the right notebook of a classmate."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(Path("..") / ".." / PEOPLE[0][0] / unit / f"{unit}.ipynb")


def roster() -> dict[str, tuple[str, str]]:
    """Family and given name by id."""
    return {person[0]: (person[1], person[2]) for person in PEOPLE}


__all__ = ["PEOPLE", "Paper", "Want", "papers_of", "roster", "typical_mistakes"]
