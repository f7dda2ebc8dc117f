"""The states of the notebook's names in which an exercise is judged.

An answer that was right at home must count here, even if another cell changes a name that it uses.  So the names that
an exercise's function needs (the function itself, its helpers, settings, modules) are noted at four moments: after the
solution cell, when its check cell would have run, when a line failed that may have stopped the notebook at home, and at
the end.  Noted are their values and the contents of small containers, objects and classes among them.  Moments with the
same state are judged once.  If the marked solution cell does not bind the name, the first cell that does takes its place.

The unit's own functions that cases call are put back as they were first bound, but for names that the judged one needs.
"""

from __future__ import annotations

import contextlib
import copy
import os
from collections.abc import Iterator, Mapping, Sequence
from types import FunctionType
from typing import Any

from npml.core.marks import AT_CHECK, AT_END, AT_FAILURE
from npml.core.reach import inside, is_own, reach, stored_names

from .modes import modes, put_back

# Bound here, before a student's code runs.
_reach, _inside, _is_own, _stored = reach, inside, is_own, stored_names
_list, _dict, _set, _type, _id, _vars, _isinstance, _len = list, dict, set, type, id, vars, isinstance, len
_setattr, _delattr, _zip, _all, _any, _enumerate = setattr, delattr, zip, all, any, enumerate
_Exception, _OSError, _Function = Exception, OSError, FunctionType
_copy, _reversed = copy.copy, reversed
_modes, _put_back_modes = modes, put_back
_getcwd, _chdir, _suppress = os.getcwd, os.chdir, contextlib.suppress
#: Stands for the value of a name that no longer exists.
_GONE = object()
#: At most so many values are looked at, and only contents of at most so many entries: settings and caches, not data.
_MOST, _MOST_ENTRIES = 300, 1000
#: Entries that Python gives to every class; they are not compared.
_UNTOUCHED = ("__dict__", "__weakref__", "__doc__", "__module__")


