"""Signals in, in bulk: readers of each format, one judge, one loader.

`lines` (the file), `rows` (what every reader gives), `table` (csv), `ctdc`, `events` (CloudEvents), `judging`
(may this row go in?), `loading` (into the log), `refused_lines` (the file of what did not).
May import what `cli` may.
"""
