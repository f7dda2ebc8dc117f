"""What the notebook of unit 17 checks and says: visible cases, hints, quiz, values for the widgets.

Draws differ from one right answer to the next, so splits are looked at by their properties.  Every visible call has a
seed: the file of expected values must be the same on every build.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import (
    Call,
    Case,
    Check,
    Layout,
    New,
    Option,
    Prop,
    Question,
    Rng,
    Shared,
    case,
)

SPLIT, PREPARE, CONFUSION, CLASSES, REGRESSION, FOLDS, COLUMNS = (
    "stratified_split", "Preprocessor", "confusion_matrix", "classification_report", "regression_report", "kfold", "columns_in_folds",
)  # fmt: skip
EFFECTS = "pure fresh quiet"


def labels(seed: int, *counts: int) -> Any:
    """So many samples of classes 0, 1, …, in random order."""
    return np.random.default_rng(seed).permutation(np.repeat(np.arange(len(counts)), counts))


# --- stratified_split ----------------------------------------------------------------------------

def rows_of(y: Any, name: Any) -> list[int]:
    """The indices of a class."""
    return np.flatnonzero(y == name).tolist()


def split(y: Any, test_size: float, seed: Any, shares: tuple[tuple[int, int], ...], say: str, *more: Prop, given: Any = None) -> Case:
    """One split: everybody once, and so many of each class in the test set, (at least, at most)."""
    props = [Prop("partition", {"step": 0, "paths": [[0], [1]], "size": len(y)})]
    for name, (low, high) in zip(np.unique(y), shares, strict=True):
        props.append(Prop("share", {"step": 0, "path": [1], "of": rows_of(y, name), "low": low, "high": high}))
    call = Call(SPLIT, y if given is None else given, test_size, seed)
    return case(call, compare=False, props=(*more, *props), say=say)


def shares(y: Any, name: int, low: int, high: int, key: str) -> Prop:
    """The number of a class's samples in the test set is never what one mistake makes it."""
    return Prop("never", {"name": "share", "step": 0, "path": [1], "of": rows_of(y, name), "low": low, "high": high}, key)


# The numbers of block 3: of 20, 9 and 6 samples a share of 0.3 is 6, 2.7 and 1.8.
HAND_Y = np.repeat([0, 1, 2], [20, 9, 6])
MANY, FEW = labels(1, 13, 17, 10), labels(2, 9, 12)
SPLIT_CHECK = Check(
    SPLIT,
    ("y", "test_size", "rng"),
    example=(
        split(HAND_Y, 0.3, 1, ((6, 6), (2, 3), (1, 2)), "3절: 20개, 9개, 6개인 클래스의 0.3", shares(HAND_Y, 0, 14, 14, "swapped")),
    ),
    random=(
        split(MANY, 0.35, 2, ((4, 5), (5, 6), (3, 4)), "13개, 17개, 10개인 클래스의 0.35"),
        split(labels(3, 38, 17, 31), 0.2, 4, ((7, 8), (3, 4), (6, 7)), "펭귄의 4분의 1인 38개, 17개, 31개"),
        split(labels(5, 8, 16), 0.75, 6, ((6, 6), (12, 12)), "test_size가 0.75"),
    ),
    invariants=(
        case(
            Call(SPLIT, MANY, 0.35, 7), compare=False, say="train도 test도 섞여 있음: 정렬되지도, 클래스끼리 뭉치지도 않음",
            props=(
                Prop("never", {"name": "rising", "step": 0, "path": [0]}, "sorted_result"),
                Prop("never", {"name": "rising", "step": 0, "path": [1]}, "sorted_result"),
                Prop("never", {"name": "grouped", "step": 0, "path": [0], "labels": MANY.tolist()}, "unshuffled"),
                Prop("never", {"name": "grouped", "step": 0, "path": [1], "labels": MANY.tolist()}, "test_unshuffled"),
            ),
        ),
        case(
            Call(SPLIT, MANY, 0.35, 13), compare=False, say="클래스의 앞쪽 샘플만 뽑은 것이 아님",
            props=(Prop("never", {"name": "share", "step": 0, "path": [1], "of": rows_of(MANY, 1)[:5], "low": 5, "high": 5}, "first_of_class"),),
        ),
        case(
            Call(SPLIT, FEW, 0.4, 8), Call(SPLIT, FEW, 0.4, 8), compare=False, say="같은 정수 rng이면 같은 결과",
            props=(Prop("equal", {"a": 0, "b": 1}, "ignores_rng"),),
        ),
        case(
            Call(SPLIT, FEW, 0.4, 9), Call(SPLIT, FEW, 0.4, 10), compare=False, say="다른 정수 rng이면 다른 결과",
            props=(Prop("differ", {"a": 0, "b": 1}, "fixed_seed"),),
        ),
        case(
            Call(SPLIT, FEW, 0.4, Rng(11, "rng")), Call(SPLIT, FEW, 0.4, Rng(11, "rng")), compare=False,
            say="한 생성기로 두 번 부르면 다른 결과", props=(Prop("differ", {"a": 0, "b": 1}, "same_state"),),
        ),
        case(
            Call(SPLIT, FEW, 0.4, Rng(12, "one")), Call(SPLIT, FEW, 0.4, Rng(12, "other")), compare=False,
            say="상태가 같은 두 생성기면 같은 결과", props=(Prop("equal", {"a": 0, "b": 1}, "ignores_rng"),),
        ),
    ),
    edges=(
        split(labels(13, 2, 30, 3), 0.1, 14, ((1, 1), (3, 3), (1, 1)), "2개, 30개, 3개인 클래스의 0.1"),
        split(labels(15, 2, 30, 3), 0.9, 16, ((1, 1), (27, 27), (2, 2)), "2개, 30개, 3개인 클래스의 0.9"),
        split(np.array(["젠투", "아델리"])[labels(17, 9, 14)], 0.3, 18, ((4, 5), (2, 3)), "글자로 된 레이블"),
        split(labels(19, 7, 9) == 1, 0.4, 20, ((2, 3), (3, 4)), "불리언 레이블"),
        *(
            case(Call(SPLIT, labels(21, 6, 8), size, 22), look="message", blame=("test_size",), say=f"test_size가 {size}이면 ValueError")
            for size in (0.0, 1.0, -0.2, 1.5)
        ),
        case(Call(SPLIT, labels(23, 6, 1, 8), 0.3, 24), look="message", blame=("y",), say="샘플이 하나뿐인 클래스가 있으면 ValueError"),
    ),
    effects=(
        case(
            Call(SPLIT, Shared("y", FEW), 0.4, 25), Call(SPLIT, Shared("y", FEW), 0.4, 26), compare=False, look=EFFECTS,
            say="y와 np.random의 상태는 그대로, 결과는 새 배열",
        ),
    ),
    hints=(
        "한 클래스의 샘플만 있다면 어떻게 나누겠어요? 번호를 섞어서 앞의 몇 개를 test에, 나머지를 train에 주면 돼요. 그 일을 클래스마다 되풀이하면 비율이 지켜져요. 모은 다음에 클래스끼리 뭉쳐 있지 않게 하려면 무엇을 한 번 더 해야 할까요?",
        "생성기는 `np.random.default_rng`로 맨 앞에서 한 번만 만드세요. `np.unique(y)`가 클래스의 목록, `np.flatnonzero(y == label)`이 그 클래스의 번호 `(c,)`예요. `rng.permutation(…)`으로 섞고, "
        r"$n_{\text{test}} = \min(\max(\mathrm{round}(\text{test\_size} \cdot c),\ 1),\ c - 1)$개를 test에 주세요. 마지막에 `np.concatenate`로 잇고 둘 다 다시 섞어요.",
        "count = min(max(round(test_size * len(rows)), ____), ____)\ntest.append(rows[____])\ntrain.append(rows[____])",
    ),
)

