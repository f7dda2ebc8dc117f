"""Wrong answers of unit 14, each with what we tell its author; the likeliest first."""

import numpy as np
from autograder.authoring import edit

SLOPE, FORWARD, LOSS, BACKWARD, NUMERIC, TRAIN = (
    "sigmoid_derivative", "forward", "half_mse", "backward", "numerical_gradient", "train",
)  # fmt: skip
TAPE = "tape_gradient"
# Steps of the solutions.
PRODUCT = "return x * (1.0 - x)"
HIDDEN, OUTPUT = "sigmoid(np.asarray(X, dtype=np.float64) @ W1 + b1)", "sigmoid(hidden @ W2 + b2)"
BOTH = "return hidden, output"
ERROR = "np.asarray(output, dtype=np.float64) - y"
SHAPES, MEAN = "if np.shape(output) != np.shape(y):", "np.sum(error**2) / (2 * len(error))"
FITS, DELTA2 = "if np.shape(y) != output.shape:", "(output - y) * sigmoid_derivative(output) / len(X)"
DELTA1, THROUGH = "delta2 @ params[2].T * sigmoid_derivative(hidden)", "delta2 @ params[2].T"
FIRST, SECOND = "X.T @ delta1, np.sum(delta1, axis=0)", "hidden.T @ delta2, np.sum(delta2, axis=0)"
GRADS = "return dW1, db1, dW2, db2"
STEP, COPY, ZEROS = "if h <= 0:", "at = np.array(x, dtype=np.float64)", "np.zeros(at.shape)"
SLOPES, BACK = "(above - f(at)) / (2 * h)", "at[i] = kept - h"
START = "params = tuple(np.array(array, dtype=np.float64) for array in params)"
FITTING, NOTED = "if np.shape(y) != (len(X), len(params[3])):", "losses.append(half_mse(forward(X, params)[1], y))"
MOVED = "tuple(p - lr * g for p, g in zip(params, grads, strict=True))"
DONE = "return params, losses"


def filled(function, value, place=0):
    """A value in the array that a function keeps from call to call for this place and shape."""
    buffers = function.__dict__.setdefault("kept", {})
    buffer = buffers.setdefault((place, np.shape(value)), np.empty(np.shape(value)))
    buffer[...] = value
    return buffer


def all_filled(function, values):
    """As `filled`, for each result."""
    return tuple(filled(function, value, place) for place, value in enumerate(values))


def numpy_only(array):
    """Whether an argument can be written to."""
    return isinstance(array, np.ndarray) and array.ndim and array.flags.writeable


def logit(p):
    """What the sigmoid was given, within what float64 can tell."""
    p = np.clip(p, 1e-300, 1.0 - 1e-16)
    return np.log(p) - np.log1p(-p)


def W1_shape(params):
    """The shape of the first weights."""
    return np.shape(params[0])


def softmax(z):
    """Probabilities of each row."""
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def naive(z):
    """The sigmoid by its formula, which overflows."""
    return 1.0 / (1.0 + np.exp(-z))


def whole_products(X, W):
    """X W in the dtype of integers, as NumPy gives it."""
    return np.asarray(X) @ np.asarray(W)


def layer_by_layer(X, y, params, lr, first):
    """An epoch that updates one layer before the other's gradient is computed."""
    params = list(params)
    for layer in ((2, 3), (0, 1)) if first == 2 else ((0, 1), (2, 3)):
        grads = backward_of(X, y, params)
        for at in layer:
            params[at] = params[at] - lr * grads[at]
    return tuple(params)


