"""Every computed number that the articles state is computed again here and looked for in their text.

A statement is looked for with the words or symbols around its numbers, and exactly once: change a number in the
text and its test fails. In the articles f ⋆ g conjugates the first function, so w ⋆ x is ``correlate(x, w)``.
"""

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from itertools import product
from math import sqrt
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import ArrayLike
from scipy import integrate, ndimage, optimize, signal

from convnets import signals
from convnets.arithmetic import effective_kernel, output_size
from convnets.convolution import convolve, correlate
from convnets.pooling import max_pool2d, mean_pool2d
from convnets.signals import box_ramp_convolution, ramp_autocorrelation, ramp_ramp_convolution

ARTICLES = Path(__file__).parents[2] / "docs" / "articles"


def article(name: str) -> str:
    """The text of an article on one line, with the values that it quotes from figure scripts."""
    text = " ".join((ARTICLES / name).read_text("utf-8").split())
    return re.sub(r"@val:(\w+)\.(\w+)", lambda match: str(import_module(match[1]).values()[match[2]]), text)


CONVOLUTION = article("convolution.md")
POOLING = article("pooling.md")

RAIN, RESPONSE = [1, 2, 3], [0, 1, 0.5]
PATTERN, RECORD = [1, 3, 2], [0, 0, 1, 3, 2, 0, 0]
IMAGE = np.array([[3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], [2, 0, 0, 0, 1]])
KERNEL = np.array([[0, 1, 2], [2, 2, 0], [0, 1, 2]])
SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
TILES = np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])
TOY = np.array([0, 0, 1, 1, 0, 0, 1, 1])


def listed(values: Iterable[float], separator: str = ", ") -> str:
    return separator.join(f"{value:g}" for value in values)


def mathed_rows(matrix: ArrayLike) -> str:
    return " / ".join(f"${listed(row)}$" for row in np.asarray(matrix))


def pmatrix(matrix: ArrayLike) -> str:
    body = r" \\ ".join(listed(row, " & ") for row in np.asarray(matrix))
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


def products(window: ArrayLike, kernel: ArrayLike) -> str:
    terms = np.asarray(window) * np.asarray(kernel)
    by_cell = " + ".join(f"({listed(row, ' + ')})" for row in terms)
    return rf"\begin{{aligned}} & {by_cell} \\ & = {listed(terms.sum(axis=1), ' + ')} = {terms.sum()} . \end{{aligned}}"


def assert_stated(statement: str, article: str) -> None:
    assert article.count(statement) == 1, f"stated {article.count(statement)} times: {statement}"


# Convolution and cross-correlation


def test_the_rain_and_the_response() -> None:
    rain = f"It rains {RAIN[0]} mm on Monday, {RAIN[1]} mm on Tuesday and {RAIN[2]} mm on Wednesday."
    response = "every millimeter lifts it by 1 cm on the next day and by half a centimeter on the day after that."
    assert RESPONSE == [0, 1, 1 / 2]
    assert_stated(rain, CONVOLUTION)
    assert_stated(response, CONVOLUTION)


def test_the_stream_rises_by_4_on_thursday() -> None:
    thursday = RAIN[2] * RESPONSE[1] + RAIN[1] * RESPONSE[2]
    assert_stated(rf"$3 \cdot 1 + 2 \cdot \tfrac{{1}}{{2}} = {thursday:g}$ centimeters", CONVOLUTION)


def test_the_stream_from_monday_to_friday() -> None:
    levels = listed(convolve(RAIN, RESPONSE))
    assert_stated(rf"$$ (1, 2, 3) * (0, 1, \tfrac{{1}}{{2}}) = ({levels}). $$", CONVOLUTION)


def test_the_stream_with_the_lists_exchanged() -> None:
    assert_stated(r'"What is $(0, 1, \tfrac{1}{2}) * (1, 2, 3)$?', CONVOLUTION)
    assert_stated(f"$({listed(convolve(RESPONSE, RAIN))})$ again, because convolution commutes", CONVOLUTION)


