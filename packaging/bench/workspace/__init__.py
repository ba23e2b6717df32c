"""A workspace as large as ten years of work make it: seeded, so that the same size is always the same workspace.

Rows are written past the units of work, for two million of them would take hours through the journal; the layout, the
lists and the search index are the program's own, so that ``crmdesk check`` finds nothing.
"""
