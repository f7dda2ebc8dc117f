# %% [markdown]
r"""
# 16. (심화) Keras로 옮기기

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- Keras의 층을 직접 만들어, 가중치가 **언제** 생기는지 설명합니다.
- 같은 신경망을 `Sequential`로 쌓고, 클래스로도 적습니다.
- 하려는 일에 맞는 손실과 지표를 고르고, 로짓과 확률을 섞지 않습니다.
- 콜백으로 훈련을 제때 멈추고 가장 좋은 모델을 남깁니다.
- `fit`이 돌려주는 기록을 읽고, 그 손실에 무엇이 들어 있는지 말합니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 4 | 10 | 8 | 29 | 5 | 10 | 5 | 10 | 4 | **85** |

**선수 단원**: 9단원(로짓과 크로스 엔트로피)을 먼저 보면 좋습니다. 7단원(드롭아웃)과 10단원(L2 규제)을 마쳤다면 더 잘 보입니다.

심화 단원이므로 건너뛰어도 강의를 마친 것입니다. 이 단원의 채점하는 함수 안에서는 NumPy와 함께 **Keras**와 PyTorch도 쓸 수 있습니다. Keras를 설치하지 않았어도 노트북은 끝까지 실행되고, 무엇을 설치하면 되는지 알려 줍니다. CPU만 있으면 됩니다.
"""

# %% tags=["setup"]
import contextlib
import functools
import os
import tempfile
from types import SimpleNamespace

import numpy as np

from npml.unit16 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit16.widgets import cancer, draw_patience, ordered_digits, patients
from npml.unit16.widgets import picture_of_course, picture_of_parts, picture_of_runs
from npml.unit16.widgets import picture_of_steps, stored_course
from npml.widgets import figure

os.environ["KERAS_BACKEND"] = "torch"  # Keras를 import하기 전에 정합니다
try:
    import keras
    import torch

    torch.set_num_threads(1)
except ImportError:  # Keras가 없어도 노트북은 끝까지 실행됩니다
    keras = SimpleNamespace(Model=object, layers=SimpleNamespace(Layer=object))

# %% [markdown]
r"""
## 1. 왜 필요한가
(4분)

당뇨병 환자 [442명](=points.all)의 나이·성별·체질량지수·혈압과 혈청 수치 여섯 가지로 1년 뒤의 진행 정도를 예측합니다. [282명](=points.train)으로 훈련하고, [71명](=points.val)으로 검증(validation)하고, [89명](=points.test)은 훈련하고 멈추고 고르는 데 쓰지 않고 따로 둡니다. 은닉층(hidden layer) 두 개에 유닛이 64개, 32개인 신경망을 100에포크(epoch) 훈련했습니다.

그림을 보기 전에 **먼저 예상해 보세요**. 100에포크가 끝난 순간의 모델을 쓰면 될까요?
"""


# %%
@demo
def long_training():
    fig, alt = picture_of_course(stored_course())
    figure(fig, alt=alt)


# %% [markdown]
r"""
100에포크에서 훈련 손실은 [0.011](=course.train_end)이지만, 검증 손실은 [8](=course.when)에포크의 [0.533](=course.best)이 가장 낮았고 100에포크에는 [1.03](=course.val_end)입니다. **평균만 답해도** [1.12](=course.mean)입니다(파선). 훈련 환자를 외운 것입니다.

이것을 막으려면 에포크마다 검증 손실을 재고, 나아지지 않으면 멈추고, 가장 좋았던 가중치로 되돌려야 합니다. 직접 구현할 수도 있지만 Keras에는 이 모든 것이 있습니다. 층을 쌓고(`Sequential`), 손실과 지표를 정하고(`compile`), 훈련하고(`fit`), 지켜봅니다(콜백). 몇 줄이면 되는 대신 **기본값이 무엇인지** 알아야 합니다. 모르면 오류 없이 틀립니다.
"""

# %% [markdown]
r"""
## 2. 수식
(10분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $X$, $y$ | `X`, `y` | $(N, n)$, $(N,)$이나 $(N, 1)$ | 특성 $n$개인 샘플 $N$개와 타깃(target) |
| $w$, $b$ | `kernel`, `bias` | $(n, h)$, $(h,)$ | 층의 가중치(weight, 커널)와 편향(bias). 출력의 수는 $h$ |
| $z$ | 로짓(logit) | $(N, 1)$이나 $(N, C)$ | 마지막 층의 결과. 아직 확률이 아님 |
| $\lambda$ | `l2` | 수 하나 | 페널티(penalty)의 세기 |
| $p$ | `rate`, `dropout` | 수 하나 | **떨어뜨릴** 비율 |

Keras의 `Dense`(완전 연결층, fully connected layer)는 $xw + b$이고 $w$의 shape가 (입력의 수, 출력의 수)입니다. PyTorch의 `nn.Linear`와는 shape가 서로 전치(transpose)입니다.

### 가중치는 입력을 보고 나서 만들어집니다

`Dense(3)`은 출력이 몇 개인지만 알고 입력이 몇 개인지는 모릅니다. 그래서 층은 세 단계를 거칩니다.

| 메서드 | 언제 불리나 | 하는 일 |
|--|--|--|
| `__init__` | 만들 때 | 출력의 수 같은 설정을 적어 둠 |
| `build(input_shape)` | 처음 부를 때 한 번 | 입력의 크기를 보고 가중치를 만듦 |
| `call(x)` | 부를 때마다 | 계산 |
"""


# %% tags=["folded"]
@demo
def three_steps():
    fig, alt = picture_of_steps()
    figure(fig, alt=alt)


