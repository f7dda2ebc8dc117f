"""The Korean texts that a student reads: here those of demos, widgets and tracebacks, the others in the submodules."""

from __future__ import annotations

from ...core.josa import josa_of
from ...core.known_errors import recognise
from ...core.messages import error_means

# --- demo and explore -------------------------------------------------------------------

WAITING_TITLE = "아직 실행하지 않았어요"
DEMO_TROUBLE = "데모를 실행하다가 오류가 났어요"
DEMO_NEXT = "함수를 고친 다음 `check(…)`로 확인하고, 이 셀을 다시 실행해 보세요."
EXPLORE_TROUBLE = "그림을 그리다가 오류가 났어요"
EXPLORE_NEXT = "이 값에서 여러분의 함수가 어떤 결과를 내는지 살펴보고, 함수를 고친 다음 이 셀을 다시 실행해 보세요."
MISSION = "미션"
REACHED = "● 달성했어요"
NOT_REACHED = "○ 아직이에요"
REACHED_BEFORE = "● 달성한 미션이에요"
STEP_BACK, STEP_ON = "한 걸음 뒤로", "한 걸음 앞으로"
STATIC_CONTROLS = "그림의 설정"
TOGGLE_ON, TOGGLE_OFF = "켬", "끔"
WAKE = "이 셀을 실행하면 움직여 볼 수 있어요."
PICTURE = "[그림] {alt}"
NOTHING_SHIPPED = "shipped({key!r}): checks.json을 찾지 못했어요. 단원 폴더에서 노트북을 열었는지 확인해 주세요."
NOT_SHIPPED = "shipped({key!r}): {file}에 그런 값이 없어요. 있는 이름: {known}"


def waiting(name: str) -> str:
    """Which stub has to be filled first."""
    if not name or name.startswith("<"):
        return "먼저 위의 빈칸을 채우고 실행해 주세요. 그러면 이 셀도 작동해요."
    return f"먼저 `{name}`{josa_of(name, '을/를')} 채우고 그 셀을 실행해 주세요. 그러면 이 셀도 작동해요."


# --- tracebacks --------------------------------------------------------------------------

OWN_RAISE = (
    "여러분의 코드가 `raise`로 낸 오류예요. 이 입력에서도 오류를 내야 하는지, 그 줄을 실행하게 한 조건을 살펴보세요."
)
OWN_LINES = "여러분의 코드에서 오류가 지나간 줄이에요."


def explain_error(kind: str, text: str = "") -> str:
    """What an exception of this class with this message usually means; "" when there is nothing to add to them."""
    return error_means(kind, recognise(text))


def own_line(function: str, line: int, source: str) -> str:
    """A line of the student's code and where it stands."""
    where = "셀" if function == "<module>" else function
    return f"{where}, {line}번째 줄" + (f":  {source}" if source else "")
