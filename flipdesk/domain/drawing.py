"""A picture as plain values: shapes in logical px, their colours by the names of tokens.

It knows no screen and no file. Who draws it looks the colours up, so that one picture serves light,
dark and print, and asks for the words under a shape where it can be pointed at.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from flipdesk.domain.report import Door

Anchor = Literal["start", "middle", "end"]
Hatch = Literal["", "rising", "falling", "dots", "level"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What can be pointed at: its place in the report's table, its words, and where it leads.

    `row` and `column` are -1 for what is no cell of the table.
    """

    spoken: str
    door: Door | None = None
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class Rect:
    """`fill` and `line` are tokens, "" for none; `hatch` is drawn over the fill in `ink`."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    line: str = ""
    radius: float = 0
    line_width: float = 1
    hatch: Hatch = ""
    ink: str = "text"
    is_dashed: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str = "border"
    width: float = 1
    is_dashed: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle, or with `corners` 4 a diamond of the same size."""

    x: float
    y: float
    radius: float
    fill: str = ""
    line: str = ""
    line_width: float = 1
    is_diamond: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float = 13
    colour: str = "text"
    is_strong: bool = False
    anchor: Anchor = "start"


Shape = Rect | Line | Disc | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order they are drawn, on a ground of `width` times `height` logical px."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str = ""
    description: str = ""
    ground: str = "surface"

    @property
    def marked(self) -> tuple[tuple[Rect | Line | Disc, Mark], ...]:
        """What can be walked through, in order."""
        return tuple(
            (one, one.mark)
            for one in self.shapes
            if not isinstance(one, Text) and one.mark is not None
        )


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """Return a shape at another place."""
    if isinstance(shape, Line):
        return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))
    return replace(shape, x=shape.x + dx, y=shape.y + dy)


def bounds(shape: Rect | Line | Disc) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a shape."""
    if isinstance(shape, Rect):
        return shape.x, shape.y, shape.width, shape.height
    if isinstance(shape, Disc):
        side = 2 * shape.radius
        return shape.x - shape.radius, shape.y - shape.radius, side, side
    xs = [x for x, _y in shape.points]
    ys = [y for _x, y in shape.points]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


@dataclass(slots=True)
class Sheet:
    """Takes shapes while a chart is laid out."""

    width: float
    shapes: list[Shape] = field(default_factory=list)

    def add(self, *shapes: Shape) -> None:
        self.shapes.extend(shapes)

    def extend(self, shapes: Iterable[Shape]) -> None:
        self.shapes.extend(shapes)

    def drawing(self, height: float, title: str, description: str) -> Drawing:
        """Return what was laid out, as high as said."""
        return Drawing(self.width, height, tuple(self.shapes), title, description)
