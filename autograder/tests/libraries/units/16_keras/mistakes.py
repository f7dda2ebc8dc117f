from autograder.authoring import edit

MISTAKES = (
    edit("build", "relu", "Dense(1)", 'Dense(1, activation="relu")', says="출력에 relu가 있어요."),
    edit("fit", "rate", "SGD(0.1)", "SGD(0.2)", says="학습률이 달라요."),
)
