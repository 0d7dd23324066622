import type { RuleCases } from '../../support/diagnose.ts';

const UP = `alice -> bob INVITE sdp
  bob -> alice 180
  bob -> alice 200 sdp +2s
  alice -> bob ACK
  … 40s`;

export const ENDING_CASES: readonly RuleCases[] = [
  {
    rule: 'C01',
    fires: [
      {
        shows: 'the callee hangs up',
        flow: `alice = 192.0.2.10\n${UP}\nbob -> alice BYE\n  User-Agent: Snom D785\nalice -> bob 200`,
        finding: { title: 'Ended by the callee' },
        says: /by the callee, Bob \(192\.0\.2\.11:5060\) \(Snom D785\) after 40\.0 s/,
      },
      {
        shows: 'both hang up at once',
        flow: `${UP}\nalice -> bob BYE\nbob -> alice BYE\nbob -> alice 200\nalice -> bob 200`,
        finding: { title: 'Both hung up at once' },
      },
    ],
    near: [
      {
        trap: 'both sides sent BYE before either was answered: both hung up',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 486\nalice -> bob ACK',
      },
      {
        trap: 'a timer or a failed request explains the end better',
        flow: `alice -> bob INVITE sdp
          bob -> alice 200 sdp
          bob -> alice 200 again +500ms
          bob -> alice 200 again +1s
          bob -> alice 200 again +2s
          bob -> alice 200 again +4s
          bob -> alice 200 again +24s
          bob -> alice BYE +500ms
          alice -> bob 200`,
      },
      {
        trap: 'the beginning is not in the trace: caller and callee are not known',
        flow: `alice x> bob INVITE sdp
          bob x> alice 200 sdp
          alice x> bob ACK
          bob -> alice INFO
          alice -> bob 200
          bob -> alice BYE
          alice -> bob 200`,
      },
    ],
  },
];
