"""The terminology lint: does it find what it should, and leave alone what is right?"""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.release.terms import korean_texts, lint_files, lint_text, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("그레이디언트를 구합니다.", ["기울기"]),
        ("타겟과 라벨", ["타깃", "레이블"]),
        ("교차 엔트로피를 낮춥니다.", ["크로스 엔트로피"]),
        ("기계학습과 딥 러닝", ["머신러닝", "딥러닝"]),
    ],
)
def test_unwanted_words_are_found(text: str, found: list[str]) -> None:
    """Is the wanted word named for each?"""
    assert sorted(use for _, _, use in lint_text(text)) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "기울기(gradient, 그레이디언트)를 구합니다.",  # the first mention
        "크로스 엔트로피처럼",  # a word across two others
        "`label = 라벨`이라고 적습니다.",  # code
        "# 12. 그래디언트 클리핑(기울기 클리핑)",  # a title of the source
        "# 01. 선형회귀 경사하강법",
        "브로드캐스팅으로 브로드캐스트됩니다.",
    ],
)
def test_right_words_are_left_alone(text: str) -> None:
    """Are brackets, code, titles and chance matches no findings?"""
    assert list(lint_text(text)) == []


def test_line_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    """Does a finding in a string of several lines point to its line?"""
    path = tmp_path / "messages.py"
    path.write_text('A = """첫 줄\n라벨"""\n', encoding="utf-8")
    assert [(item.line, item.found) for item in lint_files([path])] == [(2, "라벨")]


def test_identifiers_and_comments_are_no_texts() -> None:
    """Are only strings with Hangul looked at?"""
    assert [text for _, text in korean_texts("label = 1  # 라벨\nx = 'label'\ny = '레이블'")] == ["레이블"]


def test_no_wanted_word_is_unwanted() -> None:
    """Does the table not forbid what it asks for?"""
    for term in terms():
        assert list(lint_text(term.use)) == [], term.use
