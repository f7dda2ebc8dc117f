"""Longer experiments and pictures of unit 17; the lesson calls them with the student's functions."""

from __future__ import annotations

import warnings
from contextlib import contextmanager

import numpy as np
from npml.widgets import BLUE, GREEN, GREY, INK, ORANGE, RED, figure, subplots
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neural_network import MLPClassifier, MLPRegressor

from .penguins import NUMBERS, SPECIES, load

SEEDS = range(10)
EVERY = (0, 1, 2, 3)
DEPTH, FLIPPER, MASS = 1, 2, 3
KINDS = tuple(zip(SPECIES, (BLUE, ORANGE, GREEN), ("o", "^", "s"), strict=True))
#: One colour for each fold.
SHADES = (BLUE, GREEN, RED, "#7b5ea7", GREY)
#: Hyperparameters among which cross-validation chooses: hidden units and the L2 penalty.
SETTINGS = tuple((units, alpha) for units in (2, 8, 32) for alpha in (0.0001, 0.01, 1.0, 10.0))


@contextmanager
def quietly():
    """Networks that stop before they have converged say so."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def network(seed=0, **settings):
    """A classifier with one hidden layer of 16."""
    return MLPClassifier(**{"hidden_layer_sizes": (16,), "max_iter": 500, "random_state": seed, **settings})


def prepare(Preprocessor, train, test, columns=EVERY):
    """The tables of two lists of rows, changed by a Preprocessor that has seen the first only."""
    numbers, categories, _ = load()
    pre = Preprocessor()
    pre.fit(numbers[train][:, columns], categories[train])
    return tuple(pre.transform(numbers[rows][:, columns], categories[rows]) for rows in (train, test))


def spread(values):
    """Mean and range as text."""
    return f"평균 {np.mean(values):.3f} (최저 {np.min(values):.3f}, 최고 {np.max(values):.3f})"


# --- block 1 ---------------------------------------------------------------------------------------


def two_numbers(seed, columns=(DEPTH, MASS), model=None):
    """A model on two numbers, logistic regression by default: (test accuracy, the share of Chinstraps that it finds), and how to predict."""
    from sklearn.impute import SimpleImputer
    from sklearn.model_selection import train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    numbers, _, species = load()
    train, test = train_test_split(np.arange(len(species)), test_size=0.2, stratify=species, random_state=seed)
    model = make_pipeline(SimpleImputer(strategy="median"), StandardScaler(), model or LogisticRegression(max_iter=2000))
    with quietly():
        model.fit(numbers[train][:, columns], species[train])
    right = model.predict(numbers[test][:, columns]) == species[test]
    return right.mean(), right[species[test] == 1].mean(), model


def show_two_numbers():
    """Bill depth against mass, with the areas that a model gives to each species; its accuracy over ten splits."""
    numbers, _, species = load()
    fig, axis = subplots(width=7.4, height=4.2)
    across, up = np.meshgrid(np.linspace(12.8, 25.2, 240), np.linspace(2600, 7800, 240))
    area = two_numbers(0)[2].predict(np.column_stack([across.ravel(), up.ravel()])).reshape(across.shape)
    inside = int(np.sum(two_numbers(0)[2].predict(numbers[:, (DEPTH, MASS)]) == 1))
    for label, (name, color, marker) in enumerate(KINDS):
        axis.contourf(across, up, area == label, levels=[0.5, 1.5], colors=[color], alpha=0.22)
        mine = numbers[species == label]
        axis.scatter(mine[:, DEPTH], mine[:, MASS], s=22, color=color, marker=marker, alpha=0.75, label=f"{name}펭귄 {len(mine)}마리")
    axis.contour(across, up, area, levels=[0.5, 1.5], colors=[INK], linewidths=0.8)
    for place, text in (((14.6, 7000), "젠투라고 예측"), ((23.6, 3600), "아델리라고 예측"), ((23.9, 6500), f"턱끈이라고 예측\n(펭귄 {inside}마리)")):
        axis.text(*place, text, ha="center", va="center", fontsize=9.5, color=INK)
    axis.set(xlabel=NUMBERS[DEPTH], ylabel=NUMBERS[MASS], xlim=(12.8, 25.2), ylim=(2600, 7800))
    fig.legend(loc="outside upper center", ncols=3)
    alt = (
        "펭귄의 부리 깊이와 몸무게를 찍은 산점도. 젠투펭귄은 왼쪽 위에 따로 모여 있고, 아델리펭귄과 턱끈펭귄은 오른쪽 아래에 완전히 섞여 있다. "
        "바탕에는 첫 나누기의 모델이 무엇이라고 예측하는지 구역마다 색과 이름이 있다. "
        f"턱끈이라고 예측하는 구역은 오른쪽 위뿐이고, 그 안에는 펭귄이 {inside}마리 있다."
    )
    figure(fig, alt=alt)
    found = {"로지스틱 회귀": [two_numbers(seed) for seed in SEEDS], "신경망": [two_numbers(seed, model=network(seed)) for seed in SEEDS]}
    for name, rows in found.items():
        accuracy, recall = np.array([row[:2] for row in rows]).T
        print(f"{name}, 나누기 열 번: 테스트 정확도 {spread(accuracy)}, 맞힌 턱끈펭귄의 비율 최고 {recall.max():.2f}")


# --- block 2 ---------------------------------------------------------------------------------------


def show_the_order():
    """What is trained on, validated and locked away in each step, as bars of which each part is some of the penguins."""
    fig, axis = subplots(width=8.2, height=3.3)
    rows = ["전체 표", "나누기"] + [f"고르기, 조각 {j + 1}" for j in range(5)] + ["다시 학습", "평가(한 번)"]
    share = 0.8 / 5
    for row, name in enumerate(rows):
        if row == 0:
            axis.barh(row, 1.0, color=GREY, alpha=0.35)
            axis.text(0.5, row, "펭귄을 잰 표 전체", ha="center", va="center", fontsize=9.5)
            continue
        axis.barh(row, 0.8, color=BLUE, alpha=0.25 if name != "평가(한 번)" else 0.06, edgecolor="white")
        if name.startswith("고르기"):
            axis.barh(row, share, left=(row - 2) * share, color=BLUE, edgecolor="white")
            axis.text((row - 1.5) * share, row, "검증", ha="center", va="center", color="white", fontsize=9.5)
        elif row == 1 or name == "다시 학습":
            axis.text(0.4, row, "훈련 세트(다섯에 넷)" if row == 1 else "고른 설정으로 훈련 세트 전체를 학습", ha="center", va="center", fontsize=9.5)
        last = name == "평가(한 번)"
        axis.barh(row, 0.2, left=0.8, color=ORANGE if last else "white", edgecolor=ORANGE, hatch=None if last else "///", linewidth=1.0)
        says = "점수를 잼" if last else "테스트 세트" if row == 1 else "잠금"
        axis.text(0.9, row, says, ha="center", va="center", fontsize=9.5, bbox=None if last else {"facecolor": "white", "edgecolor": "none", "pad": 1.0})
    axis.set(yticks=range(len(rows)), yticklabels=rows, xticks=[], xlim=(0, 1), ylim=(len(rows) - 0.4, -0.6))
    axis.grid(False)
    axis.spines[:].set_visible(False)
    axis.tick_params(length=0)
    alt = (
        "가로가 펭귄, 위에서 아래로 차례인 띠 그림. 전체를 훈련 세트와 테스트 세트로 넷 대 하나로 나누고, 테스트 세트는 마지막 줄까지 빗금으로 잠겨 있다. "
        "고르는 다섯 줄에서는 훈련 세트의 다섯 조각이 한 번씩 돌아가며 검증 세트가 된다. 그다음 훈련 세트 전체로 다시 학습하고, 마지막 줄에서 테스트 세트로 한 번 점수를 잰다."
    )
    figure(fig, alt=alt)


# --- block 4 ---------------------------------------------------------------------------------------


def plain_counts(draws=1000):
    """How many Chinstraps are among the 69 penguins that come first after a plain shuffle, for many shuffles."""
    species = load()[2]
    return np.array([np.sum(np.random.default_rng(seed).permutation(species)[:69] == 1) for seed in range(draws)])


def show_folds(kfold, m=23, k=5):
    """Each fold a row, each sample a column: what is validated is dark."""
    folds = kfold(m, k, rng=0)
    held = np.zeros((len(folds), m))
    for row, (_, val) in zip(held, folds, strict=True):
        row[val] = 1.0
    fig, axis = subplots(width=8.2, height=2.3)
    axis.imshow(held, cmap="Blues", vmin=0, vmax=1.25, aspect="auto")
    axis.set(xticks=range(0, m, 2), yticks=range(len(folds)), xlabel="샘플 번호", yticklabels=[f"조각 {j + 1}" for j in range(len(folds))])
    axis.grid(False)
    sizes = ", ".join(str(int(row.sum())) for row in held)
    once = bool(np.all(held.sum(axis=0) == 1))
    alt = f"가로가 샘플 {m}개, 세로가 조각 {len(folds)}개인 표. 검증에 쓰는 칸이 진하고, 조각마다 {sizes}칸이다. "
    alt += "어느 열에서나 진한 칸은 꼭 하나다." if once else "진한 칸이 하나가 아닌 열이 있다."
    figure(fig, alt=alt, caption=f"진한 칸이 val입니다. 크기는 차례로 {sizes}입니다.")


# --- block 7 ---------------------------------------------------------------------------------------


def both_models():
    """What block 7.1 compares: a network, and the simplest that may do."""
    return {"신경망": network(), "로지스틱 회귀": LogisticRegression(max_iter=2000)}


def said_of(X, y, X_val, y_val):
    """Validation accuracies of both models as text."""
    with quietly():
        return ", ".join(f"{name} {model.fit(X, y).score(X_val, y_val):.3f}" for name, model in both_models().items())


def learned(pre, train):
    """Logistic regression on the rows of a training set, as a Preprocessor changes them."""
    numbers, categories, species = load()
    return LogisticRegression(max_iter=2000).fit(pre.transform(numbers[train], categories[train]), species[train])


def show_one(pre, model):
    """Print what is predicted of one penguin with gaps, which is in no table."""
    numbers, words = np.array([[49.0, np.nan, 195.0, 3700.0]]), np.array([["Dream", ""]])
    print("한 마리:", numbers[0], words[0], "->", SPECIES[int(model.predict(pre.transform(numbers, words))[0])])


def species_score(stratified_split, Preprocessor, seed, model, scaled=True):
    """(true species, predictions) of a test set, from all that is known of a penguin; numbers may stay in their own units."""
    numbers, _, species = load()
    train, test = stratified_split(species, 0.2, rng=seed)
    X, X_test = prepare(Preprocessor, train, test)
    if not scaled:
        filled = np.where(np.isnan(numbers), np.nanmedian(numbers[train], axis=0), numbers)
        X, X_test = (np.hstack([filled[rows], table[:, 4:]]) for rows, table in ((train, X), (test, X_test)))
    with quietly():
        return species[test], model.fit(X, species[train]).predict(X_test)


def accuracies(stratified_split, Preprocessor, models, scaled=True):
    """Test accuracy of ten models, each on a split of its own."""
    pairs = [species_score(stratified_split, Preprocessor, seed, model, scaled) for seed, model in zip(SEEDS, models, strict=True)]
    return np.array([np.mean(truth == guess) for truth, guess in pairs])


def show_scales(stratified_split, Preprocessor):
    """Print test accuracies and epochs of a network with scaled and with raw numbers."""
    rows = {
        "입력을 표준화한 신경망": ([network(seed) for seed in SEEDS], True),
        "표준화하지 않은 입력": ([network(seed) for seed in SEEDS], False),
        "표준화하지 않은 입력, 500에포크를 다 채움": ([network(seed, n_iter_no_change=500) for seed in SEEDS], False),
    }
    for name, (models, scaled) in rows.items():
        print(f"{name}: {spread(accuracies(stratified_split, Preprocessor, models, scaled))}")
        print("    멈춘 에포크:", *[model.n_iter_ for model in models])


def two_losses(stratified_split, Preprocessor, seed=0, epochs=12):
    """The loss that scikit-learn notes of a network on raw numbers, and that without bounds on the probabilities: (epochs,) each."""
    numbers, _, species = load()
    train, _ = stratified_split(species, 0.2, rng=seed)
    filled = np.where(np.isnan(numbers), np.nanmedian(numbers[train], axis=0), numbers)[train]
    X, y = np.hstack([filled, prepare(Preprocessor, train, train)[0][:, 4:]]), species[train]
    model, noted, true = network(seed, max_iter=1, warm_start=True), [], []
    for _ in range(epochs):
        with quietly():
            model.fit(X, y)
        logits = np.maximum(X @ model.coefs_[0] + model.intercepts_[0], 0) @ model.coefs_[1] + model.intercepts_[1]
        noted.append(model.loss_)
        true.append(np.mean(np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(y)), y]))
    return np.array(noted), np.array(true)


def show_two_losses(stratified_split, Preprocessor):
    """The noted loss, which is flat, over the same loss from logits, which falls."""
    noted, true = two_losses(stratified_split, Preprocessor)
    fig, axis = subplots(width=7.0, height=3.0)
    epochs = np.arange(1, len(noted) + 1)
    axis.plot(epochs, true, "o-", color=ORANGE, markersize=5, label="로짓에서 바로 구한 손실")
    axis.plot(epochs, noted, "s-", color=BLUE, markersize=5, label="scikit-learn이 적은 손실")
    axis.set(xlabel="에포크", ylabel="훈련 세트의 손실", ylim=(0, None), xticks=epochs)
    fig.legend(loc="outside upper center", ncols=2)
    alt = (
        f"표준화하지 않은 입력에서 에포크마다 두 가지로 잰 손실. scikit-learn이 적은 손실은 {noted[0]:.1f}에서 {noted[-1]:.1f}까지이고, "
        f"로짓에서 바로 구한 손실은 {true[0]:.0f}에서 {true[-1]:.0f}까지이다."
    )
    figure(fig, alt=alt)


def crossvalidated(kfold, Preprocessor, rows, columns=(DEPTH, FLIPPER), folds=5):
    """Accuracy of each setting on each fold of some rows, from two numbers only: (settings, folds)."""
    species, width = load()[2], len(columns)
    found = []
    for train, val in kfold(len(rows), folds, rng=0):
        X, X_val = prepare(Preprocessor, rows[train], rows[val], columns)
        models = [network(hidden_layer_sizes=(units,), alpha=alpha, solver="lbfgs", max_iter=300) for units, alpha in SETTINGS]
        with quietly():
            found.append([model.fit(X[:, :width], species[rows[train]]).score(X_val[:, :width], species[rows[val]]) for model in models])
    return np.transpose(found)


def show_settings(stratified_split, Preprocessor, kfold):
    """Twelve settings by cross-validation on the training set; the best one meets the test set once."""
    species, columns = load()[2], (DEPTH, FLIPPER)
    train, test = stratified_split(species, 0.2, rng=0)
    found = crossvalidated(kfold, Preprocessor, train, columns)
    means, places = found.mean(axis=1), np.arange(len(SETTINGS))
    best = int(np.argmax(means))
    order = np.argsort(-means, kind="stable")
    second, worst = int(order[1]), int(order[-1])
    fig, axis = subplots(width=8.6, height=3.8)
    for j, (accuracy, marker) in enumerate(zip(found.T, "osv^P", strict=False)):
        axis.plot(places, accuracy, marker + "-", color=SHADES[j % len(SHADES)], markersize=4.5, linewidth=1.1, alpha=0.8, label=f"조각 {j + 1}")
    axis.plot(places, means, "_", color=INK, markersize=20, markeredgewidth=2.5, label="평균")
    axis.axvspan(best - 0.4, best + 0.4, color=ORANGE, alpha=0.2, label="1등")
    axis.set(xticks=places, xticklabels=[f"{units}\n{alpha:g}" for units, alpha in SETTINGS], xlabel="은닉 유닛 수 / L2 규제", ylabel="검증 정확도")
    fig.legend(loc="outside upper center", ncols=7)
    wide = found[np.argmax(np.ptp(found, axis=1))]
    alt = (
        f"하이퍼파라미터 {len(SETTINGS)}가지의 검증 정확도를 조각마다 선으로 이은 그림. 평균은 {means.min():.2f}에서 {means.max():.2f} 사이이고, "
        f"조각 다섯의 정확도가 가장 넓게 흩어진 설정에서는 {wide.min():.2f}에서 {wide.max():.2f}까지이다. "
        f"가장 좋은 것은 은닉 유닛 {SETTINGS[best][0]}개, 규제 {SETTINGS[best][1]:g}이다."
    )
    figure(fig, alt=alt)
    units, alpha = SETTINGS[best]
    X, X_test = (table[:, :2] for table in prepare(Preprocessor, train, test, columns))
    with quietly():
        model = network(hidden_layer_sizes=(units,), alpha=alpha, solver="lbfgs", max_iter=300).fit(X, species[train])
    for name, place in (("1등", best), ("2등", second), ("꼴찌", worst)):
        apart = ", ".join(f"{gap:+.3f}" if abs(gap) > 1e-9 else "0" for gap in found[best] - found[place])
        says = f"{name}: 은닉 유닛 {SETTINGS[place][0]}개, 규제 {SETTINGS[place][1]:g}, 검증 {means[place]:.3f}"
        print((says if place == best else f"{says} (같은 조각에서 1등이 앞선 만큼 {apart})").replace("-", "−"))
    print(f"훈련 세트 전체로 다시 학습한 1등의 테스트 정확도(딱 한 번): {model.score(X_test, species[test]):.3f}")


def mass_tables(Preprocessor, rows, val):
    """Tables without the mass, with species among the categories; the masses of both lists of rows."""
    numbers, categories, species = load()
    words = np.column_stack([categories, np.array(SPECIES)[species]])
    pre = Preprocessor()
    pre.fit(numbers[rows][:, :3], words[rows])
    X, X_val = (pre.transform(numbers[part][:, :3], words[part]) for part in (rows, val))
    return X, X_val, numbers[rows, MASS], numbers[val, MASS]


def regressor(seed, epochs=200):
    """A network for numbers, 200 epochs of Adam."""
    return MLPRegressor(hidden_layer_sizes=(16,), learning_rate_init=0.01, max_iter=epochs, random_state=seed)


def mass_reports(Preprocessor, kfold, regression_report, folds=10):
    """Reports over ten folds of the penguins that were weighed, by model: RMSE and R², (folds,) each."""
    known = np.flatnonzero(~np.isnan(load()[0][:, MASS]))
    found = {}

    def note(name, y, p):
        report = regression_report(y, p)
        found.setdefault(name, []).append((report["rmse"], report["r2"]))

    for number, (train, val) in enumerate(kfold(len(known), folds, rng=0)):
        X, X_val, y, y_val = mass_tables(Preprocessor, known[train], known[val])
        centre, width = y.mean(), y.std()
        note("훈련 세트의 평균", y_val, np.full(len(y_val), centre))
        note("선형 회귀, 수치 특성만", y_val, LinearRegression().fit(X[:, :3], y).predict(X_val[:, :3]))
        note("선형 회귀, 수치 특성과 범주", y_val, LinearRegression().fit(X, y).predict(X_val))
        with quietly():
            note("신경망, 타깃도 표준화", y_val, regressor(number).fit(X, (y - centre) / width).predict(X_val) * width + centre)
            note("신경망, 타깃은 그대로", y_val, regressor(number).fit(X, y).predict(X_val))
    return {name: np.transpose(rows) for name, rows in found.items()}


def show_masses(Preprocessor, kfold, regression_report):
    """Print RMSE and R² of five models over ten folds."""
    for name, (rmse, r2) in mass_reports(Preprocessor, kfold, regression_report).items():
        print(f"{name}: RMSE 평균 {rmse.mean():,.0f}g ({rmse.min():,.0f}–{rmse.max():,.0f}), R² 평균 {r2.mean():.2f}".replace("-", "−"))


def show_sklearn(split, Preprocessor, matrix, report, regression):
    """The student's functions beside scikit-learn's, on one split of the penguins."""
    from sklearn import metrics
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    numbers, categories, species = load()
    train, test = split(species, 0.2, rng=0)
    _, mine = prepare(Preprocessor, train, test)
    scaled = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    both = ColumnTransformer([("수", scaled, slice(0, 4)), ("범주", OneHotEncoder(handle_unknown="ignore"), slice(4, 6))])
    table = np.hstack([numbers.astype(object), categories.astype(object)])
    theirs = both.fit(table[train]).transform(table[test])
    truth, guess = species_score(split, Preprocessor, 0, LogisticRegression(max_iter=2000))
    guess = np.where(np.arange(len(guess)) % 7, guess, (guess + 1) % 3)  # spoiled, so that there is something to see
    wanted = metrics.precision_recall_fscore_support(truth, guess)
    found = report(truth, guess, 3)
    heavy = numbers[test, MASS]
    heavy = heavy[~np.isnan(heavy)]
    rough = heavy.round(-3)
    errors = regression(heavy, rough)
    gaps = {
        "Preprocessor와 ColumnTransformer": np.abs(mine - theirs.astype(float)).max(),
        "confusion_matrix": np.abs(matrix(truth, guess, 3) - metrics.confusion_matrix(truth, guess)).max(),
        "정밀도, 재현율, F1": max(np.abs(found[key] - value).max() for key, value in zip(("precision", "recall", "f1"), wanted, strict=False)),
        "정확도": abs(found["accuracy"] - metrics.accuracy_score(truth, guess)),
        "MAE": abs(errors["mae"] - metrics.mean_absolute_error(heavy, rough)),
        "RMSE": abs(errors["rmse"] - np.sqrt(metrics.mean_squared_error(heavy, rough))),
        "R²": abs(errors["r2"] - metrics.r2_score(heavy, rough)),
    }
    for name, gap in gaps.items():
        print(f"{name}: 차이 {'1e-12보다 작음' if gap < 1e-12 else f'{gap:.1e}'}")


# --- block 9 ---------------------------------------------------------------------------------------


def noise(seed, m=40, n=2000):
    """Features and labels that have nothing to do with one another: (m, n), (m,)."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(m, n)), rng.permutation(np.arange(m) % 2)


