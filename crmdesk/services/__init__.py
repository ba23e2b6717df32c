"""Use cases: one verb, one function, over ``domain``, ``store``, ``exchange`` and ``insight``.

Knows neither Qt nor SQLAlchemy. A mutation runs in one unit of work and returns its result with the ``Changes``.
"""
