import { describeSettings, readSettings, SettingError, settingsTable } from "./settings";

it("an empty environment is a working one", () => {
  expect(readSettings({})).toMatchObject({ PORT: undefined, HOST: "127.0.0.1", DATA_DIR: "data", DATABASE_URL: undefined, NODE_ENV: "development" });
});

it("an empty value is no value", () => {
  expect(readSettings({ PORT: "" }).PORT).toBeUndefined();
  expect(readSettings({ PORT: "5000" }).PORT).toBe(5000);
});

it("every wrong setting is named in one line with what it is for", () => {
  const attempt = () => readSettings({ PORT: "http", DATABASE_URL: "postgres://x" });
  expect(attempt).toThrow(SettingError);
  expect(attempt).toThrow(/PORT is not usable .*; DATABASE_URL is not usable .*mysql:\/\//);
});

it("production needs an issuer of its own", () => {
  expect(() => readSettings({ NODE_ENV: "production" })).toThrow(/TOKEN_JWKS_URL is required/);
  expect(readSettings({ NODE_ENV: "production", TOKEN_JWKS_URL: "https://issuer.example/keys" }).NODE_ENV).toBe("production");
});

it("time stands still and ids repeat for specifications alone", () => {
  expect(readSettings({ FIXED_CLOCK: "2026-03-02T09:00:00+08:00", ID_SEED: "one" })).toMatchObject({ FIXED_CLOCK: "2026-03-02T01:00:00.000000Z", ID_SEED: "one" });
  expect(() => readSettings({ FIXED_CLOCK: "today" })).toThrow(/FIXED_CLOCK is not usable/);
  expect(() => readSettings({ NODE_ENV: "production", TOKEN_JWKS_URL: "https://issuer.example/keys", ID_SEED: "one" })).toThrow(/for specifications/);
});

it("the help lists every setting with its default", () => {
  for (const name of Object.keys(settingsTable)) expect(describeSettings()).toMatch(new RegExp(`  ${name} +\\S.*\\(default: `));
});
