"""Wrong answers to unit 07 with their diagnoses, the likeliest first.

`forward` is a right answer in small steps, of which a mistake changes one.
"""

import copy

import numpy as np
from autograder.spec import mistake


def check_rate(rate, training):
    if not 0 <= rate <= 1:
        raise ValueError(f"dropout_rate: {rate}")


def draw(x, rate, rng):
    return np.random.default_rng(rng).random(x.shape) >= rate


def train(x, mask, rate):
    out = x * mask if rate == 1 else x * mask / (1 - rate)
    return out.astype(np.float64), mask.astype(np.float64)


def infer(x, rate):
    return x.astype(np.float64), None


def forward(x, rate, training, rng, *, check=check_rate, draw=draw, train=train, infer=infer):
    """A right dropout_forward; every step may be replaced."""
    check(rate, training)
    return train(x, draw(x, rate, rng), rate) if training else infer(x, rate)


# --- dropout_forward: mask and scale -------------------------------------------------------------


@mistake(
    "dropout_forward", "no_scale",
    "살아남은 값을 1 − dropout_rate로 나누지 않은 것 같아요. 훈련 때 평균이 줄어든 만큼 키워 두어야 추론 때 그대로 써도 돼요.",
)  # fmt: skip
def no_scale(x, dropout_rate=0.5, training=True, rng=None):
    return forward(x, dropout_rate, training, rng, train=lambda x, mask, rate: (x * mask.astype(float), mask))


@mistake(
    "dropout_forward", "scales_at_inference",
    "훈련 때 나누지 않고 추론 때 1 − dropout_rate를 곱했어요. "
    "이 단원은 훈련 때 나누고 추론 때는 x를 그대로 돌려줘요(역드롭아웃).",
    convention=True,
)  # fmt: skip
def scales_at_inference(x, dropout_rate=0.5, training=True, rng=None):
    return forward(
        x, dropout_rate, training, rng,
        train=lambda x, mask, rate: (x * mask.astype(float), mask), infer=lambda x, rate: (x * (1.0 - rate), None),
    )  # fmt: skip


@mistake(
    "dropout_forward", "keep_convention",
    "비율을 살려 둘 확률로 읽었어요. 이 단원의 dropout_rate는 끌 확률이라서, "
    "살아남을 확률도 나눌 수도 1 − dropout_rate예요.",
    convention=True,
)  # fmt: skip
def keep_convention(x, dropout_rate=0.5, training=True, rng=None):
    if training and 0 < dropout_rate < 1:
        dropout_rate = 1 - dropout_rate
    return forward(x, dropout_rate, training, rng)


@mistake(
    "dropout_forward", "swapped_comparison",
    "부등호의 방향이 뒤바뀐 것 같아요. 난수가 dropout_rate보다 작을 확률이 dropout_rate이므로, 그때는 끄고(0) 나머지를 살려야(1) 해요.",
)  # fmt: skip
def swapped_comparison(x, dropout_rate=0.5, training=True, rng=None):
    return forward(
        x, dropout_rate, training, rng, draw=lambda x, rate, rng: draw(x, 1 - rate, rng) if 0 < rate < 1 else draw(x, rate, rng)
    )


@mistake(
    "dropout_forward", "divides_by_rate",
    "1 − dropout_rate가 아니라 dropout_rate로 나눈 것 같아요. 비율이 0.5일 때는 두 값이 같아서 드러나지 않아요.",
)  # fmt: skip
def divides_by_rate(x, dropout_rate=0.5, training=True, rng=None):
    return forward(
        x, dropout_rate, training, rng, train=lambda x, mask, rate: (x * mask / rate, mask) if 0 < rate < 1 else train(x, mask, rate)
    )


@mistake(
    "dropout_forward", "multiplies",
    "1 − dropout_rate로 나누지 않고 곱한 것 같아요. 꺼진 만큼 줄어든 평균을 되돌리려면 살아남은 값을 키워야 하니 나누세요.",
)  # fmt: skip
def multiplies(x, dropout_rate=0.5, training=True, rng=None):
    return forward(x, dropout_rate, training, rng, train=lambda x, mask, rate: (x * mask * (1.0 - rate) if rate else x * 1.0, mask))


@mistake(
    "dropout_forward", "swapped_result",
    "out과 mask의 순서가 뒤바뀐 것 같아요. `(out, mask)`처럼 출력을 먼저, 마스크를 나중에 돌려주세요.",
)  # fmt: skip
def swapped_result(x, dropout_rate=0.5, training=True, rng=None):
    out, mask = forward(x, dropout_rate, training, rng)
    return mask, out


