"""Datasets kept small and clean: takedowns, files joined, references moved."""
