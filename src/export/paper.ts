/**
 * The least document that a picture can be drawn on without a browser: as much of the DOM as D3 asks for to append, order
 * and fill elements. In the page the browser's own document takes its place; a test holds the two to the same output.
 */
export function paper(): Document {
  const sheet: PaperDocument = {
    documentElement: { namespaceURI: 'http://www.w3.org/2000/svg' },
    createElementNS: (space, name) => new PaperElement(sheet, space, name),
  };
  return sheet as unknown as Document;
}

interface PaperDocument {
  readonly documentElement: { readonly namespaceURI: string };
  createElementNS(space: string, name: string): PaperElement;
}

class PaperElement {
  readonly nodeType = 1;
  readonly ownerDocument: PaperDocument;
  readonly namespaceURI: string;
  readonly tagName: string;
  readonly attributes = new Map<string, string>();
  parentNode: PaperElement | null = null;
  childNodes: (PaperElement | string)[] = [];
  /** Where it stood when it was appended: right unless something was put before it since. */
  #place = 0;

  constructor(sheet: PaperDocument, space: string, name: string) {
    this.ownerDocument = sheet;
    this.namespaceURI = space;
    this.tagName = name;
  }

  get children(): PaperElement[] {
    return this.childNodes.filter((child) => typeof child !== 'string');
  }

  get textContent(): string {
    return this.childNodes.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }

  set textContent(text: string) {
    for (const child of this.children) child.parentNode = null;
    this.childNodes = text === '' ? [] : [text];
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  appendChild(child: PaperElement): PaperElement {
    return this.insertBefore(child, null);
  }

  insertBefore(child: PaperElement, next: PaperElement | null): PaperElement {
    child.parentNode?.removeChild(child);
    child.parentNode = this;
    const at = next === null ? -1 : this.childNodes.indexOf(next);
    child.#place = at < 0 ? this.childNodes.length : at;
    if (at < 0) this.childNodes.push(child);
    else this.childNodes.splice(at, 0, child);
    return child;
  }

  removeChild(child: PaperElement): PaperElement {
    const at = this.childNodes.indexOf(child);
    if (at >= 0) this.childNodes.splice(at, 1);
    child.parentNode = null;
    return child;
  }

  /** Among siblings only: 4 when `other` follows, 2 when it comes before. */
  compareDocumentPosition(other: PaperElement): number {
    const siblings = this.parentNode?.childNodes ?? [];
    const isNext = siblings[this.#place] === this && siblings[this.#place + 1] === other;
    return isNext || siblings.indexOf(this) < siblings.indexOf(other) ? 4 : 2;
  }
}

/** An element with all that it holds as XML, well-formed whatever stands in its texts. */
export function serialize(element: Element): string {
  return written(element as unknown as PaperElement, '');
}

function written({ tagName, namespaceURI, attributes, childNodes }: PaperElement, space: string): string {
  let xml = `<${tagName}`;
  if (namespaceURI !== space) xml += ` xmlns="${attributeText(namespaceURI)}"`;
  for (const [name, value] of attributes) xml += ` ${name}="${attributeText(value)}"`;
  if (childNodes.length === 0) return `${xml}/>`;
  xml += '>';
  for (const child of childNodes) xml += typeof child === 'string' ? escaped(child) : written(child, namespaceURI);
  return `${xml}</${tagName}>`;
}

/** Characters that XML 1.0 has no way to write (§2.2). */
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
/** Most texts have nothing that needs a second look. */
const SPECIAL = /[^\n !#-%'-;=?-~]/;

function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replace(NOT_XML, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;');
}

function attributeText(value: string): string {
  if (!SPECIAL.test(value) && !value.includes('\n')) return value;
  return escaped(value).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}
