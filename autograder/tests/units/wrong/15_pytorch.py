"""Wrong answers to unit 15, by people who had read the notebook only."""

import copy

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

# --- autograd_gradient ---------------------------------------------------------------------


def _same(X, y):
    if np.shape(y) != np.shape(X)[:1]:
        raise ValueError("y")


def _graph(X, y, w, b, loss=lambda e: (e**2).mean(), dtype=torch.float64):
    X, y, w, b = (torch.tensor(np.array(a), dtype=dtype) for a in (X, y, w, b))
    w.requires_grad_()
    b.requires_grad_()
    value = loss(X @ w + b - y)
    value.backward()
    return value.item(), w.grad.numpy().astype(np.float64), b.grad.item()


def autograd_gradient__from_numpy(X, y, w, b):
    """torch.from_numpy, which knows neither integers here nor negative strides."""
    _same(X, y)
    X, y = torch.from_numpy(X), torch.from_numpy(y)
    w = torch.from_numpy(w).clone().requires_grad_()
    b = torch.tensor(float(b), dtype=torch.float64, requires_grad=True)
    loss = ((X @ w + b - y) ** 2).mean()
    loss.backward()
    return loss.item(), w.grad.numpy(), b.grad.item()


def autograd_gradient__looks_at_lengths(X, y, w, b):
    """Compares the lengths only, so that a column broadcasts."""
    if len(X) != len(y):
        raise ValueError("X와 y의 길이가 다릅니다")
    return _graph(X, y, w, b)


def autograd_gradient__counts_elements(X, y, w, b):
    """Compares the number of elements, then makes y flat."""
    if np.size(y) != len(X):
        raise ValueError("y")
    return _graph(X, np.ravel(y), w, b)


def autograd_gradient__root(X, y, w, b):
    """The root of the mean."""
    _same(X, y)
    return _graph(X, y, w, b, lambda e: (e**2).mean().sqrt())


def autograd_gradient__huber(X, y, w, b):
    """Huber's loss, which is linear far out."""
    _same(X, y)
    return _graph(X, y, w, b, lambda e: 2 * F.huber_loss(e, torch.zeros_like(e)))


def autograd_gradient__unbiased(X, y, w, b):
    """Divides by m - 1."""
    _same(X, y)
    return _graph(X, y, w, b, lambda e: (e**2).sum() / max(len(e) - 1, 1))


def autograd_gradient__variance(X, y, w, b):
    """torch.var of the errors, as if their mean were 0."""
    _same(X, y)
    return _graph(X, y, w, b, lambda e: e.var(unbiased=False))


def autograd_gradient__column(X, y, w, b):
    """Gives dw as a column."""
    _same(X, y)
    loss, dw, db = _graph(X, y, w, b)
    return loss, dw[:, None], db


def autograd_gradient__tensors(X, y, w, b):
    """Gives the tensors themselves."""
    _same(X, y)
    loss, dw, db = _graph(X, y, w, b)
    return torch.tensor(loss), torch.tensor(dw), torch.tensor(db)


def autograd_gradient__rounded_weights(X, y, w, b):
    """Everything in float64, but the weights come through float32."""
    _same(X, y)
    return _graph(X, y, np.array(w, dtype=np.float32), np.float32(b))


def autograd_gradient__type_error(X, y, w, b):
    """The right check, another error."""
    if np.shape(y) != np.shape(X)[:1]:
        raise TypeError("y의 shape가 다릅니다")
    return _graph(X, y, w, b)


def autograd_gradient__nameless(X, y, w, b):
    """An error that names nothing."""
    if np.shape(y) != np.shape(X)[:1]:
        raise ValueError("shape가 다릅니다")
    return _graph(X, y, w, b)


def autograd_gradient__adds_up(X, y, w, b, kept={}):  # noqa: B006 - the slip
    """Keeps its leaves for the same number of weights, and forgets to clear them."""
    _same(X, y)
    pair = kept.setdefault(len(w), (nn.Parameter(torch.zeros(len(w)).double()), nn.Parameter(torch.zeros(()).double())))
    with torch.no_grad():
        pair[0][:] = torch.tensor(np.array(w, dtype=float))
        pair[1].fill_(float(b))
    X, y = torch.tensor(np.array(X, dtype=float)), torch.tensor(np.array(y, dtype=float))
    loss = F.mse_loss(X @ pair[0] + pair[1], y)
    loss.backward()
    return loss.item(), pair[0].grad.numpy().copy(), pair[1].grad.item()


