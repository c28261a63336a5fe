"""Consent as a ledger: what the client agreed to, told by whom, for whom, for what, until when.

Sources: stappenplan step 3 and 5b (make an effort for consent before others are involved; meet objections;
report under what was agreed), handreiking (without consent only anonymous advice), factsheet (be clear on
which condition information goes over, and which hard frames there are), melden en samenwerken (a client need
not want aangifte).

`events`, `ledger` (the view and its fold), `deciders` (who decides at which age), `receiving` (what may
somebody receive now, and why), `asking` (explain, give, refuse), `changing` (limit, withdraw, exclude, ask
again). May import `domain.agreements`, `domain.cases` and `domain.partners`.
"""
