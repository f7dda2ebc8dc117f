"""What the notebook of unit 12 checks and says: visible cases, hints, quiz, shipped curves."""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Gen, Layout, Option, Prop, Question, Ref, case

HAND = [np.array([3.0, 4.0]), np.array([[12.0]])]
NORM_WORDS = ("gradients", "norm", "노름", "global_norm", "total_norm", "grad_norm")


def arrays(seed: int, *shapes: tuple[int, ...], scale: float = 1.0) -> list[Any]:
    """Arrays fixed by a seed and easy to read."""
    rng = np.random.default_rng(seed)
    return [np.round(scale * rng.normal(size=shape), 2) for shape in shapes]


def bad(gradients: Any, max_norm: float, names: tuple[str, ...], say: str) -> Case:
    """A call that must raise a ValueError whose message holds one of the names."""
    return case(Call("clip_gradients", gradients, max_norm), look="message", blame=names, say=say)


FIRST = arrays(1, (3, 2), (4,), scale=9.0)
SECOND = arrays(2, (5,), (2, 3), (1, 4), scale=7.0)
PAIR = arrays(3, (2, 3), (2, 3), scale=50.0)
# Norm 400: products with 100 and with 1/4 are exact in float16, so that a first try is known however it multiplies.
HALF = [np.array([240.0, -320.0], dtype=np.float16), np.array([[0.0]], dtype=np.float16)]
BYTES = [np.array([120, 90], dtype=np.int8), np.array([[100], [7]], dtype=np.int8)]

GLOBAL_NORM = Check(
    "global_norm",
    ("gradients",),
    example=(
        case(Call("global_norm", HAND), say="3절의 기울기: 노름 13"),
        case(Call("global_norm", [np.array([0.6, 0.8]), np.array([[2.4]])]), say="3절에서 자른 기울기: 노름 2.6"),
    ),
    random=(
        case(Call("global_norm", FIRST), say="shape가 (3, 2)와 (4,)"),
        case(Call("global_norm", SECOND), say="배열 세 개"),
        case(Call("global_norm", [np.array([[1.5, -2.0, 0.5]])]), say="배열 하나"),
    ),
    invariants=(
        case(Call("global_norm", PAIR), Call("global_norm", [-3.0 * array for array in PAIR]),
             props=(Prop("scaled", {"a": 0, "b": 1, "factor": 3.0}),), say="모두 −3배 하면 노름은 3배"),
        case(Call("global_norm", SECOND), Call("global_norm", [np.concatenate([array.ravel() for array in SECOND])]),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="한 줄로 이어 붙여도 같은 노름"),
    ),
    edges=(
        case(Call("global_norm", []), say="빈 리스트면 0.0"),
        case(Call("global_norm", Gen(tuple(FIRST))), say="제너레이터"),
        case(Call("global_norm", [np.array(-2.0), np.array([1.0, 2.0])]), say="0차원 배열"),
        case(Call("global_norm", HALF), say="float16: 제곱하면 넘치는 값"),
        case(Call("global_norm", BYTES), say="8비트 정수 배열"),
        case(Call("global_norm", [np.array([1e150, -2e150]), np.array([3.0])]), say="1e150만큼 큰 값"),
    ),
    effects=(case(Call("global_norm", FIRST), Call("global_norm", SECOND), look="pure", say="받은 배열은 그대로"),),
    hints=(
        "배열의 shape가 달라 한꺼번에 더할 수는 없어요. 배열마다 무엇 하나를 구해 쌓아 가면 될까요? 제곱근은 언제 구해야 할까요?",
        r"$$\sqrt{\sum_k \sum_i g_{k,i}^2}$$ 배열마다 float64로 바꾼 다음 원소의 제곱을 모두 더해 숫자 하나로 만들고, 그 숫자를 `total`에 쌓아요. 반복이 끝난 뒤에 `total`의 제곱근을 한 번 "
        "구해요. `total`은 0.0에서 출발하니 빈 리스트도 저절로 맞아요.",
        "total += np.sum(np.asarray(gradient, dtype=____) ** 2)      # for gradient in gradients: 안에서",
    ),
)

