import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/diagnose/rules.ts';
import { clauseGuide, referenceParts } from '../../src/guide/clauses.ts';

describe('clauses of standards', () => {
  it('say in a sentence of their own what each rule rests on', () => {
    expect(
      RULES.filter(({ reference }) => clauseGuide(reference) === '').map(({ id, reference }) => `${id} ${reference}`),
    ).toEqual([]);
    const said = [...new Set(RULES.map(({ reference }) => reference))].map(clauseGuide);
    expect(said.filter((one, i) => said.indexOf(one) !== i)).toEqual([]);
    expect(said.filter((one) => !/[A-Za-z\d)]\.$/.test(one))).toEqual([]);
  });

  it('lead to where they are published', () => {
    expect(referenceParts('RFC 3261 §17.1.4, §18.4')).toEqual([
      { text: 'RFC 3261 §17.1.4', url: 'https://www.rfc-editor.org/rfc/rfc3261#section-17.1.4' },
      { text: ', ', url: null },
      { text: '§18.4', url: 'https://www.rfc-editor.org/rfc/rfc3261#section-18.4' },
    ]);
    expect(referenceParts('RFC 792, RFC 4443 §3.1').map(({ url }) => url)).toEqual([
      'https://www.rfc-editor.org/rfc/rfc792',
      null,
      'https://www.rfc-editor.org/rfc/rfc4443#section-3.1',
    ]);
    expect(referenceParts('RFC 3550 §A.3')[0]?.url).toBe('https://www.rfc-editor.org/rfc/rfc3550#appendix-A.3');
    expect(referenceParts('vendor: Cisco')).toEqual([{ text: 'vendor: Cisco', url: null }]);
    expect(referenceParts('')).toEqual([]);
  });
});
