"""What a storage error says to a person: one line, with the mend where it is known."""

# What pyarrow (upper case) and obstore write, and what that means; the first that fits.
_MEANINGS = (
    (
        ("169.254.169.254", "metadata.google.internal"),
        "no key was found; give one in the environment (see «In a bucket» in the README)",
    ),
    (
        ("NO_SUCH_BUCKET", "NoSuchBucket", "Bucket not found"),
        "the bucket does not exist; create it, or correct storage.root",
    ),
    (
        ("ACCESS_DENIED", "SIGNATURE_DOES_NOT_MATCH", "INVALID_ACCESS_KEY_ID", "403 Forbidden", "401 Unauthorized"),
        "access is denied; check the key, its secret and its rights",
    ),
    (
        ("NETWORK_CONNECTION", "error sending request", "operation timed out"),
        "the server does not answer; check its address and the network, then start again",
    ),
)


def explained(error: OSError) -> str:
    """An error's cause, on one line."""
    text = error.strerror or str(error)
    for signs, meaning in _MEANINGS:
        if any(sign in text for sign in signs):
            return meaning
    return " ".join(text.split())
