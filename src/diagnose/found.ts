import type { Finding, Severity } from './finding.ts';
import { RULES } from './rules.ts';

/** How many calls of a trace have findings of one kind. */
export interface FoundKind {
  readonly rule: string;
  readonly title: string;
  /** The worst that it had in these calls. */
  readonly severity: Severity;
  readonly calls: number;
}

/** Which calls of a list are wanted: all (''), those with an error, a warning or a note, or those with a finding of a rule. */
export type FoundFilter = '' | Severity | (string & {});

const SEVERITIES: readonly Severity[] = ['info', 'warning', 'error'];
const PLACES: ReadonlyMap<string, number> = new Map(RULES.map(({ id }, i) => [id, i]));

/**
 * What was found in the calls of a trace, without its texts: those are told when a call is opened. Grows while calls are
 * judged, in any order.
 */
export class FoundTable {
  /** Findings of each call, capped at 255. */
  readonly errors: Uint8Array;
  readonly warnings: Uint8Array;
  /** Place of the rule of the headline in RULES, from 1 on; 0: no error and no warning. */
  readonly headline: Uint16Array;
  /** Calls in the order in which they were judged, and how many are. */
  readonly order: Uint32Array;
  done = 0;
  readonly #judged: Uint8Array;
  /** Rule and severity of each finding: 4 × place of the rule + severity. */
  readonly #kinds: (readonly number[] | undefined)[];

  readonly total: number;

  constructor(total: number) {
    this.total = total;
    this.errors = new Uint8Array(total);
    this.warnings = new Uint8Array(total);
    this.headline = new Uint16Array(total);
    this.order = new Uint32Array(total);
    this.#judged = new Uint8Array(total);
    this.#kinds = new Array(total);
  }

  isJudged(call: number): boolean {
    return this.#judged[call] === 1;
  }

  /** Takes the findings of a call, the headline first; a call is taken once. */
  add(call: number, findings: readonly Finding[]): void {
    if (!(call >= 0 && call < this.total) || this.isJudged(call)) return;
    this.#judged[call] = 1;
    this.order[this.done++] = call;
    if (findings.length === 0) return;
    const count = (severity: Severity) => Math.min(255, findings.filter((one) => one.severity === severity).length);
    this.errors[call] = count('error');
    this.warnings[call] = count('warning');
    const [first] = findings;
    if (first && first.severity !== 'info') this.headline[call] = (PLACES.get(first.rule) ?? -1) + 1;
    this.#kinds[call] = [...new Set(findings.map(({ rule, severity }) => codeOf(rule, severity)))];
  }

  /** Whether a call has an error or a warning. */
  isProblem(call: number): boolean {
    return (this.errors[call] as number) + (this.warnings[call] as number) > 0;
  }

  /** Whether a call passes a filter; one that was not judged yet passes none. */
  passes(call: number, filter: FoundFilter): boolean {
    if (filter === '') return true;
    if (filter === 'error') return (this.errors[call] as number) > 0;
    if (filter === 'warning') return (this.warnings[call] as number) > 0;
    const kinds = this.#kinds[call] ?? [];
    if (filter === 'info') return kinds.some((code) => (code & 3) === 0);
    return kinds.some((code) => RULES[code >> 2]?.id === filter);
  }

  /** Kinds of findings of some calls: the worst first, then those of most calls. */
  kinds(calls: Iterable<number>): FoundKind[] {
    const counts = new Map<number, { severity: number; calls: number }>();
    for (const call of calls) {
      const seen = new Map<number, number>();
      for (const code of this.#kinds[call] ?? []) seen.set(code >> 2, Math.max(seen.get(code >> 2) ?? 0, code & 3));
      for (const [rule, severity] of seen) {
        const known = counts.get(rule) ?? { severity: 0, calls: 0 };
        counts.set(rule, { severity: Math.max(known.severity, severity), calls: known.calls + 1 });
      }
    }
    return [...counts]
      .sort(([a, x], [b, y]) => y.severity - x.severity || y.calls - x.calls || a - b)
      .flatMap(([place, { severity, calls: many }]) => {
        const rule = RULES[place];
        return rule
          ? [{ rule: rule.id, title: rule.title, severity: SEVERITIES[severity] ?? 'info', calls: many }]
          : [];
      });
  }
}

function codeOf(rule: string, severity: Severity): number {
  return 4 * (PLACES.get(rule) ?? 0) + SEVERITIES.indexOf(severity);
}

/** Titles of all rules, in the order of RULES. */
export function ruleTitles(): string[] {
  return RULES.map(({ title }) => title);
}
