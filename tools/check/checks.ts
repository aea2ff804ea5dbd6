import { acceptance } from "./acceptance";
import { breaking } from "./breaking";
import type { Check } from "./check";
import { circles } from "./circles";
import { descriptions } from "./descriptions";
import { files } from "./files";
import { languages } from "./languages";
import { licences } from "./licences";
import { lint } from "./lint";
import { types } from "./types";
import { verbs } from "./verbs";

// The two that take long run beside the others.
export const checks: readonly Check[] = [lint, types, files, circles, descriptions, breaking, verbs, languages, acceptance, licences];
