"""What the notebook of unit 15 checks and says: visible cases, hints, quiz.

A model is made by the first step and handed on (`Ref`); the lesson's given functions turn it to and from arrays.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, Ref, case

SINGLE: dict[str, Any] = {"rtol": 1e-4, "atol": 1e-5, "loose": True}
#: float32 is told by the one case that is about digits.
ROUGH: dict[str, Any] = {"rtol": 1e-4, "atol": 1e-5}
EFFECTS = "pure fresh quiet"

# The numbers of block 3.
HAND_X = np.array([[1.0, 2.0], [3.0, 1.0], [0.0, 1.0]])
HAND_Y = np.array([2.0, 2.0, 2.0])
HAND_W = np.array([1.0, -1.0])
HAND_NET = {
    "fc1.weight": np.array([[1.0, -1.0], [-1.0, 1.0], [1.0, 1.0]]), "fc1.bias": np.array([0.0, 0.0, -1.0]),
    "fc2.weight": np.array([[1.0, 5.0, 1.0], [2.0, 1.0, -1.0]]), "fc2.bias": np.array([0.0, 1.0]),
}  # fmt: skip


def rounded(seed: int, *shape: int, scale: float = 1.0) -> Any:
    """Numbers that are easy to read."""
    return np.round(np.random.default_rng(seed).normal(scale=scale, size=shape), 2)


def table(seed: int, m: int, n: int) -> tuple[Any, Any, Any, float]:
    """X (m, n), y (m,), w (n,), b."""
    return rounded(seed, m, n), rounded(seed + 50, m, scale=2.0), rounded(seed + 90, n), float(rounded(seed + 20, 1)[0])


def no_target(y: Any, say: str, at: int = 3) -> Case:
    """The target must be refused."""
    X, _, w, b = table(at, 4, 3)
    return case(Call("autograd_gradient", X, y, w, b), look="message", blame=("y", "X"), say=say)


FAR_X, FAR_Y = np.array([[20_000.0, 1.0], [30_000.0, -2.0], [-10_000.0, 0.5]]), np.array([20_000.01, 30_000.02, -9_999.97])
T53, T34, T44 = table(1, 5, 3), table(2, 3, 4), table(4, 4, 4)

GRADIENT = Check(
    "autograd_gradient",
    ("X", "y", "w", "b"),
    example=(case(Call("autograd_gradient", HAND_X, HAND_Y, HAND_W, 1.0), sizes={"m": 3, "n": 2}, say="3절의 샘플 세 개", **ROUGH),),
    random=(
        case(Call("autograd_gradient", *T53), sizes={"m": 5, "n": 3}, say="샘플 5개, 특성 3개", **ROUGH),
        case(Call("autograd_gradient", *T34), sizes={"m": 3, "n": 4}, say="샘플 3개, 특성 4개", **ROUGH),
        case(Call("autograd_gradient", *T44), say="샘플과 특성이 4개씩", **ROUGH),
    ),
    invariants=(
        case(Call("autograd_gradient", *T53), Call("autograd_gradient", *T53), say="두 번 불러도 같은 기울기",
             props=(Prop("equal", {"a": 0, "b": 1}),), **ROUGH),
        case(Call("autograd_gradient", HAND_X, HAND_X @ HAND_W + 1.0, HAND_W, 1.0), atol=1e-9, say="정답을 모두 맞히면 손실도 기울기도 0"),
    ),
    edges=(
        case(Call("autograd_gradient", *table(5, 1, 3)), say="샘플이 하나", **ROUGH),
        case(Call("autograd_gradient", FAR_X, FAR_Y, np.array([1.0, 0.0]), 0.0), rtol=1e-5, say="예측은 크고 차이는 작은 경우"),
        case(Call("autograd_gradient", np.array([[1, 2], [3, 4], [5, 7]]), np.array([1, 0, 2]), np.array([2, -1]), 1), say="모두 정수", **ROUGH),
        case(Call("autograd_gradient", *(Layout(a, "negative") for a in T53[:3]), 0.5), say="거꾸로 읽는 배열", **ROUGH),
        no_target(rounded(7, 4, 1), "y가 (m, 1)이면 ValueError"),
        no_target(rounded(7, 1), "y가 (1,)이면 ValueError"),
        no_target(rounded(7, 5), "y가 하나 더 길면 ValueError"),
        case(Call("autograd_gradient", T53[0][:1], T53[1], *T53[2:]), look="message", blame=("y", "X"), say="X는 한 행인데 y는 다섯이면 ValueError"),
    ),
    effects=(
        case(Call("autograd_gradient", *T53), Call("autograd_gradient", *T34), look=EFFECTS, say="인자는 그대로, 결과는 새 배열", **ROUGH),
        case(Call("autograd_gradient", *(Layout(a, "readonly") for a in T53[:3]), 0.5), look=EFFECTS, say="읽기 전용 배열", **ROUGH),
    ),
    hints=(
        "2절에서 backward()가 기울기를 어디에 적어 준다고 했나요? 적히려면 그 텐서는 처음에 어떤 표시를 하고 만들어야 할까요? X와 y도 그래야 할까요?",
        r"$$L = \frac{1}{m} \sum_i (x_i \cdot w + b - y_i)^2$$ 예측 `X @ w + b`는 `(m,)`, `loss`는 0차원이에요. `w`와 `b`만 `requires_grad`를 켜고, `loss.backward()` 뒤에 `w.grad` `(n,)`과 "
        "`b.grad`를 읽으세요. `torch.tensor(np.array(a, dtype=np.float64))`로 바꾸면 정수도, 거꾸로 읽는 배열도 괜찮아요. 꺼낼 때는 `.item()`과 `.numpy()`예요.",
        "w = torch.tensor(np.array(w, dtype=np.float64), requires_grad=____)\nloss = torch.mean((____) ** 2)\nloss.____()",
    ),
)  # fmt: skip

LINE_X, LINE_Y = np.array([[1.0], [2.0], [4.0], [5.0]]), np.array([[3.0], [5.5], [9.0], [12.0]])


def bad_line(y: Any, say: str, **options: Any) -> Case:
    """x and y must be refused."""
    return case(Call("fit_linear", LINE_X, y, **options), look="message", blame=("x", "y"), say=say, **SINGLE)


FIT = Check(
    "fit_linear",
    ("x", "y", "lr", "epochs"),
    example=(
        case(Call("fit_linear", np.array([[1.0], [2.0]]), np.array([[2.0], [3.0]]), lr=0.1, epochs=1), say="3절의 한 걸음", **SINGLE),
        case(Call("fit_linear", LINE_X, LINE_Y, lr=0.05, epochs=0), say="epochs=0이면 아무것도 하지 않음", **SINGLE),
    ),
    random=(
        case(Call("fit_linear", LINE_X, LINE_Y, lr=0.05, epochs=5), sizes={"m": 4}, say="샘플 4개, 다섯 걸음", **SINGLE),
        case(Call("fit_linear", rounded(11, 7, 1), rounded(12, 7, 1), lr=0.1, epochs=12), say="샘플 7개, 열두 걸음", **SINGLE),
        case(Call("fit_linear", LINE_X, LINE_Y), say="기본값: lr 0.01로 100걸음", **SINGLE),
    ),
    edges=(
        case(Call("fit_linear", LINE_X[:1], LINE_Y[:1], lr=0.05, epochs=3), say="샘플이 하나", **SINGLE),
        case(Call("fit_linear", np.array([[1], [2], [4]]), np.array([[2], [3], [7]], dtype=np.int32), lr=0.03, epochs=3), say="정수 배열", **SINGLE),
        bad_line(LINE_Y[:, 0], "y가 (m,)이면 ValueError", lr=0.05, epochs=2),
        bad_line(LINE_Y.T, "y가 (1, m)이면 ValueError", lr=0.05, epochs=2),
        bad_line(LINE_Y[:1], "y가 한 개뿐이면 ValueError", lr=0.05, epochs=2),
    ),
    effects=(
        case(Call("fit_linear", LINE_X, LINE_Y, lr=0.02, epochs=3), Call("fit_linear", LINE_X, LINE_Y, lr=0.02, epochs=3),
             look=EFFECTS, say="인자와 NumPy의 전역 난수는 그대로", **SINGLE),
    ),
    hints=(
        "되풀이하는 다섯 줄의 순서를 2절에서 찾아 적어 보세요. 손실을 적는 것은 그 가운데 어디인가요? 그리고 nn.Linear(1, 1)은 어떤 값에서 출발하나요?",
        "`x`와 `y`는 `tensor(…)`로 `(m, 1)`인 채 바꾸세요. `put_weights`에 `weight`와 `bias`를 0으로 담은 dict를 주면 0에서 출발해요. 되풀이할 것은 "
        "`zero_grad` → 손실 → `backward` → `step`이고, `nn.MSELoss()(예측, 정답)`이 손실이에요. 손실은 `.item()`으로 꺼내 담으세요.",
        "for _ in range(epochs):\n    optimizer.____()\n    loss = nn.MSELoss()(____, ____)\n    ____\n    ____\n    losses.append(loss.____())",
    ),
)  # fmt: skip


def network(sizes: tuple[int, int, int], weights: Any, *more: Any, say: str) -> Case:
    """A network with given weights and further steps."""
    return case(Call("NeuralNetwork", *sizes), Call("put_weights", Ref(0), weights), *more, skip=(0, 1), say=say, **SINGLE)


NETWORK = Check(
    "NeuralNetwork",
    ("input_size", "hidden_size", "output_size"),
    methods={"forward": ("x",)},
    example=(
        case(
            Call("NeuralNetwork", 2, 3, 2), Call("output", Ref(0), np.array([[2.0, 1.0]])), Call("output", Ref(0), np.array([[2.0, 1.0]])),
            compare=False, props=(Prop("equal", {"a": 1, "b": 2}, "made_in_forward"),), say="같은 입력을 두 번 넣으면 같은 출력",
        ),
        case(Call("NeuralNetwork", 2, 3, 2), Call("shapes", Ref(0)), skip=(0,), say="NeuralNetwork(2, 3, 2)의 파라미터와 shape"),
        # A layer too many has weights of a seed, too.
        case(
            Call("NeuralNetwork", 2, 3, 2), Call("put_weights", Ref(0), 1), Call("put_weights", Ref(1), HAND_NET),
            Call("output", Ref(2), np.array([[2.0, 1.0]])), skip=(0, 1, 2), say="3절의 가중치를 넣고 output(model, [[2, 1]])", **SINGLE,
        ),
    ),
    random=(
        network((3, 5, 2), 1, Call("output", Ref(1), rounded(13, 4, 3)), say="NeuralNetwork(3, 5, 2)에 정한 가중치를 넣고 output(model, X)"),
        network((2, 6, 1), 2, Call("output", Ref(1), rounded(14, 6, 2)), say="출력이 하나인 NeuralNetwork(2, 6, 1)"),
        network((4, 4, 4), 3, Call("output", Ref(1), rounded(15, 3, 4)), say="모두 4인 NeuralNetwork(4, 4, 4)"),
    ),
    invariants=(
        network((3, 5, 2), 4, Call("output", Ref(1), rounded(16, 4, 3)), Call("set_mode", Ref(1), False), Call("output", Ref(1), rounded(16, 4, 3)),
                say="훈련 모드와 추론 모드의 결과가 같음"),
        network((3, 5, 2), 5, Call("gradients", Ref(1), rounded(17, 4, 3)), say="gradients(model, X): 네 파라미터에 모두 기울기가 닿음"),
    ),
    edges=(
        network((3, 4, 2), 6, Call("output", Ref(1), rounded(18, 1, 3)), say="샘플이 하나"),
        network((1, 1, 1), 7, Call("output", Ref(1), rounded(19, 5, 1)), say="모두 하나씩"),
    ),
    effects=(
        case(Call("NeuralNetwork", 3, 5, 2), Call("NeuralNetwork", 3, 5, 2), Call("put_weights", Ref(0), 8), Call("put_weights", Ref(1), 9),
             Call("output", Ref(2), rounded(20, 2, 3)), Call("output", Ref(3), rounded(20, 2, 3)), skip=(0, 1, 2, 3),
             say="두 객체의 가중치는 서로 다름", **SINGLE),
    ),
    hints=(
        "층은 몇 번 만들어져야 하나요? forward는 부를 때마다 실행돼요. 그러면 층을 만드는 줄은 어디에 있어야 할까요? 마지막 층 뒤에는 무엇이 와야 할까요, 오지 말아야 할까요?",
        r"$$\text{로짓} = W_2\,\mathrm{relu}(W_1 x + b_1) + b_2$$ `nn.Linear(들어오는 수, 나가는 수)`를 `self.fc1`과 `self.fc2`에 담으세요. 그보다 먼저 `super().__init__()`이 있어야 해요. "
        "`forward`의 `x`는 `(N, input_size)`, 결과는 `(N, output_size)`예요. ReLU는 `torch.relu`예요.",
        "super().____()\nself.fc1 = nn.Linear(____, ____)\nself.fc2 = nn.Linear(____, ____)\n…\nreturn self.fc2(____(self.fc1(x)))",
    ),
)  # fmt: skip


def pairs(seed: int, sizes: tuple[int, ...], outputs: int = 1, kind: str = "mse") -> list[tuple[Any, Any]]:
    """Batches for a toy model."""
    found = []
    for at, rows in enumerate(sizes):
        X = rounded(seed + at, rows, 3, scale=1.0 + at)
        y = rounded(seed + 30 + at, rows, outputs) + at
        if kind == "bce":
            y = (y > at).astype(float)
        if kind == "ce":
            y = np.eye(outputs)[np.argmax(y, axis=1)]
        found.append((X, y))
    return found


def epoch(
    seed: int, sizes: tuple[int, ...], say: str, *, toy: str = "plain", kind: str = "mse", outputs: int = 1, lr: float = 0.2,
    before: tuple[Any, ...] = (), given: Any = None, epochs: int = 1,
) -> Case:  # fmt: skip
    """An epoch on a toy model: the loss, and the weights afterwards."""
    steps = [Call("toy_model", toy, outputs), Call("put_weights", Ref(0), seed), Call("make_batches", pairs(seed, sizes, outputs, kind)),
             Call("make_criterion", kind), Call("make_sgd", Ref(0), lr), *before]  # fmt: skip
    made = range(len(steps))
    for _ in range(epochs):
        steps += [Call("train_epoch", Ref(0), given or Ref(2), Ref(3), Ref(4)), Call("get_weights", Ref(0))]
    return case(*steps, skip=made, say=say, **SINGLE)


TRAIN = Check(
    "train_epoch",
    ("model", "batches", "criterion", "optimizer"),
    example=(
        epoch(1, (8, 8, 3), "크기 8, 8, 3인 배치로 한 에포크: 손실과 그 뒤의 가중치"),
        epoch(2, (4,), "배치 하나", outputs=2),
    ),
    random=(
        epoch(3, (5, 2, 7), "BCEWithLogitsLoss로 한 에포크", kind="bce", lr=0.5),
        epoch(4, (6, 3), "CrossEntropyLoss로 한 에포크", kind="ce", outputs=3, lr=0.3),
        epoch(5, (4, 6), "두 에포크", kind="bce", epochs=2, lr=0.4),
    ),
    invariants=(
        epoch(6, (5, 3), "학습률이 0이면 가중치는 그대로", lr=0.0),
        epoch(7, (30, 1), "크기가 아주 다른 두 배치"),
    ),
    edges=(
        epoch(8, (4, 3), "전부터 기울기가 남아 있던 모델", before=(Call("fill_grads", Ref(0), 4.0),)),
        epoch(9, (5, 4), "추론 모드로 남아 있던 배치 정규화 모델", toy="batchnorm", before=(Call("set_mode", Ref(0), False),)),
        epoch(13, (5, 4), "훈련 모드인 배치 정규화 모델", toy="batchnorm"),
        epoch(10, (5, 4), "추론 모드로 남아 있던 드롭아웃 모델", toy="dropout", before=(Call("set_mode", Ref(0), False),)),
        epoch(11, (4, 2, 3), "배치가 제너레이터", before=(Call("stream", Ref(2)),), given=Ref(5)),
        case(Call("toy_model", "plain"), Call("make_batches", []), Call("make_criterion", "mse"), Call("make_sgd", Ref(0), 0.1),
             Call("train_epoch", Ref(0), Ref(1), Ref(2), Ref(3)), skip=(0, 1, 2, 3), look="message", blame=("batches",), say="배치가 없으면 ValueError"),
    ),
    effects=(
        case(Call("toy_model", "plain"), Call("put_weights", Ref(0), 12), Call("make_batches", pairs(12, (3, 2))), Call("make_criterion", "mse"),
             Call("make_sgd", Ref(0), 0.1), Call("train_epoch", Ref(0), Ref(2), Ref(3), Ref(4)), skip=(0, 1, 2, 3, 4), look="quiet",
             say="NumPy의 전역 난수는 그대로", **SINGLE),
    ),
    hints=(
        "fit_linear의 다섯 줄 가운데 무엇이 그대로이고 무엇이 달라지나요? 배치가 8, 8, 3개일 때 세 평균을 그냥 평균하면 마지막 세 샘플은 다른 샘플보다 얼마나 무겁게 세어지나요?",
        r"$$\text{에포크의 손실} = \frac{\sum_b N_b L_b}{\sum_b N_b}$$ $L_b$는 `criterion(model(X), y)`이고, 갱신하기 전의 값이에요. $N_b$는 `len(X)`예요. 반복문에 들어가기 전에 `model.train()`을, 배치마다 "
        "`backward()` 앞에서 `optimizer.zero_grad()`를 부르세요. `batches`는 `for`로 한 번만 도세요.",
        "model.____()\nfor X, y in batches:\n    optimizer.____()\n    loss = criterion(____, ____)\n    ____\n    ____\n    total += loss.item() * ____",
    ),
)  # fmt: skip


def labels(
    seed: int,
    toy: str,
    outputs: int,
    rows: int,
    say: str,
    *,
    before: tuple[Any, ...] = (),
    calls: int = 1,
    shape: tuple[int, ...] = (3,),
) -> Case:
    """Labels from a toy model, and its modes, parameters and buffers afterwards."""
    bias = np.linspace(0.2, -0.2, outputs)
    steps = [
        Call("toy_model", toy, outputs),
        Call("put_weights", Ref(0), seed),
        Call("put_weights", Ref(0), {"4.bias": bias}),
        *before,
    ]
    made = range(len(steps))
    for _ in range(calls):
        steps += [
            Call("predict", Ref(0), rounded(seed, rows, *shape, scale=2.0)),
            Call("modes", Ref(0)),
            Call("get_weights", Ref(0)),
        ]
    return case(*steps, skip=made, look="quiet", rtol=1e-4, atol=1e-5, say=say)


RUNNING = Call(
    "put_weights",
    Ref(0),
    {"2.running_mean": np.array([0.5, -1.0, 0.3, 1.2]), "2.running_var": np.array([0.5, 2.0, 1.0, 0.8])},
)
MIXED = {"": True, "0": True, "1": True, "2": False, "3": True, "4": True}
PLAIN = {"1.weight": np.zeros((4, 3)), "1.bias": np.zeros(4), "4.weight": np.zeros((1, 4))}


def constant(logit: float, say: str) -> Case:
    """A model whose logit is always the same."""
    return case(Call("toy_model", "plain"), Call("put_weights", Ref(0), {**PLAIN, "4.bias": np.array([logit])}),
                Call("predict", Ref(0), rounded(1, 3, 3)), skip=(0, 1), say=say)  # fmt: skip


PREDICT = Check(
    "predict",
    ("model", "X"),
    example=(
        constant(0.3, "로짓이 늘 0.3인 모델: 모두 1"),
        constant(-0.3, "로짓이 늘 −0.3인 모델: 모두 0"),
        constant(0.8, "로짓이 늘 0.8인 모델: 모두 1"),
    ),
    random=(
        labels(1, "plain", 1, 12, "출력이 한 열인 모델의 레이블, 그 뒤의 모드와 가중치"),
        labels(2, "plain", 3, 10, "클래스가 셋인 모델"),
        labels(3, "plain", 2, 10, "클래스가 둘인 모델"),
    ),
    edges=(
        labels(4, "dropout", 3, 8, "훈련 모드로 넘긴 드롭아웃 모델"),
        labels(5, "batchnorm", 3, 8, "훈련 모드로 넘긴 배치 정규화 모델, 두 번 부르기", before=(RUNNING,), calls=2),
        labels(6, "batchnorm", 1, 8, "추론 모드로 넘긴 모델은 추론 모드로 남음", before=(RUNNING, Call("set_mode", Ref(0), False))),
        labels(7, "batchnorm", 2, 8, "배치 정규화만 얼려 둔 모델", before=(RUNNING, Call("set_mode", Ref(0), MIXED))),
        labels(8, "plain", 3, 1, "샘플이 하나"),
        labels(9, "plain", 2, 6, "X의 shape가 (6, 1, 3)", shape=(1, 3)),
        case(Call("toy_model", "plain", 3), Call("put_weights", Ref(0), 10), Call("predict", Ref(0), np.array([[1, 0, 2], [0, 3, 1], [2, 2, 0]])),
             skip=(0, 1), say="정수 배열"),
    ),
    effects=(
        case(Call("toy_model", "plain", 3), Call("put_weights", Ref(0), 11), Call("predict", Ref(0), Layout(rounded(21, 5, 3), "readonly")),
             skip=(0, 1), look="fresh quiet", say="읽기 전용 배열"),
    ),
    hints=(
        "확률이 0.5보다 크다는 것을 로짓으로 말하면 무엇인가요? 그리고 훈련 모드로 받은 모델을 예측에 쓰고 나서 그대로 돌려주려면 무엇을 적어 두어야 할까요?",
        "`model.modules()`는 모델 자신과 그 안의 모든 모듈을 차례로 줘요. 모듈마다 `training`이 따로 있으니 `model.eval()` 전에 적어 두었다가 하나씩 되돌리세요. 순전파는 `with torch.no_grad():` 안에서, "
        "입력은 `tensor(X)`로. 로짓 `(N, 1)`이면 `> 0`, `(N, C)`이면 `argmax(axis=1)`이고 결과는 정수 `(N,)`이에요.",
        "before = [(module, module.____) for module in model.modules()]\nmodel.____()\nwith torch.____():\n    logits = model(____(X)).____()\n…",
    ),
)  # fmt: skip


def cnn(seed: int, *more: Any, say: str) -> Case:
    """The CNN with the weights of a seed, and further steps."""
    return case(Call("CNN"), Call("put_weights", Ref(0), seed), *more, skip=(0, 1), say=say, **SINGLE)


CORNER = np.zeros((2, 1, 8, 8))
CORNER[0, 0, 0, 0], CORNER[1, 0, 2:5, 6] = 4.0, 4.0

CONVOLUTION = Check(
    "CNN",
    (),
    methods={"forward": ("x",)},
    example=(case(Call("CNN"), Call("shapes", Ref(0)), skip=(0,), say="CNN()의 파라미터와 shape"),),
    random=(
        cnn(1, Call("output", Ref(1), rounded(22, 2, 1, 8, 8)), say="CNN()에 정한 가중치를 넣고 output(model, X), X는 (2, 1, 8, 8)"),
        cnn(2, Call("output", Ref(1), -rounded(23, 3, 1, 8, 8)), say="그림 세 장"),
        cnn(3, Call("output", Ref(1), CORNER), say="한 귀퉁이만 밝은 그림과 세로줄 하나인 그림"),
    ),
    invariants=(
        cnn(4, Call("gradients", Ref(1), rounded(24, 2, 1, 8, 8)), say="gradients(model, X): 여덟 파라미터에 모두 기울기가 닿음"),
        cnn(5, Call("output", Ref(1), rounded(25, 2, 1, 8, 8)), Call("set_mode", Ref(1), False), Call("output", Ref(1), rounded(25, 2, 1, 8, 8)),
            say="훈련 모드와 추론 모드의 결과가 같음"),
    ),
    edges=(
        cnn(6, Call("output", Ref(1), rounded(26, 1, 1, 8, 8)), say="그림 한 장"),
        cnn(7, Call("refuses", Ref(1), rounded(28, 2, 1, 12, 12)), say="12×12 그림 두 장을 넣으면 오류"),
        cnn(7, Call("refuses", Ref(1), rounded(27, 2, 1, 16, 16)), say="16×16 그림 두 장을 넣으면 오류(여덟 행이 나오면 안 됨)"),
    ),
    effects=(
        case(Call("CNN"), Call("CNN"), Call("put_weights", Ref(0), 8), Call("put_weights", Ref(1), 9), Call("output", Ref(2), CORNER),
             Call("output", Ref(3), CORNER), skip=(0, 1, 2, 3), say="두 객체의 가중치는 서로 다름", **SINGLE),
    ),
    hints=(
        "8×8 그림이 합성곱과 풀링을 지날 때마다 높이와 너비가 얼마가 되나요? 마지막에 채널이 64개라면 그림 하나를 폈을 때 수가 몇 개인가요?",
        "`nn.Conv2d(들어오는 채널, 나가는 채널, kernel_size=3, padding=1)`은 높이와 너비를 그대로 두고, `nn.MaxPool2d(2)`는 절반으로 줄여요. `(N, 1, 8, 8)` → `(N, 32, 4, 4)` → `(N, 64, 2, 2)` → `(N, 256)` → `(N, 128)` → "
        "`(N, 10)`. 펼 때는 배치의 축을 남기고 펴세요. 합성곱마다, 그리고 `fc1` 뒤에 ReLU예요.",
        "x = self.pool(____(self.conv1(x)))\nx = ____\nx = torch.flatten(x, ____)\nreturn self.fc2(torch.relu(____))",
    ),
)  # fmt: skip

CHECKS = (GRADIENT, FIT, NETWORK, TRAIN, PREDICT, CONVOLUTION)


def gradient_of(
    seed: int,
    sizes: tuple[int, ...],
    say: str,
    *,
    kind: str = "mse",
    outputs: int = 1,
    before: tuple[Any, ...] = (),
    calls: int = 1,
) -> Case:
    """The gradient of all samples' mean loss, from batches; the weights stay."""
    steps = [Call("toy_model", "plain", outputs), Call("put_weights", Ref(0), seed), Call("make_batches", pairs(seed, sizes, outputs, kind)),
             Call("make_criterion", kind), *before]  # fmt: skip
    made = range(len(steps))
    steps += [*[Call("whole_gradient", Ref(0), Ref(2), Ref(3))] * calls, Call("get_weights", Ref(0))]
    return case(*steps, skip=made, say=say, **SINGLE)


