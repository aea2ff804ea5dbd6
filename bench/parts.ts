import { world, type Volunteer } from "./world";

// The world cut into the four subgraphs, as schema text and plain resolvers.
export type Resolver = (parent: never, args: never) => unknown;
export interface Part {
  readonly name: "org" | "volunteer" | "activity" | "points";
  readonly typeDefs: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolver>>>>;
}

const volunteerReference = { __resolveReference: ({ id }: { id: string }) => ({ __typename: "Volunteer", id }) };

export const parts: readonly Part[] = [
  {
    name: "org",
    typeDefs: `type PracticeSite @key(fields: "id") { id: ID! name: String! level: String! }
      type Query { site(id: ID!): PracticeSite }`,
    resolvers: {
      Query: { site: (_: unknown, { id }: { id: string }) => world.site(id) },
      PracticeSite: { __resolveReference: ({ id }: { id: string }) => world.site(id) },
    },
  },
  {
    name: "volunteer",
    typeDefs: `type Volunteer @key(fields: "id") { id: ID! volunteerNumber: String! minutes: Int! site: PracticeSite }
      type PracticeSite @key(fields: "id", resolvable: false) { id: ID! }
      type Query { volunteers(from: Int!, first: Int!): [Volunteer!]! }`,
    resolvers: {
      Query: { volunteers: (_: unknown, { from, first }: { from: number; first: number }) => world.volunteers(from, first) },
      Volunteer: {
        __resolveReference: ({ id }: { id: string }) => world.volunteer(id),
        site: ({ siteId }: Volunteer) => ({ __typename: "PracticeSite", id: siteId }),
      },
    },
  },
  {
    name: "activity",
    typeDefs: `type Activity @key(fields: "id") { id: ID! title: String! startsAt: String! }
      type Volunteer @key(fields: "id") { id: ID! activities(first: Int!): [Activity!] }`,
    resolvers: { Volunteer: { ...volunteerReference, activities: ({ id }: Volunteer, { first }: { first: number }) => world.activities(id, first) } },
  },
  {
    name: "points",
    typeDefs: `type Volunteer @key(fields: "id") { id: ID! points: Int }`,
    resolvers: { Volunteer: { ...volunteerReference, points: ({ id }: Volunteer) => world.points(id) } },
  },
];
