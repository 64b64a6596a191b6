"""`lpcards help`: what `--help` says, for those who type it as a word."""

import click

from lpcards.study.messages import say_lines


def _commands(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    above = ctx.find_root()
    assert isinstance(above.command, click.Group)  # noqa: S101  the program is a group
    return [name for name in above.command.list_commands(above) if name.startswith(incomplete)]


@click.command("help")
@click.argument("command", required=False, shell_complete=_commands)
@click.pass_context
def help_command(ctx: click.Context, command: str | None) -> None:
    """Explain a command.

    The same as `lpcards COMMAND --help`. Without COMMAND it lists all commands.
    """
    above = ctx.find_root()
    if command is None:
        say_lines([above.get_help()])
        return
    assert isinstance(above.command, click.Group)  # noqa: S101  the program is a group
    name, found, _ = above.command.resolve_command(above, [command])
    assert found is not None  # noqa: S101  else the line above says which may have been meant
    with click.Context(found, above, name) as inner:
        say_lines([found.get_help(inner)])
