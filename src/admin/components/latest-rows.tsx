import React, { type FC, type ReactNode } from 'react';
import { useTranslation } from 'adminjs';
import { InAppLink } from './in-app-link.js';

type Props = {
  /** The list that has the rows, and the properties that the columns show. */
  resource: string;
  columns: readonly string[];
  /** Shown instead of the table: nothing was found, or the rows could not be loaded. False: the table is shown. */
  instead?: ReactNode;
  /** How many rows are shown, if there are older ones. */
  only?: number | undefined;
  /** A link to all of the rows. */
  all: { readonly to: string; readonly text: string };
  className?: string;
  children: ReactNode;
};

/** The latest rows of another list on a record's page, and a link to all of them. */
export const LatestRows: FC<Props> = ({ resource, columns, instead, only, all, className = '', children }) => {
  const { translateComponent, translateProperty } = useTranslation();
  return (
    <>
      {instead || (
        <div className="ledger-frame">
          <table className={`ledger ${className}`}>
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    {translateProperty(name, resource)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
      )}
      <p className="ledger-more">
        {only !== undefined && translateComponent('LatestRows.only', { count: only })}{' '}
        <InAppLink to={all.to}>{all.text}</InAppLink>
      </p>
    </>
  );
};
