import type { CallMessage } from '../call/types.ts';
import { q850Guide } from '../guide/causes.ts';
import { responseGuide } from '../guide/responses.ts';
import { parseReasons, type Reason } from '../sip/reason.ts';
import type { Exchange } from './exchange.ts';
import type { Severity } from './finding.ts';
import { followUpOf } from './hunting.ts';
import type { Found } from './rule.ts';
import type { Scene } from './scene.ts';
import { quoted, rowsOf, statusText } from './texts.ts';

/** A final response of 300 to 699 that nobody mended by asking again. */
export interface Refusal {
  readonly exchange: Exchange;
  /** As it reached whoever asked. */
  readonly final: CallMessage;
  /** As it left whoever made it, as far down the path as the trace shows, and the request there. */
  readonly origin: CallMessage;
  readonly asked: CallMessage | null;
  readonly status: number;
  /** It decides the call, or what else the messages are about; false for a request inside a call that goes on. */
  readonly main: boolean;
  /** The call went on by another route: worth no more than a note. */
  readonly goesOn: boolean;
}

/** Methods inside a call whose refusal other rules speak of. */
const OTHERS = new Set(['INVITE', 'UPDATE', 'BYE', 'CANCEL', 'ACK', 'NOTIFY', 'REFER', 'SUBSCRIBE', 'PRACK']);

/** The refusal that decided the call, and those of requests inside it that no other rule speaks of. */
export function refusalsOf(scene: Scene): readonly Refusal[] {
  return scene.once(findRefusals);
}

function findRefusals(scene: Scene): Refusal[] {
  const main = mainRefusal(scene);
  if (scene.call.summary.kind !== 'call') return main ? [main] : [];
  const inside = scene.exchanges.filter(
    ({ method, inDialog, hop, final }) => inDialog && !hop && !OTHERS.has(method) && isRefused(final),
  );
  return [...(main ? [main] : []), ...inside.flatMap((exchange) => refusal(scene, exchange, false) ?? [])];
}

/** The one final that reached the caller, and said no. */
export function mainRefusal(scene: Scene): Refusal | null {
  return scene.once(findMainRefusal);
}

function findMainRefusal(scene: Scene): Refusal | null {
  const { kind, status, decidedBy } = scene.call.summary;
  if (status < 300) return null;
  const asked = kind === 'call' ? scene.initial : scene.exchanges.filter(({ hop, method }) => !hop && method !== 'ACK');
  const refused = asked.filter(({ final }) => isRefused(final) && final?.status === status);
  const exchange = refused.find(({ final }) => final?.row === decidedBy) ?? refused.at(-1);
  return exchange ? refusal(scene, exchange, true) : null;
}

function isRefused(final: CallMessage | null): boolean {
  return final !== null && final.status >= 300 && !final.retried;
}

function refusal(scene: Scene, exchange: Exchange, main: boolean): Refusal | null {
  const { final } = exchange;
  if (!final) return null;
  const origin = originOf(scene, final);
  const asked = scene.exchanges.find(({ responses }) => responses.includes(origin))?.request ?? exchange.request;
  const goesOn = main && (followUpOf(scene) >= 0 || isAnsweredElsewhere(scene));
  return { exchange, final, origin, asked, status: final.status, main, goesOn };
}

/** Another leg of the same call took it. */
function isAnsweredElsewhere({ call, whole }: Scene): boolean {
  const { status } = whole.summary;
  return whole !== call && status >= 200 && status < 300;
}

/** The first copy of a message on its way: the one that left its sender. */
export function originOf(scene: Scene, message: CallMessage): CallMessage {
  let found = message;
  for (let steps = 0; found.copy === 'hop' && steps < 32; steps++) {
    const before = scene.at(found.of);
    if (!before) break;
    found = before;
  }
  return found;
}

/** Values of the Reason header of a message (RFC 3326). */
export function reasonsAt(scene: Scene, row: number): Reason[] {
  const cause = scene.trace.index.columns.cause[row] ?? -1;
  return cause < 0 ? [] : parseReasons(scene.trace.index.texts.text(cause));
}

/** Q.850 cause that a message carries, 0 without. */
export function q850At(scene: Scene, row: number): number {
  return reasonsAt(scene, row).find(({ protocol }) => /^q\.850$/i.test(protocol))?.cause ?? 0;
}

/** The finding of a refusal: evidence, next step and clause of its code; the severity falls where the call goes on. */
export function refusalFound(
  scene: Scene,
  refused: Refusal,
  { text, severity, nextStep, title, confidence }: Partial<Found> & Pick<Found, 'text'>,
): Found {
  const { asked, origin, final, exchange, goesOn, status } = refused;
  const guide = responseGuide(status);
  const weight: Severity | undefined = goesOn ? 'info' : severity;
  return {
    ...(weight && { severity: weight }),
    ...(title && { title }),
    ...(confidence && { confidence }),
    messages: rowsOf([exchange.request, asked, origin, final]),
    text: `${text}${causeText(scene, origin.row)}${goesOn ? ' The call went on by another route.' : ''}`,
    ...((nextStep ?? guide) && { nextStep: nextStep ?? guide?.next ?? '' }),
    ...(guide?.reference && { reference: guide.reference }),
  };
}

/** " It gives cause 17, user busy." from a Reason header, '' without. */
function causeText(scene: Scene, row: number): string {
  const reason = reasonsAt(scene, row)[0];
  if (!reason) return '';
  const guide = /^q\.850$/i.test(reason.protocol) ? q850Guide(reason.cause ?? 0) : null;
  const said = reason.text ? ` ${quoted(reason.text)}` : guide ? `, ${guide.text.toLowerCase()}` : '';
  return ` Its Reason is ${reason.protocol.slice(0, 30)}${reason.cause === null ? '' : ` cause ${reason.cause}`}${said}.`;
}

/** "Bob (192.0.2.11:5060) says 403 Forbidden". */
export function whoSays(scene: Scene, { origin }: Refusal): string {
  return `${scene.nameOf(origin.from)} says ${statusText(origin)}`;
}

/** User part of the Request-URI, as the refusing host got it: what was dialled. */
export function dialled(scene: Scene, { asked }: Refusal): string {
  const uri = asked ? (scene.headers(asked.row).startLine.split(' ')[1] ?? '') : '';
  const rest = uri.slice(uri.indexOf(':') + 1);
  const at = rest.lastIndexOf('@');
  return (at < 0 ? rest : rest.slice(0, at)).split(';')[0] ?? '';
}
