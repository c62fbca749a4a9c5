"""Pages that nobody wrote: real-looking ones spoilt at random, and what must hold of every page all the same.

    python -m tests.fuzz --executions 1000000 --seed 1 [--failures DIR]

prints how many pages were extracted, what failed and which page took longest; each page that failed is written to DIR.
"""
