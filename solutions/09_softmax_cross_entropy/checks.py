"""What the notebook of unit 09 checks and says: visible cases, hints, quiz."""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, case
from numpy.typing import NDArray

Array = NDArray[np.float64]

# The numbers of block 3: exp of the rows is (1, 2, 5) and (3, 1, 1).
HAND_LOGITS = np.log([[1.0, 2.0, 5.0], [3.0, 1.0, 1.0]])
HAND_P = np.array([[0.125, 0.25, 0.625], [0.6, 0.2, 0.2]])
HAND_Y = np.array([1, 0])
EFFECTS = "pure fresh"


def logits(seed: int, m: int, n_classes: int) -> Array:
    """(m, C) logits that are easy to read."""
    return np.round(np.random.default_rng(seed).normal(scale=2.0, size=(m, n_classes)), 2)


def probabilities(seed: int, m: int, n_classes: int) -> Array:
    """(m, C), rows of multiples of 1/64 that sum to exactly 1, none of them 0."""
    rng = np.random.default_rng(seed)
    counts = 1 + rng.multinomial(64 - n_classes, np.full(n_classes, 1.0 / n_classes), size=m)
    return counts / 64.0


def labels(seed: int, m: int, n_classes: int) -> NDArray[np.int64]:
    """(m,) labels, at least two different ones."""
    found = np.random.default_rng(seed).integers(n_classes, size=m)
    found[-1] = (found[0] + 1) % n_classes
    return found


def loss_from_logits(z: Array, y: Any) -> float:
    """The loss whose gradient the student writes, as NumPy's own logaddexp gives it."""
    return float(np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), y]))


def bad_labels(name: str, first: Array) -> tuple[Case, ...]:
    """Labels that must raise a ValueError whose message names an argument."""
    m, n_classes = first.shape
    own = "y_pred" if name == "cross_entropy_loss" else "logits"
    both = ("y_true", own, "y_pred")
    good = labels(11, m, n_classes)
    bad = (
        (np.where(np.arange(m) == 1, -1, good), both, "레이블에 −1이 있으면 ValueError"),
        (np.where(np.arange(m) == 2, n_classes, good), both, "레이블에 C가 있으면 ValueError"),
        (np.where(np.arange(m) == 1, n_classes + 2, good), both, "레이블이 C보다 크면 ValueError"),
        (np.eye(n_classes, dtype=np.int64)[good], both, "원-핫 레이블이면 ValueError"),
        (good[:, None], both, "레이블이 (m, 1)이면 ValueError"),
        (good[:1], both, "레이블이 한 개뿐이면 ValueError"),
        (good.astype(np.float64), both[:1], "실수 레이블이면 ValueError"),
        (good % 2 == 1, both[:1], "불리언 레이블이면 ValueError"),
    )
    return tuple(case(Call(name, first, y), look="message", blame=blame, say=say) for y, blame, say in bad)


Z35, Z72, Z44 = logits(1, 3, 5), logits(2, 7, 2), logits(3, 4, 4)
Y3, Y7, Y4 = labels(4, 3, 5), labels(5, 7, 2), labels(6, 4, 4)
FAR = np.array([[1000.0, 0.0, -1000.0], [-900.0, -901.0, -902.0], [3.0, 1.0, 2.0]])
MASKED = np.array([[0.5, -np.inf, 1.5], [-np.inf, 2.0, -np.inf]])
NARROW = np.array([[0, 5, 3], [7, 1, 7]], dtype=np.uint8)

