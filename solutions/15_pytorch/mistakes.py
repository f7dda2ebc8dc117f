"""Wrong answers to unit 15 with their diagnoses, the likeliest first.

All of them are edits of the reference: what needs the library is in the lesson's code, and this file loads without it.
"""

from autograder.authoring import edit

GRADIENT, FIT, NETWORK, TRAIN, PREDICT, CNN, WHOLE = (
    "autograd_gradient", "fit_linear", "NeuralNetwork", "train_epoch", "predict", "CNN", "whole_gradient",
)  # fmt: skip

# The reference's pieces.
Y_CHECK = "if y.shape != (len(X),):"
LEAVES = "(torch.tensor(np.array(a, dtype=np.float64)) for a in (X, y, w))"
LOSS, RESIDUAL, RESULT = (
    "torch.mean((X @ w + b - y) ** 2)",
    "X @ w + b - y",
    "return loss.item(), w.grad.numpy(), b.grad.item()",
)
B_LEAF = "b = torch.tensor(float(b), dtype=torch.float64, requires_grad=True)"


def loss_of(key, new, says, **options):
    """The loss is another one."""
    return edit(GRADIENT, key, LOSS, new, says=says, **options)


GRADIENTS = (
    loss_of("half", f"{LOSS} / 2",
            "손실도 기울기도 절반이에요. 1단원처럼 ½을 곱한 손실을 쓴 것 같아요. PyTorch의 MSELoss에는 ½이 없어요.", convention=True),
    loss_of("summed", f"torch.sum(({RESIDUAL}) ** 2)", "제곱을 더하기만 하고 평균하지 않은 것 같아요. torch.mean이나 .mean()으로 m개를 평균하세요."),
    loss_of("absolute", f"torch.mean(torch.abs({RESIDUAL}))", "차이를 제곱하지 않고 절댓값을 평균한 것 같아요. 그것은 평균 절대 오차예요. 제곱을 평균하세요."),
    loss_of("root", f"torch.sqrt({LOSS})", "손실에 제곱근을 씌운 것 같아요. 평균 제곱 오차 그대로 미분하세요."),
    loss_of("mean_first", f"torch.mean({RESIDUAL}) ** 2", "차이를 먼저 평균한 다음 제곱한 것 같아요. 샘플마다 제곱하고 나서 평균하세요."),
    loss_of("column_target", "torch.mean((X @ w + b - y[:, None]) ** 2)",
            "예측 (m,)에서 (m, 1)인 y를 뺀 것 같아요. 오류 없이 (m, m)으로 브로드캐스팅되어 손실도 기울기도 달라져요. 두 텐서의 shape가 같은지 확인하세요."),
    loss_of("no_bias", "torch.mean((X @ w - y) ** 2) + 0.0 * b", "예측에 b를 더하지 않은 것 같아요. 예측은 X @ w + b예요."),
    loss_of("minus_bias", "torch.mean((X @ w - b - y) ** 2)", "b를 더하지 않고 뺀 것 같아요. 예측은 X @ w + b예요."),
    edit(GRADIENT, "sign", "w.grad.numpy(), b.grad.item()", "-w.grad.numpy(), -b.grad.item()",
         says="기울기의 부호가 반대예요. backward()가 준 값을 그대로 돌려주세요. 내려가는 방향으로 뒤집는 것은 갱신할 때의 일이에요."),
    edit(GRADIENT, "twice", "loss.backward()", "loss.backward(retain_graph=True)\n    loss.backward()",
         says="기울기가 정확히 두 배예요. backward()를 두 번 부른 것 같아요. PyTorch는 기울기를 덮어쓰지 않고 더해 두어요."),
    edit(GRADIENT, "single_precision", "dtype=np.float64)) for", "dtype=np.float32)) for",
         B_LEAF, "b = torch.tensor(float(b), requires_grad=True)", "w.grad.numpy(),", "w.grad.double().numpy(),",
         says="float32로 계산한 것 같아요. PyTorch의 기본이지만, 예측이 크고 차이가 작으면 자릿수를 잃어요. 이 함수는 dtype=torch.float64로 계산하세요."),
    edit(GRADIENT, "single_result", "w.grad.numpy(),", "w.grad.float().numpy(),",
         says="기울기를 float32 배열로 돌려준 것 같아요. float64 배열이어야 해요."),
    edit(GRADIENT, "from_numpy", LEAVES, "(torch.from_numpy(a).double() for a in (X, y, w))",
         says="torch.from_numpy나 torch.tensor에 배열을 그대로 넘긴 것 같아요. 거꾸로 읽는 배열(음의 스트라이드)은 PyTorch가 받지 못해요. np.array(…)로 복사해서 넘기세요."),
    edit(GRADIENT, "kept_dtype", "np.array(a, dtype=np.float64)", "np.array(a)",
         says="정수 배열을 float64로 바꾸지 않은 것 같아요. 정수 텐서에는 기울기를 구할 수 없어요. dtype=torch.float64로 바꾸세요."),
    edit(GRADIENT, "tensors", RESULT, "return loss.detach(), w.grad, b.grad",
         says="텐서를 그대로 돌려준 것 같아요. 손실과 db는 .item()으로, dw는 .numpy()로 꺼내세요."),
    edit(GRADIENT, "no_grad", "    w.requires_grad_()\n", "    w.requires_grad_()\n    torch.set_grad_enabled(False)\n",
         "    loss.backward()\n", "    torch.set_grad_enabled(True)\n    loss.backward()\n",
         says="기울기를 기록하지 않는 상태(torch.no_grad)에서 손실을 계산한 것 같아요. 손실까지의 계산이 기록되어야 backward()를 할 수 있어요."),
    edit(GRADIENT, "w_without_grad", "    w.requires_grad_()\n", "",
         says="w에 requires_grad를 켜지 않은 것 같아요. 켜지 않은 텐서의 .grad는 None이에요."),
    edit(GRADIENT, "per_sample", "w.grad.numpy(), b.grad.item()", "w.grad.numpy(), b.grad.item() / len(y)",
         says="db를 m으로 한 번 더 나눈 것 같아요. 손실이 이미 평균이라 backward()가 준 값이 그대로 답이에요."),
    edit(GRADIENT, "no_check", Y_CHECK, "if False:",
         says="y의 shape를 확인하지 않은 것 같아요. (m, 1)이나 (1,)이면 오류 없이 브로드캐스팅되어 틀린 값이 나와요. y.shape가 (m,)이 아니면 ValueError를 내세요."),
    edit(GRADIENT, "only_ndim", Y_CHECK, "if y.ndim != 1:",
         says="y가 1차원인지만 본 것 같아요. 길이가 1이면 1차원이어도 모든 샘플로 브로드캐스팅돼요. y.shape를 (len(X),)와 비교하세요."),
    edit(GRADIENT, "only_length", Y_CHECK, "if y.ndim == 0 or len(y) != len(X):",
         says="y의 길이만 본 것 같아요. (m, 1)은 길이가 m이지만 뺄셈에서 (m, m)으로 브로드캐스팅돼요. y.shape를 (len(X),)와 비교하세요."),
    edit(GRADIENT, "flattened", Y_CHECK, "y = y.ravel()\n    if y.shape != (len(X),):",
         says="(m, 1)인 y를 펴서 받아들인 것 같아요. 무엇을 넘겼는지 모르는 채 고쳐 주면 잘못이 숨어요. ValueError를 내세요."),
    edit(GRADIENT, "asserts", Y_CHECK, "assert y.shape == (len(X),), 'y'\n    if False:",
         says="assert로 확인한 것 같아요. assert는 AssertionError를 내고, 파이썬을 -O로 실행하면 사라져요. if와 raise ValueError(…)로 쓰세요."),
    edit(GRADIENT, "type_error", 'raise ValueError(f"y의 shape는', 'raise TypeError(f"y의 shape는',
         says="y의 shape를 확인하지만 ValueError가 아닌 다른 오류를 내는 것 같아요. 독스트링이 정한 ValueError를 내세요."),
    edit(GRADIENT, "no_name", 'f"y의 shape는 ({len(X)},)이어야 하는데 {y.shape}입니다"', '"shape가 맞지 않습니다"',
         says="오류의 글에 무엇이 잘못인지 이름이 없어요. y나 X라고 적어 주세요."),
    edit(GRADIENT, "writes_w", "    X, y, w = (", "    given = w\n    X, y, w = (",
         RESULT, f"if given.dtype == np.float64 and given.flags.writeable:\n        given -= w.grad.numpy()\n    {RESULT}",
         says="인자로 받은 w를 바꾼 것 같아요. 기울기만 구해 돌려주고, 갱신은 부른 쪽에 맡기세요."),
)  # fmt: skip

