"""The language of what Qt says by itself: buttons, dialogs, dates."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from flipdesk.i18n import language


def follow_language(qt: QApplication) -> None:
    """Let Qt's own words and dates follow the language too."""
    QLocale.setDefault(QLocale("da_DK" if language() == "da" else "en_GB"))
    translator = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(), "qtbase", "_", folder):
        qt.installTranslator(translator)


def complete_qt_words(qt: QApplication) -> None:
    """Translate what Qt's own Danish catalogue lacks; not needed before the first paint."""
    from flipdesk.ui.qt_words import QtWords

    qt.installTranslator(QtWords(qt))
