import numpy as np

from autograder.authoring import Call, Check, Option, Question, Ref, case

X = np.array([[1.0, 0.0], [1.0, 2.0]])
GIVEN = (Call("build", 2), Call("put_weights", Ref(0), [np.array([[1.0], [2.0]]), np.array([0.5])]))
SINGLE = {"rtol": 1e-4, "atol": 1e-5, "loose": True, "skip": (0,)}

CHECKS = (
    Check(
        "build",
        ("n",),
        example=(case(*GIVEN, Call("output", Ref(0), X), say="build(2)에 정한 가중치를 넣고 output", **SINGLE),),
        hints=("무엇을 쌓나요?", "(N, 1)이에요.", "keras.layers.____"),
    ),
    Check(
        "fit",
        ("model", "X", "y", "epochs"),
        example=(case(*GIVEN, Call("fit", Ref(0), X, np.ones((2, 1))), say="손계산 예", **SINGLE),),
        hints=("무엇을 부르나요?", "에포크마다 하나예요.", "model.____"),
    ),
)

QUIZ = (Question("무엇이 맞을까요?", (Option("하나", "아니에요."), Option("둘", "맞아요.", right=True))),)
