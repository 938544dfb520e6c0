"""Trains a classifier on a folder of class folders and writes it as a model package.

Without --epochs, the backbone stays as it is and gets a new head: minutes on a CPU, from 5 photos a class. With
--epochs N, the backbone is trained too: for thousands of photos and a GPU.
"""

import argparse
from pathlib import Path

from modelkit import backbones, labels, package, photos, reading, training, tuning
from modelkit.backbones import Backbone
from modelkit.command import UsageError, add_output, require_free, run
from modelkit.photos import PhotoFolder
from modelkit.reading import Compute, Embedded
from modelkit.training import Trained


def main() -> None:
    arguments = parse()
    require_free(arguments.out, package.MANIFEST, arguments.overwrite)
    folder = photos.scan(arguments.photos, labels.named(arguments.labels) if arguments.labels else None)
    tests = photos.scan(arguments.test, folder.labels) if arguments.test else None
    compute = reading.compute(arguments)
    backbone = backbones.load(arguments)

    print(f"{len(folder.photos):,} photos in {len(folder.labels)} classes of {folder.title}; {backbone.description}")
    embedded = reading.embed(backbone, folder.photos, compute, "photos")
    embedded.report()
    training.require_enough(embedded, folder)
    trained = train(arguments, backbone, embedded, folder, compute)
    print(f"{trained.held_out_set}: {trained.held_out}")

    facts = {"metrics": {"test_set": trained.held_out_set} | trained.held_out.manifest()}
    if tests:
        facts = on_tests(trained, backbone, tests, embedded, compute) | {"held_out": facts["metrics"]}
    facts["dataset"] = {
        "name": folder.title,
        "photos": len(embedded.photos),
        "left_out": len(embedded.left_out),
        "sha256": reading.dataset_digest(embedded, folder.labels),
    }
    facts["training"] = {"c": arguments.c, "epochs": arguments.epochs, "seed": arguments.seed}
    write(arguments, trained, backbone, folder, facts)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, required=True, metavar="DIR", help="DIR/<class>/<photo>")
    add_output(parser)
    parser.add_argument("--name", help="of the model (default: that of the --out folder)")
    parser.add_argument("--test", type=Path, metavar="DIR", help="photos to measure on, which never train")
    parser.add_argument("--labels", metavar="PRESET|FILE", help="labels and their order: food11, or a file, one a line")
    backbones.add_arguments(parser, default=backbones.LITE0)
    depth = parser.add_mutually_exclusive_group()
    depth.add_argument(
        "--head-only", dest="epochs", action="store_const", const=0, default=0, help="new head, same backbone (default)"
    )
    depth.add_argument("--epochs", type=int, default=0, metavar="N", help="train the backbone too")
    parser.add_argument("--c", type=float, default=0.03, help="weight of the losses against the L2 penalty")
    parser.add_argument("--learning-rate", type=float, default=3e-4, help="of --epochs")
    parser.add_argument("--batch", type=int, default=32, help="of --epochs")
    reading.add_arguments(parser)
    arguments = parser.parse_args()
    if arguments.epochs < 0 or arguments.c <= 0 or arguments.batch < 1 or arguments.learning_rate <= 0:
        raise UsageError("--epochs cannot be negative; --c, --batch and --learning-rate must be positive")
    return arguments


def train(
    arguments: argparse.Namespace, backbone: Backbone, embedded: Embedded, folder: PhotoFolder, compute: Compute
) -> Trained:
    if arguments.epochs == 0:
        return training.new_head(backbone, embedded, folder, arguments.c, arguments.seed)
    plan = tuning.Plan(arguments.epochs, arguments.learning_rate, arguments.batch, arguments.seed)
    return training.whole_network(backbone, embedded, folder, arguments.c, plan, compute)


def on_tests(
    trained: Trained, backbone: Backbone, tests: PhotoFolder, embedded: Embedded, compute: Compute
) -> dict[str, dict]:
    network = Backbone(trained.network, trained.fc, backbone.input, trained.backbone_text)
    unseen = reading.embed(network, tests.photos, compute, "test photos", known=embedded.digests)
    unseen.report()
    if not unseen.photos:
        raise UsageError(f"{tests.root} has no usable photo")
    measured = trained.scores_on(unseen)
    print(f"{tests.title}: {measured}")
    return {"metrics": {"test_set": tests.title} | measured.manifest()}


def write(
    arguments: argparse.Namespace, trained: Trained, backbone: Backbone, folder: PhotoFolder, facts: dict[str, dict]
) -> None:
    card = package.Card(
        name=arguments.name or arguments.out.resolve().name,
        labels=folder.labels,
        label_folders=folder.folders,
        temperature=trained.temperature,
        backbone=trained.backbone_text,
        head=trained.head_text,
        facts=facts,
    )
    package.write(arguments.out, package.Classifier(trained.network, trained.fc), backbone.input, card)
    print(
        f"{arguments.out}: temperature {trained.temperature:.4f}; serve it: gourmetloop serve --model {arguments.out}"
    )


if __name__ == "__main__":
    run(main)
