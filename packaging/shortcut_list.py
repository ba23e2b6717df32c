"""The list of keyboard shortcuts in the README, made from the program's table of commands.

``python packaging/shortcut_list.py`` writes it anew; a test sees to it that it is up to date.
"""

import re
from itertools import groupby
from pathlib import Path

from crmdesk.i18n import use_language
from crmdesk.ui.commands.table import command_table, menu_titles

README = Path(__file__).resolve().parent.parent / "README.md"
_PLACE = re.compile(r"(?<=<!-- shortcuts -->\n).*?(?=\n<!-- end of shortcuts -->)", re.DOTALL)


def shortcuts() -> str:
    """One line per menu: the keys and what they do, in English."""
    use_language("en")
    titles = menu_titles()
    lines = ["| menu | keys |", "| --- | --- |"]
    for menu, commands in groupby(command_table(), key=lambda command: command.menu):
        keys = [f"`{command.shortcut}` {command.title.rstrip('…').lower()}" for command in commands if command.shortcut]
        if keys:
            lines.append(f"| {titles[menu].replace('&', '')} | {', '.join(keys)} |")
    return "\n".join(lines)


def renewed(readme: str) -> str:
    """The README with the list as it must be."""
    return _PLACE.sub(lambda _old: shortcuts(), readme)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
