"""The `opplussen` command and its settings: where everything is put together.

May import every other folder.
"""
