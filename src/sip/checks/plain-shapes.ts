import type { Header } from '../header-row.ts';

/**
 * The shapes in which nearly all values are written, as patterns that read a value once from left to right. What fits has
 * no fault for sure; what does not fit tells nothing, and is checked in full.
 */
const HOST = String.raw`(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::[1-5]?\d{1,4})?`;
const URI = String.raw`sips?:(?:[\w.+*-]+@)?${HOST}(?:;[\w.-]+(?:=[\w.+*:-]+)?)*`;
const NAME = String.raw`(?:"[^"\\]*" ?|(?:[\w.-]+ )*)`;
const PARAMETERS = String.raw`(?:;[\w.-]+=[\w.!%*+~-]+)*`;

const ADDRESS = `${NAME}<${URI}>${PARAMETERS}`;
const ONE_ADDRESS = new RegExp(`^${ADDRESS}$`);
const ADDRESSES = new RegExp(`^${ADDRESS}(?:, ?${ADDRESS})*$`);
/** Parameters of a Contact whose values have a form of their own. */
const OWN_FORM = /;(?:expires=(?!\d{1,9}(?:[;,]|$))|q=)/i;
const VIA = new RegExp(
  String.raw`^SIP/2\.0/[A-Za-z-]+ ${HOST}(?:;(?!branch(?:=z9hG4bK)?(?:;|$))[\w-]+(?:=[\w.:+*%!~@\[\]-]+)?)*$`,
  'i',
);
const REQUEST = new RegExp(`^([A-Z]{1,20}) ${URI} SIP/2\\.0$`);
const CSEQ = /^\d{1,9} [A-Z]+$/;
const CALL_ID = /^[!-~]+$/;
const NUMBER = /^\d{1,9}$/;
const TOKENS = /^[\w.!%*+'~/;=-]+(?:, ?[\w.!%*+'~/;=-]+)*$/;
const QUOTES = /^[^"\\<]*(?:"[^"\\]*"[^"\\<]*)*$/;

/** Whether a value, without control characters and folds, is for sure one without a fault. */
export function isPlainValue({ kind, name, multiple }: Header, value: string): boolean {
  switch (kind) {
    case 'address':
      return (multiple ? ADDRESSES : ONE_ADDRESS).test(value) && !(name === 'Contact' && OWN_FORM.test(value));
    case 'via':
      return VIA.test(value);
    case 'cseq':
      return CSEQ.test(value);
    case 'call-id':
      return CALL_ID.test(value);
    case 'number':
      return name === 'Content-Length' || (NUMBER.test(value) && (name !== 'Max-Forwards' || value.length <= 2));
    case 'digest':
    case 'parameters':
      return QUOTES.test(value);
    case 'token':
      return TOKENS.test(value);
    default:
      return false;
  }
}

/** The method of a request line that has no fault for sure; '' for any other line. */
export function plainMethod(startLine: string): string {
  return REQUEST.exec(startLine)?.[1] ?? '';
}
