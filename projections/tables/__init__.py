"""The tables that people's questions are answered from; all can be made again from the log.

`case`, `agreed` and `sharing` by what they tell of, `whole` gathers them. Dates are days in Europe/Amsterdam,
moments are UTC in ISO 8601, log-odds are decibans rounded to 6 decimals. Alembic makes them by its versions;
tests compare them with these pages. Imports nothing of the project.
"""