# --- Preprocessor --------------------------------------------------------------------------------

# The numbers of block 3: filled with 4, the first column is 2, 4, 4, 10: mean 5, deviation 3; the second does not vary.
NAN = float("nan")
HAND_NUMBERS = np.array([[2, 10], [NAN, 10], [4, 10], [10, 10]])
HAND_WORDS = np.array([["Dream"], ["Biscoe"], ["Biscoe"], [""]])
NEW_NUMBERS = np.array([[NAN, 10], [11, 12]])
NEW_WORDS = np.array([["Dream"], ["Torgersen"]])
ISLANDS, SEXES = np.array(["Biscoe", "Dream", "Torgersen"]), np.array(["", "female", "male"])


def numbers(seed: int, m: int, n: int, gaps: int = 0) -> Any:
    """(m, n), each column with its own centre and spread, skew, and so many gaps in each."""
    rng = np.random.default_rng(seed)
    table = np.round(10.0 ** np.arange(n) * (1.0 + rng.exponential(size=(m, n))), 3)
    for column in range(n):
        table[rng.permutation(m)[:gaps], column] = np.nan
    return table


def words(seed: int, m: int) -> Any:
    """(m, 2): an island and a sex, all of them if there are rows enough."""
    rng = np.random.default_rng(seed)
    return np.column_stack([rng.permutation(np.resize(known, m)) for known in (ISLANDS, SEXES)])


def fit(*tables: Any) -> Call:
    return Call("pre.fit", *tables)


def transform(*tables: Any) -> Call:
    return Call("pre.transform", *tables)


def prepared(*steps: Any, say: str, **options: Any) -> Case:
    """One object; what fit returns is not looked at."""
    skip = [at + 1 for at, step in enumerate(steps) if isinstance(step, Call) and step.target.endswith(".fit")]
    return case(New("pre", PREPARE), *steps, skip=skip, say=say, **options)


def refused(*steps: Any, say: str, blame: tuple[str, ...]) -> Case:
    """The last step must raise a ValueError that names an argument."""
    return prepared(*steps, say=say, look="message", blame=blame)


