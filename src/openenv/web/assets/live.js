// @ts-check
/** @import { EpisodeState } from "../messages.ts" */

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

/** The address of the page's socket, beside the page and below the same path. */
function socketAddress() {
  const url = new URL("../ws/ui", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url;
}

/**
 * Follows the shared episode, and connects again with growing pauses when the connection is lost.
 * @param {{ onEpisode: (episode: EpisodeState) => void, onConnection: (connection: "live" | "lost") => void }} listener
 */
export function followEpisode({ onEpisode, onConnection }) {
  let waitMs = FIRST_WAIT_MS;
  const connect = () => {
    const socket = new WebSocket(socketAddress());
    socket.addEventListener("open", () => {
      waitMs = FIRST_WAIT_MS;
      onConnection("live");
    });
    socket.addEventListener("message", ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === "state_update") onEpisode(message.episode_state);
    });
    socket.addEventListener("close", () => {
      onConnection("lost");
      setTimeout(connect, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    });
  };
  connect();
}
