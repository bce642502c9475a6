"""The systems that exports come from: which headings carry which canonical column, and how their values are spelled."""

from exports.presets import servicenow
from exports.presets.model import Preset

PRESETS: dict[str, Preset] = {preset.name: preset for preset in (servicenow.PRESET,)}
