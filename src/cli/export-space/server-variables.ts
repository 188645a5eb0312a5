import type { ServerVariable } from "../../openenv/space/index.ts";

/** Environment variables that `serve` reads where a flag is absent. */
export const SERVER_VARIABLES: readonly ServerVariable[] = [
  {
    name: "ENABLE_WEB_INTERFACE",
    meaning: "`false`, `0` or `no` switches the page at /web off; the Dockerfile says `true`.",
  },
  { name: "MAX_CONCURRENT_ENVS", meaning: "Sessions at once, 256 unless told." },
  {
    name: "SUPPORTDESK_TOKEN",
    meaning:
      "A secret that every request but `/health` must bring as `Authorization: Bearer`; nobody is asked without it.",
  },
];