TABLE, TEXTS = numbers(31, 6, 3), words(32, 6)
HOLES, OTHER, MORE = numbers(33, 7, 2, 2), numbers(34, 4, 2, 2), words(35, 4)
HOLED = words(38, 7)
GOOD = fit(TABLE, TEXTS)
PREPARE_CHECK = Check(
    PREPARE,
    (),
    methods={"fit": ("numbers", "categories"), "transform": ("numbers", "categories")},
    example=(
        prepared(fit(np.array([[2.0], [4.0], [4.0], [10.0]]), HAND_WORDS), transform(np.array([[11.0], [-4.0]]), HAND_WORDS[:2]),
                 say="3절의 첫 열을 채운 2, 4, 4, 10: 11은 2, −4는 −3"),
        prepared(fit(HAND_NUMBERS, HAND_WORDS), transform(NEW_NUMBERS, NEW_WORDS), say="3절의 표: 빈칸은 −1/3, 모르는 섬은 모두 0"),
        prepared(fit(HAND_NUMBERS, HAND_WORDS), transform(HAND_NUMBERS, HAND_WORDS), say="3절의 표를 배운 그대로 변환"),
    ),
    random=(
        prepared(GOOD, transform(TABLE, TEXTS), say="빈칸 없는 표 (6, 3)과 범주 두 열"),
        prepared(GOOD, transform(numbers(36, 4, 3), words(37, 4)), say="다른 표를 변환"),
        prepared(fit(HOLES, HOLED), transform(HOLES, HOLED), say="빈칸이 있는 표"),
        prepared(fit(HOLES, HOLED), transform(OTHER, MORE), say="빈칸이 있는 다른 표"),
    ),
    invariants=(
        prepared(
            GOOD, transform(TABLE[:2], TEXTS[:2]), transform(TABLE[3:], TEXTS[3:]), transform(TABLE[:2], TEXTS[:2]), say="다른 표를 변환한 다음에도 같은 결과",
            props=(Prop("equal", {"a": 2, "b": 4}),),
        ),
        prepared(
            fit(OTHER[:, [0, 0, 1]], np.full((4, 2), "a")), GOOD, transform(TABLE[:2], TEXTS[:2]), GOOD, transform(TABLE[:2], TEXTS[:2]), say="다시 fit하면 앞의 것은 잊음",
            props=(Prop("equal", {"a": 3, "b": 5}),),
        ),
    ),
    edges=(
        prepared(fit(HOLES, HOLED), transform(np.full((1, 2), NAN), MORE[:1]), say="빈칸뿐인 한 행을 변환"),
        prepared(fit(TABLE[:1].round(), TEXTS[:1]), transform(TABLE[:2], TEXTS[:2]), say="한 행에서 배움"),
        prepared(fit(np.full((4, 2), 7.0), MORE), transform(np.array([[7.0, 9.0]]), MORE[:1]), look="no_warning", say="값이 모두 같은 열"),
        prepared(fit(TABLE[:4], np.array([["b"], ["a"], [""], ["b"]])), transform(TABLE[:4], np.array([["a"], [""], ["c"], ["b"]])),
                 say="빈 글자도 범주, c는 모르는 범주"),
        prepared(fit(TABLE[:4], np.array([["b", "x"], ["a", "y"], ["b", "x"], ["a", "y"]])), transform(TABLE[:2], np.array([["x", "b"], ["a", "x"]])),
                 say="다른 열에만 있는 범주는 모르는 범주"),
        prepared(fit(np.array([[1, 50], [5, 30], [9, 41]]), TEXTS[:3]), transform(np.array([[3, 44]], dtype=np.uint8), TEXTS[:1]), say="정수 배열"),
        prepared(fit(TABLE, Layout(TEXTS, "object")), transform(TABLE[:2], Layout(TEXTS[:2], "object")), say="dtype이 object인 글자"),
        refused(fit(TABLE[:, 0], TEXTS), say="numbers가 1차원이면 fit에서 ValueError", blame=("numbers",)),
        refused(GOOD, transform(TABLE[0], TEXTS[:3]), say="numbers가 1차원이면 transform에서 ValueError", blame=("numbers",)),
        refused(fit(np.array([[1, NAN], [2, NAN]]), TEXTS[:2]), say="빈칸뿐인 열이 있으면 fit에서 ValueError", blame=("numbers",)),
        refused(GOOD, transform(TABLE[:, :1], TEXTS), say="numbers가 1열뿐이면 ValueError", blame=("numbers",)),
        refused(GOOD, transform(TABLE[:, [0, 1, 2, 0]], TEXTS), say="numbers가 4열이면 ValueError", blame=("numbers",)),
        refused(GOOD, transform(TABLE, TEXTS[:, :1]), say="categories가 1열뿐이면 ValueError", blame=("categories",)),
        refused(GOOD, transform(TABLE, TEXTS[:, [0, 1, 1]]), say="categories가 3열이면 ValueError", blame=("categories",)),
        refused(fit(TABLE, TEXTS[:5]), say="행 수가 다르면 fit에서 ValueError", blame=("numbers", "categories")),
        refused(GOOD, transform(TABLE[:1], TEXTS), say="행 수가 다르면 transform에서 ValueError", blame=("numbers", "categories")),
    ),
    effects=(
        prepared(
            *[step(Shared("numbers", HOLES), Shared("categories", HOLED)) for step in (fit, transform, transform)], look=EFFECTS,
            say="두 표는 그대로, 결과는 새 배열",
        ),
        case(
            New("a", PREPARE), New("b", PREPARE), Call("a.fit", TABLE, TEXTS), Call("b.fit", HOLES, HOLED), Call("a.transform", TABLE[:2], TEXTS[:2]),
            Call("b.transform", OTHER, MORE), skip=(2, 3), say="두 객체는 서로 다른 것을 배움",
        ),
    ),
    hints=(
        "fit이 배우는 것과 transform이 하는 일을 나누어 적어 보세요. 테스트 세트의 빈칸에 넣을 값은 누구의 중앙값이어야 하나요? 펭귄 한 마리만 들어와도 같은 답이 나오려면 무엇을 `self`에 담아 두어야 할까요?",
        "fit: `np.nanmedian(numbers, axis=0)`은 `(n,)`이에요. `np.where(np.isnan(numbers), 중앙값, numbers)`로 채운 다음 `mean(axis=0)`과 `std(axis=0)`을 구하고, 범주는 열마다 `np.unique`로 정렬해 두세요. "
        r"transform: 채우고 $$z = \frac{x - \mu}{\sigma}$$ (σ가 0인 곳은 1)을 구해요. 범주의 열 `(m, 1)`과 배운 범주 `(K_j,)`를 `==`로 비교하면 `(m, K_j)`가 되고, 모르는 범주의 행은 저절로 모두 0이에요. `np.hstack`으로 이어 붙이세요.",
        "filled = np.where(np.isnan(numbers), ____, numbers)\nscaled = (filled - ____) / np.where(self.std > 0, self.std, ____)\nhot = column[:, None] == ____      # 범주의 열마다",
    ),
    parts={},
)

