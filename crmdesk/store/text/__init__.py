"""What makes text findable: characters folded alike, tokens for the index and the query, pinyin, snippets.

Pure functions over strings, the same on both sides of the search. No SQL, no session, no knowledge of tables; may
import ``domain`` and the text libraries (OpenCC, pypinyin), lazily.
"""
