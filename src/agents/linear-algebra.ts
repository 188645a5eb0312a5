import { InvalidArgumentError } from "../core/errors.ts";

/** Σ aᵢ · bᵢ over the entries of `a`, in order. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/**
 * A symmetric positive definite matrix A, kept as its Cholesky factor: A = L · Lᵀ with L lower triangular.
 *
 * The factor is what changes when `v · vᵀ` is added, so nothing drifts away from it and its numbers are the whole
 * state. Columns of L lie one after another from the diagonal down, n · (n + 1) / 2 numbers in all.
 */
export class CholeskyFactor {
  /** n, the number of rows and columns of A. */
  readonly dimension: number;
  readonly #columns: Float64Array;
  readonly #scratch: Float64Array;

  private constructor(dimension: number, columns: Float64Array) {
    this.dimension = dimension;
    this.#columns = columns;
    this.#scratch = new Float64Array(dimension);
  }

  /** The factor of `scale · I`. @param scale - Above 0. */
  static ofScaledIdentity(dimension: number, scale: number): CholeskyFactor {
    const columns = new Float64Array(packedLength(dimension));
    const root = Math.sqrt(scale);
    for (let column = 0; column < dimension; column += 1) columns[startOf(column, dimension)] = root;
    return new CholeskyFactor(dimension, columns);
  }

  /**
   * Factors a matrix.
   * @param matrix - Row-major, shape [dimension, dimension]; the part above the diagonal is not read.
   * @throws {InvalidArgumentError} If it is not positive definite.
   */
  static of(matrix: ArrayLike<number>, dimension: number): CholeskyFactor {
    const factor = new CholeskyFactor(dimension, new Float64Array(packedLength(dimension)));
    for (let column = 0; column < dimension; column += 1) factor.#factorColumn(matrix, column);
    return factor;
  }

  /** Takes back what `save` gave; the caller has checked it with `isFactor`. */
  static load(dimension: number, columns: ArrayLike<number>): CholeskyFactor {
    return new CholeskyFactor(dimension, Float64Array.from(columns));
  }

  /** Whether numbers can be a factor: as many as there must be, finite, above 0 on the diagonal. */
  static isFactor(columns: ArrayLike<number>, dimension: number): boolean {
    if (columns.length !== packedLength(dimension)) return false;
    for (let index = 0; index < columns.length; index += 1)
      if (!Number.isFinite(columns[index])) return false;
    for (let column = 0; column < dimension; column += 1) {
      if (!((columns[startOf(column, dimension)] ?? 0) > 0)) return false;
    }
    return true;
  }

  /** The numbers of L, column by column from the diagonal down; a copy. */
  save(): readonly number[] {
    return Array.from(this.#columns);
  }

  /**
   * A += v · vᵀ in O(n²), by plane rotations; entries of `v` that are 0 cost nothing until they fill in.
   * @see Gill, Golub, Murray & Saunders, Methods for Modifying Matrix Factorizations (Math. Comp. 28, 1974), §3.
   */
  add(vector: ArrayLike<number>): void {
    const rest = this.#scratch;
    rest.set(vector);
    for (let column = 0; column < this.dimension; column += 1) {
      if (rest[column] !== 0) this.#rotate(column, rest);
    }
  }

  /** L⁻¹ · v. @param target - Shape [dimension]; overwritten. It may be `vector` itself. */
  solveLower(vector: ArrayLike<number>, target: Float64Array): Float64Array {
    if (target !== vector) target.set(vector);
    const { dimension } = this;
    for (let column = 0; column < dimension; column += 1) {
      if (target[column] === 0) continue;
      const start = startOf(column, dimension);
      const solved = (target[column] ?? 0) / (this.#columns[start] ?? 1);
      target[column] = solved;
      for (let row = column + 1; row < dimension; row += 1) {
        target[row] = (target[row] ?? 0) - solved * (this.#columns[start + row - column] ?? 0);
      }
    }
    return target;
  }

  /** A⁻¹ · v. @param target - Shape [dimension]; overwritten. It may be `vector` itself. */
  solve(vector: ArrayLike<number>, target: Float64Array): Float64Array {
    this.solveLower(vector, target);
    const { dimension } = this;
    for (let column = dimension - 1; column >= 0; column -= 1) {
      const start = startOf(column, dimension);
      let sum = target[column] ?? 0;
      for (let row = column + 1; row < dimension; row += 1) {
        sum -= (this.#columns[start + row - column] ?? 0) * (target[row] ?? 0);
      }
      target[column] = sum / (this.#columns[start] ?? 1);
    }
    return target;
  }

  /** vᵀ · A⁻¹ · v, ≥ 0. */
  inverseForm(vector: ArrayLike<number>): number {
    const solved = this.solveLower(vector, this.#scratch);
    return dot(solved, solved);
  }

  /** One column of L, when those before it are known. */
  #factorColumn(matrix: ArrayLike<number>, column: number): void {
    const { dimension } = this;
    const start = startOf(column, dimension);
    const pivot = this.#remainder(matrix, column, column);
    if (!(pivot > 0)) {
      throw new InvalidArgumentError(
        `Expected a positive definite matrix, got the pivot ${pivot} in row ${column}.`,
      );
    }
    const diagonal = Math.sqrt(pivot);
    this.#columns[start] = diagonal;
    for (let row = column + 1; row < dimension; row += 1) {
      this.#columns[start + row - column] = this.#remainder(matrix, row, column) / diagonal;
    }
  }

  /** An entry of A without what the columns of L before it account for. */
  #remainder(matrix: ArrayLike<number>, row: number, column: number): number {
    let entry = matrix[row * this.dimension + column] ?? Number.NaN;
    for (let before = 0; before < column; before += 1) {
      const first = startOf(before, this.dimension) - before;
      entry -= (this.#columns[first + row] ?? 0) * (this.#columns[first + column] ?? 0);
    }
    return entry;
  }

  /** Turns column `column` of L and `rest` so that `rest[column]` becomes 0. */
  #rotate(column: number, rest: Float64Array): void {
    const { dimension } = this;
    const start = startOf(column, dimension);
    const before = this.#columns[start] ?? 1;
    const added = rest[column] ?? 0;
    const after = Math.sqrt(before * before + added * added);
    const cosine = before / after;
    const sine = added / after;
    this.#columns[start] = after;
    for (let row = column + 1; row < dimension; row += 1) {
      const kept = this.#columns[start + row - column] ?? 0;
      const left = rest[row] ?? 0;
      this.#columns[start + row - column] = cosine * kept + sine * left;
      rest[row] = cosine * left - sine * kept;
    }
  }
}

function packedLength(dimension: number): number {
  return (dimension * (dimension + 1)) / 2;
}

/** Where the column of L begins, at its diagonal. */
function startOf(column: number, dimension: number): number {
  return column * dimension - (column * (column - 1)) / 2;
}
