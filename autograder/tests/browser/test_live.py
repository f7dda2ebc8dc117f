"""Do widgets follow the hand, by mouse and by keyboard, and does a screen reader find names, groups and states?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from autograder.authoring.unit import Unit

from .lab import Notebook
from .test_notebook import COURSE, live, solution

Open = Callable[[str], Notebook]
UNIT = "08_convolution"
#: Counts the pictures that a widget shows, from now on.
COUNT = """root => {
    const place = root.querySelector('figure').closest('.widget-html-content');
    window.pictures = 0;
    new MutationObserver(() => { window.pictures += 1; }).observe(place, {childList: true});
}"""


@pytest.fixture(scope="module")
def convolution() -> Unit:
    """The unit whose first widget has sliders, buttons, a player and cells to click."""
    return Unit(COURSE.parent / "solutions" / UNIT)


def opened(open_notebook: Open, unit: Unit) -> tuple[Notebook, Any]:
    """The notebook with its functions solved, and the live widget of the window."""
    book = open_notebook(UNIT)
    book.run_all()
    for name in ("conv_output_size", "pad2d", "conv2d"):
        book.run_cell(book.set_source(f"def {name}(", solution(unit, name)))
    place = book.index_of("explore(draw_window")
    book.run_cell(place)
    widget = live(book.cell(place))
    widget.get_by_text("내 conv2d의 값과 같습니다.").wait_for()
    return book, widget


def test_the_picture_follows_a_drag(open_notebook: Open, convolution: Unit) -> None:
    """Does it change while the handle is held, and end with the value where the handle is?"""
    book, widget = opened(open_notebook, convolution)
    widget.evaluate(COUNT)
    handle = widget.locator(".npml-at-step .noUi-handle")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    at, height = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    book.page.mouse.move(at, height)
    book.page.mouse.down()
    for step in range(1, 31):
        book.page.mouse.move(at + 2 * step, height)
    book.page.wait_for_function("() => window.pictures > 1")  # and the button is still down
    book.page.mouse.move(at + 900, height)
    # The picture of 24 also passes on the way (48 steps show 24 places twice), so the field is what tells the end.
    field = widget.get_by_role("spinbutton", name="창의 순서")
    book.page.wait_for_function("field => field.value === '48'", arg=field.element_handle())
    book.page.mouse.up()
    widget.get_by_text("24번째 창은").wait_for()
    expect(field).to_have_value("48")


def test_a_player_runs_and_goes_step_by_step(open_notebook: Open, convolution: Unit) -> None:
    book, widget = opened(open_notebook, convolution)
    field = widget.get_by_role("spinbutton", name="창의 순서")
    widget.get_by_role("button", name="한 걸음 앞으로").click()
    widget.get_by_text("9번째 창은").wait_for()
    widget.get_by_role("button", name="한 걸음 뒤로").click()
    widget.get_by_text("8번째 창은").wait_for()
    widget.get_by_role("button", name="재생").click()
    book.page.wait_for_function("field => Number(field.value) > 10", arg=field.element_handle())
    widget.get_by_role("button", name="멈춤").click()
    widget.get_by_role("button", name="재생").wait_for()


def test_a_cell_of_the_output_moves_the_window(open_notebook: Open, convolution: Unit) -> None:
    """Are the cell and its window linked, and does a mission that was reached stay so?"""
    book, widget = opened(open_notebook, convolution)
    widget.locator('[data-npml-set="step=10"]').click()
    widget.get_by_text("10번째 창은 입력의 2행 1열에서").wait_for()
    widget.get_by_text("● 달성했어요").wait_for()
    expect(widget.get_by_role("spinbutton", name="창의 순서")).to_have_value("10")
    book.run_cell(book.index_of("explore(draw_window"))
    live(book.cell(book.index_of("explore(draw_window"))).get_by_text("● 달성한 미션이에요").wait_for()


def test_keys_stay_in_the_widget(open_notebook: Open, convolution: Unit) -> None:
    """One stop for each slider; arrows move it; letters are no commands of the notebook; saving still works."""
    book, widget = opened(open_notebook, convolution)
    keyboard, field = book.page.keyboard, widget.get_by_role("spinbutton", name="창의 순서")
    handle = widget.get_by_role("slider", name="창의 순서")
    count = "() => window.jupyterapp.shell.currentWidget.content.model.cells.length"
    cells, active = book.page.evaluate(count), "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    here = book.page.evaluate(active)
    handle.focus()  # with a mouse one may; the Tab key goes from field to field
    for key in ("b", "a", "x", "d", "d", "ArrowDown", "ArrowUp", "ArrowUp"):
        keyboard.press(key)
    widget.get_by_text("9번째 창은").wait_for()
    assert (book.page.evaluate(count), book.page.evaluate(active)) == (cells, here)
    field.focus()
    keyboard.press("ArrowUp")
    widget.get_by_text("10번째 창은").wait_for()
    keyboard.press("Tab")
    assert widget.get_by_role("button", name="한 걸음 뒤로").evaluate("item => item === document.activeElement")
    keyboard.press("Control+s")
    book.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")


def test_names_groups_and_states(open_notebook: Open, convolution: Unit) -> None:
    _, widget = opened(open_notebook, convolution)
    expect(widget).to_have_attribute("role", "group")
    expect(widget).to_have_attribute("aria-label", "창을 한 칸씩 옮기기")
    kernels = widget.get_by_role("group", name="커널", exact=True)
    expect(kernels.get_by_role("button", pressed=True)).to_have_text(["소벨 x"])
    kernels.get_by_role("button", name="흐리게").click()
    kernels.get_by_role("button", name="흐리게", pressed=True).wait_for()
    expect(kernels.get_by_role("button", pressed=True)).to_have_count(1)
    # The reading is a region that is read out; it stays, and its content changes.
    widget.get_by_role("status").filter(has_text="8번째 창은").wait_for()
    widget.get_by_role("img", name=re.compile("가운데는 흐리게 커널")).first.wait_for()


def test_axe_finds_nothing_serious(open_notebook: Open, convolution: Unit, sample: Unit) -> None:
    """Widgets, check panels, hints and quizzes, in both themes; JupyterLab's own page is not ours."""
    book, _ = opened(open_notebook, convolution)
    assert serious(book) == []
    book = open_notebook(sample.name)
    book.run_all()
    book.run_cell(book.set_source("def mean_gradient(", solution(sample, "mean_gradient").replace("/ len(y)", "")))
    for marker in ('check("mean_gradient")', "quiz(quiz_answers)", "explore(draw_gradient"):
        book.run_cell(book.index_of(marker))
    assert serious(book) == []
    theme = "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"
    book.page.evaluate(theme, "JupyterLab Dark")
    book.page.wait_for_selector('body[data-jp-theme-light="false"]', state="attached")
    try:
        assert serious(book) == []
    finally:
        book.page.evaluate(theme, "JupyterLab Light")


