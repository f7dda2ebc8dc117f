"""Whoever opens a graded notebook meets nothing that runs, and honest work looks as it did."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import quote

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.gradebook.pages import markdown_page
from autograder.grading import messages
from autograder.grading.nodes import new_code_cell, new_markdown_cell, new_notebook, node
from autograder.grading.safe_html import clean_html
from autograder.grading.safe_markdown import safe_markdown
from autograder.grading.safe_notebook import MAX_OUTPUTS, MAX_TEXT, clean_text, make_safe
from autograder.sample_class.sources import Papers

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 20).decode()
FIGURE = f'<figure><img alt="그림" src="data:image/png;base64,{PNG}"><figcaption>설명</figcaption></figure>'


def output_of(*outputs: dict[str, Any]) -> list[NotebookNode]:
    nb = new_notebook(cells=[new_code_cell("1", outputs=[node(item) for item in outputs])])
    made: list[NotebookNode] = make_safe(nb).cells[0].outputs
    return made


def shown(data: dict[str, str]) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": {}}


def test_scripts_svg_widgets_and_unknown_kinds_are_dropped() -> None:
    kinds = ("application/javascript", "image/svg+xml", "application/vnd.jupyter.widget-view+json", "text/latex",
             "text/markdown", "text/vnd.mermaid", "application/x-new")  # fmt: skip
    assert output_of(shown(dict.fromkeys(kinds, "alert(1)"))) == []
    kept = output_of(shown({**dict.fromkeys(kinds, "alert(1)"), "text/plain": "글"}))
    assert kept[0].data == {"text/plain": "글"}


def test_the_courses_own_figure_survives() -> None:
    assert output_of(shown({"text/html": FIGURE}))[0].data["text/html"] == FIGURE


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<img src='https://example.invalid/p.png'>",
        "<img src='data:image/svg+xml;base64,PHN2Zz4='>", "<iframe srcdoc='<script>1</script>'></iframe>", "<svg onload=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>", "<form action='//x'><input></form>", "<style>*{display:none}</style>",
        "<div style='position:fixed;inset:0'>x</div>", "<math><mtext><script>1</script></mtext></math>", "<base href='//x'>",
        "<div id='top' class='mark-graded score'>x</div>", "<!--><script>alert(1)</script>-->", "<meta http-equiv=refresh content='0;//x'>",
    ],
)  # fmt: skip
def test_hostile_markup_is_disarmed_in_outputs_and_in_markdown(html: str) -> None:
    banned = ("<script", "onerror", "onload", "javascript:", "<iframe", "<svg", "<form", "<style", "position", 'src="http',
              "svg+xml", "<base", "<meta", "mark-graded", 'id="top"', "<input")  # fmt: skip
    for made in (clean_html(html), clean_html(html, own=True), markdown_page(html), markdown_page(safe_markdown(html))):
        live = made.replace("&lt;", "")  # shown as text, it harms nobody
        tags = "".join(part.partition(">")[0] for part in live.split("<")[1:])
        assert not any(word.lstrip("<") in tags for word in banned), made


def test_only_the_graders_own_html_keeps_its_classes() -> None:
    table = '<table class="autograder-verdict evil"><tbody><tr><td>1</td></tr></tbody></table>'
    assert "class" not in output_of(shown({"text/html": table}))[0].data["text/html"]
    assert 'class="autograder-verdict"' in clean_html(table, own=True)


@pytest.mark.parametrize(
    "source",
    [
        "# 제목\n\n$a<b$이고 `x <script>`는 코드\n\n```html\n<script>alert(1)</script>\n```\n\n> 인용 a < b > c",
        "<details open><summary>힌트</summary>\n\n글 <br> H<sub>2</sub>O\n\n</details>",
        "![그림](attachment:a.png) [문서](https://numpy.org/doc) ![y](images/a.png)",
        "$$\n\\begin{aligned} a &< b \\\\ c &> d \\end{aligned}\n$$",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_honest_markdown_stays_as_it_was_to_the_byte(source: str) -> None:
    assert safe_markdown(source) == source


def test_the_lessons_own_markdown_stays_as_it_was(papers: Papers) -> None:
    before = [cell.source for cell in papers.solved().cells]
    assert [cell.source for cell in make_safe(papers.solved()).cells] == before


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>", "[x](javascript:alert(1))", "[x](java&#115;cript:alert(1))", "![a](https://example.invalid/x.png)",
        "[x]\n\n[x]: javascript:alert(1)", "<div\nonclick='x'>", "<!-- x -->", "![a](data:image/svg+xml;base64,AAA)",
    ],
)  # fmt: skip
def test_hostile_markdown_is_shown_as_text(source: str) -> None:
    made = safe_markdown(source)
    assert made != source
    assert safe_markdown(made) == made, "what is left must be harmless"


def test_control_sequences_are_stripped() -> None:
    assert clean_text("\x1b]0;제목\x07\x1b[31m빨강\x1b[0m\x1b[2J\x00\u202e끝\r\n") == "빨강끝\n"
    error = {"output_type": "error", "ename": "E\x1b[0m", "evalue": "v\x07", "traceback": ["\x1b[31mline\x1b[0m"]}
    assert output_of(error)[0].traceback == ["line"]


def test_floods_are_cut() -> None:
    text = {"output_type": "stream", "name": "stdout", "text": "가" * (MAX_TEXT + 1)}
    made = output_of(*[text] * (MAX_OUTPUTS + 50))
    assert len(made) == MAX_OUTPUTS + 1
    assert made[0].text.endswith(messages.SHORTENED)
    assert len(made[0].text) < MAX_TEXT + 100


def test_pictures_are_pictures() -> None:
    assert output_of(shown({"image/png": PNG}))[0].data["image/png"] == PNG
    assert output_of(shown({"image/png": base64.b64encode(b"<svg>").decode()})) == []
    assert output_of(shown({"image/png": '"><script>'})) == []


@pytest.mark.parametrize("name", ["a.png", "스크린샷 1.png"])
def test_a_pasted_picture_is_shown_and_a_missing_one_is_named(name: str) -> None:
    quoted = quote(name)
    page = markdown_page(f"![그림 $x$](attachment:{quoted}) ![b](attachment:none.png)", {name: {"image/png": PNG}})
    assert f'<img alt="그림 x" src="data:image/png;base64,{PNG}">' in page
    assert messages.NO_ATTACHMENT.format(name="none.png") in page
    assert "aside" not in page


def test_an_attachment_that_is_no_picture_is_none() -> None:
    page = markdown_page("![a](attachment:a.png)", {"a.png": {"image/png": '"><script>'}, "b": 7})
    assert "<script" not in page
    assert messages.NO_ATTACHMENT.format(name="a.png") in page


def test_metadata_and_attachments_are_reduced_to_what_is_needed() -> None:
    cell = new_markdown_cell(
        "![](attachment:a.png)", metadata={"tags": ["x"], "nbgrader": {"grade_id": "q"}, "trusted": True}
    )
    cell["attachments"] = {"a.png": {"image/png": PNG, "text/html": "<script>"}, "b.svg": {"image/svg+xml": "<svg/>"}}
    nb = new_notebook(cells=[cell])
    nb.metadata.update({"widgets": {"x": 1}, "kernelspec": node({"name": "evil\x1b[0m", "argv": ["x"]})})
    make_safe(nb)
    assert nb.cells[0].attachments == {"a.png": {"image/png": PNG}}
    assert set(nb.cells[0].metadata) == {"nbgrader"}
    assert set(nb.metadata) == {"kernelspec", "language_info"}
    assert nb.metadata.kernelspec.name == "evil"
    nbformat.validate(nb)
