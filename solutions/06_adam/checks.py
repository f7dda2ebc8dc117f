"""What the notebook of unit 06 checks and says: visible cases, hints, quiz, shipped paths."""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import (
    Call,
    Case,
    Check,
    Get,
    Layout,
    New,
    Option,
    Prop,
    Question,
    Shared,
    case,
    rest,
)

# The numbers of block 3: two coordinates whose gradients differ by a factor of -100.  These cases and the first
# random ones are compared loosely, so that another place for eps is told by the cases that are about eps.
HAND = {"lr": 0.9, "beta1": 0.8, "beta2": 0.96}
THETA = np.array([2.0, -2.0])
G1, G2 = np.array([5.0, -0.05]), np.array([1.0, -0.01])


def updates(params: Any, grads: Any, *looks: str, **options: Any) -> tuple[Any, ...]:
    """A new optimizer, one update per gradient, then a look at attributes."""
    return (
        New("opt", "Adam", **options), *[Call("opt.update", params, grad) for grad in grads],
        *[Get("opt", name) for name in looks],
    )  # fmt: skip


def gradients(seed: int, shape: tuple[int, ...], count: int, low: float = -3.0, high: float = 2.0) -> list[Any]:
    """Gradients whose coordinates have scales of their own."""
    rng = np.random.default_rng(seed)
    scale = 10.0 ** rng.uniform(low, high, size=shape)
    return [scale * np.round(rng.normal(size=shape), 2) for _ in range(count)]


def clash(first: tuple[int, ...], second: tuple[int, ...], say: str) -> Case:
    """Shapes that differ must raise a ValueError that names an argument."""
    call = Call("opt.update", np.ones(first), np.full(second, 2.0))
    return case(New("opt", "Adam"), call, look="message", blame=("params", "grads"), say=say)


