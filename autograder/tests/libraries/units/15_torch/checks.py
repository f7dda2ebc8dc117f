import numpy as np

from autograder.authoring import Call, Check, Option, Question, Ref, case

X, W = np.array([[1.0, 0.0], [1.0, 2.0]]), np.array([1.0, 3.0])
WEIGHTS = {
    "first.weight": np.arange(8.0).reshape(4, 2) - 4,
    "first.bias": np.zeros(4),
    "last.weight": np.ones((1, 4)),
    "last.bias": np.array([-1.0]),
}

CHECKS = (
    Check(
        "slope",
        ("X", "w"),
        example=(case(Call("slope", X, W), rtol=1e-5, say="손계산 예"),),
        edges=(case(Call("slope", X, np.ones(3)), look="message", blame=("w",), say="w가 길 때"),),
        hints=("무엇으로 미분하나요?", "shape는 (n,)이에요.", "loss.____()"),
    ),
    Check(
        "Net",
        ("inputs", "outputs"),
        methods={"forward": ("x",)},
        example=(
            case(
                Call("Net", 2, 1),
                Call("put_weights", Ref(0), WEIGHTS),
                Call("output", Ref(0), X),
                skip=(0,),
                rtol=1e-4,
                atol=1e-5,
                loose=True,
                say="Net(2, 1)에 정한 가중치를 넣고 output(model, X)",
            ),
        ),
        hints=("층을 어디에서 만드나요?", "(N, 4)를 지나요.", "self.first = ____"),
    ),
)

QUIZ = (Question("무엇이 맞을까요?", (Option("하나", "아니에요."), Option("둘", "맞아요.", right=True))),)
