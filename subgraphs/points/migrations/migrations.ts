import { CreateIdempotencyKeys1795100000101 } from "../../../kernel/idempotency/idempotency.migration";
import { CreateHolders1795200000001 } from "./0001-holder";
import { CreateAccounts1795200000002 } from "./0002-account";
import { CreateEarnings1795200000005, CreateLedger1795200000004, CreatePointsRates1795200000003 } from "./0003-ledger";

/** In the order in which they run. */
export const pointsMigrations = [
  CreateIdempotencyKeys1795100000101,
  CreateHolders1795200000001,
  CreateAccounts1795200000002,
  CreatePointsRates1795200000003,
  CreateLedger1795200000004,
  CreateEarnings1795200000005,
];