CLIP_GRADIENTS = Check(
    "clip_gradients",
    ("gradients", "max_norm"),
    example=(
        case(Call("clip_gradients", HAND, 2.6), say="3절의 계산: 배율 0.2"),
        case(Call("clip_gradients", HAND, 20.0), say="3절의 가: 한도 20이면 그대로"),
    ),
    random=(
        case(Call("clip_gradients", FIRST, 3.0), say="shape가 (3, 2)와 (4,), max_norm = 3"),
        case(Call("clip_gradients", SECOND), say="max_norm을 주지 않았을 때"),
        case(Call("clip_gradients", SECOND, 40.0), say="노름이 한도보다 작을 때"),
        case(Call("clip_gradients", [array / 1e4 for array in FIRST], 3e-4), say="노름이 0.002쯤일 때: 1e-6이 보임"),
        case(Call("clip_gradients", [np.array([0.0012, 0.0]), np.array([[-0.0015995]])], 0.002),
             say="노름이 한도보다 아주 조금 작을 때: 배율이 1보다 작음"),
    ),
    invariants=(
        case(Call("clip_gradients", PAIR, 10.0), Call("clip_gradients", PAIR, 30.0),
             props=(Prop("scaled", {"a": 0, "b": 1, "factor": 3.0}),), say="잘릴 때는 한도를 3배 하면 결과도 3배"),
        case(Call("clip_gradients", PAIR, 20.0), Call("clip_gradients", Ref(0), 20.0),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="두 번 잘라도 한 번 자른 것과 같음"),
        case(Call("clip_gradients", PAIR, 20.0), Call("clip_gradients", [100.0 * array for array in PAIR], 20.0),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="잘릴 때는 기울기를 100배 해도 결과가 같음"),
    ),
    edges=(
        case(Call("clip_gradients", []), say="빈 리스트면 빈 리스트"),
        case(Call("clip_gradients", [np.zeros((2, 3)), np.zeros(2)], 1.0), say="모두 0이면 그대로"),
        case(Call("clip_gradients", tuple(FIRST), 4.0), say="튜플을 받아도 리스트로"),
        case(Call("clip_gradients", Gen(tuple(FIRST)), 4.0), say="제너레이터"),
        case(Call("clip_gradients", HALF, 100.0), say="float16: 제곱하면 넘치는 값"),
        case(Call("clip_gradients", BYTES, 300), say="8비트 정수 배열, 자르지 않을 때도 float64로"),
        case(Call("clip_gradients", [Layout(FIRST[0], "readonly"), Layout(FIRST[1], "strided")], 4.0),
             say="읽기 전용 배열과 띄엄띄엄 놓인 배열"),
        bad(HAND, 0.0, ("max_norm",), "max_norm = 0이면 ValueError"),
        bad(HAND, -1.0, ("max_norm",), "max_norm < 0이면 ValueError"),
        bad([], 0.0, ("max_norm",), "빈 리스트라도 max_norm = 0이면 ValueError"),
        bad([np.array([1.0, np.nan])], -3.0, ("max_norm",), "NaN이 있어도 max_norm부터 보고 ValueError"),
        bad([np.array([1.0, np.nan]), np.ones(2)], 3.0, NORM_WORDS, "NaN이 있으면 ValueError"),
        bad([np.ones(2), np.array([[np.inf]])], 3.0, NORM_WORDS, "inf가 있으면 ValueError"),
    ),
    effects=(
        case(Call("clip_gradients", FIRST, 3.0), Call("clip_gradients", SECOND, 3.0), look="pure fresh",
             say="자를 때: 받은 배열은 그대로, 결과는 새 배열"),
        case(Call("clip_gradients", FIRST, 90.0), Call("clip_gradients", SECOND, 90.0), look="pure fresh",
             say="자르지 않을 때: 받은 배열은 그대로, 결과는 새 배열"),
        case(Call("clip_gradients", tuple(FIRST), 90.0), look="pure fresh", say="튜플을 받아 자르지 않을 때도 새 배열"),
    ),
    hints=(
        "배열이 여럿이어도 방향을 지키려면 배율은 몇 개여야 할까요? 줄이기만 하고 늘리지 않으려면 배율의 가장 큰 값은 얼마일까요?",
        r"`max_norm`을 검사하고, `gradients`를 float64 복사본의 리스트로 만들고, `global_norm`으로 노름을 구해 유한한지 봐요. 배율은 $$\min\left(1,\ "
        r"\frac{\mathrm{max\_norm}}{\text{노름} + 10^{-6}}\right)$$ 이에요. 이 숫자 하나를 모든 배열에 곱하면 shape는 그대로예요.",
        "scale = min(1.0, max_norm / ____)      # 돌려줄 것은 array * scale을 모은 새 리스트",
    ),
)

