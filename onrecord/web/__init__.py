"""Record -> pages and JSON.

    app = build_app("onrecord.db")               an ASGI application that reads this record and never writes
    app = build_app("onrecord.db", token="…")    the same, for those who have the token

`onrecord serve` runs it.
"""

from onrecord.web.app import build_app

__all__ = ["build_app"]
