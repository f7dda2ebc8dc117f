"""Why the name that an answer got is wrong (`release/audit/truth.py`), for the author of a unit."""

from __future__ import annotations

HELPER_IS_RIGHT = "{name}에는 잘못이 없어요"
ANSWER_PASSES = "이 오답이 틀리는 입력에서 맞아요: {category}"
FAILS_DIFFERENTLY = "이 오답과 다르게 틀려요: {category}, {kind}"
MISTAKE_PASSES = "새 입력에서는 이 오답이 틀리지 않아요"
NOT_THE_CORE = "핵심 범주가 틀리는데 이 오답은 거기서 맞아요"
ERRORS_ALONE = "예외의 종류만 같아요"
TOO_LONG = "끝나지 않아요"