CHECKS = (GLOBAL_NORM, CLIP_GRADIENTS)

WALL = "wall_at"
DISCOVERIES = (
    Check(
        WALL,
        ("w", "h"),
        example=(
            case(Call(WALL, 4.0, 0.0), say="문서의 예: h = 0이면 σ = 0.5"),
            case(Call(WALL, 6.0, 0.5), say="w = 6, h = 0.5: 2절의 출발값"),
        ),
        random=(
            case(Call(WALL, 5.0), say="h를 주지 않았을 때"),
            case(Call(WALL, -3.0, 1.2), say="음수 가중치"),
            case(Call(WALL, 2.5, -2.0), say="음수 h"),
        ),
        edges=(
            case(Call(WALL, np.array([3.8, 5.0, 6.4])), say="w가 배열일 때"),
            case(Call(WALL, 0.0, 0.7), say="w = 0이면 b가 곧 h, 배율은 0"),
        ),
        effects=(case(Call(WALL, np.array([1.0, 4.0]), 0.3), look="pure", say="받은 배열은 그대로"),),
        hints=(
            "h가 머문다는 말을 등식으로 적어 보세요. 한 걸음 뒤의 값과 지금의 값 사이에 어떤 기호가 들어갈까요? 배율은 한 걸음의 식을 무엇으로 미분한 것일까요?",
            r"$$h = w\,\sigma(h) + b$$ 를 $b$에 대해 풀어요. 오른쪽을 $h$로 미분하면 $b$는 사라지고 $w\,\sigma'(h)$만 남아요. 둘 다 shape는 `w`와 같아요.",
            "s = 1.0 / (1.0 + np.exp(-h))\nreturn ____ - w * s, w * s * (1.0 - ____)",
        ),
    ),
)  # fmt: skip