SOFTMAX = Check(
    "softmax",
    ("x",),
    example=(case(Call("softmax", HAND_LOGITS), say="3절의 로짓: exp가 (1, 2, 5)와 (3, 1, 1)"),),
    random=(
        case(Call("softmax", Z35), say="샘플 3개, 클래스 5개"),
        case(Call("softmax", Z72), say="샘플 7개, 클래스 2개"),
        case(Call("softmax", Z44), say="샘플과 클래스가 4개씩"),
    ),
    invariants=(
        case(
            Call("softmax", Z35), say="각 행의 합은 1",
            props=(Prop("sums_to", {"step": 0, "total": 1.0, "axis": -1}), Prop("between", {"step": 0, "low": 0.0, "high": 1.0})),
        ),
        case(
            Call("softmax", Z35), Call("softmax", Z35 + 3.0), say="모든 로짓에 3을 더해도 같은 확률",
            props=(Prop("equal", {"a": 0, "b": 1}),),
        ),
    ),
    edges=(
        case(Call("softmax", HAND_LOGITS[0]), say="1차원 입력 (3,)"),
        case(Call("softmax", Z44[:1]), say="샘플이 하나"),
        case(Call("softmax", Z44[:, :1]), say="클래스가 하나면 모두 1"),
        case(Call("softmax", FAR), look="no_warning", say="행마다 크기가 아주 다른 로짓"),
        case(Call("softmax", np.array([-10000.0, -9998.0])), look="no_warning", say="모두 아주 작은 로짓"),
        case(Call("softmax", np.array([800.0, 10000.0, 9999.0])), look="no_warning", say="모두 아주 큰 로짓"),
        case(Call("softmax", MASKED), say="마스크(−inf)의 확률은 0"),
        case(Call("softmax", NARROW), say="작은 정수형 uint8도 float64로"),
        case(Call("softmax", np.array([[900, 899, 0], [1, 2, 3]])), look="no_warning", say="아주 큰 정수 로짓"),
    ),
    effects=(
        case(Call("softmax", Z35), Call("softmax", -Z35), look=EFFECTS, say="x는 그대로, 결과는 새 배열"),
        case(Call("softmax", Layout(Z44, "readonly")), look=EFFECTS, say="읽기 전용 배열"),
    ),
    hints=(
        "확률이 되려면 두 가지가 필요해요. 모두 양수여야 하고, 한 행의 합이 1이어야 해요. 어떤 함수가 실수를 양수로 바꾸나요? 그리고 로짓이 1000이면 그 함수의 값은 얼마일까요?",
        r"$$p_k = \frac{e^{x_k - \max_j x_j}}{\sum_i e^{x_i - \max_j x_j}}$$ `x`가 `(m, C)`이면 최댓값과 합은 `(m, 1)`이에요(`axis=-1, keepdims=True`). "
        "축을 1이 아니라 −1로 적으면 `(C,)`에도 그대로 통해요.",
        "e = np.exp(x - np.max(x, axis=____, keepdims=True))",
    ),
)

