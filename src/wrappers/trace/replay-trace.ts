import { checkEnvironmentsMatch } from "../../core/checks/environments-match.ts";
import type { CheckReport } from "../../core/checks/finding.ts";
import type { MatchScript } from "../../core/checks/match/script.ts";
import type { Env } from "../../core/env.ts";
import { Replay } from "./replay.ts";

/**
 * Plays the recorded resets and actions in an environment and compares everything it gives with the trace: spaces,
 * observations, rewards with their parts, ends, masks and, where they were recorded, infos.
 *
 * @param makeEnv - Makes the environment, without a `Recorder`; it is closed afterwards.
 * @param lines - The lines of a trace, as a `Recorder` wrote them.
 * @returns Codes `MATCH-…` up to the first divergence; `expected` is the trace.
 * @throws {GymError} `BAD_FILE` if a line is wrong; `UNSUPPORTED` if the trace goes on from a snapshot.
 */
export function replayTrace(makeEnv: () => Env, lines: Iterable<string>): CheckReport {
  const replay = new Replay(lines);
  const env = makeEnv();
  try {
    return checkEnvironmentsMatch(replay, env, { info: "superset", script: replayScript(replay) });
  } finally {
    env.close();
  }
}

/** The resets and actions of a trace, for a comparison whose first side is its {@link Replay}. */
export function replayScript(replay: Replay): MatchScript {
  return () => {
    const { upcoming } = replay;
    if (upcoming === undefined) return undefined;
    if (upcoming.event === "step") return { kind: "step", action: upcoming.action };
    const { seed, options } = upcoming;
    const isPlain = Object.keys(options).length === 0;
    return { kind: "reset", options: { ...(seed !== null && { seed }), ...(!isPlain && { options }) } };
  };
}
