"""Disclosures on the pages: what came in and went out, and one package with what its receiver owes."""
