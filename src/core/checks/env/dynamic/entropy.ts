import type { Report } from "../../check.ts";
import { canSample, type EnvCheck, type EnvTrial, goesOn, sampleAllowed } from "../trial.ts";
import { watchEntropy } from "./traps.ts";

const MOST_STEPS = 100;

/** Plays two episodes, the second without a seed, and says before each call which it is. */
function play({ make, seed, maxSteps }: EnvTrial, say: (call: string) => void): void {
  say("construction");
  const env = make();
  env.actionSpace.seed(seed);
  for (const options of [{ seed }, {}]) {
    say("reset");
    env.reset(options);
    for (let step = 1; step <= Math.min(maxSteps, MOST_STEPS) && canSample(env); step += 1) {
      const action = sampleAllowed(env);
      say("step");
      const result = env.step(action);
      say("render");
      env.render();
      if (!goesOn(result)) break;
    }
  }
}

function checkEntropy(trial: EnvTrial, report: Report): void {
  const told = new Set<string>();
  let call = "construction";
  const onUse = (source: string): void => {
    const key = `${call} ${source}`;
    if (told.has(key)) return;
    told.add(key);
    report({ path: call, expected: "random numbers from the seeded stream, and no clock", got: source });
  };
  watchEntropy(onUse, () =>
    play(trial, (next) => {
      call = next;
    }),
  );
}

/** Checks for randomness that no seed governs. */
export const ENTROPY_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-ENTROPY-001",
    severity: "error",
    title: "nothing comes from the clock or from the platform's random numbers",
    hint: "Use a stream made from the seed, such as `rng` of `BaseEnv`, and count steps in place of time.",
    run: checkEntropy,
  },
];
