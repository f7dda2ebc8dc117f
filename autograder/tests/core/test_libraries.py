"""Are the other libraries out of reach of a function while it is judged, and only then?"""

from __future__ import annotations

import collections
import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.special

from npml.core.libraries import LIBRARIES, SAY, Absent, LibraryUsedError, library_of, only_numpy
from npml.core.reach import reach

SOURCES: dict[str, str] = {
    "import": "def f(x):\n    from scipy.special import expit\n    return expit(x)",
    "global": "from scipy.special import expit\ndef f(x):\n    return expit(x)",
    "helper": "import scipy.special as s\ndef g(x):\n    return s.expit(x)\ndef f(x):\n    return g(x)",
    "list": "import scipy.special\nbox = [[scipy.special.expit]]\ndef f(x):\n    return box[0][0](x)",
    "dict": "import scipy.special\nbox = {'a': scipy.special.expit}\ndef f(x):\n    return box['a'](x)",
    "set": "import scipy.special\nbox = {scipy.special.expit}\ndef f(x):\n    return next(iter(box))(x)",
    "class": "import scipy.special\nclass f:\n    g = staticmethod(scipy.special.expit)\n    def __new__(cls, x):\n        return cls.g(x)",
    "lambda": "import scipy.special as s\nf = lambda x: s.expit(x)",
    "partial": "import scipy.special as s, functools\nf = functools.partial(s.softmax, axis=0)",
    "pandas": "import pandas",  # not installed here, refused all the same
}


def namespace(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "__main__", "np": np}
    exec(source, names)  # noqa: S102 - the test's own code
    return names


@pytest.mark.parametrize("name", [name for name in SOURCES if name != "pandas"])
def test_a_function_cannot_use_a_library_and_gets_it_back(name: str) -> None:
    names = namespace(SOURCES[name])
    with only_numpy(names, "f"), pytest.raises(LibraryUsedError) as raised:
        names["f"](np.zeros(2))
    assert library_of(str(raised.value)) == "scipy"
    assert np.all(names["f"](np.zeros(2)) == 0.5)
    assert sys.modules["scipy.special"] is scipy.special


