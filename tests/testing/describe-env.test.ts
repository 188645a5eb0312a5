import { describeEnv } from "../../src/testing/describe-env.ts";
import { HealthyEnv } from "../support/broken-envs/broken-env.ts";

describeEnv("HealthyEnv", () => new HealthyEnv(), { episodes: 3, maxSteps: 50 });
