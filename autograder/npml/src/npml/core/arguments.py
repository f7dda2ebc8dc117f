"""The arguments of a case's steps, and the objects that they stand for while the case runs.

Wrappers: ``Ref(step, item)``, ``Layout(array, how)``, ``Rng(seed, name)``, ``Gen([...])`` (a generator),
``Shared(name, value)`` (one object for several steps).  A wrapper's class makes its object and packs it for the
sandbox.  It does not print it, because a student, an instructor and Python itself each need another text: see
`student.describe`, `cli.words` and `literals` in benchmarks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

import numpy as np

from ..errors import ProtocolError

# Bound here, before a student's code runs.
_ndarray = np.ndarray


class Kept:
    """An array that a call returned, with a copy of what it held then: a later call must not change it."""

    __slots__ = ("array", "copy", "dtype", "held", "shape")

    def __init__(self, array: Any) -> None:
        plain = array if type(array) is _ndarray else _plain(array)
        self.array, self.held, self.shape, self.dtype = array, plain.tobytes(), plain.shape, plain.dtype
        self.copy = plain.copy() if plain.dtype.hasobject else None  # its bytes are addresses only

    def is_changed(self) -> bool:
        """Whether the array holds something else now."""
        array = self.array if type(self.array) is _ndarray else _plain(self.array)
        if array.tobytes() == self.held and array.shape == self.shape and array.dtype == self.dtype:
            return False  # nearly always; costs a tenth of comparing numbers
        copy = np.ndarray(self.shape, self.dtype, self.held) if self.copy is None else self.copy
        return not np.array_equal(array, copy, equal_nan=array.dtype.kind in "fc")


def _plain(array: Any) -> Any:
    """The array without what a subclass says of itself."""
    return np.ndarray.view(array, np.ndarray)


@dataclass
class Machine:
    """The state of one running case."""

    namespace: Mapping[str, Any]
    variables: dict[str, Any] = field(default_factory=dict)
    results: list[Any] = field(default_factory=list)
    shared: dict[str, Any] = field(default_factory=dict)
    filled: dict[str, Any] = field(default_factory=dict)  # what was last written into a shared array
    kept: list[Kept] = field(default_factory=list)

    def lookup(self, name: str) -> Any:
        """A global of the notebook.

        Raises:
            NameError: the notebook has no such global.
        """
        try:
            return self.namespace[name]
        except KeyError:
            raise NameError(f"name {name!r} is not defined") from None

    def make(self, arg: Any) -> Any:
        """The object that an argument stands for; an array is copied, so that the function may keep or change it."""
        if isinstance(arg, Argument):
            return arg.make(self)
        if isinstance(arg, np.ndarray):
            return arg.copy()
        if isinstance(arg, list):
            return [self.make(item) for item in arg]
        if isinstance(arg, tuple):
            return tuple(self.make(item) for item in arg)
        return arg


class Part:
    """A step, or the wrapper of an argument; a frozen dataclass.

    Attributes:
        kind: its name in a frame and in checks.json.
    """

    kind: ClassVar[str]

    def pack(self, pack: Callable[[Any], Any]) -> list[Any]:
        """The fields in order; ``pack`` packs one of them."""
        return [pack(value) for value in self.__dict__.values()]

    @classmethod
    def unpack(cls, body: list[Any], unpack: Callable[[Any], Any]) -> Self:
        """Rebuild the object from what `pack` gave; ``unpack`` unpacks one field."""
        return cls(*map(unpack, body))


class Argument(Part):
    """Stands for an object that a case cannot hold itself."""

    def make(self, machine: Machine) -> Any:
        """The object, for this run of the case."""
        raise NotImplementedError


@dataclass(frozen=True)
class Ref(Argument):
    """The result of an earlier step (``item``: one element of a tuple result)."""

    kind = "ref"
    step: int
    item: int | None = None

    def make(self, machine: Machine) -> Any:
        """The very object that the step gave, not a copy."""
        result = machine.results[self.step]
        return result if self.item is None else result[self.item]


@dataclass(frozen=True)
class Layout(Argument):
    """An array in another memory layout: F, strided, negative or readonly; of text also object, as pandas keeps it."""

    kind = "layout"
    array: Any
    how: str

    def make(self, machine: Machine) -> Any:
        """A copy of the array in this layout.

        Raises:
            ProtocolError: there is no such layout.
        """
        array = np.asarray(self.array)
        if self.how == "F":
            return np.asfortranarray(array.copy())
        if self.how == "object":
            return array.astype(object)
        if self.how == "strided":
            wide = np.zeros([2 * n for n in array.shape], dtype=array.dtype)
            view = wide[tuple(slice(None, None, 2) for _ in array.shape)]
            view[...] = array
            return view
        if self.how == "negative":
            flip = tuple(slice(None, None, -1) for _ in array.shape)
            return array[flip].copy()[flip]
        if self.how == "readonly":
            copy = array.copy()
            copy.flags.writeable = False
            return copy
        raise ProtocolError(f"unknown layout {self.how!r}")


@dataclass(frozen=True)
class Rng(Argument):
    """``np.random.default_rng(seed)``; one object per name within a case."""

    kind = "rng"
    seed: int
    name: str = "rng"

    def make(self, machine: Machine) -> Any:
        """The generator, in the state in which the earlier steps left it."""
        return machine.shared.setdefault(f"rng:{self.name}", np.random.default_rng(self.seed))

    def pack(self, pack: Callable[[Any], Any]) -> list[Any]:
        """The seed, as text because it may be too large for a JSON number, and the name."""
        return [hex(self.seed), self.name]

    @classmethod
    def unpack(cls, body: list[Any], unpack: Callable[[Any], Any]) -> Self:
        return cls(int(body[0], 16), body[1])


@dataclass(frozen=True)
class Gen(Argument):
    """A generator over the given items."""

    kind = "gen"
    items: tuple[Any, ...]

    def make(self, machine: Machine) -> Any:
        """A fresh generator, whose items are made before it starts."""
        items = [machine.make(item) for item in self.items]
        return (item for item in items)

    def pack(self, pack: Callable[[Any], Any]) -> list[Any]:
        """The items."""
        return list(map(pack, self.items))

    @classmethod
    def unpack(cls, body: list[Any], unpack: Callable[[Any], Any]) -> Self:
        return cls(tuple(map(unpack, body)))


@dataclass(frozen=True)
class Shared(Argument):
    """The same object in every step of the case that names it.

    If a later step names it with other values of the same shape, they are written into that same array, as a training
    loop refills one buffer.  A function that caches results by their input's identity then returns stale ones.
    """

    kind = "shared"
    name: str
    value: Any

    def make(self, machine: Machine) -> Any:
        """The object, made by the first step that names it."""
        if self.name not in machine.shared:
            machine.shared[self.name] = machine.make(self.value)
        elif isinstance(self.value, np.ndarray) and not np.array_equal(self.value, machine.filled[self.name]):
            machine.shared[self.name][...] = self.value
        machine.filled[self.name] = self.value
        return machine.shared[self.name]


def plain(arg: Any) -> Any:
    """An argument without its `Layout` and `Shared` wrappers: only the values."""
    while isinstance(arg, (Layout, Shared)):
        arg = arg.array if isinstance(arg, Layout) else arg.value
    return arg


#: The wrappers by their names in a frame.
ARGUMENTS: dict[str, type[Argument]] = {item.kind: item for item in (Ref, Layout, Rng, Gen, Shared)}
