"""The API `/v1` for programs: the same decisions through the same door, in documents instead of pages."""
