import { ImportedMembersService } from '../account/imported-members.service.js';
import { ImportedCouponsService } from '../coupon/imported-coupons.service.js';
import { ImportedWorksService } from '../work/imported-works.service.js';

/** Each feature validates and writes its own tables. */
export type ImportedServices = {
  readonly members: ImportedMembersService;
  readonly works: ImportedWorksService;
  readonly coupons: ImportedCouponsService;
};

export const importedServices = (): ImportedServices => ({
  members: new ImportedMembersService(),
  works: new ImportedWorksService(),
  coupons: new ImportedCouponsService(),
});
