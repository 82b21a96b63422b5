import React, { useEffect, useState, type FC } from 'react';
import { useTranslation } from 'adminjs';
import { fetchChecks, summaryOf, type Check } from './checks.js';
import { InAppLink } from './in-app-link.js';

/** On the dashboard: how many mistakes the checks of a coming event found. Nothing while all is well. */
export const CardChecks: FC<{ couponId: number }> = ({ couponId }) => {
  const { translateComponent } = useTranslation();
  const [alarms, setAlarms] = useState<readonly Check[]>([]);
  useEffect(() => {
    void fetchChecks(String(couponId)).then((checks = []) =>
      setAlarms(checks.filter(({ level }) => level !== 'green')),
    );
  }, [couponId]);
  const [worst] = alarms;
  if (!worst) return null;
  return (
    <p className={`check check-${worst.level}`}>
      <InAppLink to={`/admin/resources/coupons/records/${couponId}/show`}>
        {translateComponent('EventChecks.title')}:{' '}
        {summaryOf(alarms, (level) => translateComponent(`EventChecks.${level}`))}
      </InAppLink>
    </p>
  );
};
