"""What every adapter is opened with, and how it reads its options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, SecretStr, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    import httpx

Options = TypeVar("Options", bound=BaseModel)

Place = tuple[str | int, ...]
"""The names of tables and of the key in the last, from the outermost."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What does not depend on the CMS: `zone` is that of dates without an offset, `key` the owner's key to the CMS.

    `transport` is handed on to `Http`; tests put theirs here.
    """

    zone: ZoneInfo
    key: SecretStr | None = None
    transport: httpx.AsyncBaseTransport | None = None


class OptionError(ValueError):
    """The backend's address or one of its options cannot be used. The message names it and says what it must be.

    `problems` are its sentences, each with where in the `[backend]` table what it speaks of stands, empty if nowhere.
    """

    def __init__(self, message: str, problems: tuple[tuple[Place, str], ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems or (((), message),)


def read_options(model: type[Options], options: Mapping[str, Any]) -> Options:
    """Return the `[backend]` table as the adapter's own model, which forbids what it does not know.

    Raises `OptionError` in one sentence that names each option at fault, and never its value: it may be a secret.
    """
    try:
        return model.model_validate(dict(options))
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        problems = tuple((problem["loc"], _sentence(problem)) for problem in found)
        raise OptionError("; ".join(sentence for _, sentence in problems), problems) from None


def _sentence(problem: Any) -> str:
    name = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"[backend] has an option this backend does not know: {name}"
    message = str(problem["msg"]).removeprefix("Value error, ")
    return f"[backend] {name}: {message[:1].lower()}{message[1:]}"
