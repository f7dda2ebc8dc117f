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


def install_source(address: str = "") -> str:
    """The cell's source.

    Args:
        address: a requirement or URL for pip, such as ``npml>=0.2,<0.3``; "" for a wheel beside the notebook.
    """
    arguments = f'"{address}"' if address else BESIDE
    missing = messages.INSTALL_FROM_ADDRESS if address else messages.INSTALL_FROM_WHEEL
    return f"""\
# {messages.INSTALL_COMMENT}
import importlib.util

if importlib.util.find_spec("npml") is None:
    %pip install -q {arguments}
if importlib.util.find_spec("npml") is None:
    print("{missing}")"""


def set_address(book: NotebookNode, address: str) -> None:
    """Change where a released notebook installs npml from."""
    for cell in book.cells:
        if cell.get("id") == CELL_ID:
            cell.source = install_source(address)
