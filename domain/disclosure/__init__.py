"""What leaves one organisation for another: asked, weighed, approved, released, received and followed.

`events` (what happened), `thread` (where one disclosure stands), `gate` with its rules in `question`,
`shape`, `people` and `needs` (may it leave?), `package` and `anonymity` (what leaves), `opening` (what may
still be read of it), `called` and `calling` (police or justice ask outside the gate), and one file a stage.
May import the domain's own capabilities; none of them imports the gate.
"""
