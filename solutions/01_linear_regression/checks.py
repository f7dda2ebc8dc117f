"""What the notebook of unit 01 checks and says: visible cases, hints, quiz."""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, Ref, case
from numpy.typing import NDArray

Array = NDArray[np.float64]

# The numbers of block 3: three shops, a bias column and one feature.
HAND_X = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 3.0]])
HAND_Y = np.array([1.0, 3.0, 5.0])
EFFECTS = "pure fresh"


def table(seed: int, m: int, n: int) -> tuple[Array, Array, Array]:
    """Features (m, n), targets (m,) and a theta (n,), fixed by a seed and easy to read."""
    rng = np.random.default_rng(seed)
    return tuple(np.round(rng.normal(size=size) * 2.0, 2) for size in ((m, n), m, n))  # type: ignore[return-value]


def half_mse(X: Array, y: Array, theta: Array) -> float:
    """The loss whose gradient the student writes."""
    return float(0.5 * np.mean((X @ theta - y) ** 2))


def bad(call: Call, names: tuple[str, ...], say: str) -> Case:
    """A call that must raise a ValueError that names an argument."""
    return case(call, look="message", blame=names, say=say)


X74, Y7, T4 = table(1, 7, 4)
X53, Y5, T3 = table(2, 5, 3)
X92, Y9, T2 = table(3, 9, 2)
NARROW = np.array([[9, 11], [10, 8], [7, 12]], dtype=np.uint8)

ADD_BIAS = Check(
    "add_bias",
    ("X",),
    example=(case(Call("add_bias", np.array([[0.0], [1.0], [3.0]])), say="3절의 X: 특성 하나, 샘플 셋"),),
    random=(
        case(Call("add_bias", X53), say="샘플 5개, 특성 3개"),
        case(Call("add_bias", table(4, 2, 6)[0]), say="샘플 2개, 특성 6개"),
    ),
    invariants=(
        case(Call("add_bias", np.zeros((4, 2))), props=(Prop("sums_to", {"step": 0, "total": 1.0, "axis": 1}),),
             say="X가 모두 0이면 행마다 합이 1"),
    ),
    edges=(
        case(Call("add_bias", np.array([[2, 5], [7, 1], [0, 3]])), say="정수 배열도 float64로"),
        case(Call("add_bias", np.array([[4.0, 6.0, 8.0]])), say="샘플이 하나"),
        case(Call("add_bias", Layout(X53, "readonly")), say="읽기 전용 배열"),
    ),
    effects=(case(Call("add_bias", X53), Call("add_bias", -X53), look=EFFECTS, say="X는 그대로, 결과는 새 배열"),),
    hints=(
        "`X`가 `(m, n)`일 때 결과의 행과 열은 각각 몇 개여야 할까요? 1은 행으로 늘어나나요, 열로 늘어나나요?",
        "1로 채운 `(m, 1)` 배열을 만들어 `X`의 왼쪽에 가로로 이어 붙이면 `(m, n + 1)`이에요. 정수 배열은 먼저 float64로 바꿔요. `np.ones`, `np.hstack`이 도움이 돼요.",
        "return np.hstack([np.ones((X.shape[0], 1)), ____])",
    ),
)

