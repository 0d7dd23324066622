import { isFailWord } from './findings.ts';
import { INCLUDES } from './includes.ts';

/** What a call may be written as. */
export const OUTPUTS = [
  'text',
  'json',
  'svg',
  'mermaid',
  'plantuml',
  'sngrep',
  'sipp-caller',
  'sipp-callee',
  'pcapng',
  'link',
  'rungs',
  'html',
  'hops',
] as const;
export type Output = (typeof OUTPUTS)[number];

/** What was typed, understood. */
export interface Arguments {
  readonly help: boolean;
  readonly version: boolean;
  readonly list: boolean;
  /** What was found in the calls instead of their ladders. */
  readonly findings: boolean;
  /** Severities and rules that make the run fail when they are found; none: it does not look. */
  readonly failOn: readonly string[];
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  /** Numbers as in the list, or Call-IDs; all calls when there is none. */
  readonly calls: readonly string[];
  readonly as: Output;
  /** Path; null for standard output. */
  readonly out: string | null;
  /** Address that the fragment of a link is put behind. */
  readonly base: string;
  /** What is shared is as it was but for its secrets. */
  readonly unredacted: boolean;
  /** Words of share.ts: what a redacted trace shows nevertheless. */
  readonly include: readonly string[];
  /** Paths of files that hold a passphrase: to lock what is shared, to open what is locked. */
  readonly lock: string | null;
  readonly unlock: string | null;
}

export const HELP = `Usage: rungs [options] FILE…

Reads SIP from logs and captures (- is standard input) and draws each call as a ladder. Several files become one trace.

  --list              one line for each call
  --findings          what is wrong in each call, why, and what to do next
  --fail-on WHAT      exit with 3 when something is found: error, warning (or worse), info (anything), or a rule such as
                      T05 (docs/findings.md lists them); several with commas
  --call N|CALL-ID    only this call, counted as in the list or by its Call-ID; may be given again
  --as FORMAT         text (a ladder in characters), json, svg, mermaid, plantuml, hops (what each box changed in
                      the first request), sngrep (messages as sngrep saves them), pcapng (their packets; both hold
                      everything, secrets too), sipp-caller, sipp-callee (what one side sent, as a scenario that SIPp
                      plays), or, carrying the trace itself: link, rungs (a file), html (a page that opens by itself);
                      text if not given
  --base URL          address that a link opens, such as https://example.com/rungs/; without it the fragment alone is printed
  --include WHAT      what a link, file or page is to show as it was, although it is redacted: ${INCLUDES.join(', ')};
                      may be given again
  --unredacted        a link, file or page as it was; secrets are taken out always
  --lock FILE         lock it with the passphrase in the first line of a file
  --unlock FILE       the passphrase of a locked one that is read
  -o, --output FILE   write there instead of to standard output
  --help, --version

Exit status: 0 something was read, 1 nothing was recognised, 2 the command was wrong, 3 --fail-on found
something.
`;

const FLAGS = ['help', 'version', 'list', 'findings', 'unredacted'] as const;
const VALUES = ['call', 'fail-on', 'as', 'base', 'output', 'include', 'lock', 'unlock'] as const;
const SHORT: ReadonlyMap<string, string> = new Map([
  ['-o', '--output'],
  ['-h', '--help'],
]);

/** Understands the words behind `rungs`; a text tells what is wrong with them. */
export function readArguments(words: readonly string[]): Arguments | string {
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  const files: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '--') {
      files.push(...words.slice(at + 1));
      break;
    }
    if (word === '-' || !word.startsWith('-')) {
      files.push(word);
      continue;
    }
    const [option, inline] = splitOption(SHORT.get(word) ?? word);
    if (FLAGS.some((flag) => flag === option) && inline === null) flags.add(option);
    else if (VALUES.some((name) => name === option)) {
      const value = inline ?? words[++at];
      if (value === undefined) return `--${option} needs a value`;
      values.set(option, [...(values.get(option) ?? []), value]);
    } else return `there is no option ${word}`;
  }
  return checked(flags, values, files);
}

/** `--as=json` in its two parts. */
function splitOption(word: string): [option: string, value: string | null] {
  const equals = word.indexOf('=');
  const name = (equals < 0 ? word : word.slice(0, equals)).replace(/^--/, '');
  return [name, equals < 0 ? null : word.slice(equals + 1)];
}

function checked(
  flags: ReadonlySet<string>,
  values: ReadonlyMap<string, string[]>,
  files: readonly string[],
): Arguments | string {
  const last = (name: string) => values.get(name)?.at(-1);
  const wanted = last('as') ?? 'text';
  const as = OUTPUTS.find((output) => output === wanted);
  const asked = flags.has('help') || flags.has('version');
  if (!as) return `--as ${wanted} is none of ${OUTPUTS.join(', ')}`;
  if (files.length === 0 && !asked) return 'no file is named (- is standard input)';
  if (files.filter((file) => file === '-').length > 1) return 'standard input (-) can be read once only';
  const include = (values.get('include') ?? []).flatMap((list) => list.split(','));
  const odd = include.find((word) => !INCLUDES.includes(word));
  if (odd !== undefined) return `--include ${odd} is none of ${INCLUDES.join(', ')}`;
  const failOn = (values.get('fail-on') ?? []).flatMap((list) => list.split(','));
  const vague = failOn.find((word) => !isFailWord(word));
  if (vague !== undefined) return `--fail-on ${vague} is no severity (error, warning, info) and no rule (such as T05)`;
  return {
    help: flags.has('help'),
    version: flags.has('version'),
    list: flags.has('list'),
    findings: flags.has('findings'),
    failOn,
    files,
    calls: values.get('call') ?? [],
    as,
    out: last('output') ?? null,
    base: last('base') ?? '',
    unredacted: flags.has('unredacted'),
    include,
    lock: last('lock') ?? null,
    unlock: last('unlock') ?? null,
  };
}
