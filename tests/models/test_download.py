"""An installation over the internet: from named hosts, up to a size, resumed, stopped at once."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sidecar.errors import LinnetError, RequestCancelled, SourceUnavailable
from sidecar.models.download import Order, download
from sidecar.models.install import install
from sidecar.models.manifest import Manifest
from sidecar.models.registry import MODEL_FILE, Registry
from tests.models.server import Server, make_certificate, serving
from tests.tiny import UCSD, write_labels, write_model

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def server(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield from serving(certificate)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give a tiny model's published files, of half a megabyte, by name."""
    folder = tmp_path_factory.mktemp("files")
    model = write_model(folder / "m.onnx", shape=UCSD, classes=3, embedding=130_000)
    labels = write_labels(folder / "labels.txt", 3)
    return {"m.onnx": model.read_bytes(), "labels.txt": labels.read_bytes()}


def _manifest(files: dict[str, bytes], **source: Any) -> Manifest:
    members = {"classifier": "m.onnx", "labels": "labels.txt"}
    published = {
        role: {
            "convert": "onnx" if role == "classifier" else "labels-lines",
            "sha256": [hashlib.sha256(files[name]).hexdigest()],
        }
        for role, name in members.items()
    }
    return Manifest.model_validate(
        {
            "name": "tiny",
            "title": "Tiny",
            "version": "1",
            "licence": {"name": "none", "url": "", "summary": ""},
            "input": {"frontend": "ucsd-librosa-mel"},
            "files": published,
            "sources": [{"about": "the test", "members": members, **source}],
        }
    )


@pytest.fixture
def registry(server: Server, files: dict[str, bytes], tmp_path: Path) -> Registry:
    """Make a registry that knows one model, whose files the server has below /m."""
    server.does.files = {f"/m/{name}": content for name, content in files.items()}
    manifest = _manifest(files, kind="files", address=f"{server.address}/m")
    return Registry(tmp_path / "home" / "models", {"tiny": manifest})


def _install(registry: Registry, **more: Any) -> Any:
    given = {"source": None, "on_step": lambda step, done, total: None, **more}
    return install(registry, "tiny", **given)


def _asked(server: Server, name: str = "/m/m.onnx") -> list[str | None]:
    return [ranged for path, ranged in server.does.asked if path == name]


def _left(registry: Registry) -> list[str]:
    if not registry.folder.exists():
        return []
    return sorted(
        str(path.relative_to(registry.folder))
        for path in registry.folder.rglob("*")
        if path.is_file() and path.relative_to(registry.folder).parts[0] != "tiny"
    )


def test_files_come_over_tls_and_nothing_else_stays(registry: Registry, server: Server) -> None:
    steps: list[tuple[str, int, int]] = []
    _install(registry, on_step=lambda *step: steps.append(step))
    assert registry.installed("tiny") is not None
    assert _left(registry) == []
    assert steps[-1] == ("convert", 1, 1) and steps[-3][:2] > ("download", 520_000)


def test_a_cut_is_mended_by_asking_for_the_rest(
    registry: Registry, server: Server, files: dict[str, bytes]
) -> None:
    server.does.cuts = [200_000, 100_000]
    _install(registry)
    assert _asked(server) == [None, "bytes=200000-", "bytes=300000-"]
    assert (registry.path("tiny") / MODEL_FILE).read_bytes() == files["m.onnx"]


def test_the_next_try_goes_on_where_a_stopped_one_ended(
    registry: Registry, server: Server, files: dict[str, bytes]
) -> None:
    def stop(step: str, done: int, total: int) -> None:
        if done:
            raise RequestCancelled

    with pytest.raises(RequestCancelled):
        server.does.cuts = [150_000]
        _install(registry, on_step=stop)
    (size,) = {path.stat().st_size for path in registry.folder.rglob("*.part")}
    assert 0 < size <= len(files["m.onnx"])
    server.does.asked.clear()
    server.does.cuts = []
    _install(registry)
    assert _asked(server)[0] == f"bytes={size}-"
    assert (registry.path("tiny") / MODEL_FILE).read_bytes() == files["m.onnx"]
    assert _left(registry) == []


