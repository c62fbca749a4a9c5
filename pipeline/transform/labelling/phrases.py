"""Data only: what boilerplate says when its markup says nothing. All patterns meet a whole block, folded to lower case.

A label such as «Advertisement» alone in a block was never the article's text (86 sites); inside prose it often is, so
every
pattern here is anchored at both ends or bounded in length.
"""

import re

from pipeline.models import Label
from pipeline.transform.labelling.phrases_of_boxes import AUTHOR_HEADS, BOXES, FOLLOW
from pipeline.transform.labelling.phrases_of_notices import EMBED_CONSENT, NOTICES
from pipeline.transform.page.tables import words


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + r")\s*$")


# label, rule, longest block in characters that the rule may take, patterns of a whole block (see `phrase_index`)
WHOLE_BLOCK: tuple[tuple[Label, str, int, tuple[str, ...]], ...] = (
    (
        Label.RATING_WIDGET,
        "rating_phrase",
        160,
        (
            r"how useful was this (post|article)\?",
            r"click on a star to rate it!?",
            r"rate this (post|article|story)\.?",
            r"submit rating",
            r"average rating:? ?[\d.,]* ?/ ?\d+\.? vote count:? ?\d*\.?",
            r"no votes so far!( be the first to rate this (post|article)\.?)?",
            r"\(?no ratings yet\)?",
            r"[\d.,]+ ?/ ?\d+ ?- ?\(\d+ votes?\)",
            r"\(?\d+ votes?, average: [\d.,]+ out of \d+\)?",
            r"(as you found this post useful.*|we are sorry that this post was not useful for you!?)",
            r"(let us improve this post!?|tell us how we can improve this post\??|submit feedback)",
            r"was this (page|article|post|story) (helpful|useful)\?.{0,30}",
            r"did you (like|enjoy) this (article|story|post)\?.{0,30}",
            r"like this: ?(like)? ?(loading\.*|loading…)?",
            r"wie hat (ihnen|dir) (dieser|der) artikel gefallen\?.{0,40}",
            r"rating: [\d.,]+ ?/ ?\d+\. from \d+ votes?\.",
            *BOXES[Label.RATING_WIDGET],
        ),
    ),
    (
        Label.ADVERTISEMENT,
        "ad_label",
        90,
        (
            r"[-–—]* ?(advertisement|anzeige|werbung|sponsored|ad|ads|publicité|реклама|reklama|reklam|publicidad"
            r"|pubblicità|annons|annonce"
            r"|advertorial|reklame|annonsørinnhold|iklan|広告|광고|\[pr\])( \d+)?:? ?[-–—]*",
            r"(story|article) continues (below|after)( (this )?advertisement)?\.?",
            r"advertisement ?[-·.]? ?(scroll to continue|continue reading below)?",
            r"(skip advertisement|scroll to continue|werbung überspringen|remove ads|weiter mit werbung)",
            r"this advertisement has not loaded yet.*",
            r"don.t want to see this\? remove ads\.?",
            *BOXES[Label.ADVERTISEMENT],
        ),
    ),
    (
        Label.SHARE_BAR,
        "share_phrase",
        120,
        (
            r"(share|tweet|pin|print|email|copy link|link copied!?|facebook|twitter|whatsapp|linkedin|telegram"
            r"|reddit|x)",
            r"share (this|on|via|with|article|story|post)\b.{0,60}",
            r"(spread the love|teile[n]? (sie )?(diesen artikel|auf|mit).{0,40}|(artikel|beitrag) teilen:?|teilen"
            r"|merken|drucken)",
            r"click to (share|print|email).{0,80}",
            r"(partager|compartir|condividi|udostępnij|dela artikeln|delen):?",
            r"(follow|like) us on .{0,80}",
            r"folgen sie uns (auf|bei|in|hier|jetzt|auch)\b[^.!?]{0,80}[.!:]?",
            r"(suivez-nous|síguenos|seguici)( (aussi|sur|en|también|su|anche)\b[^.!?]{0,80})?[.!:]?",
            *BOXES[Label.SHARE_BAR],
            *FOLLOW,
        ),
    ),
    (
        Label.NEWSLETTER,
        "newsletter_phrase",
        300,
        (
            r"(sign up|signup|subscribe)( now| today| here)? (for|to|and) .{0,240}(newsletter|inbox|updates|briefing"
            r"|emails?|alerts|channel"
            r"|new posts|posts|podcast)\b.{0,120}",
            r"(get|have) .{0,160}(delivered|straight|direct|sent).{0,20}(to )?your (inbox|email).{0,100}",
            r"join our .{0,60}(newsletter|whatsapp|mailing list|telegram).{0,80}",
            r"thanks for reading.{0,200}",
            r".{0,80}is a reader-supported publication.{0,160}",
            r"by (signing up|subscribing|clicking|submitting|providing).{0,40}(agree|consent|confirm).{0,160}",
            r"this site is protected by recaptcha.{0,160}",
            r"(type your email…?|invalid email( address)?|email address:?|your email( address)?"
            r"|enter your email.{0,40}|subscribe( now)?|sign up)",
            r"there was an error, please provide a valid email address\.?",
            r"(jetzt |hier )?.{0,80}newsletter.{0,40}(abonnieren|bestellen|anmelden).{0,60}",
            r"(download (our|the) .{0,30}app\b.{0,80}|(discover more from) .{1,60})",
            r"(abonnez-vous|inscrivez-vous|suscríbete|iscriviti).{0,160}",
            r"(support|help) (our|independent|local) (work|journalism|reporting).{0,160}",
            *BOXES[Label.NEWSLETTER],
        ),
    ),
    (
        Label.RELATED,
        "related_phrase",
        60,
        (
            r"(related|recommended|similar|popular|latest|recent|more|top|featured|trending)"
            r" (articles?|posts?|stories|news|reading|content|coverage|topics?|links|headlines|from .{1,40}"
            r"|on this( topic)?)( ?[:»>])?",
            r"(you (may|might) (also )?(like|enjoy|be interested in)|read more|read next|read also|also read|up next"
            r"|most (read|popular)( in .{1,30})?|see also"
            r"|trending( now)?|recommended( for you)?|don.t miss|more like this|keep reading|further reading"
            r"|editor.?s picks?):?",
            r"(mehr zum thema|auch interessant|lesen sie (auch|mehr)|lesetipps?|ähnliche (artikel|beiträge"
            r"|nachrichten)|weitere (artikel|meldungen|nachrichten|videos|themen)"
            r"|das könnte (sie|dich) auch interessieren|passend (zum artikel|dazu)|meistgelesen|mehr (dazu|(aus|zu"
            r"|von) .{1,40})|siehe auch|zum thema):?",
            r"(à lire aussi|lire aussi|sur le même sujet|leggi anche|lees ook|les også|læs også|läs också|läs mer"
            r"|czytaj (też|także|więcej)|baca juga|lee también|te puede interesar|más noticias|noticias relacionadas"
            r"|관련기사|関連記事|あわせて読みたい|читайте также):?",
            *BOXES[Label.RELATED],
        ),
    ),
    (
        Label.COMMENTS,
        "comments_phrase",
        120,
        (
            r"(leave a (reply|comment)|join the (conversation|discussion)|post a comment|add a comment|cancel reply"
            r"|(view|show|read) (all )?comments?"
            r"|no comments( yet)?|have your say)[.!:]?( cancel reply)?",
            r"(\d+|one|two|three) (thoughts?|comments?|responses?|replies) (on|to) .{1,100}",
            r"\d+ (comments?|kommentare|responses)",
            r"(kommentare ?(\(\d+\))?|kommentar schreiben|beitrag kommentieren|kommentieren"
            r"|(alle )?kommentare (anzeigen|lesen)|diskutieren sie mit!?)",
            r"your email address will not be published\..{0,80}",
            r"this site uses akismet.{0,100}",
            r"discussion about this (post|podcast|episode)",
            *BOXES[Label.COMMENTS],
        ),
    ),
    (
        Label.PAYWALL,
        "paywall_phrase",
        200,
        (
            r"(already (a |an )?(subscriber|member)\?|already have an account\?).{0,60}",
            r"(this (content|article|post) is (reserved )?(for|only available to) .{0,40}(subscribers|members)).{0,40}",
            r"(subscribe|sign in|log in|register|create (a |an )?(free )?account) (now )?to (continue|keep|read"
            r"|unlock|access).{0,100}",
            r"(for subscribers only|subscribers? only|exclusive content|subscriber exclusive)",
            r"(weiterlesen mit|jetzt weiterlesen|bereits (registriert|abonnent)\??).{0,120}",
            r"(article réservé (à nos|aux) abonnés|exclusivo para suscriptores).{0,60}",
            *NOTICES[Label.PAYWALL],
        ),
    ),
    (
        Label.PLAYER,
        "player_phrase",
        140,
        (
            r"(listen to (this|the) (article|story|post|episode)|listen|listen now|watch now|watch:? ?video"
            r"|audio by .{1,40}|play( video)?)( .{0,40})?",
            r"(artikel (jetzt )?anhören|vorlesen|anhören|écouter l.article|escuchar|ascolta( l.articolo)?"
            r"|lyt til artiklen)( .{0,30})?",
            r"(your browser does not support|to view this video please enable javascript"
            r"|this slideshow requires javascript).{0,140}",
            r"(view image in fullscreen|detailansicht öffnen|toggle photo metadata visibility|view \d+ images?"
            r"|\d{1,2}:\d{2}( / \d{1,2}:\d{2})?)",
            r"(um eingebettete inhalte anzuzeigen|empfohlener (redaktioneller|externer) inhalt|externer inhalt"
            r"|an dieser stelle finden sie).{0,140}",
            r"we apologize, but this video has failed to load\..{0,60}",
            *NOTICES[Label.PLAYER],
        ),
    ),
    (
        Label.LEGAL,
        "legal_phrase",
        260,
        (
            r"(©|\(c\)|copyright ©?|all rights reserved|© riproduzione riservata).{0,160}",
            r".{0,60}all rights reserved\.?",
            r"(reprints & permissions|purchase licensing rights.{0,20}|republish this (article|story))",
            r"(dieser artikel wurde ausgedruckt unter|gastkommentare .{0,80} nicht der meinung).{0,120}",
            r"(this (article|post) (may )?contains? affiliate links"
            r"|dieser artikel enthält (sogenannte )?affiliate).{0,200}",
            *NOTICES[Label.LEGAL],
        ),
    ),
    (
        Label.DATE,
        "date_phrase",
        110,
        (
            r"(published|updated|posted|last (updated|modified)|first published|veröffentlicht|aktualisiert"
            r"|publiziert|publisert|uppdaterad|stand)"
            r"(?! in\b)( on| at| am| le)?:? [^.!?\d]{0,40}\d[^!?]{0,70}",
            r"(reading time:? )?\d+ ?min(ute)?s?\.?( read| reading time)?( time)?",
            r"(lesezeit|lesedauer):? ?\d+ ?min(uten|\.)?",
            r"\d+ min(uten)? lesezeit",
            r"\d{1,3}([.,]\d{3})* (views|shares|aufrufe|mal gelesen)",
            *NOTICES[Label.DATE],
        ),
    ),
    (
        Label.TAGS,
        "tags_phrase",
        400,
        (
            r"(tags|topics|filed under|posted in|schlagwörter|schlagworte|themen|etiquetas|temas|keywords"
            r"|stichwörter): ?.{0,380}",
            *NOTICES[Label.TAGS],
        ),
    ),
    (
        Label.NAVIGATION,
        "navigation_phrase",
        80,
        (
            r"(previous|next|older|newer)( (post|article|story|posts|page|entry))?:?",
            r"(vorheriger|nächster) (beitrag|artikel)|post navigation|skip to (main )?content|back to top|zurück"
            r"|weiter|zurück zur startseite|nach oben",
            r"(continue reading|load more|show more|see more|view all( posts)?|mehr (anzeigen|laden)|zur startseite"
            r"|see author.?s posts)",
            r"(article content|neuer abschnitt|ende der weiteren informationen|_{2,}|\* ?\* ?\*|\*+|#+|[-–—]{2,}|•+"
            r"|\|+)",
            *NOTICES[Label.NAVIGATION],
        ),
    ),
    (
        Label.BYLINE,
        "sign_off",
        120,
        (
            r"\(?(dpa|afp|apa|reuters|ap|sda|sid|epd|kna|efe|ansa|cw|cwd|pti|ani|belga|tt|ntb"
            r"|cp)([/,-]? ?[a-z]{2,5}){0,4}\)?[.]?",
            r"([—–-] ?)?(additional reporting|reporting|with reports?|writing|editing) (by|from) .{1,100}",
            r"\([a-z]{2,6}(/[a-z]{2,6}){1,3}\)",
            r"\(?(quelle|source|quellen): ?.{1,60}\)?",
            r"\(?[\w.+-]+@[\w-]+\.[\w.-]+\)?",
            r"— associated press .{1,90}",
        ),
    ),
    (Label.CONSENT, "consent_phrase", 260, EMBED_CONSENT),
)

