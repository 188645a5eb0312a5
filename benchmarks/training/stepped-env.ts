import { SupportDeskTabularEnv } from "supportdesk-gym";

/** An environment that shows no compiled dynamics, so that every step is played. */
export function steppedEnv(): SupportDeskTabularEnv {
  const env = new SupportDeskTabularEnv();
  Object.defineProperty(env, "skippable", { value: () => undefined });
  return env;
}
