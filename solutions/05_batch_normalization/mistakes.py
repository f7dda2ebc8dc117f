"""Wrong answers to unit 05 with their diagnoses, the likeliest first."""

from autograder.authoring import edit

BN, FOLD = "BatchNorm", "fold"
FLOATS, SHAPE, WIDTH = "x = np.asarray(x, dtype=np.float64)", "N, D = x.shape", "len(self.running_mean) != D"
MEAN, VAR, SAMPLE_VAR = "x.mean(axis=0)", "x.var(axis=0)", "x.var(axis=0) * N / max(N - 1, 1)"
AFFINE_START, RUNNING_START = "np.ones(D), np.zeros(D)", "np.zeros(D), np.ones(D)"
NEW_MEAN, NEW_VAR = "(1 - self.momentum) * mean", "(1 - self.momentum) * var"
UPDATE_MEAN = f"self.running_mean = self.momentum * self.running_mean + {NEW_MEAN}"
UPDATE_VAR = f"self.running_var = self.momentum * self.running_var + {NEW_VAR}"
RECALL = "mean, var = self.running_mean, self.running_var"
SCALE, X_HAT, OUTPUT = "np.sqrt(var + self.eps)", "(x - mean) / np.sqrt(var + self.eps)", "self.gamma * x_hat + self.beta"
# What an update at inference does: the running values are in mean and var by then.
SEEN_MEAN = f"self.running_mean = self.momentum * mean + (1 - self.momentum) * {MEAN}"
SEEN_VAR = f"self.running_var = self.momentum * var + (1 - self.momentum) * {VAR}"


def after(line, more):
    """A statement is followed by more."""
    return line, f"{line}; {more}"


def before(line, more):
    """More comes before a statement."""
    return line, f"{more}; {line}"


def mixed(kept, new):
    """Both running values are mixed with other weights."""
    return (UPDATE_MEAN, f"self.running_mean = {kept} * self.running_mean + {new} * mean",
            UPDATE_VAR, f"self.running_var = {kept} * self.running_var + {new} * var")


