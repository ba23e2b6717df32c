"""Numbers out of records: pure functions over dataclasses and arrays.

May import ``domain`` and below; knows neither the store nor Qt.
"""
