"""Wrong answers of unit 10, each with what we tell its author; the likeliest first."""

import numpy as np
from autograder.authoring import edit, rewrite

L1, L2, LOSS = "l1_regularization", "l2_regularization", "regularized_loss"
G1, G2, SOFT = "l1_gradient", "l2_gradient", "soft_threshold"
ISTA, STEP = "ista_step", "soft_threshold(w - rate * slope, rate * lam)"
REAL = "np.asarray(weights, dtype=np.float64)"
# What each of the functions returns.
ABS, SQUARES = "lambda_reg * np.sum(np.abs(w))", "lambda_reg * np.sum(w**2)"
ADD1, ADD2 = "l1_regularization(weights, lambda_l1)", "l2_regularization(weights, lambda_l2)"
SIGN, DOUBLE, SHRUNK = "lambda_reg * np.sign(w)", "2.0 * lambda_reg * w", "np.sign(w) * np.maximum(np.abs(w) - t, 0.0)"


def in_place(weights, result):
    """The result in the array that was given, if it fits there."""
    place = weights if weights.dtype == np.float64 and weights.flags.writeable else np.array(weights, dtype=np.float64)
    place[...] = result
    return place


def badly_checked(exercise):
    """The four ways to check λ (or t) wrongly."""
    name = "t" if exercise == SOFT else "lambda_reg"
    check = f"if {name} < 0:"
    return (
        edit(exercise, "no_check", check, "if False:", says=f"{name}가 음수인지 검사하지 않는 것 같아요. 계산에 앞서 {name} < 0이면 ValueError를 내세요."),
        edit(exercise, "refuses_zero", check, f"if {name} <= 0:", says=f"{name} = 0까지 막은 것 같아요. 0은 올바른 값이고, 음수일 때만 ValueError를 내요."),
        edit(exercise, "asserts", check, f"assert {name} >= 0, '{name}'\n    if False:", says="assert로 검사한 것 같아요. 그러면 AssertionError가 나요. raise ValueError(…)를 쓰세요."),
        edit(exercise, "nameless", f'f"{name}는 0 이상이어야 합니다. 받은 값: {{{name}}}"', '"0 이상이어야 합니다"',
             says=f"오류 메시지에 어느 인자가 잘못됐는지 적혀 있지 않아요. `{name}`라는 이름을 메시지에 적어 주세요."),
    )


def total(check, w=REAL):
    """A regularized_loss with formulas of its own, after its own check."""
    return f"{check}\nw = {w}\nreturn float(loss + lambda_l1 * np.sum(np.abs(w)) + lambda_l2 * np.sum(np.square(w)))"


def refuses(condition, message="lambda_l1, lambda_l2"):
    """The check that raises a ValueError."""
    return f"if {condition}:\n    raise ValueError('{message}')"


NEGATIVE = "min(lambda_l1, lambda_l2) < 0"

