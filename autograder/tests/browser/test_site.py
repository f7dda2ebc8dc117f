"""The static site in a real browser: Python runs in the page.  It needs a site with Pyodide in it, which no index has:

make site PYODIDE=FOLDER && AUTOGRADER_SITE=$PWD/dist/site make test-unit
"""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .lab import Notebook, browser

SITE = os.environ.get("AUTOGRADER_SITE", "")
pytestmark = pytest.mark.skipif(not SITE, reason="Pyodide를 넣은 사이트의 폴더를 AUTOGRADER_SITE로 알려 주세요.")
UNIT = "01_linear_regression/01_linear_regression.ipynb"
RIGHT = """
def add_bias(X):
    return np.hstack([np.ones((X.shape[0], 1)), X.astype(np.float64)])
"""
ENDLESS = """
def add_bias(X):
    while True:
        pass
"""


class SiteNotebook(Notebook):
    """A notebook open in JupyterLite."""

    def __init__(self, page: Any, address: str, path: str) -> None:
        self.page = page
        page.set_default_timeout(180_000)  # the first start compiles NumPy's and Matplotlib's WebAssembly
        page.goto(f"{address}/lab/index.html?path={path}&reset")
        page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
        page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
        )

    def outputs(self) -> list[dict[str, Any]]:
        """Of all cells, in the order of the notebook."""
        book = self.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.model.toJSON()")
        return [output for cell in book["cells"] if cell["cell_type"] == "code" for output in cell["outputs"]]

    def text(self) -> str:
        """What all cells show, as plain text."""
        return "\n".join(str(output.get("data", {}).get("text/plain", output.get("text", ""))) for output in self.outputs())


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site as it is, but exposes JupyterLab's app, so that a test can drive it."""

    def do_GET(self) -> None:
        if self.path.partition("?")[0] != "/jupyter-lite.json":
            super().do_GET()
            return
        settings = json.loads(Path(SITE, "jupyter-lite.json").read_text(encoding="utf-8"))
        settings["jupyter-config-data"]["exposeAppInBrowser"] = True
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(settings).encode())

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The site, served from this computer."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=SITE)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def page(address: str, tmp_path: Path) -> Iterator[Any]:
    """A browser that reaches the site and nothing else."""
    with browser(tmp_path / "profile") as page:
        asked: list[str] = []

        def go(route: Any) -> None:
            url = route.request.url
            if url.startswith(address):
                route.continue_()
            else:
                asked.append(url)
                route.abort()

        page.route("http*://**", go)
        yield page
        assert not asked, "the site asks others"


def test_a_unit_from_the_first_cell_to_a_passed_check(page: Any, address: str) -> None:
    notebook = SiteNotebook(page, address, UNIT)
    page.get_by_role("menuitem", name="파일").wait_for()  # the interface is Korean
    notebook.run_all()
    assert [output for output in notebook.outputs() if output["output_type"] == "error"] == []
    assert any("application/vnd.jupyter.widget-view+json" in output.get("data", {}) for output in notebook.outputs())
    page.locator(".jupyter-widgets").first.wait_for(state="attached")

    check = notebook.set_source('check("add_bias")', 'check("add_bias")')
    notebook.run_cell(notebook.set_source("def add_bias", ENDLESS))
    notebook.run_cell(check)
    assert "20초 안에 끝나지 않아" in notebook.text()
    notebook.run_cell(notebook.set_source("def add_bias", RIGHT))
    notebook.run_cell(check)
    assert "add_bias: 모든 단계를 통과했어요" in notebook.text()

    # The browser keeps the record when the page is closed.
    notebook.command("docmanager:save")
    again = SiteNotebook(page, address, UNIT)
    first = again.set_source("import importlib.util", 'if True:\n    %pip install -q "npml"')
    again.run_cell(first)
    again.run_cell(
        again.set_source("from npml.unit01 import", "import numpy as np\nfrom npml.unit01 import check, progress")
    )
    again.run_cell(again.set_source("progress()", "progress()"))
    assert re.search("add_bias · .*✓ 통과했어요", again.text())


def test_submit_reads_the_saved_notebook_and_writes_the_file_to_hand_in(page: Any, address: str) -> None:
    notebook = SiteNotebook(page, address, UNIT)
    notebook.run_cell(notebook.set_source("import importlib.util", 'if True:\n    %pip install -q "npml"'))
    notebook.run_cell(notebook.set_source("from npml.unit01 import", "import numpy as np\nfrom npml.unit01 import submit"))
    notebook.run_cell(notebook.set_source("def add_bias", RIGHT))
    notebook.command("docmanager:save")
    notebook.run_cell(notebook.set_source("submit()", 'submit("20231234", "김하늘")'))
    shown = notebook.text()
    assert "지금 실행되어 있는 함수만 확인했어요" in shown
    assert re.search("문제 add_bias · .*✓ 통과", shown)
    assert "저장하지 않은 변경" not in shown
    name = "20231234_김하늘_01_linear_regression.ipynb"
    assert name in shown
    with page.expect_download() as waiting:
        page.get_by_role("link", name="제출 파일 내려받기").click()
    handed = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert any("np.hstack([np.ones" in "".join(cell["source"]) for cell in handed["cells"])
