"""Parts of a web address that say how a reader came to a page or how it is shown, not which page it is. Data only.

Names are in lower case. They are what analytics services, social networks, mail senders and publishers add to links. A
name that any site could use to number its articles (`id`, `p`, `story`, `cid`) never stands in `TRACKING`.
"""

TRACKING_PREFIXES = (
    "utm_",  # Google Analytics, and most others after it
    "at_",  # Piano (AT Internet): BBC, France Médias Monde
    "hsa_", "__hs", "_hs",  # HubSpot
    "itm_", "mtm_", "pk_", "piwik_", "matomo_",
    "mc_",  # Mailchimp
    "mkt_",  # Marketo
    "ns_",  # comScore
    "oly_", "vero_", "wt_", "trk_", "ml_sub", "sc_camp", "sc_chan", "guce_",
    "amp_",  # what AMP's caches add, such as amp_js_v and amp_gsa
)  # fmt: skip

TRACKING = frozenset({
    # clicks on advertisements and in social networks
    "fbclid", "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "ysclid", "twclid", "ttclid", "epik",
    "igshid", "igsh", "li_fat_id", "rdt_cid", "scid", "s_cid", "srsltid", "sscid", "irclickid", "vgo_ee", "_openstat",
    # analytics and mail
    "_ga", "_gl", "_ke", "_kx", "_branch_match_id", "mkwid", "s_kwcid", "ef_id", "xtor", "elqtrack", "elqtrackid",
    "ck_subscriber_id", "dm_i", "rb_clickid", "usqp", "__twitter_impression", "__s", "ref_src", "ref_url", "wprss",
    # publishers
    "cmpid", "cmp", "icmp", "icid", "ncid", "intcid", "intcmp", "int_cmp", "ito", "ocid", "smid", "smtyp", "taid",
    "tpcc", "srnd", "sref", "leadsource", "guccounter", "soc_src", "soc_trk", "tsrc", "feedtype", "feedname",
    "wt.mc_id", "wt.tsrc", "xid_source", "traffic_source", "origin_referrer",
    # sessions
    "phpsessid", "jsessionid", "aspsessionid",
})  # fmt: skip

PERHAPS_TRACKING = frozenset({
    "ref", "referrer", "referer", "refer", "source", "src", "cid", "mod", "partner", "campaign", "campaign_id", "via",
})  # fmt: skip
"""Elsewhere they number the page: dropped only where the path itself names the article."""

_YES = frozenset({"", "1", "true", "yes", "y"})

VARIANTS = {
    "amp": _YES | {"amp"},
    "isamp": _YES,
    "_amp": _YES,
    "outputtype": frozenset({"amp", "print"}),
    "output": frozenset({"amp", "print"}),
    "view": frozenset({"amp", "print", "mobile"}),
    "print": _YES | {"print"},
    "printable": _YES,
    "mobile": _YES,
}
"""Parameters that show the same article otherwise, and the values that do: as AMP, for the printer, for telephones."""

VARIANT_HOSTS = ("www.", "amp.", "m.", "mobile.")
"""What stands before a site's host for the same pages, in another dress."""
