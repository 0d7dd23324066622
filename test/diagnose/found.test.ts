import { describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../../src/diagnose/finding.ts';
import { FoundTable } from '../../src/diagnose/found.ts';
import { RULES } from '../../src/diagnose/rules.ts';

const found = (rule: string, severity: Severity): Finding => ({
  rule,
  severity,
  confidence: 'certain',
  call: 0,
  messages: [],
  title: '',
  text: '',
  nextStep: '',
  reference: '',
});

function table(): FoundTable {
  const made = new FoundTable(4);
  made.add(2, [found('T05', 'error'), found('N01', 'warning'), found('N01', 'warning'), found('C01', 'info')]);
  made.add(0, [found('C01', 'info')]);
  made.add(3, [found('N01', 'error')]);
  return made;
}

describe('what was found in the calls of a trace', () => {
  it('counts errors and warnings, and names what heads a call', () => {
    const { errors, warnings, headline, order, done } = table();
    expect([...errors]).toEqual([0, 0, 1, 1]);
    expect([...warnings]).toEqual([0, 0, 2, 0]);
    expect(RULES[(headline[2] ?? 0) - 1]?.id).toBe('T05');
    expect(headline[0]).toBe(0);
    expect([...order.slice(0, done)]).toEqual([2, 0, 3]);
  });

  it('takes a call once, and none that the trace does not have', () => {
    const made = table();
    made.add(3, [found('T05', 'error'), found('T04', 'error')]);
    made.add(9, [found('T05', 'error')]);
    expect(made.errors[3]).toBe(1);
    expect(made.done).toBe(3);
  });

  it('filters by severity and by rule; a call that was not judged passes no filter', () => {
    const made = table();
    const passing = (filter: string) => [0, 1, 2, 3].filter((call) => made.passes(call, filter));
    expect(passing('')).toEqual([0, 1, 2, 3]);
    expect(passing('error')).toEqual([2, 3]);
    expect(passing('warning')).toEqual([2]);
    expect(passing('info')).toEqual([0, 2]);
    expect(passing('N01')).toEqual([2, 3]);
    expect(passing('constructor')).toEqual([]);
    expect([0, 1, 2, 3].filter((call) => made.isProblem(call))).toEqual([2, 3]);
  });

  it('counts calls by kind: the worst first, then those of most calls', () => {
    const kinds = table().kinds([0, 1, 2, 3]);
    expect(kinds.map(({ rule, severity, calls }) => [rule, severity, calls])).toEqual([
      ['N01', 'error', 2],
      ['T05', 'error', 1],
      ['C01', 'info', 2],
    ]);
    expect(table().kinds([0])).toHaveLength(1);
  });
});
