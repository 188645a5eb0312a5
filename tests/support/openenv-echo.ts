import { z } from "zod";
import { BaseEnv } from "../../src/core/base-env.ts";
import type { BaseInfo, ResetResult, StepResult } from "../../src/core/env.ts";
import { InvalidActionError } from "../../src/core/errors.ts";
import type { JsonValue } from "../../src/core/json.ts";
import { register } from "../../src/core/registry.ts";
import type { Space } from "../../src/core/space.ts";
import { EnvSession } from "../../src/openenv/env-session.ts";
import type { ServedEnvironment, ServedTool, Session } from "../../src/openenv/served-environment.ts";

interface Echo {
  readonly echoed_message: string;
  readonly length: number;
}
interface Message {
  readonly message: string;
}

/** A space that holds every text, or nothing but texts. */
class TextSpace<Value> implements Space<Value> {
  readonly size = Number.POSITIVE_INFINITY;
  readonly #contains: (value: unknown) => boolean;

  constructor(contains: (value: unknown) => boolean) {
    this.#contains = contains;
  }

  sample(): Value {
    throw new Error("This space cannot be sampled.");
  }

  contains(value: unknown): value is Value {
    return this.#contains(value);
  }

  seed(): void {}

  toString(): string {
    return "Text";
  }

  toJSON(): JsonValue {
    return { type: "Text" };
  }
}

const hasMessage = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "message" in value && typeof value.message === "string";

const hasEcho = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "echoed_message" in value;

/** Says what it hears. "bye" ends the episode, "explode" throws, "knot" answers with what JSON cannot express. */
export class EchoEnv extends BaseEnv<Echo, Message> {
  readonly observationSpace = new TextSpace<Echo>(hasEcho);
  readonly actionSpace = new TextSpace<Message>(hasMessage);

  protected begin(): ResetResult<Echo, BaseInfo> {
    return { observation: { echoed_message: "hello", length: 0 }, info: {} };
  }

  protected play({ message }: Message): StepResult<Echo, BaseInfo> {
    if (message === "explode") throw new TypeError("the echo exploded");
    if (message === "refuse") throw new InvalidActionError("That is not said here.");
    const length = message === "knot" ? (1n as unknown as number) : message.length;
    const observation = { echoed_message: message, length };
    return {
      observation,
      reward: message.length / 10,
      terminated: message === "bye",
      truncated: false,
      info: {},
    };
  }

  protected saveEpisode(): JsonValue {
    return null;
  }

  protected loadEpisode(): void {}
}

register({ id: "Echo-v0", summary: "says what it hears", create: () => new EchoEnv().unwrapped });

const action = z.strictObject({
  message: z.string().max(2_000_000),
  loud: z.boolean().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});

const TOOLS: readonly ServedTool[] = [
  {
    name: "add",
    description: "The sum of two numbers.",
    input: z.strictObject({ a: z.number(), b: z.number() }),
    call: (_session, args) => Number(args["a"]) + Number(args["b"]),
  },
  {
    name: "get_step_count",
    description: "Steps of this session's episode.",
    input: z.strictObject({}),
    call: (session) => session.state()["step_count"],
  },
  {
    name: "explode",
    description: "Throws.",
    input: z.strictObject({}),
    call: () => {
      throw new TypeError("the tool exploded");
    },
  },
];

function createSession(newId: () => string): Session {
  return new EnvSession<Echo, Message, BaseInfo>({
    env: new EchoEnv(),
    newId,
    form: {
      action,
      toAction: (record) => record as unknown as Message,
      toRecord: (observation) => ({ ...observation }),
      toMetadata: () => ({}),
      toState: ({ done }) => ({ done }),
    },
  });
}

/** An environment that has nothing to do with a support desk. */
export const ECHO: ServedEnvironment = {
  id: "Echo-v0",
  name: "Echo",
  benchmark: "echo_env",
  description: "Says what it hears.",
  version: "0.0.1",
  action,
  observation: z.strictObject({ echoed_message: z.string(), length: z.int() }),
  state: z.looseObject({ episode_id: z.string(), step_count: z.int(), done: z.boolean() }),
  tasks: [],
  tools: TOOLS,
  createSession,
  graded: false,
};
