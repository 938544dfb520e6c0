"""Labels: what people read, the folders they stand for, and the presets."""

import re
from pathlib import Path

from modelkit.command import UsageError

FOOD11 = (
    "Bread",
    "Dairy product",
    "Dessert",
    "Egg",
    "Fried food",
    "Meat",
    "Noodles/Pasta",
    "Rice",
    "Seafood",
    "Soup",
    "Vegetable/Fruit",
)
PRESETS = {"food11": FOOD11}


def slug(text: str) -> str:
    """One class has one slug: that of "Noodles/Pasta" and of "Noodles-Pasta" is "noodles_pasta"."""
    return re.sub(r"[\W_]+", "_", text.lower()).strip("_")


def from_folder(folder: str) -> str:
    """A label for people: "Apple pie" of "apple_pie"."""
    words = re.sub(r"[_\s]+", " ", folder).strip()
    return words[:1].upper() + words[1:]


def named(preset_or_file: str) -> tuple[str, ...]:
    """A preset's labels, or those of a text file with one label a line, in the order of the model's outputs."""
    preset = PRESETS.get(preset_or_file)
    return preset if preset else _of_file(Path(preset_or_file))


def _of_file(file: Path) -> tuple[str, ...]:
    if not file.is_file():
        raise UsageError(f"--labels is a preset ({', '.join(PRESETS)}) or a file with one label a line, not {file}")
    labels = tuple(line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    if len(labels) < 2 or len({slug(label) for label in labels}) < len(labels):
        raise UsageError(f"{file} must list at least two labels, each one once")
    return labels
