import type { Finding, Severity } from './finding.ts';

/** Most serious first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * Which finding heads a call when several are equally serious: what broke first on the way from the wire up to the
 * message. Families by letter, single rules by their id.
 */
const ROOT_CAUSES: readonly (readonly string[])[] = [
  ['T16', 'T17', 'N16'],
  ['T01', 'N15'],
  ['R'],
  ['T06', 'T05', 'T04'],
  ['P', 'C03'],
  ['S', 'M', 'C14'],
  ['C', 'X', 'G'],
  ['T'],
  ['N'],
  ['I'],
  ['H'],
];

/** On one event the first speaks and the others are silent. */
const BEATS: readonly (readonly [winner: string, ...losers: string[]])[] = [
  ['C06', 'T08', 'P05', 'S29', 'R'],
  ['P05', 'S29'],
  ['S28', 'S29'],
  ['S29', 'R12'],
  ['C13', 'R09'],
  ['R02', 'R04'],
  ['S07', 'S08'],
  ['M02', 'M01'],
  ['C14', 'M07'],
  ['C03', 'C04', 'P04'],
  ['T04', 'C09'],
  ['T05', 'C09', 'C01'],
  ['T06', 'C09'],
  // A call that a timer or a failed request ended was not hung up by a person.
  ['C03', 'C01'],
  ['C06', 'C01'],
  ['C14', 'C01'],
];

/** The findings of one call without those that a better one speaks for, most telling first. */
export function rank(findings: readonly Finding[]): Finding[] {
  const kept = findings.filter((finding) => !findings.some((other) => isBeaten(finding, other)));
  const order = new Map(kept.map((finding) => [finding, [severityRank(finding), causeRank(finding.rule)] as const]));
  const key = (finding: Finding) => order.get(finding) ?? ([0, 0] as const);
  return kept.sort((a, b) => key(a)[0] - key(b)[0] || key(a)[1] - key(b)[1]);
}

function isBeaten(finding: Finding, other: Finding): boolean {
  return (
    other !== finding &&
    BEATS.some(([winner, ...losers]) => winner === other.rule && losers.some((loser) => isOf(finding.rule, loser))) &&
    finding.messages.some((row) => other.messages.includes(row))
  );
}

function severityRank({ severity }: Finding): number {
  return SEVERITIES.indexOf(severity);
}

/** A rule by its id comes before its family: steps of the order are tenths. */
function causeRank(rule: string): number {
  for (const [step, names] of ROOT_CAUSES.entries()) {
    const place = names.indexOf(rule);
    if (place >= 0) return step + place / 10;
  }
  const family = ROOT_CAUSES.findIndex((names) => names.some((name) => isOf(rule, name)));
  return (family < 0 ? ROOT_CAUSES.length : family) + 0.5;
}

/** Whether a rule is this one, or of this family: `R` is R01 to R22. */
function isOf(rule: string, name: string): boolean {
  return rule === name || (name.length === 1 && rule.startsWith(name));
}