EXAMPLE = (
    case(New("opt", "Adam"), Get("opt", "m"), Get("opt", "v"), Get("opt", "t"), say="만든 직후에는 m과 v가 None, t가 0"),
    case(*updates(THETA, [G1], **HAND), rtol=1e-4, say="3절의 첫 갱신: [2, −2]에서 [1.1, −1.1]로"),
    case(*updates(THETA, [G1], "m", "v", "t", **HAND), rtol=1e-4, say="첫 갱신 뒤의 m, v, t"),
    case(
        New("opt", "Adam", **HAND), Call("opt.update", THETA, G1), Call("opt.update", np.array([1.1, -1.1]), G2),
        rtol=1e-4, say="3절의 둘째 갱신: [1.1, −1.1]에서 [0.4, −0.4]로",
    ),
)  # fmt: skip
RANDOM = (
    case(*updates(np.array([0.5, -1.0, 2.0]), gradients(1, (3,), 12, -1.0), lr=0.1), rtol=1e-4, say="좌표 3개, 열두 번 갱신"),
    case(
        *updates(np.zeros(5), gradients(2, (5,), 14, -1.0), "m", "v", "t", lr=0.05, beta1=0.7, beta2=0.95),
        rtol=1e-4, say="β1 = 0.7, β2 = 0.95, 열네 번 갱신",
    ),
    case(
        *updates(np.zeros(4), [np.array([1e-9, 1e-6, 1.0, 1e3]) * s for s in (1.0, 2.0, -1.0, 0.5)], lr=0.1),
        say="기울기의 크기가 1e-9에서 1e3까지",
    ),
    case(*updates(np.zeros(3), gradients(5, (3,), 3, -1.0), lr=0.1, beta1=0.2, beta2=0.3), say="β1 = 0.2, β2 = 0.3, 세 번 갱신"),
    case(*updates(np.zeros(3), gradients(3, (3,), 12, -4.0, -2.0), lr=0.1, eps=1e-3), say="eps = 1e-3, 열두 번 갱신"),
)
INVARIANTS = (
    case(
        *updates(np.zeros(4), [np.array([1e-3, 0.1, 10.0, 1e3])], lr=0.1),
        props=(Prop("between", {"step": 1, "low": -0.1000001, "high": -0.09999}, "no_correction"),),
        say="첫 걸음의 길이는 기울기의 크기와 상관없이 학습률과 같음",
    ),
    case(
        New("a", "Adam", lr=0.1), Call("a.update", np.zeros(3), np.array([3.0, -2.0, 5.0])),
        New("b", "Adam", lr=0.1), Call("b.update", np.zeros(3), np.array([-3.0, 2.0, -5.0])),
        props=(Prop("negated", {"a": 1, "b": 3}),), say="기울기의 부호를 뒤집으면 걸음도 뒤집힘",
    ),
    case(
        New("a", "Adam", lr=0.2), Call("a.update", np.zeros(2), np.array([3.0, -2.0])),
        New("b", "Adam", lr=0.6), Call("b.update", np.zeros(2), np.array([3.0, -2.0])),
        props=(Prop("scaled", {"a": 1, "b": 3, "factor": 3.0}),), say="학습률을 세 배로 하면 걸음도 세 배",
    ),
)  # fmt: skip
EDGES = (
    case(*updates(np.array([1.5, -0.5]), [np.zeros(2)] * 2, "t"), look="no_warning", say="기울기가 0이면 제자리"),
    case(*updates(np.ones((2, 3)), gradients(4, (2, 3), 3), "m", lr=0.1), say="2차원 배열"),
    case(*updates(np.array(2.0), [np.array(5.0), np.array(-1.0)], lr=0.1), say="0차원 배열"),
    case(*updates(np.array([3, -4]), [np.array([2, 7]), np.array([5, -1])], "m", lr=0.1), say="정수 배열"),
    case(
        *updates(np.array([100, 7], dtype=np.uint8), [np.array([200, 20], dtype=np.uint8)], "v", lr=0.1),
        say="8비트 정수 배열",
    ),
    case(
        *updates(Layout(np.ones((2, 3)), "readonly"), [Layout(np.full((2, 3), 2.0), "F")], lr=0.1),
        say="읽기 전용 배열과 열 우선 배열",
    ),
    clash((3,), (4,), "shape가 (3,)과 (4,)이면 ValueError"),
    clash((3,), (1,), "shape가 (3,)과 (1,)이면 ValueError"),
    clash((2, 3), (3, 2), "shape가 (2, 3)과 (3, 2)이면 ValueError"),
)
EFFECTS = (
    case(*updates(THETA, [G1, G2, G1]), look="pure fresh quiet", say="인자와 먼저 돌려준 배열은 그대로"),
    case(
        *updates(Shared("p", THETA), [Shared("g", G1)] * 3), look="pure fresh quiet",
        say="같은 배열을 세 번 주어도 그대로",
    ),
    case(
        New("a", "Adam", lr=0.1), New("b", "Adam", lr=0.1), Call("a.update", THETA, G1), Get("b", "t"),
        Call("b.update", np.ones((2, 2)), np.full((2, 2), 3.0)), Get("a", "t"), say="두 객체의 상태는 서로 다름",
    ),
    case(
        New("a", "Adam"), New("b", "Adam"), Call("a.update", THETA, G1), Call("b.update", THETA, G2), look="pure fresh",
        say="두 객체의 결과는 서로 다른 배열",
    ),
)  # fmt: skip

HINTS = (
    "`__init__`은 받은 값 네 개와 `m`, `v`, `t`의 처음 값을 `self`에 담기만 해요. `update`에서는 순서를 먼저 정해 보세요. `t`는 언제 늘어나야 할까요? 돌려줄 값에 쓰는 것은 $m$일까요, 보정한 "
    r"$\hat{m}$일까요? 다음 호출까지 남겨 둘 것은 무엇일까요?",
    r"$t$를 1 늘린 다음 $$m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2) g^2$$ $$\hat{m} = "
    r"\frac{m}{1 - \beta_1^t}, \qquad \hat{v} = \frac{v}{1 - \beta_2^t}$$ `m`과 `v`는 `params`와 shape가 같은 0 배열에서 출발해요. 모두 좌표마다 따로 하는 계산이라 "
    "shape가 그대로예요. 첫 호출인지는 `self.m`이 `None`인지로 알 수 있어요.",
    "if np.shape(params) != ____: raise ValueError('params …')\n"
    "grads = np.asarray(grads, dtype=____)\n"
    "m_hat = self.m / (1 - self.beta1 ** ____)\n"
    "return params - self.lr * ____ / (np.sqrt(____) + self.eps)",
)



def updates_once(item: Case) -> bool:
    """Whether no object is updated twice."""
    targets = [step.target for step in item.steps if isinstance(step, Call)]
    return len(targets) == len(set(targets))


