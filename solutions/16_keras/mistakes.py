"""Wrong answers to unit 16 with their diagnoses, the likeliest first.

All of them are edits of the reference: what needs the library is in the lesson's code, and this file loads without it.
"""

from autograder.authoring import edit

DENSE, BUILD, CLASSIFIER, COMPILE, CALLBACKS, FIT = (
    "MyDense", "build_model", "Classifier", "compile_model", "make_callbacks", "fit_model",
)  # fmt: skip

SHAPE = "shape = (input_shape[-1], self.units)"
W = 'self.w = self.add_weight(shape=shape, initializer="glorot_uniform")'
B = 'self.b = self.add_weight(shape=(self.units,), initializer="zeros")'
CALL = "return keras.ops.matmul(x, self.w) + self.b"
UNITS = "self.units = units"

DENSES = (
    edit(DENSE, "made_in_call", f"        {W}\n        {B}\n", "        self.n = shape[0]\n", CALL,
         "return keras.layers.Dense(self.units)(x)",
         says="call을 부를 때마다 층이나 가중치를 새로 만든 것 같아요. 부를 때마다 다른 난수이고, 이 층이 기억하는 가중치는 하나도 없어요. 가중치는 build에서 한 번만 만드세요."),
    edit(DENSE, "numpy_weights", W, "self.w = np.random.default_rng().normal(size=shape).astype(np.float32)", B, "self.b = np.zeros(self.units, dtype=np.float32)",
         CALL, "return keras.ops.matmul(x, keras.ops.convert_to_tensor(self.w)) + keras.ops.convert_to_tensor(self.b)",
         says="가중치를 NumPy 배열이나 torch의 텐서로 만든 것 같아요. Keras는 그런 것을 가중치로 세지 않아서 학습하지도 저장하지도 않아요. self.add_weight로 만드세요."),
    edit(DENSE, "in_init", f"        {UNITS}\n", f"        {UNITS}\n        self.w = self.add_weight(shape=(4, units), initializer=\"glorot_uniform\")\n"
         "        self.b = self.add_weight(shape=(units,), initializer=\"zeros\")\n", f"        {SHAPE}\n        {W}\n        {B}\n", "        pass\n",
         says="__init__에서 가중치를 만든 것 같아요. 그때는 입력의 크기를 모르므로 어떤 크기를 정해도 다른 입력에는 맞지 않아요. build에서 input_shape를 보고 만드세요."),
    edit(DENSE, "zero_w", '"glorot_uniform"', '"zeros"', says="w를 0으로 시작한 것 같아요. 모든 유닛이 똑같은 기울기를 받아 끝까지 똑같이 움직여요. 서로 다른 난수로 시작하세요."),
    edit(DENSE, "one_w", '"glorot_uniform"', '"ones"', says="w를 모두 1로 시작한 것 같아요. 모든 유닛이 끝까지 똑같이 움직여요. 서로 다른 난수로 시작하세요."),
    edit(DENSE, "random_b", '"zeros"', '"random_normal"', says="b를 난수로 시작한 것 같아요. 편향은 0에서 시작하세요."),
    edit(DENSE, "ones_b", '"zeros"', '"ones"', says="b를 0이 아닌 값으로 시작한 것 같아요. 편향은 0에서 시작하세요."),
    edit(DENSE, "transposed", SHAPE, "shape = (self.units, input_shape[-1])", CALL, "return keras.ops.matmul(x, keras.ops.transpose(self.w)) + self.b",
         says="w를 (units, n)으로 만든 것 같아요. PyTorch의 nn.Linear가 그 순서예요. Keras의 Dense는 (n, units)이고 x·w를 계산해요.", convention=True),
    edit(DENSE, "batch_size", "input_shape[-1]", "input_shape[0] or input_shape[-1]",
         says="input_shape[0]을 쓴 것 같아요. 그것은 샘플의 수예요. 특성의 수는 마지막 축인 input_shape[-1]이에요."),
    edit(DENSE, "one_b", "shape=(self.units,)", "shape=(1,)", says="b를 하나만 만든 것 같아요. 브로드캐스팅되어 오류는 나지 않지만 모든 유닛이 같은 편향을 써요. (units,)로 만드세요."),
    edit(DENSE, "b_first", f"        {W}\n        {B}\n", f"        {B}\n        {W}\n", says="b를 w보다 먼저 만든 것 같아요. 가중치의 순서는 만든 순서예요. w를 먼저 만드세요."),
    edit(DENSE, "frozen_w", W, 'self.w = self.add_weight(shape=shape, initializer="glorot_uniform", trainable=False)', says="w가 학습하지 않는 가중치예요. trainable=False를 빼세요."),
    edit(DENSE, "frozen_b", B, 'self.b = self.add_weight(shape=(self.units,), initializer="zeros", trainable=False)', says="b가 학습하지 않는 가중치예요. trainable=False를 빼세요."),
    edit(DENSE, "no_b", f"        {B}\n", "", CALL, "return keras.ops.matmul(x, self.w)", says="편향 b가 없는 것 같아요. 가중치는 [w, b] 둘이에요."),
    edit(DENSE, "b_unused", CALL, "return keras.ops.matmul(x, self.w)", says="b를 만들었지만 더하지 않은 것 같아요. 출력은 x·w + b예요."),
    edit(DENSE, "minus_b", CALL, "return keras.ops.matmul(x, self.w) - self.b", says="b를 더하지 않고 뺀 것 같아요. 출력은 x·w + b예요."),
    edit(DENSE, "relu", CALL, "return keras.ops.relu(keras.ops.matmul(x, self.w) + self.b)", says="ReLU까지 씌운 것 같아요. 이 층은 x·w + b를 그대로 돌려줘요."),
    edit(DENSE, "no_super", "        super().__init__()\n", "", says="super().__init__()을 부르지 않은 것 같아요. Keras의 층은 그 안에서 가중치를 담을 자리를 만들어요. __init__의 첫 줄에 적으세요."),
    edit(DENSE, "fixed_units", UNITS, "self.units = 3", says="출력의 수를 그대로 적은 것 같아요. 인자로 받은 units를 쓰세요."),
)  # fmt: skip

