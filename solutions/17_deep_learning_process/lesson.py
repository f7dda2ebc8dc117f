# %% [markdown]
r"""
# 17. (심화) 딥러닝 프로세스
"""

# %% tags=["setup"]
import numpy as np

from npml.unit17 import check, demo, explore, hint, progress, quiz, reset, trace


# %% tags=["solution:stratified_split"]
def stratified_split(y, test_size=0.2, rng=None):
    """클래스의 비율을 지키며 샘플의 번호를 둘로 나눕니다. (≈ 12줄)

    y: 레이블, shape (m,)인 배열. 정수, 실수, 문자열, 불리언 가운데 한 가지.
    test_size: 테스트 세트의 비율. 0보다 크고 1보다 작다.
    rng: None(매번 새로), 0 이상의 정수, np.random.Generator 가운데 하나.
    반환값: (train, test). 0부터 m − 1까지의 번호를 빠짐없이, 겹치지 않게 나누어 담은
        1차원 정수 배열 둘. 둘 다 섞여 있다.
    예: y = [0, 0, 0, 1, 1]  ->  ([3, 0, 1], [4, 2])   (뽑을 때마다 다르다)

    채점의 경계 조건
        샘플이 c개인 클래스에서 test로 가는 수는 test_size·c를 내림하거나 올림한 값이다.
        다만 적어도 1, 많아도 c − 1이다.
        클래스 안에서는 모든 샘플이 똑같은 확률로 뽑히고, 클래스마다 서로 상관없이 뽑는다.
        같은 정수나 상태가 같은 생성기를 주면 결과도 같다. 생성기의 상태는 나아간다.
        np.random의 전역 상태는 읽지도 바꾸지도 않는다. y를 바꾸지 않는다.
        test_size가 0 이하이거나 1 이상이면 test_size를, 샘플이 하나뿐인 클래스가 있으면
        y를 적은 ValueError.
    """
    ### BEGIN SOLUTION
    if not 0 < test_size < 1:
        raise ValueError(f"test_size는 0보다 크고 1보다 작아야 합니다: {test_size}")
    rng = np.random.default_rng(rng)
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        if len(rows) < 2:
            raise ValueError(f"y에 샘플이 하나뿐인 클래스가 있습니다: {label}")
        count = min(max(round(test_size * len(rows)), 1), len(rows) - 1)
        test.append(rows[:count])
        train.append(rows[count:])
    return rng.permutation(np.concatenate(train)), rng.permutation(np.concatenate(test))
    ### END SOLUTION


# %% tags=["grade:stratified_split"]
check("stratified_split")


# %% tags=["solution:Preprocessor"]
class Preprocessor:
    """빈칸을 채우고, 수를 표준화하고, 범주를 원-핫으로 바꿉니다.

    numbers: 수의 표, shape (m, n). float64나 정수 배열이고, 빈칸은 NaN이다.
    categories: 범주의 표, shape (m, c). 글자의 배열, 또는 글자를 담은 객체의 배열.
        빈 글자 ""도 다른 것과 똑같은 범주다.
    """

    def fit(self, numbers, categories):
        """변환에 쓸 값을 이 두 표에서만, 열마다 배웁니다. (≈ 7줄)

        수: 빈칸이 아닌 값의 중앙값, 빈칸을 그 값으로 채운 **다음**의 평균과 표준편차(ddof=0).
        범주: 나온 범주를 정렬한 목록. 반환값은 무엇이든 좋다.

        채점의 경계 조건
            m = 1이어도 된다. 다시 부르면 앞에서 배운 것은 잊는다. 두 표를 바꾸지 않는다.
            numbers가 2차원이 아니거나 빈칸뿐인 열이 있으면 numbers를, 두 표의 행 수가
            다르면 둘 가운데 하나를 적은 ValueError.
        """
        ### BEGIN SOLUTION
        check_tables(numbers, categories)
        if np.isnan(numbers).all(axis=0).any():
            raise ValueError("numbers에 빈칸뿐인 열이 있습니다")
        self.median = np.nanmedian(numbers, axis=0)
        filled = np.where(np.isnan(numbers), self.median, numbers)
        self.mean, self.std = filled.mean(axis=0), filled.std(axis=0)
        self.known = [np.unique(column) for column in categories.T]
        ### END SOLUTION

    def transform(self, numbers, categories):
        """배운 값으로 두 표를 바꿉니다. 아무것도 배우지 않습니다. (≈ 7줄)

        반환값: shape (m, n + K)인 새 float64 배열. 빈칸을 채우고 평균을 빼고 표준편차로
            나눈 수 n열 뒤에, 범주의 열마다 배운 범주의 수만큼 0과 1의 열이 붙는다.

        채점의 경계 조건
            표준편차가 0인 열은 1로 나눈다. 배우지 않은 범주는 모두 0이 된다.
            m = 1이어도 된다. 두 표를 바꾸지 않는다.
            numbers가 2차원이 아니거나 열 수가 fit 때와 다르면 numbers를, categories의
            열 수가 다르면 categories를, 행 수가 다르면 하나를 적은 ValueError.
        """
        ### BEGIN SOLUTION
        check_tables(numbers, categories)
        if numbers.shape[1] != len(self.mean):
            raise ValueError(f"numbers의 열 수가 fit 때와 다릅니다: {numbers.shape[1]}")
        if categories.shape[1] != len(self.known):
            raise ValueError(f"categories의 열 수가 fit 때와 다릅니다: {categories.shape[1]}")
        filled = np.where(np.isnan(numbers), self.median, numbers)
        scaled = (filled - self.mean) / np.where(self.std > 0, self.std, 1.0)
        pairs = zip(categories.T, self.known, strict=True)
        return np.hstack([scaled, *[column[:, None] == known for column, known in pairs]])
        ### END SOLUTION


