import { registerEnumType } from "type-graphql";

export enum DocumentKind {
  RESIDENT_ID = "RESIDENT_ID",
  PASSPORT = "PASSPORT",
  HONG_KONG_MACAO_PERMIT = "HONG_KONG_MACAO_PERMIT",
  TAIWAN_PERMIT = "TAIWAN_PERMIT",
}
registerEnumType(DocumentKind, {
  name: "DocumentKind",
  description: "证件类型: the kind of identity document under which a person is registered.",
  valuesConfig: {
    RESIDENT_ID: { description: "居民身份证, or 港澳台居民居住证, whose numbers have the same form (GB 11643): 18 digits, or the 15 of the old form." },
    PASSPORT: { description: "护照: the three letters of the country that issued it, a hyphen and the number, such as GBR-123456789; countries give out the same numbers." },
    HONG_KONG_MACAO_PERMIT: { description: "港澳居民来往内地通行证: H or M and eight digits; two more, which count the renewals, are left out." },
    TAIWAN_PERMIT: { description: "台湾居民来往大陆通行证: eight digits." },
  },
});
