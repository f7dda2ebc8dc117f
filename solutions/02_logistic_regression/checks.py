"""What the notebook of unit 02 checks and says: visible cases, hints, quiz."""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, case
from numpy.typing import NDArray

Array = NDArray[np.float64]

# The numbers of block 3: odds of 3 to 1, 1 to 1 and 1 to 4; hours of study and who passed.
HAND_Z = np.log([3.0, 1.0, 0.25])
HAND_Y = np.array([1, 0, 1])
HOURS = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 3.0]])
PASSED = np.array([0, 0, 1])
EFFECTS = "pure fresh"


def readable(seed: int, *shape: int) -> Array:
    """Numbers with two decimals."""
    return np.round(np.random.default_rng(seed).normal(scale=2.0, size=shape), 2)


def labels(seed: int, m: int) -> NDArray[np.int64]:
    """(m,) labels, both of them."""
    y = np.random.default_rng(seed).integers(2, size=m)
    y[-1] = 1 - y[0]
    return y


def bad_labels(name: str, first: Array, **more: Any) -> tuple[Case, ...]:
    """Labels outside {0, 1} must raise a ValueError whose message names y."""
    good = labels(11, len(first))
    bad = (
        (np.where(good == 0, -1, 1), "레이블이 −1과 1이면 ValueError"),
        (np.where(np.arange(len(good)) == 2, 2, good), "레이블에 2가 있으면 ValueError"),
        (np.where(np.arange(len(good)) == 1, 0.5, good), "레이블에 0.5가 있으면 ValueError"),
        (np.full(len(good), 2), "레이블이 모두 2이면 ValueError"),
    )
    return tuple(case(Call(name, first, y, **more), look="message", blame=("y",), say=say) for y, say in bad)


Z35, Z8 = readable(1, 3, 5), readable(2, 8)
X64, X93, Y6, Y9 = readable(4, 6, 4), readable(5, 9, 3), labels(6, 6), labels(7, 9)
T4, T3 = readable(8, 4), readable(9, 3)
FAR = np.array([-1e4, -720.0, -3.0, 3.0, 720.0, 1e4])

SIGMOID = Check(
    "sigmoid",
    ("z",),
    example=(case(Call("sigmoid", HAND_Z), say="3절의 로짓: ln 3, 0, −ln 4"),),
    random=(
        case(Call("sigmoid", Z8), say="원소 8개"),
        case(Call("sigmoid", Z35), say="shape (3, 5)"),
        case(Call("sigmoid", readable(3, 2, 3, 2) * 4.0), say="shape (2, 3, 2)"),
    ),
    invariants=(
        case(
            Call("sigmoid", Z35 * 5.0), say="0 이상 1 이하",
            props=(Prop("between", {"step": 0, "low": 0.0, "high": 1.0}),),
        ),
        case(
            Call("sigmoid", np.array([0.5, -0.5, 2.0, -2.0])), say="σ(z)와 σ(−z)를 더하면 1이므로 네 값의 합은 2",
            props=(Prop("sums_to", {"step": 0, "total": 2.0}),),
        ),
    ),
    edges=(
        case(Call("sigmoid", 1.5), say="숫자 하나(float)"),
        case(Call("sigmoid", 0), say="숫자 하나(int)"),
        case(Call("sigmoid", np.array([16.0, -16.0])), say="1과 0에 가까운 확률"),
        case(Call("sigmoid", np.abs(FAR)), look="no_warning", say="아주 큰 양수에서도 경고 없이"),
        case(Call("sigmoid", -np.abs(FAR)), look="no_warning", say="아주 큰 음수에서도 경고 없이"),
        case(Call("sigmoid", FAR), look="no_warning", say="아주 큰 양수와 음수가 섞여도 경고 없이"),
        case(Call("sigmoid", np.array([-2, 0, 3])), say="정수 배열"),
        case(Call("sigmoid", np.array([0, 5, 255], dtype=np.uint8)), say="작은 정수형 uint8도 float64로"),
    ),
    effects=(
        case(Call("sigmoid", Z35), Call("sigmoid", -Z35), look=EFFECTS, say="z는 그대로, 결과는 새 배열"),
        case(Call("sigmoid", Layout(Z8, "readonly")), look=EFFECTS, say="읽기 전용 배열"),
    ),
    hints=(
        "$z$가 −1000이면 $e^{-z}$는 얼마일까요? $z$가 1000이면 $e^{z}$는요? 두 식을 각각 안전한 $z$에서만 쓴다면 지수에는 늘 어떤 값이 오나요?",
        r"$t = \exp(-|z|)$로 두면 $$\sigma(z) = \begin{cases} \dfrac{1}{1 + t} & z \ge 0 \\ \dfrac{t}{1 + t} & z < 0 \end{cases}$$ 분모가 같으니 분자만 "
        "`np.where`로 고르세요. 먼저 `np.asarray`로 float64 배열로 바꾸면 스칼라와 정수도 함께 처리돼요. shape는 `z`와 같아요.",
        "return np.where(z >= 0, 1.0, ____) / (1.0 + t)      # t는 exp(−|z|)",
    ),
)

