"""Data only: what boilerplate says where it was left in an article's text.

All of it meets a short paragraph in lower case with straight apostrophes. It is what a site says to its readers («sign
up for our», «follow us on»), not the words that an article on such things has as well («newsletter», «cookies»).
"""

LONGEST = 320
"""Characters of a paragraph that may be boilerplate."""

WHOLE = frozenset(
    (
        # advertisements
        "advertisement", "advertorial", "anzeige", "werbung", "publicité", "publicidad", "pubblicità", "publicidade",
        "advertentie", "reklama", "reklam", "annons", "annonse", "annonce", "реклама", "広告", "광고", "广告",
        # buttons
        "share", "share this", "share this article", "share this story", "share this post", "print", "tweet", "email",
        "e-mail", "copy link", "read more", "see more", "load more", "subscribe", "subscribe now", "sign up", "sign in",
        "log in", "skip to content", "leave a comment",
        "teilen", "artikel teilen", "drucken", "artikel drucken", "merken", "artikel merken", "kommentieren",
        "mehr zum thema", "weiterlesen", "jetzt abonnieren", "jetzt anmelden", "jetzt weiterlesen",
        "jetzt registrieren",
        "partager", "partager cet article", "imprimer", "commenter", "lire la suite", "lire aussi", "à lire aussi",
        "s'abonner", "je m'abonne", "se connecter",
        "compartir", "comparte", "comparte esta noticia", "imprimir", "leer más", "lea también", "lee también",
        "suscríbete", "comentarios", "condividi", "condividi l'articolo", "stampa", "leggi anche", "leggi tutto",
        "abbonati", "compartilhe", "compartilhar", "leia também", "leia mais", "assine",
        "delen", "deel dit artikel", "lees ook", "lees meer", "lees verder", "udostępnij", "udostępnij artykuł",
        "czytaj też", "czytaj także", "czytaj więcej", "dela", "dela artikeln", "läs också", "läs mer", "les også",
        "les mer", "læs også", "læs mere", "paylaş", "devamını oku", "поделиться", "читать далее", "читайте также",
        "читайте також", "поділитися", "続きを読む", "関連記事",
        "あわせて読みたい", "シェアする", "会員登録", "더 보기",
        "관련기사", "관련 기사", "공유하기", "구독하기", "分享", "阅读更多", "相关阅读", "延伸閱讀",
        # consent
        "accept cookies", "accept all cookies", "reject cookies", "reject all cookies", "manage cookies",
        "cookie settings", "cookie preferences", "cookie policy", "privacy policy", "terms of use", "terms of service",
        "cookie-einstellungen", "alle cookies akzeptieren", "accepter les cookies", "aceptar cookies",
        "accetta i cookie", "aceitar cookies", "cookies accepteren",
    )
)  # fmt: skip
"""The whole paragraph, without marks around it."""

HEADS = frozenset(
    (
        "read more", "read also", "also read", "read next", "see also", "related", "related story", "related stories",
        "related article", "related articles", "related coverage", "more on this", "more on this story", "don't miss",
        "recommended", "recommended reading", "watch", "watch now", "listen", "listen now",
        "lesen sie auch", "lesen sie dazu", "lesen sie mehr", "lesen sie hier", "lest auch", "mehr dazu",
        "mehr zum thema", "auch interessant", "siehe auch", "passend dazu",
        "lire aussi", "à lire aussi", "lire également", "à lire également", "voir aussi", "à voir aussi",
        "à découvrir aussi", "sur le même sujet",
        "lea también", "lee también", "leer también", "lea además", "lea más", "ver también", "vea también",
        "mira también", "te puede interesar", "le puede interesar",
        "leggi anche", "leggi pure", "guarda anche", "vedi anche", "leia também", "leia mais", "veja também",
        "veja mais", "saiba mais",
        "lees ook", "bekijk ook", "zie ook", "czytaj też", "czytaj także", "czytaj również", "przeczytaj też",
        "przeczytaj także", "zobacz też", "zobacz także", "läs också", "läs även", "läs mer", "les også", "les mer",
        "læs også", "læs mere", "se också", "se også", "читайте также", "смотрите также", "читайте також",
        "関連記事", "あわせて読みたい", "관련기사", "관련 기사", "相关阅读", "延伸閱讀",
    )
)  # fmt: skip
"""What stands before the first colon, bar or arrow."""

