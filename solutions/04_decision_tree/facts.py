"""The numbers in the texts of unit 04."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import numpy as np
from autograder.authoring import over_seeds
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

# A share, a promise, the last number of eight bits, questions, flowers, labels, divisions, patients of the KDD Cup.
GIVEN = ("0.5", "0.0", "255", "2.45", "0.80", "7.5", "150", "100", "200", "1,712", "118")

IRIS = load_iris()
ROWS = np.arange(150.0)[:, None]


@cache
def _widgets():
    spec = importlib.util.spec_from_file_location("widgets_04", Path(__file__).parent / "public" / "widgets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _follow(tree, row):
    """The label that a tree of `grow` gives."""
    while isinstance(tree, tuple):
        feature, threshold, left, right = tree
        tree = left if row[feature] <= threshold else right
    return tree


def _halves(seed, columns=slice(0, 2)):
    """75 flowers to train with and 75 that are kept, as the widget of 6.4 draws them."""
    order = np.random.default_rng(seed).permutation(150)
    X, y = IRIS.data[order][:, columns], IRIS.target[order]
    return X[:75], y[:75], X[75:], y[75:]


def three_classes(lesson):
    """The entropy of three equal classes, and of iris."""
    return lesson.entropy(IRIS.target)


def four_and_two(lesson):
    """Four and two labels."""
    return lesson.entropy([0, 0, 0, 0, 1, 1])


def gap():
    """The petal lengths around 2.45."""
    length = IRIS.data[:, 2]
    return {"low": length[length <= 2.45].max(), "high": length[length > 2.45].min()}


def sepal_width(lesson):
    """The greatest gain of the sepal width."""
    return lesson.best_split(IRIS.data[:, 1:2], IRIS.target)[2]


def petal_tie(lesson):
    """The gain of petal length and petal width."""
    gains = [lesson.best_split(IRIS.data[:, column : column + 1], IRIS.target)[2] for column in (2, 3)]
    assert abs(gains[0] - gains[1]) < 1e-9
    return gains[0]


@cache
def _grown(best_split):
    """Train and test accuracy at depths 4 and 8 for 20 draws of flowers, and the nodes of the trees."""
    widgets, scores, trees = _widgets(), [], []
    for seed in range(20):
        X, y, kept, labels = _halves(seed)
        trees.append(widgets.nodes_of(best_split, X, y, (0.0, 9.0, 0.0, 9.0), 8))
        scores.append([
            np.mean(widgets.answers(trees[-1], part, depth) == right)
            for depth in (4, 8) for part, right in ((X, y), (kept, labels))
        ])  # fmt: skip
    return np.mean(scores, axis=0), trees


def sepals(lesson):
    """Accuracy of trees on the sepals, the mean of 20 draws."""
    return dict(zip(("train4", "test4", "train8", "test8"), _grown(lesson.best_split)[0], strict=True))


def unstable(lesson):
    """How the questions of 20 trees of depth 2 differ, and at how many flowers two of the trees do not agree."""
    trees = _grown(lesson.best_split)[1]
    first = [nodes[0].question for nodes in trees]
    after = {tuple(nodes[at].question and nodes[at].question[0] for at in nodes[0].children) for nodes in trees}
    said = np.array([_widgets().answers(nodes, IRIS.data[:, :2], 2) for nodes in trees])
    differ = [np.mean(said[one] != said[other]) for one in range(20) for other in range(one)]
    cuts = [threshold for _, threshold in first]
    return {
        "same_feature": {feature for feature, _ in first} == {0}, "low": min(cuts), "high": max(cuts),
        "next_differs": len(after) > 1, "disagree": np.mean(differ),
    }  # fmt: skip


def same_answer(lesson):
    """The question of the opening picture of 6.4 of which both leaves give one answer."""
    nodes = _grown(lesson.best_split)[1][0]
    twins = [
        node for node in nodes
        if node.level == 1 and node.children and nodes[node.children[0]].answer == nodes[node.children[1]].answer
    ]  # fmt: skip
    assert [node.question[0] for node in twins] == [0]
    return {"cut": twins[0].question[1], "same": True}


def row_number(lesson):
    """The gain of the row number as the file is, and the mean over 20 shuffles; two questions are enough."""
    first = lesson.best_split(ROWS, IRIS.target)
    assert abs(first[2] - petal_tie(lesson)) < 1e-9
    tree = lesson.grow(ROWS, IRIS.target, 2)
    assert all(_follow(tree, row) == label for row, label in zip(ROWS, IRIS.target, strict=True))
    gains = over_seeds(lambda seed: lesson.best_split(ROWS, IRIS.target[np.random.default_rng(seed).permutation(150)])[2], 20)
    return {"sorted": first[2], "shuffled": gains.mean}


def many_ways(lesson):
    """The entropy of a division into 150 branches of one flower, and the gain ratio of it."""
    split = lesson.entropy(np.arange(150))
    return {"split": split, "ratio": lesson.entropy(IRIS.target) / split}


def same_ratio(lesson):
    """The gain ratio of the row number equals the petal length's: both divide 50 and 100 flowers."""
    ratios = []
    for X in (ROWS, IRIS.data[:, 2:3]):
        _, threshold, gain = lesson.best_split(X, IRIS.target)
        ratios.append(gain / lesson.entropy(X[:, 0] <= threshold))
    return abs(ratios[0] - ratios[1]) < 1e-9


