"""Wrong answers of unit 10, each with what we tell its author; the likeliest first.

Most are one line, so they are built from a rule: ``wrong`` checks λ and applies it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from autograder.spec import mistake

Rule = Callable[[Any, float], Any]
L1, L2, LOSS = "l1_regularization", "l2_regularization", "regularized_loss"
G1, G2, SOFT = "l1_gradient", "l2_gradient", "soft_threshold"


def real(weights: Any) -> Any:
    """The weights in float64."""
    return np.asarray(weights, dtype=np.float64)


def wrong(exercise: str, key: str, says: str, rule: Rule, *, raw: bool = False, convention: bool = False) -> Any:
    """A mistake that checks λ (or t) as it should and computes ``rule(weights, λ)``; ``raw``: in the dtype given."""

    def code(weights: Any, amount: float) -> Any:
        if amount < 0:
            raise ValueError(f"lambda_reg, t: {amount}")
        return rule(weights if raw else real(weights), amount)

    def by_lambda(weights: Any, lambda_reg: float) -> Any:
        return code(weights, lambda_reg)

    def by_t(weights: Any, t: float) -> Any:
        return code(weights, t)

    return mistake(exercise, key, says, convention=convention)(by_t if exercise == SOFT else by_lambda)


def badly_checked(exercise: str, right: Rule) -> list[Any]:
    """The four ways to check λ (or t) wrongly, around the right result."""
    name = "t" if exercise == SOFT else "lambda_reg"

    def no_check(weights: Any, amount: float) -> Any:
        return right(real(weights), amount)

    def refuses_zero(weights: Any, amount: float) -> Any:
        if amount <= 0:
            raise ValueError(name)
        return right(real(weights), amount)

    def asserts(weights: Any, amount: float) -> Any:
        assert amount >= 0, name
        return right(real(weights), amount)

    def nameless(weights: Any, amount: float) -> Any:
        if amount < 0:
            raise ValueError("0 이상이어야 합니다")
        return right(real(weights), amount)

    says = {
        no_check: f"{name}가 음수인지 검사하지 않는 것 같아요. 계산에 앞서 {name} < 0이면 ValueError를 내세요.",
        refuses_zero: f"{name} = 0까지 막은 것 같아요. 0은 올바른 값이고, 음수일 때만 ValueError를 내요.",
        asserts: "assert로 검사한 것 같아요. 그러면 AssertionError가 나요. raise ValueError(…)를 쓰세요.",
        nameless: f"오류 메시지에 어느 인자가 잘못됐는지 없어요. `{name}`라는 이름을 메시지에 적어 주세요.",
    }
    return [mistake(exercise, code.__name__, text)(_renamed(code, name)) for code, text in says.items()]


def _renamed(code: Rule, name: str) -> Any:
    """The same function with the exercise's parameter names, so that keyword calls work."""
    if name == "t":
        return lambda weights, t: code(weights, t)
    return lambda weights, lambda_reg: code(weights, lambda_reg)


# --- l1_regularization --------------------------------------------------------------------

