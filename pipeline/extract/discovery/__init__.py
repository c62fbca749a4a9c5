"""Which articles a source offers: feeds, sitemaps, listings and the WordPress REST API, read tolerantly."""