def backward_of(X, y, params):
    """The right gradients, for mistakes that compute them at the wrong moment."""
    X, y = np.asarray(X, dtype=np.float64), np.asarray(y, dtype=np.float64)
    squash = lambda z: 0.5 + 0.5 * np.tanh(0.5 * z)  # noqa: E731
    hidden = squash(X @ params[0] + params[1])
    output = squash(hidden @ params[2] + params[3])
    delta2 = (output - y) * output * (1.0 - output) / len(X)
    delta1 = (delta2 @ params[2].T) * hidden * (1.0 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


def updated_before_use(X, y, params, lr):
    """An epoch whose hidden error goes back through weights that have changed already."""
    W1, b1, W2, b2 = params
    dW1, db1, dW2, db2 = backward_of(X, y, params)
    moved = W2 - lr * dW2
    X, y = np.asarray(X, dtype=np.float64), np.asarray(y, dtype=np.float64)
    squash = lambda z: 0.5 + 0.5 * np.tanh(0.5 * z)  # noqa: E731
    hidden = squash(X @ W1 + b1)
    output = squash(hidden @ W2 + b2)
    delta1 = ((output - y) * output * (1.0 - output) / len(X)) @ moved.T * hidden * (1.0 - hidden)
    return W1 - lr * X.T @ delta1, b1 - lr * delta1.sum(axis=0), moved, b2 - lr * db2


def per_sample(X, y, params, lr):
    """An epoch of stochastic gradient descent: one update a sample."""
    X, y = np.asarray(X, dtype=np.float64), np.asarray(y, dtype=np.float64)
    for at in range(len(X)):
        grads = backward_of(X[at : at + 1], y[at : at + 1], params)
        params = tuple(p - lr * g for p, g in zip(params, grads, strict=True))
    return params


MISTAKES = (
    edit(SLOPE, "of_the_input", PRODUCT, "return sigmoid(x) * (1.0 - sigmoid(x))",
         says="x에 시그모이드를 한 번 더 씌운 것 같아요. 이 함수가 받는 x는 이미 시그모이드를 거친 출력이라서 x(1 − x)면 충분해요."),
    edit(SLOPE, "plus", "(1.0 - x)", "(1.0 + x)", says="x(1 + x)로 계산한 것 같아요. 부호를 확인해 보세요. x가 1이면 시그모이드가 더 오를 곳이 없으니 미분값이 0이어야 해요."),
    edit(SLOPE, "tanh", PRODUCT, "return 1.0 - x**2", says="1 − x²은 tanh의 출력에서 구한 미분이에요. 시그모이드라면 x(1 − x)예요."),
    edit(SLOPE, "sign", "(1.0 - x)", "(x - 1.0)", says="부호가 반대인 것 같아요. 시그모이드는 언제나 올라가는 함수라 도함수가 음수일 수 없어요."),
    edit(SLOPE, "complement", PRODUCT, "return 1.0 - x", says="1 − x만 돌려준 것 같아요. 거기에 x도 곱해야 해요. x가 0에 가까울 때도 미분은 0에 가까워요."),
    edit(SLOPE, "identity", PRODUCT, "return x * 1.0", says="받은 값을 그대로 돌려준 것 같아요. 1 − x를 곱해야 해요."),
    edit(SLOPE, "double", PRODUCT, "return 2.0 * x * (1.0 - x)", says="값이 모두 두 배예요. 시그모이드의 도함수에는 2가 없어요. 가장 큰 값은 x = 0.5에서 0.25예요."),
    edit(SLOPE, "square", PRODUCT, "return (1.0 - x) ** 2", says="(1 − x)²을 계산한 것 같아요. 하나는 x여야 해요."),
    edit(SLOPE, "square_of_x", PRODUCT, "return x * x", says="x²을 계산한 것 같아요. 하나는 1 − x여야 해요."),
    edit(SLOPE, "sigmoid", PRODUCT, "return sigmoid(x)", says="미분이 아니라 시그모이드를 다시 씌운 값을 돌려준 것 같아요."),
    edit(SLOPE, "keeps_integers", "1.0", "1", says="정수 배열을 정수인 채로 계산한 것 같아요. 값이 같아도 결과의 dtype이 정수가 돼요. 1 대신 1.0에서 빼거나 먼저 float64로 바꾸세요."),
    edit(SLOPE, "float32", PRODUCT, "return np.asarray(x * (1.0 - x), dtype=np.float32)", says="float32로 계산한 것 같아요. 자릿수가 일곱 자리쯤으로 줄어드니 float64로 계산하세요."),
    edit(SLOPE, "in_place", PRODUCT, "if numpy_only(x) and x.dtype == np.float64:\n        x *= 1.0 - x\n        return x\n    return x * (1.0 - x)",
         says="받은 배열에 결과를 덮어쓴 것 같아요. x *= … 대신 새 배열을 만들어 돌려주세요. 은닉층의 출력은 뒤에서 또 써야 해요."),
    edit(SLOPE, "shared_buffer", PRODUCT, "return filled(sigmoid_derivative, x * (1.0 - x))",
         says="결과를 담는 배열을 함수 밖에 두고 다시 쓴 것 같아요. 다음에 부르면 앞에서 받은 결과까지 바뀌어요. 부를 때마다 새 배열을 만드세요."),

    edit(FORWARD, "no_b1", "@ W1 + b1)", "@ W1)", says="은닉층에서 편향 b1을 더하지 않은 것 같아요."),
    edit(FORWARD, "no_b2", "@ W2 + b2)", "@ W2)", says="출력층에서 편향 b2를 더하지 않은 것 같아요."),
    edit(FORWARD, "no_biases", "@ W1 + b1)", "@ W1)", "@ W2 + b2)", "@ W2)", says="두 층 모두 편향을 더하지 않은 것 같아요. 시그모이드에 넣기 전에 b1과 b2를 더하세요."),
    edit(FORWARD, "transposed_W1", "@ W1 +", "@ np.transpose(W1) +", says="W1을 전치해서 곱한 것 같아요. n과 H가 같으면 오류 없이 틀려요. W1의 shape가 (n, H)이니 X @ W1이에요."),
    edit(FORWARD, "transposed_W2", "@ W2 +", "@ np.transpose(W2) +", says="W2를 전치해서 곱한 것 같아요. H와 k가 같으면 오류 없이 틀려요. W2의 shape가 (H, k)이니 hidden @ W2예요."),
    edit(FORWARD, "linear_output", OUTPUT, "hidden @ W2 + b2", says="출력층에 시그모이드를 씌우지 않은 것 같아요. 회귀에서는 그렇게도 하지만, 이 단원의 신경망은 두 층 모두 시그모이드예요.", convention=True),
    edit(FORWARD, "linear_hidden", HIDDEN, "np.asarray(X, dtype=np.float64) @ W1 + b1",
         says="은닉층에 시그모이드를 씌우지 않은 것 같아요. 그러면 두 층을 쌓아도 직선 하나로 나누는 것과 같아요."),
    edit(FORWARD, "linear", HIDDEN, "np.asarray(X, dtype=np.float64) @ W1 + b1", OUTPUT, "hidden @ W2 + b2",
         says="두 층 모두 시그모이드를 씌우지 않은 것 같아요. 로짓을 구한 다음 sigmoid를 거쳐야 해요."),
    edit(FORWARD, "tanh_hidden", HIDDEN, "np.tanh(np.asarray(X, dtype=np.float64) @ W1 + b1)", convention=True,
         says="은닉층에 tanh를 쓴 것 같아요. 그런 신경망도 있지만 이 단원은 두 층 모두 시그모이드예요."),
    edit(FORWARD, "relu_hidden", HIDDEN, "np.maximum(np.asarray(X, dtype=np.float64) @ W1 + b1, 0.0)", convention=True,
         says="은닉층에 ReLU를 쓴 것 같아요. 요즘은 그렇게도 하지만 이 단원은 두 층 모두 시그모이드예요."),
    edit(FORWARD, "sigmoid_twice", OUTPUT, f"sigmoid({OUTPUT})", says="출력에 시그모이드를 두 번 씌운 것 같아요. 한 번만 거치면 돼요."),
    edit(FORWARD, "hidden_twice", HIDDEN, f"sigmoid({HIDDEN})", says="은닉층의 출력에 시그모이드를 두 번 씌운 것 같아요. 한 번만 거치면 돼요."),
    edit(FORWARD, "raw_to_output", OUTPUT, "sigmoid((np.asarray(X, dtype=np.float64) @ W1 + b1) @ W2 + b2)",
         says="출력층에 hidden이 아니라 시그모이드를 거치기 전의 값을 넘긴 것 같아요. 둘째 층의 입력은 hidden이에요."),
    edit(FORWARD, "rounded", BOTH, "return hidden, np.round(output)", says="출력을 0과 1로 반올림한 것 같아요. 반올림한 값으로는 기울기를 구할 수 없으니 확률 그대로 돌려주세요."),
    edit(FORWARD, "softmax", OUTPUT, "softmax(hidden @ W2 + b2)", convention=True,
         says="출력층에 소프트맥스를 쓴 것 같아요. 클래스가 여럿이면 그렇게도 하지만 이 단원은 출력마다 시그모이드예요. k = 1이면 소프트맥스는 언제나 1이에요."),
    edit(FORWARD, "naive_exp", HIDDEN, "naive(np.asarray(X, dtype=np.float64) @ W1 + b1)", OUTPUT, "naive(hidden @ W2 + b2)",
         says="시그모이드를 1 / (1 + exp(−z)) 그대로 계산한 것 같아요. 로짓이 아주 작으면 exp가 넘쳐 경고가 나와요. 주어진 sigmoid를 쓰세요."),
    edit(FORWARD, "swapped", BOTH, "return output, hidden", says="두 결과의 순서가 바뀐 것 같아요. (hidden, output) 순서예요."),
    edit(FORWARD, "logits", BOTH, "return np.asarray(X, dtype=np.float64) @ W1 + b1, hidden @ W2 + b2",
         says="시그모이드를 거친 값이 아니라 거치기 전의 로짓을 돌려준 것 같아요. 역전파에 필요한 것은 거친 값이에요."),
    edit(FORWARD, "only_output", BOTH, "return output", says="output만 돌려준 것 같아요. 역전파에는 hidden도 필요하니 튜플 (hidden, output)을 돌려주세요."),
    edit(FORWARD, "one_bias", "@ W2 + b2)", "@ W2 + b1[0])", says="출력층에 b1의 값을 더한 것 같아요. 둘째 층의 편향은 b2예요."),
    edit(FORWARD, "list_result", BOTH, "return [hidden, output]", says="리스트를 돌려준 것 같아요. 값은 맞으니 튜플 (hidden, output)으로 돌려주세요."),
    edit(FORWARD, "float32", BOTH, "return hidden.astype(np.float32), output.astype(np.float32)", says="float32로 돌려준 것 같아요. float64로 계산해서 그대로 돌려주세요."),
    edit(FORWARD, "narrow_integers", "np.asarray(X, dtype=np.float64) @ W1", "whole_products(X, W1)",
         says="정수 배열을 float64로 바꾸지 않고 곱한 것 같아요. uint8이나 int8에서는 16 × 16이 0이 돼요. 곱하기 전에 X를 np.asarray(X, dtype=np.float64)로 바꾸세요."),
    edit(FORWARD, "writes_X", BOTH, "if numpy_only(X) and X.dtype == np.float64 and X.shape == hidden.shape:\n        X[...] = hidden\n    return hidden, output",
         says="X에 hidden을 덮어쓴 것 같아요. 다음 에포크에도 같은 입력을 써야 하니 새 배열에 담으세요."),
    edit(FORWARD, "shared_buffer", BOTH, "return all_filled(forward, (hidden, output))",
         says="결과를 담는 배열을 함수 밖에 두고 다시 쓴 것 같아요. 다음에 부르면 앞에서 받은 결과까지 바뀌어요. 부를 때마다 새 배열을 만드세요."),

    edit(LOSS, "no_half", "(2 * len(error))", "len(error)", convention=True, says="½이 없는 것 같아요. ½ 없이 정의하는 책도 있지만, 이 단원의 손실은 미분할 때 2가 지워지도록 2m으로 나눠요."),
    edit(LOSS, "half_mean", MEAN, "0.5 * np.mean(error**2)", says="출력의 수 k로도 나눈 것 같아요. np.mean은 m × k로 나눠요. k = 1이면 같지만, 이 단원의 손실은 2m으로만 나눠요."),
    edit(LOSS, "mean", MEAN, "np.mean(error**2)", convention=True,
         says="np.mean으로 m × k로 나누고 ½은 없는 것 같아요. PyTorch의 MSELoss가 그래요. k = 2일 때만 우연히 같으니, 모두 더해 2m으로 나누세요."),
    edit(LOSS, "half_sum", "(2 * len(error))", "2", says="½은 있지만 m으로 나누지 않은 것 같아요. 샘플이 많아질수록 손실이 커져요. 2m으로 나누세요."),
    edit(LOSS, "sum", " / (2 * len(error))", "", says="제곱을 더하기만 한 것 같아요. 2m으로 나누세요."),
    edit(LOSS, "absolute", "np.sum(error**2)", "np.sum(np.abs(error))", says="제곱이 아니라 절댓값을 더한 것 같아요."),
    edit(LOSS, "square_of_mean", MEAN, "np.sumerror**2 / (2 * len(error))", says="오차를 먼저 더하고 제곱한 것 같아요. 그러면 양의 오차와 음의 오차가 서로 지워져요. 하나하나 제곱한 다음 더하세요."),
    edit(LOSS, "rmse", MEAN, "np.sqrt(np.mean(error**2))", says="제곱근까지 씌운 것 같아요. 그 값은 RMSE예요. 여기서는 제곱의 합을 2m으로 나눈 그대로예요."),
    edit(LOSS, "norm", MEAN, "np.sqrt(np.sum(error**2)) / len(error)", says="오차의 노름을 m으로 나눈 것 같아요. 제곱근을 씌우지 말고 2m으로 나누세요."),
    edit(LOSS, "cross_entropy", MEAN, "-np.sum(y * np.log(np.clip(output, 1e-12, None)) + (1.0 - y) * np.log(np.clip(1.0 - output, 1e-12, None))) / len(error)", convention=True,
         says="이진 크로스 엔트로피를 구한 것 같아요. 분류에는 그쪽이 더 낫기도 하지만, 여기서 미분할 손실은 제곱 오차의 절반이에요."),
    edit(LOSS, "per_sample", f"float({MEAN})", "np.sum(error**2, axis=1) / 2", says="샘플마다의 손실을 그대로 돌려준 것 같아요. 평균을 내서 실수 하나로 만드세요."),
    edit(LOSS, "per_output", f"float({MEAN})", "np.sum(error**2, axis=0) / (2 * len(error))", says="출력마다의 손실을 그대로 돌려준 것 같아요. 출력 방향으로도 더해서 실수 하나로 만드세요."),
    edit(LOSS, "no_shape_check", SHAPES, "if False:",
         says="두 배열의 shape를 확인하지 않은 것 같아요. (m,)에서 (m, 1)을 빼면 (m, m)이 되어 오류 없이 엉뚱한 손실이 나와요. shape가 다르면 ValueError를 내세요."),
    edit(LOSS, "only_length", SHAPES, "if len(np.atleast_1d(output)) != len(np.atleast_1d(y)):", says="길이만 비교한 것 같아요. (m,)과 (m, 1)은 길이가 같아도 브로드캐스팅되어 (m, m)이 돼요. output.shape와 y.shape를 통째로 비교하세요."),
    edit(LOSS, "only_size", SHAPES, "if np.size(output) != np.size(y):", says="원소의 수만 비교한 것 같아요. (m,)과 (m, 1)은 원소의 수가 같아도 빼면 (m, m)이 돼요. shape를 통째로 비교하세요."),
    edit(LOSS, "reshapes", SHAPES, "y = np.reshape(y, np.shape(output)) if np.size(y) == np.size(output) else y\n    if np.shape(output) != np.shape(y):",
         says="y를 output의 shape로 바꾸어 받아 준 것 같아요. 값의 순서가 다르면 조용히 틀리니, 이 단원에서는 ValueError를 내요."),
    edit(LOSS, "asserts", "raise ValueError", "assert False, ", says="assert로 검사한 것 같아요. assert는 AssertionError를 내고, 파이썬을 -O로 실행하면 사라져요. if와 raise ValueError(…)로 써 보세요."),
    edit(LOSS, "no_name", 'f"output {np.shape(output)}과 y {np.shape(y)}의 shape가 다릅니다"', '"크기가 다릅니다"', says="오류는 냈지만 메시지에 어느 인자인지 적지 않은 것 같아요. output이나 y라는 이름을 넣어 주세요."),
    edit(LOSS, "narrow_integers", ERROR, "output - y", says="정수 배열을 float64로 바꾸지 않고 뺀 것 같아요. uint8에서는 뺄셈과 제곱이 한 바퀴 돌아요. 먼저 두 배열을 float64로 바꾸세요."),
    edit(LOSS, "in_place", f"error = {ERROR}", f"error = {ERROR}\n    if numpy_only(output) and output.dtype == np.float64:\n        output -= y",
         says="output에서 y를 제자리에서 뺀 것 같아요. output -= y 대신 새 배열에 담으세요. output은 역전파에서 또 써야 해요."),

    edit(BACKWARD, "no_half_derivative", DELTA2, f"2.0 * {DELTA2}", says="모든 기울기가 두 배예요. 손실에 ½이 있으니 제곱을 미분해 나온 2는 지워져요. delta2에 2를 곱하지 마세요."),
    edit(BACKWARD, "no_mean", f"{DELTA2}", "(output - y) * sigmoid_derivative(output)", says="m으로 나누지 않은 것 같아요. 모든 기울기가 샘플 수만큼 커요. delta2를 구할 때 한 번만 나누면 네 기울기에 모두 들어가요."),
    edit(BACKWARD, "mean_over_all", f"{DELTA2}", "(output - y) * sigmoid_derivative(output) / output.size", says="m이 아니라 m × k로 나눈 것 같아요. k = 1이면 같지만 출력이 여럿이면 모두 1/k배가 돼요."),
    edit(BACKWARD, "divided_by_n", f"{DELTA2}", "(output - y) * sigmoid_derivative(output) / X.shape[1]", says="샘플 수가 아니라 특성 수 n으로 나눈 것 같아요. len(X), 곧 X.shape[0]으로 나누세요."),
    edit(BACKWARD, "sign", "(output - y)", "(y - output)", says="부호가 반대인 것 같아요. 오차는 output − y예요. y − output으로 시작하는 책은 갱신할 때 더하지만, 여기서는 손실의 기울기를 그대로 돌려줘요."),
    edit(BACKWARD, "mean_twice", FIRST, "X.T @ delta1, np.mean(delta1, axis=0)", SECOND, "hidden.T @ delta2, np.mean(delta2, axis=0)",
         says="db에서 np.mean을 쓴 것 같아요. m으로는 delta2에서 이미 나누었으니 db는 샘플 방향으로 더하기만 하세요."),
    edit(BACKWARD, "one_bias_gradient", FIRST, "X.T @ delta1, np.full(delta1.shape[1], np.sum(delta1))", SECOND, "hidden.T @ delta2, np.full(delta2.shape[1], np.sum(delta2))",
         says="db를 구할 때 샘플뿐 아니라 유닛까지 모두 더해, 모든 편향에 같은 값을 준 것 같아요. axis=0을 주어 샘플 방향으로만 더하세요."),
    edit(BACKWARD, "scalar_bias", FIRST, "X.T @ delta1, np.sum(delta1)", SECOND, "hidden.T @ delta2, np.sum(delta2)",
         says="db가 수 하나예요. np.sum에 axis=0을 빠뜨린 것 같아요. db의 shape는 b와 같아야 해요."),
    edit(BACKWARD, "row_bias", FIRST, "X.T @ delta1, np.sum(delta1, axis=0, keepdims=True)", SECOND, "hidden.T @ delta2, np.sum(delta2, axis=0, keepdims=True)",
         says="db의 shape가 (1, H)와 (1, k)예요. keepdims=True를 빼서 b와 같은 (H,)와 (k,)로 만드세요."),
    edit(BACKWARD, "no_bias_gradient", FIRST, "X.T @ delta1, np.zeros(delta1.shape[1])", SECOND, "hidden.T @ delta2, np.zeros(delta2.shape[1])",
         says="편향의 기울기를 0으로 둔 것 같아요. 편향도 배워야 해요. delta를 샘플 방향으로 더하세요."),
    edit(BACKWARD, "wrong_axis", FIRST, "X.T @ delta1, np.resize(np.sum(delta1, axis=1), delta1.shape[1])", SECOND, "hidden.T @ delta2, np.resize(np.sum(delta2, axis=1), delta2.shape[1])",
         says="db를 샘플이 아니라 유닛 방향(axis=1)으로 더한 것 같아요. axis=0으로 더해야 유닛마다 하나씩 나와요."),
    edit(BACKWARD, "of_the_logits", DELTA2, "(output - y) * sigmoid_derivative(logit(output)) / len(X)", "sigmoid_derivative(hidden)", "sigmoid_derivative(logit(hidden))",
         says="sigmoid_derivative에 시그모이드를 거치기 전의 로짓을 넣은 것 같아요. 그 함수는 출력을 받으니 output과 hidden을 넣으세요. 로짓을 넣으면 값이 엄청나게 커져요."),
    edit(BACKWARD, "output_of_the_logits", DELTA2, "(output - y) * sigmoid_derivative(logit(output)) / len(X)",
         says="출력층의 sigmoid_derivative에 시그모이드를 거치기 전의 로짓을 넣은 것 같아요. output을 넣으세요."),
    edit(BACKWARD, "hidden_of_the_logits", "sigmoid_derivative(hidden)", "sigmoid_derivative(logit(hidden))",
         says="은닉층의 sigmoid_derivative에 시그모이드를 거치기 전의 로짓을 넣은 것 같아요. hidden을 넣으세요."),
    edit(BACKWARD, "derivative_twice", "sigmoid_derivative(hidden)", "sigmoid_derivative(sigmoid(hidden))",
         says="은닉층에서 hidden에 시그모이드를 한 번 더 씌운 다음 미분한 것 같아요. hidden은 이미 시그모이드를 거친 값이에요."),
    edit(BACKWARD, "squared_derivative", "sigmoid_derivative(hidden)", "sigmoid_derivative(hidden) ** 2",
         says="은닉층에서 시그모이드의 미분값을 두 번 곱한 것 같아요. 한 번만 곱하세요."),
    edit(BACKWARD, "no_hidden_derivative", DELTA1, THROUGH, says="delta1에 은닉층 시그모이드의 미분값을 곱하지 않은 것 같아요. 연쇄 법칙에서는 지나온 함수마다 미분이 하나씩 곱해져요."),
    edit(BACKWARD, "no_output_derivative", DELTA2, "(output - y) / len(X)", convention=True,
         says="delta2에 출력층 시그모이드의 미분값을 곱하지 않은 것 같아요. 그 식은 이진 크로스 엔트로피의 기울기예요. 이 단원의 손실은 제곱 오차의 절반이라 그 미분값이 남아요."),
    edit(BACKWARD, "no_derivatives", DELTA2, "(output - y) / len(X)", DELTA1, THROUGH,
         says="두 층 모두 시그모이드의 미분값을 곱하지 않은 것 같아요. 시그모이드를 지날 때마다 미분이 하나씩 곱해져요."),
    edit(BACKWARD, "derivatives_swapped", DELTA1, "delta2 * sigmoid_derivative(output) @ params[2].T",
         says="delta1에 hidden이 아니라 output의 시그모이드의 미분값을 곱한 것 같아요. 은닉층의 시그모이드를 지나왔으니 hidden에서 구한 미분이에요."),
    edit(BACKWARD, "no_weights", DELTA1, "np.sum(delta2, axis=1, keepdims=True) * sigmoid_derivative(hidden)",
         says="delta1에서 W2를 곱하지 않은 것 같아요. 출력의 오차는 W2를 거꾸로 지나야 은닉층에 닿아요. delta2 @ W2.T예요."),
    edit(BACKWARD, "not_transposed", THROUGH, "delta2 @ params[2]", says="W2를 전치하지 않고 곱한 것 같아요. H와 k가 같으면 오류 없이 틀려요. (m, k)에 (k, H)를 곱해야 (m, H)가 돼요."),
    edit(BACKWARD, "no_error", DELTA2, "sigmoid_derivative(output) / len(X)", says="delta2에 오차 output − y가 없는 것 같아요. 손실을 output으로 미분한 값에서 시작하세요."),
    edit(BACKWARD, "hidden_for_input", FIRST, "np.resize(hidden.T @ delta1, W1_shape(params)), np.sum(delta1, axis=0)",
         says="dW1에 X가 아니라 hidden을 곱한 것 같아요. 가중치의 기울기는 그 층에 **들어온** 값과 delta의 곱이에요. 첫 층에 들어온 것은 X예요."),
    edit(BACKWARD, "transposed", FIRST, "(X.T @ delta1).T, np.sum(delta1, axis=0)", SECOND, "(hidden.T @ delta2).T, np.sum(delta2, axis=0)",
         says="dW의 행과 열이 바뀐 것 같아요. dW1은 (n, H), dW2는 (H, k)예요. 들어온 값의 전치에 delta를 곱하세요."),
    edit(BACKWARD, "order", GRADS, "return dW2, db2, dW1, db1", says="출력층부터 적은 것 같아요. 구한 차례는 거꾸로여도 돌려주는 순서는 (dW1, db1, dW2, db2)예요."),
    edit(BACKWARD, "weights_first", GRADS, "return dW1, dW2, db1, db2", says="가중치 둘을 먼저, 편향 둘을 나중에 돌려준 것 같아요. 순서는 (dW1, db1, dW2, db2)예요."),
    edit(BACKWARD, "list_result", GRADS, "return [dW1, db1, dW2, db2]", says="리스트를 돌려준 것 같아요. 값은 맞으니 튜플로 돌려주세요."),
    edit(BACKWARD, "no_shape_check", FITS, "if False:",
         says="y의 shape를 확인하지 않은 것 같아요. (m,)이나 (1, k)는 브로드캐스팅되어 오류 없이 엉뚱한 기울기가 나올 수 있어요. output.shape와 다르면 ValueError를 내세요."),
    edit(BACKWARD, "only_length", FITS, "if len(np.atleast_1d(y)) != len(X):", says="y의 길이만 확인한 것 같아요. (m,)이나 (m, 1)도 길이는 m이에요. y.shape를 output.shape와 통째로 비교하세요."),
    edit(BACKWARD, "only_size", FITS, "if np.size(y) != output.size:", says="y의 원소 수만 확인한 것 같아요. (m,)과 (m, 1)은 원소 수가 같지만 빼면 (m, m)이 돼요. shape를 통째로 비교하세요."),
    edit(BACKWARD, "reshapes", FITS, "y = np.reshape(y, output.shape) if np.size(y) == output.size else y\n    if np.shape(y) != output.shape:",
         says="y를 output의 shape로 바꾸어 받아 준 것 같아요. 이 단원에서는 shape가 (m, k)가 아니면 ValueError를 내요."),
    edit(BACKWARD, "asserts", "raise ValueError", "assert False, ", says="assert로 검사한 것 같아요. assert는 AssertionError를 내고, 파이썬을 -O로 실행하면 사라져요. if와 raise ValueError(…)로 써 보세요."),
    edit(BACKWARD, "no_name", 'f"y의 shape는 {output.shape}여야 합니다: {np.shape(y)}"', '"크기가 다릅니다"', says="오류는 냈지만 메시지에 어느 인자인지 적지 않은 것 같아요. y라는 이름을 넣어 주세요."),
    edit(BACKWARD, "float32", GRADS, "return tuple(g.astype(np.float32) for g in (dW1, db1, dW2, db2))", says="기울기를 float32로 돌려준 것 같아요. float64로 계산해서 그대로 돌려주세요."),
    edit(BACKWARD, "in_place", GRADS,
         "if numpy_only(y) and y.dtype == np.float64:\n        y -= output\n    return dW1, db1, dW2, db2",
         says="y에서 output을 제자리에서 뺀 것 같아요. 다음 에포크에도 같은 정답을 써야 하니 새 배열에 담으세요."),
    edit(BACKWARD, "shared_buffer", GRADS, "return all_filled(backward, (dW1, db1, dW2, db2))",
         says="기울기를 담는 배열을 함수 밖에 두고 다시 쓴 것 같아요. 다음에 부르면 앞에서 받은 기울기까지 바뀌어요. 부를 때마다 새 배열을 만드세요."),

    edit(NUMERIC, "forward_difference", BACK, "at[i] = kept", SLOPES, "(above - f(at)) / h", says="한쪽으로만 움직인 전진 차분인 것 같아요. f(x + h) − f(x)를 h로 나누면 오차가 h에 비례해요. 양쪽으로 움직여 2h로 나누면 h²에 비례해요."),
    edit(NUMERIC, "backward_difference", "at[i] = kept + h", "at[i] = kept", SLOPES, "(above - f(at)) / h", says="한쪽으로만 움직인 후진 차분인 것 같아요. f(x) − f(x − h)가 아니라 양쪽으로 움직여 2h로 나누세요."),
    edit(NUMERIC, "no_two", "(2 * h)", "h", says="모든 값이 두 배예요. 양쪽으로 h씩, 모두 2h를 움직였으니 2h로 나누세요."),
    edit(NUMERIC, "multiplied", "/ (2 * h)", "/ 2 * h", says="/ 2 * h는 2로 나눈 다음 h를 곱하라는 뜻이에요. 괄호로 묶어 / (2 * h)로 적으세요."),
    edit(NUMERIC, "sign", SLOPES, "(f(at) - above) / (2 * h)", says="부호가 반대인 것 같아요. f(x + h)에서 f(x − h)를 빼세요."),
    edit(NUMERIC, "all_at_once", "at[i] = kept + h\n        above = f(at)", "above = f(np.array(x, dtype=np.float64) + h)", BACK, "at[...] = np.array(x, dtype=np.float64) - h", "at[i] = kept\n    return", "at[...] = np.array(x, dtype=np.float64)\n    return",
         says="x + h로 모든 좌표를 한꺼번에 움직인 것 같아요. 한 번에 좌표 하나만 움직여야 그 좌표의 기울기가 나와요."),
    edit(NUMERIC, "not_restored", "        at[i] = kept\n    return", "    return", says="움직인 좌표를 되돌려 놓지 않은 것 같아요. 다음 좌표를 잴 때 앞의 좌표가 아직 h만큼 옮겨져 있어요."),
    edit(NUMERIC, "h_ignored", COPY, f"{COPY}\n    h = 1e-5", says="받은 h를 쓰지 않고 정해진 폭을 쓴 것 같아요. h로 움직이고 2h로 나누세요."),
    edit(NUMERIC, "tiny_h", COPY, f"{COPY}\n    h = 1e-12", says="h를 1e-12처럼 아주 작게 정한 것 같아요. 너무 작으면 두 값의 차이가 반올림 오차에 묻혀요. 받은 h를 그대로 쓰세요."),
    edit(NUMERIC, "relative_step", COPY, f"{COPY}\n    h = h * max(1.0, float(np.max(np.abs(at))))", says="h에 x의 크기를 곱한 것 같아요. 그렇게 하는 라이브러리도 있지만 여기서는 받은 h만큼 움직여요."),
    edit(NUMERIC, "integer_steps", COPY, "at = np.array(x)", says="정수 배열을 float64로 바꾸지 않고 복사한 것 같아요. 정수 배열에 더한 h는 버려져서 움직이지 않아요. np.array(x, dtype=np.float64)로 복사하세요."),
    edit(NUMERIC, "integer_result", ZEROS, "np.zeros_like(x)", says="결과를 np.zeros_like(x)에 담은 것 같아요. x가 정수이면 기울기의 소수 부분이 잘려요. float64 배열에 담으세요."),
    edit(NUMERIC, "in_place", COPY, "at = x if isinstance(x, np.ndarray) and x.dtype == np.float64 else np.array(x, dtype=np.float64)",
         says="복사하지 않고 받은 배열을 움직인 것 같아요. 되돌려 놓더라도 읽기 전용 배열에서는 오류가 나요. np.array(x, dtype=np.float64)로 복사해서 움직이세요."),
    edit(NUMERIC, "vectors_only", "for i in np.ndindex(at.shape):", "for i in range(len(at)):", says="range(len(x))로 첫째 축만 돈 것 같아요. 2차원이면 한 행이 통째로 움직이고, 0차원이면 오류가 나요. np.ndindex(x.shape)로 좌표를 하나씩 도세요."),
    edit(NUMERIC, "flat", COPY, "at = np.array(x, dtype=np.float64).ravel()", says="x를 1차원으로 펼친 것 같아요. f는 x와 shape가 같은 배열을 받아야 하고, 결과의 shape도 x와 같아야 해요."),
    edit(NUMERIC, "flat_result", "return grad", "return grad.ravel()", says="기울기를 1차원으로 펼쳐서 돌려준 것 같아요. shape를 x와 같게 하세요."),
    edit(NUMERIC, "summed", "return grad", "return float(np.sum(grad))", says="좌표마다의 기울기를 더해 수 하나로 돌려준 것 같아요. x와 shape가 같은 배열을 돌려주세요."),
    edit(NUMERIC, "no_step_check", STEP, "if False:", says="h를 확인하지 않은 것 같아요. 0이면 0으로 나누어 nan이 되고, 음수는 실수일 거예요. h가 0 이하이면 ValueError를 내세요."),
    edit(NUMERIC, "only_zero", STEP, "if h == 0:", says="h가 0인지만 확인한 것 같아요. 음수도 ValueError여야 해요. 값은 그럴듯하게 나오니 더 알아차리기 어려워요."),
    edit(NUMERIC, "only_negative", STEP, "if h < 0:", says="h가 음수인지만 확인한 것 같아요. 0이면 0으로 나누게 되니 0도 ValueError여야 해요."),
    edit(NUMERIC, "no_name", 'f"h는 0보다 커야 합니다: {h}"', '"0보다 커야 합니다"', says="오류는 냈지만 메시지에 h라는 이름이 없는 것 같아요."),
    edit(NUMERIC, "float32", "return grad", "return grad.astype(np.float32)", says="기울기를 float32로 돌려준 것 같아요. float64로 돌려주세요."),
    edit(NUMERIC, "float32_steps", "at = np.array(x, dtype=np.float64)", "at = np.array(x, dtype=np.float32)", says="x를 float32로 바꾸어 움직인 것 같아요. 1e-5를 더해도 거의 움직이지 않아 기울기가 엉망이 돼요. float64로 복사하세요."),
    edit(NUMERIC, "shared_buffer", "return grad", "return filled(numerical_gradient, grad)", says="결과를 담는 배열을 함수 밖에 두고 다시 쓴 것 같아요. 다음에 부르면 앞에서 받은 기울기까지 바뀌어요. 부를 때마다 새 배열을 만드세요."),

    edit(TRAIN, "updated_before_use", MOVED, "updated_before_use(X, y, params, lr)",
         says="W2를 먼저 갱신하고, 그 새 W2로 은닉층의 기울기를 구한 것 같아요. 손실은 거의 똑같이 줄어들어서 가중치를 보아야 알 수 있어요. 네 기울기를 모두 구한 다음 한꺼번에 갱신하세요."),
    edit(TRAIN, "output_layer_first", MOVED, "layer_by_layer(X, y, params, lr, 2)", says="출력층을 갱신한 다음 순전파부터 다시 해서 은닉층을 갱신한 것 같아요. backward는 에포크마다 한 번만 부르고 넷을 함께 갱신하세요."),
    edit(TRAIN, "hidden_layer_first", MOVED, "layer_by_layer(X, y, params, lr, 0)", says="은닉층을 갱신한 다음 순전파부터 다시 해서 출력층을 갱신한 것 같아요. backward는 에포크마다 한 번만 부르고 넷을 함께 갱신하세요."),
    edit(TRAIN, "ascent", "p - lr * g", "p + lr * g", says="기울기를 더한 것 같아요. 그러면 손실이 커지는 쪽으로 가요. p − lr · g예요."),
    edit(TRAIN, "biases_left", MOVED, "tuple(p - lr * g if p.ndim == 2 else p for p, g in zip(params, grads, strict=True))", says="가중치만 갱신하고 편향은 그대로 둔 것 같아요. 네 배열을 모두 갱신하세요."),
    edit(TRAIN, "output_layer_only", MOVED, "(*params[:2], *(p - lr * g for p, g in zip(params[2:], grads[2:], strict=True)))", says="출력층만 갱신한 것 같아요. 은닉층의 W1과 b1도 갱신하세요."),
    edit(TRAIN, "hidden_layer_only", MOVED, "(*(p - lr * g for p, g in zip(params[:2], grads[:2], strict=True)), *params[2:])", says="은닉층만 갱신한 것 같아요. 출력층의 W2와 b2도 갱신하세요."),
    edit(TRAIN, "times_m", "p - lr * g", "p - lr * len(X) * g", says="기울기에 샘플 수 m이 곱해진 것 같아요. backward가 이미 평균을 구했으니 lr만 곱하세요."),
    edit(TRAIN, "mean_twice", "p - lr * g", "p - lr * g / len(X)", says="기울기를 m으로 한 번 더 나눈 것 같아요. backward가 이미 평균을 구했어요."),
    edit(TRAIN, "lr_decays", "losses = []\n    for _ in range(epochs):", "losses = []\n    for epoch in range(epochs):", "p - lr * g", "p - lr / (1 + epoch) * g", says="학습률을 에포크마다 줄인 것 같아요. 그렇게도 하지만 여기서는 lr이 끝까지 같아요."),
    edit(TRAIN, "lr_ignored", "p - lr * g", "p - 0.5 * g", says="받은 lr 대신 0.5를 쓴 것 같아요. 기본값은 머리줄에만 두고, 몸통에서는 lr을 쓰세요."),
    edit(TRAIN, "no_lr", "p - lr * g", "p - g", says="학습률을 곱하지 않은 것 같아요. p − lr · g예요."),
    edit(TRAIN, "per_sample", MOVED, "per_sample(X, y, params, lr)", says="샘플마다 갱신하는 확률적 경사 하강법인 것 같아요. 여기서는 에포크마다 전체 배치로 한 번 갱신해요."),
    edit(TRAIN, "losses_after", NOTED, "pass", f"params = {MOVED}", f"params = {MOVED}\n        losses.append(half_mse(forward(X, params)[1], y))",
         says="갱신한 다음의 손실을 적은 것 같아요. 파라미터는 맞아요. losses의 첫 값은 아직 아무것도 배우지 않은 손실이어야 해요."),
    edit(TRAIN, "one_loss_more", DONE, "losses.append(half_mse(forward(X, params)[1], y))\n    return params, losses", says="손실이 하나 더 들어간 것 같아요. losses의 길이는 epochs예요. 마지막 갱신을 한 뒤의 손실은 넣지 마세요."),
    edit(TRAIN, "last_loss", DONE, "return params, losses[-1] if losses else 0.0", says="마지막 손실 하나만 돌려준 것 같아요. 에포크마다의 손실을 모두 담아 돌려주세요."),
    edit(TRAIN, "only_params", DONE, "return params", says="파라미터만 돌려준 것 같아요. (params, losses) 두 가지를 돌려주세요."),
    edit(TRAIN, "swapped", DONE, "return tuple(losses), params", says="두 결과의 순서가 바뀐 것 같아요. (params, losses)예요."),
    edit(TRAIN, "double_losses", NOTED, "losses.append(2.0 * half_mse(forward(X, params)[1], y))", says="losses가 모두 두 배예요. ½이 빠진 손실을 적은 것 같아요. half_mse의 값을 그대로 담으세요."),
    edit(TRAIN, "one_epoch_less", "range(epochs)", "range(1, epochs)", says="한 번 덜 갱신한 것 같아요. range(epochs)면 꼭 epochs번 돌아요."),
    edit(TRAIN, "one_epoch_more", "range(epochs)", "range(epochs + 1)", says="한 번 더 갱신한 것 같아요. range(epochs)면 꼭 epochs번 돌아요."),
    edit(TRAIN, "fresh_start", START, f"{START}\n    params = tuple(np.random.default_rng(0).normal(size=p.shape) for p in params)", says="받은 params를 쓰지 않고 새로 뽑은 난수에서 시작한 것 같아요. params에서 시작하세요."),
    edit(TRAIN, "list_params", DONE, "return list(params), losses", says="파라미터를 리스트로 돌려준 것 같아요. 값은 맞으니 tuple(params)로 바꾸어 돌려주세요."),
    edit(TRAIN, "no_shape_check", FITTING, "if False:", "losses = []", "y = np.asarray(y, dtype=np.float64)\n    losses = []", NOTED, "losses.append(float(np.sum((forward(X, params)[1] - y) ** 2) / (2 * len(X))))",
         "grads = backward(X, y, params)", "grads = backward(X, np.broadcast_to(y, forward(X, params)[1].shape) if y.ndim < 2 or y.shape[0] in (1, len(X)) else y, params)",
         says="y의 shape를 확인하지 않은 것 같아요. (m,)이나 (1, k)는 브로드캐스팅되어 오류 없이 틀릴 수 있어요. (m, k)가 아니면 ValueError를 내세요."),
    edit(TRAIN, "checked_in_the_loop", FITTING, "if False:", says="epochs가 0일 때는 y를 확인하지 않은 것 같아요. 한 번도 돌지 않는 반복문에서는 부른 함수의 검사도 일어나지 않아요. 반복하기 전에 먼저 확인하세요."),
    edit(TRAIN, "only_length", FITTING, "if len(np.atleast_1d(y)) != len(X):", says="epochs가 0일 때 y의 길이만 확인한 것 같아요. (m,)도 길이는 m이니 shape를 (m, k)와 통째로 비교하세요."),
    edit(TRAIN, "asserts", "raise ValueError", "assert False, ", says="assert로 검사한 것 같아요. assert는 AssertionError를 내고, 파이썬을 -O로 실행하면 사라져요. if와 raise ValueError(…)로 써 보세요."),
    edit(TRAIN, "no_name", 'f"y의 shape가 (m, k)가 아닙니다: {np.shape(y)}"', '"크기가 다릅니다"', says="오류는 냈지만 메시지에 어느 인자인지 적지 않은 것 같아요. y라는 이름을 넣어 주세요."),
    edit(TRAIN, "in_place", START, f"given = params\n    {START}", DONE,
         "if all(numpy_only(array) and array.dtype == np.float64 for array in given):\n        for array, new in zip(given, params, strict=True):\n            array[...] = new\n    return params, losses",
         says="받은 params를 제자리에서 바꾼 것 같아요. W1 -= … 대신 새 배열에 담으세요. 같은 출발점에서 다시 학습시키면 다른 결과가 나와요."),
    edit(TRAIN, "no_copy", START, "pass",
         says="epochs가 0일 때 받은 배열을 그대로 돌려준 것 같아요. 결과를 바꾸면 출발점까지 바뀌니 복사해서 돌려주세요."),
    edit(TRAIN, "float32", DONE, "return tuple(p.astype(np.float32) for p in params), losses", says="파라미터를 float32로 돌려준 것 같아요. float64로 돌려주세요."),
    edit(TRAIN, "shared_buffer", DONE, "return all_filled(train, params), losses", says="결과를 담는 배열을 함수 밖에 두고 다시 쓴 것 같아요. 다음에 부르면 앞에서 학습한 파라미터까지 바뀌어요. 부를 때마다 새 배열을 만드세요."),

    edit(TAPE, "overwrites", "            grads[i] += grads[at] * (values[j] if op == \"*\" else 1.0)\n            grads[j] += grads[at] * (values[i] if op == \"*\" else 1.0)",
         "            grads[i] = grads[at] * (values[j] if op == \"*\" else 1.0)\n            grads[j] = grads[at] * (values[i] if op == \"*\" else 1.0)", "grads[i] += grads[at] * sigmoid_derivative(values[at])", "grads[i] = grads[at] * sigmoid_derivative(values[at])",
         says="기울기를 더하지 않고 덮어쓴 것 같아요. 값 하나가 두 곳에 쓰이면 두 길의 기울기를 더해야 해요. x * x의 기울기가 x가 되지 않는지 보세요."),
    edit(TAPE, "factors_swapped", '(values[j] if op == "*" else 1.0)\n            grads[j] += grads[at] * (values[i] if', '(values[i] if op == "*" else 1.0)\n            grads[j] += grads[at] * (values[j] if',
         says="곱의 기울기에서 자기 값을 곱한 것 같아요. a · b를 a로 미분하면 b예요. 상대의 값을 곱하세요."),
    edit(TAPE, "forward_order", "range(len(values) - 1, len(inputs) - 1, -1)", "range(len(inputs), len(values))", says="테이프를 앞에서부터 따라간 것 같아요. 뒤의 기울기가 다 모여야 앞으로 보낼 수 있으니 거꾸로 따라가세요."),
    edit(TAPE, "only_the_last", "range(len(values) - 1, len(inputs) - 1, -1)", "range(len(values) - 1, max(len(values) - 2, len(inputs) - 1), -1)", says="마지막 연산 하나만 거슬러 간 것 같아요. 테이프 끝에서 처음까지 모두 따라가세요."),
    edit(TAPE, "sum_as_product", '(values[j] if op == "*" else 1.0)', "values[j]", '(values[i] if op == "*" else 1.0)', "values[i]", says="덧셈에서도 상대의 값을 곱한 것 같아요. a + b를 a로 미분하면 1이니 기울기를 그대로 보내세요."),
    edit(TAPE, "of_the_input", "sigmoid_derivative(values[at])", "sigmoid_derivative(values[i])", says="시그모이드의 미분값을 입력에서 구한 것 같아요. sigmoid_derivative는 출력을 받으니 values[at]을 넣으세요."),
    edit(TAPE, "local_only", "grads[at] * sigmoid_derivative", "sigmoid_derivative", says="시그모이드에서 뒤에서 온 기울기를 곱하지 않은 것 같아요. 연쇄 법칙은 뒤에서 온 기울기와 이 연산의 미분을 곱해요."),
    edit(TAPE, "all_values", "return grads[: len(inputs)].copy()", "return grads", says="중간 값의 기울기까지 모두 돌려준 것 같아요. 앞에서부터 입력의 수만큼만 돌려주세요."),
    edit(TAPE, "sigmoid_twice", "grads[i] += grads[at] * sigmoid_derivative(values[at])", "grads[i] += grads[at] * sigmoid_derivative(values[at])\n            grads[j] += grads[at] * sigmoid_derivative(values[at])",
         says="시그모이드에서 i와 j 두 곳에 기울기를 보낸 것 같아요. 입력이 하나뿐이니 i에만 보내세요."),
)
