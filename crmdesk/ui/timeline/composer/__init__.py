"""Where a touch is written down: kinds, times, quick notes, next step; drafts that survive."""
