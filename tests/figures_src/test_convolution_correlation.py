"""The curves against their closed forms, worked out by hand from the two integrals."""

from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

import convolution_correlation

STEP = convolution_correlation.STEP

Values = NDArray[np.float64]


def box(t: Values) -> Values:
    return np.where(abs(t) < 0.5, 1.0, 0.0)


def ramp(t: Values) -> Values:
    return np.where((t > 0) & (t < 1), 1 - t, 0.0)


def box_with_ramp(t: Values) -> Values:
    """With G(u) = u − u²/2: G(t + ½) up to t = ½, and ½ − G(t − ½) from there to 3/2."""
    rising, falling = t + 0.5, np.clip(t - 0.5, 0, 1)
    return np.where(t < -0.5, 0, np.where(t < 0.5, rising - rising**2 / 2, 0.5 - falling + falling**2 / 2))


def ramp_convolved(t: Values) -> Values:
    return np.select([(t >= 0) & (t <= 1), (t > 1) & (t <= 2)], [t - t**2 + t**3 / 6, (2 - t) ** 3 / 6], 0)


def ramp_correlated(t: Values) -> Values:
    overlap = np.clip(1 - abs(t), 0, 1)
    return overlap**2 / 2 - overlap**3 / 6


CURVES = [
    (r"$f$, a box", box),
    (r"$g$, a ramp", ramp),
    (r"convolution $f \ast g$", box_with_ramp),
    (r"cross-correlation $f \star g$", box_with_ramp),
    (r"convolution $g \ast g$", ramp_convolved),
    (r"autocorrelation $g \star g$", ramp_correlated),
]


@pytest.fixture(scope="module")
def panels(draw: Callable[[str], Figure]) -> dict[str, Axes]:
    return {panel.get_title(loc="left"): panel for panel in draw("convolution_correlation").axes}


def curve(panel: Axes) -> NDArray[np.float64]:
    return max((line.get_xydata() for line in panel.lines), key=len)


def test_panels_stand_in_reading_order(panels: dict[str, Axes]) -> None:
    assert list(panels) == [title for title, _ in CURVES]


@pytest.mark.parametrize(("title", "closed_form"), CURVES)
def test_a_curve_is_its_closed_form(
    panels: dict[str, Axes], title: str, closed_form: Callable[[Values], Values]
) -> None:
    t, values = curve(panels[title]).T
    # The error of the midpoint rule for a product of two straight lines of slope ±1, over an overlap of at most 1.
    assert values == pytest.approx(closed_form(t), abs=STEP**2 / 12 + 1e-12)


@pytest.mark.parametrize(("title", "closed_form"), CURVES)
def test_no_bend_of_a_closed_form_is_left_out(
    panels: dict[str, Axes], title: str, closed_form: Callable[[Values], Values]
) -> None:
    t, values = curve(panels[title]).T
    middles = np.arange(-1.39, 2.39, 0.01)
    at_jump = np.min(abs(middles[:, None] - [-0.5, 0, 0.5]), axis=1) < STEP
    between = np.interp(middles, t, values)
    assert between[~at_jump] == pytest.approx(closed_form(middles)[~at_jump], abs=STEP / 2)


@pytest.mark.parametrize(("title", "closed_form"), CURVES)
def test_the_area_ends_on_the_curve(
    panels: dict[str, Axes], title: str, closed_form: Callable[[Values], Values]
) -> None:
    (area,) = panels[title].patches
    assert area.get_xy()[1:-2].tolist() == curve(panels[title]).tolist()


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        (r"$f$, a box", {}),
        (r"$g$, a ramp", {}),
        (r"convolution $f \ast g$", {0: "0.375", 0.5: "0.5", 1: "0.125"}),
        (r"cross-correlation $f \star g$", {0: "0.375", 0.5: "0.5", 1: "0.125"}),
        (r"convolution $g \ast g$", {0.5: "0.271", 1: "0.167"}),
        (r"autocorrelation $g \star g$", {-0.5: "0.104", 0: "0.333", 0.5: "0.104"}),
    ],
)
def test_marked_values_are_those_worked_out_by_hand(
    panels: dict[str, Axes], title: str, marks: dict[float, str]
) -> None:
    values = {text.xy[0]: text.get_text() for text in panels[title].texts if text.get_text()[:1].isdigit()}
    assert values == marks


@pytest.mark.parametrize(("title", "closed_form"), CURVES[2:])
def test_dots_lie_on_the_curve(panels: dict[str, Axes], title: str, closed_form: Callable[[Values], Values]) -> None:
    dots = np.array([line.get_xydata()[0] for line in panels[title].lines if line.get_marker() == "o"])
    assert dots[:, 1] == pytest.approx(closed_form(dots[:, 0]), abs=1e-4)


@pytest.mark.parametrize("value", ["0.375", "0.5", "0.125", "0.271", "0.167", "0.333", "0.104"])
def test_the_long_description_gives_every_marked_value(value: str) -> None:
    assert convolution_correlation.__doc__ is not None
    assert value in convolution_correlation.__doc__
