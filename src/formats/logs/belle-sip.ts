import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /channel \[[^\]]{1,40}\]: (?:(?<received>received) \[(?<len>\d+)\] new bytes from|message (?<sent>sent|partly sent) to) \[(?<tp>[A-Z]+)[^:\]]*:\/\/(?<ip>[^\]]{1,80}?):(?<port>\d{1,5})\]/i;

/** belle-sip, as Linphone prints it on all platforms. Messages are cut after 7,000 bytes. */
export const belleSip: TextFormat = {
  id: 'belle-sip',
  label: 'Linphone and other belle-sip logs',
  clock: 'absolute',
  limit: 'belle-sip prints 7,000 bytes at most.',
  looks: 'channel […]: received […] new bytes from [UDP://…:5060]:',
  cues: ['new bytes from [', ': message sent to [', ': message partly sent to ['],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
  saysCut: ({ text }) => /\(first \d+ bytes shown\)/.test(text),
};
