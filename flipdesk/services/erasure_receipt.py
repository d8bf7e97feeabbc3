"""The receipt of an erasure: what was done and when, and nothing that says about whom."""

from collections.abc import Iterator

from flipdesk.domain.dates import format_date_long, format_time
from flipdesk.domain.erasure import ErasureKind, ErasureReport
from flipdesk.domain.paper import Block, Facts, Heading, Paper, PaperKind, Text
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import N_, _, speaking
from flipdesk.services.erasure_words import report_lines, voice_words
from flipdesk.services.papers import PaperFile

_ZONE = "Europe/Copenhagen"
_TITLES = {
    ErasureKind.PERSON: N_("Receipt: a person was erased"),
    ErasureKind.SESSION: N_("Receipt: a session was erased"),
    ErasureKind.PASSAGE: N_("Receipt: a passage of a recording was erased"),
    ErasureKind.SOUND: N_("Receipt: the sound of a session was erased"),
    ErasureKind.NOTES: N_("Receipt: the notes of a session were erased"),
    ErasureKind.MINUTES: N_("Receipt: the minutes of a session were erased"),
}


def receipt(report: ErasureReport, language: str = "da") -> PaperFile:
    """Return the receipt, ready to be written as Word, HTML or PDF."""
    with speaking(language):
        when = report.at.astimezone(zone_info(_ZONE))
        moment = _("{day} at {time}").format(day=format_date_long(when), time=format_time(when))
        return PaperFile(
            Paper(
                kind=PaperKind.RECEIPT,
                language=language,
                identifier=f"urn:flipdesk:erasure:{report.id}:{language}",
                title=_(_TITLES[report.kind]),
                subtitle=moment,
                below=_("Receipt {id}").format(id=report.id[:8]),
                author="FlipDesk",
                made=report.at,
                blocks=tuple(_blocks(report, moment)),
                name=_("Receipt of erasure {id}").format(id=report.id[:8]),
                held_on=when.date(),
            )
        )


def _blocks(report: ErasureReport, moment: str) -> Iterator[Block]:
    yield Facts(_("About the erasure"), ((_("Receipt"), report.id), (_("Erased"), moment)))
    yield Heading(_("What was done"))
    lines = report_lines(report)
    yield from (Text(line) for line in lines)
    if not lines:
        yield Text(_("The rows of the knowledge base were erased."))
    yield Text(
        _(
            "The database was cleaned of what was deleted. The erasure is kept in a list without"
            " names and is done again should a backup be restored or a file be taken in."
        )
    )
    if report.unissued:
        yield Heading(_("Minutes that have to be written again"))
        yield from (Text(line) for line in report.unissued)
    if report.refused or report.left or report.voices:
        yield Heading(_("What is left to be seen to"))
        if report.voices:
            yield Text(voice_words(report.voices), is_caution=True)
        yield from (Text(f"{name}: {why}", is_caution=True) for name, why in report.refused)
        yield from (Text(name, is_caution=True) for name in report.left)
    if report.exports:
        yield Heading(_("Files that have left FlipDesk"))
        yield Text(_("Only whoever has them can delete these:"))
        yield from (Text(line) for line in report.exports)
