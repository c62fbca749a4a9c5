"""Whole blocks that are boilerplate by what they say, in many languages; and sentences that only begin alike."""

import pytest

from pipeline.models import Label
from pipeline.transform.labelling.phrase_index import phrase_of
from tests.transform.pages import article, paragraphs, story

SAID = {
    Label.RATING_WIDGET: """
        War dieser Artikel hilfreich?
        Durchschnittliche Bewertung 4.5 / 5. Anzahl Bewertungen: 12
        Cet article vous a-t-il été utile ?
        Note moyenne 4,5 / 5. Nombre de votes : 12
        ¿Te ha gustado este artículo?
        Ti è piaciuto questo articolo?
        Este artigo foi útil?
        Vond je dit artikel nuttig?
        Oceń artykuł
        Оцените статью
        この記事は役に立ちましたか?
        기사가 유용했나요?
    """,
    Label.ADVERTISEMENT: """
        Publicidade
        Advertentie
        Mehr nach der Werbung
        La suite après cette publicité
        El artículo continúa tras la publicidad
        Continua a leggere dopo la pubblicità
        Lees verder na de advertentie
        Artikeln fortsätter efter annonsen
        Продолжение после рекламы
    """,
    Label.SHARE_BAR: """
        Auf Facebook teilen
        Link kopieren
        Partagez cet article
        Comparte esta noticia
        Condividi su Facebook
        Compartilhe no WhatsApp
        Deel dit artikel
        Udostępnij na Facebooku
        Dela artikeln
        Haberi paylaş
        Поделиться
        シェアする
        공유하기
        Folgen Sie uns auf Facebook und Instagram
        Follow Example Post on Twitter and Facebook for the latest
        Follow Ann Lee on Bluesky @annlee
    """,
    Label.NEWSLETTER: """
        Abonnieren Sie hier kostenlos unseren Newsletter.
        Hat Ihnen dieser Artikel gefallen? Dann unterstützen Sie uns mit einer Spende.
        Recevez chaque matin notre newsletter
        Recibe cada mañana nuestro boletín en tu correo
        Ricevi la nostra newsletter
        Receba as notícias da manhã no seu e-mail
        Schrijf je in voor onze nieuwsbrief
        Zapisz się na newsletter
        Anmäl dig till vårt nyhetsbrev
        E-bültenimize abone olun
        Подпишитесь на нашу рассылку
        メールマガジンに登録する
        뉴스레터 구독 신청
    """,
    Label.RELATED: """
        Am meisten gelesen
        À lire également :
        Sur le même thème
        Te puede interesar
        Las más leídas
        Potrebbe interessarti anche
        Leia também:
        Gerelateerde artikelen
        Zobacz też:
        Relaterade artiklar
        İlgili Haberler
        Читайте также:
        【関連記事】
        많이 본 뉴스
    """,
    Label.COMMENTS: """
        Schreiben Sie einen Kommentar
        12 commentaires
        Laisser un commentaire
        Deja un comentario
        Ver comentarios (0)
        Lascia un commento
        Deixe um comentário
        Plaats een reactie
        Dodaj komentarz
        Skriv en kommentar
        Yorum yap
        Оставить комментарий
        コメントを書く
        댓글 3개
    """,
    Label.CONSENT: """
        Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden. Damit können Daten übermittelt werden.
        Externe Inhalte anzeigen
        An dieser Stelle befindet sich ein externer Inhalt, den unsere Redaktion empfiehlt.
        Ce contenu est bloqué car vous n'avez pas accepté les cookies.
        Para ver este contenido debes aceptar las cookies de terceros.
        Per vedere questo contenuto accetta i cookie di marketing.
        Om deze inhoud te bekijken, past u uw voorkeuren aan.
        To view this content you need to accept cookies.
        このコンテンツを表示するには同意が必要です
    """,
    Label.PAYWALL: """
        Dieser Artikel ist nur für Abonnenten.
        Bereits registriert? Hier anmelden
        Jederzeit kündbar
        Cet article est réservé à nos abonnés.
        Il vous reste 75 % de cet article à lire.
        Contenido exclusivo para suscriptores
        Contenuto riservato agli abbonati
        Conteúdo exclusivo para assinantes
        Dit artikel is exclusief voor abonnees
        Artykuł dostępny tylko dla prenumeratorów
        Artikeln är bara för prenumeranter
        Bu içerik sadece abonelere özeldir.
        Материал доступен только по подписке
        この記事は会員限定です。
        이 기사는 유료 회원 전용입니다.
    """,
    Label.PLAYER: """
        Beitrag vorlesen
        Écouter cet article
        Escucha la noticia
        Ascolta questo articolo
        Ouça este conteúdo
        Luister naar dit artikel
        Posłuchaj artykułu
        Lyssna på artikeln
        Haberi dinle
        Слушать статью
        この記事を聞く
        기사 듣기
        Placeholder image-1
        Bild 3 von 12
        Foto 2 de 9
    """,
    Label.LEGAL: """
        Alle Rechte vorbehalten.
        Tous droits réservés
        Todos los derechos reservados.
        Tutti i diritti riservati
        Wszelkie prawa zastrzeżone
        Все права защищены
        無断転載を禁じます
        무단 전재 및 재배포 금지
        Les opinions exprimées dans cet article n'engagent que leur auteur.
        The views expressed in this article are those of the author.
    """,
    Label.DATE: """
        Temps de lecture : 4 min
        Tiempo de lectura: 4 minutos
        Tempo di lettura 3 minuti
        Leestijd: 5 min
        Okuma süresi: 3 dk
        4 min de lecture
        Publié le 2 novembre 2026 à 14h10
        Publicado el 2 de noviembre de 2026
        Aggiornato il 2 novembre 2026
        Sist oppdatert 2. november 2026
        Опубликовано: 2 ноября 2026
        更新日: 2026年11月2日
    """,
    Label.TAGS: """
        Mots-clés : pont, rivière, comté
        Etiquetas: puente, río
        Argomenti: ponte, fiume
        Теги: мост, река
        関連キーワード: 橋
        Mehr lesen über
    """,
    Label.NAVIGATION: """
        Article précédent
        Artículo siguiente
        Volgende artikel
        Nach oben
        Lire la suite
        Ver más
        Click here to read the report
        Hier klicken
        Cliquez ici pour lire le rapport
        -30-
        (Ende)
        続きを読む
        더 보기
    """,
}  # fmt: skip


