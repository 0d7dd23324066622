import type { Rule } from '../../src/diagnose/rule.ts';
import { RULES } from '../../src/diagnose/rules.ts';
import { clauseGuide, referenceParts } from '../../src/guide/clauses.ts';

/** Families of rules, by letter, in the order of the page. */
const FAMILIES: readonly (readonly [letter: string, title: string])[] = [
  ['T', 'Transactions and the network'],
  ['C', 'How calls end'],
  ['R', 'Refusals and logins'],
  ['N', 'Addresses, NAT and routing'],
  ['S', 'Session descriptions'],
  ['M', 'Media'],
  ['P', 'Reliable responses and session timers'],
  ['X', 'Transfers and forwarding'],
  ['G', 'Registrations, subscriptions and messages'],
  ['H', 'Messages themselves'],
  ['I', 'Identity'],
];

const READS = {
  index: 'the index',
  keys: 'keys that join legs',
  sdp: 'session descriptions',
  messages: 'whole messages',
  rtp: 'RTP and packet events',
} as const;

/** The page docs/findings.md: every rule, when it speaks, what looks alike, what to do. */
export function findingsPage(): string {
  const count = `${RULES.length} rules.`;
  const parts = FAMILIES.flatMap(([letter, title]) => {
    const rules = RULES.filter(({ id }) => id.startsWith(letter));
    return rules.length === 0 ? [] : [`## ${title}\n`, ...rules.map(section)];
  });
  return `${HEAD}\n${count}\n\n${parts.join('\n')}`;
}

const HEAD = `# Findings

What Rungs looks for in a call, generated from the rules in \`src/diagnose/rules\` (\`npm run docs\`).

A finding has a severity (\`error\`, \`warning\`, \`info\`), which a rule raises or lowers by what else the call shows, and a
confidence: \`certain\`, \`likely\` or \`hint\`. What never came is only told where the trace would show it: not in a capture of
one direction, not behind its end, not in a log that leaves messages out. One finding heads a call, the root cause; the rest
stands under "also seen". \`rungs --findings FILE\` prints them, and \`--fail-on error\`, or the id of a rule, makes it exit
with 3.
`;

function section(rule: Rule): string {
  const { id, title, severity, when, unless, nextStep, reference, reads } = rule;
  const says = clauseGuide(reference);
  return [
    `### ${id} ${title}\n`,
    `${severity} · ${linked(reference)} · reads ${reads.map((part) => READS[part]).join(', ')}\n`,
    `${when}\n`,
    ...(unless.length > 0 ? [`Not when:\n`, ...unless.map((trap) => `- ${trap}`), ''] : []),
    ...(nextStep === '' ? [] : [`Next: ${nextStep}\n`]),
    ...(says === '' ? [] : [`> ${says}\n`]),
  ].join('\n');
}

function linked(reference: string): string {
  return referenceParts(reference)
    .map(({ text, url }) => (url === null ? text : `[${text}](${url})`))
    .join('');
}
