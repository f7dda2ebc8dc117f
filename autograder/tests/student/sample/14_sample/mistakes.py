import numpy as np

from autograder.spec import mistake


@mistake("mean_gradient", "sum", "평균(1/m)을 빠뜨린 것 같아요.")
def mean_gradient__sum(X, y, theta):
    return X.T @ (X @ theta - y)


@mistake("mean_gradient", "two", "2/m을 쓴 것 같아요. 이 단원의 약속은 1/m이에요.", convention=True)
def mean_gradient__two(X, y, theta):
    return 2 * X.T @ (X @ theta - y) / len(y)


@mistake("mean_gradient", "in_place", "theta를 바꾸었어요.")
def mean_gradient__in_place(X, y, theta):
    gradient = X.T @ (X @ theta - y) / len(y)
    theta -= gradient
    return gradient


@mistake("mean_gradient", "column", "shape가 (n, 1)이에요.")
def mean_gradient__column(X, y, theta):
    return (X.T @ (X @ theta - y) / len(y)).reshape(-1, 1)


@mistake("descend", "ascent", "기울기 쪽으로 움직였어요.")
def descend__ascent(X, y, lr=0.1):
    if X.ndim != 2:
        raise ValueError("X")
    return lr * X.T @ -y / len(y) * -1 * -1


@mistake("descend", "nameless", "메시지에 이름이 없어요.")
def descend__nameless(X, y, lr=0.1):
    if X.ndim != 2:
        raise ValueError("틀렸어요")
    return lr * X.T @ y / len(y)


@mistake("Total", "forgets", "앞의 합을 잊었어요.")
class Total__forgets:
    def __init__(self, start=0.0):
        self.value = start

    def add(self, values):
        self.value = np.sum(values)
        return np.array(values, dtype=float) + self.value


@mistake("Total", "one_buffer", "돌려준 배열을 다시 써요.")
class Total__one_buffer:
    def __init__(self, start=0.0):
        self.value = start
        self.buffer = None

    def add(self, values):
        self.value = self.value + np.sum(values)
        if self.buffer is None:
            self.buffer = np.empty(len(values))
        self.buffer[:] = values + self.value
        return self.buffer