MISTAKES = (
    edit(BN, "rows", *after(UPDATE_VAR, "mean, var = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)"),
         says="행마다(axis=1) 정규화한 것 같아요. 그러면 층 정규화예요. 특성마다 맞추려면 샘플을 따라 평균해야 하니 axis=0이에요."),
    edit(BN, "whole_array", MEAN, "np.full(D, x.mean())", VAR, "np.full(D, x.var())",
         says="배열 전체의 평균 하나와 분산 하나로 정규화한 것 같아요. 특성마다 따로 구하도록 axis=0을 적으세요."),
    edit(BN, "mean_of_all", MEAN, "np.full(D, x.mean())",
         says="평균을 배열 전체에서 하나만 구한 것 같아요(`x.mean()`). 분산은 열마다 잘 구했어요. 평균에도 axis=0을 적으세요."),
    edit(BN, "var_of_all", VAR, "np.full(D, x.var())",
         says="분산을 배열 전체에서 하나만 구한 것 같아요(`x.var()`). 평균은 열마다 잘 구했어요. 분산에도 axis=0을 적으세요."),
    edit(BN, "unbiased_batch", VAR, SAMPLE_VAR,
         says="배치의 분산을 N − 1로 나눈 것 같아요(ddof=1). 배치 정규화는 N으로 나눈 분산을 써요. NumPy의 기본값(ddof=0)이에요."),
    edit(BN, "unbiased_output", *after(UPDATE_VAR, f"var = {SAMPLE_VAR}"),
         says="정규화할 때만 N − 1로 나눈 분산을 쓴 것 같아요(ddof=1). 이동 분산은 맞아요. 정규화에도 N으로 나눈 분산(ddof=0)을 쓰세요."),
    edit(BN, "no_centre", "(x - mean)", "x", says="평균을 빼지 않은 것 같아요. x에서 mean을 뺀 다음에 나누세요."),
    edit(BN, "no_scale", X_HAT, "x - mean", says="평균만 빼고 표준편차로 나누지 않은 것 같아요."),
    edit(BN, "no_root", SCALE, "(var + self.eps)", says="분산의 제곱근을 빠뜨린 것 같아요. 분산이 아니라 표준편차로 나눠야 분산이 1이 돼요."),
    edit(BN, "min_max", *after(UPDATE_VAR, "mean, var = x.min(axis=0), np.ptp(x, axis=0) ** 2"),
         says="최솟값과 최댓값으로 0과 1 사이에 맞춘 것 같아요. 배치 정규화는 평균과 표준편차로 맞춰요."),
    edit(BN, "one_pass_variance", VAR, "np.maximum((x * x).mean(axis=0) - x.mean(axis=0) ** 2, 0.0)",
         says="분산을 mean(x²) − mean(x)²으로 구한 것 같아요. 평균이 아주 크면 비슷한 두 수를 빼느라 자릿수를 잃어요. 편차의 제곱을 평균하거나 x.var를 쓰세요."),
    edit(BN, "single_precision", *before(FLOATS, "x = np.asarray(x, dtype=np.float32)"), OUTPUT, f"({OUTPUT}).astype(np.float32)",
         says="float32로 계산한 것 같아요. 값이 크면 자릿수를 많이 잃어요. float64로 바꾸어 계산하고, 결과도 float64여야 해요."),

    edit(BN, "eps_outside", SCALE, "(np.sqrt(var) + self.eps)",
         says="eps를 제곱근 밖에서 더한 것 같아요. Adam과 달리 배치 정규화는 sqrt(var + eps)로, 제곱근 안에 더해요."),
    edit(BN, "no_eps", f"x_hat = {X_HAT}", "with np.errstate(all='ignore'):\n            x_hat = (x - mean) / np.sqrt(var)",
         says="eps를 더하지 않은 것 같아요. 값이 모두 같은 열에서는 0/0이 되어 NaN이 나와요."),
    edit(BN, "fixed_eps", "self.eps)", "1e-5)", says="생성자가 받은 eps 대신 1e-5를 그대로 적은 것 같아요. self.eps를 쓰세요."),
    edit(BN, "book_eps", "self.eps)", "10e-7)",
         says="생성자가 받은 eps 대신 10e-7을 그대로 적은 것 같아요(『밑바닥부터 시작하는 딥러닝』의 코드). self.eps를 쓰세요. 10e-7은 1e-7이 아니라 1e-6이기도 해요."),
    edit(BN, "fixed_eps_1e_7", "self.eps)", "1e-7)", says="생성자가 받은 eps 대신 1e-7을 그대로 적은 것 같아요. self.eps를 쓰세요."),
    edit(BN, "fixed_eps_1e_8", "self.eps)", "1e-8)", says="생성자가 받은 eps 대신 1e-8을 그대로 적은 것 같아요(Adam의 값). self.eps를 쓰세요."),
    edit(BN, "eps_stored_in_var", NEW_VAR, "(1 - self.momentum) * (var + self.eps)",
         says="eps를 더한 분산을 running_var에도 섞은 것 같아요. 이동 분산에는 배치의 분산만 섞고, eps는 나눌 때만 더하세요."),
    edit(BN, "keras_eps", "eps=1e-5", "eps=1e-3", convention=True, says="eps의 기본값이 1e-3이네요(Keras의 기본값). 이 단원의 기본값은 1e-5예요."),
    edit(BN, "default_eps_10e_7", "eps=1e-5", "eps=10e-7", says="eps의 기본값이 1e-6이네요(10e-7은 1e-6과 같아요). 이 단원의 기본값은 1e-5예요."),
    edit(BN, "default_eps_1e_7", "eps=1e-5", "eps=1e-7", says="eps의 기본값이 1e-7이네요. 이 단원의 기본값은 1e-5예요."),
    edit(BN, "default_eps_1e_8", "eps=1e-5", "eps=1e-8", says="eps의 기본값이 1e-8이네요. 그것은 Adam의 기본값이고, 배치 정규화의 기본값은 1e-5예요."),

    edit(BN, "never_updated", UPDATE_MEAN, "pass", UPDATE_VAR, "pass",
         says="이동 평균과 이동 분산을 갱신하지 않은 것 같아요. 훈련 모드의 forward마다 한 번씩 배치의 값을 섞으세요."),
    edit(BN, "only_mean_updated", UPDATE_VAR, "pass", says="이동 평균만 갱신하고 이동 분산은 갱신하지 않은 것 같아요. 둘 다 섞어야 해요."),
    edit(BN, "torch_momentum", *mixed("(1 - self.momentum)", "self.momentum"), convention=True,
         says="momentum을 새 값에 곱했어요. PyTorch의 약속이에요. 이 단원에서는 지난 값에 momentum을, 새 값에 1 − momentum을 곱해요."),
    edit(BN, "unbiased_running", NEW_VAR, f"(1 - self.momentum) * ({SAMPLE_VAR})", convention=True,
         says="이동 분산에 N − 1로 나눈 분산을 섞었어요. PyTorch와 원논문의 약속이에요. 이 단원은 정규화에 쓴 것과 같이 N으로 나눈 분산을 섞어요."),
    edit(BN, "starts_with_first_batch", *mixed("kept", "(1 - kept)"),
         *after(f"mean, var = {MEAN}, {VAR}", "kept = self.momentum if hasattr(self, 'kept') else 0; self.kept = kept"), convention=True,
         says="첫 배치의 평균과 분산에서 이동값을 시작했어요. 그렇게 하는 구현도 있지만, 이 단원에서는 0과 1에서 시작해요."),
    edit(BN, "plain_average", UPDATE_MEAN, "self.seen = getattr(self, 'seen', 0) + 1; self.running_mean = self.running_mean + (mean - self.running_mean) / self.seen",
         UPDATE_VAR, "self.running_var = self.running_var + (var - self.running_var) / self.seen", convention=True,
         says="지난 배치들을 똑같은 비중으로 평균한 것 같아요(PyTorch의 momentum=None). 이 단원은 momentum으로 섞는 지수 이동 평균을 써요."),
    edit(BN, "keras_momentum", "momentum=0.9", "momentum=0.99", convention=True, says="momentum의 기본값이 0.99네요(Keras의 기본값). 이 단원의 기본값은 0.9예요."),
    edit(BN, "torch_default", "momentum=0.9", "momentum=0.1", convention=True,
         says="momentum의 기본값이 0.1이네요. PyTorch의 0.1은 새 값의 비율이라 여기서는 0.9에 해당해요."),
    edit(BN, "fixed_momentum", *mixed("0.9", "0.1"), says="생성자가 받은 momentum 대신 0.9를 그대로 적은 것 같아요. self.momentum을 쓰세요."),
    edit(BN, "no_one_minus", *mixed("self.momentum", "1"), says="새 값에 1 − momentum을 곱하지 않은 것 같아요. 그러면 평균이 아니라 쌓이는 합이 돼요."),
    edit(BN, "forgets", *mixed("0", "1"), says="이동값을 섞지 않고 이번 배치의 값으로 바꿔 버린 것 같아요. 지난 값에 momentum을 곱해 더하세요."),
    edit(BN, "running_deviation", NEW_VAR, "(1 - self.momentum) * np.sqrt(var)",
         says="running_var에 분산이 아니라 표준편차를 섞은 것 같아요. 표준편차의 평균을 제곱해도 분산의 평균이 되지 않아요. 분산을 섞으세요."),
    edit(BN, "variance_from_zero", RUNNING_START, "np.zeros(D), np.zeros(D)",
         says="이동 분산의 처음 값을 0으로 둔 것 같아요. 이동 평균은 0, 이동 분산은 1에서 시작해요."),
    edit(BN, "mean_from_one", RUNNING_START, "np.ones(D), np.ones(D)", says="이동 평균의 처음 값을 1로 둔 것 같아요. 이동 평균은 0, 이동 분산은 1에서 시작해요."),
    edit(BN, "normalises_with_running", *after(UPDATE_VAR, RECALL),
         says="훈련 모드에서도 이동값으로 정규화한 것 같아요. 훈련 모드는 이번 배치의 평균과 분산을 써요."),
    edit(BN, "of_normalised", NEW_MEAN, f"(1 - self.momentum) * ({X_HAT}).mean(axis=0)", NEW_VAR, f"(1 - self.momentum) * ({X_HAT}).var(axis=0)",
         says="이동값에 정규화한 뒤의 평균과 분산을 섞은 것 같아요. 그 값은 늘 0과 1이에요. 정규화하기 전의 값을 섞으세요."),
    edit(BN, "starts_every_time", *before(UPDATE_MEAN, f"self.running_mean, self.running_var = {RUNNING_START}"),
         says="forward를 부를 때마다 이동값을 0과 1로 되돌리는 것 같아요. 처음 한 번만 만들고 그다음에는 이어서 쓰세요."),
    edit(BN, "bias_corrected", *after(UPDATE_VAR, "self.t = getattr(self, 't', 0) + 1"),
         RECALL, "left = 1 - self.momentum**self.t if hasattr(self, 't') else 1.0; mean, var = self.running_mean / left, self.running_var / left",
         says="Adam처럼 1 − momentum^t로 나누어 보정한 것 같아요. 배치 정규화의 이동값은 보정하지 않아요."),
    edit(BN, "kept_dimensions", RUNNING_START, "np.zeros((1, D)), np.ones((1, D))", WIDTH, "np.size(self.running_mean) != D",
         f"{MEAN}, {VAR}", "x.mean(axis=0, keepdims=True), x.var(axis=0, keepdims=True)",
         says="running_mean과 running_var의 shape가 (1, D)인 것 같아요(keepdims=True). 약속은 (D,)예요."),
    edit(BN, "empty_init", "self.eps, self.momentum = eps, momentum", "pass", "self.gamma = self.beta = None", "pass",
         "self.running_mean = self.running_var = None", "pass",
         says="__init__이 아무것도 담지 않은 것 같아요(pass나 다른 이름). eps와 momentum을 self에 담고, 나머지 네 속성은 None으로 두어야 forward에서 쓸 수 있어요."),

    edit(BN, "inference_gives_none", OUTPUT, f"{OUTPUT} if training else None",
         says="추론 모드에서 아무것도 돌려주지 않은 것 같아요. return이 훈련 모드의 if 안에만 있지 않은지 보세요."),
    edit(BN, "batch_at_inference", RECALL, f"mean, var = {MEAN}, {VAR}",
         says="추론 모드에서도 들어온 배치의 평균과 분산을 쓴 것 같아요. 함께 들어온 샘플에 따라 답이 달라져요. running_mean과 running_var를 쓰세요."),
    edit(BN, "updates_at_inference", *after(RECALL, f"{SEEN_MEAN}; {SEEN_VAR}"),
         says="추론 모드에서도 이동값을 갱신한 것 같아요. 추론은 아무것도 바꾸지 않아야 해요."),
    edit(BN, "mean_updated_at_inference", *after(RECALL, SEEN_MEAN),
         says="추론 모드에서도 이동 평균을 갱신한 것 같아요. running_var는 그대로인데 running_mean만 바뀌었어요. 추론은 아무것도 바꾸지 않아야 해요. 갱신하는 두 줄이 모두 if training: 안에 있는지 보세요."),
    edit(BN, "var_updated_at_inference", *after(RECALL, SEEN_VAR),
         says="추론 모드에서도 이동 분산을 갱신한 것 같아요. running_mean은 그대로인데 running_var만 바뀌었어요. 추론은 아무것도 바꾸지 않아야 해요. 갱신하는 두 줄이 모두 if training: 안에 있는지 보세요."),
    edit(BN, "ignores_training", "if training:", "if True:", "N == 1", "training and N == 1",
         says="training을 보지 않고 늘 훈련 모드로 계산한 것 같아요. training=False이면 이동값을 쓰고 갱신하지 마세요."),
    edit(BN, "modes_swapped", "if training:", "if not training:", "N == 1", "False",
         says="훈련 모드와 추론 모드가 뒤바뀐 것 같아요. training이 참일 때 배치의 값을 쓰고 갱신해요."),
    edit(BN, "never_trains", "if training:", "if False:",
         says="훈련 모드에서도 이동값으로 정규화하고 갱신하지 않은 것 같아요. training=True이면 이번 배치의 평균과 분산을 쓰고 이동값을 갱신하세요."),
    edit(BN, "inference_by_default", "training=True", "training=False", says="training의 기본값이 False인 것 같아요. 약속은 training=True예요."),
    edit(BN, "inference_returns_x", OUTPUT, f"{OUTPUT} if training else x.copy()",
         says="추론 모드에서 x를 그대로 돌려준 것 같아요. 드롭아웃과 달리 배치 정규화는 추론 모드에서도 정규화해요."),
    edit(BN, "last_batch", *before(UPDATE_MEAN, "self.last = mean, var"),
         RECALL, "mean, var = getattr(self, 'last', (self.running_mean, self.running_var))",
         says="추론 모드에서 마지막 훈련 배치의 평균과 분산을 쓴 것 같아요. 모아 둔 running_mean과 running_var를 쓰세요."),
    # But in the very first call, whose variance of 1 is its own root.
    edit(BN, "variance_as_deviation", *before(SHAPE, "first = self.gamma is None"), SCALE, f"({SCALE} if training or first else var + self.eps)",
         says="추론 모드에서 running_var의 제곱근을 빠뜨린 것 같아요. running_var는 분산이니 sqrt(running_var + eps)로 나누세요."),
    edit(BN, "no_eps_at_inference", *after(RECALL, "var = var - self.eps"),
         says="추론 모드에서는 eps를 더하지 않은 것 같아요. 두 모드의 식은 같아요. sqrt(running_var + eps)로 나누세요."),
    edit(BN, "one_row_refused_always", RECALL, f"if N == 1:\n                raise ValueError('x')\n            {RECALL}",
         says="추론 모드에서도 샘플이 하나면 오류를 낸 것 같아요. 이동값을 쓰므로 추론 모드에서는 하나라도 괜찮아요."),
    edit(BN, "inference_needs_training", SHAPE, f"if self.gamma is None and not training:\n            raise ValueError('x')\n        {SHAPE}",
         says="훈련하기 전의 추론을 오류로 처리했거나, 속성을 훈련 모드에서만 만든 것 같아요. 첫 forward가 추론 모드여도 1, 0, 0, 1을 만들고 그 값으로 계산하세요."),

    edit(BN, "no_affine", OUTPUT, "x_hat", says="gamma와 beta를 쓰지 않은 것 같아요. 마지막에 gamma · x_hat + beta를 돌려주세요."),
    edit(BN, "no_beta", OUTPUT, "self.gamma * x_hat", says="beta를 더하지 않은 것 같아요. gamma · x_hat에 beta를 더하세요."),
    edit(BN, "no_gamma", OUTPUT, "x_hat + self.beta", says="gamma를 곱하지 않은 것 같아요. x_hat에 gamma를 곱한 다음 beta를 더하세요."),
    edit(BN, "affine_in_training_only", OUTPUT, f"{OUTPUT} if training else x_hat", says="추론 모드에서 gamma와 beta를 빠뜨린 것 같아요. 두 모드 모두 써야 해요."),
    edit(BN, "affine_at_inference_only", OUTPUT, f"x_hat if training else {OUTPUT}", says="훈련 모드에서 gamma와 beta를 빠뜨린 것 같아요. 두 모드 모두 써야 해요."),
    edit(BN, "affine_bracket", OUTPUT, "self.gamma * (x_hat + self.beta)",
         says="beta를 먼저 더하고 gamma를 곱한 것 같아요. gamma · x_hat을 먼저 구하고 beta를 더하세요."),
    edit(BN, "affine_swapped", AFFINE_START, "np.zeros(D), np.ones(D)", OUTPUT, "self.beta * x_hat + self.gamma",
         says="gamma와 beta의 자리가 뒤바뀐 것 같아요. gamma는 곱하고 beta는 더해요."),
    edit(BN, "affine_from_the_start", "self.gamma = self.beta = None", "self.gamma, self.beta = 1.0, 0.0",
         "self.gamma is None", "self.running_mean is None", f"self.gamma, self.beta = {AFFINE_START}", "pass",
         says="gamma와 beta를 __init__에서 숫자로 만든 것 같아요. 첫 forward 전에는 None이고, 첫 forward에서 (D,) 배열이 돼요."),
    edit(BN, "running_from_the_start", "self.running_mean = self.running_var = None", "self.running_mean, self.running_var = 0.0, 1.0",
         f"self.running_mean, self.running_var = {RUNNING_START}", "pass",
         WIDTH, "len(self.gamma) != D", "{len(self.running_mean)}", "",
         says="이동값을 __init__에서 숫자로 만든 것 같아요. 첫 forward 전에는 None이고, 첫 forward에서 (D,) 배열이 돼요."),
    edit(BN, "affine_reset", *before(f"return {OUTPUT}", f"self.gamma, self.beta = {AFFINE_START}"),
         says="forward를 부를 때마다 gamma와 beta를 1과 0으로 되돌리는 것 같아요. 처음 한 번만 만들어야 밖에서 넣은 값이 남아요."),
    edit(BN, "running_of_output", *before(UPDATE_MEAN, f"x_hat = {X_HAT}; y = {OUTPUT}"),
         NEW_MEAN, "(1 - self.momentum) * y.mean(axis=0)", NEW_VAR, "(1 - self.momentum) * y.var(axis=0)",
         says="이동값에 출력 y의 평균과 분산을 섞은 것 같아요. 정규화하기 전의 x에서 구한 값을 섞으세요."),

    edit(BN, "returns_tuple", *before(FLOATS, "given = x"), OUTPUT, f"{OUTPUT}, (given, self.gamma)", convention=True,
         says="출력과 함께 다른 것도 돌려준 것 같아요(CS231n 과제처럼 cache를 붙이는 약속). 이 단원은 출력 배열 하나만 돌려줘요."),
    edit(BN, "integer_result", *before(FLOATS, "dtype = np.asarray(x).dtype"), OUTPUT, f"({OUTPUT}).astype(dtype)",
         says="결과를 x의 dtype으로 되돌린 것 같아요. x가 정수면 소수가 잘려 나가요. 결과는 float64여야 해요."),
    edit(BN, "in_place", *before(FLOATS, "given = x"),
         OUTPUT, "np.add(self.gamma * x_hat, self.beta, out=x if np.shares_memory(x, given) and x.flags.writeable else None)",
         says="x를 제자리에서 바꾼 것 같아요(`x -= mean`). 부르는 쪽의 배열까지 바뀌어요. x - mean처럼 새 배열을 만드세요."),
    edit(BN, "spoils_x", *after(f"x_hat = {X_HAT}", "np.subtract(x, mean, out=x if x.flags.writeable else None)"),
         says="새 배열을 돌려주지만 그 전에 x를 제자리에서 바꾼 것 같아요(`x -= mean`). 인자는 그대로 두고 새 배열로 계산하세요."),
    edit(BN, "same_buffer", f"return {OUTPUT}", f"""if np.shape(getattr(self, "buffer", None)) != x.shape:
            self.buffer = np.zeros(x.shape)
        self.buffer[...] = {OUTPUT}
        return self.buffer""",
         says="매번 같은 배열에 결과를 써서 돌려준 것 같아요. 먼저 돌려준 배열까지 바뀌니 호출할 때마다 새 배열을 만드세요."),
    # As if forward wrote BatchNorm.running_mean = …; a new object starts all of them afresh.
    edit(BN, "shared_state", "def forward", """def __setattr__(self, name, value):
        object.__setattr__(self, name, value) if name in ("eps", "momentum") else setattr(type(self), name, value)

    def forward""",
         says="상태를 클래스 변수로 둔 것 같아요. 그러면 모든 객체가 한 상태를 나눠 써요. __init__ 안에서 self에 담으세요."),

    edit(BN, "one_row_gives_beta", "N == 1", "False",
         says="훈련 모드에서 샘플이 하나인 것을 막지 않은 것 같아요. 평균이 자기 자신이라 무엇을 넣어도 0이 돼요. ValueError를 내세요."),
    edit(BN, "any_dimension", "x.ndim != 2", "False", SHAPE, "N, D = len(x) if x.ndim == 2 else 0, x.shape[-1] if x.ndim else 1",
         WIDTH, f"x.ndim == 2 and {WIDTH}", f"{MEAN}, {VAR}", "x.mean(axis=0 if x.ndim else None), x.var(axis=0 if x.ndim else None)",
         says="x가 2차원인지 확인하지 않은 것 같아요. 1차원이나 3차원이면 ValueError를 내세요. 추론 모드에서도요."),
    # Before any_width: in training NumPy raises a ValueError of its own for two features instead of three, so that only
    # inference tells, and there the two are the same.
    edit(BN, "width_checked_in_training_only", WIDTH, f"training and {WIDTH}",
         says="특성의 수를 훈련 모드에서만 확인한 것 같아요. 추론 모드에서도 처음과 다르면 ValueError를 내세요."),
    edit(BN, "any_width", WIDTH, "False",
         says="특성의 수가 처음과 같은지 확인하지 않은 것 같아요. (N, 1)처럼 브로드캐스팅되는 배열은 오류 없이 엉뚱한 답이 나와요."),
    edit(BN, "nameless_error", "x는 (N, D)인 ", "", "x의 ", "", "에서는 x에 ", "",
         says="ValueError의 메시지에 어느 인자가 문제인지 없는 것 같아요. x라는 이름을 적어 주세요."),

    edit(FOLD, "bias_not_scaled", "(b - mean) * scale + beta", "b - mean + beta",
         says="W에는 배율을 곱했는데 b − mean에는 곱하지 않은 것 같아요. 둘 다 같은 배율을 곱해야 해요."),
    edit(FOLD, "mean_forgotten", "(b - mean)", "b", says="이동 평균을 빼지 않은 것 같아요. b에서 mean을 뺀 다음 배율을 곱하세요."),
    edit(FOLD, "bias_forgotten", "(b - mean)", "(-mean)", says="앞 층의 b를 빠뜨린 것 같아요. 추론 모드에서는 mean이 고정된 값이라서 b가 저절로 사라지지 않아요."),
    edit(FOLD, "no_root", "np.sqrt(var + eps)", "(var + eps)", says="분산의 제곱근을 빠뜨린 것 같아요. sqrt(var + eps)로 나누세요."),
    edit(FOLD, "no_eps", "np.sqrt(var + eps)", "np.sqrt(var)", says="eps를 더하지 않은 것 같아요. 추론 모드의 식과 같이 sqrt(var + eps)로 나누세요."),
    edit(FOLD, "beta_scaled", "(b - mean) * scale + beta", "(b - mean + beta) * scale", says="beta에도 배율을 곱한 것 같아요. beta는 배율을 곱한 다음에 더해요."),
    edit(FOLD, "rows_scaled", "W * scale", "(W.T * np.resize(scale, len(W))).T", says="배율을 W의 행마다 곱한 것 같아요. 유닛은 열이므로 W * scale처럼 열마다 곱하세요."),
    edit(FOLD, "gamma_forgotten", "gamma / np", "1.0 / np", says="gamma를 곱하지 않은 것 같아요. 배율은 gamma / sqrt(var + eps)예요."),
)
