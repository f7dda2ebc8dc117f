# %% [markdown]
r"""
# 94. 견본 단원
"""

# %% tags=["setup"]
import numpy as np
from npml.unit94 import check, demo, explore, hint, progress, quiz
from npml.unit94.widgets import draw_gradient


# %% tags=["solution:mean_gradient"]
def mean_gradient(X, y, theta):
    """절반 MSE의 기울기."""
    ### BEGIN SOLUTION
    return X.T @ (X @ theta - y) / len(y)
    ### END SOLUTION


# %% tags=["grade:mean_gradient"]
check("mean_gradient")


# %% tags=["solution:descend"]
def descend(X, y, lr=0.1):
    """영에서 한 걸음."""
    ### BEGIN SOLUTION
    if X.ndim != 2:
        raise ValueError("X는 2차원이어야 해요")
    return -lr * mean_gradient(X, y, np.zeros(X.shape[1]))
    ### END SOLUTION


# %% tags=["grade:descend"]
check("descend")


# %% tags=["solution:Total"]
class Total:
    """더한 값을 모으는 클래스."""

    def __init__(self, start=0.0):
        ### BEGIN SOLUTION
        self.value = start
        ### END SOLUTION

    def add(self, values):
        ### BEGIN SOLUTION
        self.value = self.value + np.sum(values)
        return np.array(values, dtype=float) + self.value
        ### END SOLUTION


# %% tags=["grade:Total"]
check("Total")


# %%
@demo
def one_step():
    print(descend(np.eye(2), np.ones(2)).round(3))


# %%
explore(draw_gradient, mean_gradient)

# %%
hint("descend", 1)

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 2, 2: 1}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %%
progress()
