"""The runner's channel in the attacker's hands: forged, early, repeated, oversized, endless frames, stolen sockets.

The student's code shares its process with the runner, so it can always say anything on the channel.
The question is only whether anything but the right values earns a point, hurts the judge, or costs
another exercise or student something.
"""

from __future__ import annotations

import resource

import pytest

from autograder.grading.submission import Submission

from .conftest import REST, TARGET, UNIT, Paper, Site

#: Finds the runner's variables below the tested function and speaks its protocol.
REACH = """
import gc, json, os, socket, struct, sys, threading
import numpy as np

case, last = 0, True

def reach():
    global case, last
    frame = sys._getframe()
    while frame is not None:
        if 'wire' in frame.f_locals and 'tree' in frame.f_locals:
            tree, case = frame.f_locals['tree'], frame.f_locals['index']
            last = case == len(tree['cases']) - 1
            return frame.f_locals['wire'], tree['number'], tree['cases']
        frame = frame.f_back
    raise LookupError('the runner was not found')

def pack(header, body=b'', magic=b'AGf1', lengths=None):
    sizes = lengths or (len(header), len(body))
    return struct.pack('<4sIQ', magic, *sizes) + header + body

def reply(number, outcomes, bodies=(), place=0):
    tree = {'to': number, 'case': case + place, 'outcomes': outcomes}
    header = json.dumps({'t': tree, 's': [len(body) for body in bodies]}).encode()
    return pack(header, b''.join(bodies))

def right_outcome(x, value=None):
    value = np.zeros(np.shape(x)) if value is None else value
    return {'value': {'nd': 'f8', 'shape': list(value.shape), 'buf': 0}}, value.tobytes()

def say(data):
    wire = reach()[0]
    try:
        wire.sendall(data)
        if last:
            wire.recv(1, socket.MSG_PEEK)  # the last answer of one who is gone is none: live until the next question
    except OSError:
        pass
    os._exit(0)
"""