LOSS = Check(
    "binary_cross_entropy",
    ("z", "y"),
    example=(case(Call("binary_cross_entropy", HAND_Z, HAND_Y), say="3절의 로짓과 레이블 (1, 0, 1)"),),
    random=(
        case(Call("binary_cross_entropy", Z8, labels(12, 8)), say="샘플 8개"),
        case(Call("binary_cross_entropy", readable(13, 5), labels(14, 5)), say="샘플 5개"),
        case(Call("binary_cross_entropy", readable(15, 6), np.zeros(6)), say="레이블이 모두 0"),
    ),
    invariants=(
        case(
            Call("binary_cross_entropy", np.zeros(3), np.array([0, 1, 1])),
            Call("binary_cross_entropy", np.zeros(5), np.array([1, 0, 0, 1, 0])),
            say="로짓이 모두 0이면 샘플 수와 관계없이 ln 2", props=(Prop("equal", {"a": 0, "b": 1}),),
        ),
        case(
            Call("binary_cross_entropy", Z8, labels(12, 8)), Call("binary_cross_entropy", -Z8, 1 - labels(12, 8)),
            say="로짓의 부호와 레이블을 함께 뒤집어도 같은 손실", props=(Prop("equal", {"a": 0, "b": 1}),),
        ),
    ),
    edges=(
        case(Call("binary_cross_entropy", np.array([-800.0]), np.array([1])), look="no_warning", say="z = −800, y = 1이면 800"),
        case(Call("binary_cross_entropy", np.array([33.0]), np.array([0])), look="no_warning", say="z = 33, y = 0이면 33"),
        # Here the safe sigmoid is still exact, 2e-313, where exp(720) is infinite already: which of the two was used.
        case(Call("binary_cross_entropy", np.array([-720.0]), np.array([1])), look="no_warning", say="z = −720, y = 1이면 720"),
        case(Call("binary_cross_entropy", np.array([1e4]), np.array([1])), look="no_warning", say="자신 있게 맞히면 0"),
        case(Call("binary_cross_entropy", FAR, np.array([1, 0, 1, 0, 1, 0])), look="no_warning", say="아주 큰 로짓이 섞여도"),
        *bad_labels("binary_cross_entropy", readable(16, 6)),
        case(
            Call("binary_cross_entropy", np.array([9, 200, 3], dtype=np.uint8), np.array([1, 1, 0], dtype=np.uint8)),
            say="작은 정수형 uint8도 float64로",
        ),
    ),
    effects=(
        case(Call("binary_cross_entropy", Z8, labels(12, 8)), look="pure", say="z와 y는 그대로"),
        case(Call("binary_cross_entropy", Layout(Z8, "readonly"), Layout(labels(12, 8), "readonly")), look="pure", say="읽기 전용 배열"),
    ),
    hints=(
        r"$z$가 800이면 $\log(1 + e^{z})$는 $z$와 거의 같아요. 괄호에서 $e^{z}$를 밖으로 꺼내 보세요. $z$가 −800일 때도 그렇게 해도 될까요?",
        r"샘플마다 $$\max(z, 0) - yz + \log\left(1 + e^{-|z|}\right)$$ shape는 `(m,)`이고, 평균을 내면 실수 하나가 돼요. 레이블은 `(y == 0) | (y == 1)`이 모두 참인지 "
        "`np.all`로 보고, 아니면 `y`를 적은 `ValueError`를 내세요. `z`는 먼저 float64로 바꾸세요.",
        "losses = np.maximum(z, 0.0) - ____ + np.log1p(np.exp(-np.abs(z)))",
    ),
)

