import { BYE, INVITE, NOTIFY, REFER, SUBSCRIBE } from '../sip/methods.ts';
import type { CallTexts } from './call-texts.ts';
import type { CallModel } from './read-call.ts';
import type { Dialog } from './types.ts';

/** Dialogs of a call, one for each pair of tags, and the dialog of each message. */
export interface Dialogs {
  readonly list: readonly Dialog[];
  readonly of: Int32Array;
}

interface Draft {
  readonly first: number;
  readonly second: number;
  state: 'early' | 'confirmed' | 'terminated' | null;
}

/** Methods whose 2xx makes a dialog (RFC 3261 §12.1, RFC 6665, RFC 3515). */
const CREATORS = new Set<number>([INVITE, SUBSCRIBE, NOTIFY, REFER]);

/** Pairs of tags in order of appearance, told apart by side and not by text (RFC 3261 §12). */
export function findDialogs(model: CallModel, texts: CallTexts): Dialogs {
  const drafts: Draft[] = [];
  const byTag = new Map<number, number[]>();
  const { fromTag, toTag } = model.index.columns;
  const of = new Int32Array(model.rows.length).fill(-1);
  for (let i = 0; i < of.length; i++) {
    const row = model.rows[i] as number;
    const from = fromTag[row] as number;
    const to = toTag[row] as number;
    if (from < 0 || to < 0) continue;
    const at = dialogOf(drafts, byTag, from, to);
    of[i] = at;
    advance(model, i, drafts[at] as Draft);
  }
  const callId = texts.callId(model.index.columns.callId[model.rows[0] as number] as number);
  const list = drafts.map(({ first, second, state }) => ({
    callId,
    fromTag: texts.tag(first),
    toTag: texts.tag(second),
    state: state ?? 'terminated',
  }));
  return { list, of };
}

function dialogOf(drafts: Draft[], byTag: Map<number, number[]>, from: number, to: number): number {
  const known = byTag.get(from)?.find((at) => {
    const draft = drafts[at];
    return draft !== undefined && (draft.first === to || draft.second === to);
  });
  if (known !== undefined) return known;
  const at = drafts.push({ first: from, second: to, state: null }) - 1;
  for (const tag of new Set([from, to])) byTag.set(tag, [...(byTag.get(tag) ?? []), at]);
  return at;
}

/** What one message does to the state of its dialog. A failure inside a confirmed dialog leaves it as it is (§14.1). */
function advance(model: CallModel, i: number, draft: Draft): void {
  const c = model.index.columns;
  const row = model.rows[i] as number;
  const status = c.status[row] as number;
  const method = c.method[row] as number;
  if (method === BYE && status === 0) draft.state = 'terminated';
  else if (draft.state === null && status === 0 && CREATORS.has(method)) draft.state = 'confirmed';
  else if (!CREATORS.has(method) || draft.state === 'terminated') return;
  else if (status > 100 && status < 200) draft.state ??= 'early';
  else if (status >= 200 && status < 300) draft.state = 'confirmed';
  else if (status >= 300 && draft.state !== 'confirmed') draft.state = 'terminated';
}
