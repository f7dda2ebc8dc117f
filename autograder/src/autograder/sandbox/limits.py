"""What a submission may use, and the cells that it consists of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """Limits of one submission.

    Attributes:
        cell_seconds: after which a cell's statement is interrupted.
        rest_seconds: for all statements that follow it in the cell.
        notebook_seconds: for all cells together; as many again if a cell must be left out.
        definitions_seconds: for each try to run the definitions alone.
        memory_bytes: of the whole sandbox (control group).
        address_bytes: of one process's address space.
        processes, files, file_bytes: as the resource limits of these names.
        home_bytes: of the home folder, in memory.
        output_bytes: of all recorded outputs.
        output_count: of recorded outputs, per cell.
    """

    cell_seconds: float = 20.0
    rest_seconds: float = 5.0
    notebook_seconds: float = 120.0
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
        """For the zygote."""
        return asdict(self)


@dataclass(frozen=True)
class CellSource:
    """A code cell: its place in the notebook and its text.

    Attributes:
        exercise: whose solution cell it is, "" if of none.
        checks: the exercises whose check cell comes after it and before the next.
        number: its place in the student's own notebook, from 0; -1: the same as ``index``.
        brief: only that of it is run which binds names and can do no harm.
    """

    index: int
    source: str
    exercise: str = ""
    checks: tuple[str, ...] = ()
    number: int = -1
    brief: bool = False

    @property
    def shown(self) -> int:
        """Its place as its author counts, from 1."""
        return (self.number if self.number >= 0 else self.index) + 1
