"""The checks of Klar? as rows: what they are called and how it stands with them."""

from flipdesk.domain.dates import format_time
from flipdesk.domain.listening import Loudness, loudness
from flipdesk.domain.session_clock import planned_slots
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _, ngettext
from flipdesk.services.readiness import Check, CheckKind, Surroundings
from flipdesk.ui.delegates.state_delegate import StateRow
from flipdesk.ui.microphone_trial import MicrophoneTrial, Tried, loudness_words

_GIGABYTE = 1_000_000_000


def ready_row(
    check: Check,
    record: SessionRecord,
    around: Surroundings,
    trial: MicrophoneTrial,
    tried: Tried | None,
) -> StateRow:
    """Return the row of one check; `tried` is the trial of today, if there was one."""
    match check.kind:
        case CheckKind.MICROPHONE:
            return _microphone(record, trial, tried)
        case CheckKind.DISK:
            text, state = _("Room on the disk"), _disk_state(check, around.free_bytes)
        case CheckKind.CONSENT:
            text, state = _("Consent"), _consent_state(check)
        case CheckKind.POWER:
            text, state = _("Power"), _power_state(check, around)
        case CheckKind.SCREEN:
            text, state = _("Audience screen"), _screen_state(check)
        case CheckKind.ROLES:
            text, state = _("Chair and minute taker"), _roles_state(record)
        case CheckKind.TIME:
            text, state = _("The run sheet fits the time"), _time_state(check, record)
    if check.is_ready:
        return StateRow("circle-check", text, state, "muted", "success")
    if check.is_optional:
        return StateRow("circle", text, state, "muted", "muted")
    return StateRow("triangle-alert", text, state, "warning", "warning")


def _microphone(record: SessionRecord, trial: MicrophoneTrial, tried: Tried | None) -> StateRow:
    if trial.is_on:
        words = _("listening · {level}").format(level=_level(trial.peak))
        return StateRow("mic", _("Say something"), words, "accent", "accent")
    if tried is None:
        text = _("The microphone is not tried")
        return StateRow("triangle-alert", text, _("try it"), "accent", "warning")
    time = format_time(tried.at.astimezone(zone_info(record.session.zone)))
    when = _("at {time}").format(time=time)
    text = _("The microphone is tried")
    if tried.loudness is Loudness.GOOD:
        return StateRow("circle-check", text, when, "muted", "success")
    words = f"{loudness_words(tried.loudness)} {when}"
    if tried.is_heard:
        return StateRow("circle-check", text, words, "warning", "success")
    return StateRow("triangle-alert", text, words, "warning", "warning")


def _level(peak: float) -> str:
    """Return how loud it is in words, which do not jump as figures would."""
    return loudness_words(loudness(peak))


def _disk_state(check: Check, free_bytes: int) -> str:
    hours = ngettext("{count} hour", "{count} hours", check.count).format(count=check.count)
    gigabytes = free_bytes // _GIGABYTE
    return _("{gigabytes} GB · {hours}").format(gigabytes=gigabytes, hours=hours)


def _consent_state(check: Check) -> str:
    if not check.total:
        return _("nobody invited")
    if check.is_ready:
        return _("all have answered")
    return _("{count} of {all} missing").format(count=check.count, all=check.total)


def _power_state(check: Check, around: Surroundings) -> str:
    if check.is_ready:
        return _("plugged in")
    percent = around.power.percent if around.power is not None else None
    if percent is None:
        return _("on battery")
    return _("on battery · {percent} %").format(percent=percent)


def _screen_state(check: Check) -> str:
    return _("screen 2") if check.is_ready else _("only this screen")


def _roles_state(record: SessionRecord) -> str:
    session = record.session
    chair = record.participant(session.chair_id)
    minute_taker = record.participant(session.minute_taker_id)
    if chair and minute_taker:
        return f"{chair.initials} · {minute_taker.initials}"
    if chair is None and minute_taker is None:
        return _("both missing")
    return _("minute taker missing") if chair else _("chair missing")


def _time_state(check: Check, record: SessionRecord) -> str:
    slots = planned_slots(record.session, record.agenda)
    if not slots:
        return _("no items")
    if check.is_ready:
        return _("ends at {time}").format(time=format_time(slots[-1].planned_end))
    return _("{minutes} min. too long").format(minutes=check.count)
