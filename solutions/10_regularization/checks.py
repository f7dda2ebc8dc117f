"""What the notebook of unit 10 checks and says: visible cases, hints, quiz."""

from __future__ import annotations

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, case
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: The matrix of block 3.
HAND = np.array([[1.0, -2.0], [3.0, -4.0]])
ZEROS = np.array([[0.0, -1.5, 0.0], [2.5, 0.0, -0.5]])
NARROW = np.array([[-128, 100, 0], [90, -77, 5]], dtype=np.int8)
UNSIGNED = np.array([200, 3, 0, 31], dtype=np.uint8)


def drawn(seed: int, *shape: int) -> Array:
    """Weights of both signs, none near zero, fixed by a seed and easy to read."""
    rng = np.random.default_rng(seed)
    return np.round(rng.choice([-1.0, 1.0], size=shape) * rng.uniform(0.2, 3.0, size=shape), 2)


W5, W34, W232 = drawn(1, 5), drawn(2, 3, 4), drawn(3, 2, 3, 2)


def bad(call: Call, names: tuple[str, ...], say: str) -> Case:
    """A call that must raise a ValueError that names an argument."""
    return case(call, look="message", blame=names, say=say)


def values(name: str) -> tuple[Case, ...]:
    """The random stage of a function of weights and λ."""
    return (
        case(Call(name, W5, 0.3), say="1차원 가중치 다섯 개"),
        case(Call(name, W34, 0.07), say="shape (3, 4)"),
        case(Call(name, W232, 2.0), say="shape (2, 3, 2)"),
    )


def invariants(name: str, flipped: str, factor: float, power: str) -> tuple[Case, ...]:
    """λ three times as large; weights with the opposite sign; weights twice as large."""
    return (
        case(Call(name, W34, 0.2), Call(name, W34, 0.6), props=(Prop("scaled", {"a": 0, "b": 1, "factor": 3.0}),),
             say="λ를 3배 하면 결과도 3배"),
        case(Call(name, W34, 0.2), Call(name, -W34, 0.2), props=(Prop(flipped, {"a": 0, "b": 1}),),
             say="가중치의 부호를 바꾸면 " + ("같은 값" if flipped == "equal" else "결과의 부호도 바뀜")),
        case(Call(name, W34, 0.2), Call(name, 2.0 * W34, 0.2),
             props=(Prop("scaled", {"a": 0, "b": 1, "factor": factor}),), say=f"가중치를 2배 하면 결과는 {power}"),
    )  # fmt: skip


def edges(name: str, *more: Case) -> tuple[Case, ...]:
    """Zeros, integers, layouts, errors."""
    return (
        case(Call(name, W34, 0.0), say="λ = 0"),
        case(Call(name, ZEROS, 0.5), atol=0.0, say="0이 섞인 가중치"),
        *more,
        case(Call(name, np.array(-2.5), 0.4), say="0차원 배열"),
        case(Call(name, NARROW, 3), say="8비트 정수 배열과 정수 λ"),
        case(Call(name, UNSIGNED, 0.5), say="부호 없는 8비트 정수 배열"),
        case(Call(name, Layout(W34, "readonly"), 0.4), say="읽기 전용 배열"),
        bad(Call(name, HAND, -0.5), ("lambda_reg",), "λ < 0이면 ValueError"),
        bad(Call(name, np.zeros(3), -1), ("lambda_reg",), "가중치가 모두 0이라도 λ < 0이면 ValueError"),
    )


def effects(name: str, amount: float = 0.4) -> tuple[Case, ...]:
    """Arguments stay, results are new, also when nothing changes in value."""
    return (
        case(Call(name, W34, amount), Call(name, W5, amount), look="pure fresh", say="받은 배열은 그대로, 결과는 새 배열"),
        case(Call(name, W34, 0.0), look="pure fresh", say="세기가 0이어도 받은 배열은 그대로, 결과는 새 배열"),
    )