LOSS = Check(
    "cross_entropy_loss",
    ("y_pred", "y_true"),
    example=(case(Call("cross_entropy_loss", HAND_P, HAND_Y), say="3절의 확률과 레이블 (1, 0)"),),
    random=(
        case(Call("cross_entropy_loss", probabilities(1, 3, 5), Y3), say="샘플 3개, 클래스 5개"),
        case(Call("cross_entropy_loss", probabilities(2, 7, 2), Y7), say="샘플 7개, 클래스 2개"),
        case(Call("cross_entropy_loss", probabilities(3, 4, 4), Y4), say="샘플과 클래스가 4개씩"),
    ),
    invariants=(
        case(
            Call("cross_entropy_loss", np.full((3, 4), 0.25), np.array([0, 3, 1])),
            Call("cross_entropy_loss", np.full((5, 4), 0.25), np.array([2, 2, 0, 1, 3])),
            say="네 클래스에 고르게 나누면 샘플 수와 관계없이 ln 4", props=(Prop("equal", {"a": 0, "b": 1}),),
        ),
    ),
    edges=(
        case(Call("cross_entropy_loss", np.array([[0.0, 1.0], [0.5, 0.5]]), np.array([0, 1])), say="정답의 확률이 0"),
        case(Call("cross_entropy_loss", np.array([[1e-11, 1.0], [0.5, 0.5]]), np.array([0, 1])), say="정답의 확률이 1e-11"),
        case(Call("cross_entropy_loss", np.eye(3), np.array([0, 1, 2])), rtol=0.0, atol=0.0, say="완벽한 예측은 정확히 0.0"),
        case(
            Call("cross_entropy_loss", np.nextafter(np.eye(3), 2.0), np.array([0, 1, 2])), rtol=0.0, atol=0.0,
            say="반올림으로 1을 조금 넘어도 정확히 0.0",
        ),
        case(Call("cross_entropy_loss", HAND_P, [1, 0]), say="리스트 레이블"),
        case(Call("cross_entropy_loss", np.eye(3, dtype=np.int64), np.array([0, 1, 1], dtype=np.uint8)), say="정수 확률과 uint8 레이블"),
        case(Call("cross_entropy_loss", np.eye(3), np.array([0, 1, 1], dtype=np.int32)), say="int32 레이블"),
        *bad_labels("cross_entropy_loss", probabilities(5, 4, 3)),
    ),
    effects=(
        case(
            Call("cross_entropy_loss", np.array([[0.0, 1.0, 0.0], [0.25, 0.0, 0.75]]), np.array([2, 1])), look="pure",
            say="y_pred와 y_true는 그대로",
        ),
        case(Call("cross_entropy_loss", Layout(HAND_P, "readonly"), Layout(HAND_Y, "readonly")), look="pure", say="읽기 전용 배열"),
    ),
    hints=(
        "손실에는 확률 가운데 어느 것만 들어가나요? 각 행에서 그 하나를 한꺼번에 뽑으려면 행 번호와 열 번호를 어떻게 짝지어야 할까요?",
        r"$$L = -\frac{1}{m} \sum_i \log p_{i,\,y_i}$$ 먼저 `as_labels`에 `y_true`와 `y_pred`의 shape를 넘겨 검사한 `labels`를 얻으세요. 정답의 "
        "확률은 `y_pred[np.arange(m), labels]`, shape `(m,)`이에요. $[10^{-12}, 1]$로 자른 다음 로그를 취하세요.",
        "p = np.clip(y_pred[____, labels], 1e-12, 1.0)",
    ),
)

FROM_LOGITS = Check(
    "softmax_cross_entropy",
    ("logits", "y_true"),
    example=(case(Call("softmax_cross_entropy", HAND_LOGITS, HAND_Y), say="3절의 로짓과 레이블 (1, 0)"),),
    random=(
        case(Call("softmax_cross_entropy", Z35, Y3), say="샘플 3개, 클래스 5개"),
        case(Call("softmax_cross_entropy", Z72, Y7), say="샘플 7개, 클래스 2개"),
        case(Call("softmax_cross_entropy", Z44, Y4), say="샘플과 클래스가 4개씩"),
    ),
    invariants=(
        case(
            Call("softmax_cross_entropy", Z35, Y3), Call("softmax_cross_entropy", Z35 - 7.0, Y3),
            say="모든 로짓에서 7을 빼도 같은 손실", props=(Prop("equal", {"a": 0, "b": 1}),),
        ),
    ),
    edges=(
        case(Call("softmax_cross_entropy", np.array([[800.0, 0.0]]), np.array([1])), look="no_warning", say="로짓의 차이가 800이면 손실도 800"),
        case(Call("softmax_cross_entropy", np.array([[28.0, 0.0]]), np.array([1])), say="로짓의 차이가 28이면 손실도 28"),
        case(Call("softmax_cross_entropy", FAR, np.array([2, 0, 1])), look="no_warning", say="행마다 크기가 아주 다른 로짓"),
        case(Call("softmax_cross_entropy", np.array([[-5000.0, -5001.0, -4999.0]]), np.array([0])), look="no_warning", say="모두 아주 작은 로짓"),
        case(Call("softmax_cross_entropy", MASKED, np.array([2, 1])), say="정답이 아닌 클래스의 마스크(−inf)"),
        case(Call("softmax_cross_entropy", NARROW, [1, 2]), say="uint8 로짓과 리스트 레이블"),
        case(Call("softmax_cross_entropy", np.array([[900, -900, 0]]), np.array([1])), look="no_warning", say="아주 큰 정수 로짓"),
        case(Call("softmax_cross_entropy", Z44[:, :1], np.zeros(4, dtype=np.int64)), say="클래스가 하나면 0"),
        *bad_labels("softmax_cross_entropy", logits(7, 4, 3)),
    ),
    effects=(
        case(Call("softmax_cross_entropy", Z35, Y3), look="pure", say="logits와 y_true는 그대로"),
        case(Call("softmax_cross_entropy", Layout(Z44, "readonly"), Layout(Y4, "readonly")), look="pure", say="읽기 전용 배열"),
    ),
    hints=(
        r"$-\log(\mathrm{softmax})$를 식으로 펼쳐 보세요. 로그와 지수가 어디에서 서로 지워지나요? 지워지고 나면 0에 로그를 취할 일이 남아 있나요?",
        r"행의 최댓값을 뺀 $z$ `(m, C)`로 $$L_i = \log \sum_k e^{z_{ik}} - z_{i,\,y_i}$$ 합은 `axis=-1`이라 `(m,)`이고, 정답의 로짓도 `(m,)`으로 뽑아요. 최댓값은 두 항에서 "
        "똑같이 빠지므로 다시 더하지 않아도 돼요. 레이블 검사는 앞 문제와 같아요.",
        "log_sum = np.log(np.sum(____, axis=-1))",
    ),
)

