"""What an instructor opens is inert: feedback, report and the notebook as formgrader shows it, in a real Chromium.

A hostile notebook and a hostile name go through grading, the gradebook, feedback and the report.  Then a browser
opens the pages: no script runs, no request leaves, nothing covers the page.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.gradebook.classroom import Classroom, prepare
from autograder.gradebook.database import open_book
from autograder.gradebook.feedback import write_feedback
from autograder.gradebook.record import Recorder
from autograder.reporting.report import write_report

from .conftest import UNIT, Site

#: Sets a mark that the test looks for, or asks for something from elsewhere.
MARKUP = [
    "<script>document.title='pwned'</script>", "<img src=x onerror=\"document.title='pwned'\">", "<svg onload=\"document.title='pwned'\"></svg>",
    "<iframe srcdoc=\"<script>parent.document.title='pwned'</script>\"></iframe>", "<iframe src='https://evil.invalid/frame'></iframe>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=\"document.title='pwned'\">", "<a href=\"javascript:document.title='pwned'\">눌러 보세요</a>",
    "[눌러 보세요](javascript:document.title='pwned')", "![](https://evil.invalid/pixel.png)", "<img src='https://evil.invalid/pixel2.png'>",
    "<link rel=stylesheet href='https://evil.invalid/style.css'>", "<style>@import 'https://evil.invalid/import.css'; body { background: url(https://evil.invalid/b.png) }</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.invalid/away'>", "<base href='https://evil.invalid/'>", "<form action='https://evil.invalid/'><button autofocus>보내기</button></form>",
    "<input autofocus onfocus=\"document.title='pwned'\">", "<details open ontoggle=\"document.title='pwned'\">x</details>", "<video><source onerror=\"document.title='pwned'\"></video>",
    "<object data='https://evil.invalid/o'></object>", "<embed src='https://evil.invalid/e'>", "<div style='position:fixed;inset:0;background:red' id=cover>100점</div>",
    "$$\\require{html}\\href{javascript:document.title='pwned'}{x}\\unicode{x3c}$$", "$<img src=x onerror=\"document.title='pwned'\">$", "```{=html}\n<script>document.title='pwned'</script>\n```",
    "<!--><script>document.title='pwned'</script>-->", "<noscript><p title=\"</noscript><img src=x onerror=document.title='pwned'>\">", "</textarea></title></script><script>document.title='pwned'</script>",
    "<details>\n\n<script>document.title='pwned'</script>\n\n</details>", "[x]: javascript:document.title='pwned'\n\n[x][x]", "<javascript:document.title='pwned'>",
]  # fmt: skip
SHOW = """
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, Image, display, publish_display_data
for text in MARKUP:
    display(HTML(text)); display(Markdown(text)); display(Latex(text))
    publish_display_data({'image/svg+xml': text, 'application/javascript': "document.title='pwned'", 'text/html': [text]})
    publish_display_data({'application/vnd.jupyter.widget-view+json': {'model_id': text}, 'text/plain': text})
    print(text)
print('\\x1b]0;pwned\\x07\\x1b[2J\\x1b[31m\\x9b2J\\x1b]8;;https://evil.invalid\\x07x\\u202e')
raise type('<script>', (Exception,), {})("<script>document.title='pwned'</script>\\x1b[2J")
"""
STUDENT = "mallory"
NAME = ('=HYPERLINK("https://evil.invalid")', "<script>document.title='pwned'</script>\x1b[2J")


def hostile_notebook(site: Site) -> bytes:
    """Markup in every place that is shown."""
    paper = site.paper().solve("softmax")
    for text in MARKUP:
        paper.nb.cells.append(nbformat.v4.new_markdown_cell(text))
        paper.nb.cells.append(nbformat.v4.new_raw_cell(text))
    paper.last(f"MARKUP = {MARKUP!r}\n{SHOW}")
    return paper.raw()


@pytest.fixture(scope="module")
def pages(site: Site, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Feedback, report, and the graded notebook as formgrader renders it."""
    folder = tmp_path_factory.mktemp("class")
    room = prepare(folder, [site.unit], "")
    with Recorder(room.root, "") as recorder:
        graded = site.grade(hostile_notebook(site), STUDENT)
        assert graded.status == "graded", graded.message
        assert graded.verdict is not None and graded.verdict.score == 24
        recorder.write(graded)
    with open_book(room.db_url) as book:
        book.update_or_create_student(STUDENT, first_name=NAME[1], last_name=NAME[0])
    assert not write_feedback(folder, [site.unit]).problems
    report = write_report(folder, [site.unit])
    return [*folder.glob("feedback/*/*/*.html"), *report.parent.glob("*.html"), _as_formgrader(folder)]


