"""The proeftuin's working agreements: one document of what is shared, with whom, on what ground.

`document` (what it says), `check` (is it fit to be adopted), `adopting` (the event, the version that holds).
May import `domain.words`, `domain.commands`, `domain.appointments` and `domain.policies`.
"""
