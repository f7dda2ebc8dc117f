"""How a quiz answer is read, by the notebook and by the grade."""

from __future__ import annotations

from typing import Any

import numpy as np


def as_number(value: Any) -> Any:
    """An option as an int: ``'2'`` and NumPy's 2 are 2; anything else is returned unchanged."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value.strip()) < 4:
        return int(value)
    return int(value) if isinstance(value, np.integer) else value
