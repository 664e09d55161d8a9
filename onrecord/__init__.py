"""onrecord: from a pile of news articles to a record of who said what."""

__version__ = "0.1.0"
