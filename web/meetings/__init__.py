"""The meetings of a pair on the pages: the agenda, the meeting itself step by step, and what was decided."""
