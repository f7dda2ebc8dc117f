"""Wrong answers to unit 17 with their diagnoses, the likeliest first.

Every one is right but for its one slip, so that what it gives can be told from all the others.
"""

import copy  # noqa: F401 - of an edit

import numpy as np
from autograder.authoring import edit

SPLIT, PREPARE, CONFUSION, CLASSES, REGRESSION, FOLDS, COLUMNS = (
    "stratified_split", "Preprocessor", "confusion_matrix", "classification_report", "regression_report", "kfold", "columns_in_folds",
)  # fmt: skip

# Steps of stratified_split.
SEED, ROWS, COUNT = "rng = np.random.default_rng(rng)", "rng.permutation(np.flatnonzero(y == label))", "min(max(round(test_size * len(rows)), 1), len(rows) - 1)"
TESTED, TRAINED = "test.append(rows[:count])", "train.append(rows[count:])"
RESULT = "rng.permutation(np.concatenate(train)), rng.permutation(np.concatenate(test))"
# Steps of Preprocessor, in fit and in transform.
MEDIAN, LEARNED, KNOWN = "np.nanmedian(numbers, axis=0)", "filled.mean(axis=0), filled.std(axis=0)", "[np.unique(column) for column in categories.T]"
FILL = "filled = np.where(np.isnan(numbers), self.median, numbers)"
FILL_LEARNING, FILL_CHANGING = f"{FILL}\n        self.mean", f"{FILL}\n        scaled"
CENTRED, DIVISOR = "(filled - self.mean)", "np.where(self.std > 0, self.std, 1.0)"
SCALED = f"{CENTRED} / {DIVISOR}"
HOT = "*[column[:, None] == known for column, known in pairs]"
TABLE = f"np.hstack([scaled, {HOT}])"
CHECKED_FIT, CHECKED_CHANGE = "check_tables(numbers, categories)\n        if np.isnan", "check_tables(numbers, categories)\n        if numbers.shape"
# Steps of kfold.
ORDER, CUT = "np.random.default_rng(rng).permutation(m)", "np.array_split(np.random.default_rng(rng).permutation(m), k)"
REST, PAIR = "np.concatenate(folds[:j] + folds[j + 1 :])", "(np.concatenate(folds[:j] + folds[j + 1 :]), folds[j])"
# Steps of the others.
COUNTED = "np.add.at(matrix, (y_true, y_pred), 1)"
PRECISION, RECALL, F1 = "hits / np.maximum(predicted, 1)", "hits / np.maximum(support, 1)", "2 * hits / np.maximum(predicted + support, 1)"
ACCURACY, REPORT = "hits.sum() / len(y_true)", '{"precision": precision, "recall": recall, "f1": f1, "support": support, "accuracy": accuracy}'
ABSOLUTE, MEAN_SQUARE, R2 = "np.mean(np.abs(y - p))", "np.sqrt(squares / len(y))", "1 - squares / spread"


def own_seed(key):
    """Seeds that differ when the same is asked again, yet are the same in every build of the visible checks."""
    last, count = vars(own_seed).get("seen", (b"", 0))
    own_seed.seen = key, count + 1 if last == key else 0
    return own_seed.seen[1]


def from_global(rng):
    """NumPy's global generator, seeded with what the student was given."""
    if isinstance(rng, np.random.Generator):
        rng = int(rng.integers(2**31))
    np.random.seed(None if rng is None else rng % 2**32)
    return np.random.mtrand._rand


def own_int(rng):
    """A whole number from what the student was given; a generator moves on."""
    return int(rng.integers(2**31)) if isinstance(rng, np.random.Generator) else int(rng)


def dealt(m, test_size, order):
    """Everybody in some order, cut in two without a look at the labels."""
    count = min(max(round(test_size * m), 1), m - 1)
    return order[count:], order[:count]


def bare_matrix(y_true, y_pred, n_classes):
    """A confusion matrix without any look at the labels."""
    matrix = np.zeros((n_classes, n_classes), dtype=np.int64)
    for t, p in zip(y_true.astype(int).tolist(), y_pred.astype(int).tolist(), strict=False):
        matrix[t % n_classes, p % n_classes] += 1
    return matrix


def checked(numbers, categories, *, dimension=True, length=True, named=True):
    """What `check_tables` of the lesson does, less one thing."""
    if dimension and np.ndim(numbers) != 2:
        raise ValueError("numbers" if named else "표")
    if length and len(numbers) != len(categories):
        raise ValueError("numbers, categories" if named else "표")


def quiet(function):
    """What a function gives where warnings are silenced."""
    with np.errstate(all="ignore"):
        return function()