MSE_GRADIENT = Check(
    "mse_gradient",
    ("X", "y", "theta"),
    example=(
        case(Call("mse_gradient", HAND_X, HAND_Y, np.array([0.0, 0.0])), sizes={"m": 3, "n": 2},
             say="3절의 첫 기울기: θ = (0, 0)"),
        case(Call("mse_gradient", HAND_X, HAND_Y, np.array([0.3, 0.6])), sizes={"m": 3, "n": 2},
             say="3절의 두 번째 기울기: θ = (0.3, 0.6)"),
    ),
    random=(
        case(Call("mse_gradient", X74, Y7, T4), sizes={"m": 7, "n": 4}, say="샘플 7개, 특성 4개"),
        case(Call("mse_gradient", X53, Y5, T3), sizes={"m": 5, "n": 3}, say="샘플 5개, 특성 3개"),
        case(Call("mse_gradient", *table(5, 3, 5)), sizes={"m": 3, "n": 5}, say="샘플보다 특성이 많을 때"),
    ),
    invariants=(
        case(Call("mse_gradient", X74, X74 @ T4, T4), props=(Prop("between", {"step": 0, "low": -1e-9, "high": 1e-9}),),
             say="오차가 모두 0이면 기울기도 0"),
        case(Call("mse_gradient", X53, Y5, np.zeros(3)), Call("mse_gradient", X53, 3.0 * Y5, np.zeros(3)),
             props=(Prop("scaled", {"a": 0, "b": 1, "factor": 3.0}),), say="θ = 0에서 y를 3배 하면 기울기도 3배"),
    ),
    edges=(
        case(Call("mse_gradient", X74[:1], Y7[:1], T4), say="샘플이 하나"),
        case(Call("mse_gradient", X74[:, :1], Y7, T4[:1]), say="특성이 하나"),
        case(Call("mse_gradient", NARROW, np.array([200, 90, 250], dtype=np.uint8), np.array([7, 9], dtype=np.uint8)),
             say="좁은 정수형(uint8) 배열"),
        case(Call("mse_gradient", Layout(X74, "F"), Layout(Y7, "strided"), Layout(T4, "readonly")),
             say="메모리 배치가 다른 배열"),
    ),
    effects=(
        case(Call("mse_gradient", X53, Y5, T3), Call("mse_gradient", X53, -Y5, T3), look=EFFECTS,
             say="인자는 그대로, 결과는 새 배열"),
    ),
    loss=half_mse,
    wrt=2,
    hints=(
        "샘플마다 예측은 얼마나 빗나갔나요? 그 오차를 특성마다 하나씩, 모두 $n$개의 숫자로 모으려면 무엇을 곱해야 할까요?",
        r"$$\nabla_\theta L = \frac{1}{m} X^\top (X\theta - y)$$ 오차 $X\theta - y$는 `(m,)`이고, $X^\top$ `(n, m)`을 곱하면 `(n,)`이 돼요. 마지막에 $m$으로 "
        "나눠요. 곱하기 전에 `X`를 float64로 바꾸면 정수 배열도 안전해요.",
        "return X.T @ ____ / len(y)      # X는 float64로 바꾼 다음",
    ),
)

