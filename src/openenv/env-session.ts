import type { z } from "zod";
import type { BaseInfo, Env, StepResult } from "../core/env.ts";
import { check } from "./issues.ts";
import { type ResetParams, readReset } from "./reset-params.ts";
import type { Session, SessionGrade, WireRecord } from "./served-environment.ts";
import type { StepPayload } from "./wire.ts";

/** How far an episode has come. */
export interface Progress {
  readonly done: boolean;
  /** Undiscounted sum of the rewards so far. */
  readonly totalReward: number;
}

const UNPLAYED: Progress = { done: false, totalReward: 0 };

/** How an environment is put on the wire. */
export interface WireForm<Observation, Action, Info extends BaseInfo> {
  readonly action: z.ZodObject;
  /** The action of a checked record without its metadata. */
  toAction(record: WireRecord): Action;
  /** The observation without reward, done and metadata. */
  toRecord(observation: Observation): WireRecord;
  /** What `metadata` says besides the end of the episode and the task; public facts only. */
  toMetadata(info: Info): WireRecord;
  /** The state without `episode_id` and `step_count`. */
  toState(progress: Progress): WireRecord;
  toGrade?(info: Info | undefined): SessionGrade;
}

/** What a session is made of. */
export interface SessionParts<Observation, Action, Info extends BaseInfo> {
  readonly env: Env<Observation, Action, Info>;
  readonly form: WireForm<Observation, Action, Info>;
  /** Makes the episode ids of resets that bring none. */
  readonly newId: () => string;
}

/** An environment of the gym as one client plays it over the wire. */
export class EnvSession<Observation, Action, Info extends BaseInfo> implements Session {
  readonly #env: Env<Observation, Action, Info>;
  readonly #form: WireForm<Observation, Action, Info>;
  readonly #newId: () => string;
  #episodeId = "";
  #steps = 0;
  #progress = UNPLAYED;
  #observation: WireRecord | undefined;
  #info: Info | undefined;

  constructor({ env, form, newId }: SessionParts<Observation, Action, Info>) {
    this.#env = env;
    this.#form = form;
    this.#newId = newId;
  }

  reset(params: WireRecord = {}): StepPayload {
    return this.#begin(readReset(params, this.#env.taskIds));
  }

  #begin({ seed, episodeId, taskId }: ResetParams): StepPayload {
    const options = taskId === undefined ? {} : { task_id: taskId };
    const { observation, info } = this.#env.reset(seed === undefined ? { options } : { seed, options });
    const record = this.#form.toRecord(observation);
    this.#episodeId = episodeId ?? this.#newId();
    this.#steps = 0;
    this.#progress = UNPLAYED;
    this.#observation = record;
    this.#info = info;
    const metadata = { terminated: false, truncated: false, ...this.#form.toMetadata(info) };
    return { observation: record, reward: null, done: false, metadata };
  }

  /** Begins an episode of the first task, if none was begun; the cycle of later resets is not moved. */
  #ensureEpisode(): WireRecord {
    const [taskId] = this.#env.taskIds;
    if (this.#observation === undefined) this.#begin(taskId === undefined ? {} : { taskId });
    return this.#observation ?? {};
  }

  step(action: unknown): StepPayload {
    const { metadata: _ignored, ...record } = check(this.#form.action, action, "action") as WireRecord;
    this.#ensureEpisode();
    return this.#payload(this.#env.step(this.#form.toAction(record)));
  }

  #payload(result: StepResult<Observation, Info>): StepPayload {
    const { observation, reward, terminated, truncated, info } = result;
    const record = this.#form.toRecord(observation);
    const done = terminated || truncated;
    this.#steps += 1;
    this.#progress = { done, totalReward: this.#progress.totalReward + reward };
    this.#observation = record;
    this.#info = info;
    const metadata = { terminated, truncated, ...this.#form.toMetadata(info) };
    return { observation: record, reward, done, metadata };
  }

  state(): WireRecord {
    this.#ensureEpisode();
    return { episode_id: this.#episodeId, step_count: this.#steps, ...this.#form.toState(this.#progress) };
  }

  observation(): WireRecord {
    return this.#ensureEpisode();
  }

  grade(): SessionGrade | undefined {
    this.#ensureEpisode();
    return this.#form.toGrade?.(this.#info);
  }

  close(): void {
    this.#env.close();
  }
}
