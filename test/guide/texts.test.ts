import { describe, expect, test } from 'vitest';
import { headerGuide } from '../../src/guide/headers.ts';
import { PRODUCTS } from '../../src/guide/products.ts';
import { RESPONSES, responseGuide } from '../../src/guide/responses.ts';
import { contentWords, everyEntry } from './entries.ts';

const entries = everyEntry();
const general = [100, 200, 300, 400, 500, 600].map((first) => responseGuide(first + 98));
const unknownHeaders = ['X-Something', 'P-Something', 'ms-something', 'Something'].map(headerGuide);

/** Every sentence of the room with the place it comes from. */
const sentences: readonly (readonly [where: string, text: string])[] = [
  ...entries.map((entry) => [entry.where, entry.meaning] as const),
  ...[...RESPONSES.values(), ...general].flatMap((guide) => {
    if (guide === null) return [];
    const { code, registered, meaning, cause, next } = guide;
    const parts = [[`cause of ${code}`, cause] as const, [`next of ${code}`, next] as const];
    return registered ? parts : [[`class of ${code}`, meaning] as const, ...parts];
  }),
  ...unknownHeaders.map((header) => [`header of kind ${header.meaning.slice(0, 20)}`, header.meaning] as const),
];

/** What may stand in capitals: methods, protocols and the field's abbreviations. */
const CAPITALS = new Set(
  `ACK AMR API ATM AVP AVPF AVM BFCP BUNDLE BYE CAN CANCEL CAP CDR CLI CPIM CPU CUBE CUG DCE DND DNS DSL DTLS DTMF ENUM
  ENQUIRY GPS GRUU HOMER HSS HTTP ICE IMS INFO INVITE IP ISDN ISUP JBIG LAES LN LS LTE MD MESSAGE MIKEY MIME MMR MSRP
  NAT NOTIFY OK OPTIONS OSPS PBX PIDF LO PRACK PTP PUBLISH REFER REGISTER RR RS RSVP RTCP RTP SAVP SDP SHA SHAKEN SIM SIP
  SMS SRTP SS STIR STATUS SUBSCRIBE TCF TCP TIAS TLS TN TURN UCID UDP UPDATE URI ZRTP BENOTIFY UUID XML DCS AS QoR RLN LPN
  MP NP RC WWW SE ID`.split(/\s+/),
);

describe('every sentence', () => {
  test('is there in number', () => {
    expect(entries.length).toBeGreaterThan(600);
    expect(sentences.length).toBeGreaterThan(750);
  });

  test('differs from every other one', () => {
    const places = new Map<string, string[]>();
    for (const [where, text] of sentences) {
      const key = text.toLowerCase().replace(/[^a-z0-9]+/g, ' ');
      places.set(key, [...(places.get(key) ?? []), where]);
    }
    expect([...places.values()].filter((list) => list.length > 1)).toEqual([]);
  });

  test('says more than the phrase it explains', () => {
    const idle = entries.filter(({ phrase, meaning }) => {
      const known = contentWords(phrase);
      const fresh = [...contentWords(meaning)].filter((word) => !known.has(word));
      const quotes = /\s/.test(phrase) && meaning.toLowerCase().includes(phrase.toLowerCase());
      return quotes || fresh.length < 3 || fresh.length < 2 * (contentWords(meaning).size - fresh.length);
    });
    expect(idle.map(({ where, meaning }) => `${where}: ${meaning}`)).toEqual([]);
  });

  test('has at least five words of its own when it explains a response', () => {
    const short = [...RESPONSES.values()].filter(({ phrase, meaning }) => {
      const known = contentWords(phrase);
      return [...contentWords(meaning)].filter((word) => !known.has(word)).length < 5;
    });
    expect(short.map(({ code, meaning }) => `${code}: ${meaning}`)).toEqual([]);
  });

  test('is a sentence of at most 220 characters', () => {
    const odd = sentences.filter(
      ([, text]) => text.length > 220 || !/^(\S.*\S)\.$/.test(text) || /\s\s|\.\./.test(text),
    );
    expect(odd).toEqual([]);
  });

  test('does not shout', () => {
    const loud = sentences.flatMap(([where, text]) =>
      (text.match(/\b[A-Z]{2,}\b/g) ?? []).filter((word) => !CAPITALS.has(word)).map((word) => `${where}: ${word}`),
    );
    expect(loud).toEqual([]);
    expect(sentences.filter(([, text]) => text.includes('!'))).toEqual([]);
  });
});

describe('every reference', () => {
  const form =
    /^(RFC \d{4} §\d+(\.\d+)*|3GPP TS \d\d\.\d{3}|ITU-T [A-Z]\.\d+|draft-[a-z-]+[a-z]|vendor: [A-Z]?[\w ]+)$/;

  test('names a clause of an RFC, or else who made the thing', () => {
    expect(entries.filter(({ reference }) => !form.test(reference)).map(({ where }) => where)).toEqual([]);
  });
});

test('products speak in sentences of their own too', () => {
  const texts = PRODUCTS.flatMap(({ id, output, note }) => [[id, output] as const, [id, note ?? `${id}.`] as const]);
  expect(texts.filter(([, text]) => text.length > 220 || !text.endsWith('.'))).toEqual([]);
});
