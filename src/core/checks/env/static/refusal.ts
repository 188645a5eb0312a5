import { GymError } from "../../../errors.ts";
import { errorText, type Report } from "../../check.ts";

/** What an environment must refuse, and what to say if it does not. */
export interface Misuse {
  readonly path: string;
  /** Such as `InvalidActionError`. */
  readonly error: string;
  readonly call: () => unknown;
}

/** Tells a misuse that is not answered by an error of the library. */
export function expectRefusal({ path, error, call }: Misuse, report: Report): void {
  const expected = `a GymError such as ${error}`;
  try {
    call();
  } catch (thrown) {
    if (!(thrown instanceof GymError)) report({ path, expected, got: errorText(thrown) });
    return;
  }
  report({ path, expected, got: "no error" });
}
