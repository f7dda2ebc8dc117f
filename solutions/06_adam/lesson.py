# %% [markdown]
r"""
# 06. Adam 옵티마이저
"""

# %% tags=["setup"]
import numpy as np
from autograder import check, demo, explore, hint, progress, quiz

from public.widgets import draw_first_step, draw_valley

# %% tags=["solution:Adam"]
class Adam:
    """배열 하나를 맡는 Adam. 속성: m, v(보정하지 않은 이동 평균, 처음에는 None), t(갱신 횟수, 처음에는 0)."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        ### BEGIN SOLUTION
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0
        ### END SOLUTION

    def update(self, params, grads):
        """한 번 갱신한 새 배열 params − lr·m_hat / (sqrt(v_hat) + eps)를 돌려줍니다. (≈ 10줄)

        params, grads는 shape가 같은(0차원도 됩니다) 실수나 정수 배열이고, 결과는 float64 배열입니다.
        shape가 다르면 ValueError를 내고 메시지에 params나 grads를 적습니다. 인자는 바꾸지 않습니다.
        예: Adam(lr=0.1).update(np.array([2.0]), np.array([5.0])) -> array([1.9])"""
        ### BEGIN SOLUTION
        if np.shape(params) != np.shape(grads):
            raise ValueError(f"params의 shape {np.shape(params)}와 grads의 shape {np.shape(grads)}가 다릅니다.")
        grads = np.asarray(grads, dtype=np.float64)
        m, v = (0.0, 0.0) if self.m is None else (self.m, self.v)
        self.t += 1
        self.m = self.beta1 * m + (1 - self.beta1) * grads
        self.v = self.beta2 * v + (1 - self.beta2) * grads**2
        m_hat = self.m / (1 - self.beta1**self.t)
        v_hat = self.v / (1 - self.beta2**self.t)
        return params - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        ### END SOLUTION

# %% tags=["grade:Adam"]
check("Adam")

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 3, 2: 2, 3: 4, 4: 1}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)
