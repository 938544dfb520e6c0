"""A folder of class folders: DIR/<class>/<photo>."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from modelkit import labels as naming
from modelkit.command import UsageError

_SPLITS = {"train", "training", "test", "testing", "val", "validation", "eval", "evaluation"}


@dataclass(frozen=True)
class Photo:
    path: Path
    label: int

    @property
    def title(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}"


@dataclass(frozen=True)
class PhotoFolder:
    """Photos by label; `folders` are the class folders in the order of `labels`."""

    root: Path
    labels: tuple[str, ...]
    folders: tuple[str, ...]
    photos: list[Photo]

    @property
    def title(self) -> str:
        """Tells splits apart: "dishes10/train" rather than "train"."""
        root = self.root.resolve()
        return f"{root.parent.name}/{root.name}" if root.name.lower() in _SPLITS else root.name


def scan(root: Path, labels: Sequence[str] | None = None) -> PhotoFolder:
    """Lists the photos without opening them. With `labels`, each needs its folder and the order is theirs;
    without, every folder is a class, in alphabetical order."""
    if not root.is_dir():
        raise UsageError(f"{root} is no folder")
    found = sorted(child.name for child in root.iterdir() if child.is_dir() and not child.name.startswith("."))
    if len(found) < 2:
        raise UsageError(f"{root} has {len(found)} class folders; at least two are needed: {root}/<class>/<photo>")
    folders = tuple(found) if labels is None else _in_order_of(labels, found, root)
    texts = tuple(naming.from_folder(folder) for folder in folders) if labels is None else tuple(labels)
    twice = [text for text, count in Counter(texts).items() if count > 1]
    if twice:
        raise UsageError(f"{root} has more than one folder for: {', '.join(twice)}")
    photos = [Photo(path, label) for label, folder in enumerate(folders) for path in _files(root / folder)]
    return PhotoFolder(root, texts, folders, photos)


def _in_order_of(labels: Sequence[str], found: list[str], root: Path) -> tuple[str, ...]:
    by_slug = {naming.slug(folder): folder for folder in found}
    missing = [label for label in labels if naming.slug(label) not in by_slug]
    if missing:
        raise UsageError(f"{root} has no folder for: {', '.join(missing)}")
    folders = tuple(by_slug[naming.slug(label)] for label in labels)
    unknown = sorted(set(found) - set(folders))
    if unknown:
        raise UsageError(f"{root} has folders that are no label of --labels: {', '.join(unknown)}")
    return folders


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
