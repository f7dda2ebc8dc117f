"""How numbers are written in sentences."""

from __future__ import annotations

import math
import re

_SUPER = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def superscript(power: int) -> str:
    """An exponent: ``⁻¹²``."""
    return str(power).translate(_SUPER)


def number(value: object, digits: int = 4) -> str:
    """A number for a sentence: ``0.4973``, ``−2,869``, ``1.2×10⁶³``, ``NaN``, ``∞``.

    Args:
        value: a real number, or a NumPy scalar or array of shape ().
        digits: significant digits.
    """
    return str(value) if isinstance(value, bool) else typeset(_plain(value, digits))


def typeset(text: str) -> str:
    """A sentence whose numbers are written as in print: −0.993 for -0.993, 7×10⁻⁵ for 7e-05; code in backticks stays."""
    return _COMPUTED.sub(lambda found: _as_printed(found) if found.lastgroup else found.group(), text)


# What is left alone comes first: code.  A hyphen behind a letter, a number or a bracket is no sign.
_COMPUTED = re.compile(r"`[^`]*`|(?P<power>(?<=\d)e[+-]\d+)|(?P<sign>(?<![\w.)\]])-(?=[\d∞]))")


def _as_printed(found: re.Match[str]) -> str:
    return "−" if found.lastgroup == "sign" else f"×10{superscript(int(found.group()[1:]))}"


def _plain(value: object, digits: int) -> str:
    if isinstance(value, int):
        return _integer(value)
    x = float(value)  # type: ignore[arg-type]
    if math.isnan(x):
        return "NaN"
    if math.isinf(x):
        return "∞" if x > 0 else "-∞"
    if x == 0:
        return "0"
    size = math.floor(math.log10(abs(x)))
    if size >= 6 or size < -4:
        mantissa, _, power = f"{x:.{min(digits, 3) - 1}e}".partition("e")
        return f"{_trim(mantissa)}×10{superscript(int(power))}"
    return _trim(f"{x:,.{max(0, digits - 1 - size)}f}")


def _integer(value: int) -> str:
    return f"{value:,}" if abs(value) < 10**12 else number(float(value))


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
