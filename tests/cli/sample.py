"""The example that FlipDesk carries."""

from flipdesk.paths import resource

SAMPLE = resource("samples", "samtaleflip-3-nordby.flip.json")
SAMPLE_ID = "df8c3f2a-0deb-5185-b8d6-5f724e224791"
