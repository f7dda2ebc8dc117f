"""Wrong answers of unit 13, each with what we tell its author; the likeliest first.

Each is right but for its one slip, so that what it gives can be told from all the others.
"""

import numpy as np
from autograder.authoring import edit, rewrite

RELU, LEAKY, ELU, GELU, GRAD, CHAIN, VARIANCE = (
    "relu", "leaky_relu", "elu", "gelu", "activation_grad", "chain_gradient", "weight_variance",
)  # fmt: skip
FLOAT = "np.asarray(z, dtype=np.float64)"
#: What each function returns, but for the one with many returns.
RETURNS = {
    RELU: "np.maximum(z, 0.0)",
    LEAKY: "np.where(z > 0, z, slope * z)",
    ELU: "np.where(z > 0, z, below)",
    GELU: "z * (1.0 + erf(z / np.sqrt(2.0))) / 2.0",
}
LEAKED, BELOW, MINUS_ONE = "slope * z", "alpha * np.expm1(np.minimum(z, 0.0))", "np.expm1(np.minimum(z, 0.0))"
PHI, OUTER = "(1.0 + erf(z / np.sqrt(2.0))) / 2.0", "z * (1.0 + erf(z / np.sqrt(2.0))) / 2.0"
SIGMOID_GRAD, TANH_GRAD, RELU_GRAD = "return s * (1.0 - s)", "1.0 - np.tanh(z) ** 2", "np.where(z > 0, 1.0, 0.0)"
LEAKY_GRAD, ELU_GRAD, SOFTPLUS_GRAD = "np.where(z > 0, 1.0, 0.01)", "np.exp(np.minimum(z, 0.0))", "return sigmoid(z)"
GELU_GRAD, STEP_GRAD = "cdf + z * density", "np.zeros(z.shape)"
KIND_ERROR = "raise ValueError(f\"kind를 알 수 없습니다: {kind}\")"
FACTOR, NEXT = "w * activation_grad(z, kind)", "a = functions[kind](z)"
WEIGHTS, KNOWN = "np.asarray(weights, dtype=np.float64)", "kind not in functions"
CHAIN_ERROR = "raise ValueError(f\"kind는 sigmoid, tanh, relu 가운데 하나여야 합니다: {kind}\")"


def kept(shape, store={}):  # noqa: B006 - to be kept is its mistake
    """An array that a function keeps from call to call."""
    return store.setdefault(shape, np.empty(shape))


def overwritten(given, found):
    """What is found, written over what was given where that is possible."""
    if isinstance(given, np.ndarray) and given.dtype == np.float64 and given.flags.writeable:
        given[...] = found
    return found


def like(given, found):
    """What is found, cut off to integers where integers were given."""
    dtype = np.asarray(given).dtype
    return np.asarray(found).astype(dtype) if dtype.kind in "iu" else found


def approximate(z):
    """GELU by tanh, and its derivative."""
    inner = np.sqrt(2.0 / np.pi) * (z + 0.044715 * z**3)
    t = np.tanh(inner)
    slope = 0.5 * (1.0 + t) + 0.5 * z * (1.0 - t**2) * np.sqrt(2.0 / np.pi) * (1.0 + 3 * 0.044715 * z**2)
    return 0.5 * z * (1.0 + t), slope


def logistic(z):
    """The sigmoid."""
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def of_any_z(name):
    """What goes wrong in any of the functions of z, whatever their formula is."""
    result = RETURNS[name]
    yield edit(name, "arrays_only", FLOAT, "z.astype(np.float64)",
               says="숫자 하나(스칼라)를 받으면 오류가 나는 것 같아요. 맨 앞에서 np.asarray(z, dtype=np.float64)로 바꾸면 스칼라도 배열처럼 다룰 수 있어요.")
    yield edit(name, "at_least_1d", FLOAT, f"np.atleast_1d({FLOAT})",
               says="스칼라를 받으면 shape (1,)인 배열이 나와요. 결과의 shape는 z와 같아야 하니 np.atleast_1d를 쓰지 마세요.")
    yield edit(name, "flattened", f"return {result}", f"return np.ravel({result}) if z.ndim > 1 else {result}",
               says="값은 맞는데 1차원으로 펼쳐서 돌려준 것 같아요. z.ravel()로 계산했다면 마지막에 reshape(z.shape)로 되돌리세요.")
    yield edit(name, "float32", f"return {result}", f"return ({result}).astype(np.float32)",
               says="결과가 float32예요. 정밀도가 7자리로 줄어드니 float64로 계산해서 돌려주세요.")
    yield edit(name, "a_list", f"return {result}", f"return ({result}).tolist() if z.ndim else {result}",
               says="배열이 아니라 리스트를 돌려준 것 같아요. np.array로 바꾸어 돌려주세요.")
    yield edit(name, "no_return", f"return {result}", f"out = {result}",
               says="결과를 구하기만 하고 돌려주지 않은 것 같아요. print로 보이는 것은 돌려주는 것이 아니에요. return을 적으세요.")
    yield edit(name, "in_place", f"z = {FLOAT}", f"given, z = z, {FLOAT}", f"return {result}", f"return overwritten(given, {result}) + 0.0",
               says="받은 z에 결과를 덮어쓴 것 같아요. z[z < 0] = …이나 z *= …, out=z 대신 새 배열에 담으세요.")
    yield edit(name, "shared_buffer", f"return {result}", f"out = kept(z.shape)\n    out[...] = {result}\n    return out",
               says="결과를 담는 배열을 함수 밖에 두고 다시 쓴 것 같아요. 다음에 호출하면 앞에서 받은 결과까지 바뀌어요. 호출할 때마다 새 배열을 만드세요.")
    if name != GELU:
        yield edit(name, "same_object", f"return {result}", f"return z if np.all(z > 0) else {result}",
                   says="모두 양수이면 받은 배열을 그대로 돌려준 것 같아요. 돌려받은 쪽이 고치면 z까지 바뀌니 z.copy()처럼 새 배열을 돌려주세요.")
    if name == RELU:
        yield edit(name, "integers", FLOAT, "np.asarray(z)", "0.0", "0",
                   says="정수 배열을 받으면 정수 배열을 돌려준 것 같아요. 먼저 np.asarray(z, dtype=np.float64)로 바꾸세요.")
    else:
        yield edit(name, "truncated", f"z = {FLOAT}", f"given, z = z, {FLOAT}", f"return {result}", f"return like(given, {result})",
                   says="정수 배열을 받으면 결과의 소수점 아래가 잘려요. np.zeros_like(z)로 만든 배열은 z가 정수이면 정수예요. dtype=np.float64를 함께 주세요.")


