import { Directive, Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { DateTimeScalar, SafeIntScalar } from "../scalars/scalars";

enum ChangeOperationName {
  UPSERT = "UPSERT",
  DELETE = "DELETE",
}

registerEnumType(ChangeOperationName, {
  name: "ChangeOperation",
  description: "What became of the object.",
  valuesConfig: {
    UPSERT: { description: "It was made or changed: read it again by its id." },
    DELETE: { description: "It no longer exists; the change is its tombstone." },
  },
});

@Directive("@shareable")
@ObjectType("Change", { simpleResolvers: true, description: "变更: one change of one object, as the feed keeps it." })
export class ChangeType {
  @Field(() => SafeIntScalar, { description: "Its number in this feed: gapless, in the order in which changes were committed." })
  sequence!: number;

  @Field(() => ID, { description: "The change's own id; what follows from it names it as causedBy." })
  event!: string;

  @Field(() => String, { description: "The GraphQL type of the object, such as PracticeSite." })
  type!: string;

  @Field(() => ID, { description: "The object that changed." })
  id!: string;

  @Field(() => ChangeOperationName, { description: "Whether it exists after the change." })
  op!: ChangeOperationName;

  @Field(() => DateTimeScalar, { description: "When the change was made; numbers follow commits, so times may run a little out of order." })
  occurredAt!: string;

  @Field(() => ID, { nullable: true, description: "The change, perhaps of another feed, from which this one followed; null when a caller made it." })
  causedBy!: string | null;

  @Field(() => String, { description: "Its place: pass it as after to go on behind this change." })
  cursor!: string;

  @Directive("@inaccessible")
  @Field(() => String, { nullable: true, description: "The event's data as JSON, for sibling subgraphs alone; not in the public schema." })
  payload!: string | null;
}

@Directive("@shareable")
@ObjectType("ChangePage", { simpleResolvers: true, description: "Changes in order, and where to go on." })
export class ChangePageType {
  @Field(() => [ChangeType], { description: "The changes; may be empty although more follow, when a filter left out all that was looked through." })
  changes!: ChangeType[];

  @Field(() => String, { description: "Pass it as after next time, also after an empty page." })
  nextCursor!: string;

  @Field(() => Boolean, { description: "Whether more is there already: ask again at once." })
  hasMore!: boolean;
}
