"""Korean texts of ``trace``, and the words by which it reads the shapes in a docstring."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.josa import josa, josa_of

# --- words in the lessons' docstrings ------------------------------------------------------

RESULT = "반환값"
ALTERNATIVE = "또는"
PARTICLES = "(?:은|는) "
TUPLE = "튜플"
SAME_SHAPE = r"\s*(\w+?)(?:와|과) (?:같은 shape|shape가 같은)"
NUMBERS = r"\s*(?:실수|정수|float|int|숫자) 하나"

# --- values ----------------------------------------------------------------------------------

OBJECT = "객체"


def array(shape: tuple[int, ...], dtype: str) -> str:
    """An array's shape and dtype; float64 goes without saying."""
    return f"{shape}" + ("" if dtype == "float64" else f" {dtype}")


def container(kind: str, count: int) -> str:
    """A list, tuple, dict or set and how many items it has."""
    return f"{kind}, {count}개"


def between(low: str, high: str, left_out: Sequence[str] = (), *, partly: bool = False) -> str:
    """The least and the greatest of the finite elements, or of those that were looked at."""
    spread = f"모두 {low}" if low == high else f"{low} ~ {high}"
    which = ["일부만 보면"] if partly else []
    if left_out:
        which.append(f"{josa('·'.join(left_out), '을/를')} 뺀 값은")
    return " ".join([*which, spread])


# --- the panel -------------------------------------------------------------------------------

LABEL = "한 줄씩 보기"
CALL = "부른 코드"
READS, RETURNED, YIELDED, PRINTED = "읽은 값", "반환", "내준 값", "출력"
TRUE, FALSE = "조건이 참", "조건이 거짓"
BROADCAST, CLASH = "브로드캐스팅", "맞지 않는 shape"
ALL_LINES = "실행한 줄 모두 보기"
FIRST_MARKS = "살펴볼 곳"
SO_FAR = "이 줄 전까지의 값"
NO_LINES = (
    "이 노트북에 쓴 줄은 실행되지 않았어요. 이 노트북의 셀에서 `def`로 정의한 함수만 한 줄씩 볼 수 있고, 다른 파일에서 불러온 함수와 "
    "`async def` 함수는 볼 수 없어요."
)
NO_SOURCE = "코드의 글을 읽을 수 없는 줄은 줄 번호만 보여요. `exec`나 `%%time` 없이 셀에 바로 쓴 함수는 코드도 보여요."
NOTHING_CHECKED = (
    '아직 확인한 문제가 없어요. `check("문제 이름")`을 먼저 실행하거나 `trace("문제 이름")`처럼 볼 문제를 적어 주세요.'
)
DEFINED_NOTHING = "함수나 클래스를 정의하는 셀을 먼저 실행해 주세요."
STEP, BEFORE, AFTER, NEXT_MARK = "단계", "◀ 앞 단계", "다음 단계 ▶", "다음 표시로"
BEFORE_TIP, AFTER_TIP, MARK_TIP = "앞 단계로 가기", "다음 단계로 가기", "다음 △ 표시가 있는 단계로 가기"


def title(name: str) -> str:
    """The heading."""
    return f"{name}: 한 줄씩 따라가기"


def what(state: str) -> str:
    """Which call it is."""
    return {
        "failing": "마지막 확인에서 멈춘 호출이에요.",
        "example": "통과한 함수라서 손계산 예를 보여요.",
        "own": "",
        "case": "",
    }[state]


def unknown_case(number: object, count: int) -> str:
    """There is no such case."""
    return f"`case`는 1부터 {count}까지의 정수예요. `{number!r}`번 호출은 없어요."


def not_callable(name: str) -> str:
    """The name is bound to no function."""
    return f"`{name}`{josa_of(name, '은/는')} 함수나 클래스가 아니에요. {DEFINED_NOTHING}"


def line(number: int) -> str:
    """A line of the cell."""
    return f"{number}번째 줄"


def call_head(name: str) -> str:
    """A call of a function of the student's."""
    return f"{name} 호출"


def resumed(name: str) -> str:
    """A generator goes on where it stopped."""
    return f"{name} 이어서 실행"


def more_calls(count: int) -> str:
    """Calls that are not shown."""
    return f"이 줄에서 부른 호출 {count}번은 줄였어요."


def loop(count: int) -> str:
    """How often a loop ran."""
    return f"{count}번 반복" if count else "한 번도 반복하지 않음"


def loop_so_far(count: int) -> str:
    """How often a loop ran until the recording ended."""
    return f"{count}번째 반복까지 적음"


def iteration(number: int, count: int | None) -> str:
    """One iteration of so many, None if that is not known."""
    place = "처음" if number == 1 else "마지막" if number == count else ""
    return f"{number}번째 반복" + (f"({place})" if place and count != 1 else "")


