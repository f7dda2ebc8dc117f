"""Is a student who is right at home right here?  Ordinary notebooks, solved in full, with what people leave in them."""

from __future__ import annotations

import nbformat
import pytest

from .conftest import REST, TARGET, Site

ALL = (TARGET, *REST, "softmax_cross_entropy_grad", "quiz")
#: Lines that only work at the student's home; above a definition or an import they must cost nothing but themselves.
AT_HOME = {
    "drive": "from google.colab import drive\ndrive.mount('/content/drive')",
    "folder": "import os\nos.chdir('/content/drive/MyDrive/ml')",
    "magic folder": "%cd /content/nowhere",
    "font": "import matplotlib.pyplot as plt\nplt.rc('font', family=open('/usr/share/fonts/Nanum.ttf').name)",
    "missing packages": "import seaborn as sns, tqdm_of_home",
    "import list": "import seaborn_of_home, math as m, json as j",
    "input": "number = int(input('몇 개? '))",
    "password": "import getpass\ntoken = getpass.getpass()",
    "data file": "import numpy as np\ntable = np.load('table.npy')",
    "csv": "import pandas as pd\nframe = pd.read_csv('data.csv')\nframe.head()",
    "figure": "import matplotlib.pyplot as plt\nplt.savefig('figures/loss.png')",
    "environment": "import os\nhome = os.environ['COLAB_GPU']",
    "locale": "import locale\nlocale.setlocale(locale.LC_ALL, 'ko_KR.CP949')",
    "assert": "import torch\nassert torch.cuda.is_available()",
    "exit": "import sys\nsys.exit('여기까지')",
    "slow": "import time\ntime.sleep(10 ** 6)",
    "with": "with open('nothing.txt') as f:\n    text = f.read()",
}


@pytest.mark.parametrize("name", AT_HOME)
def test_a_line_that_only_works_at_home_costs_nothing_but_itself(site: Site, name: str) -> None:
    """Above every import, and in the solution cell above the function."""
    paper = site.paper().solve(*ALL)
    setup = next(cell for cell in paper.nb.cells if "import numpy" in cell.source)
    if name != "slow":
        setup.source = f"{AT_HOME[name]}\n{setup.source}"
    paper.write(TARGET, f"{AT_HOME[name]}\n{paper.solution(TARGET)}")
    graded = site.grade(paper)
    assert graded.verdict is not None
    assert graded.verdict.score == 100, [(item.name, item.score, item.error) for item in graded.verdict.exercises]


