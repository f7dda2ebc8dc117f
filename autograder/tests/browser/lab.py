"""A real JupyterLab in a real Chromium, for the browser tests."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import npml

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if os.path.exists(path)), "")
ARGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
#: What is installed with npml, the folder of its style sheet, and that of the configuration that `make lab` adds.
OVERRIDES = Path(__file__).parents[2] / "npml" / "jupyterlab" / "overrides.json"
STYLE = Path(npml.__file__).parent
CONFIGURATION = Path(__file__).parents[2] / "jupyterlab"
#: Generous: a busy machine is slow, and a test that waits for a condition does not take longer for it.
PATIENCE = 60_000


@contextlib.contextmanager
def jupyter_lab(root: Path, settings: Path, packages: Path | None = None) -> Iterator[str]:
    """JupyterLab on a folder, set up as `make lab` does; its address with the token.

    Args:
        root: what it serves.
        settings: a scratch folder for its configuration.
        packages: a folder with packages of units that are not installed.
    """
    token = secrets.token_hex(16)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    application = settings / "application"
    application.mkdir()
    shutil.copy(OVERRIDES, application / "overrides.json")
    environment = {
        **os.environ, "JUPYTER_CONFIG_DIR": str(settings), "JUPYTERLAB_SETTINGS_DIR": str(settings / "user"),
        "JUPYTERLAB_WORKSPACES_DIR": str(settings / "workspaces"), "AUTOGRADER_STATE": str(settings / "progress.json"),
        "JUPYTER_CONFIG_PATH": str(CONFIGURATION), "JUPYTER_RUNTIME_DIR": str(settings / "runtime"), "IPYTHONDIR": str(settings / "ipython"),
    }  # fmt: skip
    if packages is not None:
        environment["NPML_UNITS"] = str(packages)
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--LabApp.expose_app_in_browser=True",
        f"--LabApp.app_settings_dir={application}", f"--port={port}", "--ServerApp.port_retries=0",
        "--ip=127.0.0.1", f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={root}", "--custom-css",
        f"--ServerApp.tornado_settings=static_custom_path={STYLE}",
    ]  # fmt: skip
    with (settings / "lab.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(f"http://127.0.0.1:{port}/api?token={token}", process, settings / "lab.log")
            yield f"http://127.0.0.1:{port}/lab?token={token}"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=60)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server answers; its own end is an error with its log."""
    while process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            if answer.status == 200:
                return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.2)
    raise RuntimeError(log.read_text(encoding="utf-8", errors="replace")[-2000:])


@contextlib.contextmanager
def browser(profile: Path, **options: Any) -> Iterator[Any]:
    """A Chromium page; options go to Playwright's context (color_scheme …)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(profile), executable_path=CHROMIUM, headless=True, args=list(ARGS),
            viewport={"width": 1280, "height": 1000}, **options,
        )  # fmt: skip
        page = context.pages[0]
        page.set_default_timeout(PATIENCE)
        try:
            yield page
        finally:
            context.close()


class Notebook:
    """A notebook open in JupyterLab."""

    def __init__(self, page: Any, address: str, path: str, *, menu: str = "") -> None:
        """Open a file.

        Args:
            path: where it is, from the folder that is served.
            menu: the item of "Open With" to choose in the file browser; without it the address opens the file.
        """
        self.page, self._path = page, path
        base, _, query = address.partition("?")
        folder, _, name = path.rpartition("/")
        self._address = f"{base}/tree/{folder if menu else path}?{query}&reset"
        page.goto(self._address)
        if menu:
            page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)")
            page.locator(".jp-DirListing-item").get_by_text(name, exact=True).click(button="right")
            page.locator(".lm-Menu-item", has_text="Open With").hover()
            page.get_by_role("menuitem", name=menu, exact=True).click()
        self._ready()

    def _ready(self) -> None:
        self.page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell")
        self.page.wait_for_function(
            # Of this file: another one may still be in front of it.
            "path => { const p = window.jupyterapp?.shell.currentWidget; return p?.context?.path === path && p.context.isReady"
            " && p.content.model?.cells.length > 0 && p.sessionContext?.session?.kernel?.status === 'idle' }",
            arg=self._path,
        )

    def run_all(self) -> None:
        """Run every cell and wait for the kernel."""
        self.command("notebook:run-all-cells")

    def close(self) -> None:
        """Stop the kernel; what was typed is not kept."""
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")

    def reopen(self) -> None:
        """Save, stop the kernel, and open the file again in a fresh page without running anything."""
        self.command("docmanager:save")
        self.close()
        self.page.goto("about:blank")
        self.page.goto(self._address)
        self._ready()

    def command(self, name: str) -> None:
        """A command of JupyterLab, waited for."""
        self.page.evaluate("name => window.jupyterapp.commands.execute(name)", name)

    def set_source(self, marker: str, source: str) -> int:
        """Replace the source of the code cell whose text contains the marker; its index."""
        return int(self.page.evaluate(
            """([marker, source]) => {
                const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
                for (let i = 0; i < cells.length; i++) {
                    const model = cells.get(i).sharedModel;
                    if (cells.get(i).type === 'code' && model.source.includes(marker)) { model.source = source; return i; }
                }
                throw new Error('no cell with ' + marker);
            }""", [marker, source],
        ))  # fmt: skip

    def source(self, index: int) -> str:
        """The source of a cell."""
        return str(self.page.evaluate(
            "i => window.jupyterapp.shell.currentWidget.content.model.cells.get(i).sharedModel.source", index,
        ))  # fmt: skip

    def run_cell(self, index: int) -> None:
        """Run one cell and wait for it."""
        self.page.evaluate(
            "i => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = i;"
            " return window.jupyterapp.commands.execute('notebook:run-cell') }", index,
        )  # fmt: skip

    def index_of(self, marker: str) -> int:
        """The first code cell whose source contains the marker."""
        return int(self.page.evaluate(
            """marker => { const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
                for (let i = 0; i < cells.length; i++)
                    if (cells.get(i).type === 'code' && cells.get(i).sharedModel.source.includes(marker)) return i;
                throw new Error('no cell with ' + marker); }""", marker,
        ))  # fmt: skip

    def outputs(self) -> list[dict[str, Any]]:
        """All outputs, as in the file."""
        found: list[dict[str, Any]] = self.page.evaluate(
            """() => { const cells = window.jupyterapp.shell.currentWidget.content.model.cells; const all = [];
                for (let i = 0; i < cells.length; i++)
                    if (cells.get(i).type === 'code') all.push(...cells.get(i).outputs.toJSON());
                return all; }"""
        )
        return found

    def cell(self, index: int) -> Any:
        """A locator of a cell, scrolled into view (JupyterLab draws only what is near)."""
        self.page.evaluate("i => window.jupyterapp.shell.currentWidget.content.scrollToItem(i, 'center')", index)
        return self.page.locator(f'.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell[data-windowed-list-index="{index}"]')
