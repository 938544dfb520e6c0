"""A model package: one self-contained graph and the manifest that says how to use it."""

import hashlib
import json
import os
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from modelkit.picture import InputSpec

GRAPH = "model.onnx"
MANIFEST = "model.json"
_OPSET = 17
_TOLERANCE = 1e-3


class Classifier(nn.Module):
    """float32[N, 3, H, W] to (logits float32[N, C], embedding float32[N, D]); `fc` is what a retraining replaces."""

    def __init__(self, backbone: nn.Module, fc: nn.Linear) -> None:
        super().__init__()
        self.backbone = backbone
        self.fc = fc

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        embedding = self.backbone(pictures)
        return self.fc(embedding), embedding


@dataclass(frozen=True)
class Card:
    """What model.json tells beside the facts of the graph. `facts` (metrics, data, training) come last."""

    name: str
    labels: tuple[str, ...]
    label_folders: tuple[str, ...]
    temperature: float
    backbone: str
    head: str
    facts: dict[str, Any]


def write(folder: Path, classifier: Classifier, spec: InputSpec, card: Card) -> None:
    widths = {"logits": classifier.fc.out_features, "embedding": classifier.fc.in_features}
    graph = export(classifier, spec, widths)
    manifest = {
        "name": card.name,
        "version": 1,
        "labels": card.labels,
        "label_folders": card.label_folders,
        **described(graph, spec, widths),
        "temperature": round(card.temperature, 4),
        "backbone": card.backbone,
        "head": card.head,
        **card.facts,
    }
    save(folder, {GRAPH: graph, MANIFEST: as_json(manifest)})


def export(module: nn.Module, spec: InputSpec, widths: dict[str, int]) -> bytes:
    """The module as ONNX; `widths` are its outputs in order, each float32[N, width]. Fails unless ONNX Runtime gives
    for the graph what PyTorch gives for the module."""
    module = module.cpu().eval()
    graph = _exported(module, spec, widths)
    _require_agreement(graph, module, spec, widths)
    return graph


def described(graph: bytes, spec: InputSpec, widths: dict[str, int]) -> dict[str, Any]:
    return {
        "input": spec.manifest(),
        "outputs": {output: [None, width] for output, width in widths.items()},
        "sha256": hashlib.sha256(graph).hexdigest(),
    }


def as_json(manifest: dict[str, Any]) -> bytes:
    return (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()


def save(folder: Path, files: dict[str, bytes]) -> None:
    """A reader sees the old file or the new one, never a half."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        scratch = folder / f"{name}.part"
        scratch.write_bytes(content)
        os.replace(scratch, folder / name)


def _exported(module: nn.Module, spec: InputSpec, widths: dict[str, int]) -> bytes:
    outputs = list(widths)
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        # The tracing exporter is deprecated, but needs no further package and keeps the names of the last layer.
        warnings.simplefilter("ignore")
        file = Path(scratch) / GRAPH
        torch.onnx.export(
            module,
            (torch.zeros(2, 3, spec.size, spec.size),),
            file,
            dynamo=False,
            opset_version=_OPSET,
            input_names=["input"],
            output_names=outputs,
            dynamic_axes={name: {0: "batch"} for name in ["input", *outputs]},
        )
        model = onnx.load(file)
    for output in model.graph.output:
        output.type.tensor_type.shape.dim[1].dim_value = widths[output.name]
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString(deterministic=True)


def _require_agreement(graph: bytes, module: nn.Module, spec: InputSpec, widths: dict[str, int]) -> None:
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    random = np.random.default_rng(0)
    for batch in (1, 3):
        pictures = random.standard_normal((batch, 3, spec.size, spec.size), dtype=np.float32)
        with torch.inference_mode():
            expected = module(torch.from_numpy(pictures))
        expected = expected if isinstance(expected, tuple) else (expected,)
        for name, ours, theirs in zip(widths, session.run(list(widths), {"input": pictures}), expected, strict=True):
            largest = theirs.abs().max().item()
            difference = float(np.abs(ours - theirs.numpy()).max())
            if not (np.isfinite(largest) and difference <= _TOLERANCE * largest):
                raise RuntimeError(
                    f"ONNX Runtime and PyTorch differ in {name}: by {difference:.2g} of {largest:.2g}, batch of {batch}"
                )
