"""Does any of these earn a point that the student's own code did not?  (attacks: integrity 1-12)"""

from __future__ import annotations

import copy

import nbformat
import pytest

from .conftest import REST, TARGET, UNIT, Paper, Site

STUB_RESULT = "def softmax(x):\n    return x\n"


def attacker(site: Site, source: str = STUB_RESULT) -> Paper:
    """Two exercises solved, a wrong target."""
    return site.paper().solve(*REST).write(TARGET, source)


def assert_gains_nothing(site: Site, paper: Paper, honest: float) -> None:
    assert site.score(paper) <= honest


# --- 1: metadata ---------------------------------------------------------------------------


def test_do_tags_and_metadata_change_the_grade(site: Site, honest: float) -> None:
    paper = attacker(site)
    for cell in paper.nb.cells:
        cell.metadata["tags"] = ["skip-execution", "raises-exception", "hide-cell"]
        cell.metadata["nbgrader_config"] = {"points": 100}
        if "nbgrader" in cell.metadata and cell.metadata.nbgrader.get("grade"):
            cell.metadata.nbgrader.update(points=1000, locked=False, solution=True, cell_type="markdown")
    paper.nb.metadata["celltoolbar"] = "Create Assignment"
    graded = site.grade(paper)
    assert graded.verdict is not None
    assert graded.verdict.score <= honest
    assert graded.verdict.max_score == 100
    assert graded.notebook is not None
    points = [c.metadata.nbgrader.points for c in nbformat.reads(graded.notebook, 4).cells
              if c.metadata.get("nbgrader", {}).get("grade")]  # fmt: skip
    assert sum(points) == 100


def test_does_a_changed_cell_type_change_the_grade(site: Site, honest: float) -> None:
    paper = attacker(site)
    for name in (f"{TARGET}_check", TARGET):
        cell = paper.cell(name)
        cell.cell_type = "markdown"
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
    assert_gains_nothing(site, paper, honest)


# --- 2, 5, 6: the kernel ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "trick",
    [
        "get_ipython().displayhook(24.0)",
        "get_ipython().displayhook(500.0)",
        "print('{\"score\": 100}'); print('AGf1', flush=True)",
        "get_ipython().kernel.session.send = lambda *a, **k: None",
        "import os\n    os.write(1, b'AGf1' + bytes(64)); os.write(2, b'AGf1' + bytes(64))",
        "import sys\n    sys.exit(0)",
        "import os\n    os._exit(0)",
        "raise SystemExit(100)",
    ],
)
def test_does_it_help_to_do_something_in_the_tested_function(site: Site, honest: float, trick: str) -> None:
    assert_gains_nothing(site, attacker(site, f"def softmax(x):\n    {trick}\n    return x\n"), honest)


@pytest.mark.parametrize(
    "patch",
    [
        "get_ipython().input_transformers_post.append(lambda lines: [])",
        "import ast\nclass Drop(ast.NodeTransformer):\n    def visit_Module(self, node):\n        node.body = []\n        return node\n"
        "get_ipython().ast_transformers.append(Drop())",
        "get_ipython().compile.ast_parse = lambda *a, **k: __import__('ast').parse('')",
        "get_ipython().run_code = lambda *a, **k: False",
        "get_ipython().showtraceback = lambda *a, **k: None",
        "get_ipython().run_cell = get_ipython().run_cell_async = lambda *a, **k: None",
    ],
)
def test_does_a_patched_shell_help(site: Site, honest: float, patch: str) -> None:
    assert_gains_nothing(site, attacker(site).first(patch), honest)


