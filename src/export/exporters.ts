import { csv } from './csv.ts';
import type { Exporter } from './exporter.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { mermaid } from './mermaid.ts';
import { plantuml } from './plantuml.ts';
import { sippCallee, sippCaller } from './sipp.ts';
import { sngrep } from './sngrep.ts';
import { svg } from './svg.ts';
import { text } from './text.ts';

/** Everything that a trace can be exported as, in the order in which it is offered. */
export const exporters: readonly Exporter[] = [
  svg,
  text,
  mermaid,
  plantuml,
  markdown,
  csv,
  json,
  sngrep,
  sippCaller,
  sippCallee,
];

/** The exporter of an id; undefined when there is none. */
export function exporterOf(id: string): Exporter | undefined {
  return exporters.find((exporter) => exporter.id === id);
}
