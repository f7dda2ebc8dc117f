"""What cells leave behind for a function that is judged: files, threads, folders, other libraries, the way to them."""

from __future__ import annotations

import nbformat
import pytest

from autograder.grading.results import Graded

from .conftest import REST, TARGET, Paper, Site

ALL = (TARGET, *REST, "softmax_cross_entropy_grad", "quiz")


def with_lines(site: Site, first: str, lines: str) -> Paper:
    """Everything solved, a cell above it, and lines at the beginning of the target."""
    paper = site.paper().solve(*ALL)
    body = "\n    ".join(lines.split("\n"))
    return paper.first(first).write(TARGET, paper.solution(TARGET).replace("### BEGIN SOLUTION", body))


def assert_earns_everything(graded: Graded) -> None:
    """All points, and what failed if not."""
    assert graded.verdict is not None, graded.message
    assert graded.verdict.score == 100, [(item.name, item.score, item.error) for item in graded.verdict.exercises]


#: A cell, and what the function does with what it left.
LEFT = {
    "lazy archive": (
        "import numpy as np\nnp.savez('w.npz', a=np.ones(3))\nw = np.load('w.npz')",
        "assert w['a'].sum() == 3",
    ),
    "log": ("log = open('log.txt', 'w')", "print('x', x, file=log, flush=True)"),
    "database": (
        "import sqlite3\ndb = sqlite3.connect('calls.db')\ndb.execute('create table calls (n int)')\ndb.commit()",
        "db.execute('insert into calls values (1)')\ndb.commit()\nassert db.execute('select count(*) from calls').fetchone()[0] > 0",
    ),
    "database in memory": (
        "import sqlite3\ndb = sqlite3.connect(':memory:')\ndb.execute('create table calls (n int)')",
        "db.execute('insert into calls values (1)')",
    ),
    "file without a name": (
        "import tempfile\nscratch = tempfile.TemporaryFile('w+')\nscratch.write('5')\nscratch.flush()",
        "scratch.seek(0)\nassert scratch.read() == '5'",
    ),
    "half read file": (
        "import os\nopen('ab', 'w').write('ab')\nhalf, read = open('ab', 'rb', buffering=0), []\nhalf.read(1)",
        "read.append(half.read(1))\nassert read[0] == b'b'",
    ),
    "nowhere": ("import os\nnowhere = open(os.devnull, 'w')", "print(x, file=nowhere, flush=True)"),
    "many files": (
        "many = [open(f'f{n}', 'w') for n in range(150)]",
        "open('g', 'w').close()\nprint(x, file=many[0], flush=True)",
    ),
    "queue": (
        "import queue, threading\ntasks, results = queue.Queue(), queue.Queue()\ndef work():\n    while True:\n"
        "        results.put(tasks.get() + 1)\n        tasks.task_done()\nthreading.Thread(target=work, daemon=True).start()\n"
        "tasks.put(1)\ntasks.join()\nprint(results.get())",
        "tasks.put(2)\ntasks.join()\nassert results.get() == 3",
    ),
    "several workers": (
        "import queue, threading, time\ntasks, results, meet = queue.Queue(), queue.Queue(), threading.Barrier(3)\ndef work():\n    while True:\n"
        "        task = tasks.get()\n        meet.wait()\n        results.put(task)\n"
        "for _ in range(3):\n    threading.Thread(target=work, daemon=True).start()\ntime.sleep(0.2)",
        "for n in range(3):\n    tasks.put(n)\nassert sorted(results.get() for _ in range(3)) == [0, 1, 2]",
    ),
    "thread of an own class": (
        "import queue, threading\ntasks = queue.Queue()\nclass Worker(threading.Thread):\n    def run(self):\n        while True:\n"
        "            tasks.get()()\n            tasks.task_done()\nWorker(daemon=True).start()",
        "tasks.put(lambda: None)\ntasks.join()",
    ),
    "thread pool": (
        "from multiprocessing.pool import ThreadPool\npool = ThreadPool(3)",
        "assert pool.map(abs, [1, -2]) == [1, 2]",
    ),
    "process pool": (
        "import multiprocessing\npool = multiprocessing.get_context('fork').Pool(2)\nprint(pool.map(abs, [1, -2]))",
        "assert pool.map(abs, [1, -2]) == [1, 2]",
    ),
    "process executor": (
        "from concurrent.futures import ProcessPoolExecutor\npool = ProcessPoolExecutor(2)\nprint(list(pool.map(abs, [1, -2])))",
        "assert list(pool.map(abs, [1, -2])) == [1, 2]",
    ),
    "folder": (
        "import os\nos.makedirs('a/b')\nos.chdir('a/b')\nopen('s', 'w').write('5')",
        "assert open('s').read() == '5'",
    ),
    "name of the user": ("import getpass\nname = getpass.getuser()", "assert name == getpass.getuser()"),
    "number that is typed": (
        "import time",
        "times = int(input('몇 번? ')) + float(input().strip())\nassert times > 0 and not input('계속? ')",
    ),
    "pauses": (
        "import time\nfrom time import sleep",
        "start = time.perf_counter()\ntime.sleep(30)\nsleep(30.0)\nassert 0 < time.perf_counter() - start < 20\n"
        "try:\n    sleep(-1)\nexcept ValueError:\n    pass",
    ),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_cells_left_open_works_in_the_function(site: Site, name: str) -> None:
    assert_earns_everything(site.grade(with_lines(site, *LEFT[name])))


def test_a_function_finds_its_file_where_it_was_made(site: Site) -> None:
    """Although the last cell went elsewhere."""
    paper = with_lines(site, "open('scale.txt', 'w').write('5')", "assert open('scale.txt').read() == '5'")
    assert_earns_everything(site.grade(paper.last("import os\nos.makedirs('a')\nos.chdir('a')")))


def test_a_question_that_never_ends_ends(site: Site) -> None:
    graded = site.grade(with_lines(site, "", "while input() != 'q':\n    pass"))
    assert graded.verdict is not None
    assert next(item for item in graded.verdict.exercises if item.name == TARGET).score == 0


@pytest.mark.parametrize(
    "magic", ["%%heat", "%%time", "\n\n%%time", "%%capture out", "%%time\n%%capture", " \n%%memit -r 1\n\n%%time"]
)
def test_the_body_of_a_cell_runs_whatever_magic_it_begins_with(site: Site, magic: str) -> None:
    paper = site.paper().solve(*ALL)
    graded = site.grade(paper.write(TARGET, f"{magic}\n{paper.solution(TARGET)}\ndata = open('grades.csv')"))
    assert_earns_everything(graded)
    assert graded.notebook is not None
    first = nbformat.reads(graded.notebook, 4).cells[0].source
    line = paper.cell(TARGET).source.count("\n") + 1
    assert f"{line}번째 줄 `data = open('grades.csv')`" in first


@pytest.mark.parametrize(
    "cell", ["%%R\nx <- c(1, 2)", "%%writefile x.py\nsoftmax = 1", "%%timeit -n 1 -r 1\nsoftmax = 1", "%%sql\nselect 1"]
)
def test_a_magic_whose_body_is_no_code_of_the_notebook_stays(site: Site, cell: str) -> None:
    assert_earns_everything(site.grade(site.paper().solve(*ALL).last(cell)))


MODEL = "from sklearn.linear_model import LogisticRegression\nimport collections, functools, numpy as np, scipy.special\nmodel = LogisticRegression()\n"
#: A library's object beside what the function uses.
BESIDE = {
    "list": ("box = [model, 0.5]", "assert box[1] == 0.5"),
    "named tuple": ("R = collections.namedtuple('R', 'model score')\nbox = R(model, 0.5)", "assert box.score == 0.5"),
    "deque": ("box = collections.deque([model, 0.5])", "assert box[1] == 0.5"),
    "set": ("box = {model, 0.5}", "assert 0.5 in box"),
    "object array": ("box = np.array([model, 0.5], dtype=object)", "assert box[1] == 0.5"),
    "key": ("box = {model: 0.5, 'b': 1.0}", "assert list(box.values()) == [0.5, 1.0]"),
    "method of a list": ("box = [model]\nnote = box.append", "note(0.5)"),
    "history": ("box = [model, 0.5]\nlast = iter(box)", "assert box[-1] == 0.5"),
    "cache": (
        "@functools.lru_cache\ndef made(n):\n    return model if n else 0.5\nmade(1)\nbox = [made, 0.5]",
        "assert box[1] == 0.5",
    ),
    "exception": (
        "try:\n    model.predict([[1.0]])\nexcept Exception as error:\n    seen = [error, 0.5]",
        "assert seen[1] == 0.5",
    ),
}


@pytest.mark.parametrize("name", BESIDE)
def test_an_object_of_a_library_beside_what_the_function_uses_costs_nothing(site: Site, name: str) -> None:
    first, lines = BESIDE[name]
    assert_earns_everything(site.grade(with_lines(site, MODEL + first, lines)))


def test_a_function_that_takes_a_librarys_name_and_text_is_still_the_students(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    wrapped = paper.solution(TARGET).replace("def softmax", "@functools.wraps(scipy.special.softmax)\ndef softmax", 1)
    assert_earns_everything(site.grade(paper.first(MODEL).write(TARGET, wrapped)))


HIDE = "import scipy.special, numpy as np\n"
#: With p = 1 / (1 + e^-x), p / (1 - p) is e^x: right, if the library could be used.
USE = (
    "def softmax(x):\n    x = np.asarray(x, dtype=float)\n    p = np.asarray({}(x - x.max(axis=-1, keepdims=True)), dtype=float)\n"
    "    return p / (1 - p) / (p / (1 - p)).sum(axis=-1, keepdims=True)"
)
#: Where a compiled function of SciPy may lie, and how it is called there.
HIDDEN = {
    "local of threads": ("import threading\nbox = threading.local()\nbox.f = scipy.special.expit", "box.f"),
    "arguments": ("import argparse\nbox = argparse.Namespace(f=scipy.special.expit)", "box.f"),
    "names": ("import types\nbox = types.SimpleNamespace(f=[scipy.special.expit])", "box.f[0]"),
    "ufunc": ("box = np.frompyfunc(scipy.special.expit, 1, 1)", "box"),
    "vectorized": ("box = np.vectorize(scipy.special.expit)", "box"),
    "context": ("import contextvars\nbox = contextvars.ContextVar('box')\nbox.set(scipy.special.expit)", "box.get()"),
    "weak reference": ("import weakref\nclass F:\n    pass\nF.f = scipy.special.expit\nbox = weakref.ref(F)", "box().f"),
    "own module": (
        "open('mine.py', 'w').write('class Box:\\n    pass')\nimport mine\nbox = mine.Box()\nbox.f = scipy.special.expit",
        "box.f",
    ),
    "made module": ("import types\nbox = types.ModuleType('box')\nbox.f = scipy.special.expit", "box.f"),
    "iterator": ("import itertools\nbox = itertools.repeat(scipy.special.expit)", "next(box)"),
    "iterator of a tuple": ("box = iter((scipy.special.expit,) * 1000)", "next(box)"),
    "in math": ("import math\nmath.foo = scipy.special.expit", "math.foo"),
    "in json": ("import json\njson.foo = [scipy.special.expit]", "json.foo[0]"),
    "in a module that came later": ("import wave\nwave.foo = scipy.special.expit", "wave.foo"),
    "in pyplot": ("import matplotlib.pyplot as plt\nplt.foo = scipy.special.expit", "plt.foo"),
    "in a figure": ("import matplotlib.pyplot as plt\nbox = plt.figure()\nbox.foo = scipy.special.expit", "box.foo"),
    "in sys.modules": (
        "import sys, types\nsys.modules['box'] = types.SimpleNamespace(f=scipy.special.expit)\nimport box as other\ndel other",
        "__import__('box').f",
    ),
    "in builtins": ("import builtins\nbuiltins.foo = scipy.special.expit", "foo"),
    "in sys": ("import sys\nsys.foo = scipy.special.expit", "sys.foo"),
    "in numpy": ("np.linalg.foo = scipy.special.expit", "np.linalg.foo"),
    "instead of numpy's": ("np.sinc = scipy.special.expit", "np.sinc"),
    "key": ("box = {scipy.special.expit: 1}", "next(iter(box))"),
    "named tuple": ("import collections\nbox = collections.namedtuple('R', 'f')(scipy.special.expit)", "box.f"),
    "frozen class": (
        "import dataclasses\n@dataclasses.dataclass(frozen=True)\nclass Box:\n    f: object\nbox = Box(scipy.special.expit)",
        "box.f",
    ),
    "inherited list": ("class Box(list): pass\nbox = Box([scipy.special.expit])", "box[0]"),
    "slot of a parent": (
        "class A:\n    __slots__ = ('f',)\nclass Box(A):\n    __slots__ = ()\nbox = Box()\nbox.f = scipy.special.expit",
        "box.f",
    ),
    "cache": ("import functools\n@functools.lru_cache(8)\ndef box():\n    return scipy.special.expit\nbox()", "box()"),
    "weak dictionary": (
        "import weakref\nclass F:\n    f = scipy.special.expit\nbox = weakref.WeakValueDictionary(a=F)",
        "box['a'].f",
    ),
    "bound method": (
        "class Box:\n    def __init__(self):\n        self.f = scipy.special.expit\n    def g(self, x):\n        return self.f(x)\nbox = Box().g",
        "box",
    ),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_library_that_lies_hidden_earns_nothing(site: Site, name: str) -> None:
    hide, call = HIDDEN[name]
    check = f"print('works', np.all({call}(np.zeros(4)) == 0.5))"
    graded = site.grade(site.paper().solve(*ALL).first(f"{HIDE}{hide}\n{check}").write(TARGET, USE.format(call)))
    assert graded.verdict is not None and graded.notebook is not None
    assert "works True" in graded.notebook
    target = next(item for item in graded.verdict.exercises if item.name == TARGET)
    assert (target.score, target.banned) == (0, "scipy")


THREAD = """
import json, os, threading, time
def serve(f):
    while True:
        try:
            x = np.array(json.load(open('/notebook/question')))
        except Exception:
            time.sleep(0.001)
            continue
        os.remove('/notebook/question')
        say('answer', f(x).tolist())
def say(name, value):
    with open(f'/notebook/{name}.new', 'w') as f:
        json.dump(value, f)
    os.rename(f'/notebook/{name}.new', f'/notebook/{name}')
def ask(x, seconds=0.3):
    say('question', x.tolist())
    end = time.monotonic() + seconds
    while not os.path.exists('/notebook/answer'):
        assert time.monotonic() < end
    answer = np.array(json.load(open('/notebook/answer')))
    os.remove('/notebook/answer')
    return answer
threading.Thread(target=serve, args=(scipy.special.expit,), daemon=True).start()
print('works', np.all(ask(np.zeros(4), 3.0) == 0.5))
"""


def test_a_thread_of_a_cell_answers_no_judged_call(site: Site) -> None:
    """It goes on in the notebook process, where it has kept what it had."""
    graded = site.grade(site.paper().solve(*ALL).first(HIDE + THREAD).write(TARGET, USE.format("ask")))
    assert graded.verdict is not None and graded.notebook is not None
    assert "works True" in graded.notebook
    assert next(item for item in graded.verdict.exercises if item.name == TARGET).score == 0


ANOTHER = """
import json, os, subprocess, sys
CODE = 'import json, math, sys; print(json.dumps([1 / (1 + math.exp(-v)) for v in json.load(sys.stdin)]))'
def sigmoid(x):
    x = np.asarray(x, dtype=float)
    done = subprocess.run([sys.executable, '-S', '-c', CODE], input=json.dumps(x.ravel().tolist()), capture_output=True, text=True)
    return np.reshape(json.loads(done.stdout), x.shape)
print('works', sigmoid(0.0) == 0.5)
"""


def test_another_python_can_be_asked_by_a_cell_only(site: Site) -> None:
    """There all libraries could be loaded."""
    graded = site.grade(site.paper().solve(*ALL).first(f"import numpy as np{ANOTHER}").write(TARGET, USE.format("sigmoid")))
    assert graded.verdict is not None and graded.notebook is not None
    assert "works True" in graded.notebook
    target = next(item for item in graded.verdict.exercises if item.name == TARGET)
    assert (target.score, target.error) == (0, "OSError")