# --- labels --------------------------------------------------------------------------------------

# Block 3: of nine samples five are right; class 0 is taken for others, class 3 never occurs.
HAND_TRUE = np.array([0, 0, 0, 0, 1, 1, 2, 2, 2])
HAND_PRED = np.array([0, 1, 1, 2, 1, 1, 2, 2, 1])


def guesses(seed: int, m: int, n_classes: int) -> tuple[Any, Any]:
    """True labels and predictions; every class is there, and right at least once."""
    rng = np.random.default_rng(seed)
    truth = rng.permutation(np.resize(np.arange(n_classes), m))
    predicted = np.where(rng.random(m) < 0.5, truth, rng.integers(n_classes, size=m))
    predicted[np.unique(truth, return_index=True)[1]] = np.arange(n_classes)
    return truth, predicted


def bad_labels(name: str) -> tuple[Case, ...]:
    """Labels that must raise a ValueError whose message names an argument."""
    truth, predicted = guesses(41, 8, 3)
    low, high = np.where(np.arange(8) == 3, -1, truth), np.where(np.arange(8) == 3, 3, predicted)
    both = ("y_true", "y_pred")
    bad: tuple[tuple[Any, Any, tuple[str, ...], str], ...] = (
        (low, predicted, ("y_true", "n_classes"), "y_true에 −1이 있으면 ValueError"),
        (truth, np.where(np.arange(8) == 3, -1, predicted), ("y_pred", "n_classes"), "y_pred에 −1이 있으면 ValueError"),
        (np.where(np.arange(8) == 3, 3, truth), predicted, ("y_true", "n_classes"), "y_true에 C가 있으면 ValueError"),
        (truth, high, ("y_pred", "n_classes"), "y_pred에 C가 있으면 ValueError"),
        (truth.astype(np.float64), predicted, ("y_true",), "y_true가 실수면 ValueError"),
        (truth, predicted + 0.5, ("y_pred",), "y_pred가 실수면 ValueError"),
        (truth, predicted > 0, ("y_pred",), "y_pred가 불리언이면 ValueError"),
        (truth > 0, predicted, ("y_true",), "y_true가 불리언이면 ValueError"),
        (truth, predicted[:1], both, "y_pred가 한 개뿐이면 ValueError"),
        (truth, predicted[:7], both, "길이가 다르면 ValueError"),
    )
    return tuple(case(Call(name, a, b, 3), look="message", blame=blame, say=say) for a, b, blame, say in bad)


def label_effects(name: str) -> tuple[Case, ...]:
    """The arguments stay, results are new."""
    pair = [Shared(key, part) for key, part in zip(("y_true", "y_pred"), guesses(42, 9, 3), strict=True)]
    return (case(Call(name, *pair, 3), Call(name, *pair, 3), look=EFFECTS, say="두 배열은 그대로, 결과는 새것"),)


