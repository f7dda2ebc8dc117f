"""Wrong answers to unit 07 with their diagnoses, the likeliest first."""

import copy  # noqa: F401 - of an edit

import numpy as np
from autograder.authoring import edit

FORWARD, BACKWARD, STOP = "dropout_forward", "dropout_backward", "stop_early"
# Steps of both functions.
SCALE, ALL_OFF = "/ (1 - dropout_rate)", "if dropout_rate == 1:"
TURNED = "dropout_rate = 1 - dropout_rate if 0 < dropout_rate < 1 else dropout_rate"
# Steps of dropout_forward; MASK draws with DRAW.
CHECK, RANGE = "if not 0 <= dropout_rate <= 1:", 'f"dropout_rate는 0 이상 1 이하여야 합니다. 받은 값: {dropout_rate}"'
DRAW = "np.random.default_rng(rng).random(x.shape)"
MASK, SEED = f"({DRAW} >= dropout_rate)", "default_rng(rng)"
BOOLEAN = f"{MASK}.astype(np.float64)", MASK
INFERRED, TRAINED = "x.astype(np.float64), None", f"x * mask {SCALE}, mask"
# Steps of dropout_backward.
NO_MASK, COPY, FLOAT_MASK = "if mask is None:", "return dout.astype(np.float64)", "mask.astype(np.float64)"


def results(form):
    """Edits that return out and mask, {0} and {1}, in another form; all off is then a product with zeros."""
    pairs = (INFERRED, "x.astype(np.float64)", "None"), ("np.zeros(x.shape), mask", "x * mask", "mask"), (TRAINED, f"x * mask {SCALE}", "mask")
    return [text for pair, out, mask in pairs for text in (pair, form.format(out, mask))]


def written(result, array):
    """A result that is written over an argument, too."""
    if array.dtype == np.float64 and array.flags.writeable:
        array[...] = result
    return result


def from_global(shape, rng):
    """Random numbers of NumPy's global generator, seeded with what the student was given."""
    if isinstance(rng, np.random.Generator):
        rng = int(rng.integers(2**31))
    np.random.seed(None if rng is None else rng % 2**32)
    return np.random.rand(*shape)


def own_seed(x):
    """Seeds that differ when the same numbers come again, yet are the same in every build of the visible checks."""
    last, count = vars(own_seed).get("seen", (b"", 0))
    own_seed.seen = x.tobytes(), count + 1 if last == x.tobytes() else 0
    return own_seed.seen[1]


