"""Gradient descent: how parameters move when gradients are known, plainly (with momentum if wanted) or by Adam."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from convnets.blocks import Arrays
from convnets.reals import fraction, positive


@dataclass(frozen=True, slots=True)
class State:
    """Where a descent has come to.

    Attributes
    ----------
    parameters
        The arrays that it changes.
    means
        For each of them, what is remembered of past gradients: momentum's velocity, or Adam's running mean.
    squares
        The running mean of squared gradients; only Adam has it.
    steps
        How many steps were taken.
    """

    parameters: Arrays
    means: Arrays
    squares: Arrays = ()
    steps: int = 0


class Optimizer(Protocol):
    """What takes the steps. A step refuses gradients that do not have the shapes of the parameters: `ValueError`."""

    def start(self, parameters: Arrays) -> State:
        """Return the state before the first step."""

    def step(self, state: State, gradients: Arrays) -> State:
        """Return the state after one more step, and leave the given one as it was."""


@dataclass(frozen=True, slots=True)
class SGD:
    """Stochastic gradient descent with momentum: v ← μ v + g, then w ← w − η v.

    Attributes
    ----------
    rate
        The learning rate η, above 0.
    momentum
        The share μ of the velocity that lasts from step to step: at least 0, below 1. None is left at 0.

    Raises
    ------
    ValueError
        If the rate is not above 0 or the momentum is outside [0, 1).

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, sections 8.3.1 and 8.3.2. They scale the
    velocity by the rate; at a constant rate that is the same descent.

    Examples
    --------
    >>> descent = SGD(rate=0.5, momentum=0.5)
    >>> state = descent.step(descent.start((np.array([3.0]),)), (np.array([2.0]),))
    >>> state.parameters
    (array([2.]),)
    >>> descent.step(state, (np.array([1.0]),)).parameters  # the velocity is 0.5 · 2 + 1
    (array([1.]),)
    """

    rate: float
    momentum: float = 0.0

    def __post_init__(self) -> None:
        positive(self.rate, "rate")
        fraction(self.momentum, "momentum")

    def start(self, parameters: Arrays) -> State:
        return State(parameters, _zeros(parameters))

    def step(self, state: State, gradients: Arrays) -> State:
        _check(gradients, state)
        velocities = tuple(self.momentum * v + g for v, g in zip(state.means, gradients, strict=True))
        moved = tuple(w - self.rate * v for w, v in zip(state.parameters, velocities, strict=True))
        return State(moved, velocities, steps=state.steps + 1)


@dataclass(frozen=True, slots=True)
class Adam:
    r"""Adam: every parameter at a pace of its own, about as far as the learning rate at each step.

    .. math::
        m &\leftarrow \beta_1 m + (1 - \beta_1) g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2) g^2 \\
        w &\leftarrow w - \eta \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \varepsilon}

    Attributes
    ----------
    rate
        The learning rate η, above 0.
    mean_decay, square_decay
        The shares β₁ and β₂ of the running means that last from step to step: at least 0, below 1.
    epsilon
        What keeps the divisor from being 0: above 0.

    Raises
    ------
    ValueError
        If a number is outside its bounds.

    References
    ----------
    Kingma & Ba, *Adam: a method for stochastic optimization*, ICLR 2015, arXiv:1412.6980, algorithm 1.

    Examples
    --------
    The first step is as long as the learning rate, whatever the gradient:

    >>> descent = Adam(rate=0.01)
    >>> state = descent.step(descent.start((np.array([1.0, 1.0]),)), (np.array([5.0, -0.001]),))
    >>> state.parameters[0].round(6)
    array([0.99, 1.01])
    """

    rate: float = 0.001
    mean_decay: float = 0.9
    square_decay: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        positive(self.rate, "rate")
        fraction(self.mean_decay, "mean_decay")
        fraction(self.square_decay, "square_decay")
        positive(self.epsilon, "epsilon")

    def start(self, parameters: Arrays) -> State:
        return State(parameters, _zeros(parameters), _zeros(parameters))

    def step(self, state: State, gradients: Arrays) -> State:
        _check(gradients, state)
        steps = state.steps + 1
        means = _blended(state.means, gradients, self.mean_decay)
        squares = _blended(state.squares, tuple(g * g for g in gradients), self.square_decay)
        # Both running means start at 0; dividing by what of them is not that start makes up for it.
        known, known_squares = 1 - self.mean_decay**steps, 1 - self.square_decay**steps
        moved = tuple(
            w - self.rate * (m / known) / (np.sqrt(v / known_squares) + self.epsilon)
            for w, m, v in zip(state.parameters, means, squares, strict=True)
        )
        return State(moved, means, squares, steps)


def _zeros(parameters: Arrays) -> Arrays:
    return tuple(np.zeros_like(each) for each in parameters)


def _blended(old: Arrays, new: Arrays, decay: float) -> Arrays:
    return tuple(decay * before + (1 - decay) * now for before, now in zip(old, new, strict=True))


def _check(gradients: Arrays, state: State) -> None:
    # NumPy would stretch a gradient of another shape over a parameter without a word.
    expected, got = (tuple(each.shape for each in arrays) for arrays in (state.parameters, gradients))
    if got != expected:
        raise ValueError(f"gradients must have the shapes {expected}, got {got}")
