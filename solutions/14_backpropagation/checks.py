"""What the notebook of unit 14 checks and says: visible cases, hints, quiz."""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, case
from numpy.typing import NDArray

Array = NDArray[np.float64]
EFFECTS = "pure fresh quiet"

# The numbers of block 3, with which hidden is 3/4 or 1/4 and output 1/2 and 1/4.
L = np.log(3.0)
HAND_X, HAND_Y = np.array([[1.0, 2.0], [2.0, 1.0]]), np.array([[1.0], [0.0]])
HAND = (np.array([[L, L], [L, -L]]), np.array([-2.0 * L, 0.0]), np.array([[2.0 * L], [-2.0 * L]]), np.array([-L]))
#: Whom a message may blame where y does not fit.
BLAME = ("y", "X", "params", "output")


def net(seed: int, n: int, H: int, k: int) -> tuple[Array, ...]:
    """Parameters, easy to read."""
    rng = np.random.default_rng(seed)
    return tuple(np.round(rng.normal(size=shape), 2) for shape in ((n, H), (H,), (H, k), (k,)))


def problem(seed: int, m: int, n: int, H: int, k: int) -> tuple[Any, ...]:
    """X, y and parameters."""
    rng = np.random.default_rng(100 + seed)
    return np.round(rng.normal(size=(m, n)), 2), np.round(rng.uniform(size=(m, k)), 2), net(seed, n, H, k)


def probabilities(seed: int, *shape: int) -> Array:
    return np.round(np.random.default_rng(200 + seed).uniform(0.05, 0.95, size=shape), 2)


def inputs(given: tuple[Any, ...]) -> tuple[Any, ...]:
    """A problem without its targets."""
    return given[0], given[2]


def bad(call: Call, names: tuple[str, ...], say: str) -> Case:
    """A call that must raise a ValueError that names an argument."""
    return case(call, look="message", blame=names, say=say)


def known(name: str, x: Any, h: float) -> Call:
    """A call of the student's numerical_gradient by the lesson's ``numeric``; keywords give the shown values their names."""
    return Call("numeric", name, x=x, h=h)


def trained(X: Any, y: Any, params: Any, **settings: Any) -> Call:
    """A call of the student's train by the lesson's ``run_train``."""
    return Call("run_train", X=X, y=y, params=params, **settings)


P743, P521, P641, P233, SMALL = problem(1, 7, 4, 5, 3), problem(2, 5, 3, 2, 1), problem(3, 6, 4, 4, 1), problem(4, 5, 2, 3, 3), problem(6, 3, 2, 2, 1)
NARROW = (
    np.array([[16, 1, 2], [1, 2, 0]], dtype=np.uint8), np.array([[1], [0]], dtype=np.uint8),
    (np.array([[16, 1], [0, -2], [1, 1]], dtype=np.int8), np.array([1, -1]), np.array([[2], [-1]], dtype=np.int8), np.array([-1])),
)  # fmt: skip
FAR = (
    np.array([[30.0, -2.0], [-25.0, 40.0]]), np.array([[1.0], [1.0]]),
    (np.array([[200.0, -150.0, 3.0], [90.0, 60.0, -1.0]]), np.array([-800.0, 10.0, 0.5]), np.array([[-5000.0], [3000.0], [40.0]]), np.array([7.0])),
)  # fmt: skip

