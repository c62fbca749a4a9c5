from collections import Counter

import pytest

from benchmarks import stories
from benchmarks.stories import read_stories

PART = """\
language: en

## original
A headline

First paragraph.

Second one, with ten words.

## copy: by hand
Another headline

@2 {with ten => with 10} {words => terms}

@1
"""


@pytest.fixture
def written(tmp_path, monkeypatch):
    (tmp_path / "seen").mkdir()
    monkeypatch.setattr(stories, "FOLDER", tmp_path)
    return tmp_path / "seen" / "levy.txt"


def test_a_copy_takes_over_paragraphs_of_the_original(written):
    written.write_text(PART, encoding="utf-8")
    (story,) = read_stories("seen")
    assert (story.name, story.language) == ("levy", "en")
    original, copy = story.texts
    assert (original.kind, original.title, original.note) == ("original", "A headline", "")
    assert original.paragraphs == ("First paragraph.", "Second one, with ten words.")
    assert (copy.kind, copy.note) == ("copy", "by hand")
    assert copy.paragraphs == ("Second one, with 10 terms.", "First paragraph.")


def test_an_edit_of_words_that_are_not_there_is_a_mistake(written):
    written.write_text(PART.replace("{with ten =>", "{with twelve =>"), encoding="utf-8")
    with pytest.raises(ValueError, match="with twelve"):
        read_stories("seen")


def test_the_set_is_as_large_and_as_mixed_as_it_says():
    found = [story for part in ("seen", "unseen") for story in read_stories(part)]
    assert len({story.name for story in found}) == len(found) == 55
    languages = Counter(story.language for story in found)
    assert languages == {"en": 39, "de": 4, "fr": 4, "es": 3, "it": 2, "ja": 1, "pt": 1, "zh": 1}
    kinds = Counter(text.kind for story in found for text in story.texts)
    assert kinds == {"original": 55, "other": 42, "copy": 30, "rewrite": 2}
    spaced = [story.texts[0] for story in found if story.language not in {"zh", "ja"}]
    assert all(130 <= len(text.body.split()) <= 600 for text in spaced)