MISTAKES = (
    # Preferred to the others of their exercises, as the order is the order of preference.
    rewrite(LOSS, "asserts", total("assert min(lambda_l1, lambda_l2) >= 0, 'lambda_l1, lambda_l2'"),
            says="assert로 검사한 것 같아요. 그러면 AssertionError가 나요. raise ValueError(…)를 쓰세요."),
    rewrite(LOSS, "nameless", total(refuses(NEGATIVE, "0 이상이어야 합니다")), says="오류 메시지에 어느 인자가 잘못됐는지 적혀 있지 않아요. `lambda_l1`이나 `lambda_l2`라는 이름을 메시지에 적어 주세요."),
    rewrite(LOSS, "own_dtype", total(refuses(NEGATIVE), "weights"), says="정수 배열을 그대로 계산하다가 값이 넘친 것 같아요. 앞의 두 함수를 부르거나, 먼저 float64로 바꾸세요."),
    edit(G1, "in_place", SIGN, f"in_place(weights, {SIGN})", says="받은 weights 자리에 결과를 쓴 것 같아요. 기울기는 새 배열에 담아 돌려주세요."),
    edit(G2, "in_place", DOUBLE, f"in_place(weights, {DOUBLE})", says="`*=`로 받은 weights를 바꾼 것 같아요. 기울기는 새 배열에 담아 돌려주세요."),
    edit(SOFT, "in_place", SHRUNK, "in_place(weights, w - np.clip(w, -t, t))", says="받은 weights를 바꾼 것 같아요. 결과는 새 배열에 담아 돌려주세요."),
    edit(SOFT, "alias_at_zero", SHRUNK, f"w if t == 0 else {SHRUNK}", says="t = 0일 때 받은 배열을 그대로 돌려준 것 같아요. 이때도 새 배열이어야 하니 복사하세요."),

    edit(L1, "no_abs", "np.abs(w)", "w", says="절댓값을 빠뜨린 것 같아요. 1과 −2처럼 부호가 다른 가중치가 서로 지워져요."),
    edit(L1, "squares", "np.abs(w)", "w**2", says="절댓값이 아니라 제곱을 더한 것 같아요. 그것은 L2 페널티예요."),
    edit(L1, "matrix_norm", "np.sum(np.abs(w))", "np.linalg.norm(w, 1)", says="np.linalg.norm(W, 1)은 행렬에서 열마다 더한 합 가운데 가장 큰 값이에요. np.abs를 모두 더하세요."),
    edit(L1, "mean", ABS, f"{ABS} / max(1, w.size)", says="합이 아니라 평균을 구한 것 같아요. 이 단원의 페널티는 원소 수로 나누지 않아요."),
    edit(L1, "no_lambda", "lambda_reg * ", "", says="λ를 곱하지 않은 것 같아요. 절댓값의 합에 lambda_reg를 곱하세요."),
    edit(L1, "abs_outside", "np.sum(np.abs(w))", "abs(np.sum(w))", says="더한 다음에 절댓값을 씌운 것 같아요. 절댓값을 먼저 구하고 더해야 해요."),
    edit(L1, "last_axis", f"float({ABS})", "lambda_reg * np.sum(np.abs(w), axis=0)", says="한 축으로만 더한 것 같아요. axis를 주지 않으면 모든 원소를 더해 숫자 하나가 돼요."),
    edit(L1, "own_dtype", REAL, "weights", says="받은 dtype 그대로 절댓값을 구한 것 같아요. int8의 −128은 절댓값도 −128이에요. 먼저 float64로 바꾸세요."),
    edit(L1, "empty_fails", "np.sum(np.abs(w))", "np.mean(np.abs(w)) * w.size", says="빈 배열에서 오류나 NaN이 나요. 더할 가중치가 없으면 페널티는 0.0이에요."),
    *badly_checked(L1),

    edit(L2, "half", SQUARES, f"0.5 * {SQUARES}", convention=True, says="½을 곱한 값이에요. 그렇게 정한 책도 있지만, 이 단원의 약속은 ½이 없는 λ·Σw²이에요."),
    edit(L2, "norm", "np.sum(w**2)", "np.sqrt(np.sum(w**2))", says="제곱의 합에 제곱근을 씌운 것 같아요. L2 페널티는 노름이 아니라 노름의 제곱이에요."),
    edit(L2, "spectral", "np.sum(w**2)", "np.linalg.norm(w, 2) ** 2", says="np.linalg.norm(W, 2)는 행렬에서 가장 큰 특잇값이에요. 비슷한 값이 나와도 달라요. 원소의 제곱을 모두 더하세요."),
    edit(L2, "abs", "w**2", "np.abs(w)", says="제곱이 아니라 절댓값을 더한 것 같아요. 그것은 L1 페널티예요."),
    edit(L2, "square_of_sum", "np.sum(w**2)", "np.sum(w) ** 2", says="더한 다음에 제곱한 것 같아요. 원소마다 먼저 제곱하고 더해야 해요."),
    edit(L2, "mean", SQUARES, f"{SQUARES} / max(1, w.size)", says="합이 아니라 평균을 구한 것 같아요. 이 단원의 페널티는 원소 수로 나누지 않아요."),
    edit(L2, "no_lambda", "lambda_reg * ", "", says="λ를 곱하지 않은 것 같아요. 제곱의 합에 lambda_reg를 곱하세요."),
    edit(L2, "lambda_squared", SQUARES, "np.sum((lambda_reg * w) ** 2)", says="λ까지 제곱한 것 같아요. 가중치만 제곱해서 더하고, λ는 그대로 한 번 곱해요."),
    edit(L2, "matrix_product", "w**2", "w @ w", says="w @ w는 행렬에서 행렬 곱이에요. 원소마다 제곱하려면 `w**2`나 `w * w`를 쓰세요."),
    edit(L2, "own_dtype", REAL, "weights", "w**2", "np.square(w)", says="받은 dtype 그대로 제곱한 것 같아요. 8비트 정수에서는 100²이 넘쳐요. 먼저 float64로 바꾸세요."),
    *badly_checked(L2),

    edit(LOSS, "swapped", ADD1, "l1_regularization(weights, lambda_l2)", ADD2, "l2_regularization(weights, lambda_l1)",
         says="λ 두 개가 뒤바뀐 것 같아요. lambda_l1은 L1 페널티에, lambda_l2는 L2 페널티에 곱해요."),
    edit(LOSS, "no_loss", "loss + ", "", says="원래의 손실을 더하지 않은 것 같아요. 두 페널티의 합에 loss도 더해야 해요."),
    edit(LOSS, "no_l1", ADD1, f"0 * {ADD1}", says="L1 페널티가 빠진 것 같아요. loss에 페널티 두 개를 모두 더하세요."),
    edit(LOSS, "no_l2", ADD2, f"0 * {ADD2}", says="L2 페널티가 빠진 것 같아요. loss에 페널티 두 개를 모두 더하세요."),
    edit(LOSS, "same_lambda", ADD2, f"l2_regularization(weights, lambda_l1) + 0 * {ADD2}", says="L2 페널티에도 lambda_l1을 쓴 것 같아요. 두 번째 페널티의 λ는 lambda_l2예요."),
    # Squared, but with their signs, so that a negative λ is still refused.
    edit(LOSS, "twice", ADD1, "l1_regularization(weights, lambda_l1 * abs(lambda_l1))", ADD2, "l2_regularization(weights, lambda_l2 * abs(lambda_l2))",
         says="λ를 두 번 곱한 것 같아요. l1_regularization과 l2_regularization의 결과에는 이미 λ가 곱해져 있어요."),
    edit(LOSS, "minus", f"+ {ADD1} + ", f"- {ADD1} - ", says="페널티를 뺀 것 같아요. 그러면 가중치가 클수록 손실이 줄어들어요. 벌이니 더해야 해요."),
    edit(LOSS, "half", ADD2, f"0.5 * {ADD2}", convention=True, says="L2 페널티에 ½을 곱한 값이에요. 그렇게 정한 책도 있지만, 이 단원에서는 λ·Σw²을 그대로 더해요."),
    rewrite(LOSS, "no_check", total(""), says="λ가 음수인지 검사하지 않는 것 같아요. 4.1과 4.2의 함수를 부르면 검사도 함께 돼요."),
    rewrite(LOSS, "refuses_zero", total(refuses("min(lambda_l1, lambda_l2) <= 0")), says="λ = 0까지 막은 것 같아요. 0은 올바른 값이고(그 페널티를 쓰지 않는다는 뜻이에요), 음수일 때만 ValueError를 내요."),
    rewrite(LOSS, "checks_sum", total(refuses("lambda_l1 + lambda_l2 < 0")), says="두 λ의 합만 검사한 것 같아요. 하나가 크면 다른 하나의 음수가 가려져요. 따로 검사하세요."),
    rewrite(LOSS, "checks_first", total(refuses("lambda_l1 < 0")), says="lambda_l1만 검사한 것 같아요. lambda_l2가 음수일 때도 ValueError를 내야 해요."),

    edit(G1, "plus_at_zero", "np.sign(w)", "np.where(w >= 0, 1.0, -1.0)", says="0인 가중치의 기울기가 λ가 되었어요. `>= 0`으로 나누지 않았나요? 0에서는 0이라고 약속해요."),
    edit(G1, "minus_at_zero", "np.sign(w)", "np.where(w > 0, 1.0, -1.0)", says="0인 가중치의 기울기가 −λ가 되었어요. `> 0`의 나머지를 모두 −1로 보지 않았나요? 0에서는 0이라고 약속해요."),
    edit(G1, "abs", "np.sign(w)", "np.abs(w)", says="λ|w|를 돌려준 것 같아요. 절댓값 자체가 아니라 그 미분이 필요해요. 양수면 λ, 음수면 −λ예요."),
    edit(G1, "no_lambda", SIGN, "np.sign(w)", says="부호에 λ를 곱하지 않은 것 같아요."),
    edit(G1, "identity", "np.sign(w)", "w", says="λw를 돌려준 것 같아요. L1의 기울기는 가중치의 크기와 상관없이 부호로만 정해져요."),
    edit(G1, "l2", SIGN, "2 * lambda_reg * w", says="2λw는 L2 페널티의 기울기예요. L1의 기울기는 λ·sign(w)예요."),
    edit(G1, "negative", SIGN, f"-{SIGN}", says="부호가 거꾸로예요. 기울기는 페널티가 커지는 쪽이고, 빼는 일은 경사 하강법이 해요."),
    edit(G1, "divides", "np.sign(w)", "w / np.abs(w)", says="w / |w|는 0에서 NaN이 돼요. np.sign은 0에서 0을 줘요."),
    edit(G1, "summed", SIGN, "float(lambda_reg * np.sum(np.sign(w)))", says="기울기를 모두 더한 것 같아요. 결과는 weights와 같은 shape의 배열이어야 해요."),
    edit(G1, "own_dtype", REAL, "weights", says="정수 가중치에 정수 λ를 주면 결과도 정수 배열이 돼요. 먼저 float64로 바꾸세요."),
    *badly_checked(G1),

    edit(G2, "no_two", "2.0 * ", "", convention=True, says="2가 빠진 λw예요. 페널티를 ½λ·Σw²으로 정한 책에서는 맞아요. 이 단원의 페널티는 ½이 없어서 기울기가 2λw예요."),
    edit(G2, "no_lambda", "lambda_reg * ", "", says="λ를 곱하지 않은 것 같아요. 기울기는 2λw예요."),
    edit(G2, "squares", DOUBLE, "lambda_reg * w**2", says="제곱을 미분하지 않고 그대로 둔 것 같아요. w²을 미분하면 2w예요."),
    edit(G2, "keeps_power", DOUBLE, f"{DOUBLE}**2", says="2를 앞으로 내리고 지수는 줄이지 않은 것 같아요. w²을 미분하면 2w²이 아니라 2w예요."),
    edit(G2, "l1", DOUBLE, "lambda_reg * np.sign(w)", says="λ·sign(w)는 L1 페널티의 기울기예요. L2의 기울기는 가중치의 크기에 비례해요."),
    edit(G2, "abs", DOUBLE, "2 * lambda_reg * np.abs(w)", says="절댓값을 씌워 부호가 사라졌어요. 음수 가중치의 기울기는 음수예요."),
    edit(G2, "negative", DOUBLE, "-2 * lambda_reg * w", says="부호가 거꾸로예요. 기울기는 페널티가 커지는 쪽이고, 빼는 일은 경사 하강법이 해요."),
    edit(G2, "unit", DOUBLE, "lambda_reg * w / max(float(np.linalg.norm(np.ravel(w))), 1e-300)", says="가중치를 노름으로 나눈 것 같아요. 그것은 제곱하지 않은 노름의 기울기예요."),
    edit(G2, "summed", DOUBLE, "float(2 * lambda_reg * np.sum(w))", says="기울기를 모두 더한 것 같아요. 결과는 weights와 같은 shape의 배열이어야 해요."),
    edit(G2, "own_dtype", REAL, "weights", "2.0", "2", says="정수 배열을 그대로 곱한 것 같아요. 결과가 정수 배열이 되거나 넘칠 수 있어요. 먼저 float64로 바꾸세요."),
    *badly_checked(G2),

    edit(SOFT, "no_max", SHRUNK, "np.sign(w) * (np.abs(w) - t)", says="0을 지나쳐 부호가 뒤집혔어요. |w|가 t보다 작으면 음수가 되니, np.maximum으로 0에서 멈추세요."),
    edit(SOFT, "hard", SHRUNK, "np.where(np.abs(w) > t, w, 0.0)", says="t보다 작은 것만 0으로 하고 나머지는 그대로 둔 것 같아요(하드 임계값, hard threshold). 남는 가중치도 t만큼 줄여야 해요."),
    edit(SOFT, "no_sign", "np.sign(w) * ", "", says="부호를 되돌리지 않은 것 같아요. 줄인 크기에 np.sign(weights)를 곱하세요."),
    edit(SOFT, "np_max", "np.maximum(np.abs(w) - t, 0.0)", "np.max(np.abs(w) - t, 0)", says="np.max는 배열에서 가장 큰 값을 고르고, 둘째 인자는 축이에요. 원소마다 0과 비교하려면 np.maximum을 쓰세요."),
    edit(SOFT, "python_max", "np.maximum(np.abs(w) - t, 0.0)", "max(np.abs(w) - t, 0)", says="파이썬의 max는 배열을 원소마다 비교하지 못해요. np.maximum을 쓰세요."),
    edit(SOFT, "positive_only", SHRUNK, "np.maximum(w - t, 0.0)", says="절댓값 없이 t를 뺀 것 같아요. 그러면 음수 가중치가 모두 0이 돼요."),
    edit(SOFT, "clips", SHRUNK, "np.clip(w, -t, t)", says="np.clip은 −t와 t 사이로 자를 뿐이에요. 여기서는 0 쪽으로 t만큼 당긴 나머지가 필요해요."),
    edit(SOFT, "grows", SHRUNK, "np.sign(w) * (np.abs(w) + t)", says="t를 빼지 않고 더한 것 같아요. 가중치의 크기는 줄어야 해요."),
    edit(SOFT, "shrinks", SHRUNK, "w / (1 + t)", says="모두 같은 비율로 줄인 것 같아요. 그것은 L2의 일이고, 그렇게는 0이 되지 않아요."),
    edit(SOFT, "divides", SHRUNK, "w * np.maximum(1 - t / np.abs(w), 0.0)", says="1 − t / |w|를 구하면 가중치가 0일 때 NaN이 돼요. |w|로 나누지 않는 식을 쓰세요."),
    edit(SOFT, "nearly_zero", SHRUNK, "w * np.maximum(1 - t / (np.abs(w) + 1e-12), 1e-12)", says="0이어야 할 값이 아주 작은 수로 남아요. 정확히 0.0이어야 해요. 분모에 작은 수를 더하지 않았나요?"),
    edit(SOFT, "own_dtype", REAL, "weights", says="정수 배열을 그대로 뺀 것 같아요. 부호 없는 정수는 0 아래로 못 내려가고, 결과도 정수가 돼요. 먼저 float64로 바꾸세요."),
    *badly_checked(SOFT),

    edit(ISTA, "lam_only", STEP, "soft_threshold(w - rate * slope, lam)", says="λ만큼 당긴 것 같아요. 손실의 기울기에 η를 곱했으니 벌에도 η가 곱해져 임계값은 ηλ예요."),
    edit(ISTA, "no_descent", STEP, "soft_threshold(w, rate * lam)", says="손실의 기울기로 내려가지 않은 것 같아요. 첫 물음표는 w가 아니라 w − ηg예요."),
    edit(ISTA, "no_threshold", STEP, "w - rate * slope", says="벌이 없을 때의 한 걸음이에요. 그 자리에 소프트 임계값을 씌우세요."),
    edit(ISTA, "subgradient", STEP, "w - rate * (slope + lam * np.sign(w))", says="L1의 기울기를 더해 내려간 것 같아요. 그러면 0을 지나쳐 양쪽을 오가요. 완전제곱으로 묶은 식을 다시 보세요."),
    edit(ISTA, "threshold_first", STEP, "soft_threshold(w, rate * lam) - rate * slope", says="당긴 다음에 내려간 것 같아요. 순서를 바꾸면 0에 앉지 못해요. 먼저 내려가고, 그 자리에 소프트 임계값을 씌우세요."),
    edit(ISTA, "uphill", STEP, "soft_threshold(w + rate * slope, rate * lam)", says="기울기 쪽으로 올라간 것 같아요. 손실이 줄어드는 쪽은 −g예요."),
    edit(ISTA, "no_rate", STEP, "soft_threshold(w - slope, rate * lam)", says="기울기에 학습률을 곱하지 않은 것 같아요."),
)