L1_BANK = (
    wrong(L1, "no_abs", "절댓값을 빠뜨린 것 같아요. 1과 −2처럼 부호가 다른 가중치가 서로 지워져요.",
          lambda w, k: float(k * np.sum(w))),
    wrong(L1, "squares", "절댓값이 아니라 제곱을 더한 것 같아요. 그것은 L2 페널티예요.", lambda w, k: float(k * np.sum(w**2))),
    wrong(L1, "matrix_norm", "np.linalg.norm(W, 1)은 행렬에서 열마다 더한 합 가운데 가장 큰 값이에요. np.abs를 모두 더하세요.",
          lambda w, k: float(k * np.linalg.norm(w, 1))),
    wrong(L1, "mean", "합이 아니라 평균을 구한 것 같아요. 이 단원의 페널티는 원소 수로 나누지 않아요.",
          lambda w, k: float(k * np.sum(np.abs(w)) / max(1, w.size))),
    wrong(L1, "no_lambda", "λ를 곱하지 않은 것 같아요. 절댓값의 합에 lambda_reg를 곱하세요.",
          lambda w, k: float(np.sum(np.abs(w)))),
    wrong(L1, "abs_outside", "더한 다음에 절댓값을 씌운 것 같아요. 절댓값을 먼저 구하고 더해야 해요.",
          lambda w, k: float(k * abs(np.sum(w)))),
    wrong(L1, "last_axis", "한 축으로만 더한 것 같아요. axis를 주지 않으면 모든 원소를 더해 숫자 하나가 돼요.",
          lambda w, k: k * np.sum(np.abs(w), axis=0)),
    wrong(L1, "own_dtype", "받은 dtype 그대로 절댓값을 구한 것 같아요. int8의 −128은 절댓값도 −128이에요. 먼저 float64로 바꾸세요.",
          lambda w, k: float(k * np.sum(np.abs(w))), raw=True),
    wrong(L1, "empty_fails", "빈 배열에서 오류나 NaN이 나요. 더할 가중치가 없으면 페널티는 0.0이에요.",
          lambda w, k: float(k * np.mean(np.abs(w)) * w.size)),
)  # fmt: skip
L1_CHECKED = badly_checked(L1, lambda w, k: float(k * np.sum(np.abs(w))))

# --- l2_regularization --------------------------------------------------------------------

L2_BANK = (
    wrong(L2, "half", "½을 곱한 값이에요. 그렇게 정한 책도 있지만, 이 단원의 약속은 ½이 없는 λ·Σw²이에요.",
          lambda w, k: float(0.5 * k * np.sum(w**2)), convention=True),
    wrong(L2, "norm", "제곱의 합에 제곱근을 씌운 것 같아요. L2 페널티는 노름이 아니라 노름의 제곱이에요.",
          lambda w, k: float(k * np.sqrt(np.sum(w**2)))),
    wrong(L2, "spectral", "np.linalg.norm(W, 2)는 행렬에서 가장 큰 특잇값이에요. 비슷한 값이 나와도 달라요. 원소의 제곱을 모두 더하세요.",
          lambda w, k: float(k * np.linalg.norm(w, 2) ** 2)),
    wrong(L2, "abs", "제곱이 아니라 절댓값을 더한 것 같아요. 그것은 L1 페널티예요.", lambda w, k: float(k * np.sum(np.abs(w)))),
    wrong(L2, "square_of_sum", "더한 다음에 제곱한 것 같아요. 원소마다 먼저 제곱하고 더해야 해요.",
          lambda w, k: float(k * np.sum(w) ** 2)),
    wrong(L2, "mean", "합이 아니라 평균을 구한 것 같아요. 이 단원의 페널티는 원소 수로 나누지 않아요.",
          lambda w, k: float(k * np.sum(w**2) / max(1, w.size))),
    wrong(L2, "no_lambda", "λ를 곱하지 않은 것 같아요. 제곱의 합에 lambda_reg를 곱하세요.", lambda w, k: float(np.sum(w**2))),
    wrong(L2, "lambda_squared", "λ까지 제곱한 것 같아요. 가중치만 제곱해서 더하고, λ는 그대로 한 번 곱해요.",
          lambda w, k: float(np.sum((k * w) ** 2))),
    wrong(L2, "matrix_product", "w @ w는 행렬에서 행렬 곱이에요. 원소마다 제곱하려면 `w**2`나 `w * w`를 쓰세요.",
          lambda w, k: float(k * np.sum(w @ w))),
    wrong(L2, "own_dtype", "받은 dtype 그대로 제곱한 것 같아요. 8비트 정수에서는 100²이 넘쳐요. 먼저 float64로 바꾸세요.",
          lambda w, k: float(k * np.sum(np.square(w))), raw=True),
)  # fmt: skip
L2_CHECKED = badly_checked(L2, lambda w, k: float(k * np.sum(w**2)))

# --- regularized_loss ---------------------------------------------------------------------

