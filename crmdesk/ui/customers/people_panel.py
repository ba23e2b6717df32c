"""The people at a customer: name, what they do there, how to reach them; added, changed and removed in place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.customer import Contact, PointKind
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _, pgettext
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.labels import label
from crmdesk.services.contacts import ContactWords
from crmdesk.ui.customers.sheet_edits import SheetEdits, parts_of

_BEGIN = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PersonRow(QFrame):
    """One person; ``edit_requested`` and ``removal_requested`` tell what is wanted with it."""

    edit_requested = Signal(object)
    removal_requested = Signal(object)

    def __init__(self, contact: Contact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contact = contact
        self.setProperty("look", "inline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        about = " · ".join(part for part in (contact.title, contact.role) if part)
        reach = "\n".join(point.value for point in contact.points)
        self.setAccessibleName(", ".join(part for part in (contact.name, about, reach.replace("\n", ", ")) if part))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(1)
        for text, look in ((contact.name, "section"), (about, ""), (reach, "muted")):
            if text:
                shown = label(text, look, wrap=True)
                shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                layout.addWidget(shown)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _BEGIN:
            self.edit_requested.emit(self.contact)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit(self.contact)
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_requested.emit(self.contact)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Edit")).triggered.connect(lambda: self.edit_requested.emit(self.contact))
        for point in self.contact.points:
            copying = menu.addAction(caption(_("Copy {value}").format(value=point.value)))
            copying.triggered.connect(
                lambda _checked=False, text=point.value: QGuiApplication.clipboard().setText(text)
            )
        menu.addSeparator()
        menu.addAction(_("Remove")).triggered.connect(lambda: self.removal_requested.emit(self.contact))
        menu.popup(event.globalPos())


class PersonForm(QFrame):
    """Five lines about a person; Enter saves, Esc gives up."""

    saved = Signal(object)
    given_up = Signal()

    def __init__(self, contact: Contact | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.contact = contact
        self.name, self.title = TextLine(name=pgettext("person", "Name")), TextLine(name=_("Job title"))
        self.role = TextLine(name=_("Role"))
        self.phones, self.emails = TextLine(name=_("Phones")), TextLine(name=_("E-mails"))
        self._lines = {"name": self.name, "title": self.title, "role": self.role,
                       "phone": self.phones, "email": self.emails}  # fmt: skip
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        for row, line in enumerate(self._lines.values()):
            line.returnPressed.connect(self.submit)
            line.setProperty("look", "inline_editor")
            grid.addWidget(label(line.accessibleName(), "muted"), row, 0)
            grid.addWidget(line, row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addLayout(grid)
        layout.addWidget(self._wrong)
        layout.addLayout(self._buttons())
        if contact is not None:
            self._fill(contact)

    @property
    def error(self) -> str:
        """The sentence that says what is wrong."""
        return self._wrong.text()

    def submit(self) -> None:
        """Offer what was written."""
        words = ContactWords(
            name=self.name.text(),
            title=self.title.text(),
            role=self.role.text(),
            phones=tuple(parts_of(self.phones.text())),
            emails=tuple(parts_of(self.emails.text())),
        )
        self.saved.emit(words)

    def show_error(self, error: CrmError) -> None:
        """Say what is wrong, and go there."""
        self._wrong.setText(error.message)
        self._wrong.show()
        for key, line in self._lines.items():
            mark_wrong(line, wrong=key == error.field)
        self._lines.get(error.field or "", self.name).setFocus()

    def _fill(self, contact: Contact) -> None:
        self.name.setText(contact.name)
        self.title.setText(contact.title)
        self.role.setText(contact.role)
        self.phones.setText(", ".join(point.value for point in contact.points if point.kind.is_number))
        mails = (point.value for point in contact.points if point.kind is PointKind.EMAIL)
        self.emails.setText(", ".join(mails))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for text, look, work in ((_("Cancel"), "compact", self.given_up.emit), (_("Save"), "primary", self.submit)):
            button = QPushButton(text)
            button.setProperty("look", look)
            button.clicked.connect(lambda _checked=False, work=work: work())
            row.addWidget(button)
        return row

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class PeoplePanel(QWidget):
    """Shows people; what is wanted with them goes to ``SheetEdits``."""

    def __init__(self, edits: SheetEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._shown: tuple[Contact, ...] | None = None
        self._rows: list[PersonRow] = []
        self.form: PersonForm | None = None
        self._none = label(_("Nobody yet."), "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def rows(self) -> list[PersonRow]:
        """The people shown, in order."""
        return list(self._rows)

    def show_people(self, people: Sequence[Contact]) -> None:
        """Show the people at a customer; one who is being edited stays so."""
        if tuple(people) != self._shown:
            self._shown = tuple(people)
            if self.form is None:
                self._fill()

    def close_editors(self) -> None:
        """Forget what is being typed."""
        if self.form is not None:
            self._close()

    def add(self) -> None:
        """Ask for a new person."""
        self._open(None)

    def _open(self, contact: Contact | None) -> None:
        self.form = PersonForm(contact)
        self.form.saved.connect(self._save)
        self.form.given_up.connect(self._close)
        self._fill()
        self.form.name.setFocus()

    def _save(self, words: ContactWords) -> None:
        form = self.form
        if form is None:
            return
        known = {contact.uid for contact in self._shown or ()} - {form.contact.uid if form.contact else ""}
        error = self._edits.save_person(form.contact.uid if form.contact else "", words)
        if error is None:
            self._close()
            # The keyboard stays with whom it was about.
            for row in self._rows:
                if row.contact.uid not in known:
                    row.show()
                    row.setFocus()
        else:
            form.show_error(error)

    def _close(self) -> None:
        self.form = None
        self._fill()

    def _remove(self, contact: Contact) -> None:
        self._edits.remove_person(contact.uid, contact.name)

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._none:
                widget.hide()
                widget.deleteLater()
        self._rows.clear()
        edited = self.form.contact.uid if self.form and self.form.contact else ""
        for contact in self._shown or ():
            if self.form is not None and contact.uid == edited:
                self._column.addWidget(self.form)
                continue
            row = PersonRow(contact)
            row.edit_requested.connect(self._open)
            row.removal_requested.connect(self._remove)
            self._column.addWidget(row)
            self._rows.append(row)
        if self.form is not None and not edited:
            self._column.addWidget(self.form)
        # First to its place: shown without one, it would be a window of its own for a moment.
        self._column.addWidget(self._none)
        self._none.setVisible(not self._shown and self.form is None)
