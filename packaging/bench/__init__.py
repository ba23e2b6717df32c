"""How fast crmdesk is with ten years of work in it, as ratios against what the libraries below it can do alone.

``python3 packaging/dev.py bench [FAMILY or GOAL ...]``. ``goals`` says what is to be reached, one module for each
family of goals measures it (``families``), ``printer`` shows it. Nothing of the program may import this.
"""