GRAD = Check(
    "softmax_cross_entropy_grad",
    ("logits", "y_true"),
    example=(
        case(Call("softmax_cross_entropy_grad", HAND_LOGITS, HAND_Y), sizes={"m": 2, "C": 3}, say="3절의 로짓과 레이블 (1, 0)"),
    ),
    random=(
        case(Call("softmax_cross_entropy_grad", Z35, Y3), sizes={"m": 3, "C": 5}, say="샘플 3개, 클래스 5개"),
        case(Call("softmax_cross_entropy_grad", Z72, Y7), sizes={"m": 7, "C": 2}, say="샘플 7개, 클래스 2개"),
        case(Call("softmax_cross_entropy_grad", Z44, Y4), sizes={"m": 4, "C": 4}, say="샘플과 클래스가 4개씩"),
    ),
    invariants=(
        case(
            Call("softmax_cross_entropy_grad", Z35, Y3), say="각 행의 합은 0",
            props=(Prop("sums_to", {"step": 0, "total": 0.0, "axis": -1}),),
        ),
        case(
            Call("softmax_cross_entropy_grad", Z35, Y3), Call("softmax_cross_entropy_grad", Z35 + 5.0, Y3),
            say="모든 로짓에 5를 더해도 같은 기울기", props=(Prop("equal", {"a": 0, "b": 1}),),
        ),
    ),
    edges=(
        case(Call("softmax_cross_entropy_grad", FAR, np.array([2, 0, 1])), say="행마다 크기가 아주 다른 로짓"),
        case(Call("softmax_cross_entropy_grad", MASKED, np.array([2, 1])), say="마스크(−inf)의 기울기는 0"),
        case(Call("softmax_cross_entropy_grad", NARROW, [1, 2]), say="uint8 로짓과 리스트 레이블"),
        case(Call("softmax_cross_entropy_grad", Z44[:, :1], np.zeros(4, dtype=np.int64)), say="클래스가 하나면 0"),
        *bad_labels("softmax_cross_entropy_grad", logits(8, 4, 3)),
    ),
    effects=(
        case(
            Call("softmax_cross_entropy_grad", Z35, Y3), Call("softmax_cross_entropy_grad", -Z35, Y3), look=EFFECTS,
            say="logits와 y_true는 그대로, 결과는 새 배열",
        ),
        case(Call("softmax_cross_entropy_grad", Layout(Z44, "readonly"), Layout(Y4, "readonly")), look=EFFECTS, say="읽기 전용 배열"),
    ),
    hints=(
        "정답 클래스의 로짓을 조금 키우면 손실은 커질까요, 작아질까요? 다른 클래스의 로짓은 어떨까요? 한 행의 기울기를 모두 더하면 얼마일까요?",
        r"$$\frac{\partial L}{\partial Z} = \frac{1}{m} (P - Y)$$ $P$는 `softmax(logits)`, shape `(m, C)`예요. 원-핫 $Y$를 만들지 않아도, 확률 배열에서 "
        "`[np.arange(m), labels]` 자리만 1을 빼면 돼요. 마지막에 전체를 $m$으로 나누세요.",
        "grad[np.arange(m), labels] -= ____",
    ),
    loss=loss_from_logits,
    wrt=0,
)

