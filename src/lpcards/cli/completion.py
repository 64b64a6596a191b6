"""`lpcards completion`: what a shell needs to complete commands, card ids, stories, principles."""

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell.

    \b
    bash: lpcards completion bash > ~/.local/share/bash-completion/completions/lpcards
    zsh:  lpcards completion zsh > _lpcards, in a folder of $fpath
    fish: lpcards completion fish > ~/.config/fish/completions/lpcards.fish
    """  # noqa: D301  click keeps the lines of a paragraph that begins so
    complete = get_completion_class(shell)
    assert complete is not None  # noqa: S101  the choice admits only these three
    click.echo(complete(ctx.find_root().command, {}, "lpcards", "_LPCARDS_COMPLETE").source())
