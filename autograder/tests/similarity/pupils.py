"""Classes to compare: independent answers, and copies of them under the disguises that are known to be used."""

from __future__ import annotations

import ast
import copy
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from autograder.authoring.unit import Unit
from autograder.grading.nodes import new_code_cell
from autograder.sample_class.sources import Papers, answers, as_cell, slip_as_cell
from autograder.similarity.normal import Names

RIGHT = Path(__file__).resolve().parents[1] / "units" / "right"
#: How often an answer is the lesson's own, one of variants.py, one of others (tests/units/right), a mistake of the bank.
SHARES = (35, 25, 15, 25)
REMARKS = (
    "여기서 분모를 먼저 구한다", "브로드캐스팅이 되도록 차원을 남긴다", "강의 슬라이드 12쪽과 같은 식", "왜 이렇게 하면 되는지 다시 보기",
    "처음에는 for 문으로 짰다가 고침", "행마다 따로 계산한다", "0으로 나누지 않게 조심", "이 줄에서 한참 헤맸다", "시그마를 벡터로 바꾼 것",
    "평균을 내는 축을 확인할 것", "교재의 기호를 그대로 썼다", "모양이 (m, 1)이 되어야 한다", "마지막에 다시 합친다", "값이 커지면 넘친다",
)  # fmt: skip


@dataclass
class Pupil:
    """One student: the source of each answer, what is wrong with it (as a verdict names it), and loose cells."""

    name: str
    sources: dict[str, str]
    wrong: dict[str, str] = field(default_factory=dict)
    copied_from: str = ""
    disguise: str = ""
    cells: list[str] = field(default_factory=list)
    merged: bool = False

    def notebook(self, papers: Papers) -> NotebookNode:
        """As it is handed in."""
        nb = papers.stub()
        cells = answers(nb)
        sources = dict(self.sources)
        if self.merged:
            first = next(iter(sources))
            sources = {first: "\n\n".join(sources.values())}
        for name, source in sources.items():
            cells[name]["source"] = source
        nb.cells[1:1] = [new_code_cell(source) for source in self.cells]
        return nb


class School:
    """Makes the students of a unit."""

    def __init__(self, unit: Unit, seed: int = 0) -> None:
        self.unit, self.papers, self.random = unit, Papers(unit), random.Random(f"{unit.name} {seed}")
        solved = answers(self.papers.solved())
        self._own: dict[str, str] = {name: str(solved[name]["source"]) for name in self.papers.exercises}
        self._others = _others(RIGHT / f"{unit.name}.py")

    def independent(self, count: int) -> list[Pupil]:
        """Students who worked alone."""
        return list(self.pupils(count))

    def pupils(self, count: int) -> Iterator[Pupil]:
        """The same, one by one."""
        return (self._pupil(f"s{number:04d}") for number in range(count))

    def copies(self, pupils: list[Pupil], disguise: str, count: int) -> list[Pupil]:
        """Copies of the first students under a disguise."""
        change = DISGUISES[disguise]
        made = []
        for number, victim in enumerate(pupils[:count]):  # the same for each disguise, so that disguises can be compared
            twin = Pupil(f"c{disguise}{number:02d}", dict(victim.sources), dict(victim.wrong), victim.name, disguise)
            change(twin, self)
            made.append(twin)
        return made

    def _pupil(self, name: str) -> Pupil:
        pupil = Pupil(name, {})
        habits = {habit: self.random.randrange(3) for habit in _Dialect.HABITS}
        for exercise in self.papers.exercises:
            source = _rewritten(self._answer(pupil, exercise), _Dialect(habits, self.random))
            if self.random.random() < 0.6:
                source = _styled(source, self.random)
            if self.random.random() < 0.3:
                source = _remarked(source, self.random)
            pupil.sources[exercise] = source
        return pupil

    def _answer(self, pupil: Pupil, exercise: str) -> str:
        choose = self.random
        kind = choose.choices(("own", "variant", "other", "mistake"), SHARES)[0]
        variants = [item.key for item in self.unit.variants if item.exercise == exercise]
        if kind == "variant" and variants:
            try:
                return as_cell(self.unit.folder / "variants.py", exercise, choose.choice(variants))
            except LookupError:  # one that is made by another function
                return self._own[exercise]
        if kind == "other" and self._others.get(exercise):
            return choose.choice(self._others[exercise])
        if kind == "mistake":
            bank = [item.key for item in self.unit.mistakes if item.exercise == exercise]
            # Each bank begins with the likeliest.
            key = choose.choices(bank, [1 / (place + 2) for place in range(len(bank))])[0] if bank else ""
            try:
                source = slip_as_cell(self.unit, exercise, key)
            except LookupError:
                return self._own[exercise]
            pupil.wrong[exercise] = key
            return source
        return self._own[exercise]


