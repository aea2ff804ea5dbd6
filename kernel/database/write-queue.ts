export interface WriteOptions {
  /** Goes before all who wait. For the few who clear up behind the others: waiting like them, they would fall further behind the more there is to do. */
  readonly ahead?: boolean;
}

/** SQLite answers at once, so a long line of writers would never let the process see to anything else: it does so this often. */
const longestWithoutPauseMilliseconds = 5;

/** Runs as many pieces of work at once as the engine can take, in the order asked. What one throws reaches its own caller and nobody else. */
export class WriteQueue {
  private readonly first: (() => void)[] = [];
  private readonly waiting: (() => void)[] = [];
  private running = 0;
  private pausedAt = 0;

  constructor(private readonly width: number) {}

  async run<T>(work: () => Promise<T>, { ahead = false }: WriteOptions = {}): Promise<T> {
    if (this.running < this.width) this.running++;
    else await new Promise<void>((takeOver) => (ahead ? this.first : this.waiting).push(takeOver));
    try {
      return await work();
    } finally {
      if (performance.now() - this.pausedAt < longestWithoutPauseMilliseconds) this.handOn();
      else {
        setImmediate(() => {
          this.pausedAt = performance.now();
          this.handOn();
        });
      }
    }
  }

  /** The place goes to the next in line, so that nobody who comes just now slips in. */
  private handOn(): void {
    const next = this.first.shift() ?? this.waiting.shift();
    if (next) next();
    else this.running--;
  }
}
