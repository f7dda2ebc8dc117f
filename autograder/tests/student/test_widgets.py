"""Are figures readable, deterministic and honest about what the student's function does?"""

from __future__ import annotations

import io
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authoring.unit import Unit
from npml import demo, explore
from npml.student.live import make_control, with_field
from npml.widgets import (
    Choice,
    Slider,
    Toggle,
    alt_of,
    attempt,
    controls_of,
    figure_html,
    goal_of,
    number,
    picture,
    png,
    reading_of,
    settings_of,
    shipped,
    subplots,
    usable,
    widget,
)  # fmt: skip

Draw = Callable[..., Any]
MARKS = "가나다 −1.5 ² θ λ ∑ → ≤ × 10⁻³ ‘’ ① ○ ●"


def test_korean_and_minus_have_glyphs() -> None:
    fig, axes = subplots()
    axes.plot([-2, -1], [-1e-3, 1e3])
    axes.set(title=MARKS, xlabel="학습률", yscale="symlog")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data = png(fig)
    assert data.startswith(b"\x89PNG")
    assert b"Software" not in data


def test_a_missing_glyph_is_heard() -> None:
    fig, axes = subplots()
    axes.set_title("\U0001f980")
    with pytest.warns(UserWarning, match="Glyph"):
        png(fig)


def test_the_same_picture_has_the_same_bytes_in_two_processes() -> None:
    code = (
        "import hashlib; from npml.widgets import *; f, a = subplots(1, 2); a[0].plot([1, -2], [3, 4], label='가'); "
        "a[0].legend(); print(hashlib.sha256(png(f)).hexdigest())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout for _ in range(2)
    }
    assert len(runs) == 1


def test_pyplot_is_not_touched(draw: Draw, unit: Unit) -> None:
    import matplotlib.pyplot as plt

    before = plt.get_fignums()
    draw(unit.reference["mean_gradient"], at=0.5, grid=True)
    assert plt.get_fignums() == before


def test_every_setting_draws_with_reference_stub_and_every_mistake(draw: Draw, unit: Unit) -> None:
    def stub(*args: Any) -> Any:
        raise NotImplementedError

    codes = [unit.reference["mean_gradient"], stub, *(m.code for m in unit.mistakes if m.exercise == "mean_gradient")]
    readings = set()
    for code in codes:
        for params in settings_of(draw):
            fig = draw(code, **params)
            assert alt_of(fig)
            assert type(goal_of(fig)) is bool
            readings.add(reading_of(fig))
    assert len(readings) > 3


def test_settings_cover_ends_and_defaults(draw: Draw) -> None:
    found = list(settings_of(draw))
    assert found[0] == {"at": 0.0, "grid": True}
    assert {item["at"] for item in found} == {0.0, 2.0}
    assert {item["grid"] for item in found} == {True, False}
    assert set(controls_of(draw)) == {"at", "grid"}


def test_sliders_give_ints_for_whole_steps() -> None:
    assert Slider("에포크", 0, 200, 20, step=1).trials == (0, 20, 200)
    assert all(type(value) is int for value in Slider("에포크", 0, 200, 20, step=1).trials)
    assert all(type(value) is float for value in Slider("학습률", 0.001, 1.0, 0.1, log=True).trials)
    assert Choice("방법", ("평균", "합"), "합").trials == ("평균", "합")
    assert Toggle("표준화").trials == (False, True)


@pytest.mark.parametrize(
    "bad", [lambda: Slider("x", 1, 0, 0), lambda: Slider("x", 0, 1, 0.5, log=True), lambda: Choice("x", ("a",), "b")]
)
def test_impossible_controls_are_refused(bad: Callable[[], Any]) -> None:
    with pytest.raises(ValueError, match="'x'"):
        bad()


def test_controls_must_be_the_keywords_of_the_draw_function() -> None:
    with pytest.raises(TypeError, match="draw_it"):

        @widget("제목", controls={"a": Toggle("가")})
        def draw_it(fn: Any, *, b: bool) -> Any: ...


def test_attempt_is_none_for_a_stub_only() -> None:
    def stub(x: Any) -> Any:
        raise NotImplementedError

    assert attempt(stub, 1) is None
    assert attempt(None, 1) is None
    with pytest.raises(ZeroDivisionError):
        attempt(lambda x: x / 0, 1)