def test_convolution_commutes() -> None:
    one, other = convolve([1, 2, 3], [4, 5, 6]), convolve([4, 5, 6], [1, 2, 3])
    assert one.tolist() == other.tolist()
    assert_stated(rf"(1, 2, 3) * (4, 5, 6) &= ({listed(one)}) , \\", CONVOLUTION)
    assert_stated(rf"(4, 5, 6) * (1, 2, 3) &= ({listed(other)}) . \end{{aligned}} $$", CONVOLUTION)


def test_cross_correlation_does_not_commute() -> None:
    f, g = [1, 2, 3], [4, 5, 6]
    one, other = correlate(g, f), correlate(f, g)
    assert one.tolist() == other[::-1].tolist()
    assert_stated(
        rf"(1, 2, 3) \star (4, 5, 6) &= ({listed(one)}) , \\ (4, 5, 6) \star (1, 2, 3) &= ({listed(other)}) .",
        CONVOLUTION,
    )


def test_the_correlations_run_over_five_shifts() -> None:
    shifts = range(-2, 3)
    assert len(shifts) == correlate([4, 5, 6], [1, 2, 3]).size
    assert_stated(rf"belong to the shifts $n = {shifts[0]}, \dots, {shifts[-1]}$", CONVOLUTION)


def test_the_middle_of_the_correlation() -> None:
    middle = correlate([4, 5, 6], [1, 2, 3])[2]
    assert_stated(rf"$1 \cdot 4 + 2 \cdot 5 + 3 \cdot 6 = {middle}$", CONVOLUTION)


def test_the_middle_of_the_convolution() -> None:
    middle = convolve([4, 5, 6], [1, 2, 3])[2]
    assert_stated(rf"$1 \cdot 6 + 2 \cdot 5 + 3 \cdot 4 = {middle}$", CONVOLUTION)


def box(t: float) -> float:
    return 1.0 if abs(t) <= 0.5 else 0.0


def ramp(t: float) -> float:
    return 1 - t if 0 <= t <= 1 else 0.0


def test_the_box_and_the_ramp_are_defined_as_tested() -> None:
    times = np.linspace(-2, 2, 33)
    assert signals.box(times).tolist() == [box(t) for t in times]
    assert signals.ramp(times).tolist() == [ramp(t) for t in times]
    assert_stated(
        r"Here $f(t) = 1$ for $\lvert t \rvert \le \tfrac{1}{2}$ and $g(t) = 1 - t$ on $[0, 1]$; "
        "elsewhere both are zero.",
        CONVOLUTION,
    )


@pytest.mark.parametrize("t", [-0.5, 0.0, 0.5, 1.0, 1.5])
def test_a_row_of_the_table_of_curves(t: float) -> None:
    values = [curve(t) for curve in (box_ramp_convolution, ramp_ramp_convolution, ramp_autocorrelation)]
    cells = " | ".join(f"{float(value):.4f}" for value in values)
    assert_stated(f"| {f'{t:.1f}'.replace('-', '−')} | {cells} |", CONVOLUTION)


@pytest.mark.parametrize("t", [-0.5, -0.2, 0.0, 0.3, 0.5, 0.8, 1.0, 1.4])
def test_the_curves_are_the_integrals_of_the_definitions(t: float) -> None:
    edges = sorted({-0.5, 0.0, 0.5, 1.0, t - 1, t, 1 - t, -t})

    def integral(product: Callable[[float], float]) -> float:
        return float(integrate.quad(product, -2, 2, points=edges)[0])

    box_and_ramp = integral(lambda tau: box(tau) * ramp(t - tau))
    assert box_ramp_convolution(t) == pytest.approx(box_and_ramp, abs=1e-12)
    assert box_and_ramp == pytest.approx(integral(lambda tau: box(tau) * ramp(t + tau)), abs=1e-12)
    assert ramp_ramp_convolution(t) == pytest.approx(integral(lambda tau: ramp(tau) * ramp(t - tau)), abs=1e-12)
    assert ramp_autocorrelation(t) == pytest.approx(integral(lambda tau: ramp(tau) * ramp(t + tau)), abs=1e-12)


