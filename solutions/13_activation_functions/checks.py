"""What the notebook of unit 13 checks and says: visible cases, hints, quiz."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, case
from numpy.typing import NDArray

Array = NDArray[np.float64]

# The numbers of block 3.
HAND_Z = np.array([-np.log(4.0), 0.0, 3.0])
HAND_W = np.array([2.0, 2.0 * np.log(3.0)])
EFFECTS = "pure fresh"
FAR = np.array([-1e4, -720.0, -40.0, 3.0, 40.0, 720.0, 1e4])
PROBE = np.array([-2.0, -0.5, 0.5, 2.0])


def readable(seed: int, *shape: int, scale: float = 2.0) -> Array:
    """Numbers with two decimals, none of them 0."""
    z = np.round(np.random.default_rng(seed).normal(scale=scale, size=shape), 2)
    return np.where(z == 0.0, 0.5, z)


Z8, Z35, Z232 = readable(1, 8), readable(2, 3, 5), readable(3, 2, 3, 2)


def random_of(name: str, *more: Any) -> tuple[Case, ...]:
    return (
        case(Call(name, Z8, *more), say="원소 8개"),
        case(Call(name, Z35, *more), say="shape (3, 5)"),
        case(Call(name, Z232, *more), say="shape (2, 3, 2)"),
    )


def edges_of(name: str, *more: Any) -> tuple[Case, ...]:
    return (
        case(Call(name, 1.5, *more), say="숫자 하나(float)"),
        case(Call(name, -2, *more), say="숫자 하나(int)"),
        case(Call(name, np.array([-3, -1, 0, 2, 7]), *more), say="정수 배열"),
        case(Call(name, np.array([-128, -7, 0, 5, 127], dtype=np.int8), *more), say="작은 정수형 int8도 float64로"),
        case(Call(name, np.abs(FAR), *more), look="no_warning", say="아주 큰 양수에서도 경고 없이"),
        case(Call(name, -np.abs(FAR), *more), look="no_warning", say="아주 큰 음수에서도 경고 없이"),
    )


def effects_of(name: str, *more: Any) -> tuple[Case, ...]:
    return (
        case(Call(name, Z35, *more), Call(name, -Z35, *more), look=EFFECTS, say="z는 그대로, 결과는 새 배열"),
        case(Call(name, np.array([0.5, 2.0, 7.0]), *more), look=EFFECTS, say="모두 양수여도 새 배열"),
        case(Call(name, Layout(Z8, "readonly"), *more), look=EFFECTS, say="읽기 전용 배열"),
    )


RELU = Check(
    "relu",
    ("z",),
    example=(case(Call("relu", HAND_Z), say="3절의 z: −ln 4, 0, 3"),),
    random=random_of("relu"),
    invariants=(
        case(Call("relu", Z35), Call("relu", 3.0 * Z35), say="z를 세 배 하면 결과도 세 배",
             props=(Prop("scaled", {"a": 0, "b": 1, "factor": 3.0}),)),
    ),
    edges=(case(Call("relu", np.array([5.5, 6.5, 40.0])), say="큰 양수도 그대로"), *edges_of("relu")),
    effects=effects_of("relu"),
    hints=(
        "원소 하나만 생각해 보세요. 0과 z 가운데 어느 쪽을 고르나요? NumPy에는 배열에서 최댓값 하나를 찾는 함수와, 두 값을 자리마다 비교하는 함수가 따로 있어요.",
        r"$$\mathrm{relu}(z) = \max(z, 0)$$ 자리마다 비교하는 것은 `np.maximum`이에요. 결과의 shape는 `z`와 같아요. 정수가 들어와도 float64가 나오도록 "
        "`np.asarray`로 먼저 바꾸세요.",
        "return np.maximum(z, ____)",
    ),
)  # fmt: skip

BAD_SLOPES = tuple(
    case(Call("leaky_relu", Z8, slope), look="message", blame=("slope",), say=f"slope = {said}이면 ValueError")
    for slope, said in ((-0.5, "−0.5"), (-3, "−3"))
)
LEAKY = Check(
    "leaky_relu",
    ("z", "slope"),
    example=(case(Call("leaky_relu", HAND_Z, 0.2), say="3절의 z, slope 0.2"),),
    random=(*random_of("leaky_relu", 0.2), case(Call("leaky_relu", Z8), say="slope를 주지 않았을 때")),
    invariants=(
        case(Call("leaky_relu", Z35, 0.3), Call("leaky_relu", 2.0 * Z35, 0.3), say="z를 두 배 하면 결과도 두 배",
             props=(Prop("scaled", {"a": 0, "b": 1, "factor": 2.0}),)),
    ),
    edges=(
        case(Call("leaky_relu", Z8, 2.0), say="slope가 1보다 클 때"),
        case(Call("leaky_relu", Z8, 0.0), say="slope가 0이면 ReLU"),
        *edges_of("leaky_relu", 0.2),
        case(Call("leaky_relu", np.array([-100, 3, 90], dtype=np.int8), 2), say="정수 배열과 정수 slope"),
        *BAD_SLOPES,
    ),
    effects=effects_of("leaky_relu", 0.2),
    hints=(
        "z와 slope·z 가운데 큰 쪽이 언제나 맞을까요? slope가 2이고 z가 −1이면 어느 쪽인가요? 무엇을 보고 골라야 하나요?",
        r"$$\begin{cases} z & z > 0 \\ s z & z \le 0 \end{cases}$$ `np.where(조건, 참일 때, 거짓일 때)`로 자리마다 고르세요. shape는 `z`와 같아요. "
        "`slope`가 음수인지는 맨 앞에서 보고 `slope`를 적은 `ValueError`를 내세요.",
        "return np.where(____, z, slope * z)",
    ),
)  # fmt: skip

BAD_ALPHAS = tuple(
    case(Call("elu", Z8, alpha), look="message", blame=("alpha",), say=f"alpha = {said}이면 ValueError")
    for alpha, said in ((0.0, "0"), (-0.5, "−0.5"))
)
ELU = Check(
    "elu",
    ("z", "alpha"),
    example=(case(Call("elu", HAND_Z, 2.0), say="3절의 z, alpha 2"),),
    random=(*random_of("elu", 0.7), case(Call("elu", Z8), say="alpha를 주지 않았을 때")),
    invariants=(
        case(Call("elu", -np.abs(Z35), 0.5), Call("elu", -np.abs(Z35), 1.5), say="음수 쪽은 alpha에 비례",
             props=(Prop("scaled", {"a": 0, "b": 1, "factor": 3.0}),)),
        case(Call("elu", 5.0 * Z35, 0.7), say="−alpha보다 작아지지 않음", props=(Prop("between", {"step": 0, "low": -0.7, "high": 100.0}),)),
    ),
    edges=(*edges_of("elu", 0.7), *BAD_ALPHAS),
    effects=effects_of("elu", 0.7),
    hints=(
        "쓰지 않을 갈래에서도 e^z가 계산돼요. 양수인 z가 지수에 닿지 않게 하려면, 지수에 넣기 전에 z를 어떻게 바꾸면 될까요?",
        r"$$\begin{cases} z & z > 0 \\ \alpha\,(e^{z} - 1) & z \le 0 \end{cases}$$ 지수에는 $z$ 대신 $\min(z, 0)$을 넣으세요. 자리마다 작은 쪽을 고르는 것은 `np.minimum`이에요. "
        "$e^{x} - 1$은 `np.expm1(x)`로도 계산할 수 있어요. shape는 모두 `z`와 같아요.",
        "below = alpha * np.expm1(np.minimum(z, ____))",
    ),
)  # fmt: skip

GELU = Check(
    "gelu",
    ("z",),
    example=(case(Call("gelu", np.array([-1.0, 0.0, 1.0])), say="3절의 z: −1, 0, 1"),),
    random=random_of("gelu"),
    invariants=(
        case(Call("gelu", 0.5 * Z35), say="−0.17보다 작아지지 않음", props=(Prop("between", {"step": 0, "low": -0.17, "high": 100.0}),)),
    ),
    edges=(case(Call("gelu", np.array([-4.0, -3.0, -2.0])), say="0에 가까운 음수 쪽 꼬리"), *edges_of("gelu")),
    effects=effects_of("gelu"),
    hints=(
        "Φ(z)는 확률이에요. z가 아주 크면 얼마이고, 0이면, 아주 작으면 얼마인가요? `math.erf`가 숫자 하나만 받는다면 배열의 원소마다 부르는 방법은 무엇인가요?",
        r"$$z\,\Phi(z) = \frac{z}{2}\left(1 + \mathrm{erf}\!\left(\frac{z}{\sqrt{2}}\right)\right)$$ `np.vectorize(math.erf, otypes=[np.float64])`는 배열을 받는 함수를 돌려줘요. "
        "그 결과의 shape는 `z`와 같아요. 반복문으로 구했다면 `reshape(z.shape)`로 되돌리세요.",
        "return z * (1.0 + erf(____)) / 2.0",
    ),
)  # fmt: skip


def functions(z: Array, kind: str) -> float:
    """The sum of a function's values, whose gradient the student writes; in other forms than the lesson's."""
    phi = np.array([math.erfc(-v / math.sqrt(2.0)) / 2.0 for v in np.ravel(z)]).reshape(np.shape(z))
    forms = {
        "step": z > 0, "sigmoid": np.exp(-np.logaddexp(0.0, -z)), "tanh": np.tanh(z), "relu": (np.abs(z) + z) / 2.0,
        "leaky_relu": (0.99 * np.abs(z) + 1.01 * z) / 2.0, "elu": np.where(z > 0, z, np.exp(-np.abs(z)) - 1.0),
        "softplus": np.logaddexp(0.0, z), "gelu": z * phi,
    }  # fmt: skip
    return float(np.sum(forms[kind]))


KINDS = ("step", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu")
NAMES = dict(zip(KINDS, ("계단 함수", "시그모이드", "tanh", "ReLU", "leaky ReLU", "ELU", "softplus", "GELU"), strict=True))
HAND_GRADS = (
    case(Call("activation_grad", np.array([0.0, np.log(3.0)]), "sigmoid"), say="3절의 σ'(0)과 σ'(ln 3)"),
    case(Call("activation_grad", np.array([0.0, np.log(2.0)]), "tanh"), say="3절의 tanh'(0)과 tanh'(ln 2)"),
)


def of_kind(*kinds: str) -> Any:
    """Whether a case asks for one of some kinds."""
    return lambda item: all(step.args[1] in kinds for step in item.steps)


GRAD = Check(
    "activation_grad",
    ("z", "kind"),
    example=HAND_GRADS,
    random=tuple(
        case(Call("activation_grad", z, kind), say=f"{NAMES[kind]}, {said}")
        for kind in KINDS for z, said in ((PROBE, "z = −2, −0.5, 0.5, 2"), (Z35, "shape (3, 5)"))
    ),
    invariants=(
        case(Call("activation_grad", Z8, "sigmoid"), Call("activation_grad", -Z8, "sigmoid"), say="시그모이드의 도함수는 z와 −z에서 같음",
             props=(Prop("equal", {"a": 0, "b": 1}),)),
        case(Call("activation_grad", Z8, "tanh"), Call("activation_grad", -Z8, "tanh"), say="tanh의 도함수는 z와 −z에서 같음",
             props=(Prop("equal", {"a": 0, "b": 1}),)),
    ),
    edges=(
        *(case(Call("activation_grad", np.array([0.0, -1e-6, -1.5, 1.5]), kind), say=f"{NAMES[kind]}, z = 0일 때의 약속") for kind in KINDS),
        *(item for kind in KINDS for item in (
            case(Call("activation_grad", 1.5, kind), Call("activation_grad", -2, kind), say=f"{NAMES[kind]}, 숫자 하나"),
            case(Call("activation_grad", np.array([-128, -7, -1, 0, 1, 5, 127], dtype=np.int8), kind), say=f"{NAMES[kind]}, 작은 정수형 int8도 float64로"),
            case(Call("activation_grad", FAR, kind), look="no_warning", say=f"{NAMES[kind]}, 아주 크거나 작은 z에서도 경고 없이"),
        )),
        *(case(Call("activation_grad", Z8, kind), look="message", blame=("kind",), say=f'kind가 "{kind}"이면 ValueError')
          for kind in ("ReLU", "swish")),
    ),
    effects=tuple(
        case(Call("activation_grad", Z35, kind), Call("activation_grad", 2.0 * Z35, kind), look=EFFECTS, say=f"{NAMES[kind]}, z는 그대로, 결과는 새 배열")
        for kind in KINDS
    ),
    hints=(
        "함수마다 따로 생각해 보세요. 평평한 곳의 도함수는 얼마이고, 직선인 곳은 얼마인가요? 시그모이드와 tanh는 받은 z로 무엇을 먼저 구해야 하나요? z·Φ(z)처럼 두 함수를 곱한 것은 어떻게 미분하나요?",
        r"$\sigma' = \sigma(1 - \sigma)$, $\tanh' = 1 - \tanh^2$, softplus는 $\sigma(z)$, ELU는 $e^{\min(z,\,0)}$, GELU는 $\Phi(z) + z\,\phi(z)$이고 "
        r"$\phi(z) = e^{-z^2/2}/\sqrt{2\pi}$예요. ReLU와 leaky ReLU는 `np.where(z > 0, 1.0, …)`로 고르고, 계단 함수는 `z.shape`인 0 배열이에요. 모두 shape가 `z`와 같아요. "
        "`if kind == …:`를 차례로 적고, 끝까지 걸리지 않으면 `kind`를 적은 `ValueError`를 내세요.",
        "return 1.0 - ____ ** 2             # tanh\n"
        "return np.exp(np.minimum(____, 0.0))   # ELU\n"
        "cdf = (1.0 + np.vectorize(math.erf, otypes=[np.float64])(____)) / 2.0   # 여기부터 GELU\n"
        "density = np.exp(____) / np.sqrt(2.0 * np.pi)\n"
        "return cdf + ____",
    ),
    loss=functions,
    wrt=0,
    parts={
        "시그모이드와 tanh": of_kind("sigmoid", "tanh"),
        "계단 함수, ReLU, leaky ReLU": of_kind("step", "relu", "leaky_relu"),
        "ELU와 softplus": of_kind("elu", "softplus"),
        "GELU": of_kind("gelu"),
        "없는 kind": of_kind("ReLU", "swish"),
    },
)  # fmt: skip

W5, W4 = np.array([1.5, -0.8, 2.0, 1.2, -0.7]), np.array([0.9, 1.4, 1.1, 1.6])
CHAIN = Check(
    "chain_gradient",
    ("x", "weights", "kind"),
    example=(
        case(Call("chain_gradient", 0.0, HAND_W, "sigmoid"), say="3절의 시그모이드: x = 0, w = (2, 2 ln 3)"),
        case(Call("chain_gradient", 2.0, np.array([1.5, -1.0, 2.0]), "relu"), say="3절의 ReLU: x = 2, w = (1.5, −1, 2)"),
    ),
    random=(
        case(Call("chain_gradient", 0.6, W5, "sigmoid"), say="시그모이드 5층"),
        case(Call("chain_gradient", 0.6, W5, "tanh"), say="tanh 5층"),
        case(Call("chain_gradient", 0.6, W4, "relu"), say="ReLU 4층, 모두 켜짐"),
        case(Call("chain_gradient", -0.7, np.array([-1.3, 0.9, 1.4]), "relu"), say="ReLU 3층, 음수에 음수를 곱해 켜짐"),
        case(Call("chain_gradient", 0.7, np.array([0.9, 1.2, -1.5]), "relu"), say="ReLU 3층, 마지막에서 꺼짐"),
    ),
    invariants=(
        case(Call("chain_gradient", 0.5, W4, "tanh"), Call("chain_gradient", -0.5, W4, "tanh"), say="tanh는 x의 부호를 바꾸어도 같은 기울기",
             props=(Prop("equal", {"a": 0, "b": 1}),)),
        case(Call("chain_gradient", 0.5, W4, "relu"), Call("chain_gradient", 3.0, W4, "relu"), say="ReLU가 모두 켜졌다면 x의 크기와 관계없음",
             props=(Prop("equal", {"a": 0, "b": 1}),)),
    ),
    edges=(
        *(case(Call("chain_gradient", 0.4, [], kind), say=f"{kind}, 층이 없으면 1.0") for kind in ("sigmoid", "relu")),
        case(Call("chain_gradient", 0.4, [1.5, 0.6], "tanh"), say="리스트 가중치"),
        case(Call("chain_gradient", 2, [1, 2, 1], "sigmoid"), say="정수 x와 정수 가중치"),
        case(Call("chain_gradient", 2, np.array([90, 100], dtype=np.int8), "relu"), say="작은 정수형 int8도 float64로"),
        case(Call("chain_gradient", 0.0, np.array([1.2, 0.7]), "relu"), say="z = 0에서 ReLU의 도함수는 0"),
        case(Call("chain_gradient", 1.0, np.array([1e4, -1e4]), "relu"), Call("chain_gradient", 1.0, np.array([-1e4, 0.5]), "sigmoid"), look="no_warning",
             say="아주 큰 z에서도 경고 없이"),
        *(case(Call("chain_gradient", 0.4, W4, kind), look="message", blame=("kind",), say=f'kind가 "{kind}"이면 ValueError') for kind in ("elu", "Tanh")),
        case(Call("chain_gradient", 0.4, [], "swish"), look="message", blame=("kind",), say="층이 없어도 kind를 먼저 확인"),
    ),
    effects=(
        case(Call("chain_gradient", 0.5, W4, "tanh"), Call("chain_gradient", 0.9, W4, "tanh"), look="pure", say="weights는 그대로"),
        case(Call("chain_gradient", 0.5, Layout(W4, "readonly"), "sigmoid"), look="pure", say="읽기 전용 배열"),
    ),
    hints=(
        "앞에서부터 한 층씩 지나 보세요. 층 하나를 지날 때 기울기에는 어떤 두 수가 곱해지나요? 그 둘을 알려면 그 층의 무엇을 먼저 알아야 하나요?",
        r"$a = x$, 곱 $= 1$에서 시작해 층마다 차례로 $$z \leftarrow w_l\,a, \qquad 곱 \leftarrow 곱 \cdot w_l\,f'(z), \qquad a \leftarrow f(z)$$ $f'(z)$는 앞에서 만든 `activation_grad(z, kind)`, "
        r"$f$는 `kind`에 따라 `sigmoid`, `np.tanh`, `relu`예요. 모두 숫자 하나예요. `kind`가 셋 가운데 없으면 맨 먼저 `ValueError`를 내세요. 마지막에 `float`로 바꾸세요.",
        "slope *= w * activation_grad(____, kind)",
    ),
)  # fmt: skip

CHECKS = (RELU, LEAKY, ELU, GELU, GRAD, CHAIN)

A7 = np.array([0.0, 0.5, 1.5, 0.0, 2.0, 0.25, 1.0])
VARIANCE = Check(
    "weight_variance",
    ("a", "n"),
    example=(case(Call("weight_variance", np.array([1.0, -1.0, 3.0, 1.0]), 2), say="a = (1, −1, 3, 1), n = 2"),),
    random=(
        case(Call("weight_variance", A7, 64), say="ReLU처럼 0이 많은 출력, n = 64"),
        case(Call("weight_variance", np.tanh(Z8), 10), say="tanh를 지난 출력, n = 10"),
        case(Call("weight_variance", Z35, 7), say="shape (3, 5)인 출력, n = 7"),
    ),
    invariants=(
        case(Call("weight_variance", 2.0 * A7, 5), Call("weight_variance", A7, 5), say="출력이 두 배면 분산은 4분의 1",
             props=(Prop("scaled", {"a": 0, "b": 1, "factor": 4.0}),)),
    ),
    edges=(case(Call("weight_variance", np.array([0.5]), 1), say="한 번 잰 값 하나, n = 1"),),
    effects=(case(Call("weight_variance", Z8, 3), look="pure", say="a는 그대로"),),
    hints=(
        "가중치의 평균은 0이에요. 서로 독립인 것을 더하면 분산은 어떻게 되나요? a를 상수로 보면 w·a의 분산은 w의 분산의 몇 배인가요? 유닛마다의 그 값 대신 무엇의 평균을 쓰면 되나요?",
        r"$$\mathrm{Var}(z) = \sum_{i=1}^{n} v\,a_i^2 = n\,v\,\overline{a^2} = 1$$ $\overline{a^2}$는 `a`를 제곱해 평균 낸 실수 하나예요. 이것을 $v$에 대해 푸세요.",
        "return 1.0 / (n * float(np.mean(____)))",
    ),
)  # fmt: skip

#: Checked, but never graded.
DISCOVERIES = (VARIANCE,)

QUIZ = (
    Question(
        "tanh를 쓰는 층을 여덟 개 지났습니다. 유닛은 층마다 하나이고 가중치는 모두 0.5입니다. 기울기는 아무리 커도 얼마일까요?",
        (
            Option("1", "tanh의 도함수는 1까지 커지지만, 층마다 가중치 0.5도 함께 곱해져요."),
            Option("[4](=quiz.sum)", "0.5를 여덟 번 더한 값이에요. 연쇄 법칙에서는 더하지 않고 곱해요."),
            Option("약 [0.0039](=quiz.tanh)", "tanh의 도함수는 1을 넘지 못하니 한 층에 0.5까지, 여덟 층이면 0.5를 여덟 번 곱한 값까지예요.", right=True),
            Option("약 [6.0×10⁻⁸](=quiz.sigmoid)", "도함수의 최댓값을 시그모이드의 0.25로 본 값이에요. tanh는 1까지 커져요."),
        ),
    ),
    Question(
        "tanh 대신 tanh(z) + 2를 끼운 20층 신경망을 만들고, 7.2절처럼 z의 크기가 유지되도록 가중치의 분산을 다시 구했습니다. tanh를 끼웠을 때와 비교하면 첫 층의 기울기는 어떻게 될까요?",
        (
            Option("거의 사라진다. 출력의 평균이 커서 가중치를 작게 해야 하고, 그만큼 기울기가 층마다 줄어든다.",
                   "출력의 제곱 평균이 [0.39](=lifted.plain)에서 [4.4](=lifted.square)로 커져 가중치가 작아져요. 도함수는 그대로라 첫 층에는 마지막 층의 [4×10⁻¹⁰](=lifted.median)배만 남아요(시드 열 개의 중앙값).", right=True),
            Option("그대로다. 2를 더해도 도함수는 같다.", "도함수는 같지만 기울기에는 가중치도 곱해져요. z의 크기를 지키려면 그 가중치가 작아져야 해요."),
            Option("커진다. 출력이 커졌으니 기울기도 커진다.", "뒤로 가는 기울기에 곱해지는 것은 출력이 아니라 도함수와 가중치예요."),
            Option("폭발한다. 도함수가 1을 넘는다.", "상수를 더해도 도함수는 달라지지 않아요. tanh의 도함수는 1을 넘지 못해요."),
        ),
    ),
    Question(
        "모멘텀도 규제도 없는 경사 하강법으로 학습하는데, ReLU 유닛 하나가 훈련 세트의 모든 샘플에서 z < 0입니다. 이 유닛으로 들어오는 가중치는 다음 걸음에 어떻게 될까요?",
        (
            Option("바뀌지 않는다. 기울기가 모든 샘플에서 0이다.", "도함수가 0이라 손실의 기울기가 끊겨요. 앞의 층이 바뀌어 z가 양수가 되지 않는 한 되살아나지 못해요. leaky ReLU는 음수 쪽에도 기울기를 남겨요.", right=True),
            Option("z를 키우는 쪽으로 천천히 바뀐다.", "그러려면 기울기가 0이 아니어야 해요. leaky ReLU라면 그럴 수 있어요."),
            Option("0이 된다.", "0이 되는 것은 유닛의 출력이에요. 가중치는 그 자리에 머물러요."),
            Option("반대쪽으로 부호가 바뀐다.", "기울기가 0이면 경사 하강법은 아무것도 옮기지 않아요."),
        ),
    ),
    Question(
        "두 라이브러리의 GELU에 같은 z를 넣었더니 결과가 [0.0005](=approximations.tanh)만큼 달랐습니다. 가장 그럴듯한 이유는 무엇일까요?",
        (
            Option("float64의 반올림 오차다.", "float64의 오차는 10⁻¹⁶쯤이에요. 이 차이는 그보다 훨씬 커요."),
            Option("한쪽이 ReLU를 쓴다.", "그러면 z = −1 근처에서 [0.16](=quiz.relu_gap)이나 달라요."),
            Option("한쪽이 도함수를 돌려준다.", "그러면 z = 2에서도 [0.9](=quiz.grad_gap)쯤 달라요."),
            Option("한쪽은 오차 함수로, 다른 쪽은 tanh 근사로 계산한다.", "두 식은 [4.7×10⁻⁴](=approximations.tanh)까지 달라요. 작지만 학습한 쪽과 쓰는 쪽의 약속은 같아야 해요.", right=True),
        ),
    ),
)  # fmt: skip


def widget_values(reference: dict[str, Any]) -> dict[str, Any]:
    """Nothing to ship: the dashed lines are central differences of what is drawn."""
    return {}
