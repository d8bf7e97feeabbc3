"""A new session: in which series, when, where, and from which template."""

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QStringListModel, Qt, QTime, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.agenda_template import AgendaTemplate
from flipdesk.domain.changes import Step
from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.session import DEFAULT_ZONE
from flipdesk.domain.vocabulary import SessionKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.errors import KnownError
from flipdesk.exchange.agenda_template_file import load_templates
from flipdesk.i18n import _, language
from flipdesk.services.series_planning import NewSeries, NewSession
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.dialogs.series_dialog import SeriesFields
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.date_field import DateField
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.time_field import TimeField
from flipdesk.ui.workspace import Workspace


class NewSessionDialog(FormDialog):
    """Suggests everything it can; a series can be made on the way."""

    created = Signal(str)
    """The id of the session that was made."""

    def __init__(self, theme: Theme, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(
            theme, "new_session_dialog", _("New session"), _("Make the session"), parent
        )
        self._workspace = workspace
        self._title_is_own = False
        own = (one.template for one in workspace.desk.agenda_library.templates())
        self._templates = {one.key: one for one in (*load_templates(language()), *own)}
        self.series = QComboBox()
        for one in workspace.desk.base.series.all():
            self.series.addItem(one.title, one.id)
        self.series.addItem(_("New series…"), None)
        self.fields = SeriesFields(theme, workspace)
        self.title = Field(theme, _("Title"))
        self.date = DateField(theme, _("Date"))
        self.time = TimeField(theme, _("Begins at"))
        self.template = QComboBox()
        self.place = Field(theme, _("Place"))
        self._about_template = FlowText(theme, "", "caption", "muted")
        self._lay_out_fields()
        self._connect()

    def open_for(self, series_id: SeriesId | None) -> None:
        """Ask for a session, in a series if one is given."""
        place = self.series.findData(series_id) if series_id else 0
        self.series.setCurrentIndex(max(0, place))
        self._on_series_changed()
        self._on_template_changed()
        self.open()
        first = self.fields.potential if self._is_new_series else self.title
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def save(self) -> None:
        """Make the session, with its series when that is new, and tell its id."""
        if not self.title.text().strip():
            raise KnownError(_("The session needs a title."))
        planning, plan = self._workspace.desk.planning, self._plan()
        made: list[SessionId] = []

        def action() -> Step:
            if self._is_new_series:
                session_id, step = planning.begin_series(self._new_series(), plan)
            else:
                session_id, step = planning.add_session(plan)
            made.append(session_id)
            return step

        if self._is_new_series:
            self.fields.check()
        self._workspace.do(action)
        self.created.emit(made[0])

    @property
    def _is_new_series(self) -> bool:
        return self.series.currentData() is None

    def _plan(self) -> NewSession:
        day, at = self.date.date(), self.time.time()
        zone = zone_info(DEFAULT_ZONE)
        starts = datetime(day.year(), day.month(), day.day(), at.hour(), at.minute(), tzinfo=zone)
        template = self._chosen_template()
        return NewSession(
            series_id=SeriesId(self.series.currentData() or ""),
            title=self.title.text(),
            starts=starts,
            kind=template.kind if template else SessionKind.EMPLOYEE_FLIP,
            potential=self._potential(),
            place=self.place.text().strip() or None,
            template=template,
        )

    def _new_series(self) -> NewSeries:
        return NewSeries(
            self.fields.title.text(),
            self.fields.organisation.text(),
            self.fields.potential.currentData(),
        )

    def _potential(self) -> str | None:
        series_id = self.series.currentData()
        if series_id is None:
            chosen: str | None = self.fields.potential.currentData()
            return chosen
        series = self._workspace.desk.base.series.get(series_id)
        return series.potential if series else None

    def _chosen_template(self) -> AgendaTemplate | None:
        return self._templates.get(self.template.currentData() or "")

    def _suggest_title(self) -> None:
        if self._title_is_own:
            return
        series_id = self.series.currentData()
        number = self._workspace.desk.planning.next_number(series_id) if series_id else 1
        flip = self.fields.flip_name(self._potential())
        self.title.setText(f"{flip} {number}")

    def _on_series_changed(self) -> None:
        for _name, _label, field in self.fields.rows:
            self.form.setRowVisible(field, self._is_new_series)
        self._suggest_title()
        self._suggest_when_and_where()
        self.fit()

    def _suggest_when_and_where(self) -> None:
        now = self._workspace.now().astimezone(zone_info(DEFAULT_ZONE))
        series_id = self.series.currentData()
        starts = self._workspace.desk.overview.suggested_start(series_id, now)
        if starts is None:
            starts = _next_workday(now).replace(hour=9, minute=30)
        self.date.setDate(QDate(starts.year, starts.month, starts.day))
        self.time.setTime(QTime(starts.hour, starts.minute))
        sessions = self._workspace.desk.base.sessions.of_series(series_id) if series_id else ()
        self.place.setText((sessions[-1].place if sessions else None) or "")
        if sessions:
            kinds = [template.kind for template in self._templates.values()]
            kind = sessions[-1].kind
            self.template.setCurrentIndex(kinds.index(kind) if kind in kinds else 0)

    def _on_template_changed(self) -> None:
        template = self._chosen_template()
        if template is None:
            self._about_template.setText(_("The run sheet begins empty."))
            return
        minutes = _("{minutes} min., {items} items").format(
            minutes=template.minutes, items=len(template.items)
        )
        about = f"{template.description}. {minutes}" if template.description else minutes
        self._about_template.setText(about)
        self.fit()

    def _on_title_edited(self, text: str) -> None:
        self._title_is_own = bool(text)

    def _connect(self) -> None:
        self.series.currentIndexChanged.connect(self._on_series_changed)
        self.fields.potential.currentIndexChanged.connect(self._suggest_title)
        self.title.textEdited.connect(self._on_title_edited)
        self.template.currentIndexChanged.connect(self._on_template_changed)
        completer = QCompleter(QStringListModel(list(self._workspace.desk.base.overview.places())))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.place.setCompleter(completer)

    def _lay_out_fields(self) -> None:
        for key, template in self._templates.items():
            self.template.addItem(template.title, key)
        self.template.addItem(_("No template"), None)
        self.add_field("session_series", _("Series"), self.series)
        for name, label, field in self.fields.rows:
            self.add_field(name, label, field)
        self.add_field("session_title", _("Title"), self.title)
        self.add_field("session_date", _("Date"), self.date)
        self.add_field("session_begins", _("Begins at"), self.time)
        self.add_field("session_template", _("Template"), self.template)
        about = QHBoxLayout()
        about.setContentsMargins(0, 0, 0, self.theme.px(4))
        about.addWidget(self._about_template)
        self.form.addRow("", about)
        self.add_field("new_session_place", _("Place"), self.place)


def _next_workday(now: datetime) -> datetime:
    day = now + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day.replace(second=0, microsecond=0)
