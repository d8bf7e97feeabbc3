"""How FlipDesk looks: colours, type, icons and the style sheet, all from resources/tokens.json."""
