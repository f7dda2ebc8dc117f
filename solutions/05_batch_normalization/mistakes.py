"""Wrong answers to unit 05 with their diagnoses, the likeliest first.

Most differ from a right answer in one method, so they share `Base`, a right answer cut into small steps.
"""

import numpy as np
from autograder.spec import mistake


class Base:
    """A right answer in small steps, each of which a mistake may get wrong."""

    def __init__(self, eps=1e-5, momentum=0.9):
        self.eps, self.momentum = eps, momentum
        self.gamma = self.beta = self.running_mean = self.running_var = None

    def forward(self, x, training=True):
        self.check_dimensions(x)
        x = np.asarray(x, dtype=np.float64)
        if self.running_mean is None:
            self.start(x)
        self.check_features(x)
        mean, var = self.train(x) if training else self.recall(x)
        return self.affine(self.normalise(x, mean, var), training)

    def check_dimensions(self, x):
        if np.ndim(x) != 2:
            raise ValueError("x is not 2-D")

    def start(self, x):
        self.gamma, self.beta = np.ones(x.shape[1]), np.zeros(x.shape[1])
        self.running_mean, self.running_var = np.zeros(x.shape[1]), np.ones(x.shape[1])

    def check_features(self, x):
        if x.shape[1] != np.size(self.running_mean):
            raise ValueError("x has another number of features")

    def check_rows(self, x):
        if len(x) == 1:
            raise ValueError("x has one row")

    def batch(self, x):
        return x.mean(axis=0), x.var(axis=0)

    def train(self, x):
        self.check_rows(x)
        mean, var = self.batch(x)
        self.update(x, mean, var)
        return mean, var

    def update(self, x, mean, var):
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
        self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var

    def recall(self, x):
        return self.running_mean, self.running_var

    def normalise(self, x, mean, var):
        return (x - mean) / np.sqrt(var + self.eps)

    def affine(self, x_hat, training):
        return self.gamma * x_hat + self.beta


# --- normalising the batch ---------------------------------------------------------------


@mistake(
    "BatchNorm", "rows",
    "행마다(axis=1) 정규화한 것 같아요. 그러면 층 정규화예요. 특성마다 맞추려면 샘플을 따라 평균해야 하니 axis=0이에요.",
)  # fmt: skip
class Rows(Base):
    def train(self, x):
        self.check_rows(x)
        self.update(x, *self.batch(x))
        return x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)


@mistake(
    "BatchNorm", "whole_array",
    "배열 전체의 평균 하나와 분산 하나로 정규화한 것 같아요. 특성마다 따로 구하도록 axis=0을 적으세요.",
)  # fmt: skip
class WholeArray(Base):
    def batch(self, x):
        return np.full(x.shape[1], x.mean()), np.full(x.shape[1], x.var())


@mistake(
    "BatchNorm", "mean_of_all",
    "평균을 배열 전체에서 하나만 구한 것 같아요(`x.mean()`). 분산은 열마다 잘 구했어요. 평균에도 axis=0을 적으세요.",
)  # fmt: skip
class MeanOfAll(Base):
    def batch(self, x):
        return np.full(x.shape[1], x.mean()), x.var(axis=0)


@mistake(
    "BatchNorm", "var_of_all",
    "분산을 배열 전체에서 하나만 구한 것 같아요(`x.var()`). 평균은 열마다 잘 구했어요. 분산에도 axis=0을 적으세요.",
)  # fmt: skip
class VarOfAll(Base):
    def batch(self, x):
        return x.mean(axis=0), np.full(x.shape[1], x.var())


@mistake(
    "BatchNorm", "unbiased_batch",
    "배치의 분산을 N − 1로 나눈 것 같아요(ddof=1). 배치 정규화는 N으로 나눈 분산을 써요. NumPy의 기본값(ddof=0)이에요.",
)  # fmt: skip
class UnbiasedBatch(Base):
    def batch(self, x):
        return x.mean(axis=0), x.var(axis=0) * len(x) / max(len(x) - 1, 1)


@mistake(
    "BatchNorm", "unbiased_output",
    "정규화할 때만 N − 1로 나눈 분산을 쓴 것 같아요(ddof=1). 이동 분산은 맞아요. 정규화에도 N으로 나눈 분산(ddof=0)을 쓰세요.",
)  # fmt: skip
class UnbiasedOutput(Base):
    def train(self, x):
        mean, var = super().train(x)
        return mean, var * len(x) / max(len(x) - 1, 1)