Total = Callable[[float, float, float, float, float], float]


def total(key: str, says: str, rule: Total, allowed: Callable[[float, float], bool] | None = None,
          convention: bool = False) -> Any:  # fmt: skip
    """A mistake that returns ``rule(loss, Σ|w|, Σw², λ1, λ2)``."""

    def code(loss: float, weights: Any, lambda_l1: float, lambda_l2: float) -> float:
        if not (allowed(lambda_l1, lambda_l2) if allowed else min(lambda_l1, lambda_l2) >= 0):
            raise ValueError("lambda_l1, lambda_l2")
        w = real(weights)
        return float(rule(float(loss), float(np.sum(np.abs(w))), float(np.sum(w**2)), lambda_l1, lambda_l2))

    return mistake(LOSS, key, says, convention=convention)(code)


def in_order(loss: float, l1: float, l2: float, a: float, b: float) -> float:
    """The right sum."""
    return loss + a * l1 + b * l2


def regularized_loss__asserts(loss: float, weights: Any, lambda_l1: float, lambda_l2: float) -> Any:
    assert min(lambda_l1, lambda_l2) >= 0, "lambda_l1, lambda_l2"
    w = real(weights)
    return float(in_order(loss, float(np.sum(np.abs(w))), float(np.sum(w**2)), lambda_l1, lambda_l2))


def regularized_loss__nameless(loss: float, weights: Any, lambda_l1: float, lambda_l2: float) -> Any:
    if min(lambda_l1, lambda_l2) < 0:
        raise ValueError("0 이상이어야 합니다")
    return regularized_loss__asserts(loss, weights, lambda_l1, lambda_l2)


def regularized_loss__own_dtype(loss: float, weights: Any, lambda_l1: float, lambda_l2: float) -> Any:
    if min(lambda_l1, lambda_l2) < 0:
        raise ValueError("lambda_l1, lambda_l2")
    return float(loss + lambda_l1 * np.sum(np.abs(weights)) + lambda_l2 * np.sum(np.square(weights)))


LOSS_BANK = (
    total("swapped", "λ 두 개가 뒤바뀐 것 같아요. lambda_l1은 L1 페널티에, lambda_l2는 L2 페널티에 곱해요.",
          lambda loss, l1, l2, a, b: loss + b * l1 + a * l2),
    total("no_loss", "원래의 손실을 더하지 않은 것 같아요. 두 페널티의 합에 loss도 더해야 해요.",
          lambda loss, l1, l2, a, b: a * l1 + b * l2),
    total("no_l1", "L1 페널티가 빠진 것 같아요. loss에 페널티 두 개를 모두 더하세요.", lambda loss, l1, l2, a, b: loss + b * l2),
    total("no_l2", "L2 페널티가 빠진 것 같아요. loss에 페널티 두 개를 모두 더하세요.", lambda loss, l1, l2, a, b: loss + a * l1),
    total("same_lambda", "L2 페널티에도 lambda_l1을 쓴 것 같아요. 두 번째 페널티의 λ는 lambda_l2예요.",
          lambda loss, l1, l2, a, b: loss + a * l1 + a * l2),
    total("twice", "λ를 두 번 곱한 것 같아요. l1_regularization과 l2_regularization의 결과에는 이미 λ가 곱해져 있어요.",
          lambda loss, l1, l2, a, b: loss + a * a * l1 + b * b * l2),
    total("minus", "페널티를 뺀 것 같아요. 그러면 가중치가 클수록 손실이 줄어들어요. 벌이니 더해야 해요.",
          lambda loss, l1, l2, a, b: loss - a * l1 - b * l2),
    total("half", "L2 페널티에 ½을 곱한 값이에요. 그렇게 정한 책도 있지만, 이 단원에서는 λ·Σw²을 그대로 더해요.",
          lambda loss, l1, l2, a, b: loss + a * l1 + 0.5 * b * l2, convention=True),
    total("no_check", "λ가 음수인지 검사하지 않는 것 같아요. 4.1과 4.2의 함수를 부르면 검사도 함께 돼요.", in_order,
          lambda a, b: True),
    total("refuses_zero", "λ = 0까지 막은 것 같아요. 0은 올바른 값이고(그 페널티를 쓰지 않는다는 뜻이에요), 음수일 때만 ValueError를 내요.", in_order,
          lambda a, b: min(a, b) > 0),
    total("checks_sum", "두 λ의 합만 검사한 것 같아요. 하나가 크면 다른 하나의 음수가 가려져요. 따로 검사하세요.", in_order,
          lambda a, b: a + b >= 0),
    mistake(LOSS, "own_dtype", "정수 배열을 그대로 계산하다가 값이 넘친 것 같아요. 앞의 두 함수를 부르거나, 먼저 float64로 바꾸세요.")(
        regularized_loss__own_dtype
    ),
    mistake(LOSS, "asserts", "assert로 검사한 것 같아요. 그러면 AssertionError가 나요. raise ValueError(…)를 쓰세요.")(regularized_loss__asserts),
    mistake(LOSS, "nameless", "오류 메시지에 어느 인자가 잘못됐는지 없어요. `lambda_l1`이나 `lambda_l2`라는 이름을 메시지에 적어 주세요.")(
        regularized_loss__nameless
    ),
    total("checks_first", "lambda_l1만 검사한 것 같아요. lambda_l2가 음수일 때도 ValueError를 내야 해요.", in_order,
          lambda a, b: a >= 0),
)  # fmt: skip

