import type { BaseInfo, ResetOptions } from "../core/env.ts";
import { fullMask, type Mask } from "../core/mask.ts";
import type { CurvePoint, Signal, TrainingResult } from "./callbacks.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";
import type { PlayedEpisode } from "./kernels/kernel.ts";
import { RunKernel } from "./kernels/run-kernel.ts";
import { Listeners } from "./listeners.ts";
import {
  endingOf,
  firstTransition,
  loadEpisode,
  type RunningEpisode,
  record,
  saveEpisode,
} from "./running-episode.ts";
import type { TrainingPlan } from "./training-plan.ts";
import { checkPlan, TRAINING_STATE_SCHEMA, type TrainingState } from "./training-state.ts";

/**
 * A training that can be carried out in portions, saved between two steps and gone on with later as if it had never
 * stopped: its counters, its curve and whether it was asked to stop.
 */
export class TrainingRun<Context = number> {
  readonly #plan: TrainingPlan<Context>;
  readonly #everyAction: Mask;
  readonly #listeners: Listeners<Context>;
  readonly #kernel: RunKernel<Context>;
  readonly #curve: CurvePoint[] = [];
  #episodes = 0;
  #steps = 0;
  #hasStarted = false;
  #returnSincePoint = 0;
  #running: RunningEpisode<Context> | undefined;
  #firstReset: ResetOptions;
  #evaluation: Evaluation | undefined;

  constructor(plan: TrainingPlan<Context>) {
    this.#plan = plan;
    this.#everyAction = fullMask(plan.agent.actionCount);
    this.#kernel = new RunKernel(plan);
    this.#listeners = new Listeners(plan.callbacks);
    this.#firstReset = plan.seed === undefined ? {} : { seed: plan.seed };
  }

  /** Episodes that have ended. */
  get episodes(): number {
    return this.#episodes;
  }

  /** Steps taken. */
  get steps(): number {
    return this.#steps;
  }

  /** Why the run goes step by step and not on compiled arrays, one sentence; `undefined` where it does not. */
  get stepByStepReason(): string | undefined {
    return this.#kernel.reason;
  }

  /** Whether every episode was trained, or a callback asked to stop. */
  get isOver(): boolean {
    return this.#listeners.isStopped || this.#episodes >= this.#plan.episodes;
  }