@mistake("BatchNorm", "no_centre", "평균을 빼지 않은 것 같아요. x에서 mean을 뺀 다음에 나누세요.")
class NoCentre(Base):
    def normalise(self, x, mean, var):
        return x / np.sqrt(var + self.eps)


@mistake("BatchNorm", "no_scale", "평균만 빼고 표준편차로 나누지 않은 것 같아요.")
class NoScale(Base):
    def normalise(self, x, mean, var):
        return x - mean


@mistake(
    "BatchNorm", "no_root", "분산의 제곱근을 빠뜨린 것 같아요. 분산이 아니라 표준편차로 나눠야 분산이 1이 돼요."
)
class NoRoot(Base):
    def normalise(self, x, mean, var):
        return (x - mean) / (var + self.eps)


@mistake(
    "BatchNorm", "min_max", "최솟값과 최댓값으로 0과 1 사이에 맞춘 것 같아요. 배치 정규화는 평균과 표준편차로 맞춰요."
)
class MinMax(Base):
    def train(self, x):
        super().train(x)
        return x.min(axis=0), np.ptp(x, axis=0) ** 2


@mistake(
    "BatchNorm", "one_pass_variance",
    "분산을 mean(x²) − mean(x)²으로 구한 것 같아요. 평균이 아주 크면 비슷한 두 수를 빼느라 자릿수를 잃어요. "
    "편차의 제곱을 평균하거나 x.var를 쓰세요.",
)  # fmt: skip
class OnePassVariance(Base):
    def batch(self, x):
        mean = x.mean(axis=0)
        return mean, np.maximum((x * x).mean(axis=0) - mean * mean, 0.0)


@mistake(
    "BatchNorm", "single_precision",
    "float32로 계산한 것 같아요. 값이 크면 자릿수를 많이 잃어요. float64로 바꾸어 계산하고, 결과도 float64여야 해요.",
)  # fmt: skip
class SinglePrecision(Base):
    def forward(self, x, training=True):
        return super().forward(np.asarray(x).astype(np.float32), training).astype(np.float32)


# --- eps ---------------------------------------------------------------------------------


@mistake(
    "BatchNorm", "eps_outside",
    "eps를 제곱근 밖에서 더한 것 같아요. Adam과 달리 배치 정규화는 sqrt(var + eps)로, 제곱근 안에 더해요.",
)  # fmt: skip
class EpsOutside(Base):
    def normalise(self, x, mean, var):
        return (x - mean) / (np.sqrt(var) + self.eps)


@mistake(
    "BatchNorm", "no_eps", "eps를 더하지 않은 것 같아요. 값이 모두 같은 열에서는 0/0이 되어 NaN이 나와요."
)
class NoEps(Base):
    def normalise(self, x, mean, var):
        with np.errstate(all="ignore"):
            return (x - mean) / np.sqrt(var)


@mistake("BatchNorm", "fixed_eps", "생성자가 받은 eps 대신 1e-5를 그대로 적은 것 같아요. self.eps를 쓰세요.")
class FixedEps(Base):
    def normalise(self, x, mean, var):
        return (x - mean) / np.sqrt(var + 1e-5)


@mistake(
    "BatchNorm", "book_eps",
    "생성자가 받은 eps 대신 10e-7을 그대로 적은 것 같아요(밑바닥 시리즈의 코드). self.eps를 쓰세요. 10e-7은 1e-7이 아니라 1e-6이기도 해요.",
)  # fmt: skip
class BookEps(Base):
    def normalise(self, x, mean, var):
        return (x - mean) / np.sqrt(var + 10e-7)


@mistake("BatchNorm", "fixed_eps_1e_7", "생성자가 받은 eps 대신 1e-7을 그대로 적은 것 같아요. self.eps를 쓰세요.")
class FixedEps7(Base):
    def normalise(self, x, mean, var):
        return (x - mean) / np.sqrt(var + 1e-7)


@mistake("BatchNorm", "fixed_eps_1e_8", "생성자가 받은 eps 대신 1e-8을 그대로 적은 것 같아요(Adam의 값). self.eps를 쓰세요.")
class FixedEps8(Base):
    def normalise(self, x, mean, var):
        return (x - mean) / np.sqrt(var + 1e-8)


