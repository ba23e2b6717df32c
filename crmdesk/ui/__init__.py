"""The CRM on screen: the shell over its features, the features over the timeline, all over the commands and the bus.

May import ``render``, ``wiring``, ``services``, ``qt`` and ``domain``; never the store. Features do not
import each other.
"""
