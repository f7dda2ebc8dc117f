"""Seals the answers to the calls that the reference makes of earlier exercises' functions on a set of hidden cases.

A right function mostly makes the same calls with the same bits: gradient descent asks for the gradient at the same 100
places.  Its calls are answered in the student's zone then, without the way to the judge (a tenth of the time).  What it
asks otherwise goes to the judge, as ever, so that nothing but time depends on this.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import Any

from npml.core.program import run
from npml.core.wire import pack_frame

from ..authoring.unit import Unit
from ..inside.borrowed import open_frame, pack_call, read_answer, seal
from ..sandbox.snapshot import SALT
from .lend import answer
from .model import Steps

#: Bytes of sealed answers of one set: an answer that has no room is asked for.
MOST_BYTES = 2 << 20


def sealed_answers(unit: Unit, programs: Sequence[Steps], names: Sequence[str]) -> bytes:
    """A salt and the sealed answers (`inside.borrowed.seal`), one behind the other.

    Args:
        unit: its reference makes the calls and answers them.
        programs: cases.
        names: the functions that are lent.
    """
    salt = secrets.token_bytes(SALT)
    sealed = bytearray(salt)
    answers: dict[bytes, bytes] = {}

    def lent(name: str) -> Callable[..., Any]:
        def function(*args: Any, **kwargs: Any) -> Any:
            call = pack_frame(*pack_call(name, args, kwargs))
            if call not in answers:
                answers[call] = pack_frame(*answer(unit.reference, *open_frame(call)))
                if len(sealed) + len(answers[call]) <= MOST_BYTES:
                    sealed.extend(seal(salt, call, answers[call]))
            return read_answer(*open_frame(answers[call]))

        return function

    names_of_unit = unit.namespace({name: lent(name) for name in names})
    for steps in programs:
        run(steps, names_of_unit)
    return bytes(sealed)
