import type { Settings } from "../kernel/config/settings";
import { portOf } from "../kernel/process/addresses";
import { defaultEdgeSettings, type EdgeSettings } from "./server/settings";

/** The public edge as the settings of this process want it. */
export function edgeSettingsOf(settings: Settings): EdgeSettings {
  return {
    ...defaultEdgeSettings,
    host: settings.HOST,
    port: portOf(settings, "gateway"),
    corsOrigins: settings.CORS_ORIGINS,
    introspection: settings.NODE_ENV === "production" ? "signed-in" : "open",
    cost: { ...defaultEdgeSettings.cost, ceiling: settings.COST_CEILING, budget: settings.COST_BUDGET, restoreRate: settings.COST_RESTORE_RATE },
    timeouts: { ...defaultEdgeSettings.timeouts, requestMilliseconds: settings.REQUEST_TIMEOUT_MS, drainMilliseconds: 1_500 },
  };
}