# %% [markdown]
r"""
왼쪽의 `Dense(3)`은 빈 상자이고, 가운데의 `build`에서 $w$와 $b$가 생깁니다. 모델의 맨 앞에 `keras.Input((n,))`을 두면 쌓는 순간에 모두 `build`됩니다. 두지 않으면 부르거나 `build`할 때까지 가중치가 **없습니다.**

### 손실

| 하려는 일 | 모델이 내는 것 | 손실 |
|--|--|--|
| 회귀 | 예측 $\hat y$ | 평균 제곱 오차 $\frac{1}{N}\sum (\hat y - y)^2$. ½이 없음 |
| 이진 분류 | 로짓 $z$ | $\frac{1}{N}\sum \left[\log(1 + e^z) - yz\right]$ |
| 다중 분류 | 로짓 $C$개 | $\frac{1}{N}\sum \left[\log \sum_j e^{z_j} - z_y\right]$ |

두 분류의 손실이 크로스 엔트로피(cross entropy, 교차 엔트로피)입니다. Keras에서는 **확률을 받는 것이 기본**이라 로짓을 넣으려면 그렇다고 말해야 합니다. PyTorch의 `CrossEntropyLoss`와 `BCEWithLogitsLoss`는 반대로 로짓을 받습니다.

**지표**(metric)는 사람이 읽으려고 재는 값입니다. 기울기(gradient, 그레이디언트)는 손실에서만 나오므로, 지표를 잘못 골라도 가중치의 갱신은 그대로입니다. 사람의 판단이 틀리고, 그 지표를 보고 멈추는 콜백이 있다면 멈추는 때가 틀립니다.

### 페널티와 드롭아웃

은닉층의 커널마다 $\lambda \sum w^2$을 손실에 더합니다(L2 규제, regularization). Keras에는 ½이 **없습니다.**

드롭아웃(dropout)은 훈련할 때 유닛을 확률 $p$로 0으로 만들고 남은 값을 $1/(1-p)$배 합니다. 추론할 때는 아무것도 하지 않습니다.

### 조기 종료

에포크 $t$의 검증 손실을 $v_t$라 할 때, 지금까지의 최저보다 **작은** 값이 `patience` 에포크 동안 나오지 않으면 멈춥니다. 같은 값은 새 최저가 아닙니다. **조기 종료**(early stopping)라고 합니다. 그림과 글에서는 에포크를 1부터, 콜백이 받는 `epoch`은 0부터 셉니다.

### 계산을 맡는 백엔드

Keras는 계산을 **백엔드**(backend)에 맡깁니다. 훈련할 수 있는 것은 TensorFlow, JAX, PyTorch이고, 첫 셀에서 PyTorch로 정했습니다. Keras를 import하기 전에 정하는 것이 안전합니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(8분)

모두 $x = (2, 1)$을 넣습니다.

### 층 하나

$$w = \begin{bmatrix} 1 & 0 & -1 \\ 1 & 2 & 1 \end{bmatrix},\ b = (0, 1, 0), \qquad xw + b = (3, 2, -1) + (0, 1, 0) = (3, 3, -1)$$

### 신경망

$$w_1 = \begin{bmatrix} 1 & -2 \\ 1 & 1 \end{bmatrix},\ b_1 = (0, 1), \qquad w_2 = \begin{bmatrix} 2 \\ 3 \end{bmatrix},\ b_2 = -1$$

- $xw_1 + b_1 = (3, -2)$, ReLU를 지나면 $(3, 0)$, 출력은 $6 + 0 - 1 = 5$입니다.
- $\lambda = 0.1$이면 은닉층의 페널티는 $0.1(1 + 4 + 1 + 1) = 0.7$입니다.
- 은닉층에 비율 0.25인 드롭아웃을 두고 훈련 모드로 부르면 출력으로 어떤 값들이 나올 수 있을까요?

<details><summary>답 보기</summary>

첫 유닛이 남으면 $3 \cdot \frac{4}{3} = 4$라서 $8 - 1 = 7$이고, 떨어지면 $-1$입니다. 둘째 유닛은 이미 0이라 상관없습니다. 평균은 $0.75 \cdot 7 + 0.25 \cdot (-1) = 5$로, 추론할 때와 같습니다.

</details>

### 손실과 지표

- 회귀: 예측 $(1, 4)$, 타깃 $(3, 3)$이면 평균 제곱 오차는 $(4 + 1)/2 = 2.5$, 평균 절대 오차는 1.5입니다.
- 이진 분류: 로짓이 2와 0.3이고 레이블은 모두 1입니다. 손실은 ([0.127](=by_hand.first) + [0.554](=by_hand.second))/2 = [0.341](=by_hand.mean)입니다. 둘 다 맞혔나요?

<details><summary>답 보기</summary>

로짓 0.3은 확률로 [0.574](=by_hand.probability)이므로 1이라고 맞혔고, 정확도는 1입니다. 로짓을 0.5와 비교하면 0이라고 답한 것이 되어 정확도가 0.5가 됩니다.

</details>

### 조기 종료

검증 손실이 차례로 5, 4, 3, 3.5, 3.2, 3.1, 2, 1이고 `patience=3`입니다. 몇 에포크를 실행하고, 번호가 0부터인 어느 에포크의 가중치가 남을까요?

<details><summary>답 보기</summary>

2번(셋째)에서 3이 된 뒤 3.5, 3.2, 3.1 세 번 동안 새 최저가 없어 6에포크에서 멈추고, 2번의 가중치가 남습니다. 뒤에 올 2와 1은 보지 못합니다.

</details>

### 한 에포크

$w = 1$, $b = 0$인 모델을 $x = (1, 2)$, $y = (2, 4)$ 한 배치로 학습률 0.1의 SGD로 한 번 갱신합니다. 손실은 $(1 + 4)/2 = 2.5$, 기울기는 $w$에 $-5$, $b$에 $-3$이니 $w = 1.5$, $b = 0.3$이 됩니다. 검증 샘플 $x = 3$, $y = 5$의 손실은 얼마인가요?

<details><summary>답 보기</summary>

$(4.5 + 0.3 - 5)^2 = 0.04$입니다. 기록의 `loss`는 배치마다 갱신하기 **전에** 잰 값의 평균이고 `val_loss`는 에포크가 끝난 **뒤에** 잰 것이라, 같은 에포크에 적혀 있어도 같은 모델의 손실이 아닙니다.

</details>
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(29분)

클래스 둘과 함수 넷을 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다. 막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다. 확인이 멈춘 이유가 보이지 않으면 새 셀에서 `trace("이름")`을 실행하세요.

인자의 이름과 기본값은 외우지 말고 찾아 읽으세요. 새 셀에서 `help(keras.layers.Dense)`처럼 실행하면 됩니다. 문서에서 **기본값**을 읽는 것도 이 단원의 과제입니다.

### 주어진 함수

모델에서 수를 꺼내고 넣는 함수들입니다. 채점하지 않으며, `check`와 채점이 이것으로 여러분의 모델을 들여다봅니다. 지금 다 읽을 필요는 없습니다. `put_weights`와 `output`만 보아 두고, 나머지는 확인의 결과에 나올 때 돌아와 읽으세요. 이름을 바꾸거나 다른 값을 담지는 마세요.
"""


# %% tags=["setup"]
def get_weights(model):
    """가중치를 Keras의 순서대로 복사한 float64 배열의 리스트입니다."""
    return [np.array(weight, dtype=np.float64) for weight in model.get_weights()]


def put_weights(model, arrays):
    """가중치를 바꾼 모델입니다. 정수를 주면 그 시드의 난수로 채웁니다."""
    shapes = [weight.shape for weight in model.get_weights()]
    if not shapes:
        raise ValueError("모델에 가중치가 없습니다")
    if isinstance(arrays, int):
        rng = np.random.default_rng(arrays)
        arrays = [rng.normal(size=s) * (2 / np.prod(s[:-1])) ** 0.5 for s in shapes]
    model.set_weights([np.array(a, dtype=np.float32) for a in arrays])
    return model


def output(model, X, training=False):
    """모델에 X를 넣은 결과를 float64 배열로 꺼냅니다."""
    X = keras.ops.convert_to_tensor(np.array(X, dtype=np.float32))
    result = model(X, training=training)
    return np.array(keras.ops.convert_to_numpy(result), dtype=np.float64)


# %% tags=["setup"]
def penalty(model):
    """손실에 더해질 페널티 model.losses의 합입니다. 없으면 0.0입니다."""
    return float(sum(keras.ops.convert_to_numpy(loss) for loss in model.losses))


def anatomy(model):
    """가중치마다 (shape, 학습하는지, 모두 같은 값인지, 모두 0인지)입니다."""
    trained = [id(weight) for weight in model.trainable_weights]
    return [
        (w.shape, id(v) in trained, bool(np.ptp(w) == 0), bool(np.all(w == 0)))
        for v, w in zip(model.weights, get_weights(model), strict=True)
    ]


