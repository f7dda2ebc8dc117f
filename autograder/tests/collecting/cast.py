"""Who is in the term's class, what they hand in, and how seven learning management systems pack it."""

from __future__ import annotations

import copy
import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
from nbformat import NotebookNode

from autograder.authoring.unit import Unit
from autograder.grading.nodes import new_code_cell, to_text
from autograder.sample_class.sources import Papers, answers
from autograder.sample_class.students import typical_mistakes

from .zips import (
    CHAE,
    ISEUL,
    KIM,
    KIM2,
    MINH,
    MUI,
    PEOPLE,
    SKY,
    SOL,
    Somebody,
    gradebook,
    moodle_folder,
    pack,
    utf8,
)

#: The LMS of each unit in the order of the units.
SYSTEMS = ("moodle", "canvas", "blackboard", "d2l", "sakai", "gradescope", "classroom")
#: 23:59 of the fourth in Seoul is due; one hands in on the sixth: two days have begun.
ON_TIME, LATE = "2026-10-04 21:26:33", "2026-10-06 15:59:33"
ABSENT, TARDY, WRONG, COPIED, HALF, NO_QUIZ = ISEUL, MUI, SKY, CHAE, KIM2, MINH
WORKSHEET = "식별자,전체 이름,id 번호,이메일 주소,상태,성적,최대 성적,Grade can be changed,마지막 수정됨(제출),마지막 수정됨(성적),피드백 코멘트"
#: In the second unit two students have the same unusual answers, the second in other names.
OWN = {
    "logistic_regression": """\
def logistic_regression(X, y, lr=0.01, epochs=1000):
    if not set(np.unique(y)) <= {0, 1}:
        raise ValueError("y")
    table = np.vstack([row.astype(np.float64) for row in np.asarray(X)])
    memory = [np.zeros(table.shape[1])]
    while len(memory) <= epochs:
        last = memory[-1]
        wrong = np.array([float(chance) for chance in sigmoid(table @ last)]) - y
        change = sum(wrong[i] * table[i] for i in range(len(table)))
        memory.append(last - change * (lr / len(table)))
    return memory[-1].copy()
""",
    "predict": """\
def predict(X, theta, threshold=0.5):
    table = np.asarray(X, dtype=np.float64)
    labels = []
    for start in range(0, len(table), 2):
        pair = table[start : start + 2]
        for chance in sigmoid(pair @ theta):
            labels.append(0 if chance < threshold else 1)
    return np.array(labels, dtype=np.int64)
""",
}
TAKEN = {
    "logistic_regression": """\
def logistic_regression(X, y, lr=0.01, epochs=1000):
    # 먼저 레이블을 확인합니다
    if not set(np.unique(y)) <= {0, 1}:
        raise ValueError("y")
    data = np.vstack([line.astype(np.float64) for line in np.asarray(X)])
    steps = [np.zeros(data.shape[1])]
    while len(steps) <= epochs:
        now = steps[-1]
        error = np.array([float(p) for p in sigmoid(data @ now)]) - y
        total = sum(error[k] * data[k] for k in range(len(data)))
        steps.append(now - total * (lr / len(data)))
    return steps[-1].copy()
""",
    "predict": """\
def predict(X, theta, threshold=0.5):
    # 두 줄씩 나누어 계산합니다
    data = np.asarray(X, dtype=np.float64)
    result = []
    for i in range(0, len(data), 2):
        part = data[i : i + 2]
        for p in sigmoid(part @ theta):
            result.append(0 if p < threshold else 1)
    return np.array(result, dtype=np.int64)
""",
}
RENAMED = "# 제 풀이입니다\n"


@dataclass(frozen=True)
class Paper:
    """What one student hands in of one unit; ``points`` where they are known beforehand, without the penalty."""

    who: Somebody
    raw: bytes
    points: float | None


class Desk:
    """A unit's papers."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self._papers = Papers(unit)

    @cached_property
    def slip(self) -> tuple[str, str]:
        """Exercise and key of the mistake that two students make."""
        return typical_mistakes(self.unit, 1)[0]

    def papers(self) -> list[Paper]:
        """Of everybody but the one who hands in nothing."""
        half = self._papers.exercises[: max(len(self._papers.exercises) // 2, 1)]
        points = sum(self.unit.exercise(name).points for name in half)
        wrong = self._papers.mistaken(*self.slip)
        copied = self._copied(wrong)
        for nb, sources in ((wrong, OWN), (copied, TAKEN)):
            for name in sources.keys() & answers(nb).keys():
                answers(nb)[name]["source"] = sources[name]
        found: list[tuple[Somebody, NotebookNode, float | None]] = [
            (KIM, self._papers.solved(), 100.0), (SOL, self._papers.variant(0), 100.0), (WRONG, wrong, None),
            (COPIED, copied, None), (HALF, self._papers.solved(quiz=False, only=half), points),
            (TARDY, self._papers.solved(), 100.0), (NO_QUIZ, self._papers.solved(quiz=False), 90.0),
        ]  # fmt: skip
        return [Paper(who, _own(nb, who), points) for who, nb, points in found]

    def right(self, who: Somebody) -> bytes:
        """A right notebook."""
        return _own(self._papers.solved(), who)

    def _copied(self, wrong: NotebookNode) -> NotebookNode:
        """The same answers with a comment in front of each and a cell that prints something."""
        nb = copy.deepcopy(wrong)
        for cell in answers(nb).values():
            cell["source"] = RENAMED + cell["source"]
        nb.cells.append(new_code_cell("print('끝')", id="end"))
        return nb


def _own(nb: NotebookNode, who: Somebody) -> bytes:
    mine = copy.deepcopy(nb)
    mine.metadata["owner"] = who.number
    return to_text(mine).encode()


def roster(path: Path) -> None:
    """The registrar's list as xlsx."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate([("순번", "학번", "성명", "소속", "분반", "이메일"), *_rows()]):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text)