SMALL = np.repeat([0, 1], [300, 200]).astype(np.uint8), np.repeat([0, 1, 0], [290, 200, 10]).astype(np.uint8)
CONFUSION_CHECK = Check(
    CONFUSION,
    ("y_true", "y_pred", "n_classes"),
    example=(case(Call(CONFUSION, HAND_TRUE, HAND_PRED, 4), say="3절의 아홉 샘플"),),
    random=(
        case(Call(CONFUSION, *guesses(43, 12, 3), 3), say="샘플 12개, 클래스 3개"),
        case(Call(CONFUSION, *guesses(44, 25, 5), 5), say="샘플 25개, 클래스 5개"),
        case(Call(CONFUSION, *guesses(45, 7, 2), 2), say="샘플 7개, 클래스 2개"),
    ),
    invariants=(
        case(Call(CONFUSION, *guesses(46, 11, 4), 4), say="모두 더하면 샘플 수 11", props=(Prop("sums_to", {"step": 0, "total": 11}),)),
    ),
    edges=(
        case(Call(CONFUSION, *guesses(47, 6, 2), 4), say="나오지 않은 클래스가 둘"),
        case(Call(CONFUSION, np.array([1]), np.array([0]), 3), say="샘플이 하나"),
        case(Call(CONFUSION, *SMALL, 2), say="한 칸에 256개가 넘는 uint8 레이블"),
        case(Call(CONFUSION, HAND_TRUE.astype(np.int32), HAND_PRED.astype(np.int8), 4), say="int32와 int8"),
        *bad_labels(CONFUSION),
    ),
    effects=label_effects(CONFUSION),
    hints=(
        "종이에 표를 그려 놓고 샘플을 하나씩 짚는다면 어느 칸에 작대기를 긋겠어요? 같은 칸을 여러 번 짚을 때도 빠짐없이 세려면 NumPy의 어떤 함수가 필요할까요? 반복문으로 하나씩 더해도 좋아요.",
        "0으로 채운 `(C, C)` 정수 배열의 `[y_true[i], y_pred[i]]` 칸에 1씩 더해요. 한꺼번에 하려면 `np.add.at(표, (행 번호, 열 번호), 1)`이에요. 그 전에 두 배열의 dtype(`dtype.kind`가 i나 u), 범위(`min`과 `max`), 길이를 보세요.",
        "np.add.at(matrix, (____, ____), 1)",
    ),
)
CLASSES_CHECK = Check(
    CLASSES,
    ("y_true", "y_pred", "n_classes"),
    example=(
        case(Call(CLASSES, HAND_TRUE, HAND_PRED, 3), say="3절의 아홉 샘플, 클래스는 셋만"),
        case(Call(CLASSES, HAND_TRUE, HAND_PRED, 4), look="no_warning", say="3절의 아홉 샘플, 나오지 않은 클래스 3은 모두 0"),
    ),
    random=(
        case(Call(CLASSES, *guesses(43, 12, 3), 3), say="샘플 12개, 클래스 3개"),
        case(Call(CLASSES, *guesses(44, 25, 5), 5), say="샘플 25개, 클래스 5개"),
        case(Call(CLASSES, *guesses(45, 7, 2), 2), say="샘플 7개, 클래스 2개"),
    ),
    edges=(
        case(Call(CLASSES, np.array([0, 0, 1, 2]), np.array([0, 1, 1, 1]), 3), look="no_warning", say="한 번도 예측하지 않은 클래스의 정밀도는 0"),
        case(Call(CLASSES, np.array([0, 1, 2, 0]), np.array([1, 2, 0, 2]), 3), look="no_warning", say="하나도 맞히지 못하면 F1도 0"),
        case(Call(CLASSES, np.array([1, 1]), np.array([1, 1]), 2), look="no_warning", say="정답이 한 클래스뿐"),
        case(Call(CLASSES, *SMALL, 2), say="샘플이 256개가 넘는 uint8 레이블"),
        *bad_labels(CLASSES),
    ),
    effects=label_effects(CLASSES),
    hints=(
        "혼동 행렬을 먼저 구해 놓고 물어보세요. 대각선에는 무엇이 있나요? 한 행의 합은 무엇의 수이고, 한 열의 합은 무엇의 수인가요? 정밀도와 재현율은 대각선을 둘 가운데 어느 것으로 나누나요?",
        r"`matrix`가 `(C, C)`이면 `np.diag(matrix)`, `matrix.sum(axis=1)`(정답의 수), `matrix.sum(axis=0)`(예측의 수)이 모두 `(C,)`예요. $$F_1 = \frac{2PR}{P + R}$$ 나누는 수가 0이면 나누어지는 수도 0이니, "
        "0 대신 1로 나누면 0이 되고 경고도 없어요. 정밀도와 재현율의 분모는 정수라 `np.maximum(…, 1)`이면 되지만, F1의 분모는 1보다 작을 수 있으니 `np.where`로 0인 곳만 바꾸세요.",
        "precision = hits / np.maximum(____, 1)\nrecall = hits / np.maximum(____, 1)",
    ),
)

# --- regression_report ---------------------------------------------------------------------------

# Block 3: errors −1, 3, 1, 3, 0; the squares sum to 20, those about the mean 6 to 40.
HAND_Y_TRUE = np.array([2.0, 4.0, 6.0, 8.0, 10.0])
HAND_Y_PRED = np.array([3.0, 1.0, 5.0, 5.0, 10.0])


