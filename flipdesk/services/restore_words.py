"""What restoring a backup would change, said in words for the window and the command line."""

from flipdesk.domain.dates import format_date_medium
from flipdesk.domain.restore_preview import Difference, RestorePreview, SessionDifference
from flipdesk.i18n import _, ngettext


def lines_of(preview: RestorePreview) -> tuple[str, ...]:
    """Return one line a session that changes, and one for all that belongs to no session."""
    lines = [_session_line(one) for one in preview.sessions]
    if preview.rest:
        count = preview.rest.back + preview.rest.gone + preview.rest.other
        words = ngettext(
            "People, organisations, knowledge items and settings: {count} row changes",
            "People, organisations, knowledge items and settings: {count} rows change",
            count,
        )
        lines.append(words.format(count=count))
    return tuple(lines)


def summary_of(preview: RestorePreview) -> str:
    """Return in one sentence what would change."""
    if preview.is_same:
        return _("Nothing would change: the backup holds the same as the knowledge base does now.")
    gone = sum(one.is_gone for one in preview.sessions)
    back = sum(one.is_back for one in preview.sessions)
    changed = len(preview.sessions) - gone - back
    parts = []
    if gone:
        words = ngettext("{count} session goes away", "{count} sessions go away", gone)
        parts.append(words.format(count=gone))
    if back:
        words = ngettext("{count} session comes back", "{count} sessions come back", back)
        parts.append(words.format(count=back))
    if changed:
        words = ngettext(
            "{count} session becomes what it was", "{count} sessions become what they were", changed
        )
        parts.append(words.format(count=changed))
    if not parts:
        return _("No session would change.")
    return _("{what}.").format(what=", ".join(parts))


def _session_line(one: SessionDifference) -> str:
    title = one.title
    if one.starts is not None:
        title = f"{title} ({format_date_medium(one.starts.date())})"
    if one.is_gone:
        words = _("goes away")
    elif one.is_back:
        words = _("comes back")
    else:
        words = ""
    parts = [words, _notes(one.notes), _minutes(one.minutes)]
    if not any(parts):
        parts = [_("other things in it become what they were")]
    return f"{title}: " + ", ".join(part for part in parts if part)


def _notes(change: Difference) -> str:
    parts = []
    if change.gone:
        words = ngettext("{count} note goes away", "{count} notes go away", change.gone)
        parts.append(words.format(count=change.gone))
    if change.back:
        words = ngettext("{count} note comes back", "{count} notes come back", change.back)
        parts.append(words.format(count=change.back))
    if change.other:
        words = ngettext(
            "{count} note becomes what it was", "{count} notes become what they were", change.other
        )
        parts.append(words.format(count=change.other))
    return ", ".join(parts)


def _minutes(change: Difference) -> str:
    parts = []
    if change.gone:
        words = ngettext(
            "{count} version of minutes goes away",
            "{count} versions of minutes go away",
            change.gone,
        )
        parts.append(words.format(count=change.gone))
    if change.back:
        words = ngettext(
            "{count} version of minutes comes back",
            "{count} versions of minutes come back",
            change.back,
        )
        parts.append(words.format(count=change.back))
    if change.other:
        words = ngettext(
            "{count} version of minutes becomes what it was",
            "{count} versions of minutes become what they were",
            change.other,
        )
        parts.append(words.format(count=change.other))
    return ", ".join(parts)
