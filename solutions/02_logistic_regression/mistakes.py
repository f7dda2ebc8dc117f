"""Wrong answers of unit 02, each with what we tell its author.

Each is right but for its one slip, so that what it gives can be told from all the others.
"""

import math

from npml.core.josa import josa
from autograder.authoring import edit, rewrite

SIGMOID, ENTROPY, TRAIN, PREDICT, SLOPE = "sigmoid", "binary_cross_entropy", "logistic_regression", "predict", "squared_error_slope"
FLOAT_Z, FLOAT_X = "np.asarray(z, dtype=np.float64)", "np.asarray(X, dtype=np.float64)"
NUMERATOR, LOG_TERM = "np.where(z >= 0, 1.0, e)", " + np.log1p(np.exp(-np.abs(z)))"
FORM, LOSSES = f"{NUMERATOR} / (1.0 + e)", f"np.maximum(z, 0.0) - y * z{LOG_TERM}"
MEAN, NOT_BINARY = "float(np.mean(losses))", "not np.all((y == 0) | (y == 1))"
#: The other usual form without overflow.  Near 0 it is rounded, where `sigmoid` is not, and beside 1e-16 that shows.
BY_TANH = "0.5 * (1.0 + np.tanh(0.5 * z))"
GAP, LOOP = "(sigmoid(features @ theta) - y)", "for _ in range(epochs):"
STEP = f"lr * features.T @ {GAP} / len(y)"
MOVE, ANSWER = f"theta = theta - {STEP}", "(p >= threshold).astype(np.int64)"
#: What books and libraries add to a probability or keep it away from 0 by, the most usual first.
EPSILONS = ("1e-7", "1e-10", "1e-15", "1e-8", "1e-12", "1e-9", "1e-5", "1e-6", "1e-16")


def by_way_of(probability, added=""):
    """The edit that takes logarithms of a probability, with something added to it or not."""
    return f"losses = {LOSSES}", f"p = {probability}\n    losses = -(y * np.log(p{added}) + (1.0 - y) * np.log(1.0 - p{added}))"


def kept_from_zero(small):
    """Two mistakes: the small number is added to both probabilities, or the probability is cut off there."""
    name, most = small.replace("-", "_"), -math.log(float(small))
    return (
        edit(ENTROPY, f"epsilon_{name}", *by_way_of(BY_TANH, f" + {small}"),
             says=f"로그 안에 {josa(small, '을/를')} 더한 것 같아요. 손실이 {most:.2f}에서 막혀 크게 틀린 샘플을 구별하지 못해요. "
                  "로짓에서 바로 계산하면 더할 필요가 없어요."),
        edit(ENTROPY, f"clip_{name}", *by_way_of(f"np.clip({BY_TANH}, {small}, 1.0 - {small})"),
             says=f"확률을 {josa(small, '과/와')} 1 − {small} 사이로 자른 것 같아요. "
                  f"손실이 {most:.2f}에서 막히는데 z = −800, y = 1의 손실은 800이어야 해요."),
    )


