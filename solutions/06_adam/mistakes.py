"""Wrong answers to unit 06 with their diagnoses, the likeliest first.

Most differ from a right answer in one method, so they share `Base`, a right answer cut into small steps.
"""

import numpy as np
from autograder.spec import mistake


class Base:
    """A right answer in small steps, each of which a mistake may get wrong."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0

    def update(self, params, grads):
        self.check(params, grads)
        grads = np.asarray(grads, dtype=np.float64)
        if self.m is None:
            self.start(grads)
        self.t += 1
        self.average(grads)
        return params + self.move(grads)

    def check(self, params, grads):
        if np.shape(params) != np.shape(grads):
            raise ValueError("params and grads have different shapes")

    def start(self, grads):
        self.m, self.v = np.zeros(grads.shape), np.zeros(grads.shape)

    def average(self, grads):
        self.m = self.beta1 * self.m + (1 - self.beta1) * grads
        self.v = self.beta2 * self.v + (1 - self.beta2) * grads**2

    def hats(self):
        return self.m / (1 - self.beta1**self.t), self.v / (1 - self.beta2**self.t)

    def move(self, grads):
        m_hat, v_hat = self.hats()
        return -self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# --- bias correction ---------------------------------------------------------------------


@mistake("Adam", "no_correction", "편향 보정을 빠뜨린 것 같아요. m과 v를 그대로 쓰지 말고 m_hat, v_hat으로 나누어 쓰세요.")
class NoCorrection(Base):
    def hats(self):
        return self.m, self.v


@mistake("Adam", "only_m_corrected", "m만 보정하고 v는 보정하지 않은 것 같아요. v_hat = v / (1 − β2^t)도 필요해요.")
class OnlyM(Base):
    def hats(self):
        return self.m / (1 - self.beta1**self.t), self.v


@mistake("Adam", "only_v_corrected", "v만 보정하고 m은 보정하지 않은 것 같아요. m_hat = m / (1 − β1^t)도 필요해요.")
class OnlyV(Base):
    def hats(self):
        return self.m, self.v / (1 - self.beta2**self.t)


@mistake(
    "Adam", "no_power",
    "편향 보정에서 t제곱을 빠뜨린 것 같아요. 첫 갱신은 맞지만 둘째부터 어긋나요. 1 − β가 아니라 1 − β^t로 나누세요.",
)  # fmt: skip
class NoPower(Base):
    def hats(self):
        return self.m / (1 - self.beta1), self.v / (1 - self.beta2)


@mistake(
    "Adam", "times_t", "β^t(거듭제곱) 자리에 β·t(곱셈)를 쓴 것 같아요. 파이썬의 거듭제곱은 `**`예요.",
)  # fmt: skip
class TimesT(Base):
    def hats(self):
        return self.m / (1 - self.beta1 * self.t), self.v / (1 - self.beta2 * self.t)


@mistake(
    "Adam", "t_from_zero",
    "t가 0인 채로 보정한 것 같아요. 1 − β^0은 0이라 0으로 나누게 돼요. t를 먼저 1 늘린 다음 보정하세요.",
)  # fmt: skip
class TFromZero(Base):
    def hats(self):
        before = self.t - 1
        return self.m / np.float64(1 - self.beta1**before), self.v / np.float64(1 - self.beta2**before)


@mistake("Adam", "t_stays_one", "보정에 쓰는 t가 늘 1인 것 같아요. t는 호출할 때마다 1씩 늘어야 해요.")
class TStaysOne(Base):
    def update(self, params, grads):
        self.t = 0
        return super().update(params, grads)


@mistake(
    "Adam", "t_never_grows",
    "t를 늘리지 않은 것 같아요. t가 0이면 1 − β^t도 0이라 0으로 나누게 돼요. update를 부를 때마다 먼저 t를 1 늘리세요.",
)  # fmt: skip
class TNeverGrows(Base):
    def average(self, grads):
        self.t -= 1
        super().average(grads)

    def hats(self):
        return self.m / np.float64(1 - self.beta1**self.t), self.v / np.float64(1 - self.beta2**self.t)


@mistake(
    "Adam", "no_attribute_t",
    "갱신 횟수를 t라는 속성에 담지 않은 것 같아요. 다른 이름이나 지역 변수 말고 self.t에 세세요. 처음에는 0, 첫 update 뒤에는 1이에요.",
)  # fmt: skip
class NoAttributeT(Base):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr, beta1, beta2, eps)
        self.iter = self.__dict__.pop("t")

    def update(self, params, grads):
        self.t = self.iter
        try:
            return super().update(params, grads)
        finally:
            self.iter = self.__dict__.pop("t")


@mistake(
    "Adam", "t_starts_at_one", "t의 처음 값이 1인 것 같아요. 처음에는 0이고, 첫 update를 마친 뒤에 1이어야 해요."
)
class TStartsAtOne(Base):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr, beta1, beta2, eps)
        self.t = 1

    def update(self, params, grads):
        self.t -= 1
        try:
            return super().update(params, grads)
        finally:
            self.t += 1


@mistake("Adam", "t_twice", "한 번의 update에서 t가 두 번 늘어나는 것 같아요. m과 v를 보정할 때 같은 t를 쓰세요.")
class TTwice(Base):
    def hats(self):
        m_hat = self.m / (1 - self.beta1**self.t)
        self.t += 1
        return m_hat, self.v / (1 - self.beta2**self.t)


@mistake(
    "Adam", "betas_crossed", "보정할 때 β1과 β2가 뒤바뀐 것 같아요. m은 β1로, v는 β2로 보정해요."
)
class BetasCrossed(Base):
    def hats(self):
        return self.m / (1 - self.beta2**self.t), self.v / (1 - self.beta1**self.t)


@mistake(
    "Adam", "correct_after_root",
    "v의 제곱근을 먼저 구하고 1 − β2^t로 나눈 것 같아요. 보정을 먼저 하고 그다음에 제곱근을 구하세요.",
)  # fmt: skip
class CorrectAfterRoot(Base):
    def move(self, grads):
        m_hat, _ = self.hats()
        return -self.lr * m_hat / (np.sqrt(self.v) / (1 - self.beta2**self.t) + self.eps)


@mistake(
    "Adam", "stores_corrected",
    "보정한 값을 self.m, self.v에 다시 넣은 것 같아요. 다음 갱신이 보정된 값에서 출발하게 돼요. "
    "m_hat과 v_hat은 지역 변수로만 쓰세요.",
)  # fmt: skip
class StoresCorrected(Base):
    def hats(self):
        self.m, self.v = super().hats()
        return self.m, self.v


@mistake(
    "Adam", "stores_m_hat",
    "보정한 m_hat을 self.m에 다시 넣은 것 같아요. 다음 갱신이 보정된 값에서 출발하게 돼요. m_hat은 지역 변수로만 쓰고 self.m은 보정하지 않은 채로 두세요.",
)  # fmt: skip
class StoresMHat(Base):
    def hats(self):
        self.m, v_hat = super().hats()
        return self.m, v_hat


@mistake(
    "Adam", "stores_v_hat",
    "보정한 v_hat을 self.v에 다시 넣은 것 같아요. 다음 갱신이 보정된 값에서 출발하게 돼요. v_hat은 지역 변수로만 쓰고 self.v는 보정하지 않은 채로 두세요.",
)  # fmt: skip
class StoresVHat(Base):
    def hats(self):
        m_hat, self.v = super().hats()
        return m_hat, self.v


# --- the moving averages -----------------------------------------------------------------


@mistake("Adam", "betas_swapped", "β1과 β2가 뒤바뀐 것 같아요. m의 이동 평균에는 β1을, v의 이동 평균에는 β2를 쓰세요.")
class BetasSwapped(Base):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr, beta2, beta1, eps)


@mistake(
    "Adam", "averages_crossed",
    "이동 평균에서만 β1과 β2가 뒤바뀐 것 같아요. 보정은 맞아요. m의 이동 평균에는 β1을, v의 이동 평균에는 β2를 쓰세요.",
)  # fmt: skip
class AveragesCrossed(Base):
    def average(self, grads):
        self.m = self.beta2 * self.m + (1 - self.beta2) * grads
        self.v = self.beta1 * self.v + (1 - self.beta1) * grads**2


@mistake(
    "Adam", "v_with_beta1",
    "v의 이동 평균에서 기울기의 제곱에 1 − β1을 곱한 것 같아요. v에는 β2와 1 − β2를 함께 써요. m의 줄을 복사했다면 β도 모두 바꾸세요.",
)  # fmt: skip
class VWithBeta1(Base):
    def average(self, grads):
        self.m = self.beta1 * self.m + (1 - self.beta1) * grads
        self.v = self.beta2 * self.v + (1 - self.beta1) * grads**2


@mistake(
    "Adam", "m_with_beta2",
    "m의 이동 평균에서 기울기에 1 − β2를 곱한 것 같아요. m에는 β1과 1 − β1을 함께 써요.",
)  # fmt: skip
class MWithBeta2(Base):
    def average(self, grads):
        self.m = self.beta1 * self.m + (1 - self.beta2) * grads
        self.v = self.beta2 * self.v + (1 - self.beta2) * grads**2


@mistake(
    "Adam", "weights_swapped",
    "이동 평균의 두 가중치가 뒤바뀐 것 같아요. 지난 값에 β를, 새 기울기에 1 − β를 곱하세요.",
)  # fmt: skip
class WeightsSwapped(Base):
    def average(self, grads):
        self.m = (1 - self.beta1) * self.m + self.beta1 * grads
        self.v = (1 - self.beta2) * self.v + self.beta2 * grads**2


@mistake(
    "Adam", "no_one_minus",
    "새 기울기에 1 − β를 곱하지 않은 것 같아요. 그러면 평균이 아니라 쌓이는 합이 돼요.",
)  # fmt: skip
class NoOneMinus(Base):
    def average(self, grads):
        self.m = self.beta1 * self.m + grads
        self.v = self.beta2 * self.v + grads**2


@mistake(
    "Adam", "no_square",
    "v를 갱신할 때 기울기를 제곱하지 않은 것 같아요. 음수가 섞이면 제곱근이 NaN이 되기도 해요. grads**2를 쓰세요.",
)  # fmt: skip
class NoSquare(Base):
    def average(self, grads):
        self.m = self.beta1 * self.m + (1 - self.beta1) * grads
        self.v = self.beta2 * self.v + (1 - self.beta2) * grads


@mistake(
    "Adam", "centered",
    "v에 (기울기 − m)²을 넣은 것 같아요. v는 평균을 빼지 않은 2차 모멘트라서 분산과 달라요. grads**2를 그대로 쓰세요.",
)  # fmt: skip
class Centered(Base):
    def average(self, grads):
        self.m = self.beta1 * self.m + (1 - self.beta1) * grads
        self.v = self.beta2 * self.v + (1 - self.beta2) * (grads - self.m) ** 2


@mistake(
    "Adam", "square_of_m", "v에 기울기의 제곱이 아니라 m의 제곱을 넣은 것 같아요. v에는 grads**2가 들어가요."
)
class SquareOfM(Base):
    def average(self, grads):
        self.m = self.beta1 * self.m + (1 - self.beta1) * grads
        self.v = self.beta2 * self.v + (1 - self.beta2) * self.m**2


@mistake(
    "Adam", "starts_with_gradient",
    "첫 호출에서 m과 v를 0이 아니라 첫 기울기로 시작한 것 같아요. 0에서 시작해야 편향 보정과 맞아요.",
)  # fmt: skip
class StartsWithGradient(Base):
    def start(self, grads):
        self.m, self.v = grads.copy(), grads**2


@mistake(
    "Adam", "one_scale",
    "v를 배열 전체의 평균 하나로 만든 것 같아요. 좌표마다 따로 재야 좌표마다 걸음이 맞춰져요.",
)  # fmt: skip
class OneScale(Base):
    def average(self, grads):
        self.m = self.beta1 * self.m + (1 - self.beta1) * grads
        self.v = self.beta2 * self.v + (1 - self.beta2) * np.full(grads.shape, np.mean(grads**2))


@mistake(
    "Adam", "small_integers",
    "정수 기울기를 float64로 바꾸기 전에 제곱한 것 같아요. int8이나 uint8에서는 제곱이 범위를 넘어 엉뚱한 수가 돼요.",
)  # fmt: skip
class SmallIntegers(Base):
    def update(self, params, grads):
        self.check(params, grads)
        if self.m is None:
            self.start(grads)
        self.t += 1
        with np.errstate(all="ignore"):
            square = np.asarray(grads) ** 2
        self.m = self.beta1 * self.m + (1 - self.beta1) * grads
        self.v = self.beta2 * self.v + (1 - self.beta2) * square
        return params + self.move(grads)


# --- the step ----------------------------------------------------------------------------


@mistake("Adam", "uphill", "부호가 반대인 것 같아요. 손실을 줄이려면 params에서 빼야 해요.")
class Uphill(Base):
    def move(self, grads):
        return -super().move(grads)


@mistake("Adam", "no_root", "v_hat의 제곱근을 빠뜨린 것 같아요. 걸음이 기울기의 크기에 반비례하게 돼요.")
class NoRoot(Base):
    def move(self, grads):
        m_hat, v_hat = self.hats()
        return -self.lr * m_hat / (v_hat + self.eps)


@mistake(
    "Adam", "no_eps", "분모에 eps가 없는 것 같아요. 기울기가 0이면 0/0이 되어 NaN이 나와요. sqrt(v_hat)에 eps를 더하세요."
)
class NoEps(Base):
    def move(self, grads):
        m_hat, v_hat = self.hats()
        return -self.lr * m_hat / np.sqrt(v_hat)


@mistake("Adam", "only_momentum", "v로 나누지 않은 것 같아요. m만 쓰면 모멘텀이고, 걸음이 기울기의 크기에 좌우돼요.")
class OnlyMomentum(Base):
    def move(self, grads):
        return -self.lr * self.hats()[0]


@mistake(
    "Adam", "raw_gradient",
    "분자에 m_hat이 아니라 이번 기울기를 그대로 쓴 것 같아요. 그러면 RMSProp에 가까워요.",
)  # fmt: skip
class RawGradient(Base):
    def move(self, grads):
        return -self.lr * grads / (np.sqrt(self.hats()[1]) + self.eps)


@mistake(
    "Adam", "sign_only", "걸음이 lr·sign(기울기)인 것 같아요. Adam의 걸음은 첫 갱신에서만 그와 비슷해요. m과 v를 쓰세요."
)
class SignOnly(Base):
    def move(self, grads):
        return -self.lr * np.sign(grads)


@mistake(
    "Adam", "returns_step", "새 파라미터가 아니라 걸음만 돌려준 것 같아요. params에서 걸음을 뺀 값을 돌려주세요."
)
class ReturnsStep(Base):
    def update(self, params, grads):
        return super().update(np.zeros(np.shape(params)), grads)


@mistake(
    "Adam", "fixed_settings",
    "생성자가 받은 beta1, beta2, eps 대신 0.9, 0.999, 1e-8을 그대로 적은 것 같아요. self에 담아 둔 값을 쓰세요.",
)  # fmt: skip
class FixedSettings(Base):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr)


@mistake("Adam", "fixed_eps", "생성자가 받은 eps 대신 1e-8을 그대로 적은 것 같아요. self.eps를 쓰세요.")
class FixedEps(Base):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr, beta1, beta2)


@mistake(
    "Adam", "fixed_book_eps",
    "생성자가 받은 eps 대신 1e-7을 그대로 적은 것 같아요(밑바닥 시리즈와 Keras의 값). 이 단원의 기본값은 1e-8이고, update에서는 self.eps를 써요.",
)  # fmt: skip
class FixedBookEps(Base):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr, beta1, beta2, 1e-7)


# --- other conventions -------------------------------------------------------------------


@mistake(
    "Adam", "eps_inside",
    "eps를 제곱근 안에 더했어요. 이 단원은 논문처럼 sqrt(v_hat) + eps를 써요.",
    convention=True,
)  # fmt: skip
class EpsInside(Base):
    def move(self, grads):
        m_hat, v_hat = self.hats()
        return -self.lr * m_hat / np.sqrt(v_hat + self.eps)


@mistake(
    "Adam", "eps_on_raw_v",
    "보정을 학습률에 몰아넣어(lr_t) eps를 보정하지 않은 sqrt(v)에 더했어요. "
    "Keras, scikit-learn, 밑바닥 시리즈의 방식이에요. 이 단원은 sqrt(v_hat)에 eps를 더해요.",
    convention=True,
)  # fmt: skip
class EpsOnRawV(Base):
    def move(self, grads):
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
        return -lr_t * self.m / (np.sqrt(self.v) + self.eps)


@mistake(
    "Adam", "book_step",
    "밑바닥 시리즈의 식이에요. 보정을 학습률에 몰아넣고(lr_t), eps 대신 1e-7을 보정하지 않은 sqrt(v)에 더했어요. "
    "이 단원은 m_hat과 v_hat을 따로 구해 sqrt(v_hat)에 self.eps를 더해요.",
    convention=True,
)  # fmt: skip
class BookStep(Base):
    def move(self, grads):
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
        return -lr_t * self.m / (np.sqrt(self.v) + 1e-7)


@mistake(
    "Adam", "default_eps",
    "eps의 기본값이 1e-7이네요(Keras의 기본값). 이 단원의 기본값은 1e-8이에요.",
    convention=True,
)  # fmt: skip
class DefaultEps(Base):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
        super().__init__(lr, beta1, beta2, eps)


# --- state, side effects, errors ---------------------------------------------------------


@mistake(
    "Adam", "in_place",
    "params를 제자리에서 바꾼 것 같아요(`params -= …`). 부르는 쪽의 배열까지 바뀌어요. params - … 로 새 배열을 만드세요.",
)  # fmt: skip
class InPlace(Base):
    def update(self, params, grads):
        params += super().update(np.zeros(np.shape(params)), grads)
        return params


@mistake(
    "Adam", "returns_nothing",
    "params만 바꾸고 아무것도 돌려주지 않은 것 같아요. 새 배열을 만들어 return하세요.",
)  # fmt: skip
class ReturnsNothing(Base):
    def update(self, params, grads):
        params[...] = super().update(params.copy(), grads)


@mistake(
    "Adam", "same_buffer",
    "매번 같은 배열에 결과를 써서 돌려준 것 같아요. 먼저 돌려준 배열까지 바뀌니 호출할 때마다 새 배열을 만드세요.",
)  # fmt: skip
class SameBuffer(Base):
    buffer = None

    def update(self, params, grads):
        result = super().update(params, grads)
        if self.buffer is None:
            self.buffer = np.zeros(np.shape(params))
        self.buffer[...] = result
        return self.buffer


@mistake(
    "Adam", "scales_gradient",
    "grads를 제자리에서 바꾼 것 같아요(`grads *= …`나 `grads **= 2`). 인자는 그대로 두고 새 배열로 계산하세요.",
)  # fmt: skip
class ScalesGradient(Base):
    def update(self, params, grads):
        result = super().update(params, grads)
        if isinstance(grads, np.ndarray) and grads.dtype == np.float64 and grads.flags.writeable:
            grads *= grads
        return result


@mistake(
    "Adam", "shared_state",
    "m, v, t를 클래스 변수로 둔 것 같아요. 그러면 모든 객체가 한 상태를 나눠 써요. __init__ 안에서 self에 담으세요.",
)  # fmt: skip
class SharedState(Base):
    def __setattr__(self, name, value):
        # As if update wrote Adam.m = … instead of self.m = …; a new object starts all of them afresh.
        if name in ("m", "v", "t"):
            setattr(type(self), name, value)
        else:
            super().__setattr__(name, value)


@mistake(
    "Adam", "averages_start_at_zero",
    "m과 v의 처음 값이 0인 것 같아요. 약속은 첫 update 전까지 None이에요. 배열의 크기는 첫 호출에서야 알 수 있거든요.",
)  # fmt: skip
class AveragesStartAtZero(Base):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr, beta1, beta2, eps)
        self.m = self.v = 0.0


@mistake(
    "Adam", "empty_init",
    "__init__이 m, v, t의 처음 값을 self에 담지 않은 것 같아요(pass나 다른 이름). 받은 설정 네 개와 m, v, t를 모두 self에 담아야 update에서 쓸 수 있어요.",
)  # fmt: skip
class EmptyInit(Base):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        pass


EmptyInit.__name__ = "Adam"  # it stands in the words of the AttributeError


@mistake(
    "Adam", "integer_result",
    "결과를 params의 dtype으로 되돌린 것 같아요. params가 정수면 걸음이 잘려 나가요. 결과는 float64여야 해요.",
)  # fmt: skip
class IntegerResult(Base):
    def update(self, params, grads):
        return super().update(params, grads).astype(np.asarray(params).dtype)


@mistake(
    "Adam", "flattens", "결과를 1차원으로 펴서 돌려준 것 같아요. 결과의 shape는 params와 같아야 해요."
)
class Flattens(Base):
    def update(self, params, grads):
        return np.ravel(super().update(params, grads))


@mistake(
    "Adam", "no_shape_check",
    "shape를 확인하지 않은 것 같아요. (3,)과 (1,)처럼 브로드캐스팅되는 짝은 오류 없이 엉뚱한 답이 나와요.",
)  # fmt: skip
class NoShapeCheck(Base):
    def check(self, params, grads):
        pass


@mistake(
    "Adam", "checks_size_only",
    "shape가 아니라 원소 수나 길이만 견준 것 같아요. (2, 3)과 (3, 2)도 서로 다른 shape예요.",
)  # fmt: skip
class ChecksSizeOnly(Base):
    def check(self, params, grads):
        if np.size(params) != np.size(grads):
            raise ValueError("params and grads differ in size")


@mistake(
    "Adam", "nameless_error",
    "ValueError의 메시지에 어느 인자가 문제인지 없는 것 같아요. params나 grads라는 이름을 적어 주세요.",
)  # fmt: skip
class NamelessError(Base):
    def check(self, params, grads):
        if np.shape(params) != np.shape(grads):
            raise ValueError("shape가 다릅니다.")