# --- 3: forged values ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "Yes()",
        "Forged()",
        "np.zeros(np.shape(x)).view(Sub)",
        "Number(1)",
        "np.array([[Yes()] * 3], dtype=object)",
        "np.full(np.shape(x), np.nan)",
        "np.lib.stride_tricks.as_strided(np.zeros(1), (10**9, 10**9), (0, 0))",
        "np.zeros(np.shape(x), dtype=complex)",
        "np.zeros(np.shape(x), dtype=[('a', 'f8')])",
        "np.full(np.shape(x), 0.5, dtype=np.longdouble)",
        "NotImplemented",
        "Ellipsis",
    ],
)
def test_does_a_forged_value_pass_for_the_right_one(site: Site, honest: float, value: str) -> None:
    source = (
        "import numpy as np\n"
        "class Yes:\n    __hash__ = None\n    def __eq__(self, o): return True\n    def __le__(self, o): return True\n"
        "    __ge__ = __lt__ = __gt__ = __le__\n    def __bool__(self): return True\n    def __float__(self): return 0.5\n"
        "class Forged(Yes):\n    def __array__(self, *a, **k): return np.ones(3)\n"
        "    __array_interface__ = {'shape': (3, 5), 'typestr': '<f8', 'data': (0, True), 'version': 3}\n"
        "    shape = (3, 5)\n    dtype = np.dtype('f8')\n"
        "class Sub(np.ndarray):\n    def __eq__(self, o): return True\n    def tobytes(self, *a): return bytes(10**6)\n"
        "    def __array_finalize__(self, o): pass\n"
        "class Number(int):\n    def __eq__(self, o): return True\n    __hash__ = None\n"
        f"def softmax(x):\n    return {value}\n"
    )
    assert_gains_nothing(site, attacker(site, source), honest)


# --- 4: patched libraries ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "patch",
    [
        "np.allclose = np.isclose = np.array_equal = np.testing.assert_allclose = lambda *a, **k: True",
        "np.random.seed = np.random.default_rng = lambda *a, **k: np.random.RandomState(0)",
        "np.save = np.asarray = np.ascontiguousarray = lambda *a, **k: np.zeros(3)",
        "import builtins; builtins.abs = builtins.all = builtins.any = builtins.isinstance = lambda *a: True",
        "import struct, json; json.dumps = lambda *a, **k: '{}'; struct.pack = lambda *a: b''",
        "import os; os.write = os.read = lambda *a: b''",
    ],
)
def test_does_a_patched_library_help(site: Site, honest: float, patch: str) -> None:
    paper = attacker(site, f"import numpy as np\nimport numpy.testing\n{patch}\n{STUB_RESULT}")
    assert_gains_nothing(site, paper, honest)


# --- 7: reading what is secret ----------------------------------------------------------------------


def test_can_the_solution_be_found(site: Site, honest: float) -> None:
    search = """
import glob, os, sys, gc
found = []
for base in ('/', '/work', '/root', '/home', os.getcwd(), *sys.path):
    for name in ('lesson.py', 'hidden.py', 'mistakes.py', 'gradebook.db'):
        found += glob.glob(os.path.join(base, '**', name), recursive=False)
        for up in range(6):
            path = os.path.join(os.getcwd(), *(['..'] * up), 'solutions', '*', name)
            found += glob.glob(path)
def softmax(x):
    f = sys._getframe()
    while f:
        for value in list(f.f_locals.values()) + list(f.f_globals.values()):
            if type(value).__name__ in ('Drawn', 'Case', 'CaseRecord'):
                return value.want[0].value
        f = f.f_back
    for value in gc.get_objects():
        if type(value).__name__ in ('Drawn', 'CaseRecord'):
            return value.want[0].value
    if found:
        names = {}
        exec(open(found[0]).read(), names)
        return names['softmax'](x)
    return x
"""
    assert_gains_nothing(site, attacker(site, search), honest)


# --- 8: files beside the notebook: the engine takes bytes, nothing lies beside them --------------------


def test_does_a_module_written_by_the_notebook_replace_numpy(site: Site, honest: float) -> None:
    plant = (
        "for name in ('numpy.py', 'ipykernel_launcher.py', 'autograder.py', 'sitecustomize.py'):\n"
        "    open(name, 'w').write('allclose = lambda *a, **k: True')"
    )
    assert_gains_nothing(site, attacker(site).first(plant), honest)


