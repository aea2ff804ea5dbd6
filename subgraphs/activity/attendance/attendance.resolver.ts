import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { ConnectionArgs } from "../../../kernel/paging/arguments";
import { connectionType } from "../../../kernel/paging/connection";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { ActivitySession } from "../session/session.entity";
import { sessionById } from "../session/session.queries";
import { PracticeSite, practiceSite } from "../stubs/practice-site";
import { ServiceRecord, serviceRecord } from "../stubs/service-record";
import { Volunteer, volunteer } from "../stubs/volunteer";
import { Attendance } from "./attendance.entity";
import { CheckInPayload, CheckOutPayload } from "./attendance.payloads";
import { pageOfAttendancesAt, sessionOfRecord } from "./attendance.queries";
import { CheckInInput, checkIn } from "./check-in";
import { CheckOutInput, checkOut } from "./check-out";

export const AttendanceConnection = connectionType(() => Attendance, "Attendance", "attendances");

@Resolver(() => Attendance)
export class AttendanceResolver {
  @FieldResolver(() => ActivitySession, { nullable: true, description: "What was attended; null only while sessions cannot be read." })
  session(@Root() attendance: Attendance, @Ctx() context: SubgraphContext) {
    return sessionById(context, attendance.sessionId);
  }

  @FieldResolver(() => Volunteer, { nullable: true, description: "Who was there; null only while volunteers cannot be read." })
  volunteer(@Root() attendance: Attendance) {
    return volunteer(attendance.volunteerId);
  }

  @FieldResolver(() => PracticeSite, { nullable: true, description: "The host at which the volunteer served; null only while sites cannot be read." })
  site(@Root() attendance: Attendance) {
    return practiceSite(attendance.siteId);
  }

  @FieldResolver(() => ServiceRecord, { nullable: true, description: "The service record that came of it; null until the session is settled and the record written, moments later." })
  serviceRecord(@Root() attendance: Attendance) {
    return attendance.recordId === null ? null : serviceRecord(attendance.recordId);
  }

  @Mutation(() => CheckInPayload, { nullable: true, description: "签到: enter that a volunteer has come to a session. For officers of the host at which the volunteer serves, and administrators." })
  checkIn(@Arg("input", () => CheckInInput, { description: "Who has come, and how it is known." }) input: CheckInInput, @Ctx() context: SubgraphContext) {
    return checkIn(context, input);
  }

  @Mutation(() => CheckOutPayload, { nullable: true, description: "签退: enter that a volunteer leaves a session. For officers of the host at which the volunteer served, and administrators." })
  checkOut(@Arg("input", () => CheckOutInput, { description: "Who leaves, and how it is known." }) input: CheckOutInput, @Ctx() context: SubgraphContext) {
    return checkOut(context, input);
  }
}

@Resolver(() => ActivitySession)
export class SessionAttendancesResolver {
  @FieldResolver(() => AttendanceConnection, { nullable: true, description: "Who was there, as far as the caller may see it; who came first comes first." })
  attendances(@Root() session: ActivitySession, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: SubgraphContext) {
    return pageOfAttendancesAt(context, session.id, args);
  }
}

@Resolver(() => ServiceRecord)
export class RecordSessionResolver {
  @FieldResolver(() => ActivitySession, { nullable: true, description: "场次: the session at which the service took place; null in the moments before it is known." })
  session(@Root() record: ServiceRecord, @Ctx() context: SubgraphContext) {
    return sessionOfRecord(context, record.id);
  }
}