# %% tags=["setup"]
def called(model, n):
    """특성 n개인 샘플로 한 번 부른 모델입니다. 부르면 가중치가 생깁니다."""
    output(model, np.ones((2, n)))
    return model


def untold(model, X):
    """훈련인지 아닌지를 말하지 않고 부른 결과입니다. 추론이어야 합니다."""
    result = model(keras.ops.convert_to_tensor(np.array(X, dtype=np.float32)))
    return np.array(keras.ops.convert_to_numpy(result), dtype=np.float64)


def after_build(layer, n):
    """층을 부르지 않고 build만 한 뒤의 anatomy입니다."""
    layer.build((None, n))
    return anatomy(layer)


def outcomes(model, x, count=1000):
    """x 한 행을 훈련 모드로 되풀이해 넣으면 첫 출력에 나오는 서로 다른 값들입니다."""
    values = np.sort(output(model, np.repeat(x, count, axis=0), training=True)[:, 0])
    return values[np.append(True, np.diff(values) > 1e-3)]


# %% tags=["setup"]
def ready(weights, metrics=(), strength=0.0):
    """가중치 [w, b, …]의 Dense 층을 쌓아 SGD(0.1)와 mse로 컴파일한 모델입니다.

    strength는 커널의 L2 페널티의 세기입니다. 늘 같은 값을 내도록 fit은 섞지 않습니다.
    """
    weights = [np.array(weight, dtype=np.float32) for weight in weights]
    model = keras.Sequential([keras.Input((len(weights[0]),))])
    for bias in weights[1::2]:
        squares = keras.regularizers.L2(strength)
        model.add(keras.layers.Dense(len(bias), kernel_regularizer=squares))
    sgd = keras.optimizers.SGD(0.1)
    model.compile(optimizer=sgd, loss="mse", metrics=list(metrics))
    model.fit = functools.partial(model.fit, shuffle=False)
    return put_weights(model, weights)


def trial(model, X, y):
    """컴파일한 모델의 (손실, 하나뿐인 지표, 학습률, 옵티마이저의 이름)입니다."""
    X, y = np.array(X, dtype=np.float32), np.array(y)
    found = model.evaluate(X, y, batch_size=len(X), verbose=0, return_dict=True)
    loss, others = found.pop("loss"), list(found.values())
    rate = float(keras.ops.convert_to_numpy(model.optimizer.learning_rate))
    metric = others[0] if len(others) == 1 else others
    return float(loss), metric, rate, type(model.optimizer).__name__


# %% tags=["setup"]
def run_callbacks(callbacks, val_losses, path):
    """훈련한 셈 치고 에포크마다 가중치에 에포크의 번호를 넣고 val_loss를 알립니다.

    결과는 (실행한 에포크의 수, 끝난 뒤의 가중치, 파일에 담긴 가중치나 None)입니다.
    """
    model, epochs, kept = ready([[[0.0]], [0.0]]), 0, None
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        box = keras.callbacks.CallbackList(callbacks, model=model)
        model.stop_training = False
        box.on_train_begin()
        for epoch, val_loss in enumerate(val_losses):
            box.on_epoch_begin(epoch)
            put_weights(model, [[[epoch]], [0.0]])
            box.on_epoch_end(epoch, {"loss": 1 / (epoch + 1), "val_loss": val_loss})
            epochs += 1
            if model.stop_training:
                break
        box.on_train_end()
        if os.path.exists(path):
            kept = float(get_weights(keras.models.load_model(path))[0][0, 0])
    return epochs, float(get_weights(model)[0][0, 0]), kept