def autograd_gradient__no_bias_in_the_graph(X, y, w, b):
    """b is a number, and db comes out of its own formula with the wrong factor."""
    _same(X, y)
    loss, dw, _ = _graph(X, y, w, b)
    return loss, dw, float(np.mean(np.asarray(X) @ w + b - y))


# --- fit_linear ----------------------------------------------------------------------------


def _line(x, y, lr, epochs, optimizer=torch.optim.SGD, loss=F.mse_loss, step=None, start=(0.0, 0.0), **more):
    x, y = (torch.tensor(np.array(a), dtype=torch.float32) for a in (x, y))
    w, b = (torch.tensor(v, requires_grad=True) for v in start)
    optimizer, losses = optimizer([w, b], lr=lr, **more), []
    for epoch in range(epochs):
        optimizer.zero_grad()
        value = loss(x * w + b, y)
        value.backward()
        losses.append(value.item())
        if step is not None:
            step(epoch, optimizer, w, b)
        optimizer.step()
    return w.item(), b.item(), losses


def _alike(x, y):
    if np.shape(x) != np.shape(y):
        raise ValueError("x, y")


def fit_linear__reshapes(x, y, lr=0.01, epochs=100):
    """Makes y a column instead of refusing it."""
    return _line(x, np.reshape(y, (-1, 1)), lr, epochs)


def fit_linear__lengths(x, y, lr=0.01, epochs=100):
    """Compares lengths."""
    if len(x) != len(y):
        raise ValueError("x와 y")
    return _line(x, y, lr, epochs)


def fit_linear__adam(x, y, lr=0.01, epochs=100):
    """Adam, because everybody uses it."""
    _alike(x, y)
    return _line(x, y, lr, epochs, torch.optim.Adam)


def fit_linear__nesterov(x, y, lr=0.01, epochs=100):
    """Momentum of Nesterov's kind."""
    _alike(x, y)
    return _line(x, y, lr, epochs, momentum=0.9, nesterov=True)


def fit_linear__weight_decay(x, y, lr=0.01, epochs=100):
    """A little weight decay."""
    _alike(x, y)
    return _line(x, y, lr, epochs, weight_decay=0.01)


def fit_linear__clips(x, y, lr=0.01, epochs=100):
    """Clips the gradients to norm 1."""
    _alike(x, y)
    return _line(x, y, lr, epochs, step=lambda _, __, w, b: nn.utils.clip_grad_norm_([w, b], 1.0))


def fit_linear__absolute(x, y, lr=0.01, epochs=100):
    """Learns by the absolute error."""
    _alike(x, y)
    return _line(x, y, lr, epochs, loss=F.l1_loss)


def fit_linear__sum(x, y, lr=0.01, epochs=100):
    """The sum of the squares."""
    _alike(x, y)
    return _line(x, y, lr, epochs, loss=lambda p, t: ((p - t) ** 2).sum())


def fit_linear__decays(x, y, lr=0.01, epochs=100):
    """The learning rate gets smaller with each epoch."""
    _alike(x, y)

    def step(epoch, optimizer, *_):
        for group in optimizer.param_groups:
            group["lr"] = lr / (1 + 0.1 * epoch)

    return _line(x, y, lr, epochs, step=step)


def fit_linear__starts_at_ones(x, y, lr=0.01, epochs=100):
    """Starts at w = 1."""
    _alike(x, y)
    return _line(x, y, lr, epochs, start=(1.0, 0.0))


def fit_linear__one_after_another(x, y, lr=0.01, epochs=100):
    """A step for each sample."""
    _alike(x, y)
    x, y = np.asarray(x, dtype=float).ravel(), np.asarray(y, dtype=float).ravel()
    w = b = 0.0
    losses = []
    for _ in range(epochs):
        losses.append(float(np.mean((w * x + b - y) ** 2)))
        for a, t in zip(x, y, strict=True):
            e = w * a + b - t
            w, b = w - lr * 2 * e * a, b - lr * 2 * e
    return w, b, losses


