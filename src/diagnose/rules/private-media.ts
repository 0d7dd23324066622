import { isSameHost } from '../../base/address.ts';
import type { CallMessage } from '../../call/types.ts';
import { addressOf, isOpen } from '../../media/stream.ts';
import type { SdpMedia } from '../../sip/sdp-types.ts';
import { addressClass } from '../address-class.ts';
import { hasAddresses, isOwnCopy, isStray } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

export const privateMedia: Rule = {
  id: 'N02',
  title: 'Private address in SDP',
  severity: 'warning',
  tier: 'F1',
  reference: 'RFC 3264 §5.1',
  reads: ['index', 'sdp'],
  asks: ['sdp', 'public'],
  when: 'A message that travels between public addresses gives a private one for its media.',
  unless: [
    'both ends are in one LAN, VPN or lab: no public address on either side',
    'a server on the way replaces the address, or waits for media to learn it',
    'ICE candidates name a public address',
    'the stream is closed',
  ],
  nextStep:
    'Set the external media address of that device, or use a media relay or ICE. Check the second INVITE, the one with the login, too.',
  *check(scene) {
    const told = new Set<number>();
    for (const message of scene.messages) {
      if (!message.sdp || told.has(message.from) || !hasAddresses(message) || !isOwnCopy(scene, message)) continue;
      const media = scene
        .sdp(message.row)
        ?.media.find((line) => isOpen(line) && isStray(scene, message, addressOf(line)));
      if (!media || hasPublicCandidate(media)) continue;
      told.add(message.from);
      const replaced = isReplaced(scene, message, addressOf(media));
      yield {
        severity: replaced ? 'info' : 'warning',
        messages: rowsOf([message]),
        text: `${scene.nameOf(message.from)} wants its ${media.kind.slice(0, 20)} sent to ${addressOf(media)}:${media.port}, which cannot be reached from outside${replaced ? '; a server on the way replaces that address' : ': the classic cause of one-way audio'}.`,
      };
    }
  },
};

function hasPublicCandidate({ ice, rtcp, attributes }: SdpMedia): boolean {
  const candidates = ice?.candidates ?? [];
  return (
    candidates.some(({ type, address }) => type !== 'host' || addressClass(address) === 'public') ||
    (rtcp?.address ? addressClass(rtcp.address) === 'public' : false) ||
    attributes.some(({ name }) => name === 'altc')
  );
}

/** The next hop of the same message has another address. */
function isReplaced(scene: Scene, message: CallMessage, address: string): boolean {
  return scene.messages.some(
    ({ copy, of, row }) =>
      copy === 'hop' &&
      of === message.row &&
      scene.sdp(row)?.media.some((line) => isOpen(line) && !isSameHost(addressOf(line), address)),
  );
}