# %% tags=["setup"]
def stop_after(epochs):
    """훈련을 몇 에포크에서 멈추는 콜백 하나를 담은 리스트입니다."""

    class Stop(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            self.model.stop_training = epoch + 1 >= epochs

    return [Stop()]


def step(model, X, y):
    """컴파일한 모델로 한 번 갱신한 뒤의 가중치입니다."""
    X, y = np.array(X, dtype=np.float32), np.array(y)
    model.fit(X, y, batch_size=len(X), verbose=0)
    return get_weights(model)


# %% [markdown]
r"""
### 4.1 층을 만들기

`Dense`와 똑같은 층을 만듭니다. 그 전에, 가중치를 NumPy 배열로 들고 있는 층을 보세요. 이 층을 훈련하면 무엇을 배울까요?
"""


# %%
@demo
def forgetful_layer():
    class Forgetful(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.kernel = np.ones((4, 3), dtype=np.float32)

        def call(self, x):
            return keras.ops.matmul(x, self.kernel)

    print([len(called(one, 4).weights) for one in (Forgetful(), keras.layers.Dense(3))])


# %% [markdown]
r"""
한 번 부른 뒤에 층이 가진 가중치의 수입니다. `Forgetful`은 [0개](=forgetful_layer)이고, 같은 자리의 `Dense`는 [2개](=forgetful_layer)입니다. Keras는 NumPy 배열을 가중치로 세지 않으므로 아무것도 배우지 않고, 저장해도 남지 않습니다. 입력의 크기를 4라고 미리 정한 것도 문제입니다. Keras가 세는 가중치는 무엇으로 만들까요? `help(keras.layers.Layer)`나 [층의 문서](https://keras.io/api/layers/base_layer/)에서 찾아보세요.
"""


# %% tags=["solution:MyDense"]
class MyDense(keras.layers.Layer):
    """직접 만든 완전 연결층: x·w + b

    만들었을 때는 가중치가 없고, 처음 부르거나 build할 때 입력의 크기를 보고 만든다.
    가중치는 [w, b]의 순서로 둘이고, 둘 다 학습한다. w는 (n, units), b는 (units,)이다.
    w는 서로 다른 난수로, b는 0으로 시작한다. 값은 float32의 자릿수까지 본다.
    """

    def __init__(self, units):
        """출력의 수만 적어 둡니다. (≈ 2줄)"""
        ### BEGIN SOLUTION
        super().__init__()
        self.units = units
        ### END SOLUTION

    def build(self, input_shape):
        """입력의 shape를 보고 가중치를 만듭니다. (≈ 3줄)"""
        ### BEGIN SOLUTION
        shape = (input_shape[-1], self.units)
        self.w = self.add_weight(shape=shape, initializer="glorot_uniform")
        self.b = self.add_weight(shape=(self.units,), initializer="zeros")
        ### END SOLUTION

    def call(self, x):
        """(N, n)을 (N, units)로 바꿉니다. (≈ 1줄)"""
        ### BEGIN SOLUTION
        return keras.ops.matmul(x, self.w) + self.b
        ### END SOLUTION


# %% tags=["grade:MyDense"]
check("MyDense")

# %%
hint("MyDense")

# %% [markdown]
r"""
### 4.2 쌓기

`Sequential`은 층의 리스트를 차례로 지나는 모델입니다. 같은 층을 두고 맨 앞의 한 줄만 다르게 쌓아 보겠습니다.
"""


# %% tags=["folded"]
@demo
def without_input():
    late = keras.Sequential([keras.layers.Dense(2)])
    print("Input이 없을 때:", len(late.weights))
    early = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    print("Input이 있을 때:", len(early.weights))
    for rate in (1.0, 1.5):
        try:
            print(f"Dropout({rate}):", type(keras.layers.Dropout(rate)).__name__)
        except ValueError:
            print(f"Dropout({rate}): ValueError")


# %% [markdown]
r"""
`Input`이 없는 모델에는 아직 가중치가 하나도 없습니다. 그리고 Keras는 비율이 1인 드롭아웃도 받아 줍니다. 모든 유닛을 떨어뜨리는 층으로 무엇을 배울 수 있을까요? `hidden=()`이면 드롭아웃 층을 만들지도 않는데, 그때 들어온 잘못된 비율은 누가 알려 줄까요? 커널에만 페널티를 거는 인자는 `help(keras.layers.Dense)`에서 찾으세요.
"""


# %% tags=["solution:build_model"]
def build_model(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """값 하나를 예측하는 Sequential 모델을 쌓습니다. (≈ 13줄)

    hidden의 수 h마다 Dense(h)와 ReLU, dropout > 0이면 그 뒤에 Dropout(dropout).
    마지막은 Dense(1)이고 활성화 함수가 없다.
    l2 > 0이면 은닉층의 커널 w마다 페널티 l2·Σw². 편향과 마지막 층에는 페널티가 없다.

    n_features: 특성의 수. hidden: 은닉층의 크기들(튜플이나 리스트, 비어 있어도 된다).
    반환값: 가중치가 이미 만들어진 keras.Sequential. 컴파일은 하지 않아도 된다.
    오류: l2가 음수이면 l2를, dropout이 [0, 1) 밖이면 dropout을 적은 ValueError.
    예: build_model(3, hidden=())  ->  가중치가 (3, 1)과 (1,)인 선형 회귀

    채점의 경계 조건
        값과 페널티는 float32의 자릿수까지 본다. NumPy의 전역 난수를 쓰지 않는다.
    """
    ### BEGIN SOLUTION
    if l2 < 0:
        raise ValueError(f"l2는 0 이상이어야 하는데 {l2}입니다")
    if not 0 <= dropout < 1:
        raise ValueError(f"dropout은 0 이상 1 미만이어야 하는데 {dropout}입니다")
    layers = [keras.Input((n_features,))]
    for size in hidden:
        rule = keras.regularizers.L2(l2) if l2 > 0 else None
        layer = keras.layers.Dense(size, activation="relu", kernel_regularizer=rule)
        layers.append(layer)
        if dropout > 0:
            layers.append(keras.layers.Dropout(dropout))
    layers.append(keras.layers.Dense(1))
    return keras.Sequential(layers)
    ### END SOLUTION


# %% tags=["grade:build_model"]
check("build_model")

# %%
hint("build_model")

# %% [markdown]
r"""
### 4.3 클래스로 만들기

흐름이 입력의 값에 따라 달라지는 모델처럼 `Sequential`로 쌓을 수 없는 것은 `keras.Model`을 상속합니다. 여기서는 방법을 익히려고 간단한 모델을 그렇게 만듭니다. 훈련 중인지는 PyTorch의 `model.train()`처럼 모델에 남는 **상태**가 아니라, 부를 때마다 넘어오는 **인자**입니다. `fit`은 이 인자에 무엇을 넘기고, `predict`는 무엇을 넘길까요?
"""


# %% tags=["solution:Classifier"]
class Classifier(keras.Model):
    """은닉층이 하나이고 드롭아웃이 있는 분류기

    Dense(hidden)과 ReLU → Dropout(rate) → Dense(n_classes). 결과는 로짓이다.
    한 번 부른 뒤의 가중치는 [은닉층의 w, b, 출력층의 w, b]의 순서로 넷이다.
    드롭아웃은 훈련할 때만 떨어뜨린다. 값은 float32의 자릿수까지 본다.
    """

    def __init__(self, hidden, n_classes, rate=0.5):
        """세 층을 만듭니다. (≈ 4줄)"""
        ### BEGIN SOLUTION
        super().__init__()
        self.first = keras.layers.Dense(hidden, activation="relu")
        self.drop = keras.layers.Dropout(rate)
        self.last = keras.layers.Dense(n_classes)
        ### END SOLUTION

    def call(self, x, training=False):
        """(N, n)을 (N, n_classes)인 로짓으로 바꿉니다. (≈ 2줄)"""
        ### BEGIN SOLUTION
        hidden = self.drop(self.first(x), training=training)
        return self.last(hidden)
        ### END SOLUTION


# %% tags=["grade:Classifier"]
check("Classifier")

# %%
hint("Classifier")

# %% [markdown]
r"""
### 4.4 컴파일

로짓이 2와 0.3이고 레이블이 모두 1인 3절의 예를 Keras의 기본값으로 재어 보겠습니다. 손실은 [0.341](=by_hand.mean), 정확도는 1이어야 합니다.
"""


# %%
@demo
def defaults():
    y, z = np.array([[1.0], [1.0]]), np.array([[2.0], [0.3]])
    loss = keras.losses.BinaryCrossentropy()(y, z)
    accuracy = keras.metrics.binary_accuracy(y, z)
    print(f"손실 {float(loss):.3f}, 정확도 {float(keras.ops.mean(accuracy)):.1f}")


# %% [markdown]
r"""
둘 다 다릅니다. 손실은 로짓을 확률로 여겨 2를 1로 잘라 내고 0.3을 확률 0.3으로 읽었습니다. 정확도는 0.3을 0.5와 비교했습니다. **확률을 받는 것이 기본**인 함수 두 개가 따로따로 어긋났고, 하나만 고치면 다른 하나는 그대로입니다. 무엇을 고쳐야 하는지는 `help(keras.losses.BinaryCrossentropy)`와 `help(keras.metrics.BinaryAccuracy)`의 기본값에 있습니다.

정수 레이블 0, 1, 2에는 어떤 크로스 엔트로피가 맞을까요? 이름이 비슷한 것이 둘 있습니다. 하나는 원-핫(one-hot) 레이블을 받습니다.
"""


# %% tags=["solution:compile_model"]
def compile_model(model, task, lr=0.001):
    """하려는 일에 맞는 손실과 지표 하나, 학습률이 lr인 Adam으로 컴파일합니다. (≈ 13줄)

    task="regression": 평균 제곱 오차, 지표는 평균 절대 오차. 모델은 값을 낸다.
    task="binary": 이진 크로스 엔트로피, 지표는 정확도. 모델은 로짓 하나를 낸다.
    task="multiclass": 정수 레이블의 크로스 엔트로피, 지표는 정확도. 모델은 로짓을 낸다.

    model: 컴파일할 모델. 이미 컴파일했던 것이라도 된다.
    반환값: 무엇을 돌려주든 상관없다. 모델이 컴파일되어 있으면 된다.
    오류: task가 셋 가운데 하나가 아니면 task라는 이름을 적은 ValueError.

    채점의 경계 조건
        "binary"의 정확도는 로짓이 0보다 크면 1이라고 예측한 것으로 센다.
        값은 float32의 자릿수까지 본다. NumPy의 전역 난수를 쓰지 않는다.
    """
    ### BEGIN SOLUTION
    losses, metrics = keras.losses, keras.metrics
    if task == "regression":
        loss, metric = losses.MeanSquaredError(), metrics.MeanAbsoluteError()
    elif task == "binary":
        loss = losses.BinaryCrossentropy(from_logits=True)
        metric = metrics.BinaryAccuracy(threshold=0.0)
    elif task == "multiclass":
        loss = losses.SparseCategoricalCrossentropy(from_logits=True)
        metric = metrics.SparseCategoricalAccuracy()
    else:
        raise ValueError(f"모르는 task입니다: {task}")
    model.compile(optimizer=keras.optimizers.Adam(lr), loss=loss, metrics=[metric])
    ### END SOLUTION


# %% tags=["grade:compile_model"]
check("compile_model")

# %%
hint("compile_model")

# %% [markdown]
r"""
### 4.5 콜백

**콜백**(callback)은 훈련의 정해진 때(시작, 에포크의 끝, 배치의 끝)마다 불리는 객체입니다. `EarlyStopping`은 멈추게 하고 `ModelCheckpoint`는 저장합니다. 둘 다 기본 동작이 여러분이 바라는 것과 다릅니다. `help(keras.callbacks.EarlyStopping)`을 읽으며 답해 보세요.

- `EarlyStopping`이 멈춘 순간, 모델에 남아 있는 것은 어느 에포크의 가중치일까요?
- `ModelCheckpoint`는 에포크마다 저장합니다. 파일에 마지막으로 남는 것은 어느 에포크일까요?
- `patience`만큼 기다리기 전에 에포크가 다 끝나 버리면요?
"""


# %% tags=["solution:make_callbacks"]
def make_callbacks(path, patience=5):
    """조기 종료하는 콜백과 가장 좋은 모델을 저장하는 콜백입니다. (≈ 10줄)

    둘 다 val_loss를 보고, 작을수록 좋다.
    EarlyStopping: patience 에포크 동안 새 최저가 없으면 훈련을 멈춘다.
        기다리다가 훈련이 끝나도 모델에는 가장 좋았던 에포크의 가중치가 남는다.
    ModelCheckpoint: 새 최저일 때마다 모델 전체를 path에 저장한다.

    path: ".keras"로 끝나는 글자. patience: 1 이상의 정수.
    반환값: 두 콜백을 담은 리스트. 다른 콜백이 더 있어도 된다.
    오류: path가 ".keras"로 끝나지 않으면 path를, patience가 1보다 작으면 patience를
        적은 ValueError.
    """
    ### BEGIN SOLUTION
    if not path.endswith(".keras"):
        raise ValueError(f"path는 .keras로 끝나야 하는데 {path}입니다")
    if patience < 1:
        raise ValueError(f"patience는 1 이상이어야 하는데 {patience}입니다")
    stop = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
    )
    keep = keras.callbacks.ModelCheckpoint(
        path, monitor="val_loss", mode="min", save_best_only=True
    )
    return [stop, keep]
    ### END SOLUTION


# %% tags=["grade:make_callbacks"]
check("make_callbacks")

# %%
hint("make_callbacks")

# %% [markdown]
r"""
### 4.6 훈련

오래된 예제들은 `validation_split=0.2`를 씁니다. 그러면 훈련 데이터의 **마지막** 20%를 섞지 않고 떼어 냅니다. 손글씨 숫자를 0부터 9까지 클래스 순서로 늘어놓고 그렇게 훈련해 보겠습니다.
"""


# %% tags=["folded"]
@demo
def last_fifth():
    X, y = ordered_digits()
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.Input((64,)), keras.layers.Dense(10)])
    compile_model(model, "multiclass", lr=0.01)
    record = model.fit(X, y, epochs=5, validation_split=0.2, verbose=0).history
    found = {name: row[-1] for name, row in record.items() if "accuracy" in name}
    for name, value in found.items():
        print(f"{'검증' if name.startswith('val') else '훈련'} 정확도 {value:.2f}")