INPUT = "layers = [keras.Input((n_features,))]"
RULE = "rule = keras.regularizers.L2(l2) if l2 > 0 else None"
LAYER = 'layer = keras.layers.Dense(size, activation="relu", kernel_regularizer=rule)'
DROP = "        if dropout > 0:\n            layers.append(keras.layers.Dropout(dropout))\n"
LAST = "layers.append(keras.layers.Dense(1))"
L2_CHECK, DROP_CHECK = "    if l2 < 0:\n", "if not 0 <= dropout < 1:"

BUILDS = (
    edit(BUILD, "no_input", INPUT, "layers = []",
         says="keras.Input을 빠뜨린 것 같아요. 입력의 크기를 모르는 모델에는 처음 부를 때까지 가중치가 없어요. 맨 앞에 keras.Input((n_features,))을 두세요."),
    edit(BUILD, "last_too", LAST, "layers.append(keras.layers.Dense(1, kernel_regularizer=keras.regularizers.L2(l2) if l2 > 0 else None))",
         says="마지막 층에도 페널티를 준 것 같아요. 은닉층의 커널에만 주세요."),
    edit(BUILD, "biases_too", LAYER, 'layer = keras.layers.Dense(size, activation="relu", kernel_regularizer=rule, bias_regularizer=rule)',
         says="편향에도 페널티를 준 것 같아요. bias_regularizer를 빼고 kernel_regularizer만 쓰세요."),
    edit(BUILD, "only_biases", "kernel_regularizer", "bias_regularizer", says="커널이 아니라 편향에 페널티를 준 것 같아요. kernel_regularizer를 쓰세요."),
    edit(BUILD, "activity", "kernel_regularizer", "activity_regularizer", says="가중치가 아니라 층의 출력에 페널티를 준 것 같아요(activity_regularizer). kernel_regularizer를 쓰세요."),
    edit(BUILD, "l1", "keras.regularizers.L2(l2)", "keras.regularizers.L1(l2)", says="L1 페널티를 준 것 같아요. 제곱의 합인 L2를 쓰세요."),
    edit(BUILD, "half", "keras.regularizers.L2(l2)", "keras.regularizers.L2(l2 / 2)",
         says="페널티가 절반이에요. 10단원처럼 ½을 곱한 것 같아요. Keras의 L2에는 ½이 없어요.", convention=True),
    edit(BUILD, "first_only", RULE, "rule = keras.regularizers.L2(l2) if l2 > 0 and len(layers) == 1 else None", says="첫 은닉층에만 페널티를 준 것 같아요. 은닉층마다 주세요."),
    edit(BUILD, "no_penalty", "kernel_regularizer=rule", "kernel_regularizer=None", says="l2를 쓰지 않은 것 같아요. 은닉층의 kernel_regularizer에 keras.regularizers.L2(l2)를 주세요."),
    edit(BUILD, "fixed_l2", "keras.regularizers.L2(l2)", "keras.regularizers.L2(0.01)", says="페널티의 세기를 0.01로 적은 것 같아요. L2()나 \"l2\"의 기본값도 0.01이에요. 인자로 받은 l2를 쓰세요."),
    edit(BUILD, "no_relu", 'activation="relu", ', "", says="은닉층에 ReLU가 없는 것 같아요. 선형 층을 이어 붙이기만 하면 선형 층 하나와 같아요."),
    edit(BUILD, "sigmoid_hidden", 'activation="relu"', 'activation="sigmoid"', says="은닉층의 활성화 함수가 시그모이드예요. 이 모델은 ReLU를 써요."),
    edit(BUILD, "tanh_hidden", 'activation="relu"', 'activation="tanh"', says="은닉층의 활성화 함수가 tanh예요. 이 모델은 ReLU를 써요."),
    edit(BUILD, "relu_at_end", LAST, 'layers.append(keras.layers.Dense(1, activation="relu"))', says="마지막 층에도 ReLU를 쓴 것 같아요. 음수를 예측할 수 없게 돼요. 마지막은 Dense(1)뿐이에요."),
    edit(BUILD, "sigmoid_at_end", LAST, 'layers.append(keras.layers.Dense(1, activation="sigmoid"))', says="마지막 층에 시그모이드를 쓴 것 같아요. 회귀의 예측이 0과 1 사이에 갇혀요. 마지막은 Dense(1)뿐이에요."),
    edit(BUILD, "softmax_at_end", LAST, 'layers.append(keras.layers.Dense(1, activation="softmax"))', says="마지막 층에 소프트맥스를 쓴 것 같아요. 하나뿐인 값의 소프트맥스는 무엇을 넣어도 1이에요."),
    edit(BUILD, "keep_rate", "keras.layers.Dropout(dropout)", "keras.layers.Dropout(1 - dropout)", says="Dropout에 남길 비율을 준 것 같아요. Keras의 Dropout(rate)은 떨어뜨릴 비율을 받아요."),
    edit(BUILD, "fixed_rate", "keras.layers.Dropout(dropout)", "keras.layers.Dropout(0.5)", says="떨어뜨릴 비율을 0.5로 적은 것 같아요. 인자로 받은 dropout을 쓰세요."),
    edit(BUILD, "dropout_last", DROP, "", LAST, "if hidden and dropout > 0:\n        layers.append(keras.layers.Dropout(dropout))\n    layers.append(keras.layers.Dense(1))",
         says="드롭아웃을 마지막 은닉층 뒤에만 둔 것 같아요. 은닉층마다 그 뒤에 두세요."),
    edit(BUILD, "dropout_on_output", DROP, "", LAST, "layers.append(keras.layers.Dense(1))\n    if dropout > 0:\n        layers.append(keras.layers.Dropout(dropout))",
         says="출력에 드롭아웃을 쓴 것 같아요. 예측이 통째로 0이 돼요. 은닉층 뒤에 두세요."),
    edit(BUILD, "dropout_on_input", "        layers.append(layer)\n" + DROP, "        if dropout > 0:\n            layers.append(keras.layers.Dropout(dropout))\n        layers.append(layer)\n",
         says="드롭아웃을 은닉층의 앞에 둔 것 같아요. 그러면 입력을 떨어뜨려요. Dense 뒤에 두세요."),
    edit(BUILD, "no_dropout", DROP, "", says="dropout을 쓰지 않은 것 같아요. dropout > 0이면 은닉층마다 Dropout(dropout)을 두세요."),
    edit(BUILD, "first_layer_only", "for size in hidden:", "for size in hidden[:1]:", says="은닉층을 하나만 쌓은 것 같아요. hidden의 수마다 하나씩 쌓으세요."),
    edit(BUILD, "extra_layer", INPUT, f"{INPUT}\n    hidden = hidden or (1,)", says="hidden이 비었을 때도 은닉층을 둔 것 같아요. hidden=()이면 Input과 Dense(1)뿐인 선형 회귀예요."),
    edit(BUILD, "reversed", "for size in hidden:", "for size in hidden[::-1]:", says="은닉층을 거꾸로 쌓은 것 같아요. hidden의 첫 수가 입력에 가장 가까운 층이에요."),
    edit(BUILD, "no_last", LAST, "layers = layers or None", says="마지막 Dense(1)이 없는 것 같아요. 예측은 값 하나예요."),
    edit(BUILD, "no_bias", LAST, "layers.append(keras.layers.Dense(1, use_bias=False))", says="마지막 층에 편향이 없어요. use_bias=False를 빼세요."),
    edit(BUILD, "l2_unchecked", L2_CHECK, "    if False:\n", "if l2 > 0 else None", "if l2 > 0 and l2 == l2 else None",
         says="l2가 음수인지 확인하지 않은 것 같아요. 페널티가 음수면 가중치가 끝없이 커져요. l2를 적은 ValueError를 내세요."),
    edit(BUILD, "dropout_unchecked", DROP_CHECK, "if False:",
         says="dropout의 범위를 확인하지 않은 것 같아요. 은닉층이 없거나 음수이면 Keras에 닿지도 않아요. 0 이상 1 미만이 아니면 ValueError를 내세요."),
    edit(BUILD, "one_allowed", DROP_CHECK, "if not 0 <= dropout <= 1:", says="dropout=1을 받아들인 것 같아요. Keras도 받아 주지만 모든 유닛을 떨어뜨려 아무것도 배우지 못해요. 1은 ValueError예요."),
    edit(BUILD, "no_name", 'f"dropout은 0 이상 1 미만이어야 하는데 {dropout}입니다"', '"값이 잘못되었습니다"', 'f"l2는 0 이상이어야 하는데 {l2}입니다"', '"값이 잘못되었습니다"',
         says="오류의 글에 l2나 dropout이라는 이름이 없어요. 무엇이 잘못인지 적어 주세요."),
    edit(BUILD, "seeded", INPUT, f"np.random.random()\n    {INPUT}",
         says="전역 난수를 움직인 것 같아요. np.random도, keras.utils.set_random_seed도 전역 난수를 바꿔요. 시드는 부르는 쪽이 정해요."),
)  # fmt: skip

