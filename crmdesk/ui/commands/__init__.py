"""The table of commands, one file per family. May use ``domain`` and ``i18n`` only."""
