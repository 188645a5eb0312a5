"""What is missing in an exported Space: for multi-mode deployment, and for `openenv push`. Argument: folder."""

import json
import sys
from pathlib import Path

from openenv.cli._cli_utils import validate_env_structure
from openenv.cli._validation import validate_multi_mode_deployment

if __name__ == "__main__":
    space = Path(sys.argv[1])
    _, issues = validate_multi_mode_deployment(space)
    print(json.dumps({"issues": issues, "warnings": validate_env_structure(space)}))
