"""Is another library found inside a graded function, and never where it is allowed?"""

from __future__ import annotations

import pytest

from autograder.intake import find_banned

GOOD = "import numpy as np\ndef softmax(x):\n    e = np.exp(x)\n    return e / e.sum()\n"


@pytest.mark.parametrize(
    ("cells", "library"),
    [
        (["def softmax(x):\n    import scipy.special\n    return scipy.special.softmax(x)"], "scipy.special"),
        (["import scipy.special\ndef softmax(x):\n    return scipy.special.softmax(x)"], "scipy.special"),
        (["from scipy.special import softmax"], "scipy.special.softmax"),
        (["from scipy.special import softmax as s", "def softmax(x):\n    return s(x)"], "scipy.special.softmax"),
        (["def softmax(x):\n    return help1(x)", "def help1(x):\n    return help2(x)", "import torch\nhelp2 = lambda x: torch.softmax(x, 0)"], "torch"),
        (["import torch.nn.functional as F\nsoftmax = F.softmax"], "torch.nn.functional"),
        (["import sklearn.utils.extmath as m\ng = m.softmax\ndef softmax(x):\n    return g(x)"], "sklearn.utils.extmath"),
        (["from sklearn.linear_model import LogisticRegression\nclf = LogisticRegression()\ndef softmax(x):\n    return clf.fit(x)"],
         "sklearn.linear_model.LogisticRegression"),
        (["import jax\nclass softmax:\n    def __new__(cls, x):\n        return jax.nn.softmax(x)"], "jax"),
        (["import scipy.special\ndef wrap(f):\n    return scipy.special.softmax\n@wrap\ndef softmax(x):\n    return x"], "scipy.special"),
        (["import scipy.special\ndef softmax(x, f=scipy.special.softmax):\n    return f(x)"], "scipy.special"),
        (["from importlib import import_module\ndef softmax(x):\n    return import_module('scipy.special').softmax(x)"], "scipy.special"),
        (["def softmax(x):\n    return __import__('torch').softmax(x)"], "torch"),
        (["import sys\ndef softmax(x):\n    return sys.modules['scipy.special'].softmax(x)"], "scipy.special"),
        (["from scipy.special import *\ndef softmax(x):\n    return log_softmax(x)"], "scipy.special"),
        (["try:\n    from scipy.special import softmax as s\nexcept ImportError:\n    pass", "def softmax(x):\n    return s(x)"], "scipy.special.softmax"),
    ],
)  # fmt: skip
def test_a_library_in_the_function_or_its_helpers_is_found(cells: list[str], library: str) -> None:
    assert find_banned(cells, ["softmax"])["softmax"].library == library


@pytest.mark.parametrize(
    "cells",
    [
        [GOOD],
        [GOOD, "from scipy.special import softmax as scipy_softmax\nprint(scipy_softmax([1, 2]))"],
        [GOOD, "import torch\ndef compare(x):\n    return torch.softmax(x, 0) - softmax(x)"],
        ["from scipy.special import softmax", GOOD],  # the last definition counts
        ["import scipy.special as sp", "def softmax(sp):\n    return sp.sum()"],  # a parameter of that name
        ["import scipy.special as sp", "def softmax(x):\n    sp = x\n    return sp.sum()"],
        ["import scipy.special as sp", "def softmax(x):\n    return x.sp"],
        ["import scipy.linalg", "import numpy as np\ndef softmax(x):\n    return np.linalg.norm(x)"],
        ["import torch", "def softmax(x):\n    '''torch.softmax(x) 와 같아요'''\n    # import scipy\n    return x"],
        [
            "from sklearn.datasets import load_iris\nX, y = load_iris(return_X_y=True)\ndef softmax(x):\n    return x - X.mean()"
        ],
        ["import sklearn.datasets as d\ndef softmax(x):\n    return x * len(d.load_iris().target)"],
        [
            "from sklearn.preprocessing import StandardScaler\nX = StandardScaler().fit_transform([[1.0]])\ndef softmax(x):\n    return x + X"
        ],
        ["import torch", "torch = 3\ndef softmax(x):\n    return x * torch"],
        ["from scipy.special import *\nfrom numpy import *\ndef softmax(x):\n    return exp(x)"],
        ["from scipy.special import *\ndef softmax(x):\n    return max(x)"],
        ["def softmax(x):\n    return undefined(x)"],
        ["def softmax(x:"],
        ["import math, functools, statistics\ndef softmax(x):\n    return math.fsum(x)"],
        ["def softmax(x):\n    scipy = 1\n    return scipy"],
        ["import scipy", "def softmax(x):\n    return [scipy for scipy in x]"],
    ],
)
def test_honest_work_is_left_alone(cells: list[str]) -> None:
    assert find_banned(cells, ["softmax"]) == {}


def test_the_way_to_the_library_is_told() -> None:
    cells = [
        "import scipy.special as sp",
        "def helper(x):\n    return sp.softmax(x)",
        "def softmax(x):\n    return helper(x)",
    ]
    assert find_banned(cells, ["softmax"])["softmax"].chain == ("helper",)
