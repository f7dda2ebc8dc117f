# %% [markdown]
r"""
# 16. (심화) 견본: Keras
"""

# %% tags=["setup"]
import os

import numpy as np
from npml.unit16 import check, quiz

os.environ["KERAS_BACKEND"] = "torch"
try:
    import keras
except ImportError:  # Keras가 없어도 노트북은 끝까지 실행됩니다
    keras = None


# %% tags=["setup"]
def put_weights(model, weights):
    """가중치에 정한 값을 넣습니다."""
    model.set_weights([np.array(a) for a in weights])


def output(model, X):
    """모델에 X를 넣은 결과를 배열로 꺼냅니다."""
    return keras.ops.convert_to_numpy(model(np.array(X))).astype(np.float64)


# %% tags=["solution:build"]
def build(n):
    """층이 하나인 모델."""
    ### BEGIN SOLUTION
    return keras.Sequential([keras.Input((n,)), keras.layers.Dense(1)])
    ### END SOLUTION


# %% tags=["grade:build"]
check("build")


# %% tags=["solution:fit"]
def fit(model, X, y, epochs=2):
    """모델을 학습시키고 손실의 리스트를 돌려줍니다."""
    ### BEGIN SOLUTION
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
    return model.fit(X, y, batch_size=len(X), epochs=epochs, verbose=0).history["loss"]
    ### END SOLUTION


# %% tags=["grade:fit"]
check("fit")

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 2}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)
