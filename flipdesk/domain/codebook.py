"""Codebooks: versions of the potentials and the other axes reflections are tagged on."""

from collections.abc import Iterator
from dataclasses import dataclass

POTENTIALS_AXIS = "potentials"
DIMENSIONS_AXIS = "dimensions"
PATTERNS_AXIS = "patterns"
TAGS_AXIS = "tags"


@dataclass(frozen=True, slots=True)
class Code:
    """One code of an axis.

    `name` is the short word for chips (at most 16 letters), `title` the full one, `keys` what one
    can type after # in the capture bar beside the slug itself.
    """

    slug: str
    name: str
    title: str
    number: int | None = None
    flip_name: str | None = None
    description: str = ""
    keys: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    maps_to: str | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    key: str
    title: str
    codes: tuple[Code, ...]

    def code(self, slug: str) -> Code | None:
        return next((code for code in self.codes if code.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Codebook:
    """One version of a codebook; a session points at one version."""

    id: str
    title: str
    axes: tuple[Axis, ...]

    def axis(self, key: str) -> Axis:
        """Return the axis, empty when this codebook does not have it."""
        return next((axis for axis in self.axes if axis.key == key), Axis(key, "", ()))

    @property
    def potentials(self) -> tuple[Code, ...]:
        return self.axis(POTENTIALS_AXIS).codes

    @property
    def dimensions(self) -> tuple[Code, ...]:
        return self.axis(DIMENSIONS_AXIS).codes

    @property
    def patterns(self) -> tuple[Code, ...]:
        return self.axis(PATTERNS_AXIS).codes

    def potential(self, slug: str) -> Code | None:
        return self.axis(POTENTIALS_AXIS).code(slug)

    def __iter__(self) -> Iterator[tuple[Axis, Code]]:
        for axis in self.axes:
            for code in axis.codes:
                yield axis, code
