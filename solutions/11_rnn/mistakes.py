"""Wrong answers of unit 11, each with what we tell its author, the likeliest first."""

import numpy as np
from autograder.authoring import edit, rewrite

STEP, STATES, SEQUENCE, BPTT = "rnn_forward", "rnn_states", "rnn_sequence", "backward_through_time"
# Steps of rnn_forward.
CAST = "(np.asarray(item, dtype=np.float64) for item in (x, h_prev, Wx, Wh, b))"
D_CHECK, N_CHECK = "if x.shape[-1] != D:", "if x.shape[:-1] != h_prev.shape[:-1]:"
B_CHECK, WH_CHECK = " or b.shape != (H,)", " or Wh.shape != (H, H)"
H_CHECK = f"if h_prev.shape[-1] != H{WH_CHECK}{B_CHECK}:"
TANH, CACHE = "np.tanh(x @ Wx + h_prev @ Wh + b)", "(x, h_prev, h_next, Wx, Wh)"
# Steps of rnn_states and of rnn_sequence.
CALL, KEPT, EMPTY = "rnn_forward(X[t], h, Wx, Wh, b)", "return states", "if len(X) == 0:"
START, ALL = "np.array(h0, dtype=np.float64)", "rnn_states(X, h0, Wx, Wh, b)"
LAST = f"{ALL}[-1]"


def cached(cache):
    """Edits that make another cache, of the arguments as they came."""
    taken = f"x, h_prev, Wx, Wh, b = {CAST}"
    return taken, f"given = x, h_prev, Wx, Wh, b\n    {taken}", f"return h_next, {CACHE}", f"x, h_prev, Wx, Wh, b = given\n    return h_next, {cache}"


def bare(x, h, Wx, Wh, b):
    """A step that looks at no size."""
    return np.tanh(x @ np.asarray(Wx, dtype=np.float64) + h @ np.asarray(Wh, dtype=np.float64) + b)


def spread(b, Wx):
    """b as NumPy would take it where nobody looks: a single number is used for all units."""
    return np.repeat(b, np.shape(Wx)[1]) if np.shape(b) == (1,) else b


def nameless(function, *arguments):
    """What a function gives, but for the words of its ValueError."""
    try:
        return function(*arguments)
    except ValueError:
        raise ValueError("크기가 맞지 않습니다.") from None


def written(result, array):
    """A result that is written over an argument, too."""
    if array.dtype == np.float64 and array.flags.writeable:
        array[...] = result
    return result


