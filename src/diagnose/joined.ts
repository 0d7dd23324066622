import type { Finding } from './finding.ts';
import type { Scene } from './scene.ts';

/** Rules that speak of the whole call: once, of the caller's leg before any other. */
const ONCE = new Set(['C02', 'C04', 'C16', 'T14', 'S25', 'X06', 'I01', 'I02', 'I03', 'I04', 'P03', 'S02']);

/** The findings of all legs as those of one call. The final response that reached the caller speaks for all. */
export function joinFindings(scenes: readonly Scene[], byLeg: readonly (readonly Finding[])[]): Finding[] {
  if (byLeg.length < 2) return [...(byLeg[0] ?? [])];
  const ended = whoEnded(scenes, byLeg);
  const told = new Set<string>();
  return byLeg.flatMap((findings, leg) => {
    const kept = findings.filter(({ rule }) => rule !== 'C01' && !(ONCE.has(rule) && told.has(rule)));
    for (const { rule } of findings) told.add(rule);
    return [...kept.map((finding) => asPartOf(finding, leg)), ...(leg === 0 && ended ? [ended] : [])];
  });
}

/** A refusal on a leg behind the caller's is no more than a note: what reached the caller counts. */
function asPartOf(finding: Finding, leg: number): Finding {
  return leg > 0 && finding.rule.startsWith('R') ? { ...finding, severity: 'info' } : finding;
}

/** The earliest BYE of all legs; when one machine hung up on two of them, it stood between. */
function whoEnded(scenes: readonly Scene[], byLeg: readonly (readonly Finding[])[]): Finding | null {
  const ends = byLeg.flatMap((findings, leg) =>
    findings
      .filter(({ rule }) => rule === 'C01')
      .flatMap((finding) => {
        const bye = scenes[leg]?.at(finding.messages[0] ?? -1);
        const scene = scenes[leg];
        return bye && scene ? [{ finding, bye, host: scene.trace.hostOf[bye.from] ?? -1, scene }] : [];
      }),
  );
  ends.sort((a, b) => a.bye.time - b.bye.time);
  const [first] = ends;
  if (!first) return null;
  const middle = ends.find((other) => other !== first && other.host === first.host && other.host >= 0);
  if (!middle) return first.finding;
  return {
    ...first.finding,
    messages: [...first.finding.messages, ...middle.finding.messages],
    title: 'Ended by a server between',
    text: `The call was ended by ${first.scene.nameOf(first.bye.from)}, which hung up on both sides.`,
  };
}
