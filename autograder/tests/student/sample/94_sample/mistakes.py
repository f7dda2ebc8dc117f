from autograder.authoring import edit

MISTAKES = (
    edit("mean_gradient", "sum", " / len(y)", "", says="평균(1/m)을 빠뜨린 것 같아요."),
    edit(
        "mean_gradient",
        "two",
        "return ",
        "return 2 * ",
        convention=True,
        says="2/m을 쓴 것 같아요. 이 단원의 약속은 1/m이에요.",
    ),
    edit(
        "mean_gradient",
        "in_place",
        "return X.T @ (X @ theta - y) / len(y)",
        "gradient = X.T @ (X @ theta - y) / len(y)\n    theta -= gradient\n    return gradient",
        says="theta를 바꾸었어요.",
    ),
    edit(
        "mean_gradient",
        "column",
        "X.T @ (X @ theta - y) / len(y)",
        "(X.T @ (X @ theta - y) / len(y)).reshape(-1, 1)",
        says="shape가 (n, 1)이에요.",
    ),
    edit("descend", "ascent", "-lr", "lr", says="기울기 쪽으로 움직였어요."),
    edit("descend", "nameless", "X는 2차원이어야 해요", "틀렸어요", says="메시지에 이름이 없어요."),
    edit("Total", "forgets", "self.value + np.sum", "0.0 + np.sum", says="앞의 합을 잊었어요."),
    edit(
        "Total",
        "one_buffer",
        "self.value = start",
        "self.value = start\n        self.buffer = None",
        "return np.array(values, dtype=float) + self.value",
        "self.buffer = np.empty(len(values)) if self.buffer is None else self.buffer\n        self.buffer[:] = values + self.value\n        return self.buffer",
        says="돌려준 배열을 다시 써요.",
    ),
)
