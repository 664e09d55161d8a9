"""Who figures in an article: mentions joined into chains, sources resolved to speakers, and what it says of each."""
