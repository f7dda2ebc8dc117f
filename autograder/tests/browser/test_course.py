"""Do hints, quiz, reset and the map work in a real browser, by pressing what a student presses?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from autograder.authoring.unit import Unit
from npml.core.clicked import clicked
from npml.lab import START

from .lab import Notebook
from .test_notebook import live, solution

Open = Callable[[str], Notebook]


def test_a_hint_opens_by_its_button_with_its_formula_set(open_notebook: Open, sample: Unit) -> None:
    book = open_notebook(sample.name)
    book.run_all()
    at = book.set_source('check("mean_gradient")', 'hint("mean_gradient")')
    book.run_cell(at)
    cell = live(book.cell(at))
    cell.get_by_role("button", name="힌트 2. 수식과 shape 열기").click()
    cell.locator("mjx-container").wait_for()
    cell.locator("code", has_text="X.T").wait_for()
    assert cell.get_by_text("무엇을 평균하나요?").count() == 0
    cell.get_by_role("button", name="힌트 2. 수식과 shape 닫기").click()
    cell.locator("mjx-container").wait_for(state="detached")
    book.reopen()
    cell = book.cell(at)
    cell.get_by_text("1. 방향").click()  # without a kernel
    cell.get_by_text("무엇을 평균하나요?").locator("visible=true").wait_for()


def test_a_clicked_answer_is_in_the_saved_file(open_notebook: Open, sample: Unit, served: Path) -> None:
    """Does the grade find it there, also after the notebook was opened again and run?"""
    file = served / sample.name / f"{sample.name}.ipynb"

    def saved() -> dict[int, int]:
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        (outputs,) = (cell["outputs"] for cell in cells if "".join(cell["source"]) == "quiz(quiz_answers)")
        return clicked(outputs)

    book = open_notebook(sample.name)
    before = file.read_bytes()
    try:
        book.run_all()
        quiz = book.index_of("quiz(quiz_answers)")
        cell = book.cell(quiz)
        live(cell).locator("input[type=radio]").nth(1).check()
        live(cell).locator("input[type=radio]").nth(2).check()
        cell.get_by_text("① theta (고른 답)").wait_for(state="attached")
        book.command("docmanager:save")
        assert saved() == {1: 2, 2: 1}
        book.reopen()
        book.run_all()
        expect(live(book.cell(quiz)).locator("input[type=radio]:checked")).to_have_count(2)
        book.command("docmanager:save")
        assert saved() == {1: 2, 2: 1}
    finally:
        file.write_bytes(before)


def test_reset_puts_the_stub_into_its_cell_and_the_code_back(open_notebook: Open, sample: Unit) -> None:
    book = open_notebook(sample.name)
    book.run_all()
    mine = solution(sample, "mean_gradient")
    stub = book.source(book.index_of("def mean_gradient("))
    at = book.set_source("def mean_gradient(", "from npml import reset\nreset('mean_gradient')\n" + mine)
    book.run_cell(at)
    book.cell(at).get_by_text("이 셀을 처음 상태로 되돌렸어요").wait_for()
    assert book.source(at) == stub
    book.set_source("def mean_gradient(", "reset('mean_gradient', back=True)")
    book.run_cell(at)
    book.cell(at).get_by_text("이 셀에 쓰던 코드를 되찾았어요").wait_for()
    assert book.source(at).endswith(mine)


def test_the_map_leads_to_a_unit_and_the_unit_back(page_and_address: tuple[Any, str]) -> None:
    page, address = page_and_address
    book = Notebook(page, address, START)
    try:
        book.run_cell(book.index_of("progress()"))
        panel = book.cell(book.index_of("progress()"))
        panel.get_by_text("이어서 하기").wait_for()
        panel.get_by_role("link", name="03. k-평균 군집화").first.click()
        title = "() => window.jupyterapp.shell.currentWidget?.title.label === "
        page.wait_for_function(title + "'03_kmeans.ipynb'")
        shown = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        shown.get_by_role("link", name="전체 지도").first.click()
        page.wait_for_function(title + repr(START))
    finally:
        page.evaluate("() => window.jupyterapp.serviceManager.sessions.shutdownAll()")
