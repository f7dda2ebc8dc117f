"""Does a case run the same everywhere, and does it notice side effects?"""

import warnings
from typing import Any

import numpy as np
import pytest

from autograder.authoring import again, case
from npml.core import wire
from npml.core.arguments import Gen, Layout, Ref, Rng, Shared
from npml.core.program import run
from npml.core.steps import Call, Get, New, Set, Step, Value
from npml.errors import ProtocolError


class Counter:
    """Updates its array in place, returns fresh ones."""

    def __init__(self, start: float = 0) -> None:
        self.total = np.full(2, float(start))

    def add(self, x: Any) -> Any:
        self.total += x
        return self.total.copy()

    def leak(self, x: Any) -> Any:
        self.total += x
        return self.total


NAMES = {
    "Counter": Counter,
    "double": lambda x: 2 * np.asarray(x),
    "same": lambda x: x,
    "spoil": lambda x: x.__setitem__(0, 9.0),
    "fail": lambda x: (_ for _ in ()).throw(UnicodeError("x")),
    "draw": lambda: np.random.normal(),
    "use": lambda rng: rng.normal(),
    "total": lambda items: float(sum(np.sum(item) for item in items)),
    "log": lambda x: np.log(x),
    "quit": lambda: exit(),
    "answer": 42,
}


def test_do_steps_refer_to_earlier_results() -> None:
    outcomes = run((Call("double", np.ones(2)), Call("double", Ref(0))), NAMES)
    assert outcomes[1].value.tolist() == [4, 4]


def test_does_an_object_keep_its_state_and_its_attributes_get_copied() -> None:
    steps = (New("c", "Counter", start=1), Call("c.add", 1.0), Get("c", "total"), Call("c.add", 1.0), Set("c", "total", 5))
    outcomes = run(steps, NAMES)
    assert outcomes[2].value.tolist() == [2, 2] and outcomes[3].value.tolist() == [3, 3]
    assert not any(outcome.changed for outcome in outcomes)


def test_is_a_returned_array_that_changes_later_noticed() -> None:
    outcomes = run((New("c", "Counter"), Call("c.leak", 1.0), Call("c.leak", 1.0)), NAMES)
    assert outcomes[2].changed


def test_are_aliases_mutations_warnings_and_the_global_generator_noticed() -> None:
    x = np.ones(3)
    assert run((Call("same", x),), NAMES)[0].aliased
    after = run((Call("spoil", x),), NAMES)[0].args
    assert after is not None and after[0].tolist() == [9, 1, 1] and x[0] == 1
    assert run((Call("log", np.zeros(1)),), NAMES)[0].warned == ("divide",)
    assert run((Call("draw"),), NAMES)[0].rng_used
    assert not run((Call("use", Rng(1)),), NAMES)[0].rng_used


def test_an_array_that_hides_what_it_holds_is_seen_to_change() -> None:
    class Hiding(np.ndarray):
        def tobytes(self, order: object = None) -> bytes:
            return b""

    kept = np.zeros(3).view(Hiding)

    def give() -> np.ndarray:
        kept[0] += 1
        return kept

    outcomes = run((Call("give"), Call("give")), {"give": give})
    assert [item.changed for item in outcomes] == [False, True]


def test_an_array_that_hides_whose_memory_it_has_is_seen_as_shared() -> None:
    class Hiding(np.ndarray):
        base = None  # type: ignore[assignment]

    names = {"same": lambda x: x[:].view(Hiding)}
    assert run((Call("same", np.ones(3)),), names)[0].aliased


def test_does_a_shared_array_take_new_values_so_that_a_result_kept_by_identity_is_stale() -> None:
    kept: dict[int, float] = {}
    total = {"total": lambda x: kept.setdefault(id(x), float(x.sum()))}
    first, second = np.ones(3), np.full(3, 2.0)
    got = run(again("total", [first], [second]).steps, total)
    assert [outcome.value for outcome in got] == [3.0, 3.0, 3.0]
    assert [outcome.value for outcome in run(again("use", [first], [second]).steps, {"use": np.sum})] == [3.0, 6.0, 3.0]
    assert first.tolist() == [1, 1, 1]


