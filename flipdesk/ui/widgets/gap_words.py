"""What a stretch without sound is called."""

from flipdesk.domain.offsets import format_duration
from flipdesk.domain.sound_gap import GapKind, SoundGap
from flipdesk.i18n import _


def gap_words(gap: SoundGap) -> str:
    """Return "pause 0:17": why there is no sound, and for how long."""
    match gap.kind:
        case GapKind.PAUSE:
            words = _("pause {length}")
        case GapKind.OFF_RECORD:
            words = _("off the record {length}")
        case GapKind.NOT_RECORDED:
            words = _("not recorded {length}")
        case GapKind.LOST:
            words = _("gap {length}")
        case GapKind.ERASED:
            words = _("erased {length}")
    return words.format(length=format_duration(gap.to_ms - gap.from_ms))


def gap_name(gap: SoundGap) -> tuple[str, str]:
    """Return what it is in a word, and a few that explain it."""
    match gap.kind:
        case GapKind.PAUSE:
            return _("Pause"), _("the recording was paused")
        case GapKind.OFF_RECORD:
            return _("Off the record"), _("nothing was recorded, as was agreed")
        case GapKind.NOT_RECORDED:
            return _("Not recorded"), _("no recording was running")
        case GapKind.LOST:
            return _("Gap"), _("sound is missing")
        case GapKind.ERASED:
            return _("Erased"), _("the sound was erased")
