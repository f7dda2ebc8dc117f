"""Writes a verdict into the graded cells of a notebook.

Each graded cell gets a Korean table and, as an ``execute_result``, the points as a number, so that
nbgrader's ``determine_grade``, formgrader, feedback and export work unchanged.  What a student
reads is made only of `messages` and of the bank's diagnoses.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from nbformat import NotebookNode

from npml.core.absent import given
from npml.core.forms import FORM
from npml.core.josa import korean
from npml.core.known_errors import KNOWN, OWN
from npml.core.marks import QUIZ, check_id
from npml.core.messages import CONVENTION, convention_said, error_means, form_says, raised_on_legal_input

from ..authoring.unit import Unit
from ..judge.verdict import CategoryVerdict, ExerciseVerdict, UnitVerdict
from . import messages
from .nodes import new_code_cell, new_markdown_cell, new_notebook, new_output
from .run_notes import rebound_notes
from .safe_html import clean_html
from .safe_notebook import make_safe

__all__ = ["KERNEL", "cell_points", "exercise_title", "fill", "fill_without_points", "make_safe", "says"]

#: The kernel named in the gradebook.  It exists nowhere, so nbgrader cannot start it without our
#: configuration: nothing runs outside the sandbox, and no points are awarded that way.
KERNEL = {"display_name": "Python 3 (autograder)", "language": "python", "name": "autograder-sandbox"}
_RATIO = re.compile(r"[-−]?[0-9A-Za-z./·×²√ ]{1,20}")


def exercise_title(name: str) -> str:
    """The name of an exercise as people read it."""
    return messages.QUIZ_NAME if name == QUIZ else name


def cell_points(score: float, points: float) -> str:
    """Points as text, within [0, points] and never nan; nbgrader reads the same number back."""
    return repr(min(points, max(0.0, round(float(score), 9)))) if score == score else "0.0"


def says(unit: Unit, exercise: str, key: str) -> str:
    """The Korean diagnosis for a key of `judge.causes`; "" if there is none.

    The key names a mistake of the exercise's bank, one carried over from another exercise ("other:key"), or a form of the
    result (`core.forms`).
    """
    if key.startswith(FORM):
        kind, _, name = key.removeprefix(FORM).partition(".")
        return form_says(kind, name)
    other, _, own = key.rpartition(":")
    owner = other or exercise
    text = next((item.says for item in unit.mistakes if item.exercise == owner and item.key == own), "")
    return messages.CARRIED.format(name=other, says=text) if other and text else text


def fill(nb: NotebookNode, verdict: UnitVerdict, unit: Unit) -> NotebookNode:
    """Put the verdict into the graded cells; changes and returns ``nb``.

    A graded cell of which the verdict says nothing gets 0 points: for one without output nbgrader would give full points.
    """
    found = {check_id(item.name): item for item in verdict.exercises}
    for cell in graded_cells(nb):
        points = float(cell.metadata.nbgrader.points)
        item = found.get(cell.metadata.nbgrader.grade_id)
        if item is None:
            cell["outputs"] = _outputs(_paragraph(messages.NEEDS_REVIEW), messages.NEEDS_REVIEW, 0.0, points)
        else:
            cell["outputs"] = _outputs(_html(item, unit), _plain(item, unit), item.score, points)
        cell["execution_count"] = None
    return nb


def fill_without_points(nb: NotebookNode, message: str) -> NotebookNode:
    """Say in every graded cell why there are no points (rejected, needs review); the points are 0, as in `fill`."""
    for cell in graded_cells(nb):
        cell["outputs"] = _outputs(_paragraph(message), message, 0.0, float(cell.metadata.nbgrader.points))
        cell["execution_count"] = None
    return nb


def notice(unit: str, title: str, message: str, cells: Iterable[tuple[str, float, str]]) -> NotebookNode:
    """A notebook in place of one that cannot be shown, with the graded cells, each given as (id, points, source)."""
    nb = new_notebook(metadata={"kernelspec": dict(KERNEL), "language_info": {"name": "python"}})
    nb.cells.append(new_markdown_cell(f"# {unit}\n\n**{title}**\n\n{message}", id="notice"))
    for number, (name, points, source) in enumerate(cells):
        marks = {
            "grade": True, "grade_id": name, "locked": True, "points": points, "schema_version": 3, "solution": False,
            "task": False, "cell_type": "code",
        }  # fmt: skip
        nb.cells.append(new_code_cell(source, id=f"check-{number}", metadata={"nbgrader": marks}))
    return fill_without_points(nb, message)


def graded_cells(nb: NotebookNode) -> list[NotebookNode]:
    """The cells that carry points."""
    codes = [cell for cell in nb.cells if cell.cell_type == "code"]
    return [
        cell for cell in codes if cell.metadata.get("nbgrader", {}).get("grade") and "grade_id" in cell.metadata.nbgrader
    ]


def _outputs(table: str, plain: str, score: float, points: float) -> list[NotebookNode]:
    return [
        new_output("display_data", data={"text/html": clean_html(table, own=True), "text/plain": plain}),
        new_output("execute_result", data={"text/plain": cell_points(score, points)}, execution_count=None),
    ]


def _paragraph(text: str) -> str:
    return f'<div class="autograder-verdict"><p>{html.escape(text)}</p></div>'


def look_at(category: CategoryVerdict) -> str:
    """What to look at in a category that did not pass."""
    return "" if category.passed else messages.LOOK_AT.get(category.problem, messages.LOOK_AT_OTHER)


def banned(item: ExerciseVerdict, unit: Unit) -> str:
    """That an exercise used a library that it must not use."""
    return korean(messages.BANNED, name=item.name, library=item.banned, given=given(unit.libraries))


def remarks(item: ExerciseVerdict, unit: Unit) -> list[str]:
    """Lines above the table: likely causes, a constant ratio, an exception of Python's own, names that were bound again."""
    again = rebound_notes(item)
    if item.banned:
        return [banned(item, unit), *again]
    if not item.attempted:
        return [messages.QUIZ_NOT_ATTEMPTED if item.name == QUIZ else messages.NOT_ATTEMPTED, *again]
    followed = _followed(item)
    if item.score >= item.max_score:
        return [*(followed or [messages.ALL_RIGHT]), *again]
    lines = [*followed, *_causes(item, unit)]
    if item.ratio and _RATIO.fullmatch(item.ratio):
        lines.append(messages.RATIO.format(ratio=item.ratio))
    return [*lines, *_error(item), *again]


