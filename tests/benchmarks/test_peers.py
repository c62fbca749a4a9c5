"""Peers are asked for by name; what they answer is read in this benchmark's terms. None of them is installed here."""

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from benchmarks import peers
from benchmarks.gold import Passage
from benchmarks.markup import tree
from benchmarks.predictions import Prediction
from benchmarks.systems import Sample, System

SAMPLE = Sample(id="ferry", url="https://ledger.example/ferry", body=b"<p>It returns.", html="<p>It returns.")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put a module in a peer's place."""

    def install(name: str, **names: Any) -> None:
        module = ModuleType(name)
        vars(module).update(names)
        monkeypatch.setitem(sys.modules, name, module)

    monkeypatch.setattr(peers, "version", lambda _: "1.0")
    return install


def predicted(name: str) -> tuple[System, Prediction]:
    (system,) = peers.load([name])
    return system, system.read("ferry", system.call(SAMPLE))


def test_an_unknown_peer_is_named_with_those_there_are() -> None:
    with pytest.raises(peers.NoPeer, match="scraper: no such peer; there are trafilatura, newspaper4k"):
        peers.load(["scraper"])


def test_a_peer_that_is_not_installed_names_the_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "goose3", None)
    with pytest.raises(peers.NoPeer, match=r"goose3 is not installed .*: pip install -e \.\[bench\], or make bench"):
        peers.load(["goose3"])


def test_trafilatura(installed: Any) -> None:
    calls = []

    def bare_extraction(html: str, **options: Any) -> Any:
        calls.append((html, options))
        body = tree("<p>It returns.</p><h2>Costs</h2><item>Four crowns.</item>")
        body.find("h2").tag = "head"
        return SimpleNamespace(
            text="It returns.", title="Ferry", author="Ada Quill; Bo Stone", date="2026-03-04", body=body
        )

    installed("trafilatura", bare_extraction=bare_extraction)
    system, prediction = predicted("trafilatura")
    assert calls == [("<p>It returns.", {"url": "https://ledger.example/ferry", "with_metadata": True})]
    assert (system.name, system.version) == ("trafilatura", "1.0")
    assert prediction == Prediction(
        id="ferry",
        text="It returns.",
        title="Ferry",
        authors=("Ada Quill", "Bo Stone"),
        published="2026-03-04",
        sections=(
            Passage(heading=None, paragraphs=("It returns.",)),
            Passage(heading="Costs", paragraphs=("Four crowns.",)),
        ),
    )


def test_trafilatura_that_finds_nothing(installed: Any) -> None:
    installed("trafilatura", bare_extraction=lambda *_, **__: None)
    assert predicted("trafilatura")[1] == Prediction(id="ferry")


def test_readability_answers_in_html(installed: Any) -> None:
    class Document:
        def __init__(self, html: str, url: str) -> None:
            assert (html, url) == ("<p>It returns.", "https://ledger.example/ferry")

        def short_title(self) -> str:
            return "Ferry"

        def summary(self, *, html_partial: bool) -> str:
            return "<div><p>It returns.</p><h2>Costs</h2></div>" if html_partial else "<html>"

    installed("readability", Document=Document)
    assert predicted("readability-lxml")[1] == Prediction(
        id="ferry",
        text="It returns.\n\nCosts",
        title="Ferry",
        sections=(
            Passage(heading=None, paragraphs=("It returns.",)),
            Passage(heading="Costs", paragraphs=()),
        ),
    )


def test_goose3_has_names_in_lists_of_lists(installed: Any) -> None:
    answer = SimpleNamespace(
        cleaned_text="It returns.", title="Ferry", authors=["Ada", ["Bo", None]], publish_date=None
    )
    installed("goose3", Goose=lambda _: SimpleNamespace(extract=lambda raw_html: answer))
    assert predicted("goose3")[1] == Prediction(id="ferry", text="It returns.", title="Ferry", authors=("Ada", "Bo"))


def test_turbohtml(installed: Any) -> None:
    element = SimpleNamespace(serialize=lambda: "<div><h2>Costs</h2><p>Four crowns.</p></div>")
    answer = SimpleNamespace(text="Four crowns.", title="Ferry", byline=None, date="2026-03-04", element=element)
    installed("turbohtml", parse=lambda _: SimpleNamespace(article=lambda: answer))
    assert predicted("turbohtml")[1] == Prediction(
        id="ferry",
        text="Four crowns.",
        title="Ferry",
        published="2026-03-04",
        sections=(Passage(heading="Costs", paragraphs=("Four crowns.",)),),
    )