def penalty(name: str, rule: str, factor: float, power: str, hints: tuple[str, str, str]) -> Check:
    """The check of a penalty."""
    return Check(
        name,
        ("weights", "lambda_reg"),
        example=(case(Call(name, HAND, 0.1), say=f"3절의 W와 λ = 0.1: {rule}"),),
        random=values(name),
        invariants=invariants(name, "equal", factor, power),
        edges=edges(name, case(Call(name, np.zeros(0), 0.5), say="빈 배열이면 0.0")),
        effects=effects(name),
        hints=hints,
    )


L1 = penalty(
    "l1_regularization", "페널티 1.0", 2.0, "2배",
    (
        "1과 −2처럼 부호가 다른 가중치가 서로 지워지지 않게 하려면 더하기 전에 무엇을 해야 할까요?",
        r"$$\lambda \sum_i |w_i|$$ $\lambda$를 먼저 검사하고, 가중치를 float64로 바꿔요. 원소마다 절댓값을 구해(shape 그대로) 모두 더하면 숫자 하나가 돼요.",
        "return float(lambda_reg * np.sum(____))      # weights를 float64로 바꾼 w의 절댓값",
    ),
)  # fmt: skip

L2 = penalty(
    "l2_regularization", "페널티 3.0", 4.0, "4배",
    (
        "L2 페널티는 노름일까요, 노름의 제곱일까요? 제곱과 더하기 가운데 무엇을 먼저 해야 할까요?",
        r"$$\lambda \sum_i w_i^2$$ $\lambda$를 먼저 검사하고, 가중치를 float64로 바꿔요. 원소마다 제곱해(shape 그대로) 모두 더하면 숫자 하나가 돼요. 제곱근도 ½도 없어요.",
        "return float(lambda_reg * np.sum(____))      # weights를 float64로 바꾼 w의 제곱",
    ),
)  # fmt: skip

TOTAL = "regularized_loss"
LOSS = Check(
    TOTAL,
    ("loss", "weights", "lambda_l1", "lambda_l2"),
    example=(case(Call(TOTAL, 0.5, HAND, 0.1, 0.01), say="3절의 전체 손실 1.8"),),
    random=(
        case(Call(TOTAL, 2.0, W5, 0.3, 0.7), say="1차원 가중치 다섯 개"),
        case(Call(TOTAL, 0.9, W34, 0.05, 0.6), say="shape (3, 4)"),
        case(Call(TOTAL, 3.1, W232, 1.5, 0.2), say="shape (2, 3, 2)"),
    ),
    invariants=(
        case(Call(TOTAL, 1.3, W34, 0.2, 0.4), Call(TOTAL, 1.3, -W34, 0.2, 0.4),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="가중치의 부호를 모두 바꿔도 같은 값"),
    ),
    edges=(
        case(Call(TOTAL, 1.3, W34, 0.0, 0.0), say="두 λ가 0이면 loss 그대로"),
        case(Call(TOTAL, 1.3, W34, 0.3, 0), say="L1만"),
        case(Call(TOTAL, 1.3, W34, 0, 0.3), say="L2만"),
        case(Call(TOTAL, 2, NARROW, 2, 3), say="8비트 정수 배열과 정수 λ"),
        bad(Call(TOTAL, 1.0, HAND, -1.0, -2.0), ("lambda_l1", "lambda_l2", "lambda_reg"), "λ가 둘 다 음수면 ValueError"),
        bad(Call(TOTAL, 1.0, HAND, -0.1, 2.0), ("lambda_l1", "lambda_reg"), "λ₁ < 0이면 ValueError"),
        bad(Call(TOTAL, 1.0, HAND, 2.0, -0.1), ("lambda_l2", "lambda_reg"), "λ₂ < 0이면 ValueError"),
    ),
    effects=(case(Call(TOTAL, 1.5, W34, 0.3, 0.2), Call(TOTAL, 1.5, W5, 0.3, 0.2), look="pure", say="받은 배열은 그대로"),),
    hints=(
        r"이미 만든 함수 가운데 무엇을 부르면 될까요? $\lambda$ 두 개는 각각 어느 페널티의 것인가요?",
        r"$$\mathrm{loss} + \lambda_1 \sum_i |w_i| + \lambda_2 \sum_i w_i^2$$ `l1_regularization`에는 `lambda_l1`을, `l2_regularization`에는 "
        "`lambda_l2`를 넣어요. 셋 다 숫자 하나예요.",
        "return float(loss + l1_regularization(weights, lambda_l1) + ____)",
    ),
)  # fmt: skip

