import React, { useEffect, type FC } from 'react';
import { useTranslation } from 'adminjs';

type Props = { session: { email: string }; paths: { logoutPath: string } };

/** The logged-in operator and the logout button: a POST, because a link on another site must not log anyone out. */
export const LoggedIn: FC<Props> = ({ session, paths }) => {
  const { translateButton, i18n } = useTranslation();
  useEffect(() => {
    document.documentElement.lang = i18n.language;
  }, [i18n.language]);
  return (
    <form className="logged-in" method="post" action={paths.logoutPath}>
      <span>{session.email}</span>
      <button type="submit">{translateButton('logout')}</button>
    </form>
  );
};
