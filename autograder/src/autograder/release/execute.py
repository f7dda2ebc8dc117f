"""Executes the solved notebook: keeps its outputs, and removes from them all that depends on the machine."""

from __future__ import annotations

import copy
import os
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from npml.core.josa import korean
from npml.errors import UnitError

from . import messages
from .notebooks import METADATA

CELL_SECONDS = 300
WIDGET = "application/vnd.jupyter.widget-view+json"


def executed(path: Path, source: NotebookNode, folder: Path, packages: Path) -> NotebookNode:
    """Execute a notebook and return it with its outputs.

    Args:
        path: the name for the notebook in an error.
        source: the notebook to run; it is not modified.
        folder: the working directory of its kernel.
        packages: the folder of the unit's package.

    Raises:
        UnitError: a cell raised an error; the message tells which cell.
    """
    book = copy.deepcopy(source)
    client = NotebookClient(
        book, timeout=CELL_SECONDS, kernel_name="python3", store_widget_state=False, coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=40"],  # log errors only
        resources={"metadata": {"path": str(folder)}},
    )  # fmt: skip
    try:
        client.execute(env={**_environment(), "NPML_UNITS": str(packages)})
    except CellExecutionError as error:
        raise UnitError(_failure(path, book, error)) from error
    number = 0
    for cell in book.cells:
        cell.metadata.pop("execution", None)  # time stamps
        if cell.cell_type == "code":
            number += 1
            cell.execution_count = number
            cell.outputs = [_plain(output, number) for output in cell.outputs if not _widget_alone(output)]
    book.metadata = copy.deepcopy(METADATA)
    return book


def _environment() -> dict[str, str]:
    # One BLAS thread, so that floats are summed in the same order everywhere.
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    # AUTOGRADER_STRICT: an error in a demo or widget fails the build instead of becoming a panel for the student.
    # No bytecode is written beside the sources, because it would contain the solutions.
    return {**os.environ, **threads, "AUTOGRADER_STRICT": "1", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def _widget_alone(output: Any) -> bool:
    """Whether an output is a live widget, which a saved notebook cannot show, with nothing else to see."""
    data = output.get("data", {})
    return WIDGET in data and not any(str(value).strip() for kind, value in data.items() if kind != WIDGET)


def _plain(output: Any, number: int) -> Any:
    if "execution_count" in output:
        output["execution_count"] = number
    data = output.get("data", {})
    if WIDGET in data and len(data) > 1:
        # A saved notebook cannot show a live widget, so only its HTML and text are kept.
        del data[WIDGET]
    return output


def _failure(path: Path, book: NotebookNode, error: CellExecutionError) -> str:
    codes = [cell for cell in book.cells if cell.cell_type == "code"]
    number, cell = next(
        ((index, cell) for index, cell in enumerate(codes, 1) if any(o.output_type == "error" for o in cell.outputs)),
        (len(codes), codes[-1]),
    )
    return korean(messages.CELL_FAILED, path=path, number=number, error=error.ename, text=error.evalue, source=cell.source)
