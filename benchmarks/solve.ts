/**
 * Measures how long the exact optimum of the canonical suite takes, from the rules to the values, all four tasks
 * together.
 *
 *   npm run bench -- --only solve; alone: npx tsx benchmarks/solve.ts [--rounds 7] [--libraries minimal,standard] [--json]
 */
import { parseArgs } from "node:util";
import { make, solve } from "supportdesk-gym";
import { modelToSolve } from "../src/cli/solve/desk-model.ts";
import type { Spread } from "./serving/statistics.ts";
import { printMeasured } from "./spreads.ts";
import { overRounds, readCount, timed } from "./turns.ts";

/** The states of all four tasks, and the seconds on the clock. */
interface Solved {
  readonly states: number;
  readonly seconds: number;
}

function solveSuite(library: string): Solved {
  const { steps, wall } = timed(() => {
    const env = make("SupportDeskTabular-v1", { actions: library });
    return env.taskIds.reduce((states, taskId) => {
      const model = modelToSolve(env, taskId);
      if (model === undefined) throw new Error(`Expected the dynamics of ${taskId} to be known.`);
      return states + solve(model).stateCount;
    }, 0);
  });
  return { states: steps, seconds: wall };
}

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    libraries: { type: "string", default: "minimal,standard" },
    json: { type: "boolean", default: false },
  },
});
const libraries = values.libraries.split(",");
const rounds = Array.from({ length: readCount("rounds", values.rounds) }, () => {
  return new Map(libraries.map((library) => [library, solveSuite(library)]));
});
const spreads: Record<string, Spread> = {};
for (const library of libraries) {
  const name = `solve${library.charAt(0).toUpperCase()}${library.slice(1)}`;
  spreads[`${name}Seconds`] = overRounds(rounds, (round) => round.get(library)?.seconds ?? Number.NaN);
  spreads[`${name}States`] = overRounds(rounds, (round) => round.get(library)?.states ?? Number.NaN);
}
printMeasured({ spreads }, values);
