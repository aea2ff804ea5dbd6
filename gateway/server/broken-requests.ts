import type { Socket } from "node:net";
import { faultText, fill, type FaultCode, type MessageParameters } from "../../kernel/errors/codes";

/** Answers what never became a request: too slow, headers too long, not HTTP. No framework is involved yet, so the bytes are written here. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, parameters] = describe(error.code);
  const body = JSON.stringify({ errors: [{ message: fill(faultText(code).zh, parameters), extensions: { code } }] });
  const head = [`HTTP/1.1 ${status}`, "content-type: application/json; charset=utf-8", `content-length: ${Buffer.byteLength(body)}`, "connection: close"];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

function describe(code: string | undefined): [status: string, code: FaultCode, parameters: MessageParameters] {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return ["408 Request Timeout", "REQUEST_TIMEOUT", {}];
  if (code === "HPE_HEADER_OVERFLOW") return ["431 Request Header Fields Too Large", "BODY_LIMIT", { limit: 16_384 }];
  return ["400 Bad Request", "BAD_USER_INPUT", { detail: "HTTP" }];
}
