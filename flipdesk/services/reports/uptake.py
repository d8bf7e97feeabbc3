"""What became of the things citizens said: taken up, overheard or overtaken, by series."""

from flipdesk.domain.danish import sort_key
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row
from flipdesk.domain.vocabulary import Uptake
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.numbers import first_ids
from flipdesk.services.reports.slow_reading import SlowReport, read


def uptake(asked: Asked) -> SlowReport:
    """Return rows of series and columns of the three ways it can go."""
    base, scope = asked.base, asked.scope
    titles: dict[str, str] = {}
    ids: dict[tuple[str, Uptake], list[str]] = {}
    found = yield from read(base, scope, base.counts.tags.uptakes)
    for one in found:
        titles[one.series_id] = one.series_title
        ids.setdefault((one.series_id, one.uptake), []).append(one.reflection_id)
    titles = dict(sorted(titles.items(), key=lambda pair: (sort_key(pair[1]), pair[0])))
    rows = tuple(
        Row(key, title, tuple(_cell(ids.get((key, one), [])) for one in Uptake))
        for key, title in titles.items()
    )
    return Report(
        name="uptake",
        form=Form.BARS,
        head=_("Series"),
        columns=tuple(Column(str(one), word(one).capitalize()) for one in Uptake),
        rows=rows,
        summary=_summary(ids) if rows else (),
        notes=(
            _("Counted are the places in conversations that somebody noted as uptake."),
            _("Series stand in alphabetical order."),
        ),
        missing=_("Note what became of something a citizen said: #grib, #grib- or #grib>."),
    )


def _cell(ids: list[str]) -> Cell:
    return Cell(len(ids), door=Door(ids=first_ids(ids)) if ids else None)


def _summary(ids: dict[tuple[str, Uptake], list[str]]) -> tuple[str, ...]:
    counts = (
        f"{word(one)} {sum(len(some) for (_key, way), some in ids.items() if way is one)}"
        for one in Uptake
    )
    return (_("In all: {counts}.").format(counts=", ".join(counts)),)
