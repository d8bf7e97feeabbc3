"""Whose reflections they are, by potential: research and practice kept apart, nobody by name."""

from collections.abc import Sequence
from dataclasses import replace

from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row, Scope, Unit
from flipdesk.domain.report_text import plain_number
from flipdesk.domain.vocabulary import Role
from flipdesk.i18n import _
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.codes import digit_of, potentials
from flipdesk.services.reports.numbers import SHARE_OF, added, few_note, query_of, shown
from flipdesk.services.reports.slow_reading import SlowReport

COUNT, SHARE = "count", "share"
RESEARCH, PRACTICE, NOBODY = "research", "practice", ""


def voices(asked: Asked) -> SlowReport:
    """Return rows of potentials and columns of voices."""
    base, scope = asked.base, asked.scope
    measure = scope.measure or COUNT
    tags = base.counts.tags
    tallies = yield from asked.kept.read("tags", tuple(tags.places(scope)), tags.potentials)
    counts = added(tallies, lambda one: (one.code, one.voice))
    unit = Unit.COUNT if measure == COUNT else Unit.PERCENT
    columns = (
        Column(RESEARCH, _("Researchers"), unit),
        Column(PRACTICE, _("Practitioners"), unit),
        Column("nobody", _("No voice noted"), unit),
    )
    rows = []
    for code in potentials(base, scope):
        found = [counts.get((code.slug, voice), 0) for voice in (RESEARCH, PRACTICE, NOBODY)]
        whole = sum(found)
        cells = []
        for voice, count in zip((RESEARCH, PRACTICE, NOBODY), found, strict=True):
            number, enough = float(count), count
            if measure == SHARE:
                number = 100 * count / whole if whole else 0
                enough = min(count, whole - SHARE_OF + scope.few)
            door = _door(scope, code.slug, voice)
            cells.append(shown(Cell(number, door=door), count, enough, scope.few))
        rows.append(Row(code.slug, code.name, tuple(cells), code.slug, digit=digit_of(code)))
    has_any = any(counts.values())
    return Report(
        name="voices",
        form=Form.BARS,
        head=_("Potential"),
        columns=columns,
        rows=tuple(rows) if has_any else (),
        summary=(_summary(rows),) if has_any and measure == COUNT else (),
        notes=(
            _("Researchers and practitioners are two voices; nobody is counted by name."),
            *few_note(scope, rows),
        ),
        missing=_("Note who says something, and tag it with a potential."),
        measure=measure,
    )


def _door(scope: Scope, slug: str, voice: str) -> Door | None:
    if voice == NOBODY:
        return None
    roles = tuple(role for role in Role if role.is_research is (voice == RESEARCH))
    return Door(query=replace(query_of(scope), potentials=(slug,), roles=roles))


def _summary(rows: Sequence[Row]) -> str:
    """Count only what is shown, so that nothing hidden can be worked out."""
    research, practice = (round(sum(row.cells[n].number or 0 for row in rows)) for n in (0, 1))
    sentence = _("{research} tags come from researchers and {practice} from practitioners.")
    return sentence.format(research=plain_number(research), practice=plain_number(practice))