# %% [markdown]
r"""
훈련 정확도는 [0.97](=last_fifth)인데 검증 정확도는 [0.02](=last_fifth)입니다. 왜일까요? `fit_model`은 검증 데이터를 따로 받습니다. 그것을 받는 인자는 `help(keras.Model.fit)`에 있습니다.
"""


# %% tags=["solution:fit_model"]
def fit_model(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """모델을 훈련하고 에포크마다의 기록을 돌려줍니다. (≈ 6줄)

    model: 컴파일한 모델. 그 자리에서 훈련한다.
    X, y: 훈련 데이터, (N, n)과 (N,)이나 (N, 1). X_val, y_val: 검증 데이터, 같은 꼴.
        검증 데이터로는 훈련하지 않는다.
    callbacks: 훈련에 쓸 콜백들.
    반환값: {"loss": [...], "val_loss": [...], …}. History의 history에 든 이름 모두를
        실수의 리스트로.

    채점의 경계 조건
        채점은 batch_size가 샘플의 수 이상일 때만 한다. 값은 float32의 자릿수까지 본다.
        인자로 받은 배열을 바꾸지 않는다. NumPy의 전역 난수를 다시 시드하지 않는다.
    """
    ### BEGIN SOLUTION
    history = model.fit(
        X, y, validation_data=(X_val, y_val), epochs=epochs, batch_size=batch_size,
        callbacks=list(callbacks), verbose=0,
    )  # fmt: skip
    return {name: [float(v) for v in row] for name, row in history.history.items()}
    ### END SOLUTION


# %% tags=["grade:fit_model"]
check("fit_model")

# %%
hint("fit_model")

# %% [markdown]
r"""
<details><summary>4.1–4.6절의 물음의 답</summary>

- **4.1** `self.add_weight`로 만듭니다. 부르는 곳은 입력의 크기를 처음으로 알게 되는 `build`입니다.
- **4.2** 모든 유닛이 0이면 출력은 편향뿐이고 앞의 층에는 기울기가 가지 않습니다. 층을 만들지 않으면 Keras는 비율을 볼 일이 없으니, 함수가 스스로 확인해야 합니다.
- **4.3** `fit`은 참을, `predict`는 거짓을 넘깁니다. `call`에 그 인자가 없어도 안의 층까지 알아서 전합니다.
- **4.4** 이름에 Sparse가 있는 것이 정수 레이블입니다.
- **4.5** 기본값대로라면 멈춘 순간의 가중치와 마지막 에포크의 모델입니다. 에포크가 먼저 끝나도 되돌리는지는 버전마다 달랐습니다. 10절에서 이야기합니다.
- **4.6** 검증 데이터는 [360개](=ordered.count) 가운데 [354개](=ordered.unseen)가 8과 9인데, 훈련 데이터에는 8과 9가 하나도 없습니다. 나누기 전에 섞어야 합니다.

</details>

## 6. 실험
(5분)

[미리 훈련해 둔](=as_stored) 1절의 기록을 **여러분의** `make_callbacks`에 차례로 들려줍니다. `patience`를 바꾸며 어디서 멈추고 어느 에포크의 가중치가 남는지 보세요.
"""

# %%
explore(draw_patience, make_callbacks, run_callbacks)

# %% [markdown]
r"""
<details><summary>무엇을 보았나요?</summary>

파란 선 위의 수가 `patience`에 이르면 멈춥니다. [3](=course.needed)보다 작으면 골짜기의 작은 언덕에 걸려 가장 좋은 곳에 닿지 못합니다. 더 키우면 남는 가중치는 같고 기다리는 시간만 늘어납니다. 5라면 [13](=course.epochs)에포크에서 멈추므로 100에포크의 대부분을 아낍니다. 다만 이것은 기록 하나의 이야기입니다. 검증 손실이 더 흔들리는 문제에서는 더 참아야 합니다.

</details>

`ModelCheckpoint`에 4.3의 `Classifier`를 맡기면 어떻게 될까요? 저장하고 다시 읽어 보겠습니다.
"""


# %% tags=["folded"]
@demo
def save_and_load():
    class Remembering(Classifier):
        def get_config(self):
            return {"hidden": 4, "n_classes": 3}

    known = {"Classifier": Classifier, "Remembering": Remembering}
    for name, kind in known.items():
        model = called(kind(4, 3), 5)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "best.keras")
            try:
                model.save(path)
                again = keras.models.load_model(path, custom_objects=known)
                print(f"{name}: 읽은 모델의 가중치 {len(again.weights)}개")
            except NotImplementedError as error:
                print(f"{name}: {type(error).__name__}")


