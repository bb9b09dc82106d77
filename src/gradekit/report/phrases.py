"""Names and sentences put together so that they read as one text."""

from __future__ import annotations

__all__ = ["inside", "opened", "sentence"]


def inside(name: str) -> str:
    """A name within a sentence: a capital that only starts it is lowered, an acronym's stays.

    Args:
        name: of an option or outcome.

    Example:
        >>> inside("Epidural steroid"), inside("DRG radiofrequency")
        ('epidural steroid', 'DRG radiofrequency')
    """
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def opened(text: str) -> str:
    """A text that starts a sentence.

    Args:
        text: with any first letter.
    """
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A text with a full stop, unless it is empty or ends a sentence already.

    Args:
        text: with or without its end.

    Example:
        >>> sentence("one arm only"), sentence("Why?"), sentence(" ")
        ('one arm only.', 'Why?', '')
    """
    told = text.strip()
    return told if not told or told.endswith((".", "!", "?")) else told + "."
