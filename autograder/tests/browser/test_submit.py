"""From a notebook as it was handed out to a file that is handed in, as a student does it in JupyterLab."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .conftest import Open
from .lab import Notebook

UNIT = "09_softmax_cross_entropy"
FILE = f"20231234_김하늘_{UNIT}.ipynb"


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def name_of(cell: dict[str, Any]) -> str:
    marks = cell["metadata"].get("nbgrader", {})
    return str(marks.get("grade_id", "")) if marks.get("solution") else ""


def submit(book: Notebook) -> Any:
    """Run the last cell with id and name; the panel that it shows."""
    at = book.set_source("import submit", 'from npml.unit09 import submit\n\nsubmit("20231234", "김하늘")')
    book.run_cell(at)
    return book.cell(at).get_by_role("region", name="제출").first


def test_solved_saved_and_handed_in(open_notebook: Open, served: Path, root: Path) -> None:
    book = open_notebook(UNIT)
    book.run_cell(book.index_of("import check"))
    for cell in cells(root / "solutions" / UNIT / f"{UNIT}.ipynb"):
        if name := name_of(cell):
            marker = "quiz_answers = {" if name == "quiz" else f"def {name}("
            book.run_cell(book.set_source(marker, "".join(cell["source"])))
    submit(book).get_by_text("저장하지 않은 변경이 있어요").wait_for()
    book.command("docmanager:save")
    panel = submit(book)
    panel.get_by_text("모든 확인을 통과했어요").wait_for()
    handed = served / UNIT / "제출" / FILE
    with book.page.expect_download() as download:
        panel.get_by_role("link", name="제출 파일 내려받기").click()
    assert download.value.suggested_filename == FILE
    assert Path(download.value.path()).read_bytes() == handed.read_bytes()
    assert [name_of(cell) for cell in cells(handed) if name_of(cell)] == [
        name_of(cell) for cell in cells(root / "course" / UNIT / f"{UNIT}.ipynb") if name_of(cell)
    ]