def test_a_server_that_knows_no_ranges_sends_all_again(
    registry: Registry, server: Server, files: dict[str, bytes]
) -> None:
    server.does.ranges, server.does.cuts = False, [200_000]
    _install(registry)
    assert _asked(server) == [None, "bytes=200000-"]
    assert (registry.path("tiny") / MODEL_FILE).read_bytes() == files["m.onnx"]


def test_without_a_version_of_the_file_nothing_is_joined(
    registry: Registry, server: Server
) -> None:
    server.does.etag, server.does.cuts = False, [200_000]
    _install(registry)
    assert _asked(server) == [None, None]


def test_a_file_that_changed_meanwhile_is_not_joined_to_its_beginning(
    registry: Registry, server: Server, files: dict[str, bytes]
) -> None:
    other = files["m.onnx"][:-1] + b"\0"
    server.does.files["/m/m.onnx"] = other
    server.does.cuts = [200_000, 0, 0, 0, 0, 0]
    with pytest.raises(SourceUnavailable, match="ended early"):
        _install(registry)
    server.does.files["/m/m.onnx"] = files["m.onnx"]
    server.does.cuts = []
    _install(registry)
    assert (registry.path("tiny") / MODEL_FILE).read_bytes() == files["m.onnx"]


def test_a_beginning_longer_than_the_file_begins_again(
    server: Server, tmp_path: Path, files: dict[str, bytes]
) -> None:
    server.does.files["/a"] = files["m.onnx"]
    server.does.cuts = [1000, 0]
    order, target = Order(f"{server.address}/a", 1 << 30), tmp_path / "a.part"
    with pytest.raises(SourceUnavailable):
        download(order, target, lambda done, total: None)
    with target.open("ab") as file:
        file.truncate(len(files["m.onnx"]))
    download(order, target, lambda done, total: None)
    assert target.read_bytes() == files["m.onnx"]


def test_a_wrong_digest_is_refused_and_not_kept(registry: Registry, server: Server) -> None:
    content = server.does.files["/m/m.onnx"]
    server.does.files["/m/m.onnx"] = content[:-1] + bytes([content[-1] ^ 1])
    with pytest.raises(SourceUnavailable, match="classifier file is damaged or has another"):
        _install(registry)
    assert registry.installed("tiny") is None and _left(registry) == []


@pytest.mark.parametrize("declares", [True, False])
def test_more_than_the_manifest_allows_is_refused(
    server: Server, files: dict[str, bytes], tmp_path: Path, declares: bool
) -> None:
    source = {"kind": "files", "address": f"{server.address}/m", "bytes": 200_000}
    registry = Registry(tmp_path / "models", {"tiny": _manifest(files, **source)})
    server.does.files = {f"/m/{name}": content for name, content in files.items()}
    server.does.length = declares
    with pytest.raises(SourceUnavailable, match="this download has at most 0 MB"):
        _install(registry)
    assert all(path.stat().st_size <= 220_000 for path in tmp_path.rglob("*.part"))


def test_a_body_that_is_longer_than_declared_is_cut_there(
    registry: Registry, server: Server
) -> None:
    server.does.declared = 100
    with pytest.raises(SourceUnavailable, match="damaged or has another version"):
        _install(registry)


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("http://localhost/m.onnx", "over https only, and http://localhost/m.onnx is not"),
        ("https://127.0.0.1:{port}/x", "sends us on to 127.0.0.1, which .* does not name"),
        ("file:///etc/passwd", "over https only|not allowed"),
        ("ftp://localhost/x", "over https only"),
    ],
)
def test_a_redirect_leads_to_named_hosts_over_https_only(
    registry: Registry, server: Server, to: str, said: str
) -> None:
    server.does.redirects["/m/m.onnx"] = to.format(port=server.server_port)
    server.does.files["/x"] = b"secret"
    with pytest.raises(SourceUnavailable, match=said):
        _install(registry)
    assert "/x" not in [path for path, _ in server.does.asked]


