"""Does a student's first hour work in a real browser?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from autograder.authoring.unit import Unit, tag_of

from .lab import Notebook

Open = Callable[[str], Notebook]
COURSE = Path(__file__).resolve().parents[3] / "course"
UNITS = sorted(path.name for path in COURSE.glob("[0-9][0-9]_*") if (path / f"{path.name}.ipynb").is_file())


def solution(unit: Unit, name: str) -> str:
    """The solved cell of an exercise."""
    return next(str(cell.source) for cell in unit.lesson.cells if tag_of(cell) == ("solution", name))


def errors(book: Notebook) -> list[str]:
    """Errors in the notebook's outputs."""
    return [f"{item['ename']}: {item['evalue']}" for item in book.outputs() if item["output_type"] == "error"]


#: The kernel's side of every notebook is run by nbval; what a browser adds is the same in all, and seen in two.
FEW = ("01_linear_regression", "08_convolution")


@pytest.mark.parametrize(
    "name",
    ["94_sample", *(pytest.param(name, marks=[] if name in FEW else [pytest.mark.soak]) for name in UNITS)],
)
def test_an_untouched_notebook_runs_without_an_error(open_notebook: Open, name: str) -> None:
    book = open_notebook(name)
    book.run_all()
    assert errors(book) == []
    assert any("아직 채우지 않았어요" in str(item.get("data", {}).get("text/plain")) for item in book.outputs())


def test_a_student_sees_no_menu_of_the_instructor(open_notebook: Open, sample: Unit) -> None:
    """Is nbgrader's Validate button there, and neither formgrader nor the other tools for instructors?"""
    book = open_notebook(sample.name)
    book.page.locator(".jp-NotebookPanel-toolbar").get_by_text("Validate").wait_for()
    menus = book.page.locator(".lm-MenuBar-itemLabel").all_inner_texts()
    assert "도움말" in menus
    assert not any("nbgrader" in menu.lower() for menu in menus)
    assert not [
        name for name in book.page.evaluate("() => window.jupyterapp.commands.listCommands()") if "nbgrader" in name
    ]


def test_filling_a_stub_turns_its_check_green(open_notebook: Open, sample: Unit) -> None:
    book = open_notebook(sample.name)
    book.run_all()
    source = solution(sample, "mean_gradient")
    stub = book.set_source("def mean_gradient(", source.replace("/ len(y)", ""))
    check = book.index_of('check("mean_gradient")')
    book.run_cell(stub)
    book.run_cell(check)
    panel = book.cell(check).locator('[role="region"]')
    panel.get_by_text("평균(1/m)을 빠뜨린 것 같아요.").wait_for()
    assert "‘손계산 예’ 단계에서 멈췄어요" in panel.inner_text()
    book.set_source("def mean_gradient(", source)
    book.run_cell(stub)
    book.run_cell(check)
    book.cell(check).locator('[role="region"]').get_by_text("모든 단계를 통과했어요").wait_for()


def live(cell: Any) -> Any:
    """The live widget of a cell; what a saved notebook keeps is on the page, too, and hidden."""
    return cell.locator('.jupyter-widgets[class*="-live"]')


def with_widget(book: Notebook, sample: Unit) -> Any:
    """The cell of the sample unit's widget, on the function solved."""
    book.run_all()
    book.run_cell(book.set_source("def mean_gradient(", solution(sample, "mean_gradient")))
    explore = book.index_of("explore(draw_gradient")
    book.run_cell(explore)
    return book.cell(explore)


def test_an_arrow_key_moves_a_slider_and_the_picture(open_notebook: Open, sample: Unit) -> None:
    cell = live(with_widget(open_notebook(sample.name), sample))
    picture = cell.locator("figure img")
    cell.get_by_text("가장 큰 값은 6이에요").wait_for()
    before = picture.get_attribute("src")
    handle = cell.locator(".noUi-handle")
    handle.focus()
    handle.press("End")
    cell.get_by_text("달성했어요").wait_for()
    handle.press("ArrowLeft")
    cell.get_by_text("달성했어요").wait_for()
    assert picture.count() == 1
    assert picture.get_attribute("src") != before
    assert (picture.get_attribute("alt") or "").startswith("막대 두 개.")
    label = cell.get_by_text("시작점")
    assert label.evaluate("item => item.scrollWidth <= item.clientWidth"), "the description is clipped"
    assert label.get_attribute("title") == "", "a tip without words beside the pointer"


def test_the_next_day_the_last_picture_is_there(open_notebook: Open, sample: Unit) -> None:
    """Does a notebook that was saved and only opened show what was last seen, and no error?"""
    book = open_notebook(sample.name)
    cell = with_widget(book, sample)
    assert not cell.get_by_text("그림의 설정").is_visible(), "the saved picture stands beside the live one"
    cell.locator(".noUi-handle").focus()
    cell.locator(".noUi-handle").press("End")
    cell.get_by_text("달성했어요").locator("visible=true").wait_for()
    cell.get_by_text("그림의 설정: 시작점 2 · 눈금 켬").wait_for(state="attached")
    quiz = book.index_of("quiz(quiz_answers)")
    book.cell(quiz).locator("input[type=radio]").nth(1).check()
    book.cell(quiz).get_by_text("② 둘 (고른 답)").wait_for(state="attached")
    book.reopen()
    cell = book.cell(book.index_of("explore(draw_gradient"))
    for text in ("그림의 설정: 시작점 2 · 눈금 켬", "달성했어요", "이 셀을 실행하면 움직여 볼 수 있어요."):
        cell.get_by_text(text).locator("visible=true").wait_for()
    quiz_cell = book.cell(quiz)
    quiz_cell.get_by_text("이 셀을 실행하면 보기를 고를 수 있어요.").locator("visible=true").wait_for()
    for one in (cell, quiz_cell):
        error = one.get_by_text("Error displaying widget")
        error.wait_for(state="attached")
        assert not error.is_visible()


