"""course.toml: is every slip found, and is lateness counted as a professor means it?"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.course import messages
from autograder.course.lock import locked
from autograder.course.settings import LateRule, read_course
from npml.errors import UsageError

UNIT = "01_linear_regression"
HEAD = f'[[unit]]\nname = "{UNIT}"\n'


def write(folder: Path, text: str) -> Path:
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_class_without_the_file_has_the_defaults(tmp_path: Path) -> None:
    """Does an old class folder go on as before?"""
    course = read_course(tmp_path)
    assert (course.units, course.gradebook, course.counts) == ((), "", "last")
    assert course.lost("a", UNIT, datetime(2026, 9, 1, tzinfo=UTC)) == 0.0


def test_what_class_init_writes_can_be_read(tmp_path: Path) -> None:
    """Is the template a valid file, with its comments taken away, too?"""
    units = messages.TEMPLATE_UNIT.format(name=UNIT, title="선형 회귀")
    text = messages.TEMPLATE.format(id="ml", units=units)
    assert [plan.name for plan in read_course(write(tmp_path, text), [UNIT]).units] == [UNIT]
    bare = "\n".join(
        line.removeprefix("# ") if " = " in line or ("[[" in line and line.startswith("# [[")) else line
        for line in text.splitlines()
        if not line.startswith("# ")
        or line.split()[1] in ("due", "days", "extra_credit", "student", "unit", "until", "[[extension]]")
    )
    course = read_course(write(tmp_path, bare), [UNIT])
    assert course.plan(UNIT).late.days == 3
    assert course.due("20261234", UNIT) == datetime(2026, 9, 21, 14, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "share"), [("", 1.0), ('"full"', 1.0), ('"off"', 0.0), ("0.5", 0.5), ("0", 0.0), ("1", 1.0)]
)
def test_what_follows_through_is_the_courses_choice(tmp_path: Path, text: str, share: float) -> None:
    assert read_course(write(tmp_path, f"follow_through = {text}\n" if text else "")).follow_through == share


def test_a_time_is_korea_s(tmp_path: Path) -> None:
    """Is 23:59 in Seoul 14:59 in UTC, as text and as TOML's own date, and another zone's own?"""
    want = datetime(2026, 9, 14, 14, 59, tzinfo=UTC)
    for due in ('"2026-09-14 23:59"', "2026-09-14T23:59:00", '"2026-09-14T14:59+00:00"'):
        assert read_course(write(tmp_path, f"{HEAD}due = {due}\n")).plan(UNIT).due == want
    zone = f'timezone = "UTC"\n{HEAD}due = "2026-09-14 14:59"\n'
    assert read_course(write(tmp_path, zone)).plan(UNIT).due == want


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = \n", "TOML"),
        ("idd = 'a'\n", "idd"),
        ("counts = 'first'\n", "counts"),
        ("timezone = 'Asia/Soul'\n", "timezone"),
        ("follow_through = 'half'\n", "follow_through"),
        ("follow_through = 1.5\n", "follow_through"),
        ("follow_through = -0.1\n", "follow_through"),
        ("follow_through = true\n", "follow_through"),
        ("[late]\nper_day = -1\n", "per_day"),
        ("[late]\ndays = 1.5\n", "days"),
        ("[late]\nper_day = true\n", "per_day"),
        ("[[unit]]\nweight = 1\n", "name"),
        ("[[unit]]\nname = '01_linear'\n", "01_linear"),
        (f"{HEAD}due = '2026-09-14'\n", "due"),
        (f"{HEAD}due = 2026-09-14\n", "due"),
        (f"{HEAD}due = 'soon'\n", "due"),
        (f"{HEAD}weight = '1'\n", "weight"),
        (f"{HEAD}late = {{ per_dy = 1 }}\n", "per_dy"),
        (f"{HEAD}{HEAD}", "두 번"),
        (f"{HEAD}[[extension]]\nstudent = '1'\nunit = '02_x'\nuntil = '2026-09-14 23:59'\n", "연장"),
        (f"{HEAD}[[extension]]\nstudent = '1'\nunit = '{UNIT}'\n", "until"),
        ("unit = 1\n", "unit"),
    ],
)
def test_every_slip_names_its_place(tmp_path: Path, text: str, said: str) -> None:
    """Is a slip an error that names the file and the key, and never a silent default?"""
    with pytest.raises(UsageError, match=said) as caught:
        read_course(write(tmp_path, text), [UNIT])
    assert "course.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("late", "lost"),
    [
        (timedelta(0), 0.0),
        (timedelta(minutes=10), 0.0),
        (timedelta(minutes=11), 0.1),
        (timedelta(days=1), 0.1),
        (timedelta(days=1, seconds=1), 0.2),
        (timedelta(days=3), 0.3),
        (timedelta(days=3, seconds=1), 1.0),
        (-timedelta(days=1), 0.0),
    ],
)
def test_lateness_costs_per_day_that_has_begun(late: timedelta, lost: float) -> None:
    """하루 10%, 최대 3일, 유예 10분."""
    assert LateRule(per_day=10, days=3, grace=10).share(late) == pytest.approx(lost)


def test_nobody_loses_more_than_everything() -> None:
    """Is ten days at 20 % a zero, and no rule no loss?"""
    assert LateRule(per_day=20).share(timedelta(days=10)) == 1.0
    assert LateRule().share(timedelta(days=1000)) == 0.0


def test_a_unit_s_rule_changes_what_it_says_and_an_extension_its_student(tmp_path: Path) -> None:
    """Does a unit inherit what it does not say, and one student have more time?"""
    text = f"""
[late]
per_day = 10
grace = 60
[[unit]]
name = "{UNIT}"
due = "2026-09-14 23:59"
late = {{ per_day = 50 }}
[[extension]]
student = "20261234"
unit = "{UNIT}"
until = "2026-09-16 23:59"
"""
    course = read_course(write(tmp_path, text))
    assert course.plan(UNIT).late == LateRule(per_day=50, grace=60)
    at = datetime(2026, 9, 15, 14, 59, tzinfo=UTC)  # a day after the due time of the others
    assert course.lost("20260000", UNIT, at) == 0.5
    assert course.lost("20261234", UNIT, at) == 0.0
    assert course.lost("20260000", UNIT, None) == 0.0


def test_two_commands_cannot_hold_one_class(tmp_path: Path) -> None:
    """Is the second refused with who holds it, and free again when the first has ended, however it ended?"""
    code = "import sys, pathlib, os; from autograder.course.lock import locked\nwith locked(pathlib.Path(sys.argv[1])):\n print('in', flush=True)\n sys.stdin.read(); os._exit(1)"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"in\n"
        with pytest.raises(UsageError, match=str(other.pid)), locked(tmp_path):
            pass
        other.communicate()
    with locked(tmp_path):
        pass