@pytest.mark.parametrize("t", [-1.0, -0.5, -0.1, 0.25, 0.5, 0.9, 1.5, 2.0])
def test_the_closed_form_of_box_and_ramp(t: float) -> None:
    def area(u: float) -> float:
        return u - u**2 / 2

    inside = area(t + 1 / 2) if t <= 1 / 2 else 1 / 2 - area(t - 1 / 2)
    closed_form = inside if -1 / 2 <= t <= 3 / 2 else 0.0
    assert box_ramp_convolution(t) == pytest.approx(closed_form, abs=1e-15)
    assert_stated(
        r"$$ (f * g)(t) = \begin{cases} "
        r"G(t + \tfrac{1}{2}) & \lvert t \rvert \le \tfrac{1}{2} \\ "
        r"\tfrac{1}{2} - G(t - \tfrac{1}{2}) & \tfrac{1}{2} \le t \le \tfrac{3}{2} \\ "
        r"0 & \text{otherwise.} \end{cases} $$",
        CONVOLUTION,
    )
    assert_stated("with $G(u) = u - u^2/2$ for the area under the ramp from 0 to $u$", CONVOLUTION)


def test_three_integrals_by_hand() -> None:
    assert box_ramp_convolution(0.0) == pytest.approx(3 / 8)
    assert_stated(
        r"the box covers the ramp’s first half: $(f * g)(0) = \int_0^{1/2} (1 - \tau)\, \mathrm{d}\tau = 3/8.$",
        CONVOLUTION,
    )
    assert ramp_autocorrelation(0.0) == pytest.approx(1 / 3)
    assert_stated(
        r"At shift 0 the ramp lies on itself: $(g \star g)(0) = \int_0^1 (1 - \tau)^2\, \mathrm{d}\tau = 1/3.$",
        CONVOLUTION,
    )
    assert ramp_ramp_convolution(1.0) == pytest.approx(1 / 6)
    assert_stated(
        r"it lies on its mirror image: $(g * g)(1) = \int_0^1 (1 - \tau)\, \tau\, \mathrm{d}\tau = 1/6.$", CONVOLUTION
    )


def test_the_peak_of_the_ramp_convolved_with_itself() -> None:
    found = optimize.minimize_scalar(lambda t: -float(ramp_ramp_convolution(t)), bounds=(0, 2), method="bounded")
    assert found.x == pytest.approx(2 - sqrt(2), abs=1e-5)
    assert_stated(
        rf"Its highest value, about {-found.fun:.4f}, comes at $t = 2 - \sqrt{{2}} \approx {2 - sqrt(2):.4f}$",
        CONVOLUTION,
    )


def test_the_pattern_is_found() -> None:
    fit = correlate(RECORD, PATTERN, "valid")
    assert_stated("$w = (1, 3, 2)$ and the record $x = (0, 0, 1, 3, 2, 0, 0)$", CONVOLUTION)
    assert_stated(rf"$$ w \star x = ({listed(fit)}). $$", CONVOLUTION)


def test_the_peak_is_the_sum_of_the_squares() -> None:
    fit = correlate(RECORD, PATTERN, "valid")
    assert fit.argmax() == RECORD.index(1)
    assert fit.max() == sum(value**2 for value in PATTERN)
    assert_stated(f"{fit.max()} is $1^2 + 3^2 + 2^2$", CONVOLUTION)


def test_convolution_misses_the_pattern() -> None:
    reversed_pattern, result = PATTERN[::-1], convolve(RECORD, PATTERN, "valid")
    assert_stated(f"pattern $({listed(reversed_pattern)})$ and gives $({listed(result)})$", CONVOLUTION)


def test_the_central_window() -> None:
    worked_out = correlate(IMAGE, KERNEL, "valid")[1, 2]
    assert_stated(f"The figure works out the {worked_out}. Its neighbor, the central cell,", CONVOLUTION)
    assert_stated(rf"$$ {pmatrix(IMAGE[1:4, 1:4])} \quad \text{{and}} \quad {pmatrix(KERNEL)} . $$", CONVOLUTION)


def test_the_central_cell_by_hand() -> None:
    assert correlate(IMAGE, KERNEL, "valid")[1, 1] == (IMAGE[1:4, 1:4] * KERNEL).sum()
    assert_stated(f"$$ {products(IMAGE[1:4, 1:4], KERNEL)} $$", CONVOLUTION)


