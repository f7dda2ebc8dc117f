import numpy as np

from autograder.authoring import Call, Check, Get, New, Option, Prop, Question, case

RNG = np.random.default_rng(14)
X = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 3.0]])
Y = np.array([1.0, 3.0, 5.0])


def half_mse(X, y, theta):
    return float(np.mean((X @ theta - y) ** 2) / 2)


CHECKS = (
    Check(
        "mean_gradient",
        ("X", "y", "theta"),
        example=(case(Call("mean_gradient", X, Y, np.zeros(2)), sizes={"m": 3, "n": 2}, say="손계산 예"),),
        random=(
            case(
                Call("mean_gradient", RNG.normal(size=(7, 4)), RNG.normal(size=7), RNG.normal(size=4)),
                sizes={"m": 7, "n": 4},
                say="무작위 값",
            ),
        ),
        invariants=(
            case(
                Call("mean_gradient", X, np.zeros(3), np.zeros(2)),
                say="타깃이 모두 0이면",
                props=(Prop("between", {"step": 0, "low": 0.0, "high": 0.0}),),
            ),
        ),
        effects=(case(Call("mean_gradient", X, Y, np.ones(2)), look="pure fresh", say="인자는 그대로"),),
        hints=("무엇을 평균하나요?", r"`X.T`는 $n \times m$이에요.", "return X.T @ ____ / len(y)"),
        loss=half_mse,
    ),
    Check(
        "descend",
        ("X", "y", "lr"),
        example=(case(Call("descend", X, Y, lr=0.5), say="손계산 예"),),
        edges=(case(Call("descend", Y, Y), look="message", blame=("X", "a", "size"), say="X가 1차원일 때"),),
        hints=("기울기의 반대쪽이에요.", "shape는 (n,)이에요.", "return -lr * ____"),
    ),
    Check(
        "Total",
        ("start",),
        methods={"add": ("values",)},
        example=(case(New("t", "Total", 1.0), Call("t.add", np.array([1.0, 2.0])), Get("t", "value"), say="손계산 예"),),
        effects=(
            case(
                New("t", "Total"), Call("t.add", np.array([1.0])), Call("t.add", np.array([2.0])), look="fresh", say="두 번"
            ),
        ),
        hints=("값을 어디에 모을까요?", "`self.value`예요.", "self.value = ____"),
    ),
)

QUIZ = (
    Question("무엇이 맞을까요?", (Option("하나", "하나가 아니에요."), Option("둘", "둘이 맞아요.", right=True))),
    Question("다음은?", (Option("`theta`", "그래요.", right=True), Option("$n$", "아니에요."))),
)


def widget_values(reference):
    return {"curve": reference["mean_gradient"](X, Y, np.zeros(2)), "name": "기준", "many": [1, 2.5, None]}
