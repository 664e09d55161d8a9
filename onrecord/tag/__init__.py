"""Document -> attributions: source, cue and content spans, linked."""
