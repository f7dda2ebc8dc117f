"""What the notebook of unit 07 checks and says: visible cases, hints, quiz, shipped accuracies.

Draws differ from one right answer to the next, so random results are looked at by their properties.
Every visible call has a seed: the file of expected values must be the same on every build.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, Rng, Shared, case, rest

FORWARD, BACKWARD = "dropout_forward", "dropout_backward"
# The numbers of block 3.
HAND = np.array([4.0, -8.0, 12.0, 20.0])
HAND_MASK = np.array([1.0, 0.0, 1.0, 1.0])
HAND_GRADIENT = np.array([0.8, 2.0, -4.0, 1.6])
EIGHTS = np.full((16, 25), 8.0)


def numbers(seed: int, shape: tuple[int, ...]) -> Any:
    """Easy numbers, none of them near 0."""
    rng = np.random.default_rng(seed)
    return np.round(rng.uniform(0.5, 3.0, size=shape), 1) * rng.choice([-1.0, 1.0], size=shape)


def mask_of(seed: int, shape: tuple[int, ...], rate: float = 0.3) -> Any:
    """A mask with both values in it."""
    mask = (np.random.default_rng(seed).random(shape) >= rate).astype(np.float64)
    mask.flat[0], mask.flat[-1] = 0.0, 1.0
    return mask


def prop(name: str, key: str = "", /, **params: Any) -> Prop:
    """A property of step 0 unless another is given."""
    return Prop(name, {"step": 0, **params} if "a" not in params else params, key)


def consistent(x: Any, rate: float) -> tuple[Prop, ...]:
    """A mask of 0 and 1, and out from x, mask and rate."""
    factors = (np.asarray(x, dtype=np.float64) / (1.0 - rate)).tolist()
    return prop("one_of", item=1, values=[0, 1]), prop("product", item=0, other=1, factors=factors)


def drawn(x: Any, rate: float, seed: int, say: str, *more: Prop) -> Case:
    """One call in training mode, judged by properties."""
    return case(Call(FORWARD, x, rate, True, seed), compare=False, props=(*more, *consistent(x, rate)), say=say)


# What becomes of 8 at a rate of 0.2: 10 in four cases out of five, else 0.  The order matters: each
# property names what only one mistake does among those that the earlier ones let through.
OF_EIGHTS = (
    prop("never", "swapped_result", name="one_of", item=0, values=[0, 1]),
    prop("never", "scaled_mask", name="one_of", item=1, values=[0, 1.25]),
    prop("mean_between", item=0, low=0.5, high=1000.0),
    prop("never", "divides_by_rate", name="mean_between", item=0, low=27.0, high=37.0),
    prop("never", "keep_convention", name="one_of", item=0, values=[0, 40, 8 / (1 - 0.8)]),
    prop("never", "no_scale", name="one_of", item=0, values=[0, 8]),
    prop("never", "multiplies", name="one_of", item=0, values=[0, 8 * 0.8]),
    prop("never", "swapped_comparison", name="mean_between", item=0, low=0.8, high=3.2),
    prop("never", "mask_of_dropped", name="mean_between", item=1, low=0.08, high=0.32),
    prop("lines_differ", "shared_mask", item=1),
    prop("mean_between", item=1, low=0.68, high=0.92),
)
FORWARD_EXAMPLE = (
    case(
        Call(FORWARD, HAND, 0.2, False, 1), compare=False, say="추론 모드에서는 3절의 네 수가 그대로",
        props=(prop("never", "scales_at_inference", name="one_of", item=0, values=(0.8 * HAND).tolist()),),
    ),
    case(Call(FORWARD, HAND, 0.2, False, 1), say="추론 모드의 결과는 (x의 복사본, None)"),
    drawn(EIGHTS, 0.2, 1, "3절: 8은 10 또는 0이 되고, 열에 여덟이 살아남음", *OF_EIGHTS),
    drawn(np.tile(HAND, (6, 1)), 0.2, 2, "3절의 네 수: 살아남으면 5, −10, 15, 25"),
)  # fmt: skip
FORWARD_RANDOM = (
    drawn(numbers(1, (12, 15)), 0.8, 3, "비율 0.8: 열에 둘만 살아남음", prop("mean_between", item=1, low=0.02, high=0.38)),
    drawn(numbers(2, (9, 14)), 0.35, 4, "비율 0.35", prop("mean_between", item=1, low=0.39, high=0.91)),
)
X = Shared("x", numbers(3, (6, 7)))
# A call that writes into x would spoil what the second one gets: said as such, not as an unused rng.
FORWARD_INVARIANTS = (
    case(
        Call(FORWARD, X, 0.3, True, 5), Call(FORWARD, X, 0.3, True, 5), compare=False, look="pure", say="같은 정수 rng이면 같은 결과",
        props=(prop("equal", "ignores_rng", a=0, b=1),),
    ),
    case(
        Call(FORWARD, X, 0.3, True, 6), Call(FORWARD, X, 0.3, True, 7), compare=False, look="pure", say="다른 정수 rng이면 다른 결과",
        props=(prop("differ", "fixed_seed", a=0, b=1),),
    ),
    case(
        Call(FORWARD, X, 0.3, True, Rng(8, "rng")), Call(FORWARD, X, 0.3, True, Rng(8, "rng")), compare=False,
        look="pure", say="한 생성기로 두 번 부르면 다른 결과", props=(prop("differ", "same_state", a=0, b=1),),
    ),
    case(
        Call(FORWARD, X, 0.3, True, Rng(9, "one")), Call(FORWARD, X, 0.3, True, Rng(9, "other")), compare=False,
        look="pure", say="상태가 같은 두 생성기면 같은 결과", props=(prop("equal", "ignores_rng", a=0, b=1),),
    ),
)  # fmt: skip


def bad_rate(rate: float, training: bool) -> Case:
    """A rate that is no probability."""
    mode = "훈련" if training else "추론"
    call = Call(FORWARD, HAND, rate, training, 1)
    return case(call, look="message", blame=("dropout_rate",), say=f"{mode} 모드에서 비율이 {rate:g}이면 ValueError")


BLANK = np.zeros((10, 10), dtype=np.int64)
FORWARD_EDGES = (
    case(Call(FORWARD, HAND, 0.0, True, 1), loose=True, look="no_warning", say="비율 0이면 모두 살아남음"),
    case(Call(FORWARD, HAND, 1.0, True, 1), loose=True, look="no_warning", say="비율 1이면 모두 0, 경고 없음"),
    case(Call(FORWARD, np.array([3, 0, 250], dtype=np.uint8), 0.2, False, 1), say="추론 모드에서 정수도 float64로"),
    case(
        Call(FORWARD, BLANK, 0.2, True, 3), compare=False, say="x가 모두 0이어도 마스크는 열에 여덟이 1",
        props=(prop("mean_between", "mask_from_out", item=1, low=0.55, high=1.0), prop("one_of", item=1, values=[0, 1])),
    ),
    drawn(np.arange(1, 41, dtype=np.uint8).reshape(5, 8), 0.2, 5, "8비트 정수 배열"),
    drawn(numbers(4, (30,)), 0.3, 6, "1차원 배열"),
    drawn(numbers(5, (2, 3, 5)), 0.3, 7, "3차원 배열"),
    *(bad_rate(rate, training) for training in (True, False) for rate in (-0.1, 1.5, float("nan"))),
)  # fmt: skip
FORWARD_EFFECTS = (
    case(
        Call(FORWARD, X, 0.3, True, 11), Call(FORWARD, X, 0.3, True, 12), compare=False, look="pure fresh quiet",
        say="x와 np.random의 상태는 그대로, 결과는 새 배열",
    ),
    case(Call(FORWARD, HAND, 0.3, False, 13), look="pure fresh quiet", say="추론 모드에서도 새 배열"),
    case(Call(FORWARD, HAND, 0.0, True, 14), loose=True, look="pure fresh quiet", say="비율이 0이어도 새 배열"),
)  # fmt: skip



def infers_only(item: Case) -> bool:
    """Whether a case never trains."""
    return all(step.args[2] is False for step in item.steps if isinstance(step, Call))


FORWARD_CHECK = Check(
    FORWARD,
    ("x", "dropout_rate", "training", "rng"),
    example=FORWARD_EXAMPLE,
    random=FORWARD_RANDOM,
    invariants=FORWARD_INVARIANTS,
    edges=FORWARD_EDGES,
    effects=FORWARD_EFFECTS,
    parts={"추론 모드": infers_only, "훈련 모드": rest},
    hints=(
        "세 갈래를 먼저 나누어 보세요. 비율이 잘못되었을 때, 추론 모드일 때, 훈련 모드일 때예요. 어느 것을 맨 먼저 보아야 할까요? 그리고 [0, 1)에서 고르게 뽑은 난수가 `dropout_rate`보다 작을 확률은 얼마일까요?",
        "`np.random.default_rng(rng)`는 `None`도 정수도 생성기도 받아요. 그 생성기로 `x`와 shape가 같은 난수를 뽑아, `dropout_rate` 이상이면 1, 작으면 0인 마스크를 만드세요. "
        r"$$\mathrm{out} = \frac{x \odot \mathrm{mask}}{1 - p}$$ 여기서 $p$는 `dropout_rate`예요. 비율이 1이면 나누지 말고 0으로 된 배열을 돌려주세요.",
        "mask = (np.random.default_rng(rng).random(____) >= dropout_rate).astype(np.float64)",
    ),
)

# With a mask drawn anew, some of the 16s become 20: the mean is 9.6 where it should be near 8.
DOUT, MASK, KEPT = numbers(6, (3, 5)), mask_of(7, (3, 5)), mask_of(12, (16, 25), 0.2)
BACKWARD_CHECK = Check(
    BACKWARD,
    ("dout", "mask", "dropout_rate"),
    example=(
        case(
            Call(BACKWARD, np.where(KEPT == 1.0, 8.0, 16.0), KEPT, 0.2), compare=False,
            say="살아남은 자리의 8은 10, 꺼진 자리의 16은 0",
            # Zeros, tens and twenties as if drawn anew; what is of another scale is no other mask.
            props=(prop("never", "new_mask", name="mix", values=[0, 10, 20], low=8.7, high=10.6),),
        ),
        case(Call(BACKWARD, HAND_GRADIENT, HAND_MASK, 0.2), say="3절의 기울기와 마스크"),
    ),
    random=(
        case(Call(BACKWARD, DOUT, MASK, 0.3), say="(3, 5) 배열, 비율 0.3"),
        case(Call(BACKWARD, numbers(8, (7, 2)), mask_of(9, (7, 2), 0.8), 0.8), say="(7, 2) 배열, 비율 0.8"),
        case(Call(BACKWARD, DOUT, MASK), say="비율의 기본값 0.5"),
    ),
    invariants=(
        case(
            Call(BACKWARD, DOUT, MASK, 0.3), Call(BACKWARD, 4.0 * DOUT, MASK, 0.3), say="dout을 네 배로 하면 결과도 네 배",
            props=(Prop("scaled", {"a": 0, "b": 1, "factor": 4.0}),),
        ),
    ),
    edges=(
        case(Call(BACKWARD, HAND_GRADIENT, None, 0.2), say="마스크가 None이면 dout 그대로"),
        case(Call(BACKWARD, HAND_GRADIENT, None, 1.0), look="no_warning", say="마스크가 None이면 비율이 1이어도 dout 그대로"),
        case(Call(BACKWARD, HAND_GRADIENT, np.zeros(4), 1.0), look="no_warning", say="비율 1이면 0, 경고 없음"),
        case(Call(BACKWARD, HAND_GRADIENT, np.ones(4), 0.0), say="비율 0이면 dout 그대로"),
        case(Call(BACKWARD, np.array([2.5]), np.zeros(1), 0.2), say="원소가 하나뿐이고 꺼졌으면 0"),
        case(Call(BACKWARD, DOUT, MASK.astype(np.bool_), 0.3), say="불리언 마스크"),
        case(Call(BACKWARD, np.array([90, -7, 100], dtype=np.int8), np.array([1, 1, 0], dtype=np.uint8), 0.2), say="정수 배열"),
        case(Call(BACKWARD, np.array([3, -7]), None, 0.2), say="정수 dout과 None"),
        case(Call(BACKWARD, np.array([3, -7]), np.zeros(2), 1.0), look="no_warning", say="정수 dout과 비율 1"),
        case(Call(BACKWARD, numbers(10, (2, 3, 4)), mask_of(11, (2, 3, 4)), 0.3), say="3차원 배열"),
    ),
    effects=(
        case(Call(BACKWARD, Shared("dout", DOUT), MASK, 0.3), Call(BACKWARD, Shared("dout", DOUT), MASK, 0.3), look="pure fresh quiet", say="dout과 mask는 그대로, 결과는 새 배열"),
        case(Call(BACKWARD, DOUT, None, 0.3), look="pure fresh quiet", say="마스크가 None이어도 새 배열"),
        case(Call(BACKWARD, Layout(DOUT, "readonly"), Layout(MASK, "readonly"), 0.3), look="pure fresh quiet", say="읽기 전용 배열"),
    ),
    hints=(
        "순전파에서 꺼진 원소를 조금 바꾸면 출력이 바뀌나요? 살아남은 원소를 $h$만큼 키우면 출력은 얼마나 커지나요? 그 두 수가 곧 기울기에 곱할 수예요.",
        r"마스크가 있으면 $$dx = \frac{\mathrm{dout} \odot \mathrm{mask}}{1 - p}$$ 이고 shape는 `dout`과 같아요. 새로 뽑지 않고 받은 마스크를 써요. 마스크가 `None`이면 "
        "`dout`을 float64로 복사하고, 비율이 1이면 나누지 말고 0으로 된 배열을 돌려주세요. `None`인지부터 보세요.",
        "return dout * ____ / (1 - dropout_rate)",
    ),
)  # fmt: skip

CHECKS = (FORWARD_CHECK, BACKWARD_CHECK)


def stops(say: str, scores: list[float], patience: int) -> Case:
    """One story of validation accuracies."""
    return case(Call("stop_early", np.array(scores), patience), say=say)


DISCOVERIES = (
    Check(
        "stop_early",
        ("scores", "patience"),
        example=(
            stops("7.2절의 정확도, 두 번까지 참기", [0.5, 0.7, 0.6, 0.72, 0.71, 0.72, 0.9], 2),
            stops("docstring의 예", [0.5, 0.7, 0.6, 0.65, 0.9], 2),
        ),
        random=(
            stops("오래 참으면 마지막의 최고를 봄", [0.5, 0.7, 0.6, 0.65, 0.9], 3),
            stops("최고를 넘을 때마다 다시 셈", [0.3, 0.5, 0.4, 0.6, 0.5, 0.7, 0.6, 0.8], 2),
            stops("내려가지 않으면 끝까지", [0.1, 0.2, 0.3, 0.4], 1),
        ),
        edges=(
            stops("한 번도 참지 않음", [0.4, 0.3, 0.9], 1),
            stops("최고와 같은 값은 최고를 넘은 것이 아님", [0.6, 0.6, 0.6, 0.9], 2),
            stops("정확도가 하나뿐", [0.25], 3),
        ),
        effects=(case(Call("stop_early", Shared("scores", np.array([0.2, 0.4, 0.3])), 2), look="pure", say="scores는 그대로"),),
        hints=(
            "앞에서부터 하나씩 보면서 무엇 두 가지를 기억하고 있어야 할까요? 최고를 넘었을 때와 넘지 못했을 때 그 둘은 각각 어떻게 바뀌나요?",
            "최고가 있는 자리 $b$를 기억하세요. 지금 자리를 $i$라고 하면 최고를 넘지 못한 채 이어진 횟수는 $i - b$예요. 그 수가 `patience`에 이르면 멈춰요. "
            "돌려줄 것은 멈춘 자리가 아니라 $b$예요.",
            "elif at - ____ >= patience:\n    break",
        ),
    ),
)

QUIZ = (
    Question(
        "은닉 유닛 100개의 값이 모두 6입니다. 훈련 모드에서 `dropout_rate=0.25`로 `dropout_forward`를 부르면 어떤 값이 나올까요?",
        (
            Option("75개쯤은 6, 25개쯤은 0", "살아남은 값을 나누지 않으면 이렇게 돼요. 평균이 [4.5](=sixes.no_scale)로 줄어 추론 때와 어긋나요."),
            Option("25개쯤은 [24](=sixes.keep_convention), 75개쯤은 0", "0.25를 살려 둘 확률로 읽은 결과예요. 이 단원의 비율은 끌 확률이에요."),
            Option("모두 [4.5](=sixes.no_scale)", "6 · 0.75는 껐다 켰다 한 값을 평균한 것이에요. 한 번 부르면 유닛마다 꺼지거나 살아남을 뿐이에요."),
            Option("75개쯤은 [8](=sixes.kept), 25개쯤은 0", "살아남은 6은 0.75로 나누어 [8](=sixes.kept)이 돼요. 평균은 6 그대로예요.", right=True),
        ),
    ),
    Question(
        "비율 0.5로 시험해 보니 출력의 평균도 꺼지는 개수도 맞습니다. 그런데 `1 - dropout_rate` 대신 `dropout_rate`로 나눈 코드였습니다. "
        "비율을 0.2로 바꾸면 출력의 평균은 입력의 몇 배가 될까요?",
        (
            Option("[1배](=by_rate.half)", "0.5에서만 그래요. 0.2와 0.8은 서로 다른 수예요."),
            Option("[0.8배](=by_rate.no_scale)", "나누지 않았을 때의 값이에요."),
            Option("[5배](=by_rate.kept)", "살아남은 값은 다섯 배가 되지만 열에 둘은 0이라 평균은 그보다 작아요."),
            Option("[4배](=by_rate.mean)", "열에 여덟이 살아남아 [다섯](=by_rate.kept) 배가 되므로 0.8 · 5 = 4예요. 0.5에서는 0.5 · 2 = 1이라 드러나지 않았어요.", right=True),
        ),
    ),
    Question(
        "역전파에서 마스크를 새로 뽑으면 무엇이 잘못될까요?",
        (
            Option("출력에 영향을 주지 않은 꺼진 유닛에도 기울기가 흐른다.", "손실을 계산한 함수와 미분한 함수가 서로 달라지는 것이에요.", right=True),
            Option("기울기의 평균이 (1 − dropout_rate)배로 줄어든다.", "새로 뽑은 마스크도 같은 수로 나누면 평균은 맞아요. 문제는 자리예요."),
            Option("마스크는 어차피 무작위이므로 아무 문제가 없다.", "순전파의 마스크는 이미 정해진 값이에요. 손실은 그 마스크로 계산되었어요."),
            Option("shape가 달라져서 오류가 난다.", "shape는 같아서 오류 없이 조용히 틀려요."),
        ),
    ),
    Question(
        "dropout_rate를 0.5에서 0.9로 올리면, 값이 4인 유닛의 출력에 붙는 잡음의 분산은 몇 배가 될까요?",
        (
            Option("[9배](=noisier.variance)", "p/(1 − p)이 0.5에서는 1, 0.9에서는 9예요. 유닛의 값은 두 비율에서 같으니 배수에는 남지 않아요.", right=True),
            Option("[1.8배](=noisier.rate)", "비율끼리 나눈 값이에요. 분산은 비율이 아니라 p/(1 − p)에 비례해요."),
            Option("[3배](=noisier.deviation)", "표준편차가 그만큼 커져요. 분산은 표준편차의 제곱이에요."),
            Option("[5배](=noisier.square)", "출력의 제곱의 평균, 곧 x²/(1 − p)이 그만큼 커져요. 분산은 거기에서 평균의 제곱을 뺀 것이에요."),
        ),
    ),
)  # fmt: skip


def widget_values(reference: dict[str, Any]) -> dict[str, Any]:
    """Test accuracies of the reference for the widget's rates and penalties: {"0.01": (rates,), …}."""
    path = Path(__file__).parent / "public" / "network.py"
    spec = importlib.util.spec_from_file_location("_unit_07_network", path)
    assert spec is not None
    assert spec.loader is not None
    network = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(network)
    functions = reference[FORWARD], reference[BACKWARD]
    return {
        f"accuracy_{decay}": np.array([
            network.fit(*functions, rate=rate, decay=float(decay), epochs=200, every=200)[2][-1] for rate in (0.0, 0.2, 0.5, 0.8, 0.9)
        ])
        for decay in ("0", "0.003", "0.01")
    }  # fmt: skip
