"""Data only: what pages say that stand in an article's place.

All patterns meet the whole of a text in lower case: TITLES a page's title or a heading, without the site's name, LINES
a block.
"""

import re

from pipeline.transform.page.tables import phrases


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + r")")


CHALLENGE_TITLES = _any(
    r"just a moment(\.{3}|…)?",
    r"(please wait(\.{3}|…)? ?[|–-]? ?)?checking (if the site connection is secure|your browser)\b.{0,80}",
    r"attention required!?( \| cloudflare)?",
    r"one (moment|more step),?( please)?(\.{3}|…)?",
    r"(ddos-guard|ddos protection by cloudflare)",
    r"access (denied|to this page (has been|was) (denied|blocked)\.?)",
    r"(you have been blocked|sorry, you have been blocked|request (rejected|blocked|unsuccessful)\.?)",
    r"(pardon our interruption|robot check|bot verification|human verification|vercel security checkpoint)(\.{3}|…)?",
    r"(are you (a )?(human|robot)\??|making sure you.re not a bot!?|verify(ing)? (that )?you are (a )?human.{0,40})",
    r"(security (check|verification)|captcha|recaptcha|validate\.perfdrive\.com|you are being redirected)(\.{3}|…)?",
    r"(nur einen moment|einen moment,? bitte|zugriff verweigert|sicherheitsüberprüfung)(\.{3}|…)?",
    r"(un instant|un momento|un moment|accès refusé|acceso denegado|accesso negato|acesso negado|um momento)(\.{3}"
    r"|…)?",
    r"(een ogenblik( geduld)?|toegang geweigerd|odmowa dostępu|chwileczkę|lütfen bekleyin|erişim engellendi)(\.{3}"
    r"|…)?",
    r"(ett ögonblick|et øjeblik|vent litt|один момент|доступ (запрещ[её]н|ограничен)|проверка браузера)(\.{3}|…)?",
    r"(しばらくお待ちください|アクセスが拒否されました|잠시만 기다리(세요|십시오)|접근이 거부되었습니다|请稍候"
    r"|访问被拒绝)(\.{3}|…)?",
)

CHALLENGE_LINES = _any(
    r"(please )?enable (javascript|js|cookies)( and (cookies|disable any ad ?blocker|javascript))?( to (continue"
    r"|proceed))?\.?",
    r"checking (if the site connection is secure|your browser before accessing|your browser)\b.{0,120}",
    r"(this process is automatic\. )?your browser will redirect to your requested content shortly.{0,80}",
    r"verif(y|ying) (that )?you are (a )?human.{0,160}",
    r".{0,80} needs to review the security of your connection before proceeding.{0,40}",
    r".{0,60}press (&|and) hold (the button )?to (confirm|verify|prove).{0,120}",
    r"you don.t have permission to access .{1,240}on this server.{0,160}",
    r"reference #?:? ?[0-9a-f]{1,8}\.[0-9a-f.]{6,80}",
    r"request unsuccessful\. incapsula incident id.{0,100}",
    r"(ray id|cloudflare ray id):? ?[•]? ?[0-9a-f]{10,}.{0,120}",
    r"(why have i been blocked\?|what can i do to resolve this\?)",
    r"(this|your) (website|access|request).{0,60}(is using a security service|security solution|been blocked"
    r"|was blocked).{0,240}",
    r"(in order to continue, )?we need to (verify|make sure) that you.re not a robot.{0,160}",
    r"our systems have detected unusual traffic.{0,200}",
    r"(as you were browsing something about your browser made us think you (were|might be) a bot).{0,200}",
    r"(please )?(confirm|prove|show us) (that )?you.re (a human|not a robot|human).{0,120}",
    r"we.re (just )?(verifying|checking) your browser.{0,80}",
    r"(bitte )?(aktivieren sie|schalten sie) (javascript|cookies)( und (cookies"
    r"|javascript))?( ein)?,? um fortzufahren.{0,60}",
    r"(ihr browser wird überprüft|wir prüfen ihren browser|bestätigen sie,? dass sie ein mensch sind).{0,120}",
    r"(veuillez activer|activez) (javascript|les cookies|js)( et (les cookies|javascript))?.{0,100}",
    r"(vérification de votre navigateur|vérifiez que vous êtes humain|confirmez que vous êtes humain).{0,120}",
    r"(habilite|active|activa) (javascript|las cookies)( y (las cookies|javascript))? para continuar.{0,60}",
    r"(verifique que (usted )?es humano|comprobando (su|tu) navegador|verificando que (usted )?eres humano).{0,120}",
    r"(abilita|attiva) (javascript|i cookie)( e (i cookie|javascript))? per continuare.{0,60}",
    r"(verifica di essere umano|controllo del browser in corso).{0,120}",
    r"(habilite|ative) (o )?javascript( e (os )?cookies)? para continuar.{0,60}",
    r"(schakel|zet) (javascript|cookies)( en (cookies|javascript))? (in|aan) om (door|verder) te gaan.{0,60}",
    r"(włącz (obsługę )?javascript|potwierdź,? że jesteś człowiekiem|sprawdzanie przeglądarki).{0,120}",
    r"(devam etmek için javascript|insan olduğunuzu doğrulayın|tarayıcınız kontrol ediliyor).{0,120}",
    r"(включите javascript|подтвердите,? что вы (не робот|человек)|проверка вашего браузера).{0,120}",
    r"(javascriptと ?cookieを有効にして|あなたが人間であることを確認|続行するには、?javascript).{0,80}",
    r"(계속하려면 javascript|사람인지 확인|브라우저를 확인).{0,80}",
)

