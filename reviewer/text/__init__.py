"""Pure functions on str: folding, sentences, tokens, inflection, numerals, pinyin, quotes. No file, no state, no finding."""
