"""What answers a hostile zone's calls: is it right, bounded, and as good as new for the next?"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.deadline import Deadline
from autograder.inside.borrowed import lend, pack_call, seal, sealed_by_mark, unseal
from autograder.judge import lender as module
from autograder.judge.lender import Lender, Loan
from npml.core.wire import pack_frame
from npml.errors import HostError, ProtocolError, SandboxError, SandboxTimeout

CODE = """
import numpy as np
def double(x, times=2):
    if np.any(np.asarray(x) < 0):
        raise ValueError("x is negative")
    print("to the terminal, not to the judge")
    return times * x
def several(items):
    return [item + 1 for item in items], (len(items), None, "text", np.float32(0.5))
def big(n):
    return np.ones((n, 1 << 17)).sum()
def endless():
    while True: pass
def other():
    raise KeyError("a text that is nobody's business")
"""
UNIT: Any = SimpleNamespace(name="13_toy", reference_source=CODE)
NAMES = ("double", "several", "big", "endless", "other")


@pytest.fixture(scope="module")
def lender() -> Iterator[Lender]:
    made = Lender()
    yield made
    made.close()


@pytest.fixture
def lent(lender: Lender) -> dict[str, Any]:
    """The functions as the zone has them."""
    names: dict[str, Any] = {}
    lend(names, NAMES, Loan(lender, UNIT, NAMES).answer)
    return names


def test_values_come_as_the_function_gives_them(lent: dict[str, Any]) -> None:
    got = lent["double"](np.arange(3, dtype=np.int32), times=np.float64(1.5))
    assert got.dtype == np.float64 and got.tolist() == [0, 1.5, 3]
    got[0] = 7.0  # it is the caller's
    (one, two), rest = lent["several"](np.array(item) for item in (1, 2))
    assert (one, two) == (2, 3)
    assert rest[:3] == (2, None, "text") and type(rest[3]) is np.float32
    assert lent["double"].__name__ == "double"


def test_an_exception_has_its_class_and_only_a_value_errors_text(lent: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="x is negative"):
        lent["double"](-1)
    with pytest.raises(KeyError) as caught:
        lent["other"]()
    assert caught.value.args == ("",)
    with pytest.raises(TypeError):
        lent["double"](object())
    with pytest.raises(TypeError):
        lent["double"](1, 2, 3)


def test_what_takes_too_much_ends_itself_only(lent: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SandboxError) as caught:
        lent["big"](1536)  # MiB: more than the process has, less than a machine has
    assert not isinstance(caught.value, SandboxTimeout)
    monkeypatch.setattr(module, "CALL_SECONDS", 0.3)
    with pytest.raises(SandboxTimeout):
        lent["endless"]()
    monkeypatch.undo()
    assert lent["double"](2) == 4


def test_a_loan_ends(lender: Lender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CALLS", 3)
    loan = Loan(lender, UNIT, ("double",))
    call = pack_call("double", (1,), {})
    for _ in range(3):
        loan.answer(*call)
    with pytest.raises(SandboxTimeout):
        loan.answer(*call)
    assert loan.calls == {"double": 4}
    monkeypatch.setattr(module, "LOAN_SECONDS", 0.0)
    with pytest.raises(SandboxTimeout):
        Loan(lender, UNIT, ("double",)).answer(*call)


@pytest.mark.parametrize("name", ["several", "__builtins__", "np", "", None, 1, ["double"], {"double": 1}])
def test_nothing_else_can_be_called(lender: Lender, name: Any) -> None:
    with pytest.raises(ProtocolError):
        Loan(lender, UNIT, ("double",)).answer({"call": name, "args": [], "kwargs": {}}, [])


BAD: dict[str, Any] = {
    "no arguments": {"call": "double"},
    "more": {"call": "double", "args": [1], "kwargs": {}, "unit": "01_linear_regression"},
    "arguments that are no list": {"call": "double", "args": {"a": 1}, "kwargs": {}},
    "keywords that are no names": {"call": "double", "args": [], "kwargs": [["x", 1]]},
    "too many": {"call": "double", "args": [1] * 21, "kwargs": {}},
    "a value that is none": {"call": "double", "args": [{"pickle": "x"}], "kwargs": {}},
    "an array without bytes": {"call": "double", "args": [{"nd": "f8", "shape": [1 << 40], "buf": 0}], "kwargs": {}},
    "an endless keyword": {"call": "double", "args": [], "kwargs": {"x" * 5000: 1}},
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_call_is_refused(lender: Lender, name: str) -> None:
    with pytest.raises(ProtocolError):
        Loan(lender, UNIT, ("double",)).answer(BAD[name], [])
    assert Loan(lender, UNIT, ("double",)).answer(*pack_call("double", (1,), {}))[0] == {"value": 2}


def test_a_reference_that_cannot_be_loaded_is_not_the_students_fault() -> None:
    broken: Any = SimpleNamespace(name="13_toy", reference_source="1 / 0")
    made = Lender()
    with pytest.raises(HostError):
        made.answer(broken, {}, [], Deadline(60))
    made.close()


def test_a_sealed_answer_opens_for_its_call_only() -> None:
    salt, value = bytes(range(16)), np.arange(3.0)
    call = pack_frame(*pack_call("double", (value,), {}))
    answers = [pack_frame({"value": size}, [bytes(size)]) for size in (0, 1, 5000)]
    others = [pack_frame(*pack_call("double", (value,), {"times": size})) for size in (1, 2)]
    entries = sealed_by_mark(b"".join(seal(salt, *pair) for pair in zip((call, *others), answers, strict=True)))
    assert unseal(salt, entries, call) == ({"value": 0}, [b""])
    assert [unseal(salt, entries, other) for other in others] == [({"value": 1}, [b"\0"]), ({"value": 5000}, [bytes(5000)])]
    moved = value.copy()
    moved[0] = np.nextafter(moved[0], 1.0)
    for different in (
        pack_call("double", (moved,), {}),
        pack_call("several", (value,), {}),
        pack_call("double", (value, 2), {}),
    ):
        assert unseal(salt, entries, pack_frame(*different)) is None
    assert unseal(bytes(16), entries, call) is None
    assert not any(answer[16:] in b"".join(entries.values()) for answer in answers)  # nothing can be read without its call
