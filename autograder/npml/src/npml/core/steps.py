"""The steps that a case is made of.

::

    Call("softmax", x)                      result 0
    New("opt", "Adam", lr=0.1)              binds a name for later steps
    Call("opt.update", p, g)                result 1 ...
    Get("opt", "m"), Set("opt", "gamma", g)
    Call("opt.update", Ref(1), g)           an earlier step's result as argument
    Value("quiz_answers")                   a global of the notebook

A step's class says all about it: what it holds, how it runs, how it is written as Python, and how it is packed for the
sandbox and for checks.json.  A new kind of step is one class, listed in `STEPS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from .arguments import Machine, Part

#: Writes an argument as text, given its value and its keyword or position in the call.
Show = Callable[[Any, int | str], str]


class Step(Part):
    """One step of a case.

    Attributes:
        gives: it has a result that is compared.
    """

    gives: ClassVar[bool] = True

    @property
    def given(self) -> tuple[Any, ...]:
        """The arguments that a function gets and might change: positional ones, then keywords'; () if it calls none."""
        return ()

    def perform(self, machine: Machine, arguments: list[Any]) -> Any:
        """Run the step and return its result.

        Args:
            machine: the state of the running case.
            arguments: the objects that the call gets are appended here.

        Raises:
            BaseException: whatever the student's code raises.
        """
        raise NotImplementedError

    def source(self, show: Show) -> str:
        """The step as Python, its arguments as ``show`` writes them."""
        raise NotImplementedError


@dataclass(frozen=True, init=False)
class Invocation(Step):
    """A step that calls something."""

    target: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def __init__(self, target: str, *args: Any, **kwargs: Any) -> None:
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "args", args)
        object.__setattr__(self, "kwargs", kwargs)

    @property
    def given(self) -> tuple[Any, ...]:
        return (*self.args, *self.kwargs.values())

    def pack(self, pack: Callable[[Any], Any]) -> list[Any]:
        """The names, the positional arguments, the keywords."""
        *names, _, _ = self.__dict__.values()
        return [*names, list(map(pack, self.args)), {key: pack(arg) for key, arg in self.kwargs.items()}]

    @classmethod
    def unpack(cls, body: list[Any], unpack: Callable[[Any], Any]) -> Self:
        *names, args, kwargs = body
        return cls(*names, *map(unpack, args), **{key: unpack(arg) for key, arg in kwargs.items()})

    def source(self, show: Show) -> str:
        args = [show(arg, at) for at, arg in enumerate(self.args)]
        args += [f"{key}={show(arg, key)}" for key, arg in self.kwargs.items()]
        return f"{self.target}({', '.join(args)})"

    def _make(self, machine: Machine, arguments: list[Any]) -> tuple[list[Any], dict[str, Any]]:
        args = [machine.make(arg) for arg in self.args]
        kwargs = {key: machine.make(arg) for key, arg in self.kwargs.items()}
        arguments.extend([*args, *kwargs.values()])
        return args, kwargs


@dataclass(frozen=True, init=False)
class Call(Invocation):
    """Call a function, or a method as ``"variable.method"``."""

    kind = "call"

    def perform(self, machine: Machine, arguments: list[Any]) -> Any:
        args, kwargs = self._make(machine, arguments)
        name, _, method = self.target.partition(".")
        owner = machine.variables.get(name) if method else None
        function = getattr(owner, method) if method else machine.lookup(name)
        return function(*args, **kwargs)


@dataclass(frozen=True, init=False)
class New(Invocation):
    """Make an instance of the student's class and bind it to a variable."""

    kind = "new"
    gives = False
    var: str

    def __init__(self, var: str, target: str, *args: Any, **kwargs: Any) -> None:
        object.__setattr__(self, "var", var)  # first, because `pack` keeps this order
        super().__init__(target, *args, **kwargs)

    def perform(self, machine: Machine, arguments: list[Any]) -> None:
        args, kwargs = self._make(machine, arguments)
        machine.variables[self.var] = machine.lookup(self.target)(*args, **kwargs)

    def source(self, show: Show) -> str:
        return f"{self.var} = {super().source(show)}"


@dataclass(frozen=True)
class Get(Step):
    """Read an attribute of a variable."""

    kind = "get"
    var: str
    attr: str

    def perform(self, machine: Machine, arguments: list[Any]) -> Any:
        return getattr(machine.variables[self.var], self.attr)

    def source(self, show: Show) -> str:
        return f"{self.var}.{self.attr}"


@dataclass(frozen=True)
class Set(Step):
    """Set an attribute of a variable."""

    kind = "set"
    gives = False
    var: str
    attr: str
    value: Any

    def perform(self, machine: Machine, arguments: list[Any]) -> None:
        setattr(machine.variables[self.var], self.attr, machine.make(self.value))

    def source(self, show: Show) -> str:
        return f"{self.var}.{self.attr} = {show(self.value, self.attr)}"


@dataclass(frozen=True)
class Value(Step):
    """Read a global name of the notebook."""

    kind = "value"
    name: str

    def perform(self, machine: Machine, arguments: list[Any]) -> Any:
        return machine.namespace[self.name]

    def source(self, show: Show) -> str:
        return self.name


#: The kinds of steps by their names in a frame.
STEPS: dict[str, type[Step]] = {item.kind: item for item in (Call, New, Get, Set, Value)}
