"""Text about people, stored under the keys of whom it is about.

Reading order: `personal` (which texts of an event are personal), `texts` (one text, encrypted and opened),
`events` (all texts of events, on their way into the log and out of it), `vault` (the keys, in a store of
their own), `master` (the key that those keys lie under), `shares` (that key in parts, for two people).
Who decides or reads opens; folds never do: they carry what is stored.
May import `domain` and `cryptography`.
"""
