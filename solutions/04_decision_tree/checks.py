"""What the notebook of unit 04 checks and says: visible cases, hints, quiz, a discovery, shipped curves."""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, case, rest

FRUIT = np.array(["귤", "귤", "귤", "귤", "사과", "사과", "배", "배"])
SIZE, DAYS = np.array([5, 6, 6, 7, 8, 9, 10, 11]), np.array([3, 1, 3, 1, 3, 1, 3, 1])
BASKET = np.column_stack([SIZE, DAYS])
LABELS = np.array([2, 0, 1, 1, 0, 1, 1, 2, 1, 0, 1])
COLUMN = np.array([3.5, 0.2, 1.4, 2.2, -0.7, 1.9, 0.6, 4.1, 2.8, 1.1, 0.9])
OTHER = np.array([0.3, 2.1, -1.2, 0.8, 1.7, -0.4, 3.2, 0.5, -2.0, 1.3, 2.6])
HOLE = np.array([1.0, np.nan, 3.0])
THREE = np.array([0, 1, 1])


def pure(labels: Any, say: str) -> Case:
    """Labels of one class, whose entropy must be exactly zero."""
    near, exact = ({"step": 0, "low": -size, "high": size} for size in (1e-12, 0.0))
    return case(Call("entropy", labels), props=(Prop("between", near, "eps"), Prop("between", exact, "inexact")), say=say)


def bad(X_col: Any, y: Any, threshold: float, names: tuple[str, ...], say: str) -> Case:
    """A call that must raise a ValueError whose message holds one of the names."""
    return case(Call("information_gain", X_col, y, threshold), look="message", blame=names, say=say)


ENTROPY = Check(
    "entropy",
    ("y",),
    example=(
        case(Call("entropy", FRUIT), say="3절의 과일 여덟 개: 1.5비트"),
        case(Call("entropy", FRUIT[4:]), say="사과 둘과 배 둘: 1비트"),
        case(Call("entropy", FRUIT[:6]), say="귤 넷과 사과 둘: 0.918비트"),
    ),
    random=(
        case(Call("entropy", LABELS), say="세 클래스, 샘플 11개"),
        case(Call("entropy", np.array([4, 7, 4, 4, 9, 2, 2, 4, 7])), say="0부터 시작하지 않는 레이블"),
        case(Call("entropy", np.array([0, 1, 2, 3, 4])), say="다섯 클래스가 하나씩"),
    ),
    invariants=(
        case(Call("entropy", LABELS), Call("entropy", np.concatenate([LABELS, LABELS, LABELS])),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="개수를 모두 세 배 해도 같은 값"),
        case(Call("entropy", LABELS), Call("entropy", 5 - 2 * LABELS),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="레이블의 이름만 바꾸면 같은 값"),
    ),
    edges=(
        pure(np.array([3, 3, 3, 3]), "한 클래스뿐이면 정확히 0.0"),
        pure(np.full(10, 1), "한 클래스, 샘플 10개"),
        pure(np.full(49, 2), "한 클래스, 샘플 49개"),
        case(Call("entropy", []), say="빈 리스트면 0.0"),
        case(Call("entropy", np.zeros(0)), say="빈 배열이면 0.0"),
        case(Call("entropy", ["감", "배", "감", "감"]), say="문자열 리스트"),
        case(Call("entropy", [2, 0, 2, 1, 0, 2]), say="정수 리스트"),
        case(Call("entropy", np.array([True, False, True, True])), say="불리언 배열"),
        case(Call("entropy", np.array([-1, 1, -1, -1, -5])), say="음수 레이블"),
    ),
    effects=(
        case(Call("entropy", LABELS), look="pure", say="받은 배열은 그대로"),
        case(Call("entropy", [2, 0, 1, 0]), look="pure", say="받은 리스트도 그대로"),
    ),
    hints=(
        "레이블의 값이 1인지 7인지가 중요할까요, 몇 번 나오는지가 중요할까요? 나온 횟수를 비율로 바꾸려면 무엇으로 나눠야 할까요?",
        r"$$H = -\sum_c p_c \log_2 p_c$$ `np.unique(y, return_counts=True)`는 서로 다른 값과 횟수, 두 배열을 돌려줘요. 횟수를 전체 개수로 나눈 것이 $p$이고 shape는 `(클래스 "
        "수,)`예요. 한 클래스뿐이거나 비어 있으면 0.0이에요.",
        "return float(-np.sum(p * np.log2(____)))      # p는 클래스마다의 비율",
    ),
)

