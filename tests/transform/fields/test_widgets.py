"""What author boxes know."""

from dataclasses import replace

import pytest

from pipeline.models import AuthorBox
from tests.transform.pages import article, paragraphs, story

WP_POST_AUTHOR = """<h3 class="awpa-title">About The Author</h3>
<div class="wp-post-author-wrap"><div class="wp-post-author">
<h4 class="awpa-display-name"><a href="/author/ann/">Ann Lee</a></h4><p class="awpa-role">administrator</p>
<div class="wp-post-author-meta-bio"><p>Ann Lee has written on roads and rivers for this paper since 2009.</p></div>
<p class="awpa-more-posts"><a href="/author/ann/">See author's posts</a></p></div></div>"""
SABOX = """<div class="saboxplugin-wrap">
<div class="saboxplugin-authorname"><a class="vcard author" href="/a/"><span class="fn">{name}</span></a>
</div><div class="saboxplugin-desc"><div>
<p>{name} reports on budgets, taxes and what becomes of them.</p></div></div></div>"""
BIO = "Ann Lee has written on roads and rivers for this paper since 2009."


@pytest.mark.parametrize(
    ("html", "boxes"),
    [
        (WP_POST_AUTHOR, (AuthorBox(name="Ann Lee", role="administrator", bio=BIO, link="/author/ann/"),)),
        (
            SABOX.format(name="Bo Ek") + SABOX.format(name="Cy Day"),
            (
                AuthorBox(
                    name="Bo Ek", role=None, bio="Bo Ek reports on budgets, taxes and what becomes of them.", link="/a/"
                ),
                AuthorBox(
                    name="Cy Day",
                    role=None,
                    bio="Cy Day reports on budgets, taxes and what becomes of them.",
                    link="/a/",
                ),
            ),
        ),
        (
            f"<h3>About the Author</h3><p>Ann Lee</p><p>Administrator</p><p>{BIO}</p>",
            (AuthorBox(name="Ann Lee", role="Administrator", bio=BIO),),
        ),
        ("", ()),
    ],
)
def test_author_boxes(html: str, boxes: tuple[AuthorBox, ...]) -> None:
    result = article(story(after=html))
    assert result.author_boxes == boxes
    assert len(paragraphs(result)) == 3


BO = AuthorBox(name="Bo Ek", role=None, bio="Bo Ek reports on budgets, taxes and what becomes of them.", link="/a/bo")
SAID = "Bo Ek reports on budgets, taxes and what becomes of them."
PLUGINS = {
    "molongui": f"""<div class="m-a-box" data-box-layout="slim"><div class="m-a-box-container">
<div class="m-a-box-header"><h3>About the author</h3></div><div class="m-a-box-content">
<div class="m-a-box-name m-a-box-title"><h5><a href="/a/bo">Bo Ek</a></h5></div>
<div class="m-a-box-item m-a-box-meta"><span itemprop="jobTitle" class="m-a-box-meta-job">Fiscal editor</span></div>
<div class="m-a-box-bio"><p>{SAID}</p></div><div class="m-a-box-related"><ul>
<li class="m-a-box-related-entry"><div class="m-a-box-related-entry-title"><a href="/dam">Dam opens</a></div></li></ul>
</div></div></div></div>""",
    "publishpress": f"""<div class="pp-multiple-authors-boxes-wrapper pp-multiple-authors-layout-boxed">
<h2 class="widget-title box-header-title">Author</h2><ul class="pp-multiple-authors-boxes-ul">
<li class="pp-multiple-authors-boxes-li author_index_0"><div class="pp-author-boxes-avatar-details">
<div class="pp-author-boxes-name multiple-authors-name"><a href="/a/bo">Bo Ek</a></div>
<p class="pp-author-boxes-description multiple-authors-description">{SAID}</p>
<span class="pp-author-boxes-meta multiple-authors-links"><a href="/a/bo">View all posts</a></span></div></li></ul>
</div>""",
    "starbox": f"""<div class="abh_box abh_box_down abh_box_business"><ul class="abh_tabs">
<li class="abh_about"><a>About</a></li><li class="abh_posts"><a>Latest Posts</a></li></ul>
<div class="abh_tab_content"><section class="vcard author abh_about_tab">
<div class="abh_text"><div class="abh_name fn name"><a href="/a/bo">Bo Ek</a></div><div class="abh_job">
<span class="title">Fiscal editor</span></div><div class="description note abh_description">{SAID}</div></div></section>
<section class="abh_posts_tab"><div class="abh_name">Latest posts by Bo Ek <a href="/a/bo">(see all)</a></div>
<ul><li><a href="/dam">Dam opens</a></li></ul></section></div></div>""",
    "genesis": f"""<section class="author-box" itemprop="author"><h4 class="author-box-title">About
<a href="/a/bo">Bo Ek</a></h4><div class="author-box-content" itemprop="description"><p>{SAID}</p></div></section>""",
    "a theme with its heading outside": f"""<h4 class="widget-title">About the Author</h4><section class="author-box">
<div class="author-box-name"><a href="/a/bo">Bo Ek</a></div><div class="author-box-desc">{SAID}</div></section>""",
    "newspaper": f"""<footer><div class="author-box-wrap"><div class="desc"><div class="td-author-name vcard author">
<span class="fn"><a href="/a/bo">Bo Ek</a></span></div><div class="td-author-url"><a href="https://bo.example">https://bo.example</a></div>
<div class="td-author-description">{SAID}</div></div></div></footer>""",
    "jannah": f"""<div class="about-author container-wrapper"><div class="author-info">
<h3 class="author-name"><a href="/a/bo">Bo Ek</a></h3>
<div class="author-bio">{SAID}</div><ul class="social-icons"><li><a href="/t">Website</a></li></ul></div></div>""",
    "elementor": f"""<div class="elementor-widget elementor-widget-author-box" data-widget_type="author-box.default">
<div class="elementor-author-box"><div class="elementor-author-box__text"><a href="/a/bo">
<h4 class="elementor-author-box__name">Bo Ek</h4></a><div class="elementor-author-box__bio">{SAID}</div>
<a class="elementor-author-box__button" href="/a/bo">All Posts</a></div></div></div>""",
    "core block": f"""<div class="wp-block-post-author"><div class="wp-block-post-author__content">
<p class="wp-block-post-author__byline">Written by</p>
<p class="wp-block-post-author__name"><a href="/a/bo">Bo Ek</a></p>
<p class="wp-block-post-author__bio">{SAID}</p></div></div>""",
}
JOBS = {"molongui": "Fiscal editor", "starbox": "Fiscal editor"}


@pytest.mark.parametrize("plugin", PLUGINS)
def test_boxes_of_plugins_and_themes(plugin: str) -> None:
    result = article(story(after=PLUGINS[plugin]))
    assert result.author_boxes == (replace(BO, role=JOBS.get(plugin)),)
    assert len(paragraphs(result)) == 3
