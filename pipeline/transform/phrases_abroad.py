"""Data only: what boilerplate says in other languages than English, by label; a part of `phrases`.

German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Norwegian, Danish, Turkish, Russian, Japanese and
Korean. As there: each meets a whole block, folded to lower case (so «ß» is «ss» and «İ» is «i̇»), and tails are bounded
or free of full stops, so that a sentence that only begins alike is not met.
"""

from pipeline.models import Label

_TAIL = r"[^.!?]{0,60}[.!?:…]?"  # the rest of one short sentence

ABROAD: dict[Label, tuple[str, ...]] = {
    Label.RATING_WIDGET: (
        r"(wie (hilfreich|nützlich) (war|fanden sie) (dieser|diesen) (beitrag|artikel)|war dieser (artikel|beitrag) hilfreich)\?",
        r"(bewerten sie (diesen )?(artikel|beitrag)|(diesen )?(artikel|beitrag) bewerten)[.!:]?",
        r"durchschnittliche bewertung:? ?[\d.,]* ?/ ?\d+\.? (anzahl (der )?)?(bewertungen|stimmen):? ?\d*\.?",
        r"(bisher|noch) keine (bewertungen|stimmen)[.!]?( sei(en sie)? der erste.{0,60})?",
        r"(cet article vous a-t-il été utile ?\?|avez-vous aimé cet article ?\?|notez cet article[.!]?)",
        r"note moyenne:? ?[\d.,]* ?/ ?\d+\.? nombre de votes ?:? ?\d*\.?|(aucun vote|pas encore de vote).{0,60}",
        r"(¿te (ha sido útil|ha gustado|gustó) est[ea] (artículo|noticia|entrada)\?|(valora|califica) est[ea] (artículo|noticia|entrada)[.!]?)",
        r"(promedio de )?(puntuación|valoración)( media)?:? ?[\d.,]* ?/ ?\d+\.? (recuento de votos|votos):? ?\d*\.?",
        r"(quanto è stato utile questo (articolo|post)\?|ti è (piaciuto|stato utile) (questo|l.)\s?articolo\?|vota (questo )?articolo[.!]?)",
        r"(este (artigo|conteúdo) foi útil( para você)?\?|gostou (deste|do) (artigo|texto)\?|avalie (este|o) (artigo|post)[.!]?)",
        r"(vond (je|u) dit artikel (nuttig|interessant)|was dit artikel nuttig)\?|beoordeel dit artikel[.!]?",
        r"(czy (ten )?artykuł był (przydatny|pomocny|interesujący)\?|oceń (ten )?artykuł[.!:]?)",
        r"(var (den här |denne |denna )?(artikeln|artikelen|artiklen|artikel) (till hjälp|nyttig|til hjælp|hjälpsam)\?|betygsätt artikeln)",
        r"bu (haber|yazı|makale)(yi|yı)? (faydalı (oldu|buldunuz) mu|beğendiniz mi|değerlendirin|oyla(yın)?)[?.!]?",
        r"(оцените (статью|материал|новость)|(была ли )?(статья|материал) (была )?(полезн[аы]м?|понравилась)( вам)?)[?.!:]?",
        r"この記事は(役に立ちましたか|いかがでしたか)[??。]?|(이 )?기사가? (유용했나요|어떠셨나요|마음에 드셨나요)\??",
    ),
    Label.ADVERTISEMENT: (
        r"(publicidade|advertentie|reclame|mainos|commercial|inzerce|hirdetés|διαφήμιση|promoción|スポンサー(リンク)?|ad広告)",
        r"(mehr nach der (werbung|anzeige)|(nach der werbung|unterhalb der anzeige) (geht es weiter|weiterlesen)|anzeige - hier geht.s weiter)\.?",
        r"(la suite après (cette|la) publicité|l.article continue après (cette|la) publicité|continúa después de la publicidad)\.?",
        r"((el )?(artículo|contenido) continúa (tras|después de) la publicidad|continua a leggere dopo la pubblicità|continua após (a|o) (publicidade|anúncio))\.?",
        r"(lees verder na de advertentie|(artikel|tekst) gaat verder (onder|na) (de|deze) advertentie|dalsza część artykułu pod (reklamą|materiałem wideo))\.?",
        r"(artikeln fortsätter (efter|under) annonsen|(artikkelen|saken) fortsetter (etter|under) annonsen|artiklen fortsætter efter annoncen)\.?",
        r"(haberin devamı( aşağıda)?|продолжение после рекламы|記事は広告の後に続きます|기사는 광고 뒤에 계속됩니다)\.?",
    ),
    Label.SHARE_BAR: (
        r"(auf|via|per|bei) (facebook|twitter|x|whatsapp|e-?mail|linkedin|telegram|xing|bluesky) (teilen|senden|versenden)",
        r"(link kopieren|link kopiert!?|per e-mail versenden|artikel (drucken|versenden|merken)|beitrag merken|jetzt teilen)",
        r"partage[rz] (cet article|sur|par|l.article)" + _TAIL + r"|(copier|imprimer|envoyer par e-?mail)( le lien| l.article)?",
        r"(comparte|compartir|compártelo)( (este|esta|en|por|el|la) [^.!?]{0,40})?|(copiar enlace|enlace copiado|imprimir)",
        r"condividi (l.articolo|questo|su|via|con) ?[^.!?]{0,40}|(copia link|copia il link|stampa|invia per email)",
        r"(compartilh[ae]r?|partilh[ae]r?)( (este|esta|no|na|em|via|por|o|a) [^.!?]{0,40})?|(copiar link|link copiado)!?",
        r"(deel|delen) (dit (artikel|bericht)|via|op) ?[^.!?]{0,40}|(kopieer (de )?link|link gekopieerd)",
        r"(udostępnij|podziel się)( (ten )?(artykuł|na|w|tym) ?[^.!?]{0,40})?|(skopiuj link|drukuj)",
        r"(dela|del) (artikeln|artikel|artikkelen|artiklen|saken|på|via) ?[^.!?]{0,40}|(kopiera länk(en)?|kopier (lenke|link))",
        r"(paylaş|haberi paylaş|facebook.ta paylaş|twitter.da paylaş|whatsapp.ta paylaş|linki kopyala)",
        r"(поделиться|поделитесь|скопировать ссылку|распечатать)( (в|на|с|статьей|этой|материалом) ?[^.!?]{0,40})?",
        r"(シェアする|シェア|ツイート|この記事をシェア(する)?|リンクをコピー|印刷(する)?|メールで送る|はてなブックマーク|공유(하기)?|기사 ?공유|링크 ?복사|인쇄)",
        r"(folge[nt]? (sie )?uns|suivez(-nous)?|síguenos|síganos|seguici|segui|siga(-nos)?|volg ons|obserwuj nas|śledź nas|följ oss|følg oss"
        r"|følg os|bizi takip edin|подписывайтесь на нас|читайте нас)( auf| sur| en| su| no| op| na| på| в)?"
        r"( (facebook|twitter|x|instagram|whatsapp|telegram|youtube|google news|linkedin|tiktok|bluesky|threads|mastodon|дзен|вконтакте)(,| und| et| y| e| en| i| och| og| ve| и)?){0,5}[.!:]?",
    ),
    Label.NEWSLETTER: (
        r"(abonnieren sie|melden sie sich (jetzt |hier )?(für|zu)|jetzt (kostenlos )?(für|zu)|bestellen sie) [^.!?]{0,120}newsletter[^.!?]{0,80}[.!]?",
        r"(mit der anmeldung|ich (möchte|will)|ja, ich) [^.!?]{0,120}(newsletter|datenschutz|nutzungsbedingungen)[^.!?]{0,80}[.!]?",
        r"hat (ihnen|dir) dieser (artikel|beitrag|text) gefallen\? .{0,40}(unterstütz|spende).{0,120}",
        r"(unterstützen sie (uns|unsere arbeit|unabhängigen journalismus)|jetzt (spenden|unterstützen|mitglied werden))" + _TAIL,
        r"(recevez|retrouvez) [^.!?]{0,120}(newsletter|boîte mail|par e-?mail)[^.!?]{0,60}[.!]?|s.abonner( à la newsletter)?|je m.abonne",
        r"(soutenez|faites un don|aidez)(-nous)? ?(à|notre|un journalisme|la presse)?[^.!?]{0,100}(don|journalisme|rédaction|indépendan)[^.!?]{0,60}[.!]?",
        r"(recibe|apúntate a|regístrate en|suscríbe(te|se) a) [^.!?]{0,120}(newsletter|boletín|boletines|correo)[^.!?]{0,80}[.!]?",
        r"(apoya|colabora con|hazte socio|haz una donación)[^.!?]{0,60}(periodismo|medio|donación|socio|independiente)[^.!?]{0,60}[.!]?|haz(te)? socio",
        r"(ricevi|iscriviti) [^.!?]{0,120}(newsletter|email|e-mail|casella)[^.!?]{0,80}[.!]?|(sostieni|abbonati|dona)( ora| il nostro lavoro| a .{1,40})?[.!]?",
        r"(receba|assine|inscreva-se|cadastre-se)( (as|nossa|em|na|a|o|no|gratuitamente) [^.!?]{0,120}(newsletter|e-?mail|boletim|notícias))[^.!?]{0,60}[.!]?",
        r"(ontvang|schrijf (je|u) in|meld (je|u) aan)[^.!?]{0,120}(nieuwsbrief|inbox|mailbox|e-?mail)[^.!?]{0,60}[.!]?|(doneer|word lid)( nu)?[.!]?",
        r"(zapisz się|zamów|otrzymuj)[^.!?]{0,120}(newsletter|newslettera|e-?mail|skrzynkę)[^.!?]{0,60}[.!]?|(wesprzyj|wspieraj) (nas|naszą)[^.!?]{0,60}[.!]?",
        r"(prenumerera på|anmäl dig till|få|meld deg på|tilmeld dig|få)[^.!?]{0,100}(nyhetsbrev|nyhetsbrevet|nyhedsbrev|nyhedsbrevet)[^.!?]{0,80}[.!]?",
        r"(e-?bültenimize|bültenimize|günlük bültene)[^.!?]{0,60}(abone olun|kaydolun|üye olun)[.!]?|(abone ol|bize destek olun)[.!]?",
        r"(подпи(шитесь|сывайтесь) на [^.!?]{0,80}(рассылк|канал|telegram|телеграм|дзен|newsletter)[^.!?]{0,60}|поддержите (нас|редакцию)[^.!?]{0,60})[.!]?",
        r"(無料|公式)?(メールマガジン|メルマガ|ニュースレター)(を|に|の)?[^。]{0,20}(登録|購読|お申し込み)[^。]{0,20}。?|뉴스레터[^.!?]{0,20}(구독|신청)[^.!?]{0,20}[.!]?",
    ),
    Label.RELATED: (
        r"(lesen sie (dazu|hierzu|jetzt)( auch)?|lest auch|mehr zu diesem thema|verwandte (artikel|themen|beiträge)|empfohlene (artikel|beiträge)"
        r"|am meisten gelesen|neueste (artikel|nachrichten|beiträge)|aus dem archiv|das könnte (ihnen|dir) (auch )?gefallen|beliebte (artikel|beiträge)):?",
        r"(à lire (également|ensuite)|lire également|voir aussi|articles (liés|similaires|connexes|recommandés)|sur le même (thème|sujet)"
        r"|dans la même rubrique|les plus lus|pour aller plus loin|à découvrir( aussi)?|vous aimerez aussi|nos derniers articles) ?:?",
        r"(lea también|leer también|leer más|ver también|(artículos|noticias|notas|temas|contenidos) (relacionad[oa]s|similares)|(lo )?más leído"
        r"|las más leídas|te puede(n)? interesar|también te puede interesar|te recomendamos|para saber más|más sobre este tema|últimas noticias):?",
        r"(leggi (anche|pure|di più)|vedi anche|potrebbe interessarti( anche)?|(articoli|notizie|contenuti) (correlat[ei]|simili)|i più letti"
        r"|per approfondire|approfondimenti|ultime notizie|ti potrebbe interessare):?",
        r"(leia (também|mais|ainda)|veja (também|mais)|saiba mais|(artigos|notícias|matérias|conteúdos?) relacionad[oa]s?|mais lidas|últimas notícias"
        r"|você pode gostar|recomendad[oa]s para você):?",
        r"(lees (meer|verder|hier)|meer over dit onderwerp|gerelateerde (artikelen|berichten)|meest gelezen|aanbevolen|ook interessant|bekijk ook"
        r"|zie ook|meer (nieuws|lezen)):?",
        r"(zobacz (też|także|również)|przeczytaj (też|także|również)|czytaj dalej|powiązane (artykuły|tematy)|podobne artykuły|najczęściej czytane"
        r"|polecane|warto przeczytać|więcej na ten temat):?",
        r"(läs mer om|läs vidare|relaterade artiklar|mest lästa?|senaste nytt|relaterte (artikler|saker)|mest lest|les mer( om)?|flere saker|siste nytt"
        r"|relaterede artikler|mest læste?|læs mere|se også|se även|mer om ämnet|anbefalt|anbefalet):?",
        r"((i̇|i)lgili (haberler|yazılar|konular)|benzer (haberler|yazılar)|bunlar da (ilginizi çekebilir|hoşunuza gidebilir)|en çok okunan(lar)?"
        r"|ayrıca okuyun|bunu da okuyun|diğer haberler|son haberler|önerilen(ler)?( haberler)?):?",
        r"((читайте|смотрите|см\.) также|читать (также|далее)|по теме|материалы по теме|похожие (статьи|материалы|новости)|самое (читаемое|популярное)"
        r"|рекомендуем|ещё по теме|последние новости|другие новости):?",
        r"(【?関連(記事|ニュース|リンク)】?|おすすめ(の)?記事|合わせて読みたい|人気記事|アクセスランキング|こちらもおすすめ|最新記事|もっと見る|【?あわせて読みたい】?):?",
        r"(관련 ?(기사|뉴스)|이 기사와 관련된 기사|많이 본 (뉴스|기사)|추천 ?(기사|뉴스)|함께 읽으면 좋은 기사|인기 ?기사|최신 ?기사):?",
    ),
    Label.COMMENTS: (
        r"(\d+ )?(leser)?kommentare?n? (schreiben|verfassen|hinterlassen|abgeben|zu diesem artikel|anzeigen)|schreiben sie einen kommentar"
        r"|(ihre|eine) (e-mail-)?adresse wird nicht veröffentlicht\..{0,80}|antworten? abbrechen|noch keine kommentare|kommentarfunktion.{0,60}",
        r"(\d+ )?commentaires?( \(\d+\))?|(laisser|ajouter|écrire|poster) un commentaire|(lire|voir) les commentaires|réagir( à cet article)?"
        r"|votre adresse e-mail ne sera pas publiée\..{0,80}|aucun commentaire",
        r"(\d+ )?comentarios( \(\d+\))?|(deja|dejar|escribe|añade|publica|agrega) (un|tu) (comentario|respuesta)|ver (los )?comentarios( \(\d+\))?"
        r"|tu dirección de correo electrónico no será publicada\..{0,80}|(no hay|sin) comentarios",
        r"\d+ commenti|commenti( \(\d+\))?|(lascia|scrivi|aggiungi) un (commento|commenta)|leggi e commenta|leggi i commenti|nessun commento"
        r"|il tuo indirizzo email non sarà pubblicato\..{0,80}",
        r"(\d+ )?comentários( \(\d+\))?|(deixe|escreva|adicione) (um|seu) comentário|ver comentários|nenhum comentário"
        r"|o seu endereço de (e-mail|email) não será publicado\..{0,80}",
        r"\d+ reacties|reacties( \(\d+\))?|(plaats|schrijf|geef|laat) een reactie( achter)?|bekijk (alle )?reacties|reageer( op dit artikel)?"
        r"|je e-mailadres wordt niet gepubliceerd\..{0,80}",
        r"komentarze( \(\d+\))?|\d+ komentarzy|(dodaj|napisz|zostaw) komentarz|(pokaż|zobacz) komentarze|brak komentarzy"
        r"|twój adres e-?mail nie zostanie opublikowany\..{0,80}",
        r"(\d+ )?(kommentarer|kommentarar)( \(\d+\))?|(lämna|skriv) en kommentar|(legg (igjen|til)|skriv) (en )?kommentar|visa kommentarer|vis kommentarer",
        r"(\d+ )?yorum(lar)?( \(\d+\))?|(yorum|bir yorum) (yap(ın)?|yaz(ın)?|bırak(ın)?)|e-posta adresiniz yayınlanmayacak\..{0,80}",
        r"комментари[ия]( \(\d+\))?|\d+ комментари(й|я|ев)|(оставить|оставьте|добавить|написать) комментарий|(показать|читать) комментарии"
        r"|(обсудить|обсуждение)( \(\d+\))?|комментариев нет",
        r"コメント(する|を書く|を見る|を残す|一覧|\(\d+\)|（\d+）)|\d+件のコメント|댓글( ?\d+개?| ?쓰기| ?보기| ?달기| ?남기기)?|의견 ?쓰기",
    ),
    Label.PAYWALL: (
        r"((dieser|der vollständige) (artikel|beitrag|inhalt)|dieser text) (ist|steht) (nur|exklusiv|ausschliesslich) (für|unseren)[^.!?]{0,60}"
        r"(abonnent|mitglied|kunden|nutzer|leser|plus)[^.!?]{0,40}[.!]?",
        r"(jetzt|hier) (abonnieren|registrieren|freischalten|testen|anmelden) (und|um) [^.!?]{0,80}(weiterlesen|weiterzulesen|lesen|testen)[^.!?]{0,40}[.!]?",
        r"(weiterlesen\? |lesen sie weiter mit |sie möchten weiterlesen\?|melden sie sich an,? um weiterzulesen).{0,120}",
        r"(jederzeit kündbar|bereits (kunde|registriert|angemeldet|abonniert|digital-abonnent|mitglied)\?|sie (haben|sind) bereits (ein abo|abonnent)\?).{0,80}",
        r"(jetzt |nur )?(1|4|vier|einen) (monate?|wochen?) (für|gratis|kostenlos|nur)[^.!?]{0,40}(testen|lesen)[^.!?]{0,30}[.!]?|artikel freischalten",
        r"((cet|l.)\s?article|la suite( de cet article)?|ce contenu) est réservée? (à nos|aux|à) abonnés[^.!?]{0,60}[.!]?|il vous reste \d+ ?% de cet article à lire.{0,80}",
        r"(déjà abonné|vous êtes déjà abonné|vous avez déjà un compte) ?\?.{0,60}|(abonnez-vous|connectez-vous|inscrivez-vous) pour (lire|continuer|accéder)[^.!?]{0,80}[.!]?",
        r"(este (contenido|artículo) es|contenido|artículo) (exclusivo|solo|reservado) (para|a)( nuestros)? (suscriptores|socios|usuarios)[^.!?]{0,40}[.!]?",
        r"(¿ya eres (suscriptor|socio)\?|¿ya tienes cuenta\?).{0,60}|(suscríbete|regístrate|inicia sesión) para (seguir leyendo|leer|continuar|acceder)[^.!?]{0,60}[.!]?",
        r"(questo (articolo|contenuto) è|contenuto|articolo) riservat[oa] (agli|ai( soli)?|solo agli) (abbonati|iscritti)[^.!?]{0,40}[.!]?",
        r"(sei già (abbonato|iscritto|registrato)\?|hai già un account\?).{0,60}|(abbonati|accedi|registrati) per (continuare|leggere|proseguire)[^.!?]{0,60}[.!]?",
        r"(conteúdo|matéria|artigo)( é)? (exclusiv[oa]|reservad[oa]) (para|a|aos)( nossos)? (assinantes|membros)[^.!?]{0,40}[.!]?|(já é assinante\?).{0,60}"
        r"|(assine|cadastre-se|faça login) para (continuar|ler|acessar)[^.!?]{0,60}[.!]?",
        r"(dit artikel is )?(exclusief|alleen) (voor|toegankelijk voor) abonnees[^.!?]{0,40}[.!]?|(al abonnee|ben je al abonnee|heb je al een account)\?.{0,60}"
        r"|(word abonnee|log in|neem een abonnement) (om|en) [^.!?]{0,40}(verder te lezen|lees verder|te lezen)[^.!?]{0,30}[.!]?",
        r"((ten )?artykuł |treść |dalsza część )?(jest )?(dostępn[ya]|tylko) (tylko )?dla (prenumeratorów|subskrybentów|zalogowanych)[^.!?]{0,40}[.!]?"
        r"|(masz już (konto|prenumeratę|dostęp)\?).{0,60}|(zaloguj się|kup dostęp|wykup dostęp)[,]? (aby|by|i) (czytać|przeczytać|czytaj)[^.!?]{0,40}[.!]?",
        r"(artikeln är |artikkelen er |artiklen er |saken er )?(bara|kun|endast|för|for) (för|for|til) (prenumeranter|abonnenter|abonnementer)[^.!?]{0,40}[.!]?",
        r"(redan prenumerant|är du redan prenumerant|allerede abonnent|er du allerede abonnent)\?.{0,60}"
        r"|(logga in|bli prenumerant|logg inn|bli abonnent|log ind|bliv abonnent) (för|for) (att|å|at) läs[^.!?]{0,60}[.!]?",
        r"(bu (içerik|haber|yazı) )?(sadece|yalnızca) (abonelere|üyelere)( özel(dir)?)?[.!]?|zaten (abone|üye) misiniz\?.{0,60}|(devamını okumak|okumaya devam etmek) için (abone|üye|giriş)[^.!?]{0,40}[.!]?",
        r"((материал|статья|текст|продолжение) [^.!?]{0,20})?(доступ(ен|на|но)|только) (только )?(по подписке|для подписчиков|подписчикам)[^.!?]{0,40}[.!]?"
        r"|(контент по подписке|уже (есть подписка|подписаны)\?).{0,60}|(оформите подписку|войдите|подпишитесь),? чтобы (читать|продолжить|дочитать)[^.!?]{0,60}[.!]?",
        r"(この記事は)?(有料)?会員(限定|専用)(の?記事)?(です)?。?[^。]{0,40}。?|続きを読むには[^。]{0,40}。?|残り:?\d+文字(/全文:?\d+文字)?|有料(会員限定|記事).{0,20}",
        r"(이 기사는 )?(유료|회원|구독자) ?(전용|회원 전용)[^.]{0,30}\.?|(로그인|구독) ?(후|하시면|하고) [^.]{0,30}(읽|보)[^.]{0,20}\.?",
    ),
    Label.PLAYER: (
        r"(beitrag|text|artikel) (jetzt )?(vorlesen( lassen)?|anhören)|jetzt anhören|diese audioversion wurde .{0,60}|lädt(\.{3}|…)?|video (abspielen|ansehen)",
        r"(écouter|lire) (l.article|cet article|le podcast)|(écoutez|écouter)( cet article)?|lecture( audio)?|regarder la vidéo",
        r"(escucha(r)?( (la noticia|el artículo|este artículo|la nota))?|reproducir( audio| vídeo| video)?|ver (el )?vídeo)",
        r"(ascolta (l.articolo|questo articolo|la versione audio)( dell.articolo)?|guarda il video|riproduci)",
        r"(ouça (este conteúdo|a matéria|o artigo|a notícia|esta reportagem)|ouvir( notícia| texto)?|assista ao vídeo|ver vídeo)",
        r"(luister naar (dit|het) (artikel|verhaal)|luister|beluister (dit artikel|deze podcast)|bekijk (de|deze) video)",
        r"(posłuchaj( artykułu| tego artykułu)?|odsłuchaj( artykuł)?|obejrzyj (wideo|film)|odtwórz)",
        r"(lyssna( på (artikeln|texten))?|hør (saken|artikkelen|artiklen)|lytt( til (saken|artikkelen))?|lyt til (artiklen|historien)|se (videon|videoen))",
        r"(haberi dinle|sesli dinle|dinle|videoyu izle|(про)?слушать (статью|текст|материал|новость)|слушать|смотреть видео)",
        r"(音声で聞く|この記事を(音声で)?聞く|音声を再生|再生する|動画を見る|기사 ?듣기|음성으로 듣기|음성 ?재생|동영상 ?보기)",
        r"(placeholder image|platzhalter(bild)?|image placeholder)[ -]?\d*|(bild|foto|image|photo|imagen|immagine|zdjęcie|afbeelding) \d{1,3} (von|sur|of|de|di|van|z|av|/) \d{1,3}",
        r"((bild|foto|image|imagen) (vergrössern|in voller grösse)|agrandir (l.image|la photo)|ampliar (foto|imagen)|ingrandisci( immagine)?|helskärm"
        r"|vis i fullskærm|fotoğrafı büyüt|выйти из полноэкранного режима|이미지 확대( ?보기)?|사진 확대|拡大(する)?|写真を拡大)",
        r"((bitte )?aktivieren sie javascript|veuillez activer javascript|(por favor )?active javascript|abilita javascript).{0,80}",
    ),
    Label.LEGAL: (
        r"(alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados"
        r"|alle rechten voorbehouden|wszelkie prawa zastrzeżone|alla rättigheter förbehållna|alle rettigheter reservert|tüm hakları saklıdır"
        r"|все права защищены|無断転載(を禁じます|禁止|・複製を禁ず).{0,20}|무단 ?전재 및 재배포 금지)[^.!?]{0,80}[.!]?",
        r"(ⓒ|<저작권자|저작권자).{0,80}무단 ?전재.{0,20}금지[.!>]?",
        r"(reproduction interdite|reproducción prohibida|prohibida la reproducción|nachdruck verboten|zabrania się kopiowania)[^.!?]{0,80}[.!]?",
        r"(die mit (einem )?(stern(chen)?|symbol|\*) (gekennzeichneten|markierten) links sind affiliate|(\* ?)?affiliate-links?:?|cet article contient des liens affiliés"
        r"|este artículo contiene enlaces de afiliad).{0,160}",
        r"((dieser|der) (beitrag|artikel|kommentar) gibt (nur |allein |ausschliesslich )?die meinung d(es|er) (autor|verfasser)|les opinions exprimées dans cet article n.engagent"
        r"|las opiniones (expresadas|vertidas) en este (artículo|espacio) son).{0,120}",
        r"the (views|opinions) expressed (in this (article|column|piece) |here |above )?are (those of the author|the author.s)[^.!?]{0,120}\.?( they do not.{0,120})?",
    ),
    Label.DATE: (
        r"(lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|leestijd|czas czytania|lästid|lesetid|læsetid|okuma süresi"
        r"|время (на )?чтени[ея])( estimé| estimado| stimato)? ?:? ?(ca\. |environ |etwa |około )?\d+ ?(min\w{0,5}|dk|dakika|мин\w{0,4})?\.?",
        r"\d+ ?(min\w{0,5}\.?|dk|мин\w{0,4}) ?(de lecture|de lectura|di lettura|de leitura|leestijd|czytania|lesetid|läsning|læsning|okuma|чтения|lesen)",
        r"(publié|mis à jour|modifié|publicado|actualizado|pubblicato|aggiornato|atualizado|gepubliceerd|geplaatst|bijgewerkt|opublikowano|aktualizacja|publicerad|publicerat"
        r"|uppdaterad|uppdaterat|oppdatert|sist oppdatert|opdateret|udgivet|yayınlanma|güncelleme|son güncelleme|опубликовано|обновлено)( tarihi)?"
        r"( le| il| el| em| op| dnia| den| d\.| в)?:? [^.!?\d]{0,25}\d{1,4}[^!?,\d]{1,18}\d[\d\w .:,/|–-]{0,30}",
        r"(公開日?|更新日?|掲載日?|最終更新|입력|수정|등록|승인|발행)(時|日時|일시|일)? ?[::]? ?\d{4}.{0,60}|約?\d+分で読めます",
    ),
    Label.TAGS: (
        r"(mots[ -]clés|tags associés|sur le même thème|etiquetas|más temas|temas relacionados|argomenti|tag correlati|marcadores|assuntos|palavras-chave|onderwerpen|trefwoorden"
        r"|tagi|słowa kluczowe|ämnen|taggar|emner|stikord|etiketler|теги|метки|темы|関連キーワード|キーワード|タグ|태그|키워드) ?: ?[^.!?]{0,200}",
        r"((weitere |mehr )?(schlagwörter|schlagworte|stichwörter|themen)( zu diesem artikel)?|mehr lesen über|mots[ -]clés|argomenti trattati|more on:?|in this article):?",
    ),
    Label.NAVIGATION: (
        r"(article |post )?(précédent|suivant)( article)?|(artículo|entrada|noticia) (anterior|siguiente)|(articolo|notizia) (precedente|successiv[oa])|(anterior|próxim[oa]|siguiente)( artigo| post)?"
        r"|(vorig|volgend)e?( artikel| bericht)?|(poprzedni|następny)( artykuł| wpis)?|(föregående|nästa|forrige|neste|næste)( artikel| artikkel| inlägg)?|(önceki|sonraki) (haber|yazı)"
        r"|(предыдущая|следующая)( статья| новость| запись)?|前の記事(へ)?|次の記事(へ)?|前へ|次へ|(이전|다음) ?(기사|글)?",
        r"(nach oben|zum seitenanfang|zum inhalt( springen)?|retour en haut( de page)?|haut de page|volver arriba|torna su|voltar ao topo|naar boven|do góry|till toppen|til toppen"
        r"|başa dön|наверх|ページトップへ|맨 위로)",
        r"(mehr erfahren|alle anzeigen|weitere laden|(lire|voir|afficher) (la suite|plus)|voir tout|(ver|leer|mostrar) (más|todo|todos)|mostra (altro|di più|tutti)|(ver|carregar) mais"
        r"|toon meer|meer (tonen|laden)|pokaż więcej|czytaj więcej|visa (mer|fler)|vis (mer|mere|flere|mindre)|daha fazla( göster)?|показать (ещё|еще|все)|続きを読む|더 보기)",
        r"(click here|hier klicken|klicken sie hier|cliquez ici|(haz|haga|haz) clic aquí|pincha aquí|clicca qui|clique aqui|klik hier|kliknij tutaj|klicka här|klikk her|klik her"
        r"|buraya tıklayın|нажмите здесь|こちらをクリック|여기를 클릭)( (to|for|um|für|pour|para|per|om|aby|för|for) [^.!?]{1,50})?[.!:]?",
        r"(-30-|- 30 -|\(?(ends?|ende|fin|fine|fim|einde|koniec|slut)\)|###|■|◆|\(끝\)|（了）|\(終\)|/end)",
    ),
}

