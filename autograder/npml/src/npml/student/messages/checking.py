"""Korean texts of ``check``: stages, problems, diagnoses."""

from __future__ import annotations

from ...core.formatting import number
from ...core.josa import josa, josa_of
from ...core.messages import CONVENTION, raised_on_legal_input

STAGE_NAMES = {
    "defined": "정의와 시그니처", "type": "반환 형식", "shape": "shape", "finite": "dtype과 유한성", "example": "손계산 예",
    "random": "무작위 값", "gradient": "기울기 확인", "invariants": "불변식", "edges": "경계 조건", "effects": "부작용",
}  # fmt: skip
PASSED, FAILED, LEFT = "통과", "멈춤", "남음"
CALL, GOT, WANT, CAUSE, PRINTED = (
    "부른 코드",
    "여러분의 결과",
    "기대한 결과",
    "가능성이 높은 원인",
    "이 호출에서 print한 내용",
)
ALSO = "함께 있을 수 있는 원인"
__all__ = ["CONVENTION"]
GRADIENT = "기울기 확인"
LABEL = "확인 결과"
MARKED = "» « 표시가 가장 많이 다른 곳이에요."
NO_UNIT = (
    "이 노트북의 단원 파일 `checks.json`을 찾지 못했어요. 받은 폴더의 구성을 바꾸지 말고, "
    "노트북이 들어 있던 단원 폴더에서 열어 주세요."
)
QUIZ_HINT = "퀴즈는 `quiz(quiz_answers)`로 확인해요."
NEVER_MIND = "채점할 때는 다른 값으로도 확인해요."
PRACTISED = "다음으로 넘어가세요."
WORST_HEAD = ("가장 많이 다른 좌표", "여러분의 값", "기대한 값")
GRADIENT_HEAD = ("가장 많이 다른 좌표", "여러분의 값", "수치 미분", "비율")


def title_passed(name: str) -> str:
    """All stages passed."""
    return f"{name}: 모든 단계를 통과했어요"


def part_passed(name: str) -> str:
    """One part of a big exercise passed when it was checked by itself."""
    return f'이 부분은 다 되었어요. 나머지도 채우고 `check("{name}")`로 전체를 확인해 보세요.'


def no_part(name: str, part: str, parts: tuple[str, ...]) -> str:
    """The exercise has no such part."""
    if not parts:
        return f'`{name}`{josa_of(name, "은/는")} 나누어 확인하지 않아요. `check("{name}")`로 한꺼번에 확인해요.'
    known = ", ".join(f'`check("{name}", "{item}")`' for item in parts)
    return f"`{name}`에는 ‘{part}’ 부분이 없어요. 나누어 확인하려면 {known} 가운데 하나를 실행해 보세요."


def title_failed(name: str, stage: str) -> str:
    """A stage failed."""
    return f"{name}: ‘{STAGE_NAMES[stage]}’ 단계에서 멈췄어요"


def other_answer(number: int) -> str:
    """The title of a right answer in another style."""
    return f"다른 풀이 {number}"


def with_points(title: str, points: float) -> str:
    """A heading with the points of its exercise."""
    return f"{title} (배점 {number(points)}점)"


def title_stub(name: str) -> str:
    """The function is not written yet."""
    return f"{name}: 아직 채우지 않았어요"


def title_missing(name: str) -> str:
    """The notebook has no such name."""
    return f"{name}: 아직 정의되지 않았어요"


def stub(name: str, whose: str) -> str:
    """What to do about a stub."""
    if whose and whose.split(".")[0] != name:
        return (
            f"`{name}`{josa_of(name, '이/가')} 부르는 `{whose}`{josa_of(whose, '을/를')} 먼저 채우고 그 셀을 실행해 주세요."
        )
    what = whose if "." in whose else name
    return (
        f"`{what}`의 `raise NotImplementedError(…)` 줄을 지우고 코드를 써 보세요. "
        "이미 썼다면 그 셀을 다시 실행했는지, 셀 아래에 오류가 나지 않았는지 살펴보세요. "
        f'시작이 어려우면 `hint("{name}")`{josa_of(name, "을/를")} 실행해 보세요.'
    )


def missing(name: str, found: str | None) -> str:
    """The name is not bound, or bound to something of the type ``found``."""
    if found:
        return f"`{name}`{josa_of(name, '은/는')} 함수나 클래스여야 하는데 지금은 `{found}` 값이에요. 이름을 다시 쓰지 않았는지 살펴보세요."
    return f"`{name}`{josa_of(name, '을/를')} 정의하는 셀을 먼저 실행해 주세요. 이름의 철자도 확인해 보세요."