def serious(book: Notebook) -> list[str]:
    """What axe-core calls serious or critical in the notebook's outputs, each with its element."""
    from pathlib import Path

    script = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    book.page.evaluate(script)
    found: list[str] = book.page.evaluate(
        """async () => {
            const outputs = '.jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output';
            const {violations} = await axe.run({include: [outputs]}, {resultTypes: ['violations']});
            return violations.filter(item => ['serious', 'critical'].includes(item.impact))
                .flatMap(item => item.nodes.map(node => item.id + ': ' + node.html.slice(0, 300)));
        }"""
    )
    return found


def test_a_screen_reader_is_told_what_a_check_found(open_notebook: Open, sample: Unit) -> None:
    book = open_notebook(sample.name)
    book.run_all()
    check = book.set_source('check("mean_gradient")', 'check("mean_gradient")')
    told = book.page.locator("#npml-aloud")
    for change, heading in (("/ len(y)", "단계에서 멈췄어요"), ("", "모든 단계를 통과했어요")):
        book.run_cell(book.set_source("def mean_gradient(", solution(sample, "mean_gradient").replace(change or "\0", "")))
        book.run_cell(check)
        told.get_by_text(heading).first.wait_for(state="attached")
    assert (told.get_attribute("role"), told.get_attribute("aria-live")) == ("status", "polite")
    assert book.page.locator("[role=status]", has_text="모든 단계를 통과했어요").count() == 1
    # What is only drawn again says nothing.
    lines = told.locator("div").count()
    book.page.evaluate(
        "() => { const place = document.querySelector('[data-npml-say]'); place.dataset.npmlAt = Date.now() - 100000;"
        " place.replaceWith(place.cloneNode()); }"
    )
    assert told.locator("div").count() == lines
    assert serious(book) == []


def test_radio_buttons_are_groups_named_by_their_questions(open_notebook: Open, sample: Unit) -> None:
    book = open_notebook(sample.name)
    book.run_all()
    quiz = book.index_of("quiz(quiz_answers)")
    book.run_cell(quiz)
    widget = live(book.cell(quiz))
    groups = widget.get_by_role("radiogroup")
    expect(groups).to_have_count(len(sample.quiz))
    for number, question in enumerate(sample.quiz, 1):
        start = question.text.replace("`", "")[:12]
        group = widget.get_by_role("radiogroup", name=re.compile(rf"{number}.*{re.escape(start)}"))
        expect(group.get_by_role("radio")).to_have_count(len(question.options))
    expect(widget.get_by_role("status")).to_have_count(len(sample.quiz))  # there before they say something
    group.get_by_role("radio").first.check()
    widget.get_by_role("status").filter(has_text="①").first.wait_for()

    for name in sorted(item.name for item in sample.exercises):
        book.run_cell(book.set_source(f" {name}", solution(sample, name)))
        book.run_cell(book.index_of(f'check("{name}")'))
    review = book.set_source("progress()", "from npml.unit94 import review\nreview()")
    book.run_cell(review)
    widget = live(book.cell(review))
    group = widget.get_by_role("radiogroup", name=re.compile(r"^1번 · \w+ \([^()]*\)$"))
    group.wait_for()
    assert widget.get_by_role("radiogroup").count() == widget.locator(".widget-radio").count() > 0
    group.get_by_role("radio").first.check()
    widget.get_by_role("status").filter(has_text="①").first.wait_for()
    assert serious(book) == []