# Heads of boxes whose box follows as a sibling.
AUTHOR_HEAD = _any(
    r"about (the |post )?authors?:?",
    r"(the )?author:?",
    r"written by:?",
    r"über (den autor|die autorin|die autoren|die autor:in|den autor/die autorin):?",
    *AUTHOR_HEADS,
)

# A link paragraph's lead-in: «READ MORE: …».
RELATED_LEAD = re.compile(
    r"(?:>+ ?)?(read (more|next|also)( about)?|also read|related( (article|story|coverage))?|more|see also|must read"
    r"|recommended|watch|don.t miss"
    r"|lesen sie (auch|mehr|hier)|mehr (zum thema|dazu|lesen)|lest auch|auch interessant|hier (geht es|finden sie)"
    r"|les også|à lire( aussi)?|lire aussi|leggi anche"
    r"|lees ook|läs (också|mer|även)|læs også|czytaj (też|także|więcej)|baca juga|lee también|читайте также"
    r"|à lire également|lire également|voir aussi|à voir aussi|sur le même (sujet|thème)|lea también|leer más"
    r"|ver también"
    r"|te puede interesar|leggi (pure|di più)|vedi anche|approfondisci|per approfondire|leia (também|mais|ainda)"
    r"|veja (também|mais)"
    r"|saiba mais|lees (meer|verder)|zie ook|zobacz (też|także|również)|przeczytaj (też|także|również)|se (även|også)"
    r"|les mer|læs mere|(i̇|i)lgili haber|ayrıca okuyun|(читать|смотрите|см\.) также|по теме|【?関連(記事)?】?"
    r"|관련 ?기사"
    r"|kommentar|interview|analyse)\b ?.{0,30}?[:|»>–-]"
)