FIVE = "  # public: 2절의 다섯 줄\n"
ZERO_GRAD, STEP = f"        optimizer.zero_grad(){FIVE}", f"        optimizer.step(){FIVE}"
BACKWARD, KEEP = f"        loss.backward(){FIVE}", "        losses.append(loss.item())\n"
FIT_LOSS, SGD = "nn.functional.mse_loss(model(inputs), targets)", "torch.optim.SGD(model.parameters(), lr=lr)"
START = 'put_weights(model, {"weight": [[0.0]], "bias": [0.0]})'

FITS = (
    edit(FIT, "no_zero_grad", ZERO_GRAD, "",
         says="기울기를 비우지 않은 것 같아요. PyTorch는 기울기를 더해 두므로, 에포크마다 지난 기울기가 쌓여요. backward() 전에 optimizer.zero_grad()를 부르세요."),
    edit(FIT, "flat_target", FIT_LOSS, "torch.mean((model(inputs) - targets[:, 0]) ** 2)",
         says="예측 (m, 1)에서 (m,)인 y를 뺀 것 같아요. 오류 없이 (m, m)으로 브로드캐스팅되어 모든 예측이 y의 평균으로 끌려가요. y를 (m, 1)인 채로 쓰세요."),
    edit(FIT, "random_start", f"    {START}\n", "    torch.manual_seed(0)\n    model.reset_parameters()\n",
         says="0이 아닌 곳에서 출발한 것 같아요. nn.Linear는 난수로 시작해요. 가중치와 편향을 0으로 채운 다음 시작하세요."),
    edit(FIT, "bias_not_zero", '"bias": [0.0]', '"bias": [1.0]', says="편향이 0에서 출발하지 않은 것 같아요. 가중치도 편향도 0으로 채우고 시작하세요."),
    edit(FIT, "no_bias", BACKWARD, f"{BACKWARD}        model.bias.grad.zero_()\n",
         says="편향 b가 움직이지 않아요. nn.Linear(1, 1)에는 편향이 있고, 옵티마이저에 w와 b를 모두 넘겨야 해요."),
    edit(FIT, "adam", SGD, "torch.optim.Adam(model.parameters(), lr=lr)",
         says="Adam으로 갱신한 것 같아요. 이 함수는 경사 하강법이라서 torch.optim.SGD를 써요."),
    edit(FIT, "momentum", SGD, "torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)",
         says="모멘텀을 더한 것 같아요. 이 함수는 모멘텀이 없는 경사 하강법이에요. momentum=0.9를 빼세요."),
    edit(FIT, "summed", FIT_LOSS, 'nn.functional.mse_loss(model(inputs), targets, reduction="sum")',
         says="손실을 평균하지 않고 더한 것 같아요. 걸음이 m배가 되어 쉽게 발산해요. 평균 제곱 오차를 쓰세요."),
    edit(FIT, "half", FIT_LOSS, f"{FIT_LOSS} / 2", convention=True,
         says="손실에 ½이 들어갔어요(1단원의 약속). PyTorch의 MSELoss에는 ½이 없어서 걸음이 두 배예요."),
    edit(FIT, "absolute", FIT_LOSS, "nn.functional.l1_loss(model(inputs), targets)",
         says="절댓값을 평균한 손실(L1Loss)을 쓴 것 같아요. 제곱을 평균한 MSELoss를 쓰세요."),
    edit(FIT, "no_step", STEP, "",
         says="w와 b가 움직이지 않았어요. optimizer.step()을 부르지 않았거나, backward()와 step() 사이에서 zero_grad()를 불러 방금 구한 기울기를 지운 것 같아요."),
    edit(FIT, "ascent", STEP, "        for parameter in model.parameters():\n            parameter.grad.neg_()\n        optimizer.step()\n",
         says="기울기를 따라 올라간 것 같아요. 손실이 커지고 있어요. 기울기를 빼야 내려가요."),
    edit(FIT, "losses_after", KEEP, f"        losses.append({FIT_LOSS}.item())\n",
         says="갱신한 뒤의 손실을 적은 것 같아요. losses의 첫 값은 아무것도 배우기 전, w = b = 0일 때의 손실이에요."),
    edit(FIT, "one_more", "range(epochs)", "range(epochs + 1)",
         says="한 번 더 갱신한 것 같아요. epochs가 0이면 w와 b는 0이고 losses는 빈 리스트예요."),
    edit(FIT, "one_less", "range(epochs)", "range(1, epochs)", says="한 번 덜 갱신한 것 같아요. range(epochs)로 epochs번 되풀이하세요."),
    edit(FIT, "only_last", KEEP, KEEP, "return model.weight.item(), model.bias.item(), losses", "return model.weight.item(), model.bias.item(), losses[-1:]",
         says="마지막 손실 하나만 남긴 것 같아요. 에포크마다 하나씩, 모두 리스트에 담으세요."),
    edit(FIT, "tensor_losses", "losses.append(loss.item())", "losses.append(loss.detach())",
         says="손실을 텐서인 채로 담은 것 같아요. .item()으로 파이썬의 수를 꺼내세요. 텐서를 그대로 모으면 계산 그래프까지 붙잡아 두기 쉬워요."),
    edit(FIT, "tensor_weights", "model.weight.item(), model.bias.item()", "model.weight.detach(), model.bias.detach()",
         says="w와 b를 텐서로 돌려준 것 같아요. .item()으로 실수를 꺼내세요."),
    edit(FIT, "fixed_lr", SGD, "torch.optim.SGD(model.parameters(), lr=0.01)", says="lr 대신 0.01을 그대로 적은 것 같아요. 인자로 받은 lr을 옵티마이저에 넘기세요."),
    edit(FIT, "standardized", "tensor(x), tensor(y)", "tensor((x - x.mean()) / max(x.std(), 1e-9)), tensor(y)",
         says="x를 표준화한 것 같아요. 그러면 w와 b가 다른 눈금의 값이 돼요. 받은 x 그대로 쓰세요."),
    edit(FIT, "kept_dtype", "tensor(x), tensor(y)", "torch.tensor(np.array(x)), torch.tensor(np.array(y))",
         says="NumPy 배열을 float32로 바꾸지 않은 것 같아요. nn.Linear의 가중치는 float32라서 float64나 정수 텐서와 곱할 수 없어요. 주어진 tensor(…)를 쓰세요."),
    edit(FIT, "no_check", "if x.shape != y.shape:", "if False:",
         says="x와 y의 shape를 비교하지 않은 것 같아요. (m, 1)과 (m,)이면 PyTorch는 경고만 하고 (m, m)으로 브로드캐스팅해요. 다르면 ValueError를 내세요."),
    edit(FIT, "only_length", "if x.shape != y.shape:", "if y.ndim == 0 or len(x) != len(y):",
         says="길이만 비교한 것 같아요. (m, 1)과 (m,)은 길이가 같아도 브로드캐스팅돼요. shape를 통째로 비교하세요."),
    edit(FIT, "type_error", 'raise ValueError(f"x와 y의 shape가', 'raise TypeError(f"x와 y의 shape가',
         says="shape를 확인하지만 ValueError가 아닌 다른 오류를 내는 것 같아요. 독스트링이 정한 ValueError를 내세요."),
    edit(FIT, "no_name", 'f"x와 y의 shape가 다릅니다: {x.shape}, {y.shape}"', '"shape가 다릅니다"', says="오류의 글에 x나 y라는 이름이 없어요. 무엇이 잘못인지 적어 주세요."),
    edit(FIT, "numpy_random", "    losses = []\n", "    losses = []\n    np.random.random()\n",
         says="np.random의 전역 난수를 쓴 것 같아요. 이 함수에는 난수가 필요 없어요."),
)  # fmt: skip