#: What the tested function does instead of computing; it has x, wire, number and cases.
ANSWERS = {
    "a valid answer with made-up values": "item, raw = right_outcome(x)\nsay(reply(number, [item], [raw]))",
    "the input as the answer": "item, raw = right_outcome(x, np.array(x, float))\nsay(reply(number, [item], [raw]))",
    "twice the same answer": "item, raw = right_outcome(x)\nsay(reply(number, [item], [raw]) * 2)",
    "an answer and then the honest one": "item, raw = right_outcome(x)\nwire.sendall(reply(number, [item], [raw]))\nreturn np.zeros(np.shape(x))",
    "an answer for the next question too": "item, raw = right_outcome(x)\nwire.sendall(reply(number, [item], [raw]) + reply('0' * 16, [item], [raw]))\nthreading.Event().wait()",
    "made-up answers to all cases at once": "item, raw = right_outcome(x)\nsay(b''.join(reply(number, [item], [raw], place) for place in range(len(cases) - case)))",
    "answers in another order": "item, raw = right_outcome(x)\nsay(reply(number, [item], [raw], 1) + reply(number, [item], [raw]))",
    "an answer to the case before": "item, raw = right_outcome(x)\nsay(reply(number, [item], [raw], -1))",
    "a case that is no number": "item, raw = right_outcome(x)\nsay(reply(number, [item], [raw], True) + reply(number, [item], [raw], 0.0))",
    "answers to a million cases": "say(b''.join(reply(number, [], (), place) for place in range(10 ** 5)) * 10)",
    "an answer to another question": "item, raw = right_outcome(x)\nsay(reply('f' * 16, [item], [raw]))",
    "a number that is none": "say(reply({'a': 1}, []))",
    "no outcomes": "say(reply(number, []))",
    "too many outcomes": "say(reply(number, [{'value': 1}] * 2001))",
    "more outcomes than steps": "item, raw = right_outcome(x)\nsay(reply(number, [item, {'value': 1}], [raw]))",
    "every flag claimed": "say(reply(number, [{'value': 1, 'aliased': True, 'changed': True, 'rng_used': True, 'warned': ['divide'], 'args': []}]))",
    "a claimed ValueError that names everything": "say(reply(number, [{'error': 'ValueError', 'text': 'x y_true y_pred logits', 'value': None}]))",
    "verdicts instead of values": "say(reply(number, [{'passed': True, 'score': 24, 'problem': None, 'value': True}]))",
    "an unknown error": "say(reply(number, [{'error': '__import__'}]))",
    "a pickle": "import pickle\nsay(reply(number, [{'value': {'nd': 'O', 'shape': [1], 'buf': 0}}], [pickle.dumps([1])]))",
    "another magic": "say(pack(b'{}', magic=b'AGf0'))",
    "a header of 4 GB": "say(pack(b'', lengths=(2 ** 32 - 1, 0)))",
    "a body of 2^63 bytes": "say(pack(b'', lengths=(2, 2 ** 63)))",
    "a header that ends in the middle": "wire.sendall(pack(b'{\"t\": {', lengths=(4096, 0)))\nos._exit(0)",
    "sizes that are negative": "say(pack(json.dumps({'t': {'to': number, 'case': case, 'outcomes': []}, 's': [-5, 5]}).encode()))",
    "sizes beyond the body": "say(pack(json.dumps({'t': {'to': number, 'case': case, 'outcomes': []}, 's': [10 ** 30]}).encode()))",
    "NaN and Infinity in JSON": "say(pack(('{\"t\": {\"to\": \"%s\", \"case\": 0, \"outcomes\": [{\"value\": NaN}, {\"value\": Infinity}]}, \"s\": []}' % number).encode()))",
    "an integer of a million digits": "say(pack(('{\"t\": {\"to\": \"%s\", \"case\": 0, \"outcomes\": [{\"value\": %s}]}, \"s\": []}' % (number, '9' * 10 ** 6)).encode()))",
    "four million brackets": "say(pack(b'[' * (4 << 20)))",
    "two million empty lists": "say(pack(b'{\"t\": [' + b'[],' * 1390000 + b'[]], \"s\": []}'))",
    "deep values": "value = 1\nfor _ in range(500): value = {'list': [value]}\nsay(reply(number, [{'value': value}]))",
    "lone surrogates": "say(pack(('{\"t\": {\"to\": \"%s\", \"case\": 0, \"outcomes\": [{\"value\": \"\\\\ud800\", \"text\": \"\\\\udfff\"}]}, \"s\": []}' % number).encode()))",
    "one array a hundred thousand times": "node = {'nd': 'f8', 'shape': [1 << 20], 'buf': 0}\nsay(reply(number, [{'value': None, 'args': [node] * 100}] * 500, [bytes(8 << 20)]))",
    "text that is all padding": "node = {'ndstr': ['x' * 2000] + [''] * 9999, 'shape': [10000]}\nsay(reply(number, [{'value': None, 'args': [node] * 90}]))",
    "a shape that overflows": "say(reply(number, [{'value': {'nd': 'f8', 'shape': [2 ** 21] * 8, 'buf': 0}}], [b'']))",
    "an answer that drips": "import time\nheader = reply(number, [])\nfor byte in header[:-1]:\n    wire.sendall(bytes([byte]))\n    time.sleep(0.005)\nthreading.Event().wait()",
    "an endless answer": "wire.sendall(struct.pack('<4sIQ', b'AGf1', 64, 64 << 20))\nwhile True: wire.sendall(b' ' * 10 ** 6)",
    "nothing at all": "wire.close()\nthreading.Event().wait()",
    "half the socket closed": "wire.shutdown(socket.SHUT_WR)\nthreading.Event().wait()",
    "the question sent back": "say(pack(json.dumps({'t': {'number': number, 'cases': cases}, 's': []}).encode()))",
}  # fmt: skip


def paper_of(site: Site, body: str) -> Paper:
    """Two exercises solved, a target that does something to the channel."""
    lines = "\n    ".join(["wire, number, cases = reach()", *body.splitlines()])
    return site.paper().solve(*REST).write(TARGET, f"{REACH}\ndef softmax(x):\n    {lines}\n")


