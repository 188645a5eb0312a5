import type { Transition } from "../../core/agent.ts";
import type { JsonObject } from "../../core/json.ts";
import { fullMask, type Mask } from "../../core/mask.ts";
import { booleanOf, numberOf } from "../hyperparameters.ts";
import { readExtra } from "../saved-extra.ts";
import { TableAgent, type TableAgentOptions } from "../table-agent.ts";
import type { TableSetup } from "../table-state.ts";
import { EpisodeMemory, type FinishedEpisode, savedEpisode } from "./episode-memory.ts";

/**
 * An agent that learns action values once an episode has ended, from the returns `G_t = Σ γ^k · r` of its steps.
 *
 * A terminated episode is worth its rewards. A truncated one would have gone on: its returns are completed by γ^k · V(s)
 * of the state that it was stopped in, by the values as they are then. The steps of the running episode are part of the
 * saved state.
 */
export abstract class EpisodicAgent extends TableAgent {
  readonly #memory: EpisodeMemory;
  /** Overrides the next mask where values are taken over every action. */
  readonly #everyAction: Mask | undefined;

  constructor(setup: TableSetup, options: Omit<TableAgentOptions, "discount">) {
    const { actionCount, hyperparameters } = setup;
    super(setup, { ...options, discount: numberOf(hyperparameters, "discount") });
    const saved = readExtra(setup, options.name, { episode: savedEpisode(actionCount) });
    this.#memory = new EpisodeMemory(saved?.episode);
    this.#everyAction = booleanOf(hyperparameters, "bootstrapMask") ? undefined : fullMask(actionCount);
  }

  /** V of the state in which an episode was truncated, in reward units. */
  protected abstract stateValue(context: number, mask: Mask): number;

  /** Learns from an episode that has ended. */
  protected abstract learnEpisode(episode: FinishedEpisode): void;

  /** Whether the next step is the first of its episode. */
  protected get isBetweenEpisodes(): boolean {
    return this.#memory.isEmpty;
  }

  protected override update(transition: Transition): void {
    this.look(transition.context, transition.mask);
    const episode = this.#memory.take(
      transition,
      this.continuation(transition),
      ({ nextContext, nextMask }) => this.stateValue(nextContext, this.#everyAction ?? nextMask),
    );
    if (episode !== undefined) this.learnEpisode(episode);
  }

  protected override saveExtra(): JsonObject {
    return { episode: this.#memory.save() };
  }
}