class _State:
    """Some of the notebook's names at one moment: their values, and the contents of values that can change."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names
        self.folder, self.modes = _folder(), _modes()
        self._held = [(value, _contents(value)) for value in _holders(names.values())]

    def but(self, names: dict[str, Any], others: Sequence[_State]) -> _State:
        """A copy of this state with other bindings for some names; ``others`` know the contents of their values."""
        made = _copy(self)
        made.names = {**self.names, **names}
        made._held = [*self._held, *(held for state in others for held in state._held)]
        return made

    def only(self, others: Mapping[str, Any]) -> _State:
        """A copy of this state without some names, and without the contents of values that these have."""
        made = _copy(self)
        made.names = {name: value for name, value in self.names.items() if name not in others}
        theirs = {_id(value) for value in _holders(others.values())}
        made._held = [(value, kept) for value, kept in self._held if _id(value) not in theirs]
        return made

    def same(self, names: Mapping[str, Any]) -> bool:
        """Whether ``names`` still has these bindings, and the values still have the same contents."""
        if self.modes and self.modes != _modes():
            return False
        return _all(names.get(name, _GONE) is value for name, value in self.names.items()) and not self.changed()

    def kept(self) -> dict[Any, Any]:
        """The noted contents, under arbitrary keys; `banish` sweeps them, so that `put_back` restores no banned library."""
        return _dict(_enumerate(kept for _, kept in self._held))

    def changed(self) -> set[int]:
        """The ids of the values whose contents are no longer the noted ones."""
        return {_id(value) for value, kept in self._held if not _alike(_contents(value), kept)}

    def put_back(self, names: dict[str, Any]) -> None:
        """Restore the bindings, the contents of the values and the working folder."""
        names.update(self.names)
        _enter(self.folder)
        if self.modes:
            _put_back_modes(self.modes)
        for value, kept in self._held:
            try:
                if not _alike(_contents(value), kept):
                    _refill(value, kept)
            except _Exception:  # a student's object may raise at any access
                continue


class Bindings:
    """Notes the notebook's names at the moments that count, and restores them for judging.

    Args:
        names: the notebook's globals.
        wanted: exercise -> the name that is judged.
        solutions: index of a cell -> the exercise whose solution cell it is.
        checks: index of a cell -> the exercises whose check cell comes after it and before the next.
        given: the unit's own functions that cases call.
    """

    def __init__(
        self, names: dict[str, Any], wanted: Mapping[str, str], solutions: Mapping[int, str],
        checks: Mapping[int, Sequence[str]], given: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self._names = names
        #: The dunder names of the namespace.  Python itself needs some of them, for example to warn.
        self._always = {name: value for name, value in names.items() if name.startswith("__")}
        #: The working folder in which the notebook began, and the one after the last cell.
        self.home = self._folder = os.getcwd()
        self._modes: dict[Any, Any] = {}
        self._wanted, self._solutions, self._checks = wanted, solutions, checks
        self._given = _dict.fromkeys(given)
        #: The given functions with what they need, each as it was first bound.
        self._first: dict[str, _State] = {}
        self._states: dict[str, _State] = {}
        #: For each exercise the names that have changed since its solution cell, and the last cell that changed each.
        self._rebound: dict[str, dict[str, int]] = {}
        self._latest: dict[str, _State] = {}
        self._own: dict[str, set[str]] = {}

    def spaces(self) -> list[dict[str, Any]]:
        """Everything that `restore` may bring back: noted names, and noted contents."""
        states = [*self._states.values(), *self._first.values()]
        return [space for state in states for space in (state.names, state.kept())]

    def after(self, cell: int) -> None:
        """Note the state that a cell has left."""
        self._folder, self._modes = _folder(), _modes()
        for name in self._given:
            if name in self._names and name not in self._first:
                judged = _set(self._wanted.values())
                needed = _reach(name, self._names).items()
                self._first[name] = _State({key: value for key, value in needed if key not in judged})
        for exercise, name in self._wanted.items():
            if name not in self._names:
                continue
            if exercise not in self._states or exercise == self._solutions.get(cell):
                self._states[exercise] = self._latest[exercise] = _State(_reach(name, self._names))
                self._rebound[exercise] = {}
                self._own[exercise] = _stored(self._states[exercise].names.values())
            elif not self._latest[exercise].same(self._names):
                self._note_changes(exercise, cell)
            if exercise in self._checks.get(cell, ()):
                self._note(exercise, AT_CHECK)

    def after_failure(self) -> None:
        """Note the state at the first failed line: at home the notebook may have stopped here."""
        for exercise, name in self._wanted.items():
            if name in self._names and exercise + AT_FAILURE not in self._states:
                self._note(exercise, AT_FAILURE)

    def _note(self, exercise: str, moment: str) -> None:
        self._states[exercise + moment] = _State(_reach(self._wanted[exercise], self._names))

    def _spread_failures(self) -> None:
        """Give a failure state to exercises that were solved only after the failures.

        It differs from the state after the solution cell in the names that had another value when a line failed.
        """
        failed = [self._states[exercise + AT_FAILURE] for exercise in self._wanted if exercise + AT_FAILURE in self._states]
        kept: dict[str, Any] = {}
        for state in _reversed(failed):
            kept.update(state.names)
        for exercise in self._wanted:
            first = self._states.get(exercise)
            if first is None or exercise + AT_FAILURE in self._states:
                continue
            other = {name: kept[name] for name, value in first.names.items() if kept.get(name, value) is not value}
            if other:
                self._states[exercise + AT_FAILURE] = first.but(other, failed)

    def _note_changes(self, exercise: str, cell: int) -> None:
        latest = self._latest[exercise]
        inner = latest.changed()
        names = latest.names
        for name, value in names.items():
            # Globals that the function itself assigns (counters, caches) are no change by a later cell.
            if name in self._own[exercise]:
                continue
            if self._names.get(name, _GONE) is not value or _any(_id(item) in inner for item in _holders([value])):
                self._rebound[exercise][name] = cell
        # The next cell is compared with the present values, so that each change is reported with its own cell.
        self._latest[exercise] = _State({name: self._names.get(name, _GONE) for name in names})

    def restore(self, key: str) -> None:
        """Restore the state ``key``; other names stay as they are.  `AT_END` needs the folder and modes only."""
        for name, value in self._always.items():
            self._names.setdefault(name, value)
        state = self._states.get(key)
        if state is not None:
            state.put_back(self._names)
        else:
            _enter(self._folder)
            if self._modes:
                _put_back_modes(self._modes)
        if self._first:
            self._put_back_given(state)

    def _put_back_given(self, state: _State | None) -> None:
        """Bind the unit's own functions, and what they need, as at first; not the names that are judged in this state."""
        own = state.names if state is not None else {
            name: value for judged in self._wanted.values() for name, value in _reach(judged, self._names).items()
        }  # fmt: skip
        folder, now = _folder(), _modes()
        for first in self._first.values():
            first.only(own).put_back(self._names)
        _enter(folder)
        if now:
            _put_back_modes(now)

    def report(self) -> dict[str, Any]:
        """What the worker is told when all cells have run.

        Returns:
            ``rebound``: exercise -> [[name, index of the cell that changed it], …].  ``states``: exercise -> the keys of
            its states, in order, for exercises with more than one.
        """
        self._spread_failures()
        differ: dict[str, list[str]] = {}
        for exercise, first in self._states.items():
            if exercise not in self._wanted:
                continue
            found = [exercise] if first.same(self._names) else [exercise, AT_END]
            for moment in (AT_CHECK, AT_FAILURE):
                state = self._states.get(exercise + moment)
                if state is not None and not state.same(self._names) and not _same_states(state, first):
                    found.append(exercise + moment)
            if _len(found) > 1:
                differ[exercise] = found
        return {
            "rebound": {
                exercise: [[name, cell] for name, cell in _list(again.items())[:50]]
                for exercise, again in self._rebound.items()
                if again
            },
            "states": differ,
        }