SLOPE = Check(
    "sigmoid_derivative",
    ("x",),
    example=(case(Call("sigmoid_derivative", np.array([0.5, 0.75, 0.25])), say="3절에서 쓴 출력 0.5, 0.75, 0.25"),),
    random=(
        case(Call("sigmoid_derivative", probabilities(1, 6)), say="값 여섯 개"),
        case(Call("sigmoid_derivative", probabilities(2, 3, 4)), say="shape (3, 4)"),
    ),
    invariants=(
        case(Call("sigmoid_derivative", probabilities(3, 5)), Call("sigmoid_derivative", 1.0 - probabilities(3, 5)),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="x와 1 − x에서 같은 값"),
    ),
    edges=(
        case(Call("sigmoid_derivative", np.array([0.0, 1.0])), say="양쪽 끝 0과 1"),
        case(Call("sigmoid_derivative", 0.3), say="숫자 하나"),
        case(Call("sigmoid_derivative", np.array([[0, 1], [1, 1]])), say="정수 배열도 float64로"),
    ),
    effects=(
        case(Call("sigmoid_derivative", probabilities(4, 3)), Call("sigmoid_derivative", probabilities(5, 3)), look=EFFECTS,
             say="x는 그대로, 결과는 새 배열"),
        case(Call("sigmoid_derivative", Layout(probabilities(6, 2, 3), "readonly")), look=EFFECTS, say="읽기 전용 배열"),
    ),
    hints=(
        "시그모이드는 0과 1 가까이에서 거의 평평하고 0.5에서 가장 가팔라요. 출력 x만 보고 그 기울기를 어떻게 적을 수 있을까요?",
        "$$\\sigma'(z) = x\\,(1 - x), \\qquad x = \\sigma(z)$$ `x`가 이미 시그모이드를 거친 값이니 `sigmoid`를 다시 부르지 않아요. 정수 배열이 와도 float64가 되도록 1이 아니라 1.0에서 빼세요.",
        "return ____ * (1.0 - ____)",
    ),
)

FORWARD = Check(
    "forward",
    ("X", "params"),
    example=(case(Call("forward", HAND_X, HAND), say="3절의 X와 params"),),
    random=(
        case(Call("forward", *inputs(P743)), say="m = 7, n = 4, H = 5, k = 3"),
        case(Call("forward", *inputs(P521)), say="m = 5, n = 3, H = 2, k = 1"),
        case(Call("forward", *inputs(P641)), say="n = H = 4, k = 1"),
        case(Call("forward", *inputs(P233)), say="n = 2, H = k = 3"),
    ),
    invariants=(
        case(Call("forward", *inputs(P743)), say="hidden은 0과 1 사이", props=(Prop("between", {"step": 0, "item": 0, "low": 0.0, "high": 1.0}),)),
        case(Call("forward", P521[0], P521[2]), Call("forward", P521[0][:2], P521[2]), say="앞의 샘플 둘만 넣어도 그 둘의 결과는 그대로"),
    ),
    edges=(
        case(Call("forward", P743[0][:1], P743[2]), say="샘플이 하나"),
        case(Call("forward", P521[0], list(P521[2])), say="params가 리스트"),
        case(Call("forward", *inputs(FAR)), look="no_warning", say="아주 큰 로짓"),
        case(Call("forward", *inputs(NARROW)), say="작은 정수형(uint8, int8) 배열"),
    ),
    effects=(
        case(Call("forward", *inputs(SMALL)), Call("forward", -SMALL[0], SMALL[2]), look=EFFECTS, say="인자는 그대로, 결과는 새 배열"),
        case(Call("forward", Layout(SMALL[0], "readonly"), [Layout(p, "readonly") for p in SMALL[2]]), look=EFFECTS, say="읽기 전용 배열"),
    ),
    hints=(
        "두 층이 하는 일은 똑같아요. 들어온 값에 무엇을 곱하고, 무엇을 더하고, 무엇을 씌우나요? 둘째 층에 들어가는 값은 무엇인가요?",
        r"$$A_1 = \sigma(X W_1 + b_1), \qquad A_2 = \sigma(A_1 W_2 + b_2)$$ $XW_1$은 `(m, H)`, $A_1 W_2$는 `(m, k)`예요. `(H,)`인 편향은 브로드캐스팅되어 모든 행에 더해져요. "
        "`params`를 네 이름으로 풀고, `X`는 곱하기 전에 float64로 바꾸세요.",
        "output = sigmoid(____ @ W2 + b2)",
    ),
)

