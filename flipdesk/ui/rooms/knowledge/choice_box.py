"""A box of choices that carries the key of what is chosen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox


def choice_box(name: str) -> QComboBox:
    """Return a box that does not grow with its longest choice."""
    box = QComboBox()
    box.setObjectName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box


def offer(box: QComboBox, entries: Sequence[tuple[str, str]], wanted: str | None) -> None:
    """Offer choices as words and key, the wanted one chosen if it is among them."""
    box.clear()
    for words, key in entries:
        box.addItem(words, key)
    if entries:
        box.setCurrentIndex(max(box.findData(wanted), 0))