# Notices of corrections, which analysts look for.
CORRECTION = re.compile(
    r"(this (article|story|post|report|headline|piece) (was|has been) (amended|corrected|updated to correct)"
    r"|(correction|clarification|korrektur|richtigstellung|berichtigung|rectificatif|corrección"
    r"|correzione)s?\b ?[:(,–-]"
    r"|(an|a previous|a prior) (earlier |previous )?version of this (article|story|post|report)"
    r"|in einer (früheren|vorherigen|ersten) version"
    r"|(errat(um|a)|errata corrige|rectification|rectificación|correção|rectificatie|correctie|sprostowanie|rättelse"
    r"|rettelse|düzeltme"
    r"|исправление|поправка|訂正|정정)\b ?[:(,–：-]"
    r"|(ndlr|note de la rédaction|nota (de la redacción|del editor|della redazione|da redação)"
    r"|noot van de redactie) ?[:(,–-]"
    r"|anm(erkung|\.) der redaktion|(?:\[|\()?editor.?s.? note\b)"
)

# Sentences of templates that only carry the article's title.
TEMPLATE_SENTENCE = re.compile(
    r"(today,? )?(here,? )?(we|i|you|let.?s|let us|this (article|post)|in this (article|post"
    r"|blog))\b.{0,60}\b(discuss|talk|about|learn|look at|explain|explore|cover)\b.{0,30}$"
)

