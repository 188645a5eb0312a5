import type { z } from "zod";
import type { StepPayload } from "./wire.ts";

/** A JSON record as it crosses the wire. */
export type WireRecord = Readonly<Record<string, unknown>>;

/**
 * One client's environment. Everything comes in as it was sent and is checked here.
 *
 * A step, a state or an observation before the first reset begins an episode of the default task. What a session
 * returns is fresh or frozen: later calls never change it.
 */
export interface Session {
  /**
   * Begins an episode. Reads `seed` (an integer ≥ 0, or a numeral), `episode_id` (at most 255 characters) and
   * `task_id`; nulls count as absent, every other key is ignored.
   * @throws {ValidationError} If one of the three is wrong; the running episode goes on.
   */
  reset(params?: WireRecord): StepPayload;
  /**
   * Carries out an action.
   * @throws {ValidationError} If it does not fit the action schema; the episode goes on as it was.
   * @throws {ResetNeededError} After the end of the episode.
   */
  step(action: unknown): StepPayload;
  /** The episode as its operator sees it, with `episode_id` and `step_count`. */
  state(): WireRecord;
  /** What the agent saw last, without reward, done and metadata. */
  observation(): WireRecord;
  /** How the episode stands, where the environment is graded. */
  grade(): SessionGrade | undefined;
  /** Ends the session; further calls throw. */
  close(): void;
}

/** How an episode stands. `breakdown` and `evidence` appear once it has ended, never before. */
export interface SessionGrade {
  readonly task_id: string;
  /** Reported score, strictly inside (0, 1). */
  readonly score: number;
  readonly episode_completed: boolean;
  readonly outcome: string;
  readonly steps: number;
  readonly breakdown?: Readonly<Record<string, number>>;
  readonly evidence?: WireRecord;
}

/** A task as `/tasks` lists it. Nothing in it comes from gold answers. */
export interface ServedTask {
  readonly task_id: string;
  readonly name: string;
  readonly difficulty: string;
  readonly description: string;
  /** Steps until an unfinished episode ends. */
  readonly max_steps: number;
}

/** A tool that MCP clients may call. It reads the session and never controls the episode. */
export interface ServedTool {
  /** Any name but `reset`, `step`, `state` and `close`. */
  readonly name: string;
  readonly description: string;
  /** Strict record of the arguments. */
  readonly input: z.ZodObject;
  /** @returns JSON data. @throws {GymError} With a sentence for the caller. */
  call(session: Session, args: WireRecord): unknown;
}

/** The scores of a scripted policy, task by task. */
export interface BaselineScores {
  readonly policy: string;
  readonly scores: Readonly<Record<string, number>>;
}

/** Everything a server needs to know about an environment. */
export interface ServedEnvironment {
  /** Registered id, such as `SupportDesk-v1`. */
  readonly id: string;
  /** Name in `/metadata`. */
  readonly name: string;
  /** Name in the task API, such as `supportdesk_env`. */
  readonly benchmark: string;
  readonly description: string;
  readonly version: string;
  /** Markdown for people; absent without one. */
  readonly readme?: string;
  /** Strict record of an action, with an optional `metadata`. */
  readonly action: z.ZodObject;
  /** Record of an observation as it crosses the wire: without `done`, `reward` and `metadata`. */
  readonly observation: z.ZodObject;
  /** Record of the state, with `episode_id` and `step_count`. */
  readonly state: z.ZodObject;
  /** In the order that resets cycle through; empty where there is nothing to choose. */
  readonly tasks: readonly ServedTask[];
  readonly tools: readonly ServedTool[];
  /** @param newId - Makes the episode ids of resets that bring none. */
  createSession(newId: () => string): Session;
  /** The bytes of `JSON.stringify(payload)`, where the environment can write them faster. */
  write?(payload: StepPayload): string;
  /** Whether `Session.grade` gives something. */
  readonly graded: boolean;
  /** Plays every task by a fast scripted policy; absent where there is none. */
  baseline?(): BaselineScores;
}