MISTAKES = (
    edit(STEP, "wh_left", "h_prev @ Wh +", "h_prev @ Wh.T +",
         says="Wh를 상태의 왼쪽에서 곱한 것 같아요(Wh @ h, 또는 h @ Wh.T). 행 벡터로 쓰는 이 단원에서는 h_prev @ Wh예요. Wh가 대칭이면 드러나지 않는 실수예요."),
    edit(STEP, "no_bias", "Wh + b)", "Wh)", says="편향 b를 더하지 않은 것 같아요. x @ Wx + h_prev @ Wh에 b까지 더한 다음 tanh를 취하세요."),
    edit(STEP, "bias_outside", "Wh + b)", "Wh) + b", says="b를 tanh 밖에서 더한 것 같아요. 그러면 상태가 −1과 1 사이를 벗어날 수 있어요. tanh 안에서 더하세요."),
    edit(STEP, "no_state", "h_prev @ Wh + b", "b", says="이전 상태 h_prev를 쓰지 않은 것 같아요. h_prev @ Wh가 있어야 지난 시점을 기억해요."),
    edit(STEP, "tanh_on_state_only", TANH, "x @ Wx + np.tanh(h_prev @ Wh + b)", says="tanh를 이전 상태의 항에만 취한 것 같아요. 세 항을 모두 더한 다음 한꺼번에 취하세요."),
    edit(STEP, "two_tanhs", TANH, "np.tanh(x @ Wx) + np.tanh(h_prev @ Wh + b)", says="입력의 항과 상태의 항에 tanh를 따로 취해 더한 것 같아요. 세 항을 먼저 더하고 tanh는 한 번만 취하세요."),
    edit(STEP, "no_tanh", TANH, "x @ Wx + h_prev @ Wh + b", says="tanh를 빠뜨린 것 같아요. 지금은 세 항의 합이 그대로 나와요."),
    edit(STEP, "sigmoid", TANH, "0.5 + 0.5 * np.tanh(0.5 * (x @ Wx + h_prev @ Wh + b))", says="tanh 대신 시그모이드를 쓴 것 같아요. 음수인 상태가 하나도 나오지 않아요. np.tanh를 쓰세요."),
    edit(STEP, "exp_tanh", TANH, "(lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)))(x @ Wx + h_prev @ Wh + b)",
         says="tanh를 지수로 직접 구한 것 같아요. 값이 크면 exp가 넘쳐 NaN이 돼요. np.tanh를 쓰세요."),
    edit(STEP, "adds_old_state", TANH, f"h_prev + {TANH}", says="tanh의 결과에 이전 상태를 한 번 더 더한 것 같아요. 이전 상태는 h_prev @ Wh로만 들어가요."),
    edit(STEP, "no_cache", f", {CACHE}", "", says="h_next만 돌려준 것 같아요. (h_next, cache)처럼 두 개를 묶은 튜플이어야 해요."),
    edit(STEP, "cache_order", *cached("(x, h_prev, Wx, Wh, h_next)"), says="cache의 순서가 다른 것 같아요. (x, h_prev, h_next, Wx, Wh) 순서로 담으세요."),
    edit(STEP, "cache_state_first", *cached("(h_next, h_prev, x, Wx, Wh)"), says="cache의 순서가 다른 것 같아요. h_next가 맨 앞이 아니라 셋째예요. (x, h_prev, h_next, Wx, Wh) 순서로 담으세요."),
    edit(STEP, "cache_by_products", *cached("(x, Wx, h_prev, Wh, h_next)"), says="cache의 순서가 다른 것 같아요. 곱하는 것끼리 짝짓지 말고 (x, h_prev, h_next, Wx, Wh) 순서로 담으세요."),
    edit(STEP, "cache_states_swapped", *cached("(x, h_next, h_prev, Wx, Wh)"), says="cache에서 h_prev와 h_next의 자리가 바뀐 것 같아요. (x, h_prev, h_next, Wx, Wh) 순서로 담으세요."),
    edit(STEP, "cache_arguments", *cached("(x, h_prev, Wx, Wh, b)"), says="cache에 받은 인자만 담은 것 같아요. b 대신 h_next를 셋째에 담아 (x, h_prev, h_next, Wx, Wh)로 만드세요."),
    edit(STEP, "cache_arguments_first", *cached("(x, h_prev, Wx, Wh, b, h_next)"),
         says="cache에 받은 인자 다섯 개를 먼저 담고 h_next를 덧붙인 것 같아요. b는 담지 않고, (x, h_prev, h_next, Wx, Wh) 순서로 다섯 개만 담으세요."),
    edit(STEP, "cache_list", *cached("[x, h_prev, h_next, Wx, Wh]"), says="cache를 튜플이 아니라 리스트로 만든 것 같아요. 대괄호 대신 소괄호로 묶은 (x, h_prev, h_next, Wx, Wh)를 돌려주세요."),
    edit(STEP, "cache_with_b", *cached("(x, h_prev, h_next, Wx, Wh, b)"), says="cache에 b까지 담은 것 같아요. (x, h_prev, h_next, Wx, Wh) 다섯 개만 담으세요."),
    edit(STEP, "cache_sum", TANH, "x @ Wx + h_prev @ Wh + b", "return h_next", "return np.tanh(h_next)", says="cache의 셋째가 tanh를 취하기 전의 합인 것 같아요. 그 자리에는 h_next를 담으세요."),
    edit(STEP, "small_integers", CAST, "(x, h_prev, Wx, Wh, b)",
         says="정수 배열을 float64로 바꾸지 않고 계산한 것 같아요. 8비트 정수의 곱은 범위를 넘으면 엉뚱한 수가 되고, np.tanh는 int8을 받으면 float16을 돌려줘요. 계산하기 전에 다섯 인자를 모두 float64로 바꾸세요."),
    edit(STEP, "cast_after_product", CAST, "(x, h_prev, Wx, Wh, b)", TANH, "np.tanh((x @ Wx + h_prev @ Wh + b).astype(np.float64))",
         says="정수 배열을 곱한 다음에 float64로 바꾼 것 같아요. 8비트 정수의 곱은 범위를 넘으면 엉뚱한 수가 돼요. 곱하기 전에 바꾸세요."),
    edit(STEP, "overwrites", *cached("(x, np.array(h_prev, dtype=np.float64), written(h_next, h_prev), Wx, Wh)"),
         says="h_prev를 제자리에서 바꾼 것 같아요. 부르는 쪽의 배열까지 바뀌어요. 새 배열에 계산하세요."),
    edit(STEP, "no_size_check", D_CHECK, "if False:", H_CHECK, "if False:", N_CHECK, "if False:",
         says="크기를 확인하지 않은 것 같아요. b가 (1,)이거나 N이 1이면 NumPy가 조용히 브로드캐스팅해서 엉뚱한 답이 나와요."),
    # Sizes that do not broadcast stay an error, as they are NumPy's own.
    edit(STEP, "n_unchecked", N_CHECK, f"{N_CHECK[:-1]} and 1 not in (*x.shape[:-1], *h_prev.shape[:-1]):",
         says="N을 확인하지 않은 것 같아요. h_prev가 (1, H)이면 조용히 브로드캐스팅돼요. x와 h_prev에서 마지막 축을 뺀 shape를 비교하세요."),
    edit(STEP, "b_unchecked", B_CHECK, "", says="b의 크기를 확인하지 않은 것 같아요. b가 (1,)이면 NumPy가 조용히 H개로 늘려요. b.shape가 (H,)인지 보고 ValueError를 내세요."),
    edit(STEP, "wh_unchecked", WH_CHECK, "", says="Wh의 크기를 확인하지 않은 것 같아요. Wh가 (H, 1)이면 h_prev @ Wh가 조용히 브로드캐스팅돼요. Wh.shape가 (H, H)인지 보고 ValueError를 내세요."),
    edit(STEP, "nameless_error", *cached(CACHE), 'f"D가 다릅니다: x {x.shape}, Wx {Wx.shape}"', "'크기가 맞지 않습니다.'",
         'f"H가 다릅니다: h_prev {h_prev.shape}, Wx {Wx.shape}, Wh {Wh.shape}, b {b.shape}"', "'크기가 맞지 않습니다.'",
         'f"N이 다릅니다: x {x.shape}, h_prev {h_prev.shape}"', "'크기가 맞지 않습니다.'",
         says="ValueError의 메시지에 어느 인자가 문제인지 적혀 있지 않은 것 같아요. x, h_prev, Wx, Wh, b나 축의 글자 D, H, N을 적어 주세요."),

    edit(STATES, "h0_every_step", CALL, "rnn_forward(X[t], h0, Wx, Wh, b)", says="시점마다 h0에서 다시 출발한 것 같아요. 방금 구한 상태를 다음 시점에 넘기세요."),
    edit(STATES, "starts_at_zero", "h = h0", "h = np.zeros(np.shape(h0))", says="h0을 쓰지 않고 0에서 출발한 것 같아요. 첫 시점의 이전 상태는 h0이에요."),
    edit(STATES, "reversed_time", "X[t]", "X[-1 - t]", says="시퀀스를 뒤에서부터 읽은 것 같아요. X[0]이 첫 시점이에요."),
    edit(STATES, "results_reversed", KEPT, "return states[::-1].copy()", says="상태는 맞지만 거꾸로 쌓은 것 같아요. 결과의 0번이 첫 시점의 상태예요."),
    edit(STATES, "one_late", f"h, _ = {CALL}\n        states[t] = h", f"states[t] = h\n        h, _ = {CALL}", says="상태를 갱신하기 전에 담은 것 같아요. 결과의 0번이 h0이고 마지막 상태가 빠졌어요."),
    edit(STATES, "with_h0", KEPT, f"return np.concatenate([{START}[None], states])", says="h0까지 함께 담은 것 같아요. 결과는 T개의 상태이고, 0번은 첫 입력을 읽은 뒤의 상태예요."),
    edit(STATES, "same_buffer", KEPT, "return np.repeat(states[-1:], len(states), axis=0)",
         says="같은 배열 하나를 되풀이해서 담은 것 같아요. 모든 시점이 마지막 상태와 같아져요. 시점마다 새 배열을 담거나 복사하세요."),
    edit(STATES, "first_input_only", "X[t]", "X[0]", says="시점마다 X[0]을 넣은 것 같아요. 시점 t에는 X[t]를 넣으세요."),
    edit(STATES, "only_last", KEPT, f"return states[-1] if len(X) else {START}", says="마지막 상태만 돌려준 것 같아요. 여기서는 모든 시점의 상태를 (T, H)나 (T, N, H)로 쌓으세요."),
    edit(STATES, "batch_first", "states = np", "X = np.swapaxes(X, 0, 1) if np.ndim(X) == 3 else X\n    states = np",
         KEPT, "return np.swapaxes(states, 0, 1).copy() if np.ndim(X) == 3 else states",
         convention=True, says="X를 (N, T, D)로 읽은 것 같아요. batch_first라고 부르는 약속이에요. 이 단원의 약속은 시점이 맨 앞인 (T, N, D)예요."),
    edit(STATES, "time_after_batch", KEPT, "return np.swapaxes(states, 0, 1).copy() if np.ndim(X) == 3 else states", convention=True,
         says="배치 결과의 축 순서가 (N, T, H)인 것 같아요. 이 단원의 약속은 시점이 맨 앞인 (T, N, H)예요."),
    edit(STATES, "integer_states", KEPT, "return states.astype(np.asarray(X).dtype)", says="결과 배열의 dtype을 X에서 물려받은 것 같아요. X가 정수면 상태의 소수 부분이 모두 잘려요. float64로 만드세요."),
    edit(STATES, "integer_from_h0", KEPT, "return states.astype(np.asarray(h0).dtype)", says="결과 배열의 dtype을 h0에서 물려받은 것 같아요. h0이 정수면 결과도 정수가 돼요. float64로 만드세요."),
    edit(STATES, "keeps_the_pair", "h, _ =", "h =", says="rnn_forward가 돌려준 (상태, cache) 튜플을 통째로 상태로 쓴 것 같아요. `h, _ = rnn_forward(…)`처럼 둘로 나누어 받으세요."),
    edit(STATES, "no_empty", KEPT, "return np.stack(list(states))", says="T = 0일 때 쌓을 상태가 없어 np.stack이 오류를 낸 것 같아요. 크기가 (0, H)나 (0, N, H)인 배열을 돌려주세요."),
    edit(STATES, "flat_empty", KEPT, "return np.array(list(states))", says="T = 0일 때 shape가 (0,)인 것 같아요. np.array([])는 H와 N을 모르니 (0, H)나 (0, N, H)로 만드세요."),
    edit(STATES, "overwrites", KEPT, "if len(X):\n        written(states[-1], h0)\n    return states", says="h0을 제자리에서 바꾼 것 같아요. 부르는 쪽의 배열까지 바뀌어요. 상태를 새 변수에 담으세요."),
    rewrite(STATES, "no_size_check", f"""h, states = {START}, []
for x in np.asarray(X, dtype=np.float64):
    h = bare(x, h, Wx, Wh, b)
    states.append(h)
return np.array(states).reshape(len(X), *h.shape)""",
            says="크기를 확인하지 않고 식을 직접 쓴 것 같아요. (1, H)인 h0이나 (1,)인 b는 조용히 브로드캐스팅돼요. rnn_forward를 부르면 확인까지 해 줘요."),
    edit(STATES, "b_unchecked", CALL, "rnn_forward(X[t], h, Wx, Wh, spread(b, Wx))",
         says="b의 크기를 확인하지 않은 것 같아요. b가 (1,)이면 NumPy가 조용히 H개로 늘려요. rnn_forward를 부르면 확인까지 해 줘요."),
    edit(STATES, "nameless_error", CALL, "nameless(rnn_forward, X[t], h, Wx, Wh, b)",
         says="ValueError의 메시지에 어느 인자가 문제인지 적혀 있지 않은 것 같아요. X, h0, Wx, Wh, b나 축의 글자 D, H, N을 적어 주세요. rnn_forward가 낸 오류라면 그쪽 메시지를 고치세요."),

    rewrite(SEQUENCE, "all_states", f"return {ALL}", says="모든 시점의 상태를 돌려준 것 같아요. 여기서는 마지막 상태 하나만 돌려주세요."),
    edit(SEQUENCE, "first_state", "[-1]", "[0]", says="첫 시점의 상태를 돌려준 것 같아요. 반복문 안에서 return했거나 [0]을 고른 것은 아닌가요?"),
    edit(SEQUENCE, "skips_last", EMPTY, f"X = X[:-1]\n    {EMPTY}", says="마지막 시점을 읽지 않은 것 같아요. range(T − 1)이 아니라 range(T)예요."),
    edit(SEQUENCE, "h0_every_step", LAST, "rnn_states(X[-1:], h0, Wx, Wh, b)[-1]", says="시점마다 h0에서 다시 출발한 것 같아요. 그러면 마지막 입력만 남아요."),
    edit(SEQUENCE, "starts_at_zero", EMPTY, f"h0 = np.zeros(np.shape(h0))\n    {EMPTY}", says="h0을 쓰지 않고 0에서 출발한 것 같아요. 첫 시점의 이전 상태는 h0이에요."),
    edit(SEQUENCE, "reversed_time", LAST, "rnn_states(X[::-1], h0, Wx, Wh, b)[-1]", says="시퀀스를 뒤에서부터 읽은 것 같아요. X[0]이 첫 시점이에요."),
    edit(SEQUENCE, "mean_state", "[-1]", ".mean(axis=0)", says="모든 시점의 평균을 돌려준 것 같아요. 마지막 시점의 상태만 고르세요."),
    rewrite(SEQUENCE, "last_of_another_axis", f"return {ALL}[:, -1].copy()", says="시점이 아닌 축에서 마지막을 고른 것 같아요. [:, -1]이 아니라 [-1]이에요."),
    rewrite(SEQUENCE, "with_cache", f"""h = {START}
for x in X:
    before, h = h, rnn_forward(x, h, Wx, Wh, b)[0]
return (h, (np.array(X[-1]), before, h, Wx, Wh)) if len(X) else h""",
            says="(상태, cache) 튜플을 그대로 돌려준 것 같아요. rnn_forward가 돌려준 둘 가운데 상태만 고르세요."),
    # rnn_forward only checks the sizes here and makes everything float64.
    rewrite(SEQUENCE, "tanh_at_the_end", f"""h = {START}
for x in X:
    x, h, _, Wx, Wh = rnn_forward(x, h, Wx, Wh, b)[1]
    h = x @ Wx + h @ Wh + b
return np.tanh(h) if len(X) else h""",
            says="tanh를 마지막에 한 번만 취한 것 같아요. 시점마다 취해야 해요."),
    edit(SEQUENCE, "batch_first", EMPTY, f"X = np.swapaxes(X, 0, 1) if np.ndim(X) == 3 else X\n    {EMPTY}", convention=True,
         says="X를 (N, T, D)로 읽은 것 같아요. batch_first라고 부르는 약속이에요. 이 단원의 약속은 시점이 맨 앞인 (T, N, D)예요."),
    edit(SEQUENCE, "empty_alias", "np.array(", "np.asarray(", says="T = 0일 때 h0 자체를 돌려준 것 같아요. 나중에 한쪽을 고치면 다른 쪽도 바뀌니 복사본을 돌려주세요."),
    edit(SEQUENCE, "empty_zero", START, "np.zeros(np.shape(h0))", says="T = 0일 때 0을 돌려준 것 같아요. 아무것도 읽지 않았으면 상태는 h0 그대로예요."),
    edit(SEQUENCE, "empty_fails", EMPTY, "if False:", says="T = 0일 때 states[-1]이 IndexError를 낸 것 같아요. 읽을 것이 없으면 h0의 복사본을 돌려주세요."),
    edit(SEQUENCE, "empty_integer", START, "np.copy(h0)", says="T = 0이고 h0이 정수 배열이면 결과도 정수로 남은 것 같아요. float64로 바꾼 복사본을 돌려주세요."),
    edit(SEQUENCE, "overwrites", f"return {LAST}", f"return written({LAST}, h0)", says="h0을 제자리에서 바꾼 것 같아요. 부르는 쪽의 배열까지 바뀌어요. 상태를 새 변수에 담으세요."),
    rewrite(SEQUENCE, "no_size_check", f"""h = {START}
for x in np.asarray(X, dtype=np.float64):
    h = bare(x, h, Wx, Wh, b)
return h""",
            says="크기를 확인하지 않고 식을 직접 쓴 것 같아요. (1, H)인 h0이나 (1,)인 b는 조용히 브로드캐스팅돼요. rnn_forward를 부르면 확인까지 해 줘요."),
    edit(SEQUENCE, "b_unchecked", LAST, "rnn_states(X, h0, Wx, Wh, spread(b, Wx))[-1]",
         says="b의 크기를 확인하지 않은 것 같아요. b가 (1,)이면 NumPy가 조용히 H개로 늘려요. rnn_forward를 부르면 확인까지 해 줘요."),
    edit(SEQUENCE, "nameless_error", ALL, "nameless(rnn_states, X, h0, Wx, Wh, b)",
         says="ValueError의 메시지에 어느 인자가 문제인지 적혀 있지 않은 것 같아요. X, h0, Wx, Wh, b나 축의 글자 D, H, N을 적어 주세요. rnn_forward가 낸 오류라면 그쪽 메시지를 고치세요."),

    edit(BPTT, "last_step_only", "dh = dz @ Wh.T", "dh = np.zeros(h0.shape)", says="마지막 시점에서만 기울기를 보탠 것 같아요. dz를 앞 시점으로도 넘겨야 해요."),
    edit(BPTT, "not_transposed", "dz @ Wh.T", "dz @ Wh", says="앞 시점으로 넘길 때 Wh를 전치하지 않은 것 같아요. h_prev @ Wh를 h_prev로 미분하면 dz @ Wh.T예요."),
    edit(BPTT, "no_tanh", "dh * (1 - h_next**2)", "dh", says="tanh의 도함수 1 − h²을 곱하지 않은 것 같아요."),
    edit(BPTT, "tanh_of_previous", "1 - h_next**2", "1 - h_prev**2", says="tanh의 도함수에 이전 상태를 넣은 것 같아요. 그 시점에서 나온 상태 h_next로 1 − h²을 구하세요."),
    edit(BPTT, "outer_swapped", "np.outer(h_prev, dz)", "np.outer(dz, h_prev)", says="바깥곱의 순서가 뒤바뀐 것 같아요. Wh의 행은 이전 상태, 열은 z에 이어져요."),
    edit(BPTT, "new_state", "np.outer(h_prev, dz)", "np.outer(h_next, dz)", says="Wh에 곱해진 것은 그 시점에서 나온 상태가 아니라 이전 상태 h_prev예요."),
    edit(BPTT, "overwritten", "slope += ", "slope = ", says="시점마다 기울기를 덮어쓴 것 같아요. 같은 Wh를 시점마다 썼으니 +=로 보태세요."),
    edit(BPTT, "forwards", "zip(before[::-1], after[::-1]", "zip(before, after", says="앞 시점부터 되짚은 것 같아요. 기울기는 마지막 시점에서 출발해 뒤에서 앞으로 가요."),
)
