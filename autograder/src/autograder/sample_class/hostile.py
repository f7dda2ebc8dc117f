"""Submissions that try to get points without solving anything, or attack the person who looks at them.

Each function changes the released notebook, and gets the names of the unit's exercises for that.  What it returns
must earn no points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nbformat import NotebookNode

from ..grading.nodes import new_code_cell, new_markdown_cell, new_output
from .sources import answers

Attack = Callable[[NotebookNode, Sequence[str]], NotebookNode]


def _every(nb: NotebookNode, names: Sequence[str], source: str) -> NotebookNode:
    for name in names:
        answers(nb)[name]["source"] = source.replace("NAME", name)
    return nb


def forged_result(nb: NotebookNode, names: Sequence[str]) -> NotebookNode:
    """Claims points from inside the tested function, and in the graded cells' outputs and metadata."""
    for cell in nb.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade"):
            cell.metadata["tags"] = ["skip-execution", "raises-exception"]
            cell["outputs"] = [new_output("execute_result", data={"text/plain": str(marks["points"])}, execution_count=1)]
    return _every(
        nb,
        names,
        "def NAME(*args, **kwargs):\n    get_ipython().displayhook(500.0)\n    print('score: 100')\n    return 100.0",
    )


def always_equal(nb: NotebookNode, names: Sequence[str]) -> NotebookNode:
    """Answers with an object that equals everything and can be used as an array."""
    return _every(
        nb,
        names,
        "import numpy as np\n\nclass Yes:\n    def __eq__(self, other):\n        return True\n    __hash__ = None\n"
        "    def __call__(self, *args, **kwargs):\n        return self\n"
        "    def __getattr__(self, name):\n        return self\n"
        "    def __array__(self, *args, **kwargs):\n        return np.ones(3)\n\nNAME = Yes()",
    )


def patched_numpy(nb: NotebookNode, names: Sequence[str]) -> NotebookNode:
    """Patches the functions with which a careless grader would compare results."""
    patch = (
        "import builtins\nimport numpy as np\nimport numpy.testing\n\ndef yes(*args, **kwargs):\n    return True\n\n"
        "np.allclose = np.array_equal = np.isclose = np.testing.assert_allclose = yes\n"
        "get_ipython().input_transformers_post.append(lambda lines: [])"
    )
    nb.cells.insert(0, new_code_cell(patch, id="patch"))
    return _every(nb, names, "def NAME(*args, **kwargs):\n    return np.zeros(1)")


def sudden_exit(nb: NotebookNode, names: Sequence[str]) -> NotebookNode:
    """Ends the process while it is being graded."""
    return _every(nb, names, "import os\n\ndef NAME(*args, **kwargs):\n    os._exit(0)")


def spy(nb: NotebookNode, names: Sequence[str]) -> NotebookNode:
    """Looks for solutions, hidden cases, the gradebook and classmates, and prints what it finds."""
    looking = (
        "import glob, os\n\n"
        "for pattern in ('/**/hidden.py', '/**/gradebook.db', '/**/submitted/*/*/*.ipynb', '/**/secret'):\n"
        "    for path in glob.glob(pattern, recursive=True)[:5]:\n        print(path, open(path, 'rb').read()[:200])\n"
        "print(sorted(os.environ))"
    )
    nb.cells.append(new_code_cell(looking, id="looking"))
    return nb


def markup(nb: NotebookNode, names: Sequence[str]) -> NotebookNode:
    """Attacks the person who opens the notebook or the feedback, with scripts, SVG, escape sequences, remote pictures."""
    nb.cells.append(
        new_markdown_cell(
            "<script>document.title='뚫림'</script><img src=x onerror=\"document.title='뚫림'\">"
            "[눌러 보세요](javascript:document.title='뚫림') ![](https://example.invalid/pixel.png)",
            id="markup",
        )
    )
    shown = (
        "from IPython.display import HTML, SVG, Javascript, display\n"
        "display(HTML(\"<script>document.title='뚫림'</script><iframe srcdoc='<script>1</script>'></iframe>\"))\n"
        "display(Javascript(\"document.title='뚫림'\"))\n"
        "display(SVG(\"<svg xmlns='http://www.w3.org/2000/svg' onload=\\\"document.title='뚫림'\\\"/>\"))\n"
        "print('\\x1b]0;뚫림\\x07\\x1b[2J채점 결과: 100점')"
    )
    nb.cells.append(new_code_cell(shown, id="shown"))
    return nb


def duplicated(nb: NotebookNode, names: Sequence[str]) -> NotebookNode:
    """Duplicates and edits every graded cell, which would make nbgrader stop grading the whole class."""
    for cell in [cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade")]:
        again = new_code_cell("100.0", metadata=dict(cell.metadata))
        again.pop("id", None)
        again["id"] = f"again-{cell.metadata.nbgrader.grade_id}"[:64]
        nb.cells.append(again)
        cell["source"] = "print(100.0)"
    return nb


ATTACKS: tuple[tuple[str, Attack], ...] = (
    ("forged_result", forged_result),
    ("always_equal", always_equal),
    ("patched_numpy", patched_numpy),
    ("sudden_exit", sudden_exit),
    ("spy", spy),
    ("markup", markup),
    ("duplicated", duplicated),
)