G1 = Check(
    "l1_gradient",
    ("weights", "lambda_reg"),
    example=(case(Call("l1_gradient", HAND, 0.1), say="3절의 W와 λ = 0.1"),),
    random=values("l1_gradient"),
    invariants=invariants("l1_gradient", "negated", 1.0, "그대로"),
    edges=(
        case(Call("l1_gradient", np.array([3.0, 0.0, -4.0]), 0.1), atol=0.0, say="가운데가 0인 가중치: 0에서는 0"),
        *edges("l1_gradient"),
    ),
    effects=effects("l1_gradient"),
    loss=lambda weights, lambda_reg: float(lambda_reg * np.sum(np.abs(weights))),
    wrt=0,
    hints=(
        "$|w|$의 그래프에서 직선의 기울기는 $w$가 양수일 때와 음수일 때 각각 얼마인가요? 크기에 따라 달라지나요?",
        r"$$\lambda \cdot \mathrm{sign}(w_i)$$ 부호는 양수이면 1, 음수이면 −1, 0이면 0이에요. 더하지 않으니 결과의 shape는 `weights`와 같아요. 정수 배열은 먼저 float64로 바꿔요.",
        "return lambda_reg * ____(w)      # w는 weights를 float64로 바꾼 것",
    ),
)

G2 = Check(
    "l2_gradient",
    ("weights", "lambda_reg"),
    example=(case(Call("l2_gradient", HAND, 0.1), say="3절의 W와 λ = 0.1"),),
    random=values("l2_gradient"),
    invariants=invariants("l2_gradient", "negated", 2.0, "2배"),
    edges=edges("l2_gradient"),
    effects=effects("l2_gradient"),
    loss=lambda weights, lambda_reg: float(lambda_reg * np.sum(np.square(weights))),
    wrt=0,
    hints=(
        "$w^2$을 $w$로 미분하면 무엇인가요? 앞에 붙는 숫자를 빠뜨리지 않았나요?",
        r"원소마다 $2 \lambda w_i$예요. 더하지 않으니 결과의 shape는 `weights`와 같아요. 정수 배열은 먼저 float64로 바꾸고, 받은 배열에 `*=`를 쓰지 마세요.",
        "return ____ * lambda_reg * w      # w는 weights를 float64로 바꾼 것",
    ),
)

