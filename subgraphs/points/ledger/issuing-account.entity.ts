import { Entity } from "typeorm";
import { IdColumn } from "../../../kernel/database/columns";

/** Where the points of a site's program come from: what it gave out is the sum of its entries. */
@Entity("issuing_account")
export class IssuingAccount {
  @IdColumn({ primary: true })
  id!: string;

  @IdColumn()
  siteId!: string;
}
