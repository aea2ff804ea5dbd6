import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ConnectionArgs } from "../../../kernel/paging/arguments";
import { connectionType } from "../../../kernel/paging/connection";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { PracticeSite, practiceSite } from "../stubs/practice-site";
import { Volunteer } from "../volunteer/volunteer.entity";
import { volunteerById } from "../volunteer/volunteer.queries";
import { ServiceRecord } from "./record.entity";
import { pageOfRecordsOf } from "./record.queries";

export const ServiceRecordConnection = connectionType(() => ServiceRecord, "ServiceRecord", "service records");

@Resolver(() => ServiceRecord)
export class RecordResolver {
  @FieldResolver(() => Volunteer, { nullable: true, description: "Who served; null when the volunteer is no longer registered." })
  volunteer(@Root() record: ServiceRecord, @Ctx() context: SubgraphContext) {
    return volunteerById(context, record.volunteerId);
  }

  @FieldResolver(() => PracticeSite, { nullable: true, description: "The host where the service was; null only while sites cannot be read." })
  site(@Root() record: ServiceRecord) {
    return practiceSite(record.siteId);
  }
}

@Resolver(() => Volunteer)
export class VolunteerRecordsResolver {
  @FieldResolver(() => ServiceRecordConnection, { nullable: true, description: "服务记录: what the volunteer served, as far as the caller may see it; the latest first." })
  serviceRecords(@Root() volunteer: Volunteer, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: SubgraphContext) {
    return pageOfRecordsOf(context, volunteer.id, args);
  }
}