_NETWORK = (
    r"(twitter|x|facebook\w{0,3}|instagram\w{0,3}|linkedin|telegram\w{0,3}|whatsapp|youtube|tiktok|bluesky|threads"
    r"|mastodon|google news|flipboard|social media|дзен\w?|вконтакте|телеграм\w?)\b"
)
_NAME = r"[\w.&' -]{1,40}"
_REST = r"[^.!?]{0,100}"  # of the sentence
_LETTER = r"(newsletters?|briefing|e-?mails?|inbox|mailing list|alerts?|updates|blog|channel|podcast|notifications)\b"
_PAYING = r"(member|subscriber|patron|supporter|paid subscriber)"

CALLS: tuple[tuple[str, str], ...] = (
    # newsletters and alerts
    (
        "sign up|subscribe|register",
        r"( (now|today|here|free|for free|below))* (for|to|and) (our|the|my|[\w.& ]{1,30}'s|get|receive|stay)\b"
        rf"{_REST}\b{_LETTER}",
    ),
    (
        "get|have|receive",
        r" [^.!?]{1,140}\b(delivered|sent|straight|directly)( straight)? to your (inbox|e-?mail|phone)",
    ),
    ("join our|join the", rf" {_REST}\b{_LETTER}"),
    ("melden sie sich|tragen sie sich|abonnieren sie|bestellen sie", r" [^.!?]{0,80}newsletter"),
    ("abonnez-vous|inscrivez-vous", r" [^.!?]{0,100}(newsletter|lettre|infolettre|chaîne|alertes)"),
    ("recevez", r" [^.!?]{1,120}(dans votre boîte|par e-?mail|newsletter)"),
    (
        "suscríbete|suscríbase|regístrate|regístrese|apúntate|inscríbete",
        r" [^.!?]{0,100}(newsletter|boletín|boletines|canal|correo)",
    ),
    ("recibe|reciba", r" [^.!?]{1,120}en (tu|su) (correo|bandeja|e-?mail|celular)"),
    ("iscriviti|abbonati|registrati", r" [^.!?]{0,80}(newsletter|canale|notiziario)"),
    ("inscreva-se|cadastre-se|assine", r" [^.!?]{0,80}(newsletter|canal|boletim)"),
    ("schrijf je|schrijf u|meld je|meld u", r" [^.!?]{0,60}nieuwsbrief"),
    ("zapisz się", r" [^.!?]{0,60}newsletter"),
    ("prenumerera på|anmäl dig till|meld deg på|tilmeld dig", r" [^.!?]{0,60}(nyhetsbrev|nyhedsbrev)"),
    ("bültenimize|e-bültenimize", r" [^.!?]{0,40}(abone|kaydol|üye)"),
    ("подпишитесь на|подписывайтесь на", r" (наш|нашу|рассылку|канал)"),
    ("підпишіться на|підписуйтесь на|підписуйтеся на", r" (наш|нашу|розсилку|канал)"),
    # follow and share
    ("follow|find|join|like|connect with", rf" (us|me|our [\w ]{{1,30}}|@\w+|{_NAME}) on {_NETWORK}"),
    ("share|tweet|email|e-mail|print", r" this (article|story|post|page)\b"),
    ("folgen sie|folge|folgt", rf" (uns|{_NAME}) (auch )?(auf|bei) {_NETWORK}"),
    ("suivez-nous|suivez", rf"( {_NAME})? (aussi )?sur {_NETWORK}"),
    ("síguenos|síganos|sigue a|siga a", rf"( {_NAME})? en {_NETWORK}"),
    ("seguici|segui", rf"( {_NAME})? (anche )?su {_NETWORK}"),
    ("siga", rf" ({_NAME} )?no {_NETWORK}"),
    ("volg", rf" {_NAME} op {_NETWORK}"),
    ("obserwuj nas|śledź nas|polub nas", rf" (na|w) {_NETWORK}"),
    ("följ|følg", rf" {_NAME} på {_NETWORK}"),
    ("читайте нас", rf" (в|на) {_NETWORK}"),
    # the reader's own story, comments
    ("got a|have a|do you have a|do you have any", r" (news )?(story|tip|tips|information)\b[^.!?]{0,60}\?"),
    ("get in touch with|contact|email", r" our (news ?(team|room|desk)|reporters?|newsroom)\b"),
    ("leave|post|add", r" (a|your) comments? (below|in the)\b"),
    # support and subscriptions
    (
        "support|donate to|help support|help fund|please support",
        r" (our|independent|local|quality) (work|journalism|reporting|newsroom|mission)\b",
    ),
    ("become a|be a", rf" {_PAYING} (today|now)\b"),
    (
        "consider|please consider",
        rf" (making a (small )?donation|donating (to us|today|now)|subscribing (to us|today|now)|becoming a {_PAYING})",
    ),
    (
        "subscribe|sign in|log in|register",
        r"( now)? to (continue reading|keep reading|read (this|the rest|more)|unlock)\b",
    ),
    ("already a|already have an", r" (subscriber|member|account)\?"),
    (
        "this article|this story|this content|the full article",
        r" is (only )?(for|available to|reserved for) [\w ]{0,20}(subscribers|members)\b",
    ),
    ("unterstützen sie|unterstütze", r" (unsere (arbeit|redaktion)|uns\b|unabhängigen journalismus)"),
    (
        "dieser artikel|dieser beitrag|dieser text|der ganze artikel",
        r" ist (nur )?(für|exklusiv)[^.!?]{0,40}(abonnent|mitglied)",
    ),
    ("cet article est|la suite est", r" réservée? (à nos|aux) abonnés"),
    ("il vous reste", r" [\d.,]+ ?%"),
    ("soutenez", r" (notre|un) (journal|travail|média)"),
    ("contenido|artículo", r" (exclusivo|solo|sólo) para (suscriptores|socios|abonados)"),
    ("apoya", r" (nuestro|el) periodismo"),
    ("contenuto|articolo", r" riservato agli abbonati"),
    ("поддержите", r" (нас|редакцию|наш)"),
    # cookies and consent
    (
        "we|our partners|this site|this website|our site|our website",
        r"( and our partners)? uses? cookies (to|for|and|on)\b",
    ),
    (
        "by",
        r" (clicking|signing up|subscribing|continuing|submitting|using (this|our))\b[^.!?]{0,100}\byou (agree|consent"
        r"|accept)",
    ),
    (
        "wir|diese seite|diese website|diese webseite|unsere website|unsere webseite",
        r"( und unsere partner)? (verwende[nt]|nutz(en|t)|setz(en|t)) cookies[, ]+(um|damit|ein)\b",
    ),
    (
        "an dieser stelle",
        r" (findest du|finden sie|befindet sich|steht) (einen?|ein) (externe[rns]?|eingebettete[rns]?) (inhalt|video"
        r"|beitrag)",
    ),
    ("nous utilisons|ce site utilise|notre site utilise", r" des cookies (pour|afin)"),
    (
        "utilizamos|usamos|este sitio utiliza|este sitio usa|este sitio web utiliza|este site utiliza",
        r" cookies (para|propias|e)\b",
    ),
    ("utilizziamo|questo sito utilizza|questo sito usa", r" (i )?cookie (per|tecnici|di)\b"),
    ("deze site|deze website|wij|we", r" (gebruik(t|en)|maa?k(t|en) gebruik van) cookies (om|voor)\b"),
    ("мы используем|сайт использует|этот сайт использует", r" (файлы )?cookie"),
    # apps, players, rights
    ("download", r" (our|the [\w&' ]{1,30}) app\b"),
    ("your browser", r" (does not support|is not supported|is out of date)"),
    ("enable|please enable|turn on", r" javascript\b"),
    ("hier geht es zur|hier geht's zur", r" [\w -]{0,30}app\b"),
    ("téléchargez", r" (notre |l')appli"),
    ("descarga|descargue|scarica", r" (nuestra|la nostra|la) app\b"),
    ("story|article", r" continues (below|after) (this )?(ad|advertisement|the ad)\b"),
    ("this post|this article|this page|we", r" may (contain affiliate links|earn (a|an affiliate|a small) commission)"),
    ("as an amazon associate", r"\b"),
)  # fmt: skip
"""The beginning of a sentence: its first words, any of those between bars, and a pattern of how it goes on."""

ANYWHERE: tuple[tuple[str, ...], ...] = (
    ("all rights reserved",),
    ("alle rechte vorbehalten",),
    ("tous droits réservés",),
    ("todos los derechos reservados",),
    ("tutti i diritti riservati",),
    ("riproduzione riservata",),
    ("todos os direitos reservados",),
    ("alle rechten voorbehouden",),
    ("wszelkie prawa zastrzeżone",),
    ("alla rättigheter förbehållna",),
    ("tüm hakları saklıdır",),
    ("все права защищены",),
    ("版权所有",),
    ("版權所有",),
    ("無断転載",),
    ("무단전재", "금지"),
    ("무단 전재", "금지"),
    ("newsletter", "hier entlang"),
    ("newsletter", "hier anmelden"),
    ("newsletter", "jetzt anmelden"),
    ("newsletter", "kostenlos abonnieren"),
    ("メルマガ", "登録"),
    ("unsubscribe at any time",),
)
"""Words that stand in the paragraph, those of one line after one another."""