def test_attempt_protects_the_data_and_the_page(
    capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    data = np.zeros(3)

    def rude(x: Any) -> Any:
        x += 1
        print("잔소리")
        return np.log(-x)

    assert np.isnan(attempt(rude, data)).all()
    assert not data.any()
    assert not capsys.readouterr().out
    assert not recwarn.list


@pytest.mark.parametrize(
    ("value", "shape", "fits"),
    [
        (np.ones((2, 3)), (2, None), True), (np.ones(3), (2,), False), ([1, 2], (2,), True), (None, None, False), ("글", None, False),
        ([[1], [1, 2]], None, False), (np.float64(2), (), True), (object(), None, False), (10**400, (), False),
    ],
)  # fmt: skip
def test_usable_never_raises(value: Any, shape: Any, fits: bool) -> None:
    found = usable(value, shape)
    assert (found is not None and not np.isnan(found).any()) is fits


def test_usable_turns_what_cannot_be_drawn_into_nan() -> None:
    np.testing.assert_array_equal(usable(np.array([1.0, np.inf, -1e300, np.nan])), [1.0, np.nan, np.nan, np.nan])


def test_shipped_gives_a_fresh_copy(released: Path) -> None:
    shipped("curve")[:] = 0
    assert shipped("curve")[0] == -3
    with pytest.raises(LookupError, match="nothing"):
        shipped("nothing")


def test_alt_and_caption_survive_as_html() -> None:
    fig, _ = subplots()
    text = figure_html(fig, 'a "quoted" <alt>', "읽기 `code` <b>")
    assert 'alt="a &quot;quoted&quot; &lt;alt&gt;"' in text
    assert "&lt;b&gt;" in text
    with pytest.raises(ValueError, match="alt"):
        picture(fig, alt=" ", reading="그림")


def test_numbers_in_what_a_picture_says_are_printed_well() -> None:
    fig = picture(subplots()[0], alt="기울기 -0.5", reading="손실은 7e-05입니다.")
    assert (alt_of(fig), reading_of(fig)) == ("기울기 −0.5", "손실은 7×10⁻⁵입니다.")


def test_explore_says_picture_reading_and_mission(draw: Draw, unit: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    explore(draw, unit.reference["mean_gradient"])
    text = capsys.readouterr().out
    assert "[기울기의 크기]" in text
    assert f"가장 큰 값은 {number(6.0)}이에요" in text
    assert "미션: ○ 아직이에요" in text


def test_explore_shows_the_error_of_the_students_function(
    draw: Draw, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(X: Any, y: Any, theta: Any) -> Any:
        return X["열"]

    explore(draw, broken)
    text = capsys.readouterr().out
    assert "IndexError" in text
    assert 'return X["열"]' in text
    monkeypatch.setenv("AUTOGRADER_STRICT", "1")
    with pytest.raises(IndexError):
        explore(draw, broken)


def test_demo_runs_at_once_and_binds_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    @demo
    def answer() -> int:
        print("나왔어요")
        return 42

    assert answer == 42
    assert capsys.readouterr().out == "나왔어요\n"


def test_demo_names_the_cell_to_fill(run_cell: Callable[[str], None], capsys: pytest.CaptureFixture[str]) -> None:
    run_cell(
        "from npml import demo\ndef softmax(x):\n    raise NotImplementedError\n@demo\ndef shown():\n    softmax(1)\nassert shown is None"
    )
    assert "먼저 softmax를 채우고" in capsys.readouterr().out.replace("`", "")


def test_demo_shows_the_own_line_of_an_error(
    run_cell: Callable[[str], None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "from npml import demo\ndef half(x):\n    return x / 0\n@demo\ndef shown():\n    half(1)\n"
    run_cell(source)
    text = capsys.readouterr().out
    assert "half, 3번째 줄:  return x / 0" in text
    monkeypatch.setenv("AUTOGRADER_STRICT", "1")
    with pytest.raises(ZeroDivisionError):
        run_cell(source)


def test_importing_is_light() -> None:
    code = (
        "import sys, npml; npml.check, npml.hint; "
        "heavy = {'ipywidgets', 'jupytext', 'nbformat', 'sklearn', 'scipy', 'autograder.judge', 'autograder.authoring', 'nbgrader', 'matplotlib'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize(
    "control",
    [Choice("함수", ("ReLU", "tanh"), "ReLU"), Slider("크기", 0.0, 1.0, 0.5), Slider("수", 1, 9, 3), Toggle("눈금", True)],
)
def test_a_control_has_no_empty_tip_and_its_label_ends_where_the_others_do(control: Any) -> None:
    made = make_control(control, "5em")
    assert made.tooltip == ""  # None is written as "null"
    # The one control that ipywidgets does not give the class of a row, which aligns labels.
    assert ("widget-inline-hbox" in made._dom_classes) is isinstance(control, Choice)


@pytest.mark.parametrize(
    ("control", "moved", "shown", "typed", "taken"),
    [
        (Slider("학습률", 0.001, 1.0, 0.1, log=True), 10**-0.5, 0.316, 0.2512, 0.2512),
        (Slider("에포크", 1.0, 3000.0, 30.0, log=True), 10**3.05, 1122, 5000, 3000),
        (Slider("β1", 0.0, 0.95, 0.9, step=0.05), 0.15000000000000002, 0.15, 0.43, 0.45),
        (Slider("방향", 0, 90, 0, step=5), 35, 35, 52, 50),
    ],
)
def test_a_field_shows_its_sliders_value_and_sets_it(
    control: Slider, moved: float, shown: float, typed: float, taken: float
) -> None:
    slider = make_control(control)
    field, beside = with_field(control, slider).children
    assert beside is slider
    assert field.description == control.label
    slider.value = moved
    assert (slider.value, field.value) == (moved, shown)
    field.value = typed
    assert slider.value == pytest.approx(taken, rel=1e-12)
    assert field.value == pytest.approx(taken, rel=5e-3)


def test_powers_of_ten_keep_their_minus(caplog: pytest.LogCaptureFixture) -> None:
    """Does mathtext, which logs rather than warns, find every glyph of a log axis?"""
    fig, axis = subplots()
    axis.plot([1e-3, 1e-1], [1e-5, 1e2])
    axis.set(xscale="log", yscale="log")
    with caplog.at_level("WARNING", logger="matplotlib.mathtext"):
        fig.savefig(io.BytesIO())
    assert not caplog.records


def test_no_submodule_takes_a_public_name() -> None:
    """Importing a submodule binds its name in the package, over what `__getattr__` would give."""
    import npml

    modules = {path.stem for path in Path(npml.__file__).parent.iterdir()}
    assert not modules & set(npml.__all__)