def check_tables(numbers, categories):
    if np.ndim(numbers) != 2:
        raise ValueError(f"numbers는 2차원이어야 합니다: {np.shape(numbers)}")
    if len(numbers) != len(categories):
        raise ValueError("numbers와 categories의 행 수가 다릅니다")


# %% tags=["grade:Preprocessor"]
check("Preprocessor")


# %% tags=["solution:confusion_matrix"]
def confusion_matrix(y_true, y_pred, n_classes):
    """정답마다 무엇이라고 예측했는지 셉니다. (≈ 8줄)

    y_true, y_pred: 정답과 예측, shape (m,)인 정수 배열(어떤 정수 dtype이든).
    n_classes: 클래스의 수 C.
    반환값: shape (C, C)인 정수 배열. (t, p) 자리는 정답이 t이고 예측이 p인 샘플의 수.
    예: y_true = [0, 0, 1], y_pred = [0, 2, 1], n_classes = 3
        ->  [[1, 0, 1], [0, 1, 0], [0, 0, 0]]

    채점의 경계 조건
        한 번도 나오지 않은 클래스의 행과 열도 있다. 두 배열을 바꾸지 않는다.
        dtype이 정수가 아니거나(실수, 불리언) 0부터 C − 1까지가 아닌 값이 있으면
        그 배열의 이름을 적은 ValueError. 범위가 어긋났을 때는 n_classes를 적어도 된다.
        길이가 서로 다르면 둘 가운데 하나를 적은 ValueError.
    """
    ### BEGIN SOLUTION
    for name, labels in (("y_true", y_true), ("y_pred", y_pred)):
        if labels.dtype.kind not in "iu":
            raise ValueError(f"{name}의 dtype이 정수가 아닙니다: {labels.dtype}")
        if labels.min() < 0 or labels.max() >= n_classes:
            raise ValueError(f"{name}에 0부터 {n_classes - 1}까지가 아닌 값이 있습니다")
    if len(y_true) != len(y_pred):
        raise ValueError(f"y_true와 y_pred의 길이가 다릅니다: {len(y_true)}, {len(y_pred)}")
    matrix = np.zeros((n_classes, n_classes), dtype=np.int64)
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix
    ### END SOLUTION


# %% tags=["grade:confusion_matrix"]
check("confusion_matrix")


