export { createAgent } from "./core/agent-registry.ts";
export { make, register } from "./core/registry.ts";

import "./core/random-policy.ts";
