"""The floors under the colours: contrast for text and controls, distance between potentials.

Contrast is WCAG 2.x relative luminance. Colour vision deficiencies follow Machado, Oliveira and
Fernandes 2009, severity 1.0, in linear light. Distance is CIEDE2000.
"""

import itertools
import math

import pytest

from flipdesk.ui.theme.tokens import Scheme, Tokens, read_tokens

GROUNDS = ("bg", "surface", "raised", "inset", "accent_tint")
TEXT_FLOOR, CONTROL_FLOOR, DISTANCE_FLOOR = 4.5, 3.0, 12.0
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
SRGB_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)
Triple = tuple[float, float, float]


def times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    """Return a matrix times a vector."""
    first, second, third = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def linear(colour: str) -> Triple:
    """Return "#RRGGBB" in linear light, 0 to 1."""

    def channel(at: int) -> float:
        value = int(colour[at : at + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return channel(1), channel(3), channel(5)


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    low, high = sorted(times(SRGB_TO_XYZ, linear(colour))[1] for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, vision: str) -> Triple:
    """Return a colour in CIELAB as a kind of vision sees it."""
    red, green, blue = (min(1.0, max(0.0, v)) for v in times(VISION[vision], linear(colour)))
    ratios = (v / w for v, w in zip(times(SRGB_TO_XYZ, (red, green, blue)), WHITE, strict=True))
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: Triple, other: Triple) -> float:
    """Return CIEDE2000 between two colours in CIELAB (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean7 = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    stretch = 1 + (1 - math.sqrt(mean7 / (mean7 + 25**7))) / 2
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1 = math.degrees(math.atan2(b1, a1 * stretch)) % 360
    h2 = math.degrees(math.atan2(b2, a2 * stretch)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2

    def cosine(degrees: float) -> float:
        return math.cos(math.radians(degrees))

    t = 1 - 0.17 * cosine(hue - 30) + 0.24 * cosine(2 * hue)
    t += 0.32 * cosine(3 * hue + 6) - 0.2 * cosine(4 * hue - 63)
    weight_l = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    weight_c, weight_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    rotation *= math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    dl, dc = (l2 - l1) / weight_l, (c2 - c1) / weight_c
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / weight_h
    return math.sqrt(dl * dl + dc * dc + dh * dh + rotation * dc * dh)


@pytest.fixture(params=SCHEMES)
def tokens(request: pytest.FixtureRequest) -> Tokens:
    scheme: Scheme = request.param
    return read_tokens(scheme)


def too_low(pairs: list[tuple[str, str, str]], floor: float) -> list[str]:
    """Return what stays under a floor, from (what, colour, ground)."""
    measured = [(what, contrast(colour, ground)) for what, colour, ground in pairs]
    return [f"{what}: {ratio:.2f} < {floor}" for what, ratio in measured if ratio < floor]


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21, abs=0.001)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


def test_distance_of_a_published_pair() -> None:
    # Pair 1 of the test data of Sharma, Wu and Dalal 2005.
    ours = distance((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485))
    assert ours == pytest.approx(2.0425, abs=0.0001)


@pytest.mark.parametrize("ink", ["text", "muted", "accent", "success", "warning", "danger"])
def test_text_is_readable_on_every_ground(tokens: Tokens, ink: str) -> None:
    colours = tokens.colours
    pairs = [(f"{ink} on {ground}", colours[ink], colours[ground]) for ground in GROUNDS]
    assert too_low(pairs, TEXT_FLOOR) == []


@pytest.mark.parametrize("line", ["border_strong", "focus", "accent"])
def test_controls_stand_out_from_every_ground(tokens: Tokens, line: str) -> None:
    colours = tokens.colours
    pairs = [(f"{line} on {ground}", colours[line], colours[ground]) for ground in GROUNDS]
    assert too_low(pairs, CONTROL_FLOOR) == []


@pytest.mark.parametrize("kind", ["success", "warning", "danger"])
def test_messages_are_readable_on_their_tint(tokens: Tokens, kind: str) -> None:
    colours = tokens.colours
    tint = colours[f"{kind}_tint"]
    assert too_low([(f"{i} on {kind}", colours[i], tint) for i in (kind, "text")], TEXT_FLOOR) == []
    assert too_low([(f"focus on {kind}", colours["focus"], tint)], CONTROL_FLOOR) == []


def test_text_on_fills_is_readable(tokens: Tokens) -> None:
    colours = tokens.colours
    pairs = [
        ("primary button", colours["on_accent"], colours["accent"]),
        ("recording pill", colours["on_rec"], colours["rec"]),
        ("no sound", colours["on_warning"], colours["warning_fill"]),
        ("toast", colours["surface"], colours["text"]),
        *((f"heat {level}", ink, fill) for level, (fill, ink) in enumerate(tokens.heat)),
    ]
    assert too_low(pairs, TEXT_FLOOR) == []


def test_the_recording_pill_stands_out(tokens: Tokens) -> None:
    colours = tokens.colours
    grounds = ("bg", "surface", "inset")  # it stands on no other
    pairs = [(f"rec on {ground}", colours["rec"], colours[ground]) for ground in grounds]
    assert too_low(pairs, CONTROL_FLOOR) == []


def test_potentials_are_readable(tokens: Tokens) -> None:
    colours = tokens.colours
    text, control = [], []
    for slug, potential in tokens.potentials.items():
        text.append((f"{slug} digit", potential.on_fill, potential.fill))
        text.append((f"{slug} name on tint", potential.text, potential.tint))
        text.append((f"{slug} name on raised", potential.text, colours["raised"]))
        control.append((f"focus on {slug}", colours["focus"], potential.tint))
        for ground in ("bg", "surface", "raised", "accent_tint"):
            control.append((f"{slug} on {ground}", potential.fill, colours[ground]))
    assert too_low(text, TEXT_FLOOR) == []
    assert too_low(control, CONTROL_FLOOR) == []


@pytest.mark.parametrize("vision", VISION)
def test_potentials_can_be_told_apart(tokens: Tokens, vision: str) -> None:
    seen = {slug: lab(one.fill, vision) for slug, one in tokens.potentials.items() if slug}
    assert len(seen) == 6
    close = {
        f"{one}/{other}": distance(seen[one], seen[other])
        for one, other in itertools.combinations(seen, 2)
    }
    assert {pair: far for pair, far in close.items() if far < DISTANCE_FLOOR} == {}


def test_high_contrast_leaves_nothing_faint(tokens: Tokens) -> None:
    strong = tokens.in_high_contrast()
    assert strong.colours["muted"] == strong.colours["text"]
    assert strong.colours["border"] == strong.colours["border_strong"]
    tints = {strong.colours[name] for name in strong.colours if name.endswith("_tint")}
    tints |= {one.tint for one in strong.potentials.values()}
    assert tints == {strong.colours["raised"]}


def test_the_audience_can_read_from_the_back_row(tokens: Tokens) -> None:
    audience = tokens.audience
    for ink, floor in (("text", 15.0), ("muted", 10.0), ("rec", 4.5), ("line", 2.5)):
        assert too_low([(ink, audience[ink], audience["ground"])], floor) == []
    assert audience["blank"] == "#000000"
