import type { Agent, Choice, Transition } from "../core/agent.ts";
import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../core/env.ts";
import { fullMask, type Mask } from "../core/mask.ts";
import type { CurvePoint, Signal, TrainingCallback, TrainingResult } from "./callbacks.ts";
import { type EvaluateOptions, type Evaluation, evaluate } from "./evaluate.ts";

/** What a run is made of, with every default filled in. */
export interface TrainingPlan<Context> {
  readonly env: Env<Context, number>;
  readonly agent: Agent<Context>;
  readonly episodes: number;
  /** Seed of the first reset; `undefined` continues the streams of the environment. */
  readonly seed: number | undefined;
  readonly evaluateEvery: number;
  readonly evaluationEnv: Env<Context, number>;
  readonly evaluation: Pick<EvaluateOptions, "tasks" | "seeds">;
  readonly callbacks: readonly TrainingCallback<Context>[];
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type Listener<Event> = (event: Event) => Signal;

/** One call of `train` while it runs: its counters, its curve and whether it was asked to stop. */
export class TrainingRun<Context> {
  readonly #plan: TrainingPlan<Context>;
  readonly #everyAction: Mask;
  readonly #stepListeners: readonly Listener<
    Parameters<NonNullable<TrainingCallback<Context>["onStep"]>>[0]
  >[];
  readonly #curve: CurvePoint[] = [];
  #episodes = 0;
  #steps = 0;
  #stopped = false;
  #returnSincePoint = 0;
  #evaluation: Evaluation | undefined;

  constructor(plan: TrainingPlan<Context>) {
    this.#plan = plan;
    this.#everyAction = fullMask(plan.agent.actionCount);
    this.#stepListeners = plan.callbacks.flatMap((each) => each.onStep?.bind(each) ?? []);
  }

  /** Trains to the end or until a callback stops it. */
  execute(): TrainingResult {
    const { env, episodes, evaluateEvery, seed } = this.#plan;
    this.#tell((each) => each.onRunStart?.({ episodes }));
    let start: ResetOptions = seed === undefined ? {} : { seed };
    while (this.#goesOn) {
      this.#trainEpisode(env.reset(start));
      start = {};
      if (evaluateEvery > 0 && this.#goesOn && this.#episodes % evaluateEvery === 0) this.#evaluate();
    }
    const evaluation = this.#evaluation ?? this.#evaluate();
    const result = { episodes: this.#episodes, steps: this.#steps, curve: this.#curve, evaluation };
    this.#tell((each) => each.onRunEnd?.(result));
    return result;
  }

  get #goesOn(): boolean {
    return !this.#stopped && this.#episodes < this.#plan.episodes;
  }

  #trainEpisode({ observation, info: firstInfo }: ResetResult<Context, BaseInfo>): void {
    const { agent, env } = this.#plan;
    this.#evaluation = undefined;
    this.#tell((each) => each.onEpisodeStart?.({ episodes: this.#episodes, info: firstInfo }));
    const transition = firstTransition(observation, firstInfo.actionMask ?? this.#everyAction);
    const firstStep = this.#steps;
    let episodeReturn = 0;
    while (!this.#stopped) {
      const choice = agent.act(transition.context, transition.mask);
      const result = env.step(choice.action);
      const { info } = result;
      const actionMask = info.actionMask ?? this.#everyAction;
      record(transition, choice, result);
      transition.nextMask = info.bootstrapMask ?? actionMask;
      agent.learn(transition);
      episodeReturn += result.reward;
      this.#steps += 1;
      if (this.#stepListeners.length > 0) this.#tellStep(transition, info);
      if (result.terminated || result.truncated) {
        this.#endEpisode(episodeReturn, this.#steps - firstStep, info);
        return;
      }
      transition.context = result.observation;
      transition.mask = actionMask;
    }
  }

  #endEpisode(episodeReturn: number, steps: number, info: BaseInfo): void {
    this.#episodes += 1;
    this.#returnSincePoint += episodeReturn;
    const event = { episodes: this.#episodes, return: episodeReturn, steps, info };
    this.#tell((each) => each.onEpisodeEnd?.(event));
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
    this.#tell((each) => each.onEvaluate?.({ point, evaluation }));
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

  #tell(call: (callback: TrainingCallback<Context>) => Signal): void {
    for (const callback of this.#plan.callbacks) if (call(callback) === "stop") this.#stopped = true;
  }

  #tellStep(transition: Transition<Context>, info: BaseInfo): void {
    const event = { steps: this.#steps, transition, info };
    for (const listener of this.#stepListeners) if (listener(event) === "stop") this.#stopped = true;
  }
}

function firstTransition<Context>(context: Context, mask: Mask): Mutable<Transition<Context>> {
  const next = { nextContext: context, nextMask: mask, terminated: false, truncated: false };
  return { context, mask, action: 0, propensity: 1, reward: 0, ...next };
}

function record<Context>(
  transition: Mutable<Transition<Context>>,
  choice: Choice,
  result: StepResult<Context, BaseInfo>,
): void {
  transition.action = choice.action;
  transition.propensity = choice.propensity;
  transition.reward = result.reward;
  transition.nextContext = result.observation;
  transition.terminated = result.terminated;
  transition.truncated = result.truncated;
}
