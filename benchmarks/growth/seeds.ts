import { Readable } from "node:stream";
import type { runCli } from "../../src/cli/run.ts";
import { PLAIN } from "../../src/report/style.ts";
import { builtPackage } from "../built-package.ts";
import { cpuSecondsOf } from "../turns.ts";

const EPISODES = "500";

/** `train --seeds` with some seeds and short runs, and its document. @returns Seconds of CPU time. */
export async function seedsOfTraining(size: number): Promise<number> {
  const module = (await import(builtPackage.commandLine.href)) as { readonly runCli: typeof runCli };
  let error = "";
  const io = {
    stdin: Readable.from([]),
    out: () => {},
    error: (text: string) => {
      error += text;
    },
    width: 100,
    style: PLAIN,
  };
  const args = ["train", "--seeds", `0..${size - 1}`, "--episodes", EPISODES, "--json"];
  const { value: code, seconds } = await cpuSecondsOf(() => module.runCli(args, io));
  if (code !== 0) throw new Error(`train ended with ${code}: ${error}`);
  return seconds;
}