DESCENT = Check(
    "logistic_regression",
    ("X", "y", "lr", "epochs"),
    example=(
        case(Call("logistic_regression", HOURS, PASSED, lr=0.6, epochs=1), sizes={"m": 3, "n": 2},
             say="3절의 한 걸음: lr = 0.6, epochs = 1"),
    ),
    random=(
        case(Call("logistic_regression", X64, Y6, lr=0.2, epochs=30), say="샘플 6개, 특성 4개, 30에포크"),
        case(Call("logistic_regression", X93, Y9, lr=0.1, epochs=12), say="샘플 9개, 특성 3개, 12에포크"),
        case(Call("logistic_regression", X93, Y9), say="lr과 epochs를 주지 않았을 때"),
    ),
    invariants=(
        case(
            Call("logistic_regression", X64, Y6, lr=0.1, epochs=9), Call("logistic_regression", X64, 1 - Y6, lr=0.1, epochs=9),
            props=(Prop("negated", {"a": 0, "b": 1}),), say="0과 1을 맞바꾸면 θ의 부호도 바뀜",
        ),
        case(
            Call("logistic_regression", X93, Y9, lr=0.1, epochs=1), Call("logistic_regression", X93, Y9, lr=0.3, epochs=1),
            props=(Prop("scaled", {"a": 0, "b": 1, "factor": 3.0}),), say="첫 걸음의 길이는 학습률에 비례",
        ),
    ),
    edges=(
        case(Call("logistic_regression", X93, Y9, epochs=0), say="epochs = 0이면 0 벡터"),
        case(Call("logistic_regression", X64[:1], Y6[:1], lr=0.2, epochs=5), say="샘플이 하나"),
        case(Call("logistic_regression", X93, np.ones(9), lr=0.2, epochs=5), say="레이블이 모두 1"),
        case(
            Call("logistic_regression", np.array([[1, 2], [0, 1], [2, 2]], dtype=np.uint8), np.array([0, 1, 1], dtype=np.uint8),
                 lr=0.3, epochs=5), say="정수 배열",
        ),
        case(
            Call("logistic_regression", np.array([[1.0], [1.0], [1.0]]), np.array([0, 1, 1]), lr=1.0, epochs=200),
            say="θ가 거의 멈춘 뒤에도 epochs번을 모두",
        ),
        *bad_labels("logistic_regression", X64, lr=0.1, epochs=3),
    ),
    effects=(
        case(
            Call("logistic_regression", X93, Y9, lr=0.1, epochs=4), Call("logistic_regression", X93, 1 - Y9, lr=0.1, epochs=4),
            look=EFFECTS, say="X와 y는 그대로, 결과는 새 배열",
        ),
        case(
            Call("logistic_regression", Layout(X93, "readonly"), Layout(Y9, "readonly"), lr=0.1, epochs=4), look=EFFECTS,
            say="읽기 전용 배열",
        ),
    ),
    hints=(
        r"샘플 하나에서 확률이 0.9인데 정답이 0이라면 로짓을 올려야 할까요, 내려야 할까요? 오차를 $p$와 $y$로 적어 보세요. 그리고 $\theta$가 바뀌면 $p$도 바뀌지 않나요?",
        r"에포크마다 $p = \sigma(X\theta)$, shape `(m,)`을 새로 구하고 $$\theta \leftarrow \theta - \mathrm{lr} \cdot \frac{1}{m} X^\top (p - y)$$ 기울기의 "
        r"shape는 `(n,)`이고 $\theta$는 `np.zeros(n)`으로 시작해요. 레이블 검사는 앞 문제와 같아요.",
        "theta = theta - lr * X.T @ (____ - y) / len(y)",
    ),
)

