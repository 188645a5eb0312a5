import type { Agent } from "../../agent.ts";
import type { Mask } from "../../mask.ts";
import { chiSquare, chiSquareLimit } from "./chi-square.ts";
import { type AgentCheck, type AgentTrial, stepOf, USUAL } from "./trial.ts";

const DRAWS = 3000;
const ROWS = 400;
/** A new mask, as agents may change what they are given: of four actions, two of the later ones and the first tie. */
const someTied = (): Mask => Uint8Array.of(1, 0, 1, 1);
const TIED = [0, 2, 3];

const learning: AgentCheck = {
  code: "AGENT-TIE-001",
  severity: "error",
  title: "picks uniformly among actions of equal value while it learns",
  hint: "Break ties with a draw from the agent's stream; an arg max takes the first.",
  run: (trial, report) => {
    const agent = settled(trial);
    const context = trial.contexts(0);
    const actions = Array.from({ length: DRAWS }, () => agent.act(context, someTied()).action);
    const counts = TIED.map((action) => actions.filter((each) => each === action).length);
    const expected = TIED.map(() => DRAWS / TIED.length);
    if (chiSquare(counts, expected) <= chiSquareLimit(TIED.length - 1)) return;
    report({
      path: `${DRAWS} acts in a new context`,
      expected: `each ${DRAWS / 3} times or so`,
      got: counts,
    });
  },
};

const fixed: AgentCheck = {
  code: "AGENT-TIE-002",
  severity: "error",
  title: "breaks ties in evaluation the same way every time",
  hint: "Let a hash of the seed and the context decide, not a draw.",
  run: (trial, report) => {
    const agent = trial.make(USUAL);
    for (let row = 0; row < 10; row += 1) {
      const first = agent.actGreedily(trial.contexts(row), someTied());
      for (let again = 0; again < 10; again += 1) {
        const action = agent.actGreedily(trial.contexts(row), someTied());
        if (action === first) continue;
        report({ path: `row ${row}`, expected: `the action ${first} again`, got: action });
        break;
      }
    }
  },
};

const spread: AgentCheck = {
  code: "AGENT-TIE-003",
  severity: "error",
  title: "breaks ties in evaluation in favour of no index",
  hint: "Let a hash of the seed and the context decide, not the order of the actions.",
  run: (trial, report) => {
    const agent = trial.make(USUAL);
    const actions = new Set<number>();
    for (let row = 0; row < ROWS; row += 1) actions.add(agent.actGreedily(trial.contexts(row), someTied()));
    if (TIED.every((action) => actions.has(action))) return;
    const got = `only [${[...actions].join(", ")}]`;
    report({ path: `${ROWS} new contexts`, expected: `each of [${TIED.join(", ")}] somewhere`, got });
  },
};

/** Checks of the choice between equal actions. */
export const TIE_CHECKS: readonly AgentCheck[] = [learning, fixed, spread];

/** An agent whose schedules have run out, so that it exploits as much as it ever will, and that knows row 50 only. */
function settled(trial: AgentTrial): Agent<unknown> {
  const agent = trial.make({ ...USUAL, horizon: 2 });
  const context = { row: 50, nextRow: 51 };
  for (let episode = 0; episode < 4; episode += 1) {
    agent.learn(stepOf(trial, { ...context, action: episode, terminated: true }));
  }
  return agent;
}