# %% [markdown]
r"""
`Classifier`는 오류가 납니다. 파일에는 만들 때의 설정도 담아야 하는데, Keras는 직접 만든 클래스의 설정을 모릅니다. `Remembering`처럼 `get_config`에 적고, 읽을 때 `custom_objects`로 클래스를 알려 주어야 합니다.

## 7. 실제 데이터와 라이브러리 비교
(10분)

### 무엇이 과적합을 막을까

여러분의 함수들로 1절의 신경망을 네 가지로, 선형 회귀를 한 가지로 훈련합니다. 결과를 보기 전에 **먼저 예상해 보세요**. 파라미터(parameter)가 [2,817개](=size.net)인 신경망과 [11개](=size.line)인 선형 회귀 가운데 어느 쪽이 나을까요? 선형 회귀는 `hidden=()`입니다.
"""


# %%
def train_patients(seed=0, epochs=100, callbacks=(), **options):
    """당뇨병 데이터로 훈련한 모델의 테스트 RMSE(타깃의 단위)와 기록."""
    X, X_val, X_test, y, y_val, y_test, spread = patients()
    keras.utils.set_random_seed(seed)
    model = build_model(X.shape[1], **options)
    compile_model(model, "regression", lr=0.005)
    record = fit_model(model, X, y, X_val, y_val, epochs=epochs, callbacks=callbacks)
    return spread * np.mean((output(model, X_test) - y_test) ** 2) ** 0.5, record


# %% tags=["folded"]
@demo
def five_ways():
    with tempfile.TemporaryDirectory() as folder:
        callbacks = make_callbacks(os.path.join(folder, "best.keras"), patience=10)
        ways = {
            "100에포크": {},
            "조기 종료": {"callbacks": callbacks},
            "L2 0.05": {"l2": 0.05},
            "드롭아웃 0.5": {"dropout": 0.5},
            "선형 회귀": {"hidden": (), "epochs": 30},
        }
        for name, options in ways.items():
            rmse, record = train_patients(**options)
            print(f"{name}: {len(record['loss'])}에포크, 테스트 RMSE {rmse:.1f}")


# %% [markdown]
r"""
시드 하나의 결과로는 아무 말도 할 수 없으니 [시드를 열 번 바꾸어](=as_drawn) 훈련했습니다.
"""


# %% tags=["folded"]
@demo
def ten_seeds():
    fig, alt = picture_of_runs()
    figure(fig, alt=alt)


# %% [markdown]
r"""
| | 테스트 RMSE의 평균 (최저–최고) |
|--|--|
| 100에포크 | [72.7](=runs.long.mean) ([69.3](=runs.long.low)–[78.9](=runs.long.high)) |
| 조기 종료(patience 10) | [57.1](=runs.stopped.mean) ([55.4](=runs.stopped.low)–[59.0](=runs.stopped.high)) |
| L2 0.05 | [57.4](=runs.squares.mean) ([56.4](=runs.squares.low)–[58.8](=runs.squares.high)) |
| 드롭아웃 0.5 | [57.0](=runs.dropped.mean) ([55.4](=runs.dropped.low)–[58.9](=runs.dropped.high)) |
| 선형 회귀(식으로 푼 것) | [57.9](=linear.rmse) |
| 평균만 답함 | [71.9](=linear.mean) |

100에포크의 신경망은 평균만 답한 것과 다르지 않습니다. 이 설정에서는 세 가지 모두 과적합(overfitting)을 줄였습니다(L2의 0.05는 9절의 다섯 세기 가운데 [검증 손실이 가장 낮은 것](=strengths.helps)입니다). 그런데 그림의 점과 주황색 선을 비교해 보세요. **선형 회귀와 거의 같습니다.** 평균은 조금 낮지만 나눈 방법이 하나이고 테스트한 환자가 [89명](=points.test)뿐입니다. 이 환자들을 다시 뽑아 보면 신경망과 선형 회귀의 **차이**만도 [1.9](=shake.mean)쯤 흔들립니다. 1도 안 되는 차이로 이겼다고 말할 수 없습니다. 비교할 선형 회귀가 없었다면 신경망의 성과라고 적었을 것입니다.

### 유방암, 그리고 마지막 층

유방암 데이터로 은닉층의 유닛이 16개인 신경망을 학습률 0.005로 30에포크 훈련합니다. 마지막 층과 손실의 짝을 세 가지로 바꾸고, 테스트 정확도는 마지막 층의 값을 0과 비교하거나(여러분의 `compile_model`) 0.5와 비교해 쟀습니다. 시드 열 개의 평균입니다. 세 번 나오는 [0.629](=heads.softmax_half.mean)는 어디서 왔을까요?

| 마지막 층 | 손실 | 0과 비교 | 0.5와 비교 | 마지막 훈련 손실 |
|--|--|--|--|--|
| `Dense(1)` | 로짓을 받음 | [0.953](=heads.logits_zero.mean) | [0.955](=heads.logits_half.mean) | [0.017](=heads.logits_loss.mean) |
| `Dense(1, activation="sigmoid")` | 로짓을 받음(두 번 거침) | [0.629](=heads.twice_zero.mean) | [0.948](=heads.twice_half.mean) | [0.46](=heads.twice_loss.mean) |
| `Dense(1, activation="softmax")` | 확률을 받음 | [0.629](=heads.softmax_zero.mean) | [0.629](=heads.softmax_half.mean) | [5.95](=heads.softmax_loss.mean) |

<details><summary>답 보기</summary>

테스트 데이터에서 1의 비율입니다. 시그모이드의 값은 늘 0보다 크고, 하나뿐인 값의 소프트맥스는 무엇을 넣어도 1이라 모두 1이라고 답합니다. 시그모이드의 값은 확률이니 0.5와 비교해야 하고, 그러면 **두 번 거쳐도 정확도로는 알아채기 어렵습니다.** 손실이 말해 줍니다. 확률은 0과 1 사이라서 로짓으로 읽히면, 정답이 1일 때의 손실은 $\log(1 + e^{-1}) =$ [0.313](=floor.one), 0일 때는 $\log 2 =$ [0.693](=floor.zero) 아래로 내려갈 수 없습니다. 훈련 데이터의 [63%](=floor.share)가 1이니 평균은 [0.455](=floor.mean)가 바닥입니다. [0.46](=heads.twice_loss.mean)은 이미 바닥입니다.

PyTorch 백엔드의 Keras는 셋째 줄만 경고해 줍니다. TensorFlow 백엔드는 둘째 줄도 알아채고 경고합니다.

</details>

### 앞 단원의 함수와 비교

Keras의 층과 손실이 NumPy로 적은 식과 같은 값을 내는지 봅니다.
"""


