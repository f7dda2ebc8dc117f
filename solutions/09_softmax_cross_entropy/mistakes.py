"""Wrong answers of unit 09, each with what we tell its author; the likeliest first.

Every one is right but for its one slip, label rules included, so that what it gives can be told from all the others.
"""

import numpy as np

from autograder.authoring import edit, rewrite

SOFTMAX, LOSS, FUSED, GRAD = "softmax", "cross_entropy_loss", "softmax_cross_entropy", "softmax_cross_entropy_grad"
SQUARED = "softmax_mse_grad"
FLOAT = "np.asarray(x, dtype=np.float64)"
ROW_MAX, ROW_SUM = "np.max(x, axis=-1, keepdims=True)", "np.sum(e, axis=-1, keepdims=True)"
PICKED, P_MEAN, BAD_LABELS = "y_pred[np.arange(len(labels)), labels]", "np.mean(np.log(p))", " or labels.min() < 0 or labels.max() >= n_classes"
CLIPPED = f"np.clip({PICKED}, 1e-12, 1.0)"
LOGITS, Z_MAX, LOG_SUM = "np.asarray(logits, dtype=np.float64)", "np.max(z, axis=-1, keepdims=True)", "np.log(np.sum(np.exp(z), axis=-1))"
TRUE_Z = "z[np.arange(len(labels)), labels]"
PER_SAMPLE = f"log_sum - {TRUE_Z}"
TRUE_P = "softmax(logits)[np.arange(len(labels)), labels]"
RESULT, ONE_HOT = "grad / len(labels)", "np.eye(logits.shape[1], dtype=bool)[labels]"
MINUS_ONE = "grad[np.arange(len(labels)), labels] -= 1.0"


def normalized(e, axis=-1):
    """What softmax does after exp."""
    return e / np.sum(e, axis=axis, keepdims=True)


def kept(function, shape):
    """An array that a function keeps from call to call."""
    return function.__dict__.setdefault("kept", {}).setdefault(shape, np.empty(shape))


def loose_labels(y_true, m, n_classes, kinds="iu", low=0, message="y_true"):
    """What `as_labels` of the reference does, with a rule or the message changed."""
    labels = np.asarray(y_true)
    if labels.shape != (m,) or labels.dtype.kind not in kinds or labels.min() < low or labels.max() >= n_classes:
        raise ValueError(message)
    return labels


# How labels are read, in all three functions that take them; FIRST stands for the name of the first parameter.
READ, REFUSED = "as_labels(y_true, *FIRST.shape)", '\n        raise ValueError("y_true")'
LABEL_SLIPS = {
    "no_label_check": ("np.asarray(y_true).astype(np.int64)",
        "레이블을 검사하지 않은 것 같아요. −1은 마지막 클래스를 조용히 가리키고, 원-핫이나 길이가 다른 레이블은 브로드캐스팅되어 그럴듯한 수가 나와요. dtype, shape, 범위를 확인하고 ValueError를 내세요."),
    "negative_label": ("loose_labels(y_true, *FIRST.shape, low=-FIRST.shape[1])",
        "음수 레이블을 걸러 내지 않은 것 같아요. 인덱스 −1은 오류 없이 마지막 클래스를 가리켜요. y_true < 0인 값이 있으면 ValueError를 내세요."),
    "float_labels": ("as_labels(np.asarray(y_true).astype(np.int64), *FIRST.shape)",
        "실수나 불리언 레이블을 정수로 바꿔서 받은 것 같아요. astype(int)는 1.9도 조용히 1로 만들어요. dtype이 정수가 아니면 ValueError를 내세요."),
    "one_dtype": (f"{READ}\n    if labels.dtype != np.int64:{REFUSED}",
        "레이블의 dtype이 int64인지만 본 것 같아요. uint8이나 int32도 정수예요. dtype.kind가 i나 u인지 보거나 np.issubdtype(…, np.integer)를 쓰세요."),
    "isinstance_int": (f"{READ}\n    if not all(isinstance(label, int) for label in y_true):{REFUSED}",
        "isinstance(…, int)로 레이블을 하나씩 검사한 것 같아요. 배열에서 꺼낸 정수는 np.int64라서 int가 아니에요. 하나씩 보지 말고 np.asarray(y_true).dtype.kind가 i나 u인지 보세요."),
    "few_dtypes": (f"{READ}\n    if labels.dtype not in (np.int32, np.int64):{REFUSED}",
        "레이블의 dtype을 int32나 int64하고만 비교한 것 같아요. uint8이나 int8도 정수예요. dtype.kind가 i나 u인지 보거나 np.issubdtype(…, np.integer)를 쓰세요."),
    "whole_floats": ('loose_labels(y_true, *FIRST.shape, kinds="iuf").astype(np.int64)',
        "소수 부분이 없으면 실수 레이블도 받은 것 같아요. 1.0은 값이 1이어도 dtype이 실수예요. 값이 아니라 dtype이 정수인지 보고, 아니면 ValueError를 내세요."),
    "dtype_unchecked": ('loose_labels(y_true, *FIRST.shape, kinds="iufb")',
        "레이블의 dtype을 보지 않은 것 같아요. 실수로 인덱싱하면 IndexError가 나고, 불리언은 번호가 아니라 마스크로 쓰여요. dtype.kind가 i나 u가 아니면 ValueError를 내세요."),
    "flattens": ("as_labels(np.ravel(y_true), *FIRST.shape)",
        "shape (m, 1)인 레이블을 펼쳐서 받은 것 같아요. 이 단원의 약속은 shape (m,)만 받는 것이에요. ravel()하기 전에 shape를 확인하고 ValueError를 내세요."),
    "accepts_one_hot": ("as_labels(np.argmax(y_true, axis=1) if np.shape(y_true) == FIRST.shape else y_true, *FIRST.shape)",
        "『밑바닥부터 시작하는 딥러닝』처럼 원-핫 레이블을 argmax로 바꿔서 받았어요. 이 단원은 shape (m,)인 정수 레이블만 받고, 원-핫에는 ValueError를 내요."),
    # Compared with its own size, y_true must still have one axis.
    "no_length_check": ("as_labels(y_true, np.size(y_true), FIRST.shape[1])",
        "레이블의 개수가 샘플 수와 같은지 확인하지 않은 것 같아요. 길이가 1인 레이블은 모든 행으로 브로드캐스팅되어 오류 없이 틀려요. y_true의 shape가 (m,)인지 확인하세요."),
    "no_list": ("as_labels(y_true.astype(y_true.dtype), *FIRST.shape)",
        "레이블이 리스트일 때를 빠뜨린 것 같아요. np.asarray(y_true)로 먼저 배열로 바꾼 뒤에 shape와 dtype을 보세요."),
    "no_name": ('loose_labels(y_true, *FIRST.shape, message="레이블이 잘못되었습니다")', "오류는 냈지만 메시지에 어느 인자가 잘못됐는지 적지 않은 것 같아요. 메시지에 y_true라는 이름을 넣어 주세요."),
}


