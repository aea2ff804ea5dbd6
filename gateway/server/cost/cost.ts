import type { CostPlan, PricedField } from "./cost-plan";
import type { Variables } from "./page-sizes";

/** No operation is free: it had to be read. */
const least = 1;

/** The most objects that the answer can hold. */
export function requestedCost(plan: CostPlan, variables: Variables): number {
  return Math.max(least, sum(plan.fields, variables));
}

function sum(fields: readonly PricedField[], variables: Variables): number {
  let cost = 0;
  for (const field of fields) {
    const one = field.unit + sum(field.fields, variables);
    cost += field.base + (field.size ? field.size(variables) * one : one);
  }
  return cost;
}

/** The objects that the answer does hold. Only lists and objects are visited, so it costs far less than writing the answer out. */
export function actualCost(plan: CostPlan, data: Readonly<Record<string, unknown>> | null | undefined): number {
  return data ? Math.max(least, countFields(plan.fields, data)) : least;
}

function countFields(fields: readonly PricedField[], parent: Readonly<Record<string, unknown>>): number {
  let cost = 0;
  for (const field of fields) {
    const value = parent[field.key];
    if (value === undefined) continue;
    cost += field.base + countValue(field, value);
  }
  return cost;
}

function countValue(field: PricedField, value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  if (!Array.isArray(value)) return field.unit + (field.fields.length > 0 ? countFields(field.fields, value as Record<string, unknown>) : 0);
  let cost = 0;
  for (const item of value) cost += countValue(field, item);
  return cost;
}
