import type { RuleCases } from '../../support/diagnose.ts';

/** A 2xx that its sender repeats as RFC 3261 §13.3.1.4 says, until it gives up. */
const UNHEARD = `alice -> bob INVITE sdp
  bob -> alice 180
  bob -> alice 200 sdp +2s`;
const REPEATS = `bob -> alice 200 again +500ms
  bob -> alice 200 again +1s
  bob -> alice 200 again +2s
  bob -> alice 200 again +4s
  bob -> alice 200 again +4s
  bob -> alice 200 again +4s
  bob -> alice 200 again +4s
  bob -> alice 200 again +4s
  bob -> alice 200 again +4s
  bob -> alice 200 again +4s`;
const GIVES_UP = `bob -> alice BYE +500ms
  alice -> bob 200`;
const WELL = `alice -> bob ACK
  … 30s
  alice -> bob BYE
  bob -> alice 200`;

export const ACK_CASES: readonly RuleCases[] = [
  {
    rule: 'T04',
    fires: [
      {
        shows: 'the ACK is lost on the way',
        flow: `${UNHEARD}\nalice x> bob ACK\n${REPEATS}\n${GIVES_UP}`,
        finding: { ghost: { after: 2, from: 0, to: 1, label: 'ACK' } },
        says: /sent its 200 11 times in 31\.5 s, because no ACK reached it/,
      },
      {
        shows: 'an ACK with the right address that does not arrive',
        flow: `${UNHEARD}
          alice -> bob ACK
          bob -> alice 200 again +500ms
          alice -> bob ACK again
          bob -> alice 200 again +1s
          alice -> bob ACK again
          bob -> alice 200 again +2s`,
        says: /lost behind the point of capture/,
      },
      {
        shows: 'a proxy that does not pass it on',
        flow: `proxy p1 record-route
          alice -> bob INVITE sdp via p1
          bob -> alice 200 sdp via p1
          alice -> p1 ACK
          bob -> p1 200 again +500ms
          bob -> p1 200 again +1s
          bob -> p1 200 again +2s`,
        finding: { ghost: { after: 2, from: 1, to: 2, label: 'ACK' } },
        says: /as far as 192\.0\.2\.10:5060, which did not pass it on/,
      },
    ],
    near: [
      {
        trap: 'the repeats end after one or two although no ACK is in the trace: it took another way',
        flow: `${UNHEARD}
          bob -> alice 200 again +500ms
          bob -> alice 200 again +1s
          … 30s
          alice -> bob BYE
          bob -> alice 200`,
        atMost: 'info',
      },
      {
        trap: 'an ACK comes after one or two repeats',
        flow: `${UNHEARD}\nbob -> alice 200 again +500ms\nbob -> alice 200 again +1s\n${WELL}`,
        atMost: 'info',
      },
      {
        trap: 'the ACK has another branch than the INVITE: it always has',
        flow: `${UNHEARD}\n${WELL}`,
      },
      {
        trap: 'the ACK is addressed wrongly: that is a finding of its own',
        flow: `${UNHEARD}\nalice -> carol ACK to bob\n${REPEATS}\n${GIVES_UP}`.replace('ACK to bob', 'ACK to carol'),
      },
    ],
  },
  {
    rule: 'T05',
    fires: [
      {
        shows: 'BYE 32 s after the first 200',
        flow: `${UNHEARD}\n${REPEATS}\n${GIVES_UP}`,
        finding: { headline: true, confidence: 'likely' },
        says: /Bob .* ended the call 32\.0 s after answering, because its 200 OK \(sent 11 times\)/,
      },
      {
        shows: 'BYE that says so, with a short T1',
        flow: `${UNHEARD}
          bob -> alice 200 again +200ms
          bob -> alice 200 again +400ms
          bob -> alice 200 again +800ms
          bob -> alice BYE +9s
            Reason: SIP;cause=200;text="ACK timeout"
          alice -> bob 200`,
        finding: { confidence: 'certain' },
      },
    ],
    near: [
      {
        trap: 'the 2xx was acknowledged, and somebody hung up after about 32 seconds',
        flow: `${UNHEARD}
          bob -> alice 200 again +500ms
          alice -> bob ACK
          … 31s
          bob -> alice BYE
          alice -> bob 200`,
      },
      {
        trap: 'the BYE comes from the other side',
        flow: `${UNHEARD}\n${REPEATS}\nalice -> bob BYE +500ms\nbob -> alice 200`,
      },
    ],
  },
  {
    rule: 'T06',
    fires: [
      {
        shows: 'a Request-URI that is not the Contact',
        flow: `${UNHEARD}\nalice -> bob ACK to carol\n${REPEATS}\n${GIVES_UP}`,
        finding: { headline: true, confidence: 'certain' },
        says: /addressed to 192\.0\.2\.12:5060 instead of 192\.0\.2\.11:5060/,
      },
      {
        shows: 'the Route that the 200 asks for is skipped',
        flow: `proxy p1 record-route
          alice -> bob INVITE sdp via p1
          bob -> alice 200 sdp via p1
          alice -> bob ACK
            Route:
          ${REPEATS.replaceAll('bob -> alice', 'bob -> p1')}`,
        says: /without the Route to 192\.0\.2\.10/,
      },
    ],
    near: [
      {
        trap: 'only one copy of the 2xx follows: it crossed the ACK',
        flow: `${UNHEARD}\nalice -> bob ACK to carol\nbob -> alice 200 again +500ms\n${WELL}`,
      },
      {
        trap: 'a proxy rewrote the ACK: only the copy that its own user agent sent is judged',
        flow: `proxy p1 record-route
          alice -> bob INVITE sdp via p1
          bob -> alice 200 sdp via p1
          alice -> bob ACK via p1
          ${REPEATS.replaceAll('bob -> alice', 'bob -> p1')}`,
      },
      {
        trap: 'the Contact names no port: that means 5060, or 5061 for TLS',
        flow: `alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Contact: <sip:bob@192.0.2.11>
          alice -> bob ACK
          ${REPEATS}`,
      },
      {
        trap: 'the Contact is a name that resolves to where the ACK went',
        flow: `alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Contact: <sip:bob@phone.example.com>
          alice -> bob ACK
          ${REPEATS}`,
      },
    ],
  },
];
