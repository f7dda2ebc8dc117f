"""Right answers to unit 15 that are unusual, by people who had read the notebook only."""

import contextlib
import copy

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


def _double(*arrays):
    return [torch.tensor(np.array(a, dtype=np.float64)) for a in arrays]


# --- autograd_gradient ---------------------------------------------------------------------


def autograd_gradient__asks_for_gradients(X, y, w, b):
    """torch.autograd.grad, which leaves no .grad behind."""
    if np.shape(y) != np.shape(X)[:1]:
        raise ValueError("y는 (m,)")
    X, y, w, b = _double(X, y, w, b)
    w.requires_grad_()
    b.requires_grad_()
    loss = F.mse_loss(torch.mv(X, w) + b, y)
    dw, db = torch.autograd.grad(loss, (w, b))
    return loss.item(), dw.numpy(), db.item()


def autograd_gradient__one_vector(X, y, w, b):
    """b is the last of the weights, for a column of ones."""
    m = len(X)
    if np.asarray(y).shape != (m,):
        raise ValueError(f"X와 y의 크기가 다릅니다: {m}")
    wide = torch.tensor(np.column_stack([X, np.ones(m)]), dtype=torch.float64)
    theta = torch.tensor([*map(float, w), float(b)], dtype=torch.float64, requires_grad=True)
    loss = (wide @ theta - torch.tensor(np.array(y, dtype=float))).square().mean()
    loss.backward()
    return loss.detach().numpy(), theta.grad[:-1].numpy().copy(), theta.grad[-1].numpy()


def autograd_gradient__sample_by_sample(X, y, w, b):
    """Lets the gradients of the samples add up."""
    X = np.array(X, dtype=float)
    if y.ndim != 1 or y.shape[0] != X.shape[0]:
        raise ValueError("shape of y")
    w = torch.tensor(list(map(float, w)), dtype=torch.double, requires_grad=True)
    b = torch.tensor(float(b), dtype=torch.double, requires_grad=True)
    total = 0.0
    for row, target in zip(X, y, strict=True):
        one = (sum(float(v) * w[j] for j, v in enumerate(row)) + b - float(target)) ** 2 / len(X)
        one.backward()
        total += one.item()
    return total, w.grad.numpy(), float(b.grad)


def autograd_gradient__layer(X, y, w, b):
    """A layer of nn.Linear in double, and nn.MSELoss with columns."""
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    if y.shape != (X.shape[0],):
        raise ValueError("y")
    layer = nn.Linear(X.shape[1], 1).double()
    with torch.no_grad():
        layer.weight[:] = torch.tensor(np.array(w, dtype=float))
        layer.bias[:] = float(b)
    loss = nn.MSELoss()(layer(torch.tensor(X.copy())), torch.tensor(y.copy())[:, None])
    loss.backward()
    return float(loss), layer.weight.grad[0].numpy(), float(layer.bias.grad[0])


def autograd_gradient__functional(X, y, w, b):
    """torch.func.grad_and_value of a pure function."""
    if np.shape(y) != (len(X),):
        raise ValueError("y")
    X, y, w, b = _double(X, y, w, b)

    def loss(w, b):
        return torch.mean((X.matmul(w).add(b) - y).pow(2))

    (dw, db), value = torch.func.grad_and_value(loss, argnums=(0, 1))(w, b)
    return value.item(), np.array(dw), db.item()


class _Kept:
    w = b = None


def autograd_gradient__kept_leaves(X, y, w, b):
    """Keeps its leaves from call to call and clears their gradients."""
    if len(np.shape(y)) != 1 or len(y) != len(X):
        raise ValueError("y must be (m,)")
    X, y, w, b = _double(X, y, w, b)
    if _Kept.w is None or _Kept.w.shape != w.shape:
        _Kept.w, _Kept.b = nn.Parameter(w.clone()), nn.Parameter(b.clone())
    _Kept.w.data.copy_(w)
    _Kept.b.data.copy_(b)
    _Kept.w.grad = _Kept.b.grad = None
    residual = X @ _Kept.w + _Kept.b - y
    loss = residual.dot(residual) / residual.numel()
    loss.backward()
    return loss.item(), _Kept.w.grad.clone().numpy(), _Kept.b.grad.item()


# --- fit_linear ----------------------------------------------------------------------------


