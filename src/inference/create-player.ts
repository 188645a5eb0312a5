import type { ChatModel } from "./chat.ts";
import { HeuristicPlayer, ModelPlayer, type Player } from "./player.ts";
import type { BaselineSettings } from "./settings.ts";
import { RecordedChat, ReplayedChat } from "./transcript.ts";

/** How patient a run is with its model. */
export interface ModelLimits {
  /** Longest time of one HTTP attempt, in milliseconds. @defaultValue 30000 */
  readonly timeoutMs?: number;
  /** Further attempts after a failed one. @defaultValue 2 */
  readonly retries?: number;
  /** Failed calls in a row after which the model is not called again. @defaultValue 3 */
  readonly maxFailures?: number;
  /** Time for all calls together, in milliseconds; then the heuristic goes on. @defaultValue 900000 */
  readonly totalMs?: number;
  /** Wait before a retry where the server names none, in milliseconds. @defaultValue exponential from 500 */
  readonly retryDelayMs?: number;
}

/** Limits with their defaults. */
export const MODEL_LIMITS = { timeoutMs: 30_000, retries: 2, maxFailures: 3, totalMs: 900_000 } as const;

/** What a player is made of besides the settings. */
export interface PlayerOptions {
  readonly limits?: ModelLimits;
  /** Sent to the endpoint, where given. */
  readonly seed?: number;
  /** Takes a remark for the error stream. */
  readonly note: (text: string) => void;
  /** Takes each line of a transcript. */
  readonly record?: (line: string) => void;
  /** A transcript that stands for the network, and what it is called in errors. */
  readonly replay?: { readonly text: string; readonly source: string };
}

/** The player of a run: a recorded model, a model behind an endpoint, or the heuristic where there are no credentials. */
export async function createPlayer(settings: BaselineSettings, options: PlayerOptions): Promise<Player> {
  const { record, note } = options;
  const chat = await createChat(settings, options);
  if (chat === undefined) return new HeuristicPlayer();
  const { maxFailures } = { ...MODEL_LIMITS, ...options.limits };
  return new ModelPlayer({
    chat: record === undefined ? chat : new RecordedChat(chat, record),
    maxFailures,
    note,
  });
}

async function createChat(
  settings: BaselineSettings,
  options: PlayerOptions,
): Promise<ChatModel | undefined> {
  const { replay, limits, seed } = options;
  const { credentials, baseUrl, model, temperature, maxTokens } = settings;
  if (replay !== undefined) return new ReplayedChat(replay.text, replay.source);
  if (credentials === undefined) return undefined;
  const { totalMs, timeoutMs, retries, retryDelayMs } = {
    retryDelayMs: undefined,
    ...MODEL_LIMITS,
    ...limits,
  };
  // The client is large: only those who use it load it.
  const { OpenAiChat } = await import("./openai-chat.ts");
  return new OpenAiChat({
    ...{ baseUrl, key: credentials.key, model, temperature, maxTokens, timeoutMs, retries },
    ...(seed !== undefined && { seed }),
    ...(retryDelayMs !== undefined && { retryDelayMs }),
    deadline: AbortSignal.timeout(totalMs),
  });
}
