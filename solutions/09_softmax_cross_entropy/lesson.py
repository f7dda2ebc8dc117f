# %% [markdown]
r"""
# 09. 소프트맥스와 크로스 엔트로피
"""

# %% tags=["setup"]
import numpy as np
from autograder import check, demo, explore, hint, progress, quiz


# %% tags=["solution:softmax"]
def softmax(x):
    """로짓을 확률로 바꿉니다."""
    ### BEGIN SOLUTION
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)
    ### END SOLUTION


# %% tags=["grade:softmax"]
check("softmax")


# %% tags=["solution:cross_entropy_loss"]
def cross_entropy_loss(y_pred, y_true):
    """확률에서 크로스 엔트로피를 구합니다."""
    ### BEGIN SOLUTION
    m, n_classes = y_pred.shape
    labels = as_labels(y_true, m, n_classes)
    p = np.clip(y_pred[np.arange(m), labels], 1e-12, 1.0)
    return float(-np.mean(np.log(p)))


def as_labels(y_true, m, n_classes):
    labels = np.asarray(y_true)
    if labels.shape != (m,) or labels.dtype.kind not in "iu":
        raise ValueError(f"y_true는 정수 레이블 ({m},)이어야 합니다: {labels.dtype}, shape {labels.shape}")
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError(f"y_true의 레이블은 0 이상 {n_classes} 미만이어야 합니다: {labels}")
    return labels
    ### END SOLUTION


# %% tags=["grade:cross_entropy_loss"]
check("cross_entropy_loss")


# %% tags=["solution:softmax_cross_entropy"]
def softmax_cross_entropy(logits, y_true):
    """로짓에서 바로 손실을 구합니다."""
    ### BEGIN SOLUTION
    m, n_classes = logits.shape
    labels = as_labels(y_true, m, n_classes)
    z = np.asarray(logits, dtype=np.float64)
    z = z - np.max(z, axis=-1, keepdims=True)
    log_sum = np.log(np.sum(np.exp(z), axis=-1))
    return float(np.mean(log_sum - z[np.arange(m), labels]))
    ### END SOLUTION


# %% tags=["grade:softmax_cross_entropy"]
check("softmax_cross_entropy")


# %% tags=["solution:softmax_cross_entropy_grad"]
def softmax_cross_entropy_grad(logits, y_true):
    """손실의 기울기를 구합니다."""
    ### BEGIN SOLUTION
    m, n_classes = logits.shape
    labels = as_labels(y_true, m, n_classes)
    grad = softmax(logits)
    grad[np.arange(m), labels] -= 1.0
    return grad / m
    ### END SOLUTION


# %% tags=["grade:softmax_cross_entropy_grad"]
check("softmax_cross_entropy_grad")

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 2, 2: 3, 3: 1, 4: 4}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)
