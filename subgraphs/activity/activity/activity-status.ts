import { registerEnumType } from "type-graphql";

export enum ActivityStatus {
  PUBLISHED = "PUBLISHED",
  CANCELLED = "CANCELLED",
}

registerEnumType(ActivityStatus, {
  name: "ActivityStatus",
  description: "Whether an activity stands.",
  valuesConfig: {
    PUBLISHED: { description: "已发布: announced, and to be held, being held or held as announced." },
    CANCELLED: { description: "已取消: called off; the reason says why. It stays in the lists, so that nobody waits in vain." },
  },
});