INFORMATION_GAIN = Check(
    "information_gain",
    ("X_col", "y", "threshold"),
    example=(
        case(Call("information_gain", SIZE, FRUIT, 7.5), say="3절: 지름 ≤ 7.5의 이득 1.0"),
        case(Call("information_gain", SIZE, FRUIT, 9), say="3절: 지름 ≤ 9의 이득 0.811, 값이 임계값과 같음"),
        case(Call("information_gain", DAYS, FRUIT, 2), say="3절: 날수 ≤ 2의 이득 0"),
    ),
    random=(
        case(Call("information_gain", COLUMN, LABELS, 1.0), say="세 클래스, 임계값 1.0"),
        case(Call("information_gain", COLUMN, LABELS, 3.0), say="왼쪽 9개, 오른쪽 2개"),
        case(Call("information_gain", COLUMN, LABELS, -0.5), say="왼쪽 1개"),
        case(Call("information_gain", np.array([3, 1, 2, 3, 5, 3]), np.array([1, 0, 0, 0, 1, 1]), 3),
             say="임계값과 같은 값이 셋"),
        case(Call("information_gain", np.array([1.0, 2.0, 3.0, 4.0]), np.array([0, 0, 1, 1]), 2.000001), say="임계값보다 아주 조금 작은 값"),
    ),
    invariants=(
        case(Call("information_gain", COLUMN, LABELS, 1.25), Call("information_gain", 2.0 * COLUMN + 3.0, LABELS, 5.5),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="값과 임계값을 함께 늘리고 옮겨도 같은 이득"),
        case(Call("information_gain", COLUMN, LABELS, 1.25), Call("information_gain", -COLUMN, LABELS, -1.25),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="왼쪽과 오른쪽을 맞바꾸어도 같은 이득"),
    ),
    edges=(
        case(Call("information_gain", COLUMN, LABELS, -9.0), say="왼쪽이 비면 0.0"),
        case(Call("information_gain", COLUMN, LABELS, 9.0), say="오른쪽이 비면 0.0"),
        case(Call("information_gain", COLUMN, np.full(11, 2), 1.0), say="레이블이 한 종류면 0.0"),
        case(Call("information_gain", np.array([4.0]), np.array([1]), 4.0), say="샘플 하나"),
        case(Call("information_gain", Layout(COLUMN, "strided"), Layout(LABELS, "readonly"), 1.0),
             say="띄엄띄엄 놓인 배열과 읽기 전용 배열"),
        bad(COLUMN, LABELS[:-1], 1.0, ("X_col", "y"), "길이가 다르면 ValueError"),
        bad(COLUMN[:-3], LABELS, 9.0, ("X_col", "y"), "한쪽이 비어도 길이가 다르면 ValueError"),
        bad(HOLE, THREE, 2.0, ("X_col",), "X_col에 NaN이 있으면 ValueError"),
        bad(HOLE, THREE, -5.0, ("X_col",), "왼쪽이 비어도 NaN이 있으면 ValueError"),
        bad(np.full(3, np.nan), THREE, 2.0, ("X_col",), "모두 NaN이어도 ValueError"),
    ),
    effects=(case(Call("information_gain", COLUMN, LABELS, 1.0), look="pure", say="받은 배열은 그대로"),),
    hints=(
        "질문하기 전의 섞임과 질문한 뒤의 섞임을 비교하면 돼요. 두 쪽의 크기가 다르면 어느 쪽을 더 중요하게 보아야 할까요?",
        r"$$\mathrm{gain} = H(y) - \frac{m_L}{m} H(y_L) - \frac{m_R}{m} H(y_R)$$ `left = X_col <= threshold`는 `(m,)`인 불리언 배열이고, 두 쪽은 "
        "`y[left]`와 `y[~left]`예요. 길이와 NaN(`np.isnan`) 검사가 맨 앞에 와야 해요.",
        "gain = entropy(y) - share * entropy(y[left]) - ____ * entropy(y[~left])      # share는 왼쪽의 비율",
    ),
)