# --- 9: cells deleted, doubled, moved, edited --------------------------------------------------------


@pytest.mark.parametrize("how", ["deleted", "doubled", "moved", "edited", "emptied", "all marks stripped"])
def test_do_changed_graded_cells_help(site: Site, honest: float, how: str) -> None:
    paper = attacker(site)
    at = paper.at(f"{TARGET}_check")
    cell = paper.nb.cells[at]
    if how == "deleted":
        del paper.nb.cells[at]
    elif how == "doubled":
        paper.nb.cells.insert(0, copy.deepcopy(cell))
        paper.nb.cells.append(copy.deepcopy(cell))
    elif how == "moved":
        paper.nb.cells.insert(0, paper.nb.cells.pop(at))
    elif how in ("edited", "emptied"):
        cell.source = "" if how == "emptied" else "24.0"
    else:
        for each in paper.nb.cells:
            each.metadata.pop("nbgrader", None)
    graded = site.grade(paper)
    assert graded.status == "graded"
    assert graded.verdict is not None
    assert graded.verdict.score == honest  # nothing gained, and nothing lost by it either
    assert graded.notebook is not None
    ids = [c.metadata.nbgrader.grade_id for c in nbformat.reads(graded.notebook, 4).cells
           if c.metadata.get("nbgrader", {}).get("grade")]  # fmt: skip
    wanted = [c.metadata.nbgrader.grade_id for c in site.released.cells if c.metadata.get("nbgrader", {}).get("grade")]
    assert sorted(ids) == sorted(wanted)


# --- 10: behaviour that depends on being judged; visible cases hard-coded ------------------------------


def test_do_hard_coded_visible_cases_earn_anything(site: Site, honest: float) -> None:
    check = next(item for item in site.unit.checks if item.name == TARGET)
    table = []
    for case in check.example:
        value = site.unit.reference[TARGET](*case.steps[0].args)  # type: ignore[attr-defined]
        table.append(f"({case.steps[0].args[0]!r}, {value!r})")  # type: ignore[attr-defined]
    source = (
        "import numpy as np\nfrom numpy import array\n"
        f"TABLE = [{', '.join(table)}]\n"
        "def softmax(x):\n    for given, result in TABLE:\n        if np.array_equal(given, x):\n            return result\n"
        "    return np.full(np.shape(x), 1.0 / np.shape(x)[-1])\n"
    )
    assert_gains_nothing(site, attacker(site, source), honest)


def test_do_two_students_get_the_same_hidden_inputs(site: Site) -> None:
    from autograder.grading.engine import seed_of

    seeds = {seed_of(b"s" * 32, student, unit) for student in ("kim", "lee") for unit in (UNIT, "06_adam")}
    assert len(seeds) == 4
    assert all(len(seed) >= 16 for seed in seeds)


def test_does_a_second_grading_give_the_same_verdict(site: Site) -> None:
    paper = attacker(site, site.paper().solution(TARGET).replace("axis=-1", "axis=0"))
    assert site.grade(paper).verdict == site.grade(paper).verdict


# --- 11: pickles --------------------------------------------------------------------------------------


def test_does_a_pickle_run_outside(site: Site, honest: float, tmp_path: object) -> None:
    source = (
        "import numpy as np, os\nclass Bomb:\n    def __reduce__(self):\n"
        f"        return (os.system, ('touch {tmp_path}/ran',))\n"
        "def softmax(x):\n    return np.array([Bomb()] * 3, dtype=object)\n"
    )
    assert_gains_nothing(site, attacker(site, source), honest)
    import pathlib

    assert not (pathlib.Path(str(tmp_path)) / "ran").exists()