FIRST, DROPPED, LOGITS = 'self.first = keras.layers.Dense(hidden, activation="relu")', "hidden = self.drop(self.first(x), training=training)", "return self.last(hidden)"
RATE, OUT = "self.drop = keras.layers.Dropout(rate)", "self.last = keras.layers.Dense(n_classes)"

CLASSIFIERS = (
    edit(CLASSIFIER, "softmax", OUT, 'self.last = keras.layers.Dense(n_classes, activation="softmax")',
         says="마지막에 소프트맥스를 쓴 것 같아요. 이 모델은 로짓을 돌려주고, 소프트맥스는 from_logits=True인 손실이 계산해요."),
    edit(CLASSIFIER, "sigmoid", OUT, 'self.last = keras.layers.Dense(n_classes, activation="sigmoid")', says="마지막에 시그모이드를 쓴 것 같아요. 이 모델은 로짓을 돌려줘요."),
    edit(CLASSIFIER, "relu_at_end", OUT, 'self.last = keras.layers.Dense(n_classes, activation="relu")', says="마지막에도 ReLU를 쓴 것 같아요. 로짓은 음수일 수도 있어요."),
    edit(CLASSIFIER, "no_relu", FIRST, "self.first = keras.layers.Dense(hidden)", says="은닉층에 ReLU가 없는 것 같아요. activation=\"relu\"를 주세요."),
    edit(CLASSIFIER, "tanh", FIRST, 'self.first = keras.layers.Dense(hidden, activation="tanh")', says="은닉층의 활성화 함수가 tanh예요. 이 모델은 ReLU를 써요."),
    edit(CLASSIFIER, "keep_rate", RATE, "self.drop = keras.layers.Dropout(1 - rate)", says="Dropout에 남길 비율을 준 것 같아요. Keras의 Dropout(rate)은 떨어뜨릴 비율을 받아요. rate=0.5에서는 티가 나지 않아요."),
    edit(CLASSIFIER, "fixed_rate", RATE, "self.drop = keras.layers.Dropout(0.5)", says="떨어뜨릴 비율을 0.5로 적은 것 같아요. 인자로 받은 rate를 쓰세요."),
    edit(CLASSIFIER, "no_dropout", DROPPED, "hidden = self.first(x)", says="훈련할 때도 떨어뜨리는 유닛이 없어요. 드롭아웃 층을 지나지 않았거나 training=False를 넘긴 것 같아요. call이 받은 training을 그대로 넘기세요."),
    edit(CLASSIFIER, "always_on", DROPPED, "hidden = self.drop(self.first(x), training=True)", says="추론할 때도 떨어뜨리는 것 같아요. 같은 입력의 답이 부를 때마다 달라요. training=training을 넘기세요."),
    edit(CLASSIFIER, "inverted", DROPPED, "hidden = self.drop(self.first(x), training=not training)", says="훈련과 추론이 뒤바뀐 것 같아요. training을 그대로 넘기세요."),
    edit(CLASSIFIER, "on_logits", DROPPED, "hidden = self.first(x)", LOGITS, "return self.drop(self.last(hidden), training=training)",
         says="로짓에 드롭아웃을 쓴 것 같아요. 클래스의 점수가 통째로 0이 돼요. 은닉층과 출력층 사이에 두세요."),
    edit(CLASSIFIER, "on_input", DROPPED, "hidden = self.first(self.drop(x, training=training))", says="입력에 드롭아웃을 쓴 것 같아요. 은닉층과 출력층 사이에 두세요."),
    edit(CLASSIFIER, "unscaled", DROPPED, "hidden = self.drop(self.first(x), training=training)\n        if training:\n            hidden = hidden * (1 - self.drop.rate)",
         says="떨어뜨린 뒤에 남은 값을 키우지 않은 것 같아요. 7단원처럼 남은 값을 1/(1−rate)배 해야 추론과 평균이 같아요. Dropout 층이 알아서 해요."),
    edit(CLASSIFIER, "no_super", "        super().__init__()\n", "", says="super().__init__()을 부르지 않은 것 같아요. __init__의 첫 줄에 적으세요."),
    edit(CLASSIFIER, "last_first", f"        {FIRST}\n        {RATE}\n        {OUT}\n", f"        {OUT}\n        {RATE}\n        {FIRST}\n",
         says="출력층을 은닉층보다 먼저 담은 것 같아요. 가중치의 순서는 층을 담은 순서예요. 은닉층, 드롭아웃, 출력층의 순서로 담으세요."),
    edit(CLASSIFIER, "made_in_call", f"        {OUT}\n", "        self.size = n_classes\n", LOGITS, "return keras.layers.Dense(self.size)(hidden)",
         says="call에서 층을 만든 것 같아요. 부를 때마다 새 난수이고 배운 것이 남지 않아요. 층은 __init__에서 만드세요."),
    edit(CLASSIFIER, "no_bias", OUT, "self.last = keras.layers.Dense(n_classes, use_bias=False)", says="출력층에 편향이 없어요. use_bias=False를 빼세요."),
    edit(CLASSIFIER, "sizes_swapped", "keras.layers.Dense(hidden,", "keras.layers.Dense(n_classes,", "keras.layers.Dense(n_classes)", "keras.layers.Dense(hidden)",
         says="두 층의 크기가 뒤바뀐 것 같아요. 은닉층이 hidden개, 출력층이 n_classes개예요."),
    edit(CLASSIFIER, "only_hidden", LOGITS, "self.last(hidden)\n        return hidden", says="은닉층의 결과를 그대로 돌려준 것 같아요. 출력층까지 지나야 로짓이 돼요."),
)  # fmt: skip

