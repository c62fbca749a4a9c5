"""Data only: what stands around names in bylines and author fields. Texts meet the patterns as written."""

import re

from pipeline.transform.page.tables import phrases, words

# What a byline begins with. «By» glued to a name is how two elements in one line come out.
LEAD_IN = re.compile(
    r"^\W*(?:(?:(?:written|reported|posted|recommended|created|words|text|story|article|interview|report"
    r"|opinion|recipe|guest post|verfasst|geschrieben|beitrag|bericht|analyse|kommentar|reportage|ein(?:e)?\s\w+"
    r"|skriven|skrevet|tekst|escrito|écrit|scritto|geschreven)\s*:?\s*)?"
    r"(?:by|von|vom|par|por|di|da|door|av|af|przez|oleh|от)(?:\s*:\s*|\s+|(?-i:(?=[A-Z][a-z])))"
    r"|(?:autorin/autor|autor(?:(?::|/|\*)?in(?:nen)?)?(?:en)?|author\(?s?\)?|auteur(?:s|e)?|autore|autor(?:a|es)?"
    r"|skribent|penulis|yazar|text|tekst|words|автор|作者|記者|记者|文)\s*(?::|：)\s*"
    r"|autorin/autor\s+|(?:view )?(?:all|more) (?:posts|articles|stories) (?:by|from)\s+|posts by\s+|more about\s+)",
    re.IGNORECASE,
)
# People who did something else to the article: their names, and those after them, are not its authors'.
OTHER_HAND = re.compile(
    r"(?:medically |expert |fact[- ]?|last )*(?:review|edit|check|updat|translat|illustrat|photograph|approv|modifi)"
    r"(?:ed|s)?(?: \w+)? (?:by|von)\b|(?:photos?|fotos?|images?|bilder?|video|illustrations?|photography)"
    r"\s*(?:by|von|:)"
    r"|(?:übersetzung|überarbeitet|aktualisiert|bearbeitet|geprüft|heard on|more (?:from|about) |read (?:more|the) "
    r"|see more)",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"\s*(?:,|;|、|&|\+|\b(?:and|und|et|y|och|og|en|e|i|und|with|mit|avec|con)\b)\s+(?:(?:and|und|by|von)\s+)?|、|،\s*",
    re.IGNORECASE,
)
# What ends a name: where, for whom, when; brackets, handles, digits.
TAIL = re.compile(
    r"\s*(?:[(\[<].*|\b(?:for|in|at|on|aus|für|on behalf|from|of the|nach|updated|published|last updated)\b.*"
    r"|@.*|\d.*|\S+@.*|https?:.*|<.*|»|›|기자.*|記者.*)$",
    re.IGNORECASE,
)
BREAK = re.compile(r"[|•·●∙⋅—–]|\s[-/]\s|//+|\s[»›]")
# Letters after a name that belong to it: «MD», «Ph.D.», «RN».
CREDENTIAL = re.compile(
    r"^(?:[A-Z][A-Z.®-]{1,6}®?|Ph\.?D\.?|M\.?D\.?|Psy\.?D\.?|Ed\.?D\.?|Jr\.?|Sr\.?|E-RYT.*|LL\.?M\.?|I{2,3})\*?$"
)
# Lower-case words inside names.
PARTICLES = words("""
    de da do dos das del della di du d' der den dem des van von vom zu zur zum ten ter te la le les el al bin ibn ben
    abu af av e y i of san st st. ad und
""")
# Words that no name has: what bylines say besides names, folded to lower case.
NO_NAME = words("""
    by the a an our this your my we you more read view all post posts article articles author authors written writer's
    published updated posted last first reviewed edited checked fact medically photo photos image video news min mins
    minute minutes read time date share follow about contact home menu search subscribe newsletter comments comment
    reply today yesterday monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag
    freitag samstag sonntag uhr stand lesezeit von am um zum zur der die das ein eine artikel beitrag veröffentlicht
    aktualisiert redaktion sendung quelle foto bild video audio mehr alle insights from with how what why when where
    experience learn bio policy methodology rights reserved copyright privacy terms category categories tags topics
    street avenue road floor suite building phone email fax is are was has have for to at on in not no see get here
    table contents disclosure disclaimer advertiser affiliate report analysis opinion interview story stories section
    sections politics sports business world technology health lifestyle culture entertainment finance marketing
    strategy blog product products company press release
""")
# Words of offices and trades: a name ends before them.
TITLES = words("""
    administrator admin editor editors editor-in-chief author contributor contributors subscriber reporter reporters
    correspondent columnist columnists journalist writer writers redakteur redakteurin autor autorin korrespondent
    korrespondentin volontär volontärin chefredakteur chefredakteurin ressortleiter founder co-founder ceo
    cto cfo coo cmo president vice director manager head senior junior chief lead executive analyst expert specialist
    consultant coordinator consultant strategist producer publisher researcher professor lecturer fellow attorney
    lawyer physician dietitian nutritionist therapist engineer developer designer architect photographer gardener
    astrologer winemaker partner associate assistant intern guest freelance former licensed certified registered
    political economics international deputy managing contributing special group global founding owner creator
    journalistin redactie rédaction redacción redazione redaksi correspondant correspondante corresponsal periodista
    giornalista journaliste rédacteur rédactrice trainer coach instructor tester blogger shipping candidate
    representative trial customer content social media data home digital privacy master
""")
# Places that stand after a name and look like one.
PLACES = phrases("""
    new york, los angeles, san francisco, hong kong, tel aviv, new delhi, abu dhabi, den haag, mexico city, buenos
    aires, são paulo, kuala lumpur, united states, united kingdom, washington dc, san diego, las vegas, cape town
""")
# Agencies that follow a name.
AGENCIES = frozenset(
    ("AP", "AFP", "DPA", "APA", "SDA", "EPD", "KNA", "EFE", "ANSA", "PTI", "ANI", "TT", "NTB", "CP", "PA")
)
# Accounts that stand for nobody, folded.
NOBODY = frozenset(
    (
        "admin", "administrator", "editor", "staff", "redaktion", "redaktionen", "none", "null", "unknown", "anonymous",
        "author", "guest", "user", "webmaster", "online redaktion", "news desk", "newsdesk",
    )
)  # fmt: skip
