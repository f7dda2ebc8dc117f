"""Is a mistake named on evidence only, and a gradient's constant ratio recognised?"""

import numpy as np
import pytest

from autograder.core.diagnose import Evidence, constant_ratio, diagnose, name_ratio, same_run
from autograder.core.program import Outcome

RIGHT, WRONG = [Outcome(value=np.array([1.0, 2.0]))], [Outcome(value=np.array([2.0, 4.0]))]
NAN = [Outcome(value=np.array([np.nan, np.nan]))]
BROKEN = [Outcome(error="IndexError")]
OTHER_SHAPE = [Outcome(error="ValueError")]


def explained(evidence, bank):
    """What is named when each mistake of the bank gives these outcomes."""

    def agrees(key, index):
        run = bank[key][index]
        return run is not None and same_run(evidence[index].got, run)

    return diagnose(evidence, bank, agrees)


def test_is_the_mistake_named_that_gives_the_same_on_every_case():
    evidence = [Evidence(WRONG, RIGHT, True), Evidence(RIGHT, RIGHT, False)]
    bank = {"partly": [WRONG, WRONG], "wholly": [WRONG, RIGHT], "never": [RIGHT, RIGHT]}
    assert explained(evidence, bank) == ["wholly", "partly"]


def test_is_nothing_named_when_nothing_failed_or_nothing_fits():
    assert explained([Evidence(RIGHT, RIGHT, False)], {"a": [WRONG]}) == []
    assert explained([Evidence(WRONG, RIGHT, True)], {"a": [NAN], "b": [None]}) == []


def test_is_an_error_alone_no_evidence_when_other_cases_disagree():
    evidence = [Evidence(BROKEN, RIGHT, True), Evidence(RIGHT, RIGHT, False)]
    assert explained(evidence, {"a": [BROKEN, WRONG]}) == []
    assert explained(evidence, {"a": [BROKEN, RIGHT]}) == ["a"]


def test_do_side_effects_count_as_evidence():
    aliased = [Outcome(value=np.array([1.0, 2.0]), aliased=True)]
    assert explained([Evidence(aliased, RIGHT, True)], {"a": [aliased]}) == ["a"]


def test_do_warnings_beside_nan_not_tell_mistakes_apart():
    mean_of_nothing = [Outcome(value=np.array([np.nan, np.nan]), warned=("divide", "invalid"))]
    assert explained([Evidence(mean_of_nothing, RIGHT, True)], {"a": [NAN]}) == ["a"]
    warned = [Outcome(value=np.array([2.0, 4.0]), warned=("overflow",))]
    assert explained([Evidence(warned, RIGHT, True)], {"a": [WRONG]}) == []


@pytest.mark.parametrize(("factor", "name"), [(7.0, "m"), (2.0, "2"), (-1.0, "-1"), (1 / 7, "1/m"), (7 / 3, "m/n")])
def test_is_a_constant_ratio_named(factor, name):
    want = np.array([1.0, -2.0, 0.0, 5.0])
    assert name_ratio(constant_ratio(factor * want, want), {"m": 7, "n": 3}) == name


def test_is_no_ratio_found_where_there_is_none():
    want = np.array([1.0, -2.0, 5.0])
    assert constant_ratio(want + 1, want) is None
    assert constant_ratio(want, want) is None
    assert constant_ratio(np.full(3, np.nan), want) is None
    assert constant_ratio(0 * want, want) is None
