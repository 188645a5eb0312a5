import type { SavedAgent } from "../../agent.ts";
import { SnapshotError } from "../../errors.ts";
import { firstDifference } from "../difference.ts";
import { playEpisodes, playSteps } from "./toy-world.ts";
import { type AgentCheck, type AgentTrial, experienced, textOf, USUAL, worldOf } from "./trial.ts";

/** Steps after which an agent is saved and restored, most of them within an episode. */
const SAVED_AFTER = [0, 1, 2, 3, 4, 5, 6, 7, 30, 100];

const plain: AgentCheck = {
  code: "AGENT-STATE-001",
  severity: "error",
  title: "saves itself as plain JSON",
  hint: "Put only null, booleans, finite numbers, texts, arrays and records into `toJSON()`.",
  run: (trial, report) => {
    for (const agent of [trial.make(USUAL), experienced(trial)]) {
      const saved = agent.toJSON();
      const found = firstDifference(JSON.parse(JSON.stringify(saved)), saved);
      if (found !== undefined) report({ ...found, path: `toJSON()${found.path}` });
    }
  },
};

const resume: AgentCheck = {
  code: "AGENT-STATE-002",
  severity: "error",
  title: "continues after a round trip through JSON as if nothing had happened, also within an episode",
  hint: "Save everything that later choices and updates read: streams, schedules, traces, pending steps.",
  run: (trial, report) => {
    for (const steps of SAVED_AFTER) {
      const [agent, twin] = [trial.make(USUAL), trial.make(USUAL)];
      const [world, twinWorld] = [worldOf(trial), worldOf(trial)];
      playSteps(agent, world, steps);
      playSteps(twin, twinWorld, steps);
      const restored = restoredFrom(trial, textOf(twin));
      const path = `restored after ${steps} steps`;
      const moved = firstDifference(twin.toJSON(), restored.toJSON());
      if (moved !== undefined) report({ ...moved, path: `${path} · toJSON()${moved.path}` });
      const expected = playSteps(agent, world, 40);
      const found =
        firstDifference(expected, playSteps(restored, twinWorld, 40)) ??
        firstDifference(agent.toJSON(), restored.toJSON());
      if (found !== undefined) report({ ...found, path: `${path}, 40 steps later · ${found.path}` });
    }
  },
};

const additive: AgentCheck = {
  code: "AGENT-STATE-003",
  severity: "error",
  title: "learns in 10 + 10 episodes, saved in between, what it learns in 20",
  hint: "Count the episodes in the saved state, so that schedules go on where they stood.",
  run: (trial, report) => {
    const [atOnce, firstHalf] = [trial.make(USUAL), trial.make(USUAL)];
    playEpisodes(atOnce, worldOf(trial), 20);
    const world = worldOf(trial);
    playEpisodes(firstHalf, world, 10);
    const secondHalf = restoredFrom(trial, textOf(firstHalf));
    playEpisodes(secondHalf, world, 10);
    const found = firstDifference(atOnce.toJSON(), secondHalf.toJSON());
    if (found !== undefined) report({ ...found, path: `after 20 episodes · toJSON()${found.path}` });
  },
};

const corrupted: AgentCheck = {
  code: "AGENT-STATE-004",
  severity: "error",
  title: "refuses a corrupted state with one line",
  hint: "Check every part of a saved state before use, and throw a SnapshotError that names the part.",
  run: (trial, report) => {
    const saved = experienced(trial).toJSON();
    for (const { path, state } of corruptions(saved)) {
      const error = restoreError(trial, { ...saved, state });
      const expected = "a SnapshotError of one line";
      if (!(error instanceof SnapshotError)) report({ path, expected, got: String(error ?? "no error") });
      else if (error.message.includes("\n")) report({ path, expected, got: error.message });
    }
  },
};

const detached: AgentCheck = {
  code: "AGENT-STATE-005",
  severity: "error",
  title: "saves a state that later learning does not change",
  hint: "Copy arrays and records in `toJSON()`.",
  run: (trial, report) => {
    const [agent, world] = [trial.make(USUAL), worldOf(trial)];
    playSteps(agent, world, 50);
    const saved = agent.toJSON();
    const before = JSON.parse(JSON.stringify(saved));
    playSteps(agent, world, 50);
    const found = firstDifference(before, JSON.parse(JSON.stringify(saved)));
    if (found !== undefined) report({ ...found, path: `toJSON()${found.path}, 50 steps later` });
  },
};

/** Checks of saving and restoring. */
export const STATE_CHECKS: readonly AgentCheck[] = [plain, resume, additive, corrupted, detached];

function restoredFrom(trial: AgentTrial, text: string): ReturnType<AgentTrial["restore"]> {
  return trial.restore(JSON.parse(text) as SavedAgent);
}

interface Corruption {
  readonly path: string;
  readonly state: SavedAgent["state"];
}

/** The state gone, and every part of it gone or of another type. */
function corruptions({ state }: SavedAgent): Corruption[] {
  const whole: Corruption[] = [{ path: "state null", state: null }];
  if (typeof state !== "object" || state === null || Array.isArray(state)) return whole;
  return whole.concat(
    Object.entries(state).flatMap(([key, value]) => {
      const rest = Object.fromEntries(Object.entries(state).filter(([other]) => other !== key));
      const other = typeof value === "string" ? { corrupt: true } : "corrupt";
      return [
        { path: `state.${key} left out`, state: rest },
        { path: `state.${key} ${JSON.stringify(other)}`, state: { ...rest, [key]: other } },
      ];
    }),
  );
}

function restoreError(trial: AgentTrial, saved: SavedAgent): unknown {
  try {
    restoredFrom(trial, JSON.stringify(saved));
    return undefined;
  } catch (error) {
    return error;
  }
}
