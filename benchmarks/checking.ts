/**
 * Measures what watching an environment costs: steps with `checked: "first"` against `checked: "off"`, in turns in one
 * process, after the first calls, of which all are checked. Exits with 1 where the median ratio of the rounds is more
 * than 5 % from 1.
 *
 *   npm run bench -- --only checking; alone: npx tsx benchmarks/checking.ts [--pairs 21] [--steps 200000] [--json]
 */
import { parseArgs } from "node:util";
import { createRng, make, nthAllowed } from "supportdesk-gym";
import { printMeasured } from "./spreads.ts";
import { inTurns, overRounds, rateOf, readCount, type Timed, timed } from "./turns.ts";

const TOLERANCE = 0.05;

type Mode = "first" | "off";

/** Random play in a new environment, episode after episode; every mode plays the same actions. */
function play(checked: Mode, steps: number): Timed {
  const env = make("SupportDeskTabular-v1", {}, { checked });
  const rng = createRng(0).fork("actions");
  let { info } = env.reset({ seed: 0 });
  const work = timed(() => {
    for (let step = 0; step < steps; step += 1) {
      const mask = info.actionMask ?? Uint8Array.of(1);
      const result = env.step(nthAllowed(mask, rng.integer(mask.reduce((sum, bit) => sum + bit, 0))));
      info = result.terminated || result.truncated ? env.reset().info : result.info;
    }
    return steps;
  });
  env.close();
  return work;
}

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "21" },
    steps: { type: "string", default: "200000" },
    json: { type: "boolean", default: false },
  },
});
const steps = readCount("steps", values.steps);
const rounds = inTurns(readCount("pairs", values.pairs), {
  first: () => play("first", steps),
  off: () => play("off", steps),
});
const checkedOverUnchecked = overRounds(rounds, ({ first, off }) => rateOf(first) / rateOf(off));
printMeasured({ spreads: { checkedOverUnchecked } }, values);
process.exitCode = Math.abs(checkedOverUnchecked.median - 1) <= TOLERANCE ? 0 : 1;
