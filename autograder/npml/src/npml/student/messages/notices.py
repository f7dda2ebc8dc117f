"""Korean texts of ``check`` and ``quiz`` about the notebook: cells not run, names bound again, calls that do not end."""

from __future__ import annotations

from ...core.josa import josa, josa_of

# --- what was checked is not what stands in the cell ---------------------------------------


def title_not_run(name: str) -> str:
    """The newest code of the exercise has not been run."""
    return f"{name}: 지금 적힌 코드는 아직 확인하지 않았어요"


ALL_ABOVE = "위의 셀을 한꺼번에 실행하려면 이 셀을 고르고 메뉴에서 ‘실행 > 위의 모든 셀 실행’(Run > Run All Above Selected Cell)을 누르세요."


def not_run_yet(name: str, is_class: bool) -> str:
    """The exercise's cell has not run since the kernel was started."""
    line = f"class {name}" if is_class else f"def {name}(…)"
    return (
        f"노트북을 새로 열었거나 커널을 다시 시작한 뒤로 `{name}`{josa_of(name, '을/를')} 정의하는 셀을 실행하지 않았어요. "
        f"`{line}`{josa_of(name if is_class else ')', '으로')} 시작하는 셀을 먼저 실행하고, 이 셀을 다시 실행해 주세요. {ALL_ABOVE}"
    )


def wake(name: str, unit: str) -> str:
    """A name of the course was used before the cell that imports it ran.

    Args:
        name: check, hint and so on.
        unit: the module that the notebook imports, such as npml.unit09, or "" when it is not known.
    """
    first = f"from {unit} import …" if unit else "from npml… import …"
    return (
        f"노트북을 새로 열었거나 커널을 다시 시작해서 `{name}`{josa_of(name, '을/를')} 아직 불러오지 않았어요. "
        f"맨 위에서부터 `{first}` 줄이 있는 셀을 먼저 실행하고, 답을 쓴 셀을 실행한 다음 이 셀을 다시 실행해 주세요. {ALL_ABOVE}"
    )


WAKE_TITLE = "먼저 실행할 셀이 있어요"


def failed(name: str, number: int, error: str, line: int, *, older: bool) -> str:
    """The newest run of the cell with the definition ended with an error before it reached the definition.

    Args:
        line: the line of the cell where the error was raised, 0 when not known.
        older: whether a function from an earlier run is checked instead.
    """
    where = f"{line}번째 줄에서 " if line else ""
    start = f"`{name}`{josa_of(name, '을/를')} 정의하는 셀을 마지막으로 실행했을 때({mark(number)}) {where}{josa(f'`{error}`', '이/가')} 났어요."
    if error == "KeyboardInterrupt":
        start = f"`{name}`{josa_of(name, '을/를')} 정의하는 셀을 마지막으로 실행하다가({mark(number)}) {where}중단했어요."
    then = " 그래서 아래에서 확인한 것은 그전에 실행한 코드의 함수예요." if older else ""
    return f"{start}{then} 그 셀을 고쳐 오류 없이 실행한 다음 다시 확인해 주세요."


def edited(name: str) -> str:
    """The solution cell in the notebook's file differs from the code that was run."""
    return (
        f"저장된 노트북을 보니 `{name}`의 답을 쓰는 셀이 마지막으로 실행한 코드와 달라요. 채점은 저장된 코드를 봐요. "
        "그 셀을 다시 실행한 다음 확인해 주세요."
    )


def gone(name: str) -> str:
    """The solution cell, when it was last run, did not define the exercise any more."""
    return (
        f"답을 쓰는 셀에 이제 `{name}`{josa_of(name, '이/가')} 없어요. 아래에서 확인한 것은 그전에 실행한 코드의 함수예요. "
        "이름을 바꾸지 않았는지 살펴보고, 그 셀을 다시 실행한 다음 확인해 주세요."
    )


# --- names bound again ---------------------------------------------------------------------


def mark(number: int) -> str:
    """The execution count as it stands beside a cell."""
    return f"`[{number}]`"


def rebound(name: str, number: int) -> str:
    """The function that was checked is not the solution cell's."""
    return f"지금 확인한 것은 답을 쓰는 셀이 아니라 {mark(number)}번 셀에서 다시 정한 `{name}`{josa_of(name, '이에요')}."


def title_rebound(name: str) -> str:
    """Another cell's function passes, but the solution cell's does not, and it counts."""
    return f"{name}: 답을 쓰는 셀의 코드는 아직 통과하지 못했어요"


def title_passed_elsewhere(name: str) -> str:
    """Another cell's function passes and may count; the solution cell's fails."""
    return f"{name}: 통과했지만 답을 쓰는 셀의 코드가 아니에요"


ALSO_PASSES = "답을 쓰는 셀의 함수도 모든 단계를 통과해요."
ONLY_OTHER_PASSES = (
    "이 함수는 모든 단계를 통과하지만, 답을 쓰는 셀의 함수는 통과하지 못해요. "
    "통과한 코드를 답을 쓰는 셀로 옮기고 그 셀을 다시 실행한 다음 확인해 주세요."
)
ONLY_SOLUTION_PASSES = (
    "답을 쓰는 셀의 함수는 모든 단계를 통과해요. 다시 정한 쪽의 이름을 바꾸고, 답을 쓰는 셀을 다시 실행해 주세요."
)

# --- calls that do not end -----------------------------------------------------------------


def title_too_long(name: str, seconds: float) -> str:
    """The time limit was reached."""
    return f"{name}: {seconds:.0f}초 안에 끝나지 않아 멈췄어요"


def title_interrupted(name: str) -> str:
    """The student interrupted the check."""
    return f"{name}: 확인을 중단했어요"


RUNNING_LINES = "멈췄을 때 실행하던 줄이에요."
ENDLESS = (
    "끝나지 않는 반복인 것 같아요. `while`의 조건이 언젠가 거짓이 되는지, 반복할 때마다 값이 바뀌는지, 반복하는 횟수가 "
    "너무 크지 않은지 살펴보세요."
)
INTERRUPTED = "중단했어요."
DEMO_INTERRUPTED = "실행을 중단했어요"

# --- validation ----------------------------------------------------------------------------


def invalid_quiz(right: int, count: int, unanswered: int) -> str:
    """Not all answers are right.  The text does not tell which ones are wrong."""
    if unanswered == count:
        return f"퀴즈: {count}문제 모두 아직 답하지 않았어요."
    if unanswered:
        return f"퀴즈: {count}문제 가운데 {unanswered}문제에 아직 답하지 않았어요."
    return f"퀴즈: {count}문제 가운데 {right}문제를 맞혔어요. 틀린 문제를 다시 풀어 보세요."
