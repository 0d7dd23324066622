import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /Attendant FINER - \S{0,120}CallServer\.(?:(?<received>requestReceived|responseReceived)|(?<sent>sendingOut Re(?:sponse|quest)))\s*$/;

/** Avaya Attendant. It names no addresses. */
export const avayaAttendant: TextFormat = {
  id: 'avaya-attendant',
  label: 'Avaya Attendant',
  clock: 'absolute',
  looks: 'Attendant FINER - …CallServer.requestReceived',
  cues: ['Attendant FINER - '],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
};