# --- l1_gradient --------------------------------------------------------------------------


def l1_gradient__in_place(weights: Any, lambda_reg: float) -> Any:
    if lambda_reg < 0:
        raise ValueError("lambda_reg")
    weights = weights if weights.dtype == np.float64 and weights.flags.writeable else real(weights).copy()
    weights[...] = lambda_reg * np.sign(weights)
    return weights


G1_BANK = (
    wrong(G1, "plus_at_zero", "0인 가중치의 기울기가 λ가 되었어요. `>= 0`으로 나누지 않았나요? 0에서는 0이라고 약속해요.",
          lambda w, k: k * np.where(w >= 0, 1.0, -1.0)),
    wrong(G1, "minus_at_zero", "0인 가중치의 기울기가 −λ가 되었어요. `> 0`의 나머지를 모두 −1로 보지 않았나요? 0에서는 0이라고 약속해요.",
          lambda w, k: k * np.where(w > 0, 1.0, -1.0)),
    wrong(G1, "abs", "λ|w|를 돌려준 것 같아요. 절댓값 자체가 아니라 그 미분이 필요해요. 양수면 λ, 음수면 −λ예요.",
          lambda w, k: k * np.abs(w)),
    wrong(G1, "no_lambda", "부호에 λ를 곱하지 않은 것 같아요.", lambda w, k: np.sign(w)),
    wrong(G1, "identity", "λw를 돌려준 것 같아요. L1의 기울기는 가중치의 크기와 상관없이 부호로만 정해져요.", lambda w, k: k * w),
    wrong(G1, "l2", "2λw는 L2 페널티의 기울기예요. L1의 기울기는 λ·sign(w)예요.", lambda w, k: 2 * k * w),
    wrong(G1, "negative", "부호가 거꾸로예요. 기울기는 페널티가 커지는 쪽이고, 빼는 일은 경사 하강법이 해요.",
          lambda w, k: -k * np.sign(w)),
    wrong(G1, "divides", "w / |w|는 0에서 NaN이 돼요. np.sign은 0에서 0을 줘요.", lambda w, k: k * w / np.abs(w)),
    wrong(G1, "summed", "기울기를 모두 더한 것 같아요. 결과는 weights와 같은 shape의 배열이어야 해요.",
          lambda w, k: float(k * np.sum(np.sign(w)))),
    wrong(G1, "own_dtype", "정수 가중치에 정수 λ를 주면 결과도 정수 배열이 돼요. 먼저 float64로 바꾸세요.",
          lambda w, k: k * np.sign(w), raw=True),
    mistake(G1, "in_place", "받은 weights 자리에 결과를 쓴 것 같아요. 기울기는 새 배열에 담아 돌려주세요.")(l1_gradient__in_place),
)  # fmt: skip
G1_CHECKED = badly_checked(G1, lambda w, k: k * np.sign(w))

