"""Can any name be shown, and is what a misspelled one stands for told, and nothing else?"""

from __future__ import annotations

import os
import unicodedata

import pytest

from npml.intake.names import MAX_SHOWN, guess, is_system, one_form, shown

UNITS = (
    "01_linear_regression",
    "02_logistic_regression",
    "06_adam",
    "09_softmax_cross_entropy",
    "11_rnn",
    "12_gradient_clipping",
)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("12_gradient_cliping", "12_gradient_clipping"), ("12-gradient-clipping", "12_gradient_clipping"),
        ("12 Gradient Clipping", "12_gradient_clipping"), ("12", "12_gradient_clipping"), ("12단원", "12_gradient_clipping"),
        ("9_softmax", "09_softmax_cross_entropy"), ("gradient_clipping", "12_gradient_clipping"), ("06_Adam.ipynb", "06_adam"),
        ("12_gradient_clipping (1).ipynb", "12_gradient_clipping"), ("12_gradient_clipping-Copy1.ipynb.txt", "12_gradient_clipping"),
        ("김민준_11_rnn.ipynb", "11_rnn"), ("1_linear_regresion", "01_linear_regression"), ("2_linear_regression", ""), ("linear", ""),
        ("notes", ""), ("12_my_notes_of_the_lecture", ""), ("", ""), ("20261234", ""), ("가을", ""), ("13_svm", ""),
    ],
)  # fmt: skip
def test_which_unit_a_name_stands_for(name: str, unit: str) -> None:
    assert guess(name, UNITS) == unit


@pytest.mark.parametrize(
    "raw",
    [
        "홍길동.ipynb".encode("cp949"),
        b"\xff\xfe",
        b"a\nb\x1b[2J",
        "가".encode() * 85,
        b"\x80" * 255,
        "\u202egnp".encode(),
        b"/a//b\xb0\xa1/",
    ],
)
def test_any_name_can_be_shown_and_stored(raw: bytes) -> None:
    made = shown(os.fsdecode(raw))
    assert made.isprintable()
    made.encode("utf-8")
    assert len(made) <= MAX_SHOWN


def test_a_name_that_no_system_has_can_be_shown_too() -> None:
    assert shown("a\ud800\0b").isprintable()
    assert len(shown("x" * 10**6)) == MAX_SHOWN


def test_old_korean_names_are_read_beside_new_ones() -> None:
    assert shown("학급/" + os.fsdecode("홍길동".encode("cp949"))) == "학급/홍길동"


def test_what_systems_make_is_no_submission() -> None:
    for name in (
        "__MACOSX",
        ".DS_Store",
        "._12_gradient_clipping.ipynb",
        ".ipynb_checkpoints",
        "Thumbs.db",
        "desktop.ini",
        "Desktop.ini",
    ):
        assert is_system(name), name
    for name in ("kim", "12_gradient_clipping", "a.ipynb", "__init__", "나가을"):
        assert not is_system(name), name


def test_both_forms_of_a_name_are_one() -> None:
    assert one_form(unicodedata.normalize("NFD", "나가을")) == one_form("나가을") == "나가을"
