const node = `
"Anything with an id of its own."
interface Node { id: ID! }
type PageInfo @shareable { hasNextPage: Boolean! endCursor: String }
`;

/** The fixture graph: the names of the real one where the noun-free subgraph knows them, and every kind of field that could go wrong. */
export const fixtureSdl = {
  org: `${node}
    scalar DateTime
    enum Level { CENTER STATION POST }
    type PracticeSite implements Node @key(fields: "id") {
      id: ID!
      name: String!
      nickname: String
      level: Level!
      openedAt: DateTime
      parent: PracticeSite
      root: PracticeSite!
      children(level: Level, first: Int! = 10): SiteConnection
      contacts: [Contact!]
      phone: String
      shout(times: Int! = 1, suffix: String = "!"): String!
      fragile: String!
    }
    type Telephone { number: String! site: PracticeSite! }
    type Mailbox { address: String! fragile: String }
    union Contact = Telephone | Mailbox
    type SiteConnection { nodes: [PracticeSite!]! edges: [SiteEdge!]! pageInfo: PageInfo! totalCount: Int! }
    type SiteEdge { node: PracticeSite! cursor: String! }
    input SiteFilter { level: Level = STATION, named: [String!], openedAfter: DateTime, or: [SiteFilter!] }
    type Query {
      site(id: ID!): PracticeSite
      sites(first: Int! = 3, filter: SiteFilter): SiteConnection
      echoSite(filter: SiteFilter!): String
    }
    input RenameSiteInput { id: ID!, name: String! }
    type RenameSitePayload { site: PracticeSite reads: Int! }
    type Mutation { renameSite(input: RenameSiteInput!): RenameSitePayload }
  `,
  volunteer: `${node}
    scalar DateTime
    type Volunteer implements Node @key(fields: "id") {
      id: ID!
      name: String!
      stars: Int
      registeredAt: DateTime!
      site: PracticeSite
      home: PracticeSite!
      places: [PracticeSite!]
      matrix: [[PracticeSite]!]!
      friend: Volunteer
    }
    type PracticeSite @key(fields: "id") {
      id: ID!
      volunteers(first: Int! = 2): [Volunteer!]
      volunteerCount: Int
    }
    type Query {
      volunteers(first: Int! = 3): [Volunteer!]
      volunteer(id: ID!): Volunteer
    }
    type MoveVolunteerPayload { volunteer: Volunteer! site: PracticeSite }
    type Mutation { moveVolunteer(id: ID!, siteId: ID!): MoveVolunteerPayload fail(code: String): String }
  `,
  activity: `${node}
    enum Kind { READING SPORT }
    interface Happening { title: String! site: PracticeSite }
    type Activity implements Node & Happening @key(fields: "id") {
      id: ID!
      title: String!
      kind: Kind!
      site: PracticeSite
      leader: Volunteer!
      subject: Subject
      change: Change
    }
    type Fair implements Node & Happening @key(fields: "id") {
      id: ID!
      title: String!
      site: PracticeSite
      stalls: Int!
    }
    union Subject = PracticeSite | Volunteer | Fair
    type Change { sequence: Int! node: Node }
    type PracticeSite implements Node @key(fields: "id") {
      id: ID!
      activities(kinds: [Kind!]): [Activity!]
      happenings: [Happening]
      mark: String
    }
    type Volunteer implements Node @key(fields: "id") {
      id: ID!
      activities: [Activity!]
    }
    type Query {
      activities(kinds: [Kind!] = [READING, SPORT]): [Activity!]
      happenings: [Happening!]
      changes(first: Int! = 4): [Change!]
    }
  `,
  points: `${node}
    scalar Points
    type Account implements Node @key(fields: "id") {
      id: ID!
      balance: Points!
      owner: Volunteer
    }
    type Volunteer implements Node @key(fields: "id") {
      id: ID!
      account: Account
      balance: Points
    }
    type PracticeSite @key(fields: "id") {
      id: ID!
      pointsGiven(atLeast: Points): Points
    }
    type Query { account(id: ID!): Account accounts: [Account] }
  `,
} as const;