@mistake(
    "BatchNorm", "eps_stored_in_var",
    "eps를 더한 분산을 running_var에도 섞은 것 같아요. 이동 분산에는 배치의 분산만 섞고, eps는 나눌 때만 더하세요.",
)  # fmt: skip
class EpsStoredInVar(Base):
    def update(self, x, mean, var):
        super().update(x, mean, var + self.eps)


@mistake(
    "BatchNorm", "keras_eps",
    "eps의 기본값이 1e-3이네요(Keras의 기본값). 이 단원의 기본값은 1e-5예요.",
    convention=True,
)  # fmt: skip
class KerasEps(Base):
    def __init__(self, eps=1e-3, momentum=0.9):
        super().__init__(eps, momentum)


@mistake(
    "BatchNorm", "default_eps_10e_7",
    "eps의 기본값이 1e-6이네요(10e-7은 1e-6과 같아요). 이 단원의 기본값은 1e-5예요.",
)  # fmt: skip
class DefaultEps6(Base):
    def __init__(self, eps=10e-7, momentum=0.9):
        super().__init__(eps, momentum)


@mistake("BatchNorm", "default_eps_1e_7", "eps의 기본값이 1e-7이네요. 이 단원의 기본값은 1e-5예요.")
class DefaultEps7(Base):
    def __init__(self, eps=1e-7, momentum=0.9):
        super().__init__(eps, momentum)


@mistake("BatchNorm", "default_eps_1e_8", "eps의 기본값이 1e-8이네요. 그것은 Adam의 기본값이고, 배치 정규화의 기본값은 1e-5예요.")
class DefaultEps8(Base):
    def __init__(self, eps=1e-8, momentum=0.9):
        super().__init__(eps, momentum)


# --- the running values ------------------------------------------------------------------


@mistake(
    "BatchNorm", "never_updated",
    "이동 평균과 이동 분산을 갱신하지 않은 것 같아요. 훈련 모드의 forward마다 한 번씩 배치의 값을 섞으세요.",
)  # fmt: skip
class NeverUpdated(Base):
    def update(self, x, mean, var):
        pass


@mistake(
    "BatchNorm", "only_mean_updated", "이동 평균만 갱신하고 이동 분산은 갱신하지 않은 것 같아요. 둘 다 섞어야 해요."
)
class OnlyMeanUpdated(Base):
    def update(self, x, mean, var):
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean


@mistake(
    "BatchNorm", "torch_momentum",
    "momentum을 새 값에 곱했어요. PyTorch의 약속이에요. 이 단원에서는 지난 값에 momentum을, 새 값에 1 − momentum을 곱해요.",
    convention=True,
)  # fmt: skip
class TorchMomentum(Base):
    def update(self, x, mean, var):
        self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
        self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var


@mistake(
    "BatchNorm", "unbiased_running",
    "이동 분산에 N − 1로 나눈 분산을 섞었어요. PyTorch와 처음 논문의 약속이에요. 이 단원은 정규화에 쓴 것과 같이 N으로 나눈 분산을 섞어요.",
    convention=True,
)  # fmt: skip
class UnbiasedRunning(Base):
    def update(self, x, mean, var):
        super().update(x, mean, var * len(x) / max(len(x) - 1, 1))


@mistake(
    "BatchNorm", "starts_with_first_batch",
    "첫 배치의 평균과 분산에서 이동값을 시작했어요. 그렇게 하는 구현도 있지만, 이 단원에서는 0과 1에서 시작해요.",
    convention=True,
)  # fmt: skip
class StartsWithFirstBatch(Base):
    fresh = True

    def update(self, x, mean, var):
        if self.fresh:
            self.running_mean, self.running_var, self.fresh = mean, var, False
        else:
            super().update(x, mean, var)


@mistake(
    "BatchNorm", "plain_average",
    "지난 배치들을 똑같은 비중으로 평균한 것 같아요(PyTorch의 momentum=None). 이 단원은 momentum으로 섞는 지수 이동 평균을 써요.",
    convention=True,
)  # fmt: skip
class PlainAverage(Base):
    seen = 0

    def update(self, x, mean, var):
        self.seen += 1
        self.running_mean = self.running_mean + (mean - self.running_mean) / self.seen
        self.running_var = self.running_var + (var - self.running_var) / self.seen


@mistake(
    "BatchNorm", "keras_momentum",
    "momentum의 기본값이 0.99네요(Keras의 기본값). 이 단원의 기본값은 0.9예요.",
    convention=True,
)  # fmt: skip
class KerasMomentum(Base):
    def __init__(self, eps=1e-5, momentum=0.99):
        super().__init__(eps, momentum)


