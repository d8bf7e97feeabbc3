"""Between which of the four moral dimensions the dilemmas lie."""

from itertools import combinations

from flipdesk.domain.codebook import DIMENSIONS_AXIS
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row
from flipdesk.domain.vocabulary import ReflectionKind
from flipdesk.i18n import _, ngettext
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.codes import codes
from flipdesk.services.reports.numbers import first_ids
from flipdesk.services.reports.slow_reading import SlowReport, read

DILEMMAS, EVERYTHING = "dilemmas", "reflections"


def dilemmas(asked: Asked) -> SlowReport:
    """Return a row for each pair of dimensions, its key "effektivitet|respekt"."""
    base, scope = asked.base, asked.scope
    measure = scope.measure or DILEMMAS
    found: dict[frozenset[str], list[str]] = {}
    notes: set[str] = set()
    tags = base.counts.tags
    pairs = yield from read(base, scope, lambda some: tags.dilemmas(some, DIMENSIONS_AXIS))
    for one in pairs:
        if measure == EVERYTHING or one.kind == ReflectionKind.DILEMMA:
            found.setdefault(frozenset((one.first, one.second)), []).append(one.reflection_id)
            notes.add(one.reflection_id)
    named = codes(base, DIMENSIONS_AXIS)
    rows = tuple(
        Row(f"{a.slug}|{b.slug}", f"{a.name} – {b.name}", (_cell(found, a.slug, b.slug),))
        for a, b in combinations(named, 2)
    )
    counted = ngettext(
        "{count} note joins two or more dimensions.",
        "{count} notes join two or more dimensions.",
        len(notes),
    )
    return Report(
        name="dilemmas",
        form=Form.TENSIONS,
        head=_("Between"),
        columns=(Column("count", _("Dilemmas") if measure == DILEMMAS else _("Reflections")),),
        rows=rows if found else (),
        summary=(counted.format(count=len(notes)),),
        notes=(_("The wider a line, the more dilemmas lie between the two."),),
        missing=_("Note a dilemma with the two dimensions it lies between, such as #eff #resp."),
        measure=measure,
    )


def _cell(found: dict[frozenset[str], list[str]], first: str, second: str) -> Cell:
    ids = found.get(frozenset((first, second)), [])
    return Cell(len(ids), door=Door(ids=first_ids(ids)) if ids else None)
