import { PYTHON_NAMES } from "./python-models.ts";

const { action, observation, state, client } = PYTHON_NAMES;

/** `client.py`: a typed client of the support desk on top of the OpenEnv package. */
export const PYTHON_CLIENT = `"""A typed client of the support desk.

Written by \`supportdesk export-space\`; export again instead of editing.
"""

from typing import Any, Dict

from openenv.core import EnvClient
from openenv.core.client_types import StepResult

from .models import ${action}, ${observation}, ${state}


class ${client}(EnvClient[${action}, ${observation}, ${state}]):
    """One session at a support desk.

    Example:
        >>> with ${client}(base_url="http://localhost:8000").sync() as desk:
        ...     result = desk.reset(task_id="billing_refund_easy", seed=0)
        ...     result = desk.step(${action}(operation="classify", queue="billing_ops"))
        ...     print(result.reward, result.observation.feedback)
    """

    def _step_payload(self, action: ${action}) -> Dict[str, Any]:
        return action.model_dump(mode="json", exclude_none=True)

    def _parse_result(self, payload: Dict[str, Any]) -> StepResult[${observation}]:
        fields = {
            **payload.get("observation", {}),
            "done": payload.get("done") or False,
            "reward": payload.get("reward"),
            "metadata": payload.get("metadata") or {},
        }
        observation = ${observation}(**fields)
        return StepResult(
            observation=observation,
            reward=observation.reward,
            done=observation.done,
            metadata=observation.metadata,
        )

    def _parse_state(self, payload: Dict[str, Any]) -> ${state}:
        return ${state}(**payload)
`;

/** `__init__.py` of the package. */
export const PYTHON_INIT = `"""A typed client of the support desk for OpenEnv."""

from .client import ${client}
from .models import ${action}, ${observation}, ${state}

__all__ = ["${client}", "${action}", "${observation}", "${state}"]
`;

/** `server/__init__.py`. */
export const SERVER_INIT = `"""Starts the server, which runs on Node.js."""
`;

/** `server/app.py`: hands the process over to the Node.js server in `package/`. */
export const SERVER_APP = `"""Starts the support desk. The server runs on Node.js; this process becomes it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SPACE = Path(__file__).resolve().parent.parent
RUNTIME = SPACE / ".node"


def install(npm: str) -> None:
    """Copies the server to a folder that is neither validated as a source nor pushed, and adds what it needs."""
    shutil.rmtree(RUNTIME, ignore_errors=True)
    shutil.copytree(SPACE / "package", RUNTIME)
    command = "ci" if (RUNTIME / "package-lock.json").exists() else "install"
    subprocess.run([npm, command, "--omit=dev", "--ignore-scripts", "--no-bin-links"], cwd=RUNTIME, check=True)


def main() -> None:
    """Arguments are those of \`supportdesk serve\`, such as --port 8001."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        sys.exit("Expected Node.js 20.19 or newer on the PATH: install it, or use the Dockerfile.")
    if not (RUNTIME / "node_modules").is_dir():
        install(npm)
    command = [node, str(RUNTIME / "dist" / "cli" / "main.js"), "serve"]
    os.execv(node, [*command, "--host", "0.0.0.0", "--port", "8000", *sys.argv[1:]])


if __name__ == "__main__":
    main()
`;

/** `pyproject.toml`: the folder itself is the Python package. */
export function pyproject(name: string, version: string): string {
  const distribution = `openenv-${name.replaceAll("_", "-")}`;
  return `[build-system]
requires = ["setuptools>=61"]
build-backend = "setuptools.build_meta"

[project]
name = "${distribution}"
version = "${version}"
description = "A typed OpenEnv client of an enterprise support desk, and the launcher of its server."
requires-python = ">=3.10"
dependencies = ["openenv>=0.10.0"]

[project.scripts]
server = "${name}.server.app:main"

[tool.setuptools]
packages = ["${name}", "${name}.server"]
package-dir = { "${name}" = ".", "${name}.server" = "server" }
`;
}

/** `uv.lock` with nothing resolved yet: uv fills it in on its first run. */
export const UV_LOCK = `version = 1
requires-python = ">=3.10"
`;
