import { z } from "zod";
import { GymError, InvalidActionError } from "../core/errors.ts";
import { OpenEnvClient } from "../openenv/client/client.ts";
import { ServerError } from "../openenv/client/errors.ts";
import { CANONICAL_TASK_IDS } from "../supportdesk/canonical/task-ids.ts";
import { Observation } from "../supportdesk/models.ts";
import type { Desk } from "./desk.ts";

/** Where a remote desk is. */
export interface RemoteDeskOptions {
  /** `http(s)://`, `ws(s)://`, or a host without a scheme. */
  readonly url: string;
  /** Sent as a bearer token. */
  readonly token?: string;
}

/** Fields that a newer server adds are passed over. */
const RemoteObservation = z.object(Observation.shape);
const RemoteScore = z.object({ score: z.number() });
const Listing = z.array(z.union([z.object({ id: z.string() }), z.object({ task_id: z.string() })]));

function readObservation(value: unknown): Observation {
  const parsed = RemoteObservation.safeParse(value);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.map(String).join(".") ?? "";
  throw new GymError(
    "BAD_REPLY",
    `The server is no support desk: \`${field}\` is missing from its observation or wrong.`,
  );
}

/** The tasks a server lists, or the canonical ones where it lists none. */
async function listTasks(client: OpenEnvClient): Promise<readonly string[]> {
  const listed = Listing.safeParse(await client.http.tasks().catch(() => []));
  const ids = listed.success ? listed.data.map((task) => ("id" in task ? task.id : task.task_id)) : [];
  return ids.length === 0 ? CANONICAL_TASK_IDS : ids;
}

/**
 * A desk on an OpenEnv server.
 * @throws {GymError} If the URL is wrong or nothing answers there.
 */
export async function remoteDesk({ url, token }: RemoteDeskOptions): Promise<Desk> {
  const client = new OpenEnvClient(url, token === undefined ? {} : { token });
  await client.connect();
  return {
    taskIds: await listTasks(client),
    reset: async (taskId, seed) =>
      readObservation((await client.reset({ seed, task_id: taskId })).observation),
    step: async (action) => {
      try {
        const { observation, reward, done } = await client.step(action);
        return { observation: readObservation(observation), reward: reward ?? 0, done };
      } catch (error) {
        if (!(error instanceof ServerError && error.code === "VALIDATION_ERROR")) throw error;
        throw new InvalidActionError(error.message, { cause: error });
      }
    },
    score: async () => RemoteScore.safeParse(await client.state()).data?.score,
    close: () => client.close(),
  };
}
