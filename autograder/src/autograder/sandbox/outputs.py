"""Recorded outputs from the student's zone: parsed, checked against nbformat 4, bounded in number.

What is malformed is left out without an error, since outputs never decide a point.
"""

from __future__ import annotations

import json
from typing import Any

from . import messages


def read_outputs(raw: bytes, cut: bool, count: int) -> list[dict[str, Any]]:
    """The outputs in a frame's body, at most ``count``, with a note when some were cut."""
    try:
        items = json.loads(raw)
    except (ValueError, RecursionError):
        items = []
        cut = True
    if not isinstance(items, list):
        items = []
    kept = [output for item in items[:count] if (output := clean_output(item)) is not None]
    if cut or len(items) > count:
        kept.append({"output_type": "stream", "name": "stdout", "text": messages.CUT})
    return kept


def clean_output(item: Any) -> dict[str, Any] | None:
    """One output with exactly nbformat's fields, or None."""
    if not isinstance(item, dict):
        return None
    kind = item.get("output_type")
    if kind == "stream":
        name, text = item.get("name"), item.get("text")
        if name in ("stdout", "stderr") and isinstance(text, str):
            return {"output_type": "stream", "name": name, "text": text}
    elif kind == "error":
        return {
            "output_type": "error", "ename": _text(item.get("ename"))[:200], "evalue": _text(item.get("evalue")),
            "traceback": [_text(line) for line in _list(item.get("traceback"))[:200]],
        }  # fmt: skip
    elif kind in ("display_data", "execute_result"):
        output: dict[str, Any] = {"output_type": kind, "metadata": _clean_metadata(item.get("metadata"))}
        output["data"] = _clean_bundle(item.get("data"))
        if kind == "execute_result":
            found = item.get("execution_count")
            output["execution_count"] = found if type(found) is int and 0 <= found < 1 << 31 else None
        return output
    return None


def stopped() -> dict[str, Any]:
    """The output that is shown in the cell at which a run ended."""
    return {
        "output_type": "error", "ename": messages.STOPPED_NAME, "evalue": messages.STOPPED,
        "traceback": [messages.STOPPED],
    }  # fmt: skip


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _clean_bundle(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        return {}
    clean: dict[str, Any] = {}
    for kind, value in data.items():
        if kind == "application/json" or kind.endswith("+json") or isinstance(value, str):
            clean[kind] = value
    return clean


def _clean_metadata(metadata: Any) -> dict[str, Any]:
    return metadata if isinstance(metadata, dict) else {}
