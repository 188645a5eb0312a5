import { ours } from "../serving/contenders.ts";
import { recordEpisodes } from "../serving/episodes.ts";
import { load } from "../serving/load.ts";
import { preciseCpuSeconds } from "../serving/process-use.ts";
import type { GrowingWork } from "./measure.ts";

/** Sessions that few sessions are repeated for. */
const ENOUGH = 100;

/** A server and the work of serving sessions. */
export interface Sessions extends Omit<GrowingWork, "name"> {
  readonly close: () => Promise<void>;
}

/** Starts a server. Its work: so many sessions at the same time, each opened, played for an episode, and closed. */
export async function openSessions(most: number): Promise<Sessions> {
  const { server } = await ours(most);
  const episodes = recordEpisodes();
  const cost = async (sessions: number): Promise<number> => {
    const times = Math.ceil(ENOUGH / sessions);
    const before = preciseCpuSeconds(server.pid);
    for (let time = 0; time < times; time += 1) {
      const { errors } = await load({ url: server.url, sessions, episodes });
      if (errors > 0) throw new Error(`The server made ${errors} errors.`);
    }
    return (preciseCpuSeconds(server.pid) - before) / times;
  };
  const sizes = [1, 10, 100, 1000].filter((size) => size < most).concat(most);
  return { unit: "sessions", sizes, cost, close: server.stop };
}
