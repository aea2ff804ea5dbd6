import { jitRuntime } from "graphql-jit/dist/runtime";
import { Deferred } from "./deferred";

/** What a compiled query met outside a resolver, such as a getter that throws. */
export class Stumble extends Error {}

interface JitContext {
  promiseCounter: number;
  resolve(context: JitContext): void;
}

type OnValue = (value: unknown) => void;

/**
 * Compiled queries read properties outside every try, and what they throw behind a promise is an unhandled rejection: the process ends and the
 * answer never comes. These two methods are the only places where compiled code takes a value over, so they catch it there.
 */
function take(context: JitContext, value: unknown, onValue: OnValue, onError: OnValue): void {
  if (value instanceof Deferred) {
    if (value.arrived) return pass(value.value, onValue, onError);
    context.promiseCounter++;
    value.whenSettled((settled) => {
      pass(settled, onValue, onError);
      leave(context);
    });
  } else if (jitRuntime.isPromise(value)) {
    context.promiseCounter++;
    void (value as Promise<unknown>).then(
      (settled) => {
        pass(settled, onValue, onError);
        leave(context);
      },
      (error) => {
        onError(error);
        leave(context);
      },
    );
  } else pass(value, onValue, onError);
}

function leave(context: JitContext): void {
  if (--context.promiseCounter === 0) context.resolve(context);
}

function pass(value: unknown, onValue: OnValue, onError: OnValue): void {
  try {
    onValue(value);
  } catch (error) {
    onError(new Stumble("a compiled query could not read a value", { cause: error }));
    onValue(null);
  }
}

Object.assign(jitRuntime, { handleResolverResult: take, handleListItemResult: take });
