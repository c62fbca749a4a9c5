"""Data only: the words of class names and ids, and what an element so named holds.

Keys are one word, or two that stand side by side in one name (see `tokens.terms`). The counts behind the tables were
taken over 1,051 article pages of 919 sites: a word is in NAMED when an element so named (and not around the article)
held text of the article on hardly any site; in HINTS when it did on more, so that a second sign is needed. Prefixes of
plugins (`rmp`, `awpa`, `kksr`, ...) are from the plugins' own sources.
"""

from pipeline.models import Label
from pipeline.transform.page.tables import phrases

_RATING = """
    rmp, kksr, yasr, gdrts, glsr, wpulike, kk star, post ratings, wp postratings, star rating, rating widget, rw
    rating, rw ui, rating stars, stars rating, likes widget, sd like, jetpack likes, article feedback, feedback
    form, article rating, post rating, bewertung, artikelbewertung, feedback, content feedback, like post, was
    helpful, vote count, reaction btns, reactions
"""
_AUTHOR_BOX = """
    awpa, post author, saboxplugin, sabox, m a, multiple authors, author boxes, author box, authorbox, abh, abh
    box, author bio, authorbio, author info, author card, about author, author profile, authorprofile, author
    description, author desc, jeg authorbox, penci author, nnr ab, entry author, zox author, author details,
    contributor bio, contributors, biography, author, bio, author content, aboutme, vcard, autor, autoren,
    autorenbox, autorbox
"""
_BYLINE = """
    byline, bylines, posted by, written by, article author, author name, authors, meta author, autorzeile,
    autorenzeile, autorname, verfasserzeile, kuerzel, verfasser, signature, fn, author line, authorline, byl,
    dateline author, author link, post byline
"""
_DATE = """
    date, published, updated, timestamp, posted on, entry meta, post meta, article meta, reading time, read time,
    min read, pubdate, post info, publish date, last updated, post views, datum, dateline, article info, byline
    meta, post date, article date, metadata, meta info, artikeldatum, artikelinfo, artikelinfos, artikelkopf info,
    zeitstempel, lesezeit, modified
"""
_SHARE = """
    share, shares, sharing, social, sharedaddy, addtoany, a2a, sharethis, addthis, swp, heateor, ssba,
    simplesocialbuttons, sfsi, dpsp, pk share, shared counts, et social, sharebar, follow, follow us, followus,
    socials, sociallinks, socialbar, sharebox, sharelinks, socialbuttons, teilen, nc tweet, ufi, post ufi, tools
    bar, article tools, social share, whatsapp channel, bookmark button, bookmark btn,
    bookmark icon, likes
"""
_NEWSLETTER = """
    newsletter, newsletters, subscribe, subscription widget, signup, sign up, mc4wp, mc embed, tnp, mailpoet,
    formkit, convertkit, hs form, hbspt, steady, optin, subscriber, email signup, donate, donation, spenden, cta,
    app promo, app banner, appbanner, smartbanner, kg cta, kg signup, kg email, kg product, gh subscribe, jetpack
    subscriptions, newspack popup, membership, abo box, inline promo, promo, app hint, abbinder
"""
_RELATED = """
    related posts, related articles, related article, related stories, related content, related links, related news,
    related topics, relatedposts, relatedarticles, yarpp, crp, relpost, jp relatedposts, reated posts, outbrain,
    taboola, trc, ob widget, dianomi, plista, recirc, recirculation, recommended, recommendations, recommendation,
    trending, most read, mostread, most popular, read more, readmore, more link, more stories, read next, read also,
    inline related, penci ilrelated, ctatext, linkcard, summary block, sqs summary, elementor posts, latest posts,
    recent posts, more news, also read, see also, up next, relatedteaser, weiterlesen, lesetipp, lesetipps, mehr
    zum, mehr thema, auch interessant, lesen auch, siehe auch, weitere artikel, crosslinking, know more, promote
    related, meistgelesen, meistgelesene, story list, teaser list, inline teaser, recoteaser, reco teaser, popular
    posts, post grid, kg bookmark, further reading, read on, nav article
"""
_COMMENTS = """
    comments, comment, comment list, respond, comment respond, comment form, reply, disqus, wpdcom, wpd, fb
    comments, viafoura, coral, openweb, spotim, hyvor, kommentare, kommentar form, kommentarliste, discussion,
    comentarios, commentaires, leserkommentare
"""
_NAVIGATION = """
    hauptnavi, hauptnavigation, nav, navbar, navigation, menu, submenu, breadcrumb, breadcrumbs, crumbs, pagination,
    pager, skip link, skiplink, search, login, account, button, buttons, btn, footer, masthead, topbar, post
    navigation, nav links, next post, prev post, prev, page links, offcanvas, hamburger, site header, site footer,
    lang switcher, language switcher, colophon, brotkrumen, brotkrume, navi, hauptmenue, fusszeile, kopfzeile,
    suche, logo, prevnext, nextprev, blog pager, back top, backtotop, toolbar, site branding, dropdown
"""
_TAGS = """
    tags, tagcloud, tag list, taglist, tags links, cat links, post tags, article tags, kicker, eyebrow, category,
    categories, keywords, schlagwort, schlagworte, schlagwoerter, themen, dachzeile, overline, rubrik, post terms,
    post categories, topics, topic tags, tagbox, entry category, topline, section label
"""
_ADVERTISEMENT = """
    ad, ads, advert, adverts, advertisement, advertisements, advertising, advertorial, anzeige, anzeigen, werbung,
    adsbygoogle, gpt, dfp, ai viewports, sponsor, sponsored, teads, mgid, adslot, adbox, adunit, skyscraper,
    billboard, ezoic, adthrive, mv ad, publicidad, publicite, reklam, reklama, affiliate, partner content, native
    advertisement, promotionspace, go teaser, werbehinweis
"""
_CONSENT = """
    cookie, cookies, consent, gdpr, cky, cli, cmplz, onetrust, optanon, ot sdk, cybot, qc cmp2, didomi,
    usercentrics, borlabs, iubenda, truste, klaro, termly, tarteaucitron, cookielawinfo, cookiebar, cookiebanner,
    embed consent, datenschutz
"""
_PAYWALL = """
    paywall message, paywall overlay, paywall banner, paywall bar, paywall modal, paywall prompt, subscribe paywall,
    inline barrier, regwall, reg wall, paid barrier, identity screen, identity intro, subscription wall, restricted
    breaker, piano reg, tp modal, tp backdrop, tp iframe, piano inline, offer box, subscriber only, meter modal, abo
    hinweis, plus hinweis
"""
_LEGAL = """
    copyright, urheber, disclaimer, disclosure, legal, licence, license, rights, impressum, republish,
    republication, copyrights, urheberrecht, reprint, reprints
"""
_TOC = """
    toc container, ez toc, lwptoc, toc title, toc list, table contents, of contents, tableofcontents, math toc, kb
    table, elementor toc, ftwp, jtoc, uagb toc, joli toc, inhaltsverzeichnis, toc
"""
_PLAYER = """
    audio player, audioplayer, video player, videoplayer, jwplayer, vjs, beyondwords, trinity, readspeaker, rs skip,
    listen, tts player, podcast player, bottalk, jp carousel, player, brightcove, mejs, audio share, vorlesen,
    podcast audio, plyr
"""
_CAPTION = """
    caption, captions, bildunterschrift, bildtext, bildnachweis, credit, credits, photo credit, image credit,
    caption text, figcaption, legend, fotocredit, picturecredit, image caption, picture caption, legende, photo
    caption
"""
_OTHER = """
    modal, popup, screen reader, sr only, visually hidden, visuallyhidden, nosnippet, poll, quiz, games, horoscope,
    tooltip, lightbox, notification, print only, skip to, toast, loading, error note, error message
"""


