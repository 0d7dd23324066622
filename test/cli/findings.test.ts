import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rungs } from './terminal.ts';

const CALL = 'sipp/call.log';
const lost = { 'lost.log': readFileSync('src/ui/open/samples/lost-ack.log') };

describe('rungs --findings FILE', () => {
  test('tells what was found in each call, why, and what to do next', async () => {
    const { status, out, err } = await rungs(`--findings lost.log ${CALL}`, lost);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^1 {2}Alice.* → .*Dropped/);
    expect(out).toMatch(/\n {2}error {4}T05 {2}Dropped .* after the answer: no ACK\n/);
    expect(out).toMatch(/\n {4}Next: Find out where the ACK went/);
    expect(out).toMatch(/\n {4}RFC 3261 §13\.3\.1\.4 · certain · messages [\d, ]+\n/);
    expect(out).toMatch(/\n2 errors, 1 warning, \d+ notes in 2 calls\n$/);
  });

  test('counts registrations and the like apart from calls', async () => {
    const registered = { ...lost, 'registration.log': readFileSync('src/ui/open/samples/registration.log') };
    expect((await rungs('--findings lost.log registration.log', registered)).out).toMatch(
      / in 1 call and 1 other exchange\n$/,
    );
    expect((await rungs('--findings registration.log', registered)).out).toMatch(/ in 1 exchange\n$/);
  });

  test('tells those of the chosen call alone', async () => {
    const { out } = await rungs(`--findings --call 2 lost.log ${CALL}`, lost);
    expect(out).not.toContain('T05');
    expect(out).toMatch(/^2 {2}/);
    expect(out).toContain('0 errors, 0 warnings');
  });
});

describe('rungs --fail-on', () => {
  test('exits with 3 when something as serious is found, whatever is printed', async () => {
    const status = async (words: string) => (await rungs(words, lost)).status;
    expect(await status('--fail-on error lost.log')).toBe(3);
    expect(await status('--findings --fail-on warning lost.log')).toBe(3);
    expect(await status('--list --fail-on T04,T05 lost.log')).toBe(3);
    expect(await status('--fail-on T06 lost.log')).toBe(0);
    expect(await status(`--fail-on warning ${CALL}`)).toBe(0);
    expect(await status(`--fail-on info ${CALL}`)).toBe(3);
    expect(await status(`--fail-on error --call 2 lost.log ${CALL}`)).toBe(0);
  });

  test('prints what it would have printed', async () => {
    const { out } = await rungs('--fail-on error lost.log', lost);
    expect(out).toContain('─ INVITE');
  });

  test('refuses what it does not know', async () => {
    const { status, err } = await rungs(`--fail-on errors ${CALL}`);
    expect(status).toBe(2);
    expect(err).toContain('--fail-on errors is no severity');
  });
});
