"""What the notebook of unit 05 checks and says: visible cases, hints, quiz."""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import (
    Call,
    Case,
    Check,
    Get,
    Layout,
    New,
    Option,
    Prop,
    Question,
    Set,
    Shared,
    case,
    rest,
)

# The numbers of block 3: means 7 and 50, standard deviations 4 and 11; with momentum 0.8 the running variances are 4 and 25.
HAND = np.array([[1, 50], [5, 33.5], [7, 66.5], [9, 44.5], [13, 55.5]])
SAMPLE = np.array([[5.4, 0.0]])
TINY = 1e-15  # the example and the first random cases show nothing of eps
OPTIONS = {"eps": TINY, "momentum": 0.8}
RUNNING = (Get("bn", "running_mean"), Get("bn", "running_var"))


def new(**options: Any) -> New:
    """The object that all cases but the two-object ones speak of."""
    return New("bn", "BatchNorm", **options)


def forward(x: Any, *mode: bool) -> Call:
    """One call on it."""
    return Call("bn.forward", x, *mode)


def table(seed: int, rows: int, columns: int, scale: float = 1.0) -> np.ndarray:
    """(rows, columns), every column with its own centre and spread, few decimals."""
    rng = np.random.default_rng(seed)
    return np.round(scale * np.arange(1, columns + 1) * (rng.normal(size=(rows, columns)) + np.arange(columns)), 3)


def bad(*steps: Any, say: str, blame: tuple[str, ...] = ("x",)) -> Case:
    """The last step must raise a ValueError that names an argument."""
    return case(*steps, look="message", blame=blame, say=say)


