"""100,000 customers out of a workbook: the whole import against reading the cells and writing them to one table.

The import also checks each value, reads pinyin, looks for duplicates by phone and mail, and writes people, numbers,
tags, the first entry of each timeline, the journal and the search index.
"""

from bench.imports.measurement import measure

__all__ = ["measure"]