QUIZ = (
    Question(
        "두 층의 기울기가 각각 노름 3과 4입니다. max_norm = 2.5로 전체 노름 클리핑을 하면 두 층의 노름은 얼마가 될까요?",
        (
            Option("[1.5](=halved.first)와 [2.0](=halved.second)", "전체 노름이 5이므로 배율은 2.5 / 5 = [0.5](=halved.scale)이고, 두 층에 똑같이 곱해요.", right=True),
            Option("[1.25](=halved.shared)와 [1.25](=halved.shared)", "전체 노름은 층마다 똑같이 나누어 갖는 것이 아니에요. 원래의 비율을 지켜요."),
            Option("3과 2.5", "층마다 한도를 둔 것도, 전체에 한도를 둔 것도 아니에요. 배율은 모든 배열에 똑같이 곱해요."),
            Option("2.5와 2.5", "배열마다 따로 잘랐을 때의 값이에요. 층 사이의 비율이 3 : 4에서 1 : 1로 바뀌었어요."),
        ),
    ),
    Question(
        "유한한지 보지 않고, 2절의 배율을 `np.minimum`으로 배열마다 따로 구해 곱했습니다. 첫 층의 기울기는 [3, 4], 둘째 층의 기울기는 [1, NaN]이고 max_norm은 2.5입니다. 어떻게 될까요?",
        (
            Option("두 층이 모두 NaN이 된다.", "전체 노름이 하나일 때 일어나는 일이에요. 그때는 배율도 하나라서 [모두 NaN이 돼요](=spreads.global). 배열마다 재면 배율이 둘이에요."),
            Option(
                "첫 층은 바르게 잘리고, 둘째 층만 모두 NaN이 된다.",
                "NaN이 제 배열 안에서만 [번져요](=spreads.apart). 그래도 고쳐진 것은 아니에요. 첫 층만 학습되는 채로 지나가면 원인을 찾기가 더 어려워요.",
                right=True,
            ),
            Option("NaN이 있던 원소만 NaN이고 나머지는 바르게 잘린다.", "둘째 층의 노름이 NaN이라 배율도 NaN이에요. 멀쩡하던 1에도 그 배율이 곱해져요."),
            Option("NaN은 한도를 넘는 값이므로 2.5로 잘린다.", "NaN은 크기를 비교할 수 없는 값이라 잘리지 않아요. 무엇을 곱해도 NaN이에요."),
        ),
    ),
    Question(
        "모든 걸음이 잘리고 있습니다. 학습률을 10배로 올리면서 max_norm을 10분의 1로 줄이면 경사 하강법은 어떻게 달라질까요?",
        (
            Option("걸음의 방향이 달라진다.", "배율은 양수 하나라서 방향을 바꾸지 않아요."),
            Option("걸음이 10분의 1로 짧아진다.", "기울기의 길이는 10분의 1이 되지만 학습률이 10배예요. 둘을 곱해 보세요."),
            Option(
                "거의 달라지지 않는다.",
                "잘린 걸음의 길이는 학습률 × max_norm이에요. 모든 걸음이 계속 잘리는 한 [같은 길을 가요](=same_path).",
                right=True,
            ),
            Option("걸음이 10배로 길어진다.", "학습률은 10배지만 잘린 기울기의 길이가 10분의 1이에요. 둘을 곱해 보세요."),
        ),
    ),
    Question(
        "min(1, ·)을 빠뜨린 클리핑으로 경사 하강법을 합니다. 골짜기의 바닥 가까이에 와서 기울기의 노름이 max_norm보다 한참 작아졌습니다. 그 뒤의 걸음은 어떻게 될까요?",
        (
            Option(
                "짧아지지 않아서, 바닥에 내려앉지 못하고 오간다.",
                "배율이 1보다 커져 기울기가 늘 한도까지 늘어나요. 걸음의 길이가 언제나 학습률 × max_norm이니 바닥에서도 [멈추지 못해요](=never_settles).",
                right=True,
            ),
            Option("노름이 한도보다 작으니 빠뜨리지 않은 것과 같다.", "한도보다 작을 때 그대로 두는 것이 바로 min(1, ·)이 하는 일이에요."),
            Option("점점 짧아져서 바닥에 닿기 전에 멈춘다.", "배율은 한도를 노름으로 나눈 값이에요. 노름이 작아지면 배율은 커져요."),
            Option("방향이 틀어져 바닥 옆으로 빗나간다.", "배율은 양수 하나예요. 커지든 작아지든 방향은 바꾸지 않아요."),
        ),
    ),
)

LIMITS = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 10000.0)
STEPS, EVERY = 500, 20


def widget_values(reference: dict[str, Any]) -> dict[str, Any]:
    """log10 of the clipped descent's MSE every 20 steps, per learning rate: (limits, 26), numbers only.

    A descent that jumps between two walls magnifies rounding, and BLAS rounds differently on each
    machine; sums by `math.fsum` are the same everywhere, so the released file is, too.
    """
    from math import fsum

    from sklearn.datasets import load_diabetes

    data = load_diabetes(scaled=False)
    y = data.target
    columns = [np.ones(len(y)), *data.data.T]
    H = np.array([[fsum(a * b) / len(y) for b in columns] for a in columns])
    c, square = np.array([fsum(a * y) / len(y) for a in columns]), fsum(y * y) / len(y)

    def slope(theta: Any) -> Any:
        return np.array([fsum(row * theta) for row in H]) - c

    values = {}
    for rate in ("0.00001", "0.0001", "0.001", "0.01"):
        curves = np.zeros((len(LIMITS), STEPS // EVERY + 1))
        for row, limit in enumerate(LIMITS):
            theta = np.zeros(len(c))
            for step in range(STEPS + 1):
                gradient = slope(theta)
                if step % EVERY == 0:  # the MSE is θᵀHθ − 2θᵀc + mean of y²
                    curves[row, step // EVERY] = np.log10(fsum(theta * (gradient - c)) + square)
                theta = theta - float(rate) * reference["clip_gradients"]([gradient], limit)[0]
        values[f"descent_{rate}"] = np.round(curves, 3).astype(np.float32)
    return values