EXAMPLE = (
    case(new(), Get("bn", "gamma"), Get("bn", "beta"), *RUNNING, say="만든 직후에는 네 속성이 모두 None"),
    case(new(**OPTIONS), Get("bn", "eps"), Get("bn", "momentum"), say="eps와 momentum은 받은 값 그대로"),
    case(new(**OPTIONS), forward(HAND), say="3절의 배치: 두 열 모두 −1.5에서 1.5까지"),
    case(new(**OPTIONS), forward(HAND), *RUNNING, skip=(1,), say="3절의 이동 평균 [1.4, 10]과 이동 분산 [4, 25]"),
    case(new(**OPTIONS), forward(HAND), forward(SAMPLE, False), skip=(1,), say="3절의 추론: (5.4, 0)은 (2, −2)가 됨"),
    case(
        new(**OPTIONS), forward(HAND), Set("bn", "gamma", np.array([2.0, 0.5])), Set("bn", "beta", np.array([1.0, -1.0])),
        forward(SAMPLE, False), Get("bn", "gamma"), skip=(1,), say="gamma = (2, 0.5), beta = (1, −1)이면 (5, −2)",
    ),
)  # fmt: skip
RANDOM = (
    case(new(eps=TINY), forward(table(1, 7, 3)), say="샘플 7개, 특성 3개"),
    case(new(eps=TINY), forward(table(2, 3, 5)), say="샘플 3개, 특성 5개"),
    case(
        new(eps=TINY, momentum=0.7), forward(table(3, 6, 3)), *RUNNING, forward(table(4, 4, 3)), *RUNNING,
        forward(table(5, 9, 3)), *RUNNING, say="momentum = 0.7, 크기가 다른 배치 세 개",
    ),
    case(
        new(eps=TINY, momentum=0.6), forward(table(6, 5, 2)), forward(table(7, 3, 2), False), *RUNNING,
        forward(table(8, 4, 2)), forward(table(7, 3, 2)[:1], False), *RUNNING, say="훈련과 추론을 번갈아",
    ),
    case(
        new(eps=TINY, momentum=0.7), forward(table(9, 4, 3)), Set("bn", "gamma", np.array([2.0, -1.0, 0.5])),
        Set("bn", "beta", np.array([1.0, 3.0, -2.0])), forward(table(10, 6, 3)), *RUNNING,
        forward(table(11, 2, 3), False), say="gamma와 beta를 바꾼 뒤 두 모드",
    ),
    case(new(momentum=0.7), forward(table(34, 2, 3), True), *RUNNING, say="샘플이 둘이면 훈련할 수 있음"),
    case(new(eps=0.5, momentum=0.7), forward(table(12, 5, 3)), forward(table(13, 2, 3), False), say="eps = 0.5"),
    case(new(), forward(table(14, 6, 3, 0.002)), *RUNNING, say="기본값, 분산이 eps만큼 작은 열"),
)  # fmt: skip
INVARIANTS = (
    case(
        new(eps=TINY), forward(table(15, 8, 3)), props=(Prop("sums_to", {"step": 1, "total": 0.0, "axis": 0}),),
        say="훈련 모드에서 열마다 합이 0",
    ),
    case(
        New("a", "BatchNorm", eps=TINY), Call("a.forward", table(16, 6, 3)), New("b", "BatchNorm", eps=TINY),
        Call("b.forward", 100.0 * table(16, 6, 3) + 7.0), props=(Prop("equal", {"a": 1, "b": 3}),),
        say="100배 하고 7을 더해도 훈련 모드의 출력은 그대로",
    ),
    case(
        new(momentum=0.7), forward(table(17, 6, 3)), forward(table(33, 1, 3), False), forward(table(17, 6, 3)),
        forward(table(33, 1, 3), False), forward(table(33, 1, 3), False),
        props=(Prop("equal", {"a": 4, "b": 5}),), say="추론을 두 번 하면 같은 값",
    ),
)  # fmt: skip
EDGES = (
    case(new(eps=0.5), forward(table(18, 3, 4), False), Get("bn", "gamma"), *RUNNING, say="훈련하기 전의 추론"),
    case(new(momentum=0.7), forward(table(19, 5, 1)), forward(np.array([[2.5]]), False), say="특성 하나, 추론의 샘플도 하나"),
    case(
        new(), forward(np.array([[3.0, 7.0], [5.0, 7.0], [4.0, 7.0]])), *RUNNING, Set("bn", "beta", np.array([1.0, -2.0])),
        forward(np.array([[3.0, 7.0], [5.0, 7.0], [4.0, 7.0]])), say="값이 모두 같은 열은 beta가 됨",
    ),
    case(new(), forward(np.array([[3, -4], [1, 7], [2, 0]])), *RUNNING, say="정수 배열"),
    case(new(), forward(Layout(table(20, 4, 3), "readonly")), forward(Layout(table(21, 3, 3), "F"), False),
         say="읽기 전용 배열과 열 우선 배열"),
    case(new(momentum=0.0), forward(1e6 + table(22, 6, 2)), *RUNNING, atol=1e-7, say="1e6에 비해 거의 같은 값"),
    bad(new(), forward(np.array([1.0, 2.0, 3.0])), say="1차원 배열이면 ValueError"),
    bad(new(), forward(np.ones((2, 3, 4)), False), say="3차원 배열이면 추론 모드에서도 ValueError"),
    bad(new(), forward(table(23, 4, 3)), forward(table(24, 4, 2)), say="특성이 3개였다가 2개면 ValueError"),
    bad(new(), forward(table(25, 4, 3)), forward(table(26, 4, 1), False), say="특성이 3개였다가 1개면 추론 모드에서도 ValueError"),
    bad(new(), forward(table(27, 1, 3)), blame=("x", "training"), say="훈련 모드에서 샘플이 하나면 ValueError"),
)  # fmt: skip
EFFECTS = (
    case(
        new(), forward(table(28, 4, 3)), forward(table(29, 4, 3)), forward(table(28, 4, 3), False), look="pure fresh quiet",
        say="x와 먼저 돌려준 배열은 그대로",
    ),
    case(
        new(), *[forward(Shared("x", table(30, 4, 3)), mode) for mode in (False, True, True, False)],
        look="pure fresh quiet", say="같은 배열을 네 번 주어도 그대로",
    ),
    case(
        New("a", "BatchNorm"), New("b", "BatchNorm", momentum=0.5), Call("a.forward", table(31, 4, 3)),
        Get("b", "running_mean"), Call("b.forward", table(32, 5, 2)), Get("a", "running_mean"), Get("b", "running_var"),
        say="두 객체의 상태는 서로 다름",
    ),
    case(
        New("a", "BatchNorm"), New("b", "BatchNorm"), Call("a.forward", table(35, 4, 3)), Call("b.forward", table(36, 4, 3)),
        look="pure fresh", say="두 객체의 결과는 서로 다른 배열",
    ),
)  # fmt: skip

