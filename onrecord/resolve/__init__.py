"""Attributions -> statements: who it was, to whom, through what, when, of what kind, by whose account."""
