"""Files in and out: read with clear refusals, written whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from gradekit.errors import DocumentError, Problem

__all__ = ["LARGEST", "decoded", "read_bytes", "write_bytes", "write_folder"]

LARGEST = 128 * 2**20
"""Bytes of the largest document read: four times a guideline of ten thousand comparisons."""


def read_bytes(file: Path) -> bytes:
    """The content of a file.

    Args:
        file: to read.

    Raises:
        DocumentError: no such file, one that cannot be opened, or one too large to be a document.
    """
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for somebody to write
            raise DocumentError(Problem("not a file", expected="a regular file", got=str(file)))
        size = found.st_size
        if size > LARGEST:
            raise DocumentError(
                Problem(
                    "document too large",
                    expected=f"up to {LARGEST // 2**20} MB",
                    got=f"{size // 2**20} MB in {file}",
                    hint="split the guideline by population",
                )
            )
        return file.read_bytes()
    except FileNotFoundError:
        raise DocumentError(Problem("no such file", expected="a document", got=str(file))) from None
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(Problem("cannot be opened", got=str(error))) from None


def decoded(content: bytes, name: str, hint: str = "") -> str:
    """The text of a file.

    Args:
        content: in UTF-8, with or without a byte order mark.
        name: of the file, for the message.
        hint: what to do about another encoding.

    Raises:
        DocumentError: bytes that are not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            Problem(
                "not UTF-8",
                expected="a text in UTF-8",
                got=f"byte {error.start} of {name}",
                hint=hint or "save it again with the encoding UTF-8",
            )
        ) from None


def write_bytes(content: bytes, file: Path) -> None:
    """Write a file whole, or not at all.

    Args:
        content: of the file.
        file: to write.

    Raises:
        DocumentError: the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name[:50], suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(content)
            part.chmod(_mode(file))
            part.replace(file)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        raise _unwritten(file, error) from None


def _unwritten(target: Path, error: OSError | ValueError) -> DocumentError:
    """What is said of a target, whatever file beside it was in the making."""
    folder = target.parent
    there = folder.is_dir()
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return DocumentError(
        Problem(
            "cannot be written",
            expected="" if there else f"an existing folder {str(folder)!r}",
            got=f"{target}: {why}",
        )
    )


def _mode(file: Path) -> int:
    """The rights of the file that is replaced, or those a new file would get."""
    if file.exists():
        return file.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def write_folder(contents: Mapping[str, bytes], folder: Path, own: Iterable[str]) -> None:
    """Write a folder of files whole, or not at all.

    Args:
        contents: of each file, by name.
        folder: to write; what it held before is replaced.
        own: names it may hold; a folder with any other file in it is left alone.

    Raises:
        DocumentError: the folder cannot be written, or holds something else.
    """
    try:
        others = (
            sorted({each.name for each in folder.iterdir()} - set(own)) if folder.exists() else []
        )
        if others:
            raise DocumentError(
                Problem(
                    "folder in use",
                    expected="a new folder, or one with nothing but a guideline's CSV files",
                    got=f"{others[0]!r} in {folder}",
                )
            )
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=folder.name[:50], suffix=".part"))
        try:
            for name, content in contents.items():
                (made / name).write_bytes(content)
            made.chmod(0o755)
            _exchange(made, folder)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        raise _unwritten(folder, error) from None


def _exchange(made: Path, folder: Path) -> None:
    """Put the new folder in place of the old one, or leave the old one there."""
    if not folder.exists():
        made.rename(folder)
        return
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=folder.name[:50], suffix=".old"))
    old = aside / folder.name
    folder.rename(old)
    try:
        made.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