def test_the_rotated_kernel() -> None:
    assert_stated(f"by 180 degrees, to {mathed_rows(np.rot90(KERNEL, 2))}, and do it again", CONVOLUTION)


def test_the_central_cell_by_hand_with_the_rotated_kernel() -> None:
    assert_stated(f"$$ {products(IMAGE[1:4, 1:4], np.rot90(KERNEL, 2))} $$", CONVOLUTION)


def test_the_two_central_cells_side_by_side() -> None:
    one, other = correlate(IMAGE, KERNEL, "valid")[1, 1], convolve(IMAGE, KERNEL, "valid")[1, 1]
    assert_stated(f"{one} for the cross-correlation, {other} for the convolution", CONVOLUTION)


def test_the_two_complete_outputs() -> None:
    one, other = pmatrix(correlate(IMAGE, KERNEL, "valid")), pmatrix(convolve(IMAGE, KERNEL, "valid"))
    assert_stated(rf"w \star x &= {one} , \\ w * x &= {other} . \end{{aligned}} $$", CONVOLUTION)


def test_the_example_has_a_5_by_5_input_and_9_places() -> None:
    assert IMAGE.shape == (5, 5)
    assert KERNEL.shape == correlate(IMAGE, KERNEL, "valid").shape == (3, 3)
    assert_stated(r"@fig:sliding_kernel shows a $5 \times 5$ input and a $3 \times 3$ kernel", CONVOLUTION)
    assert_stated(r"the kernel finds $3 \times 3$ places", CONVOLUTION)
    assert_stated(r"![Cross-correlation of a $5 \times 5$ input with a $3 \times 3$ kernel", CONVOLUTION)


LIBRARIES = {
    'numpy.convolve(x, w, "full")': ("yes", lambda x, w: np.convolve(x, w, "full")),
    'scipy.signal.convolve(x, w, "full")': ("yes", lambda x, w: signal.convolve(x, w, "full")),
    'scipy.ndimage.convolve(x, w, mode="constant")': ("yes", lambda x, w: ndimage.convolve(x, w, mode="constant")),
    'numpy.correlate(x, w, "full")': ("no", lambda x, w: np.correlate(x, w, "full")),
    'scipy.signal.correlate(x, w, "full")': ("no", lambda x, w: signal.correlate(x, w, "full")),
    'scipy.ndimage.correlate(x, w, mode="constant")': ("no", lambda x, w: ndimage.correlate(x, w, mode="constant")),
}


@pytest.mark.parametrize("call", LIBRARIES)
def test_a_row_of_the_table_of_libraries(call: str) -> None:
    flips, function = LIBRARIES[call]
    x, w = np.array([1, 2, 3]), np.array([4, 5, 6])
    result = function(x, w)
    padding = "full" if result.size == 5 else "same"
    assert result.tolist() == {"yes": convolve, "no": correlate}[flips](x, w, padding).tolist()
    assert_stated(f"with `x = {x.tolist()}` and `w = {w.tolist()}`, zeros outside:", CONVOLUTION)
    assert_stated(f"| `{call}` | {flips} | {listed(result)} |", CONVOLUTION)


def test_numpy_correlate_takes_the_signal_first() -> None:
    assert np.correlate([1, 2, 3], [4, 5, 6], "full").tolist() == correlate([1, 2, 3], [4, 5, 6]).tolist()
    assert np.correlate([1], [1j], "full").tolist() == [-1j]
    assert_stated(r"`numpy.correlate(x, w)` is our $w \star x$", CONVOLUTION)


def test_the_sobel_kernel_changes_sign() -> None:
    edge = [[0, 1, 1], [0, 1, 1], [0, 1, 1]]
    one, other = correlate(edge, SOBEL, "valid").item(), convolve(edge, SOBEL, "valid").item()
    assert_stated(f"Sobel kernel with rows {mathed_rows(SOBEL)} on an edge from 0 to 1.", CONVOLUTION)
    assert_stated(f"Cross-correlation says ${one:+d}$, convolution says ${other:+d}$", CONVOLUTION)


