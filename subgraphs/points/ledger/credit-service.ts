import type { EntityManager } from "typeorm";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { insertRows } from "../../../kernel/database/rows";
import { Fault } from "../../../kernel/errors/faults";
import type { Emitter } from "../../../kernel/events/emit";
import { pointsOf } from "../../../kernel/scalars/amounts";
import { businessDayOf, type Instant } from "../../../kernel/time/time";
import { findTreeNodes } from "../../../kernel/tree/site-tree.queries";
import { ancestorIdsOf } from "../../../kernel/tree/tree";
import { accountChanged } from "../account/account.events";
import { accountFor } from "../account/account-for";
import type { PointsRate } from "../rate/rate.entity";
import { findRateInForce } from "../rate/rate.queries";
import { Earning } from "./earning.entity";
import { EntryReason } from "./entry-reason";
import { issuePoints } from "./issue-points";

/** A service record, as the volunteer subgraph tells of it. */
export interface RecordedService {
  readonly id: string;
  readonly volunteerId: string;
  readonly siteId: string;
  readonly kind: string;
  readonly minutes: number;
  readonly servedAt: Instant;
}

/**
 * Credits a service record once, at the coefficient in force where and when the service took place, into the volunteer's account at the site whose
 * coefficient it is. Where there is none the record is remembered all the same.
 */
export async function creditService(tx: EntityManager, context: Emitter, service: RecordedService): Promise<void> {
  const rate = await rateOf(tx, service);
  const amountCents = rate ? pointsOf(service.minutes, rate.coefficientCents) : 0;
  if (!(await decide(tx, context, service, rate, amountCents)) || rate === null || amountCents === 0) return;
  const account = await accountFor(tx, context, service.volunteerId, rate.siteId);
  await issuePoints(tx, context, account, { amountCents, reason: EntryReason.SERVICE, serviceRecordId: service.id });
  await accountChanged(tx, context, account);
}

async function rateOf(tx: EntityManager, { siteId, kind, servedAt }: RecordedService): Promise<PointsRate | null> {
  const [site] = await findTreeNodes(tx, [siteId]);
  // The record came faster than its site: without the sites above it the coefficient cannot be known.
  if (!site) throw new Fault("NOT_YET_VISIBLE");
  return findRateInForce(tx, ancestorIdsOf(site), kind, businessDayOf(servedAt));
}

/** The key of the record decides, so it is credited once, whatever is told again; false when it was decided before. */
async function decide(tx: EntityManager, context: Emitter, { id, volunteerId, siteId, kind, minutes, servedAt }: RecordedService, rate: PointsRate | null, amountCents: number): Promise<boolean> {
  const earning: Earning = { serviceRecordId: id, volunteerId, siteId, kind, minutes, servedAt, rateId: rate?.id ?? null, amountCents, decidedAt: context.clock.now() };
  try {
    await insertRows(tx, Earning, [earning]);
    return true;
  } catch (error) {
    if (isUniqueViolation(error, "PRIMARY")) return false;
    throw error;
  }
}
