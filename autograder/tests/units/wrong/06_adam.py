"""Wrong answers to unit 06."""

import numpy as np


class _Base:
    """A right answer in small steps, each of which a wrong answer may replace."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = self.v = None
        self.t = 0

    def update(self, params, grads):
        if np.shape(params) != np.shape(grads):
            raise ValueError("params, grads")
        grads = np.asarray(grads, dtype=float)
        if self.m is None:
            self.m, self.v = np.zeros(grads.shape), np.zeros(grads.shape)
        self.t += 1
        self.average(grads)
        return params - self.step()

    def average(self, grads):
        self.m = self.beta1 * self.m + (1 - self.beta1) * grads
        self.v = self.beta2 * self.v + (1 - self.beta2) * self.square(grads)

    def square(self, grads):
        return grads * grads

    def corrections(self):
        return 1 - self.beta1**self.t, 1 - self.beta2**self.t

    def step(self):
        first, second = self.corrections()
        return self.lr * (self.m / first) / (np.sqrt(self.v / second) + self.eps)


# --- settings of 0 ---------------------------------------------------------------------------------------------


class Adam__lr_or_default(_Base):
    """Takes lr = 0 for a setting that was not given."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr or 0.001, beta1, beta2, eps)


class Adam__beta1_or_default(_Base):
    """Takes beta1 = 0 for a setting that was not given."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr, beta1 or 0.9, beta2, eps)


class Adam__beta2_or_default(_Base):
    """Takes beta2 = 0 for a setting that was not given."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr, beta1, beta2 or 0.999, eps)


