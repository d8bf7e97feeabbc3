"""Qt's own dialogs speak Danish to the last word."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from flipdesk.ui.qt_words import QtWords


@pytest.fixture
def danish(qapp: QApplication) -> Iterator[None]:
    catalogue = QTranslator(qapp)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert catalogue.load(QLocale("da_DK"), "qtbase", "_", folder)
    words = QtWords(qapp)
    for translator in (catalogue, words):
        qapp.installTranslator(translator)
    yield
    for translator in (words, catalogue):
        qapp.removeTranslator(translator)


@pytest.mark.usefixtures("danish")
def test_file_dialog_has_no_english_word(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    labels = {label.text().replace("&", "") for label in dialog.findChildren(QLabel)}
    assert labels == {"Søg i:", "Filnavn:", "Filtype:"}


@pytest.mark.usefixtures("danish")
def test_buttons_are_danish(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Annuller"