@mistake(
    "BatchNorm", "torch_default",
    "momentum의 기본값이 0.1이네요. PyTorch의 0.1은 새 값의 비율이라 여기서는 0.9에 해당해요.",
    convention=True,
)  # fmt: skip
class TorchDefault(Base):
    def __init__(self, eps=1e-5, momentum=0.1):
        super().__init__(eps, momentum)


@mistake("BatchNorm", "fixed_momentum", "생성자가 받은 momentum 대신 0.9를 그대로 적은 것 같아요. self.momentum을 쓰세요.")
class FixedMomentum(Base):
    def update(self, x, mean, var):
        self.running_mean = 0.9 * self.running_mean + 0.1 * mean
        self.running_var = 0.9 * self.running_var + 0.1 * var


@mistake(
    "BatchNorm", "no_one_minus",
    "새 값에 1 − momentum을 곱하지 않은 것 같아요. 그러면 평균이 아니라 쌓이는 합이 돼요.",
)  # fmt: skip
class NoOneMinus(Base):
    def update(self, x, mean, var):
        self.running_mean = self.momentum * self.running_mean + mean
        self.running_var = self.momentum * self.running_var + var


@mistake(
    "BatchNorm", "forgets",
    "이동값을 섞지 않고 이번 배치의 값으로 바꿔 버린 것 같아요. 지난 값에 momentum을 곱해 더하세요.",
)  # fmt: skip
class Forgets(Base):
    def update(self, x, mean, var):
        self.running_mean, self.running_var = mean, var


@mistake(
    "BatchNorm", "running_deviation",
    "running_var에 분산이 아니라 표준편차를 섞은 것 같아요. 표준편차의 평균은 분산의 평균과 이어지지 않아요. 분산을 섞으세요.",
)  # fmt: skip
class RunningDeviation(Base):
    def update(self, x, mean, var):
        super().update(x, mean, np.sqrt(var))


@mistake(
    "BatchNorm", "variance_from_zero",
    "이동 분산의 처음 값을 0으로 둔 것 같아요. 이동 평균은 0, 이동 분산은 1에서 시작해요.",
)  # fmt: skip
class VarianceFromZero(Base):
    def start(self, x):
        super().start(x)
        self.running_var = np.zeros(x.shape[1])


@mistake(
    "BatchNorm", "mean_from_one",
    "이동 평균의 처음 값을 1로 둔 것 같아요. 이동 평균은 0, 이동 분산은 1에서 시작해요.",
)  # fmt: skip
class MeanFromOne(Base):
    def start(self, x):
        super().start(x)
        self.running_mean = np.ones(x.shape[1])


@mistake(
    "BatchNorm", "normalises_with_running",
    "훈련 모드에서도 이동값으로 정규화한 것 같아요. 훈련 모드는 이번 배치의 평균과 분산을 써요.",
)  # fmt: skip
class NormalisesWithRunning(Base):
    def train(self, x):
        super().train(x)
        return self.running_mean, self.running_var


@mistake(
    "BatchNorm", "of_normalised",
    "이동값에 정규화한 뒤의 평균과 분산을 섞은 것 같아요. 그 값은 늘 0과 1이에요. 정규화하기 전의 값을 섞으세요.",
)  # fmt: skip
class OfNormalised(Base):
    def update(self, x, mean, var):
        x_hat = self.normalise(x, mean, var)
        super().update(x, x_hat.mean(axis=0), x_hat.var(axis=0))


@mistake(
    "BatchNorm", "starts_every_time",
    "forward를 부를 때마다 이동값을 0과 1로 되돌리는 것 같아요. 처음 한 번만 만들고 그다음에는 이어서 쓰세요.",
)  # fmt: skip
class StartsEveryTime(Base):
    def update(self, x, mean, var):
        self.running_mean, self.running_var = np.zeros(x.shape[1]), np.ones(x.shape[1])
        super().update(x, mean, var)


@mistake(
    "BatchNorm", "bias_corrected",
    "Adam처럼 1 − momentum^t로 나누어 보정한 것 같아요. 배치 정규화의 이동값은 보정하지 않아요.",
)  # fmt: skip
class BiasCorrected(Base):
    t = 0

    def recall(self, x):
        left = 1 - self.momentum**self.t if self.t else 1.0
        return self.running_mean / left, self.running_var / left

    def update(self, x, mean, var):
        self.t += 1
        super().update(x, mean, var)


