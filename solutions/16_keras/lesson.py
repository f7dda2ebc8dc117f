# %% [markdown]
r"""
# 16. (심화) Keras로 옮기기
"""

# %% tags=["setup"]
import contextlib
import functools
import os
import tempfile
from types import SimpleNamespace

import numpy as np

from npml.unit16 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit16.widgets import draw_patience, draw_penalty, patients, picture_of_runs
from npml.unit16.widgets import run_of
from npml.widgets import figure

os.environ["KERAS_BACKEND"] = "torch"  # Keras를 import하기 전에 정합니다
try:
    import keras
    import torch

    torch.set_num_threads(1)
except ImportError:  # Keras가 없어도 노트북은 끝까지 실행됩니다
    keras = SimpleNamespace(Model=object, layers=SimpleNamespace(Layer=object))


# %% tags=["setup"]
def get_weights(model):
    """가중치를 Keras의 순서대로 복사한 float64 배열의 리스트입니다."""
    return [np.array(weight, dtype=np.float64) for weight in model.get_weights()]


def put_weights(model, arrays):
    """가중치를 바꾼 모델입니다. 정수를 주면 그 씨앗의 난수로 채웁니다."""
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
    """손실에 더해질 벌점 model.losses의 합입니다. 없으면 0.0입니다."""
    return float(sum(keras.ops.convert_to_numpy(loss) for loss in model.losses))


def anatomy(model):
    """가중치마다 (shape, 학습하는지, 모두 같은 값인지, 모두 0인지)입니다."""
    trained = [id(weight) for weight in model.trainable_weights]
    return [
        (w.shape, id(v) in trained, bool(np.ptp(w) == 0), bool(np.all(w == 0)))
        for v, w in zip(model.weights, get_weights(model), strict=True)
    ]


def called(model, n):
    """특성 n개인 샘플로 한 번 부른 모델입니다. 부르면 가중치가 생깁니다."""
    output(model, np.ones((2, n)))
    return model


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

    strength는 커널의 L2 벌점의 세기입니다. 채점이 늘 같은 값을 내도록 fit은 섞지 않습니다.
    """
    weights = [np.array(weight, dtype=np.float32) for weight in weights]
    squares = keras.regularizers.L2(strength)
    layers = [keras.layers.Dense(len(b), kernel_regularizer=squares) for b in weights[1::2]]
    model = keras.Sequential([keras.Input((len(weights[0]),)), *layers])
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


def step(model, X, y):
    """컴파일한 모델로 한 번 갱신한 뒤의 가중치입니다."""
    X, y = np.array(X, dtype=np.float32), np.array(y)
    model.fit(X, y, batch_size=len(X), verbose=0)
    return get_weights(model)


# %% tags=["setup"]
def run_callbacks(callbacks, val_losses, path):
    """훈련한 셈 치고 에포크마다 가중치에 에포크의 번호를 넣고 val_loss를 알립니다.

    파일은 임시 폴더에 저장해 읽어 보고 지웁니다.

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


def stop_after(epochs):
    """훈련을 몇 에포크에서 멈추는 콜백 하나를 담은 리스트입니다."""

    class Stop(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            self.model.stop_training = epoch + 1 >= epochs

    return [Stop()]


# %% tags=["solution:MyDense"]
class MyDense(keras.layers.Layer):
    """직접 만든 완전 연결 층: x·w + b

    만들었을 때는 가중치가 없고, 처음 부르거나 build할 때 입력의 크기를 보고 만든다.
    가중치는 [w, b]의 순서로 둘이고, 둘 다 학습한다. w는 (n, units), b는 (units,)이다.
    w는 서로 다른 난수로, b는 0으로 시작한다. 값은 float32의 자릿수까지 본다.
    """

    def __init__(self, units):
        """나가는 수만 적어 둡니다. (≈ 2줄)"""
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


# %% tags=["solution:build_model"]
def build_model(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """값 하나를 예측하는 Sequential 모델을 쌓습니다. (≈ 13줄)

    hidden의 수 h마다 Dense(h)와 ReLU, dropout > 0이면 그 뒤에 Dropout(dropout).
    마지막은 Dense(1)이고 활성화 함수가 없다.
    l2 > 0이면 은닉층의 커널 w마다 벌점 l2·Σw². 편향과 마지막 층에는 벌점이 없다.

    n_features: 특성의 수. hidden: 은닉층의 크기들(튜플이나 리스트, 비어 있어도 된다).
    반환값: 가중치가 이미 만들어진 keras.Sequential. 컴파일은 하지 않아도 된다.
    오류: l2가 음수이면 l2를, dropout이 [0, 1) 밖이면 dropout을 적은 ValueError.
    예: build_model(3, hidden=())  ->  가중치가 (3, 1)과 (1,)인 선형 회귀

    채점의 경계 조건
        값과 벌점은 float32의 자릿수까지 본다. NumPy의 전역 난수를 쓰지 않는다.
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


# %% tags=["solution:make_callbacks"]
def make_callbacks(path, patience=5):
    """조기 종료와 가장 좋은 모델을 저장하는 콜백입니다. (≈ 10줄)

    둘 다 val_loss를 보고, 작을수록 좋다.
    EarlyStopping: patience 에포크 동안 새 최저가 없으면 훈련을 멈춘다.
        훈련이 어떻게 끝나든 모델에는 가장 좋았던 에포크의 가중치가 남는다.
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


# %% tags=["solution:fit_model"]
def fit_model(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """모델을 훈련하고 에포크마다의 기록을 돌려줍니다. (≈ 6줄)

    model: 컴파일한 모델. 그 자리에서 훈련한다.
    X, y: 훈련 데이터. X_val, y_val: 검증 데이터. 검증 데이터로는 훈련하지 않는다.
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

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 2, 2: 3, 3: 2, 4: 1}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %%
progress()
