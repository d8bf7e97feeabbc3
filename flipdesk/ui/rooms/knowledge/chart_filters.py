"""What a chart can be narrowed by; only what makes sense for it is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from flipdesk.domain.codebook import Code
from flipdesk.domain.danish import sort_key
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.pseudonyms import short_place
from flipdesk.domain.report import Scope
from flipdesk.domain.series import Series
from flipdesk.domain.session_count import Begun
from flipdesk.i18n import _
from flipdesk.services.reports.codes import AXES
from flipdesk.services.reports.report_kinds import (
    AXES as TWO_AXES,
)
from flipdesk.services.reports.report_kinds import (
    ORGANISATION,
    PERIOD,
    POTENTIAL,
    SERIES,
    SESSION,
    ReportKind,
)
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.filter_button import Choice, FilterButton
from flipdesk.ui.widgets.flow_layout import FlowLayout

_WIDEST, _LETTERS = 300, 26
_AS_WIDE_AS_SAID = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class ChartFilters(QWidget):
    """`changed` when something else is asked for."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._kind: ReportKind | None = None
        self._meant_session: str | None = None
        self._flow = FlowLayout(theme)
        self.setLayout(self._flow)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.measure = self._one("measure", _("What is counted"))
        self.organisation = self._some(ORGANISATION, _("Municipality"))
        self.series = self._some(SERIES, _("Series"))
        self.one_series = self._one("one_series", _("Series"))
        self.session = self._one(SESSION, _("Session"))
        self.potential = self._some(POTENTIAL, _("Potential"))
        self.year = self._some(PERIOD, _("Year"))
        self.rows_axis = self._one("rows_axis", _("Axis of the rows"))
        self.columns_axis = self._one("columns_axis", _("Axis of the columns"))
        for box in (self.rows_axis, self.columns_axis):
            for key, name in AXES.items():
                box.addItem(_(name), key)
        self.few = Button(theme, _("Show small numbers"), kind="quiet")
        self.few.setObjectName("chart_few")
        self.few.setCheckable(True)
        self.few.setToolTip(_("Numbers that are few could tell who somebody is."))
        self.few.toggled.connect(self.changed)
        self._flow.addWidget(self.few)

    def show_choices(
        self, codes: Sequence[Code], series: Sequence[Series], years: Sequence[int]
    ) -> None:
        """Offer what there is to narrow by; what was chosen and is still there stays chosen."""
        places = sorted({one.organisation for one in series}, key=_place_order)
        self.organisation.show_choices(
            [Choice(one, short_place(one) or _("none")) for one in places]
        )
        self.potential.show_choices([Choice(code.slug, code.name) for code in codes])
        self.year.show_choices([Choice(str(year), str(year)) for year in years])
        self.series.show_choices([Choice(one.id, one.title) for one in series])
        self._fill(self.one_series, [(one.title, one.id) for one in series])

    def show_sessions(self, sessions: Sequence[Begun], *, opened: SessionId | None) -> None:
        """Offer sessions in their order; the open one to begin with."""
        items = [(f"{one.title}, {format_date_short(one.day)}", str(one.id)) for one in sessions]
        is_first = self.session.count() == 0
        if self.session.itemData(0) == "":
            items = [(_("All sessions"), ""), *items]
        self._fill(self.session, items)
        if is_first and opened is not None:
            with QSignalBlocker(self.session):
                self._choose(self.session, opened)

    def fit(self, kind: ReportKind) -> None:
        """Show what this kind of report takes."""
        self._kind = kind
        is_one = kind.needs == SERIES
        shown = {
            self.organisation: ORGANISATION in kind.takes,
            self.series: SERIES in kind.takes and not is_one,
            self.one_series: is_one,
            self.session: SESSION in kind.takes,
            self.potential: POTENTIAL in kind.takes,
            self.year: PERIOD in kind.takes,
            self.rows_axis: TWO_AXES in kind.takes,
            self.columns_axis: TWO_AXES in kind.takes,
            self.measure: bool(kind.measures),
            self.few: kind.name in ("potentials", "voices"),
        }
        for widget, is_shown in shown.items():
            widget.setVisible(is_shown)
        self._fill(self.measure, [(_(name), key) for key, name in kind.measures])
        self._offer_all_sessions(kind)
        self.updateGeometry()

    def scope(self, *, samples: bool) -> Scope:
        """Return what is asked for now."""
        kind = self._kind
        is_one = kind is not None and kind.needs == SERIES
        one = self.one_series.currentData()
        chosen = (one,) if is_one and one else self.series.chosen
        takes_session = kind is not None and SESSION in kind.takes
        session = self.session.currentData() if takes_session else None
        return Scope(
            organisations=self.organisation.chosen,
            series=tuple(SeriesId(each) for each in chosen),
            session=SessionId(session) if session else None,
            potentials=self.potential.chosen,
            years=tuple(int(year) for year in self.year.chosen),
            samples=samples,
            measure=self.measure.currentData() or "",
            axes=(self.rows_axis.currentData(), self.columns_axis.currentData()),
            few=0 if self.few.isChecked() else Scope().few,
        )

    def narrow_to(self, series_id: SeriesId) -> None:
        """Ask for one series alone."""
        self.series.choose((series_id,))

    def _offer_all_sessions(self, kind: ReportKind) -> None:
        """Let a report that can do without a session be of all of them."""
        first = self.session.itemData(0) if self.session.count() else None
        with QSignalBlocker(self.session):
            if kind.needs == SESSION and first == "":
                is_all = self.session.currentIndex() == 0
                self.session.removeItem(0)
                if is_all:
                    self._choose(self.session, self._meant_session)
            elif kind.needs != SESSION and first != "":
                self._meant_session = self.session.currentData()
                self.session.insertItem(0, _("All sessions"), "")
                self.session.setCurrentIndex(0)

    def _some(self, name: str, label: str) -> FilterButton:
        button = FilterButton(self._theme, label)
        button.setObjectName(f"chart_{name}")
        button.chosen_changed.connect(self.changed)
        self._flow.addWidget(button)
        return button

    def _one(self, name: str, label: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"chart_{name}")
        box.setAccessibleName(label)
        box.setToolTip(label)
        if name in (SESSION, "one_series"):
            # Of thousands of sessions it would measure every title whenever it is laid out.
            box.setSizeAdjustPolicy(_AS_WIDE_AS_SAID)
            box.setMinimumContentsLength(_LETTERS)
        else:
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(self._theme.px(_WIDEST))
        box.currentIndexChanged.connect(self.changed)
        self._flow.addWidget(box)
        return box

    @staticmethod
    def _fill(box: QComboBox, items: Sequence[tuple[str, str]]) -> None:
        was = box.currentData()
        if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] == list(items):
            return
        with QSignalBlocker(box):
            box.clear()
            for text, key in items:
                box.addItem(text, key)
            ChartFilters._choose(box, was)

    @staticmethod
    def _choose(box: QComboBox, key: str | None) -> None:
        place = box.findData(key) if key is not None else -1
        if place >= 0:
            box.setCurrentIndex(place)


def _place_order(name: str) -> tuple[bool, str]:
    return not name, sort_key(name)
