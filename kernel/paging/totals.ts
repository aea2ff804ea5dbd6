import { isObjectType, type GraphQLSchema } from "graphql";
import { Page } from "./connection";

/** Gives `totalCount` of every connection its resolver: the only field of a page that costs a statement. */
export function resolveTotals(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.name.endsWith("Connection")) continue;
    const total = type.getFields()["totalCount"];
    if (total) total.resolve = (page: unknown) => (page instanceof Page ? page.countTotal() : (page as { totalCount: number }).totalCount);
  }
}
