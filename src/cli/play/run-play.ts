import "../registrations.ts";
import { createInterface } from "node:readline";
import { make } from "../../core/registry.ts";
import type { PlayFlags } from "../commands/play.ts";
import { DEFAULTS } from "../defaults.ts";
import { chosenTasks } from "../desk-settings.ts";
import type { Io } from "../io.ts";
import { printWarnings } from "../print-evaluation.ts";
import { Game } from "./game.ts";

/** Carries out `play`: reads a line for each move until the case is closed, the player quits or the input ends. */
export async function runPlay(flags: PlayFlags, io: Io): Promise<void> {
  const { actions = DEFAULTS.actions, mask = DEFAULTS.playMask, seed = DEFAULTS.seed } = flags;
  const tasks = chosenTasks(DEFAULTS.suite, flags.task === undefined ? undefined : [flags.task]);
  // The environment checks every name.
  const options = { tasks: tasks.slice(0, 1), actions, mask, renderMode: "ansi" };
  const env = make("SupportDeskDiscrete-v1", options as never);
  printWarnings(io, env);
  const game = new Game(env, io, mask);
  game.start(seed);
  const lines = createInterface({ input: io.stdin, terminal: false });
  try {
    for await (const line of lines) {
      if (game.answer(line.trim()) === "over") return;
    }
    io.out("\n");
    game.leave();
  } finally {
    lines.close();
  }
}
