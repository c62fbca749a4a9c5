"""Data only: what boxes around an article say in other languages than English, by label.

German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Norwegian, Danish, Turkish, Russian, Japanese and
Korean; a part of `phrases`. Each meets a whole block, folded to lower case (so «ß» is «ss» and «İ» is «i̇»); tails are
bounded or free of full stops, so that a sentence that only begins alike is not met.
"""

from pipeline.models import Label

_TAIL = r"[^.!?]{0,60}[.!?:…]?"  # the rest of one short sentence

BOXES: dict[Label, tuple[str, ...]] = {
    Label.RATING_WIDGET: (
        r"(wie (hilfreich|nützlich) (war|fanden sie) (dieser|diesen) (beitrag|artikel)|war dieser (artikel"
        r"|beitrag) hilfreich)\?",
        r"(bewerten sie (diesen )?(artikel|beitrag)|(diesen )?(artikel|beitrag) bewerten)[.!:]?",
        r"durchschnittliche bewertung:? ?[\d.,]* ?/ ?\d+\.? (anzahl (der )?)?(bewertungen|stimmen):? ?\d*\.?",
        r"(bisher|noch) keine (bewertungen|stimmen)[.!]?( sei(en sie)? der erste.{0,60})?",
        r"(cet article vous a-t-il été utile ?\?|avez-vous aimé cet article ?\?|notez cet article[.!]?)",
        r"note moyenne:? ?[\d.,]* ?/ ?\d+\.? nombre de votes ?:? ?\d*\.?|(aucun vote|pas encore de vote).{0,60}",
        r"(¿te (ha sido útil|ha gustado|gustó) est[ea] (artículo|noticia|entrada)\?|(valora"
        r"|califica) est[ea] (artículo|noticia|entrada)[.!]?)",
        r"(promedio de )?(puntuación|valoración)( media)?:? ?[\d.,]* ?/ ?\d+\.? (recuento de votos|votos):? ?\d*\.?",
        r"(quanto è stato utile questo (articolo|post)\?|ti è (piaciuto|stato utile) (questo|l.)\s?articolo\?"
        r"|vota (questo )?articolo[.!]?)",
        r"(este (artigo|conteúdo) foi útil( para você)?\?|gostou (deste|do) (artigo|texto)\?|avalie (este|o) (artigo"
        r"|post)[.!]?)",
        r"(vond (je|u) dit artikel (nuttig|interessant)|was dit artikel nuttig)\?|beoordeel dit artikel[.!]?",
        r"(czy (ten )?artykuł był (przydatny|pomocny|interesujący)\?|oceń (ten )?artykuł[.!:]?)",
        r"(var (den här |denne |denna )?(artikeln|artikelen|artiklen|artikel) (till hjälp|nyttig|til hjælp"
        r"|hjälpsam)\?|betygsätt artikeln)",
        r"bu (haber|yazı|makale)(yi|yı)? (faydalı (oldu|buldunuz) mu|beğendiniz mi|değerlendirin|oyla(yın)?)[?.!]?",
        r"(оцените (статью|материал|новость)|(была ли )?(статья|материал) (была )?(полезн[аы]м?"
        r"|понравилась)( вам)?)[?.!:]?",
        r"この記事は(役に立ちましたか|いかがでしたか)[??。]?|(이 )?기사가? (유용했나요|어떠셨나요|마음에 드셨나요)\??",
    ),
    Label.ADVERTISEMENT: (
        r"(publicidade|advertentie|reclame|mainos|commercial|inzerce|hirdetés|διαφήμιση|promoción"
        r"|スポンサー(リンク)?|ad広告)",
        r"(mehr nach der (werbung|anzeige)|(nach der werbung|unterhalb der anzeige) (geht es weiter|weiterlesen)"
        r"|anzeige - hier geht.s weiter)\.?",
        r"(la suite après (cette|la) publicité|l.article continue après (cette|la) publicité"
        r"|continúa después de la publicidad)\.?",
        r"((el )?(artículo|contenido) continúa (tras|después de) la publicidad|continua a leggere dopo la pubblicità"
        r"|continua após (a|o) (publicidade|anúncio))\.?",
        r"(lees verder na de advertentie|(artikel|tekst) gaat verder (onder|na) (de|deze) advertentie"
        r"|dalsza część artykułu pod (reklamą|materiałem wideo))\.?",
        r"(artikeln fortsätter (efter|under) annonsen|(artikkelen|saken) fortsetter (etter|under) annonsen"
        r"|artiklen fortsætter efter annoncen)\.?",
        r"(haberin devamı( aşağıda)?|продолжение после рекламы|記事は広告の後に続きます"
        r"|기사는 광고 뒤에 계속됩니다)\.?",
    ),
    Label.SHARE_BAR: (
        r"(auf|via|per|bei) (facebook|twitter|x|whatsapp|e-?mail|linkedin|telegram|xing|bluesky) (teilen|senden"
        r"|versenden)",
        r"(link kopieren|link kopiert!?|per e-mail versenden|artikel (drucken|versenden|merken)|beitrag merken"
        r"|jetzt teilen)",
        r"partage[rz] (cet article|sur|par|l.article)"
        + _TAIL
        + r"|(copier|imprimer|envoyer par e-?mail)( le lien| l.article)?",
        r"(comparte|compartir|compártelo)( (este|esta|en|por|el|la) [^.!?]{0,40})?|(copiar enlace|enlace copiado"
        r"|imprimir)",
        r"condividi (l.articolo|questo|su|via|con) ?[^.!?]{0,40}|(copia link|copia il link|stampa|invia per email)",
        r"(compartilh[ae]r?|partilh[ae]r?)( (este|esta|no|na|em|via|por|o|a) [^.!?]{0,40})?|(copiar link"
        r"|link copiado)!?",
        r"(deel|delen) (dit (artikel|bericht)|via|op) ?[^.!?]{0,40}|(kopieer (de )?link|link gekopieerd)",
        r"(udostępnij|podziel się)( (ten )?(artykuł|na|w|tym) ?[^.!?]{0,40})?|(skopiuj link|drukuj)",
        r"(dela|del) (artikeln|artikel|artikkelen|artiklen|saken|på|via) ?[^.!?]{0,40}|(kopiera länk(en)?"
        r"|kopier (lenke|link))",
        r"(paylaş|haberi paylaş|facebook.ta paylaş|twitter.da paylaş|whatsapp.ta paylaş|linki kopyala)",
        r"(поделиться|поделитесь|скопировать ссылку|распечатать)( (в|на|с|статьей|этой|материалом) ?[^.!?]{0,40})?",
        r"(シェアする|シェア|ツイート|この記事をシェア(する)?|リンクをコピー|印刷(する)?|メールで送る"
        r"|はてなブックマーク|공유(하기)?|기사 ?공유|링크 ?복사|인쇄)",
        r"(folge[nt]? (sie )?uns|suivez(-nous)?|síguenos|síganos|seguici|segui|siga(-nos)?|volg ons|obserwuj nas"
        r"|śledź nas|följ oss|følg oss"
        r"|følg os|bizi takip edin|подписывайтесь на нас|читайте нас)( auf| sur| en| su| no| op| na| på| в)?"
        r"( (facebook|twitter|x|instagram|whatsapp|telegram|youtube|google news|linkedin|tiktok|bluesky|threads"
        r"|mastodon|дзен|вконтакте)(,| und| et| y| e| en| i| och| og| ve| и)?){0,5}[.!:]?",
    ),
    Label.NEWSLETTER: (
        r"(abonnieren sie|melden sie sich (jetzt |hier )?(für|zu)|jetzt (kostenlos )?(für|zu)"
        r"|bestellen sie) [^.!?]{0,120}newsletter[^.!?]{0,80}[.!]?",
        r"(mit der anmeldung|ich (möchte|will)|ja, ich) [^.!?]{0,120}(newsletter|datenschutz"
        r"|nutzungsbedingungen)[^.!?]{0,80}[.!]?",
        r"hat (ihnen|dir) dieser (artikel|beitrag|text) gefallen\? .{0,40}(unterstütz|spende).{0,120}",
        r"(unterstützen sie (uns|unsere arbeit|unabhängigen journalismus)|jetzt (spenden|unterstützen|mitglied werden))"
        + _TAIL,
        r"(recevez|retrouvez) [^.!?]{0,120}(newsletter|boîte mail|par e-?mail)[^.!?]{0,60}[.!]?"
        r"|s.abonner( à la newsletter)?|je m.abonne",
        r"(soutenez|faites un don|aidez)(-nous)? ?(à|notre|un journalisme|la presse)?[^.!?]{0,100}(don|journalisme"
        r"|rédaction|indépendan)[^.!?]{0,60}[.!]?",
        r"(recibe|apúntate a|regístrate en|suscríbe(te|se) a) [^.!?]{0,120}(newsletter|boletín|boletines"
        r"|correo)[^.!?]{0,80}[.!]?",
        r"(apoya|colabora con|hazte socio|haz una donación)[^.!?]{0,60}(periodismo|medio|donación|socio"
        r"|independiente)[^.!?]{0,60}[.!]?|haz(te)? socio",
        r"(ricevi|iscriviti) [^.!?]{0,120}(newsletter|email|e-mail|casella)[^.!?]{0,80}[.!]?|(sostieni|abbonati"
        r"|dona)( ora| il nostro lavoro| a .{1,40})?[.!]?",
        r"(receba|assine|inscreva-se|cadastre-se)( (as|nossa|em|na|a|o|no|gratuitamente) [^.!?]{0,120}(newsletter"
        r"|e-?mail|boletim|notícias))[^.!?]{0,60}[.!]?",
        r"(ontvang|schrijf (je|u) in|meld (je|u) aan)[^.!?]{0,120}(nieuwsbrief|inbox|mailbox"
        r"|e-?mail)[^.!?]{0,60}[.!]?|(doneer|word lid)( nu)?[.!]?",
        r"(zapisz się|zamów|otrzymuj)[^.!?]{0,120}(newsletter|newslettera|e-?mail|skrzynkę)[^.!?]{0,60}[.!]?"
        r"|(wesprzyj|wspieraj) (nas|naszą)[^.!?]{0,60}[.!]?",
        r"(prenumerera på|anmäl dig till|få|meld deg på|tilmeld dig|få)[^.!?]{0,100}(nyhetsbrev|nyhetsbrevet"
        r"|nyhedsbrev|nyhedsbrevet)[^.!?]{0,80}[.!]?",
        r"(e-?bültenimize|bültenimize|günlük bültene)[^.!?]{0,60}(abone olun|kaydolun|üye olun)[.!]?|(abone ol"
        r"|bize destek olun)[.!]?",
        r"(подпи(шитесь|сывайтесь) на [^.!?]{0,80}(рассылк|канал|telegram|телеграм|дзен|newsletter)[^.!?]{0,60}"
        r"|поддержите (нас|редакцию)[^.!?]{0,60})[.!]?",
        r"(無料|公式)?(メールマガジン|メルマガ|ニュースレター)(を|に|の)?[^。]{0,20}(登録|購読"
        r"|お申し込み)[^。]{0,20}。?|뉴스레터[^.!?]{0,20}(구독|신청)[^.!?]{0,20}[.!]?",
    ),
    Label.RELATED: (
        r"(lesen sie (dazu|hierzu|jetzt)( auch)?|lest auch|mehr zu diesem thema|verwandte (artikel|themen|beiträge)"
        r"|empfohlene (artikel|beiträge)"
        r"|am meisten gelesen|neueste (artikel|nachrichten|beiträge)|aus dem archiv|das könnte (ihnen"
        r"|dir) (auch )?gefallen|beliebte (artikel|beiträge)):?",
        r"(à lire (également|ensuite)|lire également|voir aussi|articles (liés|similaires|connexes|recommandés)"
        r"|sur le même (thème|sujet)"
        r"|dans la même rubrique|les plus lus|pour aller plus loin|à découvrir( aussi)?|vous aimerez aussi"
        r"|nos derniers articles) ?:?",
        r"(lea también|leer también|leer más|ver también|(artículos|noticias|notas|temas|contenidos) (relacionad[oa]s"
        r"|similares)|(lo )?más leído"
        r"|las más leídas|te puede(n)? interesar|también te puede interesar|te recomendamos|para saber más"
        r"|más sobre este tema|últimas noticias):?",
        r"(leggi (anche|pure|di più)|vedi anche|potrebbe interessarti( anche)?|(articoli|notizie"
        r"|contenuti) (correlat[ei]|simili)|i più letti"
        r"|per approfondire|approfondimenti|ultime notizie|ti potrebbe interessare):?",
        r"(leia (também|mais|ainda)|veja (também|mais)|saiba mais|(artigos|notícias|matérias"
        r"|conteúdos?) relacionad[oa]s?|mais lidas|últimas notícias"
        r"|você pode gostar|recomendad[oa]s para você):?",
        r"(lees (meer|verder|hier)|meer over dit onderwerp|gerelateerde (artikelen|berichten)|meest gelezen"
        r"|aanbevolen|ook interessant|bekijk ook"
        r"|zie ook|meer (nieuws|lezen)):?",
        r"(zobacz (też|także|również)|przeczytaj (też|także|również)|czytaj dalej|powiązane (artykuły|tematy)"
        r"|podobne artykuły|najczęściej czytane"
        r"|polecane|warto przeczytać|więcej na ten temat):?",
        r"(läs mer om|läs vidare|relaterade artiklar|mest lästa?|senaste nytt|relaterte (artikler|saker)|mest lest"
        r"|les mer( om)?|flere saker|siste nytt"
        r"|relaterede artikler|mest læste?|læs mere|se også|se även|mer om ämnet|anbefalt|anbefalet):?",
        r"((i̇|i)lgili (haberler|yazılar|konular)|benzer (haberler|yazılar)|bunlar da (ilginizi çekebilir"
        r"|hoşunuza gidebilir)|en çok okunan(lar)?"
        r"|ayrıca okuyun|bunu da okuyun|diğer haberler|son haberler|önerilen(ler)?( haberler)?):?",
        r"((читайте|смотрите|см\.) также|читать (также|далее)|по теме|материалы по теме|похожие (статьи|материалы"
        r"|новости)|самое (читаемое|популярное)"
        r"|рекомендуем|ещё по теме|последние новости|другие новости):?",
        r"(【?関連(記事|ニュース|リンク)】?|おすすめ(の)?記事|合わせて読みたい|人気記事|アクセスランキング"
        r"|こちらもおすすめ|最新記事|もっと見る|【?あわせて読みたい】?):?",
        r"(관련 ?(기사|뉴스)|이 기사와 관련된 기사|많이 본 (뉴스|기사)|추천 ?(기사|뉴스)|함께 읽으면 좋은 기사"
        r"|인기 ?기사|최신 ?기사):?",
    ),
    Label.COMMENTS: (
        r"(\d+ )?(leser)?kommentare?n? (schreiben|verfassen|hinterlassen|abgeben|zu diesem artikel|anzeigen)"
        r"|schreiben sie einen kommentar"
        r"|(ihre|eine) (e-mail-)?adresse wird nicht veröffentlicht\..{0,80}|antworten? abbrechen"
        r"|noch keine kommentare|kommentarfunktion.{0,60}",
        r"(\d+ )?commentaires?( \(\d+\))?|(laisser|ajouter|écrire|poster) un commentaire|(lire|voir) les commentaires"
        r"|réagir( à cet article)?"
        r"|votre adresse e-mail ne sera pas publiée\..{0,80}|aucun commentaire",
        r"(\d+ )?comentarios( \(\d+\))?|(deja|dejar|escribe|añade|publica|agrega) (un|tu) (comentario|respuesta)"
        r"|ver (los )?comentarios( \(\d+\))?"
        r"|tu dirección de correo electrónico no será publicada\..{0,80}|(no hay|sin) comentarios",
        r"\d+ commenti|commenti( \(\d+\))?|(lascia|scrivi|aggiungi) un (commento|commenta)|leggi e commenta"
        r"|leggi i commenti|nessun commento"
        r"|il tuo indirizzo email non sarà pubblicato\..{0,80}",
        r"(\d+ )?comentários( \(\d+\))?|(deixe|escreva|adicione) (um|seu) comentário|ver comentários|nenhum comentário"
        r"|o seu endereço de (e-mail|email) não será publicado\..{0,80}",
        r"\d+ reacties|reacties( \(\d+\))?|(plaats|schrijf|geef|laat) een reactie( achter)?|bekijk (alle )?reacties"
        r"|reageer( op dit artikel)?"
        r"|je e-mailadres wordt niet gepubliceerd\..{0,80}",
        r"komentarze( \(\d+\))?|\d+ komentarzy|(dodaj|napisz|zostaw) komentarz|(pokaż|zobacz) komentarze"
        r"|brak komentarzy"
        r"|twój adres e-?mail nie zostanie opublikowany\..{0,80}",
        r"(\d+ )?(kommentarer|kommentarar)( \(\d+\))?|(lämna|skriv) en kommentar|(legg (igjen|til)"
        r"|skriv) (en )?kommentar|visa kommentarer|vis kommentarer",
        r"(\d+ )?yorum(lar)?( \(\d+\))?|(yorum|bir yorum) (yap(ın)?|yaz(ın)?|bırak(ın)?)"
        r"|e-posta adresiniz yayınlanmayacak\..{0,80}",
        r"комментари[ия]( \(\d+\))?|\d+ комментари(й|я|ев)|(оставить|оставьте|добавить|написать) комментарий"
        r"|(показать|читать) комментарии"
        r"|(обсудить|обсуждение)( \(\d+\))?|комментариев нет",
        r"コメント(する|を書く|を見る|を残す|一覧|\(\d+\)|（\d+）)|\d+件のコメント|댓글( ?\d+개?| ?쓰기| ?보기"
        r"| ?달기| ?남기기)?|의견 ?쓰기",
    ),
}