# %% tags=["folded"]
@demo
def compare():
    rng = np.random.default_rng(0)
    X, z, y = rng.normal(size=(6, 3)), rng.normal(size=(6, 4)), np.array([0, 2, 1, 3, 0, 2])
    layer = put_weights(called(MyDense(2), 3), 5)
    w, b = get_weights(layer)
    logits_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    ours = np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(6), y])
    model = put_weights(build_model(3, hidden=(4,), l2=0.1), 6)
    kernel = get_weights(model)[0]
    gaps = {
        "MyDense와 xw + b": np.abs(output(layer, X) - (X @ w + b)).max(),
        "크로스 엔트로피와 9단원의 식": abs(float(logits_loss(y, z)) - ours),
        "페널티와 10단원의 식": abs(penalty(model) - 0.1 * np.sum(kernel**2)),
    }
    for name, gap in gaps.items():
        print(f"{name}: 차이 {'1e-05보다 작음' if gap < 1e-5 else gap}")


# %% [markdown]
r"""
세 가지 모두 float32의 자릿수까지 같습니다.

### 다른 책·라이브러리에서는

| 무엇 | **이 강의의 앞 단원** | PyTorch | Keras |
|--|--|--|--|
| 층의 가중치 | (입력의 수, 출력의 수) | (출력의 수, 입력의 수) | **(입력의 수, 출력의 수)** |
| 가중치가 생기는 때 | 만들 때 | 만들 때 | **`build`할 때**(`Input`이 있으면 쌓을 때) |
| 크로스 엔트로피가 받는 것 | 둘 다(9단원) | `CrossEntropyLoss`와 `BCEWithLogitsLoss`는 로짓, `BCELoss`는 확률 | **확률이 기본**, 말하면 로짓 |
| 정수 레이블 | 그대로 | `CrossEntropyLoss` | 이름에 `Sparse`가 있는 것 |
| L2 페널티 | $\lambda \sum w^2$(10단원) | `weight_decay`: 기울기에 $\lambda w$ | $\lambda \sum w^2$ |
| 드롭아웃의 인자 | 떨어뜨릴 비율 | 떨어뜨릴 비율 | 떨어뜨릴 비율 |
| 훈련과 추론 | 인자 `training` | `train()`, `eval()`이 바꾸는 상태 | **인자 `training`** |
| 되풀이 | 직접 | 직접(15단원의 다섯 줄) | `fit` |

모두 **다른 약속**일 뿐입니다.

### 오래된 예제를 만나면

이 단원의 바탕이 된 문서들에는 실행되지 않거나, 경고가 나거나, 뜻이 없는 코드가 많았습니다. 인터넷의 예제도 그렇습니다.

| 예제의 코드 | 지금은 |
|--|--|
| `from tensorflow.keras import Dense` | `ImportError`. `keras.layers.Dense`에 있음 |
| `Dense(64, input_dim=10)` | 경고. 맨 앞에 `keras.Input((10,))` |
| `vaildation_split=0.2` | `TypeError`. 오타는 그나마 오류가 나서 다행 |
| `model.predict([[1, 2], [3, 4]])` | `ValueError`. 리스트가 아니라 배열 |
| 회귀에 `Dense(10, activation="softmax")` | 실행되지만 값을 예측할 수 없음 |
| 세션과 그래프를 만드는 코드 | TensorFlow 1의 것 |

에포크마다의 기록을 그려 주는 TensorBoard 콜백은 TensorFlow가 있어야 합니다. 없으면 `ModuleNotFoundError`가 납니다. 1절의 그림처럼 `fit_model`이 돌려준 기록을 그리면 같은 곡선을 볼 수 있습니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 2, 2: 3, 3: 2, 4: 1}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 발견, 도전, 유명 코드의 버그 찾기
(10분, 점수에 들어가지 않습니다) 도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 발견: 손실에서 페널티를 떼어 내기

1절의 신경망을 $\lambda$만 0에서 5까지 바꾸어 30에포크씩 다섯 번 훈련하려고 합니다. `fit`의 `val_loss`에는 페널티가 들어 있을까요? 들어 있다면 $\lambda$가 큰 모델일수록 더 많이 들어 있을까요? **먼저 예상하고**, 손실을 두 몫으로 나누는 함수를 만들어 확인하세요.
"""


# %% tags=["discover:split_loss"]
def split_loss(model, X, y):
    """회귀 모델의 손실을 데이터의 몫과 페널티의 몫으로 나눕니다. (≈ 2줄)

    model: (N, 1)을 내는 모델. X: (N, n). y: (N, 1)인 배열.
    반환값: (평균 제곱 오차, 페널티). 둘을 더하면 evaluate가 알려 주는 손실이다.
    """
    ### BEGIN SOLUTION
    error = np.mean((output(model, X) - y) ** 2)
    return float(error), penalty(model)
    ### END SOLUTION


# %%
check("split_loss")

# %%
hint("split_loss")

# %% tags=["folded"]
@demo
def five_strengths():
    X, X_val, _, y, y_val, _, _ = patients()
    strengths, parts = (0.0, 0.005, 0.05, 0.5, 5.0), []
    for l2 in strengths:
        keras.utils.set_random_seed(0)
        model = build_model(X.shape[1], l2=l2)
        compile_model(model, "regression", lr=0.005)
        fit_model(model, X, y, X_val, y_val, epochs=30)
        parts.append(split_loss(model, X_val, y_val))
    fig, alt = picture_of_parts(strengths, parts)
    figure(fig, alt=alt)


# %% [markdown]
r"""
<details><summary>무엇을 발견했나요?</summary>

Keras는 **검증 손실에도** 페널티를 더합니다. 그래서 세기가 다른 모델의 `val_loss`에는 각각 다른 값이 더해져 있어 그대로는 비교할 수 없습니다. 그런데 $\lambda$를 0.005에서 0.05로, **열 배로 키웠더니 페널티는 줄었습니다.** [시드를 열 번 바꾸어도](=strengths.tenfold) 그렇습니다. 가중치가 그보다 더 줄었기 때문입니다. 5에서는 가중치가 거의 사라져 [페널티도 가장 작지만](=strengths.vanishes), 데이터의 몫이 평균만 답한 [1.12](=course.mean)쯤입니다.

조기 종료에도 영향이 있습니다. 가중치가 줄어드는 것만으로도 `val_loss`가 내려가기 때문입니다. 세기가 다른 모델은 페널티가 들어가지 않는 지표(회귀라면 평균 절대 오차)로 비교하세요.

</details>

### 버그 찾기: 튜토리얼의 정확도

TensorFlow의 공식 튜토리얼에 있던 결함을 재현한 것입니다. 로짓을 내는 모델을 컴파일하고 한 에포크만 훈련했습니다. 차이가 크게 보이도록 데이터와 시드를 고른 것입니다. 두 줄은 **같은 모델**의 정확도입니다. 어느 쪽을 믿어야 할까요?
"""