def no_such_kind(name, raised):
    """Slips in refusing another kind."""
    yield edit(name, "nameless", raised, "raise ValueError(\"이름이 잘못되었습니다\")",
               says="오류는 맞게 냈지만 메시지에 kind가 없어요. 어느 인자가 잘못됐는지 이름을 적어 주세요.")
    yield edit(name, "key_error", raised, "raise KeyError(\"kind\")",
               says="모르는 kind에 KeyError를 낸 것 같아요. 사전에서 바로 꺼내면 그렇게 돼요. 먼저 확인하고 ValueError를 내세요.")
    yield edit(name, "returns_none", raised, "return None",
               says="모르는 kind에 오류를 내지 않고 None을 돌려준 것 같아요. if를 모두 지나쳤을 때도 ValueError를 내세요.")


def refused_number(name, argument, check, low):
    """Slips in refusing a number that is too small."""
    yield edit(name, "no_check", check, "if False:",
               says=f"{argument}의 값을 검사하지 않은 것 같아요. {low} ValueError를 내세요.")
    yield edit(name, "asserts", check, f"assert not ({check[3:-1]}), '{argument}'\n    if False:",
               says="assert로 검사한 것 같아요. 그러면 AssertionError가 나요. raise ValueError(…)를 쓰세요.")
    yield edit(name, "turns_positive", check, f"{argument} = abs({argument})\n    if False:",
               says=f"{argument}의 값이 잘못되었을 때 오류를 내지 않고 절댓값으로 바꾼 것 같아요. {low} ValueError를 내세요.")


