/** Suites for the tests of one's own environments and agents, to be run by Vitest. */
export { describeAgent } from "./describe-agent.ts";
export { type DescribeEnvOptions, describeEnv } from "./describe-env.ts";
