"""Does the command line's argparse speak Korean, whatever it says and in whichever Python?"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from autograder.cli import build_parser, messages

#: What no command of ours can make argparse say.
UNREACHABLE = {
    # Mistakes in how a parser is built: seen by the one who builds it.
    ".__call__() not defined", "%r is not callable", "'required' is an invalid argument for positionals",
    "cannot have multiple subparser arguments", "cannot merge actions - two groups are named %r",
    "conflicting option strings: %s", "conflicting subparser alias: %s", "conflicting subparser: %s",
    "dest= is required for options like %r", "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
    # What we do not use: FileType, version, deprecated, a formatter that shows defaults, a group of commands without a title.
    "can't open '%(filename)s': %(error)s", 'argument "-" with mode %r', "show program's version number and exit",
    "%(prog)s: warning: %(message)s\n", "argument '%(argument_name)s' is deprecated",
    "command '%(parser_name)s' is deprecated", "option '%(option)s' is deprecated", " (default: %(default)s)", "subcommands",
    # A colon after a heading, in Korean too.
    "%(heading)s:",
}  # fmt: skip


def msgids() -> Iterator[str]:
    """What this Python's argparse asks gettext for: the plurals, and the defaults that are inside a call's argument."""
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            asked = node.args[node.func.id == "ngettext"]
            if isinstance(asked, ast.Call):  # kwargs.pop('title', 'subcommands')
                asked = asked.args[1]
            if isinstance(asked, ast.Constant) and isinstance(asked.value, str):
                yield asked.value


def test_all_that_argparse_may_say_is_translated() -> None:
    found = set(msgids())
    assert len(found) > 30
    assert found - UNREACHABLE <= messages.ARGPARSE.keys()
    assert not UNREACHABLE & messages.ARGPARSE.keys()


@pytest.mark.parametrize(("asked", "korean"), messages.ARGPARSE.items())
def test_what_is_put_in_is_the_same(asked: str, korean: str) -> None:
    field = r"%(?:\(\w+\))?[sr]"
    assert set(re.findall(field, korean)) <= set(re.findall(field, asked))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("grade --workers 0", "--workers에 1 이상의 정수를 적어 주세요: '0'"),
        ("grade --workers", "--workers에 값을 하나 적어 주세요."),
        ("grade --force=3", "--force에 값을 붙일 수 없어요: '3'"),
        ("grade --workers 1 --scheduler x", "--scheduler에 --workers 옵션을 함께 쓸 수 없어요."),
        ("grade --s 1", "--s만으로는 어느 것인지 알 수 없어요: --student, --scheduler"),
        ("grade --wrong", "알 수 없는 인자예요: --wrong"),
        ("explain", "빠진 인자가 있어요: STUDENT, UNIT"),
        ("formgrader --port x", "--port에 쓸 수 없는 값이에요: 'x'"),
        ("wrong", "명령에 쓸 수 없는 값이에요: 'wrong' (쓸 수 있는 값: "),
    ],
)
def test_wrong_use_is_told_in_korean(line: str, problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        build_parser().parse_args(line.split())
    assert stopped.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("사용법: autograder")
    assert f": {problem}" in told
    assert told.endswith(" -h로 볼 수 있습니다.\n")


def test_help_is_in_korean_and_lines_up(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    with pytest.raises(SystemExit):
        build_parser().parse_args(["grade", "-h"])
    first, second, *_ = told = capsys.readouterr().out.splitlines()
    assert "인자:" in told and "선택 사항:" in told
    assert "  -h, --help            이 도움말을 보여 줍니다." in told
    assert cell_len(first[: first.index("[")]) == second.index("[")
