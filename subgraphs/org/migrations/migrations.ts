import { CreateSites1795200000002 } from "./0002-site";

/** In the order in which they run. */
export const orgMigrations = [CreateSites1795200000002];