def fit_linear__layer(x, y, lr=0.01, epochs=100):
    """nn.Linear set to zero, torch's SGD."""
    if np.shape(x) != np.shape(y):
        raise ValueError("x, y")
    model = nn.Linear(1, 1)
    nn.init.zeros_(model.weight)
    nn.init.constant_(model.bias, 0.0)
    x, y = tensor(x), tensor(y)  # noqa: F821 - given
    optimizer, losses = torch.optim.SGD(model.parameters(), lr), []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = nn.MSELoss()(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


def fit_linear__by_hand_in_numpy(x, y, lr=0.01, epochs=100):
    """Without torch: the derivative by hand, in float64."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.shape != y.shape:
        raise ValueError(f"x {x.shape}, y {y.shape}")
    w = b = 0.0
    losses = []
    for _ in range(epochs):
        r = w * x + b - y
        losses.append(np.mean(r**2))
        w, b = w - lr * 2 * np.mean(r * x), b - lr * 2 * np.mean(r)
    return w, b, losses


def fit_linear__without_an_optimizer(x, y, lr=0.01, epochs=100):
    """Steps under no_grad and drops the gradients."""
    if np.shape(y) != np.shape(x):
        raise ValueError("y")
    x, y = torch.tensor(np.array(x, dtype=np.float32)), torch.tensor(np.array(y, dtype=np.float32))
    w, b = torch.zeros(1, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    losses = []
    while len(losses) < epochs:
        loss = ((x @ w + b - y) ** 2).mean()
        losses.append(float(loss))
        loss.backward()
        with torch.no_grad():
            for p in (w, b):
                p -= lr * p.grad
                p.grad = None
    return float(w), float(b), losses


def fit_linear__earlier_exercise(x, y, lr=0.01, epochs=100):
    """Calls autograd_gradient with vectors."""
    if np.shape(x) != np.shape(y):
        raise ValueError("x와 y의 shape")
    w, b, losses = np.zeros(1), 0.0, []
    for _ in range(epochs):
        loss, dw, db = autograd_gradient(x, np.asarray(y)[:, 0], w, b)  # noqa: F821
        losses.append(loss)
        w, b = w - lr * dw, b - lr * db
    return float(w[0]), float(b), losses


def fit_linear__later_exercise(x, y, lr=0.01, epochs=100):
    """Calls train_epoch with one batch."""
    if np.shape(x) != np.shape(y):
        raise ValueError("y")
    model = put_weights(nn.Linear(1, 1), {"weight": np.zeros((1, 1)), "bias": np.zeros(1)})  # noqa: F821
    batches, sgd = make_batches([(x, y)]), make_sgd(model, lr)  # noqa: F821
    losses = [train_epoch(model, batches, make_criterion("mse"), sgd) for _ in range(epochs)]  # noqa: F821
    return *(float(p) for p in model.parameters()), losses


def fit_linear__closure(x, y, lr=0.01, epochs=100):
    """Hands the optimizer a closure; two parameters in one group each."""
    x, y = (torch.tensor(np.array(a, dtype=np.float64)) for a in (x, y))
    if x.shape != y.shape:
        raise ValueError("x")
    w, b = (nn.Parameter(torch.zeros((), dtype=torch.float64)) for _ in "wb")
    sgd = torch.optim.SGD([{"params": [w]}, {"params": [b]}], lr=lr, momentum=0)

    def closure():
        sgd.zero_grad(set_to_none=False)
        loss = F.mse_loss(input=torch.addcmul(b, x, w), target=y)
        loss.backward()
        return loss

    losses = [sgd.step(closure).item() for _ in range(epochs)]
    return w.item(), b.item(), losses


# --- NeuralNetwork -------------------------------------------------------------------------


class NeuralNetwork__functional(nn.Module):
    """Multiplies by itself; clamps."""

    def __init__(self, input_size, hidden_size, output_size):
        nn.Module.__init__(self)
        self.fc1 = nn.Linear(in_features=input_size, out_features=hidden_size)
        self.fc2 = nn.Linear(in_features=hidden_size, out_features=output_size)

    def forward(self, x):
        hidden = torch.clamp(x @ self.fc1.weight.T + self.fc1.bias, min=0)
        return hidden @ self.fc2.weight.T + self.fc2.bias


class NeuralNetwork__activation_module(nn.Module):
    """nn.ReLU in an attribute, made before the layers."""

    def __init__(self, input_size, hidden_size, output_size):
        super(NeuralNetwork__activation_module, self).__init__()  # noqa: UP008
        self.relu = nn.ReLU(inplace=True)
        self.fc2 = nn.Linear(hidden_size, output_size)
        self.fc1 = nn.Linear(input_size, hidden_size)

    def forward(self, x):
        out = self.fc1(x)
        out = self.relu(out)
        out = self.fc2(out)
        return out


class NeuralNetwork__sequential(nn.Module):
    """The same two layers once more in a Sequential."""

    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, output_size)
        self.net = nn.Sequential(self.fc1, nn.ReLU(), self.fc2)

    def forward(self, x):
        return self.net(x)


class NeuralNetwork__added_by_name(nn.Module):
    """add_module in a loop; a mask in place of a maximum."""

    def __init__(self, *sizes):
        super().__init__()
        for i, (a, b) in enumerate(zip(sizes[:-1], sizes[1:], strict=True), 1):
            self.add_module(f"fc{i}", nn.Linear(a, b))

    def forward(self, x):
        z = self.fc1(x)
        return self.fc2(z * (z > 0))


class _Base(nn.Module):
    def forward(self, x):
        for layer in self.layers()[:-1]:
            x = torch.maximum(layer(x), torch.zeros(()))
        return self.layers()[-1](x)


class NeuralNetwork__inherits(_Base):
    """The forward pass comes from a class above; other start values."""

    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, output_size)
        for layer in self.layers():
            nn.init.kaiming_normal_(layer.weight)
            nn.init.zeros_(layer.bias)

    def layers(self):
        """In their order."""
        return [self.fc1, self.fc2]


class NeuralNetwork__is_a_sequential(nn.Sequential):
    """A subclass of nn.Sequential with named layers."""

    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.add_module("fc1", nn.Linear(input_size, hidden_size))
        self.add_module("act", nn.ReLU())
        self.add_module("fc2", nn.Linear(hidden_size, output_size))


class NeuralNetwork__checks(nn.Module):
    """Keeps the sizes, prints, and asserts; a loop over the output."""

    def __init__(self, input_size, hidden_size, output_size, verbose=False):
        super().__init__()
        self.input_size, self.output_size = input_size, output_size
        self.fc1, self.fc2 = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, output_size)
        if verbose:
            print(self)

    def forward(self, x):
        assert x.dim() == 2 and x.shape[1] == self.input_size
        h = torch.relu_(F.linear(x, self.fc1.weight, self.fc1.bias))
        columns = [(h * self.fc2.weight[k]).sum(dim=1) + self.fc2.bias[k] for k in range(self.output_size)]
        return torch.stack(columns, dim=1)


# --- train_epoch ---------------------------------------------------------------------------


def train_epoch__weighted_average(model, batches, criterion, optimizer):
    """np.average of the losses at the end; clears through the model."""
    losses, sizes = [], []
    model.train()
    for X, y in batches:
        model.zero_grad()
        loss = criterion(model(X), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        sizes.append(X.shape[0])
    if not sizes:
        raise ValueError("batches가 비었습니다")
    return np.average(losses, weights=sizes)


def train_epoch__closure(model, batches, criterion, optimizer):
    """optimizer.step(closure); a list made first."""
    batches = list(batches)
    if len(batches) == 0:
        raise ValueError("batches")
    model.train(True)

    def one(X, y):
        def closure():
            optimizer.zero_grad(set_to_none=False)
            loss = criterion(model(X), y)
            loss.backward()
            return loss

        return float(optimizer.step(closure)) * len(X)

    return sum(one(X, y) for X, y in batches) / sum(len(X) for X, _ in batches)


def train_epoch__asks_for_gradients(model, batches, criterion, optimizer):
    """torch.autograd.grad, put into .grad."""
    for module in model.modules():
        module.training = True
    total = torch.zeros((), dtype=torch.float64)
    count = 0
    for pair in batches:
        loss = criterion(model(pair[0]), pair[1])
        wanted = [p for p in model.parameters() if p.requires_grad]
        for p, g in zip(wanted, torch.autograd.grad(loss, wanted), strict=True):
            p.grad = g
        optimizer.step()
        total += loss.detach() * pair[0].size(0)
        count += pair[0].size(0)
    if count == 0:
        raise ValueError("no batches")
    return (total / count).item()


def train_epoch__next(model, batches, criterion, optimizer):
    """An iterator by hand, a running mean."""
    it, mean, seen = iter(batches), 0.0, 0
    while True:
        try:
            X, y = next(it)
        except StopIteration:
            break
        model.train()
        for group in optimizer.param_groups:
            for p in group["params"]:
                p.grad = None
        loss = criterion(model(X), y)
        loss.backward()
        optimizer.step()
        seen += len(y)
        mean += (loss.item() - mean) * len(y) / seen
    if not seen:
        raise ValueError("batches: 하나도 없음")
    return mean


def train_epoch__gives_the_mode_back(model, batches, criterion, optimizer):
    """Puts every module's mode back and clears the gradients at the end, too."""
    before = modes(model)  # noqa: F821 - given
    set_mode(model, True)  # noqa: F821
    parts = []
    for X, y in batches:
        optimizer.zero_grad()
        loss = criterion(model(X), y)
        parts.append((loss.item(), len(X)))
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    set_mode(model, before)  # noqa: F821
    if not parts:
        raise ValueError("batches")
    losses, sizes = np.array(parts).T
    return losses @ sizes / sizes.sum()


def train_epoch__sums(model, batches, criterion, optimizer):
    """Goes back from the sum of the losses, and scales the gradients."""
    total = count = 0
    for X, y in batches:
        model.train()
        optimizer.zero_grad(set_to_none=True)
        n = len(X)
        whole = criterion(model(X), y) * n
        whole.backward()
        for p in model.parameters():
            if p.grad is not None:
                p.grad /= n
        optimizer.step()
        total, count = total + whole.item(), count + n
    try:
        return total / count
    except ZeroDivisionError:
        raise ValueError("batches") from None


# --- predict -------------------------------------------------------------------------------


def predict__given_modes(model, X):
    """modes and set_mode of the lesson, and output."""
    before = modes(model)  # noqa: F821
    set_mode(model, False)  # noqa: F821
    z = output(model, X)  # noqa: F821
    set_mode(model, before)  # noqa: F821
    return (z[:, 0] > 0).astype(int) if z.shape[1] == 1 else z.argmax(axis=1)


def predict__copy(model, X):
    """Works on a deep copy."""
    twin = copy.deepcopy(model).eval()
    with torch.inference_mode():
        z = twin(torch.from_numpy(np.ascontiguousarray(X, dtype=np.float32)))
    if z.shape[-1] > 1:
        return z.max(dim=1).indices.numpy()
    return z.gt(0).squeeze(1).int().numpy()


@contextlib.contextmanager
def _evaluating(model):
    flags = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            yield model
    finally:
        for module, flag in flags:
            module.training = flag


def predict__context(model, X):
    """A context manager; a column of zeros before the only one."""
    with _evaluating(model) as m:
        z = m(tensor(X))  # noqa: F821
    if z.size(1) == 1:
        z = torch.cat([torch.zeros_like(z), z], dim=1)
    return np.array([int(row.argmax()) for row in z])


def predict__one_by_one(model, X):
    """A sample at a time, in plain Python."""
    flags = {name: m.training for name, m in model.named_modules()}
    for m in model.modules():
        m.train(False)
    found = []
    for x in np.asarray(X, dtype=np.float32):
        scores = model(torch.tensor(x[None])).detach().tolist()[0]
        found.append(int(scores[0] > 0) if len(scores) == 1 else scores.index(max(scores)))
    for name, m in model.named_modules():
        m.training = flags[name]
    return np.array(found, dtype=np.int32)


@torch.no_grad()
def predict__decorated(model, X):
    """Decorated; probabilities; signs."""
    saved = [m.training for m in model.modules()]
    model.train(mode=False)
    logits = model(torch.as_tensor(np.array(X), dtype=torch.float32))
    for m, flag in zip(model.modules(), saved, strict=True):
        m.training = flag
    if logits.shape[1] == 1:
        return np.sign(logits.numpy()).clip(0).ravel().astype(np.int64)
    return torch.softmax(logits.double(), dim=1).argmax(1).numpy()


def predict__sorted(model, X):
    """Sorts; switches gradients off and on again."""
    training = list(map(lambda m: m.training, model.modules()))
    was = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    model.eval()
    z = np.asarray(model(torch.FloatTensor(np.array(X, dtype=np.float32))))
    torch.set_grad_enabled(was)
    for flag, m in zip(training, model.modules(), strict=True):
        m.training = flag
    return np.where(z > 0, 1, 0).reshape(len(z)) if z.shape[1] < 2 else np.argsort(z, axis=1)[:, -1]


# --- CNN -----------------------------------------------------------------------------------


class _Layers(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, padding=1)
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1)
        self.fc1 = nn.Linear(256, 128)
        self.fc2 = nn.Linear(128, 10)