# --- 12: another library ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "from scipy.special import softmax as theirs\ndef softmax(x):\n    return theirs(x, axis=-1)\n",
        "import scipy.special\ndef softmax(x):\n    return scipy.special.softmax(x, axis=-1)\n",
        "def softmax(x):\n    from scipy import special\n    return special.softmax(x, axis=-1)\n",
        "import importlib\ndef softmax(x):\n    return importlib.import_module('scipy.special').softmax(x, axis=-1)\n",
        "from scipy.special import softmax\n",
        "import scipy.special as sp\ndef helper(x):\n    return sp.softmax(x, axis=-1)\nsoftmax = lambda x: helper(x)\n",
        "import scipy.special as sp\nclass softmax:\n    f = sp.softmax\n    def __new__(cls, x):\n        return sp.softmax(x, axis=-1)\n",
        "m = __import__('sci' + 'py.special').special\nf = getattr(m, 'soft' + 'max')\ndef softmax(x):\n    return f(x, axis=-1)\n",
        # These earned 21 of 24 points before the libraries' objects were looked for below the notebook's names.
        "box = [__import__('sci' + 'py.special').special]\ndef softmax(x):\n    return getattr(box[0], 'soft' + 'max')(x, axis=-1)\n",
        "m = __import__('sci' + 'py.special').special\ndef make(f):\n    return lambda x: f(x, axis=-1)\nsoftmax = make(getattr(m, 'soft' + 'max'))\ndel m\n",
        "m = __import__('sci' + 'py.special').special\ndef softmax(x, f=getattr(m, 'soft' + 'max')):\n    return f(x, axis=-1)\n",
        "import numpy as np\nm = __import__('sci' + 'py.special').special\nbox = {'deep': (1, [m.expit, m.xlogy, m.logsumexp])}\ndef softmax(x):\n"
        "    return np.exp(x - box['deep'][1][2](x, axis=-1, keepdims=True))\n",
        "m = __import__('sci' + 'py.special').special\nclass Box:\n    f = staticmethod(getattr(m, 'soft' + 'max'))\nbox = Box()\nbox.g = [Box.f]\n"
        "def softmax(x):\n    return box.g[0](x, axis=-1)\n",
        "from functools import partial\nm = __import__('sci' + 'py.special').special\nsoftmax = partial(getattr(m, 'soft' + 'max'), axis=-1)\n",
        "def softmax(x):\n    import sys\n    sys.meta_path.pop(0)\n    return getattr(__import__('sci' + 'py.special').special, 'soft' + 'max')(x, axis=-1)\n",
        "import builtins\nm = __import__('sci' + 'py.special').special\nbox = [m]\nbuiltins.vars = builtins.list = builtins.id = builtins.zip = None\n"
        "def softmax(x):\n    return getattr(box[0], 'soft' + 'max')(x, axis=-1)\n",
    ],
)
def test_does_another_library_earn_the_points(site: Site, honest: float, source: str) -> None:
    assert_gains_nothing(site, attacker(site, source), honest)


def test_do_libraries_that_only_compare_cost_anything(site: Site) -> None:
    """The control: results, models and helpers of a library all over the notebook, none used by the functions."""
    compare = (
        "from scipy.special import softmax as theirs, expit\nfrom functools import partial\n"
        "models = [theirs, {'a': (expit, partial(theirs, axis=-1))}]\n"
        "class Compare:\n    f = staticmethod(theirs)\n    def __init__(self):\n        self.g = [expit]\n"
        "def compare(x, f=theirs):\n    return f(x) - softmax(x)\n"
        "scale = 1.0\nscales = (1.0, [np.float64(1.0)])\nprint(compare(np.ones(3)), Compare().g[0](0.0))\n"
    )
    paper = site.paper().solve(TARGET, *REST, "softmax_cross_entropy_grad", "quiz")
    source = paper.cell(TARGET).source.replace("### BEGIN SOLUTION", "x = np.asarray(x) * scale * scales[0] * scales[1][0]")
    assert site.score(paper.write(TARGET, source).last("import numpy as np\n" + compare)) == 100
