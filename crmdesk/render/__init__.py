"""Pictures as PNG and SVG, drawn with pyqtgraph (its only user); documents on paper, as PDF and as pages for the phone.

Serves both ``ui`` and ``cli``. May import ``qt``, ``insight``, ``domain`` and, to write files whole,
``exchange.whole_file``; never the store.
"""