def signature(where: str, found: str | None, wanted: str) -> str:
    """The parameters do not fit."""
    if found is None:
        return f"`{where}`{josa_of(where, '이/가')} 없어요. `({wanted})`{josa_of(wanted, '을/를')} 받는 메서드를 정의해 주세요."
    if found == wanted:
        return f"`{where}`의 첫 매개변수로 `self`가 있어야 해요. `(self, {wanted})`처럼 적어 주세요."
    return (
        f"`{where}`의 매개변수는 `({wanted})`{josa_of(wanted, '이어야')} 하는데 지금은 `({found})`{josa_of(found, '이에요')}. "
        "이름과 순서를 맞추어 주세요."
    )


def own_raise(kind: str, asserted: bool = False) -> str:
    """The student's own ``raise`` or ``assert`` raised an error although the input is legal."""
    line = "`assert`에 적은" if asserted else "`raise`를 실행하게 한"
    return f"{raised_on_legal_input(kind)} {line} 조건이 올바른 입력까지 막지 않는지 살펴보세요."


def not_refused(wanted: str, found: str) -> str:
    """Bad input was not refused: the computation went on and raised another error than the one asked for."""
    return (
        f"잘못된 입력이 검사를 거치지 않고 계산까지 가서 `{found}`{josa_of(found, '이/가')} 났어요. "
        f"계산하기 전에 입력을 검사해 `{wanted}`{josa_of(wanted, '을/를')} 내 주세요."
    )


def no_attribute(attr: str) -> str:
    """The student's object does not have this attribute."""
    return f"객체에 `{attr}` 속성이 없어요. `self.{attr}`에 값을 담는 줄이 있는지, 이름의 철자가 맞는지 살펴보세요."


def unknown(name: str, names: list[str]) -> str:
    """The unit has no such exercise."""
    known = ", ".join(f"`{item}`" for item in names)
    return f"이 단원에는 `{name}` 문제가 없어요. 있는 문제는 {known}{josa_of(names[-1], '이에요')}."


def calls_unready(name: str, other: str) -> str:
    """A function that this one calls is not right yet."""
    return (
        f"`{name}`{josa_of(name, '이/가')} 부르는 `{other}`{josa_of(other, '이/가')} 아직 확인을 통과하지 못했어요. "
        f'`check("{other}")`부터 통과해 보세요.'
    )


def next_step(name: str) -> str:
    """What to do after a failure."""
    return f'막히면 `hint("{name}")`{josa_of(name, "을/를")} 실행해 보세요.'


def step_through(*, imported: bool) -> str:
    """How to see the failing call line by line; the notebook may not have imported the name."""
    first = "" if imported else "`from npml import trace`를 실행한 다음 "
    return f"이 호출이 어디에서 어긋나는지 한 줄씩 보려면 {first}`trace()`를 실행해 보세요."


def gradient_passed(error: float) -> str:
    """The largest relative error that the gradient check found."""
    return f"수치 미분과의 상대 오차는 최대 {number(error, 2)}{josa_of(number(error, 2), '이에요')}."


def warned(words: tuple[str, ...]) -> str:
    """Which NumPy warnings occurred."""
    names = {
        "overflow": "overflow(값이 너무 큼)",
        "invalid": "invalid value(정의되지 않는 계산)",
        "divide": "divide by zero(0으로 나눔)",
    }
    listed = ", ".join(names.get(word, word) for word in words)
    return f"계산하는 동안 NumPy 경고가 나왔어요: {listed}"


# --- values in words ----------------------------------------------------------------------

ARRAY = "shape {shape} {dtype} 배열"
COLLECTION = "원소 {count}개인 {kind}"
HUGE = "{digits}자리쯤 되는 정수"
OR = " 또는 "

# Values that cannot be stored or shown.
OBJECT = "알 수 없는 객체"
#: What such a value is, by the ``kind`` of its `core.values.Opaque`.
OBJECTS = {
    "generator": "제너레이터", "range": "range 객체", "map": "map 객체", "zip": "zip 객체", "filter": "filter 객체",
    "set": "집합", "function": "함수", "class": "클래스", "array of another dtype": "다룰 수 없는 dtype의 배열",
    "array too large": "너무 큰 배열", "too long": "너무 긴 값", "huge int": "너무 큰 정수", "complex": "복소수",
}  # fmt: skip
#: How an array lies in memory, by the ``how`` of its `core.arguments.Layout`.
LAYOUTS = {
    "readonly": "읽기 전용 배열", "F": "열 방향으로 저장한 배열", "strided": "띄엄띄엄 저장한 배열", "negative": "거꾸로 저장한 배열",
    "object": "dtype이 object인 배열",
}  # fmt: skip
_LAZY = {"제너레이터", "range 객체", "map 객체", "zip 객체", "filter 객체"}


