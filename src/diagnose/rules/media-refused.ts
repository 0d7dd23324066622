import { warningGuide } from '../../guide/warnings.ts';
import { isOpen, realCodecs } from '../../media/stream.ts';
import { parseWarnings } from '../../sip/reason.ts';
import type { SessionDescription } from '../../sip/sdp-types.ts';
import { changesOf } from '../endings.ts';
import { codecsText } from '../negotiated.ts';
import { mainRefusal, q850At, reasonsAt, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { sayList } from '../say.ts';
import type { Scene } from '../scene.ts';
import { rowsOf, statusText } from '../texts.ts';

const CODES = new Set([488, 606, 415]);

export const mediaRefused: Rule = {
  id: 'R12',
  title: 'Media refused',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3261 §21.4.26',
  reads: ['index', 'messages', 'sdp'],
  asks: ['failure'],
  when: 'An INVITE with SDP ends with 488, 606 or 415.',
  unless: [
    'it is refused inside a call: the call goes on',
    'the call goes on by another route',
    'a later attempt with another offer went through',
  ],
  nextStep: 'Offer what both can do: PCMU or PCMA, plain RTP/AVP or SRTP as the other side wants it, without video.',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (refused && (CODES.has(refused.status) || isMediaError(scene, refused.origin.row))) {
      if (refused.exchange.method !== 'INVITE') return;
      const offer = refused.asked ? scene.sdp(refused.asked.row) : null;
      yield refusalFound(scene, refused, {
        text: `${whoSays(scene, refused)}: it cannot accept this media. ${guess(scene, refused.origin.row, offer)}`,
        nextStep: this.nextStep,
      });
    }
    for (const { method, request, final } of changesOf(scene)) {
      if (method !== 'UPDATE' || !request?.sdp || !final || !CODES.has(final.status)) continue;
      yield {
        severity: 'info',
        messages: rowsOf([request, final]),
        text: `${scene.nameOf(final.from)} refused the change with ${statusText(final)}. ${guess(scene, final.row, scene.sdp(request.row))}`,
      };
    }
  },
};

/** Teams answers 410 with this Reason for the same thing. */
function isMediaError(scene: Scene, row: number): boolean {
  return q850At(scene, row) === 22 && reasonsAt(scene, row).some(({ text }) => /MediaOfferError/i.test(text ?? ''));
}

/** What most likely was not liked, out of the Warning and the offer. */
function guess(scene: Scene, row: number, offer: SessionDescription | null): string {
  const code = scene.headers(row).all('Warning').flatMap(parseWarnings)[0]?.code ?? null;
  const warning = code === null ? null : warningGuide(code);
  if (!offer) return warning?.meaning ?? 'The INVITE had no SDP.';
  const open = offer.media.filter(isOpen);
  const audio = open.find(({ kind }) => kind === 'audio');
  const extras = [
    ...(open.some(({ protocol }) => /SAVP|TLS/i.test(protocol)) ? ['encryption'] : []),
    ...(open.some(({ kind }) => kind === 'video') ? ['video'] : []),
    ...(open.some(({ kind }) => kind === 'image') ? ['fax'] : []),
  ];
  const offered =
    audio && realCodecs(audio).length > 0
      ? `Offered were ${codecsText(audio)} as ${audio.protocol.slice(0, 40)}`
      : 'No audio was offered';
  return `${warning ? `${warning.meaning} ` : ''}${offered}${extras.length > 0 ? `; the ${sayList(extras)} may be the reason` : ''}.`;
}