# The elements that hold the tests, often without a word of their own.
TEST_ELEMENTS = (
    "#cf-challenge-running, #cf-error-details, .cf-browser-verification, .cf-turnstile, #challenge-form"
    ", #challenge-error-text, #challenge-running, #challenge-container, #px-captcha, #px-captcha-wrapper"
    ", #captcha-container, .g-recaptcha, .h-captcha, #anubis_version"
)
MOST_BLOCKS_OF_A_TEST = 12

NOT_FOUND_TITLES = _any(
    r"(error:? ?|http ?)?404( error)?\.?",
    r"(error:? ?)?404 ?[–—:·|,-]? ?\(?(error|page|file|not|seite|page|página|pagina|erreur|sidan|siden|страница"
    r"|nie|strona).{0,50}\)?",
    r"(oops|whoops|uh[ -]oh|sorry|ups|hoppla|oups|vaya)[!,.… ]*(404|(that|this|the|we|die|diese|cette|la"
    r"|esta) .{0,60})?",
    r"(page|content|article|story|file) (not found|(does not|doesn.t) exist|no longer (exists|available)"
    r"|(is )?not available)[.!]?",
    r"(the|this|that) page (you (requested|are looking for|were looking for) )?(could not|can.t|cannot|was not"
    r"|can not) be found\.?",
    r"(the|this|that) page (could|was)n.t (be )?found\.?",
    r"(we )?(can.t|couldn.t|could not|cannot) find (that|this|the) page.{0,40}",
    r"nothing (was )?found( here)?[.!]?|not found[.!]?|page unavailable|this page isn.t available\.?",
    r"(die )?(angeforderte )?(seite|artikel|beitrag|inhalt) (wurde |konnte )?(leider )?nicht (gefunden"
    r"|verfügbar)( werden)?[.!]?",
    r"(seite|artikel|inhalt) (existiert nicht( mehr)?|nicht mehr verfügbar)[.!]?|fehler 404"
    r"|diese seite gibt es nicht( mehr)?[.!]?",
    r"(la )?(page|contenu|article) (demandée? )?(est )?(introuvable|non trouvée?|(n.existe|n.est) (pas"
    r"|plus).{0,20})[.!]?|erreur 404( ?[.:,|–—-].{0,40})?",
    r"(la )?(página|pagina|noticia|nota) (solicitada )?no (encontrada|disponible|existe|se encuentra"
    r"|ha sido encontrada)[.!]?|error 404( ?[.:,|–—-].{0,40})?",
    r"(la )?pagina (richiesta )?(non (trovata|disponibile|esiste( più)?|è stata trovata)|inesistente)[.!]?"
    r"|errore 404( ?[.:,|–—-].{0,40})?",
    r"(a )?página (solicitada )?não (encontrada|existe|disponível|foi encontrada)[.!]?|erro 404( ?[.:,|–—-].{0,40})?",
    r"(de )?pagina (is )?niet (gevonden|beschikbaar)[.!]?|deze pagina bestaat niet( meer)?[.!]?"
    r"|fout 404( ?[.:,|–—-].{0,40})?",
    r"(podana |ta )?strona (nie (została znaleziona|istnieje)|nieznaleziona)[.!]?|nie znaleziono( strony)?[.!]?"
    r"|błąd 404( ?[.:,|–—-].{0,40})?",
    r"(sidan|siden) (hittades inte|kunde inte hittas|finns inte|ble ikke funnet|blev ikke fundet|finnes ikke"
    r"|findes ikke|ikke funnet)[.!]?",
    r"sayfa bulunamadı[.!]?|(aradığınız )?(sayfa|haber) (bulunamadı|mevcut değil)[.!]?",
    r"(страница|материал|статья) не (найдена?|существует)[.!]?|ошибка 404( ?[.:,|–—-].{0,40})?",
    r"(お探しの)?ページ(が|は)(見つかりません(でした)?|存在しません|ありません)。?",
    r"(요청하신 )?페이지를 찾을 수 없습니다[.!]?|존재하지 않는 (페이지|기사)입니다[.!]?|页面不存在|找不到(该)?页面"
    r"|页面未找到",
)

