"""The command line: one file per command group; arguments in, services called, text or JSON out.

Reaches data through ``wiring`` and ``services`` only. Loads Qt only through ``render``, inside the functions that draw.
"""