LOSS = Check(
    "half_mse",
    ("output", "y"),
    example=(case(Call("half_mse", np.array([[0.5], [0.25]]), HAND_Y), say="3절의 출력과 정답"),),
    random=(
        case(Call("half_mse", probabilities(11, 7, 3), probabilities(12, 7, 3)), say="m = 7, k = 3"),
        case(Call("half_mse", probabilities(13, 5, 1), probabilities(14, 5, 1)), say="m = 5, k = 1"),
        case(Call("half_mse", probabilities(15, 3, 4), probabilities(16, 3, 4)), say="m = 3, k = 4"),
    ),
    invariants=(
        case(Call("half_mse", probabilities(17, 4, 3), probabilities(17, 4, 3)), say="정답과 같으면 0"),
        case(Call("half_mse", probabilities(18, 4, 3), probabilities(19, 4, 3)), Call("half_mse", probabilities(19, 4, 3), probabilities(18, 4, 3)),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="두 인자를 바꾸어도 같은 값"),
    ),
    edges=(
        case(Call("half_mse", probabilities(20, 1, 3), probabilities(21, 1, 3)), say="샘플이 하나"),
        case(Call("half_mse", np.array([[3], [200]], dtype=np.uint8), np.array([[5], [90]], dtype=np.uint8)), say="작은 정수형 uint8도 float64로"),
        bad(Call("half_mse", probabilities(22, 5, 1), probabilities(23, 5)), ("output", "y"), "y가 (m,)이면 ValueError"),
        bad(Call("half_mse", probabilities(22, 5, 1), probabilities(24, 1, 5)), ("output", "y"), "y가 (1, m)이면 ValueError"),
        bad(Call("half_mse", probabilities(25, 4, 3), probabilities(26, 4, 1)), ("output", "y"), "y가 (m, 1)인데 k = 3이면 ValueError"),
        bad(Call("half_mse", probabilities(25, 4, 3), probabilities(27, 3)), ("output", "y"), "y가 (k,)이면 ValueError"),
    ),
    effects=(
        case(Call("half_mse", probabilities(28, 4, 3), probabilities(29, 4, 3)), look=EFFECTS, say="output과 y는 그대로"),
        case(Call("half_mse", Layout(probabilities(28, 4, 3), "readonly"), Layout(probabilities(29, 4, 3), "readonly")), look=EFFECTS, say="읽기 전용 배열"),
    ),
    hints=(
        "샘플마다, 출력마다 오차가 하나씩 있어요. 그것을 손실 하나로 모으려면 무엇을 하고 무엇으로 나눠야 할까요? k로도 나눠야 할까요?",
        r"$$L = \frac{1}{2m} \sum_i \sum_j (A_{2,ij} - y_{ij})^2$$ `np.mean`은 $m \times k$로 나눠 버리니 `np.sum`으로 더하고 $2m$으로 나누세요. 빼기 전에 두 배열을 float64로 바꾸고 "
        "`output.shape`와 `y.shape`를 비교해, 다르면 이름을 적은 `ValueError`를 내세요.",
        "return float(np.sum(____**2) / (2 * len(error)))      # error는 output − y",
    ),
)

BACKWARD = Check(
    "backward",
    ("X", "y", "params"),
    example=(case(Call("backward", HAND_X, HAND_Y, HAND), say="3절의 X, y, params"),),
    random=(
        case(Call("backward", *P743), say="m = 7, n = 4, H = 5, k = 3"),
        case(Call("backward", *P521), say="m = 5, n = 3, H = 2, k = 1"),
        case(Call("backward", *P641), say="n = H = 4, k = 1"),
        case(Call("backward", *P233), say="n = 2, H = k = 3"),
        case(Call("backward", *problem(5, 6, 3, 5, 4)), say="m = 6, n = 3, H = 5, k = 4"),
    ),
    invariants=(
        case(Call("backward", np.vstack([P521[0]] * 2), np.vstack([P521[1]] * 2), P521[2]), Call("backward", *P521),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="같은 샘플을 두 번씩 넣어도 같은 기울기"),
    ),
    edges=(
        case(Call("backward", P743[0][:1], P743[1][:1], list(P743[2])), say="샘플이 하나, params가 리스트"),
        case(Call("backward", *FAR), say="아주 큰 로짓"),
        case(Call("backward", *NARROW), say="작은 정수형(uint8, int8) 배열"),
        bad(Call("backward", P521[0], P521[1][:, 0], P521[2]), BLAME, "y가 (m,)이면 ValueError"),
        bad(Call("backward", P521[0], P521[1][:1], P521[2]), BLAME, "y가 (1, k)이면 ValueError"),
        bad(Call("backward", P521[0], P521[1].T, P521[2]), BLAME, "y가 (k, m)이면 ValueError"),
        bad(Call("backward", P743[0], P743[1][:, :1], P743[2]), BLAME, "y가 (m, 1)인데 k = 3이면 ValueError"),
        bad(Call("backward", P743[0], P743[1][0], P743[2]), BLAME, "y가 (k,)이면 ValueError"),
    ),
    effects=(
        case(Call("backward", *SMALL), Call("backward", -SMALL[0], *SMALL[1:]), look=EFFECTS, say="인자는 그대로, 결과는 새 배열"),
        case(Call("backward", Layout(SMALL[0], "readonly"), Layout(SMALL[1], "readonly"), [Layout(p, "readonly") for p in SMALL[2]]), look=EFFECTS,
             say="읽기 전용 배열"),
    ),
    hints=(
        "손실에서 출발해 3절 그림의 선을 오른쪽에서 왼쪽으로 따라가 보세요. 손실을 output으로 미분하면 무엇이 남나요? 시그모이드를 지날 때, W2를 지날 때, 편향을 지날 때는 각각 무엇이 곱해지나요?",
        r"$$\delta_2 = \tfrac{1}{m}(A_2 - y) \odot A_2(1 - A_2), \qquad \delta_1 = (\delta_2 W_2^\top) \odot A_1(1 - A_1)$$ $\delta_2$는 `(m, k)`, $\delta_1$은 `(m, H)`예요. 가중치의 기울기는 "
        r"그 층에 들어온 값의 전치와 $\delta$의 곱이고($A_1^\top\delta_2$, $X^\top\delta_1$), 편향의 기울기는 $\delta$를 `axis=0`으로 더한 것이에요. `y.shape`는 `output.shape`와 비교하세요.",
        "delta1 = (delta2 @ ____) * sigmoid_derivative(hidden)",
    ),
)