def _as_formgrader(folder: Path) -> Path:
    """nbconvert's plain HTML, with raw HTML let through, as formgrader makes it: no policy of ours, nothing sanitised again."""
    from nbconvert import HTMLExporter

    [path] = folder.glob(f"autograded/*/{UNIT}/{UNIT}.ipynb")
    text, _ = HTMLExporter(sanitize_html=False).from_filename(str(path))
    page = folder / "formgrader.html"
    page.write_text(text, encoding="utf-8")
    return page


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A real browser."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None or importlib.util.find_spec("playwright") is None:
        pytest.skip("no Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path_factory.mktemp("profile")), executable_path=program, headless=True,
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync"],
        )  # fmt: skip
        page = context.pages[0]
        page.set_default_timeout(60_000)
        try:
            yield page
        finally:
            context.close()


def opened(page: Any, path: Path) -> tuple[str, list[str], str]:
    """A page's title, what it asked for from elsewhere, and what lies over its middle."""
    asked: list[str] = []

    def answer(route: Any) -> None:
        url = route.request.url
        if url.startswith((path.as_uri(), "data:")):
            route.continue_()
        else:
            asked.append(url)
            route.abort()

    page.context.route("**/*", answer)
    try:
        page.goto(path.as_uri(), wait_until="load")
        for summary in page.query_selector_all("details summary"):
            summary.evaluate("node => node.parentNode.open = true")
        for link in page.query_selector_all("a"):
            link.evaluate("node => { if (/^\\s*javascript:/i.test(node.href)) node.click() }")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        fixed = page.evaluate(
            "() => [...document.querySelectorAll('body *')].filter(node => getComputedStyle(node).position === 'fixed')"
            ".map(node => node.outerHTML.slice(0, 100)).join('\\n')"
        )
        return page.title(), asked, fixed
    finally:
        page.context.unroute("**/*", answer)


#: nbconvert's own page asks for these, whatever the notebook; formgrader serves them itself.
NBCONVERTS = ("cdnjs.cloudflare.com", "unpkg.com", "cdn.jsdelivr.net")


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_the_pages_do_nothing_in_a_real_browser(pages: list[Path], chromium: Any) -> None:
    assert len(pages) >= 3
    for path in pages:
        title, asked, fixed = opened(chromium, path)
        assert "pwned" not in title, path
        foreign = [url for url in asked if not any(host in url for host in NBCONVERTS)]
        assert foreign == [], path
        if path.name != "formgrader.html":
            assert asked == [], path
            assert "100점" not in fixed, path


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_the_browser_would_show_it(chromium: Any, tmp_path: Path) -> None:
    """The control: the same markup, as it is, does run and does ask."""
    path = tmp_path / "raw.html"
    path.write_text(f"<title>plain</title><body>{MARKUP[1]}{MARKUP[9]}{MARKUP[20]}", encoding="utf-8")
    title, asked, fixed = opened(chromium, path)
    assert title == "pwned"
    assert any("evil.invalid" in url for url in asked)
    assert "100점" in fixed


def test_the_pages_carry_a_policy_that_forbids_scripts(pages: list[Path]) -> None:
    for path in pages:
        text = path.read_text(encoding="utf-8")
        if path.name != "formgrader.html":
            assert "Content-Security-Policy" in text
            assert "default-src 'none'" in text.replace("&#39;", "'").replace("&#x27;", "'")
            assert "<script>document" not in text
        assert "\x1b" not in text
        assert "\x9b" not in text


def test_a_hostile_name_is_text_in_the_exported_table(site: Site, pages: list[Path], tmp_path: Path) -> None:
    from autograder.gradebook.export import SafeCsvExportPlugin

    folder = pages[0].parents[3]
    target = tmp_path / "grades.csv"
    with open_book(Classroom(folder).db_url) as book:
        plugin = SafeCsvExportPlugin()
        plugin.to = str(target)
        plugin.export(book)
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert any(STUDENT in row for row in rows)
    assert not [
        cell
        for row in rows
        for cell in row
        if cell[:1] in "=+-@\t\r" and not cell.lstrip("+-").replace(".", "").isdigit() and cell
    ]
