import { dtmfOf } from '../../media/stream.ts';
import { audioOf, inForce, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';

/** Codecs that carry tones well enough as sound. */
const CLEAR = new Set(['pcma', 'pcmu', 'g722', 'l16']);

export const dtmfMissing: Rule = {
  id: 'S12',
  title: 'DTMF not negotiated',
  severity: 'warning',
  tier: 'F1',
  reference: 'RFC 4733 §2',
  reads: ['sdp', 'messages'],
  asks: ['sdp'],
  when: 'Only one side lists telephone-event for the agreed audio, and the codec would garble tones; a note when neither side lists it.',
  unless: ['keys travel in SIP INFO', 'G.711 carries the tones as sound', 'neither side wants it'],
  nextStep: 'Enable RFC 4733 (telephone-event) on both sides.',
  *check(scene) {
    for (const { negotiation, offer, answer, streams } of inForce(scene)) {
      const audio = audioOf(streams);
      const codec = audio?.common[0];
      if (!audio || !codec || usesInfo(scene)) continue;
      const offered = dtmfOf(audio.offer).length > 0;
      const answered = dtmfOf(audio.answer).length > 0;
      if (offered && answered) continue;
      const clear = CLEAR.has(codec.name.toLowerCase());
      const one = offered !== answered;
      const who = one ? `Only ${speakerOf(scene, offered ? offer : answer)} lists` : 'Neither side lists';
      yield {
        severity: one && !clear ? 'warning' : 'info',
        messages: rowsOfNegotiation(negotiation),
        text: `${who} telephone-event, so keys pressed travel only as sound${clear ? ', which the codec in use carries well enough' : ', which the codec in use may garble'}.`,
      };
    }
  },
};

/** SIP INFO that carries a digit was seen in the call. */
function usesInfo(scene: Scene): boolean {
  return scene.messages.some(
    ({ method, kind, row }) =>
      method === 'INFO' && kind === 'request' && /dtmf/i.test(scene.header(row, 'Content-Type') ?? ''),
  );
}
