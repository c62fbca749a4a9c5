"""Boilerplate left in the text is found, and what an article says of such things is not."""

import pytest

from pipeline.load.quality.leftovers import leftovers
from pipeline.load.quality.phrases import ANYWHERE, CALLS, HEADS, WHOLE

LEFT = [
    "Advertisement",
    "— ADVERTISEMENT —",
    "Share this article",
    "Read more: What the vote means for the coast",
    "[Related: The mayor’s long year]",
    "Sign up for our newsletter, The Morning Desk.",
    "Ground Game: Sign up for the Desk’s weekly politics newsletter to get it in your inbox every Monday.",
    "Want more? Get the best of the week delivered straight to your inbox.",
    "Follow the Gazette on Twitter and Facebook for the latest news.",
    "Got a story? Get in touch with our news team by emailing us.",
    "Already a subscriber? Log in",
    "Please consider making a donation.",
    "Support independent journalism",
    "We use cookies to improve your experience.",
    "By clicking “Accept” below, you agree to our terms.",
    "Download our app for Android and iOS.",
    "© 2026 Example News. All rights reserved.",
    "Lesen Sie auch: Was die Wahl bedeutet",
    "Melden Sie sich jetzt für unseren Newsletter an.",
    "Folgen Sie uns auch bei Facebook!",
    "Wir verwenden Cookies, um Ihr Erlebnis zu verbessern.",
    "An dieser Stelle finden Sie einen externen Inhalt von YouTube.",
    "Abonnez-vous à notre newsletter pour tout savoir.",
    "À lire aussi : Ce que dit le vote",
    "Suivez-nous sur Facebook et X.",
    "Nous utilisons des cookies pour améliorer votre expérience.",
    "Suscríbete a nuestro boletín diario.",
    "Lee también: Lo que dice el voto",
    "Síguenos en Instagram",
    "Iscriviti alla nostra newsletter",
    "Leggi anche: Che cosa dice il voto",
    "Inscreva-se em nosso canal do YouTube",
    "Leia também: O que diz o voto",
    "Schrijf je in voor onze nieuwsbrief",
    "Zapisz się na nasz newsletter",
    "Følg oss på Facebook",
    "Подпишитесь на наш канал в Telegram",
    "Читайте также: Что означает голосование",
    "関連記事",
    "関連記事：投票の意味",
]

GENUINE = [
    "The regulator fined the company because its site uses cookies without consent.",
    "“We use cookies to improve your experience,” says the banner that the court now calls misleading.",
    "The party asks members to sign up for a newsletter that it sends each Friday.",
    "Advertisement spending by both campaigns rose to a record, filings show.",
    "He wants readers to support independent journalism, and says so often.",
    "Voters follow the senator on Twitter because he answers.",
    "Related to this is the question of who pays for the bridge.",
    "The ministry said: the bill will be read again on Monday.",
    "Share prices fell. The bank’s chairman resigned on Tuesday.",
    "She is already a member of parliament.",
    "Wer die Zeitung abonnieren will, muss den Newsletter nicht bestellen.",
    "Die Behörde nutzt Cookies, und sie sagt es nicht.",
    "Le député suit la question sur Facebook.",
    "El partido utiliza cookies en su página, según la agencia.",
    "WATCH | PRICE | BATTERY | SIZE",
    "Join the 40,000 people who marched, he told them, or stay at home.",
]


@pytest.mark.parametrize("paragraph", LEFT)
def test_what_the_site_says_to_its_readers_is_found(paragraph):
    assert leftovers(["The council votes on Monday.", paragraph]) == [paragraph]


@pytest.mark.parametrize("paragraph", GENUINE)
def test_what_an_article_says_of_such_things_is_not(paragraph):
    assert leftovers([paragraph]) == []


def test_a_long_paragraph_is_never_boilerplate():
    assert leftovers([f"Sign up for our newsletter. {'The council votes on Monday. ' * 12}"]) == []


def test_the_phrases_are_as_text_is_compared():
    words = [*WHOLE, *HEADS, *(word for words in ANYWHERE for word in words), *(opening for opening, _ in CALLS)]
    assert [word for word in words if word != word.lower() or "’" in word] == []
