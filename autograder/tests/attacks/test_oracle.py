"""The functions that the judge lends for follow-through marks: an oracle in the attacker's hands.

`softmax` is wrong, `softmax_cross_entropy_grad` builds on it, so the judge asks for the latter once more and answers calls
of `softmax` itself.  The only questions are whether anything but right code on top earns a point, and whether the judge,
another exercise or the batch is hurt.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.authoring.unit import Unit
from autograder.deadline import Deadline
from autograder.grading import messages
from autograder.grading.results import Graded
from autograder.grading.submission import Submission
from autograder.inside.borrowed import pack_call
from autograder.judge import lender
from autograder.judge import sealing as sealing_module
from autograder.judge.pool import Pool
from autograder.judge.verdict import ExerciseVerdict

from .conftest import REST, TARGET, UNIT, Paper, Site
from .test_protocol import REACH

TOP = "softmax_cross_entropy_grad"


def paper_of(site: Site, body: str = "", *, head: str = "", softmax: str = "") -> Paper:
    """REST solved, `softmax` as given or untouched, and a function on top with this body, or the reference's."""
    paper = site.paper().solve(*REST, TOP)
    if softmax:
        paper.write(TARGET, softmax)
    if body:
        lines = "\n    ".join(body.splitlines())
        paper.write(TOP, f"{head}\ndef {TOP}(logits, y_true):\n    {lines}\n")
    return paper


def of(graded: Graded, name: str = TOP) -> ExerciseVerdict:
    assert graded.verdict is not None, graded.message
    return next(item for item in graded.verdict.exercises if item.name == name)


def test_right_code_on_top_of_a_wrong_exercise_earns_its_points(site: Site) -> None:
    graded = site.grade(paper_of(site, softmax="import numpy as np\n\ndef softmax(x):\n    return np.exp(x)\n"))
    top = of(graded)
    assert (of(graded, TARGET).score, top.score, top.lent) == (0, top.max_score, (TARGET,))
    assert graded.notebook is not None
    said = messages.FOLLOWED.format(names=TARGET, points=f"{top.score:g}")
    assert said in graded.notebook and messages.PASSED_AGAIN in graded.notebook


def test_a_broken_exercise_below_is_no_hindrance(site: Site) -> None:
    """It was not begun, or ends the process."""
    for softmax in ("", "import os\n\ndef softmax(x):\n    os._exit(0)\n"):
        top = of(site.grade(paper_of(site, softmax=softmax)))
        assert top.score == top.max_score


