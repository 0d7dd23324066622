import type { Finding } from './finding.ts';
import { joinFindings } from './joined.ts';
import { rank } from './precedence.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';
import type { Scene } from './scene.ts';

/** Findings of one rule at most: a hostile trace must not drown the rest. */
const LIMIT = 20;

/**
 * What the rules find in one call: the headline first, then what else was seen, most telling first.
 * @param scenes one for each leg, the caller's first
 */
export function findingsOf(scenes: readonly Scene[], rules: readonly Rule[] = RULES): Finding[] {
  const byLeg = scenes.map((scene) => rules.flatMap((rule) => findingsOfRule(rule, scene)));
  const [first, ...rest] = rank(joinFindings(scenes, byLeg));
  return first ? [{ ...first, headline: true }, ...rest] : [];
}

function findingsOfRule(rule: Rule, scene: Scene): Finding[] {
  const findings: Finding[] = [];
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
    if (findings.length >= LIMIT) break;
  }
  return findings;
}
