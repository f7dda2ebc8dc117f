"""Imported in Keras' zygote, after `warm_torch`: a small model that is compiled, trained and asked."""

import keras
import numpy as np

from .warm_torch import SEED

_layers = keras.layers
_model = keras.Sequential([keras.Input((2,)), _layers.Dense(2, activation="relu"), _layers.Dropout(0.5), _layers.Dense(1)])
_model.compile(optimizer="adam", loss="mse", metrics=["mae"])
_X, _y = np.zeros((4, 2)), np.zeros((4, 1))
_model.fit(_X, _y, validation_data=(_X, _y), epochs=1, verbose=0)
_model(_X)
keras.utils.clear_session()
keras.utils.set_random_seed(SEED)
