"""Can an instructor edit a lesson in JupyterLab?"""

from __future__ import annotations

from pathlib import Path

from .lab import Notebook


def test_a_lesson_runs_as_a_notebook_and_keeps_its_text(lesson: tuple[Notebook, Path]) -> None:
    book, path = lesson
    before = path.read_text(encoding="utf-8")
    book.run_all()
    assert [item for item in book.outputs() if item["output_type"] == "error"] == []
    book.cell(book.index_of('check("mse_gradient")')).get_by_text("모든 단계를 통과했어요").wait_for()
    book.command("docmanager:save")
    assert path.read_text(encoding="utf-8") == before

    book.set_source("# 도전을 위한 자리", "1 + 1")
    book.command("docmanager:save")
    challenge = "# 도전을 위한 자리입니다. 자유롭게 쓰세요."
    assert path.read_text(encoding="utf-8") == before.replace(challenge, "1 + 1") != before