GRADIENT_DESCENT = Check(
    "gradient_descent",
    ("X", "y", "lr", "epochs"),
    example=(
        # Only who starts at random gives two answers to the same call.
        case(*[Call("gradient_descent", HAND_X, HAND_Y, lr=0.1, epochs=1) for _ in range(2)], compare=False,
             props=(Prop("equal", {"a": 0, "b": 1}, "random_start"),), say="같은 입력이면 같은 결과"),
        case(Call("gradient_descent", HAND_X, HAND_Y, lr=0.1, epochs=1), say="3절의 한 걸음: lr = 0.1, epochs = 1"),
        case(Call("gradient_descent", HAND_X, HAND_Y, lr=0.1, epochs=2), say="3절의 두 걸음: lr = 0.1, epochs = 2"),
    ),
    random=(
        case(Call("gradient_descent", X74, Y7, lr=0.02, epochs=30), say="샘플 7개, 특성 4개, 30에포크"),
        case(Call("gradient_descent", X53, Y5, lr=0.05, epochs=12), say="샘플 5개, 특성 3개, 12에포크"),
        case(Call("gradient_descent", X92, Y9), say="lr과 epochs를 주지 않았을 때"),
    ),
    invariants=(
        case(Call("gradient_descent", X53, Y5, lr=0.01, epochs=1), Call("gradient_descent", X53, Y5, lr=0.04, epochs=1),
             props=(Prop("scaled", {"a": 0, "b": 1, "factor": 4.0}),), say="첫 걸음의 길이는 학습률에 비례"),
        case(Call("gradient_descent", X92, Y9, lr=0.05, epochs=9), Call("gradient_descent", X92, -Y9, lr=0.05, epochs=9),
             props=(Prop("negated", {"a": 0, "b": 1}),), say="y의 부호를 바꾸면 θ의 부호도 바뀜"),
    ),
    edges=(
        case(Call("gradient_descent", X53, Y5, epochs=0), say="epochs = 0이면 0 벡터"),
        case(Call("gradient_descent", np.array([[1, 2], [0, 1], [2, 2]]), np.array([3, 1, 4]), lr=0.1, epochs=5),
             say="정수 배열"),
        case(Call("gradient_descent", X74[:1], Y7[:1], lr=0.05, epochs=5), say="샘플이 하나"),
        bad(Call("gradient_descent", X53[:, 0], Y5, lr=0.1, epochs=2), ("X",), "X가 1차원이면 ValueError"),
        bad(Call("gradient_descent", X53, Y5.reshape(5, 1), lr=0.1, epochs=2), ("y",), "y가 (m, 1)이면 ValueError"),
        bad(Call("gradient_descent", X53, Y5[:4], lr=0.1, epochs=2), ("X", "y"), "X와 y의 길이가 다르면 ValueError"),
        bad(Call("gradient_descent", X53, Y5[:1], lr=0.1, epochs=2), ("X", "y"), "y의 길이가 1이어도 ValueError"),
    ),
    effects=(
        case(Call("gradient_descent", X53, Y5, lr=0.1, epochs=3), Call("gradient_descent", X53, -Y5, lr=0.1, epochs=3),
             look=EFFECTS, say="인자는 그대로, 결과는 새 배열"),
    ),
    hints=(
        r"$\theta$는 어디에서 출발하나요? 한 에포크마다 무엇을, 어느 방향으로, 얼마만큼 빼면 될까요?",
        r"`(n,)`인 0 벡터에서 시작해 $$\theta \leftarrow \theta - \mathrm{lr} \cdot \nabla_\theta L$$ 을 `epochs`번 되풀이해요. 기울기는 `mse_gradient(X, y, "
        "theta)`가 구해 줘요. 그 전에 `X.ndim`, `y.ndim`, 길이를 차례로 보고, 잘못된 인자의 이름을 넣어 `ValueError`를 내세요.",
        "theta = theta - lr * ____      # for _ in range(epochs): 안에서",
    ),
)

CHECKS = (ADD_BIAS, MSE_GRADIENT, GRADIENT_DESCENT)

TALL, TALL_Y = table(21, 12, 4)[:2]
NORMAL_EQUATION = Check(
    "normal_equation",
    ("X", "y"),
    example=(case(Call("normal_equation", HAND_X, HAND_Y), say="3절의 가게 세 곳"),),
    random=(
        case(Call("normal_equation", X92, Y9), say="샘플 9개, 특성 2개"),
        case(Call("normal_equation", TALL, TALL_Y), say="샘플 12개, 특성 4개"),
    ),
    invariants=(
        case(Call("normal_equation", TALL, TALL_Y), Call("mse_gradient", TALL, TALL_Y, Ref(0)),
             props=(Prop("between", {"step": 1, "low": -1e-9, "high": 1e-9}),), say="찾은 θ에서 기울기가 0"),
    ),
    edges=(case(Call("normal_equation", X92[:, :1], Y9), say="특성이 하나"),),
    effects=(case(Call("normal_equation", X92, Y9), look="pure", say="X와 y는 그대로"),),
    hints=(
        r"기울기 $\frac{1}{m}X^\top(X\theta - y)$가 0 벡터라면 $\frac{1}{m}$은 지워도 될까요? 괄호를 풀면 $\theta$가 있는 항은 무엇인가요?",
        r"$$X^\top X\, \theta = X^\top y$$ 왼쪽의 행렬은 `(n, n)`, 오른쪽은 `(n,)`이에요. `np.linalg.solve(A, b)`의 `A`와 `b`가 무엇인지 찾으세요. "
        "역행렬을 직접 구할 필요는 없어요.",
        "return np.linalg.solve(X.T @ X, ____)",
    ),
)

#: Checked, but never graded.
DISCOVERIES = (NORMAL_EQUATION,)

