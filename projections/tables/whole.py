"""All tables together, for who makes, compares, counts or empties every one of them."""

from functools import lru_cache

from sqlalchemy import MetaData, Table

from projections.tables import agreed, case, sharing

[metadata] = {page.metadata for page in (agreed, case, sharing)}
"""Each page puts its tables in the same one."""


@lru_cache(maxsize=8)
def beside(schema: str) -> list[Table]:
    """The same tables in another schema, in the order of `metadata.sorted_tables`."""
    other = MetaData()
    return [table.to_metadata(other, schema=schema) for table in metadata.sorted_tables]
