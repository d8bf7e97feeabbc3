"""A potential as people meet it in a document: number, name and colour, never colour alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from flipdesk.domain.codebook import POTENTIALS_AXIS, Codebook


@dataclass(frozen=True, slots=True)
class PotentialMark:
    """The slug decides the colour; a potential that the codebook does not know has no number."""

    slug: str
    name: str
    number: int | None = None


def potential_marks(codebook: Codebook, slugs: Iterable[str]) -> tuple[PotentialMark, ...]:
    """Return a mark for each potential, in the order they were given."""
    potentials = codebook.axis(POTENTIALS_AXIS)
    marks = []
    for slug in slugs:
        code = potentials.code(slug)
        marks.append(
            PotentialMark(slug, code.name if code else slug, code.number if code else None)
        )
    return tuple(marks)