def test_a_field_with_the_sliders_name_moves_it(open_notebook: Open, sample: Unit) -> None:
    """The field has the name and the exact value, and is the one stop of the Tab key."""
    cell = live(with_widget(open_notebook(sample.name), sample))
    field, handle = cell.get_by_role("spinbutton", name="시작점", exact=True), cell.locator(".noUi-handle")
    cell.get_by_text("가장 큰 값은 6이에요").wait_for()
    field.fill("1.999")
    field.press("Enter")
    cell.get_by_text("달성했어요").wait_for()
    # The picture, the field and the handle are told one after the other, so each is waited for.
    expect(field).to_have_value("2")
    expect(handle).to_have_attribute("aria-valuenow", "2.0")
    field.press("ArrowDown")  # not the next cell
    cell.get_by_text("가장 큰 값은 3.24예요").wait_for()
    expect(field).to_have_value("1.98")
    field.press("Tab")  # one stop for each slider
    assert cell.get_by_role("checkbox", name="눈금").evaluate("item => item === document.activeElement")
    handle.press("Home")
    cell.get_by_text("가장 큰 값은 6이에요").wait_for()
    expect(field).to_have_value("0")


def test_choosing_an_option_explains_it_and_gives_the_line_to_keep(open_notebook: Open, sample: Unit) -> None:
    book = open_notebook(sample.name)
    book.run_all()
    quiz = book.index_of("quiz(quiz_answers)")
    cell = live(book.cell(quiz))
    cell.get_by_text("quiz_answers = {1: None, 2: None}").wait_for()
    assert cell.locator("input[type=radio]:checked").count() == 0
    cell.locator("input[type=radio]").nth(0).check()
    cell.get_by_text("하나가 아니에요.").wait_for()
    cell.locator("input[type=radio]").nth(1).check()
    cell.get_by_text("둘이 맞아요.").wait_for()
    cell.locator("input[type=radio]").nth(2).check()
    cell.get_by_text("quiz_answers = {1: 2, 2: 1}").wait_for()
    cell.get_by_text("2문제를 모두 맞혔어요.").wait_for()
    assert cell.get_by_text("하나가 아니에요.").count() == 0


def test_a_quiz_is_answered_with_the_keyboard_alone(open_notebook: Open, sample: Unit) -> None:
    book = open_notebook(sample.name)
    book.run_all()
    cell = book.cell(book.index_of("quiz(quiz_answers)"))
    cell.locator(".cm-content").click()
    book.page.keyboard.press("Control+Enter")
    cell = live(cell)
    cell.get_by_text("Tab으로 보기를 옮겨 다니고 스페이스바로 골라요.").wait_for()
    for number, explanation in enumerate(("하나가 아니에요.", "둘이 맞아요.", "quiz_answers = {1: 2, 2: 1}")):
        button = cell.locator("input[type=radio]").nth(number)
        for _ in range(1 if number else 4):  # before the first, the cell's own buttons
            book.page.keyboard.press("Tab")
            if button.evaluate("item => item === document.activeElement"):
                break
        book.page.keyboard.press("Space")
        cell.get_by_text(explanation).wait_for()
        assert button.is_checked()


def test_a_line_does_not_break_between_code_and_its_particle(open_notebook: Open) -> None:
    book = open_notebook(UNITS[0])
    book.page.wait_for_function(RENDERED)  # the page fills long after the kernel is ready
    pairs, parted = book.page.evaluate(PARTED)
    assert pairs > 0
    assert parted == []


#: Whether the notebook's every text cell is on the page and shows its text.
RENDERED = """() => {
    const model = [...window.jupyterapp.shell.currentWidget.content.model.cells];
    const texts = [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-MarkdownCell .jp-RenderedMarkdown')];
    return texts.filter(text => text.textContent).length === model.filter(cell => cell.type === 'markdown').length;
}"""
#: Of the inline code that ends in a letter and is followed by a Hangul syllable, what is parted at some width of the text.
#: (After a closing bracket a browser may break all the same.)
PARTED = """() => {
    const texts = [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-RenderedMarkdown')];
    const codes = texts.flatMap(text => [...text.querySelectorAll(':not(pre) > code')].map(code => [text, code]))
        .filter(([, code]) => code.nextSibling?.nodeType === 3 && /\\w$/.test(code.textContent) && /^[가-힣]/.test(code.nextSibling.data));
    const parted = new Set();
    for (let width = 160; width <= 480; width += 8)
        for (const [text, code] of codes) {
            text.style.cssText = `flex: none; width: ${width}px`;
            const next = document.createRange();
            next.setStart(code.nextSibling, 0);
            next.setEnd(code.nextSibling, 1);
            const [end, start] = [[...code.getClientRects()].at(-1), next.getBoundingClientRect()];
            if (start.left < end.left) parted.add(code.textContent + code.nextSibling.data.slice(0, 3));
        }
    return [codes.length, [...parted]];
}"""