def _advice(found: str, wanted: str) -> str:
    """What to do about a result of a wrong type, or "" when there is no particular advice."""
    if found in _LAZY:
        make = "`np.array(list(…))`로 배열을" if wanted.endswith("배열") else "`list(…)`로 값을 모두 꺼내 결과를"
        return f" 값을 하나씩 꺼내야 나오는 객체예요. {make} 만들어 돌려주세요."
    if found == OBJECTS["function"]:
        return " 함수를 부르지 않고 그대로 돌려준 것 같아요. 이름 뒤의 괄호를 빠뜨리지 않았는지 살펴보세요."
    if found == OBJECTS["array of another dtype"]:
        return " 길이가 다른 리스트나 `None`이 섞이지 않았는지, dtype이 float64인지 살펴보세요."
    return ""


# --- problems ----------------------------------------------------------------------------


def problem(kind: str, detail: str, wanted: str, found: str) -> str:
    """What is wrong, in a sentence.

    Args:
        kind: the ``kind`` of the `core.compare.Problem`.
        detail: its ``detail``.
        wanted: the expected type, shape, dtype or error, depending on the kind.
        found: the student's.
    """
    texts = {
        "missing": "앞 단계의 오류 때문에 결과가 나오지 않았어요.",
        "error": f"{josa(detail, '이/가')} 났어요.",
        "no_error": f"이 입력에는 `{wanted}`{josa_of(wanted, '이/가')} 나야 하는데 오류 없이 끝났어요.",
        "other_error": f"이 입력에는 `{wanted}`{josa_of(wanted, '이/가')} 나야 하는데 `{detail}`{josa_of(detail, '이/가')} 났어요.",
        "type": f"결과의 형식이 달라요. {josa(wanted, '이어야')} 하는데 {josa(found, '이에요')}." + _advice(found, wanted),
        "length": f"결과의 개수가 달라요. {josa(wanted, '이어야')} 하는데 {josa(found, '이에요')}.",
        "shape": f"결과의 shape가 달라요. `{wanted}`{josa_of(wanted, '이어야')} 하는데 `{found}`{josa_of(found, '이에요')}.",
        "dtype": f"결과의 dtype이 달라요. {josa(wanted, '이어야')} 하는데 {josa(found, '이에요')}.",
        "nonfinite": "결과에 NaN이나 무한대가 있어요.",
        "value": "값이 달라요.",
        "warning": "NumPy 경고 없이 계산해야 하는데 경고가 나왔어요.",
        "mutated": "함수가 받은 인자를 바꾸었어요. 입력 배열은 그대로 두고 새 배열에 계산해 주세요.",
        "aliased": "결과가 입력과 같은 메모리를 써요. 결과를 바꾸면 입력도 바뀌므로 새 배열을 돌려주세요.",
        "changed": "앞에서 돌려준 배열이 나중 호출 때문에 바뀌었어요. 호출할 때마다 새 배열을 돌려주세요.",
        "rng": "전역 난수 상태(`np.random`)를 건드렸어요. 인자로 받은 `rng`를 쓰세요.",
        "message": f"오류 메시지에 {josa(wanted, '이/가')} 들어 있어야 해요. 어떤 인자가 문제인지 이름을 적어 주세요.",
    }
    return texts.get(kind, "결과가 기대와 달라요.")


PROPERTIES = {
    "equal": "두 결과가 같아야 해요.", "differ": "두 결과가 달라야 해요.", "negated": "두 결과의 부호가 반대여야 해요.",
    "scaled": "한 결과가 다른 결과의 상수 배여야 해요.",
    "product": "결과의 두 배열 가운데 하나가 다른 하나에 정해진 수를 원소마다 곱한 값이어야 해요.",
    "lines_differ": "배열의 shape가 입력과 같고, 행끼리도 열끼리도 서로 달라야 해요.",
    "rows_from": "행이 모두 X의 행이어야 하고, 한 행을 두 번 쓰면 안 돼요.",
    "rising": "번호가 작은 것부터 차례로 있어야 해요.", "grouped": "레이블이 같은 번호끼리 모여 있어야 해요.",
    "never": "결과에서 흔한 실수의 자취가 보여요.",
}  # fmt: skip


