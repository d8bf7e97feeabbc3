from pathlib import Path

class ValidationError: ...

class ValidationResult:
    errors: list[ValidationError]

class OpenXmlValidator:
    def validate(self, path: str | Path) -> ValidationResult: ...
