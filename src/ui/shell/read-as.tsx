import { useEffect, useId, useState } from 'react';
import type { Questions, SourceReport } from '../../worker/protocol.ts';
import { useApp } from '../app-context.ts';

type Catalogue = Questions['formats']['answer'];

/** A wrong guess is put right: the format in which a text is to be read. Nothing for captures, which name themselves. */
export function ReadAs({ source, report }: { readonly source: number; readonly report: SourceReport }) {
  const { ask, open } = useApp();
  const id = useId();
  const [catalogue, setCatalogue] = useState<Catalogue>([]);
  useEffect(() => {
    let wanted = true;
    void ask('formats', null).then((formats) => wanted && formats && setCatalogue(formats));
    return () => {
      wanted = false;
    };
  }, [ask]);
  const isText = report.formats.every((format) => catalogue.some((known) => known.id === format.id));
  if (catalogue.length === 0 || !isText) return null;
  return (
    <p className="read-as">
      <label htmlFor={id}>Read it as</label>
      <select
        id={id}
        value={report.chosen ?? ''}
        onChange={(event) => void open.readAs(source, event.currentTarget.value || null)}
      >
        <option value="">what its lines look like</option>
        {[...catalogue]
          .sort((a, b) => a.label.localeCompare(b.label, 'en'))
          .map((format) => (
            <option key={format.id} value={format.id}>
              {format.label}
            </option>
          ))}
      </select>
    </p>
  );
}
