"""A page for a browser that needs nothing but itself: no script, nothing loaded."""

import hashlib
from base64 import b64encode
from string import Template

_PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
""")


def html_page(title: str, style: str, body: str, *, media: bool = False) -> str:
    """Return a page, HTML. The `title` and the `body` are escaped already.

    Its Content-Security-Policy allows that very `style` and nothing else; with `media` pictures and
    sounds that stand in the page itself, too.
    """
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    if media:
        policy = f"{policy}; img-src data:; media-src data:"
    return _PAGE.substitute(policy=policy, title=title, style=style, body=body)