MSE, MAE = "losses.MeanSquaredError()", "metrics.MeanAbsoluteError()"
BCE, BINARY = "losses.BinaryCrossentropy(from_logits=True)", "metrics.BinaryAccuracy(threshold=0.0)"
CE, SPARSE = "losses.SparseCategoricalCrossentropy(from_logits=True)", "metrics.SparseCategoricalAccuracy()"
ADAM, COMPILED = "keras.optimizers.Adam(lr)", "metrics=[metric]"

COMPILES = (
    edit(COMPILE, "binary_probabilities", BCE, "losses.BinaryCrossentropy()",
         says='이진 크로스 엔트로피에 from_logits=True를 주지 않은 것 같아요("binary_crossentropy"라고 적어도 같아요). 로짓을 확률로 여겨 0과 1로 잘라 버려요.'),
    edit(COMPILE, "sparse_probabilities", CE, "losses.SparseCategoricalCrossentropy()",
         says='다중 분류의 크로스 엔트로피에 from_logits=True를 주지 않은 것 같아요("sparse_categorical_crossentropy"라고 적어도 같아요). 로짓을 확률로 여겨요.'),
    edit(COMPILE, "both_probabilities", BCE, "losses.BinaryCrossentropy()", CE, "losses.SparseCategoricalCrossentropy()",
         says="두 크로스 엔트로피에 from_logits=True를 주지 않은 것 같아요. Keras의 기본은 확률이라서, 로짓을 확률로 여겨요."),
    edit(COMPILE, "half_threshold", BINARY, "metrics.BinaryAccuracy()",
         says='정확도를 0.5를 기준으로 센 것 같아요("accuracy"라고 적어도 같아요). 0.5는 확률의 기준이에요. 로짓이면 0이 기준이니 threshold=0.0을 주세요.'),
    edit(COMPILE, "categorical", CE, "losses.CategoricalCrossentropy(from_logits=True)",
         says="CategoricalCrossentropy를 쓴 것 같아요. 그것은 원-핫 레이블을 받아요. 정수 레이블이면 SparseCategoricalCrossentropy예요."),
    edit(COMPILE, "categorical_metric", SPARSE, "metrics.CategoricalAccuracy()",
         says="CategoricalAccuracy를 쓴 것 같아요. 그것은 원-핫 레이블을 받아요. 정수 레이블이면 SparseCategoricalAccuracy예요."),
    edit(COMPILE, "mse_for_classes", BCE, "losses.MeanSquaredError()", says="이진 분류에 평균 제곱 오차를 쓴 것 같아요. 로짓을 0이나 1에 맞추게 돼요. from_logits=True인 BinaryCrossentropy를 쓰세요."),
    edit(COMPILE, "mae_loss", MSE, "losses.MeanAbsoluteError()", says="회귀의 손실이 평균 절대 오차예요. 손실은 평균 제곱 오차, 지표가 평균 절대 오차예요."),
    edit(COMPILE, "msle", MSE, "losses.MeanSquaredLogarithmicError()", says="회귀의 손실이 로그를 씌운 제곱 오차예요. MeanSquaredError를 쓰세요."),
    edit(COMPILE, "huber", MSE, "losses.Huber()", says="회귀의 손실이 Huber예요. 차이가 큰 샘플을 덜 세어요. MeanSquaredError를 쓰세요."),
    edit(COMPILE, "mse_metric", MAE, "metrics.MeanSquaredError()", says="회귀의 지표가 손실과 같은 평균 제곱 오차예요. 지표는 평균 절대 오차예요."),
    edit(COMPILE, "rmse_metric", MAE, "metrics.RootMeanSquaredError()", says="회귀의 지표가 RMSE예요. 지표는 평균 절대 오차예요."),
    edit(COMPILE, "accuracy_in_regression", MAE, 'keras.metrics.Accuracy()',
         says="회귀의 지표로 정확도를 쓴 것 같아요. 실수가 정확히 같은 일은 거의 없어서 늘 0이에요. 평균 절대 오차를 쓰세요."),
    edit(COMPILE, "no_metric", COMPILED, "metrics=[]", says="지표를 주지 않은 것 같아요. metrics=[…]에 하나를 담으세요."),
    edit(COMPILE, "loss_metric", COMPILED, "metrics=[loss]", says="손실을 지표로도 준 것 같아요. 분류는 정확도, 회귀는 평균 절대 오차예요."),
    edit(COMPILE, "default_lr", ADAM, "keras.optimizers.Adam()", says='lr을 넘기지 않은 것 같아요. "adam"이라고만 적어도 학습률은 늘 0.001이에요. keras.optimizers.Adam(lr)을 쓰세요.'),
    edit(COMPILE, "sgd", ADAM, "keras.optimizers.SGD(lr)", says="옵티마이저가 SGD예요. Adam을 쓰세요."),
    edit(COMPILE, "rmsprop", ADAM, "keras.optimizers.RMSprop(lr)", says='옵티마이저가 RMSprop이에요. optimizer를 주지 않으면 이것이 기본이에요. Adam을 쓰세요.'),
    edit(COMPILE, "adamw", ADAM, "keras.optimizers.AdamW(lr)", says="옵티마이저가 AdamW예요. 걸음마다 가중치를 조금씩 줄여요. Adam을 쓰세요."),
    edit(COMPILE, "summed", MSE, 'losses.MeanSquaredError(reduction="sum")', says="제곱 오차를 평균하지 않고 더한 것 같아요. reduction을 빼세요."),
    edit(COMPILE, "unknown_is_regression", '        raise ValueError(f"모르는 task입니다: {task}")\n', f"        loss, metric = {MSE}, {MAE}\n",
         says="모르는 task를 받아들인 것 같아요. 오타가 난 채로 다른 손실로 훈련하게 돼요. ValueError를 내세요."),
    edit(COMPILE, "no_name", 'f"모르는 task입니다: {task}"', '"모르는 일입니다"', says="오류의 글에 task라는 이름이 없어요. 무엇이 잘못인지 적어 주세요."),
    edit(COMPILE, "seeded", "    losses, metrics = keras.losses, keras.metrics\n", "    losses, metrics = keras.losses, keras.metrics\n    np.random.random()\n",
         says="전역 난수를 움직인 것 같아요. np.random도, keras.utils.set_random_seed도 전역 난수를 바꿔요. 시드는 부르는 쪽이 정해요."),
)  # fmt: skip

