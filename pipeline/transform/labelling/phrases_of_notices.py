"""Data only: what notices in and around an article say in other languages than English, by label.

German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Norwegian, Danish, Turkish, Russian, Japanese and
Korean; a part of `phrases`. Each meets a whole block, folded to lower case (so «ß» is «ss» and «İ» is «i̇»); tails are
bounded or free of full stops, so that a sentence that only begins alike is not met.
"""

from pipeline.models import Label

NOTICES: dict[Label, tuple[str, ...]] = {
    Label.PAYWALL: (
        r"((dieser|der vollständige) (artikel|beitrag|inhalt)|dieser text) (ist|steht) (nur|exklusiv"
        r"|ausschliesslich) (für|unseren)[^.!?]{0,60}"
        r"(abonnent|mitglied|kunden|nutzer|leser|plus)[^.!?]{0,40}[.!]?",
        r"(jetzt|hier) (abonnieren|registrieren|freischalten|testen|anmelden) (und|um) [^.!?]{0,80}(weiterlesen"
        r"|weiterzulesen|lesen|testen)[^.!?]{0,40}[.!]?",
        r"(weiterlesen\? |lesen sie weiter mit |sie möchten weiterlesen\?"
        r"|melden sie sich an,? um weiterzulesen).{0,120}",
        r"(jederzeit kündbar|bereits (kunde|registriert|angemeldet|abonniert|digital-abonnent|mitglied)\?|sie (haben"
        r"|sind) bereits (ein abo|abonnent)\?).{0,80}",
        r"(jetzt |nur )?(1|4|vier|einen) (monate?|wochen?) (für|gratis|kostenlos|nur)[^.!?]{0,40}(testen"
        r"|lesen)[^.!?]{0,30}[.!]?|artikel freischalten",
        r"((cet|l.)\s?article|la suite( de cet article)?|ce contenu) est réservée? (à nos|aux"
        r"|à) abonnés[^.!?]{0,60}[.!]?|il vous reste \d+ ?% de cet article à lire.{0,80}",
        r"(déjà abonné|vous êtes déjà abonné|vous avez déjà un compte) ?\?.{0,60}|(abonnez-vous|connectez-vous"
        r"|inscrivez-vous) pour (lire|continuer|accéder)[^.!?]{0,80}[.!]?",
        r"(este (contenido|artículo) es|contenido|artículo) (exclusivo|solo|reservado) (para"
        r"|a)( nuestros)? (suscriptores|socios|usuarios)[^.!?]{0,40}[.!]?",
        r"(¿ya eres (suscriptor|socio)\?|¿ya tienes cuenta\?).{0,60}|(suscríbete|regístrate"
        r"|inicia sesión) para (seguir leyendo|leer|continuar|acceder)[^.!?]{0,60}[.!]?",
        r"(questo (articolo|contenuto) è|contenuto|articolo) riservat[oa] (agli|ai( soli)?|solo agli) (abbonati"
        r"|iscritti)[^.!?]{0,40}[.!]?",
        r"(sei già (abbonato|iscritto|registrato)\?|hai già un account\?).{0,60}|(abbonati|accedi"
        r"|registrati) per (continuare|leggere|proseguire)[^.!?]{0,60}[.!]?",
        r"(conteúdo|matéria|artigo)( é)? (exclusiv[oa]|reservad[oa]) (para|a|aos)( nossos)? (assinantes"
        r"|membros)[^.!?]{0,40}[.!]?|(já é assinante\?).{0,60}"
        r"|(assine|cadastre-se|faça login) para (continuar|ler|acessar)[^.!?]{0,60}[.!]?",
        r"(dit artikel is )?(exclusief|alleen) (voor|toegankelijk voor) abonnees[^.!?]{0,40}[.!]?|(al abonnee"
        r"|ben je al abonnee|heb je al een account)\?.{0,60}"
        r"|(word abonnee|log in|neem een abonnement) (om|en) [^.!?]{0,40}(verder te lezen|lees verder"
        r"|te lezen)[^.!?]{0,30}[.!]?",
        r"((ten )?artykuł |treść |dalsza część )?(jest )?(dostępn[ya]|tylko) (tylko )?dla (prenumeratorów"
        r"|subskrybentów|zalogowanych)[^.!?]{0,40}[.!]?"
        r"|(masz już (konto|prenumeratę|dostęp)\?).{0,60}|(zaloguj się|kup dostęp|wykup dostęp)[,]? (aby|by"
        r"|i) (czytać|przeczytać|czytaj)[^.!?]{0,40}[.!]?",
        r"(artikeln är |artikkelen er |artiklen er |saken er )?(bara|kun|endast|för|for) (för|for"
        r"|til) (prenumeranter|abonnenter|abonnementer)[^.!?]{0,40}[.!]?",
        r"(redan prenumerant|är du redan prenumerant|allerede abonnent|er du allerede abonnent)\?.{0,60}"
        r"|(logga in|bli prenumerant|logg inn|bli abonnent|log ind|bliv abonnent) (för|for) (att|å"
        r"|at) läs[^.!?]{0,60}[.!]?",
        r"(bu (içerik|haber|yazı) )?(sadece|yalnızca) (abonelere|üyelere)( özel(dir)?)?[.!]?|zaten (abone"
        r"|üye) misiniz\?.{0,60}|(devamını okumak|okumaya devam etmek) için (abone|üye|giriş)[^.!?]{0,40}[.!]?",
        r"((материал|статья|текст|продолжение) [^.!?]{0,20})?(доступ(ен|на|но)|только) (только )?(по подписке"
        r"|для подписчиков|подписчикам)[^.!?]{0,40}[.!]?"
        r"|(контент по подписке|уже (есть подписка|подписаны)\?).{0,60}|(оформите подписку|войдите"
        r"|подпишитесь),? чтобы (читать|продолжить|дочитать)[^.!?]{0,60}[.!]?",
        r"(この記事は)?(有料)?会員(限定|専用)(の?記事)?(です)?。?[^。]{0,40}。?|続きを読むには[^。]{0,40}。?"
        r"|残り:?\d+文字(/全文:?\d+文字)?|有料(会員限定|記事).{0,20}",
        r"(이 기사는 )?(유료|회원|구독자) ?(전용|회원 전용)[^.]{0,30}\.?|(로그인|구독) ?(후|하시면"
        r"|하고) [^.]{0,30}(읽|보)[^.]{0,20}\.?",
    ),
    Label.PLAYER: (
        r"(beitrag|text|artikel) (jetzt )?(vorlesen( lassen)?|anhören)|jetzt anhören"
        r"|diese audioversion wurde .{0,60}|lädt(\.{3}|…)?|video (abspielen|ansehen)",
        r"(écouter|lire) (l.article|cet article|le podcast)|(écoutez|écouter)( cet article)?|lecture( audio)?"
        r"|regarder la vidéo",
        r"(escucha(r)?( (la noticia|el artículo|este artículo|la nota))?|reproducir( audio| vídeo| video)?"
        r"|ver (el )?vídeo)",
        r"(ascolta (l.articolo|questo articolo|la versione audio)( dell.articolo)?|guarda il video|riproduci)",
        r"(ouça (este conteúdo|a matéria|o artigo|a notícia|esta reportagem)|ouvir( notícia| texto)?"
        r"|assista ao vídeo|ver vídeo)",
        r"(luister naar (dit|het) (artikel|verhaal)|luister|beluister (dit artikel|deze podcast)|bekijk (de"
        r"|deze) video)",
        r"(posłuchaj( artykułu| tego artykułu)?|odsłuchaj( artykuł)?|obejrzyj (wideo|film)|odtwórz)",
        r"(lyssna( på (artikeln|texten))?|hør (saken|artikkelen|artiklen)|lytt( til (saken|artikkelen))?"
        r"|lyt til (artiklen|historien)|se (videon|videoen))",
        r"(haberi dinle|sesli dinle|dinle|videoyu izle|(про)?слушать (статью|текст|материал|новость)|слушать"
        r"|смотреть видео)",
        r"(音声で聞く|この記事を(音声で)?聞く|音声を再生|再生する|動画を見る|기사 ?듣기|음성으로 듣기|음성 ?재생"
        r"|동영상 ?보기)",
        r"(placeholder image|platzhalter(bild)?|image placeholder)[ -]?\d*|(bild|foto|image|photo|imagen|immagine"
        r"|zdjęcie|afbeelding) \d{1,3} (von|sur|of|de|di|van|z|av|/) \d{1,3}",
        r"((bild|foto|image|imagen) (vergrössern|in voller grösse)|agrandir (l.image|la photo)|ampliar (foto|imagen)"
        r"|ingrandisci( immagine)?|helskärm"
        r"|vis i fullskærm|fotoğrafı büyüt|выйти из полноэкранного режима|이미지 확대( ?보기)?|사진 확대|拡大(する)?"
        r"|写真を拡大)",
        r"((bitte )?aktivieren sie javascript|veuillez activer javascript|(por favor )?active javascript"
        r"|abilita javascript).{0,80}",
    ),
    Label.LEGAL: (
        r"(alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati"
        r"|todos os direitos reservados"
        r"|alle rechten voorbehouden|wszelkie prawa zastrzeżone|alla rättigheter förbehållna"
        r"|alle rettigheter reservert|tüm hakları saklıdır"
        r"|все права защищены|無断転載(を禁じます|禁止|・複製を禁ず).{0,20}"
        r"|무단 ?전재 및 재배포 금지)[^.!?]{0,80}[.!]?",
        r"(ⓒ|<저작권자|저작권자).{0,80}무단 ?전재.{0,20}금지[.!>]?",
        r"(reproduction interdite|reproducción prohibida|prohibida la reproducción|nachdruck verboten"
        r"|zabrania się kopiowania)[^.!?]{0,80}[.!]?",
        r"(die mit (einem )?(stern(chen)?|symbol|\*) (gekennzeichneten|markierten) links sind affiliate"
        r"|(\* ?)?affiliate-links?:?|cet article contient des liens affiliés"
        r"|este artículo contiene enlaces de afiliad).{0,160}",
        r"((dieser|der) (beitrag|artikel|kommentar) gibt (nur |allein |ausschliesslich )?die meinung d(es|er) (autor"
        r"|verfasser)|les opinions exprimées dans cet article n.engagent"
        r"|las opiniones (expresadas|vertidas) en este (artículo|espacio) son).{0,120}",
        r"the (views|opinions) expressed (in this (article|column|piece) |here |above )?are (those of the author"
        r"|the author.s)[^.!?]{0,120}\.?( they do not.{0,120})?",
    ),
    Label.DATE: (
        r"(lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|leestijd"
        r"|czas czytania|lästid|lesetid|læsetid|okuma süresi"
        r"|время (на )?чтени[ея])( estimé| estimado| stimato)? ?:? ?(ca\. |environ |etwa |około )?\d+ ?(min\w{0,5}"
        r"|dk|dakika|мин\w{0,4})?\.?",
        r"\d+ ?(min\w{0,5}\.?|dk|мин\w{0,4}) ?(de lecture|de lectura|di lettura|de leitura|leestijd|czytania|lesetid"
        r"|läsning|læsning|okuma|чтения|lesen)",
        r"(publié|mis à jour|modifié|publicado|actualizado|pubblicato|aggiornato|atualizado|gepubliceerd|geplaatst"
        r"|bijgewerkt|opublikowano|aktualizacja|publicerad|publicerat"
        r"|uppdaterad|uppdaterat|oppdatert|sist oppdatert|opdateret|udgivet|yayınlanma|güncelleme|son güncelleme"
        r"|опубликовано|обновлено)( tarihi)?"
        r"( le| il| el| em| op| dnia| den| d\.| в)?:? [^.!?\d]{0,25}\d{1,4}[^!?,\d]{1,18}\d[\d\w .:,/|–-]{0,30}",
        r"(公開日?|更新日?|掲載日?|最終更新|입력|수정|등록|승인|발행)(時|日時|일시|일)? ?[::]? ?\d{4}.{0,60}"
        r"|約?\d+分で読めます",
    ),
    Label.TAGS: (
        r"(mots[ -]clés|tags associés|sur le même thème|etiquetas|más temas|temas relacionados|argomenti"
        r"|tag correlati|marcadores|assuntos|palavras-chave|onderwerpen|trefwoorden"
        r"|tagi|słowa kluczowe|ämnen|taggar|emner|stikord|etiketler|теги|метки|темы|関連キーワード|キーワード|タグ"
        r"|태그|키워드) ?: ?[^.!?]{0,200}",
        r"((weitere |mehr )?(schlagwörter|schlagworte|stichwörter|themen)( zu diesem artikel)?|mehr lesen über"
        r"|mots[ -]clés|argomenti trattati|more on:?|in this article):?",
    ),
    Label.NAVIGATION: (
        r"(article |post )?(précédent|suivant)( article)?|(artículo|entrada|noticia) (anterior|siguiente)|(articolo"
        r"|notizia) (precedente|successiv[oa])|(anterior|próxim[oa]|siguiente)( artigo| post)?"
        r"|(vorig|volgend)e?( artikel| bericht)?|(poprzedni|następny)( artykuł| wpis)?|(föregående|nästa|forrige"
        r"|neste|næste)( artikel| artikkel| inlägg)?|(önceki|sonraki) (haber|yazı)"
        r"|(предыдущая|следующая)( статья| новость| запись)?|前の記事(へ)?|次の記事(へ)?|前へ|次へ|(이전"
        r"|다음) ?(기사|글)?",
        r"(nach oben|zum seitenanfang|zum inhalt( springen)?|retour en haut( de page)?|haut de page|volver arriba"
        r"|torna su|voltar ao topo|naar boven|do góry|till toppen|til toppen"
        r"|başa dön|наверх|ページトップへ|맨 위로)",
        r"(mehr erfahren|alle anzeigen|weitere laden|(lire|voir|afficher) (la suite|plus)|voir tout|(ver|leer"
        r"|mostrar) (más|todo|todos)|mostra (altro|di più|tutti)|(ver|carregar) mais"
        r"|toon meer|meer (tonen|laden)|pokaż więcej|czytaj więcej|visa (mer|fler)|vis (mer|mere|flere|mindre)"
        r"|daha fazla( göster)?|показать (ещё|еще|все)|続きを読む|더 보기)",
        r"(click here|hier klicken|klicken sie hier|cliquez ici|(haz|haga|haz) clic aquí|pincha aquí|clicca qui"
        r"|clique aqui|klik hier|kliknij tutaj|klicka här|klikk her|klik her"
        r"|buraya tıklayın|нажмите здесь|こちらをクリック|여기를 클릭)( (to|for|um|für|pour|para|per|om|aby|för"
        r"|for) [^.!?]{1,50})?[.!:]?",
        r"(-30-|- 30 -|\(?(ends?|ende|fin|fine|fim|einde|koniec|slut)\)|###|■|◆|\(끝\)|（了）|\(終\)|/end)",
    ),
}