#: Tolerances of the contract.
NEAR = {"rtol": 1e-5, "atol": 1e-7}

NUMERIC = Check(
    "numerical_gradient",
    ("f", "x", "h"),
    example=(
        case(known("cubic", np.array([1.5, -0.5]), 0.1), **NEAR, say="x₀³ + 2x₀x₁을 (1.5, −0.5)에서, h = 0.1"),
        case(known("cubic", np.array([1.5, -0.5]), 1e-5), **NEAR, say="x₀³ + 2x₀x₁을 (1.5, −0.5)에서, h = 1e-5"),
    ),
    random=(
        case(known("waves", np.array([0.4, -1.2, 2.0, 0.3]), 0.1), **NEAR, say="값 네 개, h = 0.1"),
        case(known("products", np.array([[1.5, -0.5, 2.0], [0.6, 1.1, -1.4]]), 0.1), **NEAR, say="shape (2, 3), h = 0.1"),
        case(known("bowl", np.array([30.0, -12.0, 5.0]), 1e-5), **NEAR, say="값 세 개, h = 1e-5"),
    ),
    invariants=(
        case(known("bowl", np.array([1.0, 3.0, -2.0]), 0.1), known("bowl", np.array([2.0, 6.0, -4.0]), 0.1), **NEAR,
             props=(Prop("scaled", {"a": 0, "b": 1, "factor": 2.0}),), say="이차 함수에서 x를 두 배 하면 기울기도 두 배"),
    ),
    edges=(
        case(known("bowl", np.array(1.5), 0.1), **NEAR, say="0차원 배열"),
        case(known("waves", np.array([[0.5, 1.0], [-1.0, 2.0]]), 1e-5), **NEAR, say="shape (2, 2)"),
        case(known("waves", np.array([1, 2, 3]), 0.1), **NEAR, say="정수 배열"),
        case(known("waves", np.array([1, 2, 3]), 1e-5), **NEAR, say="정수 배열, h = 1e-5"),
        bad(known("bowl", np.array([1.0, 2.0]), 0.0), ("h",), "h가 0이면 ValueError"),
        bad(known("bowl", np.array([1.0, 2.0]), -0.1), ("h",), "h가 음수이면 ValueError"),
    ),
    effects=(
        case(known("waves", np.array([0.5, -1.0]), 0.1), known("waves", np.array([2.0, 1.0]), 0.1), look=EFFECTS, **NEAR,
             say="x는 그대로, 결과는 새 배열"),
        case(known("waves", Layout(np.array([0.5, -1.0]), "readonly"), 0.1), look=EFFECTS, **NEAR, say="읽기 전용 배열"),
    ),
    hints=(
        "좌표 하나를 조금 올리고 조금 내렸을 때 f가 얼마나 달라지는지 재면 그 좌표의 기울기예요. 하나를 잰 다음, 다음 좌표로 가기 전에 무엇을 해야 할까요?",
        r"$$g_i \approx \frac{f(x + h\,e_i) - f(x - h\,e_i)}{2h}$$ `np.ndindex(x.shape)`로 좌표를 하나씩 돌아요. `np.array(x, dtype=np.float64)`로 만든 복사본에서 그 자리만 `+h`, `-h`로 바꾸고, 다 쟀으면 "
        "되돌려 놓으세요. 결과는 x와 shape가 같은 배열에 담아요. 맨 앞에서 `h <= 0`이면 `ValueError`예요.",
        "grad[i] = (above - f(at)) / ____      # at[i]를 kept − h로 바꾼 다음",
    ),
)

