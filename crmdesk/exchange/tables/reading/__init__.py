"""Foreign bytes to sheets of raw cells; hostile files at worst end the process that reads them.

Knows nothing of what a cell means. May import ``sheet`` and the plain text modules beside this package.
"""