  /**
   * Trains until the run is over or `steps` more steps were taken; an evaluation that is due is always made.
   * @returns Whether the run is over.
   */
  advance(steps = Number.POSITIVE_INFINITY): boolean {
    this.#start();
    const until = this.#steps + steps;
    while (!this.isOver && this.#steps < until) {
      if (!this.#playCompiled(until)) this.#playOn(this.#running ?? this.#openEpisode(), until);
      if (this.#running === undefined) this.#evaluateIfDue();
    }
    return this.isOver;
  }

  /** Ends the run: the last evaluation, and what was made. */
  finish(): TrainingResult {
    const evaluation = this.#evaluation ?? this.#evaluate();
    const result = { episodes: this.#episodes, steps: this.#steps, curve: this.#curve, evaluation };
    this.#listeners.tell((each) => each.onRunEnd?.(result));
    return result;
  }

  /** The run as it stands, to be given to `restore` of a new run with an equal plan. */
  save(): TrainingState {
    const { agent, env, episodes, evaluateEvery } = this.#plan;
    const running = this.#running;
    const state = {
      schema: TRAINING_STATE_SCHEMA,
      plan: { episodes, evaluateEvery },
      episodes: this.#episodes,
      steps: this.#steps,
      stopped: this.#listeners.isStopped,
      returnSincePoint: this.#returnSincePoint,
      curve: this.#curve,
      firstSeed: this.#firstReset.seed ?? null,
      running: running === undefined ? null : saveEpisode(running),
      agent: agent.toJSON(),
      env: env.snapshot(),
      callbacks: this.#listeners.save(),
    };
    return structuredClone(state) as unknown as TrainingState;
  }

  /**
   * Goes on from a saved state. The agent of the plan must be the saved one, restored by `agentFromJSON(state.agent)`.
   * @throws {GymError} If the state is of another plan, or environment or callbacks refuse their part.
   */
  restore(state: TrainingState): void {
    checkPlan(state, this.#plan);
    this.#plan.env.restore(state.env);
    this.#listeners.restore(state.callbacks);
    this.#episodes = state.episodes;
    this.#steps = state.steps;
    this.#listeners.isStopped = state.stopped;
    this.#returnSincePoint = state.returnSincePoint;
    this.#curve.splice(0, this.#curve.length, ...state.curve);
    this.#running = state.running === null ? undefined : loadEpisode<Context>(state.running);
    this.#firstReset = state.firstSeed === null ? {} : { seed: state.firstSeed };
  }

  #start(): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    this.#listeners.tell((each) =>
      each.onRunStart?.({ episodes: this.#plan.episodes, done: this.#episodes }),
    );
  }

  /** Trains whole episodes, up to the next evaluation, on compiled arrays. @returns Whether it has trained any. */
  #playCompiled(until: number): boolean {
    if (this.#running !== undefined || this.#firstReset.seed !== undefined) return false;
    const played = this.#kernel.play({
      episodes: this.#episodes,
      steps: until - this.#steps,
      returnSum: this.#returnSincePoint,
      onEpisode: this.#kernelReports(),
    });
    if (played === undefined) return false;
    this.#episodes += played.episodes;
    this.#steps += played.steps;
    this.#returnSincePoint = played.returnSum;
    this.#evaluation = undefined;
    if ("error" in played) throw played.error;
    return true;
  }

  #openEpisode(): RunningEpisode<Context> {
    const { seed } = this.#firstReset;
    const { observation, info } = this.#plan.env.reset(this.#firstReset);
    this.#firstReset = {};
    this.#evaluation = undefined;
    const transition = firstTransition(observation, info.actionMask ?? this.#everyAction);
    const running = { transition, firstStep: this.#steps, return: 0 };
    this.#running = running;
    const event = { episodes: this.#episodes, context: observation, seed, info };
    this.#listeners.tell((each) => each.onEpisodeStart?.(event));
    return running;
  }

  #playOn(running: RunningEpisode<Context>, until: number): void {
    const { agent, env } = this.#plan;
    const { transition } = running;
    while (!this.#listeners.isStopped && this.#steps < until) {
      const choice = agent.act(transition.context, transition.mask);
      const result = env.step(choice.action);
      const { info } = result;
      const actionMask = info.actionMask ?? this.#everyAction;
      record(transition, choice, result);
      transition.nextMask = info.bootstrapMask ?? actionMask;
      agent.learn(transition);
      running.return += result.reward;
      this.#steps += 1;
      if (this.#listeners.hearSteps) this.#listeners.step({ steps: this.#steps, transition, info });
      if (result.terminated || result.truncated) {
        this.#endEpisode(running, info);
        return;
      }
      transition.context = result.observation;
      transition.mask = actionMask;
    }
  }

  #endEpisode(running: RunningEpisode<Context>, info: BaseInfo): void {
    this.#running = undefined;
    this.#episodes += 1;
    this.#returnSincePoint += running.return;
    const steps = this.#steps - running.firstStep;
    const event = { episodes: this.#episodes, return: running.return, steps, info };
    this.#listeners.tell((each) => each.onEpisodeEnd?.(event));
    if (this.#listeners.hearReports) {
      this.#listeners.report({
        episodes: this.#episodes,
        return: running.return,
        steps,
        ending: endingOf(info),
      });
    }
  }

  /** Passes on what a kernel reports, counted on from here; `undefined` where nobody listens. */
  #kernelReports(): ((played: PlayedEpisode) => Signal) | undefined {
    if (!this.#listeners.hearReports) return undefined;
    let episodes = this.#episodes;
    return (played) => {
      episodes += 1;
      this.#listeners.report({ episodes, ...played });
      return this.#listeners.isStopped ? "stop" : undefined;
    };
  }

  #evaluateIfDue(): void {
    const { evaluateEvery } = this.#plan;
    if (evaluateEvery > 0 && !this.isOver && this.#episodes % evaluateEvery === 0) this.#evaluate();
  }

  /** Adds a point to the curve if an episode has ended since the last one. */
  #evaluate(): Evaluation {
    const evaluation = this.#greedyEvaluation();
    this.#evaluation = evaluation;
    const episodesSincePoint = this.#episodes - (this.#curve.at(-1)?.episodes ?? 0);
    if (episodesSincePoint === 0) return evaluation;
    const point: CurvePoint = {
      episodes: this.#episodes,
      steps: this.#steps,
      trainReturn: this.#returnSincePoint / episodesSincePoint,
      greedyRaw: evaluation.mean.rawScore,
    };
    this.#curve.push(point);
    this.#returnSincePoint = 0;
    this.#listeners.tell((each) => each.onEvaluate?.({ point, evaluation, agent: this.#plan.agent }));
    return evaluation;
  }

  #greedyEvaluation(): Evaluation {
    const { env, evaluationEnv, agent, evaluation } = this.#plan;
    const options = { env: evaluationEnv, agent, ...evaluation };
    if (evaluationEnv !== env) return evaluate(options);
    const before = env.snapshot();
    try {
      return evaluate(options);
    } finally {
      env.restore(before);
    }
  }
}
