"""What hatchling does beside packing: compile the catalogues and carry the resources along."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from typing_extensions import override


class ResourcesHook(BuildHookInterface[Any]):
    """Puts resources/, with its compiled catalogues, into the wheel as flipdesk/resources."""

    @override
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile for every wheel; an editable one finds resources/ in the checkout."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root) / "tools"))
        from catalogue import compile_all

        problems = compile_all()
        if version == "standard":
            if problems:
                raise ValueError("; ".join(problems))
            build_data["force_include"]["resources"] = "flipdesk/resources"
