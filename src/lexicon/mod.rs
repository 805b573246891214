//! seeds/lexicon/ → the words the rules know: registers, gazetteers, aliases, units.
