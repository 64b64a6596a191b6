"""Runs where the `anki` wheel is: imports a package, says how each card is rendered.

Input: JSON `{"collection": path, "package": path}`. Output: JSON, the last line.
"""

import json
import sys

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


def main():
    told = json.load(sys.stdin)
    collection = Collection(told["collection"])
    options = ImportAnkiPackageOptions()
    request = ImportAnkiPackageRequest(package_path=told["package"], options=options)
    imported = len(collection.import_anki_package(request).log.new)
    cards = [collection.get_card(number) for number in collection.find_cards("")]
    rendered = {card.note()["ID"]: card.render_output() for card in cards}
    sides = {name: [one.question_text, one.answer_text] for name, one in rendered.items()}
    players = sum(len(one.question_av_tags + one.answer_av_tags) for one in rendered.values())
    empty = collection.get_empty_cards().report
    collection.close()
    print(json.dumps({"imported": imported, "sides": sides, "players": players, "empty": empty}))


main()