@mistake(
    "BatchNorm", "kept_dimensions",
    "running_mean과 running_var의 shape가 (1, D)인 것 같아요(keepdims=True). 약속은 (D,)예요.",
)  # fmt: skip
class KeptDimensions(Base):
    def start(self, x):
        super().start(x)
        self.running_mean, self.running_var = np.zeros((1, x.shape[1])), np.ones((1, x.shape[1]))

    def batch(self, x):
        return x.mean(axis=0, keepdims=True), x.var(axis=0, keepdims=True)


@mistake(
    "BatchNorm", "empty_init",
    "__init__이 아무것도 담지 않은 것 같아요(pass나 다른 이름). eps와 momentum을 self에 담고, 나머지 네 속성은 None으로 두어야 forward에서 쓸 수 있어요.",
)  # fmt: skip
class EmptyInit(Base):
    def __init__(self, eps=1e-5, momentum=0.9):
        pass


# --- inference ---------------------------------------------------------------------------


@mistake(
    "BatchNorm", "inference_gives_none",
    "추론 모드에서 아무것도 돌려주지 않은 것 같아요. return이 훈련 모드의 if 안에만 있지 않은지 보세요.",
)  # fmt: skip
class InferenceGivesNone(Base):
    def forward(self, x, training=True):
        result = super().forward(x, training)
        return result if training else None


@mistake(
    "BatchNorm", "batch_at_inference",
    "추론 모드에서도 들어온 배치의 평균과 분산을 쓴 것 같아요. 함께 들어온 샘플에 따라 답이 달라져요. "
    "running_mean과 running_var를 쓰세요.",
)  # fmt: skip
class BatchAtInference(Base):
    def recall(self, x):
        return self.batch(x)


@mistake(
    "BatchNorm", "updates_at_inference",
    "추론 모드에서도 이동값을 갱신한 것 같아요. 추론은 아무것도 바꾸지 않아야 해요.",
)  # fmt: skip
class UpdatesAtInference(Base):
    def recall(self, x):
        before = self.running_mean, self.running_var
        self.update(x, *self.batch(x))
        return before


@mistake(
    "BatchNorm", "mean_updated_at_inference",
    "추론 모드에서도 이동 평균을 갱신한 것 같아요. running_var는 그대로인데 running_mean만 바뀌었어요. 추론은 아무것도 바꾸지 않아야 해요. "
    "갱신하는 두 줄이 모두 if training: 안에 있는지 보세요.",
)  # fmt: skip
class MeanUpdatedAtInference(Base):
    def recall(self, x):
        before = self.running_mean
        self.running_mean = self.momentum * before + (1 - self.momentum) * x.mean(axis=0)
        return before, self.running_var


@mistake(
    "BatchNorm", "var_updated_at_inference",
    "추론 모드에서도 이동 분산을 갱신한 것 같아요. running_mean은 그대로인데 running_var만 바뀌었어요. 추론은 아무것도 바꾸지 않아야 해요. "
    "갱신하는 두 줄이 모두 if training: 안에 있는지 보세요.",
)  # fmt: skip
class VarUpdatedAtInference(Base):
    def recall(self, x):
        before = self.running_var
        self.running_var = self.momentum * before + (1 - self.momentum) * x.var(axis=0)
        return self.running_mean, before


@mistake(
    "BatchNorm", "ignores_training",
    "training을 보지 않고 늘 훈련 모드로 계산한 것 같아요. training=False이면 이동값을 쓰고 갱신하지 마세요.",
)  # fmt: skip
class IgnoresTraining(Base):
    def recall(self, x):
        mean, var = self.batch(x)
        self.update(x, mean, var)
        return mean, var


@mistake(
    "BatchNorm", "modes_swapped", "훈련 모드와 추론 모드가 뒤바뀐 것 같아요. training이 참일 때 배치의 값을 쓰고 갱신해요."
)
class ModesSwapped(Base):
    def check_rows(self, x):
        pass

    def forward(self, x, training=True):
        return super().forward(x, not training)


@mistake(
    "BatchNorm", "never_trains",
    "훈련 모드에서도 이동값으로 정규화하고 갱신하지 않은 것 같아요. training=True이면 이번 배치의 평균과 분산을 쓰고 이동값을 갱신하세요.",
)  # fmt: skip
class NeverTrains(Base):
    def train(self, x):
        return self.recall(x)