def squared_loss(z: Array, y: Any) -> float:
    """The squared error of softmax's probabilities, by gaps of logits instead of the formula of the lesson."""
    p = 1.0 / np.exp(z[:, None, :] - z[:, :, None]).sum(axis=2)
    return float(np.mean(np.sum((p - np.eye(z.shape[1])[y]) ** 2, axis=1)))


SQUARED = Check(
    "softmax_mse_grad",
    ("logits", "y_true"),
    example=(case(Call("softmax_mse_grad", HAND_LOGITS, HAND_Y), sizes={"m": 2, "C": 3}, say="3절의 로짓과 레이블 (1, 0)"),),
    random=(
        case(Call("softmax_mse_grad", Z35, Y3), sizes={"m": 3, "C": 5}, say="샘플 3개, 클래스 5개"),
        case(Call("softmax_mse_grad", Z72, Y7), sizes={"m": 7, "C": 2}, say="샘플 7개, 클래스 2개"),
        case(Call("softmax_mse_grad", Z44, Y4), sizes={"m": 4, "C": 4}, say="샘플과 클래스가 4개씩"),
    ),
    invariants=(
        case(
            Call("softmax_mse_grad", Z35, Y3), say="각 행의 합은 0",
            props=(Prop("sums_to", {"step": 0, "total": 0.0, "axis": -1}),),
        ),
    ),
    edges=(case(Call("softmax_mse_grad", np.array([[30.0, 0.0]]), np.array([1])), say="크게 틀린 샘플"),),
    effects=(
        case(
            Call("softmax_mse_grad", Z35, Y3), Call("softmax_mse_grad", -Z35, Y3), look=EFFECTS,
            say="logits와 y_true는 그대로, 결과는 새 배열",
        ),
    ),
    hints=(
        "한 행만 생각해 보세요. 로짓 하나를 움직이면 확률은 몇 개나 움직이나요? 그 모두를 거쳐 손실에 닿는 길을 더해야 해요.",
        r"$$\sum_k d_k\, p_k(\delta_{kj} - p_j) = p_j\Big(d_j - \sum_k p_k d_k\Big)$$ $d = 2(P - Y)/m$은 shape `(m, C)`, 빼는 합은 행마다 하나라서 "
        "`(m, 1)`이에요(`axis=1, keepdims=True`).",
        "return p * (d - np.sum(____, axis=1, keepdims=True))",
    ),
    loss=squared_loss,
    wrt=0,
)

CHECKS = (SOFTMAX, LOSS, FROM_LOGITS, GRAD)
DISCOVERIES = (SQUARED,)

