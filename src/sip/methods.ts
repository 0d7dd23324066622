/** Methods of the IANA registry; the position is the code in columns. Extension methods follow in order of appearance. */
export const METHODS = [
  '',
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'REGISTER',
  'OPTIONS',
  'PRACK',
  'SUBSCRIBE',
  'NOTIFY',
  'PUBLISH',
  'INFO',
  'REFER',
  'MESSAGE',
  'UPDATE',
] as const;

export const INVITE = 1;
export const ACK = 2;
export const BYE = 3;
export const CANCEL = 4;
export const REGISTER = 5;
export const OPTIONS = 6;
export const PRACK = 7;
export const SUBSCRIBE = 8;
export const NOTIFY = 9;
export const PUBLISH = 10;
export const INFO = 11;
export const REFER = 12;
export const MESSAGE = 13;
export const UPDATE = 14;