TRAIN = Check(
    "train",
    ("X", "y", "params", "lr", "epochs"),
    example=(case(trained(HAND_X, HAND_Y, HAND, lr=1.0, epochs=1), say="3절에서 한 걸음: lr = 1"),),
    random=(
        case(trained(*P743, lr=0.7, epochs=1), say="m = 7, n = 4, H = 5, k = 3, 1에포크"),
        case(trained(*P521, lr=1.5, epochs=3), say="m = 5, n = 3, H = 2, k = 1, 3에포크"),
        case(trained(*P233, lr=2.0, epochs=40), say="H = k = 3, 40에포크"),
    ),
    invariants=(
        case(trained(P521[0], np.full((5, 1), 0.5), tuple(0.0 * p for p in P521[2]), lr=0.9, epochs=4), say="오차가 0이면 아무것도 움직이지 않음"),
    ),
    edges=(
        case(trained(*P521, epochs=0), say="epochs = 0이면 params의 복사본과 빈 losses"),
        case(trained(*P521, epochs=4), say="lr을 주지 않으면 0.5"),
        case(trained(P641[0], P641[1], list(P641[2]), lr=0.8, epochs=2), say="params가 리스트"),
        case(trained(*NARROW, lr=0.5, epochs=2), say="작은 정수형(uint8, int8) 배열"),
        bad(trained(P521[0], P521[1][:, 0], P521[2], epochs=2), BLAME, "y가 (m,)이면 ValueError"),
        bad(trained(P521[0], P521[1][:1], P521[2], epochs=2), BLAME, "y가 (1, k)이면 ValueError"),
        bad(trained(P521[0], P521[1][:1], P521[2], epochs=0), BLAME, "epochs = 0이어도 y가 (1, k)이면 ValueError"),
        bad(trained(P521[0], P521[1][:, 0], P521[2], epochs=0), BLAME, "epochs = 0이어도 y가 (m,)이면 ValueError"),
    ),
    effects=(
        case(trained(*SMALL, lr=0.9, epochs=3), trained(-SMALL[0], *SMALL[1:], lr=0.9, epochs=3), look=EFFECTS,
             say="인자는 그대로, 결과는 새 배열"),
        case(trained(*SMALL, epochs=0), look=EFFECTS, say="epochs = 0이어도 새 배열"),
        case(trained(SMALL[0], SMALL[1], [Layout(p, "readonly") for p in SMALL[2]], lr=0.9, epochs=2), look=EFFECTS, say="읽기 전용 배열"),
    ),
    hints=(
        "한 에포크에 해야 할 일은 셋이에요. 지금의 손실을 적고, 기울기를 구하고, 네 배열을 움직여요. 넷을 하나씩 움직이면서 기울기를 구하면 무엇이 어긋날까요?",
        r"$$p \leftarrow p - \mathrm{lr} \cdot \frac{\partial L}{\partial p}, \qquad p = W_1, b_1, W_2, b_2$$ 시작할 때 `params`를 float64로 복사하고 `np.shape(y)`를 `(m, k)`와 비교하세요(epochs가 0이어도). 에포크마다 `half_mse`로 손실을 "
        "담은 다음 `backward`를 한 번만 불러, 그 네 기울기로 새 튜플을 만드세요.",
        "params = tuple(____ for p, g in zip(params, grads))",
    ),
)

