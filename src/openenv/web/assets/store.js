// @ts-check
import { useEffect, useState } from "preact/hooks";

/**
 * A value that components follow.
 * @template {object} State
 */
export class Store {
  /** @type {State} */
  #state;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {State} state */
  constructor(state) {
    this.#state = state;
  }

  get state() {
    return this.#state;
  }

  /** @param {Partial<State>} patch */
  update(patch) {
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }

  /** @param {() => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/**
 * The state of a store; the component is drawn again whenever it changes.
 * @template {object} State
 * @param {Store<State>} store
 * @returns {State}
 */
export function useStore(store) {
  const [, redraw] = useState({});
  useEffect(() => {
    const leave = store.subscribe(() => redraw({}));
    redraw({});
    return () => {
      leave();
    };
  }, [store]);
  return store.state;
}
