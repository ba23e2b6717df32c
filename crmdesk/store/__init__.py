"""Where the data lives: engine, schema, unit of work, journal, search, migrations, backup, check.

The only package that imports SQLAlchemy, Alembic and sqlcipher3. May import ``domain`` and below. Hands out frozen
domain records, never mapped rows; driver errors leave as domain errors.
"""
