# %% [markdown]
r"""
# 15. (심화) 견본: PyTorch
"""

# %% tags=["setup"]
import numpy as np
from npml.unit15 import check, demo, explore, hint, progress, quiz, submit, trace
from npml.unit15.widgets import draw_slope

try:
    import torch
    from torch import nn
except ImportError:  # PyTorch가 없어도 노트북은 끝까지 실행됩니다
    from types import SimpleNamespace

    torch, nn = None, SimpleNamespace(Module=object)


# %% tags=["setup"]
def put_weights(model, weights):
    """파라미터에 정한 값을 넣습니다."""
    state = {name: torch.tensor(np.array(a, dtype=np.float32)) for name, a in weights.items()}
    model.load_state_dict(state)


def output(model, X):
    """모델에 X를 넣은 결과를 배열로 꺼냅니다."""
    with torch.no_grad():
        return model(torch.tensor(np.array(X, dtype=np.float32))).numpy().astype(np.float64)


# %% tags=["solution:slope"]
def slope(X, w):
    """예측의 제곱을 평균한 손실의 기울기."""
    ### BEGIN SOLUTION
    if X.shape[1:] != w.shape:
        raise ValueError("w의 길이가 달라요")
    inputs, weights = torch.tensor(X.copy()), torch.tensor(w.copy(), requires_grad=True)
    torch.mean((inputs @ weights) ** 2).backward()
    return weights.grad.numpy()
    ### END SOLUTION


# %% tags=["grade:slope"]
check("slope")


# %% tags=["solution:Net"]
class Net(nn.Module):
    """층이 둘인 신경망."""

    def __init__(self, inputs, outputs):
        ### BEGIN SOLUTION
        super().__init__()
        self.first, self.last = nn.Linear(inputs, 4), nn.Linear(4, outputs)
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        return self.last(torch.relu(self.first(x)))
        ### END SOLUTION


# %% tags=["grade:Net"]
check("Net")


# %%
@demo
def one_slope():
    print(slope(np.eye(2), np.ones(2)).round(3))


# %%
explore(draw_slope, slope)

# %%
hint("slope", 1)

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 2}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %%
progress()
