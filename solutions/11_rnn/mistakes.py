"""Wrong answers of unit 11, each with what we tell its author, the likeliest first.

Most share a right answer cut into small steps, of which each gets one wrong.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.spec import mistake


def fit(x: Any, h: Any, Wx: Any, Wh: Any, b: Any) -> list[Any]:
    """All as float64, after a look at the sizes."""
    x, h, Wx, Wh, b = (np.asarray(item, dtype=np.float64) for item in (x, h, Wx, Wh, b))
    if x.shape[-1] != Wx.shape[0]:
        raise ValueError("D of x and Wx")
    if h.shape[-1] != Wx.shape[1] or Wh.shape != (h.shape[-1],) * 2 or b.shape != h.shape[-1:]:
        raise ValueError("H of h_prev, Wx, Wh and b")
    if x.shape[:-1] != h.shape[:-1]:
        raise ValueError("N of x and h_prev")
    return [x, h, Wx, Wh, b]


def step(x: Any, h: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    """One right step: the next state."""
    x, h, Wx, Wh, b = fit(x, h, Wx, Wh, b)
    return np.tanh(x @ Wx + h @ Wh + b)


def loop(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    """All right states."""
    h = np.asarray(h0, dtype=np.float64)
    states = np.zeros((len(X), *h.shape))
    for t, x in enumerate(X):
        h = states[t] = step(x, h, Wx, Wh, b)
    return states


def last(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    """The right last state."""
    return loop(X, h0, Wx, Wh, b)[-1] if len(X) else np.array(h0, dtype=np.float64)


def spread(b: Any, Wx: Any) -> Any:
    """b as NumPy would take it where nobody looks: a single number is used for all units."""
    return np.repeat(b, np.shape(Wx)[1]) if np.shape(b) == (1,) else b


def nameless(function: Any, *arguments: Any) -> Any:
    """What a right function gives, but for the words of its ValueError."""
    try:
        return function(*arguments)
    except ValueError:
        raise ValueError("크기가 맞지 않습니다.") from None


def packed(h_next: Any, x: Any, h_prev: Any, Wx: Any, Wh: Any) -> Any:
    """A right pair from a state that may be wrong."""
    return h_next, (x, h_prev, h_next, Wx, Wh)


# --- rnn_forward --------------------------------------------------------------------------


@mistake(
    "rnn_forward", "wh_left",
    "Wh를 상태의 왼쪽에서 곱한 것 같아요(Wh @ h, 또는 h @ Wh.T). 행 벡터로 쓰는 이 단원에서는 h_prev @ Wh예요. "
    "Wh가 대칭이면 드러나지 않는 실수예요.",
)  # fmt: skip
def rnn_forward__wh_left(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = fit(x, h_prev, Wx, Wh, b)
    return packed(np.tanh(x @ Wx + h_prev @ Wh.T + b), x, h_prev, Wx, Wh)


@mistake("rnn_forward", "no_bias", "편향 b를 더하지 않은 것 같아요. x @ Wx + h_prev @ Wh에 b까지 더한 다음 tanh를 취하세요.")
def rnn_forward__no_bias(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = fit(x, h_prev, Wx, Wh, b)
    return packed(np.tanh(x @ Wx + h_prev @ Wh), x, h_prev, Wx, Wh)


@mistake("rnn_forward", "bias_outside", "b를 tanh 밖에서 더한 것 같아요. 그러면 상태가 −1과 1 사이를 벗어날 수 있어요. tanh 안에서 더하세요.")
def rnn_forward__bias_outside(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = fit(x, h_prev, Wx, Wh, b)
    return packed(np.tanh(x @ Wx + h_prev @ Wh) + b, x, h_prev, Wx, Wh)


@mistake("rnn_forward", "no_state", "이전 상태 h_prev를 쓰지 않은 것 같아요. h_prev @ Wh가 있어야 지난 시점을 기억해요.")
def rnn_forward__no_state(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = fit(x, h_prev, Wx, Wh, b)
    return packed(np.tanh(x @ Wx + b) + 0.0 * h_prev, x, h_prev, Wx, Wh)


@mistake("rnn_forward", "tanh_on_state_only", "tanh를 이전 상태의 항에만 취한 것 같아요. 세 항을 모두 더한 다음 한꺼번에 취하세요.")
def rnn_forward__tanh_on_state_only(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = fit(x, h_prev, Wx, Wh, b)
    return packed(x @ Wx + np.tanh(h_prev @ Wh + b), x, h_prev, Wx, Wh)


@mistake("rnn_forward", "two_tanhs", "입력의 항과 상태의 항에 tanh를 따로 취해 더한 것 같아요. 세 항을 먼저 더하고 tanh는 한 번만 취하세요.")
def rnn_forward__two_tanhs(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = fit(x, h_prev, Wx, Wh, b)
    return packed(np.tanh(x @ Wx) + np.tanh(h_prev @ Wh + b), x, h_prev, Wx, Wh)


@mistake("rnn_forward", "no_tanh", "tanh를 빠뜨린 것 같아요. 지금은 세 항의 합이 그대로 나와요.")
def rnn_forward__no_tanh(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = fit(x, h_prev, Wx, Wh, b)
    return packed(x @ Wx + h_prev @ Wh + b, x, h_prev, Wx, Wh)


@mistake("rnn_forward", "sigmoid", "tanh 대신 시그모이드를 쓴 것 같아요. 음수인 상태가 하나도 나오지 않아요. np.tanh를 쓰세요.")
def rnn_forward__sigmoid(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = fit(x, h_prev, Wx, Wh, b)
    return packed(0.5 + 0.5 * np.tanh(0.5 * (x @ Wx + h_prev @ Wh + b)), x, h_prev, Wx, Wh)


@mistake("rnn_forward", "exp_tanh", "tanh를 지수로 직접 구한 것 같아요. 값이 크면 exp가 넘쳐 NaN이 돼요. np.tanh를 쓰세요.")
def rnn_forward__exp_tanh(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = fit(x, h_prev, Wx, Wh, b)
    z = x @ Wx + h_prev @ Wh + b
    return packed((np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)), x, h_prev, Wx, Wh)


@mistake("rnn_forward", "adds_old_state", "tanh의 결과에 이전 상태를 한 번 더 더한 것 같아요. 이전 상태는 h_prev @ Wh로만 들어가요.")
def rnn_forward__adds_old_state(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = fit(x, h_prev, Wx, Wh, b)
    return packed(h_prev + np.tanh(x @ Wx + h_prev @ Wh + b), x, h_prev, Wx, Wh)


@mistake("rnn_forward", "no_cache", "h_next만 돌려준 것 같아요. (h_next, cache)처럼 두 개를 묶은 튜플이어야 해요.")
def rnn_forward__no_cache(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return step(x, h_prev, Wx, Wh, b)


@mistake("rnn_forward", "cache_order", "cache의 순서가 다른 것 같아요. (x, h_prev, h_next, Wx, Wh) 순서로 담으세요.")
def rnn_forward__cache_order(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h_next = step(x, h_prev, Wx, Wh, b)
    return h_next, (x, h_prev, Wx, Wh, h_next)


@mistake("rnn_forward", "cache_state_first", "cache의 순서가 다른 것 같아요. h_next가 맨 앞이 아니라 셋째예요. (x, h_prev, h_next, Wx, Wh) 순서로 담으세요.")
def rnn_forward__cache_state_first(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h_next = step(x, h_prev, Wx, Wh, b)
    return h_next, (h_next, h_prev, x, Wx, Wh)


@mistake("rnn_forward", "cache_by_products", "cache의 순서가 다른 것 같아요. 곱하는 것끼리 짝짓지 말고 (x, h_prev, h_next, Wx, Wh) 순서로 담으세요.")
def rnn_forward__cache_by_products(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h_next = step(x, h_prev, Wx, Wh, b)
    return h_next, (x, Wx, h_prev, Wh, h_next)


@mistake("rnn_forward", "cache_states_swapped", "cache에서 h_prev와 h_next의 자리가 바뀐 것 같아요. (x, h_prev, h_next, Wx, Wh) 순서로 담으세요.")
def rnn_forward__cache_states_swapped(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h_next = step(x, h_prev, Wx, Wh, b)
    return h_next, (x, h_next, h_prev, Wx, Wh)


@mistake("rnn_forward", "cache_arguments", "cache에 받은 인자만 담은 것 같아요. b 대신 h_next를 셋째에 담아 (x, h_prev, h_next, Wx, Wh)로 만드세요.")
def rnn_forward__cache_arguments(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return step(x, h_prev, Wx, Wh, b), (x, h_prev, Wx, Wh, b)


@mistake(
    "rnn_forward", "cache_arguments_first",
    "cache에 받은 인자 다섯 개를 먼저 담고 h_next를 덧붙인 것 같아요. b는 담지 않고, (x, h_prev, h_next, Wx, Wh) 순서로 다섯 개만 담으세요.",
)  # fmt: skip
def rnn_forward__cache_arguments_first(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h_next = step(x, h_prev, Wx, Wh, b)
    return h_next, (x, h_prev, Wx, Wh, b, h_next)


@mistake("rnn_forward", "cache_list", "cache를 튜플이 아니라 리스트로 만든 것 같아요. 대괄호 대신 소괄호로 묶은 (x, h_prev, h_next, Wx, Wh)를 돌려주세요.")
def rnn_forward__cache_list(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h_next = step(x, h_prev, Wx, Wh, b)
    return h_next, [x, h_prev, h_next, Wx, Wh]


@mistake("rnn_forward", "cache_with_b", "cache에 b까지 담은 것 같아요. (x, h_prev, h_next, Wx, Wh) 다섯 개만 담으세요.")
def rnn_forward__cache_with_b(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h_next = step(x, h_prev, Wx, Wh, b)
    return h_next, (x, h_prev, h_next, Wx, Wh, b)


@mistake("rnn_forward", "cache_sum", "cache의 셋째가 tanh를 취하기 전의 합인 것 같아요. 그 자리에는 h_next를 담으세요.")
def rnn_forward__cache_sum(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = fit(x, h_prev, Wx, Wh, b)
    total = x @ Wx + h_prev @ Wh + b
    return np.tanh(total), (x, h_prev, total, Wx, Wh)


@mistake(
    "rnn_forward", "small_integers",
    "정수 배열을 float64로 바꾸지 않고 계산한 것 같아요. 8비트 정수의 곱은 범위를 넘으면 엉뚱한 수가 되고, np.tanh는 int8을 받으면 float16을 돌려줘요. "
    "계산하기 전에 다섯 인자를 모두 float64로 바꾸세요.",
)  # fmt: skip
def rnn_forward__small_integers(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    fit(x, h_prev, Wx, Wh, b)
    return packed(np.tanh(x @ Wx + h_prev @ Wh + b), x, h_prev, Wx, Wh)


@mistake(
    "rnn_forward", "cast_after_product",
    "정수 배열을 곱한 다음에 float64로 바꾼 것 같아요. 8비트 정수의 곱은 범위를 넘으면 엉뚱한 수가 돼요. 곱하기 전에 바꾸세요.",
)  # fmt: skip
def rnn_forward__cast_after_product(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    fit(x, h_prev, Wx, Wh, b)
    return packed(np.tanh((x @ Wx + h_prev @ Wh + b).astype(np.float64)), x, h_prev, Wx, Wh)


@mistake(
    "rnn_forward", "overwrites",
    "h_prev를 제자리에서 바꾼 것 같아요. 부르는 쪽의 배열까지 바뀌어요. 새 배열에 계산하세요.",
)  # fmt: skip
def rnn_forward__overwrites(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h_next = step(x, h_prev, Wx, Wh, b)
    old = np.array(h_prev, dtype=np.float64)
    if h_prev.dtype == np.float64 and h_prev.flags.writeable:
        h_prev[...] = h_next
    return packed(h_next, x, old, Wx, Wh)


@mistake(
    "rnn_forward", "no_size_check",
    "크기를 확인하지 않은 것 같아요. b가 (1,)이거나 N이 1이면 NumPy가 조용히 브로드캐스팅해서 엉뚱한 답이 나와요.",
)  # fmt: skip
def rnn_forward__no_size_check(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = (np.asarray(item, dtype=np.float64) for item in (x, h_prev, Wx, Wh, b))
    return packed(np.tanh(x @ Wx + h_prev @ Wh + b), x, h_prev, Wx, Wh)


@mistake(
    "rnn_forward", "n_unchecked",
    "N을 확인하지 않은 것 같아요. h_prev가 (1, H)이면 조용히 브로드캐스팅돼요. x와 h_prev에서 마지막 축을 뺀 shape를 견주세요.",
)  # fmt: skip
def rnn_forward__n_unchecked(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    x, h_prev, Wx, Wh, b = (np.asarray(item, dtype=np.float64) for item in (x, h_prev, Wx, Wh, b))
    if x.shape[-1] != Wx.shape[0]:
        raise ValueError("D of x and Wx")
    if h_prev.shape[-1] != Wx.shape[1] or Wh.shape != (h_prev.shape[-1],) * 2 or b.shape != h_prev.shape[-1:]:
        raise ValueError("H of h_prev, Wx, Wh and b")
    if x.shape[:-1] != h_prev.shape[:-1] and 1 not in (*x.shape[:-1], *h_prev.shape[:-1]):
        raise ValueError("N of x and h_prev")  # NumPy's own error of a shape that does not broadcast
    return packed(np.tanh(x @ Wx + h_prev @ Wh + b), x, h_prev, Wx, Wh)


@mistake(
    "rnn_forward", "b_unchecked",
    "b의 크기를 확인하지 않은 것 같아요. b가 (1,)이면 NumPy가 조용히 H개로 늘려요. b.shape가 (H,)인지 보고 ValueError를 내세요.",
)  # fmt: skip
def rnn_forward__b_unchecked(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    fit(x, h_prev, Wx, Wh, np.zeros(Wx.shape[1]))
    x, h_prev, Wx, Wh, b = (np.asarray(item, dtype=np.float64) for item in (x, h_prev, Wx, Wh, b))
    return packed(np.tanh(x @ Wx + h_prev @ Wh + b), x, h_prev, Wx, Wh)


@mistake(
    "rnn_forward", "wh_unchecked",
    "Wh의 크기를 확인하지 않은 것 같아요. Wh가 (H, 1)이면 h_prev @ Wh가 조용히 브로드캐스팅돼요. Wh.shape가 (H, H)인지 보고 ValueError를 내세요.",
)  # fmt: skip
def rnn_forward__wh_unchecked(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    fit(x, h_prev, Wx, np.zeros((Wx.shape[1],) * 2), b)
    x, h_prev, Wx, Wh, b = (np.asarray(item, dtype=np.float64) for item in (x, h_prev, Wx, Wh, b))
    return packed(np.tanh(x @ Wx + h_prev @ Wh + b), x, h_prev, Wx, Wh)


@mistake(
    "rnn_forward", "nameless_error",
    "ValueError의 메시지에 어느 인자가 문제인지 없는 것 같아요. x, h_prev, Wx, Wh, b나 축의 글자 D, H, N을 적어 주세요.",
)  # fmt: skip
def rnn_forward__nameless_error(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    try:
        h_next = step(x, h_prev, Wx, Wh, b)
    except ValueError:
        raise ValueError("크기가 맞지 않습니다.") from None
    return packed(h_next, x, h_prev, Wx, Wh)


# --- rnn_states ---------------------------------------------------------------------------


@mistake("rnn_states", "h0_every_step", "시점마다 h0에서 다시 출발한 것 같아요. 방금 구한 상태를 다음 시점에 넘기세요.")
def rnn_states__h0_every_step(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return np.array([step(x, h0, Wx, Wh, b) for x in X]).reshape(len(X), *np.shape(h0))


@mistake("rnn_states", "starts_at_zero", "h0을 쓰지 않고 0에서 출발한 것 같아요. 첫 시점의 이전 상태는 h0이에요.")
def rnn_states__starts_at_zero(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return loop(X, np.zeros(np.shape(h0)), Wx, Wh, b)


@mistake("rnn_states", "reversed_time", "시퀀스를 뒤에서부터 읽은 것 같아요. X[0]이 첫 시점이에요.")
def rnn_states__reversed_time(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return loop(X[::-1], h0, Wx, Wh, b)


@mistake("rnn_states", "results_reversed", "상태는 맞지만 거꾸로 쌓은 것 같아요. 결과의 0번이 첫 시점의 상태예요.")
def rnn_states__results_reversed(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return loop(X, h0, Wx, Wh, b)[::-1].copy()


@mistake("rnn_states", "one_late", "상태를 갱신하기 전에 담은 것 같아요. 결과의 0번이 h0이고 마지막 상태가 빠졌어요.")
def rnn_states__one_late(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    start = np.array(h0, dtype=np.float64)[None]
    return np.concatenate([start, loop(X, h0, Wx, Wh, b)])[: len(X)]


@mistake("rnn_states", "with_h0", "h0까지 함께 담은 것 같아요. 결과는 T개의 상태이고, 0번은 첫 입력을 읽은 뒤의 상태예요.")
def rnn_states__with_h0(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return np.concatenate([np.array(h0, dtype=np.float64)[None], loop(X, h0, Wx, Wh, b)])


@mistake(
    "rnn_states", "same_buffer",
    "같은 배열 하나를 되풀이해서 담은 것 같아요. 모든 시점이 마지막 상태와 같아져요. 시점마다 새 배열을 담거나 복사하세요.",
)  # fmt: skip
def rnn_states__same_buffer(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    states = loop(X, h0, Wx, Wh, b)
    return np.repeat(states[-1:], len(states), axis=0)


@mistake("rnn_states", "first_input_only", "시점마다 X[0]을 넣은 것 같아요. 시점 t에는 X[t]를 넣으세요.")
def rnn_states__first_input_only(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return loop(np.repeat(X[:1], len(X), axis=0), h0, Wx, Wh, b)


@mistake("rnn_states", "only_last", "마지막 상태만 돌려준 것 같아요. 여기서는 모든 시점의 상태를 (T, H)나 (T, N, H)로 쌓으세요.")
def rnn_states__only_last(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return last(X, h0, Wx, Wh, b)


@mistake(
    "rnn_states", "batch_first",
    "X를 (N, T, D)로 읽은 것 같아요. batch_first라고 부르는 약속이에요. 이 단원의 약속은 시점이 맨 앞인 (T, N, D)예요.",
    convention=True,
)  # fmt: skip
def rnn_states__batch_first(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    if np.ndim(X) == 2:
        return loop(X, h0, Wx, Wh, b)
    return np.swapaxes(loop(np.swapaxes(X, 0, 1), h0, Wx, Wh, b), 0, 1).copy()


@mistake("rnn_states", "time_after_batch", "배치 결과의 축 순서가 (N, T, H)인 것 같아요. 이 단원의 약속은 시점이 맨 앞인 (T, N, H)예요.",
         convention=True)  # fmt: skip
def rnn_states__time_after_batch(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    states = loop(X, h0, Wx, Wh, b)
    return states if states.ndim == 2 else np.swapaxes(states, 0, 1).copy()


@mistake("rnn_states", "integer_states", "결과 배열의 dtype을 X에서 물려받은 것 같아요. X가 정수면 상태의 소수 부분이 모두 잘려요. float64로 만드세요.")
def rnn_states__integer_states(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return loop(X, h0, Wx, Wh, b).astype(np.asarray(X).dtype)


@mistake("rnn_states", "integer_from_h0", "결과 배열의 dtype을 h0에서 물려받은 것 같아요. h0이 정수면 결과도 정수가 돼요. float64로 만드세요.")
def rnn_states__integer_from_h0(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return loop(X, h0, Wx, Wh, b).astype(np.asarray(h0).dtype)


@mistake(
    "rnn_states", "keeps_the_pair",
    "rnn_forward가 돌려준 (상태, cache) 튜플을 통째로 상태로 쓴 것 같아요. `h, _ = rnn_forward(…)`처럼 둘로 나누어 받으세요.",
)  # fmt: skip
def rnn_states__keeps_the_pair(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h: Any = h0
    states = np.zeros((len(X), *np.shape(h0)))
    for t, x in enumerate(X):
        h = packed(step(x, h, Wx, Wh, b), x, h, Wx, Wh)
        states[t] = h
    return states


@mistake("rnn_states", "no_empty", "T = 0일 때 쌓을 상태가 없어 np.stack이 오류를 낸 것 같아요. 크기가 (0, H)나 (0, N, H)인 배열을 돌려주세요.")
def rnn_states__no_empty(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return np.stack(list(loop(X, h0, Wx, Wh, b)))


@mistake("rnn_states", "flat_empty", "T = 0일 때 shape가 (0,)인 것 같아요. np.array([])는 H와 N을 모르니 (0, H)나 (0, N, H)로 만드세요.")
def rnn_states__flat_empty(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return np.array(list(loop(X, h0, Wx, Wh, b)))


@mistake("rnn_states", "overwrites", "h0을 제자리에서 바꾼 것 같아요. 부르는 쪽의 배열까지 바뀌어요. 상태를 새 변수에 담으세요.")
def rnn_states__overwrites(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    states = loop(X, h0, Wx, Wh, b)
    if len(X) and h0.dtype == np.float64 and h0.flags.writeable:
        h0[...] = states[-1]
    return states


@mistake(
    "rnn_states", "no_size_check",
    "크기를 확인하지 않고 식을 직접 쓴 것 같아요. (1, H)인 h0이나 (1,)인 b는 조용히 브로드캐스팅돼요. rnn_forward를 부르면 확인까지 해 줘요.",
)  # fmt: skip
def rnn_states__no_size_check(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h = np.asarray(h0, dtype=np.float64)
    states = []
    for x in np.asarray(X, dtype=np.float64):
        h = np.tanh(x @ np.asarray(Wx, dtype=np.float64) + h @ np.asarray(Wh, dtype=np.float64) + b)
        states.append(h)
    return np.array(states).reshape(len(X), *h.shape)


@mistake(
    "rnn_states", "b_unchecked",
    "b의 크기를 확인하지 않은 것 같아요. b가 (1,)이면 NumPy가 조용히 H개로 늘려요. rnn_forward를 부르면 확인까지 해 줘요.",
)  # fmt: skip
def rnn_states__b_unchecked(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return loop(X, h0, Wx, Wh, spread(b, Wx))


@mistake(
    "rnn_states", "nameless_error",
    "ValueError의 메시지에 어느 인자가 문제인지 없는 것 같아요. X, h0, Wx, Wh, b나 축의 글자 D, H, N을 적어 주세요. rnn_forward가 낸 오류라면 그쪽 메시지를 고치세요.",
)  # fmt: skip
def rnn_states__nameless_error(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return nameless(loop, X, h0, Wx, Wh, b)


# --- rnn_sequence -------------------------------------------------------------------------


@mistake("rnn_sequence", "all_states", "모든 시점의 상태를 돌려준 것 같아요. 여기서는 마지막 상태 하나만 돌려주세요.")
def rnn_sequence__all_states(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return loop(X, h0, Wx, Wh, b)


@mistake("rnn_sequence", "first_state", "첫 시점의 상태를 돌려준 것 같아요. 반복문 안에서 return했거나 [0]을 고른 것은 아닌가요?")
def rnn_sequence__first_state(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return last(X[:1], h0, Wx, Wh, b)


@mistake("rnn_sequence", "skips_last", "마지막 시점을 읽지 않은 것 같아요. range(T − 1)이 아니라 range(T)예요.")
def rnn_sequence__skips_last(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return last(X[:-1], h0, Wx, Wh, b)


@mistake("rnn_sequence", "h0_every_step", "시점마다 h0에서 다시 출발한 것 같아요. 그러면 마지막 입력만 남아요.")
def rnn_sequence__h0_every_step(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return last(X[-1:], h0, Wx, Wh, b)


@mistake("rnn_sequence", "starts_at_zero", "h0을 쓰지 않고 0에서 출발한 것 같아요. 첫 시점의 이전 상태는 h0이에요.")
def rnn_sequence__starts_at_zero(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return last(X, np.zeros(np.shape(h0)), Wx, Wh, b)


@mistake("rnn_sequence", "reversed_time", "시퀀스를 뒤에서부터 읽은 것 같아요. X[0]이 첫 시점이에요.")
def rnn_sequence__reversed_time(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return last(X[::-1], h0, Wx, Wh, b)


@mistake("rnn_sequence", "mean_state", "모든 시점의 평균을 돌려준 것 같아요. 마지막 시점의 상태만 고르세요.")
def rnn_sequence__mean_state(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return loop(X, h0, Wx, Wh, b).mean(axis=0) if len(X) else np.array(h0, dtype=np.float64)


@mistake("rnn_sequence", "last_of_another_axis", "시점이 아닌 축에서 마지막을 고른 것 같아요. [:, -1]이 아니라 [-1]이에요.")
def rnn_sequence__last_of_another_axis(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return loop(X, h0, Wx, Wh, b)[:, -1].copy()


@mistake("rnn_sequence", "with_cache", "(상태, cache) 튜플을 그대로 돌려준 것 같아요. rnn_forward가 돌려준 둘 가운데 상태만 고르세요.")
def rnn_sequence__with_cache(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    before = last(X[:-1], h0, Wx, Wh, b)
    return packed(last(X, h0, Wx, Wh, b), np.array(X[-1]), before, Wx, Wh) if len(X) else before


@mistake("rnn_sequence", "tanh_at_the_end", "tanh를 마지막에 한 번만 취한 것 같아요. 시점마다 취해야 해요.")
def rnn_sequence__tanh_at_the_end(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h = np.array(h0, dtype=np.float64)
    for x in X:
        x, h, Wx, Wh, b = fit(x, h, Wx, Wh, b)
        h = x @ Wx + h @ Wh + b
    return np.tanh(h) if len(X) else h


@mistake(
    "rnn_sequence", "batch_first",
    "X를 (N, T, D)로 읽은 것 같아요. batch_first라고 부르는 약속이에요. 이 단원의 약속은 시점이 맨 앞인 (T, N, D)예요.",
    convention=True,
)  # fmt: skip
def rnn_sequence__batch_first(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return last(np.swapaxes(X, 0, 1) if np.ndim(X) == 3 else X, h0, Wx, Wh, b)


@mistake("rnn_sequence", "empty_alias", "T = 0일 때 h0 자체를 돌려준 것 같아요. 나중에 한쪽을 고치면 다른 쪽도 바뀌니 복사본을 돌려주세요.")
def rnn_sequence__empty_alias(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return last(X, h0, Wx, Wh, b) if len(X) else np.asarray(h0, dtype=np.float64)


@mistake("rnn_sequence", "empty_zero", "T = 0일 때 0을 돌려준 것 같아요. 아무것도 읽지 않았으면 상태는 h0 그대로예요.")
def rnn_sequence__empty_zero(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return last(X, h0, Wx, Wh, b) if len(X) else np.zeros(np.shape(h0))


@mistake("rnn_sequence", "empty_fails", "T = 0일 때 states[-1]이 IndexError를 낸 것 같아요. 읽을 것이 없으면 h0의 복사본을 돌려주세요.")
def rnn_sequence__empty_fails(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return loop(X, h0, Wx, Wh, b)[-1]


@mistake("rnn_sequence", "empty_integer", "T = 0이고 h0이 정수 배열이면 결과도 정수예요. float64로 바꾼 복사본을 돌려주세요.")
def rnn_sequence__empty_integer(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return last(X, h0, Wx, Wh, b) if len(X) else np.copy(h0)


@mistake("rnn_sequence", "overwrites", "h0을 제자리에서 바꾼 것 같아요. 부르는 쪽의 배열까지 바뀌어요. 상태를 새 변수에 담으세요.")
def rnn_sequence__overwrites(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    result = last(X, h0, Wx, Wh, b)
    if len(X) and h0.dtype == np.float64 and h0.flags.writeable:
        h0[...] = result
    return result


@mistake(
    "rnn_sequence", "no_size_check",
    "크기를 확인하지 않고 식을 직접 쓴 것 같아요. (1, H)인 h0이나 (1,)인 b는 조용히 브로드캐스팅돼요. rnn_forward를 부르면 확인까지 해 줘요.",
)  # fmt: skip
def rnn_sequence__no_size_check(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h = np.array(h0, dtype=np.float64)
    for x in np.asarray(X, dtype=np.float64):
        h = np.tanh(x @ np.asarray(Wx, dtype=np.float64) + h @ np.asarray(Wh, dtype=np.float64) + b)
    return h


@mistake(
    "rnn_sequence", "b_unchecked",
    "b의 크기를 확인하지 않은 것 같아요. b가 (1,)이면 NumPy가 조용히 H개로 늘려요. rnn_forward를 부르면 확인까지 해 줘요.",
)  # fmt: skip
def rnn_sequence__b_unchecked(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return last(X, h0, Wx, Wh, spread(b, Wx))


@mistake(
    "rnn_sequence", "nameless_error",
    "ValueError의 메시지에 어느 인자가 문제인지 없는 것 같아요. X, h0, Wx, Wh, b나 축의 글자 D, H, N을 적어 주세요. rnn_forward가 낸 오류라면 그쪽 메시지를 고치세요.",
)  # fmt: skip
def rnn_sequence__nameless_error(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return nameless(last, X, h0, Wx, Wh, b)
