"""Korean particles after any text: Hangul, numbers, Latin letters and symbols.

A particle has two forms, for words that end in a consonant and for those that do not; a
formatted value is only known at run time.  Numbers are read as Korean reads them
(3 "삼", 0.5 "영 점 오"), Latin words by their last letter's usual reading in Korean.
"""

from __future__ import annotations

import re

#: (after a consonant, after a vowel); ``으로`` also takes its short form after ㄹ.
PAIRS = {
    "은": ("은", "는"), "이": ("이", "가"), "을": ("을", "를"), "과": ("과", "와"), "으로": ("으로", "로"),
    "이라": ("이라", "라"), "이에요": ("이에요", "예요"), "이었어요": ("이었어요", "였어요"), "이나": ("이나", "나"),
    "이고": ("이고", "고"), "이며": ("이며", "며"), "이라고": ("이라고", "라고"), "이라는": ("이라는", "라는"),
    "이어야": ("이어야", "여야"), "입니다": ("입니다", "입니다"),
}  # fmt: skip
_NONE, _RIEUL, _OTHER = "", "ㄹ", "받침"

# Last sounds of the digits 영 일 이 삼 사 오 육 칠 팔 구.
_DIGITS = dict(zip("0123456789", "받ㄹ 받  받ㄹㄹ ", strict=True))
# Names of the letters: 엘, 엠, 엔, 알 end in a consonant.
_LETTERS = {"l": _RIEUL, "m": _OTHER, "n": _OTHER, "r": _RIEUL}
# In a word, the letters that Korean writes as a final consonant ("softmax" 스, "batch" 치 do not).
_FINALS = {"l": _RIEUL, "m": _OTHER, "n": _OTHER, "b": _OTHER, "k": _OTHER, "p": _OTHER, "c": _OTHER, "g": _NONE}
_WORDS = {
    "nan": _OTHER, "none": _OTHER, "true": _NONE, "false": _NONE, "shape": _NONE, "dtype": _OTHER, "numpy": _NONE,
    "adam": _OTHER, "list": _NONE, "tuple": _RIEUL, "float": _NONE, "int": _NONE, "array": _NONE, "dict": _NONE,
    "ndarray": _NONE, "str": _RIEUL, "bool": _RIEUL, "inf": _NONE, "update": _NONE, "eps": _NONE, "theta": _NONE,
    "lr": _RIEUL, "max": _NONE, "axis": _NONE, "loss": _NONE, "generator": _NONE, "error": _NONE, "momentum": _OTHER,
    "norm": _OTHER, "kernel": _RIEUL, "mask": _NONE, "log": _NONE, "ln": _OTHER, "import": _NONE, "forward": _NONE,
    "input": _OTHER, "output": _OTHER, "training": _OTHER,
}  # fmt: skip
_SYMBOLS = {"%": _NONE, "°": _NONE, "∞": _NONE, "λ": _NONE, "θ": _NONE, "σ": _NONE, "β": _NONE, "γ": _NONE, "ρ": _NONE,
            "η": _NONE, "α": _NONE, "μ": _NONE, "π": _NONE, "ε": _OTHER, "²": _RIEUL, "³": _RIEUL}  # fmt: skip


def josa(value: object, particle: str) -> str:
    """The value's text with the right form of a particle: ``josa(3, "은/는")`` is "3은".

    Args:
        value: anything; its ``str`` is what is read.
        particle: either form or both, as "은", "는", "은/는", "으로/로", "(이)라".
    """
    return f"{value}{josa_of(value, particle)}"


def josa_of(value: object, particle: str) -> str:
    """Only the particle, for a value that is marked up separately."""
    after_consonant, after_vowel = _pair(particle)
    final = _final(str(value))
    if after_consonant == "으로":
        return after_consonant if final == _OTHER else after_vowel
    return after_consonant if final else after_vowel


def _pair(particle: str) -> tuple[str, str]:
    plain = particle.replace("(", "").replace(")", "")
    candidates = [plain, *plain.split("/")]
    for first, second in PAIRS.values():
        if any(candidate in (first, second) for candidate in candidates):
            return first, second
    raise ValueError(f"particle: {particle!r}, expected one of {sorted(PAIRS)}")


def _final(text: str) -> str:
    """How the text's last sound ends: in a vowel, in ㄹ or in another consonant."""
    # What is closing or quoting is not read: `softmax`, (3, 5), "값" …
    spoken = re.sub(r"[\s\"'`*_)\]}>.,!?:;~…]+$", "", text)
    if not spoken:
        return _NONE
    last = spoken[-1]
    if "가" <= last <= "힣":
        jong = (ord(last) - ord("가")) % 28
        return _NONE if jong == 0 else _RIEUL if jong == 8 else _OTHER
    if last.isascii() and last.isdigit():
        return _number(spoken)
    word = re.search(r"[A-Za-z]+$", spoken)
    if word:
        return _latin(word.group().lower())
    return _SYMBOLS.get(last, _NONE)


def _number(text: str) -> str:
    tail = re.search(r"[\d.,]+$", text)
    digits = tail.group() if tail else text[-1]
    if "." not in digits and digits.endswith("0") and digits.strip("0,"):
        zeros = len(digits.replace(",", "")) - len(digits.replace(",", "").rstrip("0"))
        # 십, 백, 천 and 만 end in a consonant, 억 too; 조 does not.
        return _NONE if zeros >= 12 else _OTHER
    return {"받": _OTHER, "ㄹ": _RIEUL, " ": _NONE}[_DIGITS[digits[-1]]]


def _latin(word: str) -> str:
    if word in _WORDS:
        return _WORDS[word]
    return (_LETTERS if len(word) == 1 else _FINALS).get(word[-1], _NONE)
