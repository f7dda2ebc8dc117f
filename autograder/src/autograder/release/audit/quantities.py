"""Reads a number as a Korean text writes it, and says how far the true value may lie from it.

``12%`` is a share between 0.115 and 0.125, ``747억`` a number to the nearest hundred million, ``40% 가까이`` a little
less than 0.4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_NUMBER = re.compile(
    r"(?P<sign>[-−–]?)(?P<digits>\d[\d,]*(?:\.\d+)?)"
    r"(?:\s?(?:×|\\times)\s?10(?:(?P<super>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\^\{?(?P<power>[-−]?\d+)\}?)|e(?P<exponent>[-+]?\d+))?"
    r"(?:\s?/\s?(?P<below>\d+))?\s?(?P<unit>\\?%|만|억|조)?"
)
_SCALES = {"%": 0.01, r"\%": 0.01, "만": 1e4, "억": 1e8, "조": 1e12}
_WORDS = {
    "한": 1.0, "두": 2.0, "세": 3.0, "네": 4.0, "다섯": 5.0, "여섯": 6.0, "일곱": 7.0, "여덟": 8.0, "아홉": 9.0,
    "열": 10.0, "열한": 11.0, "열두": 12.0, "스무": 20.0, "하나": 1.0, "둘": 2.0, "셋": 3.0, "넷": 4.0,
    "절반": 0.5, "반": 0.5,
}  # fmt: skip
_WORD = re.compile(rf"(?<![가-힣])({'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![가-힣]{{2}})")
#: Words of approximation, and between which multiples of the number the true value then lies.
_LOOSE = (
    (re.compile("가까이|못 미치|조금 못|채 안|미만"), (0.9, 1.0)),
    (re.compile("남짓|넘|이상|웃도"), (1.0, 1.15)),
    (re.compile("쯤|약 |정도|대략|안팎|가량"), (0.9, 1.1)),
)
#: Rounding of the last digits in the computation itself.
_SLACK = 1e-9


@dataclass(frozen=True)
class Quantity:
    """A number and the closed interval in which the true value must lie for the text to be right."""

    low: float
    high: float

    def admits(self, value: float) -> bool:
        """Whether the text is right about this value."""
        slack = _SLACK * max(1.0, abs(self.low), abs(self.high)) if abs(self.high) >= _SLACK else 0.0
        return bool(self.low - slack <= value <= self.high + slack)


def quantity_of(text: str) -> Quantity | None:
    """The first number of a text, in digits or as a Korean word; None where there is none."""
    if (found := _NUMBER.search(text)) is not None:
        value, step = _value_of(found)
    elif (word := _WORD.search(text)) is not None:
        value, step = _WORDS[word[1]], 0.0
    else:
        return None
    for words, (least, most) in _LOOSE:
        if words.search(text):
            return Quantity(*sorted((value * least, value * most)))
    return Quantity(value - step / 2, value + step / 2)


def values_in(text: str) -> list[float]:
    """All numbers that a printed text shows in digits."""
    return [_value_of(found)[0] for found in _NUMBER.finditer(text)]


def _value_of(found: re.Match[str]) -> tuple[float, float]:
    """The number, and the size of a step in its last digit."""
    digits = found["digits"].rstrip(",").replace(",", "")
    power = found["super"] or found["power"] or found["exponent"] or "0"
    scale = 10.0 ** int(power.translate(_POWERS).replace("−", "-")) * _SCALES.get(found["unit"] or "", 1.0)
    if found["below"]:
        return _signed(found, float(digits) / float(found["below"]) * scale), 0.0
    return _signed(found, float(digits) * scale), 10.0 ** -len(digits.partition(".")[2]) * scale


def _signed(found: re.Match[str], value: float) -> float:
    # A dash between two numbers is no minus: "0.84–0.90".
    before = found.string[: found.start()]
    minus = found["sign"] and not (before[-1:].isdigit() or before[-1:] == "%")
    return -value if minus else value
