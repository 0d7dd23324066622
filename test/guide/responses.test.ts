import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RESPONSES, responseGuide } from '../../src/guide/responses.ts';

// The headings of RFC 3261 §21, clause by clause.
const RFC_3261: readonly (readonly [clause: string, codes: string])[] = [
  ['21.1', '100 Trying,180 Ringing,181 Call Is Being Forwarded,182 Queued,183 Session Progress'],
  ['21.2', '200 OK'],
  ['21.3', '300 Multiple Choices,301 Moved Permanently,302 Moved Temporarily,305 Use Proxy,380 Alternative Service'],
  [
    '21.4',
    '400 Bad Request,401 Unauthorized,402 Payment Required,403 Forbidden,404 Not Found,405 Method Not Allowed,' +
      '406 Not Acceptable,407 Proxy Authentication Required,408 Request Timeout,410 Gone,413 Request Entity Too Large,' +
      '414 Request-URI Too Long,415 Unsupported Media Type,416 Unsupported URI Scheme,420 Bad Extension,' +
      '421 Extension Required,423 Interval Too Brief,480 Temporarily Unavailable,481 Call/Transaction Does Not Exist,' +
      '482 Loop Detected,483 Too Many Hops,484 Address Incomplete,485 Ambiguous,486 Busy Here,487 Request Terminated,' +
      '488 Not Acceptable Here,491 Request Pending,493 Undecipherable',
  ],
  [
    '21.5',
    '500 Server Internal Error,501 Not Implemented,502 Bad Gateway,503 Service Unavailable,504 Server Time-out,' +
      '505 Version Not Supported,513 Message Too Large',
  ],
  ['21.6', '600 Busy Everywhere,603 Decline,604 Does Not Exist Anywhere,606 Not Acceptable'],
];

// What later documents registered.
const LATER: readonly (readonly [code: number, phrase: string, rfc: number])[] = [
  [199, 'Early Dialog Terminated', 6228],
  [202, 'Accepted', 6665],
  [204, 'No Notification', 5839],
  [412, 'Conditional Request Failed', 3903],
  [417, 'Unknown Resource-Priority', 4412],
  [422, 'Session Interval Too Small', 4028],
  [424, 'Bad Location Information', 6442],
  [425, 'Bad Alert Message', 8876],
  [428, 'Use Identity Header', 8224],
  [429, 'Provide Referrer Identity', 3892],
  [430, 'Flow Failed', 5626],
  [433, 'Anonymity Disallowed', 5079],
  [436, 'Bad Identity Info', 8224],
  [437, 'Unsupported Credential', 8224],
  [438, 'Invalid Identity Header', 8224],
  [439, 'First Hop Lacks Outbound Support', 5626],
  [440, 'Max-Breadth Exceeded', 5393],
  [469, 'Bad Info Package', 6086],
  [470, 'Consent Needed', 5360],
  [489, 'Bad Event', 6665],
  [494, 'Security Agreement Required', 3329],
  [555, 'Push Notification Service Not Supported', 8599],
  [580, 'Precondition Failure', 3312],
  [607, 'Unwanted', 8197],
  [608, 'Rejected', 8688],
];

const core = RFC_3261.flatMap(([clause, codes]) =>
  codes.split(',').map((text, index) => ({
    code: Number(text.slice(0, 3)),
    phrase: text.slice(4),
    reference: `RFC 3261 §${clause}.${index + 1}`,
  })),
);

describe('response codes', () => {
  test('hold exactly the registry, in rising order', () => {
    const registry = [...core.map(({ code }) => code), ...LATER.map(([code]) => code)].sort((a, b) => a - b);
    expect([...RESPONSES.keys()]).toEqual(registry);
  });

  test('of RFC 3261 carry its phrase and its clause', () => {
    const ours = core.map(({ code }) => responseGuide(code));
    expect(ours.map((guide) => ({ code: guide?.code, phrase: guide?.phrase, reference: guide?.reference }))).toEqual(
      core,
    );
  });

  test('of later documents carry their phrase and name their document', () => {
    const ours = LATER.map(([code]) => responseGuide(code));
    expect(ours.map((guide) => guide?.phrase)).toEqual(LATER.map(([, phrase]) => phrase));
    expect(ours.map((guide) => guide?.reference.split(' §')[0])).toEqual(LATER.map(([, , rfc]) => `RFC ${rfc}`));
  });

  test('say what causes them and what to do next', () => {
    for (const { cause, next } of RESPONSES.values()) {
      expect(cause.split(' ').length).toBeGreaterThan(4);
      expect(next.split(' ').length).toBeGreaterThan(4);
    }
  });

  test('outside the registry are explained by their class', () => {
    expect(responseGuide(409)).toMatchObject({ code: 409, registered: false, reference: 'RFC 3261 §8.1.3.2' });
    expect(responseGuide(409)?.meaning).toMatch(/400/);
    expect(responseGuide(150)?.meaning).toMatch(/183/);
    expect(responseGuide(699)?.meaning).toMatch(/600/);
    expect(responseGuide(486)?.registered).toBe(true);
  });

  test('are numbers from 100 to 699', () => {
    for (const odd of [0, 99, 700, -1, 200.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(responseGuide(odd)).toBeNull();
  });

  test('always get an answer of their own class', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 699 }), (code) => {
        const guide = responseGuide(code);
        expect(guide?.code).toBe(code);
        expect(guide?.registered).toBe(RESPONSES.has(code));
        expect(guide?.meaning).not.toBe('');
      }),
    );
  });
});