CHAIN = [("*", 0, 1), ("+", 3, 2), ("sigmoid", 4, 4)]  # sigmoid(x w + b)
TAPE = Check(
    "tape_gradient",
    ("inputs", "tape"),
    example=(
        case(Call("tape_gradient", [3.0], [("*", 0, 0)]), say="x · x를 x = 3에서"),
        case(Call("tape_gradient", [2.0, -1.0, 0.5], CHAIN), say="sigmoid(x · w + b)"),
    ),
    random=(
        case(Call("tape_gradient", [1.5, -2.0, 0.7], [("*", 0, 1), ("+", 3, 0), ("*", 4, 2), ("sigmoid", 5, 0), ("*", 6, 1)]), say="x가 두 번, w가 두 번 쓰이는 계산"),
        case(Call("tape_gradient", [0.4, 1.1], [("+", 0, 1), ("*", 2, 2), ("*", 3, 0), ("sigmoid", 4, 1), ("+", 5, 3)]), say="중간 값이 여러 번 쓰이는 계산"),
    ),
    edges=(
        case(Call("tape_gradient", [2.0, 5.0], [("+", 0, 0), ("*", 2, 2)]), say="쓰이지 않은 입력의 기울기는 0"),
        case(Call("tape_gradient", [2.0, 5.0], [("+", 0, 1), ("*", 2, 2)]), Call("tape_gradient", [2.0, 5.0], [("+", 0, 1), ("*", 2, 2)]),
             say="같은 것을 두 번 불러도 두 배가 되지 않음"),
    ),
    effects=(case(Call("tape_gradient", [2.0, -1.0, 0.5], CHAIN), look="pure", say="inputs와 tape는 그대로"),),
    hints=(
        "마지막 값을 자기 자신으로 미분하면 1이에요. 거기에서 시작해 연산을 하나씩 거슬러 가면, 그 연산이 읽은 두 값에는 얼마씩 보내야 할까요? 같은 값이 두 번 읽혔다면요?",
        "값마다 기울기를 하나씩, 0으로 채운 배열 `grads`에 모아요. `tape[t]`의 결과는 `values[len(inputs) + t]`에 있어요. 끝에서부터 `+`이면 두 곳에 그대로, `*`이면 상대의 값을 곱해서, `sigmoid`이면 "
        "`sigmoid_derivative`에 결과 값을 넣어 곱해서 `+=`로 보내세요.",
        "grads[i] += grads[at] * ____      # \"*\"일 때",
    ),
)

CHECKS = (SLOPE, FORWARD, LOSS, BACKWARD, NUMERIC, TRAIN)
DISCOVERIES = (TAPE,)

