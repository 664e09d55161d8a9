"""Attributions -> statements: who it was, to whom, through what, when, of what kind, by whose account."""

from onrecord.resolve.statements import resolve as resolve

__all__ = ["resolve"]