@mistake(
    "BatchNorm", "inference_by_default",
    "training의 기본값이 False인 것 같아요. 약속은 training=True예요.",
)  # fmt: skip
class InferenceByDefault(Base):
    def forward(self, x, training=False):
        return super().forward(x, training)


@mistake(
    "BatchNorm", "inference_returns_x",
    "추론 모드에서 x를 그대로 돌려준 것 같아요. 드롭아웃과 달리 배치 정규화는 추론 모드에서도 정규화해요.",
)  # fmt: skip
class InferenceReturnsX(Base):
    def forward(self, x, training=True):
        result = super().forward(x, training)
        return result if training else np.array(x, dtype=np.float64)


@mistake(
    "BatchNorm", "last_batch",
    "추론 모드에서 마지막 훈련 배치의 평균과 분산을 쓴 것 같아요. 모아 둔 running_mean과 running_var를 쓰세요.",
)  # fmt: skip
class LastBatch(Base):
    last = None

    def train(self, x):
        self.last = super().train(x)
        return self.last

    def recall(self, x):
        return self.last or (self.running_mean, self.running_var)


@mistake(
    "BatchNorm", "variance_as_deviation",
    "추론 모드에서 running_var의 제곱근을 빠뜨린 것 같아요. running_var는 분산이니 sqrt(running_var + eps)로 나누세요.",
)  # fmt: skip
class VarianceAsDeviation(Base):
    def forward(self, x, training=True):
        if training or self.running_mean is None:
            return super().forward(x, training)
        self.check_dimensions(x)
        self.check_features(x)
        return self.gamma * (x - self.running_mean) / (self.running_var + self.eps) + self.beta


@mistake(
    "BatchNorm", "no_eps_at_inference",
    "추론 모드에서는 eps를 더하지 않은 것 같아요. 두 모드의 식은 같아요. sqrt(running_var + eps)로 나누세요.",
)  # fmt: skip
class NoEpsAtInference(Base):
    def recall(self, x):
        return self.running_mean, self.running_var - self.eps


@mistake(
    "BatchNorm", "one_row_refused_always",
    "추론 모드에서도 샘플이 하나면 오류를 낸 것 같아요. 이동값을 쓰므로 추론 모드에서는 하나라도 괜찮아요.",
)  # fmt: skip
class OneRowRefusedAlways(Base):
    def recall(self, x):
        self.check_rows(x)
        return super().recall(x)


@mistake(
    "BatchNorm", "inference_needs_training",
    "훈련하기 전의 추론을 오류로 처리했거나, 속성을 훈련 모드에서만 만든 것 같아요. 첫 forward가 추론 모드여도 "
    "1, 0, 0, 1을 만들고 그 값으로 계산하세요.",
)  # fmt: skip
class InferenceNeedsTraining(Base):
    def forward(self, x, training=True):
        if not training and self.gamma is None:
            self.check_dimensions(x)
            raise ValueError("training comes before inference: x")
        return super().forward(x, training)


# --- gamma and beta ----------------------------------------------------------------------


@mistake(
    "BatchNorm", "no_affine", "gamma와 beta를 쓰지 않은 것 같아요. 마지막에 gamma · x_hat + beta를 돌려주세요."
)
class NoAffine(Base):
    def affine(self, x_hat, training):
        return x_hat


@mistake("BatchNorm", "no_beta", "beta를 더하지 않은 것 같아요. gamma · x_hat에 beta를 더하세요.")
class NoBeta(Base):
    def affine(self, x_hat, training):
        return self.gamma * x_hat


@mistake("BatchNorm", "no_gamma", "gamma를 곱하지 않은 것 같아요. x_hat에 gamma를 곱한 다음 beta를 더하세요.")
class NoGamma(Base):
    def affine(self, x_hat, training):
        return x_hat + self.beta


@mistake("BatchNorm", "affine_in_training_only", "추론 모드에서 gamma와 beta를 빠뜨린 것 같아요. 두 모드 모두 써야 해요.")
class AffineInTrainingOnly(Base):
    def affine(self, x_hat, training):
        return self.gamma * x_hat + self.beta if training else x_hat