def _cut_scores(model, X, y, depths):
    """How often a tree is right when it is cut at depths: what trees with that limit answer, but for ties."""
    tree = model.tree_
    inner, node, found = tree.children_left >= 0, np.zeros(len(X), dtype=int), []
    said, X = model.classes_[tree.value[:, 0].argmax(axis=1)], X.astype(np.float32)
    for depth in range(max(depths) + 1):
        if depth in depths:
            found.append(np.mean(said[node] == y))
        low = X[np.arange(len(X)), np.maximum(tree.feature[node], 0)] <= tree.threshold[node]
        node = np.where(inner[node], np.where(low, tree.children_left[node], tree.children_right[node]), node)
    return found


def many_trees():
    """First features and test accuracies of trees by entropy, cut too, and by Gini: 200 divisions of the cancer data."""
    data, same, found = load_breast_cancer(), 0, []
    for seed in range(200):
        train, test, y_train, y_test = train_test_split(
            data.data, data.target, test_size=0.25, random_state=seed, stratify=data.target
        )
        both = [DecisionTreeClassifier(criterion=name, random_state=seed).fit(train, y_train) for name in ("entropy", "gini")]
        same += int(both[0].tree_.feature[0] == both[1].tree_.feature[0])
        found.append([*(model.score(test, y_test) for model in both), *_cut_scores(both[0], test, y_test, (3, 4, 5))])
    names = ("entropy", "gini", "three", "four", "five")
    first = dict(zip(("entropy_20", "gini_20"), np.mean(found[:20], axis=0)[:2], strict=True))
    return {"same": same, **first, **dict(zip(names, np.mean(found, axis=0), strict=True))}


def my_tree_same(lesson):
    """Ten divisions of iris: the student's tree and scikit-learn's differ in one training flower of 112 at most."""

    def differ(seed):
        X, _, y, _ = train_test_split(IRIS.data, IRIS.target, test_size=0.25, random_state=seed, stratify=IRIS.target)
        tree = lesson.grow(X, y, 3)
        mine = np.mean([_follow(tree, row) == label for row, label in zip(X, y, strict=True)])
        model = DecisionTreeClassifier(criterion="entropy", max_depth=3, random_state=seed).fit(X, y)
        return abs(mine - model.score(X, y))

    return over_seeds(differ).high < 1.5 / 112


def petals_two(lesson):
    """Two questions about the petals: nearly all flowers in training, most of those that were kept, mean of 20 draws."""
    widgets, scores = _widgets(), []
    for seed in range(20):
        X, y, kept, labels = _halves(seed, slice(2, 4))
        nodes = widgets.nodes_of(lesson.best_split, X, y, (0.0, 9.0, 0.0, 9.0), 2)
        scores.append([np.mean(widgets.answers(nodes, part, 2) == right) for part, right in ((X, y), (kept, labels))])
    train, kept = np.mean(scores, axis=0)
    return train > 0.95 and kept > 0.92


def ln_two():
    """A bit in nats."""
    return float(np.log(2))


def small_forest(lesson):
    """One tree against eleven on bootstrap samples of the sepals, ten draws."""
    one, many = [], []
    for seed in range(10):
        X, y, kept, labels = _halves(seed)
        rng = np.random.default_rng(seed)
        trees = [lesson.grow(X, y, 5)]
        for _ in range(11):
            rows = rng.integers(75, size=75)
            trees.append(lesson.grow(X[rows], y[rows], 5))
        said = np.array([[_follow(tree, row) for row in kept] for tree in trees])
        votes = np.array([np.bincount(column, minlength=3).argmax() for column in said[1:].T])
        one.append(np.mean(said[0] == labels))
        many.append(np.mean(votes == labels))
    return {"one": np.mean(one), "many": np.mean(many), "loses": bool(np.any(np.array(many) < np.array(one)))}


def quiz_four(lesson):
    """Four equal classes, by the natural logarithm."""
    return {"natural": lesson.entropy([0, 1, 2, 3]) * np.log(2)}


def quiz_gains(lesson):
    """The gains of both questions of quiz 2."""
    y = np.repeat([0, 1], 50)
    first = np.where(np.arange(100) < 2, 0.0, 1.0)
    second = np.repeat([0.0, 1.0, 0.0, 1.0], [40, 10, 10, 40])
    return {"first": lesson.information_gain(first, y, 0.5), "second": lesson.information_gain(second, y, 0.5)}


def quiz_ties(lesson):
    """The gains of the three answers of quiz 3; the first two are the best there are."""
    X, y = np.array([[1, 9], [2, 7], [3, 2], [5, 1]]), np.array([0, 0, 1, 1])
    questions = {"first": (0, 2.5), "second": (1, 4.5), "third": (1, 1.5)}
    gains = {name: lesson.information_gain(X[:, feature], y, cut) for name, (feature, cut) in questions.items()}
    assert abs(lesson.best_split(X, y)[2] - gains["first"]) < 1e-12
    return gains


def quiz_nan(lesson):
    """The gain of quiz 4 with both unknown values on the right, on the left and left out."""
    X_col, y = np.array([2, np.nan, 5, np.nan, 4]), np.array([0, 0, 1, 0, 1])
    known = ~np.isnan(X_col)
    return {
        "right": lesson.information_gain(np.where(known, X_col, np.inf), y, 3),
        "left": lesson.information_gain(np.where(known, X_col, -np.inf), y, 3),
        "dropped": lesson.information_gain(X_col[known], y[known], 3),
    }  # fmt: skip