AUTHOR_HEADS = (
    r"(zur|über die) (autorin|person)|(zum|der|die) autor(in)?:|autor(in)?:|(autoren|autor|autorin)info:?"
    r"|geschrieben von:?|über uns autoren",
    r"(à propos de (l.auteure?|l.autrice)|l.auteure?|qui est l.auteur)( ?:)?|(sobre|acerca del?) (el |la "
    r"|l[oa]s )?autora?(es|s)?:?|(escrito|redactado) por:?",
    r"(l.autore|l.autrice|sull.autrice|chi è l.autore):?|sobre (o |a )?autora?:?|escrito por:?|over de auteurs?:?"
    r"|geschreven door:?",
    r"o autor(ze|ce|ach):?|om (författaren|skribenten|forfatteren|artikelförfattaren):?|yazar hakkında:?|об авторе:?"
    r"|об авторах:?",
    r"(この記事を書いた人|筆者紹介|著者(紹介|プロフィール)|執筆者(紹介)?|글쓴이 소개|저자 소개|필자 소개)",
)

# a network's name closes the line: «Follow X on Twitter and Facebook for the latest»
_NETWORK = (
    r"(twitter|x|facebook|instagram|linkedin|telegram|whatsapp|youtube|tiktok|bluesky"
    r"|threads|mastodon|google news|flipboard)"
)
FOLLOW = (
    rf"(follow|like|find|join) .{{1,60}} on {_NETWORK}((,|,? and|,? or| &| /) (on )?{_NETWORK}){{0,5}}"
    r"( @\w{1,30})?( (for|to) [^.!?]{1,70})?[.!]?",
)