def targets(seed: int, m: int) -> tuple[Any, Any]:
    """Targets and predictions, with decimals that are easy to read."""
    rng = np.random.default_rng(seed)
    y = np.round(rng.normal(5.0, 3.0, size=m), 1)
    return y, np.round(y + rng.normal(0.6, 1.5, size=m), 1)


def bad_shape(y: Any, p: Any, say: str) -> Case:
    """A ValueError that names an argument."""
    return case(Call(REGRESSION, y, p), look="message", blame=("y_true", "y_pred"), say=say)


PAIR = targets(51, 6)
REGRESSION_CHECK = Check(
    REGRESSION,
    ("y_true", "y_pred"),
    example=(case(Call(REGRESSION, HAND_Y_TRUE, HAND_Y_PRED), say="3절의 다섯 샘플: MAE 1.6, RMSE 2, R² 0.5"),),
    random=(
        case(Call(REGRESSION, *targets(52, 7)), say="샘플 7개"),
        case(Call(REGRESSION, *targets(53, 16)), say="샘플 16개"),
    ),
    invariants=(
        case(
            Call(REGRESSION, *PAIR), Call(REGRESSION, PAIR[0] + 100.0, PAIR[1] + 100.0), say="타깃과 예측에 100을 더해도 같은 결과",
        ),
    ),
    edges=(
        case(Call(REGRESSION, HAND_Y_TRUE, HAND_Y_TRUE), say="모두 맞히면 0, 0, 1"),
        case(Call(REGRESSION, HAND_Y_TRUE, np.full(5, 6.0)), say="평균만 내놓으면 R²은 0"),
        case(Call(REGRESSION, HAND_Y_TRUE, HAND_Y_TRUE[::-1].copy()), say="평균보다 못하면 R²은 음수"),
        case(Call(REGRESSION, np.array([3, 250, 7], dtype=np.uint8), np.array([5, 200, 9], dtype=np.uint8)), say="uint8 배열"),
        bad_shape(PAIR[0], PAIR[1][:, None], "y_pred가 (m, 1)이면 ValueError"),
        bad_shape(PAIR[0][:, None], PAIR[1][:, None], "둘 다 (m, 1)이면 ValueError"),
        bad_shape(PAIR[0], PAIR[1][:1], "y_pred가 한 개뿐이면 ValueError"),
        bad_shape(PAIR[0], PAIR[1][:5], "길이가 다르면 ValueError"),
    ),
    effects=(
        case(*[Call(REGRESSION, Shared("y_true", PAIR[0]), Shared("y_pred", PAIR[1]))] * 2, look=EFFECTS, say="두 배열은 그대로"),
    ),
    hints=(
        "세 값 모두 오차 `y_true - y_pred`에서 나와요. 음수와 양수가 서로 지워지지 않게 하는 방법 둘이 MAE와 RMSE예요. R²의 분모는 어떤 예측의 오차를 제곱한 합일까요?",
        r"먼저 둘을 float64로 바꾸고 shape를 확인하세요. $$\mathrm{MAE} = \frac{1}{m}\sum|e_i|, \quad \mathrm{RMSE} = \sqrt{\frac{1}{m}\sum e_i^2}, \quad R^2 = 1 - \frac{\sum e_i^2}{\sum (y_i - \bar{y})^2}$$ "
        r"$e$도 $y - \bar y$도 `(m,)`이고 $\bar y$는 정답의 평균이에요.",
        'return {"mae": np.mean(____), "rmse": np.sqrt(____), "r2": 1 - ____ / ____}',
    ),
)

# --- kfold ---------------------------------------------------------------------------------------


