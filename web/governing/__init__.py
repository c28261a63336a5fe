"""Governing on the pages: the policy of the score, who holds which role, the convenant, with history."""
