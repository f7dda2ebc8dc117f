"""What was right at home when it was checked counts here, whatever other cells make of it before and after."""

from __future__ import annotations

import copy

import nbformat
import pytest

from .conftest import REST, TARGET, Paper, Site

ALL = (TARGET, *REST, "softmax_cross_entropy_grad", "quiz")
NAIVE = "def softmax(x):\n    return np.exp(x) / np.exp(x).sum()"


def add(paper: Paper, after: str, source: str) -> Paper:
    """A new cell right after a marked one."""
    paper.nb.cells.insert(paper.at(after) + 1, nbformat.v4.new_code_cell(source))
    return paper


def lost(site: Site, paper: Paper) -> dict[str, float]:
    graded = site.grade(paper)
    assert graded.verdict is not None, graded.message
    return {item.name: item.max_score - item.score for item in graded.verdict.exercises if item.score < item.max_score}


# --- solved in another cell than the marked one ---------------------------------------------------


@pytest.mark.parametrize(
    "marked",
    ["", "# 아래 셀에 풀었습니다", "def softmax(x):\n    '''초안'''\n    raise NotImplementedError", NAIVE, "def softmax(x:\n    return x", None],
    ids=["empty", "comment", "unfinished", "wrong draft", "unreadable", "stub kept"],
)  # fmt: skip
def test_a_cell_of_ones_own_is_the_solution_cell_and_a_demonstration_at_the_end_costs_nothing(
    site: Site, marked: str | None
) -> None:
    paper = site.paper().solve(*ALL)
    own = paper.solution(TARGET)
    if marked is None:
        paper.cell(TARGET).source = next(
            c.source for c in site.released.cells if c.metadata.get("nbgrader", {}).get("grade_id") == TARGET
        )
    else:
        paper.write(TARGET, marked)
    assert lost(site, add(paper, TARGET, own).last(NAIVE)) == {}


def test_all_functions_in_one_cell_above_and_naive_ones_at_the_end(site: Site) -> None:
    paper = site.paper()
    names = ALL[:-1]
    together = "import numpy as np\n\n" + "\n\n".join(paper.solution(name) for name in names)
    paper = paper.solve("quiz").first(together)
    paper.last("\n\n".join(f"def {name}(*args):\n    return 0.0" for name in names))
    assert lost(site, paper) == {}


