"""`lpcards schema`: the JSON Schema that editors use."""

import json

import click

from lpcards.story.json_schema import json_schema


@click.command("schema")
@click.argument("what", type=click.Choice(["content", "settings", "redact"]), default="content")
def schema_command(what: str) -> None:
    """Print the JSON Schema that editors use.

    For stories, for lpcards.yaml, or for redact.yaml.
    """
    click.echo(json.dumps(json_schema(what), indent=1))
