"""What there is: tables, states and value types."""