CHECKS = (
    Check(
        "Adam",
        ("lr", "beta1", "beta2", "eps"),
        methods={"update": ("params", "grads")},
        example=EXAMPLE,
        random=RANDOM,
        invariants=INVARIANTS,
        edges=EDGES,
        effects=EFFECTS,
        hints=HINTS,
        parts={"첫 갱신": updates_once, "이어지는 갱신": rest},
    ),
)

QUIZ = (
    Question(
        "lr = 0.01, eps = 1e-8인 새 Adam에 기울기 [1000, −0.001]을 처음 한 번 주었습니다. 두 좌표는 얼마나 움직일까요?",
        (
            Option("첫 갱신에서는 m과 v가 0이라 움직이지 않음", "0인 것은 갱신하기 전의 m과 v예요. 기울기를 먼저 섞은 다음에 움직여요."),
            Option("[[−10](=first.plain_steep), +[0.00001](=first.plain_flat)]", "이것은 경사 하강법의 걸음이에요. Adam은 기울기의 크기로 나누기 때문에 이렇게 차이 나지 않아요."),
            Option(
                "[−[0.0316](=first.none), +[0.0316](=first.none)]",
                "아예 보정하지 않았을 때의 길이예요. v만 보정하면 [0.001](=first.only_v), m만 보정하면 [0.316](=first.only_m)이 돼요. 둘 다 보정하면 정확히 학습률만큼이에요.",
            ),
            Option(
                "둘 다 약 0.01씩, 기울기의 반대쪽으로",
                "첫 갱신에서 m_hat = g, v_hat = g²이므로 걸음은 lr·g/|g|, 곧 부호만 남은 학습률이에요.",
                right=True,
            ),
        ),
    ),
    Question(
        "β1 = 0.9, β2 = 0.99인 Adam에서 두 보정을 모두 빠뜨렸습니다. 기울기가 늘 같을 때 첫 걸음은 학습률의 몇 배일까요?",
        (
            Option("[0.1배](=short.only_v)", "v만 보정했을 때의 길이예요. 보정하지 않으면 분모의 v도 작아져요."),
            Option("[3.2배](=bias.first)", "β2가 0.999일 때의 길이예요. β2가 0.99이면 √v가 √0.001이 아니라 √0.01이에요."),
            Option(
                "[1배](=short.first), 학습률과 같음",
                "0.1/√0.01 = 1이라 우연히 같아요. 하지만 둘째 걸음이 벌써 [1.35배](=short.second)이고 [많게는 2.1배](=short.longest)까지 가요. "
                "첫 걸음만 보는 시험은 빠뜨린 보정을 놓쳐요.",
                right=True,
            ),
            Option("[10배](=short.only_m)", "m만 보정했을 때의 길이예요. m도 보정하지 않았으니 분자가 10분의 1이에요."),
        ),
    ),
    Question(
        "한 신경망의 가중치 W (3, 4)와 편향 b (4,)를 Adam으로 함께 학습시키려고 합니다. 이 단원의 클래스로는 어떻게 해야 하나요?",
        (
            Option("b를 (3, 4)로 브로드캐스팅해서 W에 더한 뒤 함께 넘긴다.", "두 파라미터를 더하면 따로 학습시킬 수 없어요."),
            Option("b에는 모멘트가 필요 없으니 경사 하강법을 쓴다.", "쓸 수는 있지만 Adam으로 함께 학습시키는 것이 아니에요. 편향에도 모멘트를 둘 수 있어요."),
            Option("배열마다 객체를 하나씩 만든다.", "m, v, t는 배열 하나의 기록이므로 W와 b에 각각 하나씩 있어야 해요.", right=True),
            Option("객체 하나의 update를 W와 b에 번갈아 부른다.", "m과 v의 shape가 뒤섞이고, t도 한 걸음에 두 번씩 늘어나요."),
        ),
    ),
    Question(
        "크기는 늘 1이고 부호가 걸음마다 무작위로 바뀌는 기울기를 Adam에 오래 줍니다. β1을 0.9에서 0.99로 늘리면 걸음의 평균 길이는 어떻게 될까요?",
        (
            Option("그대로 학습률의 [0.19배](=lengths.signs)쯤", "0.9일 때의 길이예요. 더 오래 평균하면 서로 더 많이 지워져요."),
            Option(
                "짧아져서 학습률의 [0.06배](=lengths.signs_of_longer)쯤",
                "v는 1 그대로인데 m은 10개쯤이 아니라 100개쯤의 평균이 돼요. 무작위 부호를 n개 평균하면 크기가 1/√n로 줄어드니 3분의 1쯤이 돼요.",
                right=True,
            ),
            Option("길어져서 학습률에 가까워짐", "기울기가 한결같을 때 가까워지는 길이예요. 부호가 뒤섞이면 오래 평균할수록 짧아져요."),
            Option("0, 움직이지 않음", "유한한 개수를 평균하므로 m이 정확히 0이 되지는 않아요. 작지만 이리저리 움직여요."),
        ),
    ),
)

