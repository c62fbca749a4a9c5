"""MinHash signatures of wordings: of two, the share of equal values estimates the share of common shingles. Pure."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from pipeline.load.duplicates.wording import CHARACTERS, FEWEST, WORDS, Wording

Signatures: TypeAlias = npt.NDArray[np.uint32]

VALUES = 128
_SEED = 1

# What signatures depend on: those made otherwise cannot be compared.
ALGORITHM = (
    f"rensa {RMinHash.ALGORITHM_VERSION}, {VALUES} values, seed {_SEED}, "
    f"shingles of {WORDS} words or {CHARACTERS} characters, whole below {FEWEST} words"
)


def signatures_of(wordings: Sequence[Wording]) -> Signatures:
    """A row of `VALUES` for each wording."""
    rows = RMinHash.digests_from_token_sets([one.shingles for one in wordings], VALUES, _SEED)
    return np.array(rows, np.uint32).reshape(len(wordings), VALUES)
