import { isRecord } from "../client/text.ts";

type Data = Readonly<Record<string, unknown>>;

const PAYLOAD_KEYS = ["observation", "reward", "done", "metadata"];

/**
 * What is wrong with the payload of a reset or a step; `undefined` if nothing. The reference server repeats the
 * metadata inside the observation, so a repetition is allowed there, but no metadata of its own.
 */
export function payloadProblem(payload: Data): string | undefined {
  const { observation, done, metadata } = payload;
  const extra = Object.keys(payload).find((key) => !PAYLOAD_KEYS.includes(key));
  if (extra !== undefined) return `the key ${extra}`;
  if (!isRecord(observation)) return "no observation object";
  const inside = ["reward", "done"].find((key) => key in observation);
  if (inside !== undefined) return `${inside} inside the observation`;
  if (typeof done !== "boolean") return "no boolean done";
  if (!("reward" in payload)) return "no reward";
  return metadataProblem(metadata ?? {}, observation["metadata"] ?? {});
}

function metadataProblem(beside: unknown, inside: unknown): string | undefined {
  if (!isRecord(beside)) return "metadata that is no object";
  const text = JSON.stringify(inside);
  return text === "{}" || text === JSON.stringify(beside)
    ? undefined
    : "metadata inside the observation only";
}
