import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRng } from "supportdesk-gym";
import { compiledFor } from "../../src/training/kernels/kernel-for.ts";
import type { Contest, Learned } from "./contest.ts";
import { compileWhole, tableBytes } from "./table.ts";

/** Without contraction, which would round otherwise than everybody else. */
const FLAGS = ["-O3", "-march=native", "-ffp-contract=off"];

/** The C program of a contest, compiled on this machine, with the table it learns on. */
export class ReferenceProgram {
  readonly #contest: Contest;
  readonly #folder: string;

  private constructor(contest: Contest, folder: string) {
    this.#contest = contest;
    this.#folder = folder;
  }

  /** Compiles the program and writes its table; `undefined` where there is no gcc. */
  static build(contest: Contest): ReferenceProgram | undefined {
    if (spawnSync("gcc", ["--version"]).status !== 0) return undefined;
    const folder = mkdtempSync(join(tmpdir(), "supportdesk-c-"));
    const source = fileURLToPath(new URL("q_learning.c", import.meta.url));
    const { status, stderr } = spawnSync("gcc", [...FLAGS, "-o", join(folder, "q_learning"), source]);
    if (status !== 0) throw new Error(`gcc failed: ${stderr}`);
    const episodes = contest.env.skippable();
    if (episodes === undefined) throw new Error("Expected the environment to be compiled.");
    const compiled = compiledFor(episodes, "mask");
    compileWhole(compiled);
    const { s0, s1, s2, c } = createRng(1).fork("agent").save();
    writeFileSync(join(folder, "table"), tableBytes(compiled, [s0, s1, s2, c]));
    return new ReferenceProgram(contest, folder);
  }

  /** Trains. @returns Millions of steps per second of CPU time. */
  run(): number {
    const { episodes } = this.#contest;
    const settings = [join(this.#folder, "table"), episodes, episodes, 0.1, 1].map(String);
    const { stdout } = spawnSync(join(this.#folder, "q_learning"), settings, { encoding: "utf8" });
    const { seconds, ...learned } = JSON.parse(stdout) as Learned & { readonly seconds: number };
    return this.#contest.rate(seconds, learned);
  }

  /** Deletes what was written. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
