from autograder.authoring import Call, Category, Exercise, Get, New, case


def gradient_values(rng):
    yield case(Call("mean_gradient", rng.normal(size=(7, 3)), rng.normal(size=7), rng.normal(size=3)))


def descend_values(rng):
    yield case(Call("descend", rng.normal(size=(7, 3)), rng.normal(size=7)))


def total_values(rng):
    yield case(New("t", "Total"), Call("t.add", rng.normal(size=4)), Get("t", "value"))


EXERCISES = (
    Exercise("mean_gradient", (Category("값", 30, gradient_values, core=True),)),
    Exercise("descend", (Category("값", 30, descend_values, core=True),)),
    Exercise("Total", (Category("값", 30, total_values, core=True),)),
)
