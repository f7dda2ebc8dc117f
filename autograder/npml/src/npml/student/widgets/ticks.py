"""Where an axis has its ticks, and what is written there."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ...core.formatting import superscript


def linear_ticks(low: float, high: float, count: int) -> tuple[list[float], list[str]]:
    """About ``count`` round numbers between two limits, and their texts."""
    if not high > low:
        return [low], [_plain(low, 0)]
    rough = (high - low) / max(count, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    slack = 1e-6 * step
    first, last = math.ceil((low - slack) / step), math.floor((high + slack) / step)
    places = [round(number * step, digits + 2) for number in range(first, last + 1)]
    return places, [_plain(place, digits) for place in places]


def log_ticks(low: float, high: float, count: int) -> tuple[list[float], list[str]]:
    """Powers of ten between two positive limits: every second or third of many; where there are few, round numbers too."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    if last - first < 1:
        near = [factor * 10.0**power for power in range(first - 1, last + 1) for factor in (1, 2, 5)]
        places = [place for place in near if low <= place * (1 + 1e-9) and place <= high * (1 + 1e-9)]
        if len(places) < 3:
            return linear_ticks(low, high, count)
        return places, [f"{place:,.{max(0, -math.floor(math.log10(place) + 1e-9))}f}" for place in places]
    stride = max(1, math.ceil((last - first + 1) / max(count, 1)))
    powers = range(first + (-first) % stride, last + 1, stride)
    return [10.0**power for power in powers], [_power(power) for power in powers]


def given_ticks(places: Any) -> list[str]:
    """Texts for ticks that the author placed."""
    values = [float(place) for place in places]
    digits = next((d for d in range(4) if all(abs(v - round(v, d)) < 1e-9 * max(1.0, abs(v)) for v in values)), 4)
    return [_plain(value, digits) for value in values]


def _plain(value: float, digits: int) -> str:
    if value and (abs(value) >= 1e6 or digits > 4):
        mantissa, _, power = f"{value:.2e}".partition("e")
        return f"{mantissa.rstrip('0').rstrip('.')}×10{superscript(int(power))}".replace("-", "−")
    return f"{value + 0.0:,.{min(digits, 4) if value else 0}f}".replace("-", "−")


def _power(power: int) -> str:
    """A power of ten: 0.01, 100, 10⁶."""
    if -3 <= power <= 4:
        return f"{10.0**power:,.{max(0, -power)}f}"
    return f"10{superscript(power)}"


def limits(values: list[Any], *, log: bool, room: float = 0.05) -> tuple[float, float]:
    """The limits that show all finite values, with some room."""
    found = np.concatenate([np.asarray(value, dtype=float).ravel() for value in values]) if values else np.array([])
    found = found[np.isfinite(found) & ((found > 0) | (not log))]
    if not len(found):
        return (0.1, 1.0) if log else (0.0, 1.0)
    low, high = float(found.min()), float(found.max())
    if log:
        return low / 1.5, high * 1.5
    space = room * (high - low) or max(abs(high) * 0.1, 0.5)
    return low - space, high + space
