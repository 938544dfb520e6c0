"""How every script of this folder speaks to its user."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path


class UsageError(Exception):
    """Something that the user can mend; its text says what and how."""


def run(main: Callable[[], None]) -> None:
    """Runs a script: exit code 0, or 2 with one line instead of a stack trace for what the user can mend."""
    try:
        main()
    except UsageError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write")
    parser.add_argument("--overwrite", action="store_true", help="replace what --out holds")


def require_free(out: Path, manifest: str, overwrite: bool) -> None:
    """Asked before the work starts, so that no hour of training ends in a refusal."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; --out names a folder")
    if (out / manifest).exists() and not overwrite:
        raise UsageError(f"{out} holds a model already; add --overwrite to replace it")