MISTAKES = (
    # --- stratified_split
    edit(SPLIT, "plain", f"return {RESULT}", "return dealt(len(y), test_size, rng.permutation(len(y)))",
         says="클래스를 보지 않고 전체를 섞어 자른 것 같아요. 샘플이 적은 클래스는 운에 따라 테스트 세트에 너무 많이 들어가거나 거의 들어가지 않아요. 클래스마다 따로 나누세요."),
    edit(SPLIT, "first_rows", f"return {RESULT}", "return dealt(len(y), test_size, np.arange(len(y)))",
         says="섞지 않고 앞의 샘플을 잘라 낸 것 같아요. 데이터가 클래스 순서로 놓여 있으면 테스트 세트가 한 클래스뿐이에요. 클래스마다 섞어서 뽑으세요."),
    edit(SPLIT, "first_of_class", ROWS, "np.flatnonzero(y == label)",
         says="클래스마다 언제나 앞의 샘플을 test에 준 것 같아요. 비율은 맞지만 무작위가 아니에요. 클래스의 번호를 `rng.permutation`으로 섞은 다음 자르세요."),
    edit(SPLIT, "swapped", f"return {RESULT}", "return rng.permutation(np.concatenate(test)), rng.permutation(np.concatenate(train))",
         says="train과 test가 뒤바뀐 것 같아요. `(train, test)` 순서로 돌려주고, test_size만큼이 test에 가야 해요."),
    edit(SPLIT, "with_replacement", TESTED, "test.append(rng.choice(rows[:count], count) if count > 1 else rows[:count])",
         says="같은 샘플이 두 번 뽑힌 것 같아요. `rng.choice`는 기본이 복원 추출이에요. 섞어서 자르면(`rng.permutation`) 겹치지 않아요."),
    edit(SPLIT, "train_has_all", TRAINED, "train.append(rows)",
         says="train에 test의 샘플까지 들어 있는 것 같아요. 훈련에 쓴 샘플로 시험을 보는 셈이에요. test에 준 것을 뺀 나머지만 train에 주세요."),
    edit(SPLIT, "none_of_small", COUNT, "min(round(test_size * len(rows)), len(rows) - 1)",
         says="작은 클래스의 샘플이 test에 하나도 가지 않은 것 같아요. 그러면 그 클래스를 맞히는지 알 수 없어요. 적어도 1개는 가도록 max(…, 1)을 쓰세요."),
    edit(SPLIT, "all_of_small", COUNT, "max(round(test_size * len(rows)), 1)",
         says="작은 클래스의 샘플이 모두 test로 간 것 같아요. 그러면 그 클래스를 배울 수 없어요. 많아도 c − 1개만 가도록 min(…, c − 1)을 쓰세요."),
    edit(SPLIT, "equal_counts", COUNT, "min(max(round(test_size * len(y) / len(np.unique(y))), 1), len(rows) - 1)",
         says="클래스마다 같은 개수를 test에 준 것 같아요. 층화는 클래스마다 같은 **비율**을 주는 것이에요. test_size에 그 클래스의 샘플 수를 곱하세요."),
    edit(SPLIT, "unshuffled", f"return {RESULT}", "return np.concatenate(train), np.concatenate(test)",
         says="클래스마다 나눈 것을 그대로 이어 붙인 것 같아요. 클래스끼리 뭉쳐 있으니 이은 다음 둘 다 한 번 더 섞으세요."),
    edit(SPLIT, "test_unshuffled", "rng.permutation(np.concatenate(test))", "np.concatenate(test)",
         says="train만 섞고 test는 클래스 순서 그대로 둔 것 같아요. 둘 다 섞으세요."),
    edit(SPLIT, "sorted_result", f"return {RESULT}", "return np.sort(np.concatenate(train)), np.sort(np.concatenate(test))",
         says="번호를 정렬해서 돌려준 것 같아요. 약속은 둘 다 섞인 배열이에요. `rng.permutation`으로 섞으세요."),
    edit(SPLIT, "same_places", SEED, "seed, rng = rng, np.random.default_rng(rng)", ROWS, "np.random.default_rng(seed).permutation(np.flatnonzero(y == label))",
         says="반복문 안에서 클래스마다 생성기를 새로 만든 것 같아요. rng가 정수이면 모든 클래스가 똑같은 난수를 받아, 크기가 같은 클래스에서는 늘 같은 자리가 함께 뽑혀요. 생성기는 맨 앞에서 한 번만 만드세요."),
    edit(SPLIT, "returns_labels", f"return {RESULT}", "return y[rng.permutation(np.concatenate(train))], y[rng.permutation(np.concatenate(test))]",
         says="번호가 아니라 레이블을 돌려준 것 같아요. 같은 번호로 특성도 나누어야 하니 번호 배열을 돌려주세요."),
    edit(SPLIT, "masks", f"return {RESULT}", "test = np.isin(np.arange(len(y)), np.concatenate(test)); return ~test, test",
         says="번호가 아니라 불리언 마스크를 돌려준 것 같아요. 마스크로는 섞은 순서를 나타낼 수 없어요. 정수 번호를 돌려주세요."),
    edit(SPLIT, "no_size_check", "if not 0 < test_size < 1:", "if False:",
         says="test_size가 0과 1 사이인지 검사하지 않은 것 같아요. 0 이하이거나 1 이상이면 ValueError를 내세요."),
    edit(SPLIT, "ends_allowed", "0 < test_size < 1", "0 <= test_size <= 1",
         says="test_size가 0이나 1일 때를 받아들인 것 같아요. 그러면 한쪽이 비어요. 두 끝에서도 ValueError를 내세요."),
    edit(SPLIT, "single_unchecked", "if len(rows) < 2:", "if False:",
         says="샘플이 하나뿐인 클래스를 받아들인 것 같아요. 하나로는 훈련과 테스트에 다 줄 수 없어요. ValueError를 내고 메시지에 y를 적으세요."),
    edit(SPLIT, "no_name", "test_size는 0", "비율은 0", "y에 샘플이", "샘플이",
         says="ValueError는 냈지만 메시지에 어느 인자가 문제인지 없는 것 같아요. test_size나 y라는 이름을 적어 주세요."),
    edit(SPLIT, "ignores_rng", SEED, "rng = np.random.default_rng(own_seed(y.tobytes()))",
         says="rng 인자를 쓰지 않은 것 같아요. 같은 정수(또는 같은 상태의 생성기)를 주면 같은 결과가 나와야 해요. `np.random.default_rng(rng)`를 쓰세요."),
    edit(SPLIT, "fixed_seed", SEED, "rng = np.random.default_rng(rng if isinstance(rng, np.random.Generator) else 42)",
         says="난수의 씨앗을 함수 안에 고정한 것 같아요. 부를 때마다 똑같이 나누어져요. 받은 rng를 그대로 `np.random.default_rng`에 넘기세요."),
    edit(SPLIT, "same_state", SEED, "rng = np.random.default_rng(copy.deepcopy(rng))",
         says="받은 생성기를 복사해서 쓴 것 같아요. 생성기의 상태가 나아가지 않아 다음 호출에서도 똑같이 나누어져요. 받은 생성기에서 바로 뽑으세요."),
    edit(SPLIT, "global_random", SEED, "rng = from_global(rng)",
         says="`np.random.seed`나 `np.random.permutation`처럼 전역 난수를 쓴 것 같아요. 다른 코드의 난수까지 바뀌어요. `np.random.default_rng(rng)`로 만든 생성기에서 뽑으세요."),
    edit(SPLIT, "writes_y", "train, test = [], []", "train, test = [], []\n    if y.flags.writeable:\n        y.sort()",
         says="받은 y를 정렬하거나 섞어서 바꾼 것 같아요. 그러면 레이블과 특성의 짝이 어긋나요. y는 그대로 두고 번호만 섞으세요."),

    # --- Preprocessor: gaps
    edit(PREPARE, "own_median", FILL_CHANGING, "filled = np.where(np.isnan(numbers), quiet(lambda: np.nan_to_num(np.nanmedian(numbers, axis=0))), numbers)\n        scaled",
         says="transform에서 빈칸을 지금 들어온 표의 중앙값으로 채운 것 같아요. 테스트 세트를 보고 채우는 셈이에요. fit에서 배운 중앙값을 쓰세요."),
    edit(PREPARE, "mean_filler", MEDIAN, "np.nanmean(numbers, axis=0)",
         says="빈칸을 평균으로 채운 것 같아요. 이 단원의 약속은 중앙값이에요. np.nanmedian을 쓰세요.", convention=True),
    edit(PREPARE, "zero_filler", MEDIAN, "np.zeros(numbers.shape[1])",
         says="빈칸을 0으로 채운 것 같아요. 몸무게가 0인 펭귄은 없어요. fit에서 배운 중앙값으로 채우세요."),
    edit(PREPARE, "one_median", MEDIAN, "np.full(numbers.shape[1], np.nanmedian(numbers))",
         says="중앙값을 표 전체에서 하나만 구한 것 같아요. 열마다 단위가 다르니 axis=0으로 따로 구하세요."),
    edit(PREPARE, "before_filling", LEARNED, "np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)",
         says="평균과 표준편차를 빈칸을 채우기 **전에** 구한 것 같아요(np.nanmean, np.nanstd). 이 단원의 약속은 중앙값으로 채운 다음에 구하는 것이에요."),
    edit(PREPARE, "zero_after_scaling", f"scaled = {SCALED}", f"scaled = np.where(np.isnan(numbers), 0.0, {SCALED})",
         says="빈칸을 표준화한 다음에 0으로 채운 것 같아요. 그것은 평균으로 채운 것과 같아요. 중앙값으로 먼저 채우고 표준화하세요."),
    edit(PREPARE, "complete_rows", FILL_LEARNING, "whole = ~np.isnan(numbers).any(axis=1)\n        filled = numbers[whole] if whole.any() else np.where(np.isnan(numbers), self.median, numbers)\n        self.mean",
         says="빈칸이 있는 행을 버리고 평균과 표준편차를 구한 것 같아요. 행을 버리지 말고 빈칸을 중앙값으로 채워서 구하세요."),
    edit(PREPARE, "rows_dropped", f"return {TABLE}", f"return {TABLE}[~np.isnan(numbers).any(axis=1)]",
         says="빈칸이 있는 행을 버린 것 같아요. 행이 줄면 레이블과 짝이 맞지 않고, 빈칸이 있는 펭귄은 예측할 수 없어요. 채우세요."),
    edit(PREPARE, "never_filled", FILL_CHANGING, "filled = numbers\n        scaled",
         says="transform에서 빈칸을 채우지 않은 것 같아요. NaN이 결과에 그대로 남아요. fit에서 배운 중앙값으로 먼저 채우세요."),

    # --- Preprocessor: scale
    edit(PREPARE, "own_statistics", f"scaled = {SCALED}", "spread = filled.std(axis=0)\n        scaled = (filled - filled.mean(axis=0)) / np.where(spread > 0, spread, 1.0)",
         says="transform에서 지금 들어온 표의 평균과 표준편차를 쓴 것 같아요. 한 마리만 들어오면 모두 0이 되고, 테스트 세트를 보는 셈이기도 해요. fit에서 배운 값을 쓰세요."),
    edit(PREPARE, "ddof_one", LEARNED, "filled.mean(axis=0), filled.std(axis=0, ddof=min(1, len(filled) - 1))", convention=True,
         says="표준편차를 m − 1로 나누어 구했어요(ddof=1, pandas의 기본값). 이 단원은 NumPy의 기본값인 ddof=0을 써요."),
    edit(PREPARE, "variance", "filled.std(axis=0)", "filled.var(axis=0)", says="표준편차가 아니라 분산으로 나눈 것 같아요. 제곱근을 씌운 표준편차(np.std)를 쓰세요."),
    edit(PREPARE, "not_divided", SCALED, CENTRED, says="평균만 빼고 표준편차로 나누지 않은 것 같아요."),
    edit(PREPARE, "not_centred", CENTRED, "filled", says="평균을 빼지 않고 나누기만 한 것 같아요. 먼저 평균을 빼세요."),
    edit(PREPARE, "median_centre", CENTRED, "(filled - self.median)", says="평균이 아니라 중앙값을 뺀 것 같아요. 중앙값은 빈칸을 채우는 데만 쓰고, 표준화에서는 평균을 빼세요."),
    edit(PREPARE, "one_mean", LEARNED, "np.full(numbers.shape[1], filled.mean()), np.full(numbers.shape[1], filled.std())",
         says="평균과 표준편차를 표 전체에서 하나씩만 구한 것 같아요. 열마다 단위가 다르니 axis=0으로 따로 구하세요."),
    edit(PREPARE, "min_max", LEARNED, "filled.min(axis=0), np.ptp(filled, axis=0)", convention=True,
         says="최솟값을 빼고 범위로 나누어 0과 1 사이에 맞추었어요(최소·최대 정규화). 이 단원은 평균을 빼고 표준편차로 나누어요."),
    edit(PREPARE, "zero_deviation", DIVISOR, "np.where(self.std == 0, np.float64(0.0), self.std)",
         says="표준편차가 0인 열을 그대로 나눈 것 같아요. 0/0은 NaN이고 1/0은 inf예요. 표준편차가 0인 열만 1로 나누세요."),
    edit(PREPARE, "epsilon", DIVISOR, "(self.std + 1e-8)",
         says="0으로 나누지 않으려고 표준편차에 작은 수를 더한 것 같아요. 값이 모두 같던 열에 다른 값이 들어오면 결과가 수억이 돼요. 표준편차가 0인 열만 1로 나누세요."),
    edit(PREPARE, "constant_zero", SCALED, f"np.where(self.std > 0, {SCALED}, 0.0)",
         says="값이 모두 같던 열을 언제나 0으로 만든 것 같아요. 새로 들어온 값은 다를 수 있어요. 평균을 빼고 1로 나누세요."),

    # --- Preprocessor: categories
    edit(PREPARE, "own_categories", "pairs = zip(categories.T, self.known, strict=True)", "pairs = [(column, np.unique(column)) for column in categories.T]",
         says="transform에서 지금 들어온 표의 범주로 열을 만든 것 같아요. 들어온 표에 따라 열의 수와 뜻이 달라져요. fit에서 배운 범주를 쓰세요."),
    edit(PREPARE, "codes", f"np.hstack([scaled, {HOT}])", "np.hstack([scaled, *[np.searchsorted(known, column)[:, None] for column, known in pairs]])",
         says="범주를 원-핫이 아니라 번호 하나로 바꾼 것 같아요. 번호에는 없던 크기와 순서가 생겨요. 범주마다 0과 1의 열을 하나씩 만드세요."),
    edit(PREPARE, "first_dropped", KNOWN, "[np.unique(column)[1:] for column in categories.T]", convention=True,
         says="범주마다 첫 열을 뺐어요(drop first, 선형 회귀에서 쓰는 약속). 이 단원은 배운 범주마다 한 열씩 모두 만들어요."),
    edit(PREPARE, "as_they_come", KNOWN, "[np.array(list(dict.fromkeys(column.tolist()))) for column in categories.T]",
         says="범주를 나온 순서대로 늘어놓은 것 같아요. 행의 순서가 바뀌면 열의 순서도 바뀌어요. 정렬하세요(np.unique)."),
    edit(PREPARE, "empty_left_out", KNOWN, '[np.unique(column[column != ""]) for column in categories.T]',
         says="빈 글자를 범주로 세지 않은 것 같아요. 이 단원에서는 빈 글자도 다른 것과 똑같은 범주라서 한 열을 차지해요."),
    edit(PREPARE, "unknown_fails", f"return {TABLE}",
         'if not all(np.isin(column, known).all() for column, known in zip(categories.T, self.known, strict=True)):\n            raise ValueError("categories에 모르는 범주가 있습니다")\n        return ' + TABLE,
         says="배우지 않은 범주가 나오면 오류를 낸 것 같아요. 처음 보는 섬의 펭귄도 예측할 수 있어야 하니 그 범주의 열을 모두 0으로 두세요."),
    edit(PREPARE, "unknown_column", HOT, "*[np.hstack([column[:, None] == known, ~np.isin(column, known)[:, None]]) for column, known in pairs]",
         says="모르는 범주를 위한 열을 하나 더 만든 것 같아요. 배운 범주의 열만 만들고, 모르는 범주는 모두 0으로 두세요."),
    edit(PREPARE, "unknown_is_first", HOT, "*[np.where(np.isin(column, known), column, known[0])[:, None] == known for column, known in pairs]",
         says="모르는 범주를 첫 범주로 바꾼 것 같아요. 모르는 것을 아는 것으로 우기면 안 되니 모두 0으로 두세요."),
    edit(PREPARE, "one_list", KNOWN, "[np.unique(categories)] * categories.shape[1]",
         says="모든 열의 범주를 한 목록에 모은 것 같아요. 범주는 열마다 따로 배우세요."),
    edit(PREPARE, "categories_first", f"np.hstack([scaled, {HOT}])", f"np.hstack([{HOT}, scaled])",
         says="범주의 열을 수의 열보다 앞에 둔 것 같아요. 수 n열이 먼저이고 그 뒤에 범주의 열이에요."),
    edit(PREPARE, "scaled_twice", f"return {TABLE}", f"table = {TABLE}\n        spread = table.std(axis=0)\n        return (table - table.mean(axis=0)) / np.where(spread > 0, spread, 1.0)",
         says="0과 1의 열까지 모두 이은 다음 표 전체를 다시 표준화한 것 같아요. 수의 열만, fit에서 배운 값으로 한 번 표준화하세요."),

    # --- Preprocessor: state, form, errors
    edit(PREPARE, "fitted_once", "self.median =", "if hasattr(self, 'known'):\n            return\n        self.median =",
         says="두 번째 fit이 아무것도 배우지 않은 것 같아요. fit을 다시 부르면 앞의 것은 잊고 새로 배워야 해요."),
    edit(PREPARE, "learns_on", KNOWN, "[np.union1d(column, old) for column, old in zip(categories.T, getattr(self, 'known', [[]] * categories.shape[1]), strict=False)]",
         says="다시 fit할 때 앞에서 배운 범주를 지우지 않은 것 같아요. 목록은 __init__이 아니라 fit 안에서 새로 만드세요."),
    edit(PREPARE, "transform_learns", f"return {TABLE}", f"self.mean, self.std = {LEARNED}\n        return {TABLE}",
         says="transform이 배운 평균과 표준편차를 바꾼 것 같아요. 다음에 부르면 다른 답이 나와요. transform에서는 self에 아무것도 담지 마세요."),
    edit(PREPARE, "shared_state", "def transform", """def __setattr__(self, name, value):
        setattr(type(self), name, value)

    def transform""",
         says="배운 것을 클래스 변수나 전역 변수에 담은 것 같아요. 그러면 두 객체가 하나를 나누어 써요. self에 담으세요."),
    edit(PREPARE, "writes_numbers", FILL_CHANGING, "filled = numbers if numbers.dtype == np.float64 and numbers.flags.writeable else numbers.astype(np.float64)\n        filled[np.isnan(filled)] = np.broadcast_to(self.median, filled.shape)[np.isnan(filled)]\n        scaled",
         says="받은 numbers의 빈칸에 바로 적은 것 같아요. 원본의 빈칸이 사라져요. `np.where`로 새 배열을 만드세요."),
    edit(PREPARE, "single_precision", f"return {TABLE}", f"return {TABLE}.astype(np.float32)", says="결과가 float32예요. float64로 돌려주세요."),
    edit(PREPARE, "own_dtype", "filled - self.mean", "filled.astype(numbers.dtype) - self.mean.astype(numbers.dtype)",
         says="받은 표의 dtype으로 계산한 것 같아요. 정수 표에서는 평균의 소수점 아래가 잘려요. float64로 계산하세요."),
    edit(PREPARE, "any_dimension", CHECKED_FIT, "checked(numbers, categories, dimension=False)\n        if np.isnan", CHECKED_CHANGE, "checked(numbers, categories, dimension=False)\n        if numbers.shape",
         "if np.isnan(numbers).all(axis=0).any():", "if np.ndim(numbers) == 2 and np.isnan(numbers).all(axis=0).any():",
         "if numbers.shape[1] != len(self.mean):", "if np.shape(numbers)[-1:] != np.shape(self.mean)[-1:] and np.ndim(numbers) == 2:",
         says="numbers가 2차원인지 확인하지 않은 것 같아요. 1차원이나 3차원이면 fit에서도 transform에서도 ValueError를 내세요."),
    edit(PREPARE, "empty_column", "if np.isnan(numbers).all(axis=0).any():", "if False:", MEDIAN, "quiet(lambda: np.nan_to_num(np.nanmedian(numbers, axis=0)))",
         says="빈칸뿐인 열을 받아들인 것 같아요. 값이 하나도 없으면 중앙값을 배울 수 없어요. fit에서 ValueError를 내세요."),
    edit(PREPARE, "any_width", "if numbers.shape[1] != len(self.mean):", "if False:",
         says="transform에서 numbers의 열 수를 확인하지 않은 것 같아요. 1열짜리 표는 브로드캐스팅되어 오류 없이 엉뚱한 답이 나와요. fit 때와 다르면 ValueError를 내고 numbers를 적으세요."),
    edit(PREPARE, "any_text_width", "if categories.shape[1] != len(self.known):", "if False:", "strict=True", "strict=False",
         says="transform에서 categories의 열 수를 확인하지 않은 것 같아요. zip은 짧은 쪽에 맞추어 조용히 버려요. fit 때와 다르면 ValueError를 내세요."),
    edit(PREPARE, "any_length", CHECKED_FIT, "checked(numbers, categories, length=False)\n        if np.isnan", CHECKED_CHANGE, "checked(numbers, categories, length=False)\n        if numbers.shape", f"return {TABLE}", f"categories = np.resize(categories, (len(numbers), categories.shape[1]))\n        pairs = zip(categories.T, self.known, strict=True)\n        return {TABLE}",
         says="두 표의 행 수가 같은지 확인하지 않은 것 같아요. 다른 펭귄의 섬과 몸무게가 한 행에 놓여요. fit에서도 transform에서도 ValueError를 내세요."),
    edit(PREPARE, "fit_unchecked", CHECKED_FIT, "checked(numbers, categories, length=False)\n        if np.isnan",
         says="fit에서 두 표의 행 수를 확인하지 않은 것 같아요. transform뿐 아니라 fit에서도 다르면 ValueError를 내세요."),
    edit(PREPARE, "nameless_error", "numbers에 빈칸뿐인", "빈칸뿐인", "numbers의 열 수가", "열 수가", "categories의 열 수가", "범주의 열 수가",
         CHECKED_FIT, "checked(numbers, categories, named=False)\n        if np.isnan", CHECKED_CHANGE, "checked(numbers, categories, named=False)\n        if numbers.shape",
         says="ValueError는 냈지만 메시지에 어느 인자가 문제인지 없는 것 같아요. numbers나 categories라는 이름을 적어 주세요."),

    # --- confusion_matrix
    edit(CONFUSION, "transposed", "(y_true, y_pred), 1", "(y_pred, y_true), 1", convention=True,
         says="행과 열이 뒤바뀌었어요. 행이 예측이고 열이 정답인 책도 있지만, 이 단원과 scikit-learn은 행이 정답, 열이 예측이에요."),
    edit(CONFUSION, "plus_equals", COUNTED, "matrix[y_true, y_pred] += 1",
         says="`matrix[y_true, y_pred] += 1`로 센 것 같아요. 같은 칸이 여러 번 나와도 한 번만 더해져요. `np.add.at`을 쓰거나 반복문으로 하나씩 더하세요."),
    edit(CONFUSION, "shares", "return matrix", "return matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)",
         says="행의 합으로 나눈 비율을 돌려준 것 같아요. 혼동 행렬은 나누지 않은 개수예요."),
    edit(CONFUSION, "as_many_as_seen", "(n_classes, n_classes)", "(max(y_true.max(), y_pred.max()) + 1,) * 2",
         says="행렬의 크기를 n_classes가 아니라 나온 레이블에서 정한 것 같아요. 나오지 않은 클래스의 행과 열도 있어야 하니 (C, C)로 만드세요."),
    edit(CONFUSION, "only_errors", "return matrix", "np.fill_diagonal(matrix, 0)\n    return matrix",
         says="틀린 것만 센 것 같아요. 대각선에는 맞힌 샘플의 수가 있어야 해요."),
    edit(CONFUSION, "only_hits", COUNTED, "np.add.at(matrix, (y_true, y_true), y_true == y_pred)",
         says="맞힌 것만 센 것 같아요. 틀린 샘플은 대각선 밖의 칸에 세야 해요."),
    edit(CONFUSION, "from_one", COUNTED, "np.add.at(matrix, (y_true.astype(int) - 1, y_pred.astype(int) - 1), 1)",
         says="레이블을 1부터 센 것 같아요. 레이블은 0부터이니 1을 빼지 않아도 돼요."),
    edit(CONFUSION, "backwards", "return matrix", "return matrix[::-1, ::-1].copy()",
         says="클래스를 거꾸로 늘어놓은 것 같아요. 0번 클래스가 첫 행, 첫 열이에요."),
    edit(CONFUSION, "float_counts", "dtype=np.int64", "dtype=np.float64",
         says="실수 배열이에요. np.zeros의 기본값이 실수라서 그래요. 세는 것이니 dtype=int를 주세요."),
    edit(CONFUSION, "small_counts", "dtype=np.int64", "dtype=y_true.dtype",
         says="레이블의 dtype으로 센 것 같아요. uint8은 255까지만 세고 0으로 돌아가요. dtype=int를 주세요."),
    edit(CONFUSION, "negative_label", "labels.min() < 0 or ", "labels.min() < -n_classes or ",
         says="음수 레이블을 걸러 내지 않은 것 같아요. 인덱스 −1은 오류 없이 마지막 클래스를 가리켜요. 0보다 작은 값이 있으면 ValueError를 내세요."),
    edit(CONFUSION, "no_upper_check", " or labels.max() >= n_classes", "",
         says="C 이상인 레이블을 걸러 내지 않은 것 같아요. NumPy의 IndexError가 아니라 어느 배열이 잘못인지 알려 주는 ValueError를 직접 내세요."),
    edit(CONFUSION, "float_labels", "if labels.dtype.kind not in \"iu\":", "if False:", COUNTED, "np.add.at(matrix, (y_true.astype(int), y_pred.astype(int)), 1)",
         says="실수나 불리언 레이블을 정수로 바꾸어 받은 것 같아요. 1.9가 조용히 1이 돼요. dtype이 정수(kind가 i나 u)가 아니면 ValueError를 내세요."),
    edit(CONFUSION, "dtype_unchecked", "if labels.dtype.kind not in \"iu\":", "if False:",
         says="레이블의 dtype을 보지 않은 것 같아요. 실수로 칸을 가리키면 IndexError가 나고, 불리언은 번호가 아니라 마스크로 쓰여요. dtype.kind가 i나 u가 아니면 ValueError를 내세요."),
    edit(CONFUSION, "bool_labels", 'not in "iu"', 'not in "iub"', COUNTED, "np.add.at(matrix, (y_true.astype(int), y_pred.astype(int)), 1)",
         says="불리언 레이블을 받아들인 것 같아요. True와 False는 번호가 아니라 마스크로 쓰여요. dtype.kind가 i나 u가 아니면 ValueError를 내세요."),
    edit(CONFUSION, "one_dtype", 'labels.dtype.kind not in "iu"', "labels.dtype != np.int64",
         says="레이블의 dtype이 int64인지만 본 것 같아요. uint8이나 int32도 정수예요. dtype.kind가 i나 u인지 보세요."),
    edit(CONFUSION, "truth_only", '(("y_true", y_true), ("y_pred", y_pred))', '(("y_true", y_true),)',
         says="y_true만 검사하고 y_pred는 검사하지 않은 것 같아요. 예측도 똑같이 검사하세요."),
    edit(CONFUSION, "any_length", "if len(y_true) != len(y_pred):", "if False:", COUNTED, "np.add.at(matrix, (y_true, np.resize(y_pred, len(y_true))), 1)",
         says="두 배열의 길이가 같은지 확인하지 않은 것 같아요. 한 개뿐인 배열은 브로드캐스팅되고, zip은 짧은 쪽에서 멈춰요. 길이가 다르면 ValueError를 내세요."),
    edit(CONFUSION, "nameless_error", "{name}의 dtype이", "dtype이", "{name}에 0부터", "0부터", "y_true와 y_pred의 길이가", "길이가",
         says="ValueError는 냈지만 메시지에 어느 인자가 문제인지 없는 것 같아요. y_true나 y_pred라는 이름을 적어 주세요."),

    # --- classification_report
    edit(CLASSES, "swapped", f"precision = {PRECISION}", f"precision = {RECALL}", f"recall = {RECALL}", f"recall = {PRECISION}",
         says="정밀도와 재현율이 뒤바뀐 것 같아요. 정밀도는 그 클래스라고 **예측한 수**(열의 합), 재현율은 **정답인 수**(행의 합)로 나누어요."),
    edit(CLASSES, "transposed", "np.diag(matrix), matrix.sum(axis=1), matrix.sum(axis=0)", "np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)",
         says="행의 합과 열의 합이 뒤바뀐 것 같아요. support까지 예측의 수가 되었어요. 행이 정답이니 정답의 수는 axis=1로 더한 것이에요."),
    edit(CLASSES, "predicted_support", '"support": support', '"support": predicted',
         says="support에 예측의 수를 넣은 것 같아요. support는 정답이 그 클래스인 샘플의 수예요."),
    edit(CLASSES, "arithmetic_mean", F1, "(precision + recall) / 2",
         says="F1을 정밀도와 재현율의 평균으로 구한 것 같아요. F1은 조화 평균이라서 둘 가운데 하나만 낮아도 낮아져요. 2PR / (P + R)이에요."),
    edit(CLASSES, "geometric_mean", F1, "np.sqrt(precision * recall)", says="정밀도와 재현율을 곱해 제곱근을 씌운 것 같아요(기하 평균). F1은 조화 평균 2PR / (P + R)이에요."),
    edit(CLASSES, "no_two", "2 * hits", "hits", says="F1에서 2를 빠뜨린 것 같아요. 2PR / (P + R)이에요. 둘 다 1이면 F1도 1이어야 해요."),
    edit(CLASSES, "overlap", F1, "hits / np.maximum(support + predicted - hits, 1)",
         says="F1이 아니라 자카드 지수(IoU)를 구한 것 같아요. F1은 2PR / (P + R)이에요."),
    edit(CLASSES, "specificity", f"recall = {RECALL}", "recall = (matrix.sum() - support - predicted + hits) / np.maximum(matrix.sum() - support, 1)",
         says="재현율이 아니라 특이도(다른 클래스를 다른 클래스라고 한 비율)를 구한 것 같아요. 재현율은 정답인 것 가운데 맞힌 비율이에요."),
    edit(CLASSES, "nan_for_empty", PRECISION, "quiet(lambda: hits / predicted)", RECALL, "quiet(lambda: hits / support)", F1, "quiet(lambda: 2 * precision * recall / (precision + recall))",
         says="한 번도 예측하지 않았거나 정답에 없는 클래스에서 0/0이 NaN이 된 것 같아요. 이 단원에서 0/0은 0.0이에요. 나누기 전에 0을 1로 바꾸세요."),
    edit(CLASSES, "f1_nan", F1, "quiet(lambda: 2 * precision * recall / (precision + recall))",
         says="정밀도와 재현율이 모두 0일 때 F1이 NaN이 된 것 같아요. 이때의 0/0도 0.0이에요."),
    edit(CLASSES, "one_for_empty", PRECISION, "np.where(predicted > 0, hits / np.maximum(predicted, 1), 1.0)", RECALL, "np.where(support > 0, hits / np.maximum(support, 1), 1.0)", convention=True,
         says="0/0을 1로 두었어요(scikit-learn의 zero_division=1). 이 단원의 약속은 0.0이에요."),
    edit(CLASSES, "warns", PRECISION, "np.nan_to_num(hits / predicted)", RECALL, "np.nan_to_num(hits / support)",
         says="0으로 나눈 다음 NaN을 0으로 덮은 것 같아요. 값은 맞지만 경고가 나와요. 나누기 전에 0을 1로 바꾸세요."),
    edit(CLASSES, "epsilon", "np.maximum(predicted, 1)", "(predicted + 1e-3)", "np.maximum(support, 1)", "(support + 1e-3)",
         says="0으로 나누지 않으려고 분모에 작은 수를 더한 것 같아요. 그러면 모두 맞혀도 1이 되지 않아요. 0일 때만 1로 바꾸세요."),
    edit(CLASSES, "accuracy_with_negatives", ACCURACY, "np.mean(matrix.sum() - support - predicted + 2 * hits) / len(y_true)",
         says="정확도를 클래스마다 (TP + TN)/m으로 구해 평균한 것 같아요. 다른 클래스를 다른 클래스라고 한 것까지 맞힌 것으로 세게 돼요. 대각선의 합을 m으로 나누세요."),
    edit(CLASSES, "balanced", ACCURACY, "recall[support > 0].mean()", convention=True,
         says="정확도 자리에 재현율의 평균을 넣었어요(균형 정확도). 이 단원의 정확도는 맞힌 샘플의 비율이에요."),
    edit(CLASSES, "hits_only", ACCURACY, "hits.sum()", says="맞힌 수를 그대로 돌려준 것 같아요. 정확도는 m으로 나눈 비율이에요."),
    edit(CLASSES, "percent", ACCURACY, "100 * hits.sum() / len(y_true)", says="정확도를 퍼센트로 돌려준 것 같아요. 0과 1 사이의 비율이어야 해요."),
    edit(CLASSES, "by_classes", ACCURACY, "hits.sum() / n_classes", says="샘플 수가 아니라 클래스 수로 나눈 것 같아요. 정확도는 맞힌 수를 m으로 나누어요."),
    edit(CLASSES, "macro", REPORT, '{"precision": precision.mean(), "recall": recall.mean(), "f1": f1.mean(), "support": support, "accuracy": accuracy}',
         says="클래스의 평균 하나를 돌려준 것 같아요(매크로 평균). 클래스마다의 값 (C,)를 그대로 돌려주세요. 어느 클래스가 나쁜지가 중요해요."),
    edit(CLASSES, "present_only", f"return {REPORT}", f"there = support > 0\n    precision, recall, f1, support = precision[there], recall[there], f1[there], support[there]\n    return {REPORT}",
         says="나온 클래스만 돌려준 것 같아요. 나오지 않은 클래스도 0으로 자리를 차지해야 번호가 어긋나지 않아요."),
    edit(CLASSES, "no_label_check", "matrix = confusion_matrix(y_true, y_pred, n_classes)", "matrix = bare_matrix(y_true, y_pred, n_classes)",
         says="레이블을 검사하지 않은 것 같아요. −1이나 실수, 길이가 다른 배열도 조용히 받아요. 앞에서 만든 confusion_matrix를 부르면 검사도 함께 돼요."),

    # --- regression_report
    edit(REGRESSION, "mean_square", MEAN_SQUARE, "squares / len(y)", says="제곱근을 씌우지 않은 것 같아요(MSE). RMSE는 타깃과 단위가 같도록 제곱근을 씌워요."),
    edit(REGRESSION, "root_of_sum", MEAN_SQUARE, "np.sqrt(squares)", says="평균을 내지 않고 제곱의 합에 제곱근을 씌운 것 같아요. m으로 나눈 다음 제곱근을 씌우세요."),
    edit(REGRESSION, "unbiased", MEAN_SQUARE, "np.sqrt(squares / (len(y) - 1))", says="m − 1로 나눈 것 같아요. RMSE는 m으로 나눈 평균이에요."),
    edit(REGRESSION, "rmse_is_mae", MEAN_SQUARE, "np.mean(np.sqrt((y - p) ** 2))", says="제곱마다 제곱근을 씌우고 평균한 것 같아요. 그러면 MAE와 같아요. 평균을 먼저 내고 제곱근을 씌우세요."),
    edit(REGRESSION, "signed", ABSOLUTE, "np.mean(y - p)", says="오차의 부호를 떼지 않은 것 같아요. 양수와 음수가 서로 지워져요. np.abs로 절댓값을 취한 다음 평균하세요."),
    edit(REGRESSION, "absolute_of_mean", ABSOLUTE, "np.abs(np.mean(y - p))", says="평균을 먼저 내고 절댓값을 취한 것 같아요. 절댓값을 먼저 취해야 오차가 서로 지워지지 않아요."),
    edit(REGRESSION, "median_error", ABSOLUTE, "np.median(np.abs(y - p))", says="오차의 절댓값의 중앙값을 구한 것 같아요. MAE는 평균이에요."),
    edit(REGRESSION, "largest", ABSOLUTE, "np.max(np.abs(y - p))", says="가장 큰 오차를 구한 것 같아요. MAE는 오차의 절댓값의 평균이에요."),
    edit(REGRESSION, "total", ABSOLUTE, "np.sum(np.abs(y - p))", says="오차의 절댓값을 더하기만 한 것 같아요. MAE는 m으로 나눈 평균이에요."),
    edit(REGRESSION, "r2_about_prediction", "(y - y.mean()) ** 2", "(p - p.mean()) ** 2",
         "1 - squares / spread", "1 - squares / (spread or np.inf)",
         says="R²의 분모를 예측의 평균에서 구한 것 같아요. 비교할 상대는 **정답**의 평균만 내놓는 모델이니 Σ(y − ȳ)²이에요."),
    edit(REGRESSION, "r2_about_zero", "(y - y.mean()) ** 2", "y**2", says="R²의 분모에서 평균을 빼지 않은 것 같아요. Σy²이 아니라 Σ(y − ȳ)²이에요."),
    edit(REGRESSION, "r2_ratio", R2, "squares / spread", says="R²에서 1을 빼먹은 것 같아요. 1 − 오차 / 퍼짐이에요. 모두 맞히면 1이어야 해요."),
    edit(REGRESSION, "r2_upside_down", R2, "1 - spread / max(squares, 1e-300)", says="R²의 분자와 분모가 뒤바뀐 것 같아요. 1 − Σ(y − p)² / Σ(y − ȳ)²이에요."),
    edit(REGRESSION, "correlation", R2, "np.nan_to_num(quiet(lambda: np.corrcoef(y, p)[0, 1])) ** 2",
         says="상관계수의 제곱을 구한 것 같아요. 예측이 통째로 어긋나 있어도 1이 될 수 있어서, 오차를 재는 R²과는 달라요."),
    edit(REGRESSION, "explained", R2, "1 - np.var(y - p) / np.var(y)",
         says="설명된 분산을 구한 것 같아요. 예측이 모두 똑같이 어긋난 것을 세지 않아요. 오차를 제곱한 합을 그대로 쓰세요."),
    edit(REGRESSION, "r2_mixed_means", R2, "1 - squares / len(y) / np.var(y, ddof=1)", says="R²의 분모만 m − 1로 나눈 것 같아요. 분자와 분모 모두 합 그대로이거나, 둘 다 m으로 나누어야 해요."),
    edit(REGRESSION, "never_negative", R2, "max(0.0, 1 - squares / spread)", says="음수인 R²을 0으로 바꾼 것 같아요. 음수는 평균만 내놓는 것보다 나쁘다는 뜻이니 그대로 두세요."),
    edit(REGRESSION, "own_dtype", "np.asarray(y_true, dtype=np.float64), np.asarray(y_pred, dtype=np.float64)", "np.asarray(y_true), np.asarray(y_pred)",
         says="정수 배열끼리 그대로 뺀 것 같아요. uint8에서는 3 − 5가 [254](=wrapped)가 돼요. 먼저 float64로 바꾸세요."),
    edit(REGRESSION, "no_shape_check", "if y.ndim != 1 or y.shape != p.shape:", "if False:", "squares, spread", "y, p = np.broadcast_arrays(y.ravel(), np.resize(p, y.size))\n    squares, spread",
         says="shape를 확인하지 않은 것 같아요. (m,)과 (m, 1)을 빼면 (m, m)이 되어 오류 없이 엉뚱한 답이 나와요. 둘 다 (m,)인지 보고 아니면 ValueError를 내세요."),
    edit(REGRESSION, "lengths_only", "if y.ndim != 1 or y.shape != p.shape:", "if np.ndim(p) == 0 or len(y) != len(p):", "squares, spread", "y, p = y.ravel(), np.resize(p, y.size)\n    squares, spread",
         says="길이나 원소의 수만 비교하고 shape는 보지 않은 것 같아요. (m, 1)도 길이는 m이에요. shape가 (m,)인지 확인하세요."),
    edit(REGRESSION, "nameless_error", "y_true와 y_pred의 shape는", "shape는",
         says="ValueError는 냈지만 메시지에 어느 인자가 문제인지 없는 것 같아요. y_true나 y_pred라는 이름을 적어 주세요."),

    # --- kfold
    edit(FOLDS, "rows_lost", CUT, "np.random.default_rng(rng).permutation(m)\n    folds = [folds[j * (m // k) : (j + 1) * (m // k)] for j in range(k)]",
         REST, "np.setdiff1d(np.arange(m), folds[j])",
         says="m // k개씩 자르고 남은 샘플을 버린 것 같아요. 한 번도 검증에 쓰이지 않는 샘플이 생겨요. 남는 것은 조각들에 하나씩 나누어 주세요(np.array_split)."),
    edit(FOLDS, "rest_in_last", CUT, "np.split(np.random.default_rng(rng).permutation(m), [j * (m // k) for j in range(1, k)])",
         says="남는 샘플을 모두 마지막 조각에 준 것 같아요. 크기는 서로 많아야 1만큼 달라야 해요. 하나씩 나누어 주세요(np.array_split)."),
    edit(FOLDS, "unshuffled", ORDER, "np.arange(m)",
         says="섞지 않고 차례로 자른 것 같아요. 데이터가 클래스 순서로 놓여 있으면 조각마다 클래스가 하나뿐이에요. 번호를 먼저 섞으세요."),
    edit(FOLDS, "every_kth", CUT, "[np.arange(j, m, k) for j in range(k)]",
         says="k개마다 하나씩 건너뛰며 나눈 것 같아요. 번호로 정해져 있어 무작위가 아니에요. 번호를 먼저 섞으세요."),
    edit(FOLDS, "swapped", PAIR, f"(folds[j], {REST})", says="train과 val이 뒤바뀐 것 같아요. 한 조각이 val이고 나머지가 모두 train이에요."),
    edit(FOLDS, "train_has_val", REST, "np.concatenate(folds)", says="train에 val까지 들어 있는 것 같아요. 훈련에 쓴 샘플로 검증하는 셈이에요. 그 조각을 뺀 나머지만 train이에요."),
    edit(FOLDS, "afresh_per_fold", CUT, "[np.random.default_rng(None if rng is None else [j, own_int(rng)]).permutation(m)[: -(-m // k) if j < m % k else m // k] for j in range(k)]",
         REST, "np.setdiff1d(np.arange(m), folds[j])",
         says="조각마다 새로 뽑은 것 같아요. 어떤 샘플은 두 번 검증되고 어떤 샘플은 한 번도 검증되지 않아요. 한 번만 섞어서 k조각으로 자르세요."),
    edit(FOLDS, "train_is_one_fold", REST, "folds[j - 1]", says="train에 이웃한 조각 하나만 준 것 같아요. val이 아닌 조각을 모두 이어 붙이세요."),
    edit(FOLDS, "only_val", PAIR, "folds[j]", says="val만 돌려준 것 같아요. 조각마다 (train, val)을 튜플로 돌려주세요."),
    edit(FOLDS, "one_fold_short", "range(k)]", "range(k - 1)]", says="조각이 k − 1개뿐이에요. 반복문의 끝을 보세요. k조각이 한 번씩 val이 되어야 해요."),
    edit(FOLDS, "from_one", ORDER, f"{ORDER} + 1", says="번호를 1부터 센 것 같아요. NumPy의 번호는 0부터 m − 1까지예요."),
    edit(FOLDS, "masks", PAIR, "(~np.isin(np.arange(m), folds[j]), np.isin(np.arange(m), folds[j]))", says="번호가 아니라 불리언 마스크를 돌려준 것 같아요. 정수 번호의 배열을 돌려주세요."),
    edit(FOLDS, "no_check", "if not 2 <= k <= m:", "if False:", CUT, "np.array_split(np.random.default_rng(rng).permutation(m), max(k, 1))", "for j in range(k)]", "for j in range(max(k, 0))] if k != 1 else [(folds[0][:0], folds[0])]",
         says="k를 검사하지 않은 것 같아요. k가 1이면 훈련할 것이 없고, m보다 크면 빈 조각이 생겨요. 2 이상, m 이하가 아니면 ValueError를 내세요."),
    edit(FOLDS, "one_fold", "2 <= k", "1 <= k", "return [", "return [(folds[0][:0], folds[0])] if k == 1 else [",
         says="k가 1일 때를 받아들인 것 같아요. 그러면 훈련할 샘플이 하나도 없어요. k는 2 이상이어야 해요."),
    edit(FOLDS, "too_many_folds", "2 <= k <= m", "2 <= k",
         says="k가 m보다 클 때를 받아들인 것 같아요. 빈 조각이 생겨요. k > m이면 ValueError를 내세요."),
    edit(FOLDS, "no_leave_one_out", "k <= m", "k < m",
         says="k가 m과 같을 때 오류를 낸 것 같아요. 하나씩만 빼고 훈련하는 올바른 방법이에요. k가 m보다 클 때만 ValueError를 내세요."),
    edit(FOLDS, "no_name", "k는 2 이상, m 이하여야 합니다: k={k}, m={m}", "조각의 수가 잘못되었습니다",
         says="ValueError는 냈지만 메시지에 어느 인자가 문제인지 없는 것 같아요. k라는 이름을 적어 주세요."),
    edit(FOLDS, "ignores_rng", "default_rng(rng)", "default_rng(own_seed((m, k)))",
         says="rng 인자를 쓰지 않은 것 같아요. 같은 정수(또는 같은 상태의 생성기)를 주면 같은 결과가 나와야 해요. `np.random.default_rng(rng)`를 쓰세요."),
    edit(FOLDS, "fixed_seed", "default_rng(rng)", "default_rng(rng if isinstance(rng, np.random.Generator) else 42)",
         says="난수의 씨앗을 함수 안에 고정한 것 같아요. 부를 때마다 똑같이 나누어져요. 받은 rng를 그대로 `np.random.default_rng`에 넘기세요."),
    edit(FOLDS, "same_state", "default_rng(rng)", "default_rng(copy.deepcopy(rng))",
         says="받은 생성기를 복사해서 쓴 것 같아요. 생성기의 상태가 나아가지 않아 다음 호출에서도 똑같이 나누어져요. 받은 생성기에서 바로 뽑으세요."),
    edit(FOLDS, "global_random", "np.random.default_rng(rng)", "from_global(rng)",
         says="`np.random.seed`나 `np.random.shuffle`처럼 전역 난수를 쓴 것 같아요. 다른 코드의 난수까지 바뀌어요. `np.random.default_rng(rng)`로 만든 생성기에서 뽑으세요."),

    # --- columns_in_folds
    edit(COLUMNS, "all_rows", "z = (X[train] - X[train].mean(axis=0)) / X[train].std(axis=0)", "z = (X - X.mean(axis=0)) / X.std(axis=0)", "z.T @ (y[train] - y[train].mean())", "z.T @ (y - y.mean())",
         says="모든 행을 보고 고른 것 같아요. 검증 조각의 레이블까지 본 셈이에요. 조각마다 train의 행만 쓰세요."),
    edit(COLUMNS, "val_rows", "for train, _ in folds", "for _, train in folds",
         says="train이 아니라 val의 행을 보고 고른 것 같아요. 튜플에서 먼저 나오는 것이 train이에요."),
    edit(COLUMNS, "first_fold_only", "found.append(np.sort(np.argsort(-strength)[:count]))", "found = [np.sort(np.argsort(-strength)[:count])] + found",
         "return found", "return [found[-1]] * len(found)",
         says="첫 조각에서 고른 특성을 모든 조각에 쓴 것 같아요. 조각마다 train이 다르니 다시 고르세요."),
    edit(COLUMNS, "signed", "np.abs(z.T @ (y[train] - y[train].mean()))", "z.T @ (y[train] - y[train].mean())",
         says="상관계수의 절댓값을 취하지 않은 것 같아요. 음의 상관도 똑같이 쓸모가 있으니 np.abs를 쓰세요."),
    edit(COLUMNS, "weakest", "np.argsort(-strength)", "np.argsort(strength)", says="상관이 **작은** 특성을 고른 것 같아요. argsort는 작은 것부터 늘어놓아요. 부호를 바꾸거나 뒤에서 고르세요."),
    edit(COLUMNS, "not_scaled", " / X[train].std(axis=0)", "", says="열의 표준편차로 나누지 않은 것 같아요(공분산). 그러면 눈금이 큰 특성이 늘 뽑혀요. 상관계수는 눈금과 상관없어요."),
    edit(COLUMNS, "not_centred", "X[train] - X[train].mean(axis=0)", "X[train]", "y[train] - y[train].mean()", "y[train]",
         says="평균을 빼지 않은 것 같아요. 상관계수는 두 변수에서 평균을 뺀 다음 곱해 더해요."),
    edit(COLUMNS, "strongest_first", "np.sort(np.argsort(-strength)[:count])", "np.argsort(-strength)[:count]", says="고른 번호를 상관이 큰 차례로 돌려준 것 같아요. 약속은 번호가 작은 것부터예요. np.sort로 정렬하세요."),
)
