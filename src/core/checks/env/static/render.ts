import type { Env } from "../../../env.ts";
import { listEnvs, make } from "../../../registry.ts";
import { errorText, type Report } from "../../check.ts";
import { firstDifference } from "../../difference.ts";
import { kindOf } from "../../show-value.ts";
import type { EnvCheck, EnvTrial } from "../trial.ts";
import { areTexts } from "./api.ts";
import { RENDER_RESULT_CHECKS } from "./results.ts";

function checkModes({ make: makeEnv }: EnvTrial, report: Report): void {
  const modes: unknown = makeEnv().metadata?.renderModes;
  if (areTexts(modes) && new Set(modes).size === modes.length) return;
  report({ path: "metadata.renderModes", expected: "a list of distinct names, perhaps empty", got: modes });
}

/** Tells what `render` gives in the first state and in the second. */
function checkRender({ make: makeEnv, seed }: EnvTrial, report: Report): void {
  const env = makeEnv();
  env.reset({ seed });
  const result = env.render();
  for (const check of RENDER_RESULT_CHECKS) check.inspect({ env, result, path: "render()" }, report);
}

function checkPure({ make: makeEnv, seed }: EnvTrial, report: Report): void {
  const env = makeEnv();
  env.reset({ seed });
  const before = JSON.parse(JSON.stringify(env.snapshot()));
  env.render();
  const changed = firstDifference(
    before,
    JSON.parse(JSON.stringify(env.snapshot())),
    "snapshot after render()",
  );
  if (changed !== undefined) report(changed);
}

/** Makes the environment once more with a render mode, where its spec says how; it takes the option `renderMode`. */
function checkEachMode({ make: makeEnv, seed }: EnvTrial, report: Report): void {
  const { spec, metadata } = makeEnv();
  if (spec === undefined || spec.wrappers.length > 0 || !listEnvs().some(({ id }) => id === spec.id)) return;
  for (const mode of metadata.renderModes) {
    const path = `make("${spec.id}", { renderMode: "${mode}" })`;
    try {
      const env: Env = make(spec.id, { ...spec.kwargs, renderMode: mode }, { checked: "off" });
      env.reset({ seed });
      const picture: unknown = env.render();
      if (typeof picture !== "string")
        report({ path, expected: "a text from render()", got: kindOf(picture) });
    } catch (error) {
      report({ path, expected: "an environment that renders", got: errorText(error) });
    }
  }
}

/** How an environment is looked at. */
export const RENDER_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-RENDER-001",
    severity: "error",
    title: "`metadata.renderModes` lists the render modes by name",
    hint: "List every mode once, such as `['ansi']`, or give `[]` without any.",
    run: checkModes,
  },
  ...RENDER_RESULT_CHECKS.map(({ code, severity, title, hint }) => ({
    ...{ code, severity, title, hint },
    run: checkRender,
  })),
  {
    code: "ENV-RENDER-003",
    severity: "error",
    title: "`render` does not change the episode",
    hint: "Only read the state in `render`, and draw no random number.",
    run: checkPure,
  },
  {
    code: "ENV-RENDER-004",
    severity: "error",
    title: "every render mode can be made and renders a text",
    hint: "Take the option `renderMode` where the environment is registered, or drop the mode from `metadata`.",
    run: checkEachMode,
  },
];