MISTAKES = (
    rewrite(RELU, "python_max", "return max(z, 0)",
            says="파이썬의 max를 쓴 것 같아요. 숫자 하나에서만 되고, 배열끼리는 크기를 참과 거짓 하나로 말할 수 없어 오류가 나요. 원소마다 비교하는 np.maximum을 쓰세요."),
    edit(RELU, "np_max", RETURNS[RELU], "np.max(z)",
         says="np.max를 쓴 것 같아요. 배열에서 가장 큰 수 하나만 남아요. 원소마다 0과 비교하는 np.maximum을 쓰세요."),
    edit(RELU, "max_along_axis", RETURNS[RELU], "np.max(z, 0) if z.ndim else np.maximum(z, 0.0)",
         says="np.max(z, 0)을 쓴 것 같아요. 0은 비교할 값이 아니라 축의 번호로 읽혀서 축 0의 최댓값이 나와요. np.maximum을 쓰세요."),
    edit(RELU, "minimum", "np.maximum", "np.minimum", says="np.minimum을 쓴 것 같아요. 양수가 사라지고 음수가 남았어요. 0과 비교해 큰 쪽을 고르세요."),
    edit(RELU, "absolute", RETURNS[RELU], "np.abs(z)", says="절댓값을 구한 것 같아요. ReLU는 음수를 양수로 바꾸지 않고 0으로 만들어요."),
    edit(RELU, "step", RETURNS[RELU], "np.where(z > 0, 1.0, 0.0)", says="양수이면 1을 돌려준 것 같아요. 그것은 계단 함수이고 ReLU의 도함수예요. ReLU는 양수를 그대로 돌려줘요."),
    edit(RELU, "picked", RETURNS[RELU], "z[z > 0] if z.ndim else np.maximum(z, 0.0)",
         says="양수만 골라낸 것 같아요. z[z > 0]은 음수가 있던 자리를 없애서 shape가 달라져요. 그 자리는 0으로 남겨야 해요."),
    edit(RELU, "clipped", RETURNS[RELU], "np.clip(z, 0.0, 1.0)", says="1에서 자른 것 같아요. ReLU는 아래쪽만 0에서 자르고 위쪽은 그대로 두어요."),
    edit(RELU, "six", RETURNS[RELU], "np.clip(z, 0.0, 6.0)", convention=True, says="6에서 자른 것 같아요. 모바일 신경망에서 쓰는 ReLU6의 약속이에요. 이 단원의 ReLU는 위쪽을 자르지 않아요."),
    edit(RELU, "zeros_of_z", f"return {RETURNS[RELU]}", "out = np.zeros(z) if z.ndim else np.zeros(())\n    out[z > 0] = z[z > 0]\n    return out",
         says="np.zeros(z)를 쓴 것 같아요. z의 값을 shape로 읽어서 TypeError가 나요. np.zeros(z.shape)를 쓰세요."),
    edit(RELU, "square", RETURNS[RELU], "np.maximum(z, 0.0) ** 2", says="제곱한 것 같아요. 양수는 그대로 돌려주세요."),
    edit(RELU, "softplus", RETURNS[RELU], "np.logaddexp(0.0, z)", says="log(1 + e^z)를 구한 것 같아요. 그것은 softplus예요. ReLU는 0에서 꺾이고, z ≤ 0이면 정확히 0이에요."),
    edit(RELU, "identity", RETURNS[RELU], "z * 1.0", says="받은 값을 그대로 돌려준 것 같아요. 음수를 0으로 바꾸어야 해요."),
    edit(RELU, "mirrored", RETURNS[RELU], "np.maximum(-z, 0.0)", says="부호가 반대인 것 같아요. 양수가 0이 되고 음수가 양수로 나와요."),
    edit(RELU, "leaky", RETURNS[RELU], "np.where(z > 0, z, 0.01 * z)", says="음수 쪽에 작은 기울기를 남긴 것 같아요. 그것은 leaky ReLU예요. ReLU는 음수에서 정확히 0이에요."),
    *of_any_z(RELU),

    edit(LEAKY, "maximum", RETURNS[LEAKY], "np.maximum(z, slope * z)",
         says="z와 slope·z 가운데 큰 쪽을 고른 것 같아요. slope가 1보다 크면 음수 쪽에서는 z가 더 커서 어긋나요. 크기가 아니라 z의 부호로 고르세요."),
    edit(LEAKY, "relu", LEAKED, "0.0 * z", says="음수를 모두 0으로 만든 것 같아요. 그것은 ReLU예요. z ≤ 0이면 slope·z예요."),
    edit(LEAKY, "fixed", LEAKED, "0.01 * z", says="받은 slope를 쓰지 않고 늘 0.01을 곱한 것 같아요. 0.01은 기본값일 뿐이에요."),
    edit(LEAKY, "wrong_side", RETURNS[LEAKY], "np.where(z > 0, slope * z, z)", says="slope를 양수 쪽에 곱한 것 같아요. 양수는 그대로 두고 음수에 곱하세요."),
    edit(LEAKY, "constant", LEAKED, "slope + 0.0 * z", says="음수 쪽에서 z를 곱하지 않고 slope만 돌려준 것 같아요. slope·z여야 해요."),
    edit(LEAKY, "gradient", RETURNS[LEAKY], "np.where(z > 0, 1.0, slope)", says="값이 아니라 도함수(1과 slope)를 돌려준 것 같아요. 여기서는 z와 slope·z예요."),
    edit(LEAKY, "sign", LEAKED, "-slope * z", says="음수 쪽의 부호가 반대인 것 같아요. slope가 양수이면 음수는 음수로 남아야 해요."),
    edit(LEAKY, "added", RETURNS[LEAKY], "np.maximum(z, 0.0) + slope * z", says="relu(z)에 slope·z를 모든 자리에서 더한 것 같아요. 양수 쪽이 (1 + slope)배가 돼요. slope·min(z, 0)을 더하세요."),
    edit(LEAKY, "both", RETURNS[LEAKY], "slope * z", says="양수에도 slope를 곱한 것 같아요. 그러면 직선이라 활성화 함수가 아니에요."),
    edit(LEAKY, "divided", LEAKED, "z / (slope or 1.0)", says="slope로 나눈 것 같아요. 음수 쪽은 slope를 곱해야 해요."),
    edit(LEAKY, "minimum", RETURNS[LEAKY], "np.minimum(z, slope * z)", says="z와 slope·z 가운데 작은 쪽을 고른 것 같아요. z > 0이면 z, 아니면 slope·z예요."),
    edit(LEAKY, "rest", LEAKED, "(1.0 - slope) * z", says="음수 쪽에 1 − slope를 곱한 것 같아요. slope가 음수 쪽 직선의 기울기예요."),
    edit(LEAKY, "keras_function", "slope=0.01", "slope=0.2", convention=True, says="slope의 기본값이 0.2예요. Keras의 leaky_relu 함수가 그래요. 이 단원의 기본값은 0.01이에요."),
    edit(LEAKY, "keras_layer", "slope=0.01", "slope=0.3", convention=True, says="slope의 기본값이 0.3이에요. Keras의 LeakyReLU 층이 그래요. 이 단원의 기본값은 0.01이에요."),
    *refused_number(LEAKY, "slope", "if slope < 0:", "slope가 음수이면"),
    edit(LEAKY, "zero_too", "slope < 0", "slope <= 0", says="slope가 0일 때도 오류를 낸 것 같아요. 0은 괜찮고, 그때는 ReLU와 같아요."),
    edit(LEAKY, "nameless", 'f"slope는 0 이상이어야 합니다: {slope}"', '"음수는 안 됩니다"', says="오류는 맞게 냈지만 메시지에 slope가 없어요. 어느 인자가 잘못됐는지 이름을 적어 주세요."),
    edit(LEAKY, "small_integers", FLOAT, "np.asarray(z)", says="정수 배열을 float64로 바꾸지 않은 것 같아요. slope도 정수이면 결과가 정수이고, int8에서는 곱이 범위를 벗어나요. 먼저 float64로 바꾸세요."),
    *of_any_z(LEAKY),

    edit(ELU, "where", BELOW, "alpha * (np.exp(z) - 1.0)",
         says="값은 맞지만 z가 710을 넘으면 exp가 넘쳐 경고가 나요. np.where는 고르기 전에 두 식을 모두 계산해요. exp에 np.minimum(z, 0.0)을 넣어 보세요."),
    edit(ELU, "no_alpha", BELOW, MINUS_ONE, says="alpha를 곱하지 않은 것 같아요. 음수 쪽은 alpha·(e^z − 1)이에요."),
    edit(ELU, "no_minus_one", BELOW, "alpha * np.exp(np.minimum(z, 0.0))", says="1을 빼지 않은 것 같아요. alpha·e^z는 0에서 끊기고 음수에서도 양수예요. alpha·(e^z − 1)이에요."),
    edit(ELU, "minus_outside", BELOW, "alpha * np.exp(np.minimum(z, 0.0)) - 1.0", says="괄호를 빠뜨려 alpha·e^z − 1을 구한 것 같아요. 1을 먼저 빼고 나서 alpha를 곱하세요."),
    edit(ELU, "alpha_inside", BELOW, "np.expm1(alpha * np.minimum(z, 0.0))", says="alpha를 지수 안에 곱한 것 같아요. e^(alpha·z) − 1이 아니라 alpha·(e^z − 1)이에요."),
    edit(ELU, "linear", BELOW, "alpha * z", says="음수 쪽에 alpha·z를 쓴 것 같아요. 그것은 leaky ReLU예요. ELU는 alpha·(e^z − 1)로 휘어요."),
    edit(ELU, "wrong_side", BELOW, "alpha * np.expm1(np.minimum(z, 500.0))", RETURNS[ELU], "np.where(z > 0, below, z)", says="두 식의 자리가 바뀐 것 같아요. 양수는 그대로 두고, 음수에 alpha·(e^z − 1)을 쓰세요."),
    edit(ELU, "sign", BELOW, f"-{BELOW}", says="음수 쪽의 부호가 반대인 것 같아요. alpha·(1 − e^z)가 아니라 alpha·(e^z − 1)이에요."),
    edit(ELU, "exp_abs", BELOW, "alpha * np.expm1(np.minimum(np.abs(z), 500.0))", says="지수에 |z|를 넣은 것 같아요. z를 그대로 넣어야 음수 쪽이 −alpha에 다가가요."),
    edit(ELU, "selu", RETURNS[ELU], "1.0507009873554805 * np.where(z > 0, z, below)", convention=True, says="전체에 1.0507을 곱한 것 같아요. 그것은 SELU의 약속이에요. ELU는 곱하지 않아요."),
    edit(ELU, "gradient", RETURNS[ELU], "np.where(z > 0, 1.0, below + alpha)", says="값이 아니라 도함수(1과 alpha·e^z)를 돌려준 것 같아요. 여기서는 z와 alpha·(e^z − 1)이에요."),
    edit(ELU, "relu", BELOW, "0.0 * z", says="음수를 모두 0으로 만든 것 같아요. 그것은 ReLU예요. z ≤ 0이면 alpha·(e^z − 1)이에요."),
    edit(ELU, "maximum", BELOW, "alpha * np.expm1(np.maximum(z, 0.0))", says="지수에 np.maximum(z, 0.0)을 넣은 것 같아요. 그러면 음수 쪽이 모두 0이 되고 양수 쪽에서는 exp가 넘쳐요. 작은 쪽을 고르는 np.minimum이에요."),
    edit(ELU, "constant", BELOW, "-alpha + 0.0 * z", says="음수 쪽을 −alpha로 고정한 것 같아요. −alpha는 z가 아주 작을 때 다가가는 값이고, 0 근처에서는 0이에요."),
    *refused_number(ELU, "alpha", "if alpha <= 0:", "0 이하이면"),
    edit(ELU, "zero_passes", "alpha <= 0", "alpha < 0", says="alpha가 0일 때 오류를 내지 않은 것 같아요. 0도 안 되니 alpha <= 0일 때 ValueError를 내세요."),
    edit(ELU, "nameless", 'f"alpha는 0보다 커야 합니다: {alpha}"', '"0보다 커야 합니다"', says="오류는 맞게 냈지만 메시지에 alpha가 없어요. 어느 인자가 잘못됐는지 이름을 적어 주세요."),
    *of_any_z(ELU),

    rewrite(GELU, "math_erf", "return z * (1.0 + math.erf(z / math.sqrt(2.0))) / 2.0",
            says="math.erf에 배열을 넣은 것 같아요. 숫자 하나만 받아 TypeError가 나요. 원소마다 부르거나 np.vectorize(math.erf)를 쓰세요."),
    edit(GELU, "by_tanh", OUTER, "approximate(z)[0]", convention=True, says="tanh를 쓴 근사식이에요. GPT-2와 JAX의 기본 약속이지만, 이 단원은 오차 함수로 정확히 계산해요."),
    edit(GELU, "by_sigmoid", OUTER, "z * logistic(1.702 * z)", convention=True, says="z·σ(1.702z)로 근사한 것 같아요. 논문에 함께 나오는 빠른 식이지만, 이 단원은 오차 함수로 정확히 계산해요."),
    edit(GELU, "silu", OUTER, "z * logistic(z)", says="z·σ(z)를 구한 것 같아요. 그것은 SiLU(스위시)예요. GELU는 시그모이드가 아니라 Φ를 곱해요."),
    edit(GELU, "no_root", "z / np.sqrt(2.0)", "z", says="erf 안에서 √2로 나누지 않은 것 같아요. Φ(z) = (1 + erf(z/√2)) / 2예요."),
    edit(GELU, "by_two", "np.sqrt(2.0)", "2.0", says="erf 안에서 √2가 아니라 2로 나눈 것 같아요. Φ(z) = (1 + erf(z/√2)) / 2예요."),
    edit(GELU, "root_outside", "erf(z / np.sqrt(2.0))", "erf(z) / np.sqrt(2.0)", says="erf의 결과를 √2로 나눈 것 같아요. 나누는 것은 erf에 넣는 z예요."),
    edit(GELU, "no_half", " / 2.0", "", says="2로 나누지 않은 것 같아요. 1 + erf는 0과 2 사이라서 2로 나누어야 확률이 돼요."),
    edit(GELU, "no_one", "(1.0 + erf(z / np.sqrt(2.0)))", "erf(z / np.sqrt(2.0))", says="erf에 1을 더하지 않은 것 같아요. erf는 −1과 1 사이라서 1을 더하고 2로 나누어야 확률이 돼요."),
    edit(GELU, "cdf", OUTER, f"({PHI})", says="Φ(z)만 돌려준 것 같아요. GELU는 여기에 z를 곱한 값이에요."),
    edit(GELU, "density", OUTER, "z * np.exp(-z * z / 2.0) / np.sqrt(2.0 * np.pi)", says="누적 분포 함수 Φ가 아니라 밀도 φ를 곱한 것 같아요. z·Φ(z)예요."),
    edit(GELU, "relu", OUTER, "np.maximum(z, 0.0)", says="ReLU를 계산한 것 같아요. GELU는 0에서 꺾지 않고 Φ(z)를 곱해 부드럽게 넘어가요."),
    edit(GELU, "minus", "1.0 + erf", "1.0 - erf", says="1 + erf가 아니라 1 − erf를 쓴 것 같아요. 그러면 z가 클수록 0에 가까워져요."),
    edit(GELU, "absolute", "erf(z / np.sqrt(2.0))", "erf(np.abs(z) / np.sqrt(2.0))", says="erf에 |z|를 넣은 것 같아요. 그러면 음수 쪽도 거의 z가 돼요. 부호를 그대로 두세요."),
    edit(GELU, "gradient", OUTER, f"({PHI}) + z * np.exp(-z * z / 2.0) / np.sqrt(2.0 * np.pi)", says="값이 아니라 도함수를 돌려준 것 같아요. 도함수는 4.5절에서 써요. 여기서는 z·Φ(z)예요."),
    edit(GELU, "tail_cut", f"return {OUTER}", f"found = {OUTER}\n    return np.where(z < -1.0, 0.0, found)", says="음수 쪽의 먼 곳을 0으로 자른 것 같아요. −2에서도 GELU는 0이 아니에요."),
    *of_any_z(GELU),

    edit(GRAD, "s_of_z", "s = sigmoid(z)", "s = z",
         says="시그모이드의 도함수를 z(1 − z)로 구한 것 같아요. 그 식은 출력 a를 받을 때의 것이에요. 받은 z를 먼저 sigmoid에 넣으세요."),
    edit(GRAD, "sigmoid_twice", "s = sigmoid(z)", "s = sigmoid(sigmoid(z))",
         says="시그모이드를 두 번 거친 것 같아요. sigmoid(z)를 구하고 나서 그것을 다시 도함수에 넣지 않았는지 보세요."),
    edit(GRAD, "sigmoid_value", SIGMOID_GRAD, "return s", says="\"sigmoid\"에서 도함수가 아니라 시그모이드의 값을 돌려준 것 같아요. σ(z)(1 − σ(z))예요."),
    edit(GRAD, "sigmoid_rest", SIGMOID_GRAD, "return 1.0 - s", says="\"sigmoid\"에서 1 − σ(z)만 돌려준 것 같아요. σ(z)도 곱하세요."),
    edit(GRAD, "sigmoid_doubled", SIGMOID_GRAD, "return 2.0 * s * (1.0 - s)", says="시그모이드의 도함수가 두 배예요. 2를 곱하지 않았는지 보세요. σ(z)(1 − σ(z))예요."),
    edit(GRAD, "sigmoid_plus", "(1.0 - s)", "(1.0 + s)", says="σ(z)(1 + σ(z))를 구한 것 같아요. 괄호 안은 1 − σ(z)예요."),
    edit(GRAD, "sigmoid_by_exp", SIGMOID_GRAD, "e = np.exp(-z)\n        return e / (1.0 + e) ** 2",
         says="시그모이드의 도함수를 exp(−z)로 바로 적은 것 같아요. z가 아주 작은 음수이면 exp가 넘쳐요. sigmoid(z)를 구해서 쓰세요."),
    edit(GRAD, "one_minus_tanh", TANH_GRAD, "1.0 - np.tanh(z)", says="\"tanh\"에서 제곱을 빠뜨린 것 같아요. 1 − tanh²(z)예요."),
    edit(GRAD, "tanh_of_z", TANH_GRAD, "1.0 - z**2", says="\"tanh\"의 도함수를 1 − z²으로 구한 것 같아요. 그 식은 출력 a를 받을 때의 것이에요. 받은 z를 먼저 tanh에 넣으세요."),
    edit(GRAD, "tanh_twice", TANH_GRAD, "1.0 - np.tanh(np.tanh(z)) ** 2", says="tanh를 두 번 거친 것 같아요. tanh(z)를 구하고 나서 그것을 다시 도함수에 넣지 않았는지 보세요."),
    edit(GRAD, "tanh_value", TANH_GRAD, "np.tanh(z)", says="\"tanh\"에서 도함수가 아니라 tanh의 값을 돌려준 것 같아요. 1 − tanh²(z)예요."),
    edit(GRAD, "tanh_as_sigmoid", TANH_GRAD, "np.tanh(z) * (1.0 - np.tanh(z))", says="\"tanh\"에 시그모이드의 식 a(1 − a)를 쓴 것 같아요. tanh는 1 − a²이에요."),
    edit(GRAD, "cosh", TANH_GRAD, "1.0 / np.cosh(z) ** 2", says="값은 맞지만 z가 크면 cosh가 넘쳐 경고가 나요. tanh는 넘치지 않으니 1 − tanh²(z)로 적으세요."),
    edit(GRAD, "relu_one_at_zero", RELU_GRAD, "np.where(z >= 0, 1.0, 0.0)", convention=True, says="z = 0에서 ReLU의 도함수를 1로 둔 것 같아요. 그렇게 정한 책도 있지만 이 단원에서는 0이에요."),
    edit(GRAD, "relu_half_at_zero", RELU_GRAD, "np.heaviside(z, 0.5)", convention=True, says="z = 0에서 ReLU의 도함수를 0.5로 둔 것 같아요. 양쪽 기울기의 가운데이지만 이 단원에서는 0이에요."),
    edit(GRAD, "relu_value", RELU_GRAD, "np.maximum(z, 0.0)", says="\"relu\"에서 도함수가 아니라 ReLU의 값을 돌려준 것 같아요. 양수이면 1, 아니면 0이에요."),
    edit(GRAD, "relu_sign", RELU_GRAD, "np.sign(z)", says="\"relu\"에서 z의 부호를 돌려준 것 같아요. 음수 쪽은 −1이 아니라 0이에요."),
    edit(GRAD, "leaky_dead", LEAKY_GRAD, "np.where(z > 0, 1.0, 0.0) + 0.0", says="\"leaky_relu\"의 음수 쪽을 0으로 둔 것 같아요. 음수 쪽 직선의 기울기는 0.01이에요."),
    edit(GRAD, "leaky_times_z", LEAKY_GRAD, "np.where(z > 0, 1.0, 0.01 * z)", says="\"leaky_relu\"의 음수 쪽에 0.01·z를 쓴 것 같아요. 그것은 값이에요. 미분하면 0.01이에요."),
    edit(GRAD, "leaky_value", LEAKY_GRAD, "np.where(z > 0, z, 0.01 * z)", says="\"leaky_relu\"에서 도함수가 아니라 값을 돌려준 것 같아요. 1과 0.01이에요."),
    edit(GRAD, "leaky_one_at_zero", LEAKY_GRAD, "np.where(z >= 0, 1.0, 0.01)", convention=True, says="z = 0에서 leaky ReLU의 도함수를 1로 둔 것 같아요. 이 단원에서는 0.01이에요."),
    edit(GRAD, "leaky_keras", LEAKY_GRAD, "np.where(z > 0, 1.0, 0.3)", convention=True, says="leaky ReLU의 기울기를 0.3으로 둔 것 같아요. Keras의 층이 그래요. 이 단원에서는 0.01이에요."),
    edit(GRAD, "elu_value", ELU_GRAD, "np.where(z > 0, 1.0, np.expm1(np.minimum(z, 0.0)))", says="\"elu\"의 음수 쪽에 e^z − 1을 쓴 것 같아요. 그것은 값이에요. 미분하면 1이 사라져 e^z예요."),
    edit(GRAD, "elu_where", ELU_GRAD, "np.where(z > 0, 1.0, np.exp(z))", says="값은 맞지만 \"elu\"에서 z가 710을 넘으면 exp가 넘쳐 경고가 나요. np.where는 두 식을 모두 계산하니 exp에 np.minimum(z, 0.0)을 넣으세요."),
    edit(GRAD, "elu_only_exp", ELU_GRAD, "np.exp(np.minimum(z, 500.0))", says="\"elu\"의 양수 쪽에도 e^z를 쓴 것 같아요. 양수 쪽은 직선이라 1이에요."),
    edit(GRAD, "elu_zero_at_zero", ELU_GRAD, "np.where(z == 0, 0.0, np.exp(np.minimum(z, 0.0)))", says="z = 0에서 ELU의 도함수를 0으로 둔 것 같아요. alpha가 1이면 왼쪽과 오른쪽의 기울기가 모두 1이에요."),
    edit(GRAD, "softplus_value", SOFTPLUS_GRAD, "return np.logaddexp(0.0, z)", says="\"softplus\"에서 도함수가 아니라 값 log(1 + e^z)를 돌려준 것 같아요. 미분하면 e^z / (1 + e^z)이고, 어디서 본 식이에요."),
    edit(GRAD, "softplus_again", SOFTPLUS_GRAD, "return sigmoid(z) * (1.0 - sigmoid(z))", says="\"softplus\"를 두 번 미분한 것 같아요. 한 번 미분하면 σ(z)예요."),
    edit(GRAD, "softplus_by_exp", SOFTPLUS_GRAD, "return np.exp(z) / (1.0 + np.exp(z))", says="\"softplus\"의 도함수를 exp(z) / (1 + exp(z))로 적은 것 같아요. z가 크면 inf/inf가 되어 nan이 나와요. sigmoid를 쓰세요."),
    edit(GRAD, "gelu_cdf", GELU_GRAD, "cdf", says="\"gelu\"에서 Φ(z)만 돌려준 것 같아요. z·Φ(z)는 곱이니 Φ를 미분한 항 z·φ(z)도 더해야 해요."),
    edit(GRAD, "gelu_sum", GELU_GRAD, "cdf + density", says="\"gelu\"에서 Φ(z) + φ(z)를 구한 것 같아요. 둘째 항은 z를 곱한 z·φ(z)예요."),
    edit(GRAD, "gelu_second", GELU_GRAD, "z * density", says="\"gelu\"에서 z·φ(z)만 돌려준 것 같아요. 곱의 미분이니 Φ(z)도 더해야 해요."),
    edit(GRAD, "gelu_minus", GELU_GRAD, "cdf - z * density", says="\"gelu\"에서 z·φ(z)를 뺀 것 같아요. 곱의 미분은 더하기예요."),
    edit(GRAD, "gelu_no_pi", " / np.sqrt(2.0 * np.pi)", "", says="\"gelu\"의 밀도 φ에서 1/√(2π)를 빠뜨린 것 같아요. 그래야 밀도의 넓이가 1이에요."),
    edit(GRAD, "gelu_no_half", "-(z**2) / 2.0", "-(z**2)", says="\"gelu\"의 밀도 φ에서 지수를 2로 나누지 않은 것 같아요. exp(−z²/2)예요."),
    edit(GRAD, "gelu_by_tanh", GELU_GRAD, "approximate(z)[1]", convention=True, says="\"gelu\"에서 tanh 근사를 미분한 것 같아요. 이 단원은 정확한 식의 도함수 Φ(z) + z·φ(z)를 써요."),
    edit(GRAD, "gelu_value", GELU_GRAD, "z * cdf", says="\"gelu\"에서 도함수가 아니라 값 z·Φ(z)를 돌려준 것 같아요. 곱의 미분을 해 보세요."),
    edit(GRAD, "step_one_at_zero", STEP_GRAD, "np.where(z == 0, 1.0, 0.0)", says="\"step\"의 도함수를 0에서 1로 둔 것 같아요. 이 단원에서는 어디서나 0이에요."),
    edit(GRAD, "step_value", STEP_GRAD, "np.where(z > 0, 1.0, 0.0) + 0.0", says="\"step\"에서 도함수가 아니라 계단 함수의 값을 돌려준 것 같아요. 평평하니 도함수는 어디서나 0이에요."),
    *no_such_kind(GRAD, KIND_ERROR),
    edit(GRAD, "any_case", f"z = {FLOAT}", f"z, kind = {FLOAT}, kind.lower()", says="kind의 대문자를 소문자로 바꾸어 받아 준 것 같아요. 이 단원에서는 글자까지 같아야 하고, \"ReLU\"는 ValueError예요."),
    edit(GRAD, "gelu_by_default", 'if kind == "gelu":', "if True:", says="마지막 갈래를 else로 적어 모르는 kind에도 GELU의 도함수를 돌려준 것 같아요. 여덟 이름이 아니면 ValueError를 내세요."),
    edit(GRAD, "step_by_default", KIND_ERROR, "return np.zeros(z.shape)", says="모르는 kind에 0을 돌려준 것 같아요. 이름을 잘못 적은 사람이 알 수 있게 ValueError를 내세요."),
    edit(GRAD, "arrays_only", FLOAT, "z.astype(np.float64)",
         says="숫자 하나(스칼라)를 받으면 오류가 나는 것 같아요. 맨 앞에서 np.asarray(z, dtype=np.float64)로 바꾸면 스칼라도 배열처럼 다룰 수 있어요."),
    edit(GRAD, "at_least_1d", FLOAT, f"np.atleast_1d({FLOAT})", says="스칼라를 받으면 shape (1,)인 배열이 나와요. 결과의 shape는 z와 같아야 하니 np.atleast_1d를 쓰지 마세요."),
    edit(GRAD, "small_integers", FLOAT, "np.asarray(z)", says="정수 배열을 float64로 바꾸지 않은 것 같아요. int8의 tanh는 float16으로 계산되고 z²은 범위를 벗어나요. 먼저 float64로 바꾸세요."),
    edit(GRAD, "float32", FLOAT, "np.asarray(z, dtype=np.float32)", says="float32로 계산한 것 같아요. 정밀도가 7자리로 줄어드니 float64로 바꾸세요."),
    edit(GRAD, "in_place", f"z = {FLOAT}", f"given, z = z, {FLOAT}", f"return {RELU_GRAD}", f"return overwritten(given, {RELU_GRAD}) + 0.0",
         says="\"relu\"에서 받은 z에 1과 0을 덮어쓴 것 같아요. z[z > 0] = 1 대신 np.where로 새 배열을 만드세요."),
    edit(GRAD, "shared_buffer", f"return {TANH_GRAD}", f"out = kept(z.shape)\n        out[...] = {TANH_GRAD}\n        return out",
         says="결과를 담는 배열을 함수 밖에 두고 다시 쓴 것 같아요. 다음에 호출하면 앞에서 받은 결과까지 바뀌어요. 호출할 때마다 새 배열을 만드세요."),
    edit(GRAD, "truncated", f"z = {FLOAT}", f"given, z = z, {FLOAT}", SIGMOID_GRAD, "return like(given, s * (1.0 - s))", f"return {TANH_GRAD}", f"return like(given, {TANH_GRAD})",
         says="정수 배열을 받으면 결과의 소수점 아래가 잘려요. np.zeros_like(z)로 만든 배열은 z가 정수이면 정수예요. dtype=np.float64를 함께 주세요."),

    edit(CHAIN, "no_weight", FACTOR, "activation_grad(z, kind)", says="가중치를 곱하지 않고 f'(z)만 곱한 것 같아요. z_l = w_l·a이니 층마다 w_l도 곱해야 해요."),
    edit(CHAIN, "at_output", "activation_grad(z, kind)", "activation_grad(functions[kind](z), kind)",
         says="도함수를 들어가기 전의 z가 아니라 나온 뒤의 a에서 잰 것 같아요. activation_grad에는 z를 넣으세요."),
    edit(CHAIN, "never_moves_on", NEXT, "pass", says="모든 층에서 w_l·x를 쓴 것 같아요. 다음 층에는 앞 층의 출력 a가 들어가니 층마다 a를 바꾸세요."),
    edit(CHAIN, "no_derivative", FACTOR, "w", says="가중치만 곱하고 도함수 f'(z)를 곱하지 않은 것 같아요. 활성화 함수가 없을 때의 답이에요."),
    edit(CHAIN, "no_last_derivative", FACTOR, "w * (activation_grad(z, kind) if count < len(weights) else 1.0)", f"for w in {WEIGHTS}:", f"for count, w in enumerate({WEIGHTS}, 1):",
         says="마지막 층의 f'(z)를 곱하지 않은 것 같아요. 마지막 층에도 활성화 함수가 있어요."),
    edit(CHAIN, "never_activates", NEXT, "a = z", says="다음 층에 f(z)가 아니라 z를 넘긴 것 같아요. a_l = f(z_l)이에요."),
    edit(CHAIN, "before_weight", "activation_grad(z, kind)", "activation_grad(a, kind)", says="도함수를 가중치를 곱하기 전의 값에서 잰 것 같아요. z_l = w_l·a를 먼저 구해 그 자리에서 재세요."),
    edit(CHAIN, "sum", "slope *=", "slope +=", "slope = float(x), 1.0", "slope = float(x), 0.0", says="층마다의 수를 곱하지 않고 더한 것 같아요. 연쇄 법칙은 곱이에요."),
    edit(CHAIN, "added_to_one", "slope *=", "slope +=", says="층마다의 수를 곱하지 않고 1에 더한 것 같아요. 연쇄 법칙은 곱이에요."),
    edit(CHAIN, "last_only", "slope *=", "slope =", says="마지막 층의 수만 남은 것 같아요. 앞에서 구한 것에 계속 곱해야 해요."),
    edit(CHAIN, "value", "float(slope)", "float(a)", says="미분한 값이 아니라 마지막 층의 출력 a를 돌려준 것 같아요."),
    edit(CHAIN, "from_zero", "slope = float(x), 1.0", "slope = float(x), 0.0", says="곱을 0에서 시작한 것 같아요. 0에 무엇을 곱해도 0이니 1에서 시작하세요."),
    edit(CHAIN, "from_x", "slope = float(x), 1.0", "slope = float(x), float(x)", says="곱을 x에서 시작한 것 같아요. x로 미분하니 1에서 시작해요."),
    edit(CHAIN, "backwards", WEIGHTS, f"{WEIGHTS}[::-1]", says="가중치를 뒤에서부터 쓴 것 같아요. x는 w_1을 먼저 만나요. z를 알려면 앞에서부터 지나야 해요."),
    edit(CHAIN, "skips_first", WEIGHTS, f"{WEIGHTS}[1:]", says="첫 가중치를 건너뛴 것 같아요. weights의 첫 수가 w_1이에요."),
    edit(CHAIN, "skips_last", WEIGHTS, f"{WEIGHTS}[:-1]", says="마지막 가중치를 건너뛴 것 같아요. range(len(weights) − 1)을 쓰지 않았는지 보세요."),
    edit(CHAIN, "size_only", "float(slope)", "float(abs(slope))", says="기울기의 크기만 돌려준 것 같아요. 음수인 가중치가 있으면 기울기도 음수일 수 있어요."),
    edit(CHAIN, "all_layers", "slope = float(x), 1.0", "slope, every = float(x), 1.0, [1.0]", NEXT, f"every.append(float(slope))\n        {NEXT}", "return float(slope)", "return np.array(every)",
         says="층마다의 곱을 모두 돌려준 것 같아요. 마지막 하나만 돌려주세요."),
    edit(CHAIN, "whole", "float(slope)", "np.atleast_1d(float(slope))", says="shape (1,)인 배열을 돌려준 것 같아요. 실수 하나를 돌려주세요."),
    edit(CHAIN, "relu_one_at_zero", "activation_grad(z, kind)", "(1.0 if kind == 'relu' and z == 0 else activation_grad(z, kind))", convention=True,
         says="z = 0에서 ReLU의 도함수를 1로 둔 것 같아요. 그렇게 정한 책도 있지만 이 단원에서는 0이에요."),
    edit(CHAIN, "sigmoid_only", "activation_grad(z, kind)", 'activation_grad(z, "sigmoid")', says="어느 kind든 시그모이드의 도함수를 곱한 것 같아요. kind를 그대로 넘기세요."),
    edit(CHAIN, "tanh_only", "activation_grad(z, kind)", 'activation_grad(z, "tanh")', says="어느 kind든 tanh의 도함수를 곱한 것 같아요. kind를 그대로 넘기세요."),
    edit(CHAIN, "empty_is_zero", "a, slope = float(x), 1.0", "if len(weights) == 0:\n        return 0.0\n    a, slope = float(x), 1.0", says="weights가 비었을 때 0을 돌려준 것 같아요. 층이 없으면 출력이 x 자신이라 x로 미분하면 1이에요."),
    edit(CHAIN, "empty_is_x", "a, slope = float(x), 1.0", "if len(weights) == 0:\n        return float(x)\n    a, slope = float(x), 1.0", says="weights가 비었을 때 x를 돌려준 것 같아요. 출력은 x이지만 x로 미분하면 1이에요."),
    edit(CHAIN, "empty_first", "functions = {", "if len(weights) == 0:\n        return 1.0\n    functions = {", says="weights가 비었으면 kind를 보기 전에 돌려준 것 같아요. kind를 먼저 확인하세요."),
    edit(CHAIN, "all_eight", '{"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}', '{"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu, "leaky_relu": relu, "elu": relu, "gelu": relu, "step": relu, "softplus": relu}',
         says="activation_grad가 아는 kind를 모두 받아 준 것 같아요. 이 함수의 kind는 sigmoid, tanh, relu 셋뿐이고 나머지는 ValueError예요."),
    edit(CHAIN, "relu_by_default", f"if {KNOWN}:\n        {CHAIN_ERROR}", "if kind not in functions:\n        kind = \"relu\"", says="모르는 kind를 ReLU로 여긴 것 같아요. 마지막 갈래를 else로 적지 않았는지 보고 ValueError를 내세요."),
    edit(CHAIN, "no_check", f"if {KNOWN}:", "if False:", says="kind를 검사하지 않은 것 같아요. 사전에서 꺼내다 KeyError가 나거나, weights가 비었을 때는 아무 kind나 받아 줘요. 맨 먼저 확인하고 ValueError를 내세요."),
    *no_such_kind(CHAIN, CHAIN_ERROR),
    edit(CHAIN, "small_integers", "float(x), 1.0", "x, 1.0", WEIGHTS, "np.asarray(weights)", says="정수 x와 정수 가중치를 그대로 곱한 것 같아요. 작은 정수형에서는 첫 z가 범위를 벗어나요. 먼저 float64로 바꾸세요."),
    edit(CHAIN, "truncated", f"for w in {WEIGHTS}:", "for w in np.asarray(weights).astype(np.int64):", says="가중치의 소수점 아래가 잘린 것 같아요. 정수가 아니라 float64로 바꾸세요."),
    edit(CHAIN, "in_place", "a, slope = float(x), 1.0", "a, slope, kept_weights = float(x), 1.0, np.array(weights, dtype=np.float64)\n    if isinstance(weights, np.ndarray) and weights.dtype == np.float64 and weights.flags.writeable:\n        weights *= 0.5", WEIGHTS, "kept_weights",
         says="받은 weights를 그 자리에서 바꾼 것 같아요. weights[l] *= …이나 pop() 대신 다른 변수에 담으세요."),

    edit(VARIANCE, "mean_first", "np.mean(np.square(a))", "np.mean(a) ** 2", says="평균을 내고 나서 제곱한 것 같아요. 제곱의 평균이어야 해요. tanh처럼 평균이 0인 함수에서는 전혀 달라요."),
    edit(VARIANCE, "variance", "np.mean(np.square(a))", "np.var(a)", says="a의 분산을 쓴 것 같아요. 가중치가 평균 0인 난수이면 a의 평균도 z의 분산에 들어가니, 평균을 빼지 않은 a²의 평균이에요."),
    edit(VARIANCE, "no_n", "n * float", "float", says="n으로 나누지 않은 것 같아요. n개를 더하면 분산이 n배가 돼요."),
    edit(VARIANCE, "deviation", "return 1.0 / (n * float(np.mean(np.square(a))))", "return 1.0 / math.sqrt(n * float(np.mean(np.square(a))))", says="분산이 아니라 표준 편차를 돌려준 것 같아요. 제곱근을 취하지 마세요."),
    edit(VARIANCE, "inverse", "return 1.0 / (n * float(np.mean(np.square(a))))", "return n * float(np.mean(np.square(a)))", says="역수를 빠뜨린 것 같아요. n·v·(a²의 평균) = 1을 v에 대해 풀어 보세요."),
    edit(VARIANCE, "sum", "np.mean(np.square(a))", "np.sum(np.square(a))", says="a²의 합을 쓴 것 같아요. 여러 번 잰 것이니 평균을 내세요."),
)
