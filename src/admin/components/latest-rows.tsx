import React, { type FC, type ReactNode } from 'react';
import { useTranslation } from 'adminjs';
import { InAppLink } from './in-app-link.js';

type Props = {
  /** The list that has the rows, and the properties that the columns show. */
  resource: string;
  columns: readonly string[];
  /** Shown instead of the table: nothing was found, or the rows could not be loaded. False: the table is shown. */
  instead?: ReactNode;
  /** A link to all of the rows. */
  all: { readonly to: string; readonly text: string };
  className?: string;
  children: ReactNode;
};

/** The latest rows of another list on a record's page, and a link to all of them. */
export const LatestRows: FC<Props> = ({ resource, columns, instead, all, className = '', children }) => {
  const { translateProperty } = useTranslation();
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
        <InAppLink to={all.to}>{all.text}</InAppLink>
      </p>
    </>
  );
};
