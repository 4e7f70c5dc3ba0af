"""What a report says, before how it looks: frozen view-models."""