SOFT_NAME = "soft_threshold"
SOFT = Check(
    SOFT_NAME,
    ("weights", "t"),
    example=(case(Call(SOFT_NAME, HAND, 2.0), say="3절의 W와 t = 2"),),
    random=(
        case(Call(SOFT_NAME, W5, 0.8), say="1차원 가중치 다섯 개"),
        case(Call(SOFT_NAME, W34, 1.3), say="shape (3, 4)"),
        case(Call(SOFT_NAME, W232, 0.5), say="shape (2, 3, 2)"),
    ),
    invariants=(
        case(Call(SOFT_NAME, W34, 0.9), Call(SOFT_NAME, -W34, 0.9), props=(Prop("negated", {"a": 0, "b": 1}),),
             say="가중치의 부호를 바꾸면 결과의 부호도 바뀜"),
        case(Call(SOFT_NAME, W34, 0.4), Call(SOFT_NAME, 5.0 * W34, 2.0),
             props=(Prop("scaled", {"a": 0, "b": 1, "factor": 5.0}),), say="가중치와 t를 모두 5배 하면 결과도 5배"),
    ),
    edges=(
        case(Call(SOFT_NAME, np.array([0.3, -0.3, 0.1, -0.2, 0.0]), 0.3), atol=0.0, say="|w| ≤ t이면 정확히 0.0"),
        case(Call(SOFT_NAME, W34, 50.0), atol=0.0, say="t가 모든 가중치보다 크면 모두 0.0"),
        case(Call(SOFT_NAME, ZEROS, 0.0), say="t = 0이면 값이 그대로"),
        case(Call(SOFT_NAME, np.array(-2.5), 0.4), say="0차원 배열"),
        case(Call(SOFT_NAME, NARROW, 50), say="8비트 정수 배열과 정수 t"),
        case(Call(SOFT_NAME, UNSIGNED, 7), say="부호 없는 8비트 정수 배열"),
        case(Call(SOFT_NAME, Layout(W34, "readonly"), 0.4), say="읽기 전용 배열"),
        bad(Call(SOFT_NAME, HAND, -0.5), ("t",), "t < 0이면 ValueError"),
    ),
    effects=effects(SOFT_NAME),
    hints=(
        "크기와 부호를 나누어 생각해 보세요. 크기에서 $t$를 뺐을 때 음수가 되면 어떻게 해야 할까요?",
        r"$$\mathrm{sign}(w_i) \cdot \max(|w_i| - t,\ 0)$$ 원소마다 0과 비교하니 `np.max`가 아니라 `np.maximum`이에요. shape는 그대로예요.",
        "return np.sign(w) * np.maximum(____, 0.0)      # w는 weights를 float64로 바꾼 것",
    ),
)  # fmt: skip

SLOPE5 = drawn(4, 5)

ISTA = Check(
    "ista_step",
    ("w", "slope", "rate", "lam"),
    example=(
        case(
            Call("ista_step", np.array([1.0, -2.0, 0.5]), np.array([2.0, 0.0, 1.0]), 0.5, 1.0),
            say="가중치 (1, −2, 0.5), 기울기 (2, 0, 1), η = 0.5, λ = 1",
        ),
    ),
    random=(
        case(Call("ista_step", W5, SLOPE5, 0.3, 0.7), say="가중치 다섯 개"),
        case(Call("ista_step", 3.0 * W5, -SLOPE5, 0.05, 4.0), say="짧은 걸음과 센 벌"),
        case(Call("ista_step", 0.3 * W5, SLOPE5, 1.5, 0.2), say="긴 걸음과 약한 벌"),
    ),
    edges=(
        case(Call("ista_step", W5, SLOPE5, 0.3, 0.0), say="λ = 0이면 경사 하강법의 한 걸음"),
        case(Call("ista_step", W5, np.zeros(5), 0.5, 1.0), say="기울기가 0이면 0 쪽으로 당기기만"),
        case(Call("ista_step", np.array([0.1, -0.05, 0.2]), np.array([0.3, -0.2, 0.9]), 0.5, 1.0), atol=0.0, say="임계값보다 작은 가중치는 0"),
        case(Call("ista_step", np.zeros(3), np.array([0.4, -0.9, 1.5]), 0.2, 1.0), atol=0.0, say="0에서 |기울기| ≤ λ이면 그대로 0"),
    ),
    effects=(case(Call("ista_step", W5, SLOPE5, 0.3, 0.7), look="pure fresh", say="받은 배열은 그대로, 결과는 새 배열"),),
    hints=(
        "벌이 없다면 어디로 갔을까요? 그 자리에서 멀어지지 않으면서 벌도 적은 곳을 찾는 함수를 이미 만들었어요.",
        r"$$\eta\, g\,(u - w) + \tfrac{1}{2}(u - w)^2 = \tfrac{1}{2}\big(u - (w - \eta g)\big)^2 + \text{상수}$$ 벌에도 $\eta$가 곱해져 $\eta\lambda|u|$가 돼요.",
        "return soft_threshold(w - rate * slope, ____)",
    ),
)

CHECKS = (L1, L2, LOSS, G1, G2, SOFT)
DISCOVERIES = (ISTA,)