def test_the_gradient_of_a_correlation_is_a_full_convolution() -> None:
    weights = np.array([[1, -2, 3], [0, 5, -1], [4, 1, 2]])

    def loss(x: np.ndarray) -> int:
        return int((weights * correlate(x, KERNEL, "valid")).sum())

    steps = np.eye(IMAGE.size, dtype=int).reshape(IMAGE.size, *IMAGE.shape)
    slopes = np.array([loss(IMAGE + step) - loss(IMAGE) for step in steps]).reshape(IMAGE.shape)
    assert slopes.tolist() == convolve(weights, KERNEL, "full").tolist()
    assert_stated(r"$\partial L / \partial x = w * (\partial L / \partial y)$, a full convolution", CONVOLUTION)


@pytest.mark.parametrize(
    ("padding", "words"),
    [
        ("valid", "only places where the kernel lies wholly inside, $({})$;"),
        ("same", "as many values as the input has, $({})$;"),
        ("full", "every place where they touch, $({})$."),
    ],
)
def test_three_ones_over_one_to_five(padding: str, words: str) -> None:
    result = listed(convolve([1, 2, 3, 4, 5], [1, 1, 1], padding))
    assert_stated("Slide three ones over $(1, 2, 3, 4, 5)$", CONVOLUTION)
    assert_stated(f"**{padding}**: {words.format(result)}", CONVOLUTION)


def test_numpy_and_scipy_disagree_about_same() -> None:
    x, w = np.ones(3), np.ones(5)
    sizes = np.convolve(x, w, "same").size, signal.convolve(x, w, "same").size
    assert_stated(f"with 3 values and a kernel of 5 they return {sizes[0]} and {sizes[1]}.", CONVOLUTION)


@pytest.mark.parametrize("dilation", [1, 2, 3])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("padding", [0, 1, 2])
def test_the_formula_counts_the_places_of_a_kernel(padding: int, stride: int, dilation: int) -> None:
    for size in range(7, 12):
        for taps in (1, 2, 3):
            starts = range(0, size + 2 * padding, stride)
            places = [start for start in starts if start + dilation * (taps - 1) < size + 2 * padding]
            formula = (size + 2 * padding - dilation * (taps - 1) - 1) // stride + 1
            computed = output_size(size, taps, stride=stride, padding=padding, dilation=dilation)
            assert computed == formula == len(places)


def test_the_formula_is_relationship_15_rearranged() -> None:
    for size, taps, padding, stride, dilation in product(range(9, 14), range(1, 4), range(3), range(1, 4), range(1, 4)):
        relationship = (size + 2 * padding - taps - (taps - 1) * (dilation - 1)) // stride + 1
        assert relationship == output_size(size, taps, stride=stride, padding=padding, dilation=dilation)
    assert_stated("which is Relationship 15 of @dumoulin2016, rearranged.", CONVOLUTION)


def test_the_formula_is_written_as_tested() -> None:
    formula = r"$$ o = \left\lfloor \frac{i + 2p - d\,(k - 1) - 1}{s} \right\rfloor + 1 , $$ {#eq:output_size}"
    assert_stated(formula, CONVOLUTION)
    assert_stated(r"the taps span $d\,(k - 1) + 1$ cells", CONVOLUTION)


@pytest.mark.parametrize(
    ("case", "size", "taps", "padding", "stride", "dilation"),
    [
        ("valid", 5, 3, 0, 1, 1),
        ("same", 5, 3, 1, 1, 1),
        ("full", 5, 3, 2, 1, 1),
        ("padded, stride 2", 5, 3, 1, 2, 1),
        ("one cell more, no gain", 6, 3, 1, 2, 1),
        ("dilated", 7, 3, 0, 1, 2),
    ],
)
def test_a_row_of_the_table_of_sizes(case: str, size: int, taps: int, padding: int, stride: int, dilation: int) -> None:
    result = output_size(size, taps, padding=padding, stride=stride, dilation=dilation)
    assert correlate(np.ones(size), np.ones(taps), padding, stride=stride, dilation=dilation).size == result
    assert_stated(f"| {case} | {size} | {taps} | {padding} | {stride} | {dilation} | {result} |", CONVOLUTION)


