"""What the exercises of unit 00 check and say: visible cases, hints, quiz."""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import Call, Check, Layout, Option, Question, case

SCORES = np.array([[70, 80, 90], [60, 100, 80]])
EFFECTS = "pure fresh"


def table(seed: int, rows: int, columns: int) -> Any:
    """Numbers that are easy to read, with a centre of its own in each column."""
    rng = np.random.default_rng(seed)
    return np.round(rng.normal(size=(rows, columns)) + 2.0 * np.arange(columns), 1)


def positive(seed: int, rows: int, columns: int) -> Any:
    """Positive numbers that are easy to read."""
    return np.round(np.random.default_rng(seed).uniform(0.5, 9.0, size=(rows, columns)), 1)


COLUMN_MEANS = Check(
    "column_means",
    ("X",),
    example=(case(Call("column_means", SCORES), say="1절의 앞 두 학생: 과목마다 65, 90, 85"),),
    random=(
        case(Call("column_means", table(1, 5, 3)), say="행 5개, 열 3개"),
        case(Call("column_means", table(2, 2, 4)), say="행 2개, 열 4개"),
        case(Call("column_means", table(3, 3, 3)), say="행과 열의 수가 같을 때"),
    ),
    edges=(
        case(Call("column_means", table(4, 1, 4)), say="행이 하나"),
        case(Call("column_means", table(5, 4, 1)), say="열이 하나: 그래도 결과는 (1,)"),
        case(Call("column_means", np.array([[1, 2], [2, 5]])), say="정수 배열의 평균은 소수"),
    ),
    effects=(case(Call("column_means", Layout(table(6, 3, 2), "readonly")), look=EFFECTS, say="X는 그대로"),),
    hints=(
        "행이 여러 개인데 결과에는 열마다 하나만 남아요. 그렇다면 0번 축과 1번 축 가운데 없어지는 것은 어느 쪽일까요?",
        "`X`가 `(m, n)`이고 결과가 `(n,)`이니 길이가 m인 0번 축이 없어져요. 없어지는 축의 번호를 `axis`에 적어요.",
        "return X.mean(axis=____)",
    ),
)

ROW_SHARES = Check(
    "row_shares",
    ("X",),
    example=(case(Call("row_shares", np.array([[1, 2, 1], [2, 2, 4]])), say="2절의 예: 행의 합은 4와 8"),),
    random=(
        case(Call("row_shares", positive(1, 4, 3)), say="행 4개, 열 3개"),
        case(Call("row_shares", positive(2, 2, 5)), say="행 2개, 열 5개"),
        case(Call("row_shares", positive(3, 3, 3)), say="행과 열의 수가 같으면 axis가 틀려도 오류가 나지 않음"),
    ),
    edges=(
        case(Call("row_shares", positive(4, 1, 4)), say="행이 하나"),
        case(Call("row_shares", positive(5, 3, 1)), say="열이 하나면 모두 1"),
    ),
    effects=(case(Call("row_shares", positive(6, 3, 2)), look=EFFECTS, say="X는 그대로"),),
    hints=(
        "행의 합은 행마다 하나예요. `(m, n)` 배열의 행마다 그 합으로 나누려면, 합의 shape는 `(m,)`이어야 할까요, `(m, 1)`이어야 할까요?",
        "`X`가 `(m, n)`일 때 `X.sum(axis=1)`은 `(m,)`이고 `X.sum(axis=1, keepdims=True)`는 `(m, 1)`이에요. `(m, n)`을 `(m, 1)`로 나누면 1번 축이 늘어나요.",
        "return X / X.sum(axis=1, ____)",
    ),
)

