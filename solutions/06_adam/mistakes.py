"""Wrong answers to unit 06 with their diagnoses, the likeliest first."""

from autograder.authoring import edit

ADAM, ADAMW = "Adam", "AdamW"
SETTINGS, START = "= lr, beta1, beta2, eps", "None, None, 0"
SHAPES, ZEROS, COUNT = "np.shape(params) != np.shape(grads)", "np.zeros_like(grads), np.zeros_like(grads)", "self.t += 1"
M, V = "self.beta1 * self.m + (1 - self.beta1) * grads", "self.beta2 * self.v + (1 - self.beta2) * grads**2"
M_HAT, V_HAT = "self.m / (1 - self.beta1**self.t)", "self.v / (1 - self.beta2**self.t)"
STEP, ROOT = "self.lr * m_hat / (np.sqrt(v_hat) + self.eps)", "(np.sqrt(v_hat) + self.eps)"


def corrected(m, v):
    """Both averages are divided by one minus something else."""
    return M_HAT, f"self.m / (1 - {m})", V_HAT, f"self.v / (1 - {v})"


def averaged(m, v):
    """Both averages are built otherwise."""
    return M, m, V, v


def one_rate(eps):
    """Both corrections are in the rate, so that eps is added to a root that is not corrected."""
    return STEP, f"self.lr * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t) * self.m / (np.sqrt(self.v) + {eps})"


