"""How a case's signals become a score, and what that score consists of.

Facts in, a result with named contributions out; nothing else may move a score.
May import the standard library, msgspec, `domain.policy_document`, `domain.words` and `domain.commands`.
"""