def _table(rows: tuple[tuple[Label, str], ...]) -> dict[str, Label]:
    return {term: label for label, text in reversed(rows) for term in phrases(text)}


# The earlier row wins where a term is in two, and where an element's terms speak for two labels.
NAMED: dict[str, Label] = _table(
    (
        (Label.COMMENTS, _COMMENTS),
        (Label.RATING_WIDGET, _RATING),
        (Label.CONSENT, _CONSENT),
        (Label.TOC, _TOC),
        (Label.NEWSLETTER, _NEWSLETTER),
        (Label.PAYWALL, _PAYWALL),
        (Label.SHARE_BAR, _SHARE),
        (Label.RELATED, _RELATED),
        (Label.ADVERTISEMENT, _ADVERTISEMENT),
        (Label.AUTHOR_BOX, _AUTHOR_BOX),
        (Label.BYLINE, _BYLINE),
        (Label.DATE, _DATE),
        (Label.TAGS, _TAGS),
        (Label.PLAYER, _PLAYER),
        (Label.CAPTION, _CAPTION),
        (Label.LEGAL, _LEGAL),
        (Label.NAVIGATION, _NAVIGATION),
        (Label.OTHER, _OTHER),
    )
)

# A second sign is needed: no prose in it, or mostly links.
HINTS: dict[str, Label] = _table(
    (
        (
            Label.RELATED,
            "related, popular, teaser, teasers, more, linkbox, recommend, stories, mehr, topic, card, cards",
        ),
        (Label.NEWSLETTER, "subscription, premium, abo, banner, offer, piano, support, app"),
        (Label.TAGS, "tag, labels"),
        (Label.DATE, "time, meta, info"),
        (
            Label.NAVIGATION,
            "sidebar, rail, widget, next, previous, links, anchor, toggle, tabs, controls, actions, tools",
        ),
        (Label.PLAYER, "audio, podcast, video, tts, gallery, slideshow, embed, media"),
        (Label.OTHER, "aside, overlay, infobox, box"),
    )
)

# Words that turn a name of NAMED into something else: a quote's author is part of the quote.
QUOTE_TERMS = frozenset(("quote", "pullquote", "blockquote", "testimonial", "zitat"))

# `paywall` is in no table: it stands on the paid text itself (91% of the text under it is the article's).

STANDFIRST_TERMS = phrases("""
    standfirst, dek, deck, subtitle, lead, lede, intro, excerpt, summary, article summary, subheadline, subhead,
    vorspann, teaser text, leadtext, introduction, sub title, article intro, chapo, entradilla, sommario, ingress,
    untertitel, teaser, abstract, subheading, bajada, unterzeile, article lead, strapline, description, post
    excerpt, article teaser, headline intro, article subtitle, preamble, sapo
""")

# Names of elements that were found to hold the article's text, the commonest first.
CONTAINER_TERMS = phrases("""
    entry content, article body, articlebody, post content, article content, article text, articletext, story body,
    storybody, w richtext, prose, post body, single content, rte, body markup, field body, artikeltext, theme post,
    post text, body content, article main, storycontent, story content, content body, gh content, blog content,
    richtext, rich text, entry text, news text, article copy
""")
POSITIVE_TERMS = phrases(
    "content, body, text, article, story, post, entry, richtext, prose, main, artikel, copy, news, single"
)
