import type { Operator } from '../action/panel-action.js';
import type { Language } from '../../platform/errors/text.js';
import type { AssetManifest } from './asset-manifest.js';

const TITLE: Readonly<Record<Language, string>> = { ko: '투닷 관리', en: 'Toodat admin' };
/** Read out for the button of the side menu, which has no text. */
const MENU: Readonly<Record<Language, string>> = { ko: '메뉴', en: 'Menu' };
const NO_SCRIPT: Readonly<Record<Language, string>> = {
  ko: '이 화면을 쓰려면 자바스크립트를 켜야 합니다.',
  en: 'This page needs JavaScript.',
};

/** In this order: each script needs the ones before it. */
const SCRIPTS = ['global.js', 'design-system.js', 'boot.js', 'app.js', 'components.js'] as const;

/**
 * The panel's HTML. It contains its state as escaped JSON and no inline script, so data cannot run as a script. Rendering and
 * encoding take milliseconds, so that happens once for all operators, without their own data; `for` adds these.
 */
export class PanelPage {
  private readonly before: Buffer;
  private readonly after: Buffer;

  /** @param shared the state; its `session` must be undefined */
  constructor(shared: object, language: Language, assets: AssetManifest) {
    this.before = Buffer.from(`${head(language, assets)}${escapedJson(shared).slice(0, -1)},"session":`);
    this.after = Buffer.from(TAIL);
  }

  for(operator: Operator): Buffer {
    return Buffer.concat([this.before, Buffer.from(escapedJson(operator)), this.after]);
  }
}

const head = (language: Language, assets: AssetManifest): string => `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${TITLE[language]}</title>
    <link rel="icon" href="/static/icons/toodat.svg" type="image/svg+xml">
    <link rel="stylesheet" href="${address(assets, 'panel.css')}">
    ${SCRIPTS.map((name) => `<script defer src="${address(assets, name)}"></script>`).join('\n    ')}
  </head>
  <body>
    <div id="app" data-menu="${MENU[language]}"></div>
    <noscript>${NO_SCRIPT[language]}</noscript>
    <script type="application/json" id="state">`;

/** Ends the state, which `head` has opened. */
const TAIL = `}</script>
  </body>
</html>
`;

const address = (assets: AssetManifest, name: string): string => `/admin/assets/${assets[name]}`;

/** JSON without `<`, `>` and `&`, so that no email or title can close the element or open another one. */
const escapedJson = (state: unknown): string =>
  JSON.stringify(state).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
