"""Does a grader's process start without what nobody in it needs, and without breaking what it leaves for later?"""

from __future__ import annotations

import subprocess
import sys

import pytest

PACKAGES = ("cli", "batch.worker", "gradebook.record", "grading.serve", "authoring.unit", "release.release")


def python(source: str) -> str:
    """What a new interpreter prints."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", source], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("package", PACKAGES)
def test_no_process_builds_the_grammar_of_uris(package: str) -> None:
    pytest.importorskip("rfc3987_syntax")
    assert python(f"import autograder.{package}, nbformat, sys; print('lark' in sys.modules)") == "False"


def test_the_format_is_checked_as_ever() -> None:
    pytest.importorskip("rfc3987_syntax")
    checks = "[jsonschema.Draft7Validator.FORMAT_CHECKER.conforms(text, 'iri') for text in ('http://가나/', '가 나')]"
    plain = python(f"import jsonschema; print({checks})")
    assert plain == "[True, False]"
    assert python(f"import autograder.authoring.unit, jsonschema; print({checks})") == plain


def test_a_command_is_known_without_what_only_its_work_needs() -> None:
    """`--help`, a mistyped option and the completion of a shell must not wait for libraries."""
    heavy = "{'numpy', 'nbformat', 'jupytext', 'nbgrader', 'sqlalchemy', 'distributed', 'IPython', 'jsonschema'}"
    assert (
        python(f"from autograder.cli import build_parser; build_parser(); import sys; print({heavy} & set(sys.modules))")
        == "set()"
    )
