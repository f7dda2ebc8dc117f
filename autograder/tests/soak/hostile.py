"""Hostile submissions for a class: each takes resources, time, or what is not its own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from autograder.grading.nodes import new_code_cell, to_text
from autograder.sample_class.hostile import ATTACKS
from autograder.sample_class.sources import Papers

Write = Callable[[Path], None]

#: A cell at the top of a notebook without solutions.
CELLS = {
    "fork bomb": "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
    "sessions that spin": "import os\nfor _ in range(50):\n    if not os.fork():\n        os.setsid()\n        while True: pass",
    "daemon": "import os, time\nif not os.fork():\n    os.setsid()\n    if not os.fork():\n        while True: time.sleep(1)\n    os._exit(0)",
    "memory bomb": "kept = []\nwhile True: kept.append(bytearray(50 << 20))",
    "memory of many": "import os, time\nfor _ in range(8):\n    if not os.fork():\n        kept = bytearray(b'x') * (900 << 20)\n        time.sleep(100)",
    "full disk": "for place in ('/notebook', '/tmp', '/dev/shm'):\n    for number in range(10 ** 6):\n        try: open(f'{place}/{number}', 'wb').write(bytes(1 << 20))\n        except OSError: break",
    "loop that swallows": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "flood": "import os\nwhile True: os.write(1, b'x' * 65536)",
    "stop": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
    "exit": "import os\nos._exit(0)",
    "kill": "import os\nos.kill(-1, 9)\nos.kill(1, 9)\nos.kill(os.getppid(), 9)",
    "crash": "import ctypes\nctypes.string_at(0)",
    "thread that forks": "import os, threading\ndef go():\n    while True:\n        try:\n            if not os.fork():\n                while True: pass\n        except OSError: pass\n"
    "threading.Thread(target=go, daemon=True).start()",
}  # fmt: skip

#: What every exercise does instead of its work.
CALLS = {
    "hang in a call": "while True:\n        try: pass\n        except BaseException: pass",
    "bomb on the channel": "import sys, json, struct\n    f = sys._getframe()\n    while 'wire' not in f.f_locals: f = f.f_back\n    wire, number = f.f_locals['wire'], f.f_locals['tree']['number']\n"
    "    node = {'nd': 'f8', 'shape': [1 << 20], 'buf': 0}\n    head = json.dumps({'t': {'to': number, 'outcomes': [{'value': None, 'args': [node] * 100}] * 500}, 's': [8 << 20]}).encode()\n"
    "    wire.sendall(struct.pack('<4sIQ', b'AGf1', len(head), 8 << 20) + head + bytes(8 << 20))\n    wire.recv(1)",
    "huge results": "import numpy as np\n    return np.ones((1000, 1000)), [np.zeros(10 ** 6)] * 7",
    "fork bomb in a call": "import os\n    while True:\n        try: os.fork()\n        except OSError: pass",
    "leaves files for the next": "import os\n    open('/notebook/hidden', 'ab').write(repr(args).encode())\n    return open('/notebook/hidden', 'rb').read()",
}  # fmt: skip


def _text(papers: Papers, cell: str, call: str) -> str:
    nb = papers.stub()
    if cell:
        nb.cells.insert(0, new_code_cell(cell, id="attack"))
    if call:
        body = "\n\n".join(f"def {name}(*args, **kwargs):\n    {call}" for name in papers.exercises)
        nb.cells.append(new_code_cell(body, id="calls"))
    return to_text(nb)


def hostile(papers: Papers) -> list[tuple[str, Write]]:
    """All of them, each once: a name and what writes it to a path."""
    texts = {name: _text(papers, cell, "") for name, cell in CELLS.items()}
    texts |= {name: _text(papers, "", call) for name, call in CALLS.items()}
    texts |= {name: to_text(attack(papers.stub(), papers.exercises)) for name, attack in ATTACKS}
    solved = to_text(papers.solved())
    texts |= {"truncated": solved[: len(solved) // 2], "nested": "[" * 10**6, "not JSON": "\x00" * 10**6}
    found: list[tuple[str, Write]] = [(name, _writer(text)) for name, text in texts.items()]
    found.append(("FIFO", _placed(os.mkfifo)))
    found.append(("link", _placed(lambda path: path.symlink_to("/etc/passwd"))))
    found.append(("folder", _placed(Path.mkdir)))
    found.append(("huge file", _placed(_huge)))
    return found


def _writer(text: str) -> Write:
    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    return write


def _placed(make: Callable[[Path], object]) -> Write:
    def write(path: Path) -> None:
        make(path)

    return write


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 << 20)
