import { CreateIdempotencyKeys1795100000101 } from "../../../kernel/idempotency/idempotency.migration";
import { CreateHolders1795200000001 } from "./0001-holder";
import { CreateAccounts1795200000002 } from "./0002-account";

/** In the order in which they run. */
export const pointsMigrations = [CreateIdempotencyKeys1795100000101, CreateHolders1795200000001, CreateAccounts1795200000002];
