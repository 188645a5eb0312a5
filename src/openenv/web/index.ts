import type { MountWeb } from "../web-contract.ts";
import { addDeskRoutes } from "./desk-routes.ts";
import { addEpisodeRoutes } from "./episode-routes.ts";
import { addPageRoutes } from "./page-routes.ts";
import { PolicyPlayer } from "./policy-player.ts";
import { SharedEpisode } from "./shared-episode.ts";

const SOCKET_PATH = "/ws/ui";

/** Mounts the page at `/web/`, its JSON routes below and its socket at `/ws/ui`. */
export const mountWeb: MountWeb = (app, context) => {
  const episode = new SharedEpisode(context);
  const parts = { context, episode, policies: new PolicyPlayer() };
  addPageRoutes(app);
  addEpisodeRoutes(app, parts);
  addDeskRoutes(app, parts);
  return {
    onUpgrade: (path) => path === SOCKET_PATH,
    handleSocket: (socket) => episode.follow(socket),
    close: () => episode.close(),
  };
};
