"""What came back and is not decided, as rows and as text to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from flipdesk.domain.dates import format_date_short, format_time
from flipdesk.domain.findings import ChangeKind
from flipdesk.domain.review import ReviewComment
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.services.reviewing import ChangeToDecide
from flipdesk.ui.delegates.roles import Tone, spoken

_ICONS = {
    ChangeKind.INSERTION: "plus",
    ChangeKind.ADDED: "plus",
    ChangeKind.DELETION: "x",
}
_LONGEST = 60


@dataclass(frozen=True)
class ReviewRow:
    """One comment or change: who and what, below it where; `text` is what is read in full."""

    icon: str
    title: str
    where: str
    text: str
    tone: Tone = "text"

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return spoken(self.title, self.where)


def places(record: SessionRecord) -> dict[str, str]:
    """Return the texts that things can concern, by GUID; what was merged stands in its whole."""
    found: dict[str, str] = {item.id: item.title for item in record.agenda}
    wholes = {one.id: one.merged_into for one in record.merged}
    texts = {one.id: one.text for one in (*record.reflections, *record.merged)}
    for key in texts:
        whole = key
        while whole in wholes:
            whole = wholes[whole] or whole
        found[key] = texts[whole]
    return found | {one.id: one.text for one in record.outcomes}


def change_row(one: ChangeToDecide, known: dict[str, str]) -> ReviewRow:
    """Return the row of a change."""
    first = one.same.first
    who = ", ".join(one.same.people) or _("not told by whom")
    kind = word(first.kind)
    if not first.is_tracked:
        kind = _("{kind}, untracked").format(kind=kind)
    when = _when(first.said_on)
    parts = [f"<p>{escape(' · '.join(part for part in (who, kind, when) if part))}</p>"]
    parts.append(f"<p>{_marked(one)}</p>")
    for other in one.contradicts:
        sentence = _("Contradicts {who}: “{text}”").format(
            who=", ".join(other.people) or _("somebody"),
            text=other.first.new_text or _("struck out"),
        )
        parts.append(f"<p>{escape(sentence)}</p>")
    if one.outcome is None and first.concerns is not None and first.kind is not ChangeKind.MOVED:
        by_hand = _("This cannot be accepted as it stands; edit the text or reject it.")
        parts.append(f"<p>{escape(by_hand)}</p>")
    icon = _ICONS.get(first.kind, "pencil")
    lost = first.concerns is None and first.kind is not ChangeKind.ADDED
    tone: Tone = "warning" if lost or one.contradicts else "text"
    title = f"{who}: {_short(first.new_text.strip() or first.old_text.strip())}"
    return ReviewRow(icon, title, _where(first.concerns, lost, known), "".join(parts), tone)


def comment_row(
    one: ReviewComment, answers: Sequence[ReviewComment], known: dict[str, str]
) -> ReviewRow:
    """Return the row of a comment with the answers to it."""
    parts = []
    if one.quote:
        parts.append(f"<p><i>{_lines(one.quote)}</i></p>")
    for said in (one, *answers):
        who = said.said_by or _("not told by whom")
        head = " · ".join(part for part in (who, _when(said.said_on)) if part)
        parts.append(f"<p>{escape(head)}<br>{_lines(said.text)}</p>")
    if one.is_done:
        parts.append(f"<p>{escape(_('Marked as resolved in Word.'))}</p>")
    lost = one.concerns is None
    title = f"{one.said_by or _('not told by whom')}: {_short(one.text)}"
    tone: Tone = "warning" if lost else "text"
    where = _where(one.concerns, lost, known)
    return ReviewRow("message-square-text", title, where, "".join(parts), tone)


def _marked(one: ChangeToDecide) -> str:
    """Return the paragraph with what goes struck through and what comes underlined."""
    first = one.same.first
    old = f"<s>{_lines(first.old_text)}</s>" if first.old_text else ""
    new = f"<u>{_lines(first.new_text.strip(chr(10)))}</u>" if first.new_text else ""
    hunk = first.hunk
    before, after = first.sent_text[: hunk.start], first.sent_text[hunk.end :]
    return f"{_lines(before)}{old}{' ' if old and new else ''}{new}{_lines(after)}"


def _where(concerns: str | None, lost: bool, known: dict[str, str]) -> str:  # noqa: FBT001
    if lost:
        return _("Could not be placed")
    return _short(known.get(concerns or "", "")) if concerns else _("New paragraph")


def _when(written: str) -> str:
    if not written:
        return ""
    moment = datetime.fromisoformat(written)
    local = moment.astimezone() if moment.tzinfo else moment
    return _("{date} at {time}").format(date=format_date_short(local), time=format_time(local))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
