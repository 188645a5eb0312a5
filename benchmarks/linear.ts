/**
 * Measures how CPU time grows with the steps of a training, with the seeds of `train --seeds` and with the sessions of
 * a server, each over two or three decades, and fits the exponent of the growth: 1 is linear.
 *
 *   npm run bench -- --only linear
 */
import { parseArgs } from "node:util";
import { type GrowingWork, growthOf } from "./growth/measure.ts";
import { seedsOfTraining } from "./growth/seeds.ts";
import { openSessions } from "./growth/sessions.ts";
import { compiledSteps, stepsOneByOne } from "./growth/steps.ts";
import { type Measured, printMeasured } from "./spreads.ts";
import { readCount } from "./turns.ts";

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "7" },
    /** Leaves out the greatest sizes of what is slow. */
    small: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const rounds = readCount("pairs", values.pairs);
const sessions = await openSessions(values.small ? 200 : 1000);
const works: readonly GrowingWork[] = [
  {
    name: "compiledStepsExponent",
    unit: "steps, compiled",
    sizes: values.small ? [1e4, 1e5, 1e6] : [1e4, 1e5, 1e6, 1e7],
    cost: compiledSteps,
  },
  {
    name: "stepsExponent",
    unit: "steps, one by one",
    sizes: values.small ? [1e3, 1e4, 1e5] : [1e3, 1e4, 1e5, 1e6],
    cost: stepsOneByOne,
  },
  {
    name: "seedsExponent",
    unit: "seeds",
    sizes: values.small ? [1, 4, 16] : [1, 10, 100],
    cost: seedsOfTraining,
  },
  { name: "sessionsExponent", ...sessions },
];
const measured: Measured[] = [];
try {
  for (const work of works) measured.push(await growthOf(work, rounds));
} finally {
  await sessions.close();
}
printMeasured(
  {
    spreads: Object.assign({}, ...measured.map(({ spreads }) => spreads)),
    growth: Object.assign({}, ...measured.map(({ growth }) => growth)),
  },
  values,
);