FC1, FC2 = "self.fc1 = nn.Linear(input_size, hidden_size)", "self.fc2 = nn.Linear(hidden_size, output_size)"
FORWARD = "return self.fc2(torch.relu(self.fc1(x)))"


def forward(key, new, says, **options):
    """The forward pass is another one."""
    return edit(NETWORK, key, FORWARD, new, says=says, **options)


NETWORKS = (
    forward("no_relu", "return self.fc2(self.fc1(x))",
            "은닉층에 ReLU가 없는 것 같아요. 선형 층을 이어 붙이기만 하면 선형 층 하나와 다르지 않아서 직선밖에 긋지 못해요."),
    forward("relu_at_end", "return torch.relu(self.fc2(torch.relu(self.fc1(x))))",
            "마지막에도 ReLU를 쓴 것 같아요. 그러면 로짓이 음수가 될 수 없어요. fc2의 결과를 그대로 돌려주세요."),
    forward("sigmoid_at_end", "return torch.sigmoid(self.fc2(torch.relu(self.fc1(x))))",
            "마지막에 시그모이드를 쓴 것 같아요. 시그모이드는 BCEWithLogitsLoss 안에 들어 있어요. 여기서는 로짓을 돌려주세요."),
    forward("softmax_at_end", "return torch.softmax(self.fc2(torch.relu(self.fc1(x))), dim=1)",
            "마지막에 소프트맥스를 쓴 것 같아요. 소프트맥스는 CrossEntropyLoss 안에 들어 있어요. 여기서는 로짓을 돌려주세요."),
    forward("log_softmax_at_end", "return torch.log_softmax(self.fc2(torch.relu(self.fc1(x))), dim=1)",
            "마지막에 로그 소프트맥스를 쓴 것 같아요. NLLLoss에 넣을 때의 약속이에요. 이 단원의 모델은 로짓을 돌려줘요.", convention=True),
    forward("sigmoid_hidden", "return self.fc2(torch.sigmoid(self.fc1(x)))", "은닉층의 활성화 함수가 시그모이드예요. 이 모델은 ReLU를 써요."),
    forward("tanh_hidden", "return self.fc2(torch.tanh(self.fc1(x)))", "은닉층의 활성화 함수가 tanh예요. 이 모델은 ReLU를 써요."),
    forward("leaky_hidden", "return self.fc2(nn.functional.leaky_relu(self.fc1(x)))", "은닉층에 leaky ReLU를 쓴 것 같아요. 이 모델은 ReLU를 써요."),
    forward("relu_on_input", "return self.fc2(torch.relu(self.fc1(torch.relu(x))))", "입력에도 ReLU를 쓴 것 같아요. 음수인 특성이 모두 0이 되어 버려요."),
    forward("relu_before", "return self.fc2(self.fc1(torch.relu(x)))", "ReLU를 fc1 앞에 쓴 것 같아요. fc1의 결과에 쓰세요."),
    forward("only_first", "return torch.relu(self.fc1(x))", "은닉층의 결과를 그대로 돌려준 것 같아요. fc2까지 지나야 출력이 돼요."),
    forward("detached", "return self.fc2(torch.relu(self.fc1(x)).detach())",
            "중간에 계산 기록을 끊은 것 같아요(.detach()나 torch.no_grad()). 값은 맞아도 fc1까지 기울기가 가지 않아 배우지 못해요."),
    forward("no_grad", "with torch.no_grad():\n            return self.fc2(torch.relu(self.fc1(x)))",
            "순전파를 torch.no_grad() 안에서 한 것 같아요. 값은 맞아도 backward()를 할 수 없어요. no_grad는 예측할 때만 쓰세요."),
    edit(NETWORK, "no_bias", FC1, "self.fc1 = nn.Linear(input_size, hidden_size, bias=False)",
         FC2, "self.fc2 = nn.Linear(hidden_size, output_size, bias=False)", says="편향이 없는 층을 만든 것 같아요. bias=False를 빼세요."),
    edit(NETWORK, "no_super", "        super().__init__()\n", "",
         says="super().__init__()을 부르지 않은 것 같아요. nn.Module은 그 안에서 층을 담을 자리를 만들어요. __init__의 첫 줄에 적으세요."),
    edit(NETWORK, "in_a_list", FC1, "self.layers = [nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, output_size)]", f"        {FC2}\n", "",
         FORWARD, "return self.layers[1](torch.relu(self.layers[0](x)))",
         says="층을 파이썬 리스트에 담은 것 같아요. nn.Module은 리스트 안을 보지 않아서 파라미터가 하나도 없는 모델이 돼요. self.fc1, self.fc2에 담으세요."),
    edit(NETWORK, "made_in_forward", FC1, "self.sizes = input_size, hidden_size, output_size", f"        {FC2}\n", "",
         FORWARD, "a, b, c = self.sizes\n        return nn.Linear(b, c)(torch.relu(nn.Linear(a, b)(x)))",
         says="forward를 부를 때마다 층을 새로 만든 것 같아요. 그러면 부를 때마다 다른 난수이고 배운 것이 남지 않아요. 층은 __init__에서 만드세요."),
    edit(NETWORK, "other_names", "self.fc1 =", "self.hidden =", "self.fc2 =", "self.out =", FORWARD, "return self.out(torch.relu(self.hidden(x)))",
         says="층의 이름이 fc1과 fc2가 아니에요. 저장한 가중치는 이 이름으로 다시 읽으므로 이름도 약속이에요."),
    edit(NETWORK, "sequential", FC1, "self.net = nn.Sequential(nn.Linear(input_size, hidden_size), nn.ReLU(), nn.Linear(hidden_size, output_size))",
         f"        {FC2}\n", "", FORWARD, "return self.net(x)",
         says="층을 nn.Sequential에 담아 이름이 net.0, net.2처럼 되었어요. 좋은 방법이지만 이 단원에서는 층을 self.fc1과 self.fc2에 담아요."),
    edit(NETWORK, "third_layer", FC2, f"self.fc3 = nn.Linear(hidden_size, hidden_size)\n        {FC2}", FORWARD,
         "return self.fc2(torch.relu(self.fc3(torch.relu(self.fc1(x)))))", says="층이 셋이에요. fc1과 fc2 말고 다른 파라미터가 없어야 해요."),
    edit(NETWORK, "one_matrix", FC2, "self.fc2 = nn.Linear(hidden_size, output_size)\n        self.fc2.weight.requires_grad_(False)",
         says="fc2의 가중치에 requires_grad를 끈 것 같아요. 끄면 기울기를 구하지 않아 배우지 못해요."),
    edit(NETWORK, "sizes_swapped", FC1, "self.fc1 = nn.Linear(hidden_size, input_size)", FC2, "self.fc2 = nn.Linear(output_size, hidden_size)",
         says="nn.Linear의 인자 순서가 바뀐 것 같아요. nn.Linear(들어오는 수, 나가는 수)예요. 가중치의 shape가 (나가는 수, 들어오는 수)인 것과 헷갈리기 쉬워요."),
    edit(NETWORK, "fixed_hidden", FC1, "self.fc1 = nn.Linear(input_size, 10)", FC2, "self.fc2 = nn.Linear(10, output_size)",
         says="은닉층의 크기를 10으로 적은 것 같아요. 인자로 받은 hidden_size를 쓰세요."),
    edit(NETWORK, "dropout", FORWARD, "return self.fc2(nn.functional.dropout(torch.relu(self.fc1(x)), 1.0, self.training))",
         says="드롭아웃을 더한 것 같아요. 훈련 모드와 추론 모드의 결과가 달라요. 이 모델에는 드롭아웃이 없어요."),
)  # fmt: skip