MISTAKES = (
    edit(ADAM, "no_correction", M_HAT, "self.m", V_HAT, "self.v", says="편향 보정을 빠뜨린 것 같아요. m과 v를 그대로 쓰지 말고, 각각 1 − β1^t와 1 − β2^t로 나눈 m_hat과 v_hat을 쓰세요."),
    edit(ADAM, "only_m_corrected", V_HAT, "self.v", says="m만 보정하고 v는 보정하지 않은 것 같아요. v_hat = v / (1 − β2^t)도 필요해요."),
    edit(ADAM, "only_v_corrected", M_HAT, "self.m", says="v만 보정하고 m은 보정하지 않은 것 같아요. m_hat = m / (1 − β1^t)도 필요해요."),
    edit(ADAM, "no_power", *corrected("self.beta1", "self.beta2"),
         says="편향 보정에서 t제곱을 빠뜨린 것 같아요. 첫 갱신은 맞지만 둘째부터 어긋나요. 1 − β가 아니라 1 − β^t로 나누세요."),
    edit(ADAM, "times_t", *corrected("self.beta1 * self.t", "self.beta2 * self.t"),
         says="β^t(거듭제곱) 자리에 β·t(곱셈)를 쓴 것 같아요. 파이썬의 거듭제곱은 `**`예요."),
    edit(ADAM, "t_from_zero", *corrected("self.beta1 ** (self.t - 1)", "self.beta2 ** (self.t - 1)"),
         says="t가 0인 채로 보정한 것 같아요. 1 − β^0은 0이라 0으로 나누게 돼요. t를 먼저 1 늘린 다음 보정하세요."),
    edit(ADAM, "t_stays_one", COUNT, "self.t = 1", says="보정에 쓰는 t가 늘 1인 것 같아요. t는 호출할 때마다 1씩 늘어야 해요."),
    edit(ADAM, "t_never_grows", COUNT, "pass",
         says="t를 늘리지 않은 것 같아요. t가 0이면 1 − β^t도 0이라 0으로 나누게 돼요. update를 부를 때마다 먼저 t를 1 늘리세요."),
    edit(ADAM, "no_attribute_t", "self.v, self.t", "self.v, self.iter", COUNT, "self.iter += 1", *corrected("self.beta1**self.iter", "self.beta2**self.iter"),
         says="갱신 횟수를 t라는 속성에 담지 않은 것 같아요. 다른 이름이나 지역 변수 말고 self.t에 세세요. 처음에는 0, 첫 update 뒤에는 1이에요."),
    edit(ADAM, "t_starts_at_one", START, "None, None, 1", *corrected("self.beta1 ** (self.t - 1)", "self.beta2 ** (self.t - 1)"),
         says="t의 처음 값이 1인 것 같아요. 처음에는 0이고, 첫 update를 마친 뒤에 1이어야 해요."),
    edit(ADAM, "t_twice", M_HAT, f"{M_HAT}; {COUNT}", says="한 번의 update에서 t가 두 번 늘어나는 것 같아요. m과 v를 보정할 때 같은 t를 쓰세요."),
    edit(ADAM, "betas_crossed", *corrected("self.beta2**self.t", "self.beta1**self.t"), says="보정할 때 β1과 β2가 뒤바뀐 것 같아요. m은 β1로, v는 β2로 보정해요."),
    edit(ADAM, "correct_after_root", "np.sqrt(v_hat)", "np.sqrt(self.v) / (1 - self.beta2**self.t)",
         says="v의 제곱근을 먼저 구하고 1 − β2^t로 나눈 것 같아요. 보정을 먼저 하고 그다음에 제곱근을 구하세요."),
    edit(ADAM, "stores_corrected", "m_hat =", "m_hat = self.m =", "v_hat =", "v_hat = self.v =",
         says="보정한 값을 self.m, self.v에 다시 넣은 것 같아요. 다음 갱신이 보정된 값에서 출발하게 돼요. m_hat과 v_hat은 지역 변수로만 쓰세요."),
    edit(ADAM, "stores_m_hat", "m_hat =", "m_hat = self.m =",
         says="보정한 m_hat을 self.m에 다시 넣은 것 같아요. 다음 갱신이 보정된 값에서 출발하게 돼요. m_hat은 지역 변수로만 쓰고 self.m은 보정하지 않은 채로 두세요."),
    edit(ADAM, "stores_v_hat", "v_hat =", "v_hat = self.v =",
         says="보정한 v_hat을 self.v에 다시 넣은 것 같아요. 다음 갱신이 보정된 값에서 출발하게 돼요. v_hat은 지역 변수로만 쓰고 self.v는 보정하지 않은 채로 두세요."),

    edit(ADAM, "betas_swapped", SETTINGS, "= lr, beta2, beta1, eps", says="β1과 β2가 뒤바뀐 것 같아요. m의 이동 평균에는 β1을, v의 이동 평균에는 β2를 쓰세요."),
    edit(ADAM, "averages_crossed", *averaged("self.beta2 * self.m + (1 - self.beta2) * grads", "self.beta1 * self.v + (1 - self.beta1) * grads**2"),
         says="이동 평균에서만 β1과 β2가 뒤바뀐 것 같아요. 보정은 맞아요. m의 이동 평균에는 β1을, v의 이동 평균에는 β2를 쓰세요."),
    edit(ADAM, "v_with_beta1", "(1 - self.beta2) * grads", "(1 - self.beta1) * grads",
         says="v의 이동 평균에서 기울기의 제곱에 1 − β1을 곱한 것 같아요. v에는 β2와 1 − β2를 함께 써요. m의 줄을 복사했다면 β도 모두 바꾸세요."),
    edit(ADAM, "m_with_beta2", "(1 - self.beta1) * grads", "(1 - self.beta2) * grads",
         says="m의 이동 평균에서 기울기에 1 − β2를 곱한 것 같아요. m에는 β1과 1 − β1을 함께 써요."),
    edit(ADAM, "weights_swapped", *averaged("(1 - self.beta1) * self.m + self.beta1 * grads", "(1 - self.beta2) * self.v + self.beta2 * grads**2"),
         says="이동 평균의 두 가중치가 뒤바뀐 것 같아요. 지난 값에 β를, 새 기울기에 1 − β를 곱하세요."),
    edit(ADAM, "no_one_minus", *averaged("self.beta1 * self.m + grads", "self.beta2 * self.v + grads**2"),
         says="새 기울기에 1 − β를 곱하지 않은 것 같아요. 그러면 평균이 아니라 쌓이는 합이 돼요."),
    edit(ADAM, "no_square", "grads**2", "grads",
         says="v를 갱신할 때 기울기를 제곱하지 않은 것 같아요. 음수가 섞이면 제곱근이 NaN이 되기도 해요. grads**2를 쓰세요."),
    edit(ADAM, "centered", "grads**2", "(grads - self.m) ** 2",
         says="v에 (기울기 − m)²을 넣은 것 같아요. v는 평균을 빼지 않은 2차 모멘트라서 분산과 달라요. grads**2를 그대로 쓰세요."),
    edit(ADAM, "square_of_m", "grads**2", "self.m**2", says="v에 기울기의 제곱이 아니라 m의 제곱을 넣은 것 같아요. v에는 grads**2가 들어가요."),
    edit(ADAM, "starts_with_gradient", ZEROS, "grads.copy(), grads**2",
         says="첫 호출에서 m과 v를 0이 아니라 첫 기울기로 시작한 것 같아요. 0에서 시작해야 편향 보정과 맞아요."),
    edit(ADAM, "one_scale", "grads**2", "np.full(grads.shape, np.mean(grads**2))",
         says="v를 배열 전체의 평균 하나로 만든 것 같아요. 좌표마다 따로 재야 좌표마다 걸음이 맞춰져요."),
    edit(ADAM, "small_integers", "grads = np.asarray", "square = np.asarray(grads) ** 2; grads = np.asarray", "grads**2", "square",
         says="정수 기울기를 float64로 바꾸기 전에 제곱한 것 같아요. int8이나 uint8에서는 제곱이 범위를 넘어 엉뚱한 수가 돼요."),

    edit(ADAM, "uphill", f"- {STEP}", f"+ {STEP}", says="부호가 반대인 것 같아요. 손실을 줄이려면 params에서 빼야 해요."),
    edit(ADAM, "no_root", ROOT, "(v_hat + self.eps)", says="v_hat의 제곱근을 빠뜨린 것 같아요. 걸음이 기울기의 크기에 반비례하게 돼요."),
    edit(ADAM, "no_eps", ROOT, "np.sqrt(v_hat)", says="분모에 eps가 없는 것 같아요. 기울기가 0이면 0/0이 되어 NaN이 나와요. sqrt(v_hat)에 eps를 더하세요."),
    edit(ADAM, "only_momentum", f" / {ROOT}", "", says="v로 나누지 않은 것 같아요. m만 쓰면 모멘텀이고, 걸음이 기울기의 크기에 좌우돼요."),
    edit(ADAM, "raw_gradient", "lr * m_hat", "lr * grads", says="분자에 m_hat이 아니라 이번 기울기를 그대로 쓴 것 같아요. 그러면 RMSProp에 가까워요."),
    edit(ADAM, "sign_only", STEP, "self.lr * np.sign(grads)", says="걸음이 lr·sign(기울기)인 것 같아요. Adam의 걸음은 첫 갱신에서만 그와 비슷해요. m과 v를 쓰세요."),
    edit(ADAM, "returns_step", f"params - {STEP}", f"0.0 - {STEP}", says="새 파라미터가 아니라 걸음만 돌려준 것 같아요. params에서 걸음을 뺀 값을 돌려주세요."),
    edit(ADAM, "fixed_settings", SETTINGS, "= lr, 0.9, 0.999, 1e-8",
         says="생성자가 받은 beta1, beta2, eps 대신 0.9, 0.999, 1e-8을 그대로 적은 것 같아요. self에 담아 둔 값을 쓰세요."),
    edit(ADAM, "fixed_eps", SETTINGS, "= lr, beta1, beta2, 1e-8", says="생성자가 받은 eps 대신 1e-8을 그대로 적은 것 같아요. self.eps를 쓰세요."),
    edit(ADAM, "fixed_book_eps", SETTINGS, "= lr, beta1, beta2, 1e-7",
         says="생성자가 받은 eps 대신 1e-7을 그대로 적은 것 같아요(『밑바닥부터 시작하는 딥러닝』과 Keras의 값). 이 단원의 기본값은 1e-8이고, update에서는 self.eps를 써요."),

    edit(ADAM, "eps_inside", ROOT, "np.sqrt(v_hat + self.eps)", convention=True, says="eps를 제곱근 안에 더했어요. 이 단원은 논문처럼 sqrt(v_hat) + eps를 써요."),
    edit(ADAM, "eps_on_raw_v", *one_rate("self.eps"), convention=True,
         says="보정을 학습률에 몰아넣어(lr_t) eps를 보정하지 않은 sqrt(v)에 더했어요. Keras, scikit-learn, 『밑바닥부터 시작하는 딥러닝』의 방식이에요. 이 단원은 sqrt(v_hat)에 eps를 더해요."),
    edit(ADAM, "book_step", *one_rate("1e-7"), convention=True,
         says="『밑바닥부터 시작하는 딥러닝』의 식이에요. 보정을 학습률에 몰아넣고(lr_t), eps 대신 1e-7을 보정하지 않은 sqrt(v)에 더했어요. 이 단원은 m_hat과 v_hat을 따로 구해 sqrt(v_hat)에 self.eps를 더해요."),
    edit(ADAM, "default_eps", "eps=1e-8", "eps=1e-7", convention=True, says="eps의 기본값이 1e-7이네요(Keras의 기본값). 이 단원의 기본값은 1e-8이에요."),

    edit(ADAM, "in_place", f"return params - {STEP}", f"params -= {STEP}\n        return params",
         says="params를 제자리에서 바꾼 것 같아요(`params -= …`). 부르는 쪽의 배열까지 바뀌어요. params - … 로 새 배열을 만드세요."),
    edit(ADAM, "returns_nothing", f"if {SHAPES}", f"before = params.copy()\n        if {SHAPES}", "return params", "params[...] = before",
         says="params만 바꾸고 아무것도 돌려주지 않은 것 같아요. 새 배열을 만들어 return하세요."),
    edit(ADAM, "same_buffer", f"return params - {STEP}", f"""if not hasattr(self, "buffer"):
            self.buffer = np.zeros(grads.shape)
        self.buffer[...] = params - {STEP}
        return self.buffer""",
         says="매번 같은 배열에 결과를 써서 돌려준 것 같아요. 먼저 돌려준 배열까지 바뀌니 호출할 때마다 새 배열을 만드세요."),
    edit(ADAM, "scales_gradient", V, f"{V}; np.multiply(grads, grads, out=grads if grads.flags.writeable else None)",
         says="grads를 제자리에서 바꾼 것 같아요(`grads *= …`나 `grads **= 2`). 인자는 그대로 두고 새 배열로 계산하세요."),
    # As if update wrote Adam.m = … instead of self.m = …; a new object starts all of them afresh.
    edit(ADAM, "shared_state", "def update", """def __setattr__(self, name, value):
        setattr(type(self), name, value) if name in ("m", "v", "t") else object.__setattr__(self, name, value)

    def update""",
         says="m, v, t를 클래스 변수로 둔 것 같아요. 그러면 모든 객체가 한 상태를 나눠 써요. __init__ 안에서 self에 담으세요."),
    edit(ADAM, "averages_start_at_zero", START, "0.0, 0.0, 0",
         says="m과 v의 처음 값이 0인 것 같아요. 약속은 첫 update 전까지 None이에요. 배열의 크기는 첫 호출에서야 알 수 있거든요."),
    edit(ADAM, "empty_init", f"self.lr, self.beta1, self.beta2, self.eps {SETTINGS}", "pass", f"self.m, self.v, self.t = {START}", "pass",
         says="__init__이 m, v, t의 처음 값을 self에 담지 않은 것 같아요(pass나 다른 이름). 받은 설정 네 개와 m, v, t를 모두 self에 담아야 update에서 쓸 수 있어요."),
    edit(ADAM, "integer_result", f"params - {STEP}", f"(params - {STEP}).astype(np.asarray(params).dtype)",
         says="결과를 params의 dtype으로 되돌린 것 같아요. params가 정수면 걸음이 잘려 나가요. 결과는 float64여야 해요."),
    edit(ADAM, "flattens", f"params - {STEP}", f"np.ravel(params - {STEP})", says="결과를 1차원으로 펴서 돌려준 것 같아요. 결과의 shape는 params와 같아야 해요."),
    edit(ADAM, "no_shape_check", SHAPES, "False", says="shape를 확인하지 않은 것 같아요. (3,)과 (1,)처럼 브로드캐스팅되는 짝은 오류 없이 엉뚱한 답이 나와요."),
    edit(ADAM, "checks_size_only", SHAPES, "np.size(params) != np.size(grads)",
         says="shape가 아니라 원소 수나 길이만 비교한 것 같아요. (2, 3)과 (3, 2)도 서로 다른 shape예요."),
    edit(ADAM, "nameless_error", "params와 grads의 ", "", says="ValueError의 메시지에 어느 인자가 문제인지 없는 것 같아요. params나 grads라는 이름을 적어 주세요."),

    edit(ADAMW, "decay_in_gradient", "super().update(params * (1 - self.rate * self.decay), grads)", "super().update(params, grads + self.decay * params)",
         says="가중치 감소를 기울기에 더한 것 같아요. 그러면 √v로 나뉘어 가중치마다 다르게 줄어요. params를 줄이고 grads는 그대로 두세요."),
    edit(ADAMW, "no_decay", "params * (1 - self.rate * self.decay)", "params", says="아직 Adam과 같아요. params를 1 − lr · decay배로 줄이세요."),
    edit(ADAMW, "without_rate", "self.rate * self.decay", "self.decay", says="decay에 학습률을 곱하지 않은 것 같아요. 걸음마다 1 − lr · decay배로 줄여요."),
    edit(ADAMW, "grows", "1 - self.rate", "1 + self.rate", says="가중치가 커지고 있어요. 1 − lr · decay를 곱하세요."),
    edit(ADAMW, "step_decays_too", "super().update(params * (1 - self.rate * self.decay), grads)", "super().update(params, grads) * (1 - self.rate * self.decay)",
         says="Adam의 걸음까지 함께 줄인 것 같아요. 줄이는 것은 걸음을 빼기 전의 params예요."),
)