PREDICT = Check(
    "predict",
    ("X", "theta", "threshold"),
    example=(
        case(Call("predict", HOURS, np.array([-1.0, 1.0])), say="3절의 예측: 확률 (0.269, 0.5, 0.881), 임계값 0.5"),
        case(Call("predict", HOURS, np.array([-1.0, 1.0]), 0.6), say="3절의 예측: 임계값 0.6"),
    ),
    random=(
        case(Call("predict", X64, T4), say="샘플 6개, 특성 4개"),
        case(Call("predict", readable(17, 20, 3) / 4.0, T3 / 4.0, 0.35), say="샘플 20개, 임계값 0.35"),
        case(Call("predict", readable(18, 20, 3) / 4.0, T3 / 4.0, threshold=0.6), say="샘플 20개, 임계값 0.6"),
    ),
    invariants=(
        case(Call("predict", X93, T3, 0.0), props=(Prop("sums_to", {"step": 0, "total": 9.0}),), say="임계값이 0이면 모두 1"),
    ),
    edges=(
        case(Call("predict", np.zeros((3, 2)), np.array([1.5, -2.0])), say="확률이 임계값 0.5와 같으면 1"),
        case(Call("predict", np.array([[1e-6], [-1e-6]]), np.array([4.0])), say="임계값보다 아주 조금 크면 1, 작으면 0"),
        case(Call("predict", X64[:1], T4, 0.3), say="샘플이 하나"),
        case(
            Call("predict", np.array([[90, 80], [70, 5]], dtype=np.int8), np.array([2, 3], dtype=np.int8)),
            say="작은 정수형 int8도 float64로",
        ),
    ),
    effects=(
        case(Call("predict", X93, T3, 0.4), Call("predict", -X93, T3, 0.4), look=EFFECTS, say="X와 theta는 그대로, 결과는 새 배열"),
        case(Call("predict", Layout(X93, "readonly"), Layout(T3, "readonly")), look=EFFECTS, say="읽기 전용 배열"),
    ),
    hints=(
        r"임계값과 비교해야 하는 것은 로짓 $X\theta$인가요, 확률인가요? 둘이 똑같을 때는 0과 1 가운데 무엇이어야 하나요?",
        r"$p = \sigma(X\theta)$, shape `(m,)`을 구해 `threshold`와 비교하면 불리언 배열 `(m,)`이 나와요. `.astype(int)`로 정수로 바꾸세요. 작은 정수형을 위해 `X`는 먼저 "
        "float64로 바꿔요.",
        "return (p ____ threshold).astype(int)",
    ),
)

CHECKS = (SIGMOID, LOSS, DESCENT, PREDICT)


def half_squared(z: Array, y: Array) -> float:
    """The loss whose slope at each logit the student discovers."""
    return float(0.5 * np.sum((0.5 * (1.0 + np.tanh(0.5 * z)) - y) ** 2))


SLOPE = Check(
    "squared_error_slope",
    ("z", "y"),
    example=(case(Call("squared_error_slope", np.array([0.0]), np.array([1])), say="로짓 0, 정답 1: 확률은 반반"),),
    random=(
        case(Call("squared_error_slope", Z8, labels(12, 8)), say="샘플 8개"),
        case(Call("squared_error_slope", readable(13, 5), labels(14, 5)), say="샘플 5개"),
    ),
    invariants=(
        case(Call("squared_error_slope", Z8, labels(12, 8)), Call("squared_error_slope", -Z8, 1 - labels(12, 8)),
             props=(Prop("negated", {"a": 0, "b": 1}),), say="로짓의 부호와 레이블을 함께 뒤집으면 부호만 바뀜"),
    ),
    edges=(case(Call("squared_error_slope", np.array([-30.0, 30.0]), np.array([1, 0])), say="확신하고 틀린 두 샘플"),),
    effects=(case(Call("squared_error_slope", Z8, labels(12, 8)), look="pure", say="z와 y는 그대로"),),
    loss=half_squared,
    wrt=0,
    hints=(
        r"손실을 $p$로 미분하면 무엇이 되나요? $p = \sigma(z)$를 $z$로 미분한 $\sigma'(z)$는 어디에서 가장 크고 어디에서 0에 가까운가요?",
        r"$$\frac{\partial}{\partial z}\, \frac{1}{2}(p - y)^2 = (p - y)\, \sigma'(z), \qquad \sigma'(z) = p\,(1 - p)$$ 모두 shape `(m,)`이에요. "
        "`p`는 앞에서 만든 `sigmoid`로 구하세요.",
        "return (p - y) * ____",
    ),
)

#: Checked, but never graded.
DISCOVERIES = (SLOPE,)