def test_the_feedback_names_the_line_that_failed_and_what_it_cost(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    paper.write(TARGET, f"data = open('grades.csv').read()\n{paper.solution(TARGET)}")
    free = site.grade(paper)
    assert free.notebook is not None
    first = nbformat.reads(free.notebook, 4).cells[0].source
    assert "1번째 줄 `data = open('grades.csv').read()`" in first
    assert "나머지 줄은 그대로 실행했어요. 이 줄 때문에 잃은 점수는 없어요." in first
    paper.write(TARGET, "my_data = open('grades.csv').read()\ndef softmax(x):\n    return x + len(my_data)")
    dear = site.grade(paper)
    assert dear.notebook is not None and dear.verdict is not None
    first = nbformat.reads(dear.notebook, 4).cells[0].source
    # The gradient calls softmax, too, but is judged once more with a right one: the line costs once.
    assert "`my_data`를 `softmax`가 쓰기 때문에" in first
    assert dear.verdict.score < 100


def test_of_a_cell_that_was_shortened_nobody_says_that_its_other_lines_ran(site: Site) -> None:
    paper = site.paper().solve(*ALL).first("data = open('grades.csv').read()").last("import os\nos._exit(0)\nprint('끝')")
    graded = site.grade(paper)
    assert graded.notebook is not None and graded.verdict is not None and graded.verdict.score == 100
    first = nbformat.reads(graded.notebook, 4).cells[0].source
    assert "1번째 줄 `data = open('grades.csv').read()`" in first and "이 줄 때문에 잃은 점수는 없어요." in first
    assert "나머지 줄은 그대로" not in first


def test_a_cell_that_python_cannot_read_is_named_with_what_it_cost(site: Site) -> None:
    paper = site.paper().solve(*ALL).write(TARGET, "def softmax(x):\n    return np.exp(x\n")
    graded = site.grade(paper.last("print('끝'"))
    assert graded.notebook is not None and graded.verdict is not None
    first = nbformat.reads(graded.notebook, 4).cells[0].source
    assert "문법 오류가 있어서 이 셀은 한 줄도 실행하지 못했어요. 그래서 `softmax` 점수를 잃었어요." in first
    assert first.endswith("`print('끝'`: 문법 오류가 있어서 이 셀은 한 줄도 실행하지 못했어요.")
    assert graded.verdict.score == 76


LEFT_BEHIND = {
    "text without a newline": "print('끝', end='')",
    "text": "print('끝')",
    "pool": "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(4)\nprint(list(pool.map(abs, [1, -2])))",
    "clock": "import threading, time\ndef tick():\n    while True:\n        time.sleep(0.01)\nthreading.Thread(target=tick, daemon=True).start()",
    "printing clock": (
        "import threading, time\ndef tick():\n    while True:\n        time.sleep(0.01)\n        print('째깍')\n"
        "threading.Thread(target=tick, daemon=True).start()"
    ),
    "clock and warnings": (
        "import threading, time, warnings\nwarnings.simplefilter('error')\n"
        "threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()"
    ),
    "tasks": "import asyncio\nasync def wait():\n    await asyncio.sleep(0.01)\nawait wait()\ntask = asyncio.ensure_future(wait())",
    "processes": "import multiprocessing as mp\nworker = mp.get_context('fork').Process(target=input, daemon=True)\nworker.start()",
    "figures": "import matplotlib.pyplot as plt\nfor _ in range(30):\n    plt.figure()",
    "warnings": "import warnings\nwarnings.simplefilter('error')",
    "errors": "import numpy as np\nnp.seterr(all='raise')",
    "folder": "import os\nos.makedirs('a/b')\nos.chdir('a/b')",
    "random state": "import numpy as np, random\nnp.random.seed(1)\nrandom.seed(1)",
    "streams": "import sys, io\nsys.stdout = io.StringIO()\nsys.stderr.close()\nsys.stdin.close()",
    "logging": "import logging, sys\nlogging.basicConfig(stream=sys.stdout, level=0)\nlogging.info('끝')",
    "recursion": "import sys\nsys.setrecursionlimit(60)",
    "garbage": "import gc\ngc.disable()",
    "trace": "import sys\nsys.settrace(lambda *a: None)",
    "reset": "%reset -f",
    "numpy": "np = 5",
    "deleted": "del softmax, np",
    "loop": "for softmax in range(3):\n    pass",
    "result": "import numpy as np\nsoftmax = softmax(np.zeros((2, 2)))",
    "naive version": "import numpy as np\ndef softmax(x):\n    return np.exp(x) / np.exp(x).sum()",
    "library": "try:\n    from torch.nn.functional import softmax\nexcept ImportError:\n    from scipy.special import softmax",
    "never": "if False:\n    import scipy",
    "comparison": "import scipy.special\nimport numpy as np\nprint(np.allclose(softmax(np.eye(2)), scipy.special.softmax(np.eye(2), axis=-1)))",
    "progress bar": "from tqdm.auto import tqdm\nfor _ in tqdm(range(3)):\n    pass",
    "quiz again": "quiz_answers = {1: None, 2: None, 3: None, 4: None}",
}


@pytest.mark.parametrize("name", LEFT_BEHIND)
@pytest.mark.parametrize("noisy", [False, True], ids=["quiet", "noisy"])
def test_what_the_last_cell_leaves_costs_nothing(site: Site, name: str, noisy: bool) -> None:
    """Also for a function that prints, logs, warns, asks and flushes."""
    paper = site.paper().solve(*ALL)
    if noisy:
        talk = (
            "import sys as _s, warnings as _w; print('x', x.shape); print('!', file=_s.stderr, flush=True); "
            "_w.warn('조심'); _s.stdout.write('끝'); input('계속? ')"
        )
        paper.write(TARGET, paper.solution(TARGET).replace("### BEGIN SOLUTION", talk))
    graded = site.grade(paper.last(LEFT_BEHIND[name]))
    assert graded.verdict is not None
    assert graded.verdict.score == 100, [(item.name, item.score, item.error) for item in graded.verdict.exercises]


IN_THE_FUNCTION = {
    "progress bar": "from tqdm.auto import tqdm\nfor _ in tqdm(range(3)):\n    pass",
    "text bar": "from tqdm import tqdm\nfor _ in tqdm(range(3)):\n    pass",
    "plot": "import matplotlib.pyplot as plt\nplt.plot(np.ravel(x))\nplt.title('z')\nplt.show()",
    "axes": (
        "import matplotlib.pyplot as plt\nfig, axes = plt.subplots(1, 2, figsize=(8, 3))\nline, = axes[0].plot(np.ravel(x))\n"
        "axes[1].hist(np.ravel(x))\nfor ax in axes.flat:\n    ax.set_title('z')\nfig.tight_layout()\nplt.savefig('x.png')\nplt.close(fig)"
    ),
    "limits": "import matplotlib.pyplot as plt\nlow, high = plt.ylim()\nfirst, *rest = plt.plot([1], [2], [3], [4])",
    "bars": (
        "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nfor b in ax.bar([1, 2], [3, 4]):\n"
        "    ax.text(b.get_x() + b.get_width() / 2, b.get_height(), f'{b.get_height():.2f}')\n    top = -b.get_height() if b.get_height() > 3 else len(ax.lines)"
    ),
    "histogram": "import matplotlib.pyplot as plt\ncounts, edges, bars = plt.hist([1.0, 2.0])\nassert counts.sum() == 2",
    "display": "from IPython.display import display\ndisplay(x)",
    "pool": "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(2) as pool:\n    list(pool.map(float, [1]))",
    "log": "import logging\nlogging.getLogger('x').warning('%s', x)",
    "file": "with open('trace.txt', 'a') as f:\n    f.write(str(x))",
    "clear": "from IPython.display import clear_output\nclear_output(wait=True)",
    "timer": "import time\nstart = time.perf_counter()\nprint(f'{time.perf_counter() - start:.3f}초', end='\\r', flush=True)",
}


@pytest.mark.parametrize("name", IN_THE_FUNCTION)
def test_what_a_function_shows_costs_nothing(site: Site, name: str) -> None:
    paper = site.paper().solve(*ALL)
    shown = "\n    ".join(IN_THE_FUNCTION[name].split("\n"))
    graded = site.grade(paper.write(TARGET, paper.solution(TARGET).replace("### BEGIN SOLUTION", shown)))
    assert graded.verdict is not None
    assert graded.verdict.score == 100, [(item.name, item.score, item.error) for item in graded.verdict.exercises]


def test_a_pool_of_an_earlier_cell_still_works_in_the_function(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    lines = "rows = list(pool.map(np.sum, [np.zeros(2)] * 5))\n    assert len(rows) == 5"
    paper.write(TARGET, paper.solution(TARGET).replace("### BEGIN SOLUTION", lines))
    pool = "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(3)\nlist(pool.map(abs, range(9)))"
    assert site.score(paper.first(pool)) == 100


def test_the_feedback_says_which_cell_bound_the_name_again(site: Site) -> None:
    paper = site.paper().solve(*ALL).last("softmax = None")
    graded = site.grade(paper)
    assert graded.notebook is not None
    assert f"{len(paper.nb.cells)}번째 셀에서 `softmax`를 바꾸었어요" in graded.notebook


def test_a_later_function_counts_when_it_is_the_better_one(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    right = paper.solution(TARGET)
    paper.write(TARGET, "def softmax(x):\n    return x / x.sum()").last(right)
    assert site.score(paper) == 100


def test_a_helper_of_the_solution_cells_time_is_used(site: Site) -> None:
    helper = "def shifted(x):\n    return x - x.max(axis=-1, keepdims=True)"
    body = "def softmax(x):\n    e = np.exp(shifted(np.asarray(x, dtype=np.float64)))\n    return e / e.sum(axis=-1, keepdims=True)"
    paper = site.paper().solve(*ALL).write(TARGET, f"{helper}\n{body}")
    assert site.score(paper.last("def shifted(x):\n    return x")) == 100
    later = site.paper().solve(*ALL).write(TARGET, body).last(helper)
    assert site.score(later) == 100


def test_a_lot_of_hangul_in_the_output_does_not_end_the_notebook(site: Site) -> None:
    paper = (
        site.paper().solve(*ALL).first("AXES = []\nfor _ in range(2):\n    AXES.append(-1)").last("print('가' * 1_500_000)")
    )
    paper.write(TARGET, paper.solution(TARGET).replace("### BEGIN SOLUTION", "assert AXES[1] == -1"))
    graded = site.grade(paper)
    assert graded.verdict is not None
    assert (graded.verdict.score, graded.message) == (100, "")


def test_a_data_class_with_a_missing_type_keeps_its_fields(site: Site) -> None:
    helper = "from dataclasses import dataclass\nfrom jaxtyping_of_home import Float\n@dataclass\nclass Axis:\n    number: Float = -1"
    paper = site.paper().solve(*ALL).first(helper)
    assert (
        site.score(
            paper.write(TARGET, paper.solution(TARGET).replace("### BEGIN SOLUTION", "assert Axis(number=3).number == 3"))
        )
        == 100
    )


def test_quiz_answers_that_were_lost_with_their_line_are_said_to_be(site: Site) -> None:
    paper = site.paper().solve(*ALL).write("quiz", "\n\nimport json\nquiz_answers = json.load(open('answers.json'))")
    graded = site.grade(paper)
    assert graded.notebook is not None
    first = nbformat.reads(graded.notebook, 4).cells[0].source
    assert "4번째 줄 `quiz_answers = json.load(open('answers.json'))`" in first
    assert "그래서 퀴즈 점수를 잃었어요" in first


LIBRARY = {
    "left in numpy": (
        "import numpy as np, scipy.special\nnp.expit = scipy.special.expit\ndef softmax(x):\n    p = np.expit(np.asarray(x, dtype=float))\n"
        "    return p / p.sum(axis=-1, keepdims=True)"
    ),
    "own module": (
        "open('tools_of_mine.py', 'w').write('from scipy.special import expit')\nimport tools_of_mine\ndef softmax(x):\n"
        "    p = tools_of_mine.expit(x)\n    return p / p.sum(axis=-1, keepdims=True)"
    ),
    "inside": "def softmax(x):\n    from scipy.special import softmax as ready\n    return ready(x, axis=-1)",
    "global": "from scipy.special import softmax as ready\ndef softmax(x):\n    return ready(x, axis=-1)",
    "module": "import scipy.special\ndef softmax(x):\n    return scipy.special.softmax(x, axis=-1)",
    "itself": "from scipy.special import softmax",
    "set": "import scipy.special\nhidden = {scipy.special.softmax}\ndef softmax(x):\n    return next(iter(hidden))(x, axis=-1)",
    "ufunc in a set": (
        "import scipy.special, numpy as np\nhidden = frozenset([scipy.special.expit])\ndef softmax(x):\n"
        "    p = next(iter(hidden))(x)\n    return p / p.sum(axis=-1, keepdims=True)"
    ),
    "queue": "import scipy.special, collections\nq = collections.deque([scipy.special.softmax])\ndef softmax(x):\n    return q[0](x, axis=-1)",
    "closure": "import scipy.special\ndef make(f):\n    return lambda x: f(x, axis=-1)\nsoftmax = make(scipy.special.softmax)",
    "default": "import scipy.special\ndef softmax(x, f=scipy.special.softmax):\n    return f(x, axis=-1)",
    "partial": "import scipy.special, functools\nsoftmax = functools.partial(scipy.special.softmax, axis=-1)",
    "attribute": "import scipy.special\nclass Box:\n    f = [scipy.special.softmax]\ndef softmax(x):\n    return Box.f[0](x, axis=-1)",
    "slot": (
        "import scipy.special\nclass Box:\n    __slots__ = ('f',)\nbox = Box()\nbox.f = scipy.special.softmax\n"
        "def softmax(x):\n    return box.f(x, axis=-1)"
    ),
    "object array": (
        "import scipy.special, numpy as np\nbox = np.array([scipy.special.softmax, None], dtype=object)\n"
        "def softmax(x):\n    return box[0](x, axis=-1)"
    ),
    "generator": (
        "import scipy.special\ndef give(f):\n    while True:\n        yield f\nbox = give(scipy.special.softmax)\n"
        "def softmax(x):\n    return next(box)(x, axis=-1)"
    ),
    "missing": "import torch\ndef softmax(x):\n    return torch.softmax(torch.tensor(x), -1).numpy()",
    "sys.modules": "import scipy.special\nimport sys\ndef softmax(x):\n    return sys.modules['scipy.special'].softmax(x, axis=-1)",
}


@pytest.mark.parametrize("name", LIBRARY)
def test_a_library_that_the_function_reaches_earns_nothing(site: Site, name: str) -> None:
    graded = site.grade(site.paper().solve(*ALL).write(TARGET, LIBRARY[name]))
    assert graded.verdict is not None
    found = {item.name: item for item in graded.verdict.exercises}
    assert found[TARGET].score == 0
    assert graded.verdict.score == 100 - found[TARGET].max_score  # what calls it is judged with a right one
    if name != "sys.modules":
        assert found[TARGET].banned == ("torch" if name == "missing" else "scipy")


def test_a_notebook_that_had_to_be_rebuilt_says_so(site: Site) -> None:
    graded = site.grade(site.paper().solve(*ALL).last("import os\nos._exit(0)"))
    assert graded.verdict is not None and graded.notebook is not None
    assert graded.verdict.score == 100
    assert "처음부터 다시 실행" in nbformat.reads(graded.notebook, 4).cells[0].source
