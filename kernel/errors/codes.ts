/** The one published list of `extensions.code`. The schema's enum ErrorCode and both languages come from here. */
export type Language = "zh" | "en";

interface FaultText {
  /** What the code means and what a caller should do; the description in the schema. */
  readonly meaning: string;
  readonly zh: string;
  readonly en: string;
}

const faults = {
  UNAUTHENTICATED: { meaning: "The request carries no valid token; sign in and send it again.", zh: "请先登录：缺少有效的访问令牌。", en: "Sign in first: there is no valid access token." },
  FORBIDDEN: { meaning: "The caller may not see or do this; what belongs to others and what does not exist answer alike.", zh: "您没有此项权限。", en: "You have no right to this." },
  BAD_USER_INPUT: { meaning: "An argument or variable has a value that its type does not allow.", zh: "参数的值不正确：{detail}", en: "An argument has a wrong value: {detail}" },
  GRAPHQL_PARSE_FAILED: { meaning: "The document is not GraphQL.", zh: "无法解析查询语句：{detail}", en: "The document cannot be parsed: {detail}" },
  GRAPHQL_VALIDATION_FAILED: { meaning: "The document does not fit the schema.", zh: "查询语句与模式不符：{detail}", en: "The document does not fit the schema: {detail}" },
  OPERATION_NOT_SUPPORTED: { meaning: "This operation cannot be sent in this way, such as a mutation by GET.", zh: "不支持以这种方式发送此操作。", en: "This operation cannot be sent in this way." },
  CSRF_PREVENTED: { meaning: "A browser could have been tricked into sending this request; send Content-Type application/json or the header GraphQL-Preflight.", zh: "请求可能来自跨站伪造，已拒绝；请使用 application/json 或加上 GraphQL-Preflight 请求头。", en: "Refused as a possible cross-site request; send application/json or the header GraphQL-Preflight." },
  DEPTH_LIMIT: { meaning: "The document is nested too deeply.", zh: "查询嵌套过深：最多 {limit} 层。", en: "The document is nested too deeply: at most {limit} levels." },
  ALIAS_LIMIT: { meaning: "The document holds too many aliases.", zh: "别名过多：最多 {limit} 个。", en: "Too many aliases: at most {limit}." },
  TOKEN_LIMIT: { meaning: "The document is too long.", zh: "查询语句过长：最多 {limit} 个词元。", en: "The document is too long: at most {limit} tokens." },
  DIRECTIVE_LIMIT: { meaning: "The document holds too many directives.", zh: "指令过多：最多 {limit} 个。", en: "Too many directives: at most {limit}." },
  BATCH_LIMIT: { meaning: "One request carries one operation.", zh: "每个请求只能包含一个操作。", en: "One request carries one operation." },
  BODY_LIMIT: { meaning: "The body of the request is too large.", zh: "请求体过大：最多 {limit} 字节。", en: "The request is too large: at most {limit} bytes." },
  COST_LIMIT: { meaning: "The operation asks for more than one request may; ask for fewer items or levels.", zh: "查询开销 {requested} 超过上限 {limit}；请减少 first 或层级。", en: "The operation costs {requested}, more than {limit}; ask for fewer items or levels." },
  THROTTLED: { meaning: "The caller's budget is used up; wait as long as Retry-After says.", zh: "请求过于频繁，请在 {seconds} 秒后重试。", en: "Too many requests; try again in {seconds} s." },
  RESYNC_REQUIRED: { meaning: "The cursor belongs to a history that no longer exists; read the feed from its beginning.", zh: "游标已失效，请从头重新同步。", en: "The cursor is no longer known; synchronize from the beginning." },
  NOT_YET_VISIBLE: { meaning: "The named object is not known here yet; the same request may succeed shortly.", zh: "数据尚未同步到位，请稍后重试。", en: "The data has not arrived here yet; try again shortly." },
  SUBGRAPH_UNAVAILABLE: { meaning: "A part of the graph does not answer; its fields are null, the rest of the answer holds.", zh: "部分服务暂不可用，请稍后重试。", en: "A part of the service does not answer; try again later." },
  REQUEST_TIMEOUT: { meaning: "The request took longer than allowed.", zh: "请求超时。", en: "The request took too long." },
  INTERNAL: { meaning: "Something broke on our side; quote the request id when you report it.", zh: "系统内部错误，请提供请求编号 {requestId}。", en: "Something broke on our side; the request id is {requestId}." },
} as const satisfies Record<string, FaultText>;

export type FaultCode = keyof typeof faults;

export const faultCodes = Object.keys(faults) as readonly FaultCode[];

export function faultText(code: FaultCode): FaultText {
  return faults[code];
}

export function isFaultCode(value: unknown): value is FaultCode {
  return typeof value === "string" && Object.hasOwn(faults, value);
}

/** What fills the {name} places of a message. */
export type MessageParameters = Readonly<Record<string, string | number>>;

export function fill(template: string, parameters: MessageParameters): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? "")).trim();
}
