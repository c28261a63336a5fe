"""The five steps from a first signal to help or a report, and what people decide at the last one.

Source: stappenplan. What each step must contain is data of the working agreements (`domain.agreements`).

`events`, `progress` (the view), `permission` (what consent says), `chart` (which ways are open), `recording`
(steps 1 to 4), `deciding` (step 5), `reviewing` (5a: own help is looked at again), `meldcode` (what is due
after acute danger), `following` (what goes along when cases merge and part). Imports `domain` only.
"""