def test_a_solution_written_into_the_check_cell_counts(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    own = paper.solution(TARGET)
    paper.write(TARGET, NAIVE)
    paper.cell(f"{TARGET}_check").source = f'{own}\n\ncheck("{TARGET}")'
    assert lost(site, paper.last(NAIVE)) == {}


def test_the_quiz_answered_in_another_cell_and_shown_empty_at_the_end(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    answers = paper.solution("quiz")
    paper.write("quiz", "# 답은 아래에")
    assert lost(site, add(paper, "quiz", answers).last("quiz_answers = {1: None}")) == {}


def test_what_the_check_cell_met_counts_although_a_helper_of_the_same_name_comes_later(site: Site) -> None:
    """The helper is missing when the solution cell has run; it is there at the check, and another one at the end."""
    paper = site.paper().solve(*ALL)
    paper.write(TARGET, "def softmax(x):\n    return shifted(x)")
    add(paper, TARGET, paper.solution(TARGET).replace("def softmax", "def shifted"))
    assert lost(site, paper.last("def shifted(x):\n    return x")) == {}


# --- values that are changed, not bound again ------------------------------------------------------

SHIFT = (
    "def softmax(x):\n    x = np.asarray(x, dtype=float)\n    x = x - x.max(-1, keepdims=True)\n"
    "    e = np.exp(x)\n    return e / e.sum({axis}, keepdims=True)"
)
CHANGED = {
    "dictionary": ("config = {'axis': -1}", "config['axis']", "config['axis'] = 0"),
    "dictionary updated": ("config = dict(axis=-1)", "config['axis']", "config.update(axis=None)"),
    "dictionary cleared": ("config = dict(axis=-1)", "config['axis']", "config.clear()"),
    "inside a dictionary": ("config = {'softmax': {'axis': -1}}", "config['softmax']['axis']", "config['softmax']['axis'] = 0"),
    "namespace": ("import types\nconfig = types.SimpleNamespace(axis=-1)", "config.axis", "config.axis = 0"),
    "arguments": ("import argparse\nconfig = argparse.Namespace(axis=-1)", "config.axis", "config.axis = 0"),
    "class": ("class Config:\n    axis = -1", "Config.axis", "Config.axis = 0"),
    "object": ("class Config:\n    def __init__(self):\n        self.axis = -1\nconfig = Config()", "config.axis", "config.axis = 0"),
    "list": ("axes = [-1]", "axes[0]", "axes[0] = 0"),
    "data class": (
        "from dataclasses import dataclass\n@dataclass\nclass Config:\n    axis: int = -1\nconfig = Config()", "config.axis", "config.axis = 0",
    ),
    "method": ("class Axes:\n    def get(self):\n        return -1\naxes = Axes()", "axes.get()", "Axes.get = lambda self: 0"),
    "attribute of the function": ("def axis_of():\n    return axis_of.axis\naxis_of.axis = -1", "axis_of()", "axis_of.axis = 0"),
}  # fmt: skip


@pytest.mark.parametrize("kind", CHANGED)
def test_a_setting_changed_in_the_last_cell_changes_nothing_that_was_right(site: Site, kind: str) -> None:
    setting, axis, change = CHANGED[kind]
    paper = site.paper().solve(*ALL).write(TARGET, f"{setting}\n\n{SHIFT.format(axis=axis)}")
    assert lost(site, paper) == {}
    assert lost(site, paper.last(change)) == {}


@pytest.mark.parametrize("kind", sorted(CHANGED.keys() - {"dictionary cleared"}))
def test_a_setting_put_right_in_the_last_cell_counts(site: Site, kind: str) -> None:
    """As it is at the end of the notebook, so at home."""
    setting, axis, change = CHANGED[kind]
    wrong, right = ("0", "-1") if "None" not in change else ("None", "-1")
    paper = site.paper().solve(*ALL).write(TARGET, f"{setting.replace('-1', wrong)}\n\n{SHIFT.format(axis=axis)}")
    assert lost(site, paper)
    graded = site.grade(paper.last(change.replace("0", right) if wrong == "0" else change.replace("None", right)))
    assert graded.verdict is not None and graded.verdict.score == 100
    (softmax,) = (item for item in graded.verdict.exercises if item.name == TARGET)
    assert softmax.counted == "end" and softmax.rebound


REACHED = {
    "table of functions": ("table = {'row': lambda x: x.max(-1, keepdims=True)}", "table['row'](x)"),
    "list of functions": ("table = [lambda x: x.max(-1, keepdims=True)]", "table[0](x)"),
    "callable object": (
        "class Top:\n    def __call__(self, x):\n        return biggest(x)\ndef biggest(x):\n    return x.max(-1, keepdims=True)\ntop = Top()", "top(x)",
    ),
    "default": ("def biggest(x):\n    return x.max(-1, keepdims=True)\ndef top(x, f=lambda x: biggest(x)):\n    return f(x)", "top(x)"),
    "dispatch": (
        "from functools import singledispatch\ndef biggest(x):\n    return x.max(-1, keepdims=True)\n@singledispatch\ndef top(x):\n    return biggest(x)",
        "top(x)",
    ),
    "vectorised": (
        "def one(v):\n    return shift + v\nshift = 0.0\nmany = np.vectorize(one, otypes=[float])", "many(x.max(-1, keepdims=True))",
    ),
    "cached": (
        "from functools import lru_cache\n@lru_cache\ndef top(n):\n    return axis\naxis = -1", "x.max(top(0), keepdims=True)",
    ),
}  # fmt: skip
BROKEN = {
    "callable object": "biggest",
    "default": "biggest",
    "dispatch": "biggest",
    "vectorised": "shift",
    "cached": "axis",
}


@pytest.mark.parametrize("kind", REACHED)
def test_whatever_a_function_reaches_is_as_it_was(site: Site, kind: str) -> None:
    helpers, top = REACHED[kind]
    source = f"{helpers}\n\ndef softmax(x):\n    x = np.asarray(x, dtype=float)\n    e = np.exp(x - {top})\n    return e / e.sum(-1, keepdims=True)"
    paper = site.paper().solve(*ALL).write(TARGET, source)
    assert lost(site, paper) == {}
    end = (
        f"{BROKEN[kind]} = None"
        if kind in BROKEN
        else "table.clear()"
        if "table =" in helpers and "{" in helpers
        else "table[0] = None"
    )
    assert lost(site, paper.last(end)) == {}


def test_the_names_of_the_notebook_itself_are_never_emptied(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    own = paper.solution(TARGET).replace("### BEGIN SOLUTION", "G['seen'] = 1")
    assert lost(site, paper.write(TARGET, f"G = globals()\n{own}").last("later = 1")) == {}


# --- what never ran at home -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "stop", ["raise SystemExit", "assert False, '여기까지'", "sys.exit()", "1 / 0", "raise KeyboardInterrupt"]
)
def test_an_old_version_below_a_line_that_stops_the_cell_takes_nothing_away(site: Site, stop: str) -> None:
    paper = site.paper().solve(*ALL)
    paper.write(TARGET, f"import sys\n{paper.solution(TARGET)}\n\n{stop}\n\n{NAIVE}")
    graded = site.grade(paper)
    assert graded.verdict is not None and graded.verdict.score == 100
    (softmax,) = (item for item in graded.verdict.exercises if item.name == TARGET)
    assert softmax.counted == "failure"
    assert graded.notebook is not None and "오류가 난 줄까지 실행했을 때의 것" in graded.notebook


# --- what is told ---------------------------------------------------------------------------------


def test_a_counter_of_the_function_itself_is_no_change_that_a_student_is_told(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    own = paper.solution(TARGET).replace("### BEGIN SOLUTION", "global calls\n    calls += 1")
    paper.write(TARGET, f"calls = 0\n{own}\n    # 끝").last("softmax(np.ones((1, 2)))")
    graded = site.grade(paper)
    assert graded.verdict is not None and graded.verdict.score == 100
    assert all(not item.rebound for item in graded.verdict.exercises if item.name == TARGET)


def test_cells_are_numbered_as_the_student_counts_them(site: Site) -> None:
    """Cells that the grader put back or took away are not hers."""
    paper = site.paper().solve(*ALL)
    del paper.nb.cells[paper.at("quiz_check")]
    copied = copy.deepcopy(site.released.cells[paper.at(TARGET)])
    paper.nb.cells.insert(0, copied)
    paper.last("softmax = None").last("grades = open('grades.csv').read()")
    graded = site.grade(paper)
    assert graded.notebook is not None
    assert f"{len(paper.nb.cells) - 1}번째 셀에서 `softmax`를 바꾸었어요" in graded.notebook
    assert f"{len(paper.nb.cells)}번째 셀의 1번째 줄" in graded.notebook


def test_the_cell_is_told_that_changed_the_name_last(site: Site) -> None:
    paper = site.paper().solve(*ALL).write(TARGET, NAIVE)
    paper.last("softmax = 3").last(site.paper().solution(TARGET))
    graded = site.grade(paper)
    assert graded.notebook is not None and graded.verdict is not None and graded.verdict.score == 100
    assert f"{len(paper.nb.cells)}번째 셀에서 `softmax`를 바꾸었어요. 노트북 끝에 남은 것이 더 나아서" in graded.notebook


def test_a_library_that_is_not_there_is_missing_in_a_cell_and_against_the_rule_in_a_function(site: Site) -> None:
    """pandas is not installed where notebooks are graded."""
    paper = site.paper().solve(*ALL)
    paper.write(TARGET, f"import pandas as pd\n{paper.solution(TARGET).replace('### BEGIN SOLUTION', 'pd.DataFrame(x)')}")
    paper.last("frame = pd.DataFrame({'a': [1]})")
    graded = site.grade(paper)
    assert graded.notebook is not None and graded.verdict is not None
    book = nbformat.reads(graded.notebook, 4)
    assert book.cells[-1].outputs[0].evalue == "No module named 'pandas'"
    (softmax,) = (item for item in graded.verdict.exercises if item.name == TARGET)
    assert (softmax.score, softmax.banned) == (0, "pandas")


@pytest.mark.parametrize("end", ["%reset -f", "globals().clear()", "for name in list(globals()):\n    del globals()[name]"])
def test_names_that_are_cleared_at_the_end_are_there_for_the_functions(site: Site, end: str) -> None:
    assert lost(site, site.paper().solve(*ALL).last(end)) == {}