def summary(item: ExerciseVerdict, unit: Unit) -> list[str]:
    """`remarks` for readers without the table; if there are none, what to look at in each category that failed."""
    if lines := remarks(item, unit):
        return lines
    return [
        messages.FAILED_CATEGORY.format(name=category.name, look=look)
        for category in item.categories
        if category.problem != "core" and (look := look_at(category))
    ]


def message_of(item: ExerciseVerdict, unit: Unit | None) -> str:
    """What an exercise's verdict says besides points, in one line; without the unit only the banned library."""
    return " ".join(summary(item, unit)) if unit is not None else item.banned


def _causes(item: ExerciseVerdict, unit: Unit) -> list[str]:
    conventions = {own.key for own in unit.mistakes if own.exercise == item.name and own.convention}
    lines: list[str] = []
    for key in item.diagnoses:
        if not (text := says(unit, item.name, key)):
            continue
        convention, text = convention_said(text, key in conventions)
        lines.append(f"{CONVENTION if convention else messages.ALSO if lines else messages.CAUSE}: {text}")
    return lines


def _followed(item: ExerciseVerdict) -> list[str]:
    """What came of judging once more with earlier exercises right."""
    if not item.lent:
        return []
    names = ", ".join(item.lent)
    if not (found := [category for category in item.categories if category.followed]):
        return [messages.FOLLOWED_REST.format(names=names)]
    points, most = sum(part.points for part in found), sum(part.max_points for part in found)
    said = [messages.FOLLOWED.format(names=names, points=f"{points:g}")]
    if points < most:
        said.append(messages.FOLLOWED_SHARE.format(percent=f"{100 * points / most:.0f}"))
    if not all(category.passed for category in item.categories):
        said.append(messages.FOLLOWED_REST.format(names=names))
    return [" ".join(said)]


