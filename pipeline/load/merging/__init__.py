"""From staged batches to articles, sections, removed and revisions."""
