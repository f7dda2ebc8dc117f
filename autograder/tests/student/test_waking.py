"""On the next day: does a cell that is run too early say in Korean which one comes first?"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import npml

from .papers import NAME, Installed
from .test_kernel import Kernel

STARTUP = Path(npml.__file__).parents[2] / "ipython" / "npml.py"


@pytest.fixture
def kernel(installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kernel]:
    """A kernel as the wheel's startup file makes it, in which no cell has run; its notebook's path is announced."""
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    shutil.copy(STARTUP, startup / "60-npml.py")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    book = tmp_path / f"{NAME}.ipynb"
    book.write_bytes(installed.blank().raw())
    monkeypatch.setenv("JPY_SESSION_NAME", str(book))
    made = Kernel(tmp_path, tmp_path / "progress.json")
    yield made
    made.client.stop_channels()
    made.manager.shutdown_kernel(now=True)


def test_a_check_before_the_first_cell_says_which_one_to_run(kernel: Kernel) -> None:
    shown = kernel.run('check("mean_gradient")', "mean_gradient_check")
    assert "NameError" in shown
    assert "먼저 실행할 셀이 있어요" in shown
    assert "from npml.unit94 import …" in shown
    assert "먼저 실행할" in kernel.run("# 막히면\nhint('descend', 1)")
    assert "먼저 실행할" in kernel.run("@demo\ndef one():\n    pass")


def test_it_is_silent_about_all_else(kernel: Kernel) -> None:
    before = kernel.run("sorted(globals())")
    assert "listen" not in before
    assert "npml" not in before
    assert "먼저 실행할" not in kernel.run("print(unknown)")
    assert "먼저 실행할" not in kernel.run("check = 1\ncheck(unknown)")
    assert "먼저 실행할" not in kernel.run("1 / 0")
    assert kernel.run("import sys\nprint('numpy' in sys.modules)").strip() == "False"


def test_in_another_course_it_is_silent(kernel: Kernel) -> None:
    path = Path(os.environ["JPY_SESSION_NAME"])
    path.write_text(json.dumps({"cells": [], "nbformat": 4}), encoding="utf-8")
    assert "먼저 실행할" not in kernel.run('check("mean_gradient")')


def test_after_the_imports_check_names_the_cell_that_did_not_run(kernel: Kernel, installed: Installed) -> None:
    kernel.run("import numpy as np\nfrom npml.unit94 import check", "setup")
    shown = kernel.run('check("mean_gradient")')
    assert "def mean_gradient(…)로 시작하는 셀을 먼저 실행하고" in shown
    assert "class Total로 시작하는 셀" in kernel.run('check("Total")')
    kernel.run(installed.source.solution("mean_gradient"), "mean_gradient")
    assert "통과" in kernel.run('check("mean_gradient")')
    kernel.run("def descend(X:\n    pass", "descend")
    assert "먼저 실행하고" not in kernel.run('check("descend")')  # it ran, with an error: another notice says so
