"""Runs `openenv validate` on an exported Space whose server runs already: arguments URL, folder.

Stands in for Docker: the image is what the Space's own Dockerfile has made of it, one command at a time.
"""

import sys
from pathlib import Path

from openenv.validation import run_validation
from openenv.validation.types import Level, ProviderCapability
from plan import URL, write


class RunningSpace:
    base_url = URL

    def inspect(self):
        return {}

    def logs(self, max_bytes=65536):
        return ""

    def stop(self):
        pass


class RunningServer:
    name = "running-server"
    capabilities = frozenset({ProviderCapability.IMAGE_BUILD})
    supported_network_modes = frozenset({"public"})

    def build(self, root, execution):
        return "sha256:" + "0" * 64

    def start(self, spec):
        return RunningSpace()


if __name__ == "__main__":
    report = run_validation(Path(sys.argv[2]), max_level=Level.RUNTIME, provider=RunningServer())
    results = {result.check_id: [result.status.value, result.evidence] for result in report.results}
    write({"verdict": report.verdict.value, "results": results})