def test_is_a_buffer_that_serves_several_results_noticed() -> None:
    buffer = np.empty(3)

    def double(x: Any) -> Any:
        return np.multiply(x, 2.0, out=buffer)

    got = run(again("double", [np.ones(3)], [np.full(3, 2.0)]).steps, {"double": double})
    assert [outcome.aliased for outcome in got] == [False, True, True]
    assert [outcome.changed for outcome in got] == [False, True, True]


def test_does_again_refuse_inputs_that_would_give_nothing_away() -> None:
    with pytest.raises(ValueError, match="equal shapes"):
        again("f", [np.ones(3)], [np.ones(2)])
    with pytest.raises(ValueError, match="unequal values"):
        again("f", [np.ones(3), 1], [np.ones(3), 1])


def test_is_an_earlier_result_refused_as_an_argument_that_must_stay_bit_for_bit() -> None:
    with pytest.raises(ValueError, match="unfair"):
        case(Call("f", np.ones(2)), Call("f", [Ref(0)]), look="pure")
    case(Call("f", np.ones(2)), Call("f", [Ref(0)]), look="fresh quiet")


def test_is_a_subclass_of_value_error_a_value_error_and_does_exit_not_end_the_judge() -> None:
    assert run((Call("fail", 1),), NAMES)[0].error == "ValueError"
    assert run((Call("missing", 1),), NAMES)[0].error == "NameError"
    assert run((Call("quit"),), NAMES)[0].error == "SystemExit"


def test_does_a_plain_call_after_an_error_still_run_but_not_an_objects_story() -> None:
    assert len(run((Call("fail", 1), Call("double", 1.0)), NAMES)) == 2
    assert len(run((New("c", "Counter"), Call("c.add", "x"), Call("c.add", 1.0)), NAMES)) == 2


def test_is_a_warning_filter_of_the_caller_left_alone() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert run((Call("log", np.zeros(1)),), NAMES)[0].warned == ("divide",)


@pytest.mark.parametrize("how", ["F", "strided", "negative", "readonly"])
def test_do_layouts_hold_the_same_values(how: str) -> None:
    array = np.arange(6.0).reshape(2, 3)
    outcome = run((Call("double", Layout(array, how)),), NAMES)[0]
    assert np.array_equal(outcome.value, 2 * array)


def test_is_text_given_as_objects() -> None:
    """Is an array of text handed over as pandas keeps it, and told from a plain one?"""
    words = np.array([["가", ""], ["나나", "가"]])
    call = Call("kind", Layout(words, "object"))
    outcome = run((call,), {"kind": lambda x: (x.dtype.kind, type(x[1, 0]).__name__, x.tolist() == words.tolist())})[0]
    assert outcome.value == ("O", "str", True)


def test_does_a_case_survive_the_wire() -> None:
    steps = (
        New("c", "Counter", start=2), Call("c.add", np.arange(2.0)), Get("c", "total"), Set("c", "total", np.zeros(2)),
        Call("total", Gen((np.ones(3), Ref(1)))), Call("use", Rng(2**90)), Call("use", Rng(2**90)),
        Call("double", Shared("x", np.ones(2))), Call("double", [1.0, 2.0]), Call("total", (np.ones((2, 2)),)), Value("answer"),
    )  # fmt: skip
    frame = wire.pack_frame(*wire.pack_steps(steps))
    header, body = wire.frame_lengths(frame[: wire.PREFIX.size])
    start = wire.PREFIX.size
    again = wire.unpack_steps(*wire.unpack_frame(frame[start : start + header], frame[start + header :]))
    assert len(frame) == start + header + body
    first, second = run(steps, NAMES), run(again, NAMES)
    tree, buffers = wire.pack_outcomes(first)
    assert wire.pack_outcomes(second) == (tree, buffers)
    assert wire.pack_outcomes(wire.unpack_outcomes(tree, buffers)) == (tree, buffers)


