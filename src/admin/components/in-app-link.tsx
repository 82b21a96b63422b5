import React, { type FC, type ReactNode } from 'react';
import { Link } from 'react-router-dom';

type Props = { to: string; className?: string; children: ReactNode };

/** A link within the panel that does not reload the page. */
export const InAppLink: FC<Props> = ({ to, className, children }) => (
  <Link to={to} className={className}>
    {children}
  </Link>
);
