import { spawnSync } from "node:child_process";

const RUN = /(<!-- run: (.+) -->\n```text\n)[\s\S]*?(```\n<!-- \/run -->)/g;

/** Puts what commands print between their marks; those that end with exit code 1 say so with a line on stderr. */
export function withRuns(text: string): string {
  return text.replaceAll(
    RUN,
    (_whole, open: string, command: string, close: string) => `${open}${shown(command)}\n${close}`,
  );
}

/** What a command took, which is another time each time. */
const TIMES = /^Solved .* s\.\n/gm;

/** What a command printed, as the page shows it: both streams without times. */
export function asShown({ out, error }: { readonly out: string; readonly error: string }): string {
  return `${out}${error.replaceAll(TIMES, "")}`.replaceAll(/[ \t]+$/gm, "").trimEnd();
}

/** What a command of the checkout prints, both streams, without colours and without credentials. */
function shown(command: string): string {
  const { PATH, HOME } = process.env;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", "src/cli/main.ts", ...command.split(" ")],
    { encoding: "utf8", env: { PATH, HOME, NO_COLOR: "1" } },
  );
  if (status !== 0 && status !== 1) throw new Error(`${command}: ${stderr}`);
  return asShown({ out: stdout, error: stderr });
}
