"""What the audience sees, in Afvikl: a preview and two buttons, as large as there is room for."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from flipdesk.i18n import _, pgettext
from flipdesk.ui.audience.audience_desk import AudienceDesk
from flipdesk.ui.audience.drawing import DESIGNED
from flipdesk.ui.audience.preview import AudiencePreview
from flipdesk.ui.commands import Commands
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Caption

_LARGE, _SMALL = 138, 43
_ROOM_LARGE, _ROOM_SMALL = 92, 32


class AudiencePanel(QWidget):
    """Stands in what is free in a column: whole, as one line, or not at all.

    It looks by itself at how much is free, and asks for no more than that.
    """

    def __init__(self, theme: Theme, desk: AudienceDesk, commands: Commands) -> None:
        super().__init__()
        self._theme = theme
        self._desk = desk
        self._is_small = False
        self._watched: tuple[QObject, ...] = ()
        self.setObjectName("audience_panel")
        self.setAccessibleName(_("The audience's screen"))
        self.preview = AudiencePreview(theme)
        self.caption = Caption(theme)
        self.blank_button = Button(theme, pgettext("audience", "Blank"), icon="eye-off")
        self.blank_button.setObjectName("audience_blank")
        self.toggle_button = Button(theme, _("Audience on and off"), kind="quiet")
        self.toggle_button.setObjectName("audience_toggle")
        for button, command in (
            (self.blank_button, "audience.blank"),
            (self.toggle_button, "audience.toggle"),
        ):
            action = commands.action(command)
            button.set_key(action.shortcut().toString())
            button.clicked.connect(action.trigger)
        self.preview.clicked.connect(commands.action("audience.choose").trigger)
        self._grid = QGridLayout(self)
        for place, widget in enumerate(self._parts()):
            self._grid.addWidget(widget, 0, place)
        self._arrange()
        desk.view_changed.connect(self._show)
        desk.state_changed.connect(self._show)
        theme.changed.connect(self._arrange)
        self._show()

    def stand_in(self, canvas: QWidget, viewport: QWidget) -> None:
        """Follow how much of a viewport its canvas leaves free."""
        self._watched = (canvas, viewport)
        for one in self._watched:
            one.installEventFilter(self)
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.watch(wanted=True)
        self._show()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._desk.watch(wanted=False)
        super().hideEvent(event)

    def _fit(self) -> None:
        canvas, viewport = self._watched
        assert isinstance(canvas, QWidget)
        assert isinstance(viewport, QWidget)
        layout = canvas.layout()
        if layout is None:
            return
        items = (layout.itemAt(place) for place in range(layout.count()))
        others = (item.widget() for item in items if item is not None)
        taken = sum(
            max(one.sizeHint().height(), one.minimumSizeHint().height(), one.minimumHeight())
            for one in others
            if one is not None and one is not self and not one.isHidden()
        )
        free, px = viewport.height() - taken, self._theme.px
        self.setVisible(free >= px(_ROOM_SMALL))
        is_small = free < px(_ROOM_LARGE)
        if is_small != self._is_small:
            self._is_small = is_small
            self._arrange()

    def _arrange(self) -> None:
        px, grid = self._theme.px, self._grid
        for widget in self._parts():
            grid.removeWidget(widget)
        self.preview.set_width(_SMALL if self._is_small else _LARGE)
        for button in (self.blank_button, self.toggle_button):
            button.set_small(24 if self._is_small else 28)
        self.caption.setVisible(not self._is_small)
        grid.setHorizontalSpacing(px(8 if self._is_small else 12))
        grid.setVerticalSpacing(px(2))
        edge = px(4 if self._is_small else 6)
        grid.setContentsMargins(px(14), edge, px(14), edge)
        left = Qt.AlignmentFlag.AlignLeft
        if self._is_small:
            grid.addWidget(self.preview, 0, 0)
            grid.addWidget(self.blank_button, 0, 1)
            grid.addWidget(self.toggle_button, 0, 2, left)
        else:
            grid.addWidget(self.preview, 0, 0, 3, 1)
            grid.addWidget(self.caption, 0, 1)
            grid.addWidget(self.blank_button, 1, 1)
            grid.addWidget(self.toggle_button, 2, 1, left)
        grid.setColumnStretch(1, 0 if self._is_small else 1)
        self._name_toggle()

    def _parts(self) -> tuple[QWidget, ...]:
        return (self.preview, self.caption, self.blank_button, self.toggle_button)

    def _name_toggle(self) -> None:
        text = pgettext("audience", "Audience") if self._is_small else _("Audience on and off")
        self.toggle_button.set_label(text)
        self.toggle_button.setAccessibleName(_("Audience on and off"))

    def _show(self) -> None:
        desk = self._desk
        size = desk.window.size() if desk.is_shown else DESIGNED
        self.preview.show_view(desk.view, size, is_shown=desk.is_shown, is_blank=desk.is_blank)
        self.blank_button.setEnabled(desk.is_shown)
        nothing = _("The audience sees nothing yet")
        self.blank_button.setToolTip("" if desk.is_shown else nothing)
        words = pgettext("audience", "Blank")
        icon, state = "eye-off", _("The audience sees this")
        if not desk.is_shown:
            state = _("Not shown to the audience")
        elif desk.is_blank:
            words, icon, state = _("Show again"), "eye", _("The audience sees black")
        if self.blank_button.text() != words:
            self.blank_button.set_label(words)
            self.blank_button.set_icon_name(icon)
        self.caption.setText(state)
        self.caption.set_look(colour="warning" if desk.is_blank else "muted")