HINTS = (
    "두 모드에서 정규화하는 식은 같아요. 다른 것은 `mean`과 `var`를 어디에서 가져오느냐예요. 훈련 모드에서는 무엇의 평균일까요? 그 평균은 어느 방향으로 구해야 특성마다 하나씩 나올까요? 추론 모드를 위해 미리 남겨 둘 것은 "
    "무엇이고, 언제 바꿔야 할까요?",
    r"$$\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}}, \qquad y = \gamma \hat{x} + \beta$$ `x`가 `(N, D)`이면 `x.mean(axis=0)`과 "
    r"`x.var(axis=0)`은 `(D,)`예요. 훈련 모드에서는 두 이동값을 각각 $\mathrm{momentum} \cdot (\text{지난 값}) + (1 - \mathrm{momentum}) \cdot (\text{배치의 "
    "값})$으로 바꾸고, 정규화에는 배치의 값을 써요. 추론 모드에서는 `running_mean`과 `running_var`를 쓰기만 해요. `(N, D)`에서 `(D,)`를 빼면 행마다 브로드캐스팅돼요. 첫 호출인지는 "
    "`self.gamma`가 `None`인지로 알 수 있어요.",
    "mean, var = x.mean(axis=____), x.var(axis=____)\n"
    "self.running_mean = self.momentum * ____ + (1 - self.momentum) * ____\n"
    "x_hat = (x - mean) / np.sqrt(____)\n"
    "return ____ * x_hat + ____",
)



def trains_only(item: Case) -> bool:
    """Whether a case never infers: it can be right before inference is written."""
    return not any(isinstance(step, Call) and step.args[1:] == (False,) for step in item.steps)


CHECKS = (
    Check(
        "BatchNorm",
        ("eps", "momentum"),
        methods={"forward": ("x", "training")},
        example=EXAMPLE,
        random=RANDOM,
        invariants=INVARIANTS,
        edges=EDGES,
        effects=EFFECTS,
        hints=HINTS,
        parts={"훈련 모드": trains_only, "추론 모드": rest},
    ),
)

FOLD_HINTS = (
    "배치 정규화의 식에 $xW + b$를 넣고, $x$가 곱해진 것과 곱해지지 않은 것으로 나누어 적어 보세요. 열 $j$에 곱해지는 수는 무엇인가요? 그 수는 `W`의 행과 열 가운데 "
    "어느 쪽에 곱해야 할까요?",
    r"$$\gamma\,\frac{xW + b - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta = x\,(W s) + (b - \mu)\,s + \beta, \qquad s = \frac{\gamma}{\sqrt{\sigma^2 + \varepsilon}}$$ "
    "`s`는 `(D,)`이고 `W`는 `(n, D)`라서 `W * s`가 열마다 곱해요.",
    "scale = ____ / np.sqrt(____ + eps)\nreturn W * ____, (b - ____) * scale + ____",
)


def layer_and_norm(seed: int, rows: int, columns: int) -> tuple[Any, ...]:
    """W, b and a normalisation's gamma, beta, mean and variance."""
    rng = np.random.default_rng(seed)
    scales = np.arange(1, columns + 1)
    W = np.round(rng.normal(size=(rows, columns)), 2)
    b, gamma, beta, mean = np.round(rng.normal(size=(4, columns)), 2) * scales
    return W, b, gamma, beta, mean, np.round(scales * rng.uniform(0.5, 2.0, size=columns), 2)


DISCOVERIES = (
    Check(
        "fold",
        ("W", "b", "gamma", "beta", "mean", "var", "eps"),
        example=(
            case(
                Call("fold", np.array([[1.0, 10.0], [2.0, 0.0]]), np.array([3.4, 20.0]), np.array([2.0, 0.5]),
                     np.array([1.0, -1.0]), np.array([1.4, 10.0]), np.array([4.0, 25.0]), 0.0),
                say="3절의 이동 평균 [1.4, 10]과 이동 분산 [4, 25], 배율 [2, 0.5]와 이동 [1, −1]",
            ),
        ),
        random=(
            case(Call("fold", *layer_and_norm(40, 3, 4), 0.0), say="입력 3개, 유닛 4개"),
            case(Call("fold", *layer_and_norm(41, 4, 4), 0.5), say="eps = 0.5, 입력도 유닛도 4개"),
        ),
        edges=(case(Call("fold", *layer_and_norm(42, 5, 1)), say="유닛 하나"),),
        effects=(case(Call("fold", *layer_and_norm(43, 2, 3)), look="pure", say="인자는 그대로"),),
        hints=FOLD_HINTS,
    ),
)  # fmt: skip

