"""Right answers to unit 15, written in other ways; every one earns full points."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from autograder.authoring import variant


@variant("autograd_gradient", "library_gradient")
def autograd_gradient__library_gradient(X, y, w, b):
    """torch.autograd.grad instead of backward()."""
    if np.shape(y) != (np.shape(X)[0],):
        raise ValueError("y must have one value for each row of X")
    data = [torch.from_numpy(np.ascontiguousarray(a, dtype=np.float64).copy()) for a in (X, y)]
    weights = torch.tensor(np.asarray(w, dtype=np.float64).tolist(), dtype=torch.double, requires_grad=True)
    bias = torch.full((), float(b), dtype=torch.double, requires_grad=True)
    loss = F.mse_loss(data[0].matmul(weights).add(bias), data[1])
    dw, db = torch.autograd.grad(loss, (weights, bias))
    return float(loss), dw.numpy().copy(), float(db)


@variant("autograd_gradient", "column_shapes")
def autograd_gradient__column_shapes(X, y, w, b):
    """Everything two-dimensional, one number as a tensor of one element."""
    m = X.shape[0]
    if y.ndim != 1 or y.shape[0] != m:
        raise ValueError(f"X {X.shape}, y {y.shape}")
    features = torch.tensor(X.astype(np.float64).copy(), dtype=torch.float64)
    target = torch.tensor(y.astype(np.float64).copy()).reshape(m, 1)
    weight = torch.tensor(w.astype(np.float64).copy()).reshape(-1, 1).requires_grad_(True)
    bias = torch.tensor([b], dtype=torch.float64, requires_grad=True)
    loss = nn.MSELoss()(features @ weight + bias, target)
    loss.backward()
    return np.asarray(loss.detach().numpy()), weight.grad[:, 0].numpy(), bias.grad.numpy()[0]


class ShapeError(ValueError):
    """A student's own class of errors."""


@variant("autograd_gradient", "sample_by_sample")
def autograd_gradient__sample_by_sample(X, y, w, b):
    """Gradients of the samples add up, because backward() adds."""
    if tuple(y.shape) != tuple(X.shape[:1]):
        raise ShapeError("`y`")
    weights = torch.tensor([float(v) for v in w], dtype=torch.float64, requires_grad=True)
    bias, total = torch.tensor(float(b), dtype=torch.float64, requires_grad=True), 0.0
    for row, value in zip(X, y, strict=True):
        x = torch.tensor([float(v) for v in row], dtype=torch.float64)
        loss = (x @ weights + bias - float(value)) ** 2 / len(y)
        loss.backward()  # public: the vocabulary that block 2 teaches
        total = total + loss.item()
    return total, weights.grad.detach().numpy(), float(bias.grad)


@variant("fit_linear", "bare_tensors")
def fit_linear__bare_tensors(x, y, lr=0.01, epochs=100):
    """No module and no optimizer: two tensors and the update by hand."""
    if x.shape != y.shape:
        raise ValueError("y")
    a, b = (torch.from_numpy(np.ascontiguousarray(v, dtype=np.float32).copy()) for v in (x, y))
    w, c = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    losses = []
    for _ in range(epochs):
        loss = ((a * w + c - b) ** 2).mean()
        loss.backward()  # public: the vocabulary that block 2 teaches
        with torch.no_grad():
            for parameter in (w, c):
                parameter -= lr * parameter.grad
                parameter.grad = None
        losses.append(float(loss))
    return float(w), float(c), losses


@variant("fit_linear", "double")
def fit_linear__double(x, y, lr=0.01, epochs=100):
    """float64, zero_grad at the end of the loop."""
    if np.shape(x) != np.shape(y):
        raise ValueError(f"x: {np.shape(x)}")
    x, y = (torch.tensor(np.array(v, dtype=float)) for v in (x, y))
    model, losses = nn.Linear(1, 1).double(), []
    nn.init.zeros_(model.weight)
    nn.init.zeros_(model.bias)
    sgd = torch.optim.SGD(model.parameters(), lr)
    for _ in range(epochs):
        loss = nn.MSELoss()(model(x), y)
        losses.append(loss.detach().item())
        loss.backward()  # public: the vocabulary that block 2 teaches
        sgd.step()  # public: the vocabulary that block 2 teaches
        sgd.zero_grad()
    return np.float64(model.weight.item()), np.float32(model.bias.item()), losses


