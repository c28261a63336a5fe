"""Pages for people, from the same door as the command: `engine.reading.reader.Reader`, always as a person.

May import domain, eventlog, projections and engine. The composition root (`cli.serving`) gives it an opened
`World`. One capability has one name in every layer: `web/readers.py` shows `templates/readers.html`.
"""
