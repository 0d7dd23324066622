import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/diagnose/finding.ts';
import { RULES } from '../../src/diagnose/rules.ts';
import { type Fires, findingsIn, type NearMiss } from '../support/diagnose.ts';
import { CASES } from './cases/all.ts';

const WEIGHT: readonly Severity[] = ['info', 'warning', 'error'];

async function fires(rule: string, { flow, finding, says, times, ...beside }: Fires): Promise<void> {
  const found = (await findingsIn(flow, beside)).filter((one) => one.rule === rule);
  expect(found.length).toBeGreaterThan(0);
  if (times !== undefined) expect(found).toHaveLength(times);
  const severity = RULES.find(({ id }) => id === rule)?.severity;
  const fitting = found.find((one) => one.severity === (finding?.severity ?? severity)) ?? found[0];
  expect(fitting).toMatchObject({ severity, ...finding });
  if (says) expect(`${fitting?.title}. ${fitting?.text}`).toMatch(says);
}

async function nearMiss(rule: string, { flow, atMost, ...beside }: NearMiss): Promise<void> {
  const found = (await findingsIn(flow, beside)).filter((one) => one.rule === rule);
  const allowed = atMost === undefined ? -1 : WEIGHT.indexOf(atMost);
  expect(found.filter(({ severity }) => WEIGHT.indexOf(severity) > allowed)).toEqual([]);
}

for (const { rule, fires: firing, near } of CASES) {
  describe(rule, () => {
    for (const one of firing) it(`speaks: ${one.shows}`, () => fires(rule, one));
    for (const one of near) it(`is quiet: ${one.trap}`, () => nearMiss(rule, one));
  });
}

describe('every rule', () => {
  it('is shown firing, and missing each thing that only looks alike', () => {
    const missing = RULES.flatMap(({ id, unless }) => {
      const cases = CASES.filter(({ rule }) => rule === id);
      const shown = cases.some((one) => one.fires.length > 0) ? [] : [`${id} fires nowhere`];
      const traps = unless.filter((trap) => !cases.some((one) => one.near.some((miss) => miss.trap === trap)));
      return [...shown, ...traps.map((trap) => `${id}: ${trap}`)];
    });
    expect(missing).toEqual([]);
    const unknown = CASES.flatMap(({ rule, near }) => {
      const traps = RULES.find(({ id }) => id === rule)?.unless ?? [];
      return near.filter(({ trap }) => !traps.includes(trap)).map(({ trap }) => `${rule}: ${trap}`);
    });
    expect(unknown).toEqual([]);
  });

  it('has an id and a title of its own', () => {
    for (const key of ['id', 'title'] as const) {
      const values = RULES.map((rule) => rule[key]);
      expect(values.filter((value, i) => values.indexOf(value) !== i)).toEqual([]);
    }
  });
});
