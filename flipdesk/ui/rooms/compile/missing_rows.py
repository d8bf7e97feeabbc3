"""What is missing, as rows: a sentence, where it is, and what to do about it."""

from dataclasses import dataclass, replace

from flipdesk.domain.offsets import format_offset
from flipdesk.domain.vocabulary import OutcomeKind
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.services.missing import Lack, Missing
from flipdesk.ui.delegates.roles import Tone, spoken


@dataclass(frozen=True)
class MissingRow:
    """One thing that is missing; action is the word for what a click does."""

    icon: str
    title: str
    where: str
    action: str
    tone: Tone = "text"
    listen: str = ""
    """The word for hearing it, "" where there is nothing to hear."""
    faded: bool = False

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return spoken(self.title, self.where, self.action, self.listen)


def missing_row(one: Missing, *, playable: bool = False) -> MissingRow:
    """Return the row of one thing that is missing; playable says whether there is sound."""
    row = _row(one)
    is_heard = playable and one.at_ms is not None and one.lack is not Lack.RECORDING_CONSENT
    return replace(row, listen=_("Listen")) if is_heard else row


def aside_row(one: Missing) -> MissingRow:
    """Return the row of something that was set aside: why, and the way back."""
    row = _row(one)
    where = one.reason or _("set aside")
    return replace(row, where=where, action=_("Bring back"), tone="muted", faded=True)


def asides_row(count: int, *, is_open: bool) -> MissingRow:
    """Return the row that tells how much was set aside."""
    words = ngettext("{count} thing is set aside", "{count} things are set aside", count)
    return MissingRow(
        "archive", words.format(count=count), "", _("Hide") if is_open else _("Show"), "muted"
    )


def ready_row() -> MissingRow:
    """Return the row that stands where nothing is left."""
    return MissingRow("circle-check", _("All is seen to"), "", _("Write the minutes"), "success")


def _row(one: Missing) -> MissingRow:
    count = len(one.keys)
    names = _names(one)
    match one.lack:
        case Lack.DRAFT | Lack.MARKER_TEXT:
            return _unwritten(one)
        case Lack.QUOTE_CONSENT:
            title = ngettext("A quote needs permission", "{count} quotes need permission", count)
            return MissingRow("quote", title.format(count=count), names, _("See the note"))
        case Lack.NAME_CONSENT:
            title = ngettext("A note may not be quoted", "{count} notes may not be quoted", count)
            rule = _("See the rule")
            return MissingRow("triangle-alert", title.format(count=count), names, rule, "warning")
        case Lack.OWNER | Lack.DUE:
            return _promise_row(one, count, names)
        case Lack.NAME_IN_TEXT | Lack.NUMBER_IN_TEXT:
            return _text_row(one.lack, count)
        case _:
            return _consent_row(one, names)


def _unwritten(one: Missing) -> MissingRow:
    when = "" if one.at_ms is None else format_offset(one.at_ms // 1000 * 1000)
    if one.lack is Lack.DRAFT:
        title = ngettext("An edit was never saved", "{count} edits were never saved", len(one.keys))
        title = title.format(count=len(one.keys))
        return MissingRow("pencil", title, when, _("Go on"), "warning")
    title = ngettext("A marker without text", "{count} markers without text", len(one.keys))
    return MissingRow("bookmark", title.format(count=len(one.keys)), when, _("Write"))


def _promise_row(one: Missing, count: int, names: str) -> MissingRow:
    if one.lack is Lack.OWNER:
        return MissingRow("user-round", _without_owner(one.kind, count), "", _("Say who"))
    return MissingRow("clock", _without_due(one.kind, count), names, _("Set the date"))


def _text_row(lack: Lack, count: int) -> MissingRow:
    if lack is Lack.NAME_IN_TEXT:
        title = ngettext("A name is not hidden", "{count} names are not hidden", count)
        icon = "user-round"
    else:
        title = ngettext("A number or address", "{count} numbers or addresses", count)
        icon = "shield-check"
    return MissingRow(icon, title.format(count=count), "", _("Decide"), "warning")


def _consent_row(one: Missing, names: str) -> MissingRow:
    icon = "circle-question-mark"
    if len(one.people) == 1:
        person = one.people[0]
        title = _("The consent of {name}").format(name=person.name)
        where = _("unknown · {attendance}").format(attendance=word(person.attendance))
        return MissingRow(icon, title, where, _("Put right"))
    title = _("{count} consents are unknown").format(count=len(one.people))
    return MissingRow(icon, title, names, _("Put right"))


def _names(one: Missing) -> str:
    """Return one whole name, or the initials of several."""
    if len(one.people) == 1:
        return one.people[0].name
    initials = [person.initials for person in one.people]
    if len(initials) < 2:
        return ""
    return _("{names} and {last}").format(names=", ".join(initials[:-1]), last=initials[-1])


def _without_owner(kind: OutcomeKind | None, count: int) -> str:
    if kind is OutcomeKind.TRIAL:
        words = ngettext("A trial without an owner", "{count} trials without an owner", count)
    else:
        words = ngettext("An action without an owner", "{count} actions without an owner", count)
    return words.format(count=count)


def _without_due(kind: OutcomeKind | None, count: int) -> str:
    if kind is OutcomeKind.TRIAL:
        words = ngettext("A trial without a due date", "{count} trials without a due date", count)
    else:
        words = ngettext(
            "An action without a due date", "{count} actions without a due date", count
        )
    return words.format(count=count)
