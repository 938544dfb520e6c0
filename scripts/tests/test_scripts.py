"""The scripts as a user runs them."""

import hashlib
import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from modelkit.command import run
from modelkit.labels import FOOD11
from modelkit.picture import InputSpec

Script = Callable[..., str]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Script:
    """script("finetune", options…, code=0) runs it and gives what it printed."""

    def outcome(name: str, *options: object, code: int = 0) -> str:
        monkeypatch.setattr(sys, "argv", [f"{name}.py", *map(str, options)])
        exit_code = 0
        try:
            run(importlib.import_module(name).main)
        except SystemExit as end:
            exit_code = end.code or 0
        shown = capsys.readouterr()
        assert exit_code == code, shown.out + shown.err
        return shown.out + shown.err

    return outcome


def require_package(folder: Path, classes: int, dimensions: int) -> dict:
    """Manifest and graph fit each other, for any batch size, and the last layer can be replaced."""
    manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    graph = (folder / "model.onnx").read_bytes()
    assert manifest["sha256"] == hashlib.sha256(graph).hexdigest()
    assert manifest["outputs"] == {"logits": [None, classes], "embedding": [None, dimensions]}
    assert len(manifest["labels"]) == len(manifest["label_folders"]) == classes
    model = onnx.load_model_from_string(graph)
    assert not any(tensor.external_data for tensor in model.graph.initializer)
    last = model.graph.node[-1]
    assert (last.op_type, list(last.input), list(last.output)) == (
        "Gemm",
        ["embedding", "fc.weight", "fc.bias"],
        ["logits"],
    )
    size = manifest["input"]["size"]
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    for batch in (1, 5):
        noise = np.random.default_rng(batch).standard_normal((batch, 3, size, size), dtype=np.float32)
        logits, embedding = session.run(["logits", "embedding"], {manifest["input"]["name"]: noise})
        assert logits.shape == (batch, classes) and embedding.shape == (batch, dimensions)
    assert np.abs(logits - logits[0]).max() > 1e-3, "every picture gets the same answer"
    return manifest


def predicted(folder: Path, manifest: dict, photo: Path) -> str:
    given = manifest["input"]
    spec = InputSpec(given["size"], given["resize_short_side"], tuple(given["mean"]), tuple(given["std"]))
    pixels = spec.pixels(photo).astype(np.float32) / 255
    picture = ((pixels - np.float32(given["mean"])) / np.float32(given["std"])).transpose(2, 0, 1)[None]
    session = onnxruntime.InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])
    return manifest["labels"][int(session.run(["logits"], {"input": picture})[0].argmax())]


TINY = ("--backbone", "mobilenet_v2", "--random", "--size", 64, "--workers", 0)


def test_a_food11_mobilenet_becomes_a_package(script: Script, tmp_path: Path) -> None:
    script("export_torchvision", "--labels", "food11", "--random", "--out", tmp_path / "food11")
    manifest = require_package(tmp_path / "food11", classes=11, dimensions=1280)
    assert tuple(manifest["labels"]) == FOOD11 and manifest["name"] == "food11"


def test_a_new_head_tells_the_dishes_apart(script: Script, tmp_path: Path, two_dishes: Path, draw) -> None:
    out = tmp_path / "soups"
    shown = script("finetune", "--photos", two_dishes, "--out", out, "--workers", 0)
    manifest = require_package(out, classes=2, dimensions=1280)
    assert manifest["labels"] == ["Blue soup", "Red soup"] and manifest["label_folders"] == ["blue_soup", "red_soup"]
    assert manifest["metrics"]["test_set"] == "dishes/train, 5-fold cross-validation" and manifest["metrics"]["n"] == 24
    assert "24 photos in 2 classes" in shown
    assert predicted(out, manifest, draw(tmp_path / "new.png", (190, 60, 60), 500)) == "Red soup"
    assert predicted(out, manifest, draw(tmp_path / "new.png", (60, 60, 190), 501)) == "Blue soup"


def test_the_whole_network_can_be_trained_and_is_then_another_backbone(
    script: Script, tmp_path: Path, two_dishes: Path, draw
) -> None:
    for seed in range(3):
        draw(tmp_path / "test" / "red_soup" / f"{seed}.png", (190, 60, 60), 200 + seed)
        draw(tmp_path / "test" / "blue_soup" / f"{seed}.png", (60, 60, 190), 300 + seed)
    out = tmp_path / "soups"
    script("finetune", "--photos", two_dishes, "--test", tmp_path / "test", "--epochs", 1, "--out", out, *TINY)
    manifest = require_package(out, classes=2, dimensions=1280)
    assert "fine-tuned for 1 epoch on dishes/train" in manifest["backbone"]
    assert manifest["metrics"]["n"] == 6 and manifest["held_out"]["n"] == 6  # 3 + 3 of 12 + 12


def test_two_runs_make_the_same_model(script: Script, tmp_path: Path, two_dishes: Path) -> None:
    for name in ("first", "second"):
        script("finetune", "--photos", two_dishes, "--name", "soups", "--out", tmp_path / name, *TINY)
    assert (tmp_path / "first" / "model.onnx").read_bytes() == (tmp_path / "second" / "model.onnx").read_bytes()
    assert (tmp_path / "first" / "model.json").read_bytes() == (tmp_path / "second" / "model.json").read_bytes()


def test_the_shipped_backbone_is_exported_from_its_package(script: Script, tmp_path: Path) -> None:
    script("export_backbone", "--out", tmp_path)
    described = json.loads((tmp_path / "backbone.json").read_text(encoding="utf-8"))
    assert described["outputs"] == {"embedding": [None, 1280]} and "Apache-2.0" in described["backbone"]
    session = onnxruntime.InferenceSession(tmp_path / "backbone.onnx", providers=["CPUExecutionProvider"])
    (embedding,) = session.run(None, {"input": np.zeros((2, 3, 224, 224), np.float32)})
    assert embedding.shape == (2, 1280) and np.isfinite(embedding).all() and embedding.max() > 0


def test_a_device_that_is_not_there_is_named(script: Script, tmp_path: Path, two_dishes: Path) -> None:
    shown = script("finetune", "--photos", two_dishes, "--out", tmp_path, "--device", "abacus", code=2)
    assert shown.startswith("error: --device abacus")


def test_a_model_is_not_replaced_by_accident(script: Script, tmp_path: Path, two_dishes: Path) -> None:
    (tmp_path / "model.json").write_text("{}", encoding="utf-8")
    shown = script("finetune", "--photos", two_dishes, "--out", tmp_path, *TINY, code=2)
    assert shown.startswith("error: ") and "--overwrite" in shown


@pytest.mark.parametrize("name", ["finetune", "export_torchvision", "export_backbone"])
def test_help_explains_every_option(script: Script, name: str) -> None:
    assert "--out DIR" in script(name, "--help")