QUIZ = (
    Question(
        "표준화한 특성으로 학습하는데 손실이 에포크마다 커지다가 NaN이 되었습니다. 기울기 계산이 맞다면 가장 먼저 할 일은 무엇일까요?",
        (
            Option(
                "학습률을 줄인다.",
                "학습률이 2/λmax보다 크면 걸음마다 골짜기를 건너뛰며 더 높은 곳으로 올라가요.",
                right=True,
            ),
            Option("NaN을 0으로 바꾸고 계속한다.", "증상만 가려져요. 다음 걸음에서도 같은 이유로 발산해요."),
            Option("θ를 0이 아닌 난수에서 출발시킨다.", "손실이 이차식이라 같은 학습률에서는 거의 어디서 출발해도 [똑같이 발산해요](=random_start_diverges)."),
            Option("에포크를 더 늘린다.", "발산하는 중에는 걸음을 더할수록 더 멀어져요."),
        ),
    ),
    Question(
        "기울기 확인에서 내 기울기를 수치 미분으로 나눈 비율이 모든 좌표에서 [442](=sum_ratio)였습니다. 샘플은 [442](=patients)개, 특성은 11개입니다. "
        "무엇을 빠뜨렸을까요?",
        (
            Option("제곱을 미분할 때 나오는 2", "2를 남겨 두었다면 비율이 2예요. [442](=patients)와는 관계가 없어요."),
            Option("부호", "부호가 틀렸다면 비율이 −1이에요."),
            Option("1/n (특성에 대한 평균)", "기울기는 특성에 대해 평균 내지 않아요. 그리고 n은 11이에요."),
            Option("1/m (샘플에 대한 평균)", "비율이 샘플 수 m과 같으니 합을 평균으로 바꾸지 않은 거예요.", right=True),
        ),
    ),
    Question(
        "당뇨병 데이터의 특성을 표준화하지 않고 1로 된 열만 붙여 lr = 0.1로 학습했더니 결정 계수 R²가 nan이었습니다. 왜일까요?",
        (
            Option("타깃의 평균을 맡을 절편이 없으므로", "1로 된 열을 붙였으니 절편은 있어요. 절편만 없다면 nan이 아니라 [−3.39](=no_bias.r2)가 나와요."),
            Option("단위가 서로 다른 특성은 더할 수 없으므로",
                   "가중치가 단위를 맞춰 줘요. 최소제곱해를 바로 구하면 표준화하지 않아도 R²가 [0.518](=unscaled.best)이에요."),
            Option("에포크가 모자라 아직 바닥에 닿지 못했으므로",
                   "덜 내려갔다면 R²가 낮을 뿐이에요. 여기서는 에포크를 다섯 배로 늘려도 [nan이에요](=unscaled.lost)."),
            Option(
                "손실이 아주 급하게 굽은 방향이 있어 0.1이 임계 학습률보다 훨씬 크므로",
                "이때의 임계 학습률은 [0.000027](=unscaled.limit)이에요. 0.1은 그 [3,700배쯤](=unscaled.times)이라 걸음마다 더 멀어져 inf를 거쳐 "
                "[nan이 돼요](=unscaled.lost).",
                right=True,
            ),
        ),
    ),
    Question(
        "어떤 책은 손실을 평균하지 않고 합 ½Σr²로 둡니다. 샘플 100개를 그 책의 식과 lr = 0.0002로 학습해 얻은 θ를 이 단원의 함수로 똑같이 얻으려면?",
        (
            Option("lr = 0.0002를 그대로 쓴다.", "이 단원의 기울기는 m으로 나눈 값이에요. 걸음이 그 책의 [1/100](=other_book.same)이 돼요."),
            Option("방법이 없다. 최솟값의 위치가 다르다.", "손실에 1/m을 곱해도 가장 낮은 곳의 위치는 그대로예요."),
            Option("lr = 0.000002를 쓴다.", "반대예요. 그러면 걸음이 그 책의 [1/10000](=other_book.smaller)이 돼요."),
            Option("lr = [0.02](=other_book.rate)를 쓴다.", "lr과 기울기의 곱이 같아야 하니, 기울기가 m분의 1이면 lr을 m배로 해요.", right=True),
        ),
    ),
)


def widget_values(reference: dict[str, Any]) -> dict[str, Any]:
    """Nothing to ship: the dashed curves follow from the eigenvalues of XᵀX/m."""
    return {}