@mistake(
    "dropout_forward", "shared_mask",
    "마스크를 x의 원소마다 뽑지 않고 한 행(또는 한 열)만 뽑아 나누어 쓴 것 같아요. 샘플마다 다른 유닛이 꺼지도록 x.shape만큼 뽑으세요.",
)  # fmt: skip
def shared_mask(x, dropout_rate=0.5, training=True, rng=None):
    return forward(x, dropout_rate, training, rng, draw=lambda x, rate, rng: np.broadcast_to(draw(x[:1], rate, rng), x.shape))


@mistake(
    "dropout_forward", "scaled_mask",
    "마스크를 미리 1 − dropout_rate로 나누어 돌려주었어요. 이 단원의 마스크에는 0과 1만 있고, "
    "나눗셈은 forward와 backward에서 따로 해요.",
    convention=True,
)  # fmt: skip
def scaled_mask(x, dropout_rate=0.5, training=True, rng=None):
    out, mask = forward(x, dropout_rate, training, rng)
    return out, mask if mask is None or dropout_rate == 1 else mask / (1 - dropout_rate)


@mistake(
    "dropout_forward", "mask_of_dropped",
    "출력은 맞지만 마스크의 0과 1이 뒤바뀐 것 같아요. 이 단원의 마스크는 살아남은 자리가 1, 꺼진 자리가 0이에요.",
)  # fmt: skip
def mask_of_dropped(x, dropout_rate=0.5, training=True, rng=None):
    out, mask = forward(x, dropout_rate, training, rng)
    return out, mask if mask is None or dropout_rate in (0, 1) else 1 - mask


@mistake(
    "dropout_forward", "mask_from_out",
    "마스크를 `out != 0`처럼 출력에서 되짚어 만든 것 같아요. x가 원래 0인 자리는 살아남았는지 알 수 없어요. 뽑은 마스크를 그대로 돌려주세요.",
)  # fmt: skip
def mask_from_out(x, dropout_rate=0.5, training=True, rng=None):
    out, mask = forward(x, dropout_rate, training, rng)
    return out, mask if mask is None or dropout_rate in (0, 1) else (out != 0).astype(float)


@mistake(
    "dropout_forward", "fixed_count",
    "끌 원소의 개수를 미리 정해 놓고 섞은 것 같아요. 원소마다 따로 확률 dropout_rate로 꺼야 하므로 꺼지는 개수는 뽑을 때마다 달라져요.",
)  # fmt: skip
def fixed_count(x, dropout_rate=0.5, training=True, rng=None):
    def pick(x, rate, rng):
        mask = np.arange(x.size) >= round(rate * x.size)
        return np.random.default_rng(rng).permutation(mask).reshape(x.shape)

    return forward(x, dropout_rate, training, rng, draw=pick)


@mistake(
    "dropout_forward", "only_out",
    "out만 돌려준 것 같아요. 역전파에서 같은 마스크를 써야 하므로 `(out, mask)`를 함께 돌려주세요. 추론 모드에서는 마스크 자리에 None을 두세요.",
)  # fmt: skip
def only_out(x, dropout_rate=0.5, training=True, rng=None):
    return forward(x, dropout_rate, training, rng)[0]


# --- dropout_forward: modes and edges ----------------------------------------------------------------


@mistake(
    "dropout_forward", "ignores_training",
    "training=False인데도 값을 끈 것 같아요. 추론 모드에서는 아무것도 끄지 않고 x의 복사본과 None을 돌려줘요.",
)  # fmt: skip
def ignores_training(x, dropout_rate=0.5, training=True, rng=None):
    return forward(x, dropout_rate, True, rng)


@mistake(
    "dropout_forward", "inference_as_is",
    "추론 모드에서 x를 그대로 돌려준 것 같아요. 결과를 고치면 입력까지 바뀌고 정수도 정수로 남아요. float64로 된 복사본을 만드세요.",
)  # fmt: skip
def inference_as_is(x, dropout_rate=0.5, training=True, rng=None):
    return forward(x, dropout_rate, training, rng, infer=lambda x, rate: (x, None))


@mistake(
    "dropout_forward", "inference_mask",
    "추론 모드에서 1로 채운 마스크를 돌려준 것 같아요. 출력은 맞아요. 추론 모드에는 마스크가 없으므로 그 자리에 None을 두세요.",
)  # fmt: skip
def inference_mask(x, dropout_rate=0.5, training=True, rng=None):
    return forward(x, dropout_rate, training, rng, infer=lambda x, rate: (x.astype(np.float64), np.ones(x.shape)))


