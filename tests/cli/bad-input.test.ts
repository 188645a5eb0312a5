import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesIn, run, temporaryFolder } from "./command-line.ts";

const folder = temporaryFolder();
const file = join(folder, "file");
writeFileSync(file, "");
const fresh = join(folder, "fresh");

/** Command line, and what its one line of error must hold. */
const WRONG: readonly (readonly [string, ...string[]])[] = [
  ["", "train, evaluate, explain, solve, audit, compare, play, tasks, actions, agents, encoders"],
  ["trainn", 'Unknown command "trainn". Did you mean "train"?', "Allowed: train, evaluate"],
  ["help trainn", 'Did you mean "train"?'],
  ["--colour", 'Unknown flag of supportdesk "--colour"', "--version"],
  ["train --episods 9", 'Unknown flag of train "--episods". Did you mean "--episodes"?', "Allowed: --suite"],
  ["play --json", 'Unknown flag of play "--json"'],
  ["train now", "Too many arguments"],
  ["train --seed", "`--seed <n>` argument missing"],
  ["explain", "Missing required argument `file`"],
  ["train --suite canonicl", 'Did you mean "canonical"?'],
  ["train --task billing_refund_eazy", 'Did you mean "billing_refund_easy"?', "api_incident_hard"],
  ["train --task api_incident_hard --task api_incident_hard", "twice"],
  ["train --agent q-lerning", 'Did you mean "q-learning"?', "Allowed: q-learning, sarsa,"],
  ["train --agent heuristic", '"heuristic" is scripted', "epsilon-greedy"],
  ["train --actions minimum", 'Did you mean "minimal"?', "standard"],
  ["train --without waiting", 'Unknown action of minimal "waiting"', "request:identity"],
  ["train --without wait,,reply", "names with commas"],
  ["train --with bogus:0", "[1, 999]"],
  ["train --with sugar", "sugar"],
  ["train --encoder compct", 'Did you mean "compact"?', "task-step"],
  ["train --encoder compact-time --budget external", "shows the steps left"],
  ["train --reward spars", 'Did you mean "sparse"?', "milestone"],
  ["train --potential zero", "--reward pbrs"],
  ["train --reward pbrs --potential zerro", 'Did you mean "zero"?', "raw-score"],
  ["train --potential-scale much", "--potential-scale to be a finite number"],
  ["train --mask onse", 'Did you mean "once"?', "workflow"],
  ["train --mask-behaviour onse", "structural"],
  ["train --mask-bootstrap onse", "structural"],
  ["train --mask-evaluation onse", "structural"],
  ["train --invalid thow", 'Did you mean "throw"?', "noop"],
  ["train --budget internal", "terminal, external"],
  ["train --episodes 12abc", '[1, 9007199254740991], got "12abc"'],
  ["train --episodes 0", '[1, 9007199254740991], got "0"'],
  ["train --episodes -5", 'got "-5"'],
  ["train --episodes 1e3", 'got "1e3"'],
  ["train --eval-every 1.5", "--eval-every to be an integer in [0,"],
  ["train --seed -1", "--seed to be an integer in [0,"],
  ["train --seed 9007199254740992", "--seed to be an integer in [0,"],
  ["train --seeds 5..2", "like 0..19, 3 or 1,5,7", 'got "5..2"'],
  ["train --seeds 0..99999", "at most 10000"],
  ["train --seeds 1,1", "distinct"],
  ["train --seeds 0..1 --seed 0", "--seed or --seeds"],
  ["train --discount 1.5", 'Expected --discount in [0, 1], got "1.5"'],
  ["train --gamma x", 'Expected --gamma in [0, 1], got "x"'],
  ["train --gamma 0.5 --discount 0.6", "which are the same"],
  ["train --set stepSize=7", "Expected `stepSize` in (0, 1]", "got 7"],
  ["train --set stepsize=0.1", 'Did you mean "stepSize"?', "epsilon"],
  ["train --set stepSize", "like stepSize=0.2"],
  ["train --set stepSize=0.1 --set stepSize=0.2", "twice"],
  ["train --set discount=0.5", "--discount"],
  ["train --set seed=1", 'Unknown hyperparameter of q-learning "seed"', "stepSize"],
  [`train --out ${file}`, "exists already", "file-2"],
  [`train --seeds 0..1 --out ${folder}`, "exists already"],
  [`train --out ${file}/below`, "Cannot write", "runs/first"],
  ["train --out /proc/nothing/run", "Cannot write"],
  ["train --mask-behaviour none --actions standard --invalid throw --out", "argument missing"],
  [`train --actions minimal=wait --out ${fresh}`, "offers no action here"],
  ["evaluate", "random, do-nothing, heuristic"],
  ["evaluate file --agent random", "leave one out"],
  ["evaluate --agent q-learning", "train it first"],
  ["evaluate --agent heuristc", 'Did you mean "heuristic"?'],
  ["evaluate --agent random --mask onse", "structural"],
  ["evaluate --agent random --episodes 0", "--episodes to be an integer in [1,"],
  [`evaluate --agent random --trace ${file}`, "exists already"],
  [`evaluate --agent random --trace ${file}/below`, "Cannot write"],
  [
    "evaluate --agent optimal --max-states 100",
    "billing_refund_easy has more than 100 states",
    "--max-states",
  ],
  [`evaluate ${file} --reward sparse`, "no --reward beside a file"],
  ["explain file --max-states 0", "--max-states to be an integer in [1,"],
  ["solve --gamma 1.5", 'Expected --gamma in [0, 1], got "1.5"'],
  ["solve --discount -0.1", 'Expected --discount in [0, 1], got "-0.1"'],
  ["solve --discount 0.5 --gamma 0.6", "which are the same"],
  ["solve --task billing", 'Unknown task "billing"'],
  ["solve --without waiting", 'Unknown action of minimal "waiting"'],
  ["solve --potential zero", "--reward pbrs"],
  ["solve --max-states 0", "--max-states to be an integer in [1,"],
  ["tasks --suite gen", "canonical"],
  ["actions --task billing", 'Unknown task "billing"'],
  ["actions --actions full", "minimal, standard"],
  ["play --task billing", 'Unknown task "billing"'],
  ["play --mask onse", "structural"],
];

describe("a wrong command line", () => {
  it.each(WRONG)("%s", async (line, ...parts) => {
    const { code, error } = await run(line.split(" ").filter((word) => word !== ""));
    expect(code).toBe(2);
    expect(error).toMatch(/^[^\n]+\n$/);
    for (const part of parts) expect(error).toContain(part);
    expect(error).not.toMatch(/\bat .*\.ts|Internal/);
    expect(filesIn(folder)).toEqual(["file"]);
  });
});
