"""How it was told: the act, to whom, through what, when, and by whose account."""
