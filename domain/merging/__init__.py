"""Two cases that prove to be one client become one; a mistake in that is undone.

Source: artikel (the child goes from place to place: the same client is known twice). Each case keeps events
of its own: `CaseMergedInto` and `CaseAbsorbed` together, `CaseRestored` and `CaseSplitOff` together. Episodes
go before the signals: when these count, people were told already.

`pair` (the view of both cases), `joining` (two become one), `parting` (one becomes two again),
`completing` (a merge of before everything went along). Imports `domain` only.
"""
