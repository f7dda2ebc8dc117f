"""The penguins of unit 17: 344 of them; penguins.txt says whose data they are."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

#: The columns of the numbers, and the species by their labels 0, 1, 2.
NUMBERS = ("부리 길이(mm)", "부리 깊이(mm)", "지느러미 길이(mm)", "몸무게(g)")
SPECIES = ("아델리", "턱끈", "젠투")
_KEYS = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
_NAMES = ("Adelie", "Chinstrap", "Gentoo")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = (Path(__file__).parent / "penguins.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def load() -> tuple[Any, Any, Any]:
    """Numbers (344, 4) with NaN for gaps, categories (344, 2), island and sex with "" for gaps, and species (344,), 0 to 2."""
    rows = _rows()
    numbers = [[np.nan if row[key] == "NA" else float(row[key]) for key in _KEYS] for row in rows]
    categories = [[row["island"], "" if row["sex"] == "NA" else row["sex"]] for row in rows]
    return np.array(numbers), np.array(categories), np.array([_NAMES.index(row["species"]) for row in rows])
