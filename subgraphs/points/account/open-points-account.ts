import { Field, ID, InputType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { insertRows } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import { idempotencyKey, idempotencyKeyDescription, idempotent } from "../../../kernel/idempotency/idempotency";
import { textFromHundredths } from "../../../kernel/scalars/amounts";
import { PointsScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { EntryReason } from "../ledger/entry-reason";
import { issuePoints } from "../ledger/issue-points";
import { requireHolder } from "../holder/require-holder";
import { PointsAccount } from "./account.entity";
import { accountChanged } from "./account.events";
import { accountReasons } from "./account.reasons";

/** Places that begin with a balance give each household 60; more than this is a slip of the pen. */
const maximumOpeningCents = 1_000_00;

@InputType({ description: "A points account to be opened." })
export class OpenPointsAccountInput {
  @Field(() => ID, { description: "The volunteer who is to hold it; one account for each volunteer and site." })
  volunteerId!: string;

  @Field(() => ID, { description: "The practice site to whose program it belongs; it must be open." })
  siteId!: string;

  @Field(() => PointsScalar, { nullable: true, description: "Points that it begins with, 0 to 1000, as where a program starts everyone with some; 0 when none are given." })
  openingBalance?: number | null;

  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;
}

const openingBalance = z.number().refine((cents) => cents >= 0 && cents <= maximumOpeningCents, {
  params: { reason: accountReasons.openingBalanceOutOfRange, parameters: { maximum: textFromHundredths(maximumOpeningCents) } },
});

const input = z.object({ volunteerId: z.string(), siteId: z.string(), openingBalance: openingBalance.nullish().transform((cents) => cents ?? 0), idempotencyKey });

export function openPointsAccount(context: SubgraphContext, given: OpenPointsAccountInput) {
  return refusable(context, "account", () => {
    const wanted = validInput(input, given);
    return idempotent(context, { key: wanted.idempotencyKey, operation: "openPointsAccount", input: wanted }, async () => {
      const [site] = await context.tree.require([wanted.siteId], "siteId");
      if (site!.closedOn !== null) refuse(accountReasons.accountSiteClosed, "siteId");
      await requireHolder(context, wanted.volunteerId, "volunteerId");
      return (tx) => open(tx, context, wanted);
    });
  });
}

async function open(tx: EntityManager, context: SubgraphContext, wanted: z.output<typeof input>): Promise<PointsAccount> {
  const account: PointsAccount = {
    __typename: "PointsAccount",
    id: context.ids.next("acct"),
    holderId: wanted.volunteerId,
    siteId: wanted.siteId,
    balanceCents: 0,
    openedAt: context.clock.now(),
  };
  await insertAccount(tx, account);
  await accountChanged(tx, context, account);
  if (wanted.openingBalance === 0) return account;
  return issuePoints(tx, context, account, { amountCents: wanted.openingBalance, reason: EntryReason.OPENING });
}

/** The unique index over (holder, site) decides, so two requests cannot both open one. */
async function insertAccount(tx: EntityManager, account: PointsAccount): Promise<void> {
  try {
    await insertRows(tx, PointsAccount, [account]);
  } catch (error) {
    if (isUniqueViolation(error, "uq_points_account_holder_site")) refuse(accountReasons.accountExists, "volunteerId");
    throw error;
  }
}