# Notices in the place of embedded content that waits for consent.
EMBED_CONSENT = (
    r"ich bin damit einverstanden, dass mir externe inhalte angezeigt werden.{0,200}",
    r"(mit (ihrer|deiner|einer) zustimmung|mit einem klick|damit) [^.!?]{0,80}(inhalte?|youtube|facebook|instagram"
    r"|twitter|x|drittanbieter)[^.!?]{0,80}(geladen|angezeigt|übermittelt|übertragen)[^.!?]{0,60}[.!]?.{0,80}",
    r"(externe[nr]? inhalte? (anzeigen|laden|zulassen|akzeptieren|von .{1,40})|inhalte? (anzeigen|laden|zulassen"
    r"|entsperren)|immer (anzeigen|entsperren)|datenschutzeinstellungen (anpassen|ändern))[.!]?",
    r"(an dieser stelle|hier) (befindet sich|befinden sich|steht|findest du|ist) (ein )?(externe[rn]?"
    r"|eingebettete[rn]?) (inhalte?|video|beitrag).{0,160}",
    r"(deine|ihre) (privatsphäre|datenschutz)-?einstellungen verhindern das laden.{0,140}",
    r"(this content (is|was) (hosted|provided) by a third party|(to view|to see|to display) this (content|video|post"
    r"|embed)[^.!?]{0,40}(consent|accept|cookies|enable)).{0,160}",
    r"(we need your (consent|permission) to (load|show)|allow [^.!?]{1,40} content\?).{0,160}",
    r"(ce contenu est bloqué|(ce|le) contenu n.a pas pu être affiché|pour (afficher|voir) ce contenu"
    r"|en cliquant sur.{0,40}des cookies|vous avez refusé les cookies).{0,160}",
    r"(para (ver|mostrar) (este|el) contenido[^.!?]{0,40}(cookies|acept|consent)|este contenido está bloqueado"
    r"|contenido externo bloqueado).{0,140}",
    r"(per (vedere|visualizzare) (questo|il) contenuto[^.!?]{0,40}(cookie|accett|consens)"
    r"|questo contenuto è ospitato da una terza parte).{0,140}",
    r"(para (ver|exibir) este conteúdo[^.!?]{0,40}(cookies|aceit|consent)|este conteúdo está bloqueado).{0,140}",
    r"(om (deze|dit) (inhoud|video|content|bericht) te (bekijken|tonen|zien)"
    r"|deze content kan niet worden getoond).{0,140}",
    r"(aby (zobaczyć|wyświetlić) (tę |ten )?(treść|materiał)|för att (visa|se) (det här )?innehållet|for å (vise"
    r"|se) (dette )?innholdet|for at se (dette )?indhold).{0,140}",
    r"(bu içeriği görüntülemek için|чтобы (увидеть|посмотреть) (этот|это) (контент|видео|материал)"
    r"|このコンテンツを表示するには).{0,100}",
)
