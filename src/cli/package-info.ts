import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);

/** The version of this package. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8"));
  const { version } = manifest as { readonly version: string };
  return version;
}

/** How a user starts a command here: in a checkout through npm, else by the name of the program. */
export function programName(): string {
  return import.meta.url.endsWith(".ts") ? "npm run supportdesk --" : "supportdesk";
}

/** Which commit of the checkout runs. */
export interface GitState {
  readonly commit: string;
  /** Whether tracked files differ from the commit. */
  readonly dirty: boolean;
}

/** The commit of the checkout this package runs from; `undefined` outside a checkout or without git. */
export function gitState(): GitState | undefined {
  if (!existsSync(new URL(".git", ROOT))) return undefined;
  const options = ["status", "--porcelain=v2", "--branch", "--untracked-files=no"];
  try {
    const text = execFileSync("git", ["--no-optional-locks", ...options], {
      cwd: fileURLToPath(ROOT),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const commit = /^# branch\.oid ([0-9a-f]{40,64})$/m.exec(text)?.[1];
    return commit === undefined ? undefined : { commit, dirty: /^[^#]/m.test(text) };
  } catch {
    return undefined;
  }
}
