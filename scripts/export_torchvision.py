"""Exports a trained torchvision or timm classifier as a model package, head and all.

Food-11 with MobileNetV2: --backbone mobilenet_v2 --labels food11 --weights food11.pth. With --calibrate, the
temperature is fitted on photos that the classifier was not trained on; without, it is 1.
"""

import argparse
from pathlib import Path

import torch
from torch import nn

from modelkit import backbones, labels, package, photos, reading, scores
from modelkit.backbones import Backbone
from modelkit.command import UsageError, add_output, require_free, run


def main() -> None:
    arguments = parse()
    require_free(arguments.out, package.MANIFEST, arguments.overwrite)
    names = labels.named(arguments.labels)
    backbone = backbones.load(arguments)
    fc = head(arguments, backbone, len(names))
    temperature, facts = calibrated(arguments, backbone, fc, names) if arguments.calibrate else (1.0, {})
    card = package.Card(
        name=arguments.name or arguments.out.resolve().name,
        labels=names,
        label_folders=tuple(labels.slug(name) for name in names),
        temperature=temperature,
        backbone=backbone.description,
        head="random" if arguments.random else f"as in {arguments.weights.name}",
        facts=facts,
    )
    package.write(arguments.out, package.Classifier(backbone.network, fc), backbone.input, card)
    print(f"{arguments.out}: {len(names)} labels, embedding of {backbone.dimensions}; {backbone.description}")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_output(parser)
    parser.add_argument("--name", help="of the model (default: that of the --out folder)")
    parser.add_argument(
        "--labels", required=True, metavar="PRESET|FILE", help="food11, or a file with one label a line"
    )
    backbones.add_arguments(parser, default="mobilenet_v2")
    parser.add_argument("--calibrate", type=Path, metavar="DIR", help="DIR/<class>/<photo>, not used in its training")
    reading.add_arguments(parser)
    arguments = parser.parse_args()
    if arguments.backbone == backbones.LITE0:
        raise UsageError(f"{backbones.LITE0} has no trained head for your labels; finetune.py makes one")
    return arguments


def head(arguments: argparse.Namespace, backbone: Backbone, classes: int) -> nn.Linear:
    if arguments.random:
        return nn.Linear(backbone.dimensions, classes)
    if backbone.head.out_features != classes:
        raise UsageError(f"{arguments.weights} has {backbone.head.out_features} outputs, --labels names {classes}")
    return backbone.head


def calibrated(
    arguments: argparse.Namespace, backbone: Backbone, fc: nn.Linear, names: tuple[str, ...]
) -> tuple[float, dict[str, dict]]:
    folder = photos.scan(arguments.calibrate, names)
    embedded = reading.embed(backbone, folder.photos, reading.compute(arguments), "photos")
    embedded.report()
    if not embedded.photos:
        raise UsageError(f"{folder.root} has no usable photo")
    with torch.inference_mode():
        logits = fc(embedded.embeddings)
    temperature = scores.temperature(logits, embedded.labels)
    measured = scores.scores(logits, embedded.labels, temperature)
    print(f"{folder.title}: {measured}")
    return temperature, {"metrics": {"test_set": folder.title} | measured.manifest()}


if __name__ == "__main__":
    run(main)
