"""Record -> pages and JSON."""
