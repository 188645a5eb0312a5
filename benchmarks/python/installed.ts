import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const INSTALLED = join(homedir(), ".cache/supportdesk-gym/interop/bin/python");

/**
 * A Python interpreter that has some packages; `undefined` if there is none. `INTEROP_PYTHON` names one to try first,
 * and `npm run ci` installs another.
 */
export function pythonWith(...packages: readonly string[]): string | undefined {
  const commands = [process.env["INTEROP_PYTHON"] ?? INSTALLED, "python3"];
  return commands.find((each) => {
    if (each.includes("/") && !existsSync(each)) return false;
    return spawnSync(each, ["-c", `import ${packages.join(", ")}`]).status === 0;
  });
}
