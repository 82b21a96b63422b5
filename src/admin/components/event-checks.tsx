import React, { useEffect, useState, type FC } from 'react';
import { ValueGroup } from '@adminjs/design-system';
import { useTranslation, type ShowPropertyProps } from 'adminjs';
import { fetchChecks, summaryOf, type Check } from './checks.js';
import { EventPreview } from './event-preview.js';

/** What the server found before the event opens, the worst first, and a preview of the event page. */
export const EventChecks: FC<ShowPropertyProps> = ({ property, record }) => {
  const { translateProperty, translateComponent, i18n } = useTranslation();
  const say = (key: string): string => translateComponent(`EventChecks.${key}`);
  const [checks, setChecks] = useState<readonly Check[] | 'failed'>();
  const language = i18n.language === 'en' ? 'en' : 'ko';
  const { updated_at, on_event_page } = record.params as Record<string, string>;
  useEffect(() => {
    void fetchChecks(record.id).then((found) => setChecks(found ?? 'failed'));
  }, [record.id, updated_at, on_event_page]);

  const found = checks === 'failed' ? undefined : checks;
  return (
    <ValueGroup label={translateProperty(property.label, property.resourceId)}>
      {checks === 'failed' && <p role="alert">{say('failed')}</p>}
      {found && (
        <>
          <p className="check-summary" role="status">
            {summaryOf(found, say)}
          </p>
          <ul className="checks">
            {found.map(({ code, level, message }) => (
              <li key={code} className={`check check-${level}`}>
                <strong>{say(level)}</strong> <span>{message[language]}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <EventPreview record={record} />
    </ValueGroup>
  );
};
