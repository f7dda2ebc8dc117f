# %% [markdown]
r"""
# 15. (심화) PyTorch로 옮기기
"""

# %% tags=["setup"]
from types import SimpleNamespace

import numpy as np

try:
    import torch
    from torch import nn
except ImportError:  # PyTorch가 없어도 노트북은 끝까지 실행됩니다
    torch, nn = None, SimpleNamespace(Module=object)

# %% tags=["setup"]
def tensor(a):
    """NumPy 배열을 float32 텐서로 복사합니다."""
    return torch.tensor(np.array(a, dtype=np.float32))


def make_batches(pairs):
    """(X, y) 배열의 짝을 텐서의 짝으로 바꾼 리스트입니다."""
    return [(tensor(X), tensor(y)) for X, y in pairs]


def make_sgd(model, lr):
    """모델의 파라미터를 맡는 확률적 경사 하강법입니다."""
    return torch.optim.SGD(model.parameters(), lr=lr)


def make_criterion(name):
    """손실: "mse", "bce"(로짓을 받음), "ce"(로짓을 받음)."""
    losses = {"mse": nn.MSELoss, "bce": nn.BCEWithLogitsLoss, "ce": nn.CrossEntropyLoss}
    return losses[name]()


# %% tags=["setup"]
def put_weights(model, weights):
    """파라미터를 {이름: 배열}로 바꾼 모델입니다. 정수면 그 씨앗의 난수로 채웁니다."""
    state = model.state_dict()
    if isinstance(weights, int):
        rng, sizes = np.random.default_rng(weights), shapes(model)
        weights = {
            name: rng.normal(size=size) * (2 / np.prod(size[1:])) ** 0.5
            for name, size in sorted(sizes.items())
        }
    if not weights or weights.keys() - state.keys():
        raise ValueError(f"모델의 파라미터가 다릅니다: {list(state)}")
    model.load_state_dict({**state, **{key: tensor(a) for key, a in weights.items()}})
    return model


def get_weights(model):
    """파라미터와 버퍼를 복사한 {이름: float64 배열}입니다."""
    state = model.state_dict()
    return {name: value.numpy().astype(np.float64) for name, value in state.items()}


def shapes(model):
    """{파라미터의 이름: shape}입니다."""
    return {name: tuple(value.shape) for name, value in model.named_parameters()}


# %% tags=["setup"]
def output(model, X):
    """모델에 X를 넣은 결과를 float64 배열로 꺼냅니다."""
    with torch.no_grad():
        return model(tensor(X)).numpy().astype(np.float64)


def refuses(model, X):
    """모델에 X를 넣으면 오류가 나는지 봅니다."""
    try:
        output(model, X)
    except Exception:
        return True
    return False


def gradients(model, X):
    """출력의 제곱을 평균해 역전파한 {이름: 기울기의 노름}입니다."""
    model.zero_grad()
    torch.mean(model(tensor(X)) ** 2).backward()
    found = {name: p.grad for name, p in model.named_parameters()}
    return {key: grad if grad is None else grad.norm().item() for key, grad in found.items()}


def fill_grads(model, value):
    """모든 파라미터의 기울기를 한 값으로 채웁니다."""
    for parameter in model.parameters():
        parameter.grad = torch.full_like(parameter, value)


# %% tags=["setup"]
def modes(model):
    """{모듈의 이름: 훈련 모드인지}입니다. 모델 자신의 이름은 ""입니다."""
    return {name: module.training for name, module in model.named_modules()}


def set_mode(model, training):
    """모드를 바꿉니다. {이름: 모드}를 주면 모듈마다 따로 바꿉니다."""
    each = training if isinstance(training, dict) else dict.fromkeys(modes(model), training)
    for name, module in model.named_modules():
        module.training = each[name]


def toy_model(kind, outputs=1):
    """특성 3개를 받는 작은 모델: "plain", "dropout"(모두 떨어뜨림), "batchnorm"."""
    middle = {
        "plain": nn.Identity, "dropout": lambda: nn.Dropout(1.0),
        "batchnorm": lambda: nn.BatchNorm1d(4),
    }[kind]()
    return nn.Sequential(
        nn.Flatten(), nn.Linear(3, 4), middle, nn.Tanh(), nn.Linear(4, outputs)
    )


# %% tags=["solution:autograd_gradient"]
def autograd_gradient(X, y, w, b):
    ### BEGIN SOLUTION
    if y.shape != (len(X),):
        raise ValueError(f"y의 shape는 ({len(X)},)이어야 하는데 {y.shape}입니다")
    X, y, w = (torch.tensor(np.array(a, dtype=np.float64)) for a in (X, y, w))
    w.requires_grad_()
    b = torch.tensor(float(b), dtype=torch.float64, requires_grad=True)
    loss = torch.mean((X @ w + b - y) ** 2)
    loss.backward()
    return loss.item(), w.grad.numpy(), b.grad.item()
    ### END SOLUTION


# %% tags=["grade:autograd_gradient"]
check("autograd_gradient")

# %% tags=["solution:fit_linear"]
def fit_linear(x, y, lr=0.01, epochs=100):
    ### BEGIN SOLUTION
    if x.shape != y.shape:
        raise ValueError(f"x와 y의 shape가 다릅니다: {x.shape}, {y.shape}")
    inputs, targets = tensor(x), tensor(y)
    model = nn.Linear(1, 1)
    put_weights(model, {"weight": [[0.0]], "bias": [0.0]})
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(inputs), targets)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses
    ### END SOLUTION


# %% tags=["grade:fit_linear"]
check("fit_linear")

# %% tags=["solution:NeuralNetwork"]
class NeuralNetwork(nn.Module):
    """은닉층이 하나인 분류기입니다."""

    def __init__(self, input_size, hidden_size, output_size):
        """층 두 개를 만듭니다. (≈ 3줄)"""
        ### BEGIN SOLUTION
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, output_size)
        ### END SOLUTION

    def forward(self, x):
        """로짓"""
        ### BEGIN SOLUTION
        return self.fc2(torch.relu(self.fc1(x)))
        ### END SOLUTION


# %% tags=["grade:NeuralNetwork"]
check("NeuralNetwork")

# %% tags=["solution:train_epoch"]
def train_epoch(model, batches, criterion, optimizer):
    ### BEGIN SOLUTION
    model.train()
    total, count = 0.0, 0
    for X, y in batches:
        optimizer.zero_grad()
        loss = criterion(model(X), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
        count += len(X)
    if count == 0:
        raise ValueError("batches가 비어 있습니다")
    return total / count
    ### END SOLUTION


# %% tags=["grade:train_epoch"]
check("train_epoch")

# %% tags=["solution:predict"]
def predict(model, X):
    ### BEGIN SOLUTION
    before = [(module, module.training) for module in model.modules()]
    model.eval()
    with torch.no_grad():
        logits = model(tensor(X)).numpy()
    for module, training in before:
        module.training = training
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(np.int64)
    return np.argmax(logits, axis=1)
    ### END SOLUTION


# %% tags=["grade:predict"]
check("predict")

# %% tags=["solution:CNN"]
class CNN(nn.Module):
    def __init__(self):
        ### BEGIN SOLUTION
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(32, 64, kernel_size=3, padding=1)
        self.pool = nn.MaxPool2d(2)
        self.fc1 = nn.Linear(256, 128)
        self.fc2 = nn.Linear(128, 10)
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.fc1(torch.flatten(x, 1)))
        return self.fc2(x)
        ### END SOLUTION
# %% tags=["grade:CNN"]
check("CNN")

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)
