"""A notebook as plain dicts, as JSON has it: a student's computer may lack nbformat (VS Code needs only ipykernel)."""

from __future__ import annotations

import secrets
from typing import Any

#: A notebook, a cell, metadata: an object of the JSON.
Node = dict[str, Any]


def new_cell(kind: str, source: str) -> Node:
    """A cell of type code, markdown or raw."""
    cell: Node = {"id": secrets.token_hex(4), "cell_type": kind, "metadata": {}, "source": source}
    if kind == "code":
        cell.update(execution_count=None, outputs=[])
    return cell


def new_notebook(metadata: Node, cells: list[Node]) -> Node:
    """A notebook of these cells."""
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}
