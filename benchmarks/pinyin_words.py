"""Make reviewer/text/pinyin_words.txt: the English words and names that divide into pinyin syllables.

    python benchmarks/pinyin_words.py WORDLIST... > reviewer/text/pinyin_words.txt

The word lists are SCOWL's (one word a line), such as Debian's american-english-huge and british-english-huge, and foreign_names.txt beside this file:
names of places and people elsewhere that SCOWL leaves out.
"""

import pathlib
import sys

from reviewer.text.pinyin import syllables


def main() -> None:
    words = {
        word.lower()
        for path in sys.argv[1:]
        for word in pathlib.Path(path).read_text("utf-8").split()
        if word.isascii() and word.isalpha() and word[1:].islower()
    }
    print("\n".join(sorted(word for word in words if len(word) > 1 and syllables(word))))


if __name__ == "__main__":
    main()