DISCOVERIES = (
    Check(
        "whole_gradient",
        ("model", "batches", "criterion"),
        example=(gradient_of(31, (8, 8, 5), "크기 8, 8, 5인 배치: 파라미터마다의 기울기"),),
        random=(
            gradient_of(32, (2, 7), "크기가 2, 7인 배치", kind="bce"),
            gradient_of(33, (4, 3, 1), "CrossEntropyLoss", kind="ce", outputs=3),
        ),
        edges=(
            gradient_of(34, (6,), "배치가 하나"),
            gradient_of(35, (5, 3), "전부터 기울기가 남아 있던 모델", before=(Call("fill_grads", Ref(0), 3.0),)),
        ),
        effects=(gradient_of(36, (4, 2), "두 번 불러도 같은 기울기", calls=2),),
        hints=(
            "샘플 21개의 평균 손실을 배치 세 개의 평균 손실로 적어 보세요. 배치마다 어떤 수가 곱해지나요?",
            r"$$L = \sum_b \frac{N_b}{N} L_b, \qquad N = \sum_b N_b$$ 기울기도 같은 식을 따라요. 배치의 손실에 $N_b/N$을 곱한 다음 `backward()`를 부르면 `.grad`에서 저절로 더해져요. "
            "`zero_grad()`는 언제 한 번 불러야 할까요? 결과는 `model.named_parameters()`를 돌며 `.grad`를 꺼내세요.",
            "model.zero_grad()\ncount = sum(len(X) for X, _ in batches)\nfor X, y in batches:\n    part = criterion(model(X), y) * ____ / ____\n    ____",
        ),
    ),
)  # fmt: skip