TRAIN_MODE, BEGIN = "    model.train()  # public: 4.4절의 두 가지 모드\n", "    total, count = 0.0, 0\n"
TRAIN_LOSS, TOTAL, COUNT = "loss = criterion(model(X), y)", "total += loss.item() * len(X)", "count += len(X)"

EPOCHS = (
    edit(TRAIN, "no_zero_grad", ZERO_GRAD, "",
         says="기울기를 비우지 않은 것 같아요. 배치마다 지난 배치의 기울기가 더해져 엉뚱한 방향으로 가요. backward() 전에 optimizer.zero_grad()를 부르세요."),
    edit(TRAIN, "zero_grad_once", ZERO_GRAD, "", TRAIN_MODE, f"{TRAIN_MODE}    optimizer.zero_grad()\n",
         says="zero_grad()를 에포크의 처음에 한 번만 부른 것 같아요. 첫 배치에서는 티가 나지 않아요. 배치마다 부르세요."),
    edit(TRAIN, "zero_after_step", ZERO_GRAD, "", STEP, f"{STEP}{ZERO_GRAD}",
         says="zero_grad()를 step() 뒤에 부른 것 같아요. 부르기 전부터 남아 있던 기울기가 첫 배치에 섞여요. backward() 앞에서 비우세요."),
    edit(TRAIN, "sigmoid_first", TRAIN_LOSS, "loss = criterion(torch.sigmoid(model(X)), y)",
         says="손실에 넣기 전에 시그모이드를 쓴 것 같아요. BCEWithLogitsLoss는 로짓을 받아 그 안에서 시그모이드를 써요. model(X)를 그대로 넣으세요."),
    edit(TRAIN, "softmax_first", TRAIN_LOSS, "loss = criterion(torch.softmax(model(X), dim=1), y)",
         says="손실에 넣기 전에 소프트맥스를 쓴 것 같아요. CrossEntropyLoss는 로짓을 받아요. model(X)를 그대로 넣으세요."),
    edit(TRAIN, "own_mse", TRAIN_LOSS, "loss = nn.functional.mse_loss(model(X), y)",
         says="criterion 대신 MSE를 쓴 것 같아요. 무엇을 줄일지는 부른 쪽이 정해요. criterion(예측, 정답)을 부르세요."),
    edit(TRAIN, "swapped", TRAIN_LOSS, "loss = criterion(y, model(X))",
         says="criterion에 정답을 먼저 넣은 것 같아요. criterion(예측, 정답)의 순서예요. MSE에서는 티가 나지 않아요."),
    edit(TRAIN, "backward_twice", "loss.backward()", "loss.backward(retain_graph=True)\n        loss.backward()",
         says="backward()를 두 번 부른 것 같아요. 기울기가 더해져 걸음이 두 배가 돼요."),
    edit(TRAIN, "no_step", STEP, "",
         says="손실은 맞지만 가중치가 그대로예요. loss.backward()나 optimizer.step()을 부르지 않았거나, 둘 사이에서 zero_grad()를 불러 방금 구한 기울기를 지웠거나, 받은 모델의 복사본을 훈련한 것 같아요."),
    edit(TRAIN, "step_once", STEP, "", BACKWARD, "        loss.backward()\n        last = len(X)\n", "    return total / count",
         "    optimizer.step()\n    return total / count",
         says="갱신을 에포크의 끝에 한 번만 한 것 같아요. 배치마다 step()을 부르세요."),
    edit(TRAIN, "loss_after", TOTAL, "total += criterion(model(X), y).item() * len(X)",
         says="갱신한 뒤의 손실을 적은 것 같아요. 배치마다 step()을 부르기 전의 손실을 더하세요."),
    edit(TRAIN, "last_batch", "return total / count", "return loss.item()",
         says="마지막 배치의 손실만 돌려준 것 같아요. 에포크의 손실은 모든 샘플의 평균이에요."),
    edit(TRAIN, "mean_of_means", TOTAL, "total += loss.item()", COUNT, "count += 1",
         says="배치의 평균을 다시 배치의 수로 평균한 것 같아요. 마지막 배치가 작으면 그 샘플들이 더 무겁게 세어져요. 손실에 샘플의 수를 곱해 더하고 전체 샘플의 수로 나누세요."),
    edit(TRAIN, "means_over_samples", TOTAL, "total += loss.item()",
         says="배치의 평균 손실을 더한 다음 샘플의 수로 나눈 것 같아요. 손실이 배치 크기만큼 작아져요. 더하기 전에 배치의 샘플 수를 곱하세요."),
    edit(TRAIN, "total_only", "return total / count", "return total", says="합을 평균하지 않고 그대로 돌려준 것 같아요. 샘플의 수로 나누세요."),
    edit(TRAIN, "over_batches", COUNT, "count += 1", says="샘플마다의 손실을 모두 더한 다음 배치의 수로 나눈 것 같아요. 전체 샘플의 수로 나누세요."),
    edit(TRAIN, "first_only", COUNT, f"{COUNT}\n        break", says="첫 배치만 훈련한 것 같아요. return이나 break가 반복문 안에 있는지 보세요."),
    edit(TRAIN, "no_train", TRAIN_MODE, "",
         says="훈련 모드로 바꾸지 않은 것 같아요. 추론 모드로 남아 있던 모델은 배치 정규화도 드롭아웃도 훈련하듯 움직이지 않아요. model.train()을 먼저 부르세요. model.training = True는 안에 든 층까지 바꾸지 않아요."),
    edit(TRAIN, "evaluates", TRAIN_MODE, "    model.eval()\n", says="훈련하면서 추론 모드로 바꾼 것 같아요. model.eval()이 아니라 model.train()이에요."),
    edit(TRAIN, "own_optimizer", TRAIN_MODE, f"{TRAIN_MODE}    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)\n",
         says="옵티마이저를 안에서 새로 만든 것 같아요. 인자로 받은 optimizer를 쓰세요. 새로 만들면 학습률도, Adam이 기억하던 것도 사라져요."),
    edit(TRAIN, "tensor_loss", "return total / count", "return torch.tensor(total / count)", says="텐서를 돌려준 것 같아요. 실수 하나를 돌려주세요."),
    edit(TRAIN, "needs_len", BEGIN, f"{BEGIN}    batches = [batches[at] for at in range(len(batches))]\n",
         says="batches에 len이나 번호를 쓴 것 같아요. DataLoader나 제너레이터는 번호로 꺼낼 수 없어요. for로 하나씩 받으세요."),
    edit(TRAIN, "two_passes", BEGIN, "    total, count = 0.0, 0 * sum(len(X) for X, _ in batches)\n", "    if count == 0:", "    if count == 0 and not isinstance(batches, list):\n        return 0.0\n    if count == 0:",
         says="batches를 두 번 돈 것 같아요. 제너레이터는 한 번 돌면 비어 버려요. 한 번만 돌면서 샘플의 수도 세세요."),
    edit(TRAIN, "no_empty_check", "    if count == 0:\n        raise ValueError(\"batches가 비어 있습니다\")\n", "",
         says="빈 batches를 따로 다루지 않은 것 같아요. 0으로 나누어 ZeroDivisionError가 나요. 배치가 하나도 없으면 ValueError를 내세요."),
    edit(TRAIN, "empty_is_zero", 'raise ValueError("batches가 비어 있습니다")', "return 0.0",
         says="배치가 없을 때 0을 돌려준 것 같아요. 손실이 0이라는 뜻으로 읽혀요. ValueError를 내세요."),
    edit(TRAIN, "no_name", '"batches가 비어 있습니다"', '"비어 있습니다"', says="오류의 글에 batches라는 이름이 없어요. 무엇이 비었는지 적어 주세요."),
    edit(TRAIN, "numpy_shuffle", TRAIN_MODE, f"{TRAIN_MODE}    np.random.random()\n", says="np.random의 전역 난수를 쓴 것 같아요. 배치의 순서는 부른 쪽이 정해요."),
)  # fmt: skip

