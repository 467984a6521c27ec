"""Turns a sample of the catalog into what estimators take: clips with one answer, and a frame."""

from __future__ import annotations

from collections.abc import Sequence

from sidecar.catalog.samples import Member, Part, Said, Sample, Unit, clips_of_units
from sidecar.estimates.frame import JudgedFrame, band_names
from sidecar.estimates.majority import majority
from sidecar.estimates.report import Batches
from sidecar.estimates.sample import Answer, SampleClip

_ANSWERS: dict[str, Answer] = {"YES": "YES", "NO": "NO", "UNSURE": "UNSURE"}


def members_of(sample: Sample, part: Part) -> list[Member]:
    """List the members of one species, by rank."""
    return [each for each in sample.members if each.species == part.species]


_UNITS = {
    "siteDay": "site-day",
    "siteNight": "site-night",
    "site": "site",
    "recording": "recording",
}


def unit_noun(unit: Unit) -> str:
    """Name a unit, for people."""
    return _UNITS[unit]


def judged_clips(sample: Sample, members: Sequence[Member]) -> tuple[list[SampleClip], Batches]:
    """Give the clips of one species and its batches; where units were drawn whole, each is one."""
    by_rank = sample.head.shown == "rank"
    if sample.head.drawn_unit is None:
        last = {each.batch: each.rank for each in members}
        return _clips(members), Batches(sorted(last.values()), by_rank)
    units = clips_of_units(members)
    last = {unit[0].batch: rank for rank, unit in enumerate(units, 1)}
    clips = [_unit(rank, unit) for rank, unit in enumerate(units, 1)]
    return clips, Batches(sorted(last.values()), by_rank)


def _unit(rank: int, clips: Sequence[Member]) -> SampleClip:
    """Make one clip of a unit's: YES from the first YES on, and NO once all are judged without one.

    It is UNSURE if some clip is, and has no answer while clips wait.
    """
    answers = [_answer(each) for each in clips]
    answer: Answer | None = "YES" if "YES" in answers else None
    if answer is None and None not in answers:
        answer = "UNSURE" if "UNSURE" in answers else "NO"
    first = clips[0]
    return SampleClip(
        rank=rank,
        cell=first.item.cell,
        logit=first.item.logit,
        answer=answer,
        recording=first.item.digest,
        site=first.site,
        u=first.item.u,
    )


def _answer(member: Member) -> Answer | None:
    """Give the answer of most people, or the one that settled a dispute."""
    return majority(list(answers_of(member).values()), settled(member))


def _clips(members: Sequence[Member]) -> list[SampleClip]:
    moments = {each.item_id: each.said[0].at for each in members if each.said}
    turns = {item: turn for turn, item in enumerate(sorted(moments, key=lambda i: moments[i]))}
    return [
        SampleClip(
            rank=each.rank,
            cell=each.item.cell,
            logit=each.item.logit,
            answer=_answer(each),
            recording=each.item.digest,
            site=each.site,
            weight=each.item.weight,
            u=each.item.u,
            unit=each.unit,
            skipped=each.skipped and not each.said,
            turn=turns.get(each.item_id),
        )
        for each in members
    ]


def answers_of(member: Member) -> dict[str, Answer]:
    """Give the answer of each person, by name: the one that counts first of theirs.

    Decisions that another program wrote for nobody in particular count where no person decided.
    """
    people = [each for each in member.said if each.person and not each.settles]
    return {
        name: _ANSWERS[said.word]
        for name, said in _firsts(people or member.said[:1]).items()
        if said.word in _ANSWERS
    }


def settled(member: Member) -> Answer | None:
    """Give the answer that settles a dispute between people; None without one."""
    for each in member.said:
        if each.settles and each.word in _ANSWERS:
            return _ANSWERS[each.word]
    return None


def _firsts(said: Sequence[Said]) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for each in said:
        found.setdefault(each.by, each)
    return found


def frame_of(sample: Sample, part: Part) -> JudgedFrame:
    """Make the frame of a part; raises ValueError if its scores are damaged."""
    unit = sample.head.drawn_unit
    lowest = part.floor if part.deepest is None else part.deepest
    names = band_names(part.edges, lowest)
    return JudgedFrame(
        names=[
            names[each.band] + (f" of {each.stratum}" if each.stratum else "")
            for each in part.cells
        ],
        scores=part.kept_scores(),
        floor=part.floor,
        below=frozenset(
            number for number, each in enumerate(part.cells) if each.band < part.floor_band
        ),
        deepest=part.deepest,
        unit=None if unit is None else unit_noun(unit),
    )
