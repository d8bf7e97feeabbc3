"""The words round what the audience sees, on the screen and for screen readers."""

from flipdesk.domain.audience import AudienceView, Layer, QueuedName
from flipdesk.i18n import N_, _, ngettext, pgettext

LAYER_WORDS = {
    Layer.CLOCK: N_("Minutes left"),
    Layer.QUESTION: N_("Question"),
    Layer.FLOOR: N_("Speakers' list"),
    Layer.PARKED: N_("Parked topics"),
    Layer.RULE: N_("Ground rule"),
    Layer.PROGRAM: N_("Program"),
    Layer.RECORDING: N_("That we are recording"),
}


def minutes_text(minutes: int) -> str:
    """Return what stands under the number."""
    return ngettext("minute left", "minutes left", minutes)


def closing_text() -> str:
    return _("We are rounding off")


def next_text(view: AudienceView) -> str:
    """Return the line about the next item, "" when there is none."""
    return _("Next: {title}").format(title=view.next_title) if view.next_title else ""


def floor_title() -> str:
    return pgettext("audience", "Has the floor")


def queue_title(view: AudienceView) -> str:
    """Return what stands over those who wait."""
    return pgettext("audience", "Then") if view.speaker else pgettext("audience", "Next to speak")


def reply_text() -> str:
    return pgettext("audience", "reply")


def parked_title() -> str:
    return _("Parked topics")


def program_title() -> str:
    return _("Program")


def spoken(view: AudienceView) -> str:
    """Return everything on the screen in the order it is read."""
    floor = f"{floor_title()}: {view.speaker}" if view.speaker else ""
    queue = ", ".join(_queued(one) for one in view.queue)
    parts = (
        view.title,
        view.question,
        f"{view.minutes} {minutes_text(view.minutes)}" if view.minutes is not None else "",
        closing_text() if view.is_closing else "",
        floor,
        f"{queue_title(view)}: {queue}" if queue else "",
        _listed(parked_title(), view.parked),
        _listed(program_title(), tuple(line.title for line in view.program)),
        view.rule,
        view.recording,
        next_text(view),
    )
    return ". ".join(part for part in parts if part)


def _queued(one: QueuedName) -> str:
    return f"{one.name} {reply_text()}" if one.is_reply else one.name


def _listed(title: str, lines: tuple[str, ...]) -> str:
    return f"{title}: {', '.join(lines)}" if lines else ""
