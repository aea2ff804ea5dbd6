import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ConnectionArgs } from "../../../kernel/paging/arguments";
import { connectionType } from "../../../kernel/paging/connection";
import { PointsScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { PointsAccount } from "../account/account.entity";
import { accountById } from "../account/account.queries";
import { ServiceRecord, serviceRecord } from "../stubs/service-record";
import { LedgerEntry } from "./entry.entity";
import { pageOfEntriesOfAccount, pageOfEntriesOfRecord } from "./entry.queries";

export const LedgerEntryConnection = connectionType(() => LedgerEntry, "LedgerEntry", "ledger entries");

@Resolver(() => LedgerEntry)
export class EntryResolver {
  @FieldResolver(() => PointsAccount, { nullable: true, description: "The account that the points left; null when the site's program issued them, or the caller may not see it." })
  source(@Root() entry: LedgerEntry, @Ctx() context: SubgraphContext) {
    return accountById(context, entry.sourceId);
  }

  @FieldResolver(() => PointsAccount, { nullable: true, description: "The account that the points came to; null when the caller may not see it." })
  destination(@Root() entry: LedgerEntry, @Ctx() context: SubgraphContext) {
    return accountById(context, entry.destinationId);
  }

  @FieldResolver(() => PointsScalar, { description: "How many points moved; always above zero." })
  amount(@Root() entry: LedgerEntry) {
    return entry.amountCents;
  }

  @FieldResolver(() => ServiceRecord, { nullable: true, description: "The service record that earned the points; null when none did." })
  serviceRecord(@Root() entry: LedgerEntry) {
    return entry.serviceRecordId === null ? null : serviceRecord(entry.serviceRecordId);
  }
}

@Resolver(() => PointsAccount)
export class AccountEntriesResolver {
  @FieldResolver(() => LedgerEntryConnection, { nullable: true, description: "积分流水: what came and went, which adds up to the balance; the latest first." })
  entries(@Root() account: PointsAccount, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: SubgraphContext) {
    return pageOfEntriesOfAccount(context, account.id, args);
  }
}

@Resolver(() => ServiceRecord)
export class RecordEntriesResolver {
  @FieldResolver(() => LedgerEntryConnection, { nullable: true, description: "积分流水: the points that it earned, as far as the caller may see them; empty where the place has no coefficient, and in the moments before they are credited." })
  ledgerEntries(@Root() record: ServiceRecord, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: SubgraphContext) {
    return pageOfEntriesOfRecord(context, record.id, args);
  }
}
