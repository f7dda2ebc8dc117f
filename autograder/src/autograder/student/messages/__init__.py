"""All Korean texts that a student reads from this package (those of `check` in `.checking`)."""

from __future__ import annotations

from ...core.josa import josa_of

# --- demo and explore -------------------------------------------------------------------

WAITING_TITLE = "아직 실행하지 않았어요"
DEMO_TROUBLE = "데모를 실행하다가 오류가 났어요"
DEMO_NEXT = "함수를 고친 다음 `check(…)`로 확인하고, 이 칸을 다시 실행해 보세요."
EXPLORE_TROUBLE = "그림을 그리다가 오류가 났어요"
EXPLORE_NEXT = "이 값에서 여러분의 함수가 어떤 결과를 내는지 살펴보고, 함수를 고친 다음 이 칸을 다시 실행해 보세요."
MISSION = "미션"
REACHED = "● 달성했어요"
NOT_REACHED = "○ 아직이에요"
STATIC_CONTROLS = "그림의 설정"
TOGGLE_ON, TOGGLE_OFF = "켬", "끔"


def waiting(name: str) -> str:
    """Which stub to fill first."""
    if not name or name.startswith("<"):
        return "먼저 위의 빈칸을 채우고 실행해 주세요. 그러면 이 칸도 작동해요."
    return f"먼저 `{name}`{josa_of(name, '을/를')} 채우고 그 칸을 실행해 주세요. 그러면 이 칸도 작동해요."


# --- tracebacks --------------------------------------------------------------------------

OWN_RAISE = (
    "여러분의 코드가 `raise`로 낸 오류예요. 이 입력에서도 오류를 내야 하는지, 그 줄을 실행하게 한 조건을 살펴보세요."
)
OWN_LINES = "여러분의 코드에서 오류가 지나간 줄이에요."
_ERRORS = {
    "NameError": "이름의 철자를 확인하고, 그 이름을 정하는 칸을 먼저 실행했는지 살펴보세요.",
    "UnboundLocalError": "함수 안에서 값을 정하기 전에 그 이름을 읽었어요.",
    "TypeError": "값의 종류나 함수를 부르는 방법이 맞지 않아요. 인자의 개수와 순서, 괄호를 살펴보세요.",
    "ValueError": "값이나 shape가 맞지 않을 때 나는 오류예요. 계산에 쓴 배열의 shape를 `print`로 확인해 보세요.",
    "UFuncTypeError": "받은 배열에 `+=`나 `/=`로 적을 때 dtype이 맞지 않으면 나는 오류예요. float64인 새 배열에 계산해 보세요.",
    "IndexError": "인덱스가 범위를 벗어났어요. 배열의 shape를 `print`로 확인해 보세요.",
    "KeyError": "그런 키가 없어요. 딕셔너리의 키를 확인해 보세요.",
    "AttributeError": "그 값에 그런 속성이 없어요. 값이 `None`은 아닌지, 배열이 맞는지 확인해 보세요.",
    "ZeroDivisionError": "0으로 나누었어요. 나누는 값이 0이 되는 때를 먼저 다루어 보세요.",
    "RecursionError": "함수가 자기 자신을 끝없이 부르고 있어요.",
    "MemoryError": "메모리가 모자라요. 브로드캐스팅 때문에 배열이 너무 커지지 않았는지 확인해 보세요.",
    "AxisError": "그 축이 없어요. 1차원 입력에도 쓸 수 있는 축인지 확인해 보세요. 마지막 축은 `axis=-1`이에요.",
}


_TRUTH = (
    "배열 전체를 `if`나 `and`, `or`, `not`, `in`으로 물은 것 같아요. 배열을 비교하면 원소마다 참과 거짓이 나와요. "
    "모두 참인지는 `np.all`, 하나라도 참인지는 `np.any`로 묻고, `None`인지는 `is None`으로 물어보세요."
)


_UNPACK = "받는 변수의 개수와 돌려받은 값의 개수가 달라요. 함수가 약속한 개수만큼 튜플로 돌려주는지 확인해 보세요."


def explain_error(kind: str, text: str = "") -> str:
    """What a kind of exception usually means, or ""; ``text`` is its own message."""
    if kind == "ValueError" and text.startswith("The truth value of an array"):
        return _TRUTH
    if kind in ("ValueError", "TypeError") and " unpack" in text:
        return _UNPACK
    return _ERRORS.get(kind, "")


def own_line(function: str, line: int, source: str) -> str:
    """A line of the student's code."""
    where = "칸" if function == "<module>" else function
    return f"{where}, {line}번째 줄" + (f":  {source}" if source else "")
