"""Foreign bytes <-> neutral records: tables, phone numbers and, later, chats, mail, calendars and speech.

May import ``domain`` and below; never ``store``: what a record means for the workspace is decided in ``services``.
"""
