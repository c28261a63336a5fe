"""Where one can go with a suspicion, which place fits now and why, and what was reported there.

Sources: melden-en-samenwerken (the places), stappenplan 5b (danger, staying anonymous), handreiking
(organised crime). Places, numbers and when they fit are data of the working agreements.

`advising` (which fit, pure), `events`, `reporting` (report, and what came back), `informing` (tell the
client). Imports `domain` only.
"""
