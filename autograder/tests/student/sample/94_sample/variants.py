from autograder.authoring import variant


@variant("descend", "unpacked")
def descend__unpacked(X, y, lr=0.1):
    try:
        m, _ = X.shape
    except ValueError:
        raise ValueError("X: (m, n)") from None
    return lr * X.T @ y / m
