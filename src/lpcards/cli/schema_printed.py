"""`lpcards schema`: the JSON Schema that editors use."""

import json
from typing import Literal

import click

from lpcards.advice.registry import described
from lpcards.story.editor_schema import editor_schema
from lpcards.story.json_schema import json_schema


@click.command("schema")
@click.argument("what", type=click.Choice(["content", "settings", "redact"]), default="content")
def schema_command(what: Literal["content", "settings", "redact"]) -> None:
    """Print the JSON Schema that editors use.

    For stories, for lpcards.yaml, or for redact.yaml.
    """
    schema = editor_schema(described()) if what == "content" else json_schema(what)
    click.echo(json.dumps(schema, indent=1))
