/**
 * A value that arrives later and never fails. Compiled queries wait for it without the promises and microtasks that a level of hundreds of
 * references would cost; for everybody else it is a thenable.
 */
export class Deferred<Value> implements PromiseLike<Value> {
  /** Undefined until it is there. */
  value: Value | undefined;
  arrived = false;
  private first: ((value: Value) => void) | undefined;
  private others: ((value: Value) => void)[] | undefined;

  settle(value: Value): void {
    this.value = value;
    this.arrived = true;
    this.first?.(value);
    if (this.others) for (const wake of this.others) wake(value);
  }

  /** Calls back at once when it is there already. */
  whenSettled(wake: (value: Value) => void): void {
    if (this.arrived) wake(this.value as Value);
    else if (this.first) (this.others ??= []).push(wake);
    else this.first = wake;
  }

  then<Result = Value, Failure = never>(onValue?: ((value: Value) => Result | PromiseLike<Result>) | null, onFailure?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null): Promise<Result | Failure> {
    return new Promise<Value>((resolve) => this.whenSettled(resolve)).then(onValue, onFailure);
  }
}