def test_what_nine_taps_span() -> None:
    spans = [rf"${effective_kernel(3, d)} \times {effective_kernel(3, d)}$" for d in (1, 2, 3)]
    assert_stated(f"nine taps span {spans[0]}, {spans[1]} and {spans[2]} cells", CONVOLUTION)


def test_the_course_counts_gaps() -> None:
    cells = [correlate(np.arange(5), tap, "valid", dilation=2).item() for tap in np.eye(3, dtype=int)]
    assert_stated(f"`w[0]*x[{cells[0]}]`, `w[1]*x[{cells[1]}]` and `w[2]*x[{cells[2]}]`, has $d = 2$", CONVOLUTION)
    assert_stated(f"and spans {effective_kernel(3, 2)} cells", CONVOLUTION)
    assert_stated("Its example of dilation 1,", CONVOLUTION)


def test_self_check_a_kernel_that_changes_sign() -> None:
    x, w = np.arange(1, 10).reshape(3, 3), np.array([[1, 0], [0, -1]])
    assert np.rot90(w, 2).tolist() == (-w).tolist()
    one, other = correlate(x, w, "valid"), convolve(x, w, "valid")
    assert (one == one[0, 0]).all() and (other == other[0, 0]).all()
    assert one[0, 0] == 1 - 5
    assert_stated(f"kernel {mathed_rows(w)} over {mathed_rows(x)}, valid", CONVOLUTION)
    assert_stated(
        f"Cross-correlation: every cell is ${one[0, 0]}$, for instance $1 - 5$. Convolution: every cell is "
        f"${other[0, 0]}$.",
        CONVOLUTION,
    )


def test_self_check_a_layer_on_224_pixels() -> None:
    size = output_size(224, 7, stride=2, padding=3)
    assert_stated("7 taps, stride 2 and padding 3. How wide is its output for an input of 224?", CONVOLUTION)
    assert_stated(rf"{size}, since $\lfloor (224 + 6 - 6 - 1) / 2 \rfloor + 1 = {size - 1} + 1$", CONVOLUTION)


def test_self_check_two_sizes_give_three() -> None:
    sizes = [size for size in range(1, 50) if output_size(size, 3, stride=2, padding=1) == 3]
    assert_stated(f'$o = 3$ for $k = 3$, $s = 2$, $p = 1$, $d = 1$?" {sizes[0]} and {sizes[1]}.', CONVOLUTION)
    assert len(sizes) == 2


# Pooling


def test_the_first_tile() -> None:
    tile = TILES[:2, :2].ravel()
    assert_stated(f"holds {listed(tile[:3])} and {tile[3]}.", POOLING)
    largest, mean = max_pool2d(TILES)[0, 0], mean_pool2d(TILES)[0, 0]
    assert_stated(f"Its maximum is {largest}, its mean ${tile.sum()}/4 = {mean:g}$", POOLING)


def test_the_four_tiles() -> None:
    largest, mean = pmatrix(max_pool2d(TILES)), pmatrix(mean_pool2d(TILES))
    assert_stated(rf"$$ \text{{max: }} {largest} , \quad \text{{mean: }} {mean} . $$", POOLING)


def test_four_numbers_stand_for_sixteen() -> None:
    words = {4: "four", 16: "sixteen"}
    assert_stated(r"![A $2 \times 2$ window with stride 2 tiles the $4 \times 4$ input.", POOLING)
    assert_stated(f"Either way {words[max_pool2d(TILES).size]} numbers stand for {words[TILES.size]}", POOLING)


def test_the_parameters_of_the_first_subsampling_layer_of_lenet_5() -> None:
    assert_stated(f"Two numbers for each of its first six maps make {2 * 6} parameters", POOLING)


def test_the_side_of_the_pooled_volume() -> None:
    side = output_size(224, 2, stride=2)
    assert_stated(
        r"a volume of 64 channels, each $224 \times 224$, and pool with a $2 \times 2$ window and stride 2.", POOLING
    )
    assert_stated(rf"$\lfloor (224 - 2) / 2 \rfloor + 1 = {side}$", POOLING)
    assert_stated(rf"$$ 224 \times 224 \times 64 \;\longrightarrow\; {side} \times {side} \times 64 . $$", POOLING)


