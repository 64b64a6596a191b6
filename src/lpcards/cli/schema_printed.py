"""`lpcards schema`: the JSON Schema that editors use."""

import json

import click

from lpcards.story.json_schema import json_schema


@click.command("schema")
@click.argument("what", type=click.Choice(["content", "settings", "redact"]), default="content")
def schema_command(what: str) -> None:
    """Print the JSON Schema that editors use.

    That of content files, of lpcards.yaml, or of redact.yaml.
    """
    click.echo(json.dumps(json_schema(what), indent=1))