QUIZ = (
    Question(
        "`fit_linear`에서 `optimizer.zero_grad()`를 반복문 밖에서 한 번만 불렀습니다. 무엇이 달라지나요?",
        (
            Option(
                "아무것도 달라지지 않는다. `step()`이 기울기를 비운다.",
                "`step()`은 `.grad`를 읽기만 해요. 비우는 것은 `zero_grad()`뿐이에요.",
            ),
            Option(
                "둘째 에포크의 `backward()`에서 오류가 난다.",
                "순전파부터 다시 계산하니 오류는 나지 않아요. 한 번 역전파한 손실을 다시 역전파할 때만 오류가 나요.",
            ),
            Option(
                "첫 걸음은 같고, 둘째 걸음부터 지난 기울기가 더해진 것으로 움직인다.",
                "`backward()`가 `.grad`에 더하기 때문이에요. 3절의 예라면 둘째 걸음이 지난 기울기 −8까지 더해 움직여요. 처음에는 오히려 빨리 내려가다가 출렁여요.",
                right=True,
            ),
            Option("학습률이 반으로 줄어든 것과 같다.", "걸음이 작아지지 않아요. 지난 기울기가 모두 더해져 오히려 커져요."),
        ),
    ),
    Question(
        "클래스가 열 개인 모델을 `nn.CrossEntropyLoss`로 학습시킵니다. 모델의 마지막은 무엇이어야 하나요?",
        (
            Option(
                "소프트맥스",
                "두 번 거치게 돼요. 정답을 완벽하게 맞혀도 손실이 [1.46](=double_softmax.floor) 아래로 내려가지 않고 기울기도 작아져요.",
            ),
            Option(
                "`nn.Linear`의 결과 그대로",
                "`CrossEntropyLoss`가 로짓을 받아 그 안에서 로그 소프트맥스를 계산해요.",
                right=True,
            ),
            Option("ReLU", "음수인 로짓이 모두 0이 되어, 아니라고 확신하는 정도를 말할 수 없어요."),
            Option(
                "argmax",
                "PyTorch의 argmax는 정수를 내고 계산 그래프를 잇지 않아, 학습하려고 하면 오류가 나요. 예측할 때만 써요.",
            ),
        ),
    ),
    Question(
        "배치의 크기가 64, 64, 2이고 평균 손실이 0.2, 0.4, 3.0입니다. 에포크의 손실로 알맞은 것은?",
        (
            Option(
                "[3.0](=quiz_epoch.last), 마지막 배치의 손실",
                "마지막 두 샘플만 말하고 나머지 128개를 버려요. 예제 코드가 흔히 이것을 출력해요.",
            ),
            Option("[1.2](=quiz_epoch.of_means), 세 평균의 평균", "샘플 두 개가 64개와 똑같이 세어져요."),
            Option(
                "[3.6](=quiz_epoch.sum), 세 평균의 합",
                "배치가 늘어날수록 커져요. 샘플마다 똑같이 배우고 있어도 데이터가 두 배면 손실도 두 배가 돼요.",
            ),
            Option(
                "[0.34](=quiz_epoch.right), 크기로 가중한 평균",
                "(64 × 0.2 + 64 × 0.4 + 2 × 3) / 130이에요. 모든 샘플이 똑같이 세어져요.",
                right=True,
            ),
        ),
    ),
    Question(
        "드롭아웃과 배치 정규화가 있는 모델을 `with torch.no_grad():` 안에서 그냥 불렀습니다. 훈련 모드였다면 무슨 일이 생기나요?",
        (
            Option("추론 모드로 부른 것과 같다.", "`no_grad`는 계산 그래프를 기록하지 않을 뿐 모드를 바꾸지 않아요."),
            Option(
                "드롭아웃은 꺼지고 배치 정규화만 배치의 통계를 쓴다.",
                "둘 다 `training`을 보고 정해요. 둘 다 훈련하듯 움직여요.",
            ),
            Option(
                "드롭아웃이 켜져 있고, 배치 정규화는 배치의 통계를 쓰면서 이동 평균까지 바꾼다.",
                "이동 평균은 기울기로 배우는 것이 아니라서 `no_grad`가 막지 못해요. 예측하기만 했는데 모델이 달라져요.",
                right=True,
            ),
            Option("훈련 모드에서는 `no_grad`를 쓸 수 없어 오류가 난다.", "오류 없이 계산돼요. 그래서 알아채기 어려워요."),
        ),
    ),
)
