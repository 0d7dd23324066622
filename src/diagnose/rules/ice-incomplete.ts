import { isOpen } from '../../media/stream.ts';
import type { SdpMedia } from '../../sip/sdp-types.ts';
import { isInside } from '../address-class.ts';
import type { Severity } from '../finding.ts';
import { agreedOf, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const iceIncomplete: Rule = {
  id: 'S19',
  title: 'ICE incomplete',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 8839 §5.3',
  reads: ['sdp'],
  asks: ['sdp', 'ice'],
  when: 'A WebRTC stream has ICE on one side only, a mismatch was noted, a fragment or password is missing, or both sides have nothing but private addresses of different networks.',
  unless: [
    'plain RTP with ICE on one side only falls back to the addresses in c= and m=',
    'an ICE-lite server has host candidates with its public address only',
    'candidates follow later (trickle)',
    'both private networks are the same',
  ],
  nextStep: 'Check STUN and TURN servers of both sides.',
  *check(scene) {
    for (const { negotiation, offer, answer, streams } of agreedOf(scene)) {
      for (const { offer: a, answer: b } of streams) {
        if (!isOpen(a) || !isOpen(b)) continue;
        const fault = faultOf(a, b);
        if (!fault) continue;
        const who = fault.side === null ? '' : `${speakerOf(scene, fault.side === 'offer' ? offer : answer)} `;
        yield { severity: fault.severity, messages: rowsOfNegotiation(negotiation), text: `${who}${fault.text}.` };
        break;
      }
    }
  },
};

interface Fault {
  readonly side: 'offer' | 'answer' | null;
  readonly severity: Severity;
  readonly text: string;
}

function faultOf(a: SdpMedia, b: SdpMedia): Fault | null {
  const dtls = [a, b].some(({ protocol }) => /UDP\/TLS\//i.test(protocol));
  const mismatch = [a, b].findIndex(({ attributes }) => attributes.some(({ name }) => name === 'ice-mismatch'));
  if (mismatch >= 0)
    return {
      side: mismatch === 0 ? 'offer' : 'answer',
      severity: 'warning',
      text: 'notes that something on the way changed the addresses (ice-mismatch)',
    };
  const half = [a, b].findIndex(({ ice }) => ice !== null && (ice.ufrag === null) !== (ice.password === null));
  if (half >= 0)
    return {
      side: half === 0 ? 'offer' : 'answer',
      severity: 'warning',
      text: 'gives only one of ice-ufrag and ice-pwd',
    };
  if ((a.ice === null) !== (b.ice === null)) {
    const side = a.ice === null ? 'offer' : 'answer';
    return dtls
      ? { side, severity: 'warning', text: 'has no ICE, which the other side needs for WebRTC media' }
      : { side, severity: 'info', text: 'does not speak ICE: media falls back to the plain addresses' };
  }
  if (!isStranded(a) || !isStranded(b) || sameNetwork(a, b)) return null;
  return {
    side: null,
    severity: 'warning',
    text: 'Both sides have only private addresses of different networks: no pair of them can work',
  };
}

/** It has candidates, all of them hosts that cannot be reached from outside, and none will follow. */
function isStranded({ ice }: SdpMedia): boolean {
  if (!ice || ice.lite || ice.options.includes('trickle') || ice.candidates.length === 0) return false;
  return ice.candidates.every(({ type, address }) => type === 'host' && isInside(address));
}

function sameNetwork(a: SdpMedia, b: SdpMedia): boolean {
  const networks = (media: SdpMedia) => (media.ice?.candidates ?? []).map(({ address }) => networkOf(address));
  return networks(a).some((network) => networks(b).includes(network));
}

/** The first half of an IPv4 address, the first four groups of an IPv6 one: near enough for one private network. */
function networkOf(address: string): string {
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address.split('.').slice(0, 2).join('.');
}
