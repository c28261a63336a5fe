"""The versions of the tables, by Alembic. Each version is a step that stays as it was."""
