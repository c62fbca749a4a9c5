"""Figures of an extractor against a gold set: all 0 to 1, higher is better unless said otherwise.

| figure | is |
|---|---|
| `text_f1` | macro F1 of 4-word shingles of the whole text, as the article-extraction-benchmark defines it: precision \
(`text_p`) and recall (`text_r`) are averaged over the pages, then combined |
| `word_f1` | mean bag-of-words F1 a page, as the WCXB benchmark defines it |
| `must_have`, `must_not_have` | mean share of the required snippets found, and of the forbidden (lower is better) |
| `title` | share of pages whose title matches, folded: without case, punctuation and white space |
| `date` | share of pages whose day matches |
| `author_f1` | micro F1 of the sets of author names, folded |
| `heading_f1`, `para_f1` | micro F1 of the section headings, of the paragraphs, folded |
| `section_f1` | micro F1 of (heading, paragraph) pairs: a paragraph counts only under its right heading |

A figure is absent where the gold set does not know what it measures.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from statistics import mean

from benchmarks.gold import GoldPage, Passage
from benchmarks.predictions import Prediction
from benchmarks.words import fold, harmonic, shingles, word_f1

Pair = tuple[GoldPage, Prediction]
Figures = dict[str, float]


def score(pages: Sequence[GoldPage], predictions: Mapping[str, Prediction]) -> Figures:
    """The figures over these pages (at least one); a page without a prediction counts as an empty one."""
    pairs = [(page, predictions.get(page.id, Prediction(id=page.id))) for page in pages]
    texts = [(page.text, said.text) for page, said in pairs]
    figures = text_figures(texts) | {"word_f1": mean(word_f1(gold, said) for gold, said in texts)}
    for name, (knows, figure) in _FIGURES.items():
        known = [pair for pair in pairs if knows(pair[0])]
        if known:
            figures[name] = figure(known)
    return figures


def text_figures(texts: Iterable[tuple[str, str]]) -> Figures:
    """`text_f1` and its two sides, of (gold, predicted) texts."""
    precisions, recalls = [], []
    for gold, said in texts:
        wanted, found = shingles(gold), shingles(said)
        common = (wanted & found).total()
        if found:
            precisions.append(common / found.total())
        if wanted:
            recalls.append(common / wanted.total())
    precision, recall = (mean(side) if side else 0.0 for side in (precisions, recalls))
    return {"text_f1": harmonic(precision, recall), "text_p": precision, "text_r": recall}


def article_or_not(pages: Sequence[GoldPage], predictions: Mapping[str, Prediction]) -> Figures:
    """Precision, recall and F1 of the class «article» over pages of all kinds; an empty text says «no article»."""
    said = {page.id for page in pages if page.id in predictions and predictions[page.id].text}
    are = {page.id for page in pages if page.kind == "article"}
    precision = len(said & are) / len(said) if said else 0.0
    recall = len(said & are) / len(are) if are else 0.0
    return {
        "article_f1": harmonic(precision, recall),
        "article_precision": precision,
        "article_recall": recall,
    }


def _micro_f1(pairs: Iterable[tuple[Iterable[Hashable], Iterable[Hashable]]]) -> float:
    common = wanted = found = 0
    for gold, said in pairs:
        of_gold, of_said = Counter(gold), Counter(said)
        common += (of_gold & of_said).total()
        wanted += of_gold.total()
        found += of_said.total()
    return harmonic(common / found, common / wanted) if common else 0.0


def _title(pairs: Sequence[Pair]) -> float:
    return mean(fold(page.title) == fold(said.title) for page, said in pairs)


def _date(pairs: Sequence[Pair]) -> float:
    return mean((page.published or "")[:10] == (said.published or "")[:10] for page, said in pairs)


def _authors(pairs: Sequence[Pair]) -> float:
    return _micro_f1(({fold(a) for a in page.authors or ()}, {fold(a) for a in said.authors}) for page, said in pairs)


def _required(pairs: Sequence[Pair]) -> float:
    return mean(_share(said.text, page.must_have) for page, said in pairs)


def _forbidden(pairs: Sequence[Pair]) -> float:
    return mean(_share(said.text, page.must_not_have) for page, said in pairs)


def _share(text: str, snippets: Sequence[str]) -> float:
    return mean(snippet.lower() in text.lower() for snippet in snippets)


def _of_sections(of: Callable[[Sequence[Passage]], list[Hashable]]) -> Callable[[Sequence[Pair]], float]:
    return lambda pairs: _micro_f1((of(page.sections), of(said.sections)) for page, said in pairs)


def _headings(sections: Sequence[Passage]) -> list[Hashable]:
    return [fold(section.heading) for section in sections if fold(section.heading)]


def _paragraphs(sections: Sequence[Passage]) -> list[Hashable]:
    return [paragraph for _, paragraph in _placed(sections)]


def _placed_paragraphs(sections: Sequence[Passage]) -> list[Hashable]:
    return list(_placed(sections))


def _placed(sections: Sequence[Passage]) -> list[tuple[str, str]]:
    return [
        (fold(section.heading), fold(paragraph))
        for section in sections
        for paragraph in section.paragraphs
        if fold(paragraph)
    ]


_FIGURES: Mapping[str, tuple[Callable[[GoldPage], bool], Callable[[Sequence[Pair]], float]]] = {
    "must_have": (lambda page: bool(page.must_have), _required),
    "must_not_have": (lambda page: bool(page.must_not_have), _forbidden),
    "title": (lambda page: bool(page.title), _title),
    "date": (lambda page: bool(page.published), _date),
    "author_f1": (lambda page: page.authors is not None, _authors),
    "heading_f1": (lambda page: bool(page.sections), _of_sections(_headings)),
    "para_f1": (lambda page: bool(page.sections), _of_sections(_paragraphs)),
    "section_f1": (lambda page: bool(page.sections), _of_sections(_placed_paragraphs)),
}
