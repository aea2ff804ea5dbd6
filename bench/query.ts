// The four-subgraph query of the architecture: 20 volunteers, their site, 5 activities each, points.
export const query = `query FourSubgraphs($from: Int!, $first: Int!, $activities: Int!) {
  volunteers(from: $from, first: $first) {
    id volunteerNumber minutes
    site { id name level }
    activities(first: $activities) { id title startsAt }
    points
  }
}`;

export interface Variables { readonly from: number; readonly first: number; readonly activities: number }

// No two requests in a row ask for the same page, so no answer can come from a cache of answers.
export const pages: readonly Variables[] = Array.from({ length: 490 }, (_, n) => ({ from: (n * 37) % 980, first: 20, activities: 5 }));

export function bodyOf(variables: Variables): string {
  return JSON.stringify({ query, operationName: "FourSubgraphs", variables });
}