def test_a_redirect_to_a_host_that_the_manifest_names_is_followed(
    server: Server, files: dict[str, bytes], tmp_path: Path
) -> None:
    source = {"kind": "files", "address": f"{server.address}/m", "hosts": ["127.0.0.1"]}
    registry = Registry(tmp_path / "models", {"tiny": _manifest(files, **source)})
    server.does.files = {f"/m/{name}": content for name, content in files.items()}
    server.does.files["/x"] = server.does.files.pop("/m/m.onnx")
    server.does.redirects["/m/m.onnx"] = f"https://127.0.0.1:{server.server_port}/x"
    _install(registry)
    assert registry.installed("tiny") is not None


def test_redirects_without_end_are_refused(registry: Registry, server: Server) -> None:
    server.does.redirects["/m/m.onnx"] = f"{server.address}/m/m.onnx"
    with pytest.raises(SourceUnavailable, match="302"):
        _install(registry)


def test_a_stranger_without_a_trusted_certificate_gets_no_request(
    registry: Registry, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere.pem")
    monkeypatch.setenv("SSL_CERT_DIR", "/nowhere")
    with pytest.raises(SourceUnavailable, match="certificate"):
        _install(registry)
    assert server.does.asked == []


def test_an_address_that_a_person_gives_needs_https_too(registry: Registry) -> None:
    with pytest.raises(SourceUnavailable, match="over https only"):
        _install(registry, source="http://localhost/m.zip")


@pytest.mark.parametrize("how", ["drips", "silent"])
def test_a_server_that_lets_us_wait_is_left_at_once(
    registry: Registry, server: Server, how: str
) -> None:
    setattr(server.does, how, True)
    ticks: list[float] = []

    def cancelled(step: str, done: int, total: int) -> None:
        ticks.append(time.monotonic())
        if server.does.going.is_set():
            raise RequestCancelled

    with pytest.raises(RequestCancelled):
        _install(registry, on_step=cancelled)
    ended = [each.name for each in threading.enumerate() if each.name == "linnet-download"]
    assert ended == []  # it ended with the connection, and nobody waited for the server
    assert not server.does.over.is_set()


def _zipped(content: dict[str, bytes], **kinds: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **kinds) as archive:
        for name, each in content.items():
            archive.writestr(name, each)
    return out.getvalue()


def _bomb() -> bytes:
    content = {"m.onnx": b"\0" * 50_000_000, "labels.txt": b"x"}
    return _zipped(content, compression=zipfile.ZIP_DEFLATED)


def _claims_less() -> bytes:
    """Make a bomb that claims to be small in its directory, and in the file's own header."""
    bomb = bytearray(_bomb())
    real, small = (50_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    return bytes(bomb.replace(real, small))


def _encrypted(files: dict[str, bytes]) -> bytes:
    content = bytearray(_zipped(files))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        content[at + offset] |= 1
    return bytes(content)


def _scrambled(files: dict[str, bytes]) -> bytes:
    """Spoil the packed bytes of a file, while the directory stays whole."""
    content = bytearray(_zipped(files, compression=zipfile.ZIP_DEFLATED))
    packed = 30 + len(next(iter(files)))  # after the header and its name
    content[packed : packed + 8] = b"\xff" * 8
    return bytes(content)


HOSTILE_ZIPS: dict[str, tuple[Callable[[dict[str, bytes]], bytes], str]] = {
    "a bomb": (lambda files: _bomb(), "would unpack to 50 MB"),
    "a bomb that claims less": (lambda files: _claims_less(), "incomplete or damaged"),
    "locked": (_encrypted, "cannot be unpacked"),
    "cut": (lambda files: _zipped(files)[:-100], "incomplete or damaged"),
    "scrambled": (_scrambled, "incomplete or damaged"),
    "files elsewhere": (
        lambda files: _zipped({f"../../{name}": each for name, each in files.items()}),
        "lacks the model's classifier file",
    ),
    "absolute files": (
        lambda files: _zipped({f"/tmp/{name}": each for name, each in files.items()}),
        "lacks the model's classifier file",
    ),
}


@pytest.mark.parametrize("name", HOSTILE_ZIPS)
@pytest.mark.parametrize("by_address", [True, False])
def test_a_hostile_archive_is_refused_and_leaves_nothing(
    server: Server, files: dict[str, bytes], tmp_path: Path, name: str, by_address: bool
) -> None:
    make, said = HOSTILE_ZIPS[name]
    server.does.files["/m.zip"] = make(files)
    manifest = _manifest(files, kind="archive", address=f"{server.address}/m.zip")
    registry = Registry(tmp_path / "home" / "models", {"tiny": manifest})
    archive = tmp_path / "m.zip"
    archive.write_bytes(make(files))
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SourceUnavailable, match=said):
        _install(registry, source=None if by_address else str(archive))
    left = [path for path in tmp_path.rglob("*") if path not in before and path.is_file()]
    assert left == []


def test_a_link_in_an_archive_is_only_its_text(files: dict[str, bytes], tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("m.onnx")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("labels.txt", files["labels.txt"])
    path = tmp_path / "m.zip"
    path.write_bytes(out.getvalue())
    source = {"kind": "archive", "address": "https://localhost/m.zip"}
    registry = Registry(tmp_path / "models", {"tiny": _manifest(files, **source)})
    with pytest.raises(SourceUnavailable, match="damaged or has another version"):
        _install(registry, source=str(path))


_INSTALL = """
import sys
from pathlib import Path
from sidecar.models.install import install
from sidecar.models.manifest import Manifest
from sidecar.models.registry import Registry
manifest = Manifest.model_validate_json(sys.argv[2])
registry = Registry(Path(sys.argv[1]), {"tiny": manifest})
install(registry, "tiny", source=None, on_step=lambda *step: print(*step, flush=True))
"""


@pytest.mark.parametrize("after", [1, 3, 6])
def test_the_next_installation_clears_what_a_killed_one_left_and_uses_it(
    registry: Registry, server: Server, files: dict[str, bytes], after: int
) -> None:
    manifest = registry.manifest("tiny").model_dump_json(by_alias=True)
    command = [sys.executable, "-c", _INSTALL, str(registry.folder), manifest]
    server.does.drips = True
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        for _ in range(after):
            killed.stdout.readline()
        server.does.going.wait()
        killed.send_signal(signal.SIGKILL)
    server.does.over.set()
    server.does.drips = False
    server.does.asked.clear()
    assert _left(registry)
    _install(registry)
    assert _left(registry) == []
    assert (registry.path("tiny") / MODEL_FILE).read_bytes() == files["m.onnx"]


def test_a_model_that_was_being_replaced_when_its_installation_died_comes_back(
    registry: Registry, server: Server
) -> None:
    _install(registry)
    code = f"""
from pathlib import Path
from sidecar.scratch import mark
folder = Path({str(registry.folder)!r})
staging = folder / f".installing-tiny-x{{mark()}}"
staging.mkdir()
(folder / "tiny").rename(staging / "before")
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    assert registry.installed("tiny") is None
    server.does.files.clear()
    with pytest.raises(LinnetError):
        _install(registry)
    assert registry.installed("tiny") is not None and _left(registry) == []


def test_a_beginning_that_nobody_wants_goes_after_a_week(
    registry: Registry, server: Server, tmp_path: Path
) -> None:
    server.does.cuts = [1000, 0]
    with pytest.raises(SourceUnavailable):
        _install(registry)
    assert len(_left(registry)) == 2
    for path in (registry.folder / ".downloads").iterdir():
        os.utime(path, (0, 0))
    server.does.asked.clear()
    server.does.cuts = []
    _install(registry)
    assert _asked(server)[0] is None


def test_a_folder_as_source_opens_no_connection(
    registry: Registry, server: Server, files: dict[str, bytes], tmp_path: Path
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    _install(registry, source=str(tmp_path))
    assert server.does.asked == [] and registry.installed("tiny") is not None


def test_a_folder_without_the_files_is_no_matter_of_the_internet(
    registry: Registry, tmp_path: Path
) -> None:
    with pytest.raises(SourceUnavailable, match="the folder has no file named") as refused:
        _install(registry, source=str(tmp_path))
    assert "internet" not in refused.value.hint and "folder" in refused.value.hint
