"""What a quiz answer says, for the notebook and for the grade."""

from __future__ import annotations

from typing import Any

import numpy as np


def as_number(value: Any) -> Any:
    """An option as a number: ``'2'`` and NumPy's 2 are 2; what is no number stays."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value.strip()) < 4:
        return int(value)
    return int(value) if isinstance(value, np.integer) else value
