"""From bytes to blocks: decoding, one parse, one walk, and what a block and its place are."""
