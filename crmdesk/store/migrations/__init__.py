"""Frozen steps from one layout of the workspace to the next; new workspaces take the same path.

A step is never edited after its release: it must not use the mapped classes, which move on.
"""

# The layout this program reads and writes; equals the number of the newest step and PRAGMA user_version.
NEWEST = 12