@mistake("BatchNorm", "affine_at_inference_only", "훈련 모드에서 gamma와 beta를 빠뜨린 것 같아요. 두 모드 모두 써야 해요.")
class AffineAtInferenceOnly(Base):
    def affine(self, x_hat, training):
        return x_hat if training else self.gamma * x_hat + self.beta


@mistake(
    "BatchNorm", "affine_bracket",
    "beta를 먼저 더하고 gamma를 곱한 것 같아요. gamma · x_hat을 먼저 구하고 beta를 더하세요.",
)  # fmt: skip
class AffineBracket(Base):
    def affine(self, x_hat, training):
        return self.gamma * (x_hat + self.beta)


@mistake("BatchNorm", "affine_swapped", "gamma와 beta의 자리가 뒤바뀐 것 같아요. gamma는 곱하고 beta는 더해요.")
class AffineSwapped(Base):
    def start(self, x):
        super().start(x)
        self.gamma, self.beta = self.beta, self.gamma

    def affine(self, x_hat, training):
        return self.beta * x_hat + self.gamma


@mistake(
    "BatchNorm", "affine_from_the_start",
    "gamma와 beta를 __init__에서 숫자로 만든 것 같아요. 첫 forward 전에는 None이고, 첫 forward에서 (D,) 배열이 돼요.",
)  # fmt: skip
class AffineFromTheStart(Base):
    def __init__(self, eps=1e-5, momentum=0.9):
        super().__init__(eps, momentum)
        self.gamma, self.beta = 1.0, 0.0

    def start(self, x):
        self.running_mean, self.running_var = np.zeros(x.shape[1]), np.ones(x.shape[1])


@mistake(
    "BatchNorm", "running_from_the_start",
    "이동값을 __init__에서 숫자로 만든 것 같아요. 첫 forward 전에는 None이고, 첫 forward에서 (D,) 배열이 돼요.",
)  # fmt: skip
class RunningFromTheStart(Base):
    def __init__(self, eps=1e-5, momentum=0.9):
        super().__init__(eps, momentum)
        self.running_mean, self.running_var = 0.0, 1.0

    def start(self, x):
        self.gamma, self.beta = np.ones(x.shape[1]), np.zeros(x.shape[1])

    def forward(self, x, training=True):
        self.check_dimensions(x)
        if self.gamma is None:
            self.start(np.asarray(x))
        return super().forward(x, training)

    def check_features(self, x):
        if x.shape[1] != len(self.gamma):
            raise ValueError("x has another number of features")


@mistake(
    "BatchNorm", "affine_reset",
    "forward를 부를 때마다 gamma와 beta를 1과 0으로 되돌리는 것 같아요. 처음 한 번만 만들어야 밖에서 넣은 값이 남아요.",
)  # fmt: skip
class AffineReset(Base):
    def affine(self, x_hat, training):
        self.gamma, self.beta = np.ones(x_hat.shape[1]), np.zeros(x_hat.shape[1])
        return super().affine(x_hat, training)


@mistake(
    "BatchNorm", "running_of_output",
    "이동값에 출력 y의 평균과 분산을 섞은 것 같아요. 정규화하기 전의 x에서 구한 값을 섞으세요.",
)  # fmt: skip
class RunningOfOutput(Base):
    def train(self, x):
        self.check_rows(x)
        mean, var = self.batch(x)
        out = self.affine(self.normalise(x, mean, var), True)
        self.update(x, out.mean(axis=0), out.var(axis=0))
        return mean, var


# --- results, side effects, state --------------------------------------------------------


@mistake(
    "BatchNorm", "returns_tuple",
    "출력과 함께 다른 것도 돌려준 것 같아요(CS231n 과제처럼 cache를 붙이는 약속). 이 단원은 출력 배열 하나만 돌려줘요.",
    convention=True,
)  # fmt: skip
class ReturnsTuple(Base):
    def forward(self, x, training=True):
        return super().forward(x, training), (x, self.gamma)


@mistake(
    "BatchNorm", "integer_result",
    "결과를 x의 dtype으로 되돌린 것 같아요. x가 정수면 소수가 잘려 나가요. 결과는 float64여야 해요.",
)  # fmt: skip
class IntegerResult(Base):
    def forward(self, x, training=True):
        return super().forward(x, training).astype(np.asarray(x).dtype)


