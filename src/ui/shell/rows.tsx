import { Visible } from '../visible.tsx';

interface RowsProps {
  readonly caption: string;
  /** Name and value; one without a value is left out. */
  readonly rows: readonly (readonly [name: string, value: string])[];
}

/** Facts as a table of two columns. */
export function Rows({ caption, rows }: RowsProps) {
  return (
    <table className="media">
      <caption>{caption}</caption>
      <tbody>
        {rows
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="mono">
                <Visible text={value} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