def folded(m: int, k: int, seed: int, say: str) -> Case:
    """k folds: the vals hold everybody once, each train the rest, and sizes differ by one at most."""
    props = [
        Prop("never", {"name": "share", "step": 0, "path": [0, 1], "of": list(range(m)), "low": m - m // k, "high": m - m // k}, "swapped" if k > 2 else ""),
        *(Prop("share", {"step": 0, "path": [j, 1], "of": list(range(m)), "low": m // k, "high": -(-m // k)}) for j in range(k)),
        Prop("partition", {"step": 0, "paths": [[j, 1] for j in range(k)], "size": m}),
        *(Prop("partition", {"step": 0, "paths": [[j, 0], [j, 1]], "size": m}) for j in range(k)),
    ]
    if k == 2:
        props = props[1:]
    return case(Call(FOLDS, m, k, seed), compare=False, props=tuple(props), say=say)


FOLDS_CHECK = Check(
    FOLDS,
    ("m", "k", "rng"),
    example=(folded(12, 3, 1, "샘플 12개를 세 조각으로: val은 4개씩"), folded(7, 3, 2, "3절: 샘플 7개를 세 조각으로")),
    random=(folded(10, 5, 3, "샘플 10개, 다섯 조각"), folded(15, 4, 4, "샘플 15개, 네 조각")),
    invariants=(
        case(
            Call(FOLDS, 20, 4, 5), compare=False, say="번호를 차례로 자른 것이 아님",
            props=(Prop("never", {"name": "share", "step": 0, "path": [0, 1], "of": list(range(5)), "low": 5, "high": 5}, "unshuffled"),
                   Prop("never", {"name": "share", "step": 0, "path": [0, 1], "of": list(range(0, 20, 4)), "low": 5, "high": 5}, "every_kth")),
        ),
        case(
            Call(FOLDS, 12, 3, 6), Call(FOLDS, 12, 3, 6), compare=False, say="같은 정수 rng이면 같은 결과",
            props=(Prop("equal", {"a": 0, "b": 1}, "ignores_rng"),),
        ),
        case(
            Call(FOLDS, 12, 3, 7), Call(FOLDS, 12, 3, 8), compare=False, say="다른 정수 rng이면 다른 결과",
            props=(Prop("differ", {"a": 0, "b": 1}, "fixed_seed"),),
        ),
        case(
            Call(FOLDS, 12, 3, Rng(9, "rng")), Call(FOLDS, 12, 3, Rng(9, "rng")), compare=False, say="한 생성기로 두 번 부르면 다른 결과",
            props=(Prop("differ", {"a": 0, "b": 1}, "same_state"),),
        ),
    ),
    edges=(
        folded(9, 2, 10, "두 조각"),
        folded(4, 4, 11, "k가 m과 같으면 val은 하나씩"),
        folded(5, 4, 12, "샘플 5개를 네 조각으로"),
        case(Call(FOLDS, 10, 1, 13), look="message", blame=("k",), say="k가 1이면 ValueError"),
        case(Call(FOLDS, 10, 0, 14), look="message", blame=("k",), say="k가 0이면 ValueError"),
        case(Call(FOLDS, 10, -2, 14), look="message", blame=("k",), say="k가 음수면 ValueError"),
        case(Call(FOLDS, 10, 11, 15), look="message", blame=("k", "m"), say="k가 m보다 크면 ValueError"),
    ),
    effects=(case(Call(FOLDS, 13, 4, 16), Call(FOLDS, 13, 4, 17), compare=False, look="fresh quiet", say="np.random의 상태는 그대로"),),
    hints=(
        "번호를 한 번만 섞은 다음 k조각으로 자르면 어떤 조각끼리도 겹치지 않아요. 나누어떨어지지 않을 때 남는 샘플은 어느 조각들에 하나씩 주어야 공평할까요? train은 val이 아닌 조각들을 모두 이은 것이에요.",
        "`np.random.default_rng(rng).permutation(m)`은 `(m,)`이고, `np.array_split(배열, k)`는 크기가 많아야 1만큼 다른 k개의 배열을 리스트로 줘요. j번째가 val이면 `folds[:j]`와 `folds[j + 1:]`을 더한 리스트를 `np.concatenate`로 이으세요.",
        "return [(np.concatenate(folds[:j] + ____), ____) for j in range(k)]",
    ),
)

CHECKS = (SPLIT_CHECK, PREPARE_CHECK, CONFUSION_CHECK, CLASSES_CHECK, REGRESSION_CHECK, FOLDS_CHECK)

# --- the discovery -------------------------------------------------------------------------------


def table(seed: int, m: int, n: int) -> tuple[Any, Any]:
    """Features and labels 0 and 1, half of each."""
    rng = np.random.default_rng(seed)
    return np.round(rng.normal(size=(m, n)) * (1 + np.arange(n)), 2), rng.permutation(np.arange(m) % 2)


def cut(m: int, k: int) -> list[tuple[Any, Any]]:
    """k folds in order, so that everybody sees the same."""
    vals = np.array_split(np.arange(m), k)
    return [(np.setdiff1d(np.arange(m), val), val) for val in vals]


TEN = table(61, 10, 6)
DISCOVERIES = (
    Check(
        COLUMNS,
        ("X", "y", "folds", "count"),
        example=(case(Call(COLUMNS, *TEN, cut(10, 2), 2), say="10행, 특성 6개, 두 조각에서 2개씩"),),
        random=(
            case(Call(COLUMNS, *table(62, 15, 8), cut(15, 3), 3), say="15행, 특성 8개, 세 조각에서 3개씩"),
            case(Call(COLUMNS, *table(63, 12, 9), cut(12, 4), 4), say="12행, 특성 9개, 네 조각에서 4개씩"),
        ),
        edges=(
            case(Call(COLUMNS, *table(64, 9, 4), cut(9, 3), 1), say="하나만 고르기"),
            case(Call(COLUMNS, *table(65, 9, 4), cut(9, 3), 4), say="모두 고르기"),
        ),
        effects=(case(Call(COLUMNS, *TEN, cut(10, 2), 2), look="pure", say="X, y, folds는 그대로"),),
        hints=(
            "정확도를 부풀린 것은 무엇을 보고 특성을 골랐기 때문인가요? 조각마다 볼 수 있는 행만 남긴 다음, 고르는 일을 그 행들로 처음부터 다시 하세요.",
            r"`X[train]`은 `(m′, n)`이에요. 열마다 표준화한 $z$와 $y - \bar y$로 $$r_j \propto \sum_i z_{ij}\,(y_i - \bar y)$$ 를 한꺼번에 구하면 `z.T @ (…)`, shape `(n,)`이에요. 절댓값이 큰 것부터 `count`개의 번호를 `np.argsort`로 고르고 `np.sort`로 정렬하세요.",
            "z = (X[____] - X[____].mean(axis=0)) / X[____].std(axis=0)\nstrength = np.abs(z.T @ (____ - ____))",
        ),
    ),
)

QUIZ = (
    Question(
        "행 40개, 특성 [2,000](=noise_size)개인 표에서 레이블과 상관이 큰 특성 20개를 고른 다음, 그 20개로 교차 검증하니 정확도가 [0.98쯤](=honest_noise.leaking)입니다. "
        "그런데 특성은 모두 잡음이었습니다. 어떻게 된 일일까요?",
        (
            Option("[2,000](=noise_size)개 가운데 레이블과 정말 관계가 있는 특성이 우연히 있었다.", "잡음으로 만들었으니 관계는 없어요. 이 표에서만 우연히 상관이 클 뿐, 새 데이터에서는 절반만 맞혀요."),
            Option("조각의 수가 너무 적어서 점수가 흔들렸다.", "흔들림이라면 0.5의 위아래로 퍼질 거예요. 표 [열](=tables) 개에서 모두 높았어요."),
            Option("특성을 고를 때 검증 조각의 레이블까지 이미 보았다.", "고르는 일도 학습이에요. 조각 안에서 train만 보고 고르면 어떻게 되는지 9절의 발견에서 확인해 보세요.", right=True),
            Option("표준화의 평균과 표준편차를 모든 행에서 구했다.", "그것도 나쁜 버릇이지만 레이블을 보지 않아서 점수를 이렇게 바꾸지는 않아요."),
        ),
    ),
    Question(
        "펭귄 [344](=penguins.all)마리 가운데 [152](=penguins.adelie)마리가 아델리펭귄입니다. 무엇을 보든 아델리라고만 답하는 모델을 이 펭귄 모두로 재면 어떻게 될까요?",
        (
            Option("정확도 [0.44](=always_adelie.accuracy), 아델리의 재현율 [1](=always_adelie.recall), 아델리의 정밀도 [0.44](=always_adelie.precision)",
                   "아델리는 모두 찾았고, 아델리라고 말한 것 가운데 맞은 비율은 정확도와 같아요. 다른 두 종의 재현율은 0이에요.", right=True),
            Option("정확도 0.33, 아델리의 재현율 0.33, 아델리의 정밀도 1", "셋 가운데 하나를 찍은 것이 아니에요. 정확도는 아델리의 비율이고, 모두 아델리라고 했으니 놓친 아델리는 없어요."),
            Option("정확도 [0.44](=always_adelie.accuracy), 아델리의 재현율 [0.44](=always_adelie.precision), 아델리의 정밀도 1", "재현율과 정밀도가 뒤바뀌었어요. 재현율은 아델리인 것, 정밀도는 아델리라고 말한 것으로 나누어요."),
            Option("정확도 1, 아델리의 재현율 1, 아델리의 정밀도 1", "턱끈펭귄과 젠투펭귄은 모두 틀렸어요."),
        ),
    ),
    Question(
        "은닉 유닛 수를 열두 가지로 바꾸어 가며 하나를 고르려고 합니다. 무엇으로 잰 점수를 보고 골라야 할까요?",
        (
            Option("훈련 세트의 정확도", "유닛이 많을수록 훈련 세트는 외울 수 있어요. 과적합한 것을 고르게 돼요."),
            Option("테스트 세트의 정확도", "열두 번 보고 가장 높은 것을 고르면 그 점수는 낙관적이고, 남겨 둔 시험지가 없어져요."),
            Option("검증 점수와 테스트 점수의 평균", "테스트 세트가 고르는 데 조금이라도 쓰이면 더는 테스트 세트가 아니에요."),
            Option("훈련 세트를 나눈 조각들의 검증 정확도를 평균한 값", "고르는 일은 훈련 세트 안에서 끝내고, 고른 것 하나만 테스트 세트로 한 번 재어 봐요.", right=True),
        ),
    ),
    Question(
        "몸무게를 맞히는 모델의 테스트 R²이 −0.5로 나왔습니다. 무엇을 뜻할까요?",
        (
            Option("예측과 정답의 상관계수가 음수이다.", "상관계수의 제곱은 음수가 될 수 없고, R²은 상관계수와 달라요. 상관이 양수여도 통째로 어긋나 있으면 음수가 돼요."),
            Option("설명력이 50%인데 부호를 뒤집어 썼다.", "부호를 바꾼다고 0.5가 되지 않아요. 1 − R²은 오차를 제곱한 합이, 평균만 내놓을 때의 몇 배인지예요."),
            Option("오차를 제곱한 합이, 정답의 평균만 내놓을 때의 [1.5배](=half_below)이다.", "1 − [1.5](=half_below) = −0.5예요. 평균만 내놓는 것보다 못하다는 뜻이에요.", right=True),
            Option("R²은 0과 1 사이이므로 코드가 틀렸다.", "절편이 있는 최소제곱해를 훈련 세트에서 재면 그렇지만, 테스트 세트나 다른 모델에서는 음수가 될 수 있어요."),
        ),
    ),
)
