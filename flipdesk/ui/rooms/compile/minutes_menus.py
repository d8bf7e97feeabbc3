"""The two menus of the minutes: for whom and in which language, and the versions written."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.dates import format_date_short, format_time
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.vocabulary import Audience
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _

LANGUAGES = {"da": N_("in Danish"), "en": N_("in English")}
Act = Callable[[Minutes], object]


class AudienceMenu(QMenu):
    """Every audience and two languages, one of each checked."""

    def __init__(self, parent: QWidget, choose: Callable[[Audience, str], object]) -> None:
        super().__init__(parent)
        self._choose = choose
        self.setObjectName("audience_menu")
        self.setAccessibleName(_("For whom"))

    def show_choice(self, audience: Audience, language: str) -> None:
        """Check what is chosen now."""
        self.clear()
        audiences = [(word(one), one == audience, (one, language)) for one in Audience]
        self._add_choices("audience", audiences)
        self.addSeparator()
        languages = [(_(name), key == language, (audience, key)) for key, name in LANGUAGES.items()]
        self._add_choices("language", languages)

    def _add_choices(self, name: str, choices: list[tuple[str, bool, tuple[Any, str]]]) -> None:
        group = QActionGroup(self)
        for number, (text, chosen, values) in enumerate(choices):
            action = self.addAction(text)
            action.setObjectName(f"{name}_{number}")
            action.setCheckable(True)
            action.setChecked(chosen)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, values=values: self._choose(*values))


class VersionsMenu(QMenu):
    """Every version written, the newest first, to be opened or saved again."""

    def __init__(self, parent: QWidget, *, show: Act, save_as: Act, new_as: Callable[[], object]):
        super().__init__(parent)
        self._show = show
        self._save_as = save_as
        self._new_as = new_as
        self.setObjectName("versions_menu")
        self.setAccessibleName(_("Versions"))

    def show_versions(self, versions: tuple[Minutes, ...]) -> None:
        """List these versions."""
        self.clear()
        if not versions:
            self.addAction(_("No version has been written yet")).setEnabled(False)
        for one in versions:
            entry = self.addMenu(version_text(one))
            entry.setObjectName(f"version_{one.version}_{one.audience}_{one.language}")
            shown = entry.addAction(_("Open"))
            shown.triggered.connect(lambda _checked=False, one=one: self._show(one))
            saved = entry.addAction(_("Save as…"))
            saved.triggered.connect(lambda _checked=False, one=one: self._save_as(one))
        self.addSeparator()
        fresh = self.addAction(_("Make a new Word file and save it as…"))
        fresh.setObjectName("minutes_new_as")
        fresh.triggered.connect(lambda _checked=False: self._new_as())


def version_text(minutes: Minutes) -> str:
    """Return "Udkast 2 · til deltagere · 22.4.2021 kl. 15.32"."""
    written = minutes.written.astimezone()
    parts = [draft_text(minutes.version), word(minutes.audience)]
    if minutes.language != "da":
        parts.append(_(LANGUAGES.get(minutes.language, minutes.language)))
    when = _("{date} at {time}").format(date=format_date_short(written), time=format_time(written))
    return " · ".join((*parts, when))


def draft_text(version: int) -> str:
    """Return "Udkast 2"."""
    return _("Draft {version}").format(version=version)
