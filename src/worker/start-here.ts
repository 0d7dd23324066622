import { type AskingWire, type Client, makeClient } from './client.ts';
import { answerHere } from './local.ts';

/** In a page that is one file no worker can start: everything is answered on the page itself. */
export function startClient(): Client {
  return makeClient(Promise.resolve(answerHere() as AskingWire));
}
