"""Ways through the window that begin outside a field."""

from PySide6.QtGui import QGuiApplication

from crmdesk.ui.shell.main_window import MainWindow


def test_a_word_on_the_clipboard_is_no_table_to_go_to_the_import_with(window: MainWindow):
    QGuiApplication.clipboard().setText("Acme")
    window.commands["edit.paste_table"].trigger()
    assert window.opened.customers.isVisible()
    assert window.notice.text.startswith("There is no table on the clipboard.")


def test_rows_on_the_clipboard_are_looked_at(window: MainWindow):
    QGuiApplication.clipboard().setText("Company name\tNote\nAcme\tgood\n")
    window.commands["edit.paste_table"].trigger()
    assert window.opened.exchange.isVisible()
