"""The framework mended once: keys, fields, lists, bars."""
