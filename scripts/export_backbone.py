"""Exports the shipped backbone, EfficientNet-Lite0 of PyPI, as a graph with the one output `embedding`.

With --compare, its embeddings are compared with those of a model package, on photos: a model whose head was trained on
this backbone gives the same ones.
"""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from modelkit import backbones, package, photos
from modelkit.backbones import Backbone
from modelkit.command import UsageError, add_output, require_free, run

GRAPH = "backbone.onnx"
MANIFEST = "backbone.json"


def main() -> None:
    arguments = parse()
    require_free(arguments.out, MANIFEST, arguments.overwrite)
    backbone = backbones.load(arguments)
    widths = {"embedding": backbone.dimensions}
    graph = package.export(backbone.network, backbone.input, widths)
    manifest = {"name": arguments.backbone, **package.described(graph, backbone.input, widths)}
    manifest["backbone"] = backbone.description
    package.save(arguments.out, {GRAPH: graph, MANIFEST: package.as_json(manifest)})
    print(f"{arguments.out / GRAPH}: embedding of {backbone.dimensions}; {backbone.description}")
    if arguments.compare:
        compare(arguments, backbone)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_output(parser)
    backbones.add_arguments(parser, default=backbones.LITE0)
    parser.add_argument(
        "--compare", type=Path, metavar="MODEL", help="model package whose embeddings should be the same"
    )
    parser.add_argument("--photos", type=Path, metavar="DIR", help="for --compare: DIR/<class>/<photo>")
    parser.add_argument("--count", type=int, default=100, help="for --compare: photos, spread over DIR")
    arguments = parser.parse_args()
    if (arguments.compare is None) != (arguments.photos is None) or arguments.count < 1:
        raise UsageError("--compare needs --photos, and the other way round, and at least one photo")
    return arguments


def compare(arguments: argparse.Namespace, backbone: Backbone) -> None:
    """Prints the cosine of both graphs' embeddings of the same pixels."""
    folder = photos.scan(arguments.photos)
    sample = folder.photos[:: max(1, len(folder.photos) // arguments.count)][: arguments.count]
    pictures = [
        backbone.input.normalized(torch.from_numpy(backbone.input.pixels(photo.path)[None])).numpy() for photo in sample
    ]
    ours = embeddings(arguments.out / GRAPH, pictures)
    theirs = embeddings(arguments.compare / package.GRAPH, pictures)
    cosines = (ours * theirs).sum(axis=1) / np.linalg.norm(ours, axis=1) / np.linalg.norm(theirs, axis=1)
    print(
        f"cosine to {arguments.compare} on {len(sample)} photos: least {cosines.min():.7f}, mean {cosines.mean():.7f}"
    )


def embeddings(graph: Path, pictures: list[np.ndarray]) -> np.ndarray:
    """float32[len(pictures), D] of pictures [1, 3, size, size]."""
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    return np.concatenate([session.run(["embedding"], {"input": picture})[0] for picture in pictures])


if __name__ == "__main__":
    run(main)
