"""Pages that stand in an article's place, and articles about the same things."""

from datetime import timedelta

import pytest

from pipeline.models import Access, Article, Rejection
from pipeline.reasons import Reason
from tests.transform.pages import FIRST, SECOND, THIRD, run, story


def page(title: str, body: str) -> str:
    return f"<!doctype html><html lang=en><head><title>{title}</title></head><body>{body}</body></html>"


CHALLENGES = {
    "cloudflare": page(
        "Just a moment...",
        "<div class=main-wrapper><noscript><div id=challenge-error-text>Enable JavaScript and cookies to continue"
        "</div></noscript></div>",
    ),
    "cloudflare's block": page(
        "Attention Required! | Cloudflare",
        "<div id=cf-error-details><h1>Sorry, you have been blocked</h1><h2>You are unable to access example.org</h2>"
        "<h2>Why have I been blocked?</h2><p>This website is using a security service to protect itself.</p></div>",
    ),
    "datadome": page("example.org", "<p id=cmsg>Please enable JS and disable any ad blocker</p>"),
    "human": page(
        "Access to this page has been denied",
        "<div id=px-captcha></div><h1>Press &amp; Hold to confirm you are a human (and not a bot).</h1>"
        "<p>Reference ID 00000000-0000</p>",
    ),
    "akamai": page(
        "Access Denied",
        '<h1>Access Denied</h1>You don\'t have permission to access "http://example.org/a" on this server.'
        "<p>Reference #18.2d351ab8.1557333295.a4e16ab",
    ),
    "imperva": page("", "<p>Request unsuccessful. Incapsula incident ID: 1-2345</p>"),
    "waf": page(
        "Human Verification",
        "<h1>JavaScript is disabled</h1><p>In order to continue, we need to verify that you're not a robot. This "
        "requires JavaScript. Enable JavaScript and then reload the page.</p>",
    ),
    "recaptcha alone": page("example.org", "<form><div class=g-recaptcha></div><button>Go on</button></form>"),
    "german": page("Nur einen Moment…", "<p>Bestätigen Sie, dass Sie ein Mensch sind.</p>"),
    "french": page("example.fr", "<p>Veuillez activer JavaScript et les cookies pour continuer.</p>"),
    "russian": page("example.ru", "<p>Подтвердите, что вы не робот</p>"),
}


@pytest.mark.parametrize("name", CHALLENGES)
def test_bot_challenges(name: str) -> None:
    result = run(CHALLENGES[name])
    assert isinstance(result, Rejection)
    assert (result.reason, bool(result.detail)) == (Reason.BOT_CHALLENGE, True)


PURPOSES = (
    "<p>We and our 143 partners store cookies on your device to show you personalised ads, if you consent.</p>"
    "<ul><li>Personalised content, with your consent</li><li>Measurement by third parties</li></ul>"
    "<p>You can withdraw your consent at any time; our privacy notice says how.</p><button>Accept all cookies</button>"
)
CONSENT_WALLS = {
    "before": page("Before you continue", f"<h1>Before you continue</h1>{PURPOSES}"),
    "privacy": page("Example", f"<div class=qc-cmp2-container><h2>We value your privacy</h2>{PURPOSES}</div>"),
    "sourcepoint": page("Example", f"<p>Example asks for your consent to use your personal data to:</p>{PURPOSES}"),
    "german": page(
        "Wir benötigen Ihre Zustimmung",
        "<h1>Wir benötigen Ihre Zustimmung</h1><p>Mit Ihrer Einwilligung speichern wir und Drittanbieter Cookies auf "
        "Ihrem Gerät. Sie können die Einwilligung jederzeit widerrufen.</p>",
    ),
    "pur-abo": page(
        "Beispiel",
        "<h2>Mit Werbung weiterlesen</h2><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Die Zustimmung ist "
        "jederzeit widerrufbar.</p><button>Akzeptieren und weiter</button><h2>Werbefrei mit dem Pur-Abo</h2>"
        "<p>Nutzen Sie uns ohne Werbung für 3 Euro im Monat.</p>",
    ),
    "french": page(
        "Exemple",
        "<h1>Votre vie privée est notre priorité</h1><p>Avec votre consentement, nos partenaires et nous utilisons des "
        "traceurs. Vous pouvez retirer votre consentement à tout moment.</p>",
    ),
    "spanish": page(
        "Ejemplo",
        "<h2>Valoramos tu privacidad</h2><p>Nosotros y nuestros socios usamos cookies con tu consentimiento.</p>",
    ),
}


@pytest.mark.parametrize("name", CONSENT_WALLS)
def test_consent_walls(name: str) -> None:
    result = run(CONSENT_WALLS[name])
    assert isinstance(result, Rejection)
    assert (result.reason, bool(result.detail)) == (Reason.CONSENT_WALL, True)


