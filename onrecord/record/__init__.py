"""Statements -> one SQLite file -> answers."""
