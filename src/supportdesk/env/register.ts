import { register } from "../../core/registry.ts";
import type { BanditDeskOptions } from "./bandit-views/options.ts";
import { SupportDeskPlaybooksEnv } from "./bandit-views/playbook-env.ts";
import { SupportDeskRoutingEnv } from "./bandit-views/routing-env.ts";
import { SupportDeskDiscreteEnv } from "./discrete.ts";
import { SupportDeskFeaturesEnv } from "./features.ts";
import { SUCCESS_SCORE } from "./info.ts";
import type { DeskOptions, DiscreteDeskOptions, TabularDeskOptions } from "./options.ts";
import { SupportDeskEnv } from "./structured.ts";
import { SupportDeskTabularEnv } from "./tabular.ts";

declare module "../../core/registry.ts" {
  interface EnvTypes {
    "SupportDesk-v1": SupportDeskEnv;
    "SupportDeskDiscrete-v1": SupportDeskDiscreteEnv;
    "SupportDeskTabular-v1": SupportDeskTabularEnv;
    "SupportDeskFeatures-v1": SupportDeskFeaturesEnv;
    "SupportDeskPlaybooks-v1": SupportDeskPlaybooksEnv;
    "SupportDeskRouting-v1": SupportDeskRoutingEnv;
  }
  interface EnvOptions {
    "SupportDesk-v1": DeskOptions;
    "SupportDeskDiscrete-v1": DiscreteDeskOptions;
    "SupportDeskTabular-v1": TabularDeskOptions;
    "SupportDeskFeatures-v1": TabularDeskOptions;
    "SupportDeskPlaybooks-v1": BanditDeskOptions;
    "SupportDeskRouting-v1": BanditDeskOptions;
  }
}

// Every view keeps the order of calls by itself, and solved means what `success` means in a final grade.
const ALIKE = { orderEnforce: false, nondeterministic: false, rewardThreshold: SUCCESS_SCORE } as const;

// `create` hands on what the user wrote; the constructors check every option.
register({
  ...ALIKE,
  id: "SupportDesk-v1",
  summary: "structured actions in, observation out: for language models and the protocol",
  tags: ["support-desk", "structured"],
  create: (options, spec) => new SupportDeskEnv(options, spec).unwrapped,
});

register({
  ...ALIKE,
  id: "SupportDeskDiscrete-v1",
  summary: "library index in, observation out",
  tags: ["support-desk", "discrete-actions"],
  create: (options, spec) => new SupportDeskDiscreteEnv(options, spec),
});

register({
  ...ALIKE,
  id: "SupportDeskTabular-v1",
  summary: "library index in, table row out: for tabular agents",
  tags: ["support-desk", "discrete-actions", "tabular"],
  create: (options, spec) => new SupportDeskTabularEnv(options, spec),
});

register({
  ...ALIKE,
  id: "SupportDeskFeatures-v1",
  summary: "library index in, feature vector out: for linear agents",
  tags: ["support-desk", "discrete-actions", "features"],
  create: (options, spec) => new SupportDeskFeaturesEnv(options, spec),
});

register({
  ...ALIKE,
  id: "SupportDeskPlaybooks-v1",
  summary: "whole playbook in, table row out: one step an episode, for bandits",
  tags: ["support-desk", "discrete-actions", "bandit"],
  create: (options, spec) => new SupportDeskPlaybooksEnv(options, spec),
});

register({
  ...ALIKE,
  id: "SupportDeskRouting-v1",
  summary: "classification in, the heuristic plays on: one step an episode, for bandits",
  tags: ["support-desk", "discrete-actions", "bandit"],
  create: (options, spec) => new SupportDeskRoutingEnv(options, spec),
});