AUTHOR_HEADS = (
    r"(zur|über die) (autorin|person)|(zum|der|die) autor(in)?:|autor(in)?:|(autoren|autor|autorin)info:?|geschrieben von:?|über uns autoren",
    r"(à propos de (l.auteure?|l.autrice)|l.auteure?|qui est l.auteur)( ?:)?|(sobre|acerca del?) (el |la |l[oa]s )?autora?(es|s)?:?|(escrito|redactado) por:?",
    r"(l.autore|l.autrice|sull.autrice|chi è l.autore):?|sobre (o |a )?autora?:?|escrito por:?|over de auteurs?:?|geschreven door:?",
    r"o autor(ze|ce|ach):?|om (författaren|skribenten|forfatteren|artikelförfattaren):?|yazar hakkında:?|об авторе:?|об авторах:?",
    r"(この記事を書いた人|筆者紹介|著者(紹介|プロフィール)|執筆者(紹介)?|글쓴이 소개|저자 소개|필자 소개)",
)

# Notices in the place of embedded content that waits for consent.
EMBED_CONSENT = (
    r"ich bin damit einverstanden, dass mir externe inhalte angezeigt werden.{0,200}",
    r"(mit (ihrer|deiner|einer) zustimmung|mit einem klick|damit) [^.!?]{0,80}(inhalte?|youtube|facebook|instagram|twitter|x|drittanbieter)[^.!?]{0,80}(geladen|angezeigt|übermittelt|übertragen)[^.!?]{0,60}[.!]?.{0,80}",
    r"(externe[nr]? inhalte? (anzeigen|laden|zulassen|akzeptieren|von .{1,40})|inhalte? (anzeigen|laden|zulassen|entsperren)|immer (anzeigen|entsperren)|datenschutzeinstellungen (anpassen|ändern))[.!]?",
    r"(an dieser stelle|hier) (befindet sich|befinden sich|steht|findest du|ist) (ein )?(externe[rn]?|eingebettete[rn]?) (inhalte?|video|beitrag).{0,160}",
    r"(deine|ihre) (privatsphäre|datenschutz)-?einstellungen verhindern das laden.{0,140}",
    r"(this content (is|was) (hosted|provided) by a third party|(to view|to see|to display) this (content|video|post|embed)[^.!?]{0,40}(consent|accept|cookies|enable)).{0,160}",
    r"(we need your (consent|permission) to (load|show)|allow [^.!?]{1,40} content\?).{0,160}",
    r"(ce contenu est bloqué|(ce|le) contenu n.a pas pu être affiché|pour (afficher|voir) ce contenu|en cliquant sur.{0,40}des cookies|vous avez refusé les cookies).{0,160}",
    r"(para (ver|mostrar) (este|el) contenido[^.!?]{0,40}(cookies|acept|consent)|este contenido está bloqueado|contenido externo bloqueado).{0,140}",
    r"(per (vedere|visualizzare) (questo|il) contenuto[^.!?]{0,40}(cookie|accett|consens)|questo contenuto è ospitato da una terza parte).{0,140}",
    r"(para (ver|exibir) este conteúdo[^.!?]{0,40}(cookies|aceit|consent)|este conteúdo está bloqueado).{0,140}",
    r"(om (deze|dit) (inhoud|video|content|bericht) te (bekijken|tonen|zien)|deze content kan niet worden getoond).{0,140}",
    r"(aby (zobaczyć|wyświetlić) (tę |ten )?(treść|materiał)|för att (visa|se) (det här )?innehållet|for å (vise|se) (dette )?innholdet|for at se (dette )?indhold).{0,140}",
    r"(bu içeriği görüntülemek için|чтобы (увидеть|посмотреть) (этот|это) (контент|видео|материал)|このコンテンツを表示するには).{0,100}",
)

# a network's name closes the line: «Follow X on Twitter and Facebook for the latest»
_NETWORK = r"(twitter|x|facebook|instagram|linkedin|telegram|whatsapp|youtube|tiktok|bluesky|threads|mastodon|google news|flipboard)"
FOLLOW = (
    rf"(follow|like|find|join) .{{1,60}} on {_NETWORK}((,|,? and|,? or| &| /) (on )?{_NETWORK}){{0,5}}"
    r"( @\w{1,30})?( (for|to) [^.!?]{1,70})?[.!]?",
)