def _others(path: Path) -> dict[str, list[str]]:
    """The answers of ``tests/units/right``, each with the helpers of its file that it uses."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    found: dict[str, list[str]] = {}
    helpers = {node.name: node for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and "__" in node.name.strip("_"):
            exercise = node.name.partition("__")[0]
            parts = [copy.deepcopy(node)]
            used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
            parts += [copy.deepcopy(helpers[name]) for name in sorted(used & helpers.keys()) if name != node.name]
            source = "\n\n".join(ast.unparse(part) for part in parts)
            found.setdefault(exercise, []).append(re.sub(rf"\b{node.name}\b", exercise, source))
    return found


def _rewritten(source: str, change: ast.NodeTransformer) -> str:
    tree = change.visit(ast.parse(source))
    return ast.unparse(ast.fix_missing_locations(tree))


class _Commuted(ast.NodeTransformer):
    """Swaps the sides of some sums and products."""

    def __init__(self, choose: random.Random) -> None:
        self.choose = choose

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, (ast.Add, ast.Mult)) and self.choose.random() < 0.4:
            node.left, node.right = node.right, node.left
        return node


class _Hoisted(ast.NodeTransformer):
    """Gives names to some operands and arguments of simple statements."""

    def __init__(self, choose: random.Random) -> None:
        self.choose, self.count = choose, 0

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.AST]:
        return self._hoisted(node)

    def visit_Return(self, node: ast.Return) -> ast.AST | list[ast.AST]:
        return self._hoisted(node)

    def _hoisted(self, node: ast.Assign | ast.Return) -> ast.AST | list[ast.AST]:
        value = node.value
        if (
            isinstance(value, ast.BinOp)
            and self.choose.random() < 0.5
            and not isinstance(value.left, (ast.Name, ast.Constant))
        ):
            self.count += 1
            name = self.choose.choice(("tmp", "part", "res", "val", "z")) + str(self.count)
            made = ast.Assign([ast.Name(name, ast.Store())], value.left)
            value.left = ast.Name(name, ast.Load())
            return [made, node]
        return node


class _Dialect(ast.NodeTransformer):
    """The many small choices between equals, of which everybody has habits and keeps them mostly (four times in five)."""

    HABITS = ("method", "matmul", "square", "length", "none", "keep", "format", "power")

    def __init__(self, habits: dict[str, int], choose: random.Random) -> None:
        self.habits, self.choose = habits, choose

    def _habit(self, name: str) -> int:
        return self.habits[name] if self.choose.random() < 0.8 else self.choose.randrange(3)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """``x.sum()`` or ``np.sum(x)``; ``len(x)`` or ``x.shape[0]``."""
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in ("sum", "mean", "max", "copy", "dot"):
            of_numpy = isinstance(function.value, ast.Name) and function.value.id == "np"
            if of_numpy and node.args and self._habit("method") == 1 and isinstance(node.args[0], ast.Name):
                return ast.Call(ast.Attribute(node.args[0], function.attr, ast.Load()), node.args[1:], node.keywords)
            if not of_numpy and isinstance(function.value, (ast.Name, ast.BinOp)) and self._habit("method") == 2:
                return ast.Call(
                    ast.Attribute(ast.Name("np", ast.Load()), function.attr, ast.Load()),
                    [function.value, *node.args],
                    node.keywords,
                )
        if isinstance(function, ast.Name) and function.id == "len" and self._habit("length") == 1:
            return ast.Subscript(ast.Attribute(node.args[0], "shape", ast.Load()), ast.Constant(0), ast.Load())
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """``x.shape[0]`` or ``len(x)``; ``x[:, None]`` or ``x[:, np.newaxis]``."""
        self.generic_visit(node)
        value, at = node.value, node.slice
        if isinstance(value, ast.Attribute) and value.attr == "shape" and isinstance(at, ast.Constant) and at.value == 0:
            if not isinstance(node.ctx, ast.Load) or self._habit("length") != 2:
                return node
            return ast.Call(ast.Name("len", ast.Load()), [value.value], [])
        if isinstance(at, ast.Tuple) and self._habit("none") == 1:
            newaxis = ast.Attribute(ast.Name("np", ast.Load()), "newaxis", ast.Load())
            at.elts = [newaxis if isinstance(part, ast.Constant) and part.value is None else part for part in at.elts]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """``a @ b``, ``a.dot(b)`` or ``np.dot(a, b)``; ``x ** 2``, ``x * x`` or ``np.square(x)``; ``a / b`` or ``1 / b * a``."""
        self.generic_visit(node)
        if isinstance(node.op, ast.MatMult) and (habit := self._habit("matmul")):
            if habit == 1:
                return ast.Call(ast.Attribute(ast.Name("np", ast.Load()), "dot", ast.Load()), [node.left, node.right], [])
            return ast.Call(ast.Attribute(node.left, "dot", ast.Load()), [node.right], [])
        if isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant) and node.right.value == 2:
            habit = self._habit("square")
            if habit == 1:
                return ast.Call(ast.Attribute(ast.Name("np", ast.Load()), "square", ast.Load()), [node.left], [])
            if habit == 2 and isinstance(node.left, ast.Name):
                return ast.BinOp(node.left, ast.Mult(), node.left)
        if isinstance(node.op, ast.Div) and self._habit("power") == 1 and self.choose.random() < 0.5:
            return ast.BinOp(ast.BinOp(ast.Constant(1), ast.Div(), node.right), ast.Mult(), node.left)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        """Both branches, or the other way round."""
        self.generic_visit(node)
        if node.orelse and self._habit("keep") == 1:
            return ast.If(ast.UnaryOp(ast.Not(), node.test), node.orelse, node.body)
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """A message in one's own words."""
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and self._habit("format"):
                part.value = self.choose.choice(("", "오류: ", "입력 확인: ", "ERROR ")) + part.value
        return node