MISTAKES = (
    edit(SIGMOID, "naive", "-np.abs(z)", "-z", FORM, "1.0 / (1.0 + e)",
         says="값은 맞지만 z가 −710보다 작으면 exp(−z)가 넘쳐 경고가 나요. 지수가 언제나 0 이하가 되도록 exp(−|z|)를 써 보세요."),
    edit(SIGMOID, "where", FORM, "np.where(z >= 0, 1.0 / (1.0 + np.exp(-z)), np.exp(z) / (1.0 + np.exp(z)))",
         says="np.where로 두 식을 나누었지만 경고는 그대로예요. np.where는 고르기 전에 두 식을 모든 원소에서 계산해요. 두 갈래가 함께 쓸 exp(−|z|)를 먼저 구해 보세요."),
    edit(SIGMOID, "positive_form", "-np.abs(z)", "z", NUMERATOR, "e",
         says="exp(z) / (1 + exp(z))를 모든 z에 쓴 것 같아요. z가 710을 넘으면 inf/inf가 되어 nan이 나와요. z가 음수일 때만 안전한 식이에요."),
    edit(SIGMOID, "clip_small", FLOAT_Z, f"np.clip({FLOAT_Z}, -10.0, 10.0)",
         says="z를 ±10에서 자른 것 같아요. 경고는 사라지지만 z가 더 클 때의 확률이 달라져요."),
    edit(SIGMOID, "sign", FLOAT_Z, f"-{FLOAT_Z}",
         says="지수의 부호가 반대인 것 같아요. z가 커질수록 확률도 커져야 해요. exp(z)가 아니라 exp(−z)인지 보세요."),
    edit(SIGMOID, "one_branch", NUMERATOR, "1.0",
         says="음수인 z에도 1 / (1 + exp(−|z|))을 쓴 것 같아요. 그러면 z의 부호가 사라져 확률이 늘 0.5 이상이에요. z < 0이면 분자가 exp(−|z|)예요."),
    edit(SIGMOID, "tanh", FORM, "np.tanh(z)",
         says="np.tanh(z)를 돌려준 것 같아요. 범위가 [−1, 1]이라 확률이 아니에요. 시그모이드는 (1 + tanh(z/2)) / 2예요."),
    edit(SIGMOID, "twice_steep", FORM, "0.5 * (1.0 + np.tanh(z))",
         says="(1 + tanh(z)) / 2를 계산한 것 같아요. z를 2로 나누지 않아 곡선이 두 배로 가팔라요."),
    edit(SIGMOID, "derivative", FORM, f"(p := {FORM}) * (1.0 - p)",
         says="시그모이드가 아니라 그 도함수 p(1 − p)를 돌려준 것 같아요. z = 0에서 [0.25](=steepest)가 아니라 0.5여야 해요."),
    edit(SIGMOID, "no_one", FORM, "1.0 / np.exp(-z)",
         says="분모의 1을 빠뜨린 것 같아요. 1 / exp(−z)는 exp(z)와 같아서 1보다 커질 수 있어요."),
    edit(SIGMOID, "step", FORM, "np.where(z >= 0, 1.0, 0.0)[()]",
         says="확률을 0과 1로 반올림한 것 같아요. 시그모이드는 확률을 그대로 돌려주고, 자르는 일은 predict가 해요."),
    rewrite(SIGMOID, "math_exp", "e = math.exp(-abs(z))\nreturn (1.0 if z >= 0 else e) / (1.0 + e)",
            says="math.exp를 쓴 것 같아요. 숫자 하나만 받을 수 있으니 배열에는 np.exp를 쓰세요."),
    edit(SIGMOID, "arrays_only", FLOAT_Z, "z.astype(np.float64)",
         f"return {FORM}", "out = e / (1.0 + e)\n    out[z >= 0] = 1.0 - out[z >= 0]\n    return out",
         says="숫자 하나(스칼라)를 받으면 오류가 나요. 맨 앞에서 np.asarray(z, dtype=np.float64)로 바꾸면 스칼라도 배열처럼 다룰 수 있어요."),
    edit(SIGMOID, "at_least_1d", FLOAT_Z, f"np.atleast_1d({FLOAT_Z})",
         says="스칼라를 받으면 shape (1,)인 배열이 나와요. 결과의 shape는 z와 같아야 하니 np.atleast_1d를 쓰지 마세요."),
    edit(SIGMOID, "small_integers", FLOAT_Z, "np.asarray(z)", FORM, f"np.asarray({FORM}, dtype=np.float64)",
         says="정수 배열을 float64로 바꾸지 않은 것 같아요. uint8에서는 −5가 [251](=narrow.minus_five)이 되고 int8에서는 [−128](=narrow.least)의 절댓값이 [−128](=narrow.absolute)이에요. 먼저 float64로 바꾸세요."),
    edit(SIGMOID, "zeros_like", f"z = {FLOAT_Z}", f"out = np.zeros_like(z)\n    z = {FLOAT_Z}",
         f"return {FORM}", f"out[...] = {FORM}\n    return out",
         says="np.zeros_like(z)로 만든 배열은 z가 정수이면 정수라서 확률이 모두 0으로 잘려요. dtype=np.float64를 함께 주세요."),
    edit(SIGMOID, "in_place", f"z = {FLOAT_Z}", f"given, z = z, {FLOAT_Z}",
         FORM, "np.multiply(0.5, 1.0 + np.tanh(0.5 * z), out=z if np.shares_memory(z, given) and z.flags.writeable else None)",
         says="받은 z에 결과를 덮어쓴 것 같아요. z *= −1이나 out=z 대신 새 배열에 담으세요."),

    edit(ENTROPY, "sum", "np.mean", "np.sum", says="평균이 아니라 합을 구한 것 같아요. 샘플 수 m으로 나누세요."),
    edit(ENTROPY, "each", MEAN, "losses", says="샘플마다의 손실을 배열로 돌려준 것 같아요. 평균을 내어 실수 하나를 돌려주세요."),
    edit(ENTROPY, "log_p", *by_way_of("sigmoid(z)"),
         says="확률을 거쳐 log(p)를 계산한 것 같아요. z가 크면 p가 정확히 0이나 1이 되어 inf나 nan이 나와요. 로짓에서 바로 계산하는 식을 쓰세요."),
    edit(ENTROPY, "naive_log_p", *by_way_of("1.0 / (1.0 + np.exp(-z))"),
         says="넘칠 수 있는 시그모이드로 확률을 구한 뒤 로그를 취한 것 같아요. z가 크면 p가 정확히 0이나 1이 되어 inf나 nan이 나와요. 로짓에서 바로 계산하는 식을 쓰세요."),
    *(item for small in EPSILONS for item in kept_from_zero(small)),
    edit(ENTROPY, "softplus", LOSSES, "np.log1p(np.exp(z)) - y * z",
         says="log(1 + exp(z))를 그대로 계산한 것 같아요. z가 710을 넘으면 exp가 inf가 돼요. max(z, 0) + log1p(exp(−|z|))나 np.logaddexp(0, z)를 쓰세요."),
    edit(ENTROPY, "hinge", LOG_TERM, "",
         says="max(z, 0) − y·z만 계산하고 log(1 + exp(−|z|))를 빠뜨린 것 같아요. z = 0에서 손실이 0이 아니라 ln 2 ≈ [0.693](=loss_of_half)이어야 해요."),
    edit(ENTROPY, "plus_yz", "- y * z", "+ y * z",
         says="y·z를 빼지 않고 더한 것 같아요. y = 1이면 손실은 log(1 + exp(z)) − z예요. 부호를 보세요."),
    edit(ENTROPY, "exp_plus", "-np.abs(z)", "np.abs(z)",
         says="지수를 −|z|가 아니라 |z|로 둔 것 같아요. max(z, 0)을 밖으로 꺼냈으니 안에는 exp(−|z|)만 남아요."),
    edit(ENTROPY, "swapped", "y * z", "(1.0 - y) * z",
         says="0과 1의 역할이 바뀐 것 같아요. y = 1인 샘플은 z가 클수록 손실이 작아져야 해요."),
    edit(ENTROPY, "no_minus", MEAN, f"-{MEAN}",
         says="부호가 반대인 것 같아요. 로그 확률은 0 이하라서 앞에 −를 붙여야 손실이 0 이상이 돼요."),
    edit(ENTROPY, "ones_only", "np.mean(losses)", "np.mean(y * losses)",
         says="y = 1인 샘플의 손실만 더한 것 같아요. y = 0인 샘플도 −log(1 − p)만큼의 손실이 있어요."),
    edit(ENTROPY, "log2", "np.mean(losses)", "np.mean(losses) / np.log(2.0)",
         says="밑이 2인 로그를 쓴 것 같아요. 손실이 모두 1/ln 2 ≈ [1.443배](=one_over_ln2)예요. 자연로그 np.log를 쓰세요."),
    edit(ENTROPY, "mse", LOSSES, "(sigmoid(z) - y) ** 2",
         says="크로스 엔트로피가 아니라 (p − y)²의 평균을 구한 것 같아요. 이 손실에는 로그가 들어가요."),
    edit(ENTROPY, "from_p", *by_way_of("np.clip(z, 1e-12, 1.0 - 1e-12)"), convention=True,
         says="z를 확률로 보고 로그를 취한 것 같아요. 이 함수가 받는 것은 로짓이에요. 확률을 받는 것은 다른 라이브러리의 약속이에요."),
    edit(ENTROPY, "no_check", NOT_BINARY, "False",
         says="레이블을 검사하지 않은 것 같아요. 0과 1이 아닌 값이 있으면 조용히 틀린 손실이 나오니 ValueError를 내세요."),
    edit(ENTROPY, "range_only", NOT_BINARY, "np.any(y < 0) or np.any(y > 1)",
         says="0 ≤ y ≤ 1인지만 본 것 같아요. 0.5처럼 사이에 있는 값도 레이블이 아니에요. 0이거나 1인지 확인하세요."),
    edit(ENTROPY, "signed_too", "check_labels(y)\n    z", "y = (y + 1) // 2 if np.all((y == -1) | (y == 1)) else y\n    check_labels(y)\n    z", convention=True,
         says="−1과 1로 된 레이블을 0과 1로 바꾸어 받아 준 것 같아요. 이 단원에서는 0과 1이 아니면 모두 ValueError예요."),
    edit(ENTROPY, "nameless", 'f"y에는 0과 1만 올 수 있습니다. 받은 값: {np.unique(y)}"', '"레이블이 잘못되었습니다"',
         says="오류는 맞게 냈지만 메시지에 y가 없어요. 어느 인자가 잘못됐는지 이름을 적어 주세요."),
    edit(ENTROPY, "small_integers", FLOAT_Z, "z",
         says="정수 배열을 float64로 바꾸지 않은 것 같아요. 작은 정수형으로 계산하면 음수가 범위를 벗어나거나 자릿수가 모자라요."),
    rewrite(ENTROPY, "half_precision", "check_labels(y)\nreturn np.mean(np.logaddexp(0, z) - y * z)",
            says="정수 배열을 float64로 바꾸지 않은 것 같아요. 작은 정수형의 지수와 로그는 float16으로 계산되어 자릿수가 모자라요."),
    edit(ENTROPY, "in_place", f"return {MEAN}", f"if z.flags.writeable:\n        z *= 1 - 2 * y\n    return {MEAN}",
         says="받은 배열 z에 중간 계산을 덮어쓴 것 같아요. 같은 z를 다시 쓰는 코드가 오류 없이 틀린 값을 내요."),

    edit(TRAIN, "ascent", "theta - lr", "theta + lr",
         says="손실이 커지는 쪽으로 움직였어요. 기울기 Xᵀ(p − y)/m을 빼야 하는데, 더하거나 y − p를 쓴 것 같아요."),
    edit(TRAIN, "sum", " / len(y)", "", says="평균(1/m) 없이 합으로 움직인 것 같아요. 걸음이 m배(샘플 수만큼)가 되었어요."),
    edit(TRAIN, "by_n", "len(y)", "features.shape[1]", says="샘플 수 m이 아니라 특성 수 n으로 나눈 것 같아요."),
    edit(TRAIN, "mse", GAP, "(((p := sigmoid(features @ theta)) - y) * p * (1.0 - p))",
         says="평균 제곱 오차의 기울기를 쓴 것 같아요. 오차에 p(1 − p)가 더 곱해졌어요. 크로스 엔트로피에서는 이것이 약분되어 p − y만 남아요."),
    edit(TRAIN, "no_sigmoid", GAP, "(features @ theta - y)",
         says="시그모이드를 거치지 않고 Xθ − y를 오차로 쓴 것 같아요. 그것은 1단원의 선형 회귀예요."),
    edit(TRAIN, "hard", GAP, "((sigmoid(features @ theta) >= 0.5) - y)",
         says="확률 대신 0과 1로 자른 예측으로 오차를 구한 것 같아요. 얼마나 확신했는지가 기울기에 남아야 해요."),
    edit(TRAIN, "one_number", STEP, f"lr * np.mean(features * {GAP}[:, None])",
         says="모든 가중치를 똑같이 움직이고 있어요. 기울기를 특성별로 (n,) 구하세요."),
    edit(TRAIN, "one_more", "range(epochs)", "range(epochs + 1)",
         says="한 번 더 갱신한 것 같아요. range(epochs + 1)이 아니라 range(epochs)예요."),
    edit(TRAIN, "return_in_loop", MOVE, f"{MOVE}\n        return theta",
         says="return이 for 안에 들어 있어 한 번만 갱신하고 끝난 것 같아요. 들여쓰기를 보세요."),
    edit(TRAIN, "stale_p", LOOP, f"p = sigmoid(features @ theta)\n    {LOOP}", GAP, "(p - y)",
         says="확률을 반복문 밖에서 한 번만 계산한 것 같아요. θ가 바뀔 때마다 p를 다시 구해야 해요."),
    edit(TRAIN, "one_less", "range(epochs)", "range(1, epochs)",
         says="한 번 덜 갱신한 것 같아요. range(1, epochs)는 epochs − 1번만 돌아요."),
    edit(TRAIN, "from_ones", "np.zeros", "np.ones", says="θ를 1에서 출발시킨 것 같아요. 이 단원은 0 벡터에서 출발해요."),
    edit(TRAIN, "defaults", "lr=0.01, epochs=1000", "lr=0.1, epochs=100", says="기본값이 달라요. 시그니처는 lr=0.01, epochs=1000이에요."),
    edit(TRAIN, "stops_early", MOVE, f"before = theta\n        {MOVE}\n        if np.max(np.abs(theta - before)) < 1e-3:\n            break",
         says="θ가 거의 안 변하면 멈추게 한 것 같아요. epochs번을 모두 돌아야 해요."),
    edit(TRAIN, "adds_bias", FLOAT_X, "np.hstack([np.ones((len(X), 1)), X])",
         says="함수 안에서 1로 된 열을 또 붙인 것 같아요. 받은 X를 그대로 쓰고, 절편은 호출하는 쪽에서 붙여요."),
    edit(TRAIN, "regularized", STEP, f"lr * (features.T @ {GAP} + theta) / len(y)", convention=True,
         says="가중치를 줄이는 항(L2 규제)을 더한 것 같아요. scikit-learn의 기본 약속이지만 이 단원에서는 넣지 않아요."),
    edit(TRAIN, "column", "return theta", "return theta[:, None]", says="값은 맞지만 shape가 (n, 1)이에요. (n,)으로 돌려주세요."),
    edit(TRAIN, "no_check", "check_labels(y)", "pass",
         says="레이블을 검사하지 않은 것 같아요. −1과 1로 된 레이블도 오류 없이 학습되어 틀린 θ가 나오니 ValueError를 내세요."),
    edit(TRAIN, "range_only", "check_labels(y)", "if np.any(y < 0) or np.any(y > 1):\n        raise ValueError('y')",
         says="0 ≤ y ≤ 1인지만 본 것 같아요. 0.5처럼 사이에 있는 값도 레이블이 아니에요. 0이거나 1인지 확인하세요."),
    edit(TRAIN, "asserts", "check_labels(y)", f"assert not ({NOT_BINARY}), 'y'",
         says="assert로 검사한 것 같아요. 그러면 AssertionError가 나요. raise ValueError(…)를 쓰세요."),
    edit(TRAIN, "nameless", "check_labels(y)", f"if {NOT_BINARY}:\n        raise ValueError('레이블이 잘못되었습니다')",
         says="오류는 맞게 냈지만 메시지에 y가 없어요. 어느 인자가 잘못됐는지 이름을 적어 주세요."),
    edit(TRAIN, "inplace", FLOAT_X, f"""{FLOAT_X} if X.flags.writeable else X.astype(np.float64)
    features -= features.mean(axis=0)
    features /= np.where((spread := features.std(axis=0)) > 1e-12, spread, 1.0)""",
         says="X의 열을 그 자리에서 표준화한 것 같아요. 받은 X는 그대로 두고, 표준화는 호출하는 쪽에서 하세요."),

    edit(PREDICT, "strict", ">=", ">", says="확률이 임계값과 똑같을 때 0으로 판단한 것 같아요. >가 아니라 >=를 쓰세요."),
    edit(PREDICT, "fixed", "p >= threshold", "p >= 0.5", says="받은 threshold를 쓰지 않고 늘 0.5와 비교한 것 같아요."),
    edit(PREDICT, "rounds", "(p >= threshold)", "np.round(p)",
         says="받은 threshold를 쓰지 않고, 확률이 0.5보다 클 때만 1로 한 것 같아요(`p > 0.5`나 np.round). threshold 이상이면 1이니 >=로 비교하세요."),
    edit(PREDICT, "logits", "sigmoid(", "(", says="확률이 아니라 로짓 Xθ를 임계값과 비교한 것 같아요. 시그모이드를 먼저 거치세요."),
    edit(PREDICT, "inverted", ">=", "<", says="0과 1이 뒤바뀐 것 같아요. 확률이 임계값 이상일 때 1이에요."),
    edit(PREDICT, "probabilities", ANSWER, "p", says="확률을 그대로 돌려준 것 같아요. 임계값과 비교해 0이나 1을 돌려주세요."),
    edit(PREDICT, "signed", ANSWER, "np.where(p >= threshold, 1, -1)", convention=True,
         says="0 대신 −1을 돌려준 것 같아요. 이 단원의 레이블은 0과 1이에요."),
    edit(PREDICT, "threshold_or", "p >= threshold", "p >= (threshold or 0.5)",
         says="threshold=0을 주지 않은 것으로 여긴 것 같아요. `threshold or 0.5`에서 0은 거짓이라 0.5가 돼요."),
    edit(PREDICT, "other_side", "p >= threshold", "p >= 1.0 - threshold",
         says="확률을 1 − threshold와 비교한 것 같아요. 임계값을 올리면 1이 되는 샘플이 줄어야 해요."),
    edit(PREDICT, "one_label", ANSWER, "np.full(len(X), int(np.mean(p) >= threshold))",
         says="모든 샘플에 같은 값을 돌려준 것 같아요. 확률의 평균이 아니라 샘플마다의 확률을 임계값과 비교하세요."),
    edit(PREDICT, "small_integers", FLOAT_X, "X",
         says="정수끼리 Xθ를 계산하다 표현 범위를 벗어난 것 같아요. 곱하기 전에 X를 float64로 바꾸세요."),
    edit(PREDICT, "in_place", f"return {ANSWER}", f"""found = {ANSWER}
    if theta.dtype == np.float64 and theta.flags.writeable:
        theta /= max(float(np.linalg.norm(theta)), 1e-12)
    return found""",
         says="받은 theta를 그 자리에서 바꾼 것 같아요. 다음 호출의 예측이 달라져요. 계산 결과는 새 배열에 담으세요."),
    edit(PREDICT, "not_integers", ".astype(np.int64)", "",
         says="값은 맞지만 정수가 아니에요. 비교한 결과는 불리언이니 .astype(int)로 정수 0과 1로 바꾸세요. 실수 0.0과 1.0도 안 돼요."),
    edit(SLOPE, "entropy", "(p - y) * p * (1.0 - p)", "p - y",
         says="p − y만 돌려준 것 같아요. 그것은 크로스 엔트로피의 기울기예요. 제곱 오차에서는 σ'(z)가 지워지지 않고 남아요."),
    edit(SLOPE, "only_sigmoid", "(p - y) * p * (1.0 - p)", "p * (1.0 - p)",
         says="시그모이드의 도함수만 돌려준 것 같아요. 연쇄 법칙에 따라 손실을 p로 미분한 p − y도 곱하세요."),
    edit(SLOPE, "two", "(p - y) * p", "2.0 * (p - y) * p", says="2가 남아 있어요. 손실에 ½이 있으니 제곱을 미분할 때 나온 2와 지워져요."),
    edit(SLOPE, "mean", "(p - y) * p * (1.0 - p)", "(p - y) * p * (1.0 - p) / len(y)",
         says="샘플 수로 나눈 것 같아요. 여기서는 평균을 내지 않고 샘플마다의 값을 돌려주세요."),
)
