import { addressOf, isOpen } from '../../media/stream.ts';
import type { SdpMedia } from '../../sip/sdp-types.ts';
import { addressClass } from '../address-class.ts';
import { hasAddresses, isOwnCopy } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

export const unusableMediaAddress: Rule = {
  id: 'N13',
  title: 'Unusable media address',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 8866 §5.7',
  reads: ['index', 'sdp'],
  asks: ['sdp'],
  when: 'An open media line has a loopback, link-local, broadcast or multicast address that no other host can reach.',
  unless: [
    '0.0.0.0 means hold',
    'ICE tells the addresses',
    'the signalling runs between addresses of that kind too: all on one machine',
    'a name stands there instead of an address: legal',
    'only the o= line has 127.0.0.1: browsers do that',
  ],
  nextStep: 'Set the external (advertised) media address of that device.',
  *check(scene) {
    const told = new Set<number>();
    for (const message of scene.messages) {
      if (!message.sdp || told.has(message.from) || !hasAddresses(message) || !isOwnCopy(scene, message)) continue;
      const media = scene.sdp(message.row)?.media.find((line) => isOpen(line) && isUnusable(scene, message.from, line));
      if (!media) continue;
      told.add(message.from);
      yield {
        messages: rowsOf([message]),
        text: `${scene.nameOf(message.from)} wants its ${media.kind.slice(0, 20)} sent to ${addressOf(media).slice(0, 60)}, an address that cannot be reached from any other host.`,
      };
    }
  },
};

function isUnusable(scene: Scene, from: number, media: SdpMedia): boolean {
  const address = addressOf(media);
  const kind = addressClass(address);
  if (media.ice !== null || kind === addressClass(scene.endpoint(from).address)) return false;
  if (kind === 'loopback' || kind === 'link-local') return true;
  // RFC 8866 §5.7: an IPv4 multicast address has its time to live beside it.
  return (
    kind === 'unusable' &&
    !/^[0.:]+$/.test(address) &&
    (media.connection?.ttl ?? null) === null &&
    !address.includes(':')
  );
}
