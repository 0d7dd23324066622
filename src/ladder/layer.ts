import { type Selection, select } from 'd3';

export const SVG = 'http://www.w3.org/2000/svg';

type Attributes = Readonly<Record<string, string | number>>;

/** Elements of one name inside a parent, one for each datum, in the order of the data: those of a key stay the same. */
export function joined<Drawn extends SVGElement, Datum>(
  parent: SVGElement,
  name: string,
  data: readonly Datum[],
  key: (datum: Datum) => string,
): Selection<Drawn, Datum, SVGElement, unknown> {
  const own = () => Array.from(parent.children).filter((child) => child.tagName === name) as Drawn[];
  const bound = select<SVGElement, unknown>(parent).selectAll<Drawn, Datum>(own).data(data, key);
  return bound.join(name) as unknown as Selection<Drawn, Datum, SVGElement, unknown>;
}

/** The one child group of this name, made when it is not there yet. */
export function layer(parent: SVGElement, name: string): SVGGElement {
  const known = Array.from(parent.children).find((child) => child.getAttribute('class') === name);
  return (known as SVGGElement | undefined) ?? (add(parent, 'g', { class: name }) as SVGGElement);
}

/** Adds an element with its attributes. */
export function add(parent: SVGElement, name: string, attributes: Attributes): SVGElement {
  const child = parent.ownerDocument.createElementNS(SVG, name) as SVGElement;
  for (const key in attributes) child.setAttribute(key, String(attributes[key]));
  return parent.appendChild(child);
}

/** Adds a text, with a tooltip when there is more to say than is shown. */
export function addText(parent: SVGElement, text: string, attributes: Attributes, title = text): void {
  const element = add(parent, 'text', attributes);
  element.textContent = text;
  if (title !== text && title !== '') addTitle(element, title);
}

export function addTitle(parent: SVGElement, title: string): void {
  add(parent, 'title', {}).textContent = title;
}

/** Takes everything out again. */
export function clear(parent: SVGElement): void {
  for (const child of Array.from(parent.children)) parent.removeChild(child);
}