EVAL = "    model.eval()  # public: 4.4절의 두 가지 모드\n"
RESTORE = "    for module, flag in before:\n        module.training = flag\n"
BINARY, ARGMAX = "return (logits[:, 0] > 0).astype(np.int64)", "return np.argmax(logits, axis=1)"
ONE_COLUMN, FORWARD_X = "    if logits.shape[1] == 1:\n", "model(tensor(X)).numpy()"

PREDICTIONS = (
    edit(PREDICT, "no_eval", EVAL, "",
         says="추론 모드로 바꾸지 않은 것 같아요. 드롭아웃이 켜진 채로 예측하고, 배치 정규화는 배치의 통계를 쓰면서 이동 평균까지 바꿔요. 예측하기 전에 model.eval()을 부르세요."),
    edit(PREDICT, "eval_kept", RESTORE, "",
         says="추론 모드인 채로 남긴 것 같아요. 부르기 전에 훈련 모드였다면 되돌려 놓으세요. 다음 훈련이 추론 모드로 돌아가게 돼요."),
    edit(PREDICT, "always_train", RESTORE, "    model.train()\n",
         says="끝에서 늘 model.train()을 부른 것 같아요. 부르기 전에 추론 모드였던 모델까지 훈련 모드가 돼요. 앞의 상태를 적어 두었다가 되돌리세요."),
    edit(PREDICT, "only_root", RESTORE, "    model.train(before[0][1])\n",
         says="모델 자신의 모드만 적어 두었다가 model.train(…)으로 되돌린 것 같아요. train은 안의 모듈까지 모두 바꾸므로, 일부러 얼려 둔 층의 모드가 달라져요. 모듈마다 적어 두세요."),
    edit(PREDICT, "root_flag_only", RESTORE, "    model.training = before[0][1]\n",
         says="모델 자신의 training만 되돌린 것 같아요. model.eval()은 안의 모듈까지 모두 바꾸므로, 되돌릴 때도 모두 되돌려야 해요."),
    edit(PREDICT, "half", "(logits[:, 0] > 0)", "(logits[:, 0] > 0.5)",
         says="로짓을 0.5와 비교한 것 같아요. 0.5는 확률의 기준이에요. 확률이 0.5인 로짓은 0이에요."),
    edit(PREDICT, "sigmoid_above_zero", "(logits[:, 0] > 0)", "(1 / (1 + np.exp(-logits[:, 0])) > 0)",
         says="시그모이드를 거친 확률을 0과 비교한 것 같아요. 확률은 늘 0보다 커서 모두 1이 돼요. 로짓을 0과 비교하세요."),
    edit(PREDICT, "inverted", "(logits[:, 0] > 0)", "(logits[:, 0] < 0)", says="0과 1이 뒤바뀐 것 같아요. 로짓이 0보다 크면 1이에요."),
    edit(PREDICT, "argmax_always", f"{ONE_COLUMN}        {BINARY}\n", "",
         says="출력이 한 열일 때도 argmax를 쓴 것 같아요. 한 열에서 가장 큰 것은 늘 0번이라 모두 0이 돼요."),
    edit(PREDICT, "threshold_always", ARGMAX, "return (logits > 0).astype(np.int64)",
         says="클래스가 여럿일 때도 로짓을 0과 비교한 것 같아요. 열이 둘 이상이면 행마다 가장 큰 열의 번호를 고르세요."),
    edit(PREDICT, "axis0", "axis=1", "axis=0", says="argmax를 열마다(axis=0) 구한 것 같아요. 샘플마다, 곧 행마다 골라야 하니 axis=1이에요."),
    edit(PREDICT, "argmin", "np.argmax", "np.argmin", says="가장 작은 로짓을 고른 것 같아요. 로짓이 가장 큰 클래스를 고르세요."),
    edit(PREDICT, "absolute", "np.argmax(logits", "np.argmax(np.abs(logits)", says="로짓의 절댓값이 가장 큰 것을 고른 것 같아요. 큰 음수는 그 클래스가 아니라는 뜻이에요."),
    edit(PREDICT, "one_based", ARGMAX, f"{ARGMAX} + 1", says="클래스를 1부터 센 것 같아요. 레이블은 0부터예요."),
    edit(PREDICT, "rounded", BINARY, "return np.round(logits[:, 0]).astype(np.int64)",
         says="로짓을 반올림한 것 같아요. 로짓은 확률이 아니라서 −3이나 5도 나와요. 0보다 큰지 보세요."),
    edit(PREDICT, "column", "logits[:, 0]", "logits", says="(N, 1)을 그대로 돌려준 것 같아요. 레이블은 (N,)이에요."),
    edit(PREDICT, "bools", ".astype(np.int64)", "", says="True와 False를 돌려준 것 같아요. 0과 1인 정수로 바꾸세요."),
    edit(PREDICT, "floats", ".astype(np.int64)", ".astype(np.float64)", ARGMAX, f"{ARGMAX}.astype(np.float64)",
         says="레이블을 실수로 돌려준 것 같아요. 정수여야 해요."),
    edit(PREDICT, "tensors", BINARY, "return torch.tensor((logits[:, 0] > 0).astype(np.int64))", ARGMAX, "return torch.tensor(np.argmax(logits, axis=1))",
         says="텐서를 돌려준 것 같아요. .numpy()로 NumPy 배열을 꺼내세요."),
    edit(PREDICT, "logits", BINARY, "return logits[:, 0]", ARGMAX, "return logits", says="로짓을 그대로 돌려준 것 같아요. 레이블로 바꾸세요."),
    edit(PREDICT, "double_input", "model(tensor(X))", "model(torch.tensor(np.array(X, dtype=np.float64)))",
         says="float64 텐서를 모델에 넣은 것 같아요. 모델의 가중치는 float32예요. 주어진 tensor(X)로 바꾸세요."),
    edit(PREDICT, "with_gradients", "    with torch.no_grad():\n        logits = model(tensor(X)).numpy()\n", "    logits = model(tensor(X)).numpy()\n",
         says="기울기를 기록하는 채로 .numpy()를 부른 것 같아요. 예측은 with torch.no_grad(): 안에서 하세요."),
    edit(PREDICT, "first_only", "model(tensor(X))", "model(tensor(X[:1]))", says="첫 샘플만 예측한 것 같아요. X 전체를 모델에 넣으세요."),
    edit(PREDICT, "trains_batchnorm", EVAL, "    model(tensor(X))\n    model.eval()\n",
         says="추론 모드로 바꾸기 전에 모델을 한 번 부른 것 같아요. 훈련 모드에서는 부르기만 해도 배치 정규화의 이동 평균이 바뀌어요."),
    edit(PREDICT, "numpy_random", EVAL, f"{EVAL}    np.random.random()\n", says="np.random의 전역 난수를 쓴 것 같아요. 예측에는 난수가 필요 없어요."),
    edit(PREDICT, "writes_X", EVAL, f"{EVAL}    X -= X.mean(axis=0).astype(X.dtype)\n", says="인자로 받은 X를 바꾼 것 같아요. X는 그대로 두고 텐서로 복사해서 쓰세요."),
)  # fmt: skip