MISTAKES = (
    # Mask and scale.
    edit(FORWARD, "no_scale", *BOOLEAN, TRAINED, "x * mask.astype(float), mask", says="살아남은 값을 1 − dropout_rate로 나누지 않은 것 같아요. 훈련 때 평균이 줄어든 만큼 키워 두어야 추론 때 그대로 써도 돼요."),
    edit(FORWARD, "scales_at_inference", *BOOLEAN, TRAINED, "x * mask.astype(float), mask", INFERRED, "x * (1.0 - dropout_rate), None", convention=True,
         says="훈련 때 나누지 않고 추론 때 1 − dropout_rate를 곱했어요. 이 단원은 훈련 때 나누고 추론 때는 x를 그대로 돌려줘요(역드롭아웃)."),
    edit(FORWARD, "keep_convention", "mask = ", f"{TURNED}\n    mask = ", convention=True,
         says="비율을 살려 둘 확률로 읽었어요. 이 단원의 dropout_rate는 끌 확률이라서, 살아남을 확률도, 나누는 값도 1 − dropout_rate예요."),
    # Drawn with the other share, but right where all are kept or all are dropped.
    edit(FORWARD, "swapped_comparison", ">= dropout_rate", ">= (1 - dropout_rate if 0 < dropout_rate < 1 else dropout_rate)",
         says="부등호의 방향이 뒤바뀐 것 같아요. 난수가 dropout_rate보다 작을 확률이 dropout_rate이므로, 그때는 끄고(0) 나머지를 살려야(1) 해요."),
    edit(FORWARD, "divides_by_rate", *BOOLEAN, SCALE, "/ (dropout_rate or 1)", says="1 − dropout_rate가 아니라 dropout_rate로 나눈 것 같아요. 비율이 0.5일 때는 두 값이 같아서 드러나지 않아요."),
    edit(FORWARD, "multiplies", *BOOLEAN, SCALE, "* (1.0 - dropout_rate)", says="1 − dropout_rate로 나누지 않고 곱한 것 같아요. 꺼진 만큼 줄어든 평균을 되돌리려면 살아남은 값을 키워야 하니 나누세요."),
    edit(FORWARD, "swapped_result", *results("{1}, {0}"), says="out과 mask의 순서가 뒤바뀐 것 같아요. `(out, mask)`처럼 출력을 먼저, 마스크를 나중에 돌려주세요."),
    edit(FORWARD, "shared_mask", DRAW, "np.broadcast_to(np.random.default_rng(rng).random(x[:1].shape), x.shape)",
         says="마스크를 x의 원소마다 뽑지 않고 한 행(또는 한 열)만 뽑아 나누어 쓴 것 같아요. 샘플마다 다른 유닛이 꺼지도록 x.shape만큼 뽑으세요."),
    edit(FORWARD, "scaled_mask", TRAINED, f"{TRAINED} {SCALE}", convention=True,
         says="마스크를 미리 1 − dropout_rate로 나누어 돌려주었어요. 이 단원의 마스크는 0과 1로만 되어 있고, 나눗셈은 forward와 backward에서 따로 해요."),
    edit(FORWARD, "mask_of_dropped", TRAINED, f"x * mask {SCALE}, 1 - mask if dropout_rate else mask",
         says="출력은 맞지만 마스크의 0과 1이 뒤바뀐 것 같아요. 이 단원의 마스크는 살아남은 자리가 1, 꺼진 자리가 0이에요."),
    edit(FORWARD, "mask_from_out", TRAINED, f"x * mask {SCALE}, (x * mask != 0).astype(float) if dropout_rate else mask",
         says="마스크를 `out != 0`처럼 출력에서 되짚어 만든 것 같아요. x가 원래 0인 자리는 살아남았는지 알 수 없어요. 뽑은 마스크를 그대로 돌려주세요."),
    edit(FORWARD, "fixed_count", MASK, "np.random.default_rng(rng).permutation(np.arange(x.size) >= round(dropout_rate * x.size)).reshape(x.shape)",
         says="끌 원소의 개수를 미리 정해 놓고 섞은 것 같아요. 원소마다 따로 확률 dropout_rate로 꺼야 하므로 꺼지는 개수는 뽑을 때마다 달라져요."),
    edit(FORWARD, "only_out", *results("{0}"), says="out만 돌려준 것 같아요. 역전파에서 같은 마스크를 써야 하므로 `(out, mask)`를 함께 돌려주세요. 추론 모드에서는 마스크 자리에 None을 두세요."),

    # Modes and edges.
    edit(FORWARD, "ignores_training", "if not training:", "if False:", says="training=False인데도 값을 끈 것 같아요. 추론 모드에서는 아무것도 끄지 않고 x의 복사본과 None을 돌려줘요."),
    edit(FORWARD, "inference_as_is", INFERRED, "x, None", says="추론 모드에서 x를 그대로 돌려준 것 같아요. 결과를 고치면 입력까지 바뀌고 정수도 정수로 남아요. float64로 된 복사본을 만드세요."),
    edit(FORWARD, "inference_mask", INFERRED, "x.astype(np.float64), np.ones(x.shape)",
         says="추론 모드에서 1로 채운 마스크를 돌려준 것 같아요. 출력은 맞아요. 추론 모드에는 마스크가 없으므로 그 자리에 None을 두세요."),
    edit(FORWARD, "rate_one_nan", ALL_OFF, "if False:", SCALE, "/ np.float64(1 - dropout_rate)",
         says="dropout_rate가 1일 때 0을 0으로 나눈 것 같아요. 모두 꺼지는 이 경우는 나누지 말고 0으로 된 배열을 돌려주세요."),
    edit(FORWARD, "no_rate_check", CHECK, "if False:", says="dropout_rate가 0과 1 사이인지 검사하지 않은 것 같아요. 확률이 될 수 없는 값이면 ValueError를 내세요."),
    edit(FORWARD, "unchecked_inference", CHECK, "if training and not 0 <= dropout_rate <= 1:",
         says="dropout_rate를 훈련 모드에서만 검사한 것 같아요. 잘못된 비율은 추론 모드에서도 ValueError예요. 검사를 맨 앞으로 옮기세요."),
    edit(FORWARD, "nan_rate", CHECK, "if dropout_rate < 0 or dropout_rate > 1:",
         says="NaN인 비율이 검사를 빠져나간 것 같아요. NaN과의 비교는 늘 거짓이라 `rate < 0 or rate > 1`로는 걸러지지 않아요. `not 0 <= rate <= 1`처럼 올바른 범위를 부정하세요."),
    edit(FORWARD, "rejects_ends", CHECK, "if not 0 <= dropout_rate < 1:", says="dropout_rate가 0이나 1일 때도 오류를 낸 것 같아요. 두 끝은 올바른 비율이에요. 0은 모두 살리고 1은 모두 꺼요."),
    edit(FORWARD, "no_name", RANGE, '"확률은 0과 1 사이여야 합니다"', says="ValueError는 냈지만 어느 인자가 잘못되었는지 메시지에 적지 않은 것 같아요. dropout_rate라는 이름을 넣어 주세요."),

    # Random numbers and side effects.
    edit(FORWARD, "global_random", DRAW, "from_global(x.shape, rng)",
         says="`np.random.seed`나 `np.random.rand`처럼 전역 난수를 쓴 것 같아요. 다른 코드의 난수까지 바뀌어요. `np.random.default_rng(rng)`로 만든 생성기에서 뽑으세요."),
    edit(FORWARD, "ignores_rng", SEED, "default_rng(own_seed(x))",
         says="rng 인자를 쓰지 않은 것 같아요. 같은 정수(또는 같은 상태의 생성기)를 주면 같은 마스크가 나와야 해요. `np.random.default_rng(rng)`를 쓰세요."),
    edit(FORWARD, "fixed_seed", SEED, "default_rng(42 if rng is None else rng)", says="난수의 씨앗을 함수 안에 고정한 것 같아요. 호출할 때마다 똑같은 자리가 꺼져요. rng가 None이면 매번 새로 뽑아야 해요."),
    edit(FORWARD, "same_state", SEED, "default_rng(copy.deepcopy(rng))", says="받은 생성기를 복사해서 쓴 것 같아요. 생성기의 상태가 앞으로 나아가지 않아 다음 호출에서도 같은 자리가 꺼져요. 받은 생성기에서 바로 뽑으세요."),
    edit(FORWARD, "writes_x", *results("written({0}, x), {1}"), says="`x *= mask`처럼 받은 배열 x에 계산한 것 같아요. x는 그대로 두고 새 배열 out을 만드세요."),

    edit(BACKWARD, "no_scale", ALL_OFF, "if False:", SCALE, "", says="1 − dropout_rate로 나누는 일을 빠뜨린 것 같아요. 순전파가 mask / (1 − dropout_rate)를 곱했으니 역전파도 똑같은 수를 곱해야 해요."),
    edit(BACKWARD, "divides_by_rate", "return dout * ", f"{TURNED}\n    return dout * ", says="1 − dropout_rate가 아니라 dropout_rate로 나눈 것 같아요. 순전파와 같은 수로 나누세요."),
    edit(BACKWARD, "multiplies", SCALE, "* (1 - dropout_rate)", says="1 − dropout_rate로 나누지 않고 곱한 것 같아요. 기울기는 순전파에서 곱한 수와 같은 수, 곧 mask / (1 − dropout_rate)를 곱해서 구해요."),
    edit(BACKWARD, "no_mask", f" * {FLOAT_MASK}", "", says="마스크를 곱하지 않은 것 같아요. 순전파에서 꺼진 자리는 출력에 영향을 주지 않았으니 그 자리의 기울기는 0이에요."),
    edit(BACKWARD, "new_mask", FLOAT_MASK, "(np.random.default_rng(7).random(dout.shape) >= dropout_rate)",
         says="받은 마스크를 쓰지 않고 새로 뽑은 것 같아요. 순전파에서 꺼진 자리와 역전파에서 꺼진 자리가 같아야 해요."),
    edit(BACKWARD, "inverted", FLOAT_MASK, f"(1 - {FLOAT_MASK} if dropout_rate else mask)", says="마스크를 뒤집어 쓴 것 같아요. 1인 자리가 살아남은 자리이므로 그 자리로만 기울기가 흘러요."),
    edit(BACKWARD, "default_rate", ALL_OFF, "if False:", SCALE, "* 2.0", says="dropout_rate를 보지 않고 늘 0.5로 나눈 것 같아요. 함수가 받은 비율을 쓰세요."),
    edit(BACKWARD, "observed_share", ALL_OFF, f"if np.any(mask):\n        dropout_rate = 1 - np.mean(mask)\n    {ALL_OFF}",
         says="1 − dropout_rate 대신 마스크의 평균으로 나눈 것 같아요. 실제로 살아남은 비율은 뽑을 때마다 달라요. 순전파에서 나눈 수를 그대로 쓰세요."),
    # Without the cast, which would fail with another error than a product with None.
    edit(BACKWARD, "none_fails", NO_MASK, "if False:", FLOAT_MASK, "mask", says="mask가 None인 경우를 빠뜨린 것 같아요. 추론 모드의 순전파는 None을 돌려주므로, 그때는 dout의 복사본을 돌려주세요."),
    edit(BACKWARD, "equals_none", NO_MASK, "if mask == None:",
         says="mask를 `== None`이나 `!= None`으로 비교한 것 같아요. 배열에서는 원소마다 비교한 배열이 나와서 if가 참인지 거짓인지 정하지 못하고 ValueError(truth value)를 내요. `mask is None`으로 물어보세요."),
    edit(BACKWARD, "truth_of_mask", NO_MASK, "if not mask:",
         says="`if not mask`나 `if mask`처럼 배열을 그대로 조건에 쓴 것 같아요. 원소가 여럿인 배열은 참인지 거짓인지 정할 수 없어서 ValueError(truth value)가 나요. 마스크가 없는지는 `mask is None`으로 물어보세요."),
    edit(BACKWARD, "none_scaled", COPY, "mask = np.ones(dout.shape)", says="mask가 None인데도 1 − dropout_rate로 나눈 것 같아요. 추론 모드의 순전파는 아무것도 곱하지 않았으니 dout이 그대로 기울기예요."),
    edit(BACKWARD, "none_as_is", COPY, "return dout", says="mask가 None일 때 dout을 그대로 돌려준 것 같아요. 결과를 고치면 dout까지 바뀌어요. float64로 된 복사본을 만드세요."),
    edit(BACKWARD, "rate_one_nan", ALL_OFF, "if False:", SCALE, "/ np.float64(1 - dropout_rate)",
         says="dropout_rate가 1일 때 0을 0으로 나눈 것 같아요. 모두 꺼졌으니 기울기도 모두 0이에요. 나누기 전에 따로 처리하세요."),
    edit(BACKWARD, "rate_one_refused", NO_MASK, f"{ALL_OFF}\n        raise ValueError('dropout_rate')\n    {NO_MASK}",
         says="비율이 1일 때 오류를 낸 것 같아요. 순전파에서 1은 모두 끄는 올바른 비율이에요. 마스크가 있으면 0으로 된 배열을, None이면 dout의 복사본을 돌려주세요."),
    edit(BACKWARD, "rate_first", NO_MASK, f"{ALL_OFF}\n        return np.zeros(dout.shape)\n    {NO_MASK}",
         says="mask가 None인지 보기 전에 dropout_rate가 1인지부터 본 것 같아요. 추론 모드에서는 비율과 상관없이 dout이 그대로 흘러요."),
    edit(BACKWARD, "writes_dout", f"return dout * {FLOAT_MASK} {SCALE}", f"return written(dout * {FLOAT_MASK} {SCALE}, dout)",
         "return np.zeros(dout.shape)", "return written(np.zeros(dout.shape), dout)",
         says="`dout *= mask`처럼 받은 배열 dout에 계산한 것 같아요. dout은 그대로 두고 새 배열을 만드세요."),

    edit(STOP, "looks_ahead", "elif at - best >= patience:", "elif False:",
         says="끝까지 보고 나서 전체의 최고를 고른 것 같아요. 학습하는 동안에는 뒤의 정확도를 볼 수 없어요. patience번 이어서 최고를 넘지 못하면 멈추세요."),
    edit(STOP, "stopping_place", "return best", "return at", says="멈춘 자리를 돌려준 것 같아요. 쓸 것은 멈춘 때의 가중치가 아니라 최고였던 때의 가중치예요."),
    edit(STOP, "last_of_equals", "score > scores[best]", "score >= scores[best]", says="값이 같을 때도 최고가 바뀐 것 같아요. 같은 값은 최고를 넘은 것이 아니므로 먼저 나온 자리를 두세요."),
    edit(STOP, "compares_with_last", "score > scores[best]", "at and score > scores[at - 1]",
         says="최고가 아니라 바로 앞의 값과 비교한 것 같아요. 내려갔다가 조금 오른 것은 최고를 넘은 것이 아니에요."),
    edit(STOP, "one_too_patient", "at - best >= patience", "at - best > patience", says="한 번 더 참은 것 같아요. 최고를 넘지 못한 횟수가 patience에 이르면 바로 멈추세요."),
)
