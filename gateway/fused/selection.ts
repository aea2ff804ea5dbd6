import { isAbstractType, isObjectType, Kind, type GraphQLResolveInfo, type SelectionSetNode } from "graphql";

/** The fields of one object type that a selection asks for. */
export function fieldsAskedOf(typename: string, info: Pick<GraphQLResolveInfo, "fieldNodes" | "fragments" | "schema">): ReadonlySet<string> {
  const { schema, fragments } = info;
  const type = schema.getType(typename);
  const asked = new Set<string>();
  for (const { selectionSet } of info.fieldNodes) if (selectionSet) gather(selectionSet);
  return asked;

  function gather(selections: SelectionSetNode): void {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) {
        asked.add(selection.name.value);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection;
      if (fragment && applies(fragment.typeCondition?.name.value)) gather(fragment.selectionSet);
    }
  }

  function applies(condition: string | undefined): boolean {
    if (condition === undefined || condition === typename) return true;
    const abstract = schema.getType(condition);
    return isAbstractType(abstract) && isObjectType(type) && schema.isSubType(abstract, type);
  }
}
