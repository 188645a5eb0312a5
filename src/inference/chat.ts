import type { JsonObject } from "../core/json.ts";

/** One message of a conversation. */
export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** What a model is asked. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** JSON Schema of the wished reply, for endpoints with structured output: every field required, some nullable. */
  readonly schema: JsonObject;
}

/** What a model answered. */
export interface ChatReply {
  readonly text: string;
  /** The reply ended at the token limit. */
  readonly cutOff: boolean;
}

/** A language model behind a chat endpoint, or a recording of one. */
export interface ChatModel {
  readonly name: string;
  /** @throws {EndpointError} If no usable answer came, with a short reason that holds no credentials. */
  complete(request: ChatRequest): Promise<ChatReply>;
}

/** A model endpoint gave no usable answer. The message is a short reason in one line. */
export class EndpointError extends Error {
  override readonly name = "EndpointError";
}
