"""Words for the mail with which minutes are sent round."""

from flipdesk.domain.dates import format_date_long
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _, speaking


def mail_text(record: SessionRecord, minutes: Minutes) -> str:
    """Return a text to paste, in the language of the minutes; it names nobody."""
    with speaking(minutes.language):
        day = format_date_long(minutes.comments_by) if minutes.comments_by else ""
        until = _("Please send it back by {day}.") if day else _("Please send it back.")
        return "\n\n".join(
            (
                _("Dear all"),
                _("Here are the minutes of {title}.").format(title=record.full_title),
                _(
                    "Write comments and corrections straight into the Word document; it shows every"
                    " change by itself."
                )
                + " "
                + until.format(day=day),
                _("Kind regards"),
            )
        )