def nearest_mean(X, y, X_new):
    """For each new row, the class whose mean is nearer."""
    means = np.array([X[y == label].mean(axis=0) for label in (0, 1)])
    return np.argmin(((X_new[:, None] - means) ** 2).sum(axis=2), axis=1)


def strongest(X, y, count):
    """The columns with the largest absolute correlation with y: (count,)."""
    z = (X - X.mean(axis=0)) / X.std(axis=0)
    return np.argsort(-np.abs(z.T @ (y - y.mean())), kind="stable")[:count]


def noise_score(X, y, folds, columns):
    """Cross-validated accuracy where fold j sees the columns ``columns[j]`` only."""
    right = [nearest_mean(X[train][:, own], y[train], X[val][:, own]) == y[val] for (train, val), own in zip(folds, columns, strict=True)]
    return float(np.mean(np.concatenate(right)))


def noise_scores(kfold, columns_in_folds, seed, n=2000, count=20):
    """Accuracies on one table of noise: columns chosen from all rows, and inside the folds."""
    X, y = noise(seed, n=n)
    folds = kfold(len(y), 5, rng=seed)
    return noise_score(X, y, folds, [strongest(X, y, count)] * 5), noise_score(X, y, folds, columns_in_folds(X, y, folds, count))


def show_noise(kfold, columns_in_folds, sizes=(20, 50, 100, 200, 500, 1000, 2000)):
    """Cross-validated accuracies on noise over the number of features, of ten tables each: columns chosen from all rows, and inside the folds."""
    table = np.array([[noise_scores(kfold, columns_in_folds, seed, n) for seed in SEEDS] for n in sizes])
    fig, axis = subplots(width=7.2, height=3.4)
    names = ("모든 행을 보고 고름", "조각마다 train만 보고 고름")
    for way, (name, color, marker) in enumerate(zip(names, (RED, BLUE), "so", strict=True)):
        axis.plot(sizes, table[:, :, way].mean(axis=1), marker + "-", color=color, label=name)
        axis.fill_between(sizes, table[:, :, way].min(axis=1), table[:, :, way].max(axis=1), color=color, alpha=0.15)
    axis.axhline(0.5, color=INK, linestyle="--", linewidth=1.2)
    axis.set(xscale="log", xticks=sizes, xticklabels=[f"{n:,}" for n in sizes], xlabel="잡음 특성의 수 (그 가운데 20개를 고름)", ylabel="교차 검증 정확도", ylim=(0.2, 1.05))
    axis.minorticks_off()
    fig.legend(loc="outside upper center", ncols=2)
    first, last = table[0].mean(axis=0), table[-1].mean(axis=0)
    alt = (
        "잡음 특성의 수에 따른 교차 검증 정확도. 선은 표 열 개의 평균, 띠는 최저와 최고이고, 0.5에 파선이 있다. "
        f"모든 행을 보고 고르면 특성 20개에서 {first[0]:.2f}, 2,000개에서 {last[0]:.2f}이고, 조각마다 고르면 {first[1]:.2f}와 {last[1]:.2f}이다."
    )
    figure(fig, alt=alt)
    for way, name in enumerate(names):
        print(f"특성 {sizes[-1]:,}개, {name}: {spread(table[-1, :, way])}")


