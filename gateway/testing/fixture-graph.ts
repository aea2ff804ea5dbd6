import { type GraphQLScalarType } from "graphql";
import { Fault } from "../../kernel/errors/faults";
import { DateTimeScalar, PointsScalar } from "../../kernel/scalars/scalars";
import { fixtureSdl } from "./fixture-sdl";
import { fixtureSubgraph, type FixtureContext, type FixtureResolver, type FixtureSubgraph } from "./fixture-subgraph";
import { FixtureWorld, refer, type Row } from "./fixture-world";

type Resolvers = Record<string, Record<string, FixtureResolver> | GraphQLScalarType | Record<string, unknown>>;

export interface FixtureGraph {
  readonly world: FixtureWorld;
  readonly subgraphs: readonly FixtureSubgraph[];
}

/** A small world over four subgraphs, always the same. */
export function fixtureGraph(): FixtureGraph {
  const world = populated(new FixtureWorld());
  const site = world.stub("site");
  const volunteer = world.stub("vol");
  return {
    world,
    subgraphs: [
      fixtureSubgraph({ name: "org", sdl: fixtureSdl.org, entityTypes: { PracticeSite: world.owned("PracticeSite", "site") }, resolvers: orgResolvers(world) }),
      fixtureSubgraph({ name: "volunteer", sdl: fixtureSdl.volunteer, entityTypes: { Volunteer: world.owned("Volunteer", "vol"), PracticeSite: site }, resolvers: volunteerResolvers(world) }),
      fixtureSubgraph({
        name: "activity",
        sdl: fixtureSdl.activity,
        entityTypes: { Activity: world.owned("Activity", "act"), Fair: world.owned("Fair", "fair"), PracticeSite: site, Volunteer: volunteer },
        resolvers: activityResolvers(world),
      }),
      fixtureSubgraph({ name: "points", sdl: fixtureSdl.points, entityTypes: { Account: world.owned("Account", "acct"), PracticeSite: site, Volunteer: volunteer }, resolvers: pointsResolvers(world) }),
    ],
  };
}

function populated(world: FixtureWorld): FixtureWorld {
  const sites: Row[] = [];
  for (let index = 0; index < 6; index++) {
    const columns = { name: `站 ${index}`, nickname: index % 2 ? `nick ${index}` : null, level: ["center", "station", "post"][index % 3], openedAt: index ? `2026-01-0${index}T00:00:00.000000Z` : null, parentId: sites[index - 2]?.id ?? null };
    sites.push(world.add("PracticeSite", "site", columns));
  }
  const volunteers: Row[] = [];
  for (let index = 0; index < 5; index++) {
    const columns = { name: `志愿者 ${index}`, stars: index % 3 || null, registeredAt: `2025-0${index + 1}-01T00:00:00.000000Z`, siteId: index === 4 ? null : sites[index]!.id, homeId: sites[(index + 2) % 6]!.id, friendId: volunteers[index - 1]?.id ?? null };
    volunteers.push(world.add("Volunteer", "vol", columns));
    world.add("Account", "acct", { balance: index * 1_050, ownerId: volunteers[index]!.id });
  }
  const fair = world.add("Fair", "fair", { title: "大集", siteId: sites[1]!.id, stalls: 12 });
  for (let index = 0; index < 6; index++) {
    const subject = [refer("PracticeSite", sites[index]!.id), refer("Volunteer", volunteers[index % 5]!.id), fair, null][index % 4];
    world.add("Activity", "act", { title: `活动 ${index}`, kind: index % 2, siteId: index === 5 ? null : sites[index % 4]!.id, leaderId: volunteers[index % 5]!.id, subject });
  }
  return world;
}

function connectionOf(rows: readonly Row[], first: number) {
  const nodes = rows.slice(0, first);
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ node, cursor: `after ${node.id}` }));
    },
    pageInfo: { hasNextPage: rows.length > first, endCursor: nodes.at(-1)?.id ?? null },
    totalCount: rows.length,
  };
}

function orgResolvers(world: FixtureWorld): Resolvers {
  const load = (context: FixtureContext, id: string | null) => world.load("PracticeSite", context, id);
  const matches = (row: Row, filter: any): boolean => (!filter?.level || row["level"] === filter.level) && (!filter?.named || filter.named.includes(row["name"])) && (!filter?.openedAfter || row["openedAt"] > filter.openedAfter);
  return {
    DateTime: DateTimeScalar,
    Level: { CENTER: "center", STATION: "station", POST: "post" },
    Contact: { __resolveType: (value: Row) => value.__typename },
    Node: { __resolveType: (value: Row) => value.__typename },
    PracticeSite: {
      parent: (row, _, context) => load(context, row.parentId),
      root: async (row, _, context) => {
        let current = row;
        while (current.parentId) current = (await load(context, current.parentId)) ?? { ...current, parentId: null };
        return current;
      },
      children: (row, { level, first }) => connectionOf(world.all("PracticeSite").filter(({ parentId, ...child }) => parentId === row.id && (!level || child["level"] === level)), first),
      contacts: (row) => (row.nickname ? [{ __typename: "Telephone", number: "0453", siteId: row.id }, { __typename: "Mailbox", address: row.name, fragile: new Error("mail server is down") }] : []),
      phone: (_, __, context) => {
        if (context.caller.subject === null) throw new Fault("UNAUTHENTICATED");
        return "13800000000";
      },
      shout: (row, { times, suffix }) => row.name + String(suffix).repeat(times),
      fragile: (row) => (row.level === "post" ? Promise.reject(new Error("disk is full")) : row.level === "station" ? null : "whole"),
    },
    Telephone: { site: (row, _, context) => load(context, row.siteId) },
    Query: {
      site: (_, { id }, context) => load(context, id),
      sites: (_, { first, filter }) => connectionOf(world.all("PracticeSite").filter((row) => matches(row, filter)), first),
      echoSite: (_, { filter }) => JSON.stringify(filter),
    },
    RenameSitePayload: { reads: (_, __, context) => context.loaders.size },
    Mutation: {
      renameSite: async (_, { input }, context) => {
        const row = world.rows.get(input.id);
        if (!row) throw new Fault("FORBIDDEN");
        row["name"] = input.name;
        return { site: await load(context, input.id) };
      },
    },
  };
}

