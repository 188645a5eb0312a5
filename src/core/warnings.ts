/** Takes what a user should know and nothing stops for. */
export type WarningHandler = (message: string) => void;

// biome-ignore lint/suspicious/noConsole: the one place that warns, until somebody takes over.
let handler: WarningHandler = (message) => console.warn(`Warning: ${message}`);
const told = new Set<string>();

/** Tells a warning, once for each message. */
export function warn(message: string): void {
  if (told.has(message)) return;
  told.add(message);
  handler(message);
}

/**
 * Sends warnings elsewhere; from then on each message is told anew. The default writes one line with `console.warn`.
 *
 * @returns The handler until now.
 */
export function onWarning(next: WarningHandler): WarningHandler {
  const before = handler;
  handler = next;
  told.clear();
  return before;
}