def _folder() -> str:
    """The working folder, "" if it was deleted."""
    try:
        return _getcwd()
    except _OSError:
        return ""


def _enter(folder: str) -> None:
    with _suppress(_OSError):  # it was deleted
        if folder:
            _chdir(folder)


def _same_states(one: _State, other: _State) -> bool:
    if (
        one.modes != other.modes
        or one.names.keys() != other.names.keys()
        or not _all(value is other.names[name] for name, value in one.names.items())
    ):
        return False
    held = {_id(value): kept for value, kept in other._held}
    return _all(_id(value) in held and _alike(kept, held[_id(value)]) for value, kept in one._held)


def _holders(values: Any) -> Iterator[Any]:
    """The values, and what is inside them, that can change without a name being bound again."""
    seen: dict[int, Any] = {}
    waiting = _list(values)
    while waiting and _len(seen) < _MOST:
        item = waiting.pop()
        if _id(item) in seen:
            continue
        seen[_id(item)] = item
        try:
            waiting += _inside(item)
            if _contents(item) is not None:
                yield item
        except _Exception:  # a student's object may raise at any access
            continue


def _contents(value: Any) -> Any:
    """A shallow copy of what a container, an object or a class of the notebook holds; None for all others."""
    if _isinstance(value, _dict):
        if "__builtins__" in value:  # a namespace (globals()): its names are noted one by one
            return None
        return _dict(value) if _len(value) <= _MOST_ENTRIES else None
    if _type(value) in (_list, _set):
        return _list(value) if _len(value) <= _MOST_ENTRIES else None
    if _isinstance(value, _type):
        if value.__module__ != "__main__":
            return None
        return {name: item for name, item in _vars(value).items() if name not in _UNTOUCHED}
    if _is_own(value) or _isinstance(value, _Function):
        return _dict(_vars(value))
    return None


def _alike(now: Any, before: Any) -> bool:
    """Whether two contents hold the same objects in the same places.  No code of the student's is called."""
    if _type(now) is not _type(before) or now is None or _len(now) != _len(before):
        return now is before
    if _isinstance(now, _dict):
        return _list(map(_id, now)) == _list(map(_id, before)) and _all(
            a is b for a, b in _zip(now.values(), before.values(), strict=True)
        )
    return _all(a is b for a, b in _zip(now, before, strict=True))


def _refill(value: Any, kept: Any) -> None:
    if _isinstance(value, _dict):
        value.clear()
        value.update(kept)
    elif _type(value) is _list:
        value[:] = kept
    elif _type(value) is _set:
        value.clear()
        value.update(kept)
    elif _isinstance(value, _type):
        for name in _contents(value):
            if name not in kept:
                _delattr(value, name)
        for name, item in kept.items():
            if _vars(value).get(name, _GONE) is not item:
                _setattr(value, name, item)
    else:
        _vars(value).clear()
        _vars(value).update(kept)
