"""Tag clouds beside those of two well-known packages: how fast, how dense, what is left out, what covers what.

d3-cloud (JavaScript) and wordcloud (Python) get the same words in the same font on the same canvas, and d3-cloud the
same sizes; wordcloud chooses its own. Both are optional: without them only what needs no comparison is measured.
"""

from bench.cloud.measurement import measure

__all__ = ["measure"]