@pytest.mark.parametrize(
    "use", ["import {0}\ndef f(x):\n    return {0}.expit(x)", "from {0} import g\ndef f(x):\n    return g(x)"]
)
def test_a_module_of_the_students_own_is_looked_into(use: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    name = f"mine_{tmp_path.name}"
    (tmp_path / f"{name}.py").write_text("from scipy.special import expit\ndef g(x):\n    return expit(x)")
    names = namespace(use.format(name))
    with only_numpy(names, "f"), pytest.raises(LibraryUsedError):
        names["f"](0.0)
    assert names["f"](0.0) == 0.5


def test_a_function_under_another_name_in_a_copy_of_the_names_is_held_to_the_rule() -> None:
    names = namespace(SOURCES["helper"])
    copy = {"h": names["f"], "g": names["g"]}
    with only_numpy(copy, "h"), pytest.raises(LibraryUsedError):
        copy["h"](np.zeros(2))
    assert names["s"] is scipy.special


def test_an_import_that_fails_elsewhere_is_refused_by_name() -> None:
    with only_numpy({}, "f"), pytest.raises(LibraryUsedError, match="torch"):
        __import__("torch")


@pytest.mark.parametrize(
    "source",
    [
        "import sklearn.metrics as m\ndef f(x):\n    return m.mean_squared_error(x, x)",
        "def f(x):\n    from sklearn.metrics import mean_squared_error\n    return mean_squared_error(x, x)",
        # It imports scipy.sparse.csgraph, which may be the first to ask for it.
        "from sklearn.neighbors import kneighbors_graph\ndef f(x):\n    return kneighbors_graph(x[:, None], 1).nnz - 2",
    ],
)
def test_an_allowed_library_works_with_all_that_it_needs(source: str) -> None:
    names = namespace(source)
    with only_numpy(names, "f", ["sklearn"]):
        assert names["f"](np.zeros(2)) == 0
    with only_numpy(names, "f"), pytest.raises(LibraryUsedError):
        names["f"](np.zeros(2))


@pytest.mark.parametrize("name", [name for name in SOURCES if name != "pandas"])
def test_what_an_allowed_library_needs_is_not_allowed_itself(name: str) -> None:
    names, real = namespace(SOURCES[name]), __import__
    with only_numpy(names, "f", ["sklearn"]), pytest.raises(LibraryUsedError, match="NumPy, sklearn와") as raised:
        names["f"](np.zeros(2))
    assert library_of(str(raised.value)) == "scipy"
    assert np.all(names["f"](np.zeros(2)) == 0.5)
    assert __import__ is real


@pytest.mark.parametrize(
    "way", ["import scipy", "importlib.import_module('scipy')", "__import__('scipy')", "import pandas"]
)
def test_no_way_of_importing_is_open_to_the_function(way: str) -> None:
    names = namespace(f"import importlib\ndef f():\n    {way}")
    with only_numpy(names, "f", ["sklearn"]), pytest.raises(LibraryUsedError):
        names["f"]()


def test_everything_is_put_back_also_when_the_function_fails() -> None:
    box = collections.deque([scipy.special.expit])
    table = {"a": [scipy.special.expit, (scipy.special.expit, 1)]}
    names = {"f": lambda: None, "box": box, "table": table, "expit": scipy.special.expit}
    names["f"] = eval("lambda: (box, table, expit)", names)  # noqa: S307
    with pytest.raises(ZeroDivisionError), only_numpy(names, "f"):
        assert isinstance(names["expit"], Absent)
        assert names["box"] is box and isinstance(box[0], Absent)
        assert isinstance(table["a"][0], Absent)
        raise ZeroDivisionError
    assert names["expit"] is scipy.special.expit
    assert names["box"] is box and box[0] is scipy.special.expit
    assert table["a"][0] is scipy.special.expit
    assert table["a"][1] == (scipy.special.expit, 1)
    assert not any(isinstance(finder, type) and finder.__name__ == "Blocker" for finder in sys.meta_path)


@pytest.mark.parametrize(
    "use",
    [
        lambda a: a(),
        lambda a: a.x,
        lambda a: a[0],
        lambda a: a + 1,
        lambda a: list(a),
        next,
        lambda a: 1 in a,
        lambda a: a < 1,
        np.asarray,
    ],
)
def test_any_use_of_an_absent_object_names_the_library(use: Callable[[Any], Any]) -> None:
    with pytest.raises(LibraryUsedError):
        use(Absent("torch"))


def test_what_does_not_use_it_works() -> None:
    names = namespace(
        "import scipy.special\nfrom scipy.special import expit\nDATA = np.arange(3)\ndef f(x):\n    return x + DATA.sum()"
    )
    with only_numpy(names, "f"):
        assert names["f"](1) == 4


#: A library's object beside what the function uses, in what can be taken apart.
BESIDE = {
    "list": "box = [1, expit]\ndef f(x):\n    return box[0]",
    "tuple": "box = (1, expit)\ndef f(x):\n    return box[0]",
    "named tuple": "box = collections.namedtuple('R', 'a b')(1, expit)\ndef f(x):\n    return box.a",
    "deque": "box = collections.deque([1, expit])\ndef f(x):\n    return box[0]",
    "set": "box = {1, expit}\ndef f(x):\n    return int(1 in box)",
    "values": "box = {'a': expit, 'b': 1}\ndef f(x):\n    return box['b']",
    "keys": "box = {'c': 0, expit: 1, 'b': 2}\ndef f(x):\n    return list(box.values())[1]",
    "object array": "box = np.array([1, expit], dtype=object)\ndef f(x):\n    return box[0]",
    "attribute": "class A: pass\nbox = A()\nbox.a, box.b = 1, expit\ndef f(x):\n    return box.a",
    "slot": "class A:\n    __slots__ = ('a', 'b')\nbox = A()\nbox.a, box.b = 1, expit\ndef f(x):\n    return box.a",
    "copy": "import copy\nbox = {'a': 1, 'b': [expit]}\ndef f(x):\n    return copy.deepcopy(box)['a']",
    "class": "class box:\n    a, b = 1, expit\ndef f(x):\n    return box.a",
    "method of a list": "kept = [expit]\nbox = kept.append\ndef f(x):\n    box(2)\n    return kept.pop() - 1",
    "named after it": "import functools\nbox = 1\n@functools.wraps(softmax)\ndef f(x):\n    return box",
}


@pytest.mark.parametrize("name", BESIDE)
def test_an_object_of_a_library_beside_what_is_used_costs_nothing(name: str) -> None:
    names = namespace(f"import collections\nfrom scipy.special import expit, softmax\n{BESIDE[name]}")
    before = shown(names["box"])
    with only_numpy(names, "f"):
        assert names["f"](0) == 1
    assert shown(names["box"]) == before


def shown(box: Any) -> str:
    """What a box holds."""
    return repr([getattr(box, name) for name in "ab"] if hasattr(box, "b") else box)


def test_another_message_names_no_library() -> None:
    assert library_of("No module named 'scipy'") == ""
    assert library_of(SAY.format(given="NumPy", library="math")) == ""
    assert all(library_of(SAY.format(given="NumPy", library=name)) == name for name in LIBRARIES)


def test_reach_looks_at_each_method_of_a_class_once_although_super_leads_back_to_it() -> None:
    """With a chain of calls for each way through the class this would not end."""
    methods = "".join(f"    def m{at}(self):\n        return super().__init__() or scale\n" for at in range(40))
    names = namespace(f"scale = 2.0\nclass A:\n{methods}")
    assert set(reach("A", names)) == {"A", "scale"}


def test_reach_passes_over_an_empty_cell() -> None:
    names = namespace(
        "scale = 2.0\ndef make():\n    def f(x):\n        return later(x) * scale\n    return f\n    later = None\nf = make()"
    )
    assert set(reach("f", names)) == {"f", "scale"}


def test_reach_follows_calls_but_not_attributes() -> None:
    names = namespace(
        "T = 3\nscale = 2.0\ndef g(x):\n    return x.T * scale\nclass A:\n    def update(self):\n        return g(self)\n"
        "def f(x):\n    return A().update() + [h for h in x][0]\ndef h():\n    return T"
    )
    assert set(reach("f", names)) == {"f", "A", "g", "scale"}
    names["wrapped"] = functools.partial(names["f"])
    assert set(reach("wrapped", names)) == {"wrapped", "A", "g", "scale"}
