"""Document -> attributions: source, cue and content spans, linked."""

from onrecord.tag.tagger import Tagger

__all__ = ["Tagger"]
