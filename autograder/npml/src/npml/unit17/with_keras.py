"""The species with Keras; who has not installed it loses nothing."""

from __future__ import annotations

import importlib.util
import os

import numpy as np

from .experiments import prepare
from .penguins import load

MISSING = (
    "Keras가 없어서 이 셀을 건너뜁니다. 이 단원에는 필요하지 않습니다. 해 보고 싶다면 `pip install keras torch`로 설치하고 "
    "커널을 다시 시작하세요."
)


def show_keras(split, Preprocessor):
    """Train a network of the same size with Keras and print its accuracies, or say that there is no Keras."""
    if importlib.util.find_spec("keras") is None:
        print(MISSING)
        return
    os.environ.setdefault("KERAS_BACKEND", "torch")
    import keras

    species = load()[2]
    train, test = split(species, 0.2, rng=0)
    X, X_test = prepare(Preprocessor, train, test)
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.Input((X.shape[1],)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(3)])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss, metrics=["accuracy"])
    model.fit(X, species[train], epochs=50, batch_size=32, verbose=0)
    guess = np.argmax(model.predict(X_test, verbose=0), axis=1)
    print(f"Keras의 테스트 정확도: {np.mean(guess == species[test]):.3f}")
