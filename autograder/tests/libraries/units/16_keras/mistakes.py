from autograder.authoring import edit

MISTAKES = (
    edit("build", "relu", "Dense(1)", 'Dense(1, activation="relu")', says="출력에 relu가 있어요."),
    edit("fit", "one", "epochs=epochs", "epochs=1", says="에포크를 세지 않아요."),
)