def has_one_feature(item: Case) -> bool:
    """Whether no call has to look for the best of several features."""
    tables = [step.args[0] for step in item.steps if isinstance(step, Call)]
    return all(np.shape(table.array if isinstance(table, Layout) else table)[1] == 1 for table in tables)


BEST_SPLIT = Check(
    "best_split",
    ("X", "y"),
    example=(
        case(Call("best_split", BASKET, FRUIT), say="3절의 과일: 지름 ≤ 7.5"),
        case(Call("best_split", np.array([[5, 1], [7, 3], [9, 1]]), np.array([0, 0, 1])), say="문서의 예"),
    ),
    random=(
        case(Call("best_split", np.column_stack([OTHER, COLUMN]), LABELS), say="특성 둘, 샘플 11개"),
        case(Call("best_split", np.column_stack([OTHER, -OTHER**2, np.arange(11.0) ** 2]), np.arange(11) // 10),
             say="마지막 샘플 하나만 다른 레이블"),
        case(Call("best_split", np.array([[2, 9], [2, 1], [5, 4], [5, 2], [5, 7], [12, 3]]), np.array([0, 0, 1, 1, 1, 1])),
             say="같은 값이 여러 번 나오는 특성"),
        case(Call("best_split", BASKET[:, :1], FRUIT), say="3절의 과일, 지름만"),
        case(Call("best_split", COLUMN[:, None], LABELS), say="특성 하나, 샘플 11개"),
    ),
    invariants=(
        case(Call("best_split", np.column_stack([OTHER, COLUMN]), LABELS),
             Call("best_split", np.column_stack([OTHER, COLUMN])[::-1], LABELS[::-1]),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="샘플의 차례를 뒤집어도 같은 질문"),
        case(Call("best_split", np.array([[4, 1, 1], [0, 2, 2], [5, 3, 3], [1, 4, 4]]), np.array([0, 0, 1, 1])), compare=False,
             props=(Prop("one_of", {"step": 0, "values": [1, 2], "item": 0}),
                    Prop("one_of", {"step": 0, "values": [2.5], "item": 1}),
                    Prop("between", {"step": 0, "low": 1 - 1e-9, "high": 1 + 1e-9, "item": 2})),
             say="동점이면 어느 쪽이든 정답: 1번과 2번 특성이 같음"),
    ),
    edges=(
        case(Call("best_split", np.full((5, 2), 3.0), np.array([0, 1, 0, 1, 1])), say="모든 값이 같으면 (None, None, 0.0)"),
        case(Call("best_split", BASKET, np.full(8, 1)), say="레이블이 한 종류면 (None, None, 0.0)"),
        case(Call("best_split", np.array([[2.0, 7.0]]), np.array([1])), say="샘플이 하나면 (None, None, 0.0)"),
        case(Call("best_split", np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])),
             say="어떻게 나누어도 이득이 0"),
        case(Call("best_split", np.repeat([[0.0], [1.0]], [20, 10], axis=0), np.repeat([0, 1, 2, 3] * 2, [2, 2, 6, 10, 1, 1, 3, 5])),
             say="양쪽의 비율이 같아 이득이 0 (반올림하면 1e-16)"),
        case(Call("best_split", np.array([[250], [240], [200], [90]], dtype=np.uint8), np.array([1, 1, 0, 0])),
             say="uint8: 더하면 넘치는 값"),
        case(Call("best_split", Layout(np.column_stack([OTHER, COLUMN]), "F"), LABELS), say="열 방향으로 놓인 배열"),
    ),
    effects=(case(Call("best_split", np.column_stack([OTHER, COLUMN]), LABELS), look="pure", say="받은 배열은 그대로"),),
    parts={"특성 하나": has_one_feature, "특성 여럿": rest},
    hints=(
        "특성을 하나씩, 그 특성의 임계값 후보를 하나씩 시험해요. 반복문은 몇 겹일까요? 가장 좋은 질문과 그 이득은 반복문 밖에서 만든 변수에 적어 두고, 언제 바꿔 적을지 정해 보세요.",
        "특성마다 `X[:, j]`를 float64로 바꾸고 `np.unique`로 서로 다른 값을 작은 것부터 얻어요. shape가 `(k,)`라면 후보는 이웃한 값의 평균 $(v_i + v_{i+1}) / 2$, 모두 $k - 1$개예요. "
        "이득이 지금까지의 최고(처음에는 0)보다도, `1e-12`보다도 클 때만 바꿔 적어요.",
        "for threshold in (values[:-1] + values[____]) / 2:      # values = np.unique(…), 이 특성의 서로 다른 값",
    ),
)