def _styled(source: str, choose: random.Random) -> str:
    return _rewritten(_rewritten(source, _Commuted(choose)), _Hoisted(choose))


def _remarked(source: str, choose: random.Random) -> str:
    lines = source.split("\n")
    at = choose.randrange(1, len(lines)) if len(lines) > 1 else 0
    words = f"{choose.choice(REMARKS)} ({choose.choice(REMARKS)})" if choose.random() < 0.5 else choose.choice(REMARKS)
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    try:
        made = "\n".join([*lines[:at], f"{indent}# {words}", *lines[at:]])
        ast.parse(made)
    except SyntaxError:
        return source
    return made


# --- disguises --------------------------------------------------------------------------------------


class _Renamed(ast.NodeTransformer):
    def __init__(self, own: frozenset[str]) -> None:
        self.own = {name: f"my_{place}" for place, name in enumerate(sorted(own))}

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self.own.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.arg = self.own.get(node.arg, node.arg)
        return node


class _Split(ast.NodeTransformer):
    """Takes the expressions of simple statements out into functions of their own."""

    def __init__(self, bound: frozenset[str], prefix: str) -> None:
        self.bound, self.prefix, self.made = bound, prefix, list[ast.stmt]()

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        return self._split(node)

    def visit_Return(self, node: ast.Return) -> ast.AST:
        return self._split(node)

    def _split(self, node: ast.Assign | ast.Return) -> ast.AST:
        value = node.value
        if value is None or isinstance(value, (ast.Name, ast.Constant)) or len(list(ast.walk(value))) < 6:
            return node
        inner = {part.id for part in ast.walk(value) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
        free = sorted({part.id for part in ast.walk(value) if isinstance(part, ast.Name)} & self.bound - inner)
        name = f"{self.prefix}_step{len(self.made)}"
        arguments = ast.arguments([], [ast.arg(item) for item in free], None, [], [], None, [])
        self.made.append(ast.FunctionDef(name, arguments, [ast.Return(value)], []))
        node.value = ast.Call(ast.Name(name, ast.Load()), [ast.Name(item, ast.Load()) for item in free], [])
        return node


class _Looped(ast.NodeTransformer):
    """Comprehensions that are assigned or returned become loops, loops that only append become comprehensions."""

    count = 0

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.AST]:
        return self._looped(node)

    def visit_Return(self, node: ast.Return) -> ast.AST | list[ast.AST]:
        return self._looped(node)

    def visit_For(self, node: ast.For) -> ast.AST:
        only = node.body[0] if len(node.body) == 1 else None
        call = only.value if isinstance(only, ast.Expr) else None
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "append":
            each = ast.ListComp(call.args[0], [ast.comprehension(node.target, node.iter, [], 0)])
            return ast.AugAssign(_stored(call.func.value), ast.Add(), each)  # type: ignore[arg-type]
        self.generic_visit(node)
        return node

    def _looped(self, node: ast.Assign | ast.Return) -> ast.AST | list[ast.AST]:
        for part in ast.walk(node):
            for name, value in ast.iter_fields(part):
                found = value[0] if isinstance(value, list) and value else value
                if isinstance(found, ast.ListComp) and len(found.generators) == 1 and not found.generators[0].ifs:
                    self.count += 1
                    kept = f"rows{self.count}"
                    each = found.generators[0]
                    add = ast.Call(ast.Attribute(ast.Name(kept, ast.Load()), "append", ast.Load()), [found.elt], [])
                    loop = ast.For(each.target, each.iter, [ast.Expr(add)], [])
                    taken = ast.Name(kept, ast.Load())
                    setattr(part, name, [taken, *value[1:]] if isinstance(value, list) else taken)
                    return [ast.Assign([ast.Name(kept, ast.Store())], ast.List([], ast.Load())), loop, node]
        return node