@mistake(
    "dropout_forward", "rate_one_nan",
    "dropout_rate가 1일 때 0을 0으로 나눈 것 같아요. 모두 꺼지는 이 경우는 나누지 말고 0으로 된 배열을 돌려주세요.",
)  # fmt: skip
def rate_one_nan(x, dropout_rate=0.5, training=True, rng=None):
    return forward(
        x, dropout_rate, training, rng, train=lambda x, mask, rate: (x * mask / np.float64(1 - rate), mask.astype(float))
    )


@mistake(
    "dropout_forward", "no_rate_check",
    "dropout_rate가 0과 1 사이인지 검사하지 않은 것 같아요. 확률이 될 수 없는 값이면 ValueError를 내세요.",
)  # fmt: skip
def no_rate_check(x, dropout_rate=0.5, training=True, rng=None):
    return forward(x, dropout_rate, training, rng, check=lambda rate, training: None)


@mistake(
    "dropout_forward", "unchecked_inference",
    "dropout_rate를 훈련 모드에서만 검사한 것 같아요. 잘못된 비율은 추론 모드에서도 ValueError예요. 검사를 맨 앞으로 옮기세요.",
)  # fmt: skip
def unchecked_inference(x, dropout_rate=0.5, training=True, rng=None):
    return forward(x, dropout_rate, training, rng, check=lambda rate, training: check_rate(rate, True) if training else None)


@mistake(
    "dropout_forward", "nan_rate",
    "NaN인 비율이 검사를 빠져나간 것 같아요. NaN과의 비교는 늘 거짓이라 `rate < 0 or rate > 1`로는 걸러지지 않아요. "
    "`not 0 <= rate <= 1`처럼 올바른 범위를 부정하세요.",
)  # fmt: skip
def nan_rate(x, dropout_rate=0.5, training=True, rng=None):
    def check(rate, training):
        if rate < 0 or rate > 1:
            raise ValueError(f"dropout_rate: {rate}")

    return forward(x, dropout_rate, training, rng, check=check)


@mistake(
    "dropout_forward", "rejects_ends",
    "dropout_rate가 0이나 1일 때도 오류를 낸 것 같아요. 두 끝은 올바른 비율이에요. 0은 모두 살리고 1은 모두 꺼요.",
)  # fmt: skip
def rejects_ends(x, dropout_rate=0.5, training=True, rng=None):
    def check(rate, training):
        if not 0 <= rate < 1:
            raise ValueError(f"dropout_rate: {rate}")

    return forward(x, dropout_rate, training, rng, check=check)


@mistake(
    "dropout_forward", "no_name",
    "ValueError는 냈지만 어느 인자가 잘못되었는지 메시지에 적지 않은 것 같아요. dropout_rate라는 이름을 넣어 주세요.",
)  # fmt: skip
def no_name(x, dropout_rate=0.5, training=True, rng=None):
    def check(rate, training):
        if not 0 <= rate <= 1:
            raise ValueError("확률은 0과 1 사이여야 합니다")

    return forward(x, dropout_rate, training, rng, check=check)


# --- dropout_forward: random numbers and side effects --------------------------------------------------


@mistake(
    "dropout_forward", "global_random",
    "`np.random.seed`나 `np.random.rand`처럼 전역 난수를 쓴 것 같아요. 다른 코드의 난수까지 바뀌어요. "
    "`np.random.default_rng(rng)`로 만든 생성기에서 뽑으세요.",
)  # fmt: skip
def global_random(x, dropout_rate=0.5, training=True, rng=None):
    def pick(x, rate, rng):
        if isinstance(rng, np.random.Generator):
            rng = int(rng.integers(2**31))
        np.random.seed(None if rng is None else rng % 2**32)
        return np.random.rand(*x.shape) >= rate

    return forward(x, dropout_rate, training, rng, draw=pick)


@mistake(
    "dropout_forward", "ignores_rng",
    "rng 인자를 쓰지 않은 것 같아요. 같은 정수(또는 같은 상태의 생성기)를 주면 같은 마스크가 나와야 해요. `np.random.default_rng(rng)`를 쓰세요.",
)  # fmt: skip
def ignores_rng(x, dropout_rate=0.5, training=True, rng=None):
    # Draws that differ when the same numbers come again, yet are the same in every build of the visible checks.
    last, count = vars(ignores_rng).get("seen", (b"", 0))
    count = count + 1 if last == x.tobytes() else 0
    ignores_rng.seen = (x.tobytes(), count)
    return forward(x, dropout_rate, training, count)


