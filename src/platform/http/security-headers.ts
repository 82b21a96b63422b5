import type { SecurityHeadersOptions } from '@nestjs/common';
import type { Settings } from '../config/settings.js';

const SELF = ["'self'"];
const NONE = ["'none'"];

/** Everything comes from this origin, and nothing is written inline. The admin panel loosens its own pages' styles. */
export const securityHeaders = ({ production, trial }: Settings): SecurityHeadersOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': NONE,
      'base-uri': NONE,
      'connect-src': SELF,
      'font-src': SELF,
      'form-action': SELF,
      'frame-ancestors': NONE,
      'img-src': [...SELF, 'data:'],
      'manifest-src': SELF,
      'object-src': NONE,
      'script-src': SELF,
      'style-src': SELF,
    },
  },
  // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
  referrerPolicy: { policy: 'same-origin' },
  // Never for a trial: a browser that remembers it for localhost refuses HTTP to every other program there.
  strictTransportSecurity: production && !trial ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  xFrameOptions: { action: 'deny' },
});
