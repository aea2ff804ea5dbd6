import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode, type ValueNode } from "graphql";
import type { FaultCode } from "../../kernel/errors/codes";
import { Fault } from "../../kernel/errors/faults";
import type { DocumentLimits } from "./settings";

/** The size of a selection with its fragments written out. */
interface Measure {
  depth: number;
  fields: number;
  aliases: number;
  directives: number;
  /** Deepest nesting of introspection's list fields, and of those that do stand under introspection. */
  lists: number;
  introspectionLists: number;
}

const introspectionRoots = new Set(["__schema", "__type"]);
const introspectionLists = new Set(["fields", "interfaces", "possibleTypes", "inputFields", "enumValues"]);

/**
 * Throws the Fault of the first limit that an operation of the document passes. Each fragment is measured once and then only added,
 * so fragments that multiply each other cost nothing here; it needs no schema, so it runs before validation has to look at them.
 */
export function checkLimits(document: DocumentNode, limits: DocumentLimits): void {
  const measureSelections = createMeter(document, limits);
  for (const definition of document.definitions) {
    // Fragments that nothing uses are measured too: validation would walk them before it refuses them.
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const measure = measureSelections(definition.selectionSet);
    for (const { defaultValue } of definition.variableDefinitions ?? []) refuseDeep(defaultValue, limits);
    const ofVariables = definition.variableDefinitions?.reduce((count, variable) => count + (variable.directives?.length ?? 0), 0) ?? 0;
    refuseOver(measure.depth, limits.depth, "DEPTH_LIMIT");
    refuseOver(measure.introspectionLists, limits.introspectionLists, "DEPTH_LIMIT");
    refuseOver(measure.aliases, limits.aliases, "ALIAS_LIMIT");
    refuseOver(measure.directives + ofVariables + (definition.directives?.length ?? 0), limits.directives, "DIRECTIVE_LIMIT");
    refuseOver(measure.fields, limits.tokens, "TOKEN_LIMIT");
  }
}

function refuseOver(found: number, limit: number, code: FaultCode): void {
  if (found > limit) throw new Fault(code, { limit });
}

function createMeter(document: DocumentNode, limits: DocumentLimits): (selections: SelectionSetNode) => Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, Measure | "being measured">();

  function measureFragment(name: string): Measure {
    const known = measured.get(name);
    // A fragment that comes back to itself has no bottom.
    if (known === "being measured") throw new Fault("DEPTH_LIMIT", { limit: limits.depth });
    if (known) return known;
    const fragment = fragments.get(name);
    if (!fragment) return nothing();
    measured.set(name, "being measured");
    const measure = measureSelections(fragment.selectionSet);
    measured.set(name, measure);
    return measure;
  }

  function measureSelection(selection: SelectionNode): Measure {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return measureFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return measureSelections(selection.selectionSet);
    for (const { value } of selection.arguments ?? []) refuseDeep(value, limits);
    const inner = selection.selectionSet ? measureSelections(selection.selectionSet) : nothing();
    const name = selection.name.value;
    const lists = inner.lists + (introspectionLists.has(name) ? 1 : 0);
    return {
      depth: inner.depth + 1,
      fields: inner.fields + 1,
      aliases: inner.aliases + (selection.alias ? 1 : 0),
      directives: inner.directives,
      lists,
      introspectionLists: introspectionRoots.has(name) ? lists : inner.introspectionLists,
    };
  }

  function measureSelections(selections: SelectionSetNode): Measure {
    const whole = nothing();
    for (const selection of selections.selections) {
      const part = measureSelection(selection);
      whole.depth = Math.max(whole.depth, part.depth);
      whole.fields += part.fields;
      whole.aliases += part.aliases;
      whole.directives += part.directives + (selection.directives?.length ?? 0);
      whole.lists = Math.max(whole.lists, part.lists);
      whole.introspectionLists = Math.max(whole.introspectionLists, part.introspectionLists);
    }
    return whole;
  }

  return measureSelections;
}

function nothing(): Measure {
  return { depth: 0, fields: 0, aliases: 0, directives: 0, lists: 0, introspectionLists: 0 };
}

function refuseDeep(value: ValueNode | undefined, limits: DocumentLimits): void {
  if (value) refuseOver(levelsOf(value), limits.valueDepth, "DEPTH_LIMIT");
}

function levelsOf(value: ValueNode): number {
  if (value.kind === Kind.LIST) return 1 + value.values.reduce((most, item) => Math.max(most, levelsOf(item)), 0);
  if (value.kind === Kind.OBJECT) return 1 + value.fields.reduce((most, field) => Math.max(most, levelsOf(field.value)), 0);
  return 0;
}

/** Whether the lists and objects of a variable are nested deeper than that. Looks no deeper itself, so a long nest costs nothing. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  for (const part of Array.isArray(value) ? value : Object.values(value)) if (isDeeperThan(part, levels - 1)) return true;
  return false;
}
