import { createHash } from "node:crypto";
import { z } from "zod";
import { firstDifference } from "../core/checks/difference.ts";
import { GymError } from "../core/errors.ts";
import { readTrainingState, type TrainingState } from "../training/training-state.ts";
import { Manifest } from "./manifest.ts";

/** Version of the layout of a checkpoint. */
export const CHECKPOINT_SCHEMA = "supportdesk.checkpoint/1";

/** Name of the checkpoint in a run folder. */
export const CHECKPOINT_NAME = "checkpoint.json";

const Content = z.strictObject({
  manifest: Manifest,
  files: z.record(z.string(), z.int().nonnegative()).describe("Bytes of the files that grow, by name."),
  state: z.json().describe("The training as it stood."),
});

/** A checkpoint: what is in it, and the SHA-256 of that as `JSON.stringify` writes it. */
export const CheckpointFile = z.strictObject({
  schema: z.literal(CHECKPOINT_SCHEMA),
  checksum: z.string(),
  content: z.json(),
});

/** Where a run can be gone on with. */
export interface Checkpoint {
  /** Bytes of the files that grow, by name, at that moment. */
  readonly files: Readonly<Record<string, number>>;
  readonly state: TrainingState;
}

/** The text of a checkpoint. */
export function checkpointText(manifest: Manifest, { files, state }: Checkpoint): string {
  const content = JSON.stringify({ manifest, files, state });
  const head = JSON.stringify({ schema: CHECKPOINT_SCHEMA, checksum: sha256(content) });
  return `${head.slice(0, -1)},"content":${content}}\n`;
}

/**
 * Reads a checkpoint of the run that a manifest describes.
 * @throws {GymError} `BAD_FILE` if it is cut off, of another version, was changed, or belongs to another run.
 */
export function parseCheckpoint(path: string, text: string, manifest: Manifest): Checkpoint {
  const { content, checksum } = readFile(path, text);
  if (sha256(JSON.stringify(content)) !== checksum) {
    throw bad(path, "it was changed after it was written (its checksum does not fit)");
  }
  const { success, data } = Content.safeParse(content);
  if (!success) throw bad(path, "it is no checkpoint of this version");
  const other = firstDifference(data.manifest, manifest);
  if (other !== undefined) {
    const [then, now] = [other.expected, other.got];
    const what = `it was made with \`${other.path.slice(1)}\` ${then}, and manifest.json has ${now}`;
    throw bad(path, `${what}: put manifest.json back as it was`);
  }
  return { files: data.files, state: readState(path, data.state) };
}

function readFile(path: string, text: string): z.infer<typeof CheckpointFile> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw bad(path, "it is not complete JSON: cut off, or no checkpoint", error);
  }
  const { success, data } = CheckpointFile.safeParse(value);
  if (success) return data;
  throw bad(path, `it is no checkpoint with schema "${CHECKPOINT_SCHEMA}"`);
}

function readState(path: string, state: unknown): TrainingState {
  try {
    return readTrainingState(state);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
    throw bad(path, reason, error);
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function bad(path: string, problem: string, cause?: unknown): GymError {
  return new GymError("BAD_FILE", `Cannot go on from the checkpoint "${path}": ${problem}.`, { cause });
}
