import type { Header } from '../header-row.ts';

/**
 * The shapes in which nearly all values are written, as patterns that read a value once from left to right. What fits has
 * no fault for sure; what does not fit tells nothing, and is checked in full.
 */
const HOST = String.raw`(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::[1-5]?\d{1,4})?`;
const URI = String.raw`sips?:(?:[\w.+*-]+@)?${HOST}(?:;[\w.-]+(?:=[\w.+*:-]+)?)*`;
const NAME = String.raw`(?:"[^"\\]*" ?|(?:[\w.-]+ )*)`;
const PARAMETERS = String.raw`(?:;[\w.-]+=[\w.!%*+~-]+)*`;

const ADDRESS = new RegExp(`^${NAME}<${URI}>${PARAMETERS}$`);
/** Parameters of a Contact whose values have a form of their own. */
const OWN_FORM = /;(?:expires|q)=/i;
const VIA = new RegExp(
  String.raw`^SIP/2\.0/[A-Za-z-]+ ${HOST}(?:;(?!branch(?:=z9hG4bK)?(?:;|$))[\w-]+(?:=[\w.:+*%!~@\[\]-]+)?)*$`,
  'i',
);
const REQUEST = new RegExp(`^([A-Z]{1,20}) ${URI} SIP/2\\.0$`);
const CSEQ = /^\d{1,9} [A-Z]+$/;
const QUOTES = /^[^"\\<]*(?:"[^"\\]*"[^"\\<]*)*$/;

/** Whether a value, printable ASCII without folds, is for sure one without a fault. */
export function isPlainValue({ kind, name }: Header, value: string): boolean {
  switch (kind) {
    case 'address':
      return ADDRESS.test(value) && !(name === 'Contact' && OWN_FORM.test(value));
    case 'via':
      return VIA.test(value);
    case 'cseq':
      return CSEQ.test(value);
    case 'call-id':
      return value !== '' && !value.includes(' ');
    case 'number':
      return name === 'Content-Length' || (value.length <= 2 && /^\d+$/.test(value));
    case 'digest':
    case 'parameters':
      return QUOTES.test(value);
    case 'token':
      return value !== '' && !value.includes(',') && !value.includes('"');
    default:
      return false;
  }
}

/** The method of a request line that has no fault for sure; '' for any other line. */
export function plainMethod(startLine: string): string {
  return REQUEST.exec(startLine)?.[1] ?? '';
}
