import workerUrl from './analyse.worker.ts?worker&url';
import { type AskingWire, type Client, makeClient } from './client.ts';

/** The part of Trusted Types that is used here. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Starts the worker, or answers on the page where none can start. The client may be asked at once. */
export function startClient(): Client {
  return makeClient(startWorker().catch(async () => (await import('./local.ts')).answerHere() as AskingWire));
}

/** Resolves once the worker has said a first word; rejects when it cannot be started. */
function startWorker(): Promise<AskingWire> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(trusted(workerUrl), { type: 'module', name: 'rungs' });
    worker.onerror = () => reject(new Error('the worker did not start'));
    worker.onmessage = () => {
      worker.onerror = null;
      resolve(worker as unknown as AskingWire);
    };
  });
}

/** The address of the worker's script, through the one policy that the page allows: an own file and nothing else. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const own = (address: string) => {
    if (new URL(address, location.href).origin !== location.origin)
      throw new TypeError(`not a script of this page: ${address}`);
    return address;
  };
  return trustedTypes
    ? trustedTypes.createPolicy('app-worker', { createScriptURL: own }).createScriptURL(url)
    : own(url);
}
