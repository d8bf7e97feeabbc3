"""What the player says in words: speeds, levels, and which recording it is."""

from flipdesk.domain.offsets import format_duration
from flipdesk.domain.recording import Recording
from flipdesk.i18n import _, language


def rate_text(rate: float) -> str:
    """Return "1,5 ×" in the language in use, with one decimal at least."""
    text = f"{rate:.1f}" if round(rate, 1) == rate else f"{rate:.2f}"
    return f"{text.replace('.', ',') if language() == 'da' else text} ×"


def level_words(level: float) -> str:
    """Return how loud a level of 0 to 1 is, in words."""
    if level < 0.01:
        return _("silence")
    if level < 0.08:
        return _("faint sound")
    return _("clear sound") if level < 0.5 else _("loud sound")


def recording_text(recording: Recording) -> str:
    """Return what a recording is called in a menu, and how much sound it has."""
    name = recording.source or _("Recorded here")
    return f"{name} · {format_duration(recording.sounding_ms)}"
