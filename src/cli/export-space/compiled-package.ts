import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GymError } from "../../core/errors.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const MANIFESTS = ["package.json", "package-lock.json", "LICENSE"];
const NOT_RUN = /\.(d\.ts|js\.map)$/;

/** What runs of this package: its compiled modules and the lists of what they need. */
export interface CompiledPackage {
  /** Whether it comes with a lock file, as it does from a checkout. */
  readonly isLocked: boolean;
  /** Copies it into a folder, which is created. */
  copyTo(folder: string): void;
}

/** In a checkout the compiled modules may be missing or old. */
function build(): void {
  const { status, stderr, error } = spawnSync("npm", ["run", "--silent", "build"], {
    cwd: ROOT,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  const reason = (error?.message ?? stderr).trim().split("\n", 1).join("");
  throw new GymError("BUILD", `Cannot compile this checkout: ${reason}. Try: npm ci && npm run build.`);
}

/**
 * This package, compiled: a checkout is compiled first.
 * @throws {GymError} `BUILD` if the checkout cannot be compiled.
 */
export function compiledPackage(): CompiledPackage {
  if (import.meta.url.endsWith(".ts")) build();
  const manifests = MANIFESTS.filter((name) => existsSync(join(ROOT, name)));
  return {
    isLocked: manifests.includes("package-lock.json"),
    copyTo: (folder) => {
      mkdirSync(folder, { recursive: true });
      for (const name of manifests) cpSync(join(ROOT, name), join(folder, name));
      const filter = (path: string): boolean => !NOT_RUN.test(path);
      cpSync(join(ROOT, "dist"), join(folder, "dist"), { recursive: true, filter });
    },
  };
}
