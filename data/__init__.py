"""Where it is kept: store, journal, search, spreadsheets, reference data."""
