import type { FaultCode, MessageParameters } from "../../kernel/errors/codes";
import { Fault, faultOf } from "../../kernel/errors/faults";

/** What a request gets that never reaches the graph. Limits are 400 whatever the client accepts. */
const statuses: Partial<Record<FaultCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CSRF_PREVENTED: 403,
  OPERATION_NOT_SUPPORTED: 405,
  BODY_LIMIT: 413,
  THROTTLED: 429,
  INTERNAL: 500,
  SUBGRAPH_UNAVAILABLE: 503,
  REQUEST_TIMEOUT: 504,
};

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly parameters?: MessageParameters;
}

/** A Fault with what HTTP says beside it. */
export class EdgeFault extends Fault {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: FaultCode, answer: Answer = {}) {
    super(code, answer.parameters);
    this.status = answer.status;
    this.headers = answer.headers ?? {};
  }
}

/** The fault behind whatever was thrown while a request was read or answered; Fastify names its own by code. */
export function edgeFaultOf(error: unknown, bodyLimit: number): EdgeFault {
  if (error instanceof EdgeFault) return error;
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new EdgeFault("BODY_LIMIT", { parameters: { limit: bodyLimit }, headers: { connection: "close" } });
  // Only a content type that a form cannot send makes a browser ask first, so any other is refused.
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return new EdgeFault("CSRF_PREVENTED", { status: 415 });
  if (code?.startsWith("FST_ERR_CTP") || (statusCode === 400 && error instanceof SyntaxError)) return new EdgeFault("BAD_USER_INPUT", { parameters: { detail: "JSON" } });
  const { code: known, parameters } = faultOf(error);
  return new EdgeFault(known, { parameters, ...(statusCode !== undefined && statusCode < 500 && known === "INTERNAL" && { status: statusCode }) });
}

export function statusOf(fault: EdgeFault): number {
  return fault.status ?? statuses[fault.code] ?? 400;
}

