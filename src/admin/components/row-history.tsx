import React, { useEffect, useState, type FC } from 'react';
import { ValueGroup } from '@adminjs/design-system';
import { ApiClient, useTranslation, type RecordJSON, type ShowPropertyProps } from 'adminjs';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import { Changes } from './changes.js';
import { formatInstant } from './format-instant.js';
import { Label } from './label.js';
import { LatestRows } from './latest-rows.js';
import { KIND_OF_RESOURCE } from './target.js';

const RESOURCE = 'history';
const MAX_SHOWN = 20;

type History = { records: RecordJSON[]; meta: { total: number } };
type Entry = { created_at: string; actor: string; action: string; changes: string | null; reason: string | null };

/** The latest acts on a row, newest first, and a link to all of them. */
export const RowHistory: FC<ShowPropertyProps> = ({ property, record, resource }) => {
  const { translateProperty, translateComponent } = useTranslation();
  const [history, setHistory] = useState<History | 'failed'>();
  const filters = { 'filters.target_kind': KIND_OF_RESOURCE[resource.id]!, 'filters.target_id': record.id };
  const state = JSON.stringify(record.params);
  useEffect(() => {
    const params = { ...filters, perPage: MAX_SHOWN };
    new ApiClient().resourceAction({ resourceId: RESOURCE, actionName: 'list', params }).then(
      ({ data }) => setHistory(data as History),
      () => setHistory('failed'),
    );
  }, [record.id, resource.id, state]);

  if (history === undefined) return null;
  const { records, meta } = history === 'failed' ? { records: [], meta: { total: 0 } } : history;
  const none = <p>{translateComponent('RowHistory.none')}</p>;
  const failed = <p role="alert">{translateComponent('RowHistory.failed')}</p>;
  return (
    <ValueGroup label={translateProperty(property.label, property.resourceId)}>
      <LatestRows
        resource={RESOURCE}
        columns={['created_at', 'action', 'actor', 'changes', 'reason']}
        className="history"
        instead={history === 'failed' ? failed : records.length === 0 && none}
        only={meta.total > records.length ? records.length : undefined}
        all={{
          to: `/admin/resources/${RESOURCE}?${new URLSearchParams(filters).toString()}`,
          text: translateComponent('RowHistory.all'),
        }}
      >
        {records.map(({ id, params }) => (
          <Line key={id} entry={params as Entry} />
        ))}
      </LatestRows>
    </ValueGroup>
  );
};

const Line: FC<{ entry: Entry }> = ({ entry: { created_at: at, action, actor, changes, reason } }) => (
  <tr>
    <td>
      <time dateTime={at}>{formatInstant(at, DEFAULT_TIME_ZONE)}</time>
    </td>
    <td>
      <Label of="action" value={action} />
    </td>
    <td>{actor}</td>
    <td>
      <Changes json={changes} />
    </td>
    <td>{reason}</td>
  </tr>
);