# --- l2_gradient --------------------------------------------------------------------------


def l2_gradient__in_place(weights: Any, lambda_reg: float) -> Any:
    if lambda_reg < 0:
        raise ValueError("lambda_reg")
    weights = weights if weights.dtype == np.float64 and weights.flags.writeable else real(weights).copy()
    weights *= 2 * lambda_reg
    return weights


G2_BANK = (
    wrong(G2, "no_two", "2가 빠진 λw예요. 페널티를 ½λ·Σw²으로 정한 책에서는 맞아요. 이 단원의 페널티는 ½이 없어서 기울기가 2λw예요.",
          lambda w, k: k * w, convention=True),
    wrong(G2, "no_lambda", "λ를 곱하지 않은 것 같아요. 기울기는 2λw예요.", lambda w, k: 2 * w),
    wrong(G2, "squares", "제곱을 미분하지 않고 그대로 둔 것 같아요. w²을 미분하면 2w예요.", lambda w, k: k * w**2),
    wrong(G2, "keeps_power", "2를 앞으로 내리고 지수는 줄이지 않은 것 같아요. w²을 미분하면 2w²이 아니라 2w예요.",
          lambda w, k: 2 * k * w**2),
    wrong(G2, "l1", "λ·sign(w)는 L1 페널티의 기울기예요. L2의 기울기는 가중치의 크기에 비례해요.", lambda w, k: k * np.sign(w)),
    wrong(G2, "abs", "절댓값을 씌워 부호가 사라졌어요. 음수 가중치의 기울기는 음수예요.", lambda w, k: 2 * k * np.abs(w)),
    wrong(G2, "negative", "부호가 거꾸로예요. 기울기는 페널티가 커지는 쪽이고, 빼는 일은 경사 하강법이 해요.",
          lambda w, k: -2 * k * w),
    wrong(G2, "unit", "가중치를 노름으로 나눈 것 같아요. 그것은 제곱하지 않은 노름의 기울기예요.",
          lambda w, k: k * w / max(float(np.linalg.norm(np.ravel(w))), 1e-300)),
    wrong(G2, "summed", "기울기를 모두 더한 것 같아요. 결과는 weights와 같은 shape의 배열이어야 해요.",
          lambda w, k: float(2 * k * np.sum(w))),
    wrong(G2, "own_dtype", "정수 배열을 그대로 곱한 것 같아요. 결과가 정수 배열이 되거나 넘칠 수 있어요. 먼저 float64로 바꾸세요.",
          lambda w, k: 2 * k * w, raw=True),
    mistake(G2, "in_place", "`*=`로 받은 weights를 바꾼 것 같아요. 기울기는 새 배열에 담아 돌려주세요.")(l2_gradient__in_place),
)  # fmt: skip
G2_CHECKED = badly_checked(G2, lambda w, k: 2 * k * w)

# --- soft_threshold -----------------------------------------------------------------------


def soft_threshold__in_place(weights: Any, t: float) -> Any:
    if t < 0:
        raise ValueError("t")
    weights = weights if weights.dtype == np.float64 and weights.flags.writeable else real(weights).copy()
    weights -= np.clip(weights, -t, t)
    return weights


def soft(w: Any, t: float) -> Any:
    """The right result."""
    return np.sign(w) * np.maximum(np.abs(w) - t, 0.0)


def soft_threshold__alias_at_zero(weights: Any, t: float) -> Any:
    if t < 0:
        raise ValueError("t")
    return real(weights) if t == 0 else soft(real(weights), t)


