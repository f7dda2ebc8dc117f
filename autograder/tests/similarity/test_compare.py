"""Is what few share found, and what many share not held against anybody?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from autograder.similarity.compare import SHOWN, Answer, Found, Paper, compare
from autograder.similarity.shapes import plain_marks, shapes

#: Ways to write six statements, of which none is like another.
LONG = """def f(x):
    a = np.exp(x - {0}.5 * x.max())
    b = np.cumsum(a[::-1] * {0} - a.mean())
    c = np.where(b > {0}, b, -b * {0} + a)
    d = np.outer(c + {0}, b - c * {0})
    e = np.linalg.norm(d - {0} * d.T) + b
    return e / (d.sum(axis=0) + {0} * c)
"""
SHORT = "def f(x):\n    m = x.max(axis=1, keepdims=True)\n    return np.exp(x - m * {0}) / {0}\n"


def answer(source: str, right: bool = True, wrong: Sequence[str] = (), name: str = "f") -> Answer:
    (shape,) = shapes({"cells": [[source, name]], "names": [name], "attributes": []})
    return Answer.of(shape, right, wrong)


def found(answers: Iterable[Answer], standard: Sequence[str] = (), shown: float = SHOWN) -> Found:
    """The pairs of a class in which student ``i`` handed in the i-th of these answers."""
    papers = [Paper(str(at), "", {item.exercise: item}) for at, item in enumerate(answers)]
    everybody = plain_marks({"texts": list(standard), "names": ["f"], "attributes": []})
    return compare(papers, everybody["marks"], everybody["comments"], shown)


def pairs(result: Found) -> list[tuple[str, str]]:
    return [(pair.first.student, pair.second.student) for pair in result.pairs]


OTHERS = [answer(LONG.format(place)) for place in range(2, 32)]


def test_a_copy_with_other_names_is_found_and_its_lines_are_named() -> None:
    copied = LONG.format(7).replace("a = np", "first = np").replace("a[", "first[").replace("a.mean", "first.mean")
    copied = copied.replace("+ a)", "+ first)").replace("    b =", "    # anders\n    b =", 1)
    result = found([*OTHERS, answer(copied)])
    assert pairs(result) == [("5", "30")]
    (shared,) = result.pairs[0].shared
    assert sorted(shared.links) == [(at, at) for at in range(6)]


def test_what_everybody_writes_is_nothing() -> None:
    assert pairs(found([answer(LONG.format(7))] * 12)) == []
    assert pairs(found([*OTHERS, answer(LONG.format(7))], standard=[LONG.format(7)])) == []


def test_a_short_right_answer_is_nothing_a_short_wrong_one_something() -> None:
    others = [answer(SHORT.format(place)) for place in range(2, 32)]
    right = found([*others, answer(SHORT.format(7))])
    assert right.scores == [0.0] * len(right.scores)
    wrong = [answer(SHORT.format(7), False), answer(SHORT.format(7), False)]
    assert max(found([*others, *wrong]).scores) > 0.2


def test_a_rare_mistake_weighs_and_a_common_one_does_not() -> None:
    two = [answer(LONG.format(place), False, ["cause:rare"]) for place in (50, 51)]
    rare = max(found([*OTHERS, *two]).scores)
    many = [answer(LONG.format(place), False, ["cause:rare"]) for place in range(2, 30)]
    assert rare > 4 * max(found([*many, *two]).scores, default=0)


def test_a_rare_comment_is_evidence_and_the_lessons_own_is_not() -> None:
    text = LONG.replace("    b =", "    # 이 줄에서 한참 헤맸다\n    b =")
    two = [answer(text.format(place)) for place in (50, 51)]
    assert max(found([*OTHERS, *two]).scores) > 0.2
    assert max(found([*OTHERS, *two], standard=["# 이 줄에서 한참 헤맸다\n"]).scores, default=0) == 0


def test_groups_are_joined_by_pairs() -> None:
    result = found([*OTHERS, answer(LONG.format(7)), answer(LONG.format(7))], shown=0.8)
    assert [[paper.student for paper in group] for group in result.groups] == [["30", "31", "5"]]


def test_earlier_submissions_are_compared_only_with_this_years() -> None:
    papers = [Paper(str(at), "", {"f": item}) for at, item in enumerate(OTHERS)]
    old = [Paper(f"old{at}", "", {"f": answer(LONG.format(60))}, earlier=True) for at in range(2)]
    assert pairs(compare([*papers, *old], shown=0.8)) == []
    same = Paper("new", "", {"f": answer(LONG.format(60))})
    assert sorted(pairs(compare([*papers, *old, same], shown=0.8))) == [("old0", "new"), ("old1", "new")]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_tiny_classes_have_no_pairs(count: int) -> None:
    assert pairs(found([answer(LONG.format(7))] * count)) == []


def test_an_answer_that_cannot_be_read_is_no_evidence() -> None:
    broken = [answer("def f(x:"), answer("def f(x:")]
    assert pairs(found([*OTHERS, *broken])) == []
