"""Does a submission that may use PyTorch gain nothing by it, take nothing from others, and lose nothing by honest habits?"""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from autograder.grading.engine import Engine
from autograder.release.project import Project

from .conftest import TORCH
from .papers import grade, paper, scores

pytestmark = pytest.mark.library("torch")

#: The attacks' own exercise is slope, worth 50; the rest is solved honestly and keeps its points.
REST = {"Net": 40.0, "quiz": 10.0}
#: The gradient times two: wrong, but finite and of the right shape.
TWICE = "2 * (2 * X.T @ (X @ w) / len(X))"

ATTACKS = {
    "a result that is equal to everything": (
        "class Equal(torch.Tensor):\n"
        "    def __eq__(self, other): return True\n"
        "    @classmethod\n"
        "    def __torch_function__(cls, func, types, args=(), kwargs=None): return True\n"
        "    def __array__(self, *args, **kwargs): return np.zeros(self.shape)\n"
        f"def slope(X, w):\n    return torch.as_tensor({TWICE}).as_subclass(Equal)"
    ),
    "a tensor in place of an array": "def slope(X, w):\n    return torch.as_tensor(2 * X.T @ (X @ w) / len(X))",
    "an array that is larger than all memory": (
        "def slope(X, w):\n    return torch.zeros(1, dtype=torch.float64).expand(10**6, 10**6).numpy()"
    ),
    "all memory": "def slope(X, w):\n    return torch.ones(1 << 40).numpy()",
    "all memory, little by little": (
        "def slope(X, w):\n    held = []\n    while True:\n        held.append(torch.ones(1 << 24))"
    ),
    "shared memory": (
        "def slope(X, w):\n    held = []\n    while True:\n        held.append(torch.ones(1 << 22).share_memory_())"
    ),
    "a hook that looks for the expected values": (
        "import gc, sys\n"
        "class Spy(torch.autograd.Function):\n"
        "    @staticmethod\n"
        "    def forward(ctx, x): return x.clone()\n"
        "    @staticmethod\n"
        "    def backward(ctx, grad):\n"
        "        frame = sys._getframe()\n"
        "        while frame is not None:\n"
        "            for name, value in frame.f_locals.items():\n"
        "                if 'want' in name: raise SystemExit\n"
        "            frame = frame.f_back\n"
        "        found = [o for o in gc.get_objects() if type(o).__name__ == 'Outcome']\n"
        "        return found[0].value if found else grad\n"
        "def slope(X, w):\n"
        "    v = torch.tensor(w, requires_grad=True)\n"
        "    (Spy.apply(v) ** 2).sum().backward()\n"
        "    return v.grad.numpy()"
    ),
    "files by torch.load": (
        "import os\n"
        "class Evil:\n"
        "    def __reduce__(self): return (open, ('/proc/1/environ', 'rb'))\n"
        "torch.save(Evil(), 'evil.pt')\n"
        "def slope(X, w):\n    return torch.load('evil.pt', weights_only=False).read()"
    ),
    "library from a file": "def slope(X, w):\n    torch.ops.load_library('/usr/lib/evil.so')\n    return w",
    "the network": "def slope(X, w):\n    return torch.hub.load('pytorch/vision', 'resnet18')",
    "a compiler": (
        "from torch.utils.cpp_extension import load_inline\n"
        "def slope(X, w):\n    load_inline('x', 'int f() { return 1; }', functions=['f'])\n    return w"
    ),
    "workers without end": (
        "class Bomb(torch.utils.data.Dataset):\n"
        "    def __len__(self): return 100\n"
        "    def __getitem__(self, at):\n"
        "        loader = torch.utils.data.DataLoader(Bomb(), num_workers=16)\n"
        "        return next(iter(loader))\n"
        "def slope(X, w):\n    return Bomb()[0]"
    ),
    "the judge's functions": (
        "torch.Tensor.numpy = lambda self, *a, **k: np.zeros(self.shape)\n"
        "torch.tensor = lambda *a, **k: 1 / 0\n"
        "torch.allclose = torch.equal = lambda *a, **k: True\n"
        "np.allclose = lambda *a, **k: True\n"
        f"def slope(X, w):\n    return {TWICE}"
    ),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_is_gained(project: Project, engine: Engine, attack: str) -> None:
    graded = grade(engine, paper(project, TORCH, slope=ATTACKS[attack]), TORCH)
    assert graded.status == "graded", graded.message
    found = scores(graded)
    assert found["slope"] == 0.0
    if attack != "the judge's functions":  # who breaks these for himself has broken his own class, too
        assert {name: found[name] for name in REST} == REST
    assert scores(grade(engine, paper(project, TORCH), TORCH)) == {"slope": 50.0, **REST}


def test_the_cells_find_nothing_that_is_secret(project: Project, engine: Engine) -> None:
    """What a hostile pickle can read in the zone: no reference, no other submission, no process of ours."""
    look = (
        "import json\n"
        "class Look:\n"
        "    def __reduce__(self): return (eval, (f'[__import__(\"os\").path.exists(p) for p in {places!r}]',))\n"
        f"places = ['/proc/1', {str(project.solutions)!r}, {str(project.course)!r}, '/root/.ssh', '/home', '/etc/passwd']\n"
        "torch.save(Look(), 'look.pt')\n"
        "print('seen', json.dumps(torch.load('look.pt', weights_only=False)))"
    )
    graded = grade(engine, paper(project, TORCH, more=look), TORCH)
    assert graded.notebook is not None
    outputs = [output for cell in json.loads(graded.notebook)["cells"] for output in cell.get("outputs", [])]
    printed = "".join("".join(output.get("text", "")) for output in outputs)
    assert json.loads(printed.partition("seen ")[2].splitlines()[0]) == 6 * [False]


def test_a_bomb_of_workers_ends_with_its_cell(project: Project, engine: Engine) -> None:
    bomb = (
        "import os\n"
        "class Bomb(torch.utils.data.Dataset):\n"
        "    def __len__(self): return 10**6\n"
        "    def __getitem__(self, at):\n"
        "        while True: os.fork()\n"
        "for batch in torch.utils.data.DataLoader(Bomb(), num_workers=8): pass"
    )
    began = time.monotonic()
    graded = grade(engine, paper(project, TORCH, more=bomb), TORCH)
    assert graded.status == "graded"
    assert scores(graded) == {"slope": 50.0, **REST}
    assert time.monotonic() - began < 150  # two runs of the notebook at the most, and the judge


HABITS = {
    "gradients off": "torch.set_grad_enabled(False)",
    "another dtype": "torch.set_default_dtype(torch.float64)",
    "another device": "torch.set_default_device('meta')",
    "many threads": "torch.set_num_threads(4)\nfor _ in range(3): torch.ones(3000, 3000) @ torch.ones(3000, 3000)",
    "a name of the given functions": "output = 3\nput_weights = None\ntorch = None",
    "workers": (
        "from torch.utils.data import DataLoader, TensorDataset\n"
        "for _ in DataLoader(TensorDataset(torch.zeros(8, 1)), batch_size=4, num_workers=2): pass"
    ),
    "a training": (
        "net = Net(3, 1)\nopt = torch.optim.Adam(net.parameters())\n"
        "for _ in range(5):\n    opt.zero_grad(); net(torch.ones(4, 3)).mean().backward(); opt.step()\n"
        "torch.save(net.state_dict(), 'net.pt'); net.load_state_dict(torch.load('net.pt'))"
    ),
    "a schedule": "torch.optim.lr_scheduler.StepLR(torch.optim.SGD([torch.zeros(1)], lr=1), 1)",
    "transforms of functions": "torch.func.grad(lambda x: (x ** 2).sum())(torch.ones(2))",
}  # fmt: skip


@pytest.mark.parametrize("habit", HABITS)
def test_an_honest_habit_costs_nothing(project: Project, engine: Engine, habit: str) -> None:
    graded = grade(engine, paper(project, TORCH, more=HABITS[habit]), TORCH)
    assert scores(graded) == {"slope": 50.0, **REST}, graded.message


def test_what_was_set_before_a_function_was_written_stays_for_it(project: Project, engine: Engine) -> None:
    """A function that counts on float64 by default is right at home."""
    source = (
        "torch.set_default_dtype(torch.float64)\n"
        "def slope(X, w):\n"
        "    if X.shape[1:] != w.shape: raise ValueError('w')\n"
        "    v = torch.tensor(w.tolist(), requires_grad=True)\n"
        "    ((torch.tensor(X.tolist()) @ v) ** 2).mean().backward()\n"
        "    return v.grad.numpy()"
    )
    raw = paper(project, TORCH, slope=source, more="torch.set_default_dtype(torch.float32)")
    assert scores(grade(engine, raw, TORCH)) == {"slope": 50.0, **REST}


def test_chance_falls_the_same_way_twice(project: Project, engine: Engine) -> None:
    """A function that is right by chance has one chance, however often it is graded."""
    source = (
        "def slope(X, w):\n"
        "    if X.shape[1:] != w.shape: raise ValueError('w')\n"
        "    return 2 * X.T @ (X @ w) / len(X) + float(torch.rand(()) < 0.5)"
    )
    verdicts: list[Any] = [grade(engine, paper(project, TORCH, slope=source), TORCH).verdict for _ in range(2)]
    assert verdicts[0] == verdicts[1]