SQUARED = Check(
    "squared_distances",
    ("X", "point"),
    example=(
        case(Call("squared_distances", np.array([[0.0, 0.0], [3.0, 4.0], [1.0, 1.0]]), np.zeros(2)), say="3절의 예: 0, 25, 2"),
    ),
    random=(
        case(Call("squared_distances", table(1, 5, 3), table(2, 1, 3)[0]), say="행 5개, 열 3개"),
        case(Call("squared_distances", table(3, 2, 4), table(4, 1, 4)[0]), say="행 2개, 열 4개"),
        case(Call("squared_distances", table(5, 3, 3), table(6, 1, 3)[0]), say="행과 열의 수가 같을 때"),
    ),
    edges=(
        case(Call("squared_distances", table(7, 1, 2), table(8, 1, 2)[0]), say="행이 하나: 그래도 결과는 (1,)"),
        case(Call("squared_distances", table(9, 4, 1), np.array([1.5])), say="열이 하나"),
    ),
    effects=(case(Call("squared_distances", table(1, 4, 3), table(2, 1, 3)[0]), look=EFFECTS, say="X와 point는 그대로"),),
    hints=(
        "모든 행에서 `point`를 한꺼번에 빼려면 반복문이 있어야 할까요? 뺀 다음 제곱하면 `(m, n)`이에요. 행마다 하나로 만들려면 어느 축이 없어져야 할까요?",
        "`X - point`는 `(m, n)`에서 `(n,)`을 빼서 `(m, n)`이에요. 원소마다 제곱하고(`** 2`) 1번 축을 따라 더하면 `(m,)`이에요.",
        "return np.sum((X - ____) ** 2, axis=____)",
    ),
)

TEAM = np.array([1, 0, 1])
GROUP = Check(
    "group_mean",
    ("X", "labels", "k"),
    example=(case(Call("group_mean", np.array([[1, 2], [3, 4], [5, 8]]), TEAM, 1), say="4절의 예: 0번과 2번 행의 평균"),),
    random=(
        case(Call("group_mean", table(1, 6, 3), np.array([2, 0, 1, 2, 2, 0]), 2), say="세 행을 고를 때"),
        case(Call("group_mean", table(2, 5, 4), np.array([0, 1, 0, 1, 1]), 0), say="0번 모둠"),
        case(Call("group_mean", table(3, 4, 2), np.array([3, 1, 3, 3]), 1), say="한 행만 고를 때"),
    ),
    edges=(
        case(Call("group_mean", table(4, 3, 2), np.array([5, 5, 5]), 5), say="모든 행이 같은 모둠"),
        case(Call("group_mean", table(5, 4, 1), np.array([0, 1, 1, 0]), 1), say="열이 하나"),
    ),
    effects=(case(Call("group_mean", table(6, 4, 3), np.array([0, 1, 1, 0]), 1), look=EFFECTS, say="X와 labels는 그대로"),),
    hints=(
        "`labels` 가운데 `k`와 같은 자리는 어떤 식으로 알아낼 수 있을까요? 그 식의 결과를 `X`의 대괄호에 넣으면 어떤 행이 남을까요?",
        "`labels == k`는 `(m,)`인 불리언 배열이에요. `X[labels == k]`는 참인 행만 남긴 배열이고, 0번 축을 따라 평균하면 `(n,)`이에요.",
        "return X[____].mean(axis=0)",
    ),
)

PICK = Check(
    "pick",
    ("P", "labels"),
    example=(
        case(Call("pick", np.array([[0.2, 0.8], [0.7, 0.3], [0.4, 0.6]]), np.array([1, 0, 0])), say="5절의 예: 0.8, 0.7, 0.4"),
    ),
    random=(
        case(Call("pick", positive(1, 4, 3), np.array([2, 0, 1, 2])), say="행 4개, 열 3개"),
        case(Call("pick", positive(2, 2, 5), np.array([4, 1])), say="행 2개, 열 5개"),
        case(Call("pick", positive(3, 3, 3), np.array([1, 2, 1])), say="행과 열의 수가 같을 때"),
    ),
    edges=(
        case(Call("pick", positive(4, 1, 3), np.array([2])), say="행이 하나"),
        case(Call("pick", np.array([[5, 7], [9, 4], [1, 3]]), np.array([0, 1, 1])), loose=True, say="정수 배열"),
    ),
    effects=(case(Call("pick", positive(5, 3, 4), np.array([3, 0, 2])), look=EFFECTS, say="P와 labels는 그대로"),),
    hints=(
        "i번 행에서 뽑을 열은 `labels[i]`예요. `labels`와 나란히 적을 행 번호 0, 1, …, m − 1은 어떻게 만들 수 있을까요?",
        "`np.arange(m)`은 `(m,)`이고 `labels`도 `(m,)`이에요. `P[행 번호 배열, 열 번호 배열]`은 짝마다 하나씩 뽑아 `(m,)`이에요.",
        "return P[np.arange(____), ____]",
    ),
)

