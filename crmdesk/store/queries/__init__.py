"""The read side: frozen records out, one file per screen or question. Every function reads from a ``Source``."""
