import { parseAddress } from '../../base/address.ts';
import { remembering } from '../../base/memo.ts';
import { addressOf, isOpen, isZero } from '../../media/stream.ts';
import { hasAddresses, isOwnCopy } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const familyMismatch: Rule = {
  id: 'N12',
  title: 'IPv4 and IPv6 mixed',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 6157 §4',
  reads: ['index', 'sdp'],
  asks: ['sdp', 'ipv6'],
  when: 'The signalling of a side runs over one family of addresses and its media address is of the other, with no alternative offered.',
  unless: [
    'ICE or altc offers both families',
    'both sides use the same family for media: a dual-stack network',
    'the address is 0.0.0.0',
  ],
  nextStep: 'Offer both families (ICE, altc), or put an SBC between.',
  *check(scene) {
    for (const { negotiations } of scene.media()) {
      for (const { offer, answer } of negotiations) {
        if (!offer || !answer || !hasAddresses(offer.message) || !isOwnCopy(scene, offer.message)) continue;
        const media = offer.sdp.media.find((line) => isOpen(line) && line.kind === 'audio');
        const other = answer.sdp.media.find((line) => isOpen(line) && line.kind === 'audio');
        if (!media || !other || isZero(media) || isZero(other)) continue;
        if (media.ice || media.attributes.some(({ name }) => name === 'altc')) continue;
        const [a, b] = [familyOf(addressOf(media)), familyOf(addressOf(other))];
        if (a === null || b === null || a === b) continue;
        yield {
          messages: rowsOf([offer.message, answer.message]),
          text: `Media of ${scene.nameOf(offer.message.from)} is ${a} (${addressOf(media).slice(0, 60)}), that of the far side ${b} (${addressOf(other).slice(0, 60)}): they cannot reach each other.`,
        };
        return;
      }
    }
  },
};

const familyOf = remembering((address: string): 'IPv4' | 'IPv6' | null => {
  const bytes = parseAddress(address);
  return bytes ? (bytes.length === 4 ? 'IPv4' : 'IPv6') : null;
});