class Adam__eps_or_default(_Base):
    """Takes eps = 0 for a setting that was not given."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr, beta1, beta2, eps or 1e-8)


class Adam__params_itself_without_a_rate(_Base):
    """With lr = 0 the argument itself comes back."""

    def update(self, params, grads):
        result = super().update(params, grads)
        return params if self.lr == 0 else result


class Adam__no_update_without_a_rate(_Base):
    """With lr = 0 nothing is counted and nothing averaged."""

    def update(self, params, grads):
        return super().update(params, grads) if self.lr else np.array(params, dtype=float)


class Adam__no_momentum_for_beta1_zero(_Base):
    """With beta1 = 0 the first moment is left alone."""

    def average(self, grads):
        before = self.m
        super().average(grads)
        self.m = self.m if self.beta1 else before


# --- gradients of 0 --------------------------------------------------------------------------------------------


class Adam__resting_coordinates_do_not_move(_Base):
    """A coordinate whose gradient is 0 keeps its parameter, whatever m holds."""

    def update(self, params, grads):
        return np.where(np.asarray(grads) == 0, np.array(params, dtype=float), super().update(params, grads))


class Adam__lazy(_Base):
    """A coordinate whose gradient is 0 keeps its moments (sparse Adam)."""

    def average(self, grads):
        m, v = self.m, self.v
        super().average(grads)
        self.m, self.v = np.where(grads == 0, m, self.m), np.where(grads == 0, v, self.v)


class Adam__nothing_to_do_for_zeros(_Base):
    """Gradients of which all are 0 are not counted."""

    def update(self, params, grads):
        if np.shape(params) == np.shape(grads) and not np.any(grads):
            return np.array(params, dtype=float)
        return super().update(params, grads)


class Adam__zeros_before_shapes(_Base):
    """Gradients of which all are 0 are not checked."""

    def update(self, params, grads):
        if np.shape(params) != np.shape(grads) and not np.any(grads):
            return np.array(params, dtype=float)
        return super().update(params, grads)


class Adam__counts_zeros_without_moving(_Base):
    """Gradients of which all are 0 move nothing, although m does."""

    def update(self, params, grads):
        result = super().update(params, grads)
        return result if np.any(grads) else np.array(params, dtype=float)


class Adam__starts_again_when_m_is_zero(_Base):
    """Takes an m of zeros for the first call."""

    def update(self, params, grads):
        if self.m is not None and not np.any(self.m):
            self.m = self.v = None
        return super().update(params, grads)


class Adam__integers_stay_for_zeros(_Base):
    """Integer parameters come back as integers when all gradients are 0."""

    def update(self, params, grads):
        result = super().update(params, grads)
        return result if np.any(grads) else np.array(params)


# --- near is not equal -----------------------------------------------------------------------------------------


class Adam__tiny_gradients_are_zero(_Base):
    """A gradient below 1e-10 counts as 0."""

    def average(self, grads):
        super().average(np.where(np.abs(grads) < 1e-10, 0.0, grads))


class Adam__tiny_steps_are_zero(_Base):
    """A step below 1e-6 is left out."""

    def step(self):
        step = super().step()
        return np.where(np.abs(step) < 1e-6, 0.0, step)


class Adam__floor_of_v(_Base):
    """v_hat is at least 1e-12."""

    def step(self):
        first, second = self.corrections()
        return self.lr * (self.m / first) / (np.sqrt(np.maximum(self.v / second, 1e-12)) + self.eps)


class Adam__large_gradients_are_clipped(_Base):
    """A gradient above 1e4 is cut."""

    def average(self, grads):
        super().average(np.clip(grads, -1e4, 1e4))


class Adam__rounded(_Base):
    """The new parameters have six decimals."""

    def update(self, params, grads):
        return np.round(super().update(params, grads), 6)


# --- many updates, many coordinates ----------------------------------------------------------------------------


class Adam__correction_until_100(_Base):
    """The bias is corrected in the first hundred updates only."""

    def corrections(self):
        return super().corrections() if self.t <= 100 else (1.0, 1.0)


class Adam__correction_until_1000(_Base):
    """The bias is corrected in the first thousand updates only."""

    def corrections(self):
        return super().corrections() if self.t <= 1000 else (1.0, 1.0)


class Adam__t_is_a_byte(_Base):
    """The number of updates wraps round after 255."""

    def corrections(self):
        turn = self.t % 256 or 256
        return 1 - self.beta1**turn, 1 - self.beta2**turn


class Adam__history_of_a_hundred(_Base):
    """The averages are computed anew from the last hundred gradients."""

    def average(self, grads):
        self.history = [*getattr(self, "history", []), grads.copy()][-100:]
        self.m = self.v = 0.0
        for past in self.history:
            super().average(past)


class Adam__first_32_coordinates(_Base):
    """Moves the first 32 coordinates only."""

    def step(self):
        step = super().step().copy()
        step.reshape(-1)[32:] = 0.0
        return step


class Adam__first_1000_coordinates(_Base):
    """Moves the first thousand coordinates only."""

    def step(self):
        step = super().step().copy()
        step.reshape(-1)[1000:] = 0.0
        return step


class Adam__factored_v(_Base):
    """Large matrices have v per row and column (Adafactor)."""

    def square(self, grads):
        square = grads * grads
        if grads.ndim == 2 and min(grads.shape) > 32:
            return square.mean(axis=1, keepdims=True) * square.mean(axis=0) / square.mean()
        return square


class Adam__one_v_per_filter(_Base):
    """Beyond three axes v is averaged over the last two."""

    def square(self, grads):
        square = grads * grads
        return square if grads.ndim < 4 else square.mean(axis=(-1, -2), keepdims=True) * np.ones(grads.shape)


# --- integers --------------------------------------------------------------------------------------------------


class _Integers(_Base):
    """Squares integers of the types in ``kinds`` as they are."""

    kinds: tuple = ()

    def update(self, params, grads):
        self.own = np.asarray(grads)
        return super().update(params, grads)

    def square(self, grads):
        return self.own * self.own if self.own.dtype in self.kinds else super().square(grads)


class Adam__int16_wraps(_Integers):
    """The square of an int16 wraps round."""

    kinds = (np.int16, np.uint16)


class Adam__int32_wraps(_Integers):
    """The square of an int32 wraps round."""

    kinds = (np.int32, np.uint32)


class Adam__int64_wraps(_Integers):
    """The square of an int64 above 3e9 wraps round."""

    kinds = (np.int64,)


class Adam__uint64_wraps(_Integers):
    """The square of a uint64 above 4.3e9 wraps round."""

    kinds = (np.uint64,)


class Adam__integer_gradients_as_int64(_Integers):
    """Turns any integer into int64 before it squares."""

    def square(self, grads):
        return self.own.astype(np.int64) ** 2 if self.own.dtype.kind in "iu" else super().square(grads)


# --- what is remembered ----------------------------------------------------------------------------------------


class Adam__gradients_by_reference(_Base):
    """Keeps the caller's gradient arrays and averages them anew: wrong when one array is filled again."""

    def update(self, params, grads):
        if np.shape(params) != np.shape(grads):
            raise ValueError("params, grads")
        self.past = [*getattr(self, "past", []), grads]
        self.t, self.m, self.v = len(self.past), 0.0, 0.0
        for past in self.past:
            self.average(np.asarray(past, dtype=float))
        return params - self.step()


