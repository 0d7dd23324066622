import { describeCall } from '../call/describe.ts';
import type { CallSummary } from '../call/types.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import { entryWords } from '../diagnose/entries.ts';
import type { Finding, Severity } from '../diagnose/finding.ts';
import { RULES } from '../diagnose/rules.ts';
import { headingText } from '../export/heading.ts';
import { diagnosable } from '../export/open-call.ts';
import type { OpenTrace } from '../export/open-trace.ts';
import { laneFacts } from '../ladder/lane-facts.ts';
import { visible } from '../ladder/visible.ts';

/** A call and what was found in it, the headline first. */
export interface Judged {
  readonly summary: CallSummary;
  readonly findings: readonly Finding[];
}

/** Least serious first. */
const SEVERITIES: readonly Severity[] = ['info', 'warning', 'error'];

/** What `--fail-on` may name: a severity, which stands for worse ones as well, or a rule. */
export function isFailWord(word: string): boolean {
  return SEVERITIES.some((severity) => severity === word) || RULES.some(({ id }) => id === word);
}

/** The findings of the chosen calls. */
export async function judge(trace: OpenTrace, chosen: readonly number[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  const facts = diagnosable(trace);
  for (const call of chosen) {
    const detail = describeCall(trace.index, trace.calls, call);
    const lanes = laneFacts(trace.index, detail);
    const nameOf = (endpoint: number) => lanes.get(endpoint)?.name ?? '';
    judged.push({ summary: detail.summary, findings: await diagnose({ ...facts, nameOf }, detail) });
  }
  return judged;
}

/** Whether something was found that makes a run fail. */
export function isFailure(judged: readonly Judged[], words: readonly string[]): boolean {
  return judged.some(({ findings }) =>
    findings.some(({ rule, severity }) => {
      const least = SEVERITIES.findIndex((one) => words.includes(one));
      return words.includes(rule) || (least >= 0 && SEVERITIES.indexOf(severity) >= least);
    }),
  );
}

/** What was found, call by call; calls in which nothing was found are left out. */
export function findingsText(judged: readonly Judged[]): string {
  const parts = judged.filter(({ findings }) => findings.length > 0).map(callText);
  const total = (severity: Severity) =>
    judged.reduce((sum, { findings }) => sum + findings.filter((one) => one.severity === severity).length, 0);
  const counts = `${plural(total('error'), 'error')}, ${plural(total('warning'), 'warning')}, ${plural(total('info'), 'note')}`;
  const calls = judged.filter(({ summary }) => summary.kind === 'call').length;
  const entries = entryWords({ calls, others: judged.length - calls }, plural);
  return [...parts, `${counts} in ${entries.join(' and ')}\n`].join('\n');
}

function callText({ summary, findings }: Judged): string {
  const lines = findings.flatMap(({ rule, severity, confidence, title, text, nextStep, reference, messages }) => [
    `  ${severity.padEnd(7)}  ${rule}  ${visible(title)}`,
    `    ${visible(text)}`,
    ...(nextStep === '' ? [] : [`    Next: ${visible(nextStep)}`]),
    `    ${[reference, confidence, messages.length > 0 ? `messages ${messages.map((row) => row + 1).join(', ')}` : '']
      .filter((part) => part !== '')
      .join(' · ')}`,
  ]);
  return `${summary.index + 1}  ${headingText(summary)}\n${lines.join('\n')}\n`;
}

function plural(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
