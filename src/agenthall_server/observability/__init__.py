"""How every run went: durable records, and aggregates that answer without looking at them."""