@variant("fit_linear", "sequential")
def fit_linear__sequential(x, y, lr=0.01, epochs=100, verbose=False):
    model = nn.Sequential(nn.Linear(1, 1))
    for parameter in model.parameters():
        parameter.data.fill_(0)
    optimizer, history = torch.optim.SGD(model.parameters(), lr=lr), []
    if not x.shape == y.shape:
        raise ValueError("x와 y")
    x, y = torch.tensor(x.astype("float32").copy()), torch.tensor(y.astype("float32").copy())
    while len(history) < epochs:
        model.zero_grad()  # public: the vocabulary that block 2 teaches
        loss = F.mse_loss(model(x), y)
        loss.backward()  # public: the vocabulary that block 2 teaches
        optimizer.step()  # public: the vocabulary that block 2 teaches
        history += [loss.item()]
    return model[0].weight[0, 0].item(), model[0].bias[0].tolist(), history


@variant("NeuralNetwork", "functional")
class NeuralNetworkFunctional(nn.Module):
    """The second layer is made first, and the activation is a function of the library."""

    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.fc2 = nn.Linear(hidden_size, output_size)
        self.fc1 = nn.Linear(in_features=input_size, out_features=hidden_size)

    def forward(self, x):
        hidden = F.relu(self.fc1(x))
        return self.fc2(hidden)


@variant("NeuralNetwork", "modules")
class NeuralNetworkModules(nn.Module):
    """An activation that is a module, and attributes of its own."""

    def __init__(self, input_size, hidden_size, output_size, bias=True):
        super(NeuralNetworkModules, self).__init__()  # noqa: UP008 - as many write it
        self.sizes = (input_size, hidden_size, output_size)
        self.fc1, self.relu = nn.Linear(input_size, hidden_size, bias), nn.ReLU()
        self.fc2 = nn.Linear(hidden_size, output_size, bias)

    def forward(self, x):
        return self.fc2(self.relu(self.fc1(x)))


@variant("NeuralNetwork", "by_hand")
class NeuralNetworkByHand(nn.Module):
    """The layers' weights, multiplied by hand."""

    def __init__(self, input_size, hidden_size, output_size):
        nn.Module.__init__(self)
        for name, sizes in (("fc1", (input_size, hidden_size)), ("fc2", (hidden_size, output_size))):
            setattr(self, name, nn.Linear(*sizes))

    def forward(self, x):
        hidden = (x @ self.fc1.weight.T + self.fc1.bias).clamp(min=0)
        return torch.addmm(self.fc2.bias, hidden, self.fc2.weight.t())


@variant("train_epoch", "sum_and_count")
def train_epoch__sum_and_count(model, batches, criterion, optimizer):
    model.train(True)
    losses, sizes = [], []
    for batch in batches:
        X, y = batch
        model.zero_grad()  # public: the vocabulary that block 2 teaches
        loss = criterion(model.forward(X), y)
        losses.append(loss.item())
        sizes.append(y.shape[0])
        loss.backward()  # public: the vocabulary that block 2 teaches
        optimizer.step()  # public: the vocabulary that block 2 teaches
    if not sizes:
        raise ValueError("batches is empty")
    return np.average(losses, weights=sizes)


@variant("train_epoch", "closure")
def train_epoch__closure(model, batches, criterion, optimizer, device="cpu"):
    """As optimizers with a closure want it; gradients to None."""
    seen = 0
    total = torch.zeros(())
    for module in model.modules():
        module.training = True
    for X, y in iter(batches):

        def closure(X=X, y=y):
            optimizer.zero_grad(set_to_none=True)
            loss = criterion(model(X.to(device)), y.to(device))
            loss.backward()  # public: the vocabulary that block 2 teaches
            return loss

        total, seen = total + optimizer.step(closure).detach() * X.size(0), seen + X.size(0)
    if seen == 0:
        raise ValueError("no batch in batches")
    return (total / seen).item()


