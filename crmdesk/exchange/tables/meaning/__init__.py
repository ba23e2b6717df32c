"""Sheets to import rows: what columns and cells say, inferred over whole files.

Pure: opens no file and knows nothing of the workspace. May import ``sheet``, ``records`` and ``own_format``.
"""