def property_failed(name: str, params: dict[str, object]) -> str:
    """Which property should hold but does not."""
    if name == "sums_to":
        total = number(params.get("total", 0))
        axis = params.get("axis")
        along = "모두 더한 값" if axis is None else "행마다 더한 값" if axis in (1, -1) else f"축 {axis} 방향으로 더한 값"
        return f"{along}{josa_of(along, '이/가')} {josa(total, '이어야')} 해요."
    if name == "between":
        return f"모든 값이 {number(params.get('low', 0))} 이상 {number(params.get('high', 1))} 이하여야 해요."
    if name == "mean_between":
        return f"평균이 {number(params.get('low', 0))} 이상 {number(params.get('high', 1))} 이하여야 해요."
    if name == "one_of":
        allowed = params.get("values", ())
        listed = ", ".join(number(value) for value in allowed) if isinstance(allowed, (list, tuple)) else ""
        return f"모든 원소가 {listed} 가운데 하나여야 해요."
    if name == "partition":
        return f"1차원 정수 배열들에 0부터 {int(str(params['size'])) - 1}까지의 번호가 한 번씩만, 빠짐없이 나누어 들어 있어야 해요."
    if name == "share":
        low, high = params.get("low"), params.get("high")
        few = f"{low}개" if low == high else f"{low}개 이상 {high}개 이하"
        return f"정해진 번호들 가운데 배열에 든 것이 {few}여야 해요."
    return PROPERTIES.get(name, "이 성질이 성립해야 해요.")


def expected_error(kind: str, blame: tuple[str, ...]) -> str:
    """The error that should be raised, and what its message should name."""
    names = OR.join(f"`{name}`" for name in blame)
    return f"`{kind}`" + (f" (메시지에 {names})" if names else "")


# --- ratio ---------------------------------------------------------------------------------

_SIZES = {
    "m": "샘플 수 m", "n": "특성 수 n", "C": "클래스 수 C", "k": "군집 수 k", "N": "배치 크기 N", "D": "특성 수 D",
    "H": "은닉 유닛 수 H", "T": "시점 수 T",
}  # fmt: skip


def ratio(value: float, name: str | None, *, cause: bool = True) -> str:
    """The constant ratio between the student's values and the expected ones.

    Args:
        value: the ratio.
        name: what the ratio equals (a size, a small number or a fraction of them), or None.
        cause: whether to add what the ratio suggests.
    """
    shown = f"{value:.3f}" if 1e-3 <= abs(value) < 1e5 else number(value)
    start = f"모든 좌표에서 여러분의 값과 기대한 값의 비율이 {shown}"
    if name is None:
        tail = "어떤 상수를 곱하거나 나누었는지 살펴보세요." if cause else ""
        return f"{start}{josa_of(shown, '으로')} 모두 같아요. {tail}".rstrip()
    tail = _ratio_cause(name) if cause else ""
    if name in ("2", "-1", "1/2", "-2"):
        return f"{start}{josa_of(shown, '이에요')}. {tail}".rstrip()
    what = _SIZES.get(name, name)
    return f"{start}{josa_of(shown, '으로')} {josa(what, '과/와')} 같아요. {tail}".rstrip()


def _ratio_cause(name: str) -> str:
    fixed = {
        "2": "제곱을 미분할 때 나온 2가 남아 있는 것 같아요.",
        "1/2": "절반이 되었어요. 2를 곱하는 것을 빠뜨렸거나 2로 한 번 더 나눈 것 같아요.",
        "-1": "부호가 반대예요. 빼는 순서를 확인해 보세요.",
        "-2": "부호가 반대이고 2가 남아 있는 것 같아요.",
    }
    if name in fixed:
        return fixed[name]
    if name.startswith("1/"):
        size = name[2:]
        return f"{josa(size, '으로')} 한 번 더 나눈 것 같아요."
    if name.startswith("2·"):
        return f"2가 남아 있고 평균(1/{name[2:]})을 빠뜨린 것 같아요."
    if name.startswith("-"):
        return f"부호가 반대이고 평균(1/{name[1:]})을 빠뜨린 것 같아요."
    if "/" in name:
        top, bottom = name.split("/")
        return f"{top} 대신 {josa(bottom, '으로')} 나눈 것 같아요."
    return f"평균(1/{name})을 빠뜨린 것 같아요."