class CNN__pools_first(_Layers):
    """Pools, then relu, which is the same; keeps the batch with view."""

    def forward(self, x):
        x = torch.relu(F.max_pool2d(self.conv1(x), 2))
        x = torch.relu(F.max_pool2d(self.conv2(x), 2))
        return self.fc2(self.fc1(x.view(len(x), -1)).relu())


class CNN__modules(nn.Module):
    """A module for everything; "same"; pooling rounds up."""

    def __init__(self):
        super().__init__()
        self.pool, self.act, self.flat = nn.MaxPool2d(2, 2, ceil_mode=True), nn.ReLU(), nn.Flatten()
        self.conv1 = nn.Conv2d(in_channels=1, out_channels=32, kernel_size=(3, 3), padding="same")
        self.conv2 = nn.Conv2d(in_channels=32, out_channels=64, kernel_size=(3, 3), padding="same")
        self.fc1 = nn.Linear(64 * 2 * 2, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            x = self.pool(self.act(conv(x)))
        return self.fc2(self.act(self.fc1(self.flat(x))))


class CNN__reshapes(_Layers):
    """Pools by two more axes and amax."""

    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            n, _, h, w = x.shape
            z = conv(x)
            x = F.relu(z.reshape(n, -1, h // 2, 2, w // 2, 2).amax(dim=(3, 5)))
        return self.fc2(F.relu(self.fc1(x.reshape(x.shape[0], 256))))


class CNN__sequential(nn.Module):
    """The four layers a second time, in two Sequentials."""

    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 32, 3, padding=1), nn.Conv2d(32, 64, 3, padding=1)
        self.fc1, self.fc2 = nn.Linear(256, 128), nn.Linear(128, 10)
        self.features = nn.Sequential(self.conv1, nn.ReLU(), nn.MaxPool2d(2), self.conv2, nn.ReLU(), nn.MaxPool2d(2))
        self.head = nn.Sequential(nn.Flatten(), self.fc1, nn.ReLU(), self.fc2)

    def forward(self, x):
        return self.head(self.features(x))


class CNN__padded_by_hand(nn.Module):
    """Pads by itself; convolutions of its own by unfolding."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3)
        self.conv2 = nn.Conv2d(32, 64, 3)
        self.fc1 = nn.Linear(256, 128)
        self.fc2 = nn.Linear(128, 10)

    def _convolve(self, x, conv):
        n, _, h, w = x.shape
        patches = F.unfold(F.pad(x, (1, 1, 1, 1)), 3)
        return (conv.weight.flatten(1) @ patches + conv.bias[:, None]).view(n, -1, h, w)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self._convolve(x, self.conv1)), kernel_size=2)
        x = F.max_pool2d(F.relu(self._convolve(x, self.conv2)), kernel_size=2)
        return self.fc2(F.relu(self.fc1(torch.flatten(x, start_dim=1))))


class CNN__refuses_at_once(_Layers):
    """Looks at the shape first; picture by picture."""

    def forward(self, x):
        if x.shape[1:] != (1, 8, 8):
            raise ValueError(f"(N, 1, 8, 8)이 아닙니다: {tuple(x.shape)}")
        return torch.cat([self._one(image[None]) for image in x])

    def _one(self, x):
        pool = nn.MaxPool2d(kernel_size=2, stride=2)
        x = pool(F.relu(self.conv2(pool(F.relu(self.conv1(x))))))
        return self.fc2(F.relu(self.fc1(x.ravel()))).unsqueeze(0)
