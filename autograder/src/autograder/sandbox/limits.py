"""What resources a submission may use, and the cells that it consists of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from npml.intake.limits import CELL_SECONDS, NOTEBOOK_SECONDS, REST_SECONDS


@dataclass(frozen=True)
class Limits:
    """Limits of one submission.

    Attributes:
        cell_seconds: time after which the running statement of a cell is interrupted.
        rest_seconds: time for all statements of the cell after an interrupted one.
        notebook_seconds: time for all cells together; as much again if a cell must be left out.
        definitions_seconds: time for each attempt to run the definitions alone.
        memory_bytes: of the whole sandbox (control group).
        address_bytes: of one process's address space.
        processes, files, file_bytes: RLIMIT_NPROC, RLIMIT_NOFILE and RLIMIT_FSIZE of getrlimit(2).
        home_bytes: of the home folder, which lies in memory.
        output_bytes: of all recorded outputs.
        output_count: of recorded outputs, per cell.
    """

    cell_seconds: float = CELL_SECONDS
    rest_seconds: float = REST_SECONDS
    notebook_seconds: float = NOTEBOOK_SECONDS
    definitions_seconds: float = 20.0
    memory_bytes: int = 2 << 30
    address_bytes: int = 2 << 30
    processes: int = 64
    files: int = 256
    file_bytes: int = 64 << 20
    home_bytes: int = 128 << 20
    output_bytes: int = 8 << 20
    output_count: int = 500

    def as_message(self) -> dict[str, Any]:
        """The limits as the zygote's ``open`` message carries them."""
        return asdict(self)


@dataclass(frozen=True)
class CellSource:
    """A code cell: its place in the notebook and its text.

    Attributes:
        exercise: the exercise whose solution cell it is, "" if none.
        checks: the exercises whose check cell comes after it and before the next.
        number: its place in the student's own notebook, from 0; -1: the same as ``index``.
        brief: run only those of its statements that bind names and can do no harm.
    """

    index: int
    source: str
    exercise: str = ""
    checks: tuple[str, ...] = ()
    number: int = -1
    brief: bool = False

    @property
    def shown(self) -> int:
        """Its place in the student's notebook, counted from 1, for messages."""
        return (self.number if self.number >= 0 else self.index) + 1
