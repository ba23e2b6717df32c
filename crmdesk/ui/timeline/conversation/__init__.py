"""A conversation as the two sides wrote it, in bubbles: to read, to search, to copy. Changes nothing."""