def test_one_of_four_values_remains() -> None:
    before, after = 224 * 224 * 64, output_size(224, 2, stride=2) ** 2 * 64
    assert_stated(f"Of {before:,} values {after:,} remain, 1 of {before // after}.", POOLING)


def test_mean_pooling_is_a_convolution_with_a_constant_kernel() -> None:
    quarter = np.full((2, 2), 1 / 4)
    assert convolve(TILES, quarter, "valid", stride=2).tolist() == mean_pool2d(TILES).tolist()
    assert correlate(TILES, quarter, "valid", stride=2).tolist() == mean_pool2d(TILES).tolist()
    assert_stated(r"Mean pooling with a $2 \times 2$ window is therefore a convolution", POOLING)
    assert_stated(r"constant kernel $\tfrac{1}{4}, \tfrac{1}{4}$ / $\tfrac{1}{4}, \tfrac{1}{4}$ at stride 2", POOLING)


def test_the_maximum_is_not_linear() -> None:
    one, other = np.array([[1, 0]]), np.array([[0, 1]])
    added = [max_pool2d(x, (1, 2)).item() for x in (one, other)]
    together = max_pool2d(one + other, (1, 2)).item()
    assert_stated("one window hold $(1, 0)$ and another $(0, 1)$", POOLING)
    assert_stated(f"add up to ${added[0]} + {added[1]} = {sum(added)}$", POOLING)
    assert_stated(f"sum of the windows is $({listed((one + other)[0])})$, whose maximum is {together}.", POOLING)


def shifted_records() -> list[list[int]]:
    return [RECORD, [0, *RECORD[:-1]], [0, 0, *RECORD[:-2]]]


def test_the_pattern_search_is_repeated_from_the_first_article() -> None:
    fit = listed(correlate(RECORD, PATTERN, "valid"))
    assert_stated(f"pattern $(1, 3, 2)$ on the record $({listed(RECORD)})$ gave $({fit})$.", POOLING)
    assert_stated(f"right by one, to $({listed(shifted_records()[1])})$:", POOLING)


@pytest.mark.parametrize("stride", [1, 2])
def test_a_row_of_the_table_of_strides(stride: int) -> None:
    cells = [listed(correlate(record, PATTERN, "valid", stride=stride)) for record in shifted_records()]
    assert_stated(f"| stride {stride} | {' | '.join(cells)} |", POOLING)


def test_stride_2_loses_the_peak_of_14() -> None:
    peak = correlate(RECORD, PATTERN, "valid", stride=2).max()
    assert peak not in correlate(shifted_records()[1], PATTERN, "valid", stride=2)
    assert_stated(f"the peak of {peak} is gone", POOLING)


def test_stride_2_follows_a_shift_by_2() -> None:
    before = correlate(RECORD, PATTERN, "valid", stride=2)
    after = correlate(shifted_records()[2], PATTERN, "valid", stride=2)
    assert after[1:].tolist() == before[:-1].tolist()


def pooled(detectors: list[float]) -> list[float]:
    padding = ((0, 0), (1, 1))
    return max_pool2d([detectors], window=(1, 3), stride=1, padding=padding)[0].tolist()


def changed(before: list[float], after: list[float]) -> str:
    return f"{sum(a != b for a, b in zip(before, after, strict=True))} of {len(before)}"


def test_the_detectors_before_and_after_a_shift() -> None:
    before, after = [0.1, 1, 0.2, 0.1], [0.3, 0.1, 1, 0.2]
    assert after[1:] == before[:-1]
    assert_stated("a window of three slides at stride 1", POOLING)
    assert_stated(f"over detector outputs $({listed(before)})$", POOLING)
    assert_stated(f"${after[0]}$ comes in from the left", POOLING)
    assert_stated(f"| detectors | {listed(before)} | {listed(after)} | {changed(before, after)} |", POOLING)


def test_the_pooled_detectors_before_and_after_a_shift() -> None:
    before, after = pooled([0.1, 1, 0.2, 0.1]), pooled([0.3, 0.1, 1, 0.2])
    assert_stated(f"| max, window 3 | {listed(before)} | {listed(after)} | {changed(before, after)} |", POOLING)


def max_pooled(x: np.ndarray) -> np.ndarray:
    return max_pool2d(x[np.newaxis], window=(1, 2))[0]


