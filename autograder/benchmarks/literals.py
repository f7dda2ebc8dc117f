"""A case of the hidden tests, written out as the asserts of an ordinary test cell with hard-coded values.

A step writes itself (`npml.core.steps`); its arguments are written here as code that runs, with every digit and
with names for what several steps share.  What people read need not run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.authoring import Case
from npml.core.arguments import Gen, Layout, Ref, Rng, Shared
from npml.core.program import Outcome
from npml.core.steps import Step

#: A case longer than this is left out: nobody writes such a cell.
LONGEST = 4000
#: A warning on stderr costs all points of a cell in nbgrader, also where a right answer may overflow.
PREAMBLE = "import warnings\nimport numpy as np\nfrom numpy import array, inf, nan\nwarnings.simplefilter('ignore')"


def literal(value: Any) -> str:
    """Python source of a value."""
    if isinstance(value, np.ndarray):
        kind = value.dtype.str if value.dtype.kind == "U" else value.dtype.name  # NumPy reads no "str64"
        text = f"array({value.tolist()!r}, dtype={kind!r})"
        return f"{text}.reshape({value.shape})" if value.size == 0 else text
    if isinstance(value, np.generic):
        return f"np.{value.dtype.name}({value.item()!r})"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(literal, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {literal(item)}" for key, item in value.items()) + "}"
    return repr(value)


def _argument(arg: Any, before: dict[str, str]) -> str:
    """Source of an argument; what must exist first is noted in ``before``: by its name the line that makes it."""
    if isinstance(arg, Ref):
        return f"r{arg.step}" if arg.item is None else f"r{arg.step}[{arg.item}]"
    if isinstance(arg, Layout):
        return f"np.asfortranarray({literal(arg.array)})" if arg.how == "F" else literal(np.asarray(arg.array))
    if isinstance(arg, Rng):
        before.setdefault(f"rng_{arg.name}", f"rng_{arg.name} = np.random.default_rng({arg.seed})")
        return f"rng_{arg.name}"
    if isinstance(arg, Shared):
        before[f"shared_{arg.name}"] = f"shared_{arg.name} = {_argument(arg.value, before)}"
        return f"shared_{arg.name}"
    if isinstance(arg, Gen):
        return f"iter([{', '.join(_argument(item, before) for item in arg.items)}])"
    if isinstance(arg, list):
        return f"[{', '.join(_argument(item, before) for item in arg)}]"
    if isinstance(arg, tuple):
        return f"({', '.join(_argument(item, before) for item in arg)}{',' if len(arg) == 1 else ''})"
    return literal(arg)


def _step(number: int, step: Step, before: dict[str, str]) -> str:
    source = step.source(lambda arg, _key: _argument(arg, before))
    return f"r{number} = {source}" if step.gives else source


def _assertion(name: str, want: Any, item: Case) -> list[str]:
    if want is None or isinstance(want, (bool, str, np.bool_)):
        return [f"assert {name} == {literal(want)}"]
    if isinstance(want, (tuple, list)):
        lines = [f"assert len({name}) == {len(want)}"]
        return lines + [line for n, part in enumerate(want) for line in _assertion(f"{name}[{n}]", part, item)]
    if isinstance(want, (int, float, np.number, np.ndarray)) and np.asarray(want).dtype.kind in "biuf":
        got = name if isinstance(want, np.ndarray) else f"float({name})"  # a number of any type, as our own judge takes it
        return [f"np.testing.assert_allclose({got}, {literal(want)}, rtol={item.rtol}, atol={item.atol})"]
    return []


def as_test(item: Case, want: Sequence[Outcome]) -> str:
    """The case as lines of a test cell, "" when it cannot be written as one."""
    lines: list[str] = []
    made: dict[str, str] = {}
    for number, (step, outcome) in enumerate(zip(item.steps, want, strict=False)):
        before: dict[str, str] = {}
        call = _step(number, step, before)
        for name, line in before.items():
            if name not in made:
                lines.append(line)
            elif name.startswith("shared_") and made[name] != line:  # the same array with other numbers in it
                lines.append(line.replace(" = ", "[...] = ", 1))
            made[name] = line
        if outcome.error is not None:
            lines += ["try:", f"    {call}", f"except {outcome.error}:", "    pass", "else:"]
            lines += [f"    raise AssertionError('no {outcome.error}')"]
            continue
        lines.append(call)
        if not step.gives or number in item.skip:
            continue
        if item.verify is not None or not item.compare:
            if isinstance(outcome.value, np.ndarray):
                lines.append(f"assert np.shape(r{number}) == {outcome.value.shape}")
        else:
            lines += _assertion(f"r{number}", outcome.value, item)
    text = "\n".join(lines)
    return text if len(text) <= LONGEST else ""
