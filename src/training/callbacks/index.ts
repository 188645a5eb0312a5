export { type BestAgent, type BestSoFar, bestAgent } from "./best-agent.ts";
export { everyEpisodes, everySteps } from "./every.ts";
export { isLogSpaced, logSpaced } from "./log-spaced.ts";
export { type MonitorOptions, monitor } from "./monitor.ts";
export { type StopOnNoImprovementOptions, stopOnNoImprovement } from "./stop-on-no-improvement.ts";
export { type StopOnStablePolicyOptions, stopOnStablePolicy } from "./stop-on-stable-policy.ts";
export { type StopOnThresholdOptions, stopOnThreshold } from "./stop-on-threshold.ts";
export { type StopOnValueChangeOptions, stopOnValueChange } from "./stop-on-value-change.ts";
