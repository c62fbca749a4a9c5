"""The commands: each parses, calls and prints. `pipeline.cli` puts them together."""