def _error(item: ExerciseVerdict) -> list[str]:
    """What the first unexpected exception means.  Its text is the student's and is not shown."""
    kind, _, known = item.error.partition(":")
    if kind not in messages.NAMED_ERRORS or known not in (OWN, *KNOWN):
        return []
    found = [f"‘{category.name}’" for category in item.categories if category.problem == "error"]
    names = ", ".join(found) if len(found) <= 3 else messages.AND_MORE.format(names=", ".join(found[:2]))
    where = messages.IN_CATEGORIES.format(names=names) if names else ""
    if kind == "ValueError" and known == OWN:
        return [messages.OWN_RAISE.format(where=where, says=raised_on_legal_input(kind))]
    means = error_means(kind, known)
    return [korean(messages.ERROR, where=where, name=kind, means=means).strip()]


def _mark(item: ExerciseVerdict, category: CategoryVerdict) -> str:
    if category.passed:
        return f"✓ {messages.PASSED_AGAIN if category.followed else messages.PASSED}"
    if category.problem == "core":  # its own cases were right
        return f"– {messages.HELD}"
    return f"– {messages.UNTRIED}" if not item.attempted else f"✗ {messages.FAILED}"


def _rows(item: ExerciseVerdict) -> list[tuple[str, str, str, str]]:
    return [
        (
            category.name, _mark(item, category),
            messages.EARNED.format(score=f"{category.points:g}", points=f"{category.max_points:g}"),
            look_at(category) if item.attempted else "",
        )
        for category in item.categories
    ]  # fmt: skip


def _score_line(item: ExerciseVerdict) -> str:
    return messages.SCORE_LINE.format(name=exercise_title(item.name), score=f"{item.score:g}", points=f"{item.max_score:g}")


#: Formgrader's own style removes the padding of cells, so it is set on each.
_ROOM = ' style="padding:.3em .7em"'


def _html(item: ExerciseVerdict, unit: Unit) -> str:
    heads = (messages.CATEGORY, messages.RESULT, messages.POINTS, messages.LOOK)
    kind = "right" if item.score >= item.max_score else "open" if item.attempted else "untried"
    rows = []
    for row, category in zip(_rows(item), item.categories, strict=True):
        state = "passed" if category.passed else "failed" if item.attempted else "untried"
        rows.append(
            f'<tr class="autograder-{state}">' + "".join(f"<td{_ROOM}>{html.escape(text)}</td>" for text in row) + "</tr>"
        )
    lines = "".join(f"<p>{_strong_cause(line)}</p>" for line in remarks(item, unit))
    return (
        f'<div class="autograder-verdict autograder-{kind}"><p><strong>{html.escape(_score_line(item))}</strong></p>'
        f'{lines}<table border="1" cellpadding="5"><thead>'
        f"<tr>{''.join(f'<th{_ROOM}>{head}</th>' for head in heads)}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def inline(text: str) -> str:
    """The text as HTML, escaped, with `…` as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def _strong_cause(line: str) -> str:
    head, colon, rest = line.partition(": ")
    if colon and head in (messages.CAUSE, messages.ALSO, CONVENTION):
        return f"<strong>{head}:</strong> {inline(rest)}"
    return inline(line)


def _plain(item: ExerciseVerdict, unit: Unit) -> str:
    lines = [_score_line(item), *remarks(item, unit)]
    lines += [" · ".join(part for part in row if part) for row in _rows(item)]
    return "\n".join(lines)