MENU = "<nav>" + "".join(f"<a href='/{n}'>Section {n}</a> " for n in range(12)) + "</nav>"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Page not found | Example", "<h1>Page not found</h1><p>It may have moved. Try the search.</p>"),
        ("404 - Example", "<p>Oops! We looked everywhere for it.</p>"),
        ("Example", "<h1>404</h1><h2>This page could not be found.</h2>"),
        ("Example", f"<h1>Sorry, that page does not exist</h1><p>{SECOND}</p>"),
        ("Seite nicht gefunden – Beispiel", "<h1>Fehler 404</h1><p>Zur Startseite geht es hier entlang.</p>"),
        ("Exemple", "<h1>Page introuvable</h1><p>La page que vous cherchez a peut-être été déplacée.</p>"),
        ("Ejemplo", "<h1>Página no encontrada</h1><p>Es posible que haya cambiado de dirección.</p>"),
        ("Esempio", "<h1>Pagina non trovata</h1>"),
        ("Exemplo", "<h1>Página não encontrada</h1>"),
        ("Voorbeeld", "<h1>Pagina niet gevonden</h1>"),
        ("Przykład", "<h1>Nie znaleziono strony</h1>"),
        ("Exempel", "<h1>Sidan kunde inte hittas</h1>"),
        ("Örnek", "<h1>Sayfa bulunamadı</h1>"),
        ("Пример", "<h1>Страница не найдена</h1>"),
        ("例", "<h1>ページが見つかりません</h1>"),
        ("예", "<h1>페이지를 찾을 수 없습니다</h1>"),
    ],
)
def test_pages_not_found_with_status_200(title: str, body: str) -> None:
    result = run(page(title, MENU + body))
    assert isinstance(result, Rejection)
    assert result.reason is Reason.SOFT_404


COOKIES = (
    "<p>The county will no longer ask for consent to cookies on its own pages, the clerk said on Monday.</p>"
    "<p>Residents had complained about the dialog, which named 143 partners and asked for consent at each visit.</p>"
    "<h2>We value your privacy</h2><p>So began the text, which a lawyer had written in 2019 and nobody had read.</p>"
    "<p>The board will vote in March, and the library is to follow in summer if all goes well with the vote.</p>"
)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Page not found", f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>" * 3),
        ("Page not found: how the county lost its site", f"<p>{FIRST}</p><p>{SECOND}</p>"),
        ("Error 404 as a way of life", f"<p>{FIRST}</p><p>{SECOND}</p>"),
        ("Just a moment, says the clerk", f"<p>{FIRST}</p><p>{SECOND}</p>"),
        (
            "Are you human? How captchas took over",
            f"<p>{FIRST}</p><p>Checking your browser takes long.</p><p>{SECOND}</p>",
        ),
        ("County drops its cookies", COOKIES),
    ],
)
def test_articles_about_such_pages(title: str, body: str) -> None:
    assert isinstance(run(page(title, f"<main><article><h1>{title}</h1>{body}</article></main>")), Article)


def test_a_short_article_with_a_cookie_banner() -> None:
    banner = f"<div id=cookie-banner><h2>We value your privacy</h2>{PURPOSES}</div>"
    result = run(page("Bridge opens", f"{banner}<article><h1>Bridge opens</h1><p>{FIRST} {SECOND}</p></article>"))
    assert isinstance(result, Article)


def test_a_page_that_is_empty_but_for_menus_and_a_cookie_banner() -> None:
    menu = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(40))
    banner = f"<div id=cookie-banner><h2>We value your privacy</h2>{PURPOSES}</div>"
    result = run(page("Bridge opens", f"<nav><ul>{menu}</ul></nav><h1>Bridge opens</h1>{banner}"))
    assert isinstance(result, Rejection)
    assert result.reason in (Reason.NO_TEXT, Reason.NOT_ARTICLE)


def test_what_stands_in_an_articles_place_is_a_reason_of_the_same_name() -> None:
    reasons = {reason.value for reason in Reason}
    assert {a.value for a in Access if a.value in reasons} == {"paywall", "consent_wall", "bot_challenge", "soft_404"}


def test_walls_may_be_gone_tomorrow_and_missing_pages_are_not_there() -> None:
    next_run = timedelta()
    assert (Reason.BOT_CHALLENGE.retry.later[0], Reason.CONSENT_WALL.retry.later[0]) == (next_run, next_run)
    assert Reason.SOFT_404.retry.later[0] > next_run


def test_an_ordinary_story_is_no_wall() -> None:
    assert isinstance(run(story()), Article)
