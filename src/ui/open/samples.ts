import type { SourceInput } from '../../worker/protocol.ts';

/** How an arrow of a tiny ladder looks: request, provisional, success, redirect, challenge, failure, or one that is missing. */
export type TinyClass = 'i' | 'p' | 's' | 'r' | 'c' | 'f' | 'g';

/** A call on the shelf. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly lanes: number;
  /** Its messages as a tiny ladder: from lane, to lane, class; `01i` is a request from the first lane to the second. */
  readonly rungs: string;
  readonly load: () => Promise<{ default: string }>;
}

/** Captured from real software on one machine; the text is what sngrep saves, or the log of the PBX. */
export const SAMPLES: readonly Sample[] = [
  {
    id: 'call',
    title: 'A call, start to end',
    text: 'answered, hung up by Alice',
    lanes: 2,
    rungs: '01i 10p 10s 01i 01i 10s',
    load: () => import('./samples/call.log?raw'),
  },
  {
    id: 'early-media',
    title: 'Early media',
    text: '183 opens the audio early',
    lanes: 2,
    rungs: '01i 10p 10p 10s 01i 01i 10s',
    load: () => import('./samples/early-media.log?raw'),
  },
  {
    id: 'hold-refused',
    title: 'Refused, yet it goes on',
    text: 're-INVITE answered 488',
    lanes: 2,
    rungs: '01i 10p 10s 01i 01i 10f 01i 10i 01s',
    load: () => import('./samples/hold-refused.log?raw'),
  },
  {
    id: 'lost-ack',
    title: 'Drops after the answer',
    text: 'the ACK never came',
    lanes: 2,
    rungs: '01i 10p 10s 01g 10i 01s',
    load: () => import('./samples/lost-ack.log?raw'),
  },
  {
    id: 'pbx',
    title: 'Through a PBX',
    text: 'two legs in an Asterisk log',
    lanes: 3,
    rungs: '01i 10p 12i 21p 10p 21s 12i 10s 01i 01i 10s 12i 21s',
    load: () => import('./samples/pbx.log?raw'),
  },
  {
    id: 'busy',
    title: 'Busy',
    text: 'refused with 486',
    lanes: 2,
    rungs: '01i 10p 10p 10f 01i',
    load: () => import('./samples/busy.log?raw'),
  },
  {
    id: 'cancel',
    title: 'The caller gives up',
    text: 'CANCEL, then 487',
    lanes: 2,
    rungs: '01i 10p 01i 10s 10f 01i',
    load: () => import('./samples/cancel.log?raw'),
  },
  {
    id: 'authentication',
    title: 'A call with a password',
    text: '407, then the same call again',
    lanes: 2,
    rungs: '01i 10c 01i 01i 10p 10s 01i 01i 10s',
    load: () => import('./samples/authentication.log?raw'),
  },
  {
    id: 'redirect',
    title: 'Sent elsewhere',
    text: '302, followed to another host',
    lanes: 3,
    rungs: '01i 10r 01i 02i 20p 20s 02i 02i 20s',
    load: () => import('./samples/redirect.log?raw'),
  },
  {
    id: 'fork',
    title: 'Three phones ring',
    text: 'a proxy forks, one answers',
    lanes: 5,
    rungs: '01i 10p 12i 13i 14i 31p 21p 10p 41f 31s 10s 12i 21f 01i 13i 01i 13i 31s 10s',
    load: () => import('./samples/fork.log?raw'),
  },
  {
    id: 'hold',
    title: 'Hold and resume',
    text: 'two re-INVITEs, both accepted',
    lanes: 2,
    rungs: '01i 10p 10s 01i 01i 10s 01i 01i 10s 01i 01i 10s',
    load: () => import('./samples/hold.log?raw'),
  },
  {
    id: 'update',
    title: 'PRACK and UPDATE',
    text: 'changes before and after the answer',
    lanes: 2,
    rungs: '01i 10p 10p 01i 10s 01i 10s 10p 01i 10s 10s 01i 01i 10s 01i 10s',
    load: () => import('./samples/update.log?raw'),
  },
  {
    id: 'transfer',
    title: 'Transfer',
    text: 'REFER and what NOTIFY reports',
    lanes: 3,
    rungs: '01i 10p 10s 01i 01i 10s 10i 01s 12i 21p 10i 01s 21s 12i 10i 01s 01i 10s 12i 21s',
    load: () => import('./samples/transfer.log?raw'),
  },
  {
    id: 'registration',
    title: 'A phone registers',
    text: '401, password, accepted, removed',
    lanes: 2,
    rungs: '01i 10c 01i 10s 01i 10c 01i 10s',
    load: () => import('./samples/registration.log?raw'),
  },
  {
    id: 'message',
    title: 'A text message',
    text: 'MESSAGE and its answer',
    lanes: 2,
    rungs: '01i 10s',
    load: () => import('./samples/message.log?raw'),
  },
];

/** The sample as something to open. */
export async function sampleSource({ title, load }: Sample): Promise<SourceInput> {
  const { default: text } = await load();
  return { name: title, blob: new Blob([text]) };
}
