"""Pages of the server as a browser's parser reads them: elements, words, addresses."""

from html.parser import HTMLParser

VOID = {"img", "link", "meta", "br", "input", "hr", "source", "wbr"}
NO_WORDS = {"script", "style", "title"}
ADDRESSES = ("href", "src", "action", "formaction", "srcset", "poster", "data")


class ReadPage(HTMLParser):
    """A page: its elements (tag, attributes), its words, and whether all tags are in order."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.open = []
        self.words = []
        self.feed(html)
        self.close()
        assert self.open == [], self.open

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        assert len({name for name, _ in attributes}) == len(attributes), attributes
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {*self.open} & NO_WORDS:
            self.words.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)

    def unknown_decl(self, data):
        raise AssertionError(data)

    @property
    def text(self):
        """All that is to be read, blanks made one."""
        return " ".join("".join(self.words).split())

    @property
    def tags(self):
        return {tag for tag, _ in self.elements}

    @property
    def addresses(self):
        """Where the page leads, and what it loads."""
        found = [(name, one[name]) for _, one in self.elements for name in ADDRESSES if name in one]
        return [address for _, address in found]

    @property
    def live(self):
        """What would run in it: handlers, styles in place, addresses that are programs."""
        names = {name for _, one in self.elements for name in one}
        programs = [a for a in self.addresses if not a.startswith(("/", "http", "mailto:", "#"))]
        inline = [one for tag, one in self.elements if tag == "script" and "src" not in one]
        handlers = [name for name in names if name.startswith("on") or name == "style"]
        return [*handlers, *programs, *inline, *({"style", "iframe", "object"} & self.tags)]