CHECKS = (ENTROPY, INFORMATION_GAIN, BEST_SPLIT)

TREE = np.column_stack([[1.0, 2.0, 3.5, 4.0, 6.0, 7.5, 8.0, 9.5, 11.0], [5.0, 1.5, 4.0, 2.0, 3.0, 6.5, 1.0, 7.0, 2.5]])
KINDS = np.array([0, 0, 0, 1, 1, 2, 1, 2, 1])

GROW = Check(
    "grow",
    ("X", "y", "depth"),
    example=(
        case(Call("grow", np.array([[5], [7], [9]]), np.array([0, 0, 1]), 1), say="문서의 예: (0, 8.0, 0, 1)"),
        case(Call("grow", np.array([[5], [7], [9]]), np.array([0, 0, 1]), 0), say="깊이 0이면 가장 많은 레이블"),
        case(Call("grow", BASKET[:, :1], np.array([0, 0, 0, 0, 1, 1, 2, 2]), 2), say="3절의 과일, 지름만: 질문 두 번"),
    ),
    random=(
        case(Call("grow", TREE, KINDS, 1), say="특성 둘, 깊이 1"),
        case(Call("grow", TREE, KINDS, 2), say="특성 둘, 깊이 2"),
        case(Call("grow", TREE, KINDS, 5), say="특성 둘, 끝까지"),
    ),
    edges=(
        case(Call("grow", TREE, np.full(9, 2), 3), say="레이블이 한 종류면 리프"),
        case(Call("grow", np.array([[3.0, 1.0]]), np.array([4]), 3), say="샘플이 하나면 리프"),
        case(Call("grow", np.full((5, 2), 1.5), np.array([1, 0, 1, 1, 0]), 3), say="물을 것이 없으면 가장 많은 레이블"),
        case(Call("grow", np.full((4, 1), 1.5), np.array([3, 1, 1, 3]), 2), say="개수가 같으면 작은 레이블"),
    ),
    effects=(case(Call("grow", TREE, KINDS, 2), look="pure", say="받은 배열은 그대로"),),
    hints=(
        "depth가 1인 트리는 질문 하나와 리프 둘이에요. depth가 2인 트리는 질문 하나와, depth가 얼마인 트리 둘일까요?",
        "멈추는 조건이 먼저예요. 리프의 답은 `np.unique(y, return_counts=True)`에서 개수가 가장 많은 레이블이에요. 리프가 아니면 `X[:, feature] <= threshold`로 `(m,)`인 불리언 배열을 만들고, "
        "두 쪽의 행과 레이블로 자기 자신을 불러요.",
        "return feature, threshold, grow(X[left], y[left], ____), grow(X[____], y[____], ____)",
    ),
)

DISCOVERIES = (GROW,)