# %% tags=["folded"]
@demo
def two_accuracies():
    X, X_test, y, y_test = cancer()
    keras.utils.set_random_seed(1)
    layers = [keras.Input((X.shape[1],)), keras.layers.Dense(1, use_bias=False)]
    model = keras.Sequential(layers)
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.001), loss, metrics=["accuracy"])
    model.fit(X, y, epochs=1, verbose=0)
    said = model.evaluate(X_test, y_test, verbose=0, return_dict=True)["accuracy"]
    compile_model(model, "binary")
    found = model.evaluate(X_test, y_test, verbose=0)[1]
    print(f"튜토리얼의 지표: {said:.3f}\n여러분이 컴파일한 지표: {found:.3f}")


# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

`"accuracy"`는 확률의 기준인 0.5로 셉니다. 로짓이 0과 0.5 사이인 샘플은 1이라고 예측한 것인데도 0으로 세어졌습니다. 두 클래스가 잘 갈리는 데이터라면 학습할수록 로짓이 벌어져 차이가 거의 사라집니다. 겹치는 데이터라면 끝까지 남습니다.

튜토리얼은 `BinaryCrossentropy(from_logits=True)`와 `"accuracy"`를 함께 썼습니다. 2020년에 한 독자가 "위험한 함정"이라고 알려 고쳤습니다([tensorflow #41413](https://github.com/tensorflow/tensorflow/issues/41413), [docs #1623](https://github.com/tensorflow/docs/pull/1623)). 손실에는 로짓이라고 말하고 지표에는 말하지 않은 것입니다.

</details>

### 도전 1: 함수형으로 쌓기

`keras.Input`에서 시작해 층을 함수처럼 부르고 `keras.Model(inputs, outputs)`로 닫는 방법도 있습니다. 입력을 은닉층 둘에 따로 넣고 `keras.layers.Concatenate`로 이어 붙인 모델을 만들어 보세요. `Sequential`로는 왜 할 수 없나요?

<details><summary>답 보기</summary>

`Sequential`은 한 줄로만 흐릅니다. 함수형에서는 텐서에 이름을 붙여 두 번 쓸 수 있어 갈라졌다가 다시 만나는 모델을 만들 수 있습니다. 갈림길이 입력의 **값**에 따라 달라진다면 `Classifier`처럼 클래스로 만듭니다.

</details>

### 도전 2: 나만의 콜백

`keras.callbacks.Callback`을 상속해 에포크마다 가중치의 노름(norm)을 모으는 콜백을 만들어 `fit_model`에 넘기세요. L2를 주면 어떻게 달라지나요? `stop_after`의 코드를 참고하세요.

<details><summary>답 보기</summary>

`on_epoch_end`에서 `self.model.get_weights()`를 읽어 리스트에 담습니다. 이 데이터로 30에포크를 훈련하면 노름은 L2가 없을 때 [8](=norms.before.mean)에서 [10](=norms.free.mean)으로 커지고, 세기가 0.05이면 처음 열 에포크에 [절반 아래로 줄어든 다음](=norms.halved) 작은 값에 머뭅니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(4분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** Keras는 2015년에 숄레(Chollet)가 공개했습니다. 이름은 그리스어로 뿔(κέρας)이라는 뜻이고, 『오디세이아』에서 뿔의 문으로 나온 꿈은 이루어진다는 구절에서 왔습니다. 처음에는 Theano 위에서 돌았고, 한동안 TensorFlow의 일부였다가, 2023년의 Keras 3부터 다시 여러 백엔드 위에서 돕니다.

**면접 질문**

<details><summary>훈련 손실이 검증 손실보다 높을 수 있나요?</summary>

네. 훈련 손실은 에포크 동안 가중치가 나아지는 사이에 잰 값의 평균이고, 드롭아웃이 켜져 있습니다. 검증 손실은 에포크가 끝난 뒤 드롭아웃 없이 잽니다. 1절의 기록에서도 1에포크의 훈련 손실은 [0.67](=course.first), 검증 손실은 [0.57](=course.first_val)입니다.

</details>

<details><summary>조기 종료를 쓰면 검증 손실을 보고해도 되나요?</summary>

안 됩니다. 가장 낮은 것을 골랐으니 운이 섞여 있습니다. 한 번도 고르는 데 쓰지 않은 테스트 세트로 재어야 합니다.

</details>

<details><summary>마지막 층에 활성화 함수를 두지 않고 로짓을 내는 이유는?</summary>

손실을 로짓에서 바로 계산하면 수치적으로 안정적입니다. 확률이 1에 아주 가까우면 $1 - p$의 자릿수를 잃고, 0에 너무 가까우면 0이 되어 로그를 취할 수 없습니다. Keras는 그래서 확률의 양 끝을 잘라 내는데, 잘린 곳에서는 기울기가 0입니다. 확률이 필요하면 예측한 뒤에 활성화 함수(activation function)를 씁니다.

</details>

**오늘의 쓰임.** 같은 Keras 코드가 TensorFlow, JAX, PyTorch 위에서 돕니다. 콜백은 대규모 훈련에서도 쓰입니다. 몇 배치마다 저장하고, 나빠지면 알리고, 꺼지면 저장한 데에서 이어서 훈련합니다.

**실패한 이야기.** `EarlyStopping(restore_best_weights=True)`는 오랫동안 **스스로 멈추었을 때만** 가중치를 되돌렸습니다. 40에포크 가운데 37에포크가 가장 좋았다면 기다리다가 훈련이 끝나 버려, 되돌리지 않은 채 40에포크의 가중치가 남았습니다. 이름만 보고 믿은 사람들은 가장 좋은 모델을 저장했다고 생각했습니다. 사용자가 예상하는 동작이 아니니 버그로 볼 수 있다는 말과 이어서 훈련할 사람도 있다는 말이 몇 해 동안 오갔습니다([keras #12511](https://github.com/keras-team/keras/issues/12511), [tensorflow #35634](https://github.com/tensorflow/tensorflow/issues/35634)). Keras 3에서는 훈련이 오류나 중단 없이 끝나면 되돌립니다. ■를 눌러 멈추면 되돌리지 않습니다. 이 단원의 확인에 "멈추기 전에 끝나는" 경우가 있는 이유입니다.

### 다섯 줄 정리

1. 층의 가중치는 입력의 크기를 알게 될 때 생깁니다. `Input`을 두면 쌓을 때 생깁니다.
2. Keras의 크로스 엔트로피와 정확도는 확률이 기본입니다. 로짓이라면 **둘 다에** 말해야 합니다.
3. 드롭아웃은 `training` 인자를 보고, 페널티는 손실에 더해져 나옵니다.
4. 조기 종료는 가중치를 되돌리라고, 저장은 가장 좋을 때만 하라고 따로 말해야 합니다.
5. 비교할 선형 회귀가 없으면 신경망의 점수만으로는 아무것도 말할 수 없습니다.

**용어**: 층, 완전 연결층, 로짓, 지표, 페널티, 드롭아웃, 콜백, 조기 종료, 검증, 과적합, 백엔드

앞에서 배운 것을 한 문제에 처음부터 끝까지 쓰는 일은 17단원에서 합니다.
"""

# %%
progress()
