import type { BaseInfo, Env, StepResult } from "../../../env.ts";
import type { Observed } from "../../check.ts";
import { type EnvCheck, type EnvTrial, goesOn, sampleAllowed } from "../trial.ts";
import { RESET_RESULT_CHECKS, type ResultCheck, type SeenResult, STEP_RESULT_CHECKS } from "./results.ts";

/** What the played episodes of a trial showed. */
interface Survey {
  /** What each check says of the first result that it finds wrong. */
  readonly faults: ReadonlyMap<ResultCheck, readonly Observed[]>;
  /** What ended the play before its time. */
  readonly crash?: unknown;
}

type Faults = Map<ResultCheck, readonly Observed[]>;

const surveys = new WeakMap<EnvTrial, Survey>();

/** Plays the episodes of a trial once, whichever check asks first, and looks at every result. */
function surveyOf(trial: EnvTrial): Survey {
  const known = surveys.get(trial);
  if (known !== undefined) return known;
  const faults: Faults = new Map();
  const survey = playEpisodes(trial, faults);
  surveys.set(trial, survey);
  return survey;
}

function playEpisodes(trial: EnvTrial, faults: Faults): Survey {
  const { make, script, seed, episodes, maxSteps } = trial;
  try {
    const env = make();
    env.actionSpace.seed(seed);
    for (let episode = 0; episode < episodes; episode += 1) {
      playEpisode(env, () => sampleAllowed(env), { seed: seed + episode, maxSteps, faults });
    }
    const written = [...(script ?? [])];
    const next = (): unknown => written.shift();
    if (written.length > 0) playEpisode(env, next, { seed, maxSteps: written.length, faults });
    return { faults };
  } catch (crash) {
    return { faults, crash };
  }
}

interface Played {
  readonly seed: number;
  readonly maxSteps: number;
  readonly faults: Faults;
}

function playEpisode(env: Env, nextAction: () => unknown, { seed, maxSteps, faults }: Played): void {
  const label = `seed ${seed}`;
  inspect(RESET_RESULT_CHECKS, { env, result: env.reset({ seed }), path: `${label} · reset` }, faults);
  for (let step = 1; step <= maxSteps; step += 1) {
    const result: StepResult<unknown, BaseInfo> = env.step(nextAction());
    inspect(STEP_RESULT_CHECKS, { env, result, path: `${label} · step ${step}` }, faults);
    if (typeof result !== "object" || result === null || !goesOn(result)) return;
  }
}

/** Each check looks until it has found something wrong. */
function inspect(checks: readonly ResultCheck[], seen: SeenResult, faults: Faults): void {
  for (const check of checks) {
    if (faults.has(check)) continue;
    const found: Observed[] = [];
    check.inspect(seen, (fault) => found.push(fault));
    if (found.length > 0) faults.set(check, found);
  }
}

/** The check of a result as one of all results of the played episodes. */
export function overEpisodes(check: ResultCheck): EnvCheck {
  const { code, severity, title, hint } = check;
  return {
    ...{ code, severity, title, hint, most: Number.POSITIVE_INFINITY },
    run: (trial, report) => {
      const { faults, crash } = surveyOf(trial);
      for (const fault of faults.get(check) ?? []) report(fault);
      if (crash !== undefined) throw crash;
    },
  };
}
