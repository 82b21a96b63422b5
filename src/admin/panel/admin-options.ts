import type { AdminJSOptions } from 'adminjs';
import { LANGUAGES } from '../../platform/errors/text.js';
import { LANGUAGE_COOKIE } from '../http/language.js';
import { en } from '../locale/en.js';
import { ko } from '../locale/ko.js';
import type { TableResource } from '../table/table.resource.js';
import { resourceOptions } from './resource-options.js';

const MINUTES_PER_YEAR = 525_600;

export const adminOptions = (resources: readonly TableResource[]): AdminJSOptions => ({
  rootPath: '/admin',
  loginPath: '/login-page/',
  logoutPath: '/logout-page/',
  resources: resources.map((resource) => ({ resource, options: resourceOptions(resource.table) })),
  dashboard: { component: 'Dashboard' },
  pages: { case: { component: 'MemberCase', icon: 'HelpCircle' } },
  branding: { companyName: '투닷 관리', logo: false, withMadeWithLove: false },
  locale: {
    language: 'ko',
    availableLanguages: [...LANGUAGES],
    translations: { ko, en },
    // Ignores the browser's language. The choice in the menu is saved in a cookie, so that the server can read it.
    localeDetection: true,
    detection: {
      order: ['cookie'],
      caches: ['cookie'],
      lookupCookie: LANGUAGE_COOKIE,
      cookieMinutes: MINUTES_PER_YEAR,
      cookieOptions: { path: '/admin', sameSite: 'strict' },
    },
  },
});