CONV1, CONV2 = (
    "self.conv1 = nn.Conv2d(1, 32, kernel_size=3, padding=1)",
    "self.conv2 = nn.Conv2d(32, 64, kernel_size=3, padding=1)",
)
BLOCK1, BLOCK2 = "x = self.pool(torch.relu(self.conv1(x)))", "x = self.pool(torch.relu(self.conv2(x)))"
DENSE, FLAT, LOGITS = "x = torch.relu(self.fc1(torch.flatten(x, 1)))", "torch.flatten(x, 1)", "return self.fc2(x)"

CNNS = (
    edit(CNN, "no_padding", CONV1, "self.conv1 = nn.Conv2d(1, 32, kernel_size=3)", CONV2, "self.conv2 = nn.Conv2d(32, 64, kernel_size=3)",
         says="패딩이 없는 것 같아요. 3×3 커널은 그림을 2씩 줄여서 fc1에 들어오는 수가 256이 아니게 돼요. padding=1을 주세요."),
    edit(CNN, "one_pooling", BLOCK2, "x = torch.relu(self.conv2(x))", "nn.Linear(256, 128)", "nn.Linear(1024, 128)",
         says="풀링을 한 번만 한 것 같아요. 합성곱마다 2×2 최대 풀링을 하면 8 → 4 → 2로 줄어 fc1에 256개가 들어와요."),
    edit(CNN, "strided", CONV1, "self.conv1 = nn.Conv2d(1, 32, kernel_size=3, padding=1, stride=2)",
         CONV2, "self.conv2 = nn.Conv2d(32, 64, kernel_size=3, padding=1, stride=2)", "nn.MaxPool2d(2)", "nn.Identity()",
         says="풀링 대신 스트라이드 2로 줄인 것 같아요. shape는 같지만 최댓값을 고르지 않아요. 최대 풀링을 쓰세요."),
    edit(CNN, "average_pooling", "nn.MaxPool2d(2)", "nn.AvgPool2d(2)", says="평균 풀링을 쓴 것 같아요. nn.MaxPool2d(2)로 최댓값을 고르세요."),
    edit(CNN, "overlapping", "nn.MaxPool2d(2)", "nn.MaxPool2d(3, stride=2, padding=1)", says="3×3으로 겹쳐서 풀링한 것 같아요. 2×2로, 겹치지 않게 줄이세요. nn.MaxPool2d(2)예요."),
    edit(CNN, "no_first_relu", BLOCK1, "x = self.pool(self.conv1(x))", says="conv1 다음에 ReLU가 없는 것 같아요. 합성곱마다 ReLU를 쓰세요."),
    edit(CNN, "no_second_relu", BLOCK2, "x = self.pool(self.conv2(x))", says="conv2 다음에 ReLU가 없는 것 같아요. 합성곱마다 ReLU를 쓰세요."),
    edit(CNN, "no_dense_relu", DENSE, "x = self.fc1(torch.flatten(x, 1))", says="fc1 다음에 ReLU가 없는 것 같아요. fc1과 fc2 사이에도 비선형이 있어야 해요."),
    edit(CNN, "no_relu_at_all", BLOCK1, "x = self.pool(self.conv1(x))", BLOCK2, "x = self.pool(self.conv2(x))", DENSE, "x = self.fc1(torch.flatten(x, 1))",
         says="ReLU가 하나도 없는 것 같아요. conv1, conv2, fc1 다음에 모두 쓰세요."),
    edit(CNN, "relu_on_input", BLOCK1, "x = self.pool(torch.relu(self.conv1(torch.relu(x))))", says="입력에도 ReLU를 쓴 것 같아요. 음수인 픽셀이 모두 0이 되어 버려요."),
    edit(CNN, "channels_last", FLAT, "torch.flatten(x.permute(0, 2, 3, 1), 1)", convention=True,
         says="Keras처럼 채널을 맨 뒤로 보내고 편 것 같아요. PyTorch의 그림은 (N, 채널, 높이, 너비)이고, 그 순서 그대로 펴요."),
    edit(CNN, "transposed", FLAT, "torch.flatten(x.transpose(2, 3), 1)", says="높이와 너비를 바꾸어 편 것 같아요. 그림을 그대로 펴세요."),
    edit(CNN, "softmax_at_end", LOGITS, "return torch.softmax(self.fc2(x), dim=1)",
         says="마지막에 소프트맥스를 쓴 것 같아요. 소프트맥스는 CrossEntropyLoss 안에 들어 있어요. 두 번 거치면 손실이 [1.46](=double_softmax.floor) 아래로 내려가지 않아요. 로짓을 돌려주세요."),
    edit(CNN, "log_softmax_at_end", LOGITS, "return torch.log_softmax(self.fc2(x), dim=1)", convention=True,
         says="마지막에 로그 소프트맥스를 썼어요. NLLLoss에 넣을 때의 약속이에요. 이 단원의 모델은 로짓을 돌려줘요."),
    edit(CNN, "relu_at_end", LOGITS, "return torch.relu(self.fc2(x))", says="마지막에도 ReLU를 쓴 것 같아요. 로짓은 음수일 수도 있어요. fc2의 결과를 그대로 돌려주세요."),
    edit(CNN, "sigmoid_at_end", LOGITS, "return torch.sigmoid(self.fc2(x))", says="마지막에 시그모이드를 쓴 것 같아요. 클래스가 열 개이고, 확률로 바꾸는 일은 손실 함수가 해요. 로짓을 돌려주세요."),
    edit(CNN, "flatten_all", FLAT, "torch.flatten(x, 0).reshape(1, -1)[:, :256].expand(len(x), 256)",
         says="배치까지 한 줄로 편 것 같아요. torch.flatten(x, 0)이 아니라 torch.flatten(x, 1)이에요. 그림마다 따로 펴야 해요."),
    edit(CNN, "view", FLAT, "x.reshape(-1, 256)",
         says="x.view(-1, 256)이나 reshape(-1, 256)으로 편 것 같아요. 16×16 그림이 들어오면 오류 대신 다른 수의 그림이 되어 나와요. torch.flatten(x, 1)로 그림마다 펴세요."),
    edit(CNN, "adaptive", FLAT, "torch.flatten(nn.functional.adaptive_max_pool2d(x, 2), 1)",
         says="12×12나 16×16 그림도 오류 없이 받아들여요. 그림의 크기에 맞춰 풀링했거나 편 값의 앞부분만 쓴 것 같아요. 2×2 최대 풀링을 두 번만 하고 남은 값을 모두 펴세요."),
    edit(CNN, "no_super", "        super().__init__()\n", "", says="super().__init__()을 부르지 않은 것 같아요. __init__의 첫 줄에 적으세요."),
    edit(CNN, "other_names", "self.fc1 =", "self.dense =", "self.fc1(", "self.dense(", says="fc1의 이름이 달라요. 층의 이름은 conv1, conv2, fc1, fc2예요."),
    edit(CNN, "no_bias", CONV1, "self.conv1 = nn.Conv2d(1, 32, kernel_size=3, padding=1, bias=False)",
         CONV2, "self.conv2 = nn.Conv2d(32, 64, kernel_size=3, padding=1, bias=False)", says="합성곱 층에 편향이 없어요. bias=False를 빼세요."),
    edit(CNN, "small_channels", "nn.Conv2d(1, 32,", "nn.Conv2d(1, 16,", "nn.Conv2d(32, 64,", "nn.Conv2d(16, 64,", says="conv1의 채널 수가 32가 아니에요. 1 → 32 → 64예요."),
    edit(CNN, "five_by_five", CONV1, "self.conv1 = nn.Conv2d(1, 32, kernel_size=5, padding=2)", CONV2, "self.conv2 = nn.Conv2d(32, 64, kernel_size=5, padding=2)",
         says="커널이 5×5예요. 이 모델은 3×3이고 padding은 1이에요."),
    edit(CNN, "small_dense", "nn.Linear(256, 128)", "nn.Linear(256, 64)", "nn.Linear(128, 10)", "nn.Linear(64, 10)", says="fc1이 내는 수가 128이 아니에요. 256 → 128 → 10이에요."),
    edit(CNN, "batchnorm", "        self.pool = nn.MaxPool2d(2)\n", "        self.pool = nn.MaxPool2d(2)\n        self.norm = nn.BatchNorm2d(32)\n",
         BLOCK1, "x = self.pool(torch.relu(self.norm(self.conv1(x))))", says="배치 정규화를 더한 것 같아요. 네 층 말고 다른 파라미터가 없어야 해요."),
    edit(CNN, "dropout", LOGITS, "return self.fc2(nn.functional.dropout(x, 1.0, self.training))", says="드롭아웃을 더한 것 같아요. 훈련 모드와 추론 모드의 결과가 달라요. 이 모델에는 드롭아웃이 없어요."),
    edit(CNN, "frozen", DENSE, "x = torch.relu(self.fc1(torch.flatten(x, 1).detach()))",
         says="합성곱의 결과에서 계산 기록을 끊은 것 같아요(.detach()나 torch.no_grad()). 값은 맞아도 conv1과 conv2까지 기울기가 가지 않아 배우지 못해요."),
)  # fmt: skip

