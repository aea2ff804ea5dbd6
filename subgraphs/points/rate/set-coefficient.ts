import { Field, ID, InputType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { insertRows } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import { lineOf } from "../../../kernel/errors/text";
import { emit } from "../../../kernel/events/emit";
import { textFromHundredths } from "../../../kernel/scalars/amounts";
import { DateScalar, PointsScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Day } from "../../../kernel/time/time";
import { maximumKindLength, PointsRate } from "./rate.entity";
import { rateReasons } from "./rate.reasons";

/** Places give one or two points an hour; more than this is a slip of the pen. */
const maximumCents = 100_00;

@InputType({ description: "What an hour of one kind of activity is to give." })
export class SetCoefficientInput {
  @Field(() => ID, { description: "The practice site whose program it is; it counts there and at all sites below that have none of their own." })
  siteId!: string;

  @Field(() => String, { description: "The kind of activity, as activities name it; at most 20 characters." })
  kind!: string;

  @Field(() => PointsScalar, { description: "Points an hour, 0 to 100; 0 ends the giving." })
  coefficient!: number;

  @Field(() => DateScalar, { description: "The first business day on which service counts at it. What was credited before stays as it is, also when the day has passed." })
  validFrom!: Day;
}

const coefficient = z.number().refine((cents) => cents >= 0 && cents <= maximumCents, { params: { reason: rateReasons.coefficientOutOfRange, parameters: { maximum: textFromHundredths(maximumCents) } } });

const input = z.object({ siteId: z.string(), kind: lineOf(maximumKindLength), coefficient, validFrom: z.string() });

export function setCoefficient(context: SubgraphContext, given: SetCoefficientInput) {
  return refusable(context, "rate", async () => {
    const wanted = validInput(input, given);
    await context.tree.require([wanted.siteId], "siteId");
    return context.database.write((tx) => add(tx, context, wanted));
  });
}

/** A version is added and none is changed: what ran under the old one still reads as it ran. */
async function add(tx: EntityManager, context: SubgraphContext, { siteId, kind, coefficient: coefficientCents, validFrom }: z.output<typeof input>): Promise<PointsRate> {
  const rate: PointsRate = { __typename: "PointsRate", id: context.ids.next("rate"), siteId, kind, coefficientCents, validFrom };
  try {
    await insertRows(tx, PointsRate, [rate]);
  } catch (error) {
    if (isUniqueViolation(error, "uq_points_rate_version")) refuse(rateReasons.coefficientVersionTaken, "validFrom");
    throw error;
  }
  await emit(tx, context, { type: "PointsRate", id: rate.id, op: "UPSERT", siteId });
  return rate;
}