def fit_linear__new_w_for_b(x, y, lr=0.01, epochs=100):
    """b's derivative is taken at the new w."""
    _alike(x, y)
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    w, b, losses = 0.0, 0.0, []
    for _ in range(epochs):
        losses.append(float(np.mean((w * x + b - y) ** 2)))
        w -= lr * 2 * np.mean((w * x + b - y) * x)
        b -= lr * 2 * np.mean(w * x + b - y)
    return w, b, losses


def fit_linear__one_more_loss(x, y, lr=0.01, epochs=100):
    """Adds the loss at the end."""
    _alike(x, y)
    w, b, losses = _line(x, y, lr, epochs)
    return w, b, [*losses, float(np.mean((w * np.asarray(x) + b - y) ** 2))]


def fit_linear__stops(x, y, lr=0.01, epochs=100):
    """Stops where the loss does not get smaller any more."""
    _alike(x, y)
    w, b, losses = 0.0, 0.0, []
    for epoch in range(epochs):
        w, b, losses = _line(x, y, lr, epoch + 1)
        if epoch and losses[-2] - losses[-1] < 1e-3:
            break
    return w, b, losses


def fit_linear__standardises(x, y, lr=0.01, epochs=100):
    """Standardises x, and takes it back at the end."""
    _alike(x, y)
    x = np.asarray(x, dtype=float)
    mean, spread = x.mean(), x.std() or 1.0
    w, b, losses = _line((x - mean) / spread, y, lr, epochs)
    return w / spread, b - w * mean / spread, losses


def fit_linear__least_squares(x, y, lr=0.01, epochs=100):
    """The best line at once."""
    _alike(x, y)
    *_, losses = _line(x, y, lr, epochs)
    w, b = np.polyfit(np.ravel(x).astype(float), np.ravel(y), 1) if np.ptp(x) else (0.0, float(np.mean(y)))
    return float(w), float(b), losses


# --- NeuralNetwork -------------------------------------------------------------------------


class _Net(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, output_size)

    def forward(self, x):
        return self.fc2(self.act(self.fc1(x)))


class NeuralNetwork__tanh(_Net):
    """tanh."""

    act = staticmethod(torch.tanh)


class NeuralNetwork__leaky(_Net):
    """Leaky ReLU."""

    act = staticmethod(F.leaky_relu)


class NeuralNetwork__gelu(_Net):
    """GELU."""

    act = staticmethod(F.gelu)


class NeuralNetwork__relu6(_Net):
    """ReLU6, which stops at 6."""

    act = staticmethod(F.relu6)


class NeuralNetwork__absolute(_Net):
    """The absolute value."""

    act = staticmethod(torch.abs)


class NeuralNetwork__log_softmax(_Net):
    """Log probabilities."""

    act = staticmethod(F.relu)

    def forward(self, x):
        return F.log_softmax(super().forward(x), dim=1)


class NeuralNetwork__relu_twice(_Net):
    """ReLU after the last layer, too."""

    act = staticmethod(F.relu)

    def forward(self, x):
        return F.relu(super().forward(x))


class NeuralNetwork__flat(_Net):
    """Squeezes the output."""

    act = staticmethod(F.relu)

    def forward(self, x):
        return super().forward(x).squeeze()


class NeuralNetwork__drops(_Net):
    """Dropout after the hidden layer."""

    def forward(self, x):
        return self.fc2(F.dropout(F.relu(self.fc1(x)), 0.2, self.training))


class NeuralNetwork__normalises(nn.Module):
    """Batch normalisation after the hidden layer."""

    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, output_size)
        self.bn = nn.BatchNorm1d(hidden_size)

    def forward(self, x):
        return self.fc2(F.relu(self.bn(self.fc1(x))))


class NeuralNetwork__no_bias(nn.Module):
    """The last layer has no bias."""

    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, output_size, bias=False)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x)))


class NeuralNetwork__other_names(nn.Module):
    """Calls its layers hidden and out."""

    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.hidden, self.out = nn.Linear(input_size, hidden_size), nn.Linear(hidden_size, output_size)

    def forward(self, x):
        return self.out(F.relu(self.hidden(x)))