WEIGHTED, CLEARED = "criterion(model(X), y) * len(X) / count", "    model.zero_grad()\n"

WHOLES = (
    edit(WHOLE, "plain_sum", WEIGHTED, "criterion(model(X), y)",
         says="배치의 평균 손실을 그대로 역전파해 더한 것 같아요. 그러면 기울기가 대략 배치의 수만큼 커져요(크기가 모두 같다면 꼭 그만큼). 배치의 손실에 N_b/N을 곱하세요."),
    edit(WHOLE, "mean_of_means", WEIGHTED, "criterion(model(X), y) / len(batches)",
         says="배치의 수로 나눈 것 같아요. 배치의 크기가 다르면 작은 배치의 샘플이 더 무겁게 세어져요. N_b/N을 곱하세요."),
    edit(WHOLE, "sum_of_samples", WEIGHTED, "criterion(model(X), y) * len(X)", says="N_b는 곱했지만 전체 샘플의 수 N으로 나누지 않은 것 같아요."),
    edit(WHOLE, "over_samples", WEIGHTED, "criterion(model(X), y) / count", says="N으로 나누기만 하고 N_b를 곱하지 않은 것 같아요. 배치의 손실은 이미 평균이에요."),
    edit(WHOLE, "last_batch", CLEARED, "", "        loss.backward()\n", "        model.zero_grad()\n        loss.backward()\n",
         says="배치마다 기울기를 비운 것 같아요. 그러면 마지막 배치의 기울기만 남아요. 처음에 한 번만 비우세요."),
    edit(WHOLE, "kept", CLEARED, "", says="처음에 기울기를 비우지 않은 것 같아요. 부르기 전부터 있던 기울기가 섞여요."),
    edit(WHOLE, "steps", "    return {", "    make_sgd(model, 0.1).step()\n    return {", says="파라미터까지 갱신한 것 같아요. 기울기만 구하고 step()은 부르지 마세요."),
    edit(WHOLE, "first_only", "        loss.backward()\n", "        loss.backward()\n        break\n", says="첫 배치에서 멈춘 것 같아요. return이나 break가 반복문 안에 있는지 보세요."),
)  # fmt: skip

MISTAKES = (*GRADIENTS, *FITS, *NETWORKS, *EPOCHS, *PREDICTIONS, *CNNS, *WHOLES)
