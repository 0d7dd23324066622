/** What test/tools/mutate-rules.mjs runs once every guard has a switch. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import type { Severity } from '../../src/diagnose/finding.ts';
import type { Rule } from '../../src/diagnose/rule.ts';
import { RULES } from '../../src/diagnose/rules.ts';
import { CASES } from '../diagnose/cases/all.ts';
import { type Fires, findingsIn, type NearMiss } from '../support/diagnose.ts';

interface Mutant {
  readonly id: number;
  readonly line: number;
  readonly value: boolean;
  readonly text: string;
}

interface MutatedFile {
  readonly file: string;
  readonly imports: readonly string[];
  readonly mutants: readonly Mutant[];
}

const switches = globalThis as unknown as {
  readonly mutants: readonly MutatedFile[];
  isOut: (id: number) => boolean;
  onlyRules: readonly Rule[];
};

/** Guards that one case passes at most: without one of them a loop may never end. */
const MOST_STEPS = 3_000_000;
let out = 0;
let steps = 0;
switches.isOut = (id) => {
  if (++steps > MOST_STEPS) throw new Error('it goes on without end');
  return id === out;
};

/** Takes a guard out; 0 takes out none. */
function takeOut(id: number): void {
  out = id;
  steps = 0;
}

const WEIGHT: readonly Severity[] = ['info', 'warning', 'error'];
takeOut(0);
const files = new Map(switches.mutants.map((one) => [one.file, one]));

async function speaks(rule: Rule, { flow, finding, says, times, ...beside }: Fires): Promise<boolean> {
  const found = (await findingsIn(flow, beside)).filter((one) => one.rule === rule.id);
  if (times !== undefined && found.length !== times) return false;
  const fitting = found.find(({ severity }) => severity === (finding?.severity ?? rule.severity));
  if (!fitting || (says && !says.test(`${fitting.title}. ${fitting.text}`))) return false;
  return isDeepStrictEqual({ ...fitting, ...finding }, fitting);
}

async function isQuiet(rule: Rule, { flow, atMost, trap: _trap, ...beside }: NearMiss): Promise<boolean> {
  const found = (await findingsIn(flow, beside)).filter((one) => one.rule === rule.id);
  const allowed = atMost === undefined ? -1 : WEIGHT.indexOf(atMost);
  return found.every(({ severity }) => WEIGHT.indexOf(severity) <= allowed);
}

/** Files of the room that a file is made of, the nearest first. */
function reached(file: string): MutatedFile[] {
  const list = [file];
  for (const name of list)
    for (const other of files.get(name)?.imports ?? []) if (!list.includes(other)) list.push(other);
  return list.flatMap((name) => files.get(name) ?? []);
}

/** The guard whose absence makes a near miss fail; null when there is none. A mutant that throws proves nothing. */
async function guardOf(rule: Rule, near: NearMiss, file: string): Promise<string | null> {
  for (const { file: name, mutants } of reached(file)) {
    for (const { id, line, text } of mutants) {
      takeOut(id);
      if (!(await isQuiet(rule, near).catch(() => true))) return `${name}:${line} ${text.slice(0, 80)}`;
    }
  }
  return null;
}

/** Guards of a rule's own file that none of its cases misses. */
async function unmissed(rule: Rule, file: string): Promise<Mutant[]> {
  const cases = CASES.filter((one) => one.rule === rule.id);
  const holds = async () => {
    for (const one of cases.flatMap(({ fires }) => fires)) if (!(await speaks(rule, one))) return false;
    for (const one of cases.flatMap(({ near }) => near)) if (!(await isQuiet(rule, one))) return false;
    return true;
  };
  const left: Mutant[] = [];
  for (const mutant of files.get(file)?.mutants ?? []) {
    takeOut(mutant.id);
    if (await holds().catch(() => false)) left.push(mutant);
  }
  return left;
}

const chosen = process.argv.slice(2);
const score = { traps: 0, proven: 0, guards: 0, missed: 0, rules: 0 };
for (const { file, mutants } of switches.mutants) {
  if (!file.startsWith('rules/')) continue;
  const id = /\bid: '([^']+)'/.exec(readFileSync(`src/diagnose/${file}`, 'utf8'))?.[1];
  const rule = RULES.find((one) => one.id === id);
  if (!rule || (chosen.length > 0 && !chosen.includes(rule.id))) continue;
  score.rules++;
  switches.onlyRules = [rule];
  for (const near of CASES.filter((one) => one.rule === rule.id).flatMap((one) => one.near)) {
    score.traps++;
    const guard = await guardOf(rule, near, file);
    if (guard) score.proven++;
    else console.log(`${rule.id} ${file}: no guard holds "${near.trap}"`);
    if (guard && chosen.length > 0) console.log(`${rule.id} "${near.trap}": ${guard}`);
  }
  const left = await unmissed(rule, file);
  score.guards += mutants.length;
  score.missed += mutants.length - left.length;
  if (chosen.length > 0)
    for (const { line, value, text } of left) console.log(`${file}:${line}: nobody misses ${text} (${value})`);
}
const share = (part: number, whole: number) =>
  `${part} of ${whole} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;
console.log(
  `${score.rules} rules: ${share(score.proven, score.traps)} near misses fail when their guard is taken out;`,
);
console.log(`${share(score.missed, score.guards)} single guards of rules are missed by the cases of their own rule.`);