def spoil(x: Any, *rest: object, **more: object) -> int:
    """Changes what it is given, in one place."""
    x[0] = 7
    return 0


def keep(*args: object, **kwargs: object) -> int:
    """Changes nothing."""
    return 0


GIVEN = np.array([[1.0, np.nan], [-0.0, 4.0]])


@pytest.mark.parametrize(
    "steps",
    [
        (Call("keep", GIVEN, 3, "text", None, [GIVEN, GIVEN], (GIVEN,), key=GIVEN),),
        (Call("spoil", GIVEN, GIVEN, key=GIVEN),),
        (Call("keep", *[Layout(GIVEN, how) for how in ("F", "strided", "negative", "readonly")]),),
        (Call("spoil", Layout(GIVEN, "F"), Layout(GIVEN, "strided")),),
        (Call("keep", Shared("x", GIVEN)), Call("spoil", Shared("x", GIVEN)), Call("keep", Shared("x", GIVEN))),
        (
            Call(
                "keep",
                np.array([1, 2], np.uint8),
                np.array(["가", "나나"]),
                np.array(3.0),
                np.array([], dtype=bool),
                {"same": True},
            ),
        ),
        (Call("keep", Rng(3), Gen((GIVEN,)), Ref(0)), Call("keep", Ref(0), GIVEN)),
        (New("c", "Counter", GIVEN), Get("c", "total"), Call("c.add", GIVEN)),
    ],
)
def test_what_is_as_it_was_is_not_sent_back(steps: tuple[Step, ...]) -> None:
    """And arrives all the same, to the last bit."""
    outcomes = run(steps, {**NAMES, "spoil": spoil, "keep": keep})
    whole, less = wire.pack_outcomes(outcomes), wire.pack_outcomes(outcomes, steps)
    again = wire.pack_outcomes(wire.unpack_outcomes(*less, steps))
    assert again == whole
    assert less == wire.pack_outcomes(wire.unpack_outcomes(*whole), steps)
    assert sum(map(len, less[1])) < sum(map(len, whole[1]))


def test_nothing_is_as_it_was_where_no_array_was() -> None:
    for steps in ((), (Call("f", 3.0),), (Call("f", Ref(0)),), (Get("c", "x"),), (Call("f"),), (Call("f", [GIVEN]),)):
        with pytest.raises(ProtocolError, match="as it was"):
            wire.unpack_outcomes([{"value": None, "args": [{"same": True}]}], [], steps)


@pytest.mark.parametrize(
    "tree", [None, [1], [{"error": "Nonsense"}], [{"text": 1}], [{"args": 5}], [{"args": [0] * 101}], [{"value": [1]}]]
)
def test_are_malformed_outcomes_refused(tree: Any) -> None:
    with pytest.raises(ProtocolError):
        wire.unpack_outcomes(tree, [])


def test_can_outcomes_share_the_bytes_of_one_array() -> None:
    node = {"nd": "f8", "shape": [1], "buf": 0}
    assert wire.unpack_outcomes([{"value": node}], [b"\0" * 8])[0].value == 0.0
    for tree in ([{"value": node, "args": [node]}], [{"value": node}, {"value": node}]):
        with pytest.raises(ProtocolError, match="share"):
            wire.unpack_outcomes(tree, [b"\0" * 8])


@pytest.mark.parametrize("prefix", [b"AGf0" + b"\0" * 12, b"AGf1" + b"\xff" * 12])
def test_is_an_oversized_or_foreign_frame_refused_before_it_is_read(prefix: bytes) -> None:
    with pytest.raises(ProtocolError):
        wire.frame_lengths(prefix)
