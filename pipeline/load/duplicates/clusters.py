"""Which id a cluster has, and which of its articles is the original. Pure.

The id is the article_id of the member that was captured first: no later article changes it. When two clusters become
one, that of the one that began earlier stays.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article as it stands. day, place: where its row is. captured, published: microseconds since 1970.

    anew: it has not been compared as it is now, so that the cluster it has may be that of an earlier revision.
    """

    article_id: str
    day: date
    captured: int
    published: int
    cluster_id: str | None
    original: bool | None
    anew: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What the row of a member is to say."""

    member: Member
    cluster_id: str
    original: bool

    @property
    def changes(self) -> bool:
        return (self.cluster_id, self.original) != (self.member.cluster_id, self.member.original)


def claims(groups: Sequence[Sequence[Member]]) -> list[set[str]]:
    """For each group the clusters that it goes on with though their first article was not compared with it.

    That article lies before the days compared. One member alone does not speak for its old cluster when it is anew.
    """
    compared = {one.article_id for group in groups for one in group}
    found: list[set[str]] = []
    for group in groups:
        votes = Counter(one.cluster_id for one in group if one.cluster_id is not None)
        sure = {one.cluster_id for one in group if not one.anew}
        found.append({id_ for id_, count in votes.items() if (count > 1 or id_ in sure) and id_ not in compared})
    return found


def placed(groups: Sequence[Sequence[Member]], others: Iterable[Member]) -> list[Placing]:
    """What each row is to say. others: members of the groups' present clusters that were not compared."""
    of_id = {one.article_id: place for place, group in enumerate(groups) for one in group}
    merged = list(range(len(groups)))
    for place, ids in enumerate(claims(groups)):
        for id_ in ids:
            first = of_id.setdefault(id_, place)
            merged = [merged[first] if one == merged[place] else one for one in merged]
    clusters: dict[int, list[Member]] = defaultdict(list)
    for place, group in enumerate(groups):
        clusters[merged[place]] += group
    for one in others:
        if one.cluster_id in of_id:
            clusters[merged[of_id[one.cluster_id]]].append(one)
    return [placing for cluster in clusters.values() for placing in _settled(cluster)]


def _settled(cluster: Sequence[Member]) -> list[Placing]:
    first = min(cluster, key=lambda one: (one.captured, one.article_id))
    original = min(cluster, key=lambda one: (one.published, one.article_id))
    return [Placing(member=one, cluster_id=first.article_id, original=one is original) for one in cluster]
