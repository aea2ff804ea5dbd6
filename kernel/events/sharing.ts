/**
 * One run of `work` at a time, shared by all who ask before it begins. Who asks while one is under way gets the next, since that
 * one may already have looked past what the caller wants to see.
 */
export function sharing<T>(work: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | null = null;
  let next: Promise<T> | null = null;

  const begin = async (previous: Promise<unknown> | null): Promise<T> => {
    await previous?.catch(() => undefined);
    // Callers of this moment still share; from here on they wait for the next run.
    current = next;
    next = null;
    return work();
  };

  return () => {
    if (!next) {
      const run = begin(current).finally(() => {
        if (current === run) current = null;
      });
      next = run;
    }
    return next;
  };
}
