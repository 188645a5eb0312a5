import { ProtocolError } from "./errors.ts";
import { isRecord } from "./text.ts";

type Data = Readonly<Record<string, unknown>>;

/** What a reset or a step of a remote environment gave. */
export interface RemoteResult<Observation> {
  readonly observation: Observation;
  /** 1 and 0 where the server says true and false; `null` where it gives none, as after a reset. */
  readonly reward: number | null;
  /** The episode has ended; the protocol does not say why. */
  readonly done: boolean;
  /** What the server adds beside the observation; empty where it adds nothing. */
  readonly metadata: Data;
}

/** Reads what a reset or a step answered. @throws {ProtocolError} If it is something else. */
export function readResult<Observation>(payload: Data): RemoteResult<Observation> {
  const { observation = {}, reward = null, done = false, metadata } = payload;
  if (!isRecord(observation)) throw new ProtocolError("Expected the observation to be an object.");
  const inside = observation["metadata"];
  return {
    observation: observation as Observation,
    reward: readReward(reward),
    done: done === true,
    metadata: [metadata, inside].find(isRecord) ?? {},
  };
}

function readReward(reward: unknown): number | null {
  if (reward === null || typeof reward === "number") return reward;
  if (typeof reward === "boolean") return Number(reward);
  throw new ProtocolError(`Expected the reward to be a number, got ${JSON.stringify(reward)}.`);
}