def test_the_course_can_turn_it_off_or_give_a_share(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = Submission(paper_of(site).raw(), "m.ipynb", "mallory", UNIT)
    seen = [site.engine.digest(raw)]
    for share, score in ((0.5, 10.0), (0.0, 0.0)):
        monkeypatch.setattr(site.engine, "_share", share)
        assert of(site.engine.grade(raw)).score == score
        seen.append(site.engine.digest(raw))
    assert len(set(seen)) == 3


#: What the function on top does instead of computing, each of them worth nothing.
ATTACKS = {
    "the lent function as the answer": "return softmax(logits)",
    "a lent function that is given back": "return softmax",
    "the function on top asked for itself": f"return _borrowed('{TOP}', exchange)(logits, y_true)",
    "another function asked for": "wire.sendall(pack(json.dumps({'t': {'call': 'cross_entropy_loss', 'args': [], 'kwargs': {}}, 's': []}).encode()))\nreturn wire.recv(99)",
    "a module asked for": "wire.sendall(pack(json.dumps({'t': {'call': 'np', 'args': [], 'kwargs': {}}, 's': []}).encode()))\nreturn wire.recv(99)",
    "a call that is none": "wire.sendall(pack(json.dumps({'t': {'call': 'softmax', 'args': 7}, 's': []}).encode()))\nreturn wire.recv(99)",
    "a call in the shape of an answer": "wire.sendall(pack(json.dumps({'t': {'call': 'softmax', 'to': number, 'case': case, 'outcomes': []}, 's': []}).encode()))\nreturn wire.recv(99)",
    "a pickle for an argument": "import pickle\nwire.sendall(pack(json.dumps({'t': {'call': 'softmax', 'args': [{'nd': 'O', 'shape': [1], 'buf': 0}], 'kwargs': {}}, 's': [9]}).encode(), pickle.dumps(1)[:9]))\nreturn wire.recv(99)",
    "deep nesting": "value = 1\nfor _ in range(500): value = {'list': [value]}\nwire.sendall(pack(json.dumps({'t': {'call': 'softmax', 'args': [value], 'kwargs': {}}, 's': []}).encode()))\nreturn wire.recv(99)",
    "four million brackets": "wire.sendall(pack(b'{\"t\": {\"call\": \"softmax\", \"args\": ' + b'[' * (4 << 20)))\nreturn wire.recv(99)",
    "an endless call": "wire.sendall(struct.pack('<4sIQ', b'AGf1', 64, 64 << 20))\nwhile True: wire.sendall(b' ' * 10 ** 6)",
    "calls without waiting": "for _ in range(10 ** 6): wire.sendall(pack(json.dumps({'t': {'call': 'softmax', 'args': [1.0], 'kwargs': {}}, 's': []}).encode()))",
    "a flood": "while True: softmax(logits)",
    "a matrix that no memory holds": "return softmax([[0.0] * 9999] * 9999)",
    "the largest arrays": "for _ in range(40): softmax(np.zeros((1 << 20, 1)))\nreturn logits",
    "objects of its own": "class Odd:\n    def __array__(self, *a, **k): return np.asarray(softmax(logits))\nsoftmax(Odd())\nreturn softmax([Odd(), object(), 1j, {1: {2}}])",
    "an argument that never ends": "import itertools\nreturn softmax(itertools.count())",
    "threads that call at once": "ends = [threading.Thread(target=softmax, args=(logits,)) for _ in range(8)]\nfor end in ends: end.start()\nreturn softmax(logits)",
    "a child that calls": "if not os.fork():\n    wire.sendall(pack(json.dumps({'t': {'call': 'softmax', 'args': [1.0], 'kwargs': {}}, 's': []}).encode()))\n    os._exit(0)\nos.wait()\nreturn softmax(logits)",
    "a signal in the middle": "import signal\nsignal.signal(signal.SIGALRM, lambda *a: softmax(logits))\nsignal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)\nfor _ in range(200): softmax(logits)\nreturn logits",
    "the sealed answers as they are": "mark, entries = sealed_answers()\nraw = next(iter(entries.values()))[-logits.size * 8:]\nreturn np.frombuffer(raw).reshape(logits.shape).copy()",
    "the sealed answers tried with other calls": "salt, entries = sealed_answers()\nfor size in range(200): unseal(salt, entries, bytes(size))\nreturn unseal(salt, entries, next(iter(entries)))",
    "fewer than no calls": "counts().update(softmax=-1)\nreturn logits",
    "too many calls": "counts().update(softmax=10 ** 30)\nreturn logits",
    "a text for a count": "counts().update(softmax='1')\nreturn logits",
    "calls of what was not lent": "counts().update(np=1)\nreturn logits",
    "no counts": "counts().clear()\nreturn logits",
    "the inputs as text of an error": "softmax(logits)\nraise ValueError(repr(logits) + repr(y_true))",
}  # fmt: skip


#: A call and its answer, to see whether the oracle still works.
ASK = pack_call(TARGET, ([[0.0]],), {})[0]
ONE = {"value": {"nd": "f8", "shape": [1, 1], "buf": 0}}, [np.ones(1).tobytes()]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A loan that is soon used up."""
    monkeypatch.setattr(lender, "LOAN_SECONDS", 2.0)
    monkeypatch.setattr(lender, "CALL_SECONDS", 1.0)
    monkeypatch.setattr(lender, "MOST_CALLS", 500)


@pytest.fixture
def quick(site: Site) -> Iterator[Site]:
    """An exercise on top with little time, so that what hangs is soon found out."""
    unit = site.engine.unit(UNIT)
    kept = vars(unit)["_hidden"].EXERCISES
    vars(unit)["_hidden"].EXERCISES = tuple(
        replace(item, deadline=2.0) if item.name == TOP else item for item in kept
    )  # fmt: skip
    yield site
    vars(unit)["_hidden"].EXERCISES = kept


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ATTACKS)
def test_does_an_abused_loan_earn_or_cost_anything(quick: Site, honest: float, name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    body = f"wire, number, cases = reach()\nexchange = borrowed_exchange()\n{ATTACKS[name]}"
    head = REACH + (
        "\nfrom autograder.inside.borrowed import _borrowed\n\ndef borrowed_exchange():\n    inner = getattr(softmax, '__closure__', None) or ()\n"
        "    return next((cell.cell_contents for cell in inner if callable(cell.cell_contents)), lambda *a: None)\n"
        "\nfrom autograder.inside.borrowed import unseal\n"
        "\ndef sealed_answers():\n"
        "    entries = next(cell.cell_contents for cell in borrowed_exchange().__closure__ if isinstance(cell.cell_contents, dict) and TARGET not in cell.cell_contents)\n"
        "    return next(cell.cell_contents for cell in borrowed_exchange().__closure__ if isinstance(cell.cell_contents, bytes)), entries\n"
        "\ndef counts():\n"
        "    return next(cell.cell_contents for cell in borrowed_exchange().__closure__ if isinstance(cell.cell_contents, dict) and TARGET in cell.cell_contents)\n"
    ).replace("TARGET", repr(TARGET))
    graded = quick.grade(paper_of(quick, body, head=head))
    assert graded.verdict is not None, graded.message
    assert graded.verdict.score == honest
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400 << 10
    assert quick.engine._lender.answer(quick.unit, ASK, [], Deadline(30.0)) == ONE


def test_the_attacks_do_reach_the_oracle(quick: Site, honest: float) -> None:
    """The control: right code that uses the oracle by hand earns the points."""
    body = (
        "frame = {'call': 'softmax', 'args': [{'nd': 'f8', 'shape': list(logits.shape), 'buf': 0}], 'kwargs': {}}\n"
        "raw = np.ascontiguousarray(logits, dtype=float).tobytes()\n"
        "wire.sendall(pack(json.dumps({'t': frame, 's': [len(raw)]}).encode(), raw))\n"
        "magic, size, length = struct.unpack('<4sIQ', wire.recv(16, socket.MSG_WAITALL))\n"
        "wire.recv(size, socket.MSG_WAITALL)\n"
        "grad = np.frombuffer(wire.recv(length, socket.MSG_WAITALL)).reshape(logits.shape).copy()\n"
        "grad[np.arange(len(grad)), as_labels(y_true, *logits.shape)] -= 1.0\nreturn grad / len(grad)"
    )
    top = of(quick.grade(paper_of(quick, f"wire, number, cases = reach()\n{body}", head=REACH)))
    assert top.lent == (TARGET,) and top.score > 0


def test_the_reference_s_calls_are_answered_in_the_zone(quick: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the sealed answers are there and open for right code, which then need not ask; the verdict is the same."""
    asked = []
    answer = lender.Lender.answer

    def noted(self: lender.Lender, unit: Unit, call: Any, *rest: Any) -> Any:
        asked.append(call["call"])
        return answer(self, unit, call, *rest)

    monkeypatch.setattr(lender.Lender, "answer", noted)
    tops = []
    for sealing in (sealing_module.MOST_BYTES, 0):
        monkeypatch.setattr(sealing_module, "MOST_BYTES", sealing)
        monkeypatch.setattr(quick.engine, "_pool", Pool(quick.engine._secret))
        asked.clear()
        tops.append((of(quick.grade(paper_of(quick))), len(asked)))
    (sealed, none), (open_, some) = tops
    assert (none, some > 20) == (0, True)
    assert replace(sealed, again=()) == replace(open_, again=()) and sealed.lent == (TARGET,)


def test_what_is_lent_is_of_no_use_elsewhere(site: Site, honest: float) -> None:
    """Kept in a global, a file and a class: the exercises that were judged keep what they earned, and calls are dead."""
    kept = (
        "import builtins\nbuiltins.kept = softmax\nopen('kept', 'a').write(repr(softmax(logits).tolist()))\n"
        "return softmax(logits)"
    )
    softmax = (
        "import builtins, json, os\nimport numpy as np\n\ndef softmax(x):\n"
        "    if hasattr(builtins, 'kept'): return builtins.kept(x)\n"
        "    if os.path.exists('kept'): return np.array(json.loads(open('kept').read()))\n    raise NotImplementedError\n"
    )
    graded = site.grade(paper_of(site, kept, softmax=softmax))
    assert graded.verdict is not None
    assert (of(graded, TARGET).score, graded.verdict.score) == (0, honest)


def test_a_call_without_a_loan_is_garbage(site: Site, honest: float) -> None:
    """In the first judging nothing is lent: `softmax` cannot ask for itself."""
    call = "{'call': 'softmax', 'args': [{'list': [0.0]}], 'kwargs': {}}"
    softmax = (
        f"{REACH}\ndef softmax(x):\n    wire, number, cases = reach()\n"
        f"    wire.sendall(pack(json.dumps({{'t': {call}, 's': []}}).encode()))\n    return wire.recv(99)\n"
    )
    assert site.score(site.paper().solve(*REST).write(TARGET, softmax)) == honest
