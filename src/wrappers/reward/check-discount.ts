import { InvalidArgumentError, show } from "../../core/errors.ts";

/** @returns The discount. @throws {InvalidArgumentError} If it is not in [0, 1]. */
export function checkDiscount(name: string, discount: number): number {
  if (discount >= 0 && discount <= 1) return discount;
  throw new InvalidArgumentError(`Expected \`${name}\` to be in [0, 1], got ${show(discount)}.`);
}
