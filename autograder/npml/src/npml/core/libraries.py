"""Graded functions may use no library but NumPy and Python's own; what counts is what they reach when called.

While a case runs, the other libraries are out of reach: they cannot be imported, and where the function would
find one of their objects (in a global, a closure, a default, a container) it finds an `Absent`, which raises
`LibraryUsedError` as soon as it is used.  A unit may allow some of them (`allow`); then the others stay as they are, since
an allowed library may need them (Keras holds pandas), and only the student's own code cannot import them.

Comparing with a library elsewhere in the notebook costs nothing, and an import that never runs is no offence.
`check` and the judge's sandbox share this code: `only_numpy` gives the
notebook its objects back, `banish` does not, because a fork that only answers cases never needs them again.

This is a rule of the course, not a security boundary: the judge trusts nothing in the student's process anyway.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib.machinery
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .absent import (
    LIBRARIES,
    SAY,
    Absent,
    LibraryUsedError,
    allow,
    allowed,
    is_banned,
    judge_from_now_on,
    library_of,
    package_of,
)
from .reach import globals_of, reach, used_names
from .sweep import Sweeper, is_installed, remember_modules

__all__ = [
    "LIBRARIES", "SAY", "Absent", "LibraryUsedError", "absent_for", "allow", "banish", "is_banned", "library_of",
    "only_numpy", "remember_modules",
]  # fmt: skip

# Bound at import, because a student's code that runs later may replace these names.
_modules, _kept, _meta_path = sys.modules, list[Any](), sys.meta_path
_isinstance, _str, _list, _vars = isinstance, str, list, vars
_Exception, _ValueError, _LibraryUsedError = Exception, ValueError, LibraryUsedError
_PathFinder, _FileFinder = importlib.machinery.PathFinder, importlib.machinery.FileFinder
_suppress, _fromkeys, _getframe = contextlib.suppress, dict.fromkeys, sys._getframe


class Blocker:
    """An import finder that refuses the libraries."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> None:
        """Refuse a library, leave the rest to the next finder.

        Raises:
            LibraryUsedError: the module belongs to one of the libraries.
        """
        library = name.partition(".")[0]
        if is_banned(library):
            raise _LibraryUsedError(library)


@contextlib.contextmanager
def only_numpy(names: dict[str, Any], function: str, libraries: Iterable[str] = ()) -> Iterator[None]:
    """Within this context the libraries are out of reach of a function that finds its globals in ``names``.

    For the student's own kernel: only what the function can reach by name is touched, and all of it is put
    back at the end, also in containers.

    Args:
        names: the notebook's globals.
        function: the function's name.
        libraries: those that the unit allows.
    """
    before = allow(libraries)
    loaded = _loaded()
    sweeper = Sweeper(_folder())
    put_back: Callable[[], None] | None = None
    try:
        if allowed():
            put_back = _refuse_students()
        else:
            for module in loaded:
                del _modules[module]
            _meta_path.insert(0, Blocker)
        if loaded:
            found = reach(function, names)
            sweeper.sweep(names, found)
            # If ``names`` is a copy (with another function under this name), functions still use their own globals.
            for space in globals_of(found.values()):
                if space is not names:
                    used = set[str]().union(*map(used_names, found.values()))
                    sweeper.sweep(space, {name for start in used for name in reach(start, space)})
        yield
    finally:
        sweeper.undo()
        if put_back is not None:
            put_back()
        else:
            with _suppress(_ValueError):
                _meta_path.remove(Blocker)
            _modules.update(loaded)
        allow(before)


def banish(home: str, *spaces: dict[str, Any]) -> None:
    """Take the libraries out of this process for good, and their objects out of the student's namespaces.

    Runs once, in the notebook process after its cells, and not in each snapshot: a fork that touches
    hundreds of modules copies their memory pages.  For the same reason nothing is freed.

    Args:
        home: below it lie the modules that the student wrote; they are swept, too.
        spaces: further namespaces to sweep.
    """
    judge_from_now_on()
    loaded = _loaded()
    if loaded:
        sweeper = Sweeper(home)
        sweeper.sweep_modules()
        for names in spaces:
            sweeper.sweep(names)
        _kept.append(sweeper)
    if allowed():
        _refuse_students()
        return
    for name, module in loaded.items():
        del _modules[name]
        _empty(module, name.partition(".")[0])
    _meta_path.insert(0, Blocker)
    for finder in (_PathFinder, _FileFinder):  # if a student's code removes `Blocker`, these still refuse
        _guard(finder)


def absent_for(module: str) -> Absent | None:
    """The `Absent` to bind in place of a library's module or of a name from it; None for any other module."""
    library = module.partition(".")[0]
    return Absent(library, missing=True) if is_banned(library) else None


def _refuse_students() -> Callable[[], None]:
    """From now on whoever imports a banned library must be a library himself; returns what puts an end to that.

    Modules that are loaded stay where they are, so no finder would be asked for them.
    """
    real, real_module = builtins.__import__, importlib.import_module

    def check(name: Any, space: Any) -> None:
        library = package_of(name)
        if is_banned(library) and not is_installed(space.get("__file__")):
            raise _LibraryUsedError(library)

    def guarded(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        if not level:
            check(name, _getframe(1).f_globals if globals is None else globals)
        return real(name, globals, locals, fromlist, level)

    def guarded_module(name: str, package: str | None = None) -> Any:
        check(name, _getframe(1).f_globals)
        return real_module(name, package)

    def put_back() -> None:
        builtins.__import__, importlib.import_module = real, real_module

    builtins.__import__, importlib.import_module = guarded, guarded_module
    return put_back


def _folder() -> str:
    try:
        return os.getcwd()
    except OSError:  # the working folder is gone, and so are the student's modules in it
        return os.devnull


def _loaded() -> dict[str, Any]:
    return {name: module for name, module in _list(_modules.items()) if is_banned(name.partition(".")[0])}


def _empty(module: Any, library: str) -> None:
    """Replace all globals of a library's module: a function of it that somebody still holds cannot work any more."""
    try:
        space = _vars(module)
        _kept.append((module, _list(space.values())))
        space.update(_fromkeys(space, Absent(library)))
    except _Exception:  # somebody put another object into sys.modules
        _kept.append(module)


def _guard(finder: Any) -> None:
    find = finder.find_spec

    def find_spec(*args: Any, **kwargs: Any) -> Any:
        for arg in args:
            if _isinstance(arg, _str):
                Blocker.find_spec(arg)
        return find(*args, **kwargs)

    finder.find_spec = find_spec
