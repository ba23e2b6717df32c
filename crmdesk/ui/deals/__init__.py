"""Dialogs about deals. They offer values and save nothing."""
