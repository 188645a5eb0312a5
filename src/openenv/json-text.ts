/** Text from outside that is not JSON, or is nested too deep. */
export class JsonTextError extends Error {
  override readonly name = "JsonTextError";
  /** Index of the character at fault, as far as it is known. */
  readonly position: number;

  constructor(message: string, position: number, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.position = position;
  }
}

/** Levels of arrays and objects inside one another that are read. */
export const MAX_DEPTH = 64;

const TOKENS = ["-Infinity", "Infinity", "NaN"];

/** Index of the quotation mark that ends the string begun at `start`, or the length of the text. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') return index;
    if (character === "\\") index += 1;
  }
  return text.length;
}

function refuseDepth(text: string): void {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') index = endOfString(text, index);
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    if (depth > MAX_DEPTH) {
      throw new JsonTextError(`The JSON is nested deeper than ${MAX_DEPTH} levels`, index);
    }
  }
}

/** The text with `null` for the numbers that Python writes and JSON does not have. */
function withoutNonFinite(text: string): string {
  const parts: string[] = [];
  let kept = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '"') {
      index = endOfString(text, index);
      continue;
    }
    const token = TOKENS.find((each) => text.startsWith(each, index));
    if (token === undefined) continue;
    parts.push(text.slice(kept, index), "null");
    index += token.length - 1;
    kept = index + 1;
  }
  return parts.join("") + text.slice(kept);
}

function positionIn(message: string): number {
  return Number(/position (\d+)/.exec(message)?.[1] ?? 0);
}

/**
 * Reads JSON from outside. `NaN` and infinities, which Python clients may send, become null.
 * @throws {JsonTextError} If the text is not JSON or nested deeper than {@link MAX_DEPTH}.
 */
export function readJsonText(text: string): unknown {
  if (text.length > 2 * MAX_DEPTH) refuseDepth(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!TOKENS.some((token) => text.includes(token))) throw notJson(error);
  }
  try {
    return JSON.parse(withoutNonFinite(text));
  } catch (error) {
    throw notJson(error);
  }
}

function notJson(error: unknown): JsonTextError {
  const { message } = error as SyntaxError;
  const position = positionIn(message);
  return new JsonTextError(`Not JSON at character ${position}`, position, { cause: error });
}
