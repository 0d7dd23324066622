import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /SIP_LOG (?<ts>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+)\s+(?:(?<sent>\u00e2\u0086\u0092)|(?<received>\u00e2\u0086\u0090)) (?=[A-Z])/;

/** dart_sip_ua under Flutter: every line prefixed, an arrow before the start line. It names no addresses. */
export const dartSip: TextFormat = {
  id: 'dart-sip',
  label: 'dart_sip_ua (Flutter)',
  clock: 'absolute',
  looks: 'flutter: SIP_LOG … → REGISTER …',
  cues: ['SIP_LOG '],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
};
