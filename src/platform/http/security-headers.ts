import type { SecurityHeadersOptions } from '@nestjs/common';
import type { Settings } from '../config/settings.js';

const SELF = ["'self'"];
const NONE = ["'none'"];

/** Pages load resources from this origin only and have no inline scripts or styles. The panel allows inline styles for itself. */
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
  // With `no-referrer`, browsers would send `Origin: null` with the service's own forms.
  referrerPolicy: { policy: 'same-origin' },
  // Not in a trial: the browser would refuse plain HTTP to every program on localhost.
  strictTransportSecurity: production && !trial ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  xFrameOptions: { action: 'deny' },
});
