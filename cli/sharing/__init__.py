"""`opplussen share` and `opplussen call`: the gate, step by step, on the command line.

`thread` finds what a command is about; `asking`, `preparing`, `releasing` and `following` are the steps,
`showing`
what stands where, `calls` a request by phone; `commands` puts them together. May import what the rest of
cli may.
"""