QUIZ = (
    Question(
        "로짓 (2, 1, 0)의 소프트맥스는 ([0.665](=shares.0), [0.245](=shares.1), [0.090](=shares.2))입니다. 로짓 (1002, 1001, 1000)의 소프트맥스는 얼마일까요?",
        (
            Option("exp(1000)을 계산할 수 없으므로 정해지지 않는다.", "컴퓨터로 바로 계산하면 넘치지만, 수학의 값은 정해져 있고 최댓값을 빼면 계산도 돼요."),
            Option("([0.665](=shifted_shares.0), [0.245](=shifted_shares.1), [0.090](=shifted_shares.2))", "분자와 분모에 exp(1000)이 똑같이 곱해져 약분돼요. 그래서 최댓값을 빼도 답이 같아요.", right=True),
            Option("수가 크므로 (1, 0, 0)에 가깝다.", "로짓을 1000배 하면 그렇게 되지만, 똑같이 더하는 것은 아무것도 바꾸지 않아요."),
            Option("세 수의 비가 거의 같으므로 ([0.334](=by_ratio.0), [0.333](=by_ratio.1), [0.333](=by_ratio.2))에 가깝다.", "소프트맥스는 로짓의 비가 아니라 차이만 봐요. 차이는 1000을 더하기 전과 같아요."),
        ),
    ),
    Question(
        "가중치를 모두 0으로 두고 클래스가 10개인 분류기의 학습을 시작했습니다. 첫 손실로 알맞은 값은 무엇일까요?",
        (
            Option("0", "손실이 0이려면 모든 샘플에서 정답의 확률이 1이어야 해요. 아직 아무것도 배우지 않았어요."),
            Option("[23.03](=ceilings.e10)", "−ln(1e-10)이에요. 확률이 0일 때 로그 안에 1e-10을 더하면 나오는 값이에요."),
            Option("1", "정답의 확률이 1/e일 때의 손실이에요. 클래스가 10개라는 사실과 맞지 않아요."),
            Option("[2.303](=first_loss)", "로짓이 모두 같으면 확률은 1/10이고 −ln(1/10) = ln 10 ≈ [2.303](=first_loss)이에요. 첫 손실이 이와 다르면 코드부터 살펴보세요.", right=True),
        ),
    ),
    Question(
        "정답 클래스의 로짓이 다른 클래스보다 50 작습니다. 로그 안에 1e-10을 더해 −log(p + 1e-10)으로 손실을 정의하고 그 기울기로 학습하면 "
        "어떤 일이 생길까요?",
        (
            Option("손실이 [23.03](=ceilings.e10)쯤에서 막히고 기울기가 거의 0이라, 크게 틀린 샘플에서 좀처럼 배우지 못한다.", "로짓에서 바로 계산한 손실은 50이고 정답 로짓의 기울기는 −1이에요.", right=True),
            Option("1e-10은 아주 작으므로 아무 차이도 없다.", "p가 exp(−50) ≈ [2×10⁻²²](=far_behind)이라 1e-10이 오히려 훨씬 커요."),
            Option("손실이 50보다 커져서 학습이 불안정해진다.", "작은 수를 더하면 로그의 값이 커지니 손실은 작아져요."),
            Option("손실이 inf가 되어 학습이 멈춘다.", "inf는 아무것도 더하지 않고 p가 0이 되었을 때 나와요. 1e-10을 더하면 [23.03](=ceilings.e10)에서 막혀요."),
        ),
    ),
    Question(
        "PyTorch의 `cross_entropy`에 로짓 대신 softmax를 거친 확률을 넣었습니다. 클래스가 3개이고 예측은 완벽해서 확률이 (1, 0, 0)입니다. 어떻게 될까요?",
        (
            Option("예측이 완벽하므로 손실이 0이다.", "함수 안에서 소프트맥스를 한 번 더 거치므로 정답의 확률이 1이 아니게 돼요."),
            Option("손실이 [0.55](=twice.loss)에서 더 내려가지 않는다.", "e/(e + 2) ≈ [0.576](=twice.share)이고 그 −ln은 [0.551](=twice.loss)이에요. 오류 없이 학습이 둔해지니 로짓을 그대로 넣으세요.", right=True),
            Option("손실이 음수가 된다.", "확률의 로그는 0 이하라서 크로스 엔트로피는 음수가 되지 않아요."),
            Option("합이 1인 입력은 받지 않으므로 오류가 난다.", "로짓에는 아무 실수나 올 수 있어서 라이브러리는 알아차리지 못해요."),
        ),
    ),
)


def widget_values(reference: dict[str, Any]) -> dict[str, Any]:
    """Nothing to ship: two and three classes have closed forms."""
    return {}
