"""What PyTorch and Keras do otherwise after one call: whether gradients are kept, the dtype of new numbers, where they lie.

A cell that switches gradients off must not take the points of a function that was right before; and a function that
counts on float64 by default finds it.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Any

# Bound here, before a student's code runs.
_modules, _suppress, _Exception, _getattr = sys.modules, contextlib.suppress, Exception, getattr
#: By library: how to ask for a setting, and how to set it.
_SETTINGS = {
    "torch": (
        ("is_grad_enabled", "set_grad_enabled"), ("get_default_dtype", "set_default_dtype"),
        ("get_default_device", "set_default_device"), ("is_anomaly_enabled", "autograd.set_detect_anomaly"),
        ("are_deterministic_algorithms_enabled", "use_deterministic_algorithms"),
    ),
    "keras": (("config.floatx", "config.set_floatx"), ("config.dtype_policy", "config.set_dtype_policy")),
}  # fmt: skip
Modes = dict[tuple[str, str], Any]


def modes() -> Modes:
    """The settings as they are now, by library and setter; of libraries that are not loaded none."""
    found: Modes = {}
    for library, settings in _SETTINGS.items():
        if library in _modules:
            for ask, put in settings:
                with _suppress(_Exception):
                    found[library, put] = _attribute(library, ask)()
    return found


def put_back(wanted: Modes) -> None:
    """Set what is otherwise now."""
    now = modes()
    for (library, put), value in wanted.items():
        with _suppress(_Exception):  # a notebook may have broken the library
            if now.get((library, put)) != value:
                _attribute(library, put)(value)


def _attribute(library: str, path: str) -> Any:
    found: Any = _modules[library]
    for name in path.split("."):
        found = _getattr(found, name)
    return found