function volunteerResolvers(world: FixtureWorld): Resolvers {
  const load = (context: FixtureContext, id: string | null) => world.load("Volunteer", context, id);
  return {
    DateTime: DateTimeScalar,
    Volunteer: {
      site: (row) => refer("PracticeSite", row.siteId),
      home: (row) => refer("PracticeSite", row.homeId),
      places: async (row) => [refer("PracticeSite", row.homeId), ...(row.siteId ? [refer("PracticeSite", row.siteId)] : [])],
      matrix: (row) => [[refer("PracticeSite", row.siteId), refer("PracticeSite", row.homeId)], []],
      friend: (row, _, context) => load(context, row.friendId),
    },
    PracticeSite: {
      volunteers: (site, { first }) => world.all("Volunteer").filter(({ siteId }) => siteId === site.id).slice(0, first),
      volunteerCount: (site) => (Object.keys(site).sort().join() === "__typename,id" ? world.all("Volunteer").filter(({ siteId }) => siteId === site.id).length : -1),
    },
    Query: {
      volunteers: (_, { first }) => world.all("Volunteer").slice(0, first),
      volunteer: (_, { id }, context) => load(context, id),
    },
    Mutation: {
      moveVolunteer: (_, { id, siteId }) => {
        const row = world.rows.get(id);
        if (!row) throw new Fault("FORBIDDEN");
        row["siteId"] = siteId;
        return { volunteer: { ...row }, site: refer("PracticeSite", siteId) };
      },
      fail: (_, { code }) => {
        throw code ? new Fault(code) : new Error("select * from volunteer where id = 13912345678");
      },
    },
  };
}

function activityResolvers(world: FixtureWorld): Resolvers {
  const site = (row: Row) => row["siteId"] && { ...refer("PracticeSite", row["siteId"]), mark: "seen by activity" };
  const of = (rows: Row[], { kinds }: { kinds?: number[] | null }) => rows.filter((row) => !kinds || kinds.includes(row["kind"]));
  const byTypename = { __resolveType: (value: Row) => value.__typename };
  const change = (row: Row, sequence: number) => ({ sequence, node: row.__typename === "Activity" ? row : refer(row.__typename, row.id) });
  return {
    Kind: { READING: 0, SPORT: 1 },
    Happening: byTypename,
    Subject: byTypename,
    Node: byTypename,
    Activity: {
      site: (row) => site(row),
      leader: (row) => Promise.resolve(refer("Volunteer", row.leaderId)),
      change: (row) => change(world.rows.get(row.leaderId)!, 7),
    },
    Fair: { site: (row) => site(row) },
    PracticeSite: {
      activities: ({ id }, args) => of(world.all("Activity").filter(({ siteId }) => siteId === id), args),
      happenings: ({ id }) => [...world.all("Fair"), null, ...world.all("Activity")].filter((row) => row === null || row["siteId"] === id),
    },
    Volunteer: { activities: async ({ id }) => world.all("Activity").filter(({ leaderId }) => leaderId === id) },
    Query: {
      activities: (_, args) => of(world.all("Activity"), args),
      happenings: () => [...world.all("Activity"), ...world.all("Fair")],
      changes: (_, { first }) => [...world.all("Activity").slice(0, 2), ...world.all("Volunteer"), ...world.all("PracticeSite")].slice(0, first).map(change),
    },
  };
}

function pointsResolvers(world: FixtureWorld): Resolvers {
  const accountOf = (volunteerId: string) => world.all("Account").find(({ ownerId }) => ownerId === volunteerId) ?? null;
  return {
    Points: PointsScalar,
    Account: { owner: (row) => refer("Volunteer", row.ownerId) },
    Volunteer: {
      account: async ({ id }) => accountOf(id),
      balance: ({ id }) => accountOf(id)?.["balance"] ?? 0,
    },
    PracticeSite: { pointsGiven: (_, { atLeast }) => Math.max(500, atLeast ?? 0) },
    Query: {
      account: (_, { id }, context) => world.load("Account", context, id),
      accounts: () => world.all("Account"),
    },
  };
}