QUIZ = (
    Question(
        "역전파를 썼더니 db2의 shape가 ()입니다. b2의 shape는 (k,)이고 delta2의 shape는 (m, k)입니다. 무엇을 잊었나요?",
        (
            Option("delta2를 m으로 나누는 것", "나누기는 값의 크기를 바꿀 뿐 shape를 바꾸지 않아요."),
            Option("delta2를 전치하는 것", "전치한 (k, m)을 모두 더해도 수 하나예요. 어느 축으로 더하는지가 문제예요."),
            Option("np.sum에 axis=0을 주는 것", "axis를 주지 않으면 샘플뿐 아니라 출력까지 더해 수 하나가 돼요. 그대로 b2에서 빼면 브로드캐스팅되어 오류도 나지 않아요.", right=True),
            Option("시그모이드의 미분값을 곱하는 것", "잊으면 값이 틀리지만, 원소끼리의 곱이라 shape는 그대로예요."),
        ),
    ),
    Question(
        "W1과 b1은 난수로 채우고 W2와 b2만 0으로 두고 XOR를 학습시킵니다. W1은 어떻게 움직이나요?",
        (
            Option("첫 에포크에는 움직이지 않고, 둘째 에포크부터 움직인다.", "첫 에포크에는 W2가 0이라 δ₁도 0이에요. 하지만 샘플마다 hidden이 달라 네 샘플의 몫이 다 지워지지 않으니 W2의 기울기는 0이 아니고, W2가 움직인 다음부터는 은닉층에도 기울기가 가요.", right=True),
            Option("첫 에포크부터 움직인다.", "δ₁은 δ₂에 W2의 전치를 곱한 것이에요. W2가 0인 첫 에포크에는 δ₁도 0이에요."),
            Option("끝까지 움직이지 않는다.", "W1까지 모두 0일 때의 이야기예요. 여기에서는 샘플마다 hidden이 달라 W2가 먼저 움직이고, 그러면 길이 열려요."),
            Option("모든 열이 똑같이 움직인다.", "W1의 열이 처음부터 서로 다르니 대칭은 이미 깨져 있어요."),
        ),
    ),
    Question(
        "양쪽 차분의 h를 1e-8에서 1e-9로 줄였더니 오차가 오히려 열 배쯤 커졌습니다. 무엇 때문인가요?",
        (
            Option("곡선을 직선으로 본 근사가 나빠져서", "근사의 오차는 h²에 비례하니 h를 줄이면 작아져요."),
            Option("양쪽 차분이 한쪽 차분과 같아져서", "h가 아무리 작아도 양쪽으로 움직여요. 두 차분 모두 여기에서는 같은 이유로 나빠져요."),
            Option("반올림 오차를 열 배 작은 수로 나누어서", "거의 같은 두 수를 뺀 반올림 오차는 그대로인데 나누는 2h가 작아졌어요. 그래서 1e-5쯤이 좋아요.", right=True),
            Option("h가 float64로 나타낼 수 없을 만큼 작아서", "float64는 1e-300쯤도 나타내요. h가 작은 것이 아니라 x + h와 x − h의 차이에 남는 자리가 적은 것이 문제예요."),
        ),
    ),
    Question(
        "k = 3인 신경망의 기울기 확인에서 W1과 b1만 상대 오차가 0.1이 넘고, W2와 b2는 1e-6보다 작습니다. 어느 실수일까요?",
        (
            Option("backward가 1/m을 곱하지 않았다.", "1/m은 δ₂에 들어 있어 잊으면 네 줄이 모두 어긋나요."),
            Option("은닉층의 δ에 시그모이드의 미분값을 곱하지 않았다.", "δ₁을 지나는 W1과 b1만 어긋나요. 어느 줄이 틀렸는지가 어디를 지나다 틀렸는지를 알려 줘요.", right=True),
            Option("출력층의 δ에 시그모이드의 미분값을 곱하지 않았다.", "δ₁도 δ₂에서 나오니 네 줄이 모두 어긋나요."),
            Option("편향의 기울기를 더할 때 axis=0을 잊었다.", "그러면 b1과 b2가 어긋나고 W1은 멀쩡해요."),
        ),
    ),
)


#: The widget's networks: learning rate, epochs, hidden units, seeds.
RATE, LAST, WIDEST, SEEDS = 2.0, 3000, 6, 10


def widget_values(reference: dict[str, Any]) -> dict[str, Any]:
    """Losses of XOR's networks at some epochs, (hidden units, seeds, epochs): all seeds of a size learn side by side."""
    X, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[0.0], [1.0], [1.0], [0.0]])
    epochs = np.unique(np.concatenate([np.arange(0, 40, 4), np.arange(40, 100, 20), np.arange(100, LAST + 1, 100)]))
    sigmoid, slope = reference["sigmoid"], reference["sigmoid_derivative"]
    table = np.zeros((WIDEST, SEEDS, len(epochs)))
    for H in range(1, WIDEST + 1):
        starts = [reference["init_params"](2, H, 1, np.random.default_rng(seed)) for seed in range(SEEDS)]
        W1, b1, W2, b2 = (np.stack(arrays) for arrays in zip(*starts, strict=True))
        b1, b2 = b1[:, None], b2[:, None]
        for epoch in range(LAST + 1):
            hidden = sigmoid(X @ W1 + b1)
            output = sigmoid(hidden @ W2 + b2)
            if epoch in epochs:
                table[H - 1, :, np.searchsorted(epochs, epoch)] = np.sum((output - y) ** 2, axis=(1, 2)) / 8.0
            delta2 = (output - y) * slope(output) / 4.0
            delta1 = delta2 @ W2.transpose(0, 2, 1) * slope(hidden)
            W2, b2 = W2 - RATE * hidden.transpose(0, 2, 1) @ delta2, b2 - RATE * delta2.sum(axis=1, keepdims=True)
            W1, b1 = W1 - RATE * X.T @ delta1, b1 - RATE * delta1.sum(axis=1, keepdims=True)
    return {"losses": np.round(table, 5), "epochs": epochs}
