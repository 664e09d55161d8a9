"""Where an article lies -> Document, and how its body is divided -> Segments."""
