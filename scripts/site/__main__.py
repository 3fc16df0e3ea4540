"""`python -m scripts.site [FOLDER]`: build the site; 1 and a list when a link, an anchor or a picture leads nowhere."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.site.build import OUT, ROOT, build


def main(words: list[str]) -> int:
    """Build into the folder (`build/docs`) and say what came of it."""
    folder = Path(words[0]) if words else OUT
    made, broken = build(folder)
    for line in broken:
        print(line, file=sys.stderr)
    if broken:
        print(f"{len(broken)} para consertar.", file=sys.stderr)
        return 1
    where = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder
    print(f"{made} páginas em {where}. Abra {where}/index.html.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
