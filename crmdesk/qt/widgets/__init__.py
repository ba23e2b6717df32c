"""Widgets of general use: buttons, fields, forms, empty and busy states, notices. Know nothing of CRM."""
