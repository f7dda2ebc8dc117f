from autograder.authoring import Call, Category, Exercise, Ref, again, case

LIBRARIES = ("torch",)


def slope_values(rng):
    yield case(Call("slope", rng.normal(size=(7, 3)), rng.normal(size=3)), rtol=1e-5)
    yield again("slope", [rng.normal(size=(4, 2)), rng.normal(size=2)], [rng.normal(size=(4, 2)), rng.normal(size=2)])


def slope_errors(rng):
    yield case(Call("slope", rng.normal(size=(7, 3)), rng.normal(size=2)), look="message", blame=("w",))
    yield case(Call("slope", rng.normal(size=(1, 2)), rng.normal(size=2)), rtol=1e-5)


def net_values(rng):
    for n, k in ((3, 2), (2, 1)):
        weights = {
            "first.weight": rng.normal(size=(4, n)),
            "first.bias": rng.normal(size=4),
            "last.weight": rng.normal(size=(k, 4)),
            "last.bias": rng.normal(size=k),
        }
        yield case(
            Call("Net", n, k),
            Call("put_weights", Ref(0), weights),
            Call("output", Ref(0), rng.normal(size=(5, n))),
            skip=(0,),
            rtol=1e-4,
            atol=1e-5,
            loose=True,
        )


EXERCISES = (
    Exercise("slope", (Category("값", 40, slope_values, core=True), Category("오류", 10, slope_errors))),
    Exercise("Net", (Category("값", 40, net_values, core=True),)),
)
