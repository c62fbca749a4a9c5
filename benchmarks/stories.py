"""The set on which copies are told from what only resembles them: news texts written for it, in `stories/`.

Those in `seen/` were there when the thresholds were chosen; those in `unseen/` were written afterwards, and nothing was
changed for them.

A file is an event. Its first text is the original; a `copy` is a hand-made edit of that, an `other` is no copy of it:
an independent report with the same quotations, a follow-up that repeats paragraphs, the next of a series. A `rewrite`
tells the original in other words throughout. In a file, `@3` stands for the original's third paragraph, and
`@3 {a => b}` for that with `a` put as `b`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"

_TEXT = re.compile(r"^## ", re.MULTILINE)
_REFERENCE = re.compile(r"@(\d+)((?: \{[^{}]*\})*)")
_REPLACED = re.compile(r"\{([^{}]*?) => ([^{}]*?)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """kind: original, copy, other or rewrite. note: what it is, in the words of the file; empty for the original."""

    kind: str
    note: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An event and the texts about it, the original first. language: two letters."""

    name: str
    language: str
    texts: tuple[Text, ...]


def read_stories(part: str) -> list[Story]:
    """The stories of a part of the set, seen or unseen, by name."""
    return [_story(file.stem, file.read_text(encoding="utf-8")) for file in sorted((FOLDER / part).glob("*.txt"))]


def _story(name: str, content: str) -> Story:
    head, *parts = _TEXT.split(content)
    texts: list[Text] = []
    for part in parts:
        texts.append(_text(part, texts[0].paragraphs if texts else ()))
    return Story(name=name, language=head.removeprefix("language:").strip(), texts=tuple(texts))


def _text(part: str, original: Sequence[str]) -> Text:
    heading, _, rest = part.partition("\n")
    kind, _, note = heading.partition(": ")
    title, *paragraphs = (block.strip() for block in rest.split("\n\n") if block.strip())
    return Text(kind=kind, note=note, title=title, paragraphs=tuple(_resolved(paragraphs, original)))


def _resolved(paragraphs: Sequence[str], original: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        reference = _REFERENCE.fullmatch(paragraph)
        if reference is None:
            yield paragraph
            continue
        text = original[int(reference[1]) - 1]
        for before, after in _REPLACED.findall(reference[2]):
            if before not in text:
                raise ValueError(f"{paragraph}: the original's paragraph has no {before!r}")
            text = text.replace(before, after)
        yield text