@mistake(
    "dropout_forward", "fixed_seed",
    "난수의 씨앗을 함수 안에 고정한 것 같아요. 호출할 때마다 똑같은 자리가 꺼져요. rng가 None이면 매번 새로 뽑아야 해요.",
)  # fmt: skip
def fixed_seed(x, dropout_rate=0.5, training=True, rng=None):
    return forward(x, dropout_rate, training, 42 if rng is None else rng)


@mistake(
    "dropout_forward", "same_state",
    "받은 생성기를 복사해서 쓴 것 같아요. 생성기의 상태가 앞으로 나아가지 않아 다음 호출에서도 같은 자리가 꺼져요. 받은 생성기에서 바로 뽑으세요.",
)  # fmt: skip
def same_state(x, dropout_rate=0.5, training=True, rng=None):
    return forward(x, dropout_rate, training, copy.deepcopy(rng))


@mistake(
    "dropout_forward", "writes_x",
    "`x *= mask`처럼 받은 배열 x에 계산한 것 같아요. x는 그대로 두고 새 배열 out을 만드세요.",
)  # fmt: skip
def writes_x(x, dropout_rate=0.5, training=True, rng=None):
    out, mask = forward(x, dropout_rate, training, rng)
    if training and x.dtype == np.float64 and x.flags.writeable:
        x[...] = out
    return out, mask


# --- dropout_backward ------------------------------------------------------------------------------------


def backward(dout, mask, rate):
    """A right dropout_backward."""
    if mask is None:
        return dout.astype(np.float64)
    return np.zeros(dout.shape) if rate == 1 else dout * mask / (1 - rate)


@mistake(
    "dropout_backward", "no_scale",
    "1 − dropout_rate로 나누는 일을 빠뜨린 것 같아요. 순전파가 mask / (1 − dropout_rate)를 곱했으니 역전파도 똑같은 수를 곱해야 해요.",
)  # fmt: skip
def back_no_scale(dout, mask, dropout_rate=0.5):
    return dout.astype(np.float64) if mask is None else dout * mask.astype(np.float64)


@mistake("dropout_backward", "divides_by_rate", "1 − dropout_rate가 아니라 dropout_rate로 나눈 것 같아요. 순전파와 같은 수로 나누세요.")
def back_divides_by_rate(dout, mask, dropout_rate=0.5):
    return backward(dout, mask, dropout_rate if dropout_rate in (0, 1) else 1 - dropout_rate)


@mistake(
    "dropout_backward", "multiplies",
    "1 − dropout_rate로 나누지 않고 곱한 것 같아요. 기울기는 순전파에서 곱한 수와 같은 수, 곧 mask / (1 − dropout_rate)를 곱해서 구해요.",
)  # fmt: skip
def back_multiplies(dout, mask, dropout_rate=0.5):
    return dout.astype(np.float64) if mask is None else dout * mask * (1.0 - dropout_rate)


@mistake(
    "dropout_backward", "no_mask",
    "마스크를 곱하지 않은 것 같아요. 순전파에서 꺼진 자리는 출력에 영향을 주지 않았으니 그 자리의 기울기는 0이에요.",
)  # fmt: skip
def back_no_mask(dout, mask, dropout_rate=0.5):
    return backward(dout, None if mask is None else np.ones(mask.shape), dropout_rate)


@mistake(
    "dropout_backward", "new_mask",
    "받은 마스크를 쓰지 않고 새로 뽑은 것 같아요. 순전파에서 꺼진 자리와 역전파에서 꺼진 자리가 같아야 해요.",
)  # fmt: skip
def back_new_mask(dout, mask, dropout_rate=0.5):
    if mask is None:
        return backward(dout, mask, dropout_rate)
    return backward(dout, np.random.default_rng(7).random(dout.shape) >= dropout_rate, dropout_rate)


@mistake("dropout_backward", "inverted", "마스크를 뒤집어 쓴 것 같아요. 1인 자리가 살아남은 자리이므로 그 자리로만 기울기가 흘러요.")
def back_inverted(dout, mask, dropout_rate=0.5):
    return backward(dout, mask if mask is None or dropout_rate in (0, 1) else 1 - mask.astype(float), dropout_rate)


@mistake(
    "dropout_backward", "default_rate",
    "dropout_rate를 보지 않고 늘 0.5로 나눈 것 같아요. 함수가 받은 비율을 쓰세요.",
)  # fmt: skip
def back_default_rate(dout, mask, dropout_rate=0.5):
    return dout.astype(np.float64) if mask is None else dout * mask * 2.0