@variant("train_epoch", "zeroed_in_place")
def train_epoch__zeroed_in_place(model, batches, criterion, optimizer):
    total, count = 0, 0
    model.train()  # public: the vocabulary that block 2 teaches
    for count_before, (X, y) in enumerate(batches):
        optimizer.zero_grad(set_to_none=False)
        prediction = model(X)
        loss = criterion(prediction, y)
        total = total + float(loss) * X.shape[0]
        loss.backward()  # public: the vocabulary that block 2 teaches
        optimizer.step()  # public: the vocabulary that block 2 teaches
        count += X.shape[0]
        del count_before
    try:
        return total / count
    except ZeroDivisionError:
        raise ValueError("batches: 비었습니다") from None


@variant("predict", "inference_mode")
@torch.inference_mode()
def predict__inference_mode(model, X):
    modes = {name: module.training for name, module in model.named_modules()}
    try:
        logits = model.eval()(torch.tensor(X.astype("float32").copy()))
    finally:
        for name, module in model.named_modules():
            module.training = modes[name]
    labels = logits.argmax(1) if logits.size(1) > 1 else logits.squeeze(1).gt(0).long()
    return labels.numpy()


@variant("predict", "probabilities")
def predict__probabilities(model, X):
    """By probabilities; only modules that were in training mode change."""
    changed = [module for module in model.modules() if module.training]
    for module in changed:
        module.training = False
    logits = model(torch.as_tensor(np.array(X, dtype=np.float32))).detach()
    for module in changed:
        module.training = True
    if logits.shape[-1] == 1:
        return np.where(torch.sigmoid(logits.double()).numpy().ravel() > 0.5, 1, 0).astype(np.int32)
    return torch.max(torch.softmax(logits, dim=-1), dim=-1).indices.numpy()


@variant("predict", "copy_of_the_model")
def predict__copy_of_the_model(model, X):
    import copy

    twin = copy.deepcopy(model)
    twin.eval()
    scores = twin(torch.tensor(np.array(X, np.float32))).detach().numpy()
    return np.array([int(row[0] > 0) if len(row) == 1 else int(np.argmax(row)) for row in scores])


@variant("CNN", "functional")
class CNNFunctional(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc2 = nn.Linear(128, 10)
        self.conv1, self.conv2 = nn.Conv2d(1, 32, 3, padding="same"), nn.Conv2d(32, 64, (3, 3), 1, 1)
        self.fc1 = nn.Linear(64 * 2 * 2, 128)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), kernel_size=2, stride=2)
        return self.fc2(F.relu(self.fc1(x.flatten(1))))


@variant("CNN", "pooled_first")
class CNNPooledFirst(nn.Module):
    """ReLU after pooling: the largest of the positive parts is the positive part of the largest."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, 1, 1)
        self.conv2 = nn.Conv2d(32, 64, 3, 1, 1)
        self.fc1, self.fc2 = nn.Linear(256, 128), nn.Linear(128, 10)
        self.act, self.flat, self.pool = nn.ReLU(), nn.Flatten(), nn.MaxPool2d(2, 2)

    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            x = self.act(self.pool(conv(x)))
        return self.fc2(self.act(self.fc1(self.flat(x))))


@variant("CNN", "reshaped_with_check")
class CNNReshaped(nn.Module):
    """Padded by hand, reshaped by the number of images, and a size that it looks at."""

    def __init__(self, classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3)
        self.conv2 = nn.Conv2d(32, 64, 3)
        self.fc1 = nn.Linear(256, 128)
        self.fc2 = nn.Linear(128, classes)

    def forward(self, x):
        if x.shape[1:] != (1, 8, 8):
            raise TypeError("x")
        for conv in (self.conv1, self.conv2):
            x = torch.relu(conv(F.pad(x, (1, 1, 1, 1))))
            x = x.unflatten(3, (-1, 2)).unflatten(2, (-1, 2)).amax(dim=(3, 5))
        return self.fc2(torch.relu(self.fc1(x.reshape(len(x), -1))))