def _rows() -> list[tuple[str, ...]]:
    return [(str(at), who.number, who.name, "인공지능학과", "01", who.email) for at, who in enumerate(PEOPLE, 1)]


def archive(system: str, unit: str, papers: Sequence[Paper]) -> dict[str, bytes]:
    """The files that a professor downloads, by name: the archive, and the table that goes with it where there is one."""
    return _PACKERS[system](unit, papers)


def when(who: Somebody) -> str:
    """When somebody hands in, in Seoul."""
    return LATE if who is TARDY else ON_TIME


def worksheet(papers: Sequence[Paper], again: Mapping[str, str] | None = None) -> bytes:
    """Moodle's grading worksheet; ``again`` has later times by student number."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(WORKSHEET.split(","))
    for paper in papers:
        day, _, clock = (again or {}).get(paper.who.number, when(paper.who)).partition(" ")
        hour, minute = clock.split(":")[:2]
        moment = f"일요일, {int(day[-2:])} 10월 2026, {int(hour) - 12}:{minute} 오후"
        who = paper.who
        lines.writerow(
            (f"참가자{who.moodle}", who.spaced, who.number, who.email, "제출됨", "", "100.00", "예", moment, "-", "")
        )
    return out.getvalue().encode("utf-8-sig")


def _moodle(unit: str, papers: Sequence[Paper]) -> dict[str, bytes]:
    files = [utf8(f"{moodle_folder(paper.who)}/{unit}.ipynb", paper.raw) for paper in papers]
    return {"AI-과제1-1.zip": pack(files), "성적-AI-과제1-1.csv": worksheet(papers)}


def _canvas(unit: str, papers: Sequence[Paper]) -> dict[str, bytes]:
    names = [
        f"{paper.who.bare}{'_LATE' if paper.who is TARDY else ''}_{paper.who.canvas}_{90000 + at}_{unit}.ipynb"
        for at, paper in enumerate(papers)
    ]
    files = [utf8(name, paper.raw) for name, paper in zip(names, papers, strict=True)]
    return {"submissions.zip": pack(files), "2026_Grades-AI.csv": gradebook(PEOPLE)}


def _blackboard(unit: str, papers: Sequence[Paper]) -> dict[str, bytes]:
    files = []
    for paper in papers:
        stamp = when(paper.who).replace(" ", "-").replace(":", "-")
        files.append(utf8(f"과제 3_{paper.who.number}_attempt_{stamp}_{unit}.ipynb", paper.raw))
    return {"gradebook_AI_과제3.zip": pack(files)}


def _d2l(unit: str, papers: Sequence[Paper]) -> dict[str, bytes]:
    files = []
    for at, paper in enumerate(papers):
        day, hour, minute = int(when(paper.who)[8:10]), int(when(paper.who)[11:13]), when(paper.who)[14:16]
        moment = f"Oct {day}, 2026 {hour - 12}{minute} PM"
        files.append(utf8(f"88{at}-9900 - {paper.who.name} - {moment}/{unit}.ipynb", paper.raw))
    return {"과제 4 Download.zip": pack(files)}


def _sakai(unit: str, papers: Sequence[Paper]) -> dict[str, bytes]:
    files = []
    for paper in papers:
        who = paper.who
        day, hour = int(when(who)[8:10]), int(when(who)[11:13])
        home = f"과제 5/{who.family}, {who.given}({who.number})"
        stamp = f"2026-10-{day:02d}T{hour - 9:02d}:{when(who)[14:]}Z"
        files += [utf8(f"{home}/timestamp.txt", stamp.encode()), utf8(f"{home}/제출물/{unit}.ipynb", paper.raw)]
    return {"과제 5_bulk_download.zip": pack(files)}


def _gradescope(unit: str, papers: Sequence[Paper]) -> dict[str, bytes]:
    lines, files = ["---"], []
    for at, paper in enumerate(papers):
        who = paper.who
        lines += [f"submission_{7000 + at}:", "  :submitters:", f"  - :name: {who.name}", f"    :sid: '{who.number}'",
                  f"    :email: {who.email}", f"  :created_at: {when(who)}.123456000 +0900", "  :score: 0.0"]  # fmt: skip
        files.append(utf8(f"assignment_5501_export/submission_{7000 + at}/{unit}.ipynb", paper.raw))
    index = utf8("assignment_5501_export/submission_metadata.yml", "\n".join([*lines, ""]).encode())
    return {"assignment_5501_export.zip": pack([index, *files])}


def _classroom(unit: str, papers: Sequence[Paper]) -> dict[str, bytes]:
    """Names only, no numbers and no times: two of one name wait for an answer."""
    files = [utf8(f"과제 7/{paper.who.name} - {unit} ({at}).ipynb", paper.raw) for at, paper in enumerate(papers)]
    return {"과제 7-20261005.zip": pack(files)}


_PACKERS: dict[str, Callable[[str, Sequence[Paper]], dict[str, bytes]]] = {
    "moodle": _moodle, "canvas": _canvas, "blackboard": _blackboard, "d2l": _d2l, "sakai": _sakai, "gradescope": _gradescope,
    "classroom": _classroom,
}  # fmt: skip

__all__ = [
    "ABSENT", "COPIED", "HALF", "KIM", "NO_QUIZ", "PEOPLE", "SOL", "SYSTEMS", "TARDY", "WRONG", "Desk", "Paper", "Somebody",
    "archive", "roster", "when", "worksheet",
]  # fmt: skip