QUIZ = (
    Question(
        "네 클래스가 25개씩 섞인 레이블 100개의 엔트로피는 얼마일까요?",
        (
            Option("[1.386비트](=quiz_four.natural)", "ln 4의 값이에요. 밑이 2인 로그를 써야 비트가 돼요."),
            Option("25비트", "개수는 상관없어요. 엔트로피는 비율만 보므로 네 클래스가 하나씩 있어도 같은 값이에요."),
            Option("1비트", "두 클래스가 반반일 때의 값이에요. 클래스가 늘면 가장 큰 값도 커져요."),
            Option("2비트", "log2(4) = 2예요. 예/아니요 질문 두 번이면 넷 가운데 하나를 알아낼 수 있어요.", right=True),
        ),
    ),
    Question(
        "클래스 둘이 50개씩 있습니다. 질문 (가)는 왼쪽에 같은 클래스 2개만 떼어 내고, 질문 (나)는 양쪽을 40 : 10과 10 : 40으로 나눕니다. 어느 쪽의 정보 이득이 클까요?",
        (
            Option("(가)", "두 쪽의 엔트로피를 그냥 평균하면 그렇게 보여요. 순수한 쪽이 100개 가운데 2개뿐이라는 것을 가중해야 해요."),
            Option("둘이 같다.", "(가)는 98개가 거의 그대로 섞여 있고, (나)는 100개 모두 덜 섞였어요."),
            Option("(나)", "(가)의 이득은 [0.020비트](=quiz_gains.first), (나)의 이득은 [0.278비트](=quiz_gains.second)예요. (가)의 왼쪽은 순수하지만 두 개뿐이에요.", right=True),
            Option("둘 다 0이다.", "양쪽의 비율이 전체와 조금이라도 다르면 이득은 0보다 커요."),
        ),
    ),
    Question(
        "`X = [[1, 9], [2, 7], [3, 2], [5, 1]]`, `y = [0, 0, 1, 1]`에서 세 사람의 best_split이 "
        "(가) `(0, 2.5, 1.0)`, (나) `(1, 4.5, 1.0)`, (다) `(1, 1.5, 0.311)`을 돌려주었습니다. 약속대로 답한 사람은 누구일까요?",
        (
            Option("(가)뿐이다. 이득이 같으면 번호가 작은 특성이다.", "먼저 나온 것을 고르는 구현이 많지만, 약속은 어느 것이든 괜찮다는 것이에요. (나)의 이득도 [1비트](=quiz_ties.second)예요."),
            Option("(나)뿐이다. 임계값 둘레의 틈이 더 넓다.", "틈이 넓은지는 이득에 들어가지 않아요. (가)도 두 레이블을 완전히 갈라 이득이 [1비트](=quiz_ties.first)예요."),
            Option("(가)와 (나)", "0번 특성의 2와 3 사이, 1번 특성의 2와 7 사이가 똑같이 0과 1을 갈라요. 이득이 둘 다 [1비트](=quiz_ties.first)인 동점이에요.", right=True),
            Option("세 사람 모두", "(다)의 질문은 마지막 샘플 하나만 떼어 내어 이득이 [0.311비트](=quiz_ties.third)예요. 계산은 맞지만 가장 큰 이득이 아니에요."),
        ),
    ),
    Question(
        "`X_col = [2, nan, 5, nan, 4]`, `y = [0, 0, 1, 0, 1]`에서 NaN을 검사하지 않고 `X_col <= 3`으로 나누었습니다. 이득은 얼마로 나올까요?",
        (
            Option("[0.918비트](=quiz_nan.dropped). 두 NaN은 빠진다.", "빠지지 않고 개수에도 그대로 세어져요. NaN과의 비교도 True나 False 가운데 하나니까요."),
            Option("[0.971비트](=quiz_nan.left). 두 NaN은 왼쪽으로 간다.", "비교가 True여야 왼쪽이에요. NaN <= 3은 False예요."),
            Option("나오지 않는다. NumPy가 ValueError를 낸다.", "NaN과 비교해도 오류는 나지 않아요. 그래서 직접 검사해야 해요."),
            Option("[0.171비트](=quiz_nan.right). 두 NaN은 오른쪽으로 간다.",
                   "NaN과의 비교는 언제나 False라서 값을 모르는 샘플이 ‘크다’고 취급돼요. 오른쪽의 레이블이 0, 1, 0, 1이 되어, 말없이 틀린 이득이 나와요.", right=True),
        ),
    ),
)


def widget_values(reference: dict[str, Any]) -> dict[str, Any]:
    """Gains of iris on the widget's grid of thresholds, one curve a feature: numbers only."""
    from sklearn.datasets import load_iris

    data = load_iris()
    found = {}
    for feature in range(4):
        column = data.data[:, feature]
        grid = np.round(np.arange(column.min() - 0.1, column.max() + 0.15, 0.05), 2)
        gains = [reference["information_gain"](column, data.target, float(cut)) for cut in grid]
        found[f"gain_{feature}"] = np.round(gains, 4).astype(np.float32)
    return found
