"""What typer says by itself, its help and its errors, in the reader's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from planner.records import message

if TYPE_CHECKING:
    from planner.language import Language
    from planner.records import Message

_CHOICES = re.compile(r"'(?P<given>.*)' is not one of (?P<choices>'.*')\.?")
_NUMBER = re.compile(r"valid (?:integer|number)")
_EXTRA = re.compile(r"unexpected extra argument\S* \((?P<given>.*)\)")


def translate(command: Any, language: Language, context: Any = None) -> None:
    """Put the help of a command, its parameters and the commands below it into a language."""
    import typer

    context = typer.Context(command, info_name=command.name, parent=context)
    for parameter in command.get_params(context):
        if getattr(parameter, "help", None):
            parameter.help = language.text(parameter.help)
    if command.help:
        command.help = language.text(command.help.strip())
    usage = command.get_usage
    command.get_usage = lambda context: usage(context).replace("Usage:", language.text("Usage:"), 1)
    for below in getattr(command, "commands", {}).values():
        translate(below, language, context)


def wrong_call(error: Any) -> Message:
    """Say in one sentence what is wrong with a call."""
    match type(error).__name__:
        case "NoArgsIsHelpError":
            said = message("no command is given")
        case "NoSuchOption" if error.option_name == "--lang":
            said = message("the languages of --lang are {languages}", languages=("zh", "en"))
        case "NoSuchOption":
            said = message("there is no option {name}", name=error.option_name)
        case "MissingParameter":
            said = message("{name} is missing", name=_name(error))
        case "BadOptionUsage":
            said = message("the option {name} is not given right", name=error.option_name)
        case "UsageError" if error.ctx and not error.ctx.parent:
            said = message("there is no such command; there are {commands}", commands=tuple(error.ctx.command.commands))
        case "BadParameter" if found := _CHOICES.search(error.message):
            choices = tuple(re.findall("'([^']*)'", found["choices"]))
            said = message(
                "{name} is one of {choices}, not {given}", name=_name(error), choices=choices, given=found["given"]
            )
        case "BadParameter" if _NUMBER.search(error.message):
            said = message("{name} must be a number", name=_name(error))
        case "UsageError" if found := _EXTRA.search(error.message):
            said = message("too many arguments: {given}", given=found["given"])
        case _:
            said = message("{error}", error=" ".join(str(error.format_message()).split()))
    path = error.ctx.command_path if getattr(error, "ctx", None) else "planner"
    return message("{said} ({path} --help shows how to call it)", said=said, path=path)


def _name(error: Any) -> str:
    """What the help calls the parameter that an error is about."""
    param = error.param
    return str(param.metavar if param.param_type_name == "argument" else param.opts[0])
