"""Say something to screen readers without moving the focus."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, message: str, *, urgent: bool = False) -> None:
    """Announce a change; urgent interrupts what is being read."""
    # Not at start-up: PySide builds QAccessible's large enums on first use, in 6 ms.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if not message or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, message)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
