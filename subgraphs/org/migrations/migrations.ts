import { CreateRegions1795200000001 } from "./0001-region";
import { CreateSites1795200000002 } from "./0002-site";

/** In the order in which they run. */
export const orgMigrations = [CreateRegions1795200000001, CreateSites1795200000002];
