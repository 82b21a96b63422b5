import React, { type FC } from 'react';
import { useTranslation } from 'adminjs';
import { InAppLink } from './in-app-link.js';

/** The logo and the name at the top of the menu. */
export const Branding: FC = () => {
  const { translateComponent } = useTranslation();
  return (
    <InAppLink to="/admin" className="branding">
      <img src="/static/icons/toodat.svg" alt="" width={28} height={28} />
      {translateComponent('Dashboard.title')}
    </InAppLink>
  );
};
