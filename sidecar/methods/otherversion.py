"""Another version of a model analyses what the model failed on, in a run of its own."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from sidecar.app.engine import Engine
from sidecar.contract.analyze import Fallback
from sidecar.errors import CatalogUnavailable, LinnetError, RequestCancelled, StorageFull
from sidecar.methods.standin import StandIn
from sidecar.models.usable import unusable
from sidecar.run.work import Failed

log = logging.getLogger(__name__)


def other_versions(engine: Engine, model: str, version_id: str) -> list[str]:
    """Name the other installed versions of a model, as requests name models.

    Variants that agree come first, then earlier versions, the last one first.
    """
    state = engine.registry.state(model)
    there = [record for _, record in engine.registry.versions(model)]
    others = [each for each in there if each.version_id != version_id and unusable(each) is None]
    variants = [each.version_id for each in others if each.made is not None]
    plain = {each.version_id for each in others if each.made is None}
    earlier = [each for each in reversed(state.earlier) if each in plain]
    never = sorted(plain.difference(earlier))
    return [f"{model}@{each}" for each in (*variants, *earlier, *never)]


def variant(scene: StandIn, failed: Sequence[Failed]) -> dict[str, Fallback]:
    """Analyse recordings by other versions; each keeps its analyses as its own."""
    found: dict[str, Fallback] = {}
    for name in other_versions(scene.engine, scene.model, scene.asked.session.version_id):
        left = [each for each in failed if each.work.url not in found]
        if not left:
            break
        try:
            found |= _by(scene, name, left)
        except (RequestCancelled, CatalogUnavailable, StorageFull):
            raise
        except LinnetError as error:
            log.warning("the version %s cannot stand in: %s %s", name, error.message, error.hint)
    return found


def _by(scene: StandIn, name: str, failed: Sequence[Failed]) -> dict[str, Fallback]:
    urls = [each.work.url for each in failed]
    request = scene.asked.request.model_copy(
        update={
            "model": name,
            "inputs": urls,
            "recording_ids": [],
            "where": None,
            "not_analysed": False,
            "answer": "brief",
            "table": False,
            "fallbacks": [],
        }
    )
    result = scene.again(request)
    done = {url for _, url in scene.catalog.runs.analysed(result.run_id)}
    scene.know(done)
    heard = scene.detections_of_run(result.run_id)
    said = (
        f"Version {result.model.version_id} of {result.model.name} analysed the recording in run "
        f"{result.run_id}."
    )
    return {
        each.work.url: scene.fallback(
            each,
            "variant",
            said,
            model=result.model,
            run_id=result.run_id,
            detections=heard.get(each.work.url, []),
        )
        for each in failed
        if each.work.url in done
    }
