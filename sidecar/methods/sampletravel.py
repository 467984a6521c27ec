"""`samples/export` and `samples/import`: a sample goes to another catalog with the same sounds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.audio.path import at_home, path_text, text_path
from sidecar.catalog.samples import Look, NewSample
from sidecar.contract.labels import RowError
from sidecar.contract.samples import (
    ExportSampleRequest,
    ExportSampleResult,
    ImportSampleRequest,
    ImportSampleResult,
    MissingSound,
)
from sidecar.errors import InvalidParams, reaching
from sidecar.export.destination import Border
from sidecar.methods.namedsample import named_sample
from sidecar.methods.sampledraw import name_taken
from sidecar.methods.samplefile import as_json, as_table, read_sample
from sidecar.methods.samplequestions import sample_of_questions
from sidecar.recordings.questions import questions_table
from sidecar.regular import read_regular
from sidecar.rpc.verb import Call
from sidecar.wholefile import whole_file

# Recordings that an answer names.
_MOST_LISTED = 100

_FORMS = (".json", ".csv")


def export_sample(engine: Engine, request: ExportSampleRequest, call: Call) -> ExportSampleResult:
    """Write a sample to one file."""
    path = at_home(text_path(request.path))
    if path.suffix.lower() not in _FORMS:
        raise InvalidParams(
            f"A sample is written as .json or .csv, and not as {path.name}.",
            field="path",
            hint="Give the file one of these names.",
        )
    catalog = engine.catalog
    sample = named_sample(catalog, request)
    whole = catalog.samples.whole(sample.sample_id)
    if whole is None:
        raise InvalidParams("The sample was removed meanwhile.", field="sampleId")
    as_whole = path.suffix.lower() == ".json"
    content = as_json(whole, sample.looks) if as_whole else as_table(sample)
    border = Border(catalog, engine.settings.own_folders, request.overwrite)
    with reaching(path):
        border.check(path, _is_sample)
        with whole_file(path) as file:
            file.write(content)
    return ExportSampleResult(path=path_text(path), bytes=len(content), members=len(sample.members))


def import_sample(engine: Engine, request: ImportSampleRequest, call: Call) -> ImportSampleResult:
    """Read a sample from a file, and tell which of its sounds the catalog lacks."""
    path = at_home(text_path(request.path))
    catalog = engine.catalog
    errors, looks = list[RowError](), list[Look]()
    with reaching(path):
        table = questions_table(path)
        if table is not None:
            whole, errors = sample_of_questions(table)
        else:
            whole, looks = read_sample(path, read_regular(path))
    if request.name is not None:
        whole = replace(whole, head=replace(whole.head, name=request.name))
    if catalog.samples.number(whole.head.name) is not None:
        raise name_taken(whole.head.name)
    sounds = _members(whole)
    there = catalog.samples.known(sounds.keys())
    lost = [MissingSound(digest=each, members=sounds[each]) for each in sounds if each not in there]
    members = sum(sounds.values())
    number = None
    if not request.dry_run:
        number = catalog.samples.add(replace(whole, looks=looks))
    return ImportSampleResult(
        sample_id=number,
        name=whole.head.name,
        species=[part.species for part in whole.parts],
        members=members,
        found=members - sum(each.members for each in lost),
        missing=lost[:_MOST_LISTED],
        missing_recordings=len(lost),
        errors=errors,
    )


def _members(whole: NewSample) -> Counter[str]:
    """Count the members of each recording, by its digest."""
    return Counter(
        item.digest for part in whole.parts for item in part.items if item.rank is not None
    )


def _is_sample(path: Path) -> bool:
    """Tell whether a file is a sample that was exported before."""
    try:
        read_sample(path, read_regular(path))
    except InvalidParams:
        return False
    return True