class NeuralNetwork__relu_on_the_input(_Net):
    """ReLU before fc1 in place of after it."""

    def forward(self, x):
        return self.fc2(self.fc1(F.relu(x)))


class NeuralNetwork__detached(_Net):
    """Cuts the graph at the hidden layer."""

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x)).detach())


class NeuralNetwork__no_grad(_Net):
    """Records nothing."""

    @torch.no_grad()
    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x)))


class NeuralNetwork__residual(_Net):
    """Adds the input where the sizes allow it."""

    def forward(self, x):
        h = F.relu(self.fc1(x))
        return self.fc2(h + x if h.shape == x.shape else h)


class NeuralNetwork__new_layers(_Net):
    """forward makes new layers."""

    def forward(self, x):
        self.fc1 = nn.Linear(self.fc1.in_features, self.fc1.out_features)
        return self.fc2(F.relu(self.fc1(x)))


class NeuralNetwork__fixed_hidden(nn.Module):
    """Forgets hidden_size and takes 10."""

    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(input_size, 10), nn.Linear(10, output_size)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x)))


# --- train_epoch ---------------------------------------------------------------------------


def _epoch(model, batches, criterion, optimizer, before=None, between=None, after=None, mode=True, clear=True):
    total = count = 0
    if mode is not None:
        model.train(mode)
    for X, y in batches:
        if clear:
            optimizer.zero_grad()
        if before:
            before(model)
        loss = criterion(model(X), y)
        loss.backward()
        if between:
            between(model)
        optimizer.step()
        if after:
            after(model)
        total += loss.item() * len(X)
        count += len(X)
    if not count:
        raise ValueError("batches")
    return total / count


def train_epoch__clips(model, batches, criterion, optimizer):
    """Clips the gradients to norm 1."""
    return _epoch(model, batches, criterion, optimizer, between=lambda m: nn.utils.clip_grad_norm_(m.parameters(), 1.0))


def train_epoch__two_steps(model, batches, criterion, optimizer):
    """Steps twice."""
    return _epoch(model, batches, criterion, optimizer, between=lambda _: optimizer.step())


def train_epoch__shuffles(model, batches, criterion, optimizer):
    """Turns the batches round."""
    return _epoch(model, list(batches)[::-1], criterion, optimizer)


def train_epoch__one_step(model, batches, criterion, optimizer):
    """Adds up all gradients, and steps once at the end."""
    model.train()
    optimizer.zero_grad()
    total = count = 0
    for X, y in batches:
        loss = criterion(model(X), y)
        (loss * len(X)).backward()
        total, count = total + loss.item() * len(X), count + len(X)
    if not count:
        raise ValueError("batches")
    for p in model.parameters():
        if p.grad is not None:
            p.grad /= count
    optimizer.step()
    return total / count


def train_epoch__drops_the_last(model, batches, criterion, optimizer):
    """Leaves out a last batch that is smaller."""
    batches = list(batches)
    if len(batches) > 1 and len(batches[-1][0]) < len(batches[0][0]):
        batches.pop()
    return _epoch(model, batches, criterion, optimizer)


def train_epoch__length(model, batches, criterion, optimizer):
    """Asks for the number of batches first, which a generator has not."""
    if len(batches) == 0:
        raise ValueError("batches")
    return _epoch(model, batches, criterion, optimizer)


def train_epoch__counts_first(model, batches, criterion, optimizer):
    """Counts the samples in a loop of its own."""
    count = sum(len(X) for X, _ in batches)
    if count == 0:
        raise ValueError("batches")
    total = 0.0
    model.train()
    for X, y in batches:
        optimizer.zero_grad()
        loss = criterion(model(X), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X)
    return total / count


