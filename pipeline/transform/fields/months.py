"""Data only: the names of the months as pages write them, in some thirty languages, genitives included.

A word counts for the month if it is a name or the first three letters or more of names of one month only.
"""

_NAMES = (
    # January
    "january januar jänner janvier enero gennaio janeiro januari stycznia styczeń leden ledna января січня ocak"
    " ianuarie január siječnja gener tammikuuta tammikuu ιανουαρίου jan ene gen янв",
    "february februar février febrero febbraio fevereiro februari lutego luty únor února февраля лютого şubat februarie"
    " február veljače febrer helmikuuta helmikuu φεβρουαρίου feb fév fev фев",
    "march märz mars marzo março maart marts marca marzec březen března марта березня mart martie március ožujka març"
    " maaliskuuta maaliskuu μαρτίου maret mar mrz mrt mär",
    "april avril abril aprile kwietnia kwiecień duben dubna апреля квітня nisan aprilie április travnja huhtikuuta"
    " huhtikuu απριλίου apr avr abr апр",
    "may mai mayo maggio maio mei maj maja květen května мая травня mayıs május svibnja maig toukokuuta toukokuu μαΐου"
    " mag май",
    "june juni juin junio giugno junho czerwca czerwiec červen června июня червня haziran iunie június lipnja juny"
    " kesäkuuta kesäkuu ιουνίου jun giu июн",
    "july juli juillet julio luglio julho lipca lipiec červenec července июля липня temmuz iulie július srpnja juliol"
    " heinäkuuta heinäkuu ιουλίου jul juil lug июл",
    "august août agosto augustus augusti sierpnia sierpień srpen srpna августа серпня ağustos augusztus kolovoza agost"
    " elokuuta elokuu αυγούστου agustus aug aoû ago авг",
    "september septembre septiembre settembre setembro września wrzesień září сентября вересня eylül septembrie"
    " szeptember rujna setembre syyskuuta syyskuu σεπτεμβρίου sep sept set сен",
    "october oktober octobre octubre ottobre outubro października październik říjen října октября жовтня ekim octombrie"
    " október lokakuuta lokakuu οκτωβρίου oct okt out ott окт",
    "november novembre noviembre novembro listopada listopad listopadu ноября листопада kasım noiembrie studenoga"
    " marraskuuta marraskuu νοεμβρίου nov ноя",
    "december dezember décembre diciembre dicembre dezembro grudnia grudzień prosinec prosince декабря грудня aralık"
    " decembrie prosinca desember desembre joulukuuta joulukuu δεκεμβρίου dec dez déc dic des дек",
)
_SHORTEST = 3


def _numbers() -> dict[str, int]:
    exact = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
    starts: dict[str, set[int]] = {}
    for name, number in exact.items():
        for end in range(_SHORTEST, len(name)):
            starts.setdefault(name[:end], set()).add(number)
    return {start: min(found) for start, found in starts.items() if len(found) == 1} | exact


_NUMBER = _numbers()


def month_of(word: str) -> int | None:
    """1 to 12, or None for a word that names no month.

    >>> month_of("Sept"), month_of("MÄRZ"), month_of("Tuesday")
    (9, 3, None)
    """
    return _NUMBER.get(word.lower())
