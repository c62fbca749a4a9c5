"""The facts behind the operator's questions: runs, failures, and all that is known of one URL. Nothing is printed here.

    with opened(settings) as desk:
        glances(desk, 7), account(desk, run)     what runs came to, and what to do about it
        failures(desk, run, [], [])              what failed in a run, and when it is tried again
        explain(desk, url)                       one URL across all stages

desk        what is asked: a store and its ledger, of which nothing is changed
runs        runs at a glance, one run, and which run is meant
failing     what failed
advice      what to do about each reason and trouble (data); counsel fills it in
explaining  one URL, put together of addresses (what it is known as), pages (its blocks), stories (its article's rows)
            and prospects (what happens next)
"""

from pipeline.seeing.addresses import Chance
from pipeline.seeing.counsel import Counsel
from pipeline.seeing.desk import Desk, opened
from pipeline.seeing.explaining import Explained, Kept, Visit, explain, explain_before_any_run
from pipeline.seeing.failing import FailedUrl, Failures, Group, Outlook, failures
from pipeline.seeing.pages import Reading
from pipeline.seeing.runs import KILLED, RUNNING, Account, AdvisedReason, Glance, account, glances, named
from pipeline.seeing.stories import Revision, Story

__all__ = [
    "KILLED",
    "RUNNING",
    "Account",
    "AdvisedReason",
    "Chance",
    "Counsel",
    "Desk",
    "Explained",
    "FailedUrl",
    "Failures",
    "Glance",
    "Group",
    "Kept",
    "Outlook",
    "Reading",
    "Revision",
    "Story",
    "Visit",
    "account",
    "explain",
    "explain_before_any_run",
    "failures",
    "glances",
    "named",
    "opened",
]