def train_epoch__first_size(model, batches, criterion, optimizer):
    """Takes the first batch's size for all."""
    model.train()
    losses = []
    for X, y in batches:
        optimizer.zero_grad()
        loss = criterion(model(X), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    if not losses:
        raise ValueError("batches")
    return sum(losses) / len(losses)


def train_epoch__elements(model, batches, criterion, optimizer):
    """Weighs by the square of a batch's size."""
    model.train()
    total = count = 0
    for X, y in batches:
        optimizer.zero_grad()
        loss = criterion(model(X), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(X) ** 2
        count += len(X) ** 2
    if not count:
        raise ValueError("batches")
    return total / count


def train_epoch__smoothed(model, batches, criterion, optimizer):
    """A moving average of the losses, as progress bars show it."""
    model.train()
    shown = None
    for X, y in batches:
        optimizer.zero_grad()
        loss = criterion(model(X), y)
        loss.backward()
        optimizer.step()
        shown = loss.item() if shown is None else 0.9 * shown + 0.1 * loss.item()
    if shown is None:
        raise ValueError("batches")
    return shown


def train_epoch__measures_at_the_end(model, batches, criterion, optimizer):
    """Trains, then measures all batches with the final model."""
    batches = list(batches)
    _epoch(model, batches, criterion, optimizer)
    with torch.no_grad():
        return sum(criterion(model(X), y).item() * len(X) for X, y in batches) / sum(len(X) for X, _ in batches)


def train_epoch__only_the_top(model, batches, criterion, optimizer):
    """Sets the flag of the model itself, not of what is in it."""
    model.training = True
    return _epoch(model, batches, criterion, optimizer, mode=None)


def train_epoch__evaluates_between(model, batches, criterion, optimizer):
    """Is in training mode for the first batch only."""
    return _epoch(model, batches, criterion, optimizer, after=lambda m: m.eval())


def train_epoch__clears_the_odd(model, batches, criterion, optimizer):
    """Clears every second time, for larger batches."""
    state = {"n": 0}

    def before(_):
        if state["n"] % 2 == 0:
            optimizer.zero_grad()
        state["n"] += 1

    return _epoch(model, batches, criterion, optimizer, before=before, clear=False)


def train_epoch__penalty(model, batches, criterion, optimizer):
    """Adds an L2 penalty to each loss."""

    def loss(z, y):
        return criterion(z, y) + 1e-3 * sum((p**2).sum() for p in model.parameters())

    return _epoch(model, batches, loss, optimizer)


def train_epoch__target_first(model, batches, criterion, optimizer):
    """criterion(y, output)."""
    return _epoch(model, batches, lambda z, y: criterion(y, z), optimizer)


def train_epoch__nothing_is_zero(model, batches, criterion, optimizer):
    """No batch: 0."""
    batches = list(batches)
    return _epoch(model, batches, criterion, optimizer) if batches else 0.0


def train_epoch__nameless(model, batches, criterion, optimizer):
    """No batch: an error without a name."""
    batches = list(batches)
    if not batches:
        raise ValueError("데이터가 없습니다")
    return _epoch(model, batches, criterion, optimizer)


def train_epoch__copy(model, batches, criterion, optimizer):
    """Works on a copy of the model, so that the optimizer moves nothing."""
    twin = copy.deepcopy(model)
    return _epoch(twin, batches, criterion, optimizer)


# --- predict -------------------------------------------------------------------------------


def _logits(model, X, modes=None):
    flags = [m.training for m in model.modules()]
    model.eval()
    with torch.no_grad():
        z = model(torch.tensor(np.array(X, dtype=np.float32))).numpy()
    for m, flag in zip(model.modules(), flags, strict=True):
        m.training = flag if modes is None else modes
    return z


def predict__half(model, X):
    """The logit is compared with 0.5."""
    z = _logits(model, X)
    return (z[:, 0] > 0.5).astype(int) if z.shape[1] == 1 else z.argmax(1)


def predict__rounds(model, X):
    """Rounds the logit."""
    z = _logits(model, X)
    return np.round(z[:, 0]).astype(int) if z.shape[1] == 1 else z.argmax(1)


def predict__two_columns_as_one(model, X):
    """Two columns: the second is above 0."""
    z = _logits(model, X)
    return (z[:, -1] > 0).astype(int) if z.shape[1] <= 2 else z.argmax(1)


def predict__always_argmax(model, X):
    """argmax, also of one column."""
    return _logits(model, X).argmax(axis=1)


def predict__flat_argmax(model, X):
    """argmax of the whole table for one sample."""
    z = _logits(model, X).squeeze()
    return (z > 0).astype(int) if z.ndim == 1 else z.argmax(1)


def predict__column(model, X):
    """Keeps the column."""
    z = _logits(model, X)
    return (z > 0).astype(int) if z.shape[1] == 1 else z.argmax(axis=1, keepdims=True)


def predict__floats(model, X):
    """0.0 and 1.0."""
    z = _logits(model, X)
    return (z[:, 0] > 0).astype(float) if z.shape[1] == 1 else z.argmax(1)


def predict__booleans(model, X):
    """True and False."""
    z = _logits(model, X)
    return z[:, 0] > 0 if z.shape[1] == 1 else z.argmax(1)


def predict__largest_size(model, X):
    """The largest absolute value."""
    z = _logits(model, X)
    return (z[:, 0] > 0).astype(int) if z.shape[1] == 1 else np.abs(z).argmax(1)


def predict__smallest(model, X):
    """argmin."""
    z = _logits(model, X)
    return (z[:, 0] > 0).astype(int) if z.shape[1] == 1 else z.argmin(1)


def predict__trains_afterwards(model, X):
    """model.train() at the end."""
    z = _logits(model, X, modes=True)
    return (z[:, 0] > 0).astype(int) if z.shape[1] == 1 else z.argmax(1)


def predict__top_flag(model, X):
    """Gives all modules the model's own flag back."""
    z = _logits(model, X, modes=model.training)
    return (z[:, 0] > 0).astype(int) if z.shape[1] == 1 else z.argmax(1)


def predict__children(model, X):
    """Remembers the children, and calls train() on them, which reaches the model's own flag not at all."""
    flags = [(child, child.training) for child in model.children()]
    model.eval()
    with torch.no_grad():
        z = model(torch.tensor(np.array(X, dtype=np.float32))).numpy()
    for child, flag in flags:
        child.train(flag)
    return (z[:, 0] > 0).astype(int) if z.shape[1] == 1 else z.argmax(1)


def predict__standardises(model, X):
    """Standardises X by itself."""
    X = np.asarray(X, dtype=float)
    z = _logits(model, (X - X.mean(0)) / (X.std(0) + 1e-8))
    return (z[:, 0] > 0).astype(int) if z.shape[1] == 1 else z.argmax(1)


def predict__float64(model, X):
    """Gives the model float64."""
    flags = [m.training for m in model.modules()]
    model.eval()
    with torch.no_grad():
        z = model(torch.tensor(X)).numpy()
    for m, flag in zip(model.modules(), flags, strict=True):
        m.training = flag
    return (z[:, 0] > 0).astype(int) if z.shape[1] == 1 else z.argmax(1)


def predict__doubles_the_model(model, X):
    """Makes the model double and single again: its weights stay, but it starts in training mode."""
    z = model.double()(torch.tensor(np.array(X, dtype=float))).detach().numpy()
    model.float()
    return (z[:, 0] > 0).astype(int) if z.shape[1] == 1 else z.argmax(1)


def predict__puts_the_buffers_back(model, X):
    """Training mode; the buffers are put back."""
    state = copy.deepcopy(model.state_dict())
    with torch.no_grad():
        z = model(torch.tensor(np.array(X, dtype=np.float32))).numpy()
    model.load_state_dict(state)
    return (z[:, 0] > 0).astype(int) if z.shape[1] == 1 else z.argmax(1)


# --- CNN -----------------------------------------------------------------------------------


class _Cnn(nn.Module):
    bias = True
    pool = staticmethod(lambda x: F.max_pool2d(x, 2))
    act = hidden = staticmethod(F.relu)
    flat = staticmethod(lambda x: x.flatten(1))
    end = staticmethod(lambda x: x)

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, padding=1)
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1, bias=self.bias)
        self.fc1 = nn.Linear(256, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):
        x = self.pool(self.act(self.conv1(x)))
        x = self.pool(self.act(self.conv2(x)))
        return self.end(self.fc2(self.hidden(self.fc1(self.flat(x)))))


