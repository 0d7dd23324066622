import type { Described } from '../../media/offer-answer.ts';
import { isOpen } from '../../media/stream.ts';
import type { SdpCrypto } from '../../sip/sdp-types.ts';
import { type Agreed, agreedOf, describedIn, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Found, Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';

/** Bytes of master key and salt by suite (RFC 4568 §6.1, RFC 6188, RFC 7714). */
const KEY_BYTES: readonly (readonly [RegExp, number])[] = [
  [/^(AES_CM_128|F8_128)/i, 30],
  [/^AES_192_CM/i, 38],
  [/^AES_256_CM/i, 46],
  [/^AEAD_AES_128_GCM/i, 28],
  [/^AEAD_AES_256_GCM/i, 44],
];

export const srtpKeys: Rule = {
  id: 'S17',
  title: 'SRTP keys missing or wrong',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 4568 §5.1',
  reads: ['sdp'],
  asks: ['sdp', 'secured'],
  when: 'Encrypted media is described without a usable key: none at all, a suite that was not offered, a key of the wrong length, or the same key both ways.',
  unless: [
    'DTLS makes the key: a fingerprint is there',
    'the stream is closed',
    'a key was masked before the trace got here: it tells nothing',
  ],
  nextStep: 'Set the same crypto suites on both sides. Keys are never shown here.',
  *check(scene) {
    for (const session of scene.media()) {
      const told = new Set<number>();
      for (const described of describedIn(session)) {
        if (told.has(described.message.row)) continue;
        told.add(described.message.row);
        yield* alone(scene, described);
      }
    }
    for (const agreed of agreedOf(scene)) yield* together(scene, agreed);
  },
};

function* alone(scene: Scene, described: Described): Generator<Found> {
  for (const media of described.sdp.media) {
    if (!isOpen(media)) continue;
    const secured = /RTP\/SAVPF?$/i.test(media.protocol);
    const bad = media.crypto.find((crypto) => hasWrongLength(crypto));
    const fault =
      secured && media.crypto.length === 0 && !media.fingerprint
        ? `${media.protocol} without any key`
        : bad
          ? `a key of the wrong length for ${bad.suite.slice(0, 40)}`
          : null;
    if (!fault) continue;
    yield {
      messages: [described.message.row],
      text: `${speakerOf(scene, described)} describes encrypted ${media.kind.slice(0, 20)} with ${fault}.`,
    };
    return;
  }
}

function* together(scene: Scene, { negotiation, answer, streams }: Agreed): Generator<Found> {
  for (const { open, offer, answer: line } of streams) {
    if (!open || !offer || !line || offer.crypto.length === 0) continue;
    const chosen = line.crypto[0];
    if (!chosen) continue;
    const fitting = offer.crypto.some(({ tag, suite }) => tag === chosen.tag && suite === chosen.suite);
    const shared = isKey(keyOf(chosen)) && offer.crypto.some((crypto) => keyOf(crypto) === keyOf(chosen));
    if (fitting && !shared) continue;
    yield {
      severity: fitting ? 'warning' : 'error',
      messages: rowsOfNegotiation(negotiation),
      text: fitting
        ? `${speakerOf(scene, answer)} answered with the very key that was offered; each direction needs its own.`
        : `${speakerOf(scene, answer)} answered with ${chosen.suite.slice(0, 40)} (tag ${chosen.tag.slice(0, 10)}), which was not offered.`,
    };
  }
}

function keyOf({ keyParameters }: SdpCrypto): string {
  return (/inline:([^|;\s]+)/i.exec(keyParameters)?.[1] ?? '').replace(/=+$/, '');
}

/** Random base64 rather than what a log or a person wrote over it: `xxxx`, `****`, `REDACTED`. */
function isKey(key: string): boolean {
  return /^[A-Za-z0-9+/]+$/.test(key) && !/^(?:(.)\1*|[A-Z]?[a-z]+|[A-Z]+)$/.test(key);
}

function hasWrongLength(crypto: SdpCrypto): boolean {
  const wanted = KEY_BYTES.find(([suite]) => suite.test(crypto.suite))?.[1];
  const key = keyOf(crypto);
  return wanted !== undefined && isKey(key) && Math.floor((key.length * 3) / 4) !== wanted;
}
