"""The first code cell of each notebook, which installs npml where it is missing: Colab, Kaggle, VS Code.

One notebook file is then enough.  Where the package comes from is said when it is released: an index, a URL, or, without
an address, a wheel that lies beside the notebook or one folder above it.  Then pip asks no index at all: a stranger
could have registered the name there.
"""

from __future__ import annotations

from nbformat import NotebookNode

from . import messages

#: The cell's id, by which a bundle finds it to change the address.
CELL_ID = "install-npml"
#: In Colab, Kaggle or JupyterLab all that npml needs is installed, and must not be replaced.
BESIDE = "--no-index --no-deps --find-links . --find-links .. npml"


def install_source(address: str = "", package: str = "") -> str:
    """The cell's source.

    Args:
        address: a requirement or URL for pip, such as ``npml>=0.2,<0.3``; "" for a wheel beside the notebook.
        package: a unit's package that must be there, too: npml of an earlier week has not got it and is replaced.
    """
    arguments = f'"{address}"' if address else BESIDE
    said = messages.INSTALL_FROM_ADDRESS if address else messages.INSTALL_FROM_WHEEL
    missing = 'importlib.util.find_spec("npml") is None'
    if package:
        missing += f' or importlib.util.find_spec("npml.{package}") is None'
        arguments = f"--upgrade {arguments}"
    return f"""\
# {messages.INSTALL_COMMENT}
import importlib.util

if {missing}:
    %pip install -q {arguments}
if {missing}:
    print("{said}")"""


def set_install(book: NotebookNode, address: str, package: str = "") -> None:
    """Change what a released notebook's first code cell installs, as `install_source`."""
    for cell in book.cells:
        if cell.get("id") == CELL_ID:
            cell.source = install_source(address, package)
