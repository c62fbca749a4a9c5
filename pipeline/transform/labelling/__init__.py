"""One label a block: by name, place, phrase and sequence, then by a model, then by other pages of the site."""
