import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyse, callOf } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { describeCall } from '../../src/call/describe.ts';
import { joinCalls } from '../../src/call/join-calls.ts';
import { NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { summarise } from '../../src/call/summarise.ts';
import type { CallDetail } from '../../src/call/types.ts';
import { callFrom, indexFrom } from '../support/flow.ts';

function open(flow: string): CallDetail {
  const index = indexFrom(callFrom(flow));
  return describeCall(index, joinCalls(index, summarise(index), NO_JOIN_DECISIONS), 0);
}

/** Number of how many, what became of it, with its status where it failed, and whether it is a branch of a fork. */
const told = ({ attempts }: CallDetail) =>
  attempts.map(
    ({ number, of, fate, status, parallel }) => `${number}/${of} ${fate} ${status}${parallel ? ' fork' : ''}`,
  );

async function capture(name: string): Promise<CallDetail> {
  const bytes = new Uint8Array(readFileSync(new URL(`../truth/${name}/capture.pcap`, import.meta.url)));
  return callOf(await analyse([bytesSource(name, bytes)]), 0);
}

describe('attempts', () => {
  it('a challenge and a redirect that are followed are steps of one attempt', () => {
    const call = open(`alice -> p1 INVITE sdp to bob
      p1 -> alice 407
      alice -> p1 ACK
      alice -> p1 INVITE sdp to bob
      p1 -> alice 302 to carol
      alice -> p1 ACK
      alice -> carol INVITE sdp
      carol -> alice 200 sdp
      alice -> carol ACK`);
    expect(told(call)).toEqual(['1/1 answered 200']);
    expect(call.attempts[0]?.requests).toEqual([0, 3, 6]);
  });

  it('a call that is made beside an answered one is no attempt at it', async () => {
    // Its caller calls Bob, holds, calls Carol, and hands the call over, so that Carol calls Bob.
    expect(told(await capture('pjsua-attended-transfer'))).toEqual([
      '1/1 answered 200',
      '1/1 answered 200',
      '1/1 answered 200',
    ]);
  });

  it('a proxy that forks: branches of one call, and the last one decides', async () => {
    // Kamailio rings three: one is busy, one answers, and the third is taken back.
    expect(told(await capture('kam-fork'))).toEqual([
      '1/1 answered 200',
      '1/3 answered-elsewhere 487',
      '2/3 answered 200 fork',
      '3/3 refused 486 fork',
    ]);
  });

  it('a PBX that forks into legs of their own', async () => {
    expect(told(await capture('ast-fork-all'))).toEqual([
      '1/1 answered 200',
      '1/2 answered 200',
      '2/2 answered-elsewhere 487 fork',
    ]);
  });

  it('failover: one after the other, numbered', () => {
    const call = open(`proxy p1
      alice -> p1 INVITE sdp to bob
      p1 -> gw1 INVITE sdp
      gw1 -> p1 503
      p1 -> gw1 ACK
      p1 -> gw2 INVITE sdp
      gw2 -> p1 200 sdp
      p1 -> alice 200 sdp
      alice -> gw2 ACK`);
    expect(told(call).slice(1)).toEqual(['1/2 refused 503', '2/2 answered 200']);
  });

  it('a silent first choice is given up when the next one is tried', () => {
    const call = open(`proxy p1
      alice -> p1 INVITE sdp to bob
      p1 -> gw1 INVITE sdp
      … 4s
      p1 -> gw2 INVITE sdp
      gw2 -> p1 180
      p1 -> alice 180`);
    expect(told(call)).toEqual(['1/1 open 0', '1/2 unanswered 0', '2/2 open 0 fork']);
  });

  it('a caller who gives up cancels, and nobody answered elsewhere', () => {
    const call = open(`alice -> bob INVITE sdp
      bob -> alice 180
      alice -> bob CANCEL
      bob -> alice 200 CANCEL
      bob -> alice 487 INVITE
      alice -> bob ACK`);
    expect(told(call)).toEqual(['1/1 cancelled 487']);
  });
});
