"""Data only: what HTML's elements mean for cutting a page into blocks."""

from pipeline.transform.page.tables import words

BLOCK_TAGS = words("""
    address article aside audio blockquote body button canvas center caption dd details dialog dir div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr iframe legend li main
    menu nav noframes noscript ol optgroup option p picture pre search section select summary table tbody textarea
    tfoot thead tr ul video
""")
CELL_TAGS = frozenset(("td", "th"))
HEADING_TAGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BOLD_TAGS = frozenset(("b", "strong"))
CAPTION_TAGS = frozenset(("figcaption", "caption"))
LIST_TAGS = frozenset(("li", "dd", "dt"))
# Nothing in them is text that a reader sees.
SILENT_TAGS = words("script style template head title meta link svg math datalist iframe object noscript")

# What they hold is one block when it is no prose: a menu is a menu, not fifty blocks.
CHROME_TAGS = words("nav footer header form select menu")
NO_CHROME = (
    "p,h1,h2,h3,article,main,table,time,script,style,template,noscript,iframe,svg title,svg text,textarea"
    ",[itemprop],[rel~=tag],[rel~=author],[role=heading]"
)
# Labels for screen readers only: 0 gold on 197, 139 and 100 sites.
HIDDEN_NAMES = ("screen-reader", "sr-only", "visually-hidden", "visuallyhidden", "hidden-label", "hidden-visually")
# The anchors that tools put into headings; a heading itself may be named after the anchor it has.
ANCHOR_NAMES = (
    "header-anchor",
    "subhead-anchor",
    "heading-anchor",
    "anchor-link",
    "headerlink",
    "footnote-anchor",
    "footnote-ref",
)
ASIDE_NAMES = HIDDEN_NAMES + ANCHOR_NAMES
