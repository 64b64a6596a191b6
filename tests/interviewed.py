"""The home of a learner who was interviewed at Acme yesterday, with a story of their own."""

STORY = """\
id: late-invoices
title: Late invoices
short: Late invoices
principle: ownership
# mine
probes:
  - {id: why-you, ask: Why you?, strong: {answer: I saw it first.}}
  - {id: how-long, ask: How long did it take?, strong: {answer: Nine days.}}
"""


def interviewed(home):
    """Make that home; return the story's file."""
    folder = home / ".local" / "share" / "lpcards" / "content"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "late-invoices.yaml"
    file.write_text(STORY)
    example = STORY.replace("late-invoices", "example").replace("Late invoices", "An example")
    (folder / "example.yaml").write_text(f"{example}own: no\n")
    settings = home / ".config" / "lpcards"
    settings.mkdir(parents=True)
    (settings / "lpcards.yaml").write_text(
        "library: no\ninterviews:\n  - {company: Acme, date: 2026-12-14}\n"
        "  - {company: Globex, date: 2026-12-20}\n"
    )
    return file
