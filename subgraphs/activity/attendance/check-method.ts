import { registerEnumType } from "type-graphql";

export enum CheckMethod {
  SCAN = "SCAN",
  ROLL_CALL = "ROLL_CALL",
  BACK_OFFICE = "BACK_OFFICE",
}

registerEnumType(CheckMethod, {
  name: "CheckMethod",
  description: "How a check-in or check-out came to be known; every minute of service carries it.",
  valuesConfig: {
    SCAN: { description: "扫码: the volunteer's code was scanned on the spot." },
    ROLL_CALL: { description: "点名: an officer on the spot called the roll." },
    BACK_OFFICE: { description: "后台录入: entered from a list afterwards; only then is the time told, instead of taken from the clock." },
  },
});