ROLES = words("""
    administrator admin editor author contributor subscriber reporter correspondent columnist journalist writer
    redakteur redakteurin autor autorin redaktion staff
""")

# what a caption without markup begins with
IMAGE_CREDIT = re.compile(
    r"(foto|photo|image|bild|credit|photograph|quelle|source|fotos|grafik|picture|imago|getty)s?( by"
    r"| credit)?\s?[:/©]|©|\(ap photo|getty images"
)

# heads of lists of links that belong to the article, folded
SOURCE_HEADS = (
    "sources",
    "references",
    "quellen",
    "quellenangaben",
    "further reading",
    "footnotes",
    "notes",
    "bibliography",
)

# words before a date that tell what happened then, folded to lower case
UPDATED_WORDS = re.compile(
    r"\b(updated?|modified|edited|revised|reviewed|changed|aktualisiert|geändert|stand|zuletzt|mis(e)? à jour|modifié"
    r"|actualizad[oa]|modificad[oa]|aggiornat[oa]|modifica|atualizad[oa]|bijgewerkt|gewijzigd|oppdatert|uppdaterad"
    r"|opdateret|ændret|zaktualizowano|aktualizacja|güncelleme|güncellendi|обновлено|оновлено|aktualizováno|diperbarui"
    r"|päivitetty)\b|更新|수정|업데이트"
)
PUBLISHED_WORDS = re.compile(
    r"\b(published|posted|created|veröffentlicht|erschienen|erstellt|publiziert|publié|publicad[oa]|pubblicat[oa]"
    r"|gepubliceerd|geplaatst|publisert|publicerad|publiceret|udgivet|opublikowano|yayınlanma|опубликовано"
    r"|опубліковано|publikováno|julkaistu)\b|公開|発表|입력|등록"
)
