import { Directive, Field, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { IdColumn, InstantColumn, JsonColumn, TextColumn } from "../database/columns";
import { DateTimeScalar } from "../scalars/scalars";
import type { Instant } from "../time/time";

@Directive("@shareable")
@ObjectType("PersonalRead", { simpleResolvers: true, description: "查阅记录: somebody was shown a personal value of a person in plain text. It is written before the value is shown, and never changed." })
@Entity("personal_read")
export class PersonalRead {
  readonly __typename!: "PersonalRead";

  @IdColumn()
  id!: string;

  @IdColumn()
  personId!: string;

  @TextColumn(64)
  @Field(() => String, { description: "Which value was shown, by the name of its field, such as idNumber." })
  field!: string;

  @TextColumn(200)
  @Field(() => String, { description: "Who was shown it: the subject of the access token." })
  subject!: string;

  @JsonColumn()
  @Field(() => [String], { description: "The roles that the reader held at that moment, such as SITE_OFFICER." })
  roles!: readonly string[];

  @InstantColumn()
  @Field(() => DateTimeScalar, { description: "When it was shown." })
  readAt!: Instant;

  @TextColumn(64)
  @Field(() => String, { description: "The request that asked for it; the same number stands in the answer's header X-Request-Id and in the log." })
  requestId!: string;
}
