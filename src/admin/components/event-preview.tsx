import React, { type FC } from 'react';
import { useTranslation, type RecordJSON } from 'adminjs';

type Hours = Partial<Record<'starts_at' | 'ends_at' | 'time_zone', string>>;

/** Opens the event page as members will see it at another instant, in a new tab. */
export const EventPreview: FC<{ record: RecordJSON }> = ({ record }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, options: object = {}): string => translateComponent(`EventPreview.${key}`, options);
  const { starts_at: start = '', ends_at: end = '', time_zone: zone = '' } = record.params as Hours;
  const page = `/admin/preview/coupons/${record.id}`;
  const moments = ['now', ...(start ? ['before-start', 'start'] : []), ...(end ? ['end'] : [])];
  return (
    <section className="event-preview" aria-labelledby="event-preview-title">
      <h3 id="event-preview-title">{say('title')}</h3>
      <p className="hint">{say('help')}</p>
      <ul className="moments">
        {moments.map((moment) => (
          <li key={moment}>
            <a href={`${page}?at=${moment}`} target="_blank" rel="noopener">
              {say(moment)}
            </a>
          </li>
        ))}
      </ul>
      <form action={page} method="get" target="_blank">
        <label htmlFor="preview-at">{say('at', { zone })}</label>
        <span className="hour">
          <input
            id="preview-at"
            name="at"
            type="datetime-local"
            className="plain"
            step="1"
            min="2000-01-01T00:00"
            max="2999-12-31T23:59"
            required
            defaultValue={start.replace(' ', 'T')}
          />
          <button type="submit" className="plain-button">
            {say('open')}
          </button>
        </span>
      </form>
    </section>
  );
};
