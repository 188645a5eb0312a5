import { z } from "zod";
import { GymError } from "../core/errors.ts";
import { type ChatMessage, type ChatModel, type ChatReply, type ChatRequest, EndpointError } from "./chat.ts";

/** Version of the layout of a transcript. */
export const TRANSCRIPT_SCHEMA = "supportdesk.transcript/1";

const Head = z.object({ schema: z.literal(TRANSCRIPT_SCHEMA), model: z.string().min(1) });
const Message = z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() });
const Exchange = z.object({
  messages: z.array(Message),
  /** The reply, or `null` where the call failed. */
  reply: z.string().nullable(),
  cut_off: z.boolean(),
  error: z.string().nullable(),
});
type Exchange = z.infer<typeof Exchange>;

/** A model whose every exchange is written down, one JSON line each: what was asked and what came back, never a key. */
export class RecordedChat implements ChatModel {
  readonly name: string;
  readonly #chat: ChatModel;
  readonly #write: (line: string) => void;

  constructor(chat: ChatModel, write: (line: string) => void) {
    this.name = chat.name;
    this.#chat = chat;
    this.#write = write;
    write(JSON.stringify({ schema: TRANSCRIPT_SCHEMA, model: chat.name } satisfies z.infer<typeof Head>));
  }

  async complete(request: ChatRequest): Promise<ChatReply> {
    try {
      const reply = await this.#chat.complete(request);
      this.#record(request, { reply: reply.text, cut_off: reply.cutOff, error: null });
      return reply;
    } catch (error) {
      if (!(error instanceof EndpointError)) throw error;
      this.#record(request, { reply: null, cut_off: false, error: error.message });
      throw error;
    }
  }

  #record({ messages }: ChatRequest, result: Omit<Exchange, "messages">): void {
    this.#write(JSON.stringify({ messages: [...messages], ...result } satisfies Exchange));
  }
}

function keyOf(messages: readonly ChatMessage[]): string {
  return JSON.stringify(messages.map(({ role, content }) => [role, content]));
}

/** A recorded model: equal prompts get the recorded replies in their order, and recorded failures fail again. */
export class ReplayedChat implements ChatModel {
  readonly name: string;
  readonly #replies = new Map<string, Exchange[]>();

  /** @param text - A transcript. @throws {GymError} `BAD_FILE` that names the first line at fault. */
  constructor(text: string, source: string) {
    const [head = "", ...exchanges] = text.split("\n").filter((line) => line.trim() !== "");
    this.name = readLine(Head, head, `${source}, line 1`).model;
    for (const [index, line] of exchanges.entries())
      this.#add(readLine(Exchange, line, `${source}, line ${index + 2}`));
  }

  #add(exchange: Exchange): void {
    const key = keyOf(exchange.messages);
    this.#replies.set(key, [...(this.#replies.get(key) ?? []), exchange]);
  }

  async complete({ messages }: ChatRequest): Promise<ChatReply> {
    const exchange = this.#replies.get(keyOf(messages))?.shift();
    if (exchange === undefined) throw new EndpointError("transcript holds no reply to this prompt");
    if (exchange.reply === null) throw new EndpointError(exchange.error ?? "the recorded call failed");
    return { text: exchange.reply, cutOff: exchange.cut_off };
  }
}

function readLine<Record extends z.ZodObject>(record: Record, line: string, where: string): z.infer<Record> {
  const parsed = record.safeParse(jsonOf(line));
  if (parsed.success) return parsed.data;
  throw new GymError(
    "BAD_FILE",
    `Expected a transcript that \`baseline --transcript\` wrote: ${where} is none.`,
    {
      cause: parsed.error,
    },
  );
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