STOP = 'monitor="val_loss", mode="min", patience=patience, restore_best_weights=True'
KEEP = 'path, monitor="val_loss", mode="min", save_best_only=True'
RETURN = "return [stop, keep]"
PATH_CHECK, PATIENCE_CHECK = 'if not path.endswith(".keras"):', "if patience < 1:"

CALLBACK_LISTS = (
    edit(CALLBACKS, "no_restore", STOP, 'monitor="val_loss", mode="min", patience=patience',
         says="멈춘 순간의 가중치가 모델에 남은 것 같아요. EarlyStopping은 되돌리지 않는 것이 기본이에요. restore_best_weights=True를 주세요."),
    edit(CALLBACKS, "watches_loss", STOP, 'monitor="loss", mode="min", patience=patience, restore_best_weights=True',
         says='EarlyStopping이 훈련 손실("loss")을 보는 것 같아요. 훈련 손실은 외우기만 해도 내려가요. "val_loss"를 보세요.'),
    edit(CALLBACKS, "max_stop", STOP, 'monitor="val_loss", mode="max", patience=patience, restore_best_weights=True',
         says='EarlyStopping이 클수록 좋다고 여기는 것 같아요. 손실은 작을수록 좋으니 mode="min"이에요.'),
    edit(CALLBACKS, "one_more", "patience=patience", "patience=patience + 1", says="한 에포크 더 기다리는 것 같아요. patience를 그대로 넘기세요."),
    edit(CALLBACKS, "one_less", "patience=patience", "patience=patience - 1", says="한 에포크 덜 기다리는 것 같아요. patience를 그대로 넘기세요."),
    edit(CALLBACKS, "patience_forgotten", " patience=patience,", "", says="patience를 넘기지 않은 것 같아요. EarlyStopping의 기본은 0이라 한 번만 나빠져도 멈춰요."),
    edit(CALLBACKS, "fixed_patience", "patience=patience", "patience=5", says="기다리는 에포크를 5로 적은 것 같아요. 인자로 받은 patience를 쓰세요."),
    edit(CALLBACKS, "saves_last", KEEP, 'path, monitor="val_loss", mode="min"',
         says="파일에 마지막 에포크의 모델이 남은 것 같아요. ModelCheckpoint는 에포크마다 덮어쓰는 것이 기본이에요. save_best_only=True를 주고, monitor가 \"loss\"가 아니라 \"val_loss\"인지 보세요."),
    edit(CALLBACKS, "max_keep", KEEP, 'path, monitor="val_loss", mode="max", save_best_only=True',
         says='ModelCheckpoint가 클수록 좋다고 여기는 것 같아요. 손실은 작을수록 좋으니 mode="min"이에요.'),
    edit(CALLBACKS, "no_file", RETURN, "return [stop]", says="ModelCheckpoint가 없는 것 같아요. 두 콜백을 모두 리스트에 담으세요."),
    edit(CALLBACKS, "no_stopping", RETURN, "return [keep]", says="EarlyStopping이 없는 것 같아요. 두 콜백을 모두 리스트에 담으세요."),
    edit(CALLBACKS, "baseline", STOP, f"{STOP}, baseline=0.0", says="EarlyStopping에 baseline을 준 것 같아요. 그 값을 넘지 못하면 나아지고 있어도 멈춰요. baseline을 빼세요."),
    edit(CALLBACKS, "min_delta", STOP, f"{STOP}, min_delta=0.01", says="min_delta를 준 것 같아요. 조금씩 나아지는 것을 나아지지 않는 것으로 세어요. min_delta를 빼세요."),
    edit(CALLBACKS, "late_start", STOP, f"{STOP}, start_from_epoch=2", says="start_from_epoch를 준 것 같아요. 처음 에포크들을 보지 않아 가장 좋은 것을 놓쳐요. 빼세요."),
    edit(CALLBACKS, "weights_only", KEEP, KEEP, "keep = keras.callbacks.ModelCheckpoint(", 'path = path.removesuffix(".keras") + ".weights.h5"\n    keep = keras.callbacks.ModelCheckpoint(',
         "save_best_only=True", "save_best_only=True, save_weights_only=True",
         says="path에 파일이 없어요. 가중치만 따로 저장했거나 다른 이름을 적은 것 같아요. save_weights_only 없이, 인자로 받은 path에 모델 전체를 저장하세요."),
    edit(CALLBACKS, "path_unchecked", PATH_CHECK, 'if False:', "keep = keras.callbacks.ModelCheckpoint(", 'path = path if path.endswith(".keras") else path + ".keras"\n    keep = keras.callbacks.ModelCheckpoint(',
         says="path의 끝을 확인하지 않은 것 같아요. .keras를 붙여 주면 부른 쪽이 모르는 파일이 생겨요. ValueError를 내세요."),
    edit(CALLBACKS, "path_contains", PATH_CHECK, 'if ".keras" not in path:', "keep = keras.callbacks.ModelCheckpoint(", 'path = path if path.endswith(".keras") else path + ".keras"\n    keep = keras.callbacks.ModelCheckpoint(',
         says=".keras가 들어 있는지만 본 것 같아요. path가 .keras로 끝나는지 endswith로 확인하세요."),
    edit(CALLBACKS, "patience_unchecked", PATIENCE_CHECK, "if False:", says="patience를 확인하지 않은 것 같아요. 1보다 작으면 ValueError를 내세요."),
    edit(CALLBACKS, "zero_allowed", PATIENCE_CHECK, "if patience < 0:", says="patience=0을 받아들인 것 같아요. 1보다 작으면 ValueError예요."),
    edit(CALLBACKS, "no_name", 'f"patience는 1 이상이어야 하는데 {patience}입니다"', '"1 이상이어야 합니다"', 'f"path는 .keras로 끝나야 하는데 {path}입니다"', '"이름이 잘못되었습니다"',
         says="오류의 글에 path나 patience라는 이름이 없어요. 무엇이 잘못인지 적어 주세요."),
    edit(CALLBACKS, "one_callback", RETURN, "return stop", says="콜백 하나를 그대로 돌려준 것 같아요. 두 콜백을 리스트에 담으세요."),
)  # fmt: skip

