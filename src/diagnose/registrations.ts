import type { CallMessage } from '../call/types.ts';
import { leadingNumber } from '../sip/cseq.ts';
import type { Uri } from '../sip/uri.ts';
import { parameterValue } from '../sip/values.ts';
import { isSameSocket } from './addressing.ts';
import { type Exchange, isSuccess } from './exchange.ts';
import type { Scene } from './scene.ts';

/** One binding of a Contact header in REGISTER or its 200. */
export interface Binding {
  readonly uri: Uri;
  /** Seconds; null when it names none. */
  readonly expires: number | null;
  readonly instance: string | null;
}

/** A REGISTER that was accepted, as its user agent sent it. */
export interface Registered {
  readonly exchange: Exchange;
  readonly request: CallMessage;
  readonly final: CallMessage;
  readonly asked: readonly Binding[];
  readonly bindings: readonly Binding[];
  /** Seconds that were asked for; null when none were. */
  readonly wanted: number | null;
  /** It takes bindings away (Expires 0, or Contact: *). */
  readonly removes: boolean;
}

/** Every accepted REGISTER of the call, in order. */
export function registeredOf(scene: Scene): readonly Registered[] {
  return scene.once(findRegistered);
}

function findRegistered(scene: Scene): Registered[] {
  return scene.exchanges.flatMap((exchange) => {
    const { method, hop, request, final } = exchange;
    if (method !== 'REGISTER' || hop || !request || !isSuccess(final)) return [];
    const asked = bindingsOf(scene, request.row);
    const header = leadingNumber(scene.header(request.row, 'Expires') ?? '', 0xffffffff);
    const wanted = asked[0]?.expires ?? header;
    const all = scene.headers(request.row).all('Contact');
    const removes = wanted === 0 || all.some((value) => value.trim() === '*');
    return [{ exchange, request, final, asked, bindings: bindingsOf(scene, final.row), wanted, removes }];
  });
}

function bindingsOf(scene: Scene, row: number): Binding[] {
  return scene
    .headers(row)
    .named('Contact')
    .filter(({ value }) => value.trim() !== '*')
    .flatMap(({ addresses }) => addresses)
    .map(({ uri, parameters }) => ({
      uri,
      expires: leadingNumber(parameterValue(parameters, 'expires') ?? '', 0xffffffff),
      instance: parameterValue(parameters, '+sip.instance'),
    }));
}

/** The binding of this registration among those of the 200; null when it is not there. */
export function ownBinding({ asked, bindings }: Registered): Binding | null {
  const [own] = asked;
  if (!own) return null;
  return bindings.find(({ uri }) => isSameSocket(uri, own.uri) && uri.user === own.uri.user) ?? null;
}

/** Address of record, as To says it. */
export function aorOf(scene: Scene): string {
  const { callee, caller } = scene.call.summary;
  const uri = callee.uri || caller.uri;
  return uri.slice(uri.indexOf(':') + 1).slice(0, 80) || 'the account';
}
