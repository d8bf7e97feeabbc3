"""A series: its name, whose it is, and the potential it works on."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget
from typing_extensions import override

from flipdesk.domain.ids import SeriesId
from flipdesk.domain.session import DEFAULT_CODEBOOK
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _, language
from flipdesk.services.codebook_words import codebook_in
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.workspace import Workspace


class SeriesFields:
    """The three fields of a series, for the dialogs that ask for one."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        base = workspace.desk.base
        self.codebook = codebook_in(base.codebooks.get(DEFAULT_CODEBOOK), language())
        self.potential = QComboBox()
        self.potential.addItem(_("all or none in particular"), None)
        for code in self.codebook.potentials:
            self.potential.addItem(f"{code.number} {code.name} · {code.flip_name}", code.slug)
        self.organisation = Field(theme, _("Organisation"))
        self.title = Field(theme, _("Name of the series"))
        completer = QCompleter(QStringListModel([one.name for one in base.organisations.all()]))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.organisation.setCompleter(completer)
        self._title_is_own = False
        self.title.textEdited.connect(self._on_title_edited)
        self.potential.currentIndexChanged.connect(self.suggest_title)
        self.organisation.textChanged.connect(self.suggest_title)

    @property
    def rows(self) -> tuple[tuple[str, str, QWidget], ...]:
        """Object name, label and widget of each field."""
        return (
            ("series_potential", _("Potential"), self.potential),
            ("series_organisation", _("Organisation"), self.organisation),
            ("series_title", _("Name of the series"), self.title),
        )

    def keep_title(self, title: str) -> None:
        """Show a title that is no suggestion any more."""
        self._title_is_own = True
        self.title.setText(title)

    def flip_name(self, slug: str | None) -> str:
        """Return what sessions about a potential are called, e.g. Samtaleflip."""
        code = self.codebook.potential(slug or "")
        return (code.flip_name if code else None) or _("FLIP")

    def suggest_title(self) -> None:
        """Suggest "Samtaleflip i Nordby Kommune" until somebody has written a name."""
        organisation = self.organisation.text().strip()
        if self._title_is_own:
            return
        flip = self.flip_name(self.potential.currentData())
        words = _("{flip} in {organisation}")
        self.title.setText(
            words.format(flip=flip, organisation=organisation) if organisation else ""
        )

    def check(self) -> None:
        """Raise a KnownError when there is no name."""
        if not self.title.text().strip():
            raise KnownError(_("The series needs a name."))

    def _on_title_edited(self, text: str) -> None:
        self._title_is_own = bool(text)


class SeriesDialog(FormDialog):
    """Makes a series, or changes one."""

    def __init__(self, theme: Theme, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(theme, "series_dialog", _("New series"), _("Make the series"), parent)
        self._workspace = workspace
        self._series_id: SeriesId | None = None
        self.fields = SeriesFields(theme, workspace)
        for name, label, field in self.fields.rows:
            self.add_field(name, label, field)

    def open_for_new(self) -> None:
        self.open()
        self.fields.potential.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, series_id: SeriesId) -> None:
        """Show a series for changing."""
        series = self._workspace.desk.base.series.get(series_id)
        if series is None:
            raise BugError(f"no series {series_id}")
        self._series_id = series_id
        self.setWindowTitle(series.title)
        self.accept_button.set_label(_("Save"))
        self.fields.keep_title(series.title)
        self.fields.organisation.setText(series.organisation)
        place = self.fields.potential.findData(series.potential)
        self.fields.potential.setCurrentIndex(max(0, place))
        self.open()
        self.fields.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields.title.selectAll()

    @override
    def save(self) -> None:
        self.fields.check()
        title = self.fields.title.text().strip()
        organisation = self.fields.organisation.text()
        potential = self.fields.potential.currentData()
        planning, series_id = self._workspace.desk.planning, self._series_id
        if series_id is not None:
            self._workspace.do(
                lambda: planning.change_series(
                    series_id, title=title, organisation=organisation, potential=potential
                )
            )
            return
        notice = _("{title} is made").format(title=title)
        self._workspace.do(
            lambda: planning.add_series(title, organisation, potential)[1], notice=notice
        )
