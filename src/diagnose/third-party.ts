import type { CallMessage } from '../call/types.ts';
import { type Clause, clause } from './clause.ts';
import { calleeName } from './party.ts';
import { sayDuration } from './say.ts';
import type { Telling } from './telling.ts';

/** A machine that calls two parties and lets them talk to each other (RFC 3725). */
export interface ThirdParty {
  readonly controller: string;
  /** INVITEs to both, and the answer of the second. */
  readonly first: CallMessage;
  readonly second: CallMessage;
  readonly answer: CallMessage | undefined;
  readonly names: readonly [string, string];
  /** From the INVITE to the second party to its answer, microseconds. */
  readonly setup: number;
}

/** The offer of one called party went out in the INVITE to the other; undefined in any other call. */
export function thirdPartyOf({ detail, firsts, who, callee }: Telling): ThirdParty | undefined {
  const leg = detail.legs.findIndex(({ links }) =>
    links.some(({ to, evidence }) => to === 0 && evidence === 'third-party'),
  );
  const invite = (of: number) =>
    firsts.find((message) => message.leg === of && message.kind === 'request' && message.method === 'INVITE');
  const [first, second, summary] = [invite(0), invite(leg), detail.legs[leg]?.summary];
  if (!first || !second || !summary) return undefined;
  const answer = firsts.find(
    ({ leg: of, method, status }) => of === leg && method === 'INVITE' && status >= 200 && status < 300,
  );
  const names = [callee, calleeName(summary) || who(summary.callee.endpoint)] as const;
  return { controller: who(first.from), first, second, answer, names, setup: summary.setup };
}

/** "pbx called Alice and Bob and let them talk (third-party call control)". */
export function thirdPartyStart({ controller, first, second, names }: ThirdParty): Clause {
  const text = `${controller} called ${names[0]} and ${names[1]} to connect them (third-party call control)`;
  return clause(text, first, second);
}

/** When the second party answered; the first sentence tells of the first one. */
export function thirdPartyAnswer({ second, answer, names, setup }: ThirdParty): Clause {
  const after = sayDuration(setup);
  if (!answer) return clause(`${names[1]} gave no answer`, second);
  return clause(`${names[1]} answered${after && ` after ${after}`}`, second, answer);
}

/** Who hung up first on the controller. */
export function thirdPartyEnd({ firsts, who }: Telling): readonly [CallMessage | undefined, string] {
  const bye = firsts.find(({ kind, method }) => kind === 'request' && method === 'BYE');
  return [bye, bye ? who(bye.from) : ''];
}
