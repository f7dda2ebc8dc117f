"""Runs the student's code under ``sys.settrace`` and records what each statement made.

Only frames whose globals are the notebook's are looked at; NumPy's own code runs untraced.  An error of the recorder
itself ends the recording, never the student's code.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Mapping
from types import FrameType, ModuleType
from typing import Any

import numpy as np

from ..limit import _INNER
from ..output import strict
from .documented import promise
from .folds import Folder
from .frames import (
    MISSING,
    Frame,
    given_of,
    is_container_of,
    is_hidden,
    is_readable,
    letters_of,
    parameters,
    result_of,
    text_of,
    truth,
    value_of,
)
from .marking import Marker
from .reader import SIGNS, Reader
from .records import CallRecord, Executed, Section
from .shapes import Shape, sizes
from .snapshots import Snapshot, holds, is_a, signature, take
from .source import Source, Statement

#: How many lines are followed, and how many statements are kept; afterwards the code runs on unrecorded.
MAX_EVENTS, MAX_KEPT = 20_000, 200
#: Deeper calls of the student's functions, and further ones from the same statement, are left out.
MAX_DEPTH, MAX_CALLS = 6, 3
#: ``inspect.CO_GENERATOR`` and its asynchronous kin.
_GENERATORS = 0x20 | 0x80 | 0x200
_NEW_LOCALS = 0x2


class Recorder:
    """Records one run.

    Args:
        names: the notebook's globals.
        warned: the list in which `warnings.catch_warnings` collects.
        printed: gives what was printed so far.
        aliasing: a result that shares memory with an argument is to be marked.

    Attributes:
        sections: what was recorded.
        ended: "" or why the recording ended early: steps, fault.
        fault: the error of the recorder itself that ended it.
    """

    def __init__(self, names: Mapping[str, Any], warned: list[Any], printed: Callable[[], str], aliasing: bool) -> None:
        self._names = names
        self._printed = printed
        self.sections: list[Section] = []
        self.ended = ""
        self.fault: BaseException | None = None
        self.marker = Marker(warned, aliasing)
        self._sources: dict[str, Source] = {}
        self._frames: list[Frame] = []
        self._events = self._kept = 0
        self._begun = ""
        self._given: list[Any] = []

    # --- from outside -----------------------------------------------------------------------

    def section(self, source: str, given: list[Any]) -> Section:
        """Begin a step of the case; ``given`` is the list to which the call's arguments will be appended."""
        self._frames.clear()
        self._given = given
        made = Section(source)
        self.sections.append(made)
        return made

    def start(self) -> None:
        """Begin to record, in this thread."""
        if not self.ended:
            sys.settrace(self._enter)

    def finish(self, result: Any, error: Exception | SystemExit | None = None) -> None:
        """A step has given a result, which later ones must not change, or has ended with an exception."""
        try:
            if error is not None:
                self.sections[-1].error = type(error).__name__, text_of(error)
            if self._frames and not self.ended:
                self._lost(error)
            self.marker.keep(result)
        except Exception as error:
            self._give_up(error)

    # --- events -----------------------------------------------------------------------------

    def _enter(self, frame: FrameType, event: str, arg: Any) -> Any:
        if event != "call" or self.ended or frame.f_globals is not self._names:
            return None
        if frame.f_code.co_name in _INNER or not frame.f_code.co_flags & _NEW_LOCALS:
            return None  # a comprehension, whose statement shows the same, or the body of a class
        try:
            return self._follow if self._call(frame) else None
        except Exception as error:
            return self._give_up(error)

    def _follow(self, frame: FrameType, event: str, arg: Any) -> Any:
        if self.ended:
            return None
        try:
            state = self._frames[-1] if self._frames else None
            if state is None or state.frame is not frame:
                return None  # a generator that was closed from elsewhere
            if event == "line":
                self._line(state)
            elif event == "exception":
                self._exception(state, arg)
            elif event == "return":
                self._return(state, arg)
        except Exception as error:
            return self._give_up(error)
        return self._follow

    def _lost(self, error: BaseException | None) -> None:
        """Close what is open still: Python ends the tracing when the stack has no room for the trace function."""
        while self._frames:
            if error is not None:
                state = self._frames[-1]
                state.unwinding = True
                if state.executed is not None:
                    state.executed.error = type(error).__name__, text_of(error)
                self._return(state, None)
            else:
                self._frames.clear()
                self.ended = "fault"

    def _give_up(self, error: Exception) -> None:
        self.ended, self.fault = "fault", error
        sys.settrace(None)
        if strict():
            sys.stderr.write(f"trace: {error!r}\n")

    def _source(self, frame: FrameType) -> Source:
        name = frame.f_code.co_filename
        if name not in self._sources:
            self._sources[name] = Source.of(frame.f_code, frame.f_globals)
        return self._sources[name]

    def _call(self, frame: FrameType) -> bool:
        outer = self._frames[-1] if self._frames else None
        depth = len(self._frames)
        room = outer.executed if outer is not None else None
        calls = self.sections[-1].calls if outer is None else room.calls if room is not None else []
        if depth >= MAX_DEPTH or (outer is not None and room is None):
            return False
        if len(calls) >= MAX_CALLS:
            if outer is not None and room is not None:
                room.left_out += 1
            else:
                self.sections[-1].left_out += 1
            return False
        code = frame.f_code
        own = frame.f_locals
        arguments = {name: own[name] for name in parameters(code) if name in own}
        name = getattr(code, "co_qualname", code.co_name).split("<locals>.")[-1]
        record = CallRecord(name, frame.f_lineno, [(key, take(value)) for key, value in arguments.items() if key != "self"])
        record.resumed = bool(code.co_flags & _GENERATORS) and frame.f_lineno != code.co_firstlineno
        calls.append(record)
        source = self._source(frame)
        state = Frame(frame, source, record, Folder(record.items))
        if function := source.function(code):
            state.promise = promise(ast.get_docstring(function, clean=False), arguments)
            record.first, record.code = source.listing(function)
        if state.promise is not None:
            state.letters.update(state.promise.args)
        if outer is None:
            self.marker.watch(given_of(arguments, self._given))
            self._begun = self._printed()
        self._frames.append(state)
        return True

    def _line(self, state: Frame) -> None:
        frame = state.frame
        state.unwinding = False
        statement = state.source.statement(frame.f_lineno)
        if statement is state.statement and frame.f_lasti > state.start:
            return  # the same statement goes on in another of its lines
        self._events += 1
        if self._events > MAX_EVENTS or self._kept > MAX_KEPT:
            self._finish(state, statement)
            self.ended = "steps"
            sys.settrace(None)
            return
        self._finish(state, statement)
        self._begin(state, statement)

    def _begin(self, state: Frame, statement: Statement) -> None:
        state.statement, state.start = statement, state.frame.f_lasti
        state.executed = made = Executed(statement.first, statement.text)
        assert state.folder is not None
        self._kept += state.folder.add(made, statement)
        state.before = {name: value_of(state.frame, name) for name in statement.names}
        state.marks = {name: signature(value) for name, value in state.before.items() if value is not MISSING}
        made.reads = [
            (name, self._seen(state, name, value, state.marks[name]))
            for name, value in state.before.items()
            if value is not MISSING and is_readable(value) and not is_hidden(name, state.before)
        ]
        state.results = {}

    @staticmethod
    def _seen(state: Frame, name: str, value: Any, now: Any) -> Snapshot:
        """A snapshot of what a name is bound to; the last one if nothing has changed since."""
        known = state.seen.get(name)
        if known is None or known[0] != now:
            known = state.seen[name] = (now, take(value))
        return known[1]

    def _exception(self, state: Frame, arg: Any) -> None:
        kind, error, _ = arg
        if kind in (StopIteration, StopAsyncIteration, GeneratorExit) or state.executed is None:
            return
        state.unwinding = True
        state.executed.error = (kind.__name__, text_of(error))

    def _return(self, state: Frame, arg: Any) -> None:
        unwinding = state.unwinding
        generator = bool(state.frame.f_code.co_flags & _GENERATORS)
        executed = state.executed
        if executed is not None and not unwinding and not (generator and arg is None):
            executed.returned, executed.yielded = take(arg), generator
        self._finish(state, None)
        if state.call is not None and not unwinding:
            state.call.result = take(arg)
        if state.folder is not None:
            self._kept += state.folder.close()
        if executed is not None and not unwinding and state.promise is not None and not generator:
            self.marker.returned(executed, arg, state.promise)
        if executed is not None and not unwinding and len(self._frames) == 1:
            self.marker.shares(executed, arg)
        self._frames.pop()
        if self._frames and state.call is not None and not unwinding:
            self._frames[-1].results.setdefault(state.frame.f_code.co_name, []).append(arg)

    # --- one statement ----------------------------------------------------------------------

    def _finish(self, state: Frame, following: Statement | None) -> None:
        """A statement has ended: look at what it made."""
        executed, statement = state.executed, state.statement
        if executed is None or statement is None:
            self._begun = self._printed()
            return
        state.executed = None
        text = self._printed()
        executed.printed, self._begun = text[len(self._begun) :], text
        failed = executed.error is not None
        before = state.before
        changed = {name: value_of(state.frame, name) for name in statement.names}
        for name, value in changed.items():
            if value is MISSING or callable(value) or is_a(value, ModuleType) or is_container_of(name, changed, statement):
                continue
            is_target, now = name in statement.targets and not failed, signature(value)
            if is_target or before[name] is MISSING or state.marks.get(name) != now:
                executed.made.append((name, self._seen(state, name, value, now)))
        executed.truth = truth(statement, following)
        reader = Reader(
            lambda name: before.get(name, MISSING),
            lambda name, value: letters_of(state, name, value),
            lambda node: result_of(state, node),
        )
        shape = self._read(reader, statement)
        # Of operations that do not fit, the one that raised is the last; without an exception none was carried out.
        executed.broadcasts = tuple(item for item in reader.found if item.result is not None or failed)
        self._letter(state, statement, shape, changed)
        elsewhere = [
            value
            for name, value in before.items()
            if value is not MISSING and not is_readable(value) and not is_container_of(name, before, statement)
        ]
        self.marker.look(
            executed, statement, reader.found, state.promise, lambda: any(any(holds(value)) for value in elsewhere)
        )

    def _read(self, reader: Reader, statement: Statement) -> Shape | None:
        node = statement.node
        if isinstance(node, ast.AugAssign):
            left, right = reader.shape(node.target), reader.shape(node.value)
            if left is not None and right is not None:
                return reader.meet(node.target, node.value, left, right, SIGNS.get(type(node.op), "") + "=")
            return None
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.Return, ast.Expr)):
            return reader.shape(node.value) if node.value is not None else None
        if isinstance(node, (ast.If, ast.While)):
            reader.shape(node.test)
        return None

    def _letter(self, state: Frame, statement: Statement, shape: Shape | None, values: dict[str, Any]) -> None:
        """Remember the letters of what was assigned."""
        node = statement.node
        for name in statement.targets:
            state.letters.pop(name, None)
        if not isinstance(node, ast.Assign) or len(node.targets) != 1 or statement.more:
            return
        if isinstance(node.targets[0], (ast.Name, ast.Attribute)) and statement.targets:
            name = statement.targets[0]
            value = values.get(name, MISSING)
            if shape is not None and type(value) is np.ndarray and value.shape == sizes(shape):
                state.letters[name] = shape
