"""Korean texts of ``submit``."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence

from ...core.formatting import number
from ...core.josa import josa, josa_of
from .checking import STAGE_NAMES

LABEL = "제출"
FOLDER, OLDER = "제출", "이전"
RECEIPT_ENDING = "영수증"
RECEIPT_FILE = f"{RECEIPT_ENDING}.json"

RUNNING = "저장된 노트북을 처음부터 실행해 보고 있어요. 몇 초에서 2분까지 걸려요. 기다리지 않으려면 커널을 중단하세요."

# --- the heading ------------------------------------------------------------------------------

READY = "모든 확인을 통과했어요"
LEFT = "아직 남은 것이 있어요"
NOTHING_DONE = "아직 푼 문제가 없어요"
UNSAVED = "저장하지 않은 변경이 있어요"
NOT_READ = "채점기가 이 파일을 읽을 수 없어요"
NOT_REHEARSED = "끝까지 미리 확인하지 못했어요"

# --- exercises --------------------------------------------------------------------------------

HEAD = ("문제", "미리 확인한 결과", "배점")
QUIZ = "퀴즈"
STATES = {
    "passed": "✓ 통과",
    "stub": "○ 아직 채우지 않았어요",
    "missing": "○ 이 이름으로 정의한 것이 없어요",
    "broken": "✗ 아직: 매개변수가 맞지 않아요",
    "endless": "✗ 아직: 시간 안에 끝나지 않아요",
    "": "– 확인하지 못했어요",
}


def state(name: str, stage: str) -> str:
    """The state of an exercise, and the stage at which it fails."""
    if name == "failed":
        return f"✗ 아직: ‘{STAGE_NAMES[stage]}’ 단계"
    if name == "part":
        return f"△ 일부 통과: {stage}"
    return STATES[name]


def points(value: float) -> str:
    """A number of points."""
    return f"{number(value)}점"


def answered(count: int, total: int) -> str:
    """How many questions of the quiz are answered; not which of them rightly."""
    if count == total:
        return f"{total}문제에 모두 답했어요"
    if not count:
        return f"○ {total}문제에 아직 답하지 않았어요"
    return f"{total}문제 가운데 {count}문제에 답했어요"


def summary(passed: float, left: float) -> str:
    """The points of what passed, and of what is left; the quiz is not among them."""
    if not left:
        return f"통과한 문제의 배점을 더하면 {points(passed)}이에요."
    return f"통과한 문제의 배점을 더하면 {points(passed)}, 남은 문제의 배점을 더하면 {points(left)}이에요."


NOT_THE_GRADE = "노트북에 있는 확인만 해 본 것이라 점수와는 달라요. 채점할 때는 다른 입력으로도 확인하고, 일부만 맞은 문제에도 점수를 줘요."
HOW = {
    "process": "저장된 노트북을 새 프로세스에서 처음부터 실행해 보았어요.",
    "here": "이 환경에서는 노트북을 새로 실행해 볼 수 없어서, 지금 실행되어 있는 함수만 확인했어요.",
    "stopped": "미리 확인하는 것을 중단했어요.",
    "late": "시간이 너무 오래 걸려서 끝까지 확인하지 못했어요.",
    "broken": "미리 확인하는 프로세스를 실행하지 못했어요. 커널을 다시 시작하고 한 번 더 실행해 보세요.",
}

# --- what the grade would not take as it is ------------------------------------------------------

DIFFERENT = "채점할 때 달라지는 것"
#: At most so many lines are told; a cell copied from elsewhere can fail at every line.
MOST = 8
ERRORS = {
    "SyntaxError": "문법 오류가 있어서 이 셀은 한 줄도 실행하지 못해요.",
    "KeyboardInterrupt": "시간 안에 끝나지 않아서 멈춰요.",
    "NameError": "아직 만들지 않은 이름을 썼어요. 셀을 위에서부터 차례로 실행해도 되는지 살펴보세요.",
    "OSError": "파일이나 인터넷 주소를 열 수 없어요. 채점하는 곳에는 노트북만 있고, 인터넷에 연결되지 않아요.",
    "ImportError": "모듈을 불러오지 못해요.",
}


def failed_line(cell: int, line: int, text: str, error: str) -> str:
    """A line that fails when the notebook is run from its beginning."""
    why = ERRORS.get(error) or f"{josa(error, '이/가')} 나요."
    quoted = f" `{text.replace('`', chr(39))}`" if text else ""
    return f"{cell}번째 셀의 {line}번째 줄{quoted}: {why}"


def more_lines(count: int) -> str:
    """Further lines that fail."""
    return f"이 밖에도 실패하는 줄이 {count}개 더 있어요."


def lost_cell(cell: int) -> str:
    """A cell that ended the process, or could not be interrupted."""
    return f"{cell}번째 셀을 실행하다가 프로세스가 끝나거나 멈추지 않아요. 채점할 때도 그 셀에서는 정의만 실행해요."


def odd(kind: str, cell: int, what: str) -> str:
    """Something that is not there when notebooks are graded."""
    where = f"{cell}번째 셀: "
    if kind == "input":
        return f"{where}`input()`에 답할 사람이 없어서, 채점할 때는 빈 줄이 들어가요."
    if kind == "command":
        return f"{where}`{what.replace('`', chr(39))}` 명령은 채점할 때 실행되지 않는 것으로 생각하세요. 필요한 코드는 노트북 안에 있어야 해요."
    if kind == "network":
        return f"{where}인터넷(`{what}`)을 쓰지만, 채점할 때는 연결되지 않아요."
    return f"{where}`{what}` 파일을 열지만, 채점하는 곳에는 그 파일이 없어요."


def renamed(name: str, found: str) -> str:
    """The solution cell defines a name that is almost the exercise's."""
    return (
        f"`{name}`의 답을 쓰는 셀에 `{name}`{josa_of(name, '이/가')} 없고 `{found}`{josa_of(found, '이/가')} 있어요. "
        f"이름이 `{name}`{josa_of(name, '이어야')} 채점돼요."
    )


