"""Korean particles after any text: Hangul, numbers, Latin letters and symbols.

A particle has two forms, for words that end in a consonant and for those that do not; a
formatted value is only known at run time.  Numbers are read as Korean reads them
(3 "삼", 0.5 "영 점 오"), Latin words by their last letter's usual reading in Korean.
"""

from __future__ import annotations

import re
import string
import unicodedata

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
# The last sound of English words as they are written in Hangul; the first pattern that fits decides.
_ENDINGS = tuple((re.compile(f"(?:{pattern})$"), final) for pattern, final in (
    (r"(?:[^aeiou]|^)[aeiou]t", _OTHER),  # set 셋, init 이닛; but float 플로트, list 리스트
    (r".le", _RIEUL), (r"..[nm]e", _OTHER),  # scale 스케일; line 라인, name 네임
    (r".ng", _OTHER), (r"[lmnrs]k", _NONE), (r"[lmnsx]p|oop", _NONE), (r"nc", _NONE),  # string; mask 마스크; loop 루프
    (r"l", _RIEUL), (r"[mnbkpc]", _OTHER),  # softmax 소프트맥스, batch 배치 and all others end in a vowel
))  # fmt: skip
_WORDS = {
    "nan": _OTHER, "none": _OTHER, "dtype": _OTHER, "type": _OTHER, "str": _RIEUL, "lr": _RIEUL, "ln": _OTHER, "rng": _NONE,
    "check": _NONE, "exp": _NONE, "func": _NONE, "theta": _NONE, "beta": _NONE, "input": _OTHER, "output": _OTHER,
    "ipynb": _NONE,
}  # fmt: skip
#: Symbols whose names end in a consonant (엡실론 …); those of ᵀ, %, °, ∞ and the other Greek letters end in a vowel.
_SYMBOLS = dict.fromkeys("εϵυο", _OTHER)
_POWERS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ")  # 제곱, 세제곱, n제곱
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉ₙₘₗᵢⱼₖₜₓ", "0123456789nmlijktx")


def josa(value: object, particle: str) -> str:
    """The value's text with the right form of a particle: ``josa(3, "은/는")`` is "3은".

    Args:
        value: anything; its ``str`` is what is read.
        particle: either form or both, as "은", "는", "은/는", "으로/로", "(이)라".

    Raises:
        ValueError: the particle is not in `PAIRS`.
    """
    return f"{value}{josa_of(value, particle)}"


def josa_of(value: object, particle: str) -> str:
    """Only the particle that `josa` adds (and raises as it does), for a value that is marked up separately."""
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


def korean(template: str, **values: object) -> str:
    """``str.format`` whose fields may end in a particle: ``korean("{name:은/는} …", name=3)`` is "3은 …"."""
    return _FORMATTER.vformat(template, (), values)


class _Formatter(string.Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        if re.search("[가-힣]", format_spec):
            return josa(value, format_spec)
        return str(super().format_field(value, format_spec))


_FORMATTER = _Formatter()


def _final(text: str) -> str:
    """Whether the text, read aloud, ends in a vowel, in ㄹ or in another consonant."""
    # Closing brackets, quotes and punctuation are not read aloud: `softmax`, (3, 5), "값", 「표」 …
    spoken = re.sub(r"[\s\"'`*_)\]}>.,!?:;~…”’」』》〉】]+$", "", unicodedata.normalize("NFC", text))
    if not spoken:
        return _NONE
    if spoken[-1] in _POWERS or re.search(r"(?:\^|\*\*)-?\d+$", spoken):
        return _OTHER
    spoken = spoken.translate(_SUBSCRIPTS)
    last = spoken[-1]
    if "가" <= last <= "힣":
        jong = (ord(last) - ord("가")) % 28
        return _NONE if jong == 0 else _RIEUL if jong == 8 else _OTHER
    if last.isascii() and last.isdigit():
        return _number(spoken)
    word = re.search(r"[A-Za-z]+$", spoken)
    if word:
        return _latin(word.group())
    return _SYMBOLS.get(last.lower(), _NONE)


def _number(text: str) -> str:
    tail = re.search(r"[\d.,]+$", text)
    digits = tail.group() if tail else text[-1]
    if "." not in digits and digits.endswith("0") and digits.strip("0,"):
        zeros = len(digits.replace(",", "")) - len(digits.replace(",", "").rstrip("0"))
        # 십, 백, 천, 만, 억 and 경 end in a consonant; 조 does not.
        return _NONE if 12 <= zeros < 16 else _OTHER
    return {"받": _OTHER, "ㄹ": _RIEUL, " ": _NONE}[_DIGITS[digits[-1]]]


def _latin(word: str) -> str:
    small = word.lower()
    if small in _WORDS:
        return _WORDS[small]
    if len(word) == 1 or word.isupper():  # an abbreviation is spelled: MSE 엠에스이, CNN 시엔엔
        return _LETTERS.get(small[-1], _NONE)
    return next((final for pattern, final in _ENDINGS if pattern.search(small)), _NONE)
