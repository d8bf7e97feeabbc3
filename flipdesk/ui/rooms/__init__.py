"""The five rooms."""