VALID, RECORD = "validation_data=(X_val, y_val)", "return {name: [float(v) for v in row] for name, row in history.history.items()}"
ARGS, MORE = "epochs=epochs, batch_size=batch_size,", "callbacks=list(callbacks), verbose=0,"
TRAINED = "X, y, validation_data"

FITS = (
    edit(FIT, "split", VALID, "validation_split=0.25",
         says="validation_split으로 훈련 데이터의 뒤쪽을 떼어 낸 것 같아요. 받은 (X_val, y_val)은 쓰지도 않았어요. validation_data=(X_val, y_val)을 쓰세요."),
    edit(FIT, "no_validation", f"{VALID}, ", "", says="검증 데이터를 넘기지 않은 것 같아요. 기록에 val_loss가 없어요. validation_data=(X_val, y_val)을 주세요."),
    edit(FIT, "trains_on_val", "X, y, validation_data", "np.concatenate([X, X_val]), np.concatenate([y, y_val]), validation_data",
         says="검증 데이터로도 훈련한 것 같아요. 그러면 val_loss는 처음 보는 데이터의 손실이 아니에요."),
    edit(FIT, "only_val", "X, y, validation_data", "X_val, y_val, validation_data", says="검증 데이터로 훈련한 것 같아요. 훈련은 X와 y로 하세요."),
    edit(FIT, "val_is_train", VALID, "validation_data=(X, y)", says="훈련 데이터로 검증한 것 같아요. 외우기만 해도 좋아 보여요. (X_val, y_val)을 쓰세요."),
    edit(FIT, "one_by_one", "batch_size=batch_size", "batch_size=1", says="샘플을 하나씩 넣어 훈련한 것 같아요. 인자로 받은 batch_size를 쓰세요."),
    edit(FIT, "default_batch", " batch_size=batch_size,", "", says="batch_size를 넘기지 않은 것 같아요. Keras의 기본은 32라서 샘플이 더 많으면 여러 번 갱신해요."),
    edit(FIT, "epochs_forgotten", "epochs=epochs,", "", says="epochs를 넘기지 않은 것 같아요. Keras의 기본은 1이에요."),
    edit(FIT, "fixed_epochs", "epochs=epochs", "epochs=10", says="에포크의 수를 10으로 적은 것 같아요. 인자로 받은 epochs를 쓰세요."),
    edit(FIT, "no_callbacks", "callbacks=list(callbacks), ", "", says="콜백이 훈련을 멈추지 못했어요. callbacks를 fit에 넘기지 않았거나 에포크마다 fit을 따로 부른 것 같아요. fit을 한 번만 부르고 callbacks를 그대로 넘기세요."),
    edit(FIT, "history_object", RECORD, "return history", says="History 객체를 그대로 돌려준 것 같아요. 그 안의 .history가 dict예요."),
    edit(FIT, "last_only", RECORD, "return {name: float(row[-1]) for name, row in history.history.items()}", says="마지막 에포크의 값만 남긴 것 같아요. 에포크마다 하나씩 담은 리스트예요."),
    edit(FIT, "loss_only", RECORD, 'return [float(v) for v in history.history["loss"]]', says="손실의 리스트만 돌려준 것 같아요. 이름마다 리스트를 담은 dict를 돌려주세요."),
    edit(FIT, "two_names", RECORD, 'return {name: [float(v) for v in history.history[name]] for name in ("loss", "val_loss")}',
         says="loss와 val_loss만 담은 것 같아요. 지표가 있는 모델은 기록이 더 있어요. history.history의 이름을 모두 담으세요."),
    edit(FIT, "fresh_copy", "    history = model.fit(",
         "    given, model = model, keras.models.clone_model(model)\n    model.set_weights(given.get_weights())\n"
         '    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")\n    history = model.fit(',
         says="모델의 복사본을 훈련한 것 같아요. 받은 모델은 그대로예요. model.fit을 바로 부르세요."),
    edit(FIT, "recompiled", "    history = model.fit(", '    model.compile(optimizer="adam", loss="mse")\n    history = model.fit(', says="함수 안에서 다시 컴파일한 것 같아요. 받은 모델은 이미 컴파일되어 있어요. 다시 하면 옵티마이저와 지표가 바뀌어요."),
    edit(FIT, "swapped_sets", "X, y, validation_data=(X_val, y_val)", "X_val, y_val, validation_data=(X, y)", says="훈련 데이터와 검증 데이터가 뒤바뀐 것 같아요."),
    edit(FIT, "seeded", "    history = model.fit(", "    np.random.random()\n    history = model.fit(",
         says="전역 난수를 움직인 것 같아요. np.random도, keras.utils.set_random_seed도 전역 난수를 바꿔요. 시드는 부르는 쪽이 정해요."),
    edit(FIT, "writes_X", "    history = model.fit(", "    X -= X.mean(axis=0)\n    history = model.fit(", says="받은 X를 그 자리에서 바꾼 것 같아요. 받은 배열은 그대로 두세요."),
)  # fmt: skip