class Adam__m_is_the_gradient(_Base):
    """With beta1 = 0, m is the caller's array."""

    def update(self, params, grads):
        result = super().update(params, grads)
        if self.beta1 == 0 and grads.dtype == float:
            self.m = grads
        return result


class Adam__params_by_reference(_Base):
    """Goes on from the parameters it knows, when it is given the same array again."""

    def update(self, params, grads):
        if getattr(self, "given", None) is not params:
            self.given, self.copy = params, np.array(params, dtype=float)
        return super().update(self.copy, grads)


class Adam__square_by_identity(_Base):
    """Remembers the square of the array it was given last."""

    def update(self, params, grads):
        self.own = grads
        return super().update(params, grads)

    def square(self, grads):
        if getattr(self, "last", (None,))[0] is not self.own:
            self.last = self.own, grads * grads
        return self.last[1]


_RESULTS: dict = {}


class Adam__buffer_by_shape(_Base):
    """Writes every result of a shape into one buffer, which all objects share."""

    def update(self, params, grads):
        result = super().update(params, grads)
        buffer = _RESULTS.setdefault(np.shape(params), np.zeros(np.shape(params)))
        buffer[...] = result
        return buffer


class Adam__two_buffers(_Base):
    """Writes results into two buffers in turn."""

    def update(self, params, grads):
        result = np.asarray(super().update(params, grads))
        self.buffers = getattr(self, "buffers", [np.zeros(result.shape), np.zeros(result.shape)])[::-1]
        self.buffers[0][...] = result
        return self.buffers[0]


_MOMENTS: dict = {}


class Adam__moments_by_shape(_Base):
    """Keeps the moments per shape, so that objects for equal shapes share them."""

    def update(self, params, grads):
        if self.m is None and np.shape(params) in _MOMENTS:
            self.m, self.v = _MOMENTS[np.shape(params)]
        result = super().update(params, grads)
        _MOMENTS[np.shape(params)] = self.m, self.v
        return result


class Adam__betas_of_the_class(_Base):
    """The settings of the object that was made last hold for all."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr, beta1, beta2, eps)
        Adam__betas_of_the_class.shared = lr, beta1, beta2, eps

    def update(self, params, grads):
        self.lr, self.beta1, self.beta2, self.eps = Adam__betas_of_the_class.shared
        return super().update(params, grads)


class Adam__clock_of_the_class(_Base):
    """One count of updates for all objects, shown as the object's own."""

    ticks = 0

    def update(self, params, grads):
        if self.t == 0:
            type(self).ticks = 0
        return super().update(params, grads)

    def corrections(self):
        type(self).ticks += 1
        return 1 - self.beta1**self.ticks, 1 - self.beta2**self.ticks


# --- errors ----------------------------------------------------------------------------------------------------


class Adam__checks_the_first_call(_Base):
    """Compares the shapes in the first call only."""

    def update(self, params, grads):
        if self.t and np.shape(params) != np.shape(grads):
            grads = np.resize(grads, np.shape(params))
        return super().update(params, grads)


class Adam__single_numbers_fit(_Base):
    """A gradient of one element goes with one parameter of any shape."""

    def update(self, params, grads):
        if np.size(params) == np.size(grads) == 1:
            grads = np.reshape(grads, np.shape(params))
        return super().update(params, grads)
