"""Wrong usage in the words of this program, with what was probably meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpicli.cli.output import Failure
from kpicli.findings import did_you_mean, nearest, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer.exceptions import TyperException

_SUGGESTION = re.compile(r"\s*Did you mean .*\Z")
_POSSIBLE = re.compile(r"\s*\(Possible options?: .*\)\Z")
_EXTRA = re.compile(r"unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)")
_NOT_ONE_OF = re.compile(r"'(?P<word>[^']*)' is not one of (?P<known>.*?)\.?\Z")


def usage_failure(error: TyperException) -> Failure:
    """What Typer says about the arguments, as a failure of the command."""
    message = error.format_message().replace("Value error, ", "")
    wrong = _NOT_ONE_OF.search(message)
    if wrong:
        known = re.findall(r"'([^']*)'", wrong["known"])
        words = f"`{wrong['word']}` is not one of {', '.join(known)}"
        return Failure(words, did_you_mean(wrong["word"], known))
    extra = _EXTRA.search(message)
    if extra:
        return _too_many(error, extra["words"])
    return Failure(_tidy(message), _remedy(error, message))


def _too_many(error: TyperException, words: str) -> Failure:
    """What is left over: an option of another name, or words that a shell took apart."""
    context = getattr(error, "ctx", None)
    option = next((word for word in words.split() if word.startswith("--")), None)
    path = getattr(context, "command_path", "kpi")
    if option is None:
        remedy = f"`{path} --help` shows what it takes; words that are one stand in quotes"
        return Failure(f"`{words}` is more than the command takes", remedy)
    name = option.partition("=")[0]
    if name in _options(context):
        remedy = f"write it before `--`, or leave `--` out; `{path} --help` shows how"
        return Failure(f"`{name}` stands behind `--`, where nothing is an option", remedy)
    near = _near(option, context)
    return Failure(f"there is no option `{option}`", near or f"`{path} --help` lists them")


def _tidy(message: str) -> str:
    words = _POSSIBLE.sub("", _SUGGESTION.sub("", message)).rstrip(".").replace("'", "`")
    return words[:1].lower() + words[1:]


def _remedy(error: TyperException, message: str) -> str | None:
    found = _SUGGESTION.search(message)
    if found:
        return found[0].strip().replace("'", "`").replace("Did", "did")
    context = getattr(error, "ctx", None)
    option = getattr(error, "option_name", None)
    if context is None:
        return None
    near = _near(option, context) if option else None
    return near or f"`{context.command_path} --help` shows what it takes"


def _near(option: str, context: object) -> str | None:
    """The option that was probably meant; the dashes that all share make none of them nearer."""
    names = [known.removeprefix("--") for known in _options(context) if known.startswith("--")]
    best = nearest(option.removeprefix("--"), names)
    return suggestion(f"--{best}" if best else None)


def _options(context: object) -> Iterable[str]:
    command = getattr(context, "command", None)
    parameters = getattr(command, "params", ())
    return [option for parameter in parameters for option in getattr(parameter, "opts", ())]
