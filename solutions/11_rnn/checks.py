"""What the notebook of unit 11 checks and says: visible cases, hints, quiz, shipped curves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, Shared, case, rest
from numpy.typing import NDArray

Array = NDArray[np.float64]

# The numbers of block 3: one input, two hidden units; the second one hears the first one's past.
HAND_X = np.array([[0.5], [-0.5], [0.0]])
HAND = (np.array([[1.0, 0.0]]), np.array([[0.0, 2.0], [0.0, 0.0]]), np.array([0.5, 0.0]))
H0 = np.array([0.5, 0.0])


def drawn(seed: int, lead: tuple[int, ...], N: tuple[int, ...], D: int, H: int) -> tuple[Array, ...]:
    """An input (*lead, *N, D), a state (*N, H) and weights, fixed by a seed and easy to read."""
    rng = np.random.default_rng(seed)
    shapes = ((*lead, *N, D), (*N, H), (D, H), (H, H), (H,))
    return tuple(np.round(rng.normal(size=shape) * scale + shift, 2) for shape, scale, shift in zip(
        shapes, (1.0, 0.4, 0.6, 0.5, 0.1), (0.0, 0.3, 0.0, 0.0, 0.4), strict=True,
    ))  # fmt: skip


def bad(name: str, arguments: tuple[Any, ...], place: int, shape: tuple[int, ...], names: str, say: str) -> Case:
    """A call with one argument of a wrong size, which must raise a ValueError that names it."""
    wrong = list(arguments)
    wrong[place] = np.full(shape, 0.5)
    return case(Call(name, *wrong), look="message", blame=tuple(names.split()), say=say)


STEP = drawn(1, (), (), 3, 4)
BATCH = drawn(2, (), (5,), 3, 2)
SQUARE = drawn(3, (), (), 3, 3)
x, h, Wx, Wh, b = STEP
NARROW_STATE = [*(np.array(item, dtype=np.int8) for item in ([3], [16, 16], [[1, 0]], [[16, 1], [8, 1]])), np.array([-386.5, -31.5])]
SMALL = [np.array(item, dtype=np.int8) for item in ([1, -1], [1], [[1], [2]], [[2]], [0])]
NARROW = [np.array(item, dtype=np.int8) for item in ([16, 16], [3], [[16], [8]], [[2]], [0])]



def without_batch(ndim: int) -> dict[str, Callable[[Case], bool]]:
    """The parts of a function whose input has this dimension when there is no batch."""

    def is_alone(item: Case) -> bool:
        inputs = [step.args[0] for step in item.steps if isinstance(step, Call)]
        return all(np.ndim(x.array if isinstance(x, Layout) else x) == ndim for x in inputs)

    return {"샘플 하나": is_alone, "배치": rest}


RNN_FORWARD = Check(
    "rnn_forward",
    ("x", "h_prev", "Wx", "Wh", "b"),
    example=(
        case(Call("rnn_forward", HAND_X[0], H0, *HAND), say="3절의 첫 시점: x = [0.5], h_prev = [0.5, 0]"),
        case(Call("rnn_forward", HAND_X[1], np.tanh(np.array([1.0, 1.0])), *HAND), say="3절의 둘째 시점"),
    ),
    random=(
        case(Call("rnn_forward", *STEP), say="입력 3개, 은닉 상태 4개"),
        case(Call("rnn_forward", *BATCH), say="샘플 5개, 입력 3개, 은닉 상태 2개"),
        case(Call("rnn_forward", *SQUARE), say="D와 H가 모두 3일 때"),
    ),
    invariants=(
        case(Call("rnn_forward", 0 * x, h, Wx, Wh, 0 * b), say="x와 b가 0이면 이전 상태의 항만 남음"),
        case(Call("rnn_forward", x, 0 * h, Wx, Wh, 0 * b), say="h_prev와 b가 0이면 입력의 항만 남음"),
        case(Call("rnn_forward", 0 * x, 0 * h, Wx, Wh, b), say="x와 h_prev가 0이면 tanh(b)"),
        case(Call("rnn_forward", *STEP), props=(Prop("between", {"step": 0, "item": 0, "low": -1.0, "high": 1.0}),),
             say="상태는 −1과 1 사이"),
    ),
    edges=(
        case(Call("rnn_forward", *drawn(4, (), (1,), 1, 1)), say="모든 크기가 1"),
        case(Call("rnn_forward", 1e4 * x, h, Wx, Wh, b), say="입력이 아주 클 때"),
        case(Call("rnn_forward", *NARROW[:4], np.array([-389.5])), loose=True, say="8비트 정수 배열"),
        case(Call("rnn_forward", *NARROW_STATE), loose=True, say="상태와 Wh가 8비트 정수 배열"),
        case(Call("rnn_forward", *SMALL), loose=True, say="다섯 인자가 모두 8비트 정수"),
        case(Call("rnn_forward", *[Layout(item, how) for item, how in zip(
            BATCH, ("F", "strided", "negative", "readonly", "strided"), strict=True)]), say="메모리 배치가 다른 배열"),
        bad("rnn_forward", STEP, 0, (4,), "x Wx D", "x의 길이가 D와 다르면 ValueError"),
        bad("rnn_forward", STEP, 3, (4, 1), "Wh h_prev Wx b H", "Wh가 (H, 1)이면 ValueError"),
        bad("rnn_forward", STEP, 4, (1,), "b Wx Wh h_prev H", "b가 (1,)이면 ValueError"),
        bad("rnn_forward", BATCH, 1, (1, 2), "x h_prev N", "h_prev의 N만 1이면 ValueError"),
    ),
    parts=without_batch(1),
    effects=(
        case(Call("rnn_forward", *BATCH), Call("rnn_forward", *BATCH), look="pure quiet", say="인자는 그대로"),
    ),
    hints=(
        r"$\tanh$ 안에는 무엇이 더해지나요? 지금 들어온 입력, 지난 상태, 그리고 하나가 더 있어요. 셋의 shape는 서로 같은가요?",
        r"$$h = \tanh(x W_x + h_{\mathrm{prev}} W_h + b)$$ `x @ Wx`는 `(N, D)`와 `(D, H)`의 곱이라 `(N, H)`이고, `h_prev @ Wh`도 `(N, H)`예요. `b`는 "
        "`(H,)`라 행마다 더해져요. 계산하기 전에 다섯 인자를 float64로 바꾸고 $D$, $H$, $N$이 맞는지 shape로 확인하세요. 브로드캐스팅은 틀린 크기를 눈감아 줘요.",
        "if b.shape != (____,):  # 다른 인자도 이렇게\n    raise ValueError(f\"b의 shape {b.shape}\")\n"
        "h_next = np.tanh(x @ Wx + ____ + b)      # 돌려줄 값은 h_next, (x, h_prev, ____, Wx, Wh)",
    ),
)  # fmt: skip

TALL = drawn(5, (6,), (), 3, 4)
BATCHES = drawn(6, (4,), (3,), 2, 5)
EQUAL = drawn(7, (4,), (4,), 3, 2)  # T equals N: nothing complains when the axes are taken for one another
WHOLE = (np.array([[1, -1], [0, 2], [2, 1]]), *drawn(8, (3,), (), 2, 3)[1:])
NOTHING = (np.zeros((0, 3)), *TALL[1:])
NOBODY = (np.zeros((0, 3, 2)), *BATCHES[1:])
COUNTED = (np.zeros((0, 3)), np.array([1, -2, 0, 3]), *TALL[2:])


def over_time(name: str) -> dict[str, Any]:
    """The visible cases that both functions over time share."""
    return {
        "example": (
            case(Call(name, HAND_X[:1], H0, *HAND), say="3절에서 첫 시점까지"),
            case(Call(name, HAND_X, H0, *HAND), say="3절의 세 시점"),
        ),
        "random": (
            case(Call(name, *TALL), say="T = 6, D = 3, H = 4"),
            case(Call(name, *BATCHES), say="T = 4, N = 3, D = 2, H = 5"),
            case(Call(name, *EQUAL), say="T와 N이 모두 4일 때"),
        ),
        "edges": (
            case(Call(name, *NOTHING), say="T = 0"),
            case(Call(name, *NOBODY), say="T = 0, N = 3"),
            case(Call(name, *COUNTED), say="T = 0이고 h0이 정수 배열"),
            case(Call(name, *WHOLE), say="X가 정수 배열"),
            case(Call(name, *drawn(9, (3,), (1,), 1, 1)), say="D, H, N이 모두 1"),
            bad(name, TALL, 0, (6, 2), "X x Wx D", "X의 D가 Wx와 다르면 ValueError"),
            bad(name, TALL, 4, (1,), "b Wx Wh h0 h_prev H", "b가 (1,)이면 ValueError"),
            bad(name, BATCHES, 1, (1, 5), "X x h0 h_prev N", "h0의 N만 1이면 ValueError"),
        ),
        "effects": (
            case(*[Call(name, *TALL)] * 2, look="pure fresh quiet", say="인자와 먼저 돌려준 배열은 그대로"),
            case(*[Call(name, NOTHING[0], Shared("h0", TALL[1]), *TALL[2:])] * 2, look="pure fresh",
                 say="T = 0이어도 h0과 메모리를 나누지 않음"),
        ),
    }  # fmt: skip


RNN_STATES = Check(
    "rnn_states",
    ("X", "h0", "Wx", "Wh", "b"),
    **over_time("rnn_states"),
    parts=without_batch(2),
    invariants=(
        case(Call("rnn_states", *TALL), props=(Prop("between", {"step": 0, "low": -1.0, "high": 1.0}),),
             say="상태는 −1과 1 사이"),
        case(Call("rnn_states", TALL[0][:3], *TALL[1:]), say="앞의 세 시점만 읽어도 그 시점들의 상태는 그대로"),
    ),
    hints=(
        "시점 $t$의 상태를 구하려면 무엇이 있어야 할까요? 맨 처음에는 그 자리에 무엇을 넣나요? $T = 0$이면 결과의 shape는 어때야 할까요?",
        r"$h$를 `h0`에서 시작해 $t = 0, 1, \dots, T - 1$ 차례로 `rnn_forward(X[t], h, Wx, Wh, b)`를 부르고, 얻은 상태를 결과의 $t$번에 담아요. 결과를 `np.zeros((T, "
        "*h0.shape))`로 먼저 만들어 두면 $T = 0$도, 배치도 따로 다룰 필요가 없어요.",
        "h, _ = rnn_forward(X[t], ____, Wx, Wh, b)      # 다음 줄은 states[t] = h",
    ),
)  # fmt: skip

RNN_SEQUENCE = Check(
    "rnn_sequence",
    ("X", "h0", "Wx", "Wh", "b"),
    **over_time("rnn_sequence"),
    parts=without_batch(2),
    invariants=(
        case(Call("rnn_sequence", TALL[0][:2], *TALL[1:]), Call("rnn_sequence", TALL[0], *TALL[1:]),
             props=(Prop("differ", {"a": 0, "b": 1}),), say="더 읽으면 상태가 달라짐"),
        case(Call("rnn_sequence", *TALL), Call("rnn_sequence", TALL[0], np.zeros(4), *TALL[2:]),
             props=(Prop("differ", {"a": 0, "b": 1}),), say="h0이 다르면 마지막 상태도 다름"),
    ),
    hints=(
        "방금 만든 `rnn_states`의 결과에서 필요한 것은 어느 축의 몇 번째일까요? 그 자리가 아예 없을 때도 있을까요?",
        "`rnn_states(X, h0, Wx, Wh, b)`는 `(T, H)`나 `(T, N, H)`이고 시점이 0번 축이에요. 그 축의 마지막을 고르면 `(H,)`나 `(N, H)`예요. $T = 0$이면 고를 것이 없으니 `h0`을 "
        "float64로 복사해서 돌려주세요.",
        "return rnn_states(X, h0, Wx, Wh, b)[____] if len(X) else np.array(____, dtype=np.float64)",
    ),
)  # fmt: skip

CHECKS = (RNN_FORWARD, RNN_STATES, RNN_SEQUENCE)

BPTT = "backward_through_time"
DISCOVERIES = (
    Check(
        BPTT,
        ("X", "h0", "Wx", "Wh", "b"),
        example=(
            case(Call(BPTT, HAND_X[:1], H0, *HAND), say="3절의 첫 시점만: T = 1"),
            case(Call(BPTT, HAND_X[:2], H0, *HAND), say="3절의 두 시점: T = 2"),
        ),
        random=(
            case(Call(BPTT, *TALL), say="T = 6, D = 3, H = 4"),
            case(Call(BPTT, *drawn(10, (5,), (), 2, 3)), say="T = 5, D = 2, H = 3"),
        ),
        edges=(
            case(Call(BPTT, *drawn(11, (4,), (), 1, 1)), say="D와 H가 모두 1"),
            case(Call(BPTT, TALL[0], np.zeros(4), *TALL[2:]), say="h0이 0일 때"),
        ),
        effects=(case(Call(BPTT, *TALL), Call(BPTT, *TALL), look="pure", say="인자는 그대로"),),
        hints=(
            "뒤에서부터 한 시점씩 되짚어요. 맨 뒤의 상태로 미분한 기울기는 얼마인가요? 그 기울기가 한 시점 앞의 상태와 Wh에 각각 무엇을 넘겨줄까요?",
            r"뒤에서부터 $dz = dh \cdot (1 - h_t^2)$을 구하고, $W_h$의 기울기에 $h_{t-1}^\top dz$(두 벡터의 바깥곱)를 보태고, $dh = dz\, W_h^\top$을 앞 시점으로 "
            "넘겨요. `dh`는 1로 채운 (H,)에서 출발해요.",
            "slope += np.outer(h_prev, ____)      # 그다음 dh = ____ @ Wh.T",
        ),
    ),
)  # fmt: skip

QUIZ = (
    Question(
        "입력이 8개(D = 8), 은닉 상태가 64개(H = 64)인 RNN이 있습니다. 시퀀스의 길이를 8에서 16으로 늘리면 가중치와 편향은 몇 개가 될까요?",
        (
            Option("그대로 [4,672](=sizes.all)개", "8·64 + 64·64 + 64 = [4,672](=sizes.all)개이고, 길이 T는 이 식에 들어 있지 않아요.", right=True),
            Option("그대로 [4,608](=sizes.without_bias)개", "길이와 상관없다는 것은 맞지만 편향 64개를 빠뜨렸어요."),
            Option("절반인 [2,336](=sizes.half)개", "시퀀스의 길이는 가중치의 수와 관계가 없어요. 줄어들 이유가 없지요."),
            Option("두 배인 [9,344](=sizes.twice)개", "시점마다 가중치를 따로 둔다면 그렇겠지요. RNN은 모든 시점이 같은 Wx, Wh, b를 나누어 써요."),
        ),
    ),
    Question(
        "Wh는 비대칭인데, h @ Wh 자리에 Wh @ h를 쓰고도 시험을 통과했습니다. 어떤 시험이었을까요?",
        (
            Option("h0 ≠ 0이고 편향이 0인 시험", "편향이 0이어도 두 곱은 [여전히 달라요](=transposed.seen)."),
            Option("T = 1이고 h0 = 0인 시험", "0에는 무엇을 곱해도 0이라 이 실수가 [드러나지 않아요](=transposed.hidden). 그래서 0이 아닌 h0으로 시험해요.", right=True),
            Option("T = 1이고 H = 3, h0 ≠ 0인 시험", "`h @ Wh`와 `Wh @ h`가 서로 달라요. h0도 0이 아니라서 첫 시점부터 드러나요."),
            Option("시점이 여섯 개인 시험", "시점이 여섯이면 두 번째 시점부터 상태가 0이 아니라서 [값이 달라져요](=transposed.later)."),
        ),
    ),
    Question(
        "시점 50개짜리 시퀀스에서 h = 0 가까이의 기울기를 재니 Wh의 스펙트럼 반경이 0.5일 때 [2×10⁻¹⁵](=growth_at_half)쯤이었습니다. 무슨 뜻일까요?",
        (
            Option("첫 시점의 입력이 바뀌어도 마지막 상태는 거의 바뀌지 않는다.", "기울기 소실이에요. 학습도 먼 과거의 영향을 알아차리지 못해요.", right=True),
            Option("Wh가 클리핑되었다.", "여기서는 아무것도 자르지 않았어요. 클리핑은 기울기가 너무 클 때의 처방이에요."),
            Option("tanh가 포화되어 상태가 모두 1이다.", "h = 0 가까이에서는 tanh의 도함수가 1이에요. Wh를 쉰 번 곱해서 줄어든 거예요."),
            Option("학습이 끝나 손실이 최소가 되었다.", "이 기울기는 손실이 아니라 상태가 50시점 전의 상태에 얼마나 민감한지를 나타내요. 학습이 끝났는지와는 달라요."),
        ),
    ),
    Question(
        "X의 shape가 (32, 10, 8), h0의 shape가 (10, 64)입니다. 이 단원의 약속으로 읽으면 무엇인가요?",
        (
            Option("시점 32개, 샘플 10개, 입력 8개", "(T, N, D)로 읽으면 N이 h0의 10과도 맞아요.", right=True),
            Option("크기가 맞지 않아 ValueError", "T에는 맞춰야 할 짝이 없고, N = 10과 D = 8은 잘 맞아요."),
            Option("샘플 32개, 시점 10개, 입력 8개", "batch_first라고 부르는 약속으로 읽으면 그래요. 이 단원에서는 시점이 맨 앞이에요."),
            Option("샘플 8개, 시점 10개, 입력 32개", "마지막 축은 늘 한 시점의 입력 D예요."),
        ),
    ),
)


def widget_values(reference: dict[str, Any]) -> dict[str, Any]:
    """The right curves of both widgets for every ρ of their sliders: numbers only."""
    import importlib.util
    from pathlib import Path

    path = Path(__file__).parent / "public" / "memory.py"
    spec = importlib.util.spec_from_file_location("memory_of_unit_11", path)
    assert spec is not None
    assert spec.loader is not None
    memory = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(memory)
    traces = [[memory.trace_of(reference["rnn_states"], digit, rho) for rho in memory.RHOS] for digit in memory.DIGITS]
    scores = [memory.scores_of(reference["rnn_sequence"], rho) for rho in memory.RHOS]
    return {
        "traces": np.round(np.array(traces), 4),  # (digits, ρ, 8)
        "accuracy": np.round(np.array([score[0] for score in scores]), 4),  # (ρ,)
        "recall": np.round(np.array([score[1] for score in scores]), 3),  # (ρ, 8)
    }
