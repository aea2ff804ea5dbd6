import { SignJWT } from "jose";
import sql from "sql-template-tag";
import { graphql } from "graphql";

it("packages that ship ES modules only load beside those that do not", () => {
  expect(typeof SignJWT).toBe("function");
  expect(sql`SELECT ${1}`.sql).toBe("SELECT ?");
  expect(typeof graphql).toBe("function");
});
