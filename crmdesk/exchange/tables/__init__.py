"""Spreadsheets and delimited text: bytes to sheets, sheets to import rows, rows to workbooks.

The only package that imports openpyxl and python-calamine. Foreign workbooks are read in a child process with limits.
"""