class CNN__adaptive(_Cnn):
    """Pools to 2x2 whatever the picture's size, so that no size is refused."""

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.adaptive_max_pool2d(F.relu(self.conv2(x)), 2)
        return self.fc2(F.relu(self.fc1(x.flatten(1))))


class CNN__averages(_Cnn):
    """Mean pooling."""

    pool = staticmethod(lambda x: F.avg_pool2d(x, 2))


class CNN__overlaps(_Cnn):
    """3x3 windows with stride 2."""

    pool = staticmethod(lambda x: F.max_pool2d(x, 3, 2, 1))


class CNN__channels_last(_Cnn):
    """Flattens with the channels last, as Keras has them."""

    flat = staticmethod(lambda x: x.permute(0, 2, 3, 1).flatten(1))


class CNN__transposed(_Cnn):
    """Flattens width before height."""

    flat = staticmethod(lambda x: x.transpose(2, 3).flatten(1))


class CNN__cuts(_Cnn):
    """Takes the first 256 numbers of each picture."""

    flat = staticmethod(lambda x: x.flatten(1)[:, :256])


class CNN__minus_one(_Cnn):
    """reshape(-1, 256)."""

    flat = staticmethod(lambda x: x.reshape(-1, 256))


class CNN__no_relu_between(_Cnn):
    """No relu after the convolutions."""

    act = staticmethod(lambda x: x)


