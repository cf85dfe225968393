"""Which language model `gigawatch read --llm` asks: named by option, environment, or the workspace it is run in."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from gigawatch.claims.proposal import Client, Endpoint, Limits, ModelReader
from gigawatch.cli.terminal import say
from gigawatch.run.workspace import SETTINGS, open_workspace

KEY = "GIGAWATCH_LLM_KEY"


def open_reader(address: str, model: str, timeout: float, folder: Path) -> ModelReader:
    """The second reader; what is not given is taken from `[llm]` of the workspace that `folder` is, if it is one.

    A key comes from the environment alone, where neither history nor process list shows it. It is sent only to an
    address that its owner gave beside it, never to one out of a settings file, which may be somebody else's.
    """
    key = os.environ.get(KEY) or None
    told_address, told_model = _settings(folder) if not (address and model) else ("", "")
    if not address and told_address:
        say(f"gigawatch: texts are sent to {told_address}, as {SETTINGS} says" + _kept_back(key))
        key = None
    address, model = address or told_address, model or told_model
    if not address or not model:
        what = f"--llm needs --llm-address and --llm-model, or [llm] in {SETTINGS}; there is no default"
        raise typer.BadParameter(what, param_hint="--llm")
    return ModelReader(Client(Endpoint(address, model, key), Limits(timeout_s=timeout)))


def _settings(folder: Path) -> tuple[str, str]:
    """The address and model that a workspace names, two empty texts where there is none."""
    if not (folder / SETTINGS).is_file():
        return "", ""
    settings = open_workspace(folder).settings
    return settings.llm_address, settings.llm_model


def _kept_back(key: str | None) -> str:
    return f"; {KEY} is not sent there: give the address as an option or in the environment" if key else ""