# A block that opens a consent dialog, whole.
CONSENT_LINES = _any(
    r"before you continue( to .{1,40})?",
    r"(we (value|care about|respect)|your) (your )?privacy( is important to us| matters)?[.!]?",
    r"(manage|your|privacy) (consent|cookie|privacy)? ?(preferences|settings|choices|preference cent(er|re))",
    r".{0,40}asks for your consent to use your (personal )?data( to:)?",
    r"(this (web)?site uses cookies|we use cookies|about cookies on this site|cookies on .{1,40}|cookie consent)[.!]?",
    r"(wir benötigen|wir brauchen) ihre (zustimmung|einwilligung).{0,60}",
    r"(ihre )?(zustimmung|einwilligung) (ist )?(erforderlich|wird benötigt)[.!]?",
    r"(datenschutz|privatsphäre|ihre privatsphäre|cookie)-?(einstellungen)?( ist uns wichtig)?[.!]?",
    r".{0,40}(mit werbung (weiterlesen|lesen|nutzen|und tracking)|weiter mit werbung|werbefrei|pur-abo"
    r"|contentpass).{0,60}",
    r"(willkommen bei|bevor sie) .{1,60}( fortfahren)?",
    r"(nous respectons|votre) (votre )?vie privée.{0,40}|(le respect de )?votre vie privée est notre priorité",
    r"(continuer sans accepter|avec votre accord|gestion de vos cookies).{0,60}",
    r"(valoramos|nos importa|respetamos) (tu|su) privacidad|(tu|su) privacidad es importante.{0,30}",
    r"(aceptar y continuar|rechazar y suscribirse|continuar sin aceptar).{0,40}",
    r"(rispettiamo|teniamo al)la (tua|vostra) privacy|la tua privacy è importante.{0,30}"
    r"|(noi )?rispettiamo la tua privacy",
    r"(accetta e continua|continua senza accettare|rifiuta e abbonati).{0,40}",
    r"(nós )?valorizamos (a )?sua privacidade|a sua privacidade é importante.{0,30}",
    r"(wij |we )?(respecteren|waarderen|hechten (veel )?waarde aan) (je|uw|jouw) privacy.{0,20}",
    r"(szanujemy|dbamy o|cenimy) (twoją|państwa|waszą) prywatność.{0,30}|twoja prywatność jest.{0,40}",
    r"(vi (värnar om|respekterar|respekterer|værner om|bryr oss om)) (din|ditt|dit) (integritet|privatliv"
    r"|personvern).{0,20}",
    r"gizliliğinize (değer veriyoruz|önem veriyoruz|saygı duyuyoruz).{0,10}|мы (ценим|уважаем) вашу (приватность"
    r"|конфиденциальность).{0,10}",
    r"(お客様の)?プライバシー(を尊重|を大切に).{0,30}|(귀하의 )?개인정보를? (소중히|보호|존중).{0,30}",
)

# What the rest of such a dialog speaks of; a text in which none of these occurs is something else.
CONSENT_SUBJECTS = tuple(
    phrases("""
        cookie, consent, privacy, personalised, personalized, personal data, third part, third-part, our partners,
        partners store, legitimate interest, vendors, tracking, zustimm, einwillig, datenschutz, werbung,
        personenbezogen, widerruf, -abo, akzeptieren, drittanbieter, consentement, vie privée, traceurs, accepte,
        publicit, consentim, privacidad, consenso, riservatezza, terze parti, dati personali, dados pessoais,
        toestemming, persoonsgegevens, advertent, zgod, prywatno, danych osobowych, samtyc, samtykk, integritet,
        privatliv, personvern, personopplysning, çerez, gizlili, onay, согласи, конфиденциальн, персональн, куки,
        クッキー, プライバシー, 同意, 쿠키, 개인정보, 동의
    """)
)