@pytest.mark.parametrize(
    ("label", "text"), [(label, text.strip()) for label, texts in SAID.items() for text in texts.strip().splitlines()]
)
def test_a_whole_block_that_is_boilerplate(label: Label, text: str) -> None:
    entry = phrase_of(text.casefold())
    assert entry is not None
    assert entry.label is label


@pytest.mark.parametrize(
    "text",
    [
        "The agency cut the county’s credit rating to AA, and no votes were cast against it.",
        "Note moyenne du comté : A, selon l’agence, qui l’avait relevée en 2019 et l’abaisse à présent.",
        "Comment",
        "Kommentar",
        "Der Kommentar",
        "Comentario",
        "Opinion",
        "Follow the money on Facebook pages, she said, and you will find the bridge.",
        "Folgen Sie uns nicht, riefen die Bauern, als der Rat den Saal verliess.",
        "Suivez-nous, a-t-elle dit aux journalistes, et vous verrez le pont. Ils l’ont suivie.",
        "Teilen wollte der Rat das Geld nicht. Er behielt es.",
        "Abonnieren Sie, sagte der Verleger, und lesen Sie dann. Niemand tat es.",
        "Recevez mes excuses, a écrit la maire. Le conseil les a reçues.",
        "Publicado en 1987, el informe no cambió nada. Nadie lo leyó.",
        "Más leído que el informe fue el desmentido.",
        "À lire le rapport, le pont tombera avant l’été.",
        "Leggi e regolamenti non bastano, ha detto il sindaco.",
        "Ver para creer, dijo el alcalde.",
        "Escucha la radio cada mañana y no cree nada de lo que oye.",
        "Published in 1987, the report changed nothing.",
        "Delen van de stad staan onder water.",
        "Ende gut, alles gut, sagte der Bürgermeister.",
        "Click here is no name for a link, says the style guide.",
        "Alle Rechte vorbehalten hatte sich die Bank. Der Rat wusste es nicht.",
        "Dieser Artikel ist nur für Kinder gefährlich, warnte die Behörde. Er wurde verboten.",
        "Der Artikel der Verfassung ist nur für Notzeiten gedacht.",
        "Externe Inhalte sind teuer, sagte die Redaktion.",
        "Themen waren die Brücke, die Maut und der Fluss.",
        "Korrektur: In einer früheren Version dieses Artikels stand ein falsches Jahr.",
        "Rectificatif : une version précédente indiquait 1978. Le pont date de 1987.",
        "Fact box: the bridge was built in 1931 and has two lanes.",
        "„Wir haben den Fluss nicht gefragt“, sagte sie.",
        "Комментарии губернатора не убедили совет.",
        "댓글 조작 사건의 재판이 월요일에 시작된다.",
        "コメントは控えたいと市長は述べた。",
        "シェアは前年より3ポイント下がった。",
    ],
)
def test_what_only_begins_like_it(text: str) -> None:
    assert phrase_of(text.casefold()) is None


@pytest.mark.parametrize(
    "box",
    [
        "<h3>Über den Autor</h3><p>Bo Ek schreibt seit 2009 über Strassen und Flüsse in diesem Land.</p>",
        "<h3>À propos de l’auteur</h3><p>Bo Ek écrit sur les routes et les rivières depuis 2009.</p>",
        "<h3>Sobre el autor</h3><p>Bo Ek escribe sobre caminos y ríos desde 2009 en este diario.</p>",
        "<h3>Об авторе:</h3><p>Бо Эк пишет о дорогах и реках с 2009 года для этой газеты.</p>",
        "<h3>筆者紹介</h3><p>ボー・エクは2009年から道路と川について書いている記者である。</p>",
    ],
)
def test_heads_of_author_boxes(box: str) -> None:
    result = article(story(after=box))
    assert len(paragraphs(result)) == 3
    assert [box.bio is not None for box in result.author_boxes] == [True]


@pytest.mark.parametrize(
    "lead",
    [
        "Lea también:",
        "À lire également :",
        "Leia também:",
        "Zobacz też:",
        "Читайте также:",
        "【関連記事】:",
        "Zie ook:",
    ],
)
def test_leads_to_other_articles(lead: str) -> None:
    line = f"<p>{lead} <a href='/dam'>The dam opens at last and the valley celebrates</a></p>"
    assert len(paragraphs(article(story(middle=line)))) == 3


@pytest.mark.parametrize(
    "notice",
    [
        "Rectificación: una versión anterior daba otro año.",
        "Errata corrige: il ponte è del 1987, non del 1978.",
        "NDLR: cet article a été corrigé le 3 novembre.",
        "Rättelse: bron byggdes 1987.",
    ],
)
def test_notices_of_corrections_stay(notice: str) -> None:
    assert notice in paragraphs(article(story(after=f"<p>{notice}</p>")))
