"""What the business is made of: frozen records and the rules between them.

May import the standard library and ``i18n`` only; knows nothing of databases, files, windows or other libraries.
"""
