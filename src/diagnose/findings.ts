import { rememberingOf } from '../base/memo.ts';
import type { Finding } from './finding.ts';
import { joinFindings } from './joined.ts';
import { traitsOf } from './leg-traits.ts';
import { rank } from './precedence.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';
import type { Scene } from './scene.ts';
import { traitBits } from './traits.ts';

/** Findings of one rule at most: a hostile trace must not drown the rest. */
const LIMIT = 20;

/**
 * What the rules find in one call: the headline first, then what else was seen, most telling first.
 * @param scenes one for each leg, the caller's first
 */
export function findingsOf(scenes: readonly Scene[], rules: readonly Rule[] = RULES): Finding[] {
  const byLeg = scenes.map((scene) => findingsOfLeg(scene, rules));
  const [first, ...rest] = rank(joinFindings(scenes, byLeg));
  return first ? [{ ...first, headline: true }, ...rest] : [];
}

/** What each rule of a list asks of a leg, as bits; worked out once for each list. */
const asksOf = rememberingOf((rules: readonly Rule[]) => Int32Array.from(rules, ({ asks }) => traitBits(asks)));

function findingsOfLeg(scene: Scene, rules: readonly Rule[]): Finding[] {
  const lacking = ~traitsOf(scene);
  const asks = asksOf(rules);
  const findings: Finding[] = [];
  for (let at = 0; at < rules.length; at++) {
    const rule = rules[at];
    if (!rule || ((asks[at] ?? 0) & lacking) !== 0 || !hasHeader(scene, rule)) continue;
    addFindings(rule, scene, findings);
  }
  return findings;
}

function hasHeader({ call, headers }: Scene, { headers: wanted }: Rule): boolean {
  if (wanted === undefined) return true;
  return call.messages.some(({ row }) => headers(row).lines.some(({ name }) => wanted.includes(name)));
}

function addFindings(rule: Rule, scene: Scene, findings: Finding[]): void {
  let left = LIMIT;
  for (const found of rule.check(scene)) {
    findings.push({
      rule: rule.id,
      severity: found.severity ?? rule.severity,
      confidence: found.confidence ?? 'certain',
      call: scene.call.summary.index,
      messages: found.messages,
      title: found.title ?? rule.title,
      text: found.text,
      nextStep: found.nextStep ?? rule.nextStep,
      reference: found.reference ?? rule.reference,
      ...(found.ghost && { ghost: found.ghost }),
    });
    if (--left === 0) break;
  }
}
