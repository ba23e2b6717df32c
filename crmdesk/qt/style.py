"""The looks of Qt's own widgets, as one style sheet made from the theme's tokens.

Widgets say what they are by the property ``look``: ``primary``, ``quiet``, ``chip``, ``title``, ``heading``, ``muted``,
``error``, ``card``, ``panel``, ``rail`` …; nothing else sets a colour or a border.
"""

from string import Template

from crmdesk import paths
from crmdesk.qt.theme import Theme

_SHEET = Template("""
QMainWindow { background: $canvas; }
QDialog, QMessageBox { background: $surface; }
QWidget { color: $text; }
QToolTip { background: $chip; color: $text; border: 1px solid $border; padding: 4px; }

QMenuBar { background: $surface; border-bottom: 1px solid $border; padding: 2px 6px; }
QMenuBar::item { padding: 5px 10px; border-radius: ${control}px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: ${control}px; }
QMenu::item:selected { background: $chip_accent; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }
QMenu::icon { padding-left: 8px; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${title}px; font-weight: bold; }
QLabel[look="heading"] { font-size: ${heading}px; font-weight: bold; }
QLabel[look="section"] { font-weight: bold; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="small"] { color: $muted; font-size: ${small}px; }
QLabel[look="error"] { color: $negative; }
QLabel[look="refusal"] { background: $surface; color: $negative; border: 1px solid $negative;
    border-radius: ${control}px; padding: 4px 8px; font-size: ${small}px; }
QLabel[look="key"] { color: $muted; border: 1px solid $border; border-radius: 4px; padding: 0 5px;
    font-size: ${small}px; }

QLineEdit, QPlainTextEdit, QComboBox, QDateEdit { background: $surface; border: 1px solid $outline;
    border-radius: ${control}px; padding: 6px 10px; min-height: 20px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus { border: 2px solid $accent; padding: 5px 9px; }
QLineEdit[look="search"] { background: $canvas; border-color: $border; padding: 0 10px; min-height: 34px; }
QLineEdit[look="search"]:focus { border-color: $accent; padding: 0 9px; min-height: 32px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
    border: 2px solid $negative; padding: 5px 9px; }
QPlainTextEdit { min-height: 60px; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; outline: none; padding: 4px;
    selection-background-color: $chip_accent; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 30px; padding: 0 6px; }

QPushButton, QToolButton { background: $surface; border: 1px solid $border; border-radius: ${control}px;
    padding: 6px 14px; min-height: 20px; }
QToolButton { padding: 6px 10px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QToolButton:focus { padding: 5px 9px; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $canvas; }
QToolButton::menu-indicator { image: none; }
*[look="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: bold; }
*[look="primary"]:hover { background: $accent_hover; }
*[look="primary"]:focus { border: 2px solid $text; }
*[look="primary"]:disabled { background: $chip; color: $muted; border-color: $chip; }
*[look="quiet"] { border: 1px solid transparent; background: transparent; }
*[look="quiet"]:hover { background: $hover; }
*[look="quiet"]:disabled { background: transparent; }
*[look="link"] { border: 1px solid transparent; background: transparent; color: $accent; padding: 2px 4px; }
*[look="link"]:hover { text-decoration: underline; }
*[look="chip"] { background: $chip; border: 1px solid $chip; border-radius: 12px; padding: 1px 8px; min-height: 20px;
    font-size: ${small}px; }
*[look="chip"]:hover { border-color: $outline; }
*[look="chip"]:focus { border: 1px solid $accent; padding: 1px 8px; }
*[look="choice"] { border-radius: 15px; padding: 4px 10px; }
*[look="filter_chip"] { border-radius: 13px; padding: 2px 5px; min-height: 20px; font-size: ${small}px; }
*[look="filter_chip"]:focus { padding: 1px 4px; }
*[look="filter_chip"]:checked { background: $chip_accent; border-color: $accent; color: $accent; }
QListView[look="picker"] { border: 1px solid $outline; border-radius: ${control}px; padding: 4px; }
QListView[look="picker"]:focus { border: 2px solid $accent; padding: 3px; }
QListView[look="picker"]::item { min-height: 30px; padding: 0 8px; border-radius: ${control}px; }
QListView[look="picker"]::item:hover { background: $hover; }
QListView[look="picker"]::item:selected { background: $chip_accent; color: $text; }
QListView[look="picker"]::indicator { width: 16px; height: 16px; border: 1px solid $outline; border-radius: 4px;
    background: $surface; }
QListView[look="picker"]::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
*[look="card_editor"] { border: 2px solid $accent; border-radius: ${card}px; padding: 10px 12px; }
*[look="choice"]:focus { padding: 3px 9px; }
*[look="compact"] { padding: 3px 8px; }
*[look="compact"]:focus { padding: 2px 7px; }
*[look="inside"] { background: transparent; border: none; padding: 2px; min-height: 16px; }
*[look="inside"]:focus { border: 1px solid $accent; padding: 1px; }
*[look="choice"]:checked { background: $chip_accent; border-color: $accent; color: $accent; }

*[look="inline"] { background: transparent; border: 1px solid transparent; border-radius: ${control}px; }
*[look="inline"]:hover { background: $hover; }
*[look="inline"]:focus { border: 1px solid $accent; }
*[look="inline"] QLabel[look="placeholder"] { color: $muted; }
*[look="inline_editor"] { padding: 2px 6px; }
*[look="inline_editor"]:focus { padding: 1px 5px; }
*[look="fold"] { border: 1px solid transparent; background: transparent; font-weight: bold; text-align: left;
    padding: 2px 4px 2px 0; }
*[look="fold"]:hover { background: transparent; color: $accent; }
*[look="fold"]:focus { border: 1px solid $accent; padding: 2px 4px 2px 0; }
*[look="fold"]:!checked { color: $muted; }
QLabel[look="badge_accent"] { background: $chip_accent; color: $accent; border-radius: 10px; padding: 1px 9px;
    font-size: ${small}px; }
QLabel[look="badge_positive"] { background: $chip_positive; color: $positive; border-radius: 10px; padding: 1px 9px;
    font-size: ${small}px; }
QLabel[look="badge_negative"] { background: $chip_negative; color: $negative; border-radius: 10px; padding: 1px 9px;
    font-size: ${small}px; }
*[look="positive"] { color: $positive; }
*[look="negative"] { color: $negative; }

*[look="way"] { border-radius: 14px; padding: 3px 7px; }
*[look="way"]:focus { padding: 2px 6px; }
*[look="way"]:checked { background: $chip_accent; border-color: $accent; color: $accent; }
*[look="big_way"] { border-radius: ${card}px; padding: 6px 2px; min-height: 50px; }
*[look="big_way"]:focus { padding: 5px 1px; }
*[look="big_way"]:checked { background: $chip_accent; border-color: $accent; color: $accent; font-weight: bold; }
*[look="menu"] { padding: 6px 22px 6px 8px; text-align: left; }
*[look="menu"]:focus { padding: 5px 21px 5px 7px; }
*[look="menu"]::menu-indicator { image: url("$arrow"); width: 14px; height: 14px;
    subcontrol-origin: border; subcontrol-position: right center; right: 7px; }
*[look="answer"] { border-radius: 14px; padding: 2px 10px; min-height: 20px; }
*[look="answer"]:focus { border: 2px solid $accent; padding: 1px 9px; }
*[look="answer"]:checked { background: $chip_accent; border-color: $accent; color: $accent; font-weight: bold; }
*[look="entry"] { background: transparent; border: 1px solid transparent; text-align: left; padding: 4px 10px 4px 6px; }
*[look="entry"]:hover, *[look="entry"]:focus { background: $chip_accent; }
*[look="entry"]:focus { border: 1px solid $accent; padding: 4px 10px 4px 6px; }
*[look="segments"] { background: $chip; border-radius: 14px; }
*[look="segment"] { background: transparent; border: 1px solid transparent; border-radius: 14px; padding: 2px 9px;
    min-height: 20px; }
*[look="segment"]:hover { background: $hover; border-color: $border; }
*[look="segment"]:focus { border: 2px solid $accent; padding: 1px 8px; }
*[look="segment"]:checked { background: $surface; border-color: $accent; color: $accent; font-weight: bold; }
*[look="effect"] { background: $chip; border: 1px solid $chip; border-radius: 12px; padding: 1px 8px;
    min-height: 20px; font-size: ${small}px; color: $muted; text-decoration: line-through; }
*[look="effect"]:checked { background: $chip_warning; border-color: $chip_warning; color: $text;
    text-decoration: none; }
*[look="effect"]:hover { border-color: $outline; }
*[look="effect"]:focus { border: 1px solid $accent; padding: 1px 8px; }
*[look="inset"] { background: $canvas; border: 1px solid $border; border-radius: ${card}px; }
*[look="popup"] { background: $surface; border: 1px solid $outline; border-radius: ${control}px; padding: 4px; }
QListView[look="cards_target"] { background: $chip_accent; border-radius: ${card}px; }
QListView[look="popup"]::item { min-height: 28px; padding: 0 8px; border-radius: ${control}px; }
QListView[look="popup"]::item:selected { background: $chip_accent; color: $text; }
QListView[look="entries"]::item { min-height: 30px; padding: 0 8px; border-radius: ${control}px; }
QListView[look="entries"]::item:hover { background: $hover; }
QListView[look="entries"]::item:selected { background: $chip_accent; color: $text; }
QListView[look="offers"] { background: $surface; border: 1px solid $outline; }
QListView[look="offers"]::item { min-height: 28px; padding: 0 8px; }
QListView[look="offers"]::item:selected { background: $chip_accent; color: $text; }
QPlainTextEdit[look="note"] { min-height: 0; padding: 2px 6px; }
QPlainTextEdit[look="note"]:focus, QPlainTextEdit[look="note"][wrong="true"] { padding: 1px 5px; }
QLineEdit[look="slim"], QComboBox[look="slim"] { padding: 3px 8px; }
QLineEdit[look="slim"]:focus, QComboBox[look="slim"]:focus, QLineEdit[look="slim"][wrong="true"] { padding: 2px 7px; }
QCalendarWidget QAbstractItemView:enabled { color: $text; }
QCalendarWidget QAbstractItemView:disabled { color: $muted; }
QCalendarWidget QTableView { background: $surface; }
QCalendarWidget QTableView::item { border: none; padding: 0; border-radius: ${control}px; }
QCalendarWidget QTableView::item:selected { background: $accent; color: $on_accent; }

*[look="rail"] { background: $rail; }
*[look="rail_button"] { background: transparent; color: $rail_text; border: 2px solid transparent; padding: 8px 2px;
    font-size: ${small}px; border-radius: ${control}px; }
*[look="rail_button"]:hover { background: $rail_selected; }
*[look="rail_button"]:checked { background: $rail_selected; color: $on_rail; }
*[look="rail_button"]:focus { border: 2px solid $rail_text; padding: 8px 2px; }
*[look="rail_button"]:disabled { background: transparent; color: $outline; }
*[look="bar"] { background: $surface; border: none; border-bottom: 1px solid $border; }
*[look="foot"] { background: $surface; border: none; border-top: 1px solid $border; }
*[look="status"] { border: 1px solid transparent; background: transparent; color: $muted; padding: 2px 6px;
    font-size: ${small}px; }
*[look="status"]:hover { background: $hover; color: $text; }
*[look="status"]:focus { border: 1px solid $accent; padding: 2px 6px; }
*[look="palette"] { background: $surface; border: 1px solid $outline; border-radius: ${card}px; }
*[look="drop"] { background: $chip_accent; border: 2px dashed $accent; border-radius: ${card}px; }
*[look="panel"] { background: $surface; border: none; }
*[look="panel_left"] { background: $surface; border: none; border-right: 1px solid $border; }
*[look="panel_right"] { background: $surface; border: none; border-left: 1px solid $border; }
*[look="card"] { background: $surface; border: 1px solid $border; border-radius: ${card}px; }
*[look="selection"] { background: $chip_accent; border: 1px solid $accent; border-radius: ${card}px; }
*[look="bulk"] { background: $chip_accent; border: none; border-top: 1px solid $accent; }
*[look="new"] { background: $canvas; border: none; border-top: 1px solid $border; border-bottom: 1px solid $border; }
*[look="step"] { background: $chip_warning; border: 1px solid $chip_warning; border-radius: ${control}px; }
*[look="answering"] { background: $chip_accent; border: none; border-radius: ${control}px; }
*[look="notice"] { background: $rail; border: 1px solid $rail_selected; border-radius: ${card}px; }
*[look="notice"] QLabel { color: $on_rail; }
*[look="notice"] QPushButton { background: $rail_selected; border: 1px solid $rail_selected; color: $on_rail; }
*[look="notice"] QPushButton:hover, *[look="notice"] QPushButton:focus {
    border: 1px solid $rail_text; padding: 6px 14px; }
*[look="notice"] QToolButton { background: transparent; border: 1px solid transparent; }

QAbstractItemView { background: $surface; border: none; outline: none; selection-background-color: $chip_accent;
    selection-color: $text; }
QAbstractItemView[look="canvas"] { background: $canvas; }
QTableView { gridline-color: transparent; alternate-background-color: $surface; }
QTableView::item { border-bottom: 1px solid $grid; padding: 0 6px; }
QTableView::item:selected { background: $chip_accent; color: $text; }
QTableView::item:hover { background: $hover; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: 8px 9px; font-size: ${small}px; font-weight: bold; }
QHeaderView::down-arrow, QHeaderView::up-arrow { width: 0; height: 0; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $outline; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
QSplitter[look="open"]::handle { background: transparent; }

QProgressBar { background: $chip; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QCheckBox { spacing: 8px; padding: 2px; border-radius: ${control}px; }
QCheckBox:disabled { color: $muted; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $outline; border-radius: 4px;
    background: $surface; }
QCheckBox::indicator:hover { border: 1px solid $accent; }
QCheckBox::indicator:focus { border: 2px solid $accent; width: 14px; height: 14px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox::indicator:checked:focus { border: 2px solid $text; }
QCheckBox::indicator:disabled { background: $chip; border-color: $border; }
*[found="true"] { background: $chip_warning; border-color: $warning; }
""")


def stylesheet(theme: Theme) -> str:
    """The style sheet of one theme."""
    colours = {
        name: value for name in theme.__slots__ if isinstance(value := getattr(theme, name), str) and name != "name"
    }
    return _SHEET.substitute(
        colours,
        small=theme.sizes.small,
        heading=theme.sizes.heading,
        title=theme.sizes.title,
        control=theme.radii.control,
        card=theme.radii.card,
        scroll=theme.outline if theme.name == "dark" else theme.border,
        arrow=(paths.resource_folder("icons") / "combo-arrow.svg").as_posix(),
        tick=(paths.resource_folder("icons") / f"tick-on-{theme.name}.svg").as_posix(),
    )