DISCOVERIES = (
    Check(
        "AdamW",
        ("lr", "decay"),
        methods={"update": ("params", "grads")},
        example=(
            case(
                New("opt", "AdamW", lr=0.1, decay=0.5), Call("opt.update", np.array([2.0, -2.0]), np.array([5.0, -0.05])),
                say="[2, −2]가 5%씩 줄고 0.1씩 움직여 [1.8, −1.8]",
            ),
        ),
        random=(
            case(
                New("opt", "AdamW", lr=0.1, decay=0.2), *[Call("opt.update", np.array([3.0, -1.0, 0.5]), grad) for grad in gradients(7, (3,), 5, -1.0)],
                say="좌표 3개, 다섯 번 갱신",
            ),
            case(
                New("opt", "AdamW", lr=0.05, decay=1.0), *[Call("opt.update", np.full((2, 2), 4.0), grad) for grad in gradients(8, (2, 2), 3)],
                say="2차원 배열, 세 번 갱신",
            ),
        ),
        edges=(
            case(New("opt", "AdamW", lr=0.1, decay=0.5), Call("opt.update", np.array([2.0, -4.0]), np.zeros(2)), say="기울기가 0이어도 줄어듦"),
            case(New("opt", "AdamW", lr=0.1, decay=0.0), Call("opt.update", np.array([2.0, -4.0]), np.array([3.0, 1.0])), say="decay가 0이면 Adam"),
        ),
        effects=(case(New("opt", "AdamW", lr=0.1, decay=0.5), Call("opt.update", THETA, G1), look="pure fresh", say="인자는 그대로"),),
        hints=(
            "줄이는 일이 √v로 나뉘지 않으려면 어디에서 해야 할까요? Adam에 들어가는 `grads`일까요, `params`일까요? 독스트링의 예에서 첫 좌표가 얼마나 줄고 얼마나 움직였는지 둘로 나누어 보세요.",
            r"$$\theta \leftarrow (1 - \eta\lambda)\,\theta - \eta\,\frac{\hat m}{\sqrt{\hat v} + \varepsilon}$$ 뒤의 항은 `super().update(…, grads)`가 빼 줘요. "
            "`grads`에는 손대지 않아요.",
            "return super().update(params * (1 - ____ * ____), ____)",
        ),
    ),
)  # fmt: skip


def widget_values(reference: dict[str, Any]) -> dict[str, Any]:
    """The right paths through the valley for every setting of the widget, half precision: numbers only."""
    values: dict[str, Any] = {}
    for turned in (False, True):
        for condition in ("1", "10", "100"):
            for beta1 in ("0", "0.5", "0.9", "0.99"):
                for noisy in (False, True):
                    name = f"valley_{beta1}_{condition}_{'turned' if turned else 'straight'}_{'noisy' if noisy else 'quiet'}"
                    values[name] = _paths(reference["Adam"], float(beta1), float(condition), turned, noisy)
    return values


def _paths(adam: Any, beta1: float, condition: float, turned: bool, noisy: bool) -> Any:
    turn = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2.0) if turned else np.eye(2)
    matrix = turn @ np.diag([1.0, condition]) @ turn.T
    extra = noisy * np.random.default_rng(0).normal(size=(60, 2)) * np.sqrt([1.0, condition]) @ turn.T
    paths = np.zeros((6, 61, 2))
    for index, rate in enumerate((0.1, 0.2, 0.3, 0.4, 0.5, 0.6)):
        optimizer, place = adam(lr=rate, beta1=beta1, beta2=0.999, eps=1e-8), np.array([-4.0, 1.0])
        paths[index, 0] = place
        for step in range(1, 61):
            place = optimizer.update(place, matrix @ place + extra[step - 1])
            paths[index, step] = place
    return paths.astype(np.float16)
