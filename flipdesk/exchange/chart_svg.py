"""A drawing as SVG text: everything in it escaped, nothing run, its words there to be listened to.

https://www.w3.org/TR/SVG2/ ; roles after https://www.w3.org/TR/graphics-aam-1.0/
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from typing import Any

from flipdesk.domain.drawing import Disc, Drawing, Hatch, Line, Rect, Shape, Text
from flipdesk.paths import resource

FONTS = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_STEP = 6
_HATCHES: dict[Hatch, str] = {
    "rising": "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2",
    "falling": "M-1,5 l2,2 M0,0 l6,6 M5,-1 l2,2",
    "level": "M0,3 h6",
}


@cache
def token_colours(scheme: str = "light") -> Mapping[str, str]:
    """Return every colour of a scheme by the name that drawings use, as "#RRGGBB"."""
    data: dict[str, Any] = json.loads(resource("tokens.json").read_text("utf-8"))
    colours: dict[str, str] = dict(data[scheme])
    for slug, entry in data["potentials"].items():
        colours |= {f"potential.{slug}.{use}": value for use, value in entry[scheme].items()}
    for use, values in data["heat"][scheme].items():
        colours |= {f"heat.{level}.{use}": value for level, value in enumerate(values)}
    return colours


def chart_svg(drawing: Drawing, colours: Mapping[str, str]) -> str:
    """Return the whole file; a token that is not known is drawn in the colour of text."""
    width, height = _number(drawing.width), _number(drawing.height)
    rects = (one for one in drawing.shapes if isinstance(one, Rect))
    hatches = sorted({(one.hatch, one.ink) for one in rects if one.hatch})
    body = "\n".join(_shape(one, colours) for one in drawing.shapes)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc"'
        f' font-family="{escape(FONTS)}">\n'
        f'<title id="title">{_text(drawing.title)}</title>\n'
        f'<desc id="desc">{_text(drawing.description)}</desc>\n'
        f"<defs>{''.join(_pattern(*one, colours) for one in hatches)}</defs>\n"
        f'<rect width="{width}" height="{height}" fill="{_colour(drawing.ground, colours)}"/>\n'
        f"{body}\n</svg>\n"
    )


def _shape(shape: Shape, colours: Mapping[str, str]) -> str:
    if isinstance(shape, Text):
        weight = ' font-weight="600"' if shape.is_strong else ""
        anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
        return (
            f'<text x="{_number(shape.x)}" y="{_number(shape.y)}" font-size="{_number(shape.size)}"'
            f'{weight}{anchor} fill="{_colour(shape.colour, colours)}">{_text(shape.text)}</text>'
        )
    parts = list(_parts(shape, colours))
    if shape.mark is not None:
        said = f"<title>{_text(shape.mark.spoken)}</title>"
        return f'<g role="graphics-symbol">{said}{"".join(parts)}</g>'
    return "".join(parts)


def _parts(shape: Rect | Line | Disc, colours: Mapping[str, str]) -> Iterator[str]:
    if isinstance(shape, Line):
        points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
        yield (
            f'<polyline points="{points}" fill="none" stroke="{_colour(shape.colour, colours)}"'
            f' stroke-width="{_number(shape.width)}"{_dashes(shape)}/>'
        )
    elif isinstance(shape, Disc) and shape.is_diamond:
        x, y, r = shape.x, shape.y, shape.radius
        corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
        points = " ".join(f"{_number(a)},{_number(b)}" for a, b in corners)
        yield f'<polygon points="{points}"{_look(shape, colours)}/>'
    elif isinstance(shape, Disc):
        place = f'cx="{_number(shape.x)}" cy="{_number(shape.y)}" r="{_number(shape.radius)}"'
        yield f"<circle {place}{_look(shape, colours)}/>"
    else:
        place = (
            f'x="{_number(shape.x)}" y="{_number(shape.y)}" width="{_number(shape.width)}"'
            f' height="{_number(shape.height)}" rx="{_number(shape.radius)}"'
        )
        yield f"<rect {place}{_look(shape, colours)}{_dashes(shape)}/>"
        if shape.hatch:
            yield f'<rect {place} fill="url(#{_pattern_id(shape.hatch, shape.ink)})"/>'


def _look(shape: Rect | Disc, colours: Mapping[str, str]) -> str:
    fill = _colour(shape.fill, colours) if shape.fill else "none"
    line = ""
    if shape.line:
        width = _number(shape.line_width)
        line = f' stroke="{_colour(shape.line, colours)}" stroke-width="{width}"'
    return f' fill="{fill}"{line}'


def _dashes(shape: Rect | Line) -> str:
    return ' stroke-dasharray="4 3"' if shape.is_dashed else ""


def _pattern(hatch: Hatch, ink: str, colours: Mapping[str, str]) -> str:
    colour = _colour(ink, colours)
    drawn = f'<path d="{_HATCHES.get(hatch, "")}" stroke="{colour}" stroke-width="1.2"/>'
    if hatch == "dots":
        drawn = f'<circle cx="3" cy="3" r="1.3" fill="{colour}"/>'
    return (
        f'<pattern id="{_pattern_id(hatch, ink)}" width="{_STEP}" height="{_STEP}"'
        f' patternUnits="userSpaceOnUse">{drawn}</pattern>'
    )


def _pattern_id(hatch: Hatch, ink: str) -> str:
    return f"{hatch}-{ink.replace('.', '-')}"


def _colour(token: str, colours: Mapping[str, str]) -> str:
    return colours.get(token) or colours["text"]


def _text(text: str) -> str:
    """Return text without what XML cannot carry, escaped."""
    whole = text.translate(_CONTROL).encode("utf-8", "replace").decode("utf-8")
    return escape(whole)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