SPLIT = "split_loss"
ERROR = "error = np.mean((output(model, X) - y) ** 2)"

SPLITS = (
    edit(SPLIT, "whole_loss", ERROR, f"{ERROR} + penalty(model)", says="첫 값에 페널티까지 들어 있는 것 같아요. evaluate의 손실을 그대로 쓰지 말고, 예측과 정답으로 평균 제곱 오차만 구하세요."),
    edit(SPLIT, "no_penalty", "float(error), penalty(model)", "float(error), 0.0", says="페널티를 0으로 둔 것 같아요. penalty(model)로 재세요."),
    edit(SPLIT, "swapped", "float(error), penalty(model)", "penalty(model), float(error)", says="두 값의 순서가 바뀐 것 같아요. (평균 제곱 오차, 페널티)예요."),
    edit(SPLIT, "summed", "np.mean((", "np.sum((", says="제곱을 더하기만 하고 평균하지 않은 것 같아요."),
    edit(SPLIT, "flat_target", "- y) ** 2", "- y[:, 0]) ** 2", says="(N, 1)에서 (N,)을 뺀 것 같아요. 오류 없이 (N, N)으로 브로드캐스팅돼요. y를 (N, 1)인 채로 쓰세요."),
)  # fmt: skip

MISTAKES = (*DENSES, *BUILDS, *CLASSIFIERS, *COMPILES, *CALLBACK_LISTS, *FITS, *SPLITS)
