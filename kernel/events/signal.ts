/** Wakes whoever waits. A waiter notes `count` before it looks, so that nothing raised in between is missed. */
export interface Signal {
  readonly count: number;
  raise(): void;
  /** Resolves as soon as the signal was raised after `count`, the time is up or `abort` says so. */
  after(count: number, milliseconds: number, abort?: AbortSignal): Promise<void>;
}

export function createSignal(): Signal {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    get count() {
      return count;
    },
    raise() {
      count++;
      for (const wake of [...waiting]) wake();
    },
    after(seen, milliseconds, abort) {
      if (count !== seen || milliseconds <= 0 || abort?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          abort?.removeEventListener("abort", wake);
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        waiting.add(wake);
        abort?.addEventListener("abort", wake);
      });
    },
  };
}
