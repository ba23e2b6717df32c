"""Rows to workbooks that spreadsheets open as they were meant.

Knows nothing of what is written. May import ``sheet``, ``whole_file`` and the plain text modules beside this package.
"""
