"""What the notebook of unit 16 checks and says: visible cases, hints, quiz.

A model is made by the first step and handed on (`Ref`); the lesson's given functions turn it to and from arrays.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, Ref, case

SINGLE: dict[str, Any] = {"rtol": 1e-4, "atol": 1e-5, "loose": True}

# The numbers of block 3.
HAND_X = np.array([[2.0, 1.0]])
HAND_LAYER = [np.array([[1.0, 0.0, -1.0], [1.0, 2.0, 1.0]]), np.array([0.0, 1.0, 0.0])]
HAND_MODEL = [np.array([[1.0, -2.0], [1.0, 1.0]]), np.array([0.0, 1.0]), np.array([[2.0], [3.0]]), np.array([-1.0])]
HAND_COURSE = [5.0, 4.0, 3.0, 3.5, 3.2, 3.1, 2.0, 1.0]


def rounded(seed: int, *shape: int, scale: float = 1.0) -> Any:
    """Numbers that are easy to read."""
    return np.round(np.random.default_rng(seed).normal(scale=scale, size=shape), 2)


def dense(units: int, n: int, weights: Any, *more: Any, say: str) -> Case:
    """A layer that was called once, with weights put in, and further steps."""
    steps = (Call("MyDense", units), Call("called", Ref(0), n), Call("put_weights", Ref(0), weights))
    return case(*steps, *more, skip=(0, 1, 2), say=say, **SINGLE)


LOOK = Call("output", Ref(0), rounded(1, 3, 4))

DENSE = Check(
    "MyDense",
    ("units",),
    methods={"build": ("input_shape",)},  # Keras passes x by its place: any name will do
    example=(
        case(Call("MyDense", 3), LOOK, LOOK, compare=False, props=(Prop("equal", {"a": 1, "b": 2}, "made_in_call"),), say="같은 입력을 두 번 넣으면 같은 출력"),
        case(Call("MyDense", 3), Call("anatomy", Ref(0)), Call("called", Ref(0), 4), Call("anatomy", Ref(0)), skip=(0, 2),
             say="MyDense(3)의 anatomy: 부르기 전에는 비어 있고, 부른 뒤에는 (4, 3)인 w와 0으로 찬 (3,)인 b"),
        dense(3, 2, HAND_LAYER, Call("output", Ref(2), HAND_X), say="3절의 가중치를 넣고 output(layer, [[2, 1]])"),
    ),
    random=(
        dense(5, 3, 1, Call("output", Ref(2), rounded(3, 4, 3)), say="MyDense(5)에 정한 가중치를 넣고 output(layer, X), X는 (4, 3)"),
        dense(4, 4, 2, Call("output", Ref(2), rounded(4, 3, 4)), say="입력의 수와 출력의 수가 모두 4"),
        dense(2, 6, 3, Call("output", Ref(2), rounded(5, 3, 6)), say="입력의 수가 6, 출력의 수가 2"),
    ),
    edges=(
        case(Call("MyDense", 2), Call("after_build", Ref(0), 5), skip=(0,), say="부르지 않고 build만 해도 가중치가 생김"),
        dense(1, 1, 5, Call("output", Ref(2), rounded(6, 4, 1)), say="모두 하나씩"),
    ),
    effects=(
        case(Call("MyDense", 2), Call("MyDense", 2), Call("called", Ref(0), 3), Call("called", Ref(1), 3),
             Call("put_weights", Ref(0), 6), Call("put_weights", Ref(1), 7), Call("output", Ref(4), rounded(7, 2, 3)), Call("output", Ref(5), rounded(7, 2, 3)),
             skip=range(6), look="quiet", say="두 객체의 가중치는 서로 다름", **SINGLE),
    ),
    hints=(
        "w의 shape를 정하려면 무엇을 알아야 하나요? 그것을 __init__이 알 수 있나요? Keras가 그것을 알려 주는 메서드는 무엇인가요?",
        r"$$\text{출력} = xw + b$$ `__init__`에서는 `super().__init__()`을 부르고 `units`만 적어 두세요. `build`의 `input_shape[-1]`이 $n$이에요. `self.add_weight(shape=…, initializer=…)`로 "
        "`w`를 먼저 `(n, units)`로, `b`를 `(units,)`로 만드세요. 시작값은 `w`가 `\"glorot_uniform\"`, `b`가 `\"zeros\"`예요. 행렬 곱은 `keras.ops.matmul`이에요.",
        "self.units = ____\n…\nself.w = self.add_weight(shape=(____, ____), initializer=\"glorot_uniform\")\nself.b = self.add_weight(shape=____, initializer=____)\n…\nreturn keras.ops.matmul(____, ____) + ____",
    ),
)  # fmt: skip


def built(n: int, weights: Any, *more: Any, say: str, **options: Any) -> Case:
    """A model with weights put in and further steps."""
    return case(Call("build_model", n, **options), Call("put_weights", Ref(0), weights), *more, skip=(0, 1), say=say, **SINGLE)


def refused(blame: tuple[str, ...], say: str, **options: Any) -> Case:
    """An argument that must be refused."""
    return case(Call("build_model", 3, **options), look="message", blame=blame, say=say)


ONE_EACH = [np.array([[1.0], [0.5]]), np.array([0.5]), np.array([[2.0]]), np.array([1.0])]
TWO_EACH = [*HAND_MODEL[:2], np.array([[2.0], [3.0]]), np.array([-1.0])]

BUILD = Check(
    "build_model",
    ("n_features", "hidden", "l2", "dropout"),
    example=(
        case(Call("build_model", 3, hidden=(4, 2)), Call("anatomy", Ref(0)), skip=(0,), say="build_model(3, hidden=(4, 2))의 anatomy: 가중치 여섯 개"),
        built(2, HAND_MODEL, Call("output", Ref(1), HAND_X), hidden=(2,), say="3절의 가중치를 넣고 output(model, [[2, 1]])"),
        built(2, HAND_MODEL, Call("penalty", Ref(1)), hidden=(2,), l2=0.1, say="3절의 가중치와 l2=0.1의 페널티"),
    ),
    random=(
        built(3, 1, Call("output", Ref(1), rounded(11, 5, 3)), hidden=(5, 4), say="은닉층이 둘"),
        built(4, 2, Call("output", Ref(1), rounded(12, 4, 4)), hidden=(4, 4, 4), say="은닉층이 셋"),
        built(3, 3, Call("penalty", Ref(1)), Call("output", Ref(1), rounded(13, 3, 3)), Call("penalty", Ref(1)), hidden=(4, 2), l2=0.3, say="두 은닉층의 페널티, 모델을 부르기 전과 뒤"),
    ),
    invariants=(
        built(3, 4, Call("output", Ref(1), rounded(14, 3, 3)), Call("output", Ref(1), rounded(14, 3, 3), training=True), hidden=(4,), say="dropout=0이면 훈련할 때도 같은 값"),
        built(2, HAND_MODEL, Call("outcomes", Ref(1), HAND_X), hidden=(2,), dropout=0.25,
              say="dropout=0.25인 훈련 모드의 outcomes: 두 유닛을 떨어뜨리거나 남기는 경우의 값들"),
    ),
    edges=(
        case(Call("build_model", 3, hidden=()), Call("anatomy", Ref(0)), Call("penalty", Ref(0)), skip=(0,), say="hidden=()이면 선형 회귀", **SINGLE),
        case(Call("build_model", 4), Call("anatomy", Ref(0)), skip=(0,), say="기본값: 은닉층 64, 32"),
        built(2, ONE_EACH, Call("outcomes", Ref(1), np.array([[1.0, 2.0]])), hidden=(1,), dropout=0.8, say="dropout=0.8"),
        built(2, 5, Call("outcomes", Ref(1), HAND_X), hidden=[1, 1], dropout=0.5, say="은닉층이 둘일 때의 드롭아웃"),
        built(3, 6, Call("outcomes", Ref(1), rounded(15, 1, 3)), hidden=(), dropout=0.5, say="은닉층이 없으면 드롭아웃도 없음"),
        refused(("l2",), "l2가 음수이면 ValueError", l2=-0.1),
        refused(("dropout", "rate"), "dropout이 1이면 ValueError", dropout=1.0),
        refused(("dropout", "rate"), "dropout이 음수이면 ValueError", dropout=-0.1),
        refused(("dropout", "rate"), "은닉층이 없어도 dropout이 1이면 ValueError", hidden=(), dropout=1.0),
    ),
    effects=(
        case(Call("build_model", 3, hidden=(4,), l2=0.1, dropout=0.5), Call("put_weights", Ref(0), 7), Call("output", Ref(1), rounded(16, 2, 3)),
             look="quiet", skip=(0, 1), say="NumPy의 전역 난수는 그대로", **SINGLE),
    ),
    hints=(
        "hidden이 비어 있을 때도, 셋일 때도 같은 코드로 쌓으려면 층을 어디에 모으면 될까요? l2=0이고 dropout=0이면 무엇을 하지 않아야 하나요? 층을 다 쌓고도 가중치가 없다면 무엇을 빠뜨린 걸까요?",
        r"$$\text{페널티} = \lambda \sum_{\text{은닉층}} \sum_{ij} w_{ij}^2$$ 맨 앞에 `keras.Input((n_features,))`을 두어야 가중치가 바로 생겨요. `hidden`을 돌며 `Dense`를 쌓고, 페널티는 `kernel_regularizer`에 "
        "`keras.regularizers.L2(l2)`를 주세요(l2가 0이면 `None`). 드롭아웃은 `dropout > 0`일 때만 그 뒤에 두세요. 두 인자의 범위는 맨 먼저 확인하세요. Keras는 1.0을 받아 줘요.",
        "layers = [keras.Input((____,))]\nfor size in hidden:\n    layers.append(keras.layers.Dense(____, activation=____, kernel_regularizer=____))\n    if ____:\n        layers.append(keras.layers.Dropout(____))\nlayers.append(____)",
    ),
)  # fmt: skip


def classifier(sizes: tuple[Any, ...], n: int, weights: Any, *more: Any, say: str) -> Case:
    """A classifier that was called once, with weights put in, and further steps."""
    steps = (Call("Classifier", *sizes), Call("called", Ref(0), n), Call("put_weights", Ref(0), weights))
    return case(*steps, *more, skip=(0, 1, 2), say=say, **SINGLE)


DROPS = [np.array([[1.0], [0.5]]), np.array([0.5]), np.array([[2.0, 1.0]]), np.array([-3.0, 1.0])]
DROPS_TWO = [np.array([[1.0, 0.5], [0.5, 0.5]]), np.array([0.5, 0.2]), np.array([[2.0, 1.0], [0.7, 1.0]]), np.array([-3.0, 1.0])]

CLASSIFIER = Check(
    "Classifier",
    ("hidden", "n_classes", "rate"),
    methods={"call": ("x",)},  # Keras tells the layers inside by itself whether it trains
    example=(
        case(Call("Classifier", 4, 3), Call("called", Ref(0), 5), Call("anatomy", Ref(0)), skip=(0, 1), say="Classifier(4, 3)을 한 번 부른 뒤의 anatomy: 가중치 네 개"),
        classifier((2, 1), 2, HAND_MODEL, Call("output", Ref(2), HAND_X), say="3절의 가중치를 넣고 output(model, [[2, 1]])"),
    ),
    random=(
        classifier((5, 2), 3, 1, Call("output", Ref(2), rounded(22, 4, 3)), Call("output", Ref(2), rounded(22, 4, 3)), say="Classifier(5, 2)에 정한 가중치를 넣고 두 번 추론"),
        classifier((4, 4, 0.2), 4, 2, Call("output", Ref(2), rounded(23, 3, 4)), say="모두 4인 Classifier(4, 4, 0.2)"),
        classifier((3, 5), 2, 3, Call("output", Ref(2), rounded(24, 6, 2)), say="클래스가 다섯"),
    ),
    invariants=(
        classifier((1, 2), 2, DROPS, Call("outcomes", Ref(2), HAND_X), say="rate=0.5, 훈련 모드의 outcomes: 떨어뜨린 값과 두 배가 된 값"),
        classifier((1, 2, 0.8), 2, DROPS, Call("outcomes", Ref(2), HAND_X), say="rate=0.8, 훈련 모드의 outcomes"),
        classifier((2, 2, 0.25), 2, DROPS_TWO, Call("outcomes", Ref(2), HAND_X), Call("output", Ref(2), HAND_X), say="rate=0.25이고 유닛이 둘일 때의 훈련 모드와 추론 모드"),
    ),
    edges=(
        classifier((3, 2, 0.0), 2, 4, Call("outcomes", Ref(2), rounded(25, 1, 2)), say="rate=0이면 훈련할 때도 떨어뜨리지 않음"),
        classifier((4, 2), 3, 5, Call("output", Ref(2), rounded(26, 1, 3)), say="샘플이 하나"),
        classifier((1, 1), 1, 6, Call("output", Ref(2), rounded(27, 4, 1)), say="모두 하나씩"),
    ),
    effects=(
        case(Call("Classifier", 3, 2), Call("Classifier", 3, 2), Call("called", Ref(0), 3), Call("called", Ref(1), 3),
             Call("put_weights", Ref(0), 7), Call("put_weights", Ref(1), 8), Call("output", Ref(4), rounded(28, 2, 3)), Call("output", Ref(5), rounded(28, 2, 3)),
             skip=range(6), look="quiet", say="두 객체의 가중치는 서로 다름", **SINGLE),
    ),
    hints=(
        "층 셋 가운데 훈련할 때와 추론할 때 다르게 움직이는 것은 무엇인가요? 그 층은 지금이 훈련인지 어떻게 알게 되나요? 마지막에 무엇이 오면 안 될까요?",
        "`__init__`에서 `super().__init__()` 다음에 `Dense(hidden, activation=\"relu\")`, `Dropout(rate)`, `Dense(n_classes)`를 그 순서로 `self`에 담으세요. 담은 순서가 가중치의 순서예요. `call`은 `(N, n)`을 받아 "
        "`(N, n_classes)`를 돌려줘요. 드롭아웃 층에는 `training=training`을 넘기세요. 소프트맥스는 쓰지 않아요.",
        "self.first = keras.layers.Dense(____, activation=____)\nself.drop = keras.layers.____(____)\nself.last = ____\n…\nhidden = self.drop(____, training=____)\nreturn ____",
    ),
)  # fmt: skip

ONE = [np.array([[1.0]]), np.array([0.0])]
LOGITS, LABELS = np.array([[2.0], [0.3], [-1.0], [0.2], [-0.2], [0.6]]), np.array([1, 1, 0, 1, 0, 0])
THREE = [np.array([[1.0, 0.0, -1.0], [0.5, 1.0, 0.0]]), np.array([0.0, 0.5, 1.0])]


def compiled(weights: Any, task: str, X: Any, y: Any, *more: Any, say: str, **options: Any) -> Case:
    """A model of these weights compiled for a task, and a trial."""
    return case(Call("ready", weights), Call("compile_model", Ref(0), task, **options), Call("trial", Ref(0), X, y), *more, skip=(0, 1), say=say, **SINGLE)


COMPILE = Check(
    "compile_model",
    ("model", "task", "lr"),
    example=(
        compiled(ONE, "regression", np.array([[1.0], [4.0]]), np.array([3.0, 3.0]), say='3절의 "regression": trial의 (손실, 지표, 학습률, 옵티마이저)'),
        compiled(ONE, "binary", np.array([[2.0], [0.3]]), np.array([1, 1]), say='3절의 "binary": 로짓 2와 0.3, 레이블은 모두 1'),
    ),
    random=(
        compiled(ONE, "binary", LOGITS, LABELS, say='"binary": 로짓 여섯 개, 0과 0.5 사이가 둘'),
        compiled(THREE, "multiclass", rounded(31, 7, 2, scale=2.0), np.array([0, 2, 1, 1, 0, 2, 2]), say='"multiclass": 클래스 셋'),
        compiled([rounded(32, 3, 1), np.array([0.5])], "regression", rounded(33, 8, 3), rounded(34, 8, scale=3.0), lr=0.02, say='"regression": 샘플 8개, 학습률 0.02'),
    ),
    invariants=(
        compiled(ONE, "binary", LOGITS, LABELS[:, None].astype(float), lr=0.1, say="레이블이 (N, 1)인 실수여도 같은 손실과 정확도"),
        compiled(ONE, "regression", LOGITS, rounded(35, 6), Call("step", Ref(0), LOGITS, rounded(35, 6)), lr=0.5, say="한 번 갱신한 뒤의 가중치: Adam의 첫 걸음은 학습률만큼"),
    ),
    edges=(
        compiled([10.0 * THREE[0], THREE[1]], "multiclass", rounded(36, 5, 2), np.array([0, 1, 2, 1, 0]), say="로짓이 큰 경우"),
        compiled([np.array([[8.0]]), np.array([0.0])], "binary", LOGITS, LABELS, say="로짓이 큰 이진 분류"),
        compiled(ONE, "binary", LOGITS, LABELS, Call("compile_model", Ref(0), "regression", lr=0.3), Call("trial", Ref(0), LOGITS, LABELS),
                 say="다시 컴파일하면 앞의 것은 사라짐"),
        case(Call("ready", ONE), Call("compile_model", Ref(0), "classification"), look="message", blame=("task",), skip=(0,), say="모르는 task이면 ValueError"),
        case(Call("ready", ONE), Call("compile_model", Ref(0), "Binary"), look="message", blame=("task",), skip=(0,), say="대문자가 섞인 task도 모르는 것"),
    ),
    effects=(
        case(Call("ready", ONE), Call("compile_model", Ref(0), "regression"), Call("trial", Ref(0), LOGITS, LABELS), skip=(0, 1), look="quiet", say="NumPy의 전역 난수는 그대로", **SINGLE),
    ),
    hints=(
        "모델이 로짓을 낸다는 것을 Keras의 손실에 어떻게 알려 주나요? 확률 0.5에 해당하는 로짓은 얼마인가요? 레이블이 0, 1, 2처럼 정수라면 어떤 크로스 엔트로피를 골라야 할까요?",
        "`keras.losses`의 `BinaryCrossentropy`와 `SparseCategoricalCrossentropy`에 로짓이라고 말하는 인자를 주세요. `help(…)`에 기본값이 `False`인 것이 있어요. 회귀는 `MeanSquaredError`예요. 지표는 `keras.metrics`의 `MeanAbsoluteError`, "
        "`BinaryAccuracy(threshold=…)`(기본값 0.5는 확률의 기준이에요), `SparseCategoricalAccuracy`예요. 옵티마이저는 `keras.optimizers.Adam(lr)`. `if`와 `elif`로 셋을 나누고 나머지는 ValueError예요.",
        "if task == ____:\n    loss, metric = ____, ____\nelif ____:\n    loss = keras.losses.BinaryCrossentropy(____)\n    metric = keras.metrics.BinaryAccuracy(threshold=____)\n…\nmodel.compile(optimizer=____, loss=____, metrics=[____])",
    ),
)  # fmt: skip


def watched(losses: list[float], say: str, *patience: int) -> Case:
    """What callbacks do along a course of validation losses."""
    return case(Call("make_callbacks", "best.keras", *patience), Call("run_callbacks", Ref(0), losses, "best.keras"), skip=(0,), look="quiet", say=say, **SINGLE)


def no_callbacks(args: tuple[Any, ...], name: str, say: str) -> Case:
    """An argument that must be refused."""
    return case(Call("make_callbacks", *args), look="message", blame=(name,), say=say)


CALLBACKS = Check(
    "make_callbacks",
    ("path", "patience"),
    example=(watched(HAND_COURSE, "3절의 val_loss, patience=3: (실행한 에포크, 남은 가중치, 파일의 가중치)", 3),),
    random=(
        watched([1.0, 2.0, 3.0, 4.0, 5.0], "나빠지기만 할 때, patience=2", 2),
        watched([4.0, 5.0, 3.9, 5.0, 3.8, 5.0, 5.0, 1.0], "오르내릴 때, patience=2", 2),
        watched([3.0, 2.0, 2.5, 2.4, 2.3, 2.2, 2.1, 1.0], "기본값: patience=5"),
    ),
    invariants=(
        watched([5.0, 4.0, 3.0, 3.5, 3.2], "멈추기 전에 끝나도 가장 좋은 가중치가 남음, patience=3", 3),
        watched([3.0, 2.9999, 2.9998, 2.9997], "조금씩이라도 나아지면 멈추지 않음, patience=1", 1),
    ),
    edges=(
        watched([2.0, 1.0, 1.0, 1.0, 1.0, 0.5], "같은 값은 새 최저가 아님, patience=3", 3),
        watched([0.7], "한 에포크만", 1),
        watched([0.5, -1.0, -0.5, -3.0, -2.0, -2.5], "음수인 손실, patience=2", 2),
        no_callbacks(("best.h5", 3), "path", "path가 .keras로 끝나지 않으면 ValueError"),
        no_callbacks(("best.keras.txt", 3), "path", ".keras가 가운데에 있어도 ValueError"),
        no_callbacks(("best.keras", 0), "patience", "patience=0이면 ValueError"),
        no_callbacks(("best.keras", -2), "patience", "patience가 음수이면 ValueError"),
    ),
    effects=(
        case(Call("make_callbacks", "one.keras", 2), Call("make_callbacks", "two.keras", 1),
             Call("run_callbacks", Ref(0), [5.0, 4.0, 4.5, 4.6], "one.keras"), Call("run_callbacks", Ref(1), [1.0, 0.5, 0.6, 0.1], "two.keras"), skip=(0, 1),
             say="두 번 만든 콜백은 따로 움직임", **SINGLE),
    ),
    hints=(
        "두 콜백이 기본으로 하는 일은 여러분이 원하는 것과 무엇이 다른가요? 멈춘 뒤에 모델에 남아 있는 것은 어느 에포크의 가중치인가요? 파일에는 어느 에포크의 모델이 남나요?",
        "`keras.callbacks.EarlyStopping`에는 `monitor=\"val_loss\"`, `mode=\"min\"`, `patience`, 그리고 가장 좋은 가중치를 되돌리라는 인자를, `keras.callbacks.ModelCheckpoint`에는 `path`와 같은 `monitor`, `mode`, "
        "그리고 가장 좋을 때만 저장하라는 인자를 주세요. 둘 다 `help(…)`에 있고 기본값은 `False`예요. 인자는 만들기 전에 확인하세요. `path.endswith(…)`를 쓸 수 있어요.",
        "first = keras.callbacks.____(\n    monitor=____, mode=\"min\", patience=____, restore_best_weights=____\n)\nsecond = keras.callbacks.____(____, monitor=____, mode=____, save_best_only=____)\nreturn [____, ____]",
    ),
)  # fmt: skip


def data(seed: int, m: int, n: int, extra: int = 4) -> tuple[Any, Any, Any, Any]:
    """X, y to train with, X_val, y_val of another line to look at."""
    X, X_val = rounded(seed, m, n), rounded(seed + 50, extra, n) + 0.5
    w = rounded(seed + 90, n, 1)
    return X, np.round(X @ w + 1.0, 2), X_val, np.round(X_val @ w - 0.5, 2)


def fitted(seed: int, m: int, n: int, say: str, *, stop: int = 0, metrics: tuple[str, ...] = (), sets: Any = None, **options: Any) -> Case:
    """A linear model that is trained: the record, and its weights afterwards."""
    steps = [Call("ready", [rounded(seed + 20, n, 1), np.array([0.5])], list(metrics))]
    given = sets or data(seed, m, n)
    if stop:
        steps += [Call("stop_after", stop), Call("fit_model", Ref(0), *given, options["epochs"], options["batch_size"], Ref(1))]
    else:
        steps.append(Call("fit_model", Ref(0), *given, **options))
    return case(*steps, Call("get_weights", Ref(0)), skip=range(2 if stop else 1), look="quiet", say=say, **SINGLE)


FIT = Check(
    "fit_model",
    ("model", "X", "y", "X_val", "y_val", "epochs", "batch_size", "callbacks"),
    example=(
        case(Call("ready", [np.array([[1.0]]), np.array([0.0])]),
             Call("fit_model", Ref(0), np.array([[1.0], [2.0]]), np.array([[2.0], [4.0]]), np.array([[3.0]]), np.array([[5.0]]), epochs=1, batch_size=2),
             Call("get_weights", Ref(0)), skip=(0,), say="3절의 한 에포크: 기록과 그 뒤의 가중치", **SINGLE),
    ),
    random=(
        fitted(1, 8, 3, "샘플 8개, 세 에포크", epochs=3, batch_size=8),
        fitted(2, 40, 2, "샘플 40개, batch_size=64", epochs=2, batch_size=64),
        fitted(3, 6, 2, "기본값: 열 에포크"),
    ),
    invariants=(fitted(4, 7, 2, "지표가 있는 모델은 기록도 넷", epochs=2, batch_size=16, metrics=("mae",)),),
    edges=(
        fitted(5, 6, 2, "두 에포크에서 멈추는 콜백", epochs=6, batch_size=8, stop=2),
        fitted(6, 1, 1, "샘플이 하나", epochs=2, batch_size=4),
        fitted(7, 6, 2, "거꾸로 읽는 배열", epochs=2, batch_size=8, sets=[Layout(a, "negative") for a in data(7, 6, 2)]),
    ),
    effects=(
        case(Call("ready", [rounded(41, 2, 1), np.array([0.5])]), Call("fit_model", Ref(0), *data(8, 6, 2), epochs=2, batch_size=8),
             Call("fit_model", Ref(0), *data(9, 7, 2), epochs=2, batch_size=8), Call("get_weights", Ref(0)), skip=(0,), look="quiet",
             say="두 번째 호출은 이어서 훈련", **SINGLE),
    ),
    hints=(
        "model.fit이 돌려주는 것은 무엇인가요? 그 안의 어디에 에포크마다의 기록이 들어 있나요? 검증 데이터를 훈련 데이터에서 떼어 내지 않고 따로 주려면 어떤 인자를 쓸까요?",
        "`model.fit(X, y, validation_data=(X_val, y_val), epochs=…, batch_size=…, callbacks=…, verbose=0)`의 결과는 `History`이고, 그 `.history`가 이름마다 길이 (에포크 수)의 리스트를 담은 dict예요. "
        "값은 `float(…)`로 바꾸고, 이름을 골라내지 말고 모두 담으세요.",
        "done = model.fit(\n    X, y, validation_data=____, epochs=____, batch_size=____, callbacks=____, verbose=____\n)\nreturn {name: [____ for v in row] for name, row in ____.items()}",
    ),
)  # fmt: skip

CHECKS = (DENSE, BUILD, CLASSIFIER, COMPILE, CALLBACKS, FIT)

PENALISED = [np.array([[1.0], [2.0]]), np.array([0.5])]


def parts_of(seed: int, m: int, strength: float, say: str) -> Case:
    """The two parts of a loss, and the loss that Keras gives."""
    X, y = rounded(seed, m, 2), rounded(seed + 40, m, 1)
    return case(Call("ready", PENALISED, [], strength), Call("split_loss", Ref(0), X, y), skip=(0,), say=say, **SINGLE)


DISCOVERIES = (
    Check(
        "split_loss",
        ("model", "X", "y"),
        example=(parts_of(61, 5, 0.1, "세기 0.1인 모델: (평균 제곱 오차, 페널티)"),),
        random=(parts_of(62, 8, 0.03, "샘플 8개, 세기 0.03"), parts_of(63, 3, 2.0, "페널티가 훨씬 큰 모델")),
        edges=(parts_of(64, 4, 0.0, "페널티가 없는 모델"), parts_of(65, 1, 0.5, "샘플이 하나")),
        effects=(
            case(Call("ready", PENALISED, [], 0.2), Call("split_loss", Ref(0), rounded(66, 4, 2), rounded(67, 4, 1)), Call("get_weights", Ref(0)),
                 skip=(0,), look="quiet", say="모델의 가중치는 그대로", **SINGLE),
        ),
        hints=(
            "주어진 함수 가운데 모델의 예측을 꺼내는 것과 페널티를 재는 것이 있어요. evaluate가 알려 주는 손실은 무엇과 무엇의 합인가요?",
            r"$$\text{손실} = \frac{1}{N}\sum_i (\hat y_i - y_i)^2 + \lambda \sum w^2$$ `output(model, X)`와 `y`는 둘 다 `(N, 1)`이에요. 두 몫은 서로 따로 구할 수 있어요.",
            "error = np.mean((____ - y) ** 2)\nreturn float(error), ____",
        ),
    ),
)  # fmt: skip

QUIZ = (
    Question(
        "`keras.Sequential([keras.layers.Dense(3)])`을 만들고 곧바로 `len(model.weights)`를 읽었습니다. 얼마인가요?",
        (
            Option("2. w와 b가 있다.", "맨 앞에 `keras.Input`이 있었다면 맞아요. 지금은 입력의 수를 몰라 w의 shape를 정할 수 없어요."),
            Option("0. 아직 입력의 크기를 모른다.", "가중치는 `build`에서 생기고, `build`는 입력의 크기를 알게 될 때 불려요.", right=True),
            Option("1. b만 있다.", "b의 shape (3,)은 알 수 있지만, Keras는 `build`에서 둘을 함께 만들어요."),
            Option("오류가 난다.", "오류는 나지 않아요. 그래서 가중치를 세거나 저장하려다가 뒤늦게 알게 돼요."),
        ),
    ),
    Question(
        "로짓 하나를 내는 모델을 `loss=BinaryCrossentropy(from_logits=True)`, `metrics=[\"accuracy\"]`로 컴파일했습니다. 무엇이 틀렸나요?",
        (
            Option("손실이 틀렸다. 로짓에는 `from_logits=False`여야 한다.", "로짓을 준다고 말하는 것이 `from_logits=True`예요. 손실은 맞아요."),
            Option("학습이 잘못된 방향으로 간다.", "기울기는 손실에서만 나와요. 지표가 틀려도 가중치의 갱신은 그대로예요."),
            Option("로짓이 0과 0.5 사이인 샘플의 정확도를 잘못 센다.", "지표는 로짓인지 모르고 0.5와 비교해요. `BinaryAccuracy(threshold=0.0)`이 맞아요.", right=True),
            Option("아무것도 틀리지 않았다.", "손실에 말한 것을 지표는 듣지 못해요. 두 곳에 따로 말해야 해요."),
        ),
    ),
    Question(
        "검증 손실이 4, 2, 3, 2, 2, 1이고 `patience=3`입니다. `restore_best_weights=True`이면 무엇이 남나요? 에포크는 1부터 셉니다.",
        (
            Option("6에포크의 가중치", "6에포크의 1은 보지 못해요. 그 전에 멈추거든요."),
            Option("2에포크의 가중치", "2에포크의 2 다음에 3, 2, 2로 더 작은 값이 세 번 없어 5에포크에서 멈추고 되돌려요. 같은 값은 새 최저가 아니에요.", right=True),
            Option("4에포크의 가중치", "4에포크의 2는 2에포크와 같은 값이에요. 같은 값은 새 최저가 아니에요."),
            Option("5에포크의 가중치", "되돌리지 않았다면 멈춘 순간인 5에포크의 것이 남아요."),
        ),
    ),
    Question(
        "은닉층의 L2 세기만 다른 두 모델을 `fit`의 `val_loss`로 비교해도 될까요?",
        (
            Option("안 된다. `val_loss`에 페널티가 더해져 있다.", "두 모델의 `val_loss`에는 서로 다른 크기의 페널티가 더해져 있어요. 어느 쪽이 더 큰지는 줄어든 가중치에 달려 있으니, 페널티가 없는 지표로 비교하세요.", right=True),
            Option("된다. 페널티는 훈련 손실에만 더해진다.", "Keras는 검증 손실에도 더해요. 9절의 발견에서 두 몫을 나누어 볼 수 있어요."),
            Option("된다. 페널티는 기울기에만 들어간다.", "손실에 더한 다음 미분하는 것이라 손실에도 들어 있어요."),
            Option("안 된다. 검증할 때는 드롭아웃이 켜져 있다.", "드롭아웃은 훈련할 때만 켜져요. 이유는 다른 데 있어요."),
        ),
    ),
)
