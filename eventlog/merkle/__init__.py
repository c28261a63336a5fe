"""The Merkle tree beside a log: hashes of what is stored, proofs from them, signed checkpoints.

May import `domain` and `verifier`, whose formats these are. The tree follows the log as a fold does, so that
nobody who writes waits for it; what it keeps can be made again from the log.
"""
