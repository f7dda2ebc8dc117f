"""What a widget's author declares: title, mission and controls of a draw function.

The declaration is plain data; `autograder.explore` makes ipywidgets of it, and tests try
every control at its ends without any frontend.
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
    """A number.  ``step=1`` or any integer step makes it an integer; ``log`` makes steps multiply.

    Attributes:
        label: Korean, short.
        low, high, value: the ends and the default.
        step: of a linear slider; a hundredth of the range if not given.
        log: the handle moves on a logarithmic scale (low > 0), 20 steps per decade.
    """

    label: str
    low: float
    high: float
    value: float
    step: float | None = None
    log: bool = False

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high or self.low == self.high:
            raise ValueError(f"Slider({self.label!r}): low <= value <= high is needed, got "
                             f"{self.low}, {self.value}, {self.high}")  # fmt: skip
        if self.log and self.low <= 0:
            raise ValueError(f"Slider({self.label!r}): a log slider needs low > 0, got {self.low}")

    @property
    def integer(self) -> bool:
        """Whether its values are ints."""
        given = (self.low, self.high, self.value, self.step if self.step is not None else 0.5)
        return not self.log and all(float(x).is_integer() for x in given)

    @property
    def spacing(self) -> float:
        """Distance of neighbouring values, of their decimal logarithms for a log slider."""
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
    """One of several words."""

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
    """On or off."""

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
        controls: by the draw function's keyword, in the order shown.
        mission: what to find with the controls; `picture`'s ``goal`` says whether it is reached.

    Raises:
        TypeError: the controls are not the draw function's keyword-only parameters.
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
    """The declaration of a draw function.

    Raises:
        TypeError: it has none.
    """
    found = getattr(draw, "__widget__", None)
    if not isinstance(found, Declaration):
        raise TypeError(f"{getattr(draw, '__name__', draw)!r} is not decorated with @widget(…)")
    return found


def controls_of(draw: Callable[..., Any]) -> dict[str, Control]:
    """The controls of a draw function, by keyword."""
    return dict(declaration_of(draw).controls)


def settings_of(draw: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """Parameter sets to test: the defaults, all minima, all maxima, each control alone at each trial."""
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
