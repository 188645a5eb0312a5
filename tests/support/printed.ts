import { execFileSync } from "node:child_process";

/** What a command of the checkout prints on stdout, without colours and without credentials. */
export function printed(...command: readonly string[]): string {
  const args = ["--import", "tsx", "src/cli/main.ts", ...command];
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, NO_COLOR: "1" };
  return execFileSync(process.execPath, args, {
    encoding: "utf8",
    env,
    stdio: ["ignore", "pipe", "ignore"],
  }).trimEnd();
}