def _stored(node: ast.expr) -> ast.expr:
    node = copy.deepcopy(node)
    if isinstance(node, (ast.Name, ast.Attribute)):
        node.ctx = ast.Store()
    return node


def _bound(source: str, pupil: Pupil) -> frozenset[str]:
    return Names.of([ast.parse(source)], pupil.sources).own


def _each(change: Callable[[str, str, Pupil, School], str]) -> Callable[[Pupil, School], None]:
    def all_of(pupil: Pupil, school: School) -> None:
        for name, source in pupil.sources.items():
            pupil.sources[name] = change(name, source, pupil, school)

    return all_of


def _renamed(name: str, source: str, pupil: Pupil, school: School) -> str:
    # Parameters that calls give by name keep theirs, and what a class defines.
    kept = {part.arg for part in ast.walk(ast.parse(source)) if isinstance(part, ast.keyword) and part.arg}
    tree = ast.parse(source)
    defined = {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return _rewritten(source, _Renamed(_bound(source, pupil) - kept - defined))


def _reformatted(name: str, source: str, pupil: Pupil, school: School) -> str:
    """Other quotes, brackets, line breaks, blanks; the comments are kept."""
    lines = [re.sub(r"(?<=\w) ([-+*/=]) (?=\w)", r"\1", line) for line in source.split("\n")]
    text = "\n\n".join(lines) if '"""' not in source else "\n".join(lines)
    text = re.sub(r"(?m)^( +)return (?=\S)(.*[^\\(\[{,])$", r"\1return (\n\1        \2\n\1)", text)
    return text if _same(text, source) else source


def _same(text: str, source: str) -> bool:
    try:
        return ast.dump(ast.parse(text)) == ast.dump(ast.parse(source))
    except SyntaxError:
        return False


def _recommented(name: str, source: str, pupil: Pupil, school: School) -> str:
    lines = ast.unparse(ast.parse(source)).split("\n")
    return "\n".join(part for line in lines for part in (line, ""))


def _reordered(name: str, source: str, pupil: Pupil, school: School) -> str:
    """Neighbouring assignments that do not need each other change places; so do whole definitions."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        for at in range(len(body) - 1):
            one, two = body[at], body[at + 1]
            if all(isinstance(part, (ast.Assign, ast.FunctionDef)) for part in (one, two)) and not _needs(one, two):
                body[at], body[at + 1] = two, one
    return ast.unparse(ast.fix_missing_locations(tree))


def _needs(one: ast.AST, two: ast.AST) -> bool:
    if isinstance(one, ast.FunctionDef) and isinstance(two, ast.FunctionDef):
        return False
    names = [{part.id for part in ast.walk(node) if isinstance(part, ast.Name)} for node in (one, two)]
    stored = [
        {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
        for node in (one, two)
    ]
    return bool(stored[0] & names[1] or stored[1] & names[0])


def _helpers(name: str, source: str, pupil: Pupil, school: School) -> str:
    change = _Split(_bound(source, pupil), f"_{name}")
    rest = change.visit(ast.parse(source))
    return "\n\n".join(ast.unparse(ast.fix_missing_locations(node)) for node in [*change.made, *rest.body])


def _loops(name: str, source: str, pupil: Pupil, school: School) -> str:
    return _rewritten(source, _Looped())


def _merged(pupil: Pupil, school: School) -> None:
    pupil.merged = True


def _everything(pupil: Pupil, school: School) -> None:
    for change in (_loops, _helpers, _renamed, _reordered, _recommented):
        _each(change)(pupil, school)
    pupil.merged = True


def _half(pupil: Pupil, school: School) -> None:
    """Half of the exercises are copied, names changed, the others are the student's own work."""
    fresh = school._pupil("")
    for place, name in enumerate(pupil.sources):
        if place % 2:
            pupil.sources[name] = fresh.sources[name]
            pupil.wrong.pop(name, None)
            if name in fresh.wrong:
                pupil.wrong[name] = fresh.wrong[name]
        else:
            pupil.sources[name] = _renamed(name, pupil.sources[name], pupil, school)


def _restyled(name: str, source: str, pupil: Pupil, school: School) -> str:
    """Reworked by hand: sides swapped, intermediate results named."""
    return _styled(_renamed(name, source, pupil, school), school.random)


DISGUISES: dict[str, Callable[[Pupil, School], None]] = {
    "verbatim": lambda pupil, school: None,
    "names": _each(_renamed),
    "order": _each(_reordered),
    "comments": _each(_recommented),
    "format": _each(_reformatted),
    "helpers": _each(_helpers),
    "loops": _each(_loops),
    "merged": _merged,
    "everything": _everything,
    "half": _half,
    "reworked": _each(_restyled),
}