def sentence(note: str) -> str:
    """A note as a sentence."""
    return note if note.endswith((".", "?", "!")) else f"{note}."


# --- saving -----------------------------------------------------------------------------------

SAVE = "Ctrl+S(맥에서는 ⌘S)를 누르고 이 셀을 다시 실행하세요. 채점하는 것은 저장된 파일이라서, 지금은 마지막으로 고친 내용이 빠져 있어요."


def unsaved(names: Iterable[str]) -> str:
    """The cells whose newest code ran, but is not in the file."""
    return "파일에 없는 코드를 실행한 셀: " + ", ".join(f"`{name}`" for name in names)


def read_from(file: str) -> str:
    """Which file was read: after "save as" the kernel still names the old one."""
    return f'읽은 파일은 `{file}`{josa_of(file, "이에요")}. 다른 이름으로 저장했다면 `submit(file="새 이름.ipynb")`처럼 그 이름을 적어 주세요.'


QUIZ_DIFFERS = "지금 실행되어 있는 `quiz_answers`와 파일에 저장된 답이 달라요."

# --- finding the notebook ---------------------------------------------------------------------


def no_file(there: Sequence[str]) -> str:
    """The running notebook's file is not known; ``there`` are the notebooks in the folder."""
    listed = f" 이 폴더에 있는 노트북: {', '.join(f'`{name}`' for name in there[:MOST])}." if there else ""
    example = there[0] if there else "노트북.ipynb"
    return (
        f"지금 연 노트북이 어느 파일인지 알 수 없어요.{listed} 지금 연 노트북의 파일 이름을 적어 "
        f'`submit(file="{example}")`처럼 실행해 주세요. 다른 폴더에 있으면 경로를 모두 적어 주세요.'
    )


NO_UNIT = "`{file}`: 이 강의의 어느 단원인지 알 수 없어요. 받은 노트북이 맞는지 확인해 주세요."


NOT_GRADED = "이 노트북에는 채점하는 문제가 없어서 제출하지 않아요."


def unreadable(file: str, why: str) -> str:
    """The file cannot be opened."""
    return f"`{file}`{josa_of(file, '을/를')} 열 수 없어요({why})."


NO_LAB = "주피터 노트북이나 코랩에서 노트북을 열고 실행해 주세요."

# --- the file ---------------------------------------------------------------------------------

WHO = '제출 파일을 만들려면 학번과 이름을 적어 `submit("20231234", "김하늘")`처럼 실행하세요. 한 번 적으면 다음부터는 `submit()`만 실행해도 돼요.'
BAD_WHO = "학번과 이름을 따옴표 안에 적어 주세요. 지금은 파일 이름에 쓸 수 있는 글자가 없어요."
WRITTEN = "제출 파일을 만들었어요. 이 파일을 선생님이 알려 준 곳에 올리세요."
WRITTEN_ANYWAY = "그래도 제출 파일은 만들었어요. 더 풀고 나서 다시 만들어도 돼요."
WRITTEN_STALE = "그래도 제출 파일은 만들었어요. 저장한 다음 꼭 다시 만드세요."
SAME = "같은 내용의 제출 파일이 이미 있어요."
NOT_WRITTEN_BLANK = "빈 노트북이라 제출 파일은 만들지 않았어요. 그래도 내려면 학번과 이름을 적어 실행하세요."
CLICKED_IN = "눌러서 고른 퀴즈 답은 제출 파일의 퀴즈 셀에 적어 넣었어요."
OUTPUT_DROPPED = "파일이 너무 커서 출력을 빼고 담았어요. 채점은 코드를 봐요."
RECEIPT = "영수증 (복사해 둘 수 있어요)"
RECEIPT_HINT = "영수증은 이 컴퓨터에서 파일을 만든 때와 그 내용을 적은 것이고, 제출했다는 증명은 아니에요."
RECEIPT_KEYS = ("파일", "SHA-256", "크기", "시각")
DOWNLOAD = "내려받기를 시작했어요. 브라우저의 내려받기 폴더를 확인하세요."
SAVE_COPY = "제출 파일 내려받기"


_WHY = {
    errno.ENOSPC: "디스크에 남은 자리가 없음",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else -1: "디스크에 남은 자리가 없음",
    errno.EACCES: "권한이 없음",
    errno.EPERM: "권한이 없음",
    errno.EROFS: "읽기만 할 수 있는 폴더",
    errno.ENOENT: "그런 파일이 없음",
    errno.EISDIR: "파일이 아니라 폴더",
    errno.ENAMETOOLONG: "이름이 너무 김",
}


def why(error: Exception) -> str:
    """Why a file cannot be read or written, in words."""
    return _WHY.get(getattr(error, "errno", None) or 0) or getattr(error, "strerror", None) or str(error)


def cannot_write(path: str, why: str) -> str:
    """The file cannot be written."""
    return f"`{path}`에 제출 파일을 쓸 수 없어요({why}). 노트북 파일을 그대로 제출해 주세요."


def size(count: int) -> str:
    """A number of bytes."""
    return f"{count:,}바이트"


def who(student: str, name: str) -> str:
    """For whom the file was made."""
    return f"{student} {name}"


def also(names: Iterable[str]) -> str:
    """Other files in the zip."""
    return "함께 담은 파일: " + ", ".join(f"`{name}`" for name in names)
