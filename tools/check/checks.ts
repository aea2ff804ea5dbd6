import { acceptance } from "./acceptance";
import { breaking } from "./breaking";
import type { Check } from "./check";
import { circles } from "./circles";
import { composition } from "./composition";
import { contributions } from "./contributions";
import { descriptions } from "./descriptions";
import { files } from "./files";
import { generated } from "./generated";
import { languages } from "./languages";
import { licences } from "./licences";
import { lint } from "./lint";
import { policies } from "./policies";
import { types } from "./types";
import { verbs } from "./verbs";

// The two that take long run beside the others.
export const checks: readonly Check[] = [
  lint, types, files, circles, generated, composition, contributions, policies, breaking, descriptions, languages, verbs, acceptance, licences,
];
