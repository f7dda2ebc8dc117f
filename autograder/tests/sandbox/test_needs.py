"""Is a notebook forked from the smallest process that has what its code uses?"""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.sandbox.needs import Needs
from autograder.sandbox.sandbox import Sandbox

from .conftest import cells_of

LIGHT = (
    "import numpy as np\nimport os, math\nfrom npml.unit09 import check, demo, explore\n\n\ndef softmax(x):\n    return x",
    "# compare with sklearn and plt.plot(x)",
    'def f(x):\n    """As scipy.special.softmax, see plt.imshow."""\n    return x  # matplotlib',
    "'''explore(figure)'''\nx = 1",
    "check('softmax')",
    "",
)
DRAWING = (
    "import matplotlib.pyplot as plt", "import importlib\nimportlib.import_module('matplotlib.pyplot')", "%matplotlib inline",
    "%pylab", "explore(draw, softmax)", "@demo\ndef show(): pass", "from npml.unit09.widgets import draw_gap",
    "from npml.unit09 import (\n    check, widgets)", "from npml.widgets import subplots", "import tqdm", "import os, seaborn as sns",
    "'%s' % hint('softmax')",
)  # fmt: skip
HEAVY = (
    "from sklearn.datasets import load_iris",
    "import scipy.special as s",
    "__import__('sklearn')",
    "!pip install scipy",
)


@pytest.mark.parametrize(
    ("stage", "source"),
    [(stage, source) for stage, some in (("light", LIGHT), ("drawing", DRAWING), ("heavy", HEAVY)) for source in some],
)
def test_the_code_decides_not_its_comments(tmp_path: Path, stage: str, source: str) -> None:
    (tmp_path / "widgets.py").write_text("import numpy")
    assert Needs().stage(tmp_path, ["x = 1", source]) == stage


def test_a_notebook_that_uses_its_units_modules_needs_what_they_mention(tmp_path: Path) -> None:
    (tmp_path / "data.py").write_text("from sklearn.datasets import load_digits")
    needs = Needs()
    assert needs.stage(tmp_path, ["from npml.unit09 import check"]) == "light"
    assert needs.stage(tmp_path, ["from npml.unit09.data import X"]) == "heavy"


@pytest.mark.parametrize("library", ["matplotlib", "ipywidgets", "scipy.special"])
def test_what_was_not_foreseen_is_imported_by_the_notebook_itself(sandbox: Sandbox, library: str) -> None:
    """In pieces, so that no word gives it away."""
    name = " + ".join(repr(letter) for letter in library)
    cells = cells_of(
        f"import importlib, sys\nprint(({name}) in sys.modules)\nm = importlib.import_module({name})\nprint(m.__name__)"
    )
    with sandbox.execute("09_toy", cells, cells) as execution:
        (output,) = [item for item in execution.outputs[0] if item.get("name") == "stdout"]
        assert output["text"] == f"False\n{library}\n"
