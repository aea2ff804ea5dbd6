import { fixedClock } from "../../../kernel/time/time";
import { payerOf } from "./bill";
import { Budgets } from "./budgets";

const settings = { ceiling: 100, budget: 100, restoreRate: 10, callers: 3 };

function open() {
  const clock = fixedClock("2026-11-22T00:00:00.000000Z");
  return { clock, budgets: new Budgets(settings, clock) };
}

it("what is spent comes back steadily and never beyond the full budget", () => {
  const { clock, budgets } = open();
  expect(budgets.open("anna").take(80)).toBe(0);
  clock.advance(2_500);
  expect(budgets.open("anna").available).toBe(45);
  clock.advance(60_000);
  expect(budgets.open("anna").available).toBe(100);
});

it("what cannot be afforded takes nothing and says how long it takes until it can", () => {
  const { clock, budgets } = open();
  budgets.open("anna").take(90);
  expect(budgets.open("anna").take(30)).toBe(2_000);
  clock.advance(2_000);
  expect(budgets.open("anna").take(30)).toBe(0);
});

it("one caller's spending is not another's", () => {
  const { budgets } = open();
  budgets.open("anna").take(100);
  expect(budgets.open("bert").take(100)).toBe(0);
});

it("what costs more than a full budget passes when the budget is full, and leaves a debt", () => {
  const { budgets } = open();
  expect(budgets.open("anna").take(150)).toBe(0);
  expect(budgets.open("anna").available).toBe(-50);
});

it("a clock that steps back gives nothing and takes nothing", () => {
  const { clock, budgets } = open();
  budgets.open("anna").take(50);
  clock.set("2026-11-21T00:00:00.000000Z");
  expect(budgets.open("anna").available).toBe(50);
});

it("only as many callers as set are remembered, the longest silent forgotten first", () => {
  const { budgets } = open();
  for (const caller of ["anna", "bert", "cora"]) budgets.open(caller).take(100);
  budgets.open("anna");
  budgets.open("dora").take(1);
  expect([budgets.open("anna").available, budgets.open("bert").available]).toEqual([0, 100]);
});

it("a signed-in caller pays wherever it calls from; others pay by address, a whole IPv6 network as one", () => {
  expect(payerOf("anna", "10.0.0.1")).toBe(payerOf("anna", "10.0.0.2"));
  expect(payerOf(null, "10.0.0.1")).not.toBe(payerOf(null, "10.0.0.2"));
  expect(payerOf(null, "::ffff:10.0.0.1")).toBe(payerOf(null, "10.0.0.1"));
  expect(payerOf(null, "2001:db8:1:2:3:4:5:6")).toBe(payerOf(null, "2001:db8:1:2::7"));
  expect(payerOf(null, "2001:db8::1")).not.toBe(payerOf(null, "2001:db8:1:2::7"));
});