def label_slips(exercise, first, *keys):
    """Slips in reading labels, all or those named; rows are counted by ``first``, as labels may now have any length."""
    rows = ["np.arange(len(labels))", f"np.arange(len({first}))", *(["/ len(labels)", f"/ len({first})"] if exercise == GRAD else [])]
    for key in keys or LABEL_SLIPS:
        text, says = LABEL_SLIPS[key]
        yield edit(exercise, key, READ.replace("FIRST", first), text.replace("FIRST", first), *rows, says=says, convention=key == "accepts_one_hot")


MISTAKES = (
    edit(SOFTMAX, "no_max", f"x - {ROW_MAX}", "x",
         says="최댓값을 빼지 않고 바로 exp를 계산한 것 같아요. 로짓이 [710](=first_overflow)을 넘으면 exp가 inf가 되고 inf/inf는 nan이에요. 행마다 최댓값을 먼저 빼 보세요."),
    edit(SOFTMAX, "global_max", ROW_MAX, "np.max(x)",
         says="행마다가 아니라 배열 전체에서 최댓값 하나를 찾아 뺀 것 같아요. 작은 행은 exp가 모두 0이 되어 0/0이 나와요. np.max에 axis=-1과 keepdims=True를 주었는지 보세요."),
    edit(SOFTMAX, "column_max", ROW_MAX, "np.max(x, axis=0, keepdims=True)", says="행이 아니라 열마다 최댓값을 뺀 것 같아요. 최댓값은 합을 구하는 축과 같은 axis=-1에서 찾아야 해요."),
    edit(SOFTMAX, "column_max_from_behind", ROW_MAX, "np.max(x, axis=-2, keepdims=True)",
         says="최댓값을 뒤에서 둘째 축(axis=-2)에서 찾은 것 같아요. 열마다 빼게 되고, (C,)에는 그런 축이 없어 오류가 나요. axis=-1에서 찾으세요."),
    edit(SOFTMAX, "abs_max", ROW_MAX, "np.max(np.abs(x), axis=-1, keepdims=True)",
         says="최댓값 대신 절댓값이 가장 큰 값을 뺀 것 같아요. 로짓이 모두 큰 음수인 행에서는 exp가 전부 0이 되어 0/0이 나와요."),
    edit(SOFTMAX, "min_shift", "np.max", "np.min", says="최댓값이 아니라 최솟값을 뺀 것 같아요. 그러면 지수가 0 이상이 되어 차이가 큰 행에서 exp가 넘쳐요."),
    edit(SOFTMAX, "clip_logits", f"x - {ROW_MAX}", "np.clip(x, -500.0, 500.0)",
         says="exp가 넘치지 않도록 로짓을 ±500으로 자른 것 같아요. 경고는 사라지지만 500보다 큰 로짓끼리 모두 같아져서 확률이 달라져요. 자르지 말고 행의 최댓값을 빼 보세요."),
    edit(SOFTMAX, "nan_to_num", f"x - {ROW_MAX}", "x", f"e / {ROW_SUM}", f"np.nan_to_num(e / {ROW_SUM})",
         says="nan을 np.nan_to_num으로 덮은 것 같아요. 증상만 가려지고 큰 로짓의 확률이 0이 되어 버려요. exp를 계산하기 전에 행의 최댓값을 빼 보세요."),
    edit(SOFTMAX, "epsilon", f"x - {ROW_MAX}", "x", ROW_SUM, f"({ROW_SUM} + 1e-10)",
         says="분모에 작은 수를 더해 0으로 나누는 것만 막은 것 같아요. 로짓이 모두 큰 음수이면 분자까지 0이 되어 확률의 합이 1이 아니에요. 행의 최댓값을 먼저 빼면 분모는 언제나 1 이상이에요."),
    edit(SOFTMAX, "axis0", ROW_MAX, "np.max(x, axis=0, keepdims=True)", ROW_SUM, "np.sum(e, axis=0, keepdims=True)",
         says="클래스 방향(axis=-1)이 아니라 샘플 방향(axis=0)으로 더한 것 같아요. 행의 합이 1이 아니라 열의 합이 1이 되지 않았는지 확인해 보세요."),
    edit(SOFTMAX, "sum_axis0", ROW_SUM, "np.sum(e, axis=0, keepdims=True)",
         says="최댓값은 행마다 뺐지만 합은 열마다(axis=0) 구한 것 같아요. np.sum에도 axis=-1과 keepdims=True를 주어 행마다 더하세요."),
    edit(SOFTMAX, "sum_from_behind", ROW_SUM, "np.sum(e, axis=-2, keepdims=True)",
         says="합을 뒤에서 둘째 축(axis=-2)으로 구한 것 같아요. 열마다 더하게 되고, (C,)에는 그런 축이 없어 오류가 나요. axis=-1로 더하세요."),
    edit(SOFTMAX, "whole_sum", ROW_MAX, "np.max(x)", ROW_SUM, "np.sum(e)",
         says="행마다가 아니라 배열 전체의 합으로 나눈 것 같아요. 1차원에서는 맞지만 (m, C)에서는 행의 합이 1이 되지 않아요. 『밑바닥부터 시작하는 딥러닝』 3장의 첫 softmax가 이렇게 1차원만 다뤄요."),
    edit(SOFTMAX, "textbook", f"x - {ROW_MAX}", "x", ROW_SUM, "np.sum(e)",
         says="최댓값을 빼지 않았고, 행마다가 아니라 배열 전체의 합으로 나눈 것 같아요. 책에 처음 나오는 softmax가 이래요. 1차원의 작은 로짓에서만 맞으니, 마지막 축을 따라 최댓값을 빼고 마지막 축의 합으로 나누어 보세요."),
    edit(SOFTMAX, "no_keepdims", ROW_SUM, "np.sum(e, axis=-1)",
         says="합을 구할 때 keepdims=True를 빠뜨린 것 같아요. (m, C)를 (m,)으로 나누면 정사각 배열에서는 조용히 틀리고 다른 크기에서는 브로드캐스팅 오류가 나요."),
    edit(SOFTMAX, "two_d_only", ROW_MAX, "np.max(x, axis=1, keepdims=True)", ROW_SUM, "np.sum(e, axis=1, keepdims=True)",
         says="2차원 입력만 생각하고 axis=1로 적은 것 같아요. shape (C,)인 1차원 입력도 받으려면 마지막 축을 뜻하는 axis=-1을 써 보세요."),
    edit(SOFTMAX, "always_2d", FLOAT, f"np.atleast_2d({FLOAT})", says="1차원 입력을 (1, C)로 바꾼 뒤 되돌리지 않은 것 같아요. 결과의 shape는 입력의 shape와 같아야 해요."),
    edit(SOFTMAX, "not_normalized", f"e / {ROW_SUM}", "e", says="exp까지만 구하고 합으로 나누지 않은 것 같아요. 확률이 되려면 각 행의 합이 1이어야 해요."),
    edit(SOFTMAX, "no_exp", f"np.exp(x - {ROW_MAX})", "x",
         says="exp 없이 로짓을 그대로 합으로 나눈 것 같아요. 그러면 음수 로짓의 확률이 음수가 될 수 있어요. 먼저 np.exp로 모두 양수로 만들어야 해요."),
    edit(SOFTMAX, "base_two", "np.exp", "np.exp2", says="밑이 e가 아니라 2인 거듭제곱을 쓴 것 같아요. 소프트맥스는 np.exp를 써요."),
    edit(SOFTMAX, "twice", f"return e / {ROW_SUM}", f"x = e / {ROW_SUM}\n    return normalized(np.exp(x - {ROW_MAX}))",
         says="소프트맥스를 두 번 적용한 것 같아요. 확률에 다시 소프트맥스를 적용하면 0과 1 사이의 값끼리 비교하게 되어 분포가 훨씬 평평해져요."),
    edit(SOFTMAX, "log_softmax", f"e / {ROW_SUM}", f"x - {ROW_MAX} - np.log({ROW_SUM})", says="확률이 아니라 로그 확률을 돌려준 것 같아요. 마지막에 로그를 취하지 않았는지 확인해 보세요."),
    edit(SOFTMAX, "sigmoid", f"np.exp(x - {ROW_MAX})", "0.5 * (1.0 + np.tanh(x / 2.0))", says="원소마다 시그모이드를 적용한 뒤 합으로 나눈 것 같아요. 소프트맥스의 분자는 exp(x)예요."),
    edit(SOFTMAX, "negative", f"x - {ROW_MAX}", "np.min(x, axis=-1, keepdims=True) - x",
         says="지수의 부호가 반대인 것 같아요. exp(−x)를 쓰면 로짓이 가장 작은 클래스의 확률이 가장 커져요."),
    edit(SOFTMAX, "argmax", f"np.exp(x - {ROW_MAX})", f"(x == {ROW_MAX})",
         says="가장 큰 자리만 1로 만든 것 같아요. 소프트맥스는 ‘부드러운’ 최댓값이라서 나머지 클래스에도 0보다 큰 확률을 나눠 줘요."),
    edit(SOFTMAX, "small_integers", FLOAT, "x",
         says="정수 배열을 float64로 바꾸지 않고 최댓값을 뺀 것 같아요. uint8에서는 0 − 5가 [251](=wrapped)이 되고, int8의 exp는 float16으로 계산돼요. 먼저 np.asarray(x, dtype=np.float64)로 바꿔 보세요."),
    edit(SOFTMAX, "float32", "np.float64", "np.float32", says="결과가 float32예요. 정밀도가 7자리로 줄어드니 float64로 계산해서 돌려주세요."),
    edit(SOFTMAX, "in_place", f"e = np.exp(x - {ROW_MAX})", f"x -= {ROW_MAX}\n    e = np.exp(x)",
         says="입력 배열을 직접 바꾼 것 같아요. x -= … 대신 z = x - …처럼 새 배열에 담아 주세요. 같은 로짓을 다시 쓰는 코드가 오류 없이 틀린 답을 내요."),
    edit(SOFTMAX, "overwrites", f"return e / {ROW_SUM}", f"x[...] = e / {ROW_SUM}\n    return x",
         says="결과를 입력 배열에 덮어쓴 것 같아요. out=x나 x[:] = … 대신 새 배열을 만들어 돌려주세요."),
    edit(SOFTMAX, "shared_buffer", f"e / {ROW_SUM}", f"np.divide(e, {ROW_SUM}, out=kept(softmax, x.shape))",
         says="결과를 담는 배열을 함수 밖에 두고 다시 쓴 것 같아요. 다음에 호출하면 앞에서 받은 결과까지 바뀌어요. 호출할 때마다 새 배열을 만들어 주세요."),

    edit(LOSS, "sum", "np.mean", "np.sum", says="평균이 아니라 합을 구한 것 같아요. 샘플 수 m으로 나눠야 배치 크기가 달라도 손실을 비교할 수 있어요."),
    edit(LOSS, "mean_over_all", P_MEAN, "np.sum(np.log(p)) / y_pred.size",
         says="m이 아니라 m × C로 나눈 것 같아요. 원-핫 행렬을 곱한 (m, C) 배열에 np.mean을 쓰면 0인 자리까지 세게 돼요. 클래스 방향으로는 더하고 샘플 방향으로만 평균을 내세요."),
    edit(LOSS, "axis0", P_MEAN, "np.sum(np.log(p)) / y_pred.shape[1]",
         says="샘플 방향(axis=0)으로 먼저 더한 다음 평균을 낸 것 같아요. 그러면 샘플 수 m이 아니라 클래스 수 C로 나누게 돼요. 샘플마다의 손실 (m,)을 구한 뒤에 평균을 내세요."),
    edit(LOSS, "log2", "np.log", "np.log2", says="밑이 2인 로그를 쓴 것 같아요. 손실이 모두 1/ln 2 ≈ [1.443배](=two_based)가 돼요. 자연로그 np.log를 쓰세요."),
    edit(LOSS, "log10", "np.log", "np.log10", says="상용로그(np.log10)를 쓴 것 같아요. 크로스 엔트로피의 로그는 자연로그 np.log예요."),
    edit(LOSS, "no_minus", f"-{P_MEAN}", P_MEAN, says="음의 부호를 빠뜨린 것 같아요. 로그 확률은 0 이하라서 앞에 −를 붙여야 손실이 0 이상이 돼요."),
    edit(LOSS, "no_log", f"-{P_MEAN}", "np.mean(1.0 - p)", says="로그를 취하지 않고 1 − p의 평균을 구한 것 같아요. 크로스 엔트로피는 −log p의 평균이에요."),
    edit(LOSS, "log_of_mean", P_MEAN, "np.log(np.mean(p))", says="확률을 먼저 평균 내고 로그를 취한 것 같아요. 로그를 먼저 취하고 평균을 내야 해요. log의 평균과 평균의 log는 달라요."),
    edit(LOSS, "per_sample", f"float(-{P_MEAN})", "-np.log(p)", says="샘플마다의 손실 (m,)을 그대로 돌려준 것 같아요. 마지막에 평균을 내서 실수 하나로 만들어 주세요."),
    edit(LOSS, "all_pairs", PICKED, "y_pred[:, labels]",
         says="y_pred[:, y_true]로 뽑은 것 같아요. 그러면 (m, m) 배열이 나와 다른 샘플의 레이블까지 섞여요. 행 번호 np.arange(m)과 짝을 지어 뽑아 보세요."),
    edit(LOSS, "max_probability", PICKED, "np.max(y_pred, axis=1)",
         says="정답 클래스가 아니라 가장 큰 확률을 쓴 것 같아요. 자신 있게 틀린 예측도 손실이 작아져 버려요. y_true가 가리키는 열의 확률을 쓰세요."),
    edit(LOSS, "first_label", PICKED, "y_pred[:, labels[0]]", says="모든 샘플에 첫 번째 레이블을 쓴 것 같아요. 샘플마다 자기 레이블이 가리키는 확률을 뽑아야 해요."),
    edit(LOSS, "one_based", ", labels]", ", labels.astype(np.int64) - 1]", says="레이블을 1부터 세어 하나 앞의 확률을 뽑은 것 같아요. 레이블은 0부터 시작하므로 1을 빼지 않아도 돼요."),
    edit(LOSS, "all_classes", PICKED, "y_pred", "np.log(p)", "np.sum(np.log(p), axis=1)",
         says="정답 클래스뿐 아니라 모든 클래스의 −log p를 더한 것 같아요. 원-핫 벡터가 곱해지면 정답 자리의 항 하나만 남아야 해요."),
    edit(LOSS, "binary_terms", CLIPPED, "np.clip(y_pred, 1e-12, 1.0 - 1e-12)",
         "np.log(p)", "np.sum(np.log(np.where(np.eye(p.shape[1], dtype=bool)[labels], p, 1.0 - p)), axis=1)",
         says="이진 크로스 엔트로피처럼 다른 클래스의 log(1 − p) 항까지 더한 것 같아요. 클래스가 여럿일 때는 정답 클래스의 −log p만 남아요."),
    edit(LOSS, "softmax_again", CLIPPED, "normalized(np.exp(np.float64(y_pred)))[np.arange(len(labels)), labels]",
         says="이미 확률인 y_pred에 소프트맥스를 한 번 더 적용한 것 같아요. cross_entropy_loss는 확률을 받으니 바로 로그를 취하세요."),
    edit(LOSS, "no_clip", CLIPPED, PICKED, says="확률을 자르지 않고 로그를 취한 것 같아요. 정답 확률이 0이면 손실이 inf가 돼요. np.clip으로 1e-12와 1.0 사이로 자르세요."),
    *label_slips(LOSS, "y_pred", "no_name"),
    edit(LOSS, "only_low", CLIPPED, f"np.maximum({PICKED}, 1e-12)", says="아래쪽만 자른 것 같아요. 반올림으로 확률이 1을 조금 넘으면 손실이 음수가 돼요. 위쪽도 1.0으로 자르세요."),
    edit(LOSS, "epsilon_in_log", CLIPPED, f"{PICKED} + 1e-10",
         says="로그 안에 1e-10을 더한 것 같아요. 완벽한 예측의 손실이 0이 아니라 −1e-10이 되고, 정답 확률이 0일 때의 손실도 [23.03](=ceilings.e10)에서 막혀요. 더하지 말고 np.clip으로 자르세요."),
    edit(LOSS, "epsilon_1e12", CLIPPED, f"{PICKED} + 1e-12",
         says="확률을 자르지 않고 로그 안에 1e-12를 더한 것 같아요. 그러면 완벽한 예측의 손실이 0이 아니라 −1e-12가 돼요. 더하지 말고 np.clip으로 1e-12와 1.0 사이로 자르세요."),
    edit(LOSS, "epsilon_1e7", CLIPPED, f"{PICKED} + 1e-7", convention=True,
         says="『밑바닥부터 시작하는 딥러닝』처럼 로그 안에 1e-7을 더했어요. 이 단원의 약속은 확률을 [1e-12, 1]로 자르는 것이라서 완벽한 예측의 손실이 정확히 0이에요."),
    edit(LOSS, "clip_1e7", "1e-12, 1.0", "1e-7, 1.0 - 1e-7", convention=True,
         says="Keras처럼 확률을 1e-7과 1 − 1e-7 사이로 잘랐어요. 이 단원에서는 1e-12와 1.0 사이로 잘라요."),
    edit(LOSS, "clip_1e15", "1e-12", "1e-15", convention=True,
         says="확률을 1e-15에서 잘랐는데 이 단원의 하한은 1e-12예요. 정답 확률이 0일 때 손실이 [34.54](=ceilings.e15)가 아니라 [27.63](=ceilings.e12)이어야 해요."),
    edit(LOSS, "clip_both_ends", "1.0", "1.0 - 1e-12", says="위쪽을 1보다 조금 작은 값에서 자른 것 같아요. 그러면 완벽한 예측의 손실이 정확히 0이 되지 않아요. 상한은 1.0이에요."),
    *label_slips(LOSS, "y_pred", "no_label_check", "negative_label"),
    edit(LOSS, "off_by_one", ">= n_classes", "> n_classes",
         says="레이블의 상한 검사가 하나 어긋난 것 같아요. 클래스가 C개이면 레이블은 C − 1까지예요. > C가 아니라 >= C일 때 ValueError를 내세요."),
    edit(LOSS, "no_upper_check", " or labels.max() >= n_classes", "",
         says="C 이상인 레이블을 걸러 내지 않은 것 같아요. NumPy의 IndexError가 아니라 y_true를 짚어 주는 ValueError를 직접 내세요."),
    *label_slips(LOSS, "y_pred", "float_labels"),
    edit(LOSS, "bool_labels", '"iu"', '"iub"', "return labels", "return labels.astype(np.int64)",
         says="불리언 레이블을 걸러 내지 않은 것 같아요. True와 False로 인덱싱하면 정수와 다른 뜻이 되니, dtype의 종류가 정수(i, u)인지 확인하세요."),
    *label_slips(LOSS, "y_pred", "one_dtype", "isinstance_int", "few_dtypes", "whole_floats", "dtype_unchecked", "flattens"),
    *label_slips(LOSS, "y_pred", "accepts_one_hot", "no_length_check"),
    edit(LOSS, "asserts", "raise ValueError", "assert False, ",
         says="레이블 검사에 assert를 쓴 것 같아요. assert는 AssertionError를 내고, 파이썬을 -O로 실행하면 아예 사라져요. if와 raise ValueError(…)로 써 보세요."),
    edit(LOSS, "clips_labels", BAD_LABELS, "", "return labels", "return np.clip(labels, 0, n_classes - 1)",
         says="범위를 벗어난 레이블을 np.clip으로 밀어 넣은 것 같아요. 데이터의 잘못이 조용히 숨어 버려요. 값을 고치지 말고 ValueError를 내세요."),
    *label_slips(LOSS, "y_pred", "no_list"),
    edit(LOSS, "one_hot_by_max", PICKED, "y_pred", "np.log(p)", "np.sum(np.eye(int(labels.max()) + 1)[labels] * np.log(p), axis=1)",
         says="원-핫 행렬의 폭을 y_true의 최댓값 + 1로 정한 것 같아요. 배치에 마지막 클래스가 없으면 폭이 C보다 좁아져요. 클래스 수는 y_pred.shape[1]에서 가져오세요."),
    edit(LOSS, "in_place", CLIPPED, "np.clip(y_pred, 1e-12, 1.0, out=y_pred if y_pred.dtype == np.float64 else None)[np.arange(len(labels)), labels]",
         says="y_pred를 제자리에서 자른 것 같아요. np.clip에 out=y_pred를 주거나 y_pred[…] = …로 대입하지 말고 새 배열에 담아 주세요."),
    edit(LOSS, "writes_labels", CLIPPED, f"{CLIPPED}\n    y_true[:] = [0] * len(labels)", says="계산하면서 y_true를 바꾼 것 같아요. 인자로 받은 배열이나 리스트에는 대입하지 마세요."),

    edit(FUSED, "sum", "np.mean", "np.sum", says="평균이 아니라 합을 구한 것 같아요. 샘플 수 m으로 나눠야 해요."),
    edit(FUSED, "mean_over_all", f"np.mean({PER_SAMPLE})", f"np.sum({PER_SAMPLE}) / logits.size",
         says="m이 아니라 m × C로 나눈 것 같아요. 샘플마다 손실은 하나이므로 m으로만 나눠요."),
    edit(FUSED, "negated", f"np.mean({PER_SAMPLE})", f"np.mean({TRUE_Z} - log_sum)", says="부호가 반대인 것 같아요. 손실은 log(Σ exp)에서 정답 로짓을 뺀 값이라 언제나 0 이상이에요."),
    edit(FUSED, "log2", "np.log", "np.log2", says="밑이 2인 로그를 쓴 것 같아요. np.exp와 짝이 되는 로그는 자연로그 np.log예요."),
    edit(FUSED, "per_sample", f"float(np.mean({PER_SAMPLE}))", PER_SAMPLE, says="샘플마다의 손실 (m,)을 그대로 돌려준 것 같아요. 마지막에 평균을 내서 실수 하나로 만들어 주세요."),
    edit(FUSED, "max_not_returned", TRUE_Z, "logits[np.arange(len(labels)), labels]",
         says="log(Σ exp)에서만 최댓값을 빼고 정답 로짓에서는 빼지 않은 것 같아요. 최댓값을 다시 더하거나, 정답 로짓도 최댓값을 뺀 z에서 뽑아야 해요."),
    edit(FUSED, "max_added_twice", PER_SAMPLE, f"np.max(logits, axis=1) + {PER_SAMPLE}", says="최댓값을 뺀 정답 로짓을 쓰면서 최댓값도 다시 더한 것 같아요. 둘 가운데 하나만 해야 해요."),
    edit(FUSED, "no_log", LOG_SUM, "np.sum(np.exp(z), axis=-1)", says="exp의 합에 로그를 취하지 않은 것 같아요. 손실은 log(Σ exp) − 정답 로짓이에요."),
    edit(FUSED, "only_true_logit", f"np.mean({PER_SAMPLE})", f"-np.mean({TRUE_Z})",
         says="정답 로짓의 부호만 바꾼 것 같아요. log(Σ exp) 항이 빠지면 다른 클래스의 로짓이 손실에 아무 영향도 주지 못해요."),
    # With one class there are no others; logaddexp does not warn where all the others are masked.
    edit(FUSED, "others_only", f"z - {Z_MAX}", "z", LOG_SUM, f"np.logaddexp.reduce(np.where({ONE_HOT} & (z.shape[1] > 1), -np.inf, z), axis=1)",
         says="log(Σ exp)의 합에서 정답 클래스를 뺀 것 같아요. 분모에는 정답 클래스도 들어가요."),
    edit(FUSED, "all_pairs", PER_SAMPLE, "log_sum[:, None] - z[:, labels]",
         says="z[:, y_true]로 정답 로짓을 뽑은 것 같아요. (m, m) 배열이 되어 다른 샘플의 레이블까지 섞여요. np.arange(m)과 짝을 지어 뽑아 보세요."),
    edit(FUSED, "axis0", Z_MAX, "np.max(z, axis=0, keepdims=True)", LOG_SUM, "np.log(np.sum(np.exp(z), axis=0))[labels]",
         f"np.mean({PER_SAMPLE})", f"-np.mean({TRUE_Z} - log_sum)",
         says="클래스 방향이 아니라 샘플 방향(axis=0)으로 더한 것 같아요. log(Σ exp)는 행마다 하나씩, shape (m,)으로 나와야 해요."),
    edit(FUSED, "sum_axis0", LOG_SUM, "np.log(np.sum(np.exp(z), axis=0))",
         says="최댓값은 행마다 뺐지만 exp는 열마다(axis=0) 더한 것 같아요. 그러면 (m,)이 아니라 (C,)가 되어 정답 로짓과 짝이 맞지 않아요. axis=-1로 더하세요."),
    rewrite(FUSED, "treats_as_probabilities", "return cross_entropy_loss(logits, y_true)",
            says="로짓을 확률로 여기고 바로 로그를 취한 것 같아요. softmax_cross_entropy는 소프트맥스를 거치지 않은 로짓을 받아요."),
    edit(FUSED, "softmax_twice", LOGITS, "softmax(logits)", f"z - {Z_MAX}", "z",
         says="소프트맥스를 적용한 확률을 다시 로짓처럼 다룬 것 같아요. PyTorch의 cross_entropy에 확률을 넣을 때 생기는 실수와 같아요. 소프트맥스는 한 번만 거쳐야 해요."),
    rewrite(FUSED, "via_clipped_probability", "return cross_entropy_loss(softmax(logits), y_true)",
            says="softmax를 거쳐 cross_entropy_loss를 부른 것 같아요. 확률이 1e-12에서 잘려 손실이 [27.63](=ceilings.e12)을 넘지 못하고, 그 위에서는 기울기도 0이 돼요. 로짓에서 바로 log(Σ exp)를 계산해 보세요."),
    edit(FUSED, "via_probability", PER_SAMPLE, f"-np.log({TRUE_P})",
         says="소프트맥스 확률에 로그를 취한 것 같아요. 로짓의 차이가 [745](=last_power)를 넘으면 확률이 정확히 0이 되어 손실이 inf예요. 로그와 exp를 먼저 약분한 log(Σ exp) − z를 쓰세요."),
    edit(FUSED, "epsilon_in_log", PER_SAMPLE, f"-np.log({TRUE_P} + 1e-10)",
         says="로그 안에 1e-10을 더한 것 같아요. 손실이 [23.03](=ceilings.e10)에서 막혀서, 모델이 가장 크게 틀렸을 때 학습이 멈춰요. 로짓에서 바로 log(Σ exp)를 계산해 보세요."),
    edit(FUSED, "epsilon_1e12", PER_SAMPLE, f"-np.log({TRUE_P} + 1e-12)",
         says="소프트맥스 확률에 1e-12를 더해 로그를 취한 것 같아요. 손실이 [27.63](=ceilings.e12)에서 막혀요. 확률을 거치지 말고 로짓에서 바로 log(Σ exp)를 계산해 보세요."),
    edit(FUSED, "epsilon_1e7", PER_SAMPLE, f"-np.log({TRUE_P} + 1e-7)", convention=True,
         says="『밑바닥부터 시작하는 딥러닝』처럼 소프트맥스 확률에 1e-7을 더해 로그를 취한 것 같아요. 손실이 [16.12](=ceilings.e7)에서 막혀요. 이 함수는 확률을 거치지 않고 로짓에서 바로 계산해야 해요."),
    edit(FUSED, "no_max", f"z - {Z_MAX}", "z",
         says="최댓값을 빼지 않고 log(Σ exp)를 계산한 것 같아요. 로짓이 [710](=first_overflow)을 넘으면 exp가 넘치고, 모두 −[745](=last_power)보다 작으면 log(0)이 돼요. 행의 최댓값을 먼저 빼세요."),
    edit(FUSED, "global_max", Z_MAX, "np.max(z)",
         says="행마다가 아니라 배열 전체의 최댓값 하나를 뺀 것 같아요. 다른 행보다 한참 작은 행에서는 log(0)이 돼요. axis=-1, keepdims=True를 확인하세요."),
    edit(FUSED, "clip_logits", f"z - {Z_MAX}", "np.clip(z, -500.0, 500.0)",
         says="로짓을 ±500으로 자른 것 같아요. 경고는 없어지지만 차이가 1000을 넘는 손실이 모두 1000 근처에서 멈춰요. 자르지 말고 최댓값을 빼세요."),
    edit(FUSED, "nan_to_num", PER_SAMPLE, f"np.nan_to_num(-np.log({TRUE_P}), posinf=0.0)",
         says="inf나 nan이 된 손실을 np.nan_to_num으로 덮은 것 같아요. 계산을 log(Σ exp) − z로 바꾸면 덮을 것이 생기지 않아요."),
    edit(FUSED, "one_hot_times_inf", TRUE_Z, "np.sum(np.eye(z.shape[1])[labels] * z, axis=1)",
         says="원-핫 행렬을 곱해서 정답의 로그 확률을 뽑은 것 같아요. 마스크된 자리에서는 0 × (−inf)가 nan이에요. 인덱싱이나 np.where로 뽑아 보세요."),
    edit(FUSED, "small_integers", LOGITS, "logits",
         says="정수 로짓을 float64로 바꾸지 않고 최댓값을 뺀 것 같아요. uint8이나 int8에서는 뺄셈이 한 바퀴 돌아요. 먼저 np.asarray(logits, dtype=np.float64)로 바꾸세요."),
    edit(FUSED, "one_based", ", labels]", ", labels.astype(np.int64) - 1]", says="레이블을 1부터 세어 하나 앞의 로짓을 뽑은 것 같아요. 레이블은 0부터 시작해요."),
    edit(FUSED, "in_place", "z = z -", "z -=", says="logits를 직접 바꾼 것 같아요. logits -= … 대신 z = logits - …처럼 새 배열에 담아 주세요."),
    *label_slips(FUSED, "logits"),

    edit(GRAD, "no_mean", RESULT, "grad", says="m으로 나누는 것을 빠뜨린 것 같아요. 손실이 m개의 평균이므로 기울기도 m으로 나눠야 해요."),
    edit(GRAD, "mean_over_all", RESULT, "grad / grad.size", says="m이 아니라 m × C로 나눈 것 같아요. 손실은 샘플 m개의 평균이므로 m으로만 나눠요."),
    edit(GRAD, "divided_by_classes", RESULT, "grad / logits.shape[1]", says="샘플 수 m이 아니라 클래스 수 C로 나눈 것 같아요. logits.shape[0]이 m이에요."),
    edit(GRAD, "sign", RESULT, f"-{RESULT}", says="부호가 반대인 것 같아요. 기울기는 원-핫에서 확률을 뺀 것이 아니라 확률에서 원-핫을 뺀 값이에요. 정답 클래스에서 음수여야 내려가는 방향과 맞아요."),
    edit(GRAD, "double", RESULT, f"2.0 * {RESULT}", says="모든 값이 두 배예요. 제곱 오차를 미분할 때 나오는 2가 들어간 것 같아요. 크로스 엔트로피의 기울기에는 2가 없어요."),
    edit(GRAD, "no_one_hot", MINUS_ONE, "", says="확률에서 원-핫을 빼지 않은 것 같아요. 각 행의 합이 0이 되는지 확인해 보세요."),
    edit(GRAD, "all_label_columns", MINUS_ONE, "grad[:, labels] -= 1.0",
         says="grad[:, y_true] -= 1로 모든 행에서 뺀 것 같아요. 배치에 나온 레이블의 열 전체에서 1이 빠져요. 행 번호 np.arange(m)과 짝을 지어 주세요."),
    edit(GRAD, "subtracts_index", "-= 1.0", "-= labels", says="원-핫이 아니라 레이블 번호를 뺀 것 같아요. 정답 자리에서만 1을 빼면 돼요."),
    edit(GRAD, "precedence", RESULT, "grad", "-= 1.0", "-= 1.0 / len(labels)", says="원-핫에만 m을 나눈 것 같아요. 괄호로 묶어 (확률 − 원-핫) 전체를 m으로 나눠야 해요."),
    edit(GRAD, "divided_first", RESULT, "grad", "softmax(logits)", "softmax(logits) / len(labels)",
         says="확률만 m으로 나누고 원-핫에서는 1을 그대로 뺀 것 같아요. 1을 뺀 다음에 전체를 m으로 나누세요."),
    edit(GRAD, "only_true_class", MINUS_ONE, f"grad = np.where({ONE_HOT}, grad - 1.0, 0.0)",
         says="정답 클래스의 기울기만 남긴 것 같아요. 다른 클래스의 로짓도 분모에 들어 있으니 확률만큼 기울기가 있어요."),
    edit(GRAD, "wrt_probability", MINUS_ONE, f"grad = np.where({ONE_HOT}, -1.0 / np.maximum(grad, 1e-12), 0.0)",
         says="로짓이 아니라 확률에 대한 기울기 −1/p를 구한 것 같아요. 소프트맥스까지 연쇄 법칙으로 이어야 로짓에 대한 기울기 p − onehot이 나와요."),
    edit(GRAD, "sigmoid_factor", RESULT, "grad * softmax(logits) * (1.0 - softmax(logits)) / len(labels)",
         says="p(1 − p)를 한 번 더 곱한 것 같아요. 그 곱은 제곱 오차를 쓸 때 나타나고, 크로스 엔트로피에서는 약분되어 사라져요."),
    edit(GRAD, "raw_logits", "softmax(logits)", "np.array(logits, dtype=np.float64)",
         says="소프트맥스를 거치지 않고 로짓에서 바로 원-핫을 뺀 것 같아요. 먼저 softmax(logits)로 확률을 구하세요."),
    edit(GRAD, "softmax_twice", "softmax(logits)", "normalized(np.exp(softmax(logits)))",
         says="소프트맥스를 두 번 적용한 것 같아요. softmax(logits)를 한 번만 구하고 원-핫을 빼세요."),
    edit(GRAD, "axis0", "softmax(logits)", "softmax(logits.T).T", says="소프트맥스를 샘플 방향(axis=0)으로 구한 것 같아요. 각 행의 합이 0인지 확인해 보세요."),
    edit(GRAD, "sum_axis0", "softmax(logits)", "normalized(np.exp(logits - np.float64(np.max(logits, axis=1, keepdims=True))), axis=0)",
         says="소프트맥스의 합을 열마다(axis=0) 구한 것 같아요. 행마다 더해야 각 행의 기울기의 합이 0이 돼요. 앞에서 만든 softmax를 그대로 불러 쓰세요."),
    edit(GRAD, "one_based", ", labels]", ", labels.astype(np.int64) - 1]", says="레이블을 1부터 세어 하나 앞에서 1을 뺀 것 같아요. 레이블은 0부터 시작해요."),
    edit(GRAD, "summed_over_batch", RESULT, "np.sum(grad, axis=0) / len(labels)",
         says="샘플마다의 기울기를 더해 (C,)로 만든 것 같아요. 로짓 하나하나에 대한 기울기라서 logits와 같은 shape (m, C)여야 해요."),
    edit(GRAD, "no_max", "softmax(logits)", "normalized(np.exp(np.float64(logits)))",
         says="소프트맥스에서 최댓값을 빼지 않은 것 같아요. 큰 로짓에서 기울기가 nan이 돼요. 앞에서 만든 softmax를 그대로 불러 쓰세요."),
    edit(GRAD, "global_max", "softmax(logits)", "normalized(np.exp(np.float64(logits) - np.max(logits)))",
         says="배열 전체의 최댓값 하나를 뺀 것 같아요. 다른 행보다 한참 작은 행은 확률이 0/0이 돼요. 행마다 최댓값을 빼세요."),
    rewrite(GRAD, "numeric", """
        labels, h = as_labels(y_true, *logits.shape), 1e-5
        losses = lambda z: np.logaddexp.reduce(z, axis=1) - z[np.arange(len(labels)), labels]
        grad = np.zeros(logits.shape)
        for at in np.ndindex(logits.shape):
            step = np.zeros(logits.shape)
            step[at] = h
            grad[at] = (np.mean(losses(logits + step)) - np.mean(losses(logits - step))) / (2 * h)
        return grad""",
            says="수치 미분으로 기울기를 구한 것 같아요. 확인용으로는 좋지만 로짓이 크면 자릿수가 모자라고 마스크(−inf)에서는 nan이 나와요. (softmax − onehot) / m을 그대로 계산하세요."),
    edit(GRAD, "small_integers", "softmax(logits)", "normalized(np.exp(logits - np.max(logits, axis=1, keepdims=True)))",
         says="정수 로짓을 float64로 바꾸지 않고 계산한 것 같아요. uint8이나 int8에서는 뺄셈이 한 바퀴 돌아요. 먼저 float64로 바꾸세요."),
    edit(GRAD, "one_hot_by_max", MINUS_ONE, "grad = grad - np.eye(int(labels.max()) + 1)[labels]",
         says="원-핫 행렬의 폭을 y_true의 최댓값 + 1로 정한 것 같아요. 배치에 마지막 클래스가 없으면 (m, C)와 크기가 달라져요. 클래스 수는 logits.shape[1]에서 가져오세요."),
    edit(GRAD, "writes_logits", RESULT, "np.divide(grad, len(labels), out=logits if logits.dtype == np.float64 else None)",
         says="logits 배열에 기울기를 덮어쓴 것 같아요. 새 배열을 만들어 돌려주세요. 같은 로짓으로 손실을 다시 계산하면 오류 없이 틀린 답이 나와요."),
    edit(GRAD, "shared_buffer", RESULT, "np.divide(grad, len(labels), out=kept(softmax_cross_entropy_grad, grad.shape))",
         says="결과를 담는 배열을 함수 밖에 두고 다시 쓴 것 같아요. 다음에 호출하면 앞에서 받은 기울기까지 바뀌어요. 호출할 때마다 새 배열을 만들어 주세요."),
    *label_slips(GRAD, "logits"),

    edit(SQUARED, "no_sum", "d - np.sum(p * d, axis=1, keepdims=True)", "d",
         says="자기 확률을 거치는 길만 더한 것 같아요. 로짓 하나를 움직이면 다른 클래스의 확률도 움직이니, 모든 k에 대해 더해야 해요."),
    edit(SQUARED, "diagonal", "d - np.sum(p * d, axis=1, keepdims=True)", "d * (1.0 - p)",
         says="p(1 − p)만 곱한 것 같아요. 그것은 k = j일 때의 편미분이에요. k ≠ j인 항 −p_k p_j도 더해야 해요."),
    edit(SQUARED, "no_jacobian", "return p * (d - np.sum(p * d, axis=1, keepdims=True))", "return d",
         says="확률에 대한 미분 2(P − Y)/m에서 멈춘 것 같아요. 소프트맥스의 편미분을 곱해 로짓까지 가야 해요."),
    edit(SQUARED, "no_two", "2.0 / len(y_true)", "1.0 / len(y_true)", says="2가 빠졌어요. 제곱을 미분하면 2가 나와요. 이 손실에는 ½이 없어요."),
    edit(SQUARED, "no_mean", "2.0 / len(y_true)", "2.0", says="m으로 나누는 것을 빠뜨린 것 같아요. 손실이 m개의 평균이에요."),
    edit(SQUARED, "sum_axis0", "axis=1, keepdims=True", "axis=0, keepdims=True", says="합을 열마다 구한 것 같아요. 한 행 안의 클래스들을 더해야 하니 axis=1이에요."),
    edit(SQUARED, "cross_entropy", "return p * (d - np.sum(p * d, axis=1, keepdims=True))", "return d / 2.0",
         says="크로스 엔트로피의 기울기 (P − Y)/m이에요. 제곱 오차에서는 1/p이 나오지 않아 확률이 약분되지 않아요."),
)
