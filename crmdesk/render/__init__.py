"""Pictures: charts as PNG and SVG, drawn with pyqtgraph (its only user). Serves both ``ui`` and ``cli``.

May import ``qt``, ``insight``, ``domain`` and, to write files whole, ``exchange.whole_file``; never the store.
"""
