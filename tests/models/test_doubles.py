"""Doubles of the published models, exported from torch, give what torch gives."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from sidecar.errors import SourceUnavailable
from sidecar.models.install import install
from sidecar.models.manifest import Manifest, Source
from sidecar.models.registry import Registry
from sidecar.models.session import Session
from tests.models.published import PUBLISHED, publish
from tests.models.server import encrypted, make_certificate


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_a_published_model_is_installed_from_a_folder_and_answers_as_torch_does(
    double: Callable[[str], Path], name: str, tmp_path: Path
) -> None:
    manifest = publish(double(name), name, tmp_path / "published")
    registry = Registry(tmp_path / "models", {manifest.name: manifest})
    installed = install(
        registry, manifest.name, source=str(tmp_path / "published"), on_step=lambda *step: None
    )
    session = Session(registry.path(manifest.name), installed)
    with np.load(double(name) / f"{name}.npz") as torch:
        truth = {name: torch[name] for name in torch.files}
    scores = session.run(truth["input"])
    activation = manifest.activation
    logits = truth[installed.manifest.outputs.logits or ""]
    expected = logits * activation.scale + activation.offset
    assert np.abs(scores.logits - expected).max() <= 1e-4 * np.abs(expected).max()
    assert len(session.labels) == expected.shape[1] == installed.manifest.classes
    if manifest.embedding is not None:
        assert scores.embeddings is not None
        assert scores.embeddings.shape == (2, manifest.embedding)
        distance = np.abs(scores.embeddings - truth["embedding"]).max()
        assert distance <= 1e-4 * np.abs(truth["embedding"]).max()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve `tmp_path` over TLS."""
    certificate = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    handler = partial(_Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.socket = encrypted(server.socket, certificate)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"https://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.filterwarnings("ignore")
def test_a_model_published_as_separate_files_is_fetched_and_checked(
    double: Callable[[str], Path], tmp_path: Path, address: str
) -> None:
    manifest = publish(double("ucsd"), "ucsd", tmp_path / "a folder+")
    source = manifest.sources[0].model_copy(
        update={"kind": "files", "address": f"{address}/a%20folder%2B"}
    )
    served = manifest.model_copy(update={"sources": (source,)})
    registry = Registry(tmp_path / "models", {served.name: served})
    seen: list[int] = []
    installed = install(
        registry, served.name, source=None, on_step=lambda step, done, total: seen.append(done)
    )
    assert installed.source == source.about and max(seen) > 1e7
    wrong = {**served.files["classifier"].model_dump(), "sha256": ["0" * 64]}
    files = {**served.files, "classifier": type(served.files["classifier"])(**wrong)}
    doubtful = served.model_copy(update={"files": files})
    with pytest.raises(SourceUnavailable, match="damaged or has another version"):
        install(
            Registry(tmp_path / "others", {served.name: doubtful}),
            served.name,
            source=None,
            on_step=lambda *step: None,
        )
    gone = source.model_copy(update={"address": f"{address}/nowhere"})
    with pytest.raises(SourceUnavailable, match="File not found"):
        _install_from(tmp_path, served, gone)
    by_hand = source.model_copy(update={"kind": "page"})
    with pytest.raises(SourceUnavailable, match=r"by hand.*--from FOLDER"):
        _install_from(tmp_path, served, by_hand)


def _install_from(tmp_path: Path, manifest: Manifest, source: Source) -> None:
    changed = manifest.model_copy(update={"sources": (source,)})
    registry = Registry(tmp_path / "nothing", {manifest.name: changed})
    install(registry, manifest.name, source=None, on_step=lambda *step: None)
