"""The nouns of the program, such as Source, Document, Rule and Finding: plain classes that know no other layer."""