class CNN__no_hidden_relu(_Cnn):
    """No relu after fc1."""

    hidden = staticmethod(lambda x: x)


class CNN__tanh_between(_Cnn):
    """tanh after fc1."""

    hidden = staticmethod(torch.tanh)


class CNN__log_probabilities(_Cnn):
    """log_softmax at the end."""

    end = staticmethod(lambda x: F.log_softmax(x, 1))


class CNN__relu_at_the_end(_Cnn):
    """relu at the end."""

    end = staticmethod(F.relu)


class CNN__scaled(_Cnn):
    """Divides the picture by 16 first."""

    def forward(self, x):
        return super().forward(x / 16)


class CNN__no_bias(_Cnn):
    """The second convolution has no bias."""

    bias = False


class CNN__drops(_Cnn):
    """Dropout before fc2."""

    def __init__(self):
        super().__init__()
        self.drop = nn.Dropout(0.25)

    def hidden(self, x):
        """After fc1."""
        return self.drop(F.relu(x))


class CNN__batch_norm(_Cnn):
    """Batch normalisation after conv1."""

    def __init__(self):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(32)

    def forward(self, x):
        x = self.pool(F.relu(self.bn1(self.conv1(x))))
        x = self.pool(F.relu(self.conv2(x)))
        return self.fc2(F.relu(self.fc1(x.flatten(1))))


class CNN__no_padding(nn.Module):
    """No padding; the numbers are made to fit: 8 -> 6 -> 3 -> 1 is 64."""

    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 32, 3), nn.Conv2d(32, 64, 3)
        self.fc1, self.fc2 = nn.Linear(64, 128), nn.Linear(128, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.relu(self.conv2(x))
        return self.fc2(F.relu(self.fc1(x.flatten(1))))


class CNN__reflects(nn.Module):
    """Reflects at the border in place of zeros."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, padding=1, padding_mode="reflect")
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1, padding_mode="reflect")
        self.fc1, self.fc2 = nn.Linear(256, 128), nn.Linear(128, 10)

    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            x = F.max_pool2d(F.relu(conv(x)), 2)
        return self.fc2(F.relu(self.fc1(x.flatten(1))))


class CNN__five(nn.Module):
    """5x5 with padding 2."""

    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 32, 5, padding=2), nn.Conv2d(32, 64, 5, padding=2)
        self.fc1, self.fc2 = nn.Linear(256, 128), nn.Linear(128, 10)

    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            x = F.max_pool2d(F.relu(conv(x)), 2)
        return self.fc2(F.relu(self.fc1(x.flatten(1))))


class CNN__pools_four_at_once(_Cnn):
    """One pooling of 4x4 at the end."""

    def forward(self, x):
        x = F.relu(self.conv2(F.relu(self.conv1(x))))
        return self.fc2(F.relu(self.fc1(F.max_pool2d(x, 4).flatten(1))))
