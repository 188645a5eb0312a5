import { heuristicAction } from "../supportdesk/heuristic.ts";
import type { Action, Observation } from "../supportdesk/models.ts";
import { type ChatModel, type ChatReply, type ChatRequest, EndpointError } from "./chat.ts";
import { promptFor, repairPrompt } from "./prompt.ts";
import { BadReplyError, readReply } from "./reply.ts";
import { REPLY_SCHEMAS, rulesetOf } from "./reply-schema.ts";

/** An action with, where the heuristic chose it in place of a model, the reason in one line. */
export interface Move {
  readonly action: Action;
  readonly error: string | null;
}

/** Chooses actions for structured observations. */
export interface Player {
  /** How the `[START]` line names it. */
  readonly name: string;
  act(observation: Observation): Promise<Move>;
}

/** The public playbook on the ticket. */
export class HeuristicPlayer implements Player {
  readonly name = "heuristic";

  async act(observation: Observation): Promise<Move> {
    return { action: heuristicAction(observation), error: null };
  }
}

/** What a model's player takes. */
export interface ModelPlayerOptions {
  readonly chat: ChatModel;
  /** Failed calls in a row after which the model is not called again, at least 1. */
  readonly maxFailures: number;
  /** Takes a remark for the error stream. */
  readonly note: (text: string) => void;
}

/**
 * A language model, with the heuristic behind it.
 *
 * One call per step. A reply that is no legal action is sent back once with the reason; if the second is none either,
 * or a call fails, the heuristic acts for this step. After `maxFailures` failed calls in a row the heuristic acts for
 * the rest of the run.
 */
export class ModelPlayer implements Player {
  readonly name: string;
  readonly #options: ModelPlayerOptions;
  #failures = 0;

  constructor(options: ModelPlayerOptions) {
    this.#options = options;
    this.name = options.chat.name;
  }

  async act(observation: Observation): Promise<Move> {
    const { maxFailures, note } = this.#options;
    if (this.#failures >= maxFailures) {
      return { action: heuristicAction(observation), error: `model given up after ${maxFailures} failures` };
    }
    try {
      return { action: await this.#ask(observation), error: null };
    } catch (error) {
      if (!(error instanceof EndpointError || error instanceof BadReplyError)) throw error;
      note(`The heuristic acts: ${error.message}`);
      return { action: heuristicAction(observation), error: error.message };
    }
  }

  async #ask(observation: Observation): Promise<Action> {
    const ruleset = rulesetOf(observation);
    const schema = REPLY_SCHEMAS[ruleset];
    const messages = promptFor(observation);
    const first = await this.#complete({ messages, schema });
    try {
      return readReply(first, ruleset);
    } catch (error) {
      if (!(error instanceof BadReplyError)) throw error;
      this.#options.note(`Asking once more: ${error.message}`);
      const again = repairPrompt(messages, first.text, error.message);
      return readReply(await this.#complete({ messages: again, schema }), ruleset);
    }
  }

  async #complete(request: ChatRequest): Promise<ChatReply> {
    try {
      const reply = await this.#options.chat.complete(request);
      this.#failures = 0;
      return reply;
    } catch (error) {
      this.#failures += 1;
      throw error;
    }
  }
}
