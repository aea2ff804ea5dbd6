import { defineLoader } from "../loading/loaders";
import { isId } from "../ids/ids";
import type { SubgraphContext } from "./context";
import type { EntityType, EntityTypes } from "./definition";

const loaderByType = new WeakMap<EntityType, (context: SubgraphContext, key: string) => Promise<object | null>>();

/**
 * The entity behind a reference, batched and memoized for the request; null when it is missing, hidden from the caller, or its id is no id
 * of the type. `_entities` and the fused graph both come through here. Representations are not checked by GraphQL, so the id is checked first.
 */
export function resolveReference(context: SubgraphContext, entityTypes: EntityTypes, typename: string, id: unknown): Promise<object | null> {
  const type = Object.hasOwn(entityTypes, typename) ? entityTypes[typename]! : undefined;
  if (!type || !isId(type.prefix, id)) return Promise.resolve(null);
  if (!type.owned) return Promise.resolve({ __typename: typename, id });
  let load = loaderByType.get(type);
  if (!load) {
    load = defineLoader((current, ids) => type.load(current, ids));
    loaderByType.set(type, load);
  }
  return load(context, id);
}
