"""`flipdesk report`: the numbers behind the charts, as a table or as a file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flipdesk.cli.narrowing import named_organisations, named_potentials
from flipdesk.cli.noting import noting
from flipdesk.cli.options import echo_bytes, kb_option, opened, table
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.report import Report, Scope
from flipdesk.domain.report_text import cell_text
from flipdesk.domain.use import Act, Thing
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _
from flipdesk.services.reports.codes import AXES
from flipdesk.services.reports.report_file import (
    ReportForm,
    form_of_file,
    render_report,
    write_report,
)
from flipdesk.services.reports.report_kinds import KINDS, SERIES, SESSION, ReportKind, kind_of

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_TABLE = "table"


@click.command(help=N_("Count what the sessions know: flipdesk report lists what can be counted."))
@click.argument("name", required=False)
@click.option("--session", metavar="SESSION", help=N_("Of this session."))
@click.option("--series", metavar="SERIES", help=N_("Of this series."))
@click.option(
    "--organisation", "organisations", multiple=True, metavar="NAME",
    help=N_("Only this organisation."),
)  # fmt: skip
@click.option(
    "--potential", "potentials", multiple=True, metavar="NAME",
    help=N_("Only this potential, by slug or number."),
)  # fmt: skip
@click.option("--from", "since", type=_DAY, metavar="DATE", help=N_("Not before this day."))
@click.option("--to", "until", type=_DAY, metavar="DATE", help=N_("Not after this day."))
@click.option("--measure", metavar="NAME", help=N_("What is counted, where there is a choice."))
@click.option(
    "--axes", nargs=2, type=click.Choice(list(AXES)), metavar="AXES",
    help=N_("The two axes of “together”."),
)  # fmt: skip
@click.option(
    "--few", type=click.IntRange(min=0), default=3, metavar="N",
    help=N_("Hide numbers below this where they could tell who somebody is; 0 hides none."),
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice([_TABLE, *(str(one) for one in ReportForm)]),
    help=N_("What to write; else a table, or what the name of the file asks for."),
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path),
    help=N_("Where to; else the terminal."),
)  # fmt: skip
@kb_option
def report(kb: Path | None, **chosen: Any) -> None:
    """Print one report, or the list of all of them."""
    kind = _kind(chosen["name"])
    if kind is None:
        click.echo(table([_line(one) for one in KINDS]))
        return
    output: Path | None = chosen["output"]
    wanted = _form(chosen["form"], output)
    with opened(kb) as base:
        from flipdesk.services.reports.reports import Reports

        reports = Reports(base, SystemClock())
        scope = replace(_scope(base, kind, chosen), samples=reports.counts_samples())
        made = reports.make(kind.name, scope)
        if output is not None:
            reports.refuse(made, scope)
    _hand_out(made, wanted, output)
    if wanted is not None:
        noting(base).note(Act.EXPORTED, Thing.REPORT)


def _kind(name: str | None) -> ReportKind | None:
    kind = kind_of(name or "")
    if name and kind is None:
        known = ", ".join(one.name for one in KINDS)
        sentence = _("There is no report “{name}”; choose one of {known}.")
        raise KnownError(sentence.format(name=name, known=known))
    return kind


def _line(kind: ReportKind) -> tuple[str, ...]:
    return kind.name, _(kind.question), " ".join(key for key, _words in kind.measures)


def _form(form: str | None, output: Path | None) -> ReportForm | None:
    if form == _TABLE or (form is None and output is None):
        if output is not None:
            raise KnownError(_("A table goes to the terminal; choose csv for a file."))
        return None
    return ReportForm(form) if form else form_of_file(output or Path())


def _scope(base: "KnowledgeBase", kind: ReportKind, chosen: Mapping[str, Any]) -> Scope:
    from flipdesk.services.digests import Digests
    from flipdesk.services.session_files import SessionFiles

    clock, session, series = SystemClock(), chosen["session"], chosen["series"]
    if kind.needs == SESSION and not session:
        raise KnownError(_("This report is about one session; name it with --session."))
    if kind.needs == SERIES and not series:
        raise KnownError(_("This report is about one series; name it with --series."))
    return Scope(
        session=SessionFiles(base, clock).find(session).id if session else None,
        series=(Digests(base, clock).find(series).id,) if series else (),
        organisations=named_organisations(base, chosen["organisations"]),
        potentials=named_potentials(base, chosen["potentials"]),
        since=_day(chosen["since"]),
        until=_day(chosen["until"]),
        measure=_measure(kind, chosen["measure"]),
        axes=chosen["axes"] or Scope().axes,
        few=chosen["few"],
    )


def _measure(kind: ReportKind, measure: str | None) -> str:
    known = [key for key, _words in kind.measures]
    if measure and measure not in known:
        sentence = _("This report has no measure “{name}”; choose one of {known}.")
        raise KnownError(sentence.format(name=measure, known=", ".join(known) or "–"))
    return measure or ""


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _hand_out(made: Report, wanted: ReportForm | None, output: Path | None) -> None:
    if wanted is None:
        click.echo("\n".join(_lines(made)))
    elif output is None:
        echo_bytes(render_report(made, wanted))
    else:
        write_report(made, output.absolute(), wanted)
        click.echo(_("File: {place}").format(place=output.absolute()))


def _lines(made: Report) -> Sequence[str]:
    heads = [part for part in (made.title, made.question, made.scope) if part]
    if made.is_empty:
        return [*heads, "", made.missing]
    rows = [(made.head, *(column.title for column in made.columns))]
    for row in made.rows:
        cells = zip(row.cells, made.columns, strict=True)
        texts = (cell_text(cell, column.unit) for cell, column in cells)
        rows.append((" ".join(row.title.split()), *texts))
    return [*heads, "", *made.summary, "", table(rows), "", *made.notes]
