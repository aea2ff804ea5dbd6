import { roles, type Role } from "../../kernel/auth/caller";
import { faultCodes, faultText } from "../../kernel/errors/codes";

const roleMeanings: Record<Role, string> = {
  VOLUNTEER: "志愿者: acts for oneself.",
  SITE_OFFICER: "实践阵地工作人员: acts for the sites held and all below them.",
  MERCHANT: "积分兑换商户: sees the redemptions at one's own counter.",
  FEED_CLIENT: "数据对接单位: reads the change feeds of the sites granted, and reports to them.",
  ANALYST: "统计分析人员: reads statistics in which small groups are suppressed.",
  ADMINISTRATOR: "平台管理员: may do all that is not reserved to the person concerned.",
};

export const federationLink = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';

/** The schema of the noun-free subgraph: `typenames` are all types that have an id. */
export function nodeSdl(typenames: readonly string[]): string {
  return `
"Anything with an id of its own: \`node(id)\` finds it again."
interface Node {
  "Opaque, stable and unique over the whole graph."
  id: ID!
}

${typenames.map((typename) => `type ${typename} implements Node @key(fields: "id", resolvable: false) {\n  "Opaque, stable and unique over the whole graph."\n  id: ID!\n}`).join("\n\n")}

"当前用户: who sent this request, and what that person or system may do."
type Viewer {
  "The name under which the identity provider knows you; null when you are not signed in."
  subject: String
  "What you act as; empty when you are not signed in."
  roles: [Role!]!
  "The language of messages in this answer, chosen by Accept-Language."
  language: Language!
  "Yourself as a volunteer; null when you are not registered as one."
  volunteer: Volunteer
  "The sites in whose name you act; rights reach all sites below them too."
  sites: [PracticeSite!]
  "Mutations that your roles may attempt; each still decides by the object it names."
  mutations: [String!]!
}

"角色: what a caller acts as."
enum Role {
${roles.map((role) => `  "${roleMeanings[role]}"\n  ${role}`).join("\n")}
}

"语言: the languages of messages."
enum Language {
  "Chinese."
  ZH
  "English."
  EN
}

"错误代码: the values of \`extensions.code\`."
enum ErrorCode {
${faultCodes.map((code) => `  ${JSON.stringify(faultText(code).meaning)}\n  ${code}`).join("\n")}
}

"One error code, what it means and what its messages say."
type ErrorCodeDescription {
  "The value of \`extensions.code\`."
  code: ErrorCode!
  "What happened and what to do about it, for people who write clients."
  meaning: String!
  "The message in Chinese; parts in braces are filled in."
  chinese: String!
  "The message in English; parts in braces are filled in."
  english: String!
}

type Query {
  "Any object by its id; null when there is none that you may see."
  node(
    "The id as some field \`id\` answered it."
    id: ID!
  ): Node
  "Many objects by their ids, in the order asked; null in the place of each that is missing or not yours to see."
  nodes(
    "At most 100 ids."
    ids: [ID!]!
  ): [Node]
  "Who you are to this graph, and what you may do."
  viewer: Viewer!
  "All error codes that this graph answers."
  errorCodes: [ErrorCodeDescription!]!
}
`;
}
