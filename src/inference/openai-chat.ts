import OpenAI from "openai";
import { z } from "zod";
import { type ChatModel, type ChatReply, type ChatRequest, EndpointError } from "./chat.ts";
import { type Dialect, RICHEST_DIALECT, simplerDialect } from "./dialect.ts";
import { endpointError } from "./endpoint-failure.ts";
import { endpointFetch } from "./endpoint-fetch.ts";

/** How an endpoint is reached and asked. */
export interface EndpointSettings {
  readonly baseUrl: string;
  readonly key: string;
  readonly model: string;
  readonly temperature: number;
  readonly maxTokens: number;
  /** Sent only where given. */
  readonly seed?: number;
  /** Longest time of one HTTP attempt, in milliseconds. */
  readonly timeoutMs: number;
  /** Further attempts after a failed one. */
  readonly retries: number;
  /** Wait before a retry where the server names none, in milliseconds. @defaultValue exponential from 500 */
  readonly retryDelayMs?: number;
  /** Ends every call, running or to come. */
  readonly deadline: AbortSignal;
}

const MAX_WAIT_MS = 10_000;
/** A shorter key is no secret, and may be a word of an honest reply. */
const SHORTEST_SECRET = 8;

const Completion = z.object({
  choices: z.array(
    z.object({
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      finish_reason: z.string().nullish(),
    }),
  ),
});

function formatParameter({ format }: Dialect, schema: ChatRequest["schema"]): object {
  if (format === "text") return {};
  const details = format === "json_schema" ? { json_schema: { name: "action", strict: true, schema } } : {};
  return { response_format: { type: format, ...details } };
}

/** A chat endpoint in the manner of OpenAI, through the official client. */
export class OpenAiChat implements ChatModel {
  readonly name: string;
  readonly #settings: EndpointSettings;
  readonly #client: OpenAI;
  #dialect = RICHEST_DIALECT;

  constructor(settings: EndpointSettings) {
    const { baseUrl, key, model, timeoutMs, retries, retryDelayMs } = settings;
    this.name = model;
    this.#settings = settings;
    this.#client = new OpenAI({
      baseURL: baseUrl,
      apiKey: key,
      timeout: timeoutMs,
      maxRetries: retries,
      fetch: endpointFetch({ maxWaitMs: MAX_WAIT_MS, ...(retryDelayMs !== undefined && { retryDelayMs }) }),
      // By itself the client reads these from the environment; its log would go to stdout.
      logLevel: "off",
      organization: null,
      project: null,
      webhookSecret: null,
      adminAPIKey: null,
    });
  }

  async complete(request: ChatRequest): Promise<ChatReply> {
    const { deadline, key } = this.#settings;
    // One signal per call: the client never takes its listeners off again.
    const call = new AbortController();
    const stop = (): void => call.abort();
    if (deadline.aborted) stop();
    deadline.addEventListener("abort", stop);
    try {
      return this.#read(await this.#ask(request, call.signal));
    } catch (error) {
      throw endpointError(error, (text) => text.replaceAll(key, "***"));
    } finally {
      deadline.removeEventListener("abort", stop);
    }
  }

  /** Asks in the richest dialect first; the first one that the endpoint understands is kept. */
  async #ask(request: ChatRequest, signal: AbortSignal): Promise<unknown> {
    for (let dialect = this.#dialect; ; ) {
      try {
        const completion = await this.#request(request, dialect, signal);
        this.#dialect = dialect;
        return completion;
      } catch (error) {
        const simpler = simplerDialect(dialect, error);
        if (simpler === undefined) throw error;
        dialect = simpler;
      }
    }
  }

  #request({ messages, schema }: ChatRequest, dialect: Dialect, signal: AbortSignal): Promise<unknown> {
    const { model, temperature, maxTokens, seed } = this.#settings;
    return this.#client.chat.completions.create(
      {
        model,
        messages: [...messages],
        [dialect.tokens]: maxTokens,
        ...(dialect.sendsTemperature && { temperature }),
        ...(seed !== undefined && { seed }),
        ...formatParameter(dialect, schema),
      },
      { signal },
    );
  }

  #read(completion: unknown): ChatReply {
    const read = Completion.safeParse(completion);
    if (!read.success) {
      const isPage = typeof completion === "string" && completion.trimStart().startsWith("<");
      throw new EndpointError(
        isPage ? "endpoint answered an HTML page" : "endpoint answered no chat completion",
      );
    }
    const [choice] = read.data.choices;
    const text = choice?.message.content ?? "";
    if (choice === undefined) throw new EndpointError("endpoint answered without choices");
    if (text.trim() === "") throw new EndpointError("endpoint answered without text");
    const { key } = this.#settings;
    const safe = key.length < SHORTEST_SECRET ? text : text.replaceAll(key, "***");
    return { text: safe, cutOff: choice.finish_reason === "length" };
  }
}