@mistake(
    "BatchNorm", "in_place",
    "x를 제자리에서 바꾼 것 같아요(`x -= mean`). 부르는 쪽의 배열까지 바뀌어요. x - mean처럼 새 배열을 만드세요.",
)  # fmt: skip
class InPlace(Base):
    def forward(self, x, training=True):
        result = super().forward(np.copy(x), training)
        if not isinstance(x, np.ndarray) or x.dtype != np.float64 or not x.flags.writeable:
            return result
        x[...] = result
        return x


@mistake(
    "BatchNorm", "spoils_x",
    "새 배열을 돌려주지만 그 전에 x를 제자리에서 바꾼 것 같아요(`x -= mean`). 인자는 그대로 두고 새 배열로 계산하세요.",
)  # fmt: skip
class SpoilsX(Base):
    def normalise(self, x, mean, var):
        x_hat = super().normalise(x, mean, var)
        if x.flags.writeable:
            x -= mean
        return x_hat


@mistake(
    "BatchNorm", "same_buffer",
    "매번 같은 배열에 결과를 써서 돌려준 것 같아요. 먼저 돌려준 배열까지 바뀌니 호출할 때마다 새 배열을 만드세요.",
)  # fmt: skip
class SameBuffer(Base):
    buffer = None

    def forward(self, x, training=True):
        result = super().forward(x, training)
        if self.buffer is None or self.buffer.shape != result.shape:
            self.buffer = np.zeros(result.shape)
        self.buffer[...] = result
        return self.buffer


@mistake(
    "BatchNorm", "shared_state",
    "상태를 클래스 변수로 둔 것 같아요. 그러면 모든 객체가 한 상태를 나눠 써요. __init__ 안에서 self에 담으세요.",
)  # fmt: skip
class SharedState(Base):
    def __setattr__(self, name, value):
        # As if forward wrote BatchNorm.running_mean = …; a new object starts all of them afresh.
        if name in ("gamma", "beta", "running_mean", "running_var"):
            setattr(type(self), name, value)
        else:
            super().__setattr__(name, value)


# --- errors ------------------------------------------------------------------------------


@mistake(
    "BatchNorm", "one_row_gives_beta",
    "훈련 모드에서 샘플이 하나인 것을 막지 않은 것 같아요. 평균이 자기 자신이라 무엇을 넣어도 0이 돼요. ValueError를 내세요.",
)  # fmt: skip
class OneRowGivesBeta(Base):
    def check_rows(self, x):
        pass


@mistake(
    "BatchNorm", "any_dimension",
    "x가 2차원인지 확인하지 않은 것 같아요. 1차원이나 3차원이면 ValueError를 내세요. 추론 모드에서도요.",
)  # fmt: skip
class AnyDimension(Base):
    def check_dimensions(self, x):
        pass

    def start(self, x):
        size = x.shape[-1] if x.ndim else 1
        self.gamma, self.beta = np.ones(size), np.zeros(size)
        self.running_mean, self.running_var = np.zeros(size), np.ones(size)

    def check_features(self, x):
        if x.ndim == 2:
            super().check_features(x)

    def check_rows(self, x):
        if x.ndim == 2:
            super().check_rows(x)

    def batch(self, x):
        return x.mean(axis=0 if x.ndim else None), x.var(axis=0 if x.ndim else None)


# Before any_width: in training NumPy raises a ValueError of its own for two features instead of three, so that only
# inference tells, and there the two are the same.
@mistake(
    "BatchNorm", "width_checked_in_training_only",
    "특성의 수를 훈련 모드에서만 확인한 것 같아요. 추론 모드에서도 처음과 다르면 ValueError를 내세요.",
)  # fmt: skip
class WidthCheckedInTrainingOnly(Base):
    def check_features(self, x):
        pass

    def train(self, x):
        super().check_features(x)
        return super().train(x)


@mistake(
    "BatchNorm", "any_width",
    "특성의 수가 처음과 같은지 확인하지 않은 것 같아요. (N, 1)처럼 브로드캐스팅되는 배열은 오류 없이 엉뚱한 답이 나와요.",
)  # fmt: skip
class AnyWidth(Base):
    def check_features(self, x):
        pass


@mistake(
    "BatchNorm", "nameless_error",
    "ValueError의 메시지에 어느 인자가 문제인지 없는 것 같아요. x라는 이름을 적어 주세요.",
)  # fmt: skip
class NamelessError(Base):
    def forward(self, x, training=True):
        try:
            return super().forward(x, training)
        except ValueError:
            raise ValueError("shape가 잘못되었습니다.") from None
