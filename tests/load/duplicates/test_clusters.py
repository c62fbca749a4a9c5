from datetime import date

from pipeline.load.duplicates.clusters import Member, claims, placed

DAY = date(2026, 3, 1)


def member(name, captured, published=None, cluster=None, *, anew=False):
    return Member(
        article_id=name,
        day=DAY,
        captured=captured,
        published=captured if published is None else published,
        cluster_id=cluster,
        original=None,
        anew=anew,
    )


def said(groups, others=()):
    return {one.member.article_id: (one.cluster_id, one.original) for one in placed(groups, others)}


def test_the_id_is_that_of_the_first_captured_and_the_original_the_first_published():
    assert said([[member("b", 1, 1), member("a", 2, 0)]]) == {"a": ("b", True), "b": ("b", False)}


def test_of_those_captured_and_published_together_the_least_id_counts():
    assert said([[member("b", 1), member("a", 1)]]) == {"a": ("a", True), "b": ("a", False)}


def test_an_article_alone_is_its_own_original():
    assert said([[member("a", 1)], [member("b", 2)]]) == {"a": ("a", True), "b": ("b", True)}


def test_a_cluster_goes_on_with_members_that_were_not_compared():
    old = [member("old", 1, cluster="old"), member("older", 2, 0, cluster="old")]
    group = [member("known", 20, cluster="old"), member("new", 30, anew=True)]
    assert claims([group]) == [{"old"}]
    assert said([group], old) == {
        "old": ("old", False),
        "older": ("old", True),
        "known": ("old", False),
        "new": ("old", False),
    }


def test_two_clusters_that_go_on_in_one_group_become_the_one_that_began_first():
    others = [member("x", 1, cluster="x"), member("y", 2, cluster="y")]
    group = [member("a", 20, cluster="y"), member("b", 21, cluster="x"), member("c", 22, anew=True)]
    assert {cluster for cluster, _ in said([group], others).values()} == {"x"}


def test_two_groups_of_one_old_cluster_stay_in_it():
    groups = [[member("a", 20, cluster="old")], [member("b", 21, cluster="old")]]
    assert said(groups, [member("old", 1, cluster="old")]) == {
        "old": ("old", True),
        "a": ("old", False),
        "b": ("old", False),
    }


def test_a_revised_article_does_not_speak_for_the_cluster_that_it_had():
    assert claims([[member("a", 20, cluster="old", anew=True)]]) == [set()]
    assert claims([[member("a", 20, cluster="old", anew=True), member("b", 21, cluster="old", anew=True)]]) == [{"old"}]


def test_a_cluster_whose_first_article_was_compared_and_is_in_another_group_is_left():
    assert claims([[member("a", 1, cluster="a", anew=True)], [member("b", 2, cluster="a")]]) == [set(), set()]


def test_when_the_first_article_is_gone_from_the_store_the_next_gives_the_id():
    group = [member("b", 2, cluster="gone"), member("c", 3, cluster="gone")]
    assert said([group]) == {"b": ("b", True), "c": ("b", False)}
