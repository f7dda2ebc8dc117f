"""What the static site is built from, and whether its configuration names what there is."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path

import nbformat
import pytest

from autograder.release.install import CELL_ID, install_source
from autograder.release.project import Project
from autograder.release.release import write_unit
from autograder.release.website import RUNTIME, missing_files, site_sources
from npml.errors import UsageError

#: A distribution of Pyodide with one package that needs another.
LOCK = {
    "packages": {
        "ipython": {"file_name": "ipython-8.whl", "depends": ["prompt_toolkit"]},
        "prompt-toolkit": {"file_name": "prompt_toolkit-3.whl", "depends": []},
        "pandas": {"file_name": "pandas-2.whl", "depends": []},
    }
}


@pytest.fixture
def project(toy_project: Path, root: Path, tmp_path: Path) -> Project:
    """A released toy project with the real package and the site's settings."""
    shutil.copytree(toy_project, tmp_path / "p")
    made = Project(tmp_path / "p")
    unit = made.units()[0]
    student = root / "autograder" / "npml"
    shutil.copytree(student, made.student, ignore=shutil.ignore_patterns("__pycache__", "unit[0-9][0-9]"))
    shutil.copytree(root / "autograder" / "site", made.package / "site")
    write_unit(made, unit)
    return made


@pytest.fixture
def pyodide(tmp_path: Path) -> Path:
    """A complete distribution, as far as names go."""
    folder = tmp_path / "pyodide"
    folder.mkdir()
    for name in (*RUNTIME, "ipython-8.whl", "prompt_toolkit-3.whl"):
        (folder / name).write_text(json.dumps(LOCK), encoding="utf-8")
    return folder


def test_notebooks_install_by_name_the_wheel_that_is_shipped(project: Project, pyodide: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    site_sources(project, folder, pyodide)
    book = nbformat.read(folder / "files" / "13_toy" / "13_toy.ipynb", as_version=4)
    assert [cell.source for cell in book.cells if cell.get("id") == CELL_ID] == [install_source("npml")]
    assert [path.name.partition("-")[0] for path in (folder / "pypi").iterdir()] == ["npml"]
    assert (folder / "static" / "pyodide" / "pyodide.js").is_file()
    settings = json.loads((folder / "overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/translation-extension:plugin"] == {"locale": "ko_KR"}


@pytest.mark.parametrize("name", [*RUNTIME, "ipython-8.whl", "prompt_toolkit-3.whl"])
def test_a_distribution_that_lacks_a_file_is_refused(project: Project, pyodide: Path, tmp_path: Path, name: str) -> None:
    """Before anything is built, and by the file's name."""
    (pyodide / name).unlink()
    assert missing_files(pyodide) == [name]
    with pytest.raises(UsageError, match=re.escape(name)):
        site_sources(project, tmp_path / "site", pyodide)
    assert not (tmp_path / "site").exists()


def test_the_configuration_names_what_there_is(root: Path) -> None:
    """The folders that are filled, the lock files of the Makefile, and one version of what kernel and interface share."""
    package = root / "autograder"
    config = json.loads((package / "site" / "jupyter_lite_config.json").read_text(encoding="utf-8"))["LiteBuildConfig"]
    assert config["contents"] == ["files"]
    assert (root / "build" / "site" / config["output_dir"]).resolve() == root / "dist" / "site"
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    locks = re.findall(r"\$\(PKG\)/(site/[a-z]+\.lock)", makefile)
    assert locks
    pinned = [
        dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (package / lock).read_text(encoding="utf-8"), re.M)) for lock in locks
    ]
    groups = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    for found, group in zip(pinned, ("site", "site-wheels"), strict=True):
        assert {re.split("[=>]", item)[0].lower() for item in groups[group]} <= found.keys()
    environment, wheels = pinned
    assert wheels["jupyterlab-widgets"] == environment["jupyterlab-widgets"]
    student = tomllib.loads((package / "npml" / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    of_pyodide = {"numpy", "matplotlib", "scikit-learn"}
    assert {re.split("[=>]", item)[0] for item in student} <= wheels.keys() | of_pyodide
