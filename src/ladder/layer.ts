import { type Selection, select } from 'd3';

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
  const child = select(parent).append<SVGElement>(name);
  for (const [key, value] of Object.entries(attributes)) child.attr(key, value);
  return child.node() as SVGElement;
}

/** Adds a text, with a tooltip when there is more to say than is shown. */
export function addText(parent: SVGElement, text: string, attributes: Attributes, title = text): void {
  const element = add(parent, 'text', attributes);
  select(element).text(text);
  if (title !== text && title !== '') addTitle(element, title);
}

export function addTitle(parent: SVGElement, title: string): void {
  select(parent).append('title').text(title);
}

/** Takes everything out again. */
export function clear(parent: SVGElement): void {
  for (const child of Array.from(parent.children)) parent.removeChild(child);
}