def skipped(first: int, last: int) -> str:
    """Iterations that are not shown."""
    if first == last:
        return f"{first}번째 반복은 줄였어요."
    return f"{first}번째부터 {last}번째까지는 줄였어요."


def ended(why: str, seconds: float = 0.0) -> str:
    """Why the record is not complete."""
    return {
        "steps": "실행한 줄이 많아서 여기까지만 적었어요.",
        "limit": f"{seconds:.0f}초가 지나서 여기서 멈췄어요.",
        "interrupt": "중단해서 여기까지만 적었어요.",
        "fault": "기록을 끝까지 하지 못했어요. 여기까지 적은 것만 보여요.",
    }[why]


def counted(steps: int, marks: int) -> str:
    """How much there is to see."""
    start = f"{steps}단계"
    return f"{start}, 살펴볼 곳 {marks}군데" if marks else start


def position(number: int, count: int) -> str:
    """Where the stepper stands."""
    return f"{count}단계 가운데 {number}단계"


def sizes(one: str, other: str, result: str | None) -> str:
    """Two shapes that meet, in words for screen readers and terminals."""
    if result is None:
        return f"{one}{josa_of(one, '과/와')} {other}{josa_of(other, '은/는')} 맞지 않아요."
    return f"{one}{josa_of(one, '과/와')} {other}{josa_of(other, '이/가')} 만나 {result}{josa_of(result, '이/가')} 돼요."


STRETCH = "점선 칸은 크기가 1이거나 축이 없어서 늘인 곳이에요."
CLASHED = "빗금 친 칸은 두 크기가 다르고 어느 쪽도 1이 아니에요."
RESULT_ROW = "결과"

_WARNED = {
    "overflow": "값이 너무 커서 넘쳤어요(overflow).",
    "invalid": "정의되지 않는 계산을 했어요(0/0, inf − inf, 음수의 로그 따위).",
    "divide": "0으로 나누었거나 0에 로그를 취했어요.",
}


def mark(kind: str, data: dict[str, object]) -> str:
    """What there is to see on a line."""
    why = "".join(f" {_WARNED[word]}" for word in data.get("warned", ()) if word in _WARNED)  # type: ignore[attr-defined]
    name = str(data.get("name", ""))
    if kind == "nan":
        return f"여기서 처음으로 NaN이 생겼어요.{why}"
    if kind == "inf":
        return f"여기서 처음으로 무한대(inf)가 생겼어요.{why}"
    if kind == "warned":
        return f"계산하다가 NumPy 경고가 나왔어요.{why}"
    if kind == "mutated":
        return f"이 줄이 인자 `{name}`{josa_of(name, '을/를')} 제자리에서 바꾸었어요. 부른 쪽의 값도 함께 바뀌어요."
    if kind == "returned":
        return "앞에서 돌려준 배열을 이 줄이 바꾸었어요. 같은 배열을 다시 쓰고 있는지 살펴보세요."
    if kind == "aliased" and not name:
        return "돌려주는 값이 앞에서 돌려준 배열과 같은 메모리를 써요. 부를 때마다 새 배열을 돌려주세요."
    if kind == "aliased":
        return f"돌려주는 값이 인자 `{name}`{josa_of(name, '과/와')} 같은 메모리를 써요. 결과를 바꾸면 인자도 바뀌어요."
    if kind == "rng":
        return "이 줄이 전역 난수 상태(`np.random`)를 바꾸었어요."
    if kind == "crossed":
        one, other = str(data["one"]), str(data["other"])
        return (
            f"뜻이 다른 두 축 {josa(one, '과/와')} {josa(other, '이/가')} 만났어요. 크기가 우연히 {data['size']}로 같아서 "
            "오류 없이 계산되었어요."
        )
    if kind == "stretched":
        letter = str(data["letter"])
        return (
            f"두 배열이 서로 늘어나 {josa(letter, '이/가')} 두 번 있는 {data['shape']} 배열이 되었어요. docstring에는 이런 shape가 "
            "없어요. 한쪽의 축이 하나 많거나 모자라지 않은지 살펴보세요."
        )
    if kind == "shape":
        wanted, sizes_, found = str(data["wanted"]), str(data["sizes"]), str(data["found"])
        same = "" if not sizes_ or sizes_ == wanted else f", 곧 {sizes_}"
        if wanted == "()":
            return f"docstring에서는 숫자 하나를 돌려주는데 여기서는 shape가 {josa(found, '이에요')}."
        return f"docstring의 shape는 {wanted}{same}인데 여기서는 {josa(found, '이에요')}."
    return ""


# --- the code of a call ----------------------------------------------------------------------


def no_case(name: str, number: object) -> str:
    """`case` was asked for something that there is not."""
    return f"case({name!r}, {number!r}): 그런 호출이 없어요. check(…)나 trace(…)가 보여 준 코드를 그대로 써 주세요."