SOFT_BANK = (
    wrong(SOFT, "no_max", "0을 지나쳐 부호가 뒤집혔어요. |w|가 t보다 작으면 음수가 되니, np.maximum으로 0에서 멈추세요.",
          lambda w, t: np.sign(w) * (np.abs(w) - t)),
    wrong(SOFT, "hard", "t보다 작은 것만 0으로 하고 나머지는 그대로 둔 것 같아요(경성 임계값). 남는 가중치도 t만큼 줄여야 해요.",
          lambda w, t: np.where(np.abs(w) > t, w, 0.0)),
    wrong(SOFT, "no_sign", "부호를 되돌리지 않은 것 같아요. 줄인 크기에 np.sign(weights)를 곱하세요.",
          lambda w, t: np.maximum(np.abs(w) - t, 0.0)),
    wrong(SOFT, "np_max", "np.max는 배열에서 가장 큰 값을 고르고, 둘째 인자는 축이에요. 원소마다 0과 견주려면 np.maximum을 쓰세요.",
          lambda w, t: np.sign(w) * np.max(np.abs(w) - t, 0)),
    wrong(SOFT, "python_max", "파이썬의 max는 배열을 원소마다 견주지 못해요. np.maximum을 쓰세요.",
          lambda w, t: np.sign(w) * max(np.abs(w) - t, 0)),
    wrong(SOFT, "positive_only", "절댓값 없이 t를 뺀 것 같아요. 그러면 음수 가중치가 모두 0이 돼요.", lambda w, t: np.maximum(w - t, 0.0)),
    wrong(SOFT, "clips", "np.clip은 −t와 t 사이로 자를 뿐이에요. 여기서는 0 쪽으로 t만큼 당긴 나머지가 필요해요.",
          lambda w, t: np.clip(w, -t, t)),
    wrong(SOFT, "grows", "t를 빼지 않고 더한 것 같아요. 가중치의 크기는 줄어야 해요.", lambda w, t: np.sign(w) * (np.abs(w) + t)),
    wrong(SOFT, "shrinks", "모두 같은 비율로 줄인 것 같아요. 그것은 L2의 일이고, 그렇게는 0이 되지 않아요.", lambda w, t: w / (1 + t)),
    wrong(SOFT, "divides", "1 − t / |w|를 구하면 가중치가 0일 때 NaN이 돼요. |w|로 나누지 않는 식을 쓰세요.",
          lambda w, t: w * np.maximum(1 - t / np.abs(w), 0.0)),
    wrong(SOFT, "nearly_zero", "0이어야 할 값이 아주 작은 수로 남아요. 정확히 0.0이어야 해요. 분모에 작은 수를 더하지 않았나요?",
          lambda w, t: w * np.maximum(1 - t / (np.abs(w) + 1e-12), 1e-12)),
    wrong(SOFT, "own_dtype", "정수 배열을 그대로 뺀 것 같아요. 부호 없는 정수는 0 아래로 못 내려가고, 결과도 정수가 돼요. 먼저 float64로 바꾸세요.",
          soft, raw=True),
    mistake(SOFT, "alias_at_zero", "t = 0일 때 받은 배열을 그대로 돌려준 것 같아요. 이때도 새 배열이어야 하니 복사하세요.")(
        soft_threshold__alias_at_zero
    ),
    mistake(SOFT, "in_place", "받은 weights를 바꾼 것 같아요. 결과는 새 배열에 담아 돌려주세요.")(soft_threshold__in_place),
)  # fmt: skip
SOFT_CHECKED = badly_checked(SOFT, soft)

# The unit's loader looks at the module's names.
for _code in (*L1_BANK, *L1_CHECKED, *L2_BANK, *L2_CHECKED, *LOSS_BANK, *G1_BANK, *G1_CHECKED, *G2_BANK, *G2_CHECKED,
              *SOFT_BANK, *SOFT_CHECKED):  # fmt: skip
    globals()[f"{_code.__mistake__.exercise}__{_code.__mistake__.key}"] = _code
del _code
