import { buildSchema } from "graphql";
import { descriptionFault, descriptionFaults } from "./descriptions";

describe("descriptions", () => {
  it("a description that only repeats the name tells nothing", () => {
    expect(descriptionFault("PracticeSite.name", "The name of the practice site.")).toContain("only repeats");
    expect(descriptionFault("Volunteer.teams", "The volunteer's teams.")).toContain("only repeats");
  });

  it("a description is a sentence", () => {
    expect(descriptionFault("Volunteer.minutes", "minutes of certified service")).toContain("no sentence");
    expect(descriptionFault("Volunteer.minutes", "Certified service, travel not counted.")).toBeNull();
    expect(descriptionFault("Volunteer", "志愿者。")).toBeNull();
  });

  it("every type, argument, enum value, root field, nullable field and quantity is described", () => {
    const schema = buildSchema(`
      type Query { "Finds a hall by its number." hall(number: Int!): Hall }
      "A place to meet (功能室)." type Hall { name: String! owner: String seatsCount: Int! kind: Kind! }
      "What a hall is for." enum Kind { SPEECHES }`);
    expect([...descriptionFaults(schema)]).toEqual([
      "Query.hall(number:) has no description",
      "Hall.owner has no description",
      "Hall.seatsCount has no description",
      "Kind.SPEECHES has no description",
    ]);
  });

  it("a noun's description names its Chinese term", () => {
    const schema = buildSchema(`
      type Query { "Finds any hall that is open today." hall: Hall }
      "Anything that can be found again." interface Node { id: ID! }
      "A place to meet." type Hall implements Node { id: ID! }`);
    expect([...descriptionFaults(schema)]).toEqual(["Hall does not name its Chinese term"]);
  });
});
