"""Does unit 17's reference agree with scikit-learn, and do its splits deal samples out as they should?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn import metrics
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.model_selection import KFold, StratifiedShuffleSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from autograder.authoring.unit import Unit

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return Unit(ROOT / "solutions" / "17_deep_learning_process").reference


def tables(seed: int, m: int) -> tuple[Any, Any]:
    """Numbers with gaps and a constant column, and two columns of text."""
    rng = np.random.default_rng(seed)
    numbers = rng.normal(50.0, 20.0, size=(m, 4)) ** 2
    numbers[rng.random((m, 4)) < 0.2] = np.nan
    numbers[0], numbers[:, 3] = 7.0, 5.0
    return numbers, rng.choice(["Biscoe", "Dream", "", "Torgersen"], size=(m, 2))


@pytest.mark.parametrize("seed", range(5))
def test_preprocessing_is_scikit_learns_pipeline(reference: dict[str, Any], seed: int) -> None:
    """Imputer, scaler and encoder in a ColumnTransformer learn and give the same."""
    (numbers, texts), (others, more) = tables(seed, 40), tables(seed + 100, 15)
    more[0] = "모름"
    scaled = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    hot = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    both = ColumnTransformer([("numbers", scaled, slice(0, 4)), ("texts", hot, slice(4, 6))])

    def joined(first: Any, second: Any) -> Any:
        return np.hstack([first.astype(object), second.astype(object)])

    both.fit(joined(numbers, texts))
    mine = reference["Preprocessor"]()
    mine.fit(numbers, texts)
    np.testing.assert_allclose(
        mine.transform(others, more), both.transform(joined(others, more)).astype(float), rtol=1e-9, atol=1e-9
    )


@pytest.mark.parametrize(("m", "n_classes"), [(30, 3), (9, 6), (200, 2), (1, 4)])
def test_reports_on_labels_are_scikit_learns(reference: dict[str, Any], m: int, n_classes: int) -> None:
    rng = np.random.default_rng(m)
    truth, guess = rng.integers(n_classes, size=(2, m))
    names = np.arange(n_classes)
    np.testing.assert_array_equal(
        reference["confusion_matrix"](truth, guess, n_classes), metrics.confusion_matrix(truth, guess, labels=names)
    )
    report = reference["classification_report"](truth, guess, n_classes)
    wanted = metrics.precision_recall_fscore_support(truth, guess, labels=names, zero_division=0)
    for key, value in zip(("precision", "recall", "f1", "support"), wanted, strict=True):
        np.testing.assert_allclose(report[key], value, rtol=1e-12)
    assert report["accuracy"] == pytest.approx(metrics.accuracy_score(truth, guess))


@pytest.mark.parametrize("m", [2, 7, 300])
def test_report_on_numbers_is_scikit_learns(reference: dict[str, Any], m: int) -> None:
    y, p = np.random.default_rng(m).normal(size=(2, m))
    report = reference["regression_report"](y, p)
    assert report["mae"] == pytest.approx(metrics.mean_absolute_error(y, p), rel=1e-12)
    assert report["rmse"] == pytest.approx(metrics.root_mean_squared_error(y, p), rel=1e-12)
    assert report["r2"] == pytest.approx(metrics.r2_score(y, p), rel=1e-9)


@pytest.mark.parametrize("test_size", [0.13, 0.2, 0.71])
def test_shares_are_those_of_scikit_learns_stratified_split(reference: dict[str, Any], test_size: float) -> None:
    """Its counts may differ by one, because it deals a remainder out to make the whole fit."""
    y = np.random.default_rng(3).permutation(np.repeat(["a", "b", "c"], [152, 68, 124]))
    for seed in range(5):
        train, test = reference["stratified_split"](y, test_size, seed)
        theirs = next(StratifiedShuffleSplit(1, test_size=test_size, random_state=seed).split(y, y))[1]
        assert sorted([*train.tolist(), *test.tolist()]) == list(range(344))
        for name in "abc":
            assert abs(np.sum(y[test] == name) - np.sum(y[theirs] == name)) <= 1


@pytest.mark.parametrize(("m", "k"), [(12, 4), (11, 4), (5, 5), (344, 10)])
def test_folds_have_the_sizes_of_scikit_learns(reference: dict[str, Any], m: int, k: int) -> None:
    mine = reference["kfold"](m, k, 0)
    theirs = KFold(k, shuffle=True, random_state=0).split(np.zeros(m))
    assert sorted(len(val) for _, val in mine) == sorted(len(val) for _, val in theirs)
    assert sorted(np.concatenate([val for _, val in mine]).tolist()) == list(range(m))
    assert all(sorted([*train.tolist(), *val.tolist()]) == list(range(m)) for train, val in mine)


def test_the_penguins_are_all_there() -> None:
    """344 rows as published: gaps and species are counted where the data are described."""
    rows = (ROOT / "solutions" / "17_deep_learning_process" / "public" / "penguins.csv").read_text(encoding="utf-8").split()
    table = np.array([row.split(",") for row in rows[1:]])
    assert table.shape == (344, 7)
    assert dict(zip(*np.unique(table[:, 0], return_counts=True), strict=True)) == {
        "Adelie": 152,
        "Chinstrap": 68,
        "Gentoo": 124,
    }
    assert [int(np.sum(column == "NA")) for column in table.T] == [0, 0, 2, 2, 2, 2, 11]
    assert np.sum(table == "") == 0