# %% tags=["solution:classification_report"]
def classification_report(y_true, y_pred, n_classes):
    """클래스마다 정밀도와 재현율과 F1을, 그리고 전체의 정확도를 구합니다. (≈ 7줄)

    y_true, y_pred, n_classes: confusion_matrix와 같다.
    반환값: 딕셔너리.
        "precision", "recall", "f1": shape (C,)인 float64 배열.
        "support": 정답이 그 클래스인 샘플의 수, shape (C,)인 정수 배열.
        "accuracy": 맞힌 샘플의 비율, 실수 하나.
    예: y_true = [0, 0, 1], y_pred = [0, 1, 1], n_classes = 2  ->  정밀도 [1, 0.5],
        재현율 [0.5, 1], F1 [0.667, 0.667], support [2, 1], 정확도 0.667

    채점의 경계 조건
        0/0은 모두 0.0이고 NumPy 경고가 없다. 두 배열을 바꾸지 않는다.
        잘못된 레이블은 confusion_matrix와 똑같은 ValueError.
    """
    ### BEGIN SOLUTION
    matrix = confusion_matrix(y_true, y_pred, n_classes)
    hits, support, predicted = np.diag(matrix), matrix.sum(axis=1), matrix.sum(axis=0)
    precision = hits / np.maximum(predicted, 1)
    recall = hits / np.maximum(support, 1)
    f1 = 2 * hits / np.maximum(predicted + support, 1)
    accuracy = float(hits.sum() / len(y_true))
    return {"precision": precision, "recall": recall, "f1": f1, "support": support, "accuracy": accuracy}
    ### END SOLUTION


# %% tags=["grade:classification_report"]
check("classification_report")


# %% tags=["solution:regression_report"]
def regression_report(y_true, y_pred):
    """회귀의 오차 세 가지를 구합니다. (≈ 6줄)

    y_true, y_pred: 타깃과 예측, shape (m,)인 float64나 정수 배열. y_true의 값은
        모두 같지는 않다.
    반환값: 실수 셋의 딕셔너리. "mae"는 오차의 절댓값의 평균, "rmse"는 오차를 제곱한
        평균의 제곱근, "r2"는 1 − Σ(y − p)² / Σ(y − ȳ)². ȳ는 y_true의 평균.
    예: y_true = [1, 2, 6], y_pred = [1, 4, 5]  ->  mae 1.0, rmse 1.291, r2 0.643

    채점의 경계 조건
        정수 배열(어떤 dtype이든)도 float64로 계산한다. 두 배열을 바꾸지 않는다.
        shape가 (m,)이 아니거나 서로 다르면 둘 가운데 하나를 적은 ValueError.
    """
    ### BEGIN SOLUTION
    y, p = np.asarray(y_true, dtype=np.float64), np.asarray(y_pred, dtype=np.float64)
    if y.ndim != 1 or y.shape != p.shape:
        raise ValueError(f"y_true와 y_pred의 shape는 (m,)으로 같아야 합니다: {y.shape}, {p.shape}")
    squares, spread = np.sum((y - p) ** 2), np.sum((y - y.mean()) ** 2)
    mae, rmse = np.mean(np.abs(y - p)), np.sqrt(squares / len(y))
    return {"mae": float(mae), "rmse": float(rmse), "r2": float(1 - squares / spread)}
    ### END SOLUTION


# %% tags=["grade:regression_report"]
check("regression_report")


# %% tags=["solution:kfold"]
def kfold(m, k, rng=None):
    """샘플의 번호를 섞어 k조각으로 나누고, 돌아가며 한 조각씩 검증에 씁니다. (≈ 5줄)

    m, k: 샘플의 수와 조각의 수, 둘 다 정수. rng: stratified_split과 같다.
    반환값: (train, val) 튜플 k개의 리스트. 둘 다 번호를 담은 1차원 정수 배열이다.
        val k개는 0부터 m − 1까지를 빠짐없이, 겹치지 않게 나눈다.
        train에는 그 val에 없는 번호가 모두 있다.
    예: kfold(5, 2)  ->  [([4, 0], [2, 1, 3]), ([2, 1, 3], [4, 0])]   (뽑을 때마다 다르다)

    채점의 경계 조건
        val의 크기는 서로 많아야 1만큼 다르다. 어느 샘플이 어느 조각에 가는지는 무작위다.
        배열 안의 순서는 채점하지 않는다.
        k < 2이거나 k > m이면 k를 적은 ValueError. k > m일 때는 m을 적어도 된다.
    """
    ### BEGIN SOLUTION
    if not 2 <= k <= m:
        raise ValueError(f"k는 2 이상, m 이하여야 합니다: k={k}, m={m}")
    folds = np.array_split(np.random.default_rng(rng).permutation(m), k)
    return [(np.concatenate(folds[:j] + folds[j + 1 :]), folds[j]) for j in range(k)]
    ### END SOLUTION


# %% tags=["grade:kfold"]
check("kfold")

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 1, 2: 2, 3: 1, 4: 3}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)