QUIZ = (
    Question(
        "가중치가 [3, −4, 0]이고 λ₁ = λ₂ = 0.5입니다. 이 단원의 약속에서 L1 페널티와 L2 페널티의 합은 얼마인가요?",
        (
            Option("[16.0](=penalties.both)", "L1은 0.5 × 7 = [3.5](=penalties.l1), L2는 0.5 × 25 = [12.5](=penalties.l2)예요.", right=True),
            Option("[9.75](=penalties.by_half)", "L2에 ½을 곱했어요. 그렇게 약속하는 책도 있지만 이 단원의 L2에는 ½이 없어요."),
            Option("[6.0](=penalties.by_norm)", "L2에서 노름 5를 썼어요. L2 페널티는 노름의 제곱인 25에 λ를 곱해요."),
            Option("[12.0](=penalties.by_signs)", "L1에서 절댓값을 빠뜨려 3 − 4 = −1이 되었어요. L1은 0.5 × 7 = [3.5](=penalties.l1)예요."),
        ),
    ),
    Question(
        "손실이 ½(w − 3)²인 가중치 하나에 λ = 5로 규제를 합니다. 손실과 페널티의 합이 가장 작은 w는 L1과 L2에서 각각 얼마인가요?",
        (
            Option("L1에서 0, L2에서 0", "L2가 당기는 힘 2λw는 0에서 사라져요. w = 0에서 손실은 3의 힘으로 밀어내니 0에 머물 수 없어요."),
            Option(
                "L1에서 0, L2에서 [0.27](=one_weight.l2)",
                "w = 0에서 손실이 미는 힘은 3이고 L1이 붙드는 힘은 5라서 0을 떠나지 못해요. L2는 (w − 3) + 10w = 0에서 "
                "w = 3/11 ≈ [0.27](=one_weight.l2)이에요.",
                right=True,
            ),
            Option("L1에서 [0.27](=one_weight.l2), L2에서 0", "둘이 뒤바뀌었어요. 정확한 0을 만드는 것은 L1이에요."),
            Option("L1에서 [−2](=one_weight.past), L2에서 [0.27](=one_weight.l2)", "L1에서 3 − 5로 0을 지나쳤어요. 0을 넘으면 벌이 다시 커지니 0에서 멈춰야 해요."),
        ),
    ),
    Question(
        "soft_threshold([0.5, −1.5, 1.0], t = 1.0)의 결과는 무엇인가요?",
        (
            Option("[0, −1.5, 0]", "크기가 t 이하인 것만 0으로 하고 나머지를 그대로 두었어요. 남는 값도 t만큼 줄어요."),
            Option("[0, [−0.5](=pulled), 0]", "크기 0.5와 1.0은 t 이하라 0이 되고, −1.5는 0 쪽으로 t만큼 당겨져요.", right=True),
            Option("[−0.5, −0.5, 0]", "0.5를 t만큼 당기면서 0을 지나쳤어요. 0에서 멈춰야 해요."),
            Option("[0, 0.5, 0]", "크기는 맞지만 부호를 되돌리지 않았어요. −1.5는 음수로 남아요."),
        ),
    ),
    Question(
        "과적합한 모델에서 λ를 0부터 아주 크게 키우면 훈련 손실과 검증 손실은 대개 어떻게 달라질까요?",
        (
            Option(
                "훈련 손실은 커지고, [검증 손실은 줄어들다가 다시 커진다](=valley).",
                "처음에는 과적합이 풀리고, 지나치면 과소적합이 돼요. 좋은 λ는 그 사이에 있어요.",
                right=True,
            ),
            Option("둘 다 계속 줄어든다.", "훈련 손실은 줄어들 수 없어요. 훈련 손실만 보면 규제가 없는 해가 가장 좋으니까요."),
            Option("훈련 손실은 그대로이고 검증 손실만 줄어든다.", "가중치를 줄이는 값은 훈련 손실로 치러요. 공짜가 아니에요."),
            Option("둘 다 처음부터 계속 커진다.", "과적합한 모델이라면 처음에는 검증 손실이 줄어요. 7.2절의 표를 다시 보세요."),
        ),
    ),
)
