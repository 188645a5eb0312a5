import { register } from "../../core/registry.ts";
import { SupportDeskDiscreteEnv } from "./discrete.ts";
import type { DeskOptions, DiscreteDeskOptions, TabularDeskOptions } from "./options.ts";
import { SupportDeskEnv } from "./structured.ts";
import { SupportDeskTabularEnv } from "./tabular.ts";

declare module "../../core/registry.ts" {
  interface EnvTypes {
    "SupportDesk-v1": SupportDeskEnv;
    "SupportDeskDiscrete-v1": SupportDeskDiscreteEnv;
    "SupportDeskTabular-v1": SupportDeskTabularEnv;
  }
  interface EnvOptions {
    "SupportDesk-v1": DeskOptions;
    "SupportDeskDiscrete-v1": DiscreteDeskOptions;
    "SupportDeskTabular-v1": TabularDeskOptions;
  }
}

// `create` hands on what the user wrote; the constructors check every option.
register({
  id: "SupportDesk-v1",
  summary: "structured actions in, observation out: for language models and the protocol",
  create: (options, spec) => new SupportDeskEnv(options, spec).unwrapped,
});

register({
  id: "SupportDeskDiscrete-v1",
  summary: "library index in, observation out",
  create: (options, spec) => new SupportDeskDiscreteEnv(options, spec),
});

register({
  id: "SupportDeskTabular-v1",
  summary: "library index in, table row out: for tabular agents",
  create: (options, spec) => new SupportDeskTabularEnv(options, spec),
});
