"""What a rescue brings, in sentences that say what is lost as plainly as what is saved."""

from datetime import datetime

from flipdesk.domain.dates import format_clock, format_date_long
from flipdesk.i18n import _, ngettext
from flipdesk.services.rescuing import Prepared, Source


def source_words(source: Source) -> str:
    """Return which copy is meant, as in a list to choose from."""
    if source.is_all_there_is:
        return _("What the damaged file still tells")
    if source.is_file_itself:
        return _("The file without the log beside it, as of {when}").format(when=_when(source.made))
    return _("The backup of {when}").format(when=_when(source.made))


def rescue_lines(prepared: Prepared) -> tuple[str, ...]:
    """Return what there will be, what is saved beyond the copy, and what is lost."""
    found = [_holds(prepared)]
    if prepared.notes_later:
        found.append(
            ngettext(
                "{count} later note is saved from the damaged file.",
                "{count} later notes are saved from the damaged file.",
                prepared.notes_later,
            ).format(count=prepared.notes_later)
        )
    if other := prepared.rows_later - prepared.notes_later:
        found.append(
            ngettext(
                "{count} other later thing is saved, such as a tag, a turn or a draft.",
                "{count} other later things are saved, such as tags, turns and drafts.",
                other,
            ).format(count=other)
        )
    if not prepared.is_readable:
        found.append(
            _("The damaged file tells nothing more: what was written after the copy is lost.")
        )
    return (*found, *_counted(prepared), _("The sound recordings lie untouched in their folder."))


def _holds(prepared: Prepared) -> str:
    sessions = ngettext("{count} session", "{count} sessions", prepared.sessions)
    notes = ngettext("{count} note", "{count} notes", prepared.notes)
    sentence = _("In all: {sessions} and {notes}.")
    return sentence.format(
        sessions=sessions.format(count=prepared.sessions), notes=notes.format(count=prepared.notes)
    )


def _counted(prepared: Prepared) -> list[str]:
    sentences = (
        (
            prepared.mended,
            ngettext(
                "{count} thing that the disk had changed is as it was written.",
                "{count} things that the disk had changed are as they were written.",
                prepared.mended,
            ),
        ),
        (
            prepared.gone,
            ngettext(
                "{count} thing that was deleted after the copy is there again.",
                "{count} things that were deleted after the copy are there again.",
                prepared.gone,
            ),
        ),
        (
            prepared.gaps + prepared.lost,
            ngettext(
                "{count} place in the damaged file could not be used: what was new there is lost.",
                "{count} places in the damaged file could not be used: what was new there is lost.",
                prepared.gaps + prepared.lost,
            ),
        ),
    )
    return [sentence.format(count=count) for count, sentence in sentences if count]


def _when(moment: datetime | None) -> str:
    if moment is None:
        return _("an unknown day")
    local = moment.astimezone()
    return f"{format_date_long(local.date())} {format_clock(local)}"
