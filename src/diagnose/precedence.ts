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
const BEATS: readonly { readonly winner: string; readonly losers: readonly string[] }[] = [
  { winner: 'C06', losers: ['T08', 'P05', 'S29', 'R'] },
  { winner: 'P05', losers: ['S29'] },
  { winner: 'S28', losers: ['S29'] },
  { winner: 'S29', losers: ['R12'] },
  { winner: 'C13', losers: ['R09'] },
  { winner: 'R02', losers: ['R04'] },
  { winner: 'S07', losers: ['S08'] },
  { winner: 'M02', losers: ['M01'] },
  { winner: 'C14', losers: ['M07'] },
  { winner: 'C03', losers: ['C04', 'P04'] },
  { winner: 'T04', losers: ['C09'] },
  { winner: 'T05', losers: ['C09', 'C01'] },
  { winner: 'T06', losers: ['C09'] },
  // A call that a timer or a failed request ended was not hung up by a person.
  { winner: 'C03', losers: ['C01'] },
  { winner: 'C06', losers: ['C01'] },
  { winner: 'C14', losers: ['C01'] },
];

/** The findings of one call without those that a better one speaks for, most telling first. */
export function rank(findings: readonly Finding[]): Finding[] {
  const kept = findings.filter((finding) => !findings.some((other) => isBeaten(finding, other)));
  if (kept.length < 2) return kept;
  const order = new Map(kept.map((finding) => [finding, [severityRank(finding), causeRank(finding.rule)] as const]));
  const key = (finding: Finding) => order.get(finding) ?? ([0, 0] as const);
  return kept.sort((a, b) => key(a)[0] - key(b)[0] || key(a)[1] - key(b)[1]);
}

function isBeaten(finding: Finding, other: Finding): boolean {
  return (
    other !== finding &&
    BEATS.some(({ winner, losers }) => winner === other.rule && losers.some((loser) => isOf(finding.rule, loser))) &&
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
