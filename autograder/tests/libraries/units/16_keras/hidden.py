from autograder.authoring import Call, Category, Exercise, Ref, case

LIBRARIES = ("keras", "torch")
SINGLE = {"rtol": 1e-4, "atol": 1e-5, "loose": True}


def build_values(rng):
    weights = [rng.normal(size=(3, 1)), 0.01 * rng.normal(size=1)]
    X = rng.normal(size=(30, 3))
    yield case(Call("build", 3), Call("put_weights", Ref(0), weights), Call("output", Ref(0), X), skip=(0,), **SINGLE)


def fit_values(rng):
    weights = [rng.normal(size=(3, 1)), rng.normal(size=1)]
    X, y = rng.normal(size=(5, 3)), rng.normal(size=(5, 1))
    yield case(
        Call("build", 3),
        Call("put_weights", Ref(0), weights),
        Call("fit", Ref(0), X, y),
        Call("output", Ref(0), X),
        skip=(0,),
        **SINGLE,
    )


EXERCISES = (
    Exercise("build", (Category("값", 40, build_values, core=True),)),
    Exercise("fit", (Category("값", 50, fit_values, core=True),)),
)
