import React, { type FC, type ReactNode } from 'react';
import type { ShowPropertyProps } from 'adminjs';
import { InAppLink } from './in-app-link.js';

type Props = Pick<ShowPropertyProps, 'resource' | 'record'> & { children: ReactNode };

/** The title of a row in a list, as a link to its page. AdminJS opens the page only when the row is clicked. */
export const RowTitle: FC<Props> = ({ resource, record, children }) => (
  <InAppLink to={`/admin/resources/${resource.id}/records/${record.id}/show`} className="row-title">
    {children}
  </InAppLink>
);