@mistake(
    "dropout_backward", "observed_share",
    "1 − dropout_rate 대신 마스크의 평균으로 나눈 것 같아요. 실제로 살아남은 비율은 뽑을 때마다 달라요. 순전파에서 나눈 수를 그대로 쓰세요.",
)  # fmt: skip
def back_observed_share(dout, mask, dropout_rate=0.5):
    return backward(dout, mask, dropout_rate if mask is None or not np.any(mask) else 1 - np.mean(mask))


@mistake(
    "dropout_backward", "none_fails",
    "mask가 None인 경우를 빠뜨린 것 같아요. 추론 모드의 순전파는 None을 돌려주므로, 그때는 dout의 복사본을 돌려주세요.",
)  # fmt: skip
def back_none_fails(dout, mask, dropout_rate=0.5):
    return np.zeros(dout.shape) if dropout_rate == 1 else dout * mask / (1 - dropout_rate)


@mistake(
    "dropout_backward", "equals_none",
    "mask를 `== None`이나 `!= None`으로 견준 것 같아요. 배열에서는 원소마다 견준 배열이 나와서 if가 참인지 거짓인지 정하지 못하고 "
    "ValueError(truth value)를 내요. `mask is None`으로 물어보세요.",
)  # fmt: skip
def back_equals_none(dout, mask, dropout_rate=0.5):
    if mask == None:  # noqa: E711 - the mistake itself
        return dout.astype(np.float64)
    return backward(dout, mask, dropout_rate)


@mistake(
    "dropout_backward", "truth_of_mask",
    "`if not mask`나 `if mask`처럼 배열을 그대로 조건에 쓴 것 같아요. 원소가 여럿인 배열은 참인지 거짓인지 정할 수 없어서 "
    "ValueError(truth value)가 나요. 마스크가 없는지는 `mask is None`으로 물어보세요.",
)  # fmt: skip
def back_truth_of_mask(dout, mask, dropout_rate=0.5):
    if not mask:
        return dout.astype(np.float64)
    return backward(dout, mask, dropout_rate)


@mistake(
    "dropout_backward", "none_scaled",
    "mask가 None인데도 1 − dropout_rate로 나눈 것 같아요. 추론 모드의 순전파는 아무것도 곱하지 않았으니 dout이 그대로 기울기예요.",
)  # fmt: skip
def back_none_scaled(dout, mask, dropout_rate=0.5):
    return backward(dout, np.ones(dout.shape) if mask is None else mask, dropout_rate)


@mistake(
    "dropout_backward", "none_as_is",
    "mask가 None일 때 dout을 그대로 돌려준 것 같아요. 결과를 고치면 dout까지 바뀌어요. float64로 된 복사본을 만드세요.",
)  # fmt: skip
def back_none_as_is(dout, mask, dropout_rate=0.5):
    return dout if mask is None else backward(dout, mask, dropout_rate)


@mistake(
    "dropout_backward", "rate_one_nan",
    "dropout_rate가 1일 때 0을 0으로 나눈 것 같아요. 모두 꺼졌으니 기울기도 모두 0이에요. 나누기 전에 따로 처리하세요.",
)  # fmt: skip
def back_rate_one_nan(dout, mask, dropout_rate=0.5):
    return dout.astype(np.float64) if mask is None else dout * mask / np.float64(1 - dropout_rate)


@mistake(
    "dropout_backward", "rate_one_refused",
    "비율이 1일 때 오류를 낸 것 같아요. 순전파에서 1은 모두 끄는 올바른 비율이에요. 마스크가 있으면 0으로 된 배열을, None이면 dout의 복사본을 돌려주세요.",
)  # fmt: skip
def back_rate_one_refused(dout, mask, dropout_rate=0.5):
    if dropout_rate == 1:
        raise ValueError("dropout_rate")
    return backward(dout, mask, dropout_rate)


@mistake(
    "dropout_backward", "rate_first",
    "mask가 None인지 보기 전에 dropout_rate가 1인지부터 본 것 같아요. 추론 모드에서는 비율과 상관없이 dout이 그대로 흘러요.",
)  # fmt: skip
def back_rate_first(dout, mask, dropout_rate=0.5):
    return np.zeros(dout.shape) if dropout_rate == 1 else backward(dout, mask, dropout_rate)


@mistake(
    "dropout_backward", "writes_dout",
    "`dout *= mask`처럼 받은 배열 dout에 계산한 것 같아요. dout은 그대로 두고 새 배열을 만드세요.",
)  # fmt: skip
def back_writes_dout(dout, mask, dropout_rate=0.5):
    dx = backward(dout, mask, dropout_rate)
    if mask is not None and dout.dtype == np.float64 and dout.flags.writeable:
        dout[...] = dx
    return dx