def blurred_max_pooled(x: np.ndarray) -> np.ndarray:
    largest = max_pool2d(np.append(x, x[0])[np.newaxis], window=(1, 2), stride=1)[0]
    return correlate(np.pad(largest, 1, "wrap"), [1 / 4, 1 / 2, 1 / 4], "valid", stride=2)


def test_max_pooling_of_the_toy_signal() -> None:
    before, after = max_pooled(TOY), max_pooled(np.roll(TOY, 1))
    assert_stated("what leaves on the right coming back on the left, window 2, stride 2:", POOLING)
    assert_stated(f"| | Signal {listed(TOY)} | Shifted by 1 |", POOLING)
    assert_stated(f"| max pooling | {listed(before)} | {listed(after)} |", POOLING)


def test_blurred_max_pooling_of_the_toy_signal() -> None:
    before, after = blurred_max_pooled(TOY), blurred_max_pooled(np.roll(TOY, 1))
    assert_stated(f"| max, blur, then subsample | {listed(before)} | {listed(after)} |", POOLING)
    assert_stated("the maximum at stride 1 and the subsampling", POOLING)
    assert_stated(r"blurs in between with $(\tfrac{1}{4}, \tfrac{1}{2}, \tfrac{1}{4})$", POOLING)


def test_blurring_makes_the_largest_change_smaller() -> None:
    plain, blurred = (abs(pool(np.roll(TOY, 1)) - pool(TOY)).max() for pool in (max_pooled, blurred_max_pooled))
    assert_stated(f"largest change falls from {plain:g} to {blurred:g}: better, not zero", POOLING)


def test_the_global_mean() -> None:
    assert_stated(f"{mean_pool2d(TILES, 4).item():g} for the input of @fig:max_pooling", POOLING)


def test_what_a_strided_layer_costs() -> None:
    size = output_size(224, 3, stride=2, padding=1)
    assert_stated(
        rf"A $3 \times 3$ layer from 64 to 64 channels with stride 2 and padding 1 also takes 224 to {size}", POOLING
    )
    parameters = f"{3 * 3 * 64 * 64 + 64:,}".replace(",", "{,}")
    assert_stated(rf"$3 \cdot 3 \cdot 64 \cdot 64 + 64 = {parameters}$", POOLING)


def test_self_check_an_overlapping_window() -> None:
    size = output_size(112, 3, stride=2, padding=1)
    assert_stated(r"A $3 \times 3$ window with stride 2 and padding 1 pools a map 112 wide.", POOLING)
    assert_stated(rf"{size}, since $\lfloor (112 + 2 - 3) / 2 \rfloor + 1 = {size - 1} + 1$", POOLING)


def test_self_check_a_zero_could_win() -> None:
    image = np.array([[-3, -1], [-2, -4]])
    result = max_pool2d(image, 2, stride=2, padding=1)
    assert not max_pool2d(np.pad(image, 1), 2, stride=2).any()
    assert_stated(rf"Pool {mathed_rows(image)} with a $2 \times 2$ window, stride 2 and padding 1.", POOLING)
    assert_stated(f"the result is {mathed_rows(result)}. Padded with zeros it would be all zeros", POOLING)


def test_self_check_pooling_the_input_of_the_first_article() -> None:
    assert_stated(r"Pool the $5 \times 5$ input of the first article with a $3 \times 3$ window at stride 1.", POOLING)
    assert_stated(f"The maxima are {mathed_rows(max_pool2d(IMAGE, 3, stride=1))}.", POOLING)
    total, mean = IMAGE[:3, :3].sum(), mean_pool2d(IMAGE, 3, stride=1)[0, 0]
    assert_stated(rf"adds up to {total}, so its mean is ${total}/9 \approx {mean:.2f}$", POOLING)


def test_self_check_a_shift_by_a_whole_stride() -> None:
    before, after = max_pooled(TOY), max_pooled(np.roll(TOY, 2))
    assert after.tolist() == np.roll(before, 1).tolist()
    assert_stated("The input shifts by two pixels. What does max pooling with window 2 and stride 2 do", POOLING)
    assert_stated("It shifts by exactly one place.", POOLING)