QUIZ = (
    Question(
        "σ(2) ≈ [0.88](=sigma.two)입니다. 계산기 없이 σ(−2)를 구하면 얼마일까요?",
        (
            Option("1/[0.88](=sigma.two) ≈ [1.14](=sigma.inverse)", "확률은 1을 넘을 수 없어요. 부호를 바꾸면 역수가 되는 것은 확률이 아니라 p/(1 − p)예요."),
            Option("[−0.88](=sigma.minus)", "시그모이드의 값은 언제나 0과 1 사이예요. 음수가 될 수 없어요."),
            Option("[0.44](=sigma.half)", "로짓을 반으로 나누거나 부호를 바꾸어도 확률이 반이 되지는 않아요."),
            Option("[0.12](=sigma.minus_two)", "σ(−z) = 1 − σ(z)라서 1 − [0.88](=sigma.two) = [0.12](=sigma.minus_two)예요. 두 클래스의 확률을 더하면 1이 되는 것과 같은 말이에요.", right=True),
        ),
    ),
    Question(
        "정답이 0인 샘플의 로짓이 300입니다. 확률을 [1e-7, 1 − 1e-7]로 자른 뒤 −log(1 − p)를 계산하면 손실이 [16.1](=clipped)입니다. 진짜 손실은 얼마일까요?",
        (
            Option("[0.693](=loss_of_half)", "로짓이 0일 때, 곧 반반이라고 답했을 때의 손실이에요."),
            Option("무한대", "1 − p는 exp(−300)쯤이라 아주 작지만 0은 아니에요. 컴퓨터가 p를 1로 만든 것뿐이에요."),
            Option("[16.1](=clipped)이 맞다.", "[16.1](=clipped)은 −ln(1e-7)이에요. 로짓이 100이든 300이든 똑같이 나오니 얼마나 틀렸는지 알 수 없어요."),
            Option("[300](=loss_at_300)", "log(1 + exp(300))은 [300](=loss_at_300)과 거의 같아요. 로짓에서 바로 계산하면 자르지 않고도 이 값을 얻어요.", right=True),
        ),
    ),
    Question(
        "임계값을 0.5에서 0.2로 낮추었더니 정확도가 내려갔습니다. 반드시 참인 것은 무엇일까요?",
        (
            Option("크로스 엔트로피 손실이 커졌다.", "손실은 확률로 계산해요. 임계값은 손실의 식에 들어가지 않아요."),
            Option("늘어난 오경보가 줄어든 놓침보다 많다.", "틀린 개수는 오경보가 는 만큼 늘고 놓침이 준 만큼 줄어요. 정확도가 내려갔다면 늘어난 쪽이 더 많아요.", right=True),
            Option("놓치는 양성(레이블 1)이 늘었다.", "임계값을 낮추면 1이라는 답이 늘기만 해요. 놓치는 양성은 줄거나 그대로예요."),
            Option("정밀도가 내려갔다.",
                   "꼭 그렇지는 않아요. 맞힌 1이 1개, 오경보가 9개였는데 맞힌 1이 4개, 오경보가 5개 늘면 정확도는 내려가도 정밀도는 [10%](=precision_rises.before)에서 "
                   "[26%](=precision_rises.after)로 올라요."),
        ),
    ),
    Question(
        "θ가 모든 샘플을 맞히고 있습니다(임계값 0.5, 확률이 꼭 0.5인 샘플은 없음). θ를 두 배로 늘려 2θ로 바꾸면 어떻게 될까요?",
        (
            Option("결정 경계가 두 배로 멀어진다.", "경계는 Xθ = 0인 곳이에요. 양변을 두 배 해도 같은 곳이에요."),
            Option("결정 경계와 정확도는 그대로이고 손실이 줄어든다.",
                   "모든 로짓이 맞는 쪽으로 두 배가 돼요. 6.3절의 갈라진 붓꽃에서 100에포크 뒤의 θ를 두 배 하면 손실이 [0.010](=doubled.before)에서 "
                   "[0.0005](=doubled.after)로 줄어요.", right=True),
            Option("결정 경계는 그대로이고 손실도 그대로이다.", "손실은 경계의 어느 쪽인지만이 아니라 얼마나 확신하는지도 재요. 확률이 0과 1에 가까워지니 손실이 달라져요."),
            Option("확률이 모두 두 배가 된다.", "두 배가 되는 것은 로짓이에요. 확률 [0.75](=odds_of_three)는 오즈가 3에서 9가 되어 [0.9](=odds_of_nine)가 돼요."),
        ),
    ),
)


#: Where the widget's dashed norms are known.
EPOCHS = (1, 3, 10, 30, 100, 300, 1000, 3000)


def widget_values(reference: dict[str, Any]) -> dict[str, Any]:
    """Norms of theta along the way for the two pairs of irises: numbers only."""
    from sklearn.datasets import load_iris

    iris = load_iris()
    values: dict[str, Any] = {"epochs": list(EPOCHS)}
    for first, name in ((0, "norms_apart"), (1, "norms_mixed")):
        chosen = (iris.target == first) | (iris.target == first + 1)
        petals = iris.data[chosen][:, 2:]
        X = np.hstack([np.ones((len(petals), 1)), (petals - petals.mean(axis=0)) / petals.std(axis=0)])
        y = iris.target[chosen] - first
        thetas = [reference["logistic_regression"](X, y, lr=1.0, epochs=epochs) for epochs in EPOCHS]
        values[name] = [round(float(np.linalg.norm(theta)), 4) for theta in thetas]
    return values
