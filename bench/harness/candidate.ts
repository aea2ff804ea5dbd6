// What can be measured: something that answers HTTP, or something that runs the query in its own process and counts.
export interface HttpServer { readonly url: string; readonly headers?: Readonly<Record<string, string>>; processorSeconds(): number | null; stop(): Promise<void> }
export interface Loop { run(seconds: number): Promise<LoopCount>; processorSeconds(): number | null; stop(): Promise<void> }
export interface LoopCount { readonly operations: number; readonly seconds: number; readonly answer: unknown }

export interface HttpCandidate { readonly kind: "http"; readonly name: string; readonly about: string; start(): Promise<HttpServer> }
export interface LoopCandidate { readonly kind: "loop"; readonly name: string; readonly about: string; start(): Promise<Loop> }
export type Candidate = HttpCandidate | LoopCandidate;
