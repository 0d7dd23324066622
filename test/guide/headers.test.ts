import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HEADERS, headerGuide } from '../../src/guide/headers.ts';

// The headings of RFC 3261 §20 in their order: §20.1 is Accept, §20.44 WWW-Authenticate.
const RFC_3261 =
  `Accept Accept-Encoding Accept-Language Alert-Info Allow Authentication-Info Authorization Call-ID Call-Info Contact
  Content-Disposition Content-Encoding Content-Language Content-Length Content-Type CSeq Date Error-Info Expires From
  In-Reply-To Max-Forwards Min-Expires MIME-Version Organization Priority Proxy-Authenticate Proxy-Authorization
  Proxy-Require Record-Route Reply-To Require Retry-After Route Server Subject Supported Timestamp To Unsupported
  User-Agent Via Warning WWW-Authenticate`.split(/\s+/);

// Registered by later documents.
const LATER =
  `Accept-Contact Accept-Resource-Priority Additional-Identity AlertMsg-Error Allow-Events Answer-Mode Attestation-Info
  Cellular-Network-Info Content-ID Diversion Event Feature-Caps Flow-Timer Geolocation Geolocation-Error
  Geolocation-Routing History-Info Identity Identity-Info Info-Package Join Max-Breadth Min-SE Origination-Id
  P-Access-Network-Info P-Answer-State P-Asserted-Identity P-Asserted-Service P-Associated-URI P-Called-Party-ID
  P-Charge-Info P-Charging-Function-Addresses P-Charging-Vector P-DCS-Billing-Info P-DCS-LAES P-DCS-OSPS P-DCS-Redirect
  P-DCS-Trace-Party-ID P-Early-Media P-Media-Authorization P-Preferred-Identity P-Preferred-Service
  P-Private-Network-Indication P-Profile-Key P-Refused-URI-List P-Served-User P-User-Database P-Visited-Network-ID Path
  Permission-Missing Policy-Contact Policy-ID Priority-Share Priority-Verstat Priv-Answer-Mode Privacy RAck Reason
  Recv-Info Refer-Events-At Refer-Sub Refer-To Referred-By Reject-Contact Relayed-Charge Replaces Request-Disposition
  Resource-Priority Resource-Share Response-Source Restoration-Info RSeq Security-Client Security-Server Security-Verify
  Service-Interact-Info Service-Route Session-Expires Session-ID SIP-ETag SIP-If-Match Subscription-State
  Suppress-If-Match Target-Dialog Trigger-Consent User-to-User Encryption Hide Response-Key`.split(/\s+/);

// RFC 3261 §20, 3515 §2.1, 3841 §10, 3892 §3, 4028 §4, 6665 §8.2, 8224 §13.1 and, for n, RFC 4474.
const COMPACT = `a Accept-Contact b Referred-By c Content-Type d Request-Disposition e Content-Encoding f From i Call-ID
  j Reject-Contact k Supported l Content-Length m Contact n Identity-Info o Event r Refer-To s Subject t To
  u Allow-Events v Via x Session-Expires y Identity`.split(/\s+/);

const COMMON_VENDOR =
  'Remote-Party-ID Cisco-Guid X-Asterisk-HangupCause X-Asterisk-HangupCauseCode X-UCID X-Genesys-CallUUID ms-diagnostics';

describe('headers', () => {
  test('of RFC 3261 are there with their clause', () => {
    expect(RFC_3261).toHaveLength(44);
    expect(RFC_3261.map((name) => headerGuide(name).reference)).toEqual(
      RFC_3261.map((_, index) => `RFC 3261 §20.${index + 1}`),
    );
  });

  test('are exactly the registered ones and some that are common', () => {
    const registered = HEADERS.filter((header) => header.registered).map((header) => header.name);
    expect([...registered].sort()).toEqual([...RFC_3261, ...LATER].sort());
    for (const name of COMMON_VENDOR.split(' ')) expect(headerGuide(name)).toMatchObject({ name, registered: false });
  });

  test('are each listed once', () => {
    const names = HEADERS.map((header) => header.name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  test('answer to their compact form, and to no other letter', () => {
    const compact = new Map(
      COMPACT.flatMap((letter, index) => (index % 2 === 0 ? [[letter, COMPACT[index + 1]]] : [])),
    );
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
      expect([letter, headerGuide(letter).name]).toEqual([letter, compact.get(letter) ?? '']);
      expect(headerGuide(letter.toUpperCase())).toBe(headerGuide(letter));
    }
  });

  test('are found whatever their case', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...HEADERS),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        (header, ups) => {
          const mixed = [...header.name].map((c, i) => (ups[i] ? c.toUpperCase() : c.toLowerCase())).join('');
          expect(headerGuide(mixed)).toBe(header);
        },
      ),
    );
  });

  test('that nobody knows get a sentence for their kind', () => {
    expect(headerGuide('X-Foo').meaning).toMatch(/private header/);
    expect(headerGuide('p-foo').meaning).toMatch(/network/);
    expect(headerGuide('MS-Foo').meaning).toMatch(/Microsoft/);
    expect(headerGuide('Foo').meaning).toMatch(/registry does not know/);
  });

  test('take any name, also those of an object itself', () => {
    for (const name of ['__proto__', 'constructor', 'toString', '']) expect(headerGuide(name).name).toBe('');
    fc.assert(fc.property(fc.string(), (name) => headerGuide(name).meaning !== ''));
  });
});