def doubled_accuracy(seed, m=100, n=5):
    """Test accuracy of the nearest neighbour on random labels where each row is there twice before the split."""
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(m, n)), rng.integers(0, 2, size=m)
    X, y = np.vstack([X, X]), np.concatenate([y, y])
    order = rng.permutation(2 * m)
    test, train = order[: m // 2], order[m // 2 :]
    nearest = np.argmin(((X[test][:, None] - X[train]) ** 2).sum(axis=2), axis=1)
    return float(np.mean(y[train][nearest] == y[test]))


def scaled_first(seed, times=1.0, columns=EVERY):
    """Test accuracy of logistic regression with all learned on the training set, and with the scale learned on everybody.

    These numbers of one penguin of the test set may have been written down so many times too large.
    """
    from sklearn.impute import SimpleImputer
    from sklearn.model_selection import train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    numbers, _, species = load()
    train, test = train_test_split(np.arange(len(species)), test_size=0.2, stratify=species, random_state=seed)
    numbers = numbers.copy()
    numbers[test[0], list(columns)] *= times
    pre = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    scores = []
    for seen in (train, np.arange(len(species))):
        pre.fit(numbers[seen])
        model = LogisticRegression(max_iter=2000).fit(pre.transform(numbers[train]), species[train])
        scores.append(model.score(pre.transform(numbers[test]), species[test]))
    return scores


def show_scaled_first(splits=30):
    """Print how much the test accuracy gains from a scale that has seen the test set."""
    pairs = np.array([scaled_first(seed) for seed in range(splits)])
    gains = pairs[:, 1] - pairs[:, 0]
    print(f"나누기 {splits}번: 나눈 다음 {pairs[:, 0].mean():.3f}, 나누기 전 {pairs[:, 1].mean():.3f}")
    print(f"나누기 전에 표준화하면 높아짐 {np.sum(gains > 0)}번, 같음 {np.sum(gains == 0)}번, 낮아짐 {np.sum(gains < 0)}번")
    print(f"차이(나누기 전 − 나눈 다음)는 {gains.min():.3f}에서 {gains.max():.3f}까지".replace("-", "−"))
    wild = np.array([scaled_first(seed, 1000.0) for seed in range(splits)]).mean(axis=0)
    print(f"테스트 세트 한 마리의 수 네 개가 모두 천 배라면: 나눈 다음 {wild[0]:.3f}, 나누기 전 {wild[1]:.3f}")