QUIZ = (
    Question(
        "은닉층의 출력이 (32, 100)일 때, 훈련 모드의 배치 정규화는 평균을 몇 개 구하나요?",
        (
            Option("32개, 샘플마다 하나씩", "샘플마다(행마다) 구하는 것은 층 정규화예요. 배치 정규화는 특성마다 구해요."),
            Option("[3,200개](=elements), 원소마다 하나씩", "값 하나의 평균은 자기 자신이라 모두 0이 되어 버려요."),
            Option(
                "100개, 특성마다 하나씩",
                "axis=0으로 샘플 32개를 평균하니 (100,)이 나와요. 특성마다 눈금이 다르니 따로 맞춰야 해요.",
                right=True,
            ),
            Option("1개, 배열 전체의 평균", "모든 특성을 한 평균으로 맞추면 특성끼리의 눈금 차이가 그대로 남아요."),
        ),
    ),
    Question(
        "배치 정규화 바로 앞 층의 가중치를 모두 10배로 바꿉니다. 훈련 모드의 출력과, 그 가중치에 대한 손실의 기울기는 어떻게 될까요? (eps는 무시합니다)",
        (
            Option("출력도 기울기도 10배", "배치 정규화가 없을 때 출력이 그렇게 되겠지요. 여기서는 σ도 10배가 되어 나눌 때 사라져요."),
            Option("출력은 10배, 기울기는 그대로", "출력은 x − μ를 σ로 나눈 값이에요. 둘 다 10배가 되니 그대로예요."),
            Option("출력도 기울기도 그대로", "출력은 맞아요. 하지만 출력이 같으려면 같은 만큼 움직인 가중치가 손실을 바꾸는 정도는 10분의 1로 줄어요."),
            Option(
                "출력은 그대로, 기울기는 10분의 1",
                "출력이 같은 만큼 바뀌려면 가중치를 10배 더 움직여야 하므로 기울기는 [10분의 1](=scaled.tenth)이에요. 그래서 큰 가중치는 학습률을 작게 느껴요.",
                right=True,
            ),
        ),
    ),
    Question(
        "우리 클래스에서 momentum = 0.9인 신경망을 PyTorch로 옮기려고 합니다. BatchNorm1d의 momentum은 얼마로 두어야 하나요?",
        (
            Option("0.99", "Keras의 기본값이에요. Keras는 우리와 뜻이 같지만 PyTorch는 반대예요."),
            Option("0.1", "PyTorch의 momentum은 새 값을 섞는 비율이라 1 − 0.9 = [0.1](=torch_momentum)이에요. 이동 분산을 N − 1로 나누는 차이는 남아요.", right=True),
            Option("0.9", "PyTorch에서 0.9는 새 배치를 90% 섞는다는 뜻이라 이동 평균이 마지막 배치에 휘둘려요."),
            Option("0.5", "0.5에서는 두 약속이 같아져서 헷갈릴 일이 없지만, 우리의 0.9와 같은 뜻은 아니에요."),
        ),
    ),
    Question(
        "훈련 정확도는 높은데 추론 모드로 잰 정확도는 아주 낮습니다. 훈련 모드로 바꾸어 재면 다시 높습니다. 무엇을 의심할까요?",
        (
            Option("학습률이 너무 작다.", "그렇다면 훈련 모드의 정확도도 낮을 거예요."),
            Option("gamma를 1이 아닌 값으로 바꾸었다.", "gamma는 두 모드에 똑같이 쓰여요. 한쪽만 나빠질 이유가 없어요."),
            Option("배치 크기가 너무 크다.", "배치가 크면 배치의 평균이 참값에 가까워서 두 모드의 차이가 [오히려 줄어요](=large_batches_agree)."),
            Option(
                "훈련하면서 이동 평균과 이동 분산을 갱신하지 않았다.",
                "그러면 추론 모드가 처음 값인 0과 1로 정규화해서, 훈련 때와 전혀 다른 값이 다음 층으로 가요. "
                "7절의 신경망을 20에포크 학습시키면 [0.94](=never_updated.trained)여야 할 정확도가 [0.34](=never_updated.inferred)로 떨어져요.",
                right=True,
            ),
        ),
    ),
)
