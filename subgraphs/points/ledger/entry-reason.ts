import { registerEnumType } from "type-graphql";

export enum EntryReason {
  OPENING = "OPENING",
  SERVICE = "SERVICE",
}

registerEnumType(EntryReason, {
  name: "EntryReason",
  description: "Why points moved.",
  valuesConfig: {
    OPENING: { description: "期初: what the program starts everyone with." },
    SERVICE: { description: "服务: earned by the minutes of a service record." },
  },
});
