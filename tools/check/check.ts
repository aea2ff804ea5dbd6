/** One habit that a machine can watch. `find` names every breach in a line; `mend` is the command or the step that ends them. */
export interface Check {
  readonly name: string;
  readonly mend: string;
  find(): Promise<readonly string[]>;
}
