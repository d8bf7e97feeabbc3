"""`flipdesk minutes compare`: what differs between two versions."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from flipdesk.cli.minutes_found import find_minutes
from flipdesk.cli.options import echo_json, json_option, kb_option, opened
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.comparison import Comparison, Fate, Passage, Segment
from flipdesk.domain.words import word
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _, ngettext

_SIGNS = {Fate.KEPT: "{text}", Fate.GONE: "[-{text}-]", Fate.NEW: "{{+{text}+}}"}


@click.command(help=N_("Show what differs between a version and the one before, or another."))
@click.argument("which")
@click.argument("older", required=False)
@click.option("--now", is_flag=True, help=N_("Compare with the texts as they stand now."))
@kb_option
@json_option
def compare(which: str, older: str | None, kb: Path | None, *, now: bool, as_json: bool) -> None:
    """Print each place that differs under its heading."""
    from flipdesk.services.comparing import compared, version_before
    from flipdesk.services.minutes import MinutesDesk

    with opened(kb) as base:
        newer = find_minutes(base, which)
        if now:
            desk = MinutesDesk(base, SystemClock())
            first = base.minutes.document(newer.id)
            snapshot = desk.prepare(newer.session_id, newer.audience, newer.language)
            second = desk.render(snapshot)
        else:
            before = find_minutes(base, older) if older else version_before(base, newer)
            if before is None:
                raise KnownError(
                    _(
                        "Version {version} is the first one; name another to compare it with."
                    ).format(version=newer.version)
                )
            first, second = base.minutes.document(before.id), base.minutes.document(newer.id)
    found = compared(first, second)
    if as_json:
        echo_json([_fields(one) for one in found.passages])
    else:
        click.echo("\n".join(_lines(found)))


def _lines(found: Comparison) -> Iterator[str]:
    if not found.passages:
        yield _("Nothing differs.")
        return
    count = len(found.passages)
    yield ngettext("{n} place differs.", "{n} places differ.", count).format(n=count)
    heading = ""
    for one in found.passages:
        if one.heading != heading:
            heading = one.heading
            yield f"\n{heading}"
        yield f"  {word(one.kind)}: {_marked(one)}"


def _marked(passage: Passage) -> str:
    return "".join(_SIGNS[one.fate].format(text=one.text) for one in passage.segments if one.text)


def _fields(passage: Passage) -> dict[str, Any]:
    return {
        "kind": passage.kind,
        "is_moved": passage.is_moved,
        "heading": passage.heading,
        "concerns": passage.target and passage.target.key,
        "words": [_segment(one) for one in passage.segments if one.text],
    }


def _segment(segment: Segment) -> dict[str, str]:
    return {"fate": segment.fate, "text": segment.text}