CHECKS = (COLUMN_MEANS, ROW_SHARES, SQUARED, GROUP, PICK)

QUIZ = (
    Question(
        "`A`의 shape가 (4, 3)일 때 `A.sum(axis=0)`의 shape는 무엇일까요?",
        (
            Option("(4,)", "1번 축이 없어졌을 때의 shape예요. `axis=0`이면 길이가 4인 0번 축이 없어져요."),
            Option("(3,)", "0번 축(길이 4)이 없어지고 1번 축(길이 3)이 남아요.", right=True),
            Option("(1, 3)", "`keepdims=True`를 적었을 때의 shape예요. 적지 않으면 축이 아주 없어져요."),
            Option("( ), 숫자 하나", "`axis`를 적지 않았을 때예요. 그러면 두 축이 모두 없어져요."),
        ),
    ),
    Question(
        "`A`의 shape가 (4, 3)일 때 `A.mean(axis=1, keepdims=True)`의 shape는 무엇일까요?",
        (
            Option("(4,)", "`keepdims=True`가 없을 때의 shape예요. 있으면 없어질 축이 길이 1로 남아요."),
            Option("(1, 3)", "`axis=0`일 때의 shape예요. 지금은 1번 축의 길이가 1이 돼요."),
            Option("(4, 3)", "평균을 냈으니 1번 축의 값 세 개는 하나로 뭉쳐요."),
            Option("(4, 1)", "1번 축이 길이 1로 남아요. 그래서 `A`에서 바로 뺄 수 있어요.", right=True),
        ),
    ),
    Question(
        "`A`의 shape가 (4, 3), `b`의 shape가 (4,)입니다. 오류 없이 계산되는 것은 어느 것일까요?",
        (
            Option("`A - b[:, None]`", "`b[:, None]`은 (4, 1)이라 1번 축이 3으로 늘어나요. 행마다 다른 값을 빼요.", right=True),
            Option("`A - b`", "오른쪽 끝의 3과 4가 다르고 어느 쪽도 1이 아니라서 오류가 나요."),
            Option("`A - b[None, :]`", "(1, 4)가 되어 오른쪽 끝이 3과 4로 여전히 달라요."),
            Option("`A - b.T`", "축이 하나뿐인 배열은 `.T`를 붙여도 (4,) 그대로예요."),
        ),
    ),
    Question(
        "`a`의 shape가 (4, 1), `b`의 shape가 (3,)일 때 `a * b`의 shape는 무엇일까요?",
        (
            Option("오류가 난다", "오른쪽 끝은 1과 3인데 1은 늘어날 수 있어요. 왼쪽의 4는 짝이 없으니 그대로예요."),
            Option("(4, 3)", "`b`가 (1, 3)으로 여겨지고, 두 배열의 길이 1인 축이 서로 늘어나요. 구구단 표가 이렇게 만들어져요.", right=True),
            Option("(4, 1)", "1번 축에서 1이 3으로 늘어나요."),
            Option("(3,)", "축의 수는 많은 쪽을 따라 둘이에요."),
        ),
    ),
    Question(
        "`A`의 shape가 (4, 3), `labels`가 [0, 2, 2, 1]입니다. `A[labels == 2]`의 shape는 무엇일까요?",
        (
            Option("(4, 3)", "`labels`가 모두 2일 때만 네 행이 다 남아요."),
            Option("(2,)", "마스크는 행을 고를 뿐이라 열은 그대로 남아요."),
            Option("(3,)", "`A[2]`의 shape예요. 마스크가 아니라 번호로 한 행을 고르면 축이 하나 없어져요."),
            Option("(2, 3)", "참인 자리가 둘이니 두 행이 남고, 열은 셋 그대로예요.", right=True),
        ),
    ),
)
