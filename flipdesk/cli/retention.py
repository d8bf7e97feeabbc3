"""`flipdesk retention`: how long things are kept, what is due, and deleting it when told to."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, opened, table
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.dates import format_date_medium
from flipdesk.domain.retention import Due, Kept
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.retention import Retention

_KINDS = click.Choice([str(one) for one in Kept])
_MOST_MONTHS = 1200


@click.group(help=N_("How long sound, key list, notes and minutes are kept, and what is due."))
def retention() -> None:
    """Hold the commands about keeping together."""


@retention.command(name="list", help=N_("List what is due, the longest overdue first."))
@click.option(
    "--ahead",
    metavar="DAYS",
    type=click.IntRange(0, 36500),
    default=0,
    help=N_("With what is due within so many days."),
)
@kb_option
@json_option
def list_(ahead: int, kb: Path | None, *, as_json: bool) -> None:
    """Print one thing a line; nothing is deleted."""
    with opened(kb) as base:
        service = _service(base)
        found, times = service.due(_today(), ahead=timedelta(days=ahead)), service.times
    if as_json:
        months = {str(kept): times.months.get(kept) for kept in Kept}
        echo_json({"months": months, "due": [_values(one) for one in found]})
        return
    click.echo(_usual(times.months))
    if found:
        click.echo(table([_row(one) for one in found]))
    else:
        click.echo(_("Nothing is due."))


@retention.command(help=N_("Delete what is due: shown first, and asked about one by one."))
@click.option("--only", "kinds", type=_KINDS, multiple=True, help=N_("Only this; may be repeated."))
@click.option("--yes", is_flag=True, help=N_("Delete all of it without asking."))
@kb_option
@json_option
def run(kinds: tuple[str, ...], kb: Path | None, *, yes: bool, as_json: bool) -> None:
    """Delete for ever, from backups too; what could not be seen to is said."""
    done: list[Due] = []
    with opened(kb) as base:
        service = _service(base)
        for due in service.due(_today()):
            if kinds and str(due.kept) not in kinds:
                continue
            line = "  ".join(_row(due))
            if not yes:
                _show_what_goes(service, due)
            question = _("Delete for ever: {line}?").format(line=line)
            if yes or click.confirm(question, err=True):
                report = service.delete(due)
                done.append(due)
                for name, why in () if report is None else report.refused:
                    click.echo(f"  {name}: {why}", err=True)
    if as_json:
        echo_json({"deleted": [_values(one) for one in done]})
        return
    words = ngettext("{count} thing is deleted.", "{count} things are deleted.", len(done))
    click.echo(words.format(count=len(done)))


@retention.command(name="set", help=N_("Choose so many months after a session; 0 is no limit."))
@click.argument("kind", type=_KINDS)
@click.argument("months", type=click.IntRange(0, _MOST_MONTHS))
@kb_option
def set_(kind: str, months: int, kb: Path | None) -> None:
    """Keep the usual time; sessions with a day of their own are not touched."""
    with opened(kb) as base:
        service = _service(base)
        service.choose(Kept(kind), months or None)
        click.echo(_usual(service.times.months))


def _service(base: "KnowledgeBase") -> "Retention":
    from flipdesk.services.desk import Desk

    return Desk(base, SystemClock()).retention


def _show_what_goes(service: "Retention", due: Due) -> None:
    from flipdesk.services.erasure_words import lines_of

    if due.kept is not Kept.KEY:
        for line in lines_of(service.plan(due)):
            click.echo(f"  {line}", err=True)


def _today() -> date:
    return SystemClock().now().astimezone().date()


def _usual(months: dict[Kept, int]) -> str:
    def told(kept: Kept) -> str:
        count = months.get(kept)
        if count is None:
            return _("{what}: no limit").format(what=word(kept))
        words = ngettext("{what}: {count} month", "{what}: {count} months", count)
        return words.format(what=word(kept), count=count)

    return _("Kept after a session: {times}.").format(times=", ".join(map(told, Kept)))


def _row(due: Due) -> tuple[str, ...]:
    return format_date_medium(due.day), word(due.kept), due.title


def _values(due: Due) -> dict[str, object]:
    return {
        "what": due.kept,
        "day": due.day.isoformat(),
        "title": due.title,
        "series": due.series_id,
        "sessions": list(due.sessions),
        "count": due.count,
    }
