"""The two menus of the minutes: for whom and in which language, and the versions written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.dates import format_date_short, format_time
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.minutes_state import may_become
from flipdesk.domain.vocabulary import Audience, MinutesState
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


@dataclass(frozen=True, slots=True)
class VersionActs:
    """What can be done with one version."""

    show: Act
    save_as: Act
    compare_before: Act
    compare_now: Act
    approve: Act
    archive: Act


class VersionsMenu(QMenu):
    """Every version written, the newest first, with how it stands and what can be done with it."""

    def __init__(self, parent: QWidget, acts: VersionActs, new_as: Callable[[], object]):
        super().__init__(parent)
        self._acts = acts
        self._new_as = new_as
        self.setObjectName("versions_menu")
        self.setAccessibleName(_("Versions"))

    def show_versions(self, versions: tuple[Minutes, ...]) -> None:
        """List these versions."""
        self.clear()
        if not versions:
            self.addAction(_("No version has been written yet")).setEnabled(False)
        for one in versions:
            has_before = any(
                (other.audience, other.language) == (one.audience, one.language)
                and other.version < one.version
                for other in versions
            )
            self._add_version(one, has_before=has_before)
        self.addSeparator()
        fresh = self.addAction(_("Make a new Word file and save it as…"))
        fresh.setObjectName("minutes_new_as")
        fresh.triggered.connect(lambda _checked=False: self._new_as())

    def _add_version(self, one: Minutes, *, has_before: bool) -> None:
        entry = self.addMenu(version_text(one))
        entry.setObjectName(f"version_{one.version}_{one.audience}_{one.language}")
        acts = self._acts
        offered: list[tuple[str, Act, bool]] = [
            (_("Open"), acts.show, True),
            (_("Save as…"), acts.save_as, True),
            (_("Compare with the version before"), acts.compare_before, has_before),
            (_("Compare with the texts now"), acts.compare_now, True),
            (
                _("Approved as it is…"),
                acts.approve,
                may_become(one, MinutesState.APPROVED),
            ),
            (_("Archive"), acts.archive, may_become(one, MinutesState.ARCHIVED)),
        ]
        for text, act, is_possible in offered:
            if is_possible:
                action = entry.addAction(text)
                action.triggered.connect(lambda _checked=False, act=act: act(one))
        told = entry.addAction(_("SHA-256 begins {hash}").format(hash=one.sha256[:12]))
        told.setEnabled(False)


def version_text(minutes: Minutes) -> str:
    """Return "Til kommentering 2 til 29.4.2021 · til deltagere · 22.4.2021 kl. 15.32"."""
    written = minutes.written.astimezone()
    state = state_text(minutes)
    if minutes.state is MinutesState.COMMENTS and minutes.comments_by is not None:
        until = format_date_short(minutes.comments_by)
        state = _("{state} until {date}").format(state=state, date=until)
    elif minutes.approved_on is not None:
        state = f"{state}, {format_date_short(minutes.approved_on)}"
    parts = [state, word(minutes.audience)]
    if minutes.language != "da":
        parts.append(_(LANGUAGES.get(minutes.language, minutes.language)))
    when = _("{date} at {time}").format(date=format_date_short(written), time=format_time(written))
    return " · ".join((*parts, when))


def state_text(minutes: Minutes) -> str:
    """Return "Udkast 2", "Til kommentering 3", "Godkendt 4" or "Arkiveret 1"."""
    words = {
        MinutesState.COMMENTS: _("For comments {version}"),
        MinutesState.APPROVED: _("Approved {version}"),
        MinutesState.ARCHIVED: _("Archived {version}"),
    }
    return words.get(minutes.state, _("Draft {version}")).format(version=minutes.version)
