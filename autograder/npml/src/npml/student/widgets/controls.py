"""What a widget's author declares about a draw function: its title, mission and controls.

The declaration is plain data: `autograder.explore` makes ipywidgets of it, and tests can try
every control at its ends without a frontend.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

Draw = TypeVar("Draw", bound=Callable[..., Any])


@dataclass(frozen=True)
class Slider:
    """A slider for a number; the values of a linear one are ints if low, high, value and step all are whole numbers.

    Attributes:
        label: short and in Korean.
        low: the lower end.
        high: the upper end.
        value: the default.
        step: the step of a linear slider; by default about a hundredth of the range, rounded to 1, 2 or 5 times 10ⁿ.
        log: whether the handle moves on a logarithmic scale, in 20 steps per decade; low must then be positive.
        play: whether the slider can run by itself and go on step by step, because it is a time; it must be whole numbers.

    Raises:
        ValueError: value is not between low and high, low equals high, or a log slider's low is not positive.
    """

    label: str
    low: float
    high: float
    value: float
    step: float | None = None
    log: bool = False
    play: bool = False

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high or self.low == self.high:
            raise ValueError(f"Slider({self.label!r}): low <= value <= high is needed, got "
                             f"{self.low}, {self.value}, {self.high}")  # fmt: skip
        if self.log and self.low <= 0:
            raise ValueError(f"Slider({self.label!r}): a log slider needs low > 0, got {self.low}")

    @property
    def integer(self) -> bool:
        """Whether the slider's values are ints."""
        given = (self.low, self.high, self.value, self.step if self.step is not None else 0.5)
        return not self.log and all(float(x).is_integer() for x in given)

    @property
    def spacing(self) -> float:
        """The distance of neighbouring values; for a log slider, of their decimal logarithms."""
        if self.log:
            return 0.05
        return self.step if self.step is not None else _round_step((self.high - self.low) / 100)

    @property
    def trials(self) -> tuple[Any, ...]:
        """The values to test: minimum, default, maximum."""
        kind = int if self.integer else float
        return tuple(kind(x) for x in (self.low, self.value, self.high))

    @property
    def default(self) -> Any:
        """The value at the start."""
        return self.trials[1]


@dataclass(frozen=True)
class Choice:
    """A choice of one of several words.

    Raises:
        ValueError: the default ``value`` is not among the options.
    """

    label: str
    options: tuple[str, ...]
    value: str

    def __post_init__(self) -> None:
        if self.value not in self.options:
            raise ValueError(f"Choice({self.label!r}): {self.value!r} is not among {self.options}")

    @property
    def trials(self) -> tuple[str, ...]:
        """All options."""
        return tuple(self.options)

    @property
    def default(self) -> str:
        """The option at the start."""
        return self.value


@dataclass(frozen=True)
class Toggle:
    """A switch that is on or off."""

    label: str
    value: bool = False

    @property
    def trials(self) -> tuple[bool, bool]:
        """Off and on."""
        return (False, True)

    @property
    def default(self) -> bool:
        """The state at the start."""
        return self.value


Control = Slider | Choice | Toggle


@dataclass(frozen=True)
class Declaration:
    """What `widget` attaches to a draw function."""

    title: str
    mission: str = ""
    controls: Mapping[str, Control] = field(default_factory=dict)

    @property
    def defaults(self) -> dict[str, Any]:
        """The parameters at the start."""
        return {name: control.default for name, control in self.controls.items()}


def widget(title: str, *, controls: Mapping[str, Control], mission: str = "") -> Callable[[Draw], Draw]:
    """Declare a draw function ``draw(fn, …, *, one keyword per control) -> Figure``.

    Args:
        title: Korean heading of the widget.
        controls: the controls by the draw function's keywords, in the order in which they are shown.
        mission: what to find with the controls; the ``goal`` given to `picture` tells whether it is reached.

    Raises:
        TypeError: when decorating: the controls are not exactly the draw function's keyword-only parameters.
    """

    def mark(draw: Draw) -> Draw:
        kinds = inspect.signature(draw).parameters.values()
        keywords = [item.name for item in kinds if item.kind is inspect.Parameter.KEYWORD_ONLY]
        if sorted(keywords) != sorted(controls):
            raise TypeError(f"{draw.__name__}: controls are {sorted(controls)}, keyword-only parameters {sorted(keywords)}")
        draw.__widget__ = Declaration(title, mission, dict(controls))  # type: ignore[attr-defined]
        return draw

    return mark


def declaration_of(draw: Callable[..., Any]) -> Declaration:
    """The declaration that `widget` attached to a draw function.

    Raises:
        TypeError: it has none.
    """
    found = getattr(draw, "__widget__", None)
    if not isinstance(found, Declaration):
        raise TypeError(f"{getattr(draw, '__name__', draw)!r} is not decorated with @widget(…)")
    return found


def controls_of(draw: Callable[..., Any]) -> dict[str, Control]:
    """The controls of a draw function, by keyword.

    Raises:
        TypeError: it has no declaration.
    """
    return dict(declaration_of(draw).controls)


def settings_of(draw: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """Sets of parameters to test: all defaults, all first and all last trials, and each control alone at each trial.

    Raises:
        TypeError: the draw function has no declaration.
    """
    controls = controls_of(draw)
    defaults = {name: control.default for name, control in controls.items()}
    sets = [defaults]
    sets += [{name: control.trials[end] for name, control in controls.items()} for end in (0, -1)]
    sets += [{**defaults, name: trial} for name, control in controls.items() for trial in control.trials]
    seen: list[dict[str, Any]] = []
    for item in sets:
        if item not in seen:
            seen.append(item)
            yield item


def _round_step(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= step * 0.999)
