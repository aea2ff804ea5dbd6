/** How large an operation may be, whatever it asks for. */
export interface DocumentLimits {
  /** Words of the document, and of the document once its fragments are written out. */
  readonly tokens: number;
  /** Levels of fields; a connection takes two, its own and that of `nodes`. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Lists of types, fields or values within each other, as introspection can ask for without end. */
  readonly introspectionLists: number;
  /** Levels of lists and objects in a value, whether it stands in the document or in the variables. */
  readonly valueDepth: number;
}

export interface CostSettings {
  /** Most that one operation may cost. */
  readonly ceiling: number;
  /** Most that a caller can have unspent. */
  readonly budget: number;
  /** What a caller regains a second. */
  readonly restoreRate: number;
  /** Callers whose budgets are kept; the longest silent are forgotten first, and theirs are full again by then. */
  readonly callers: number;
}

export interface EdgeSettings {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Origins whose pages may call from a browser; "*" means any. */
  readonly corsOrigins: readonly string[];
  /** Behind a proxy of ours the caller's address stands in X-Forwarded-For; from anyone else that header is a lie. */
  readonly trustProxy: boolean | string;
  /** "signed-in": only callers with a token may read the schema. */
  readonly introspection: "open" | "signed-in";
  readonly bodyLimitBytes: number;
  readonly limits: DocumentLimits;
  readonly cost: CostSettings;
  /** Documents kept parsed and validated. */
  readonly documents: { readonly count: number; readonly characters: number };
  readonly timeouts: {
    /** From the first byte to the answer. */
    readonly requestMilliseconds: number;
    /** A client that sends slower than this is cut off: its headers, then its whole request. */
    readonly headersMilliseconds: number;
    readonly receiveMilliseconds: number;
    readonly keepAliveMilliseconds: number;
    readonly readinessMilliseconds: number;
    /** How long closing waits for requests in flight. */
    readonly drainMilliseconds: number;
  };
  /** Answers smaller than this are sent as they are: compressing them costs more than it saves. */
  readonly compressFromBytes: number;
}

export const defaultEdgeSettings: EdgeSettings = {
  host: "127.0.0.1",
  port: 4000,
  corsOrigins: [],
  trustProxy: false,
  introspection: "open",
  bodyLimitBytes: 1_048_576,
  limits: { tokens: 1_500, depth: 25, aliases: 30, directives: 50, introspectionLists: 2, valueDepth: 20 },
  cost: { ceiling: 50_000, budget: 200_000, restoreRate: 10_000, callers: 10_000 },
  documents: { count: 1_000, characters: 2_000_000 },
  timeouts: {
    requestMilliseconds: 15_000,
    headersMilliseconds: 5_000,
    receiveMilliseconds: 10_000,
    keepAliveMilliseconds: 30_000,
    readinessMilliseconds: 2_000,
    drainMilliseconds: 2_000,
  },
  compressFromBytes: 2_048,
};
