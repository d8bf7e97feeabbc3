"""Two coders side by side: agreement on each code, and the texts where they differ."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout

from flipdesk.domain.agreement import Agreement
from flipdesk.domain.coder_comparison import Comparison
from flipdesk.domain.coding import Coder
from flipdesk.domain.ids import CoderId
from flipdesk.i18n import _, language
from flipdesk.ui.delegates.hit_delegate import HitDelegate
from flipdesk.ui.delegates.roles import HitRow
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.label import Caption, Strong
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.row_list import RowList


class ComparePane(Pane):
    """`text_wanted` carries the GUID of a text on which the two differ."""

    text_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Agreement"))
        self.setObjectName("compare_pane")
        self._theme = theme
        self.table = QTableWidget()
        self.table.setObjectName("agreement_table")
        self.table.setAccessibleName(_("Agreement on each code"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.rows = KeyedListModel(self)
        self.list = RowList(theme, _("Where they differ"), HitDelegate(theme), fixed=True)
        self.list.setObjectName("agreement_differences")
        self.list.setModel(self.rows)
        self.list.activated.connect(
            lambda index: self.text_wanted.emit((self.rows.key_at(index) or "").split("/")[0])
        )
        column = QVBoxLayout()
        Measures(theme, column, margins=(14, 10, 14, 6), gap=8)
        column.addWidget(self.table, 1)
        column.addWidget(
            Caption(
                theme,
                _(
                    "A unit is a text that could have the code, also one that nobody coded. κ is"
                    " Cohen's, α Krippendorff's; a dash means that there is nothing to tell chance"
                    " from."
                ),
                wrap=True,
            )
        )
        column.addWidget(Strong(theme, _("Where they differ")))
        self.body.addLayout(column, 1)
        self.body.addWidget(self.list, 1)
        self.lead_focus_to(self.table)

    def show_comparison(
        self,
        found: Comparison,
        pair: tuple[Coder, Coder],
        names: Mapping[str, str],
        texts: Mapping[str, str],
    ) -> None:
        """Show what two coders share; `names` are those of codes, by axis and slug."""
        heads = [
            *(_("Code"), _("Both"), pair[0].name, pair[1].name, _("Agree")),
            *("κ", "α", _("κ letters"), _("κ seconds")),
        ]
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setRowCount(len(found.codes))
        for row, one in enumerate(found.codes):
            name = names.get(f"{one.axis}/{one.code}", one.code)
            seconds = shown(one.seconds.kappa) if one.seconds else "–"
            cells = (name, *_counts(one.texts), shown(one.letters.kappa), seconds)
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                if column:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        by: dict[CoderId, str] = {one.id: one.name for one in pair}
        self.rows.show_rows(
            [
                (
                    f"{one.text_id}/{one.axis}/{one.code}",
                    HitRow(
                        names.get(f"{one.axis}/{one.code}", one.code),
                        _("{coder} alone").format(coder=by[one.coder_id]),
                        texts.get(one.text_id, ""),
                    ),
                )
                for one in found.differences
            ]
        )
        self.set_note(_("{share} of all units alike").format(share=_share(found.texts)))


def _counts(one: Agreement) -> tuple[str, ...]:
    numbers = (str(number) for number in (one.both, one.only_first, one.only_second))
    return (*numbers, _share(one), shown(one.kappa), shown(one.alpha))


def _share(one: Agreement) -> str:
    return "–" if one.share is None else f"{100 * one.share:.0f} %"


def shown(value: float | None) -> str:
    """Return a coefficient with two decimals, a dash where it has no meaning."""
    from babel.numbers import format_decimal

    return "–" if value is None else str(format_decimal(value, "0.00", locale=language()))