@pytest.mark.parametrize("name", ANSWERS)
def test_does_an_answer_on_the_stolen_channel_earn_or_cost_anything(site: Site, honest: float, name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert site.score(paper_of(site, ANSWERS[name])) == honest
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 400 << 10, f"the judge took {grown >> 10} MB"


def test_the_channel_was_really_taken(site: Site, honest: float) -> None:
    """The control: the right values on the stolen channel are right values, so the attacks above reach the judge."""
    body = (
        "e = np.exp(np.asarray(x, float) - np.max(x, axis=-1, keepdims=True))\n"
        "item, raw = right_outcome(x, e / e.sum(axis=-1, keepdims=True))\nsay(reply(number, [item], [raw]))"
    )
    raw = paper_of(site, body).raw()
    graded = site.engine.grade(Submission(raw, "m.ipynb", "mallory", UNIT), keep_records=True)
    assert graded.verdict is not None
    target = next(item for item in graded.verdict.exercises if item.name == TARGET)
    # One answer per process, then it is gone: the first case was right, the next is a crash.
    first, second, *_ = target.records
    assert first.problem is None
    assert second.problem is not None and second.problem.kind == "crash"
    assert graded.verdict.score == honest


PATCHES = {
    "the function that runs a case": "import autograder.inside.snapshot as s\nfrom npml.core.program import Outcome\n"
    "s._run = lambda steps, names: [Outcome(value=np.zeros((3, 5)))] * len(steps)",
    "the encoder of values": "import npml.core.values as v\nv._encode = lambda value, buffers, depth: True",
    "the packer of outcomes": "import autograder.inside.snapshot as s\ns._pack_outcomes = lambda outcomes, steps: ([{'value': True}] * len(outcomes), [])",
    "what the machine looks at": "import npml.core.program as p\np._aliased = p._changed = lambda *a: False\np._snapshot = lambda a: tuple(a)\n"
    "p._warned = lambda caught: ()\np._rng_state = lambda: 0",
    "the code of the runner's functions": "import npml.core.program as p\np._perform.__code__ = (lambda step, machine, arguments: 0.0).__code__",
    "the way in which a step is done": "import npml.core.steps as s\ns.Call.perform = lambda self, machine, arguments: np.zeros((3, 5))",
    "the frames' magic": "import npml.core.wire as w\nw.MAGIC = b'XXXX'",
    "the outcomes' class": "import npml.core.program as p\np.Outcome.__init__ = lambda self, *a, **k: None",
    "json and struct below the runner": "import json, struct\njson.encoder.encode_basestring_ascii = json.encoder.c_make_encoder = lambda *a: '1'\n"
    "json.JSONEncoder.iterencode = lambda *a, **k: ['{}']",
    "NumPy's bytes": "np.ndarray.__class__\nnp.ascontiguousarray = np.asarray = lambda *a, **k: np.zeros((3, 5))\nnp.may_share_memory = lambda *a: False",
    "small integers": "import ctypes, sys\nctypes.memmove(id(7) + 24, (ctypes.c_uint32 * 1)(8), 4)",
    "True": "import ctypes\nctypes.memmove(id(False) + 24, (ctypes.c_uint32 * 1)(1), 4)",
    "the empty tuple's comparison": "import ctypes, builtins\nbuiltins.isinstance = lambda *a: True\nbuiltins.len = lambda x: 0",
    "trace and profile functions": "import sys\ndef see(frame, event, arg):\n    frame.f_locals.get('outcomes', [])\n    return see\nsys.settrace(see)\nsys.setprofile(see)",
    "every socket method": "import socket\nfor name in ('send', 'sendall', 'recv', 'recvmsg', 'sendmsg', 'close'):\n    setattr(socket.socket, name, lambda *a, **k: 0)",
    "every garbage collection": "import gc\ngc.callbacks.append(lambda phase, info: 1 / 0)\ngc.set_threshold(1)",
    "an import hook": "import sys\nclass Hook:\n    @staticmethod\n    def find_spec(name, path=None, target=None):\n        raise SystemExit\nsys.meta_path.insert(0, Hook)",
    "a finalizer": "class Bye:\n    def __del__(self):\n        import os\n        os._exit(0)\nkept = Bye()\nimport atexit\natexit.register(lambda: __import__('os')._exit(0))",
    "hooks at fork": "import os\nfor when in ('before', 'after_in_parent', 'after_in_child'):\n    os.register_at_fork(**{when: lambda: None})\n"
    "os.register_at_fork(after_in_child=lambda: setattr(__import__('autograder.inside.snapshot', fromlist=['x']), '_run', lambda *a: []))",
}  # fmt: skip


@pytest.mark.parametrize("name", PATCHES)
def test_does_a_patched_runner_earn_anything(site: Site, honest: float, name: str) -> None:
    source = f"import numpy as np\n{PATCHES[name]}\ndef softmax(x):\n    return np.zeros(np.shape(x))\n"
    assert site.score(site.paper().solve(*REST).write(TARGET, source)) <= honest


# A thread of the notebook lives on while exercises are judged: it may take what passes by.
THREADS = {
    "steals the snapshots' channels": "import array\n"
    "def steal():\n"
    "    for item in gc.get_objects():\n"
    "        if isinstance(item, socket.socket) and item.type & 0xf == socket.SOCK_SEQPACKET:\n"
    "            while True:\n"
    "                data, fds, *_ = socket.recv_fds(item, 65536, 4)\n"
    "                if not data: return\n"
    "                mine = socket.socket(fileno=fds[0])\n"
    "                item.send(json.dumps({'hello': json.loads(data)['snapshot']}).encode())\n"
    "                head = mine.recv(16, socket.MSG_WAITALL)\n"
    "                _, a, b = struct.unpack('<4sIQ', head)\n"
    "                tree = json.loads(mine.recv(a, socket.MSG_WAITALL))['t']\n"
    "                mine.sendall(reply(tree['number'], [{'value': 1.0}] * len(tree['steps'])))\n",
    "claims every snapshot": "def steal():\n"
    "    for item in gc.get_objects():\n"
    "        if isinstance(item, socket.socket) and item.type & 0xf == socket.SOCK_SEQPACKET:\n"
    "            for number in range(200):\n"
    "                item.send(json.dumps({'hello': number, 'dropped': number, 'found': True, 'stopped': True}).encode())\n",
    "floods the supervisor": "def steal():\n"
    "    for item in gc.get_objects():\n"
    "        if isinstance(item, socket.socket) and item.type & 0xf == socket.SOCK_SEQPACKET:\n"
    "            while True: item.send(b'[' * 60000)\n",
    "passes descriptors on": "def steal():\n"
    "    for item in gc.get_objects():\n"
    "        if isinstance(item, socket.socket) and item.type & 0xf == socket.SOCK_SEQPACKET:\n"
    "            while True: socket.send_fds(item, [b'{\"hello\": 1}'], [1, 1, 1, 1])\n",
    "forks for ever": "def steal():\n    while True:\n        try:\n            if not os.fork():\n                while True: pass\n        except OSError: pass\n",
    "changes the values later": "shared = np.zeros(10 ** 6)\ndef steal():\n    while True: shared[...] = np.random.rand()\n",
}  # fmt: skip


@pytest.mark.parametrize("name", THREADS)
def test_does_a_thread_that_lives_on_earn_anything(site: Site, honest: float, name: str) -> None:
    attack = f"{REACH}\n{THREADS[name]}\nthreading.Thread(target=steal, daemon=True).start()\n"
    paper = site.paper().solve(*REST).write(TARGET, "def softmax(x):\n    return 0 * x\n").last(attack)
    assert site.score(paper) <= honest


def test_the_next_student_is_not_touched_by_any_of_it(site: Site, honest: float) -> None:
    assert site.score(site.paper().solve(*REST)) == honest
