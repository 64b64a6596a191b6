"""A program that only loads the content files below a folder: what `check` is compared with."""

import os
import sys

import yaml

from lpcards.story.models import Guide, Scenario


def main(folder: str) -> None:
    """Read each file with PyYAML's C loader and let pydantic validate it."""
    for inside, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(inside, name), "rb") as file:
                data = yaml.load(file, Loader=yaml.CSafeLoader)
            (Guide if data.get("type") == "guide" else Scenario).model_validate(data)


main(sys.argv[1])
