"""Datasets made anew: what stands, what it becomes, what differs, and the one put in the place of the other.

`standing`   what the store holds of captures, and a copy of its days for who must not be disturbed
`aftermath`  a day as it is to be: the rows made anew, and those that are kept
`views`      articles of a day as they are compared
`changes`    the file of what changed
`promotion`  days made ready, and put in the place of those that stand
"""
